"""Les exemples proches d’un autre, et pourquoi : ce que l’on propose de lire ensuite."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest

from generator.catalogue.facettes import Facette
from generator.modele.fiches import Fiche

VOISINS = 3
"""Autant qu’on peut en lire ensuite."""

SANS_VOISINAGE = ("france-entiere", "hors-france")
"""Agir partout n’est pas être voisin."""

Marque = tuple[str, str]
"""Une facette et l’une de ses modalités."""


@dataclass(frozen=True, slots=True)
class Voisin:
    """Un exemple proche, et les modalités partagées, de la plus à la moins parlante."""

    fiche: Fiche
    raisons: tuple[Marque, ...]


def rapprocher(
    fiches: Mapping[str, Fiche], facettes: Iterable[Facette], renvois: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[Voisin, ...]]:
    """Pour chaque exemple, les exemples les plus proches, hors des renvois que sa page montre déjà.

    On ne compare une fiche qu’à celles qui ont quelque chose d’elle ; la parenté d’une facette dit ce que vaut une modalité
    commune.
    """
    axes = {f.id: f.vocabulaire.facette for f in facettes if f.vocabulaire.facette and f.vocabulaire.facette.parente}
    par_marque: dict[Marque, frozenset[str]] = {}
    marques: dict[str, list[Marque]] = {}
    for facette in sorted((f for f in facettes if f.id in axes), key=lambda f: -axes[f.id].parente):
        for modalite, siennes in facette.fiches.items():
            exemples = [fiche.cle for fiche in siennes if fiche.famille == "exemples" and modalite not in SANS_VOISINAGE]
            par_marque[facette.id, modalite] = frozenset(exemples)
            for cle in exemples:
                marques.setdefault(cle, []).append((facette.id, modalite))

    def voisins(cle: str) -> tuple[Voisin, ...]:
        siennes = marques.get(cle, [])
        proches = set().union(*(par_marque[marque] for marque in siennes if axes[marque[0]].rapproche)) - {cle, *renvois[cle]}
        notes = dict.fromkeys(proches, 0)
        for marque in siennes:
            parente = axes[marque[0]].parente
            for autre in par_marque[marque] & proches:
                notes[autre] += parente
        retenus = nsmallest(VOISINS, notes, key=lambda autre: (-notes[autre], autre))
        return tuple(Voisin(fiches[a], tuple(marque for marque in siennes if a in par_marque[marque])) for a in retenus)

    return {cle: voisins(cle) for cle, fiche in fiches.items() if fiche.famille == "exemples"}
