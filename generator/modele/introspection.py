"""Ce que le modèle d’une fiche dit de ses champs : la liste où choisir, les champs d’un objet, un ou plusieurs éléments.

La validation, la page des champs et les questions d’`odd17 nouveau` le lisent ici, pour ne le savoir qu’une fois.
"""

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.modele.champs import ModaliteDe


def vocabulaire_de(champ: FieldInfo) -> str:
    """Le nom du vocabulaire où la valeur se choisit, ou `""`."""
    marques = (m for m in (*champ.metadata, *_morceaux(champ.annotation)) if isinstance(m, ModaliteDe))
    return next((marque.vocabulaire for marque in marques), "")


def modele_de(champ: FieldInfo) -> type[BaseModel] | None:
    """Le modèle d’un champ composé (un partenaire, une période), ou `None` pour un champ simple."""
    return next((m for m in _morceaux(champ.annotation) if isinstance(m, type) and issubclass(m, BaseModel)), None)


def est_une_liste(champ: FieldInfo) -> bool:
    """Vrai si le champ se répète."""
    return get_origin(champ.annotation) is tuple


def _morceaux(annotation: Any) -> Iterator[Any]:
    """L’annotation et tout ce qu’elle contient : types, marques, unions."""
    yield annotation
    for argument in get_args(annotation):
        yield from _morceaux(argument)
