"""Ce que le modèle d’un fichier dit de ses champs : ce que vaut un texte, où choisir sa valeur, ce qu’il contient.

La validation, les contrôles, la page des champs et les questions d’`odd17 nouveau` le lisent ici, pour ne le savoir qu’une fois.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.modele.champs import MARQUE_DE_SYNONYMES, ModaliteDe, VersUnDocument, VersUneFiche
from generator.modele.territoires import Lieu

Loc: TypeAlias = tuple[str | int, ...]
"""Le chemin d’une valeur dans un fichier : `("partenaires", 0, "nom")`."""


def vocabulaire_de(champ: FieldInfo) -> str:
    """Le nom du vocabulaire où la valeur se choisit, ou `""`."""
    marques = (m for m in (*champ.metadata, *_morceaux(champ.annotation)) if isinstance(m, ModaliteDe))
    return next((marque.vocabulaire for marque in marques), "")


def vers_une_fiche(champ: FieldInfo) -> bool:
    """Vrai si le champ désigne une fiche, ou plusieurs."""
    formes = _forme(champ.annotation, tuple(champ.metadata))
    return any(isinstance(une, VersUneFiche) for une in (*formes.marques, *(formes.elements.marques if formes.elements else ())))


def vocabulaires_de(modele: type[BaseModel]) -> frozenset[str]:
    """Les vocabulaires où le modèle, et ceux qu’il contient, prennent leurs valeurs."""
    noms = {nom for champ in modele.model_fields.values() if (nom := vocabulaire_de(champ))}
    contenus = (contenu for champ in modele.model_fields.values() if (contenu := modele_de(champ)))
    return frozenset(noms).union(*(vocabulaires_de(contenu) for contenu in contenus))


def modele_de(champ: FieldInfo) -> type[BaseModel] | None:
    """Le modèle d’un champ composé (un partenaire, une période), ou `None` pour un champ simple."""
    return next((m for m in _morceaux(champ.annotation) if isinstance(m, type) and issubclass(m, BaseModel)), None)


def est_une_liste(champ: FieldInfo) -> bool:
    """Vrai si le champ se répète."""
    return get_origin(champ.annotation) is tuple


def type_de(champ: FieldInfo) -> Any:
    """Le type d’une valeur du champ, ou de chacune s’il se répète : `str`, `int`, `date`, `Lieu`."""
    simple, _ = _deplier(champ.annotation)
    return _deplier(get_args(simple)[0])[0] if get_origin(simple) is tuple else simple


def mots_de(modele: type[BaseModel], nom: str) -> tuple[str, ...]:
    """Les mots de tous les jours par lesquels on nomme un champ, son titre d’abord ; une famille y ajoute les siens."""
    definis = [base.model_fields[nom] for base in modele.__mro__ if issubclass(base, BaseModel) and nom in base.model_fields]
    mots = [champ.title or "" for champ in definis]
    for champ in definis:
        extra = champ.json_schema_extra
        dits = extra.get(MARQUE_DE_SYNONYMES) if isinstance(extra, dict) else None
        mots += map(str, dits) if isinstance(dits, list) else ()
    return tuple(dict.fromkeys(mot for mot in mots if mot))


def noms_de_champs(modele: type[BaseModel], presents: Collection[str] = ()) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Tous les noms que l’on donne aux champs qui ne sont pas déjà là, et le chemin de chacun : `("periode", "debut")`.

    Ce que contient un champ obligatoire (la période) se nomme aussi de dehors ; ailleurs, « année » aurait trop de maîtres.
    """
    noms: dict[str, list[tuple[str, ...]]] = {}
    for sien, champ in modele.model_fields.items():
        contenu = modele_de(champ)
        dehors = contenu if contenu and champ.is_required() and not est_une_liste(champ) else None
        for chemin, porteur in ((sien,), modele), *(((sien, sous), dehors) for sous in (dehors.model_fields if dehors else ())):
            if sien not in presents and porteur:
                for mot in (chemin[-1], *mots_de(porteur, chemin[-1])):
                    noms.setdefault(mot, []).append(chemin)
    return {mot: tuple(dict.fromkeys(chemins)) for mot, chemins in noms.items()}


