"""Se souvenir d’un calcul tant que ce dont il dépend n’a pas changé.

En direct, un enregistrement ne touche qu’un fichier : ce que la fois d’avant a calculé de tous les autres vaut encore. Une
mémoire neuve ne sait rien, et tout se calcule : une construction à froid et une reprise rendent la même chose.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Memoire:
    """Des résultats, chacun sous sa clé, avec ce dont il dépend ; `garde` est faux pour qui ne s’en servira qu’une fois.

    Rien ne s’oublie : un calcul qui ne sert pas pendant qu’un autre, qui l’emploie, se reprend, servira peut-être ensuite. Seul
    reste en trop ce que valait une fiche effacée.
    """

    def __init__(self, *, garde: bool = True) -> None:
        self.garde = garde
        self._gardes: dict[Hashable, tuple[tuple[object, ...], Any]] = {}

    def reprendre(self, cle: Hashable, dependances: tuple[object, ...], faire: Callable[[], T]) -> T:
        """Le résultat gardé sous cette clé si ses dépendances sont égales à celles d’alors, sinon celui que rend `faire`.

        Deux dépendances qui sont le même objet sont égales sans être comparées : ce qui est repris se compare pour rien.
        """
        if not self.garde:
            return faire()
        garde = self._gardes.get(cle)
        if garde is None or garde[0] != dependances:
            garde = self._gardes[cle] = (dependances, faire())
        resultat: T = garde[1]
        return resultat

    def reprendre_si(self, cle: Hashable, tient: Callable[[T], bool], faire: Callable[[], T]) -> T:
        """Le résultat gardé sous cette clé s’il tient encore, sinon celui que rend `faire`."""
        if not self.garde:
            return faire()
        garde = self._gardes.get(cle)
        if garde is None or not tient(garde[1]):
            garde = self._gardes[cle] = ((), faire())
        resultat: T = garde[1]
        return resultat

    def retrouver(self, cle: Hashable, valeur: T) -> T:
        """La valeur égale de la fois d’avant, s’il y en a une : ce qui en dépend n’aura plus à la comparer."""
        return self.reprendre(cle, (valeur,), lambda: valeur)
