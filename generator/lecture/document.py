"""Ce que rend la lecture : une valeur dont chaque élément sait d’où il vient."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
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
class Releve:
    """La place de chaque élément d’une table : les marques de PyYAML, par chemin."""

    positions: Mapping[Chemin, Any]
    cles: Mapping[Chemin, Any]
    scalaires: Mapping[Chemin, Any]

    def sous(self, cle: str) -> "Releve":
        """Ce qui se trouve sous une clé, vu d’elle."""
        places = (self.positions, self.cles, self.scalaires)
        return Releve(*({loc[1:]: place for loc, place in toutes.items() if loc[:1] == (cle,)} for toutes in places))


@dataclass(frozen=True, eq=False)
class Document:
    """Une valeur YAML faite de textes, de listes et de tables, et de quoi retrouver la place de chacun de ses éléments."""

    chemin: str
    valeur: dict[str, Any]
    relever: Callable[[], Releve] = field(repr=False)
    """Relit le texte en notant les places. On ne le fait qu’à la demande : presque toutes les fiches sont saines."""
    decalage: int = 0
    """Le nombre de lignes du fichier avant ce texte."""

    @cached_property
    def releve(self) -> Releve:
        """Où est chaque chose."""
        return self.relever()

    def extrait(self, cle: str) -> "Document":
        """L’élément d’un recueil, lui-même une table ; vide s’il n’en est pas une."""
        valeur = self.valeur[cle]
        contenu = valeur if isinstance(valeur, dict) else {}
        return Document(self.chemin, contenu, partial(self._sous, cle), self.decalage)

    def _sous(self, cle: str) -> Releve:
        return self.releve.sous(cle)

    def situer(self, loc: Chemin, *, cle: bool = False) -> Position:
        """La position de `loc` ou, à défaut, de son plus proche parent présent dans le fichier."""
        positions, cles = self.releve.positions, self.releve.cles
        for longueur in range(len(loc), -1, -1):
            debut = loc[:longueur]
            # Seule la valeur demandée se montre par sa clé ; un parent se montre par sa clé s’il en a une.
            if (cle or longueur < len(loc)) and debut in cles:
                return self._position(cles[debut])
            if debut in positions:
                return self._position(positions[debut])
        return Position(self.chemin)

    @cached_property
    def textes(self) -> Sequence[tuple[Chemin, str]]:
        """Les textes du fichier et leur place, sans les champs vides."""
        textes: list[tuple[Chemin, str]] = []
        _recueillir(self.valeur, (), textes)
        return textes

    def etendue(self, loc: Chemin) -> Etendue:
        """Où commence et finit un scalaire, et comment il est écrit."""
        scalaire = self.releve.scalaires[loc]
        return Etendue(self._position(scalaire.start_mark), self._position(scalaire.end_mark), scalaire.style or "")

    def _position(self, marque: Any) -> Position:
        return Position(self.chemin, marque.line + 1 + self.decalage, marque.column + 1)


def _recueillir(valeur: Any, loc: Chemin, textes: list[tuple[Chemin, str]]) -> None:
    for cle, contenu in valeur.items() if isinstance(valeur, dict) else enumerate(valeur):
        if isinstance(contenu, str):
            textes.append(((*loc, cle), contenu))
        elif contenu:
            _recueillir(contenu, (*loc, cle), textes)


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Un fichier tel qu’il est écrit : sa table, toutes ses lignes et, pour une fiche, son corps et la ligne où il commence."""

    document: Document
    lignes: tuple[str, ...] = field(repr=False)
    corps: str = field(default="", repr=False)
    ligne_corps: int = 0
    remise: bool = False
    """Vrai si le fichier ne se lit pas tel qu’il est : table, lignes et corps sont ceux du texte remis au propre."""

    @property
    def chemin(self) -> str:
        return self.document.chemin
