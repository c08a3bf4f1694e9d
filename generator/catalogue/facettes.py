"""Les facettes : sous quelles modalités chaque fiche se range, et combien il y en a."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from types import MappingProxyType

from generator.catalogue.catalogue import Catalogue
from generator.modele.classement import modalites_de
from generator.modele.fiches import Fiche
from generator.modele.vocabulaires import Modalite, Vocabulaire

TRIPTYQUE = ("acteurs", "domaines", "territoires")
"""Les facettes que l’on croise deux à deux : qui, pour quoi, où."""


@dataclass(frozen=True, slots=True)
class Facette:
    """Un axe de classement et, pour chacune de ses modalités, ses fiches."""

    vocabulaire: Vocabulaire
    fiches: Mapping[str, tuple[Fiche, ...]]

    @property
    def id(self) -> str:
        return self.vocabulaire.id

    def effectif(self, modalite: str) -> int:
        """Le nombre de fiches de cette modalité, toutes familles confondues."""
        return len(self.fiches[modalite])

    def adresse(self, modalite: str) -> str:
        """L’adresse de la page d’une modalité."""
        return f"{self.id}/{modalite}/"


@dataclass(frozen=True, slots=True)
class Croisement:
    """Deux modalités de deux facettes, et les fiches qui ont l’une et l’autre."""

    facettes: tuple[Vocabulaire, Vocabulaire]
    modalites: tuple[Modalite, Modalite]
    fiches: tuple[Fiche, ...]

    @property
    def adresse(self) -> str:
        (f1, f2), (m1, m2) = self.facettes, self.modalites
        return f"{f1.id}/{m1.id}/{f2.id}/{m2.id}/"


def classer(catalogue: Catalogue) -> tuple[Facette, ...]:
    """Range toutes les fiches du catalogue dans toutes les facettes, par rang de facette."""
    return tuple(_facette(vocabulaire, catalogue.fiches.values()) for vocabulaire in catalogue.referentiel.facettes)


def croiser(facettes: Iterable[Facette]) -> tuple[Croisement, ...]:
    """Les croisements non vides des facettes du triptyque, deux à deux."""
    triptyque = sorted((f for f in facettes if f.id in TRIPTYQUE), key=lambda f: TRIPTYQUE.index(f.id))
    croisements = []
    for une, autre in combinations(triptyque, 2):
        for m1, m2 in product(une.vocabulaire.modalites, autre.vocabulaire.modalites):
            communes = {fiche.cle for fiche in autre.fiches[m2.id]}
            fiches = tuple(fiche for fiche in une.fiches[m1.id] if fiche.cle in communes)
            if fiches:
                croisements.append(Croisement((une.vocabulaire, autre.vocabulaire), (m1, m2), fiches))
    return tuple(croisements)


def _facette(vocabulaire: Vocabulaire, fiches: Iterable[Fiche]) -> Facette:
    rangees: dict[str, list[Fiche]] = defaultdict(list)
    for fiche in fiches:
        for modalite in modalites_de(fiche, vocabulaire):
            rangees[modalite].append(fiche)
    return Facette(vocabulaire, MappingProxyType({m.id: tuple(rangees[m.id]) for m in vocabulaire.modalites}))
