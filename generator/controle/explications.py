"""Expliquer une erreur de pydantic : ce qu’il en reste à dire à quelqu’un qui n’a jamais programmé."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.constats.constat import Regle
from generator.modele.referentiel import Referentiel


@dataclass(frozen=True, slots=True)
class Erreur:
    """Une erreur de pydantic et ce qu’il faut pour l’expliquer : son champ, ce qu’on a lu, ce qu’on attendait."""

    nom: str
    lu: str
    aide: str
    contexte: Mapping[str, Any]
    modele: type[BaseModel]
    longueur: int
    attendu: type[BaseModel] | None
    liste: bool
    referentiel: Referentiel
    documents: tuple[str, ...]
    """Les documents que le fichier peut citer."""
    champ: FieldInfo | None = None
    brut: Any = None
    """Ce qu’on a lu, tel quel : un texte, une liste, une table."""
    parent: Mapping[str, Any] = field(default_factory=dict)
    """La table où le champ est, ou manque."""
    racine: bool = True
    """Vrai si cette table est tout l’en-tête."""
    decrits: Mapping[str, Any] = field(default_factory=dict)
    """Les documents que le fichier décrit lui-même, ou cite déjà : leur description, si elle est là."""
    autres: tuple[str, ...] = ()
    """Ce qu’il y a d’autre dans la même liste."""
    titre: str = ""
    """Le titre de la fiche."""


@dataclass(frozen=True, slots=True)
class Explication:
    """La règle qu’enfreint une erreur, et ce que l’on en dit."""

    regle: Regle
    message: str
    suggestion: str = ""
    admis: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    """Ce que veut dire chaque valeur admise, dans le même ordre."""
    valeurs: tuple[str, ...] = ()
    """Ce qu’il faut écrire à la place de la valeur lue : une valeur ou, dans une liste, plusieurs."""
    retire: bool = False
    """Vrai s’il faut ôter de sa liste la valeur lue."""
    texte: str = ""
    """Ou bien ce qu’il faut écrire à sa place, tel quel ; pour un champ inconnu, à la place de toute sa ligne."""
    liste: type[BaseModel] | None = None
    """D’une liste qui n’a pas le bon nom, le modèle de ses éléments : leurs champs se renomment avec elle."""


Expliquer = Callable[[Erreur], Explication]
