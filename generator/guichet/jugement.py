"""Juger une proposition par la chaîne, dans un processus à part : `python -m generator.guichet.jugement DOSSIER SITE`.

Ce processus sait par cœur le dépôt, et se dédouble pour chaque proposition : un texte fait pour ne jamais finir, ou pour remplir
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
from pathlib import Path
from typing import Any

from generator import chaine
from generator.constats.constat import Constat, erreurs
from generator.constats.rapports import FORMATS
from generator.lecture import depot
from generator.memoire import Memoire

MEMOIRE = 2 * 2**30
"""Les octets qu’un jugement peut occuper."""

CALCUL = 5
"""Les secondes de calcul qu’il peut prendre ; une vraie fiche en prend un dixième."""


ESSAI = "essai-du-juge"


class Juge:
    """Ce que l’on sait du dépôt tant qu’il ne change pas."""

    def __init__(self, racine: Path, site: str) -> None:
        self.racine, self.site = racine, site
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
        if ancien is not None:
            if ancien.octets == octets:
                return {"refus": "inchangee"}
            lire = ancien.lire
            fichier = replace(ancien, etat=(0,), lire=lambda chemin: octets if chemin == ancien.chemin else lire(chemin))
        else:
            fichier = replace(depot.a_ecrire(f"{dossier}/{identifiant}.md", famille, identifiant, octets), etat=(0,))
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


def dedoubler(juge: Juge, demande: Mapping[str, str], delai: int) -> dict[str, Any]:
    """Ce que rend un double de notre processus, arrêté s’il dépasse le délai."""
    sortie, entree = os.pipe()
    if (double := os.fork()) == 0:
        try:
            _juger_a_part(juge, demande, sortie, entree)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(entree)
    fin, rendu = time.monotonic() + delai, b""
    try:
        while select.select([sortie], [], [], max(0.0, fin - time.monotonic()))[0]:
            if not (lu := os.read(sortie, 1 << 16)):
                break
            rendu += lu
    finally:
        os.close(sortie)
        os.kill(double, signal.SIGKILL)
        os.waitpid(double, 0)
    try:
        verdict: dict[str, Any] = json.loads(rendu)
    except ValueError:
        return {"refus": "trop-long"}
    return verdict


def _juger_a_part(juge: Juge, demande: Mapping[str, str], sortie: int, entree: int) -> None:
    os.close(sortie)
    gc.disable()
    resource.setrlimit(resource.RLIMIT_CPU, (CALCUL, CALCUL + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMOIRE, MEMOIRE))
    with os.fdopen(entree, "wb") as vers_l_original:
        vers_l_original.write(json.dumps(juge.juger(**demande), ensure_ascii=False).encode("utf-8"))
    os._exit(0)


def servir(racine: Path, site: str) -> None:
    """Répond aux demandes, une par ligne, jusqu’à ce qu’il n’y en ait plus. La première réponse dit que l’on est prêt."""
    # Ce qui s’écrit par mégarde ne doit pas passer pour une réponse.
    reponses = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    juge = Juge(racine, site)

    def repondre(rendu: Mapping[str, Any]) -> None:
        print(json.dumps(rendu, ensure_ascii=False), file=reponses, flush=True)

    repondre({})
    for ligne in sys.stdin.buffer:
        demande = json.loads(ligne)
        jour, delai = date.fromisoformat(demande.pop("jour")), demande.pop("delai")
        if jour != juge.jour or not demande:
            juge.apprendre(jour)
        repondre(dedoubler(juge, demande, delai) if demande else {})


if __name__ == "__main__":
    servir(Path(sys.argv[1]), sys.argv[2])
