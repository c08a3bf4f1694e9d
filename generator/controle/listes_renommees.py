"""Une liste bien remplie sous un nom qui n’est pas le sien : « Participants: », puis des organismes et leurs missions."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from generator.constats.proximite import memes_mots
from generator.constats.signes import est_vide
from generator.controle.ailleurs import champs_dits
from generator.controle.retouches import Retouche, corriger, du_nom
from generator.lecture.document import Chemin, Document
from generator.modele.introspection import est_une_liste, modele_de

PARTICIPANTS = ("participants", "acteurs", "membres")
"""Ce qui, devant une liste de noms, annonce des partenaires."""

RECONNUS = 2
"""Les champs qu’il faut reconnaître dans chaque élément pour être sûr de la liste."""


def est_une_liste_de_tables(brut: object) -> bool:
    return isinstance(brut, list) and bool(brut) and all(isinstance(une, dict) for une in brut)


def liste_visee(modele: type[BaseModel], ecrit: str, brut: object, presents: Mapping[str, Any]) -> str:
    """Le champ dont les éléments ont ces champs-là, s’il n’est pas déjà écrit et s’il est le seul ; ou rien."""
    if not isinstance(brut, list) or not brut:
        return ""
    if "partenaires" in modele.model_fields and "partenaires" not in presents and memes_mots(ecrit, PARTICIPANTS):
        noms = all(isinstance(un, str) and not est_vide(un) for un in brut)
        return "partenaires" if noms or est_une_liste_de_tables(brut) else ""
    if not est_une_liste_de_tables(brut):
        return ""
    scores: dict[str, int] = {}
    for nom, champ in modele.model_fields.items():
        element = modele_de(champ) if est_une_liste(champ) and nom not in presents else None
        siens = [len(noms_vises(element, table)) for table in brut] if element else [0]
        if min(siens) >= RECONNUS:
            scores[nom] = sum(siens)
    meilleurs = [nom for nom, score in scores.items() if score == max(scores.values())]
    return meilleurs[0] if len(meilleurs) == 1 else ""


def noms_vises(element: type[BaseModel], table: Mapping[str, Any]) -> dict[str, str]:
    """Le champ que veut dire chaque nom d’un élément, s’il n’en dit qu’un."""
    vises = {nom: nom for nom in table if nom in element.model_fields}
    for nom in table:
        dits = champs_dits(element, nom, vises.values()) if nom not in vises else ()
        if len(dits) == 1 and len(dits[0]) == 1:
            vises[nom] = dits[0][0]
    return vises


def renommer(
    document: Document, loc: Chemin, nom: str, element: type[BaseModel], lignes: Sequence[str]
) -> tuple[str, int] | None:
    """Les lignes d’une liste, de son nom au dernier champ mal nommé de ses éléments, chacun à son nom ; et leur nombre."""
    liste: Any = document.valeur
    for partie in loc:
        liste = liste[partie]
    retouches: list[Retouche | None] = [du_nom(document, loc, nom, lignes)]
    for rang, table in enumerate(liste):
        for dit, vise in noms_vises(element, table).items():
            if dit != vise:
                retouches.append(du_nom(document, (*loc, rang, dit), vise, lignes))
    if not all(retouches):
        return None
    corrigees = corriger(lignes, (une for une in retouches if une))
    debut, fin = min(corrigees), max(corrigees)
    return "\n".join(corrigees.get(n, lignes[n - 1]) for n in range(debut, fin + 1)), fin - debut + 1


def etendue_de(document: Document, loc: Chemin) -> tuple[int, int]:
    """La première et la dernière ligne d’un champ et de ce qu’il contient."""
    debut = document.situer(loc, cle=True).ligne
    siens = [sous for sous in document.releve.scalaires if sous[: len(loc)] == loc]
    return debut, max((document.etendue(sous).fin.ligne for sous in siens), default=debut)
