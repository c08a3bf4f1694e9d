"""Réparer ce qui est sûr : les constats dont la règle l’est, puis la typographie ; sans toucher à rien d’autre."""

import contextlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from generator import chaine
from generator.constats.constat import Constat
from generator.controle.typographie import retoucher, retouches
from generator.ecriture.relecture import relire
from generator.lecture.depot import designe
from generator.memoire import Memoire

TOURS = 20
"""Une correction en découvre une autre ; au-delà, elles se défont l’une l’autre."""

_FINS = re.compile(r"(\r\n|\r|\n)")


@dataclass(frozen=True, slots=True)
class Changement:
    """Des lignes d’un fichier, telles qu’elles étaient et telles qu’elles sont ; `ligne` est la première."""

    chemin: str
    ligne: int
    avant: tuple[str, ...]
    apres: tuple[str, ...]


class Reparation(NamedTuple):
    """Ce qu’on a récrit, les fiches qu’on n’a pas su lire, et ce qu’il reste à en dire."""

    changements: tuple[Changement, ...]
    illisibles: tuple[str, ...]
    constats: tuple[Constat, ...]


def corriger(racine: Path, seulement: Collection[str] | None, jour: date) -> Reparation:
    """Répare ce qui est sûr dans les fiches, les recueils et les pages."""
    originaux: dict[str, bytes] = {}
    memoire = Memoire()
    for _ in range(TOURS):
        constats = chaine.verifier(racine, aujourd_hui=jour, seulement=seulement, memoire=memoire)
        if not _ecrire(racine, _reparer(racine, constats), originaux):
            break
    lu, _, contenu = relire(racine, seulement)
    ecrits = {ecrit.chemin: ecrit for ecrit in contenu.ecrits if designe(seulement, ecrit.chemin)}
    a_faire = {chemin: voulues for chemin, ecrit in ecrits.items() if (voulues := retouches(ecrit))}
    textes = {chemin: retoucher(_lire(racine, chemin), voulues) for chemin, voulues in a_faire.items()}
    if _ecrire(racine, textes, originaux):
        constats = chaine.verifier(racine, aujourd_hui=jour, seulement=seulement, memoire=memoire)
    changements = (
        c for chemin, avant in sorted(originaux.items()) for c in _comparer(chemin, avant, (racine / chemin).read_bytes())
    )
    illisibles = (f.chemin for f in lu.fichiers if designe(seulement, f.chemin) and f.chemin not in ecrits)
    return Reparation(tuple(changements), tuple(illisibles), constats)


def _reparer(racine: Path, constats: Iterable[Constat]) -> dict[str, str]:
    """Le texte réparé de chaque fichier où un constat sûr porte sa correction."""
    par_fichier: dict[str, list[Constat]] = {}
    for constat in constats:
        if constat.regle.sure and constat.correction:
            par_fichier.setdefault(constat.chemin, []).append(constat)
    textes = {}
    for chemin, siens in par_fichier.items():
        # Un fichier mal enregistré n’a pas de lignes sûres.
        with contextlib.suppress(UnicodeDecodeError):
            textes[chemin] = appliquer(_lire(racine, chemin), siens)
    return textes


def appliquer(texte: str, constats: Iterable[Constat]) -> str:
    """Met la correction de chaque constat à la place des lignes qu’il montre, fins de ligne et marque d’ordre comprises.

    De deux corrections des mêmes lignes, la première l’emporte ; une ligne que le constat n’a pas lue ne change pas.
    """
    marque = "\ufeff" if texte.startswith("\ufeff") else ""
    morceaux = _FINS.split(texte.removeprefix("\ufeff"))
    # `split` rend lignes et fins de ligne en alternance.
    lignes, fins = morceaux[::2], [*morceaux[1::2], ""]
    prises: set[int] = set()
    voulus = []
    for constat in sorted(constats, key=lambda c: c.ligne):
        siennes = set(range(constat.ligne - 1, constat.ligne - 1 + constat.lignes))
        lues = [unicodedata.normalize("NFC", ligne) for ligne in lignes[constat.ligne - 1 : constat.ligne - 1 + len(siennes)]]
        if len(lues) == len(siennes) and not siennes & prises and constat.extrait.split("\n")[0] in (lues[0], ""):
            prises |= siennes
            voulus.append((min(siennes), max(siennes) + 1, constat.correction.split("\n")))
    for debut, fin, neuves in reversed(voulus):
        entre = fins[debut] or "\n"
        lignes[debut:fin] = neuves
        fins[debut:fin] = [*([entre] * (len(neuves) - 1)), fins[fin - 1]]
    return marque + "".join(ligne + fin for ligne, fin in zip(lignes, fins, strict=True))


def _lire(racine: Path, chemin: str) -> str:
    return (racine / chemin).read_bytes().decode("utf-8")


def _ecrire(racine: Path, textes: Mapping[str, str], originaux: dict[str, bytes]) -> bool:
    """Écrit les fichiers qui changent, et retient ce qu’ils étaient ; rend vrai s’il y en a."""
    change = False
    for chemin, texte in textes.items():
        avant, apres = (racine / chemin).read_bytes(), texte.encode("utf-8")
        if avant != apres:
            originaux.setdefault(chemin, avant)
            (racine / chemin).write_bytes(apres)
            change = True
    return change


def _comparer(chemin: str, avant: bytes, apres: bytes) -> Iterator[Changement]:
    """Ce qui a changé, ligne à ligne tant que l’on peut."""
    a, b = (octets.decode("utf-8-sig").splitlines() for octets in (avant, apres))
    for sorte, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if sorte == "replace" and j - i == m - k:
            yield from (Changement(chemin, k + n + 1, (a[i + n],), (b[k + n],)) for n in range(j - i))
        elif sorte != "equal":
            yield Changement(chemin, k + 1, tuple(a[i:j]), tuple(b[k:m]))
