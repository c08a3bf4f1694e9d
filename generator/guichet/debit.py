"""Combien d’envois chacun peut faire : par adresse IP, condensée avec un sel du jour que rien n’écrit."""

import hashlib
import secrets
import time
from collections.abc import Callable, Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

JOUR = 86_400
TENUS = 50_000
"""Les adresses dont on se souvient à la fois."""


class Debit:
    """Tant d’envois par heure et par passant ; la mesure se refait peu à peu. Ne connaît que l’horloge qui ne recule pas."""

    def __init__(self, par_heure: int, horloge: Callable[[], float] = time.monotonic) -> None:
        self._pas, self._horloge = 3600 / par_heure, horloge
        self._dus: dict[bytes, float] = {}
        """Pour chacun, l’instant où sa mesure sera de nouveau pleine."""

    def attente(self, passant: bytes) -> float:
        """Les secondes que ce passant doit attendre ; zéro, et un envoi de moins à sa mesure, s’il peut passer."""
        instant = self._horloge()
        du = max(self._dus.pop(passant, instant), instant) + self._pas
        if (trop := du - instant - 3600) > 1e-6:
            self._dus[passant] = du - self._pas
            return trop
        if len(self._dus) >= TENUS:
            self._oublier(instant)
        self._dus[passant] = du
        return 0.0

    def epuiser(self, passant: bytes) -> None:
        """Vide la mesure de ce passant."""
        self._dus[passant] = self._horloge() + 3600

    def oublier_tout(self) -> None:
        """Oublie tout le monde."""
        self._dus.clear()

    def _oublier(self, instant: float) -> None:
        """Fait de la place : ceux dont la mesure est pleine, et à défaut le premier venu."""
        self._dus = {passant: du for passant, du in self._dus.items() if du > instant}
        if len(self._dus) >= TENUS:
            del self._dus[next(iter(self._dus))]


class Passants:
    """Reconnaît un passant d’un envoi à l’autre dans la même journée, et jamais au-delà."""

    def __init__(
        self,
        mandataires: Collection[IPv4Network | IPv6Network],
        debits: Collection[Debit],
        horloge: Callable[[], float] = time.monotonic,
    ) -> None:
        self._mandataires, self._debits, self._horloge = mandataires, debits, horloge
        self._sel, self._jusqu_a = secrets.token_bytes(16), horloge() + JOUR

    def reconnaitre(self, voisin: str, relaye: str = "") -> bytes:
        """Le condensé de l’adresse de qui envoie.

        `voisin` est l’adresse d’où vient la connexion ; `relaye` l’en-tête X-Forwarded-For, que n’importe qui peut écrire : on
        ne le croit que d’un mandataire déclaré, et de droite à gauche, jusqu’à la première adresse qui n’en est pas une.
        """
        if self._horloge() >= self._jusqu_a:
            self._sel, self._jusqu_a = secrets.token_bytes(16), self._horloge() + JOUR
            for debit in self._debits:
                debit.oublier_tout()
        etapes = [voisin, *reversed([un.strip() for un in relaye.split(",") if un.strip()][-20:])]
        passant = next((un for un in etapes if not self._est_mandataire(un)), voisin)
        return hashlib.blake2b(_reseau(passant).encode("utf-8", errors="replace"), key=self._sel, digest_size=16).digest()

    def _est_mandataire(self, texte: str) -> bool:
        try:
            adresse = _sans_habit(texte)
        except ValueError:
            return False
        return any(adresse.version == reseau.version and adresse in reseau for reseau in self._mandataires)


def _sans_habit(texte: str) -> IPv4Address | IPv6Address:
    """L’adresse ; une IPv4 habillée en IPv6 est une IPv4."""
    adresse = ip_address(texte)
    return (adresse.ipv4_mapped or adresse) if isinstance(adresse, IPv6Address) else adresse


def _reseau(texte: str) -> str:
    """L’adresse, ou en IPv6 le réseau d’un foyer : qui en a un en a des milliards d’adresses."""
    try:
        adresse = _sans_habit(texte)
    except ValueError:
        return "inconnu"
    return str(IPv6Network((adresse, 64), strict=False)) if isinstance(adresse, IPv6Address) else str(adresse)
