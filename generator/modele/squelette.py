"""Ce qu’il reste à écrire d’une fiche, prêt à recopier : une place à remplir partout où l’on ne sait pas.

Une place est refusée tant qu’elle n’est pas remplie : recopier ces lignes ne publie jamais une réponse que personne n’a donnée.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.modele.bibliographie import Citation, Reference
from generator.modele.champs import VersUnDocument
from generator.modele.fiches import A_ECRIRE, Champs
from generator.modele.introspection import est_une_liste, forme, modele_de, vocabulaire_de

PLACE = "à écrire"
CHOIX = "à choisir"
"""La place d’une valeur qui se prend dans une liste."""

Rappeler = Callable[[str], Sequence[str]]
"""Les valeurs d’un vocabulaire, d’après son nom."""


def sans_rappel(_: str) -> Sequence[str]:
    return ()


def champs_a_remplir(
    modele: type[BaseModel], noms: Iterable[str], cle: str, rappeler: Rappeler = sans_rappel, documents: Sequence[str] = ()
) -> list[str]:
    """Les lignes de ces champs de la fiche. `cle` nommera le document d’où viennent les faits, si aucun n’est décrit."""
    lignes: list[str] = []
    for nom in noms:
        champ = modele.model_fields[nom]
        if modele_de(champ) is Citation and not documents:
            lignes += ["documents:", f"  {cle}:", *(f"    {une}" for une in _obligatoires(Reference, rappeler, ()))]
        lignes += _champ(nom, champ, rappeler, documents or (cle,))
    return lignes


def valeur_a_remplir(nom: str, modele: type[BaseModel], rappeler: Rappeler = sans_rappel, documents: Sequence[str] = ()) -> str:
    """Ce que l’on met après les deux-points d’un champ simple : une place, et un rappel de ce que l’on peut y mettre."""
    champ = modele.model_fields[nom]
    marques = forme(modele).champs[nom].marques
    if any(isinstance(marque, VersUnDocument) for marque in marques):
        return documents[0] if len(documents) == 1 else _avec_rappel(CHOIX if documents else PLACE, documents)
    return _simple(champ, rappeler)


def _simple(champ: FieldInfo, rappeler: Rappeler) -> str:
    vocabulaire = vocabulaire_de(champ)
    place = CHOIX if vocabulaire else PLACE
    return _avec_rappel(f"[{place}]" if est_une_liste(champ) else place, rappeler(vocabulaire) if vocabulaire else ())


def _avec_rappel(place: str, valeurs: Sequence[str]) -> str:
    return f"{place}  # {', '.join(valeurs)}" if valeurs else place


def _champ(nom: str, champ: FieldInfo, rappeler: Rappeler, documents: Sequence[str]) -> Iterator[str]:
    contenu = modele_de(champ)
    if contenu is None:
        yield f"{nom}: {_simple(champ, rappeler)}"
        return
    yield f"{nom}:"
    siens = list(_obligatoires(contenu, rappeler, documents))
    if not est_une_liste(champ):
        yield from (f"  {une}" for une in siens)
        return
    for _ in range(_au_moins(champ)):
        yield from (f"  {'  ' if rang else '- '}{une}" for rang, une in enumerate(siens))


def _obligatoires(modele: type[BaseModel], rappeler: Rappeler, documents: Sequence[str]) -> Iterator[str]:
    """Les champs qu’il faut à un élément ; d’une période, dont aucun ne suffit à tous, le premier."""
    noms = [nom for nom, champ in modele.model_fields.items() if champ.is_required()] or [next(iter(modele.model_fields))]
    if modele is Citation:
        noms.append("partie")
    return (f"{nom}: {valeur_a_remplir(nom, modele, rappeler, documents)}" for nom in noms)


def _au_moins(champ: FieldInfo) -> int:
    minima: list[Any] = [getattr(marque, "min_length", None) for marque in champ.metadata]
    return max((minimum for minimum in minima if isinstance(minimum, int)), default=1)


def entete_a_remplir(modele: type[Champs], cle: str) -> list[str]:
    """L’en-tête d’une fiche dont rien n’est écrit, ses deux lignes de tirets comprises."""
    noms = [nom for nom, champ in modele.model_fields.items() if champ.is_required()]
    return ["---", *champs_a_remplir(modele, noms, cle), "---"]


def sections_a_remplir(sections: Iterable[str]) -> str:
    """Des sections et, sous chacune, une place à remplir."""
    return "\n\n".join(f"## {section}\n\n{A_ECRIRE}" for section in sections)
