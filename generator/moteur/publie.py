"""Ce que le site publie pour que la page vérifie : le moteur, nos règles, et ce qu’il leur faut du dépôt.

Trois paquets, parce qu’ils ne changent pas ensemble : le moteur, quand une dépendance change ; les règles, quand le code change ;
le dépôt, quand une fiche change. Leurs noms changent avec eux, un navigateur les garde donc pour toujours ; `FICHIERS`, à une
adresse fixe, dit les noms du jour et les poids.
"""

import gzip
import json
import time
from collections.abc import Mapping
from dataclasses import astuple
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import generator
from generator.lecture import apercus, depot
from generator.lecture.octets import lignes
from generator.memoire import Memoire
from generator.modele.a_copier import PAGE
from generator.modele.recueils import ORGANISATIONS, PARCOURS
from generator.moteur.dans_la_page import APERCUS, SITE
from generator.moteur.paquet import FIN, condense, empaqueter
from generator.moteur.pose import MOTEUR, SCRIPTS
from generator.sortie.donnees import Fichier

DOSSIER = "proposer/verificateur/"
FICHIERS = f"{DOSSIER}fichiers.json"
"""Tout est sous /proposer/ : ce qui sert hors ligne cette page-là, et elle seule, peut le servir aussi."""

REGLES = (
    "__init__.py",
    "avancement.py",
    "chaine.py",
    "equipe.py",
    "memoire.py",
    "constats/**/*.py",
    "modele/**/*.py",
    "modele/**/*.gz",
    "modele/**/*.tsv",
    "lecture/**/*.py",
    "controle/**/*.py",
    "moteur/__init__.py",
    "moteur/dans_la_page.py",
)
"""Les modules de la chaîne jusqu’aux constats, et leurs données."""

_JAMAIS = ("reconstruire.py", "reconstruire_cog.py")


class Publie(NamedTuple):
    """Le vérificateur tel qu’un site le publie."""

    fichiers: tuple[Fichier, ...] = ()
    """Rien si le moteur n’est pas posé."""
    poids: int = 0
    """Ce qu’un lecteur télécharge, compressé par gzip, en octets."""

    @property
    def megaoctets(self) -> float:
        """Son poids tel qu’on le dit : au dixième, qu’une fiche de plus ne change pas."""
        return round(self.poids / 1_000_000, 1)


def publier(racine: Path, site: str, memoire: Memoire) -> Publie:
    """Ce qu’il faut publier ; `site` est l’adresse publique du site, si elle est connue."""
    moteur = _moteur()
    if not moteur:
        return Publie()
    reduit = reduire(racine, site, memoire)
    du_depot = memoire.reprendre("dépôt réduit", (reduit,), lambda: _paquet("depot", reduit))
    paquets = (next(un for un in moteur if un.adresse.endswith(FIN)), _regles(), du_depot)
    poids = sum(len(un.octets) for un in paquets) + _poids_des_scripts()
    annonce = {
        "moteur": moteur[0].adresse.removeprefix(DOSSIER).rpartition("/")[0],
        "paquets": [[un.adresse.removeprefix(DOSSIER), len(un.octets)] for un in paquets],
        "poids": poids,
    }
    ecrite = json.dumps(annonce, separators=(",", ":")).encode()
    return Publie((*moteur, *paquets[1:], Fichier(FICHIERS, ecrite)), poids)


def reduire(racine: Path, site: str, memoire: Memoire) -> dict[str, bytes]:
    """Les fichiers du dépôt réduit : de quoi juger une fiche comme si le dépôt entier était là.

    D’une fiche, il reste son aperçu et, à leur place, les lignes où un constat renvoie : celles qui nomment un partenaire.
    """
    fiches, _ = depot.fiches(racine)
    gardes = apercus.gardes(racine, time.time_ns())

    def apercevoir(fiche: depot.Fichier) -> apercus.Apercu:
        return apercus.relire(garde) if (garde := gardes.reprendre(fiche)) else apercus.apercevoir(fiche.octets)

    vus = {fiche.chemin: memoire.reprendre(("aperçue", fiche.chemin), (fiche,), partial(apercevoir, fiche)) for fiche in fiches}
    entiers = (*depot.vocabulaires(racine), depot.BIBLIOGRAPHIE, ORGANISATIONS.chemin, PARCOURS.chemin, PAGE)
    return {
        **{page.chemin: b"" for page in depot.pages(racine)[0]},
        **{chemin: octets for chemin in entiers if (octets := depot.lire(racine, chemin))},
        **{
            fiche.chemin: memoire.reprendre(("réduite", fiche.chemin), (fiche,), partial(_reduire, fiche, vus[fiche.chemin]))
            for fiche in fiches
        },
        APERCUS: memoire.reprendre("aperçus écrits", (vus,), partial(_ecrire, vus)),
        SITE: site.encode(),
    }


def _ecrire(vus: Mapping[str, apercus.Apercu]) -> bytes:
    return json.dumps({chemin: astuple(vu) for chemin, vu in vus.items()}, ensure_ascii=False).encode()


def _reduire(fiche: depot.Fichier, vue: apercus.Apercu) -> bytes:
    ecrites = lignes(fiche.chemin, fiche.octets)
    gardees = {next(rang for rang, ligne in enumerate(ecrites) if nom in ligne) for nom in vue.partenaires}
    return "\n".join(ligne if rang in gardees else "" for rang, ligne in enumerate(ecrites)).rstrip("\n").encode()


def _paquet(nom: str, fichiers: Mapping[str, bytes]) -> Fichier:
    octets = empaqueter(fichiers)
    return Fichier(f"{DOSSIER}{nom}-{condense(octets)}{FIN}", octets)


@cache
def _moteur() -> tuple[Fichier, ...]:
    """Ce que `pose` a posé, sous l’adresse qu’il aura ; rien s’il ne l’a pas pu."""
    poses = sorted(MOTEUR.glob("moteur-*/*"))
    return tuple(Fichier(DOSSIER + pose.relative_to(MOTEUR).as_posix(), pose.read_bytes()) for pose in poses)


@cache
def _poids_des_scripts() -> int:
    return sum(len(gzip.compress(un.octets, 9, mtime=0)) for un in _moteur() if un.adresse.endswith(SCRIPTS))


@cache
def _regles() -> Fichier:
    ici = Path(generator.__file__).parent
    chemins = {chemin for motif in REGLES for chemin in ici.glob(motif) if chemin.name not in _JAMAIS}
    return _paquet("regles", {f"generator/{chemin.relative_to(ici).as_posix()}": chemin.read_bytes() for chemin in chemins})
