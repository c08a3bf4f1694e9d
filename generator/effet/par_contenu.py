"""Se souvenir d’un fichier à l’autre version : la base et la proposition ne diffèrent que de quelques fiches."""

from collections.abc import Hashable
from typing import TypeVar, cast

from generator.lecture.depot import Fichier
from generator.memoire import Memoire

T = TypeVar("T")


class ParContenu(Memoire):
    """Une mémoire pour qui deux fichiers de même contenu sont le même : une copie n’a ni la date ni la place de son modèle."""

    def __init__(self) -> None:
        super().__init__()
        self._fichiers: dict[object, object] = {}

    def retrouver(self, cle: Hashable, valeur: T) -> T:
        if not isinstance(valeur, Fichier):
            return super().retrouver(cle, valeur)
        contenu = (cle, valeur.octets, tuple(sorted(valeur.images.items())))
        return cast("T", self._fichiers.setdefault(contenu, valeur))
