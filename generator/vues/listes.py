"""Les listes de fiches : des cartes rangées par famille, quarante-huit par page au plus."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import urlencode

from generator.catalogue.adresses import Lien, LienCompte, adresse_de_page
from generator.catalogue.cartes import Carte
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.facettes import Facette
from generator.modele.fiches import FAMILLES
from generator.modele.vocabulaires import Modalite, Vocabulaire

PAR_PAGE = 48

PAGES = 7
"""Les pages de la liste d’une modalité. Nul n’en lit trois cents fiches : la suite est dans l’explorateur, qui sait l’affiner."""

EXPLORATEUR = "explorer/"

_RANGS = {famille: rang for rang, famille in enumerate(FAMILLES)}


@dataclass(frozen=True, slots=True)
class Groupe:
    """Les cartes d’une famille sur une page."""

    famille: Modalite
    cartes: tuple[Carte, ...]


VOISINES = 2
"""Les pages que l’on nomme de chaque côté de celle où l’on est, avec la première et la dernière."""


@dataclass(frozen=True, slots=True)
class Pagination:
    """Où l’on est dans une suite de pages, et les liens vers chacune."""

    numero: int
    liens: tuple[Lien, ...] = field(repr=False)

    @property
    def nombre(self) -> int:
        return len(self.liens)

    @property
    def ici(self) -> Lien:
        return self.liens[self.numero - 1]

    @property
    def nommees(self) -> tuple[Lien | None, ...]:
        """Les pages à nommer : les proches, la première, la dernière ; rien là où l’on en saute."""
        proches = range(max(self.numero - VOISINES, 2), min(self.numero + VOISINES, self.nombre - 1) + 1)
        numeros = sorted({1, *proches, self.nombre})
        nommees: list[Lien | None] = []
        for avant, numero in zip((0, *numeros), numeros, strict=False):
            # Sauter une seule page prendrait la place de la nommer.
            nommees += [self.liens[avant]] if numero - avant == 2 else [None] if numero - avant > 2 else []
            nommees.append(self.liens[numero - 1])
        return tuple(nommees)

    @property
    def premiere(self) -> Lien:
        return self.liens[0]

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
    suite: str = ""
    """Où lire la suite, quand elle n’a pas de pages à elle."""


@dataclass(frozen=True, slots=True)
class Suite:
    """Ce qui suit les premières pages d’une liste : au-delà de `pages`, on la lit dans l’explorateur, à `adresse`."""

    pages: int
    adresse: str


def suite_de(pages: int, **choix: str) -> Suite:
    """La suite d’une liste faite de ces choix, facette par facette."""
    return Suite(pages, f"{EXPLORATEUR}?{urlencode(choix)}")


def lister_la_modalite(facette: Facette, modalite: str, catalogue: Catalogue) -> tuple[Liste, ...]:
    """La liste d’une modalité."""
    return lister(facette.adresse(modalite), facette.fiches[modalite], catalogue, suite_de(PAGES, **{facette.id: modalite}))


def adresse_de_famille(facette: Facette, modalite: str, famille: str) -> str:
    """Où commencent les fiches d’une famille dans la liste d’une modalité."""
    return _adresse(facette.adresse(modalite), facette.par_famille[modalite], famille, suite_de(PAGES, **{facette.id: modalite}))


def _adresse(adresse: str, nombres: Mapping[str, int], famille: str, suite: Suite | None) -> str:
    numero = sum(nombres.get(autre, 0) for autre in FAMILLES[: FAMILLES.index(famille)]) // PAR_PAGE + 1
    if suite and numero > suite.pages:
        return f"{suite.adresse}&familles={famille}"
    return f"{adresse_de_page(adresse, numero)}#{famille}"


def lister(adresse: str, cles: tuple[str, ...], catalogue: Catalogue, suite: Suite | None = None) -> tuple[Liste, ...]:
    """Découpe des fiches en pages, à partir de `adresse` ; une liste vide a une page. Sans `suite`, elle a toutes ses pages."""
    dont = (tuple(map(catalogue.cartes.__getitem__, cles)), catalogue.vocabulaire("familles"), suite)
    return catalogue.memoire.reprendre(("liste", adresse), dont, lambda: tuple(_decouper(adresse, *dont)))


def _decouper(adresse: str, cartes: Iterable[Carte], familles: Vocabulaire, suite: Suite | None) -> Iterator[Liste]:
    rangees = sorted(cartes, key=lambda carte: _RANGS[carte.famille.id])
    nombres = Counter(carte.famille.id for carte in rangees)
    debuts = range(0, max(len(rangees), 1), PAR_PAGE)
    reste = suite.adresse if suite and len(debuts) > suite.pages else ""
    debuts = debuts[: suite.pages if suite else None]
    liens = tuple(Lien(str(numero), adresse_de_page(adresse, numero)) for numero in range(1, len(debuts) + 1))

    def compte(famille: str, nombre: int) -> LienCompte:
        modalite = familles[famille]
        titre = modalite.libelle if nombre > 1 else modalite.singulier
        return LienCompte(famille, titre.lower(), _adresse(adresse, nombres, famille, suite), nombre)

    par_famille = tuple(compte(famille, nombre) for famille, nombre in nombres.items())
    for numero, debut in enumerate(debuts, 1):
        tranche = rangees[debut : debut + PAR_PAGE]
        groupes = tuple(Groupe(famille, tuple(siennes)) for famille, siennes in groupby(tranche, key=lambda carte: carte.famille))
        yield Liste(liens[numero - 1].adresse, len(rangees), par_famille, groupes, Pagination(numero, liens), reste)
