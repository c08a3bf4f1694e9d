"""Ce que rend la lecture : une valeur dont chaque élément sait d’où il vient."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from generator.constats.constat import Position

Chemin: TypeAlias = tuple[str | int, ...]
"""Le chemin d’une valeur dans l’en-tête : `("partenaires", 0, "nom")`."""


@dataclass(frozen=True, slots=True)
class Etendue:
    """Où un scalaire est écrit, du premier signe à celui qui suit le dernier, et comment (`'`, `"`, `>`, `|`, ou vide)."""

    debut: Position
    fin: Position
    style: str


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """Une valeur YAML faite de textes, de listes et de tables, et la position de chacun de ses éléments."""

    chemin: str
    valeur: dict[str, Any]
    positions: Mapping[Chemin, Any] = field(repr=False)
    cles: Mapping[Chemin, Any] = field(repr=False)
    scalaires: Mapping[Chemin, Any] = field(repr=False)
    decalage: int = 0
    """Les marques de PyYAML, et le nombre de lignes du fichier avant elles. On ne les traduit qu’à la demande : presque aucune
    position ne sert, puisque presque toutes les fiches sont saines."""

    def situer(self, loc: Chemin, *, cle: bool = False) -> Position:
        """La position de `loc` ou, à défaut, de son plus proche parent présent dans le fichier."""
        for longueur in range(len(loc), -1, -1):
            debut = loc[:longueur]
            # Seule la valeur demandée se montre par sa clé ; un parent se montre par sa clé s’il en a une.
            if (cle or longueur < len(loc)) and debut in self.cles:
                return self._position(self.cles[debut])
            if debut in self.positions:
                return self._position(self.positions[debut])
        return Position(self.chemin)

    @property
    def textes(self) -> Iterator[tuple[Chemin, str]]:
        """Les textes du fichier et leur place, sans les champs vides."""
        return ((loc, scalaire.value) for loc, scalaire in self.scalaires.items() if not est_nul(scalaire))

    def etendue(self, loc: Chemin) -> Etendue:
        """Où commence et finit un scalaire, et comment il est écrit."""
        scalaire = self.scalaires[loc]
        return Etendue(self._position(scalaire.start_mark), self._position(scalaire.end_mark), scalaire.style or "")

    def _position(self, marque: Any) -> Position:
        return Position(self.chemin, marque.line + 1 + self.decalage, marque.column + 1)


def est_nul(scalaire: Any) -> bool:
    """Vrai si un scalaire est l’absence de valeur : rien, `~` ou `null`, sans guillemets."""
    return bool(scalaire.implicit[0]) and scalaire.value in ("", "~", "null")


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Un fichier tel qu’il est écrit : sa table, toutes ses lignes et, pour une fiche, son corps et la ligne où il commence."""

    document: Document
    lignes: tuple[str, ...] = field(repr=False)
    corps: str = field(default="", repr=False)
    ligne_corps: int = 0

    @property
    def chemin(self) -> str:
        return self.document.chemin
