"""Les listes de fiches : des cartes rangées par famille, quarante-huit par page au plus."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.catalogue.adresses import Lien, LienCompte, adresse_de_page
from generator.catalogue.cartes import Carte
from generator.catalogue.catalogue import Catalogue
from generator.modele.fiches import FAMILLES, Fiche
from generator.modele.vocabulaires import Modalite

PAR_PAGE = 48


@dataclass(frozen=True, slots=True)
class Groupe:
    """Les cartes d’une famille sur une page."""

    famille: Modalite
    cartes: tuple[Carte, ...]


@dataclass(frozen=True, slots=True)
class Pagination:
    """Où l’on est dans une suite de pages, et les liens vers chacune."""

    numero: int
    liens: tuple[Lien, ...]

    @property
    def nombre(self) -> int:
        return len(self.liens)

    @property
    def precedente(self) -> Lien | None:
        return self.liens[self.numero - 2] if self.numero > 1 else None

    @property
    def suivante(self) -> Lien | None:
        return self.liens[self.numero] if self.numero < self.nombre else None


@dataclass(frozen=True, slots=True)
class Liste:
    """Une page d’une liste : son adresse, ses cartes, et ce que la liste entière contient par famille."""

    adresse: str
    total: int
    par_famille: tuple[LienCompte, ...]
    groupes: tuple[Groupe, ...]
    pagination: Pagination


def adresse_de_famille(adresse: str, fiches: Sequence[Fiche], famille: str) -> str:
    """Où commencent les fiches d’une famille dans la liste qui part de `adresse`."""
    avant = sum(FAMILLES.index(fiche.famille) < FAMILLES.index(famille) for fiche in fiches)
    page = avant // PAR_PAGE + 1
    return f"{adresse_de_page(adresse, page)}#{famille}"


def lister(adresse: str, fiches: Sequence[Fiche], catalogue: Catalogue) -> Iterator[Liste]:
    """Découpe `fiches` en pages, à partir de `adresse` ; une liste vide a une page."""
    familles = catalogue.vocabulaire("familles")
    rangees = sorted(fiches, key=lambda fiche: FAMILLES.index(fiche.famille))
    debuts = range(0, max(len(rangees), 1), PAR_PAGE)
    liens = tuple(Lien(str(numero), adresse_de_page(adresse, numero)) for numero in range(1, len(debuts) + 1))

    def compte(famille: str) -> LienCompte:
        modalite = familles[famille]
        nombre = sum(fiche.famille == famille for fiche in rangees)
        titre = modalite.libelle if nombre > 1 else modalite.singulier
        return LienCompte(famille, titre.lower(), adresse_de_famille(adresse, fiches, famille), nombre)

    presentes = [famille for famille in FAMILLES if any(fiche.famille == famille for fiche in rangees)]
    par_famille = tuple(compte(famille) for famille in presentes)
    for numero, debut in enumerate(debuts, 1):
        tranche = rangees[debut : debut + PAR_PAGE]
        groupes = tuple(
            Groupe(familles[famille], tuple(catalogue.cartes[f.cle] for f in tranche if f.famille == famille))
            for famille in presentes
            if any(f.famille == famille for f in tranche)
        )
        yield Liste(liens[numero - 1].adresse, len(rangees), par_famille, groupes, Pagination(numero, liens))
