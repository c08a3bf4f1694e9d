"""Le guichet sans son serveur, dans le processus des tests : sa relève se joue sans attendre."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from guichet import SITE, proposition

from generator.guichet.depot_git import DepotGit
from generator.guichet.envois import Proposition
from generator.guichet.juges import Juges
from generator.guichet.plis import Plis
from generator.guichet.reglages import lire
from generator.guichet.releve import Releve
from generator.guichet.reserve import Reserve, maintenant

UN_JOUR = date(2026, 12, 1)


class Coulisses:
    """Le guichet sans son serveur : une réserve, une copie, un juge, une relève."""

    def __init__(self, distant: Path, horloge: Callable[[], datetime] = maintenant, **reglages: Any) -> None:
        dossier = distant.parent / "reserve"
        tous = {"depot": distant, "reserve": dossier, "site": SITE} | reglages
        self.reglages = lire(None, {f"ODD17_GUICHET_{nom.upper()}": str(valeur) for nom, valeur in tous.items()})
        self.reserve = Reserve(dossier, horloge=horloge)
        self.plis = Plis(self.reserve, 90, lambda: UN_JOUR)
        self.depot = DepotGit(str(distant), "main", dossier / "depot", "formulaire@guichet.invalid", self.reserve.verrou)
        self.juges = Juges(dossier / "depot", SITE, 20, lambda: UN_JOUR)
        self.releve = Releve(self.reglages, self.reserve, self.plis, self.juges, self.depot)

    def deposer(self, *noms: str) -> list[str]:
        """Des envois jugés justes à l’instant ; rend leurs références."""
        proposees = [Proposition.model_validate(proposition(nom)) for nom in noms]
        return [self.reserve.deposer(p, f"exemples/{p.identifiant}.md", self.juges.base)[0].reference for p in proposees]

    def etats(self, references: list[str]) -> list[str]:
        envois = [self.reserve.lire(reference) for reference in references]
        return [str(envoi.etat) for envoi in envois if envoi is not None]

    def jouer(self, suite: Callable[[], Awaitable[None]], tournee: str = "vers_le_depot") -> None:
        """Joue une suite pendant que la relève fait sa tournée."""

        async def tout() -> None:
            await self.depot.ouvrir()
            self.juges.base, self.juges.publiee_le = await self.depot.tete()
            en_cours = asyncio.create_task(getattr(self.releve, tournee)())
            try:
                await suite()
            finally:
                en_cours.cancel()
                await asyncio.wait([en_cours])
                await self.juges.fermer()

        asyncio.run(tout())


async def jusqu_a(vrai: Callable[[], Any]) -> None:
    async with asyncio.timeout(120):
        while not vrai():
            await asyncio.sleep(0.02)
