"""Les constats : ce qui ne va pas dans une fiche, dit à la personne qui l’écrit.

Une erreur est une donnée. Chaque étape rend ses constats, personne ne lève d’exception pour une fiche fautive.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Gravite(StrEnum):
    """`ERREUR` empêche la publication, `AVERTISSEMENT` la laisse passer."""

    ERREUR = "erreur"
    AVERTISSEMENT = "avertissement"


CODES: dict[str, Gravite] = {
    "fichier-illisible": Gravite.ERREUR,
    "fichier-nom": Gravite.ERREUR,
    "fichier-en-double": Gravite.ERREUR,
    "fichier-trop-gros": Gravite.ERREUR,
    "entete-absent": Gravite.ERREUR,
    "entete-non-ferme": Gravite.ERREUR,
    "yaml-syntaxe": Gravite.ERREUR,
    "yaml-ancre": Gravite.ERREUR,
    "yaml-etiquette": Gravite.ERREUR,
    "yaml-cle-en-double": Gravite.ERREUR,
    "yaml-trop-profond": Gravite.ERREUR,
    "champ-inconnu": Gravite.ERREUR,
    "champ-manquant": Gravite.ERREUR,
    "champ-mal-forme": Gravite.ERREUR,
    "champ-longueur": Gravite.ERREUR,
    "champ-en-double": Gravite.ERREUR,
    "champ-html": Gravite.ERREUR,
    "dates-incoherentes": Gravite.ERREUR,
    "modalite-inconnue": Gravite.ERREUR,
    "lieu-inconnu": Gravite.ERREUR,
    "lieu-ambigu": Gravite.ERREUR,
    "source-inconnue": Gravite.ERREUR,
    "source-non-citee": Gravite.ERREUR,
    "renvoi-inconnu": Gravite.ERREUR,
    "adresse-prise": Gravite.ERREUR,
    "alliance-un-profil": Gravite.AVERTISSEMENT,
    "section-manquante": Gravite.ERREUR,
    "section-vide": Gravite.ERREUR,
    "section-inconnue": Gravite.ERREUR,
    "corps-html": Gravite.ERREUR,
    "corps-accolade": Gravite.ERREUR,
    "corps-inclusion": Gravite.ERREUR,
    "corps-lien": Gravite.ERREUR,
    "corps-image": Gravite.ERREUR,
    "corps-titre": Gravite.ERREUR,
}
"""Les codes, stables une fois publiés, et leur gravité."""


@dataclass(frozen=True, slots=True, order=True)
class Constat:
    """Un problème, situé, avec de quoi le corriger.

    `ligne` et `colonne` commencent à 1 ; `chemin` est relatif à la racine du dépôt ; `message` dit quoi faire ;
    `suggestion` est la valeur la plus proche de celle qu’on a lue, quand il y en a une.
    """

    chemin: str
    ligne: int
    colonne: int
    code: str
    message: str
    valeur: str = ""
    suggestion: str = ""
    admis: tuple[str, ...] = ()

    @property
    def gravite(self) -> Gravite:
        return CODES[self.code]


def erreurs(constats: Iterable[Constat]) -> tuple[Constat, ...]:
    """Les seuls constats qui empêchent la publication."""
    return tuple(constat for constat in constats if constat.gravite is Gravite.ERREUR)
