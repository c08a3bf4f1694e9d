"""Les constats : ce qui ne va pas dans une fiche, dit à la personne qui l’écrit.

Une erreur est une donnée. Chaque étape rend ses constats, personne ne lève d’exception pour une fiche fautive.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from generator.constats.signes import montrer


class Gravite(StrEnum):
    """`ERREUR` empêche la publication ; `AVERTISSEMENT` la laisse passer, et se dit « conseil » à qui écrit."""

    ERREUR = "erreur"
    AVERTISSEMENT = "conseil"


ERREUR, AVERTISSEMENT = Gravite.ERREUR, Gravite.AVERTISSEMENT


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Un endroit d’un fichier : son chemin, relatif au dépôt, à barres obliques ; sa ligne et sa colonne, à partir de 1."""

    chemin: str
    ligne: int = 1
    colonne: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Regle:
    """Une sorte de problème : son code, stable une fois publié, sa gravité, et de quoi le comprendre et le corriger.

    Ses textes s’adressent à quelqu’un qui n’a jamais programmé ; ils servent tels quels au rapport et à la page qui l’explique.
    `explication` est du Markdown simple ; `faux` et `juste` sont le même extrait, fautif puis corrigé, de ce que nomme `dans` :
    une fiche de cette famille, la tête d’une fiche, un fichier du dépôt, ou les noms de ses fichiers. `sure` dit que ses
    corrections s’appliquent sans qu’on ait à les relire : `odd17 corriger` le fait. `geste` est vrai si le message dit un geste
    qui suffit : d’une longue correction, on ne montre alors que le début.
    """

    code: str
    gravite: Gravite = field(compare=False)
    titre: str = field(compare=False)
    explication: str = field(compare=False)
    faux: str = field(compare=False, kw_only=True)
    juste: str = field(compare=False, kw_only=True)
    dans: str = field(compare=False, kw_only=True, default="exemples")
    sure: bool = field(compare=False, kw_only=True, default=False)
    geste: bool = field(compare=False, kw_only=True, default=False)


@dataclass(frozen=True, slots=True, order=True)
class Constat:
    """Un problème, situé, avec de quoi le corriger.

    `message` dit quoi faire ; `suggestion` est ce qui ressemble le plus à `valeur`, lue ;
    `admis` est ce qu’on aurait pu écrire, `precisions` ce que veut dire chacune de ces valeurs ;
    `extrait` est ce qu’il y a dans le fichier, une ligne ou plusieurs (`lignes`), et
    `correction` ce qui prend leur place, qui peut en compter plus ou moins (voir `extraits`).
    Message, suggestion et valeurs admises tiennent toujours sur une ligne ; `chemin`, `valeur`, `extrait` et `correction` sont
    tels que dans le dépôt : un rapport les passe par `montrer`.
    """

    ou: Position
    regle: Regle
    message: str
    valeur: str = ""
    suggestion: str = ""
    admis: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    extrait: str = ""
    correction: str = ""
    lignes: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", montrer(self.message))
        object.__setattr__(self, "suggestion", montrer(self.suggestion))
        object.__setattr__(self, "admis", tuple(montrer(un) for un in self.admis))
        object.__setattr__(self, "precisions", tuple(montrer(une) for une in self.precisions))

    @property
    def chemin(self) -> str:
        return self.ou.chemin

    @property
    def ligne(self) -> int:
        return self.ou.ligne

    @property
    def colonne(self) -> int:
        return self.ou.colonne

    @property
    def code(self) -> str:
        return self.regle.code

    @property
    def gravite(self) -> Gravite:
        return self.regle.gravite


def erreurs(constats: Iterable[Constat]) -> tuple[Constat, ...]:
    """Les seuls constats qui empêchent la publication."""
    return tuple(constat for constat in constats if constat.gravite is Gravite.ERREUR)
