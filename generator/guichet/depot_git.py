"""La copie du dépôt : la suivre, et y pousser chaque envoi sur sa branche.

Rien de ce qu’écrit une personne ne devient un argument de git, ni un fichier de notre dossier : les commits se font par
`git fast-import`, qui les lit sur son entrée. Les crochets, les signatures et les réglages d’alentour sont écartés.
"""

import asyncio
import os
import re
import shutil
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from generator.guichet.envois import Envoi

DELAI = 120
"""Les secondes laissées à une commande git."""

SUIVIE = "refs/remotes/origin/publiee"
"""Où l’on garde la branche publiée, quel que soit son nom."""

_ECARTES = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.autocrlf=false",
    "commit.gpgSign=false",
    "push.gpgSign=false",
    "push.followTags=false",
    "push.recurseSubmodules=no",
    "submodule.recurse=false",
    "protocol.ext.allow=never",
    "gc.autoDetach=false",
    "maintenance.autoDetach=false",
    "advice.detachedHead=false",
)
_GARDEES = ("PATH", "HOME", "SSH_AUTH_SOCK", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "GIT_SSL_CAINFO")


class DistantCoupe(RuntimeError):
    """Le dépôt distant ne répond pas, ou refuse ; le message est celui de git, sans rien d’un envoi."""


