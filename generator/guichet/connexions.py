"""Fermer les connexions qui se taisent : sans cela, quelques centaines suffisent à occuper tout le guichet."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

SILENCE = 10
"""Les secondes laissées pour dire en entier ce que l’on demande."""


class Connexion(H11Protocol):
    """Une connexion, qui ne sert qu’à une requête : le guichet répond toujours `Connection: close`."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._silence = self.loop.call_later(SILENCE, self._fermer_si_rien_n_est_dit)

    def connection_lost(self, exc: Exception | None) -> None:
        self._silence.cancel()
        super().connection_lost(exc)

    def _fermer_si_rien_n_est_dit(self) -> None:
        if self.cycle is None:
            self.transport.abort()
