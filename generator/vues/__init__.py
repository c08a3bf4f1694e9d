"""Les vues : du catalogue aux pages. Chaque module sait dessiner un genre de page, celui-ci les réunit."""

from generator.catalogue.catalogue import Catalogue
from generator.catalogue.facettes import classer
from generator.vues import (
    accueil,
    documentation,
    ecrites,
    explorateur,
    facettes,
    familles,
    fiches,
    glossaire,
    orientation,
    parcours,
    plan,
    redirections,
    sources,
)
from generator.vues.page import Page


def pages(catalogue: Catalogue) -> tuple[Page, ...]:
    """Toutes les pages du site qui viennent du catalogue."""
    axes = classer(catalogue)
    return (
        accueil.page(catalogue, axes),
        *familles.pages(catalogue, axes),
        *facettes.pages(catalogue, axes),
        *fiches.pages(catalogue, axes),
        *sources.pages(catalogue),
        *explorateur.pages(catalogue, axes),
        *parcours.pages(catalogue),
        *orientation.pages(catalogue),
        *glossaire.pages(catalogue),
        *ecrites.pages(),
        *plan.pages(catalogue, axes),
        *redirections.pages(catalogue),
        *documentation.pages(catalogue.referentiel),
        *documentation.page_de_la_recherche(catalogue),
    )
