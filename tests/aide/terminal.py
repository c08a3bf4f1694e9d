"""Un vrai terminal, pour une commande qui dialogue : on y lit ce qu’elle affiche, on y tape, on le ferme, on la tue."""

import codecs
import os
import pty
import select
import signal
import sys
import time
from pathlib import Path

PATIENCE = 60
"""Secondes au bout desquelles on cesse d’attendre un texte qui ne viendra pas."""


class Terminal:
    """Une commande `odd17` au bout d’un pseudo-terminal."""

    def __init__(self, *commande: str) -> None:
        odd17 = str(Path(sys.executable).parent / "odd17")
        self.processus, self._fd = pty.fork()
        if self.processus == 0:
            # Lancés à l’arrière-plan, les tests ignorent Ctrl-C, et ce qu’ils lancent aussi.
            signal.signal(signal.SIGINT, signal.default_int_handler)
            os.environ |= {"TERM": "dumb", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "COLUMNS": "200"}
            os.execv(odd17, [odd17, *commande])  # noqa: S606
        self._decodeur = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self.affiche = ""
        self._lu = 0

    def attendre(self, texte: str) -> None:
        """Lit jusqu’à ce texte, après ce qu’on a déjà lu."""
        fin = time.monotonic() + PATIENCE
        while texte not in self._reste():
            if time.monotonic() > fin or not self._lire():
                raise AssertionError(f"« {texte} » ne vient pas :\n{self.affiche[-2000:]}")
        self._lu += self._reste().index(texte) + len(texte)

    def repondre(self, *lignes: str) -> None:
        """Tape chaque ligne, une fois la question posée."""
        for ligne in lignes:
            self.attendre_l_invite()
            self._lu = len(self.affiche)
            self.taper(f"{ligne}\n")

    def attendre_l_invite(self) -> None:
        """Lit jusqu’à ce que la commande attende une réponse."""
        fin = time.monotonic() + PATIENCE
        while not self._reste().endswith(" : "):
            if time.monotonic() > fin or not self._lire():
                raise AssertionError(f"aucune question ne vient :\n{self.affiche[-2000:]}")

    def taper(self, touches: str) -> None:
        os.write(self._fd, touches.encode())

    def insister(self, touche: str, texte: str) -> None:
        """Tape une touche jusqu’à ce que vienne ce texte : Ctrl-C se perd si la question s’affiche à l’instant même."""
        fin = time.monotonic() + PATIENCE
        while texte not in self._reste() and time.monotonic() < fin:
            self.taper(touche)
            while texte not in self._reste() and self._lire(patience=2):
                pass
        self.attendre(texte)

    def fermer(self) -> int:
        """Ferme la fenêtre : la commande reçoit SIGHUP."""
        os.close(self._fd)
        return os.waitpid(self.processus, 0)[1]

    def tuer(self, coup: int) -> int:
        os.kill(self.processus, coup)
        return self.finir()

    def finir(self) -> int:
        """Lit tout ; rend le code de sortie, ou moins le signal qui a tué la commande."""
        while self._lire():
            pass
        os.close(self._fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.processus, 0)[1])

    def _reste(self) -> str:
        return self.affiche[self._lu :]

    def _lire(self, patience: float = PATIENCE) -> bool:
        if not select.select([self._fd], [], [], patience)[0]:
            return False
        try:
            octets = os.read(self._fd, 65_536)
        except OSError:  # Linux le dit ainsi quand plus personne n’écrit.
            return False
        # Un blanc insécable ne se tape pas dans un test : il se lit comme une espace.
        self.affiche += self._decodeur.decode(octets).replace("\N{NO-BREAK SPACE}", " ")
        return bool(octets)
