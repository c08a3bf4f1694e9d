"""Une fiche avant, une fiche après : ce qui a changé, champ par champ, dans les mots du site."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic import BaseModel

from generator.catalogue.catalogue import Catalogue
from generator.catalogue.francais import accorder
from generator.effet.mots import Mots
from generator.lecture.corps import sections
from generator.modele.fiches import MODELES, Breve, Fiche
from generator.modele.introspection import Forme, forme

RECIT = "Récit"
IMAGES = "Images"

Nom: TypeAlias = tuple[str, int]
"""Ce qui nomme un élément, et son rang parmi ceux de même nom."""

MUETS = frozenset(("breve",))
"""Les champs dont un changement se dit autrement."""


@dataclass(frozen=True, slots=True)
class Changement:
    """Ce qui change à un endroit d’une fiche ; `avant` est vide pour un ajout, `apres` pour un retrait."""

    champ: str
    avant: str
    apres: str


@dataclass(frozen=True, slots=True)
class _Cote:
    """Une valeur, et les mots de la fiche où elle est."""

    valeur: Any
    mots: Mots


def changements(avant: Catalogue, apres: Catalogue, ancienne: Fiche, nouvelle: Fiche) -> tuple[Changement, ...]:
    """Tout ce qui diffère d’une fiche à l’autre, dans l’ordre où le modèle range les champs, puis le récit et les images."""
    return tuple(_tout(ancienne, nouvelle, Mots(avant, ancienne), Mots(apres, nouvelle)))


def devient_un_recit(ancienne: Fiche, nouvelle: Fiche) -> bool:
    """Vrai si une brève est devenue un récit."""
    return isinstance(ancienne.champs, Breve) and not isinstance(nouvelle.champs, Breve)


def _tout(ancienne: Fiche, nouvelle: Fiche, ses_mots: Mots, leurs_mots: Mots) -> Iterator[Changement]:
    modele = MODELES[nouvelle.famille]
    for nom, champ in modele.model_fields.items():
        if nom not in MUETS:
            un, autre = _Cote(getattr(ancienne.champs, nom), ses_mots), _Cote(getattr(nouvelle.champs, nom), leurs_mots)
            yield from _comparer(champ.title or nom, un, autre, forme(modele).champs[nom])
    yield from _recit(ancienne, nouvelle)
    yield from _images(ancienne, nouvelle)


def _comparer(titre: str, un: _Cote, autre: _Cote, attendue: Forme) -> Iterator[Changement]:
    if un.valeur == autre.valeur:
        return
    if isinstance(un.valeur, BaseModel) and isinstance(autre.valeur, BaseModel):
        for nom, champ in type(autre.valeur).model_fields.items():
            siens = _Cote(getattr(un.valeur, nom), un.mots), _Cote(getattr(autre.valeur, nom), autre.mots)
            yield from _comparer(f"{titre}, {(champ.title or nom).lower()}", *siens, attendue.champs[nom])
    elif isinstance(un.valeur, dict) or (isinstance(autre.valeur, tuple) and attendue.elements):
        yield from _une_a_une(titre, un, autre, attendue.elements or attendue.valeurs or Forme())
    else:
        yield Changement(titre, un.mots.dire(un.valeur, attendue), autre.mots.dire(autre.valeur, attendue))


def _une_a_une(titre: str, un: _Cote, autre: _Cote, attendue: Forme) -> Iterator[Changement]:
    """Une liste ou une table : ce qui s’y ajoute, s’y change ou s’en retire, puis l’ordre si c’est tout."""
    avant, apres = _par_nom(un.valeur), _par_nom(autre.valeur)
    for ancien, nouveau in tuple(_sous_un_autre_nom(avant, apres)):
        yield from _comparer(titre, _Cote(avant.pop(ancien), un.mots), _Cote(apres.pop(nouveau), autre.mots), attendue)
    retires = [un.mots.dire(valeur, attendue) for nom, valeur in avant.items() if nom not in apres]
    ajoutes = [autre.mots.dire(valeur, attendue) for nom, valeur in apres.items() if nom not in avant]
    if len(retires) == len(ajoutes) == 1:
        yield Changement(titre, retires[0], ajoutes[0])
    else:
        yield from (Changement(titre, dit, "") for dit in retires)
        yield from (Changement(titre, "", dit) for dit in ajoutes)
    for nom, valeur in apres.items():
        if nom in avant:
            dit = _nommer(valeur, attendue, autre.mots)
            yield from _comparer(f"{titre}, « {dit} »", _Cote(avant[nom], un.mots), _Cote(valeur, autre.mots), attendue)
    if list(avant) != list(apres) and set(avant) == set(apres):
        yield Changement(f"{titre}, leur ordre", *(_ordre(cote, attendue) for cote in (un, autre)))


def _sous_un_autre_nom(avant: Mapping[Nom, Any], apres: Mapping[Nom, Any]) -> Iterator[tuple[Nom, Nom]]:
    """Les éléments dont seul le nom n’est plus le même : on corrige une organisation, on ne retire pas un partenaire."""
    venus = {nom: valeur for nom, valeur in apres.items() if nom not in avant and isinstance(valeur, BaseModel)}
    for ancien, valeur in avant.items():
        if ancien not in apres and isinstance(valeur, BaseModel):
            memes = (nom for nom, venu in venus.items() if _suite(venu) == _suite(valeur))
            if (nouveau := next(memes, None)) is not None:
                del venus[nouveau]
                yield ancien, nouveau


def _suite(valeur: BaseModel) -> list[Any]:
    """Ce que dit un élément après son nom."""
    return [getattr(valeur, nom) for nom in list(type(valeur).model_fields)[1:]]


def _ordre(cote: _Cote, attendue: Forme) -> str:
    valeurs = cote.valeur.values() if isinstance(cote.valeur, dict) else cote.valeur
    return ", ".join(_nommer(valeur, attendue, cote.mots) for valeur in valeurs)


def _nommer(valeur: Any, attendue: Forme, mots: Mots) -> str:
    """Ce qui suffit à désigner un élément : son premier champ, ou lui-même."""
    if not isinstance(valeur, BaseModel):
        return mots.dire(valeur, attendue)
    premier = next(iter(type(valeur).model_fields))
    return mots.dire(getattr(valeur, premier), attendue.champs[premier])


def _par_nom(valeurs: Any) -> dict[Nom, Any]:
    """Les éléments, chacun sous ce qui le nomme : la clé d’une table, le premier champ d’un modèle, la valeur elle-même.

    Deux éléments de même nom se distinguent par leur rang parmi eux.
    """
    if isinstance(valeurs, dict):
        return {(cle, 0): valeur for cle, valeur in valeurs.items()}
    vus: dict[str, int] = {}
    noms: dict[Nom, Any] = {}
    for valeur in valeurs:
        nom = str(getattr(valeur, next(iter(type(valeur).model_fields)))) if isinstance(valeur, BaseModel) else str(valeur)
        vus[nom] = vus.get(nom, -1) + 1
        noms[nom, vus[nom]] = valeur
    return noms


def _recit(ancienne: Fiche, nouvelle: Fiche) -> Iterator[Changement]:
    avant, apres = ({section.titre: section.texte for section in sections(fiche.corps)} for fiche in (ancienne, nouvelle))
    for titre in dict.fromkeys((*avant, *apres)):
        if avant.get(titre, "") != apres.get(titre, ""):
            yield Changement(f"{RECIT}, « {titre} »", avant.get(titre, ""), apres.get(titre, ""))
    # Ce qui est hors des sections, ou n’y change que le plan.
    if avant == apres and ancienne.corps != nouvelle.corps:
        yield Changement(RECIT, ancienne.corps.strip(), nouvelle.corps.strip())


def _images(ancienne: Fiche, nouvelle: Fiche) -> Iterator[Changement]:
    for nom in dict.fromkeys((*ancienne.images, *nouvelle.images)):
        avant, apres = ancienne.images.get(nom), nouvelle.images.get(nom)
        if avant != apres:
            poids = (accorder(len(octets), "octet") if octets else "" for octets in (avant, apres))
            yield Changement(f"{IMAGES}, « {nom} »", *poids)
