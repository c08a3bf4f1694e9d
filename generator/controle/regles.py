"""Un contrôle : une règle, et la fonction qui en trouve les fautes. En ajouter un, c’est l’écrire dans le fichier de son thème.

La règle et sa fonction sont une seule unité : le code, la gravité, l’explication, l’exemple faux et l’exemple juste sont là où
l’on regarde. La page du constat et le cas qui l’éprouve s’en déduisent.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.constats.constat import Constat, Position, Regle
from generator.controle.sujets import Entourage, Sujet
from generator.lecture.document import Chemin

S = TypeVar("S", bound=Sujet)


@dataclass(frozen=True, slots=True)
class Faute:
    """Ce qu’un contrôle a trouvé : où (un endroit de l’en-tête ou du fichier), et de quoi le corriger (voir `Constat`)."""

    ou: Chemin | Position
    message: str
    valeur: str = ""
    suggestion: str = ""
    admis: tuple[str, ...] = ()
    correction: str = ""
    lignes: int = 1


@dataclass(frozen=True, slots=True)
class Controle(Generic[S]):
    """Une règle et sa fonction ; `porte_sur` est la sorte de sujets qu’elle regarde."""

    porte_sur: type[S]
    regle: Regle
    trouver: Callable[..., Iterator[Faute]]
    d_ensemble: bool
    """Vrai s’il lui faut savoir ce qui entoure son sujet ; sinon, ses constats ne changent qu’avec lui."""

    def constats(self, sujet: S, *entourage: Entourage) -> Iterator[Constat]:
        """Les constats de cette règle sur ce sujet ; `entourage` pour un contrôle d’ensemble."""
        for faute in self.trouver(sujet, *entourage):
            ou = faute.ou if isinstance(faute.ou, Position) else sujet.situer(faute.ou)
            yield Constat(
                ou,
                self.regle,
                faute.message,
                faute.valeur,
                faute.suggestion,
                faute.admis,
                correction=faute.correction,
                lignes=faute.lignes,
            )


def controle(porte_sur: type[S], regle: Regle) -> Callable[[Callable[[S], Iterator[Faute]]], Controle[S]]:
    """Fait d’une fonction, qui ne regarde que son sujet, le contrôle d’une règle."""
    return lambda trouver: Controle(porte_sur, regle, trouver, d_ensemble=False)


def controle_d_ensemble(porte_sur: type[S], regle: Regle) -> Callable[[Callable[[S, Entourage], Iterator[Faute]]], Controle[S]]:
    """De même, pour une fonction à qui il faut aussi le reste du dépôt."""
    return lambda trouver: Controle(porte_sur, regle, trouver, d_ensemble=True)


def regles_de(module: Any) -> Iterator[Regle]:
    """Les règles qu’écrit un module, dans l’ordre où elles y sont."""
    for valeur in vars(module).values():
        if isinstance(valeur, Regle):
            yield valeur
        elif isinstance(valeur, Controle):
            yield valeur.regle
