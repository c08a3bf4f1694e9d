"""Ce que le vérificateur dit d’une proposition et ne disait pas de la base."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from generator.constats.constat import Constat, Gravite

DOUBLONS = frozenset(("deja-racontee", "fiche-en-copie"))
RAPPROCHEES = frozenset(("organisation-proche",))
PASSAGES = frozenset(("passage-introuvable",))


@dataclass(frozen=True, slots=True)
class Signale:
    """Un constat : son code, où il est, ce qu’il dit."""

    code: str
    chemin: str
    ligne: int
    message: str


@dataclass(frozen=True, slots=True)
class Constats:
    """Les constats nouveaux, chacun dans une seule liste ; `deja_la` compte les erreurs que la base avait déjà."""

    doublons: tuple[Signale, ...]
    erreurs: tuple[Signale, ...]
    passages: tuple[Signale, ...]
    organisations_proches: tuple[Signale, ...]
    conseils: tuple[Signale, ...]
    bloquants: int
    """Combien, parmi eux, empêchent de publier."""
    deja_la: int


def comparer(avant: Iterable[Constat], apres: Iterable[Constat]) -> Constats:
    """Les constats d’après qui n’étaient pas là avant, à la même place ou à une autre du même fichier."""
    connus = {_sens(constat) for constat in avant}
    nouveaux = [constat for constat in apres if _sens(constat) not in connus]
    erreurs_gardees = sum(constat.gravite is Gravite.ERREUR for constat in apres) - _bloquants(nouveaux)

    def rangees(codes: Collection[str]) -> tuple[Signale, ...]:
        return tuple(_signale(constat) for constat in nouveaux if constat.code in codes)

    def restent(gravite: Gravite) -> tuple[Signale, ...]:
        a_part = DOUBLONS | RAPPROCHEES | PASSAGES
        return tuple(_signale(c) for c in nouveaux if c.gravite is gravite and c.code not in a_part)

    return Constats(
        rangees(DOUBLONS),
        restent(Gravite.ERREUR),
        rangees(PASSAGES),
        rangees(RAPPROCHEES),
        restent(Gravite.AVERTISSEMENT),
        _bloquants(nouveaux),
        erreurs_gardees,
    )


def _bloquants(constats: Iterable[Constat]) -> int:
    return sum(constat.gravite is Gravite.ERREUR for constat in constats)


def _sens(constat: Constat) -> tuple[str, str, str, str]:
    return constat.chemin, constat.code, constat.message, constat.valeur


def _signale(constat: Constat) -> Signale:
    return Signale(constat.code, constat.chemin, constat.ligne, constat.message)
