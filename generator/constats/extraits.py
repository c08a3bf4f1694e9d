"""Montrer un constat : la ligne fautive et, quand on sait la corriger, la même ligne prête à recopier."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from generator.constats.constat import Constat, erreurs

LONGUEUR = 400
"""Au-delà, une ligne ne se montre plus : elle ne se lirait pas."""


def illustrer(constats: Iterable[Constat], lire: Callable[[str], Sequence[str]]) -> tuple[Constat, ...]:
    """Complète chaque constat de sa ligne et de sa correction, et les range par fichier et par ligne.

    `lire` rend les lignes d’un fichier, d’après son chemin.
    """
    lignes: dict[str, Sequence[str]] = {}
    illustres = []
    for constat in sorted(sans_broutilles(constats)):
        if constat.chemin not in lignes:
            lignes[constat.chemin] = lire(constat.chemin)
        illustres.append(_illustrer(constat, lignes[constat.chemin]))
    return tuple(illustres)


def sans_broutilles(constats: Iterable[Constat]) -> list[Constat]:
    """Ôte la typographie des lignes qui ont une erreur : deux lignes corrigées pour une seule se contrediraient."""
    constats = list(constats)
    fautives = {(c.chemin, c.ligne) for c in erreurs(constats)}
    return [c for c in constats if not (c.code.startswith("typo-") and (c.chemin, c.ligne) in fautives)]


def _illustrer(constat: Constat, lignes: Sequence[str]) -> Constat:
    extrait = lignes[constat.ligne - 1] if constat.ligne <= len(lignes) else ""
    if len(extrait) > LONGUEUR:
        return constat
    return replace(constat, extrait=extrait, correction=constat.correction or _correction(constat, extrait))


def _correction(constat: Constat, extrait: str) -> str:
    """La ligne où la suggestion remplace la valeur lue, si elle y est bien à l’endroit dit."""
    if not (constat.suggestion and constat.valeur):
        return ""
    debut = extrait.find(constat.valeur, constat.colonne - 1)
    # Entre la place du constat et la valeur, il n’y a qu’un guillemet, ou les dièses d’un titre.
    if debut < 0 or extrait[constat.colonne - 1 : debut].strip("\"'# [(/!"):
        return ""
    return extrait[:debut] + constat.suggestion + extrait[debut + len(constat.valeur) :]
