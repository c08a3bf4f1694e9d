"""Ce que le guichet fait entre deux envois : pousser ce qui attend, suivre la branche publiée, porter et effacer les plis.

Quand cela échoue, on recommence, de moins en moins vite ; les attentes se comptent sur l’horloge qui ne recule pas.
"""

import asyncio
import logging
import smtplib
from collections.abc import Awaitable, Callable
from contextlib import suppress

from generator.guichet import courrier
from generator.guichet.depot_git import DepotGit, DistantCoupe
from generator.guichet.envois import Envoi, Etat
from generator.guichet.juges import EnPanne, Juges
from generator.guichet.plis import Plis
from generator.guichet.reglages import Reglages
from generator.guichet.reserve import Reserve

journal = logging.getLogger("odd17.guichet")

PREMIERE_ATTENTE, DERNIERE_ATTENTE = 2.0, 600.0
HEURE = 3600.0


class Releve:
    """Les deux tournées : vers le dépôt, et les plis."""

    def __init__(self, reglages: Reglages, reserve: Reserve, plis: Plis, juges: Juges, depot: DepotGit) -> None:
        self._reglages, self._reserve, self._plis, self._juges, self._depot = reglages, reserve, plis, juges, depot
        self._du_depot, self._des_plis = asyncio.Event(), asyncio.Event()
        self.panne = ""
        """Pourquoi la dernière poussée a échoué ; vide si elle a réussi."""

    def prevenir(self) -> None:
        """Dit qu’un envoi ou un pli vient d’être écrit."""
        self._du_depot.set()
        self._des_plis.set()

    async def vers_le_depot(self) -> None:
        """Pousse ce qui attend, et suit la branche publiée ; ne finit pas."""
        await _tourner(self._pousser, self._du_depot, float(self._reglages.actualiser))

    async def des_plis(self) -> None:
        """Porte les plis et efface ceux dont le délai est passé ; ne finit pas."""
        await _tourner(self._porter, self._des_plis, HEURE)

    async def _pousser(self) -> bool:
        """Rend vrai s’il faudra recommencer."""
        try:
            commit = await self._depot.suivre()
            if commit != self._juges.base:
                async with self._juges.dossier_a_soi:
                    self._juges.base, self._juges.publiee_le = await self._depot.montrer()
                await self._juges.preparer()
            refuses = await self._pousser_le_lot()
        except (DistantCoupe, EnPanne, OSError) as exc:
            if not self.panne:
                journal.warning("Le dépôt ne se pousse plus : %s. On réessaie.", exc)
            self.panne = str(exc) or type(exc).__name__
            return True
        if self.panne and not refuses:
            journal.warning("Le dépôt se pousse de nouveau.")
        self.panne = next(iter(refuses.values()), "")
        if len(self._reserve.en_attente()) > len(refuses):
            self._du_depot.set()
        return bool(refuses)

    async def _pousser_le_lot(self) -> dict[str, str]:
        lot = [await self._rejuger(reference) for reference in self._reserve.en_attente()[: self._depot.au_plus]]
        a_pousser = [envoi for envoi in lot if envoi is not None]
        if not a_pousser:
            return {}
        refuses = dict(await self._depot.pousser(a_pousser))
        for envoi in a_pousser:
            if envoi.reference in refuses:
                journal.warning("Le dépôt refuse l’envoi %s : %s", envoi.reference, refuses[envoi.reference])
                self._reserve.reporter(envoi.reference)
            else:
                await asyncio.to_thread(self._reserve.changer, envoi, Etat.POUSSE)
                journal.info("Envoi %s poussé sur %s (%s).", envoi.reference, envoi.branche, envoi.nom)
        return refuses

    async def _rejuger(self, reference: str) -> Envoi | None:
        """L’envoi, s’il est toujours juste dans la branche publiée d’aujourd’hui ; sinon, il est retenu, et rien n’est poussé."""
        envoi = self._reserve.lire(reference)
        if envoi is None or envoi.base == self._juges.base:
            return envoi
        if await self._depot.est_publie(envoi):
            # Poussé avant une panne, et publié depuis.
            await asyncio.to_thread(self._reserve.changer, envoi, Etat.POUSSE)
            return None
        verdict = await self._juges.juger(envoi.genre, envoi.famille, envoi.identifiant, envoi.texte)
        if verdict.refus or verdict.fautive:
            raison = verdict.refus or str(next(c["message"] for c in verdict.constats if c["gravite"] == "erreur"))
            await asyncio.to_thread(self._reserve.changer, envoi, Etat.RETENU, raison)
            journal.warning("Envoi %s retenu, il n’est plus juste dans le catalogue (%s).", reference, envoi.nom)
            return None
        return envoi.model_copy(update={"chemin": verdict.chemin, "base": verdict.base})

    async def _porter(self) -> bool:
        """Rend vrai s’il faudra recommencer."""
        try:
            if effaces := await asyncio.to_thread(self._plis.expirer):
                journal.info("Plis effacés, leur délai passé : %d.", effaces)
            if self._reglages.courriel_a:
                for fichier, pli in await asyncio.to_thread(self._plis.a_poster):
                    message = courrier.composer(pli, fichier.name.split(".")[1], self._reglages, self._plis.jours)
                    await asyncio.to_thread(courrier.porter, message, self._reglages)
                    await asyncio.to_thread(self._plis.poster, fichier, pli)
        except (OSError, smtplib.SMTPException) as exc:
            # Le message d’un serveur de courriel cite des adresses : on n’en garde que la sorte.
            journal.warning("Un pli n’a pas pu partir ou s’effacer (%s). On réessaie.", type(exc).__name__)
            return True
        return False


async def _tourner(faire: Callable[[], Awaitable[bool]], reveil: asyncio.Event, repos: float) -> None:
    attente = PREMIERE_ATTENTE
    while True:
        reveil.clear()
        try:
            a_refaire = await faire()
        except Exception:
            journal.exception("Une tournée a échoué ; on réessaie.")
            a_refaire = True
        if a_refaire:
            # Un distant en panne n’est pas plus vite remis parce qu’il arrive des envois.
            await asyncio.sleep(attente)
            attente = min(attente * 2, DERNIERE_ATTENTE)
        else:
            attente = PREMIERE_ATTENTE
            with suppress(TimeoutError):
                async with asyncio.timeout(repos):
                    await reveil.wait()
