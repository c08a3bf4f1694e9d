"""La fraîcheur : quand une fiche a été écrite, relue, confirmée, et ce que cela vaut à un jour donné.

Le jour où l’on écrit n’est pas l’âge des faits : celui-ci est l’année de la source la plus récente.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.modele.fiches import Champs, Exemple


@dataclass(frozen=True, slots=True)
class Feu:
    """Ce que vaut l’âge d’une fiche : un mot, et le nombre de mois en dessous duquel il se dit (aucun pour le dernier)."""

    id: str
    mot: str
    avant: int | None = None


FEUX = (
    Feu("recente", "Écrite ou relue il y a moins d’un an", 12),
    Feu("a-relire", "Écrite ou relue il y a plus d’un an", 24),
    Feu("ancienne", "Écrite ou relue il y a plus de deux ans"),
)
"""Du plus frais au plus ancien."""


ANNEES = 4
"""Une fiche dont la source la plus récente a plus d’années que cela raconte peut-être ce qui n’est plus."""


def annee_des_faits(annees: Iterable[int | None]) -> int | None:
    """L’année de la source la plus récente ; rien si aucune n’est datée."""
    return max((annee for annee in annees if annee), default=None)


def avant(aujourd_hui: date) -> int:
    """L’année avant laquelle une source a plus de quatre ans."""
    return aujourd_hui.year - ANNEES


def feu(champs: Champs, aujourd_hui: date) -> Feu:
    """La fraîcheur d’une fiche : le temps passé depuis que quelqu’un l’a écrite, relue ou confirmée, la dernière fois."""
    confirme_le = champs.confirme_le if isinstance(champs, Exemple) else None
    dernier = max(champs.maj, confirme_le or champs.maj)
    age = (aujourd_hui.year - dernier.year) * 12 + aujourd_hui.month - dernier.month - (aujourd_hui.day < dernier.day)
    return next(feu for feu in FEUX if feu.avant is None or age < feu.avant)
