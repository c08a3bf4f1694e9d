"""Le plan du site : toutes ses entrées sur une page, pour qui préfère tout voir d’un coup."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from generator.catalogue.adresses import Lien, LienCompte, lien_vers
from generator.catalogue.catalogue import Catalogue
from generator.modele.fiches import FAMILLES
from generator.modele.recueils import PARCOURS
from generator.vues.page import Page, Vue

NOMMEES = 100
"""Au-delà de tant de fiches, une famille ne les nomme plus ici : sa page est faite pour cela."""


@dataclass(frozen=True, slots=True)
class VuePlan(Vue):
    """Les pages une à une, les familles avec leurs fiches, les facettes avec toutes leurs modalités."""

    pages: tuple[Lien, ...]
    familles: tuple[tuple[LienCompte, tuple[Lien, ...]], ...]
    facettes: tuple[tuple[Lien, tuple[LienCompte, ...]], ...]
    parcours: tuple[Lien, ...]
    gabarit: ClassVar[str] = "plan.html"


def pages(catalogue: Catalogue, publiees: Iterable[Page]) -> Iterator[Page]:
    """La page du plan : parmi les pages `publiees`, celles qui demandent à y être, rangées par adresse."""
    libelles = catalogue.vocabulaire("familles")
    nommees = tuple(Lien(page.titre, page.adresse) for page in sorted(publiees, key=lambda page: page.adresse) if page.plan)
    familles = tuple(
        (
            LienCompte(famille, libelles[famille].libelle, f"{famille}/", len(catalogue.famille(famille))),
            tuple(lien_vers(fiche) for fiche in fiches) if len(fiches := catalogue.famille(famille)) <= NOMMEES else (),
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
        for facette in catalogue.facettes
    )
    parcours = tuple(Lien(un.titre, f"{PARCOURS.nom}/{un.id}/") for un in catalogue.recueil(PARCOURS).values())
    vue = VuePlan(nommees, familles, axes, parcours)
    yield Page("plan-du-site/", "Plan du site", "Toutes les pages, d’un coup d’œil.", vue)
