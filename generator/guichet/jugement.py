"""Juger une proposition par la chaîne, dans un processus à part : `python -m generator.guichet.jugement DOSSIER SITE`.

Ce processus sait par cœur le dépôt, et se dédouble pour juger : un texte fait pour ne jamais finir, ou pour remplir
la mémoire, n’emporte que son double. Il lit des demandes et écrit des réponses, une ligne de JSON chacune.
"""

import gc
import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from generator import chaine
from generator.constats.constat import Constat, erreurs
from generator.constats.rapports import FORMATS
from generator.lecture import depot
from generator.memoire import Memoire

MEMOIRE = 2 * 2**30
"""Les octets qu’un jugement peut occuper."""

FOIS = 20
"""Les jugements d’un même double : ce qu’il retient de chacun disparaît avec lui."""

CALCUL = 5
"""Les secondes de calcul qu’il peut prendre ; une vraie fiche en prend un dixième."""


ESSAI = "essai-du-juge"


class Juge:
    """Ce que l’on sait du dépôt tant qu’il ne change pas."""

    def __init__(self, racine: Path, site: str) -> None:
        self.racine, self.site = racine, site
        self._fois = count(1)
        self.apprendre(date.today())  # noqa: DTZ011

    def apprendre(self, jour: date) -> None:
        """Relit le dépôt, et retient ce qui y est déjà en faute."""
        self.jour, self._memoire = jour, Memoire()
        self._deja = frozenset(erreurs(chaine.verifier(self.racine, aujourd_hui=jour, memoire=self._memoire)))
        self._fichiers = {fichier.cle: fichier for fichier in depot.fiches(self.racine)[0]}
        # Ce qui ne se bâtit qu’à l’usage se bâtit ici, par un essai de chaque famille : un double le perdrait avec lui.
        for fichier in {fichier.famille: fichier for fichier in self._fichiers.values()}.values():
            self.juger("nouvelle", fichier.famille, ESSAI, fichier.octets.decode("utf-8", errors="replace"))
        # Rien de ce qui est su ne sera jeté : un double n’a pas à le recopier pour y chercher des miettes.
        gc.collect()
        gc.freeze()

    def juger(self, genre: str, famille: str, identifiant: str, texte: str) -> dict[str, Any]:
        """Le chemin où la fiche s’écrirait, les constats qu’elle ferait naître, et s’ils comptent une erreur ; ou un refus."""
        dossier, octets = depot.dossier(famille), texte.encode("utf-8")
        if os.path.realpath(self.racine / dossier) != os.path.join(os.path.realpath(self.racine), dossier):  # noqa: PTH118
            return {"refus": "lien"}
        ancien = self._fichiers.get(f"{famille}/{identifiant}")
        pris = any(os.path.lexists(self.racine / dossier / nom) for nom in (f"{identifiant}.md", identifiant))
        if genre == "nouvelle" and (ancien or pris):
            return {"refus": "deja-prise"}
        if genre == "changement" and ancien is None:
            return {"refus": "absente"}
        if ancien is not None and ancien.octets == octets:
            return {"refus": "inchangee"}
        neuf = depot.a_ecrire(f"{dossier}/{identifiant}.md", famille, identifiant, octets)
        if ancien is not None:
            sur_le_disque, chemin = ancien.lire, ancien.chemin
            neuf = replace(ancien, lire=lambda voulu: octets if voulu == chemin else sur_le_disque(voulu))
        # La mémoire reconnaît un fichier à son état : chaque texte a le sien.
        fichier = replace(neuf, etat=(next(self._fois),))
        constats = chaine.verifier(self.racine, aujourd_hui=self.jour, ajouts=(fichier,), memoire=self._memoire)
        siens = tuple(constat for constat in constats if self._est_sien(constat, fichier.chemin))
        return {
            "chemin": fichier.chemin,
            "constats": json.loads(FORMATS["json"](siens, site=self.site)),
            "fautive": bool(erreurs(siens)),
        }

    def _est_sien(self, constat: Constat, chemin: str) -> bool:
        """Vrai si c’est la fiche qui l’a fait naître : ce qu’on dit d’elle, ou une erreur apparue ailleurs avec elle."""
        return constat.chemin == chemin or (bool(erreurs((constat,))) and constat not in self._deja)


class Double:
    """Un processus né du juge, qui juge à sa place : il en sait autant, et l’arrêter ne coûte rien."""

    def __init__(self, juge: Juge) -> None:
        a_lire, self._demandes = os.pipe()
        self._reponses, a_ecrire = os.pipe()
        self._reste = FOIS
        self._processus = os.fork()
        if self._processus == 0:
            try:
                os.close(self._demandes)
                os.close(self._reponses)
                _juger_a_part(juge, a_lire, a_ecrire)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        os.close(a_lire)
        os.close(a_ecrire)

    def juger(self, demande: Mapping[str, str], delai: int) -> dict[str, Any]:
        """Son verdict, ou un refus s’il ne rend rien dans le délai."""
        self._reste -= 1
        fin, rendu = time.monotonic() + delai, b""
        try:
            _ecrire(self._demandes, demande)
            while not rendu.endswith(b"\n") and select.select([self._reponses], [], [], max(0.0, fin - time.monotonic()))[0]:
                if not (lu := os.read(self._reponses, 1 << 16)):
                    break
                rendu += lu
            verdict: dict[str, Any] = json.loads(rendu)
        except (OSError, ValueError):
            self._reste = 0
            return {"refus": "trop-long"}
        return verdict

    @property
    def use(self) -> bool:
        """Vrai s’il ne faut plus rien lui demander."""
        return self._reste <= 0

    def arreter(self) -> None:
        """Le fait disparaître, quoi qu’il fasse."""
        os.close(self._demandes)
        os.close(self._reponses)
        os.kill(self._processus, signal.SIGKILL)
        os.waitpid(self._processus, 0)


def _juger_a_part(juge: Juge, a_lire: int, a_ecrire: int) -> None:
    gc.disable()
    resource.setrlimit(resource.RLIMIT_AS, (MEMOIRE, MEMOIRE))
    with os.fdopen(a_lire, "rb") as demandes:
        for ligne in demandes:
            resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + CALCUL, resource.RLIM_INFINITY))
            _ecrire(a_ecrire, juge.juger(**json.loads(ligne)))


def _ecrire(descripteur: int, valeur: Mapping[str, Any]) -> None:
    octets = json.dumps(valeur, ensure_ascii=False).encode("utf-8") + b"\n"
    while octets:
        octets = octets[os.write(descripteur, octets) :]


def servir(racine: Path, site: str) -> None:
    """Répond aux demandes, une par ligne, jusqu’à ce qu’il n’y en ait plus. La première réponse dit que l’on est prêt."""
    # Ce qui s’écrit par mégarde ne doit pas passer pour une réponse.
    reponses = os.dup(1)
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    juge, double = Juge(racine, site), None
    _ecrire(reponses, {})
    for ligne in sys.stdin.buffer:
        demande = json.loads(ligne)
        jour, delai = date.fromisoformat(demande.pop("jour")), demande.pop("delai")
        a_apprendre = jour != juge.jour or not demande
        if double is not None and (double.use or a_apprendre):
            double.arreter()
            double = None
        if a_apprendre:
            juge.apprendre(jour)
        if demande:
            double = double or Double(juge)
        _ecrire(reponses, double.juger(demande, delai) if double and demande else {})


if __name__ == "__main__":
    servir(Path(sys.argv[1]), sys.argv[2])
