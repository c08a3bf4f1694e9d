"""Les constats : ce qui ne va pas dans une fiche, dit à la personne qui l’écrit.

Une erreur est une donnée. Chaque étape rend ses constats, personne ne lève d’exception pour une fiche fautive.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.constats.codes import CODES, Gravite


@dataclass(frozen=True, slots=True, order=True)
class Constat:
    """Un problème, situé, avec de quoi le corriger.

    `ligne` et `colonne` commencent à 1 ; `chemin` est relatif à la racine du dépôt, avec des barres obliques ; `message` dit
    quoi faire ; `suggestion` est ce qui ressemble le plus à `valeur`, lue ; `admis` est ce qu’on aurait pu écrire ;
    `extrait` est la ligne du fichier et `correction` la même, corrigée (voir `extraits`).
    """

    chemin: str
    ligne: int
    colonne: int
    code: str
    message: str
    valeur: str = ""
    suggestion: str = ""
    admis: tuple[str, ...] = ()
    extrait: str = ""
    correction: str = ""

    @property
    def gravite(self) -> Gravite:
        return CODES[self.code].gravite


def erreurs(constats: Iterable[Constat]) -> tuple[Constat, ...]:
    """Les seuls constats qui empêchent la publication."""
    return tuple(constat for constat in constats if constat.gravite is Gravite.ERREUR)
