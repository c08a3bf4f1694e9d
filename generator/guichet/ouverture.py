"""Ouvrir le guichet : ses réglages, sa réserve, sa copie du dépôt, puis son serveur."""

import asyncio
import logging
import re
import socket
from collections.abc import Iterator
from datetime import date

import uvicorn

from generator.guichet.connexions import Connexion
from generator.guichet.depot_git import DepotGit, DistantCoupe
from generator.guichet.envois import Etat, est_une_reference
from generator.guichet.juges import EnPanne, Juges
from generator.guichet.plis import Plis
from generator.guichet.reglages import PasPret, Reglages
from generator.guichet.releve import Releve
from generator.guichet.reserve import Reserve
from generator.guichet.serveur import Pieces, application

journal = logging.getLogger("odd17.guichet")

ENSEMBLE = 1_000
"""Les connexions que l’on tient à la fois."""


def recevoir(reglages: Reglages) -> None:
    """Ouvre le guichet, et le tient jusqu’à ce qu’on l’arrête. Lève `PasPret`."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    asyncio.run(_tenir(reglages))


async def _tenir(reglages: Reglages) -> None:
    ecoute = _ecouter(reglages.hote, reglages.port)
    reserve = Reserve(reglages.reserve)
    depot = DepotGit(
        *(reglages.depot, reglages.branche, reglages.reserve / "depot", reglages.auteur, reserve.verrou), gitlab=reglages.gitlab
    )
    plis = Plis(reserve, reglages.jours, _aujourd_hui)
    juges = Juges(depot.dossier, reglages.site, reglages.delai, _aujourd_hui)
    try:
        await depot.ouvrir()
        juges.base, juges.publiee_le = await depot.tete()
        await juges.preparer()
    except (DistantCoupe, EnPanne) as exc:
        raise PasPret(f"Le dépôt {_sans_secret(reglages.depot)} ne se lit pas : {exc}.") from None
    releve = Releve(reglages, reserve, plis, juges, depot)
    serveur = uvicorn.Server(
        uvicorn.Config(
            application(Pieces(reglages, reserve, plis, juges, releve, _aujourd_hui)),
            http=Connexion,
            ws="none",
            log_config=None,
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            headers=[("Connection", "close"), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")],
            limit_concurrency=ENSEMBLE,
            timeout_graceful_shutdown=reglages.delai,
        )
    )
    attendent = len(reserve.en_attente())
    hote, port = ecoute.getsockname()[:2]
    journal.info("Le guichet ouvre sur %s, port %d, pour %s ; envois en attente : %d.", hote, port, reglages.origine, attendent)
    await serveur.serve([ecoute])
    reserve.fermer()


def _ecouter(hote: str, port: int) -> socket.socket:
    try:
        return socket.create_server((hote, port), family=socket.AF_INET6 if ":" in hote else socket.AF_INET)
    except OSError as exc:
        raise PasPret(f"On ne peut pas écouter sur {hote}, port {port} ({exc.strerror}).") from None


def _aujourd_hui() -> date:
    return date.today()  # noqa: DTZ011


def _sans_secret(adresse: str) -> str:
    return re.sub(r"//[^/@\s]+@", "//…@", adresse)


def etat(reglages: Reglages) -> Iterator[str]:
    """Ce que contient la réserve, une ligne par envoi qui demande une main, et leur compte. Lève `PasPret`."""
    reserve = Reserve(reglages.reserve, patience=0)
    tous = tuple(reserve.tous())
    for envoi in tous:
        if envoi.etat in (Etat.RECU, Etat.RETENU):
            yield f"{envoi.reference}  {envoi.etat}  {envoi.recu_le:%d/%m/%Y}  {envoi.nom}  {envoi.raison}".rstrip()
    yield " ; ".join(f"{nom} : {sum(e.etat is nom for e in tous)}" for nom in Etat)
    reserve.fermer()


def retirer(reglages: Reglages, reference: str) -> str:
    """Efface un envoi de la réserve, et ses plis ; rend ce qu’il reste à faire. Lève `PasPret`."""
    reserve = Reserve(reglages.reserve, patience=0)
    envoi = reserve.lire(reference.lower()) if est_une_reference(reference.lower()) else None
    if envoi is None:
        raise PasPret(f"Aucun envoi ne porte la référence {reference[:20]!r}.")
    reserve.retirer(envoi)
    plis = Plis(reserve, reglages.jours, _aujourd_hui).effacer_tous(envoi.reference)
    reserve.fermer()
    reste = f" Sa branche {envoi.branche} est à fermer dans le dépôt." if envoi.etat is Etat.POUSSE else ""
    return f"Envoi {envoi.reference} retiré, {plis} pli(s) effacé(s).{reste}"
