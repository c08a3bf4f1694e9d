"""Les facettes : quelles fiches sous chaque modalité, et sous deux modalités à la fois."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from generator.modele.classement import modalites_de
from generator.modele.fiches import Fiche
from generator.modele.referentiel import Referentiel
from generator.modele.vocabulaires import Modalite, Vocabulaire

Classement = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Pour chaque fiche (sa clé), ses modalités dans chaque vocabulaire qui range les fiches."""


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

    @property
    def marques(self) -> tuple[tuple[str, str], ...]:
        """Ses deux modalités, chacune avec sa facette."""
        return tuple((facette.id, modalite.id) for facette, modalite in zip(self.facettes, self.modalites, strict=True))


def classer(fiche: Fiche, referentiel: Referentiel) -> Mapping[str, tuple[str, ...]]:
    """Les modalités d’une fiche, dans toutes les facettes et dans sa famille."""
    return {vocabulaire.id: modalites_de(fiche, vocabulaire) for vocabulaire in referentiel.explorables}


def ranger(fiches: Mapping[str, Fiche], classement: Classement, referentiel: Referentiel) -> tuple[Facette, ...]:
    """Toutes les facettes, par rang, et leurs fiches dans l’ordre du catalogue."""
    return tuple(_facette(vocabulaire, fiches, classement) for vocabulaire in referentiel.facettes)


def croiser(facettes: Iterable[Facette]) -> tuple[Croisement, ...]:
    """Les croisements non vides des facettes qui se croisent, deux à deux.

    Quand chacune des deux modalités n’a que cette fiche, le croisement n’affine rien : aucune page n’y mènerait.
    """
    croisees = [facette for facette in facettes if facette.vocabulaire.facette and facette.vocabulaire.facette.croisee]
    croisements = []
    for une, autre in combinations(croisees, 2):
        communes = {m.id: {fiche.cle for fiche in autre.fiches[m.id]} for m in autre.vocabulaire.modalites}
        for m1, m2 in product(une.vocabulaire.modalites, autre.vocabulaire.modalites):
            fiches = tuple(fiche for fiche in une.fiches[m1.id] if fiche.cle in communes[m2.id])
            if fiches and max(une.effectif(m1.id), autre.effectif(m2.id)) > 1:
                croisements.append(Croisement((une.vocabulaire, autre.vocabulaire), (m1, m2), fiches))
    return tuple(croisements)


def _facette(vocabulaire: Vocabulaire, fiches: Mapping[str, Fiche], classement: Classement) -> Facette:
    rangees: dict[str, list[Fiche]] = defaultdict(list)
    for cle, fiche in fiches.items():
        for modalite in classement[cle][vocabulaire.id]:
            rangees[modalite].append(fiche)
    return Facette(vocabulaire, {m.id: tuple(rangees[m.id]) for m in vocabulaire.modalites})
