"""Les exemples proches d’un autre, et pourquoi : ce que l’on propose de lire ensuite."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.catalogue.catalogue import Catalogue
from generator.catalogue.facettes import Facette
from generator.modele.fiches import Fiche

POIDS = {"domaines": 4, "territoires": 3, "categories": 1, "objectifs": 1}
"""Ce que vaut une modalité commune. Le besoin compte le plus, puis le lieu."""

RAPPROCHENT = ("domaines", "territoires")
"""Sans un besoin ou un lieu commun, deux exemples ne sont pas proches."""

SANS_VOISINAGE = ("france-entiere", "hors-france")
"""Agir partout n’est pas être voisin."""


@dataclass(frozen=True, slots=True)
class Voisin:
    """Un exemple proche, et les modalités partagées (facette, modalité), de la plus à la moins parlante."""

    fiche: Fiche
    raisons: tuple[tuple[str, str], ...]


class Voisinage:
    """Les exemples, par modalité partagée : on ne compare une fiche qu’à celles qui ont quelque chose d’elle."""

    def __init__(self, catalogue: Catalogue, facettes: Iterable[Facette]) -> None:
        self._catalogue = catalogue
        self._par_marque: dict[tuple[str, str], frozenset[str]] = {}
        self._marques: dict[str, list[tuple[str, str]]] = {}
        classees = {facette.id: facette for facette in facettes}
        for nom in POIDS:
            for modalite, fiches in classees[nom].fiches.items():
                exemples = [fiche.cle for fiche in fiches if fiche.famille == "exemples" and modalite not in SANS_VOISINAGE]
                self._par_marque[nom, modalite] = frozenset(exemples)
                for cle in exemples:
                    self._marques.setdefault(cle, []).append((nom, modalite))

    def voisins(self, fiche: Fiche, nombre: int = 3) -> tuple[Voisin, ...]:
        """Les exemples les plus proches d’un exemple, hors renvois déjà montrés."""
        notes: Counter[str] = Counter()
        marques = self._marques.get(fiche.cle, [])
        for marque in marques:
            notes.update(dict.fromkeys(self._par_marque[marque], POIDS[marque[0]]))
        deja = {fiche.cle, *self._catalogue.renvois[fiche.cle]}
        proches = {cle for marque in marques if marque[0] in RAPPROCHENT for cle in self._par_marque[marque]} - deja
        retenus = sorted(proches, key=lambda cle: (-notes[cle], cle))[:nombre]
        return tuple(Voisin(self._catalogue.fiches[cle], self._raisons(marques, cle)) for cle in retenus)

    def _raisons(self, marques: list[tuple[str, str]], cle: str) -> tuple[tuple[str, str], ...]:
        return tuple(marque for marque in marques if cle in self._par_marque[marque])
