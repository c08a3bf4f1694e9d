"""L’édition en direct : d’un enregistrement au suivant, ne refaire que les pages qui ont changé.

MkDocs refait tout à chaque changement. Ici, une fiche enregistrée repasse par toute la chaîne, qui reprend de sa mémoire ce que
le changement ne touche pas ; on compare les pages qu’elle rend à celles d’avant, et l’on ne dessine que les autres. Le reste
(gabarit, style, vocabulaire, page écrite à la main) peut tout changer : MkDocs refait le site. L’index de la recherche suit quand
on cesse d’écrire.
"""

import logging
import multiprocessing
import os
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

PAUSE = 2.0
"""Secondes sans changement, au bout desquelles on refait l’index de la recherche."""

journal = logging.getLogger("mkdocs.plugins.odd17")


class Veille:
    """L’index de la recherche, refait quand on cesse d’écrire ; un changement venu entre-temps le fait recommencer."""

    def __init__(self, indexer: Callable[[], None]) -> None:
        self._indexer = indexer
        self._signal = threading.Event()
        threading.Thread(target=self._veiller, daemon=True).start()

    def signaler(self) -> None:
        """Une page a changé."""
        self._signal.set()

    def _veiller(self) -> None:
        while True:
            self._signal.wait()
            while self._signal.is_set():
                self._signal.clear()
                self._signal.wait(PAUSE)
            try:
                self._indexer()
            except Exception as exc:
                # Un index en retard n’arrête pas qui écrit ; si une page a changé entre-temps, on recommence de toute façon.
                if not self._signal.is_set():
                    journal.error("L’index de la recherche n’a pas suivi. %s", exc)


def empreinte(chemins: Iterable[Path], sauf: Collection[Path]) -> Mapping[str, tuple[int, int]]:
    """De quoi voir qu’un de ces fichiers, ou un fichier de ces dossiers, a changé : la date et la taille de chacun.

    Des dossiers de `sauf`, on ne regarde que la page d’entrée.
    """
    lus: dict[str, os.stat_result] = {}
    exclus = frozenset(map(str, sauf))
    a_voir = [str(chemin) for chemin in chemins]
    while a_voir:
        ici = a_voir.pop()
        if not Path(ici).is_dir():
            lus[ici] = Path(ici).stat()
        elif ici in exclus:
            a_voir += (str(entree) for entree in [Path(ici, "index.md")] if entree.is_file())
        else:
            with os.scandir(ici) as entrees:
                for entree in entrees:
                    if entree.is_dir():
                        a_voir.append(entree.path)
                    elif entree.is_file():
                        lus[entree.path] = entree.stat()
    return {chemin: (lu.st_mtime_ns, lu.st_size) for chemin, lu in lus.items()}


def ecarts(avant: Mapping[str, Any], apres: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Les clés dont la valeur a changé ou est nouvelle, et celles qui ne sont plus."""
    return [cle for cle, valeur in apres.items() if avant.get(cle) != valeur], [cle for cle in avant if cle not in apres]


def a_part(faire: Callable[..., None], *arguments: object) -> None:
    """Fait une chose longue dans un autre processus, et l’attend : dans le nôtre, elle ralentirait les pages."""
    contexte = multiprocessing.get_context("spawn")
    reponse, envoi = contexte.Pipe(duplex=False)
    processus = contexte.Process(target=_faire, args=(envoi, faire, arguments), daemon=True)
    processus.start()
    envoi.close()
    try:
        erreur = reponse.recv()
    except EOFError:
        erreur = "Le processus s’est arrêté."
    processus.join()
    if erreur:
        raise RuntimeError(erreur)


def _faire(envoi: Connection, faire: Callable[..., None], arguments: tuple[object, ...]) -> None:
    """Dans l’autre processus : laisse passer devant qui écrit, et rend ce qui n’a pas marché."""
    if hasattr(os, "nice"):
        os.nice(10)
    try:
        faire(*arguments)
    except Exception as exc:
        envoi.send(str(exc) or type(exc).__name__)
    else:
        envoi.send("")


def surveiller_de_pres(server: LiveReloadServer, deja: Iterable[str], aussi: Iterable[str]) -> None:
    """Surveille les chemins que MkDocs surveille `deja`, et d’autres, cinq fois par seconde : à son rythme, on attendrait plus.

    Des milliers de fichiers se regardent moins souvent.
    """
    for chemin in deja:
        server.unwatch(chemin)
    nombre = sum(1 for chemin in (*deja, *aussi) for _ in Path(chemin).rglob("*"))
    server.observer = type(server.observer)(timeout=max(0.2, nombre / 20_000))
    server.build_delay = 0.05
    for chemin in (*deja, *aussi):
        server.watch(chemin)
