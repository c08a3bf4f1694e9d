"""L’édition en direct : voir ce qui a changé d’un enregistrement au suivant.

MkDocs refait tout à chaque changement. Ici, une fiche enregistrée repasse par toute la chaîne, qui reprend de sa mémoire ce que
le changement ne touche pas ; on compare les pages qu’elle rend à celles d’avant, et l’on ne dessine que les autres. Le reste
(gabarit, style, vocabulaire, page écrite à la main) peut tout changer : MkDocs refait le site.
"""

import contextlib
import os
import shutil
import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from mkdocs.livereload import LiveReloadServer

CADENCE = 0.1
"""Secondes entre deux regards."""


def empreinte(chemins: Iterable[Path], sauf: Collection[Path] = ()) -> Mapping[str, tuple[int, int]]:
    """De quoi voir qu’un de ces fichiers, ou un fichier de ces dossiers, a changé : la date et la taille de chacun.

    Des dossiers de `sauf`, on ne regarde que la page d’entrée.
    """
    lus: dict[str, os.stat_result] = {}
    exclus = frozenset(map(str, sauf))
    a_voir = [str(chemin) for chemin in chemins]
    while a_voir:
        ici = a_voir.pop()
        # Qui écrit efface et renomme aussi : ce qui n’est plus là n’est plus à regarder.
        with contextlib.suppress(OSError):
            if not Path(ici).is_dir():
                lus[ici] = Path(ici).stat()
            elif ici in exclus:
                a_voir += (str(entree) for entree in [Path(ici, "index.md")] if entree.is_file())
            else:
                with os.scandir(ici) as entrees:
                    presentes = list(entrees)
                a_voir += (entree.path for entree in presentes if entree.is_dir())
                for entree in presentes:
                    with contextlib.suppress(OSError):
                        if entree.is_file():
                            lus[entree.path] = entree.stat()
    return {chemin: (lu.st_mtime_ns, lu.st_size) for chemin, lu in lus.items()}


def ecarts(avant: Mapping[str, Any], apres: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Les clés dont la valeur a changé ou est nouvelle, et celles qui ne sont plus."""
    return [cle for cle, valeur in apres.items() if avant.get(cle) != valeur], [cle for cle in avant if cle not in apres]


def tout_refaire(site: Path, refaire: Callable[[], None]) -> None:
    """Refait tout le site dans son dossier ; si cela échoue, on y retrouve celui d’avant."""
    avant, rate = _cotes(site)
    shutil.rmtree(avant, ignore_errors=True)
    site.rename(avant)
    try:
        refaire()
    except BaseException:
        if site.exists():
            site.rename(rate)
        avant.rename(site)
        raise
    finally:
        effacer_les_restes(site)


def effacer_les_restes(site: Path) -> None:
    """Efface ce que `tout_refaire` a mis à côté du site."""
    for cote in _cotes(site):
        shutil.rmtree(cote, ignore_errors=True)


def _cotes(site: Path) -> tuple[Path, Path]:
    """Où va le site d’avant pendant que l’on refait tout, et celui que l’on a raté."""
    return site.with_name(f"{site.name}-avant"), site.with_name(f"{site.name}-rate")


class Guetteur:
    """Regarde plusieurs fois par seconde si un fichier a changé, et prévient MkDocs, qui l’emploie comme son observateur.

    Le sien regarde deux fois par seconde, et met à parcourir dix mille fichiers bien plus de temps que nous à les refaire.
    """

    def __init__(self) -> None:
        self._regardes: dict[Path, Any] = {}
        self._vu: Mapping[str, object] = {}
        self._arret = threading.Event()
        self._fil = threading.Thread(target=self._guetter, daemon=True)

    def schedule(self, handler: Any, path: str, *, recursive: bool = True) -> Path:
        """Prévenir `handler` de ce qui change là ; rend de quoi ne plus le faire."""
        self._regardes[Path(path)] = handler
        return Path(path)

    def unschedule(self, watch: Path) -> None:
        del self._regardes[watch]

    def start(self) -> None:
        self._vu = empreinte(self._regardes)
        self._fil.start()

    def stop(self) -> None:
        self._arret.set()

    def join(self) -> None:
        self._fil.join()

    def _guetter(self) -> None:
        attente = CADENCE
        while not self._arret.wait(attente):
            debut = time.perf_counter()
            vu = empreinte(self._regardes)
            if vu != self._vu:
                # Il n’y a qu’un site : peu importe lequel de ces chemins a changé.
                next(iter(self._regardes.values())).on_any_event(SimpleNamespace(is_directory=False))
            # Regarder ne prend jamais plus du quart d’un cœur.
            self._vu, attente = vu, max(CADENCE, 3 * (time.perf_counter() - debut))


def surveiller_de_pres(server: LiveReloadServer, deja: Iterable[str], aussi: Iterable[str]) -> None:
    """Surveille les chemins que MkDocs surveille `deja`, et d’autres, à notre cadence."""
    for chemin in deja:
        server.unwatch(chemin)
    server.observer = Guetteur()  # type: ignore[assignment]
    server.build_delay = 0.05
    for chemin in (*deja, *aussi):
        server.watch(chemin)