def champ_en(modele: type[BaseModel], loc: Loc) -> tuple[type[BaseModel], FieldInfo | None]:
    """Suit `loc` dans les modèles : rend le modèle qui porte le dernier champ nommé, et ce champ s’il existe."""
    parent, champ, dans_une_table = modele, None, False
    for partie in loc:
        if isinstance(partie, int):
            continue
        if dans_une_table:
            # La clé d’une table est un nom que l’on choisit, pas un champ.
            dans_une_table = False
            continue
        parent = (modele_de(champ) if champ else None) or parent
        champ = parent.model_fields.get(partie)
        dans_une_table = champ is not None and get_origin(champ.annotation) is dict
    return parent, champ


@dataclass(frozen=True, slots=True)
class Forme:
    """Ce que le modèle attend en un endroit : les marques de la valeur (`Francais`, `ModaliteDe`…) et la forme de son contenu."""

    marques: tuple[Any, ...] = ()
    elements: "Forme | None" = None
    """D’une liste, la forme de chaque élément."""
    valeurs: "Forme | None" = None
    """D’une table aux clés libres, la forme de chaque valeur."""
    champs: Mapping[str, "Forme"] = field(default_factory=dict)
    se_suffit: bool = False
    """Vrai pour un nombre, une date, un oui ou un non, ou ce que l’on choisit dans une liste : rien ne s’y écrit de plus."""

    def ranger(self, valeur: Any, rangees: dict[type, list[tuple[Loc, str]]], loc: Loc = ()) -> None:
        """Range, sous chaque sorte de marque, les textes que contient une table ou une liste de cette forme, et leur place."""
        if isinstance(valeur, dict):
            siens = [(cle, contenu, self.valeurs or self.champs.get(cle)) for cle, contenu in valeur.items()]
        else:
            siens = [(rang, element, self.elements) for rang, element in enumerate(valeur)]
        for cle, contenu, attendue in siens:
            if isinstance(contenu, str):
                for marque in attendue.marques if attendue else ():
                    rangees[type(marque)].append(((*loc, cle), contenu))
            elif contenu and attendue:
                attendue.ranger(contenu, rangees, (*loc, cle))


@cache
def forme(modele: type[BaseModel]) -> Forme:
    """La forme de ce que décrit un modèle."""
    return Forme(champs={nom: _forme(champ.annotation, tuple(champ.metadata)) for nom, champ in modele.model_fields.items()})


def _forme(annotation: Any, marques: tuple[Any, ...] = ()) -> Forme:
    simple, siennes = _deplier(annotation)
    marques += siennes
    if get_origin(simple) is tuple:
        return Forme(marques, elements=_forme(get_args(simple)[0]))
    if get_origin(simple) is dict:
        return Forme(marques, valeurs=_forme(get_args(simple)[1]))
    se_suffit = simple in (int, date, bool, Lieu) or any(
        isinstance(une, ModaliteDe | VersUnDocument | VersUneFiche) for une in marques
    )
    siens = forme(simple).champs if isinstance(simple, type) and issubclass(simple, BaseModel) else {}
    return Forme(marques, champs=siens, se_suffit=se_suffit)


def _deplier(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """L’annotation sans ses habits : `Annotated` rend ses marques, « X ou rien » rend X."""
    marques: tuple[Any, ...] = ()
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *siennes = get_args(annotation)
            marques += tuple(siennes)
        elif get_origin(annotation) in (Union, UnionType):
            annotation = next(une for une in get_args(annotation) if une is not NoneType)
        else:
            return annotation, marques


def _morceaux(annotation: Any) -> Iterator[Any]:
    """L’annotation et tout ce qu’elle contient : types, marques, unions."""
    yield annotation
    for argument in get_args(annotation):
        yield from _morceaux(argument)
