"""L’atelier : là où le site se refait pendant qu’on le sert et qu’on l’écrit.

C’est un processus à part, né avant que le serveur ait des fils d’exécution : servir et surveiller ne le ralentissent pas, et il
peut se dédoubler pour dessiner. Là où l’on ne peut pas être plusieurs (voir `equipe`), un fil d’exécution le remplace.
"""

import contextlib
import logging
import multiprocessing
import os
import signal
import sys
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
            with contextlib.suppress(ProcessLookupError):
                # Ceux qu’il a fait naître écrivent aussi dans le site.
                os.killpg(self._processus.pid or 0, signal.SIGTERM)
            self._processus.join()


def _tenir_a_part(lien: Connection, leur: Connection, refaire: Callable[[], bool], indexation: Callable[[], Travail]) -> None:
    # Une interruption au clavier arrête le serveur, qui nous arrête, nous et ceux que nous faisons naître.
    os.setpgid(0, 0)
    leur.close()
    _tenir(lien, refaire, indexation)


def _tenir(lien: Connection, refaire: Callable[[], bool], indexation: Callable[[], Travail]) -> None:
    en_retard = True
    indexeur: tuple[BaseProcess, Connection] | None = None
    while True:
        prets = wait([lien, *([indexeur[0].sentinel] if indexeur else [])], PAUSE if en_retard and not indexeur else None)
        if lien in prets:
            try:
                lien.recv()
                change, erreur = _essayer(refaire)
                en_retard |= change
                lien.send(erreur)
            except (EOFError, OSError):
                return
        elif indexeur and prets:
            erreur = _finir(*indexeur)
            indexeur = None
            # Si le site a changé entre-temps, ce qui n’a pas marché vient sans doute de là, et l’on recommence.
            if erreur and not en_retard:
                journal.error("L’index de la recherche n’a pas suivi. %s", erreur)
        elif en_retard:
            en_retard, indexeur = False, _a_part(*indexation())


def _finir(indexeur: BaseProcess, reponse: Connection) -> str:
    """Ce qui n’a pas marché dans ce qu’on a fait à part."""
    indexeur.join()
    with reponse:
        if not indexeur.exitcode:
            return ""
        try:
            return str(reponse.recv())
        except EOFError:
            return "Le processus qui le faisait s’est arrêté."


def _essayer(refaire: Callable[[], bool]) -> tuple[bool, str]:
    """Si le site a changé, et ce qui n’a pas marché."""
    try:
        return refaire(), ""
    except SystemExit as exc:
        return False, str(exc)
    except Exception as exc:
        # Les derniers pas suffisent : les premiers sont ceux de MkDocs.
        return False, "".join(traceback.format_exception(exc, limit=-2))


def _a_part(faire: Callable[..., None], arguments: tuple[object, ...]) -> tuple[BaseProcess, Connection]:
    """Commence une chose longue dans un autre processus, qui dira ce qui n’a pas marché : ici, elle ferait attendre les pages."""
    contexte: Any = multiprocessing.get_context("fork" if equipe.equipiers() > 1 else "spawn")
    reponse, envoi = contexte.Pipe(duplex=False)
    processus: BaseProcess = contexte.Process(target=_faire, args=(envoi, faire, arguments), daemon=True)
    processus.start()
    envoi.close()
    return processus, reponse


def _faire(envoi: Connection, faire: Callable[..., None], arguments: tuple[object, ...]) -> None:
    # Arrêté, on efface ce que l’on avait commencé ; et on laisse passer devant qui écrit.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if hasattr(os, "nice"):
        os.nice(19)
    try:
        faire(*arguments)
    except Exception as exc:
        envoi.send(str(exc) or type(exc).__name__)
        sys.exit(1)
