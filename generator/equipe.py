"""Faire à plusieurs ce qui est long : le même travail, partagé entre les cœurs de la machine.

Chaque part se fait dans un processus né du nôtre, qui sait tout ce que nous savons sans qu’on le lui envoie ; il ne rend que son
résultat. Là où un processus ne peut pas naître ainsi (Windows, macOS), ou pas sans risque (un autre fil d’exécution, qui n’y
survivrait pas, tient peut-être un verrou), on fait tout soi-même : le résultat est le même.
"""

import itertools
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from generator import avancement

T = TypeVar("T")
R = TypeVar("R")

ASSEZ = 100
"""En dessous de tant de choses à faire, se partager le travail prend plus de temps que le faire."""


VOISINES = 32
"""Autant de choses qui se suivent vont au même processus : elles occupent ensemble la mémoire qu’il recopie en y touchant."""

TRANCHE = 2_048
"""Au-delà de tant de choses, on s’y prend en plusieurs fois : la mémoire qu’un processus a recopiée se libère quand il finit."""


def equipiers() -> int:
    """Combien de processus peuvent travailler à la fois ; un seul si le nôtre ne peut pas en faire naître."""
    if sys.platform != "linux":
        return 1
    # Les fils d’une bibliothèque ne sont connus que du système.
    seul = sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
    return len(os.sched_getaffinity(0)) if seul else 1


def ailleurs(faire: Callable[[T], R], choses: Sequence[T]) -> list[R]:
    """Ce que `faire` rend de chaque chose, sans rien en faire nous-mêmes si d’autres le peuvent.

    Pour ce qui laisse derrière soi des fils d’exécution : notre processus ne pourrait plus se dédoubler.
    """
    nombre = equipiers()
    if nombre == 1 or not choses:
        return [faire(chose) for chose in choses]
    parts = [choses[rang::nombre] for rang in range(nombre)]
    _, *rendues = _dedoubler(lambda part: [faire(chose) for chose in part], (), parts)
    resultats: list[Any] = [None] * len(choses)
    for rang, part in enumerate(rendues):
        resultats[rang::nombre] = part
    return resultats


def de_front(ici: Callable[[], R], ailleurs: Callable[[], T], nombre: int | None = None) -> tuple[R, T]:
    """Ce que rendent deux travaux, faits en même temps si l’on peut ; de l’autre, notre processus ne sait que ce qu’il rend."""
    if (nombre or equipiers()) == 1:
        return ici(), ailleurs()
    rendus: list[list[Any]] = _dedoubler(lambda travaux: [faire() for faire in travaux], [ici], [[ailleurs]])
    return rendus[0][0], rendus[1][0]


def appliquer(etape: str, faire: Callable[[T], R], choses: Sequence[T], nombre: int | None = None) -> list[R]:
    """Ce que `faire` rend de chaque chose, dans l’ordre (voir `repartir`)."""
    nombre = nombre or _combien(choses)
    resultats: list[Any] = [None] * len(choses)
    rendues = repartir(etape, lambda part: [faire(chose) for chose in part], choses, nombre)
    for rangs, part in zip(itertools.chain.from_iterable(_tranches(len(choses), nombre)), rendues, strict=True):
        for rang, rendu in zip(rangs, part, strict=True):
            resultats[rang] = rendu
    return resultats


def repartir(etape: str, faire: Callable[[Iterable[T]], R], choses: Sequence[T], nombre: int | None = None) -> list[R]:
    """Ce que `faire` rend de chaque part des choses.

    `etape` dit ce que l’on fait ; `nombre` est celui des processus, celui des cœurs à défaut. Ce que les autres écrivent au
    journal y paraît après ce que nous y écrivons, part après part. Si une part échoue, son erreur est la nôtre.
    """
    nombre = nombre or _combien(choses)
    with avancement.etape(etape, len(choses)) as avancer:

        def suivre(part: Iterable[T], pas: int) -> Iterator[T]:
            for chose in part:
                yield chose
                avancer(pas)

        if nombre == 1:
            return [faire(suivre(choses, 1))]
        resultats = []
        for parts in _tranches(len(choses), nombre):
            notre, *autres = ([choses[rang] for rang in part] for part in parts)
            resultats += _dedoubler(faire, suivre(notre, nombre), autres)
        return resultats


def _combien(choses: Sequence[T]) -> int:
    return equipiers() if len(choses) >= ASSEZ else 1


def _tranches(total: int, nombre: int) -> list[list[list[int]]]:
    """Qui fait quoi : pour chaque tranche, les rangs de la part de chacun."""
    if nombre == 1:
        return [[list(range(total))]]
    tranches = [range(debut, min(debut + TRANCHE, total)) for debut in range(0, total, TRANCHE)]
    return [[[rang for rang in tranche if rang // VOISINES % nombre == qui] for qui in range(nombre)] for tranche in tranches]


def _dedoubler(faire: Callable[[Iterable[T]], R], notre: Iterable[T], autres: Iterable[Sequence[T]]) -> list[R]:
    # Importé ici seulement : qui vérifie une fiche le fait seul, et n’a pas à l’attendre.
    from generator.dedoublement import a_plusieurs  # noqa: PLC0415

    return a_plusieurs(faire, notre, autres)
