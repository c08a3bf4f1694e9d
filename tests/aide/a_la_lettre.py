"""Faire ce que dit un constat, à la lettre, et voir ce qu’il en reste."""

from collections import Counter
from datetime import date
from pathlib import Path

from fiches import MEMOIRE

from generator import chaine
from generator.constats.constat import Constat

JOUR = date(2026, 11, 30)


def verifier(depot: Path) -> tuple[Constat, ...]:
    return chaine.verifier(depot, aujourd_hui=JOUR, memoire=MEMOIRE)


def appliquer(depot: Path, constat: Constat) -> None:
    """Remplace, dans le fichier, les lignes que montre un constat par celles qu’il donne à écrire."""
    fichier = depot / constat.chemin
    lignes = fichier.read_text("utf-8").split("\n")
    lignes[constat.ligne - 1 : constat.ligne - 1 + constat.lignes] = constat.correction.split("\n")
    fichier.write_text("\n".join(lignes), "utf-8")


def tourne_en_rond(depot: Path, constats: tuple[Constat, ...]) -> list[str]:
    """Les corrections qui, appliquées seules, laissent leur constat ou en créent un autre."""
    avant = Counter(constat.code for constat in constats)
    reproches = []
    for constat in constats:
        if not constat.correction:
            continue
        fichier = depot / constat.chemin
        octets = fichier.read_bytes()
        appliquer(depot, constat)
        apres = Counter(reste.code for reste in verifier(depot))
        fichier.write_bytes(octets)
        if apres[constat.code] >= avant[constat.code]:
            reproches.append(f"{constat.code}, ligne {constat.ligne}, est encore là")
        reproches += [f"{code} est né de {constat.code}, ligne {constat.ligne}" for code in apres - avant]
    return reproches
