"""Les facettes : quelles fiches sous chaque modalité, et sous deux modalités à la fois."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import combinations, product

from generator.memoire import Memoire
from generator.modele.classement import modalites_de
from generator.modele.fiches import Fiche, famille_de
from generator.modele.referentiel import Referentiel
from generator.modele.vocabulaires import Modalite, Vocabulaire

Classement = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Pour chaque fiche (sa clé), ses modalités dans chaque vocabulaire qui range les fiches."""


@dataclass(frozen=True, slots=True)
class Facette:
    """Un axe de classement et, pour chacune de ses modalités, les clés de ses fiches."""

    vocabulaire: Vocabulaire
    fiches: Mapping[str, tuple[str, ...]]
    par_famille: Mapping[str, Mapping[str, int]]
    """Pour chaque modalité, combien elle a de fiches de chaque famille."""

    @property
    def id(self) -> str:
        return self.vocabulaire.id

    def effectif(self, modalite: str, famille: str = "") -> int:
        """Le nombre de fiches de cette modalité, d’une famille ou de toutes."""
        return self.par_famille[modalite].get(famille, 0) if famille else len(self.fiches[modalite])

    def adresse(self, modalite: str) -> str:
        """L’adresse de la page d’une modalité."""
        return f"{self.id}/{modalite}/"


@dataclass(frozen=True, slots=True)
class Croisement:
    """Deux modalités de deux facettes, et les clés des fiches qui ont l’une et l’autre."""

    facettes: tuple[Vocabulaire, Vocabulaire]
    modalites: tuple[Modalite, Modalite]
    fiches: tuple[str, ...]

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


def ranger(cles: Iterable[str], classement: Classement, referentiel: Referentiel, memoire: Memoire) -> tuple[Facette, ...]:
    """Toutes les facettes, par rang, et leurs fiches, dans l’ordre où on les donne."""
    return tuple(_facette(vocabulaire, cles, classement, memoire) for vocabulaire in referentiel.facettes)


def croiser(facettes: Iterable[Facette], memoire: Memoire) -> tuple[Croisement, ...]:
    """Les croisements non vides des facettes qui se croisent, deux à deux.

    Quand chacune des deux modalités n’a que cette fiche, le croisement n’affine rien : aucune page n’y mènerait.
    """
    croisees = [facette for facette in facettes if facette.vocabulaire.facette and facette.vocabulaire.facette.croisee]
    croisements = []
    for une, autre in combinations(croisees, 2):
        ensembles = {m: frozenset(cles) for m, cles in autre.fiches.items()}
        for m1, m2 in product(une.vocabulaire.modalites, autre.vocabulaire.modalites):
            if max(une.effectif(m1.id), autre.effectif(m2.id)) > 1:
                croiser_deux = partial(_communes, une.fiches[m1.id], ensembles[m2.id])
                dont = (une.fiches[m1.id], autre.fiches[m2.id])
                fiches = memoire.reprendre(("croisement", une.id, m1.id, autre.id, m2.id), dont, croiser_deux)
                if fiches:
                    croisements.append(Croisement((une.vocabulaire, autre.vocabulaire), (m1, m2), fiches))
    return tuple(croisements)


def _communes(cles: Iterable[str], autres: frozenset[str]) -> tuple[str, ...]:
    return tuple(cle for cle in cles if cle in autres)


def _facette(vocabulaire: Vocabulaire, cles: Iterable[str], classement: Classement, memoire: Memoire) -> Facette:
    rangees: dict[str, list[str]] = defaultdict(list)
    for cle in cles:
        for modalite in classement[cle][vocabulaire.id]:
            rangees[modalite].append(cle)
    fiches = {m: memoire.retrouver(("rangées", vocabulaire.id, m), tuple(rangees[m])) for m in vocabulaire.identifiants}
    par_famille = {
        m: memoire.reprendre(("comptées", vocabulaire.id, m), (siennes,), partial(_compter, siennes))
        for m, siennes in fiches.items()
    }
    return Facette(vocabulaire, fiches, par_famille)


def _compter(cles: Iterable[str]) -> Mapping[str, int]:
    """Combien de ces fiches sont de chaque famille."""
    return Counter(map(famille_de, cles))
