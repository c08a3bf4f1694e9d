"""Ce que le modèle attend d’un fichier, d’après sa place : de quoi voir qu’il se lit, mais de travers."""

from functools import cache
from typing import Any

from pydantic import BaseModel

from generator.modele.bibliographie import Reference
from generator.modele.champs import ModaliteDe
from generator.modele.fiches import MODELES
from generator.modele.introspection import Forme, forme
from generator.modele.pages import Entete
from generator.modele.recueils import RECUEILS
from generator.modele.vocabulaires import Vocabulaire

BIBLIOGRAPHIE = "content/sources.yml"

_TABLES: dict[str, type[BaseModel]] = {BIBLIOGRAPHIE: Reference, **{recueil.chemin: recueil.modele for recueil in RECUEILS}}
"""Le modèle des éléments de chaque fichier qui en tient plusieurs."""


def table_a(chemin: str) -> tuple[type[BaseModel], Forme]:
    """Le modèle et la forme de ce qu’écrit un fichier YAML entier."""
    modele = _TABLES.get(chemin)
    return (modele, Forme(valeurs=forme(modele))) if modele else (Vocabulaire, forme(Vocabulaire))


def modele_a(chemin: str) -> type[BaseModel]:
    """Le modèle que suit l’en-tête d’un fichier."""
    dossier, _, reste = chemin.partition("/")
    famille = dossier if dossier in MODELES else reste.partition("/")[0]
    return Entete if famille not in MODELES or chemin == f"content/{famille}/index.md" else MODELES[famille]


@cache
def noms_a(modele: type[BaseModel]) -> frozenset[str]:
    """Les noms de tous les champs d’un modèle, à tous ses étages."""
    return frozenset(_noms(forme(modele)))


def _noms(attendue: Forme) -> set[str]:
    contenues = [*attendue.champs.values(), *(une for une in (attendue.elements, attendue.valeurs) if une)]
    return set(attendue.champs).union(*map(_noms, contenues))


def a_sa_forme(valeur: dict[str, Any], modele: type[BaseModel]) -> bool:
    """Vrai si textes, listes et tables sont là où le modèle en attend, et si aucun champ n’est monté d’un étage."""
    attendue = forme(modele)
    egares = (nom for nom in valeur if nom not in attendue.champs)
    return not any(nom in noms_a(modele) for nom in egares) and _convient(valeur, attendue)


def _convient(valeur: Any, attendue: Forme | None) -> bool:
    if attendue is None or valeur is None:
        return True
    if attendue.elements is not None:
        return isinstance(valeur, list) and all(_convient(un, attendue.elements) for un in valeur)
    if attendue.champs or attendue.valeurs:
        if not isinstance(valeur, dict):
            return False
        # Une virgule dans une valeur fait un champ de plus, sans rien : « {fait: Un panier, livré à pied} ».
        coupee = attendue.champs and any(un is None and nom not in attendue.champs for nom, un in valeur.items())
        # « titre:"Un café : ouvert" » se lit comme un champ au nom bien étrange.
        return not coupee and all(
            ":" not in nom and _convient(un, attendue.champs.get(nom) or attendue.valeurs) for nom, un in valeur.items()
        )
    if not isinstance(valeur, str):
        return False
    return ";" not in valeur or not any(isinstance(marque, ModaliteDe) for marque in attendue.marques)
