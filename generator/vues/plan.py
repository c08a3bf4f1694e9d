"""Le plan du site : toutes ses entrées sur une page, pour qui préfère tout voir d’un coup."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue.adresses import Lien, LienCompte
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.facettes import Facette
from generator.modele.champs import FAMILLES
from generator.vues.page import Page

PAGES = (
    Lien("Accueil", ""),
    Lien("Comprendre\N{NO-BREAK SPACE}: pourquoi et comment faire alliance", "comprendre/"),
    Lien("Explorer toutes les fiches", "explorer/"),
    Lien("Par où commencer\N{NO-BREAK SPACE}?", "par-ou-commencer/"),
    Lien("Parcours d’une heure, d’une demi-journée, de deux jours", "parcours/"),
    Lien("Glossaire", "glossaire/"),
    Lien("Sources", "sources/"),
    Lien("Contribuer", "contribuer/"),
    Lien("Les champs d’une fiche", "contribuer/champs/"),
    Lien("Les constats du vérificateur", "contribuer/constats/"),
    Lien("La recherche à l’épreuve", "contribuer/recherche/"),
    Lien("Mentions légales", "mentions-legales/"),
    Lien("Accessibilité", "accessibilite/"),
    Lien("Licences", "licences/"),
)


@dataclass(frozen=True, slots=True)
class VuePlan:
    """Les pages écrites, les familles avec toutes leurs fiches, les facettes avec toutes leurs modalités."""

    pages: tuple[Lien, ...]
    familles: tuple[tuple[LienCompte, tuple[Lien, ...]], ...]
    facettes: tuple[tuple[Lien, tuple[LienCompte, ...]], ...]
    parcours: tuple[Lien, ...]


def pages(catalogue: Catalogue, facettes: tuple[Facette, ...]) -> Iterator[Page]:
    """La page du plan."""
    libelles = catalogue.referentiel.vocabulaires["familles"]
    familles = tuple(
        (
            LienCompte(famille, libelles[famille].libelle, f"{famille}/", len(catalogue.famille(famille))),
            tuple(Lien(fiche.titre, fiche.adresse) for fiche in catalogue.famille(famille)),
        )
        for famille in FAMILLES
    )
    axes = tuple(
        (
            Lien(facette.vocabulaire.libelle, f"{facette.id}/"),
            tuple(
                LienCompte(m.id, m.libelle, facette.adresse(m.id), facette.effectif(m.id)) for m in facette.vocabulaire.modalites
            ),
        )
        for facette in facettes
    )
    parcours = tuple(Lien(un.titre, f"parcours/{un.id}/") for un in catalogue.parcours.values())
    yield Page(
        "plan-du-site/",
        "Plan du site",
        "Toutes les pages, d’un coup d’œil.",
        "plan.html",
        VuePlan(PAGES, familles, axes, parcours),
    )
