"""Le processus qui juge, vu du guichet : on lui parle, on le relance s’il meurt."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator.guichet.reglages import PREFIXE

MARGE = 60
"""Les secondes qu’on lui laisse de plus que le délai d’un jugement : le temps de relire le dépôt."""

LONG = 32 * 2**20
"""Les octets d’une réponse, au plus : une fiche peut faire naître dix mille constats."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Ce que la chaîne dit d’une proposition : où elle s’écrirait, ses constats, ou la raison de ne pas même la juger."""

    chemin: str = ""
    constats: tuple[Mapping[str, Any], ...] = ()
    fautive: bool = False
    refus: str = ""
    base: str = field(default="", compare=False)
    """Le commit où elle a été jugée."""


class EnPanne(RuntimeError):
    """Le juge ne répond plus."""


class Juges:
    """Un juge à la fois. Le dépôt ne change pas pendant qu’il juge : qui le change prend `dossier_a_soi`."""

    def __init__(self, racine: Path, site: str, delai: int, aujourd_hui: Callable[[], date]) -> None:
        self._racine, self._site, self._delai, self._aujourd_hui = racine, site, delai, aujourd_hui
        self._processus: asyncio.subprocess.Process | None = None
        self.dossier_a_soi = asyncio.Lock()
        self.base, self.publiee_le = "", date.min
        """Le commit que montre le dossier, et son jour."""
        self._appris = ""

    async def juger(self, genre: str, famille: str, identifiant: str, texte: str) -> Verdict:
        """Le verdict d’une proposition. Lève `EnPanne`."""
        demande = {"genre": genre, "famille": famille, "identifiant": identifiant, "texte": texte}
        async with self.dossier_a_soi, self._sans_s_attarder():
            rendu = await self._demander(await self._instruit(), demande)
            return Verdict(**{**rendu, "constats": tuple(rendu.get("constats", ()))}, base=self.base)

    async def preparer(self) -> None:
        """Fait lire le dépôt d’avance, pour que le premier envoi n’ait pas à l’attendre. Lève `EnPanne`."""
        async with self.dossier_a_soi, self._sans_s_attarder():
            await self._instruit()

    @asynccontextmanager
    async def _sans_s_attarder(self) -> AsyncIterator[None]:
        """Abandonne un juge qui ne répond pas : sa réponse arriverait à la place de la suivante."""
        try:
            async with asyncio.timeout(self._delai + MARGE):
                yield
        except (TimeoutError, OSError, ValueError, asyncio.IncompleteReadError) as exc:
            await self.fermer()
            raise EnPanne(f"le juge ne répond pas ({type(exc).__name__})") from None
        except asyncio.CancelledError:
            await self.fermer()
            raise

    async def _instruit(self) -> asyncio.subprocess.Process:
        """Le juge, vivant, et qui sait le dépôt tel qu’il est."""
        if self._processus is None or self._processus.returncode is not None:
            self._processus = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", "-m", "generator.guichet.jugement", str(self._racine), self._site),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=LONG,
                # Il lit ce qu’écrivent des inconnus : les secrets ne le regardent pas.
                env={nom: valeur for nom, valeur in os.environ.items() if not nom.startswith(PREFIXE)},
            )
            await _lire(self._processus)
        elif self._appris != self.base:
            await self._demander(self._processus, {})
        self._appris = self.base
        return self._processus

    async def _demander(self, juge: asyncio.subprocess.Process, demande: Mapping[str, str]) -> dict[str, Any]:
        # Une horloge en retard ferait de chaque fiche du jour une fiche de l’avenir, et la refuserait.
        jour = max(self._aujourd_hui(), self.publiee_le)
        ligne = json.dumps({**demande, "jour": jour.isoformat(), "delai": self._delai})
        assert juge.stdin is not None
        juge.stdin.write(f"{ligne}\n".encode("ascii"))
        await juge.stdin.drain()
        return await _lire(juge)

    async def fermer(self) -> None:
        """Arrête le juge."""
        if self._processus is not None:
            with suppress(ProcessLookupError):
                self._processus.kill()
            await self._processus.wait()
            self._processus, self._appris = None, ""


async def _lire(juge: asyncio.subprocess.Process) -> dict[str, Any]:
    assert juge.stdout is not None
    lu: dict[str, Any] = json.loads(await juge.stdout.readuntil(b"\n"))
    return lu
