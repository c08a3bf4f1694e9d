"""Dire ce que l’on fait, où l’on en est, et combien de temps cela a pris.

Un travail court se tait. Un travail long montre une barre à qui est devant un terminal, et écrit une ligne par étape partout
ailleurs (un journal d’intégration n’efface rien).
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

DUREES, MONTRER = "ODD17_DUREES", "ODD17_AVANCEMENT"
"""Les variables d’environnement qui demandent les durées et l’avancement, là où l’on ne peut pas écrire d’option."""

LONG = 100
"""À partir de tant de choses à faire, une étape se montre."""

_PAS = 0.1
"""Secondes entre deux images de la barre."""


@dataclass
class Suivi:
    """Les étapes d’un travail : ce qu’elles ont duré, et où les montrer (nulle part si `sortie` est rien)."""

    sortie: TextIO | None = None
    debut: float = field(default_factory=time.perf_counter)
    durees: dict[str, float] = field(default_factory=dict)
    """Secondes, par étape, dans l’ordre où elles ont commencé."""

    @contextmanager
    def etape(self, nom: str, total: int) -> Iterator[Callable[[int], None]]:
        self.durees.setdefault(nom, 0)
        debut = time.perf_counter()
        with self._montrer(nom, total) as avancer:
            yield avancer
        self.durees[nom] += time.perf_counter() - debut

    @contextmanager
    def _montrer(self, nom: str, total: int) -> Iterator[Callable[[int], None]]:
        if self.sortie is None or total < LONG:
            yield lambda _: None
        elif not self.sortie.isatty():
            print(f"{nom} ({total})…", file=self.sortie, flush=True)
            yield lambda _: None
        else:
            # La bibliothèque pèse : elle ne se charge que devant un terminal, pour un travail long.
            from rich.console import Console  # noqa: PLC0415
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

            colonnes = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            # Elle se redessine à notre rythme, et non au sien : un fil d’exécution de plus empêcherait de se partager le travail.
            with Progress(*colonnes, console=Console(file=self.sortie), transient=True, auto_refresh=False) as barre:
                tache, processus, vue = barre.add_task(nom, total=total), os.getpid(), 0.0
                barre.refresh()

                def avancer(pas: int) -> None:
                    nonlocal vue
                    if os.getpid() != processus:
                        return
                    barre.advance(tache, pas)
                    if time.perf_counter() - vue > _PAS:
                        barre.refresh()
                        vue = time.perf_counter()

                yield avancer

    def rapport(self) -> str:
        """Où le temps est passé : une ligne par étape, puis le reste."""
        ensemble = time.perf_counter() - self.debut
        lignes = {**self.durees, "Le reste": ensemble - sum(self.durees.values())}
        largeur = max(map(len, lignes))
        rangs = (f"  {nom:<{largeur}}  {_secondes(duree):>7}  {duree / ensemble:>4.0%}" for nom, duree in lignes.items())
        return "\n".join((f"Où le temps est passé ({_secondes(ensemble)} en tout) :", *rangs))


_suivi = Suivi()


def commencer(*, montrer: bool) -> Suivi:
    """Commence le suivi d’un travail ; `montrer` le montre, s’il est long, sur la sortie d’erreur."""
    global _suivi  # noqa: PLW0603  (le travail en cours, comme un journal)
    _suivi = Suivi(sys.stderr if montrer else None)
    return _suivi


@contextmanager
def suivre() -> Iterator[Suivi]:
    """Montre le travail que l’on fait ici, s’il est long."""
    try:
        yield commencer(montrer=True)
    finally:
        commencer(montrer=False)


@contextmanager
def etape(nom: str, total: int = 0) -> Iterator[Callable[[int], None]]:
    """Une étape du travail en cours, qui a `total` choses à faire, et la fonction qui dit de combien on y a avancé."""
    with _suivi.etape(nom, total) as avancer:
        yield avancer


def demande(variable: str) -> bool:
    """Vrai si l’environnement demande cela."""
    return os.environ.get(variable, "") not in ("", "0")


def _secondes(duree: float) -> str:
    return f"{duree:.1f}\N{NO-BREAK SPACE}s".replace(".", ",")
