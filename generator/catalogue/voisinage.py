"""Les exemples proches d’un autre, et pourquoi : ce que l’on propose de lire ensuite."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from operator import neg

from generator.catalogue.facettes import Facette
from generator.memoire import Memoire
from generator.modele.fiches import famille_de

VOISINS = 3
"""Autant qu’on peut en lire ensuite."""

SANS_VOISINAGE = ("france-entiere", "hors-france")
"""Agir partout n’est pas être voisin."""

Marque = tuple[str, str]
"""Une facette et l’une de ses modalités."""


@dataclass(frozen=True, slots=True)
class Voisin:
    """La clé d’un exemple proche, et les modalités partagées, de la plus à la moins parlante."""

    cle: str
    raisons: tuple[Marque, ...]


def rapprocher(
    facettes: Iterable[Facette], renvois: Mapping[str, tuple[str, ...]], memoire: Memoire
) -> dict[str, tuple[Voisin, ...]]:
    """Pour chaque exemple, les exemples les plus proches, hors des renvois que sa page montre déjà.

    On ne compare une fiche qu’à celles qui ont quelque chose d’elle ; la parenté d’une facette dit ce que vaut une modalité
    commune.
    """
    axes = {f.id: f.vocabulaire.facette for f in facettes if f.vocabulaire.facette and f.vocabulaire.facette.parente}
    par_marque: dict[Marque, frozenset[str]] = {}
    marques: dict[str, list[Marque]] = {cle: [] for cle in renvois if famille_de(cle) == "exemples"}
    for facette in sorted((f for f in facettes if f.id in axes), key=lambda f: -axes[f.id].parente):
        for modalite, siennes in facette.fiches.items():
            exemples = frozenset(cle for cle in siennes if cle in marques and modalite not in SANS_VOISINAGE)
            par_marque[facette.id, modalite] = memoire.retrouver(("marque", facette.id, modalite), exemples)
            for cle in exemples:
                marques[cle].append((facette.id, modalite))

    def voisins(cle: str) -> tuple[Voisin, ...]:
        siennes = marques[cle]
        proches = set().union(*(par_marque[marque] for marque in siennes if axes[marque[0]].rapproche)) - {cle, *renvois[cle]}
        notes = dict.fromkeys(proches, 0)
        for marque in siennes:
            parente = axes[marque[0]].parente
            for autre in par_marque[marque] & proches:
                notes[autre] += parente
        retenus = nsmallest(VOISINS, zip(map(neg, notes.values()), notes, strict=True))
        return tuple(Voisin(a, tuple(marque for marque in siennes if a in par_marque[marque])) for _, a in retenus)

    return {
        cle: memoire.reprendre(
            ("voisins", cle), (siennes, renvois[cle], axes, [par_marque[marque] for marque in siennes]), partial(voisins, cle)
        )
        for cle, siennes in marques.items()
    }
