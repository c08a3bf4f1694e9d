"""La page qui réunit ce qui a coincé : obstacle par obstacle, ce que chaque exemple en raconte, et qui le dit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from generator.catalogue.adresses import Lien, LienCompte, lien_vers
from generator.catalogue.bibliographie import DocumentCite
from generator.catalogue.catalogue import Catalogue
from generator.modele.fiches import Exemple, Fiche
from generator.modele.vocabulaires import Modalite
from generator.vues.ecrites import VueTexte, parents
from generator.vues.page import Page, completer

ADRESSE, TITRE = "comprendre/ce-qui-coince/", "Ce qui coince"
DESCRIPTION = "Ce qui a coincé dans les alliances du catalogue, obstacle par obstacle, avec la source et l’exemple."


@dataclass(frozen=True, slots=True)
class Raconte:
    """Un écueil, le document qui le dit, et les exemples qui le racontent dans les mêmes mots."""

    recit: str
    document: DocumentCite
    exemples: tuple[Lien, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Un obstacle, combien d’exemples ont buté dessus, et ce qu’ils en racontent."""

    modalite: Modalite
    compte: LienCompte
    racontes: tuple[Raconte, ...]


@dataclass(frozen=True, slots=True)
class VueEcueils(VueTexte):
    """Le texte écrit à la main, les obstacles qui ont des récits, ceux qui parlent et ceux qui se taisent."""

    obstacles: tuple[Obstacle, ...]
    parlent: int
    exemples: int
    gabarit: ClassVar[str] = "ecueils.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """La page, dont le texte est écrit à la main."""
    entete = catalogue.pages.get(ADRESSE)
    surtitre, titre, chapeau = (entete.surtitre, entete.title, entete.chapeau) if entete else ("", TITRE, "")
    vue = VueEcueils(
        surtitre, titre, chapeau, tuple(_obstacles(catalogue)), catalogue.parlent_d_ecueils, len(catalogue.famille("exemples"))
    )
    yield replace(completer(catalogue, ADRESSE, vue, TITRE, DESCRIPTION), fil=parents(catalogue, ADRESSE))


def _obstacles(catalogue: Catalogue) -> Iterator[Obstacle]:
    for modalite in catalogue.vocabulaire("obstacles").modalites:
        siens = catalogue.obstacles.get(modalite.id, ())
        if siens:
            compte = LienCompte(modalite.id, modalite.libelle, f"{ADRESSE}#{modalite.id}", len(siens))
            yield Obstacle(modalite, compte, tuple(_racontes(modalite.id, siens, catalogue)))


def _racontes(obstacle: str, cles: Iterable[str], catalogue: Catalogue) -> Iterator[Raconte]:
    """Ce que ces exemples racontent de cet obstacle ; ce que deux racontent dans les mêmes mots ne se lit qu’une fois."""
    reunis: dict[tuple[str, str], list[Fiche]] = {}
    for fiche in (catalogue.fiches[cle] for cle in cles):
        for ecueil in fiche.champs.ce_qui_a_coince if isinstance(fiche.champs, Exemple) else ():
            if ecueil.obstacle == obstacle:
                reunis.setdefault((ecueil.recit, ecueil.source), []).append(fiche)
    for (recit, source), fiches in reunis.items():
        yield Raconte(recit, catalogue.bibliographie.cite_par(fiches[0], source), tuple(map(lien_vers, fiches)))
