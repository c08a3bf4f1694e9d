"""Expliquer une erreur de pydantic : ce qu’il en reste à dire à quelqu’un qui n’a jamais programmé."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

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


@dataclass(frozen=True, slots=True)
class Explication:
    """La règle qu’enfreint une erreur, et ce que l’on en dit."""

    regle: Regle
    message: str
    suggestion: str = ""
    admis: tuple[str, ...] = ()


Expliquer = Callable[[Erreur], Explication]
