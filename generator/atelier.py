"""L’atelier : là où le site se refait pendant qu’on le sert et qu’on l’écrit.

C’est un processus à part, né avant que le serveur ait des fils d’exécution : servir et surveiller ne le ralentissent pas, et il
peut se dédoubler pour dessiner. Là où l’on ne peut pas être plusieurs (voir `equipe`), un fil d’exécution le remplace.
"""

import logging
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from generator import equipe

PAUSE = 2.0
"""Secondes sans changement, au bout desquelles on refait l’index de la recherche."""

DERNIER_GESTE = 1.0
"""Secondes laissées à l’atelier pour finir ce qu’il fait, quand on le ferme."""

Travail = tuple[Callable[..., None], tuple[object, ...]]
"""Une fonction, et ce qu’il faut lui donner."""

journal = logging.getLogger("mkdocs.plugins.odd17")


class Atelier:
    """Refait le site quand on le demande, et l’index de la recherche quand on cesse d’écrire.

    `refaire` met le site à jour et dit s’il a changé ; `indexation` donne de quoi refaire l’index.
    """

    def __init__(self, refaire: Callable[[], bool], indexation: Callable[[], Travail]) -> None:
        self._lien, sien = multiprocessing.Pipe()
        self._processus: BaseProcess | None = None
        if equipe.equipiers() > 1:
            tenir = (sien, self._lien, refaire, indexation)
            self._processus = multiprocessing.get_context("fork").Process(target=_tenir_a_part, args=tenir)
            self._processus.start()
            sien.close()
        else:
            threading.Thread(target=_tenir, args=(sien, refaire, indexation), daemon=True).start()

    def refaire(self) -> None:
        """Met le site à jour, et dit au journal ce qui n’a pas marché : les pages que l’on servait restent."""
        try:
            self._lien.send(None)
            erreur = self._lien.recv()
        except (EOFError, OSError):
            raise SystemExit("Le site ne se refait plus, faute de mémoire peut-être : relancez « make servir ».") from None
        if erreur:
            journal.error(erreur)

    def fermer(self) -> None:
        """Arrête l’atelier, même au milieu de son travail : plus personne ne regarde le site."""
        self._lien.close()
        if self._processus:
            self._processus.join(DERNIER_GESTE)
            self._processus.terminate()
            self._processus.join()


def _tenir_a_part(lien: Connection, leur: Connection, refaire: Callable[[], bool], indexation: Callable[[], Travail]) -> None:
    # Une interruption au clavier arrête le serveur, qui nous arrête.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leur.close()
    _tenir(lien, refaire, indexation)


def _tenir(lien: Connection, refaire: Callable[[], bool], indexation: Callable[[], Travail]) -> None:
    en_retard, indexeur = True, None
    while True:
        prets = wait([lien, *([indexeur.sentinel] if indexeur else [])], PAUSE if en_retard and not indexeur else None)
        if lien in prets:
            try:
                lien.recv()
            except EOFError:
                return
            change, erreur = _essayer(refaire)
            en_retard |= change
            try:
                lien.send(erreur)
            except OSError:
                return
        elif indexeur and indexeur.sentinel in prets:
            indexeur.join()
            if indexeur.exitcode:
                journal.error("L’index de la recherche n’a pas suivi : le processus qui le faisait s’est arrêté.")
            indexeur = None
        elif en_retard:
            en_retard, indexeur = False, _a_part(*indexation())


def _essayer(refaire: Callable[[], bool]) -> tuple[bool, str]:
    """Si le site a changé, et ce qui n’a pas marché."""
    try:
        return refaire(), ""
    except SystemExit as exc:
        return False, str(exc)
    except Exception:
        return False, traceback.format_exc()


def _a_part(faire: Callable[..., None], arguments: tuple[object, ...]) -> BaseProcess:
    """Commence une chose longue dans un autre processus : dans le nôtre, elle ferait attendre les pages."""
    contexte: Any = multiprocessing.get_context("fork" if equipe.equipiers() > 1 else "spawn")
    processus: BaseProcess = contexte.Process(target=_faire, args=(faire, arguments), daemon=True)
    processus.start()
    return processus


def _faire(faire: Callable[..., None], arguments: tuple[object, ...]) -> None:
    """Laisse passer devant qui écrit, et dit ce qui n’a pas marché."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(os, "nice"):
        os.nice(19)
    try:
        faire(*arguments)
    except Exception as exc:
        # Un index en retard n’arrête pas qui écrit ; si une page a changé entre-temps, on recommencera de toute façon.
        journal.error("L’index de la recherche n’a pas suivi. %s", exc)
