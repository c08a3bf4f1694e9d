"""Les vues : du catalogue aux pages. Chaque module sait dessiner un genre de page, celui-ci les réunit."""

from generator.catalogue.catalogue import Catalogue
from generator.vues import (
    accueil,
    cube,
    documentation,
    ecrites,
    ecueils,
    etat,
    explorateur,
    facettes,
    familles,
    fiches,
    glossaire,
    manques,
    organisations,
    orientation,
    parcours,
    plan,
    preuve,
    proposer,
    redirections,
    signature,
    sources,
    territoires,
)
from generator.vues.page import Page

GENRES = (
    accueil,
    familles,
    facettes,
    territoires,
    fiches,
    sources,
    organisations,
    cube,
    manques,
    proposer,
    explorateur,
    parcours,
    orientation,
    glossaire,
    signature,
    preuve,
    ecueils,
    documentation,
    etat,
    redirections,
)
"""Un module par genre de page ; chacun a une fonction `pages`."""


def pages(catalogue: Catalogue) -> tuple[Page, ...]:
    """Toutes les pages du site qui viennent du catalogue."""
    engendrees = tuple(page for genre in GENRES for page in genre.pages(catalogue))
    a_la_main = tuple(ecrites.pages(catalogue, {page.adresse for page in engendrees}))
    return (*engendrees, *a_la_main, *plan.pages(catalogue, (*engendrees, *a_la_main)))
