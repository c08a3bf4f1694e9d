"""La fraîcheur : quand une fiche a été écrite, relue, confirmée, et ce que cela vaut à un jour donné."""

from dataclasses import dataclass
from datetime import date

from generator.modele.fiches import Champs, Exemple


@dataclass(frozen=True, slots=True)
class Feu:
    """Ce que vaut l’âge d’une fiche : un mot, et le nombre de mois en dessous duquel il se dit (aucun pour le dernier)."""

    id: str
    mot: str
    avant: int | None = None


FEUX = (Feu("recente", "Récente", 12), Feu("a-relire", "À relire", 24), Feu("ancienne", "Ancienne"))
"""Du plus frais au plus ancien."""


def feu(champs: Champs, aujourd_hui: date) -> Feu:
    """La fraîcheur d’une fiche : le temps passé depuis que quelqu’un l’a écrite, relue ou confirmée, la dernière fois."""
    confirme_le = champs.confirme_le if isinstance(champs, Exemple) else None
    dernier = max(champs.maj, confirme_le or champs.maj)
    age = (aujourd_hui.year - dernier.year) * 12 + aujourd_hui.month - dernier.month - (aujourd_hui.day < dernier.day)
    return next(feu for feu in FEUX if feu.avant is None or age < feu.avant)
