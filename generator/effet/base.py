"""La base : les fiches et les contenus d’une autre version du dépôt, lus par git.

On ne demande à git que ses objets, nus : ni crochet, ni filtre, ni attribut ne jouent, l’arbre de travail ne bouge pas, et rien
de ce que contient l’une ou l’autre version ne s’exécute.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NoReturn

from generator.constats.signes import citer
from generator.lecture.demandes import LUS

ORDINAIRES = ("100644", "100755")
"""Les fichiers, pour git : ni lien, ni sous-module."""


class PasDeBase(ValueError):
    """La base ne se lit pas ; le message dit pourquoi, et quoi faire."""


def lire_la_base(racine: Path, ref: str, dossier: Path) -> str:
    """Écrit dans `dossier` ce que le dépôt contenait là d’où part la proposition, et rend ce commit.

    C’est l’ancêtre commun de `ref` et de ce que l’on a sous les yeux : ce que d’autres ont publié depuis n’est pas retiré par
    cette proposition. Lève `PasDeBase`.
    """
    if _git(racine, "rev-parse", "--git-dir") is None:
        raise PasDeBase(f"« {citer(str(racine))} » n’est pas un dépôt git : il n’y a pas d’avant à quoi comparer.")
    commit = _commit(racine, ref)
    if commit is None:
        raise PasDeBase(
            f"« {citer(ref)} » n’est pas une version de ce dépôt : donnez une branche (main), une étiquette ou un commit."
        )
    ancetre = _git(racine, "merge-base", commit, "HEAD")
    depart = ancetre.decode("ascii").strip() if ancetre else commit
    fichiers = dict(_fichiers(racine, depart))
    for chemin, octets in zip(fichiers, _contenus(racine, tuple(fichiers.values())), strict=True):
        cible = dossier / chemin
        cible.parent.mkdir(parents=True, exist_ok=True)
        cible.write_bytes(octets)
    return depart


def autres_fichiers(racine: Path, commit: str) -> tuple[str, ...]:
    """Les fichiers suivis par git, hors des fiches et des contenus, qui ne sont plus ceux de ce commit : code, réglages, flux."""
    hors = (".", *(f":(exclude){dossier}" for dossier in LUS))
    lus = _git(racine, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", commit, "--", *hors)
    return tuple(os.fsdecode(nom) for nom in (lus or b"").split(b"\0") if nom)


def _commit(racine: Path, ref: str) -> str | None:
    lu = _git(racine, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    return lu.decode("ascii").strip() if lu else None


def _fichiers(racine: Path, commit: str) -> Iterator[tuple[str, str]]:
    """Le chemin, relatif à la racine, et l’objet de chaque fichier de fiches ou de contenus."""
    for ligne in (_git(racine, "ls-tree", "-r", "-z", commit, "--", *LUS) or b"").split(b"\0"):
        infos, _, nom = ligne.partition(b"\t")
        chemin = os.fsdecode(nom)
        # Un arbre fabriqué peut nommer « .. » : rien ne s’écrit hors du dossier.
        if infos.split(b" ")[0].decode("ascii") in ORDINAIRES and ".." not in PurePosixPath(chemin).parts:
            yield chemin, infos.split(b" ")[2].decode("ascii")


def _contenus(racine: Path, objets: tuple[str, ...]) -> Iterator[bytes]:
    lus = _git(racine, "cat-file", "--batch", entree="".join(f"{objet}\n" for objet in objets).encode()) or b""
    debut = 0
    for objet in objets:
        fin_de_ligne = lus.find(b"\n", debut)
        entete = lus[debut:fin_de_ligne].split(b" ")
        if len(entete) != 3:
            raise PasDeBase(f"La base est incomplète : git n’y trouve pas {objet[:12]}. Reprenez tout le dépôt (git fetch).")
        debut = fin_de_ligne + 1
        fin = debut + int(entete[2])
        yield lus[debut:fin]
        debut = fin + 1


def _git(racine: Path, *arguments: str, entree: bytes = b"") -> bytes | None:
    """Ce que répond git, ou rien s’il refuse."""
    git = shutil.which("git") or _sans_git()
    # Un programme de surveillance, que les réglages d’un dépôt peuvent nommer, ne se lance pas ; l’index ne se récrit pas.
    commande = [git, "-c", "core.fsmonitor=false", "-C", str(racine), *arguments]
    sans_verrou = {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}
    resultat = subprocess.run(commande, input=entree, capture_output=True, check=False, env=sans_verrou)  # noqa: S603
    return resultat.stdout if resultat.returncode == 0 else None


def _sans_git() -> NoReturn:
    raise PasDeBase("Il faut git pour lire la base, et il n’est pas installé ici.")
