"""Les exemples proches d’un autre, et pourquoi : ce que l’on propose de lire ensuite."""

from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.facettes import modalites_de
from generator.modeles import Fiche

POIDS = {"domaines": 4, "territoires": 3, "categories": 1, "objectifs": 1}
"""Ce que vaut une modalité commune. Le besoin compte le plus, puis le lieu."""

SANS_VOISINAGE = ("france-entiere", "hors-france")
"""Agir partout n’est pas être voisin."""


@dataclass(frozen=True, slots=True)
class Voisin:
    """Un exemple proche et les modalités partagées, « facette/modalité », de la plus à la moins parlante."""

    fiche: Fiche
    raisons: tuple[tuple[str, str], ...]


def voisins(fiche: Fiche, catalogue: Catalogue, nombre: int = 3) -> tuple[Voisin, ...]:
    """Les exemples les plus proches qui partagent au moins un besoin ou un lieu, hors renvois déjà montrés."""
    deja = {fiche.cle, *catalogue.renvois[fiche.cle]}
    notes = []
    for autre in catalogue.famille("exemples"):
        if autre.cle in deja:
            continue
        raisons = _communes(fiche, autre, catalogue)
        note = sum(POIDS[facette] for facette, _ in raisons)
        if any(facette in ("domaines", "territoires") for facette, _ in raisons):
            notes.append((-note, autre.cle, Voisin(autre, raisons)))
    return tuple(voisin for _, _, voisin in sorted(notes, key=lambda n: n[:2])[:nombre])


def _communes(fiche: Fiche, autre: Fiche, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    communes = []
    for facette in POIDS:
        vocabulaire = catalogue.referentiel.vocabulaires[facette]
        siennes = modalites_de(autre, vocabulaire)
        communes += [(facette, m) for m in modalites_de(fiche, vocabulaire) if m in siennes and m not in SANS_VOISINAGE]
    return tuple(communes)