class DepotGit:
    """La copie, dans la réserve ; `verrou` est celui de la réserve, que tient aussi une commande git qui nous survit."""

    def __init__(self, adresse: str, branche: str, dossier: Path, auteur: str, verrou: int, *, gitlab: bool = False) -> None:
        self._adresse, self._branche, self.dossier, self._verrou = adresse, branche, dossier, verrou
        self._signature = f"Formulaire <{auteur}>"
        self._gitlab = gitlab
        # GitLab n’ouvre pas plus de dix demandes à la fois.
        self.au_plus = 10 if gitlab else 50
        """Les envois que l’on pousse à la fois."""

    async def ouvrir(self) -> None:
        """Prépare la copie ; la fait si elle n’est pas là. Lève `DistantCoupe` si l’on n’a ni copie ni distant."""
        essai = self.dossier.with_name(f"{self.dossier.name}.essai")
        shutil.rmtree(essai, ignore_errors=True)
        if not (self.dossier / ".git").is_dir():
            await self._git("init", "--quiet", "--", str(essai), ici=essai.parent)
            await self._git("config", "remote.origin.url", self._adresse, ici=essai)
            await self._suivre(essai)
            essai.rename(self.dossier)
        self._nettoyer()
        await self._git("config", "remote.origin.url", self._adresse)
        await self._git("reset", "--quiet", "--hard", SUIVIE)

    def _nettoyer(self) -> None:
        """Nous tenons la réserve et ne lançons qu’une commande à la fois : ce qu’une autre a laissé en plan n’est à personne."""
        for reste in (self.dossier / ".git").rglob("*"):
            if reste.name.endswith(".lock") or reste.name.startswith(("tmp_pack_", "tmp_idx_", "tmp_obj_", "fast_import_crash_")):
                reste.unlink(missing_ok=True)

    async def _suivre(self, ici: Path) -> None:
        await self._git("fetch", "--quiet", "--no-tags", "origin", f"+refs/heads/{self._branche}:{SUIVIE}", ici=ici)

    async def tete(self) -> tuple[str, date]:
        """Le commit que montre le dossier, et son jour."""
        commit, jour = (await self._git("log", "-1", "--format=%H %cs")).split()
        return commit, date.fromisoformat(jour)

    async def suivre(self) -> str:
        """Demande au distant où en est la branche publiée ; rend son commit, sans toucher au dossier."""
        await self._suivre(self.dossier)
        return (await self._git("rev-parse", "--verify", SUIVIE)).strip()

    async def montrer(self) -> tuple[str, date]:
        """Met le dossier à la branche publiée ; rend son commit, et son jour."""
        await self._git("reset", "--quiet", "--hard", SUIVIE)
        return await self.tete()

    async def est_publie(self, envoi: Envoi) -> bool:
        """Vrai si la branche publiée porte déjà ce texte."""
        return await self._texte(f"{SUIVIE}:{envoi.chemin}") == envoi.texte

    async def pousser(self, envois: Sequence[Envoi]) -> Mapping[str, str]:
        """Pousse chaque envoi sur sa branche, partie de la branche publiée ; rend ceux qui n’y sont pas, et pourquoi.

        Refaire la même chose ne change rien : le même envoi donne le même commit, et une branche qui porte déjà son texte est la
        sienne. Lève `DistantCoupe`.
        """
        base = (await self._git("rev-parse", "--verify", SUIVIE)).strip()
        await self._git("fast-import", "--quiet", "--force", entree=b"".join(_commit(e, base, self._signature) for e in envois))
        voeux = ("create", f"target={self._branche}", "remove_source_branch") if self._gitlab else ()
        options = [mot for voeu in voeux for mot in ("-o", f"merge_request.{voeu}")]
        voulues = [f"{_a_nous(envoi)}:refs/heads/{envoi.branche}" for envoi in envois]
        dit = await self._git("push", "--porcelain", "--no-verify", *options, "origin", *voulues, admis=(0, 1))
        faits = {vers: (signe, pourquoi) for signe, vers, pourquoi in re.findall(r"(?m)^(.)\t[^\t:]*:([^\t]+)\t(.*)$", dit)}
        refuses = {}
        for envoi in envois:
            signe, pourquoi = faits.get(f"refs/heads/{envoi.branche}", ("!", "sans réponse"))
            if signe not in ("*", "=", " ") and not await self._y_est_deja(envoi):
                refuses[envoi.reference] = pourquoi
        await self._git("update-ref", "--stdin", entree="".join(f"delete {_a_nous(e)}\n" for e in envois).encode("ascii"))
        return refuses

    async def _y_est_deja(self, envoi: Envoi) -> bool:
        """Vrai si la branche de cet envoi porte déjà son texte : nous l’avions poussée avant que la branche publiée n’avance."""
        ici = f"refs/distant/{envoi.reference}"
        try:
            await self._git("fetch", "--quiet", "--no-tags", "origin", f"+refs/heads/{envoi.branche}:{ici}")
        except DistantCoupe:
            return False
        deja = await self._texte(f"{ici}:{envoi.chemin}")
        await self._git("update-ref", "-d", ici)
        return deja == envoi.texte

    async def _texte(self, nom: str) -> str | None:
        """Le texte que désigne ce nom, s’il y en a un."""
        dit = await self._git("cat-file", "--batch", entree=f"{nom}\n".encode("ascii"))
        tete, _, texte = dit.partition("\n")
        return texte.removesuffix("\n") if " blob " in tete else None

    async def _git(self, *arguments: str, ici: Path | None = None, entree: bytes = b"", admis: Sequence[int] = (0,)) -> str:
        """Lance une commande git, et rend ce qu’elle dit. Lève `DistantCoupe` si elle échoue ou ne finit pas."""
        environnement = {nom: os.environ[nom] for nom in _GARDEES if nom in os.environ}
        processus = await asyncio.create_subprocess_exec(
            *("git", *(mot for un in _ECARTES for mot in ("-c", un)), *arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=ici or self.dossier,
            env={
                **environnement,
                "LC_ALL": "C.UTF-8",
                "GIT_TERMINAL_PROMPT": "0",
                "GIT_ASKPASS": "true",
                "GIT_LFS_SKIP_SMUDGE": "1",
                "GIT_SSH_COMMAND": "ssh -o BatchMode=yes -o ConnectTimeout=20",
            },
            pass_fds=(self._verrou,),
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(DELAI):
                sortie, erreur = await processus.communicate(entree)
        except (TimeoutError, asyncio.CancelledError) as exc:
            with suppress(ProcessLookupError):
                os.killpg(processus.pid, signal.SIGKILL)
            await processus.wait()
            self._nettoyer()
            if isinstance(exc, asyncio.CancelledError):
                raise
            raise DistantCoupe(f"git {arguments[0]} ne finit pas") from None
        if processus.returncode not in admis:
            self._nettoyer()
            raise DistantCoupe(_premiere_ligne(erreur) or f"git {arguments[0]} a échoué ({processus.returncode})")
        return sortie.decode("utf-8", errors="replace")


def _a_nous(envoi: Envoi) -> str:
    return f"refs/guichet/{envoi.reference}"


def _commit(envoi: Envoi, base: str, signature: str) -> bytes:
    """Ce que lit `git fast-import` : un commit qui n’écrit qu’un fichier."""
    tete = (
        f"commit {_a_nous(envoi)}\nauthor {signature} {envoi.instant} +0000\ncommitter {signature} {envoi.instant} +0000\n"
    ).encode()
    return tete + _donnee(envoi.message) + f"from {base}\nM 100644 inline {envoi.chemin}\n".encode("ascii") + _donnee(envoi.texte)


def _donnee(texte: str) -> bytes:
    octets = texte.encode("utf-8")
    return b"data %d\n%s\n" % (len(octets), octets)


def _premiere_ligne(erreur: bytes) -> str:
    """Ce que git dit de plus clair, sans le secret que porterait une adresse."""
    lignes = [ligne.strip() for ligne in erreur.decode("utf-8", errors="replace").splitlines() if ligne.strip()]
    dite = next((ligne for ligne in lignes if ligne.startswith(("fatal:", "error:"))), lignes[-1] if lignes else "")
    return re.sub(r"//[^/@\s]+@", "//…@", dite)[:300]
