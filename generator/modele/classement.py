"""Sous quelles modalités une fiche se range : ce qu’elle en dit, ou ce qui s’en déduit."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, TypeAlias

from pydantic import BaseModel

from generator.modele.fiches import MODELES, Exemple, Fiche
from generator.modele.introspection import modele_de, vocabulaire_de
from generator.modele.preuve import niveau_de_preuve
from generator.modele.territoires import Echelon, Lieu
from generator.modele.vocabulaires import Modalite, Vocabulaire

Deduction: TypeAlias = Callable[[Fiche, Vocabulaire], Iterable[str]]
"""D’une fiche à ses modalités dans un vocabulaire."""

ODD_17 = "odd-17"
"""L’objectif des partenariats : toutes les fiches en relèvent, aucune n’a à l’écrire."""


def modalites_de(fiche: Fiche, vocabulaire: Vocabulaire) -> tuple[str, ...]:
    """Les modalités d’une fiche dans un vocabulaire, sans répétition : celles qui se déduisent, sinon celles qu’elle écrit."""
    deduire = DEDUITES.get(vocabulaire.id, _ecrites)
    return tuple(dict.fromkeys(deduire(fiche, vocabulaire)))


def se_range(vocabulaire: str) -> bool:
    """Vrai si l’on sait ranger des fiches selon ce vocabulaire : il se déduit, ou un champ y prend ses valeurs."""
    return vocabulaire in DEDUITES or any(_chemins(modele, vocabulaire) for modele in MODELES.values())


def niveau_deduit(lieux: tuple[Lieu, ...]) -> str:
    """L’échelle d’action que disent les territoires : le plus large l’emporte, et plusieurs régions font le pays."""
    ensembles = {lieu.code for lieu in lieux if lieu.echelon is Echelon.ENSEMBLE}
    regions = {lieu.region for lieu in lieux if lieu.region}
    if ensembles & {"europe", "monde"}:
        return "international"
    if ensembles or len(regions) > 1:
        return "national"
    if any(lieu.echelon in (Echelon.REGION, Echelon.DEPARTEMENT) for lieu in lieux):
        return "regional"
    return "local" if lieux else ""


def _famille(fiche: Fiche, _: Vocabulaire) -> Iterable[str]:
    return (fiche.famille,)


def _regions(fiche: Fiche, vocabulaire: Vocabulaire) -> Iterable[str]:
    rattachements = {lieu.rattachement for lieu in fiche.champs.territoires}
    return (m.id for m in vocabulaire.modalites if rattachements.intersection(m.territoires))


def _tailles(fiche: Fiche, vocabulaire: Vocabulaire) -> Iterable[str]:
    return (m.id for m in vocabulaire.modalites if any(_est_de_taille(lieu, m) for lieu in fiche.champs.territoires))


def _est_de_taille(lieu: Lieu, modalite: Modalite) -> bool:
    return lieu.population is not None and modalite.bornes is not None and modalite.bornes.contient(lieu.population)


def _niveau(fiche: Fiche, _: Vocabulaire) -> Iterable[str]:
    niveau = fiche.champs.niveau or niveau_deduit(fiche.champs.territoires)
    return (niveau,) if niveau else ()


def _objectifs_mondiaux(fiche: Fiche, _: Vocabulaire) -> Iterable[str]:
    return (*fiche.champs.odd, ODD_17)


def _preuve(fiche: Fiche, _: Vocabulaire) -> Iterable[str]:
    return (niveau_de_preuve(fiche.champs),) if isinstance(fiche.champs, Exemple) else ()


def _format(fiche: Fiche, _: Vocabulaire) -> Iterable[str]:
    return ("breve" if fiche.champs.breve else "recit",) if isinstance(fiche.champs, Exemple) else ()


DEDUITES: dict[str, Deduction] = {
    "familles": _famille,
    "formats": _format,
    "niveaux": _niveau,
    "odd": _objectifs_mondiaux,
    "preuves": _preuve,
    "tailles": _tailles,
    "territoires": _regions,
}
"""Les vocabulaires dont les modalités d’une fiche se déduisent de ce qu’elle est ou de ce qu’elle dit."""


def _ecrites(fiche: Fiche, vocabulaire: Vocabulaire) -> Iterator[str]:
    """Les valeurs que la fiche prend dans ce vocabulaire, où qu’elle les écrive : un exemple a les profils de ses partenaires."""
    for chemin in _chemins(type(fiche.champs), vocabulaire.id):
        yield from _suivre(fiche.champs, chemin)


@cache
def _chemins(modele: type[BaseModel], vocabulaire: str) -> tuple[tuple[str, ...], ...]:
    """Les champs d’un modèle, et de ceux qu’il contient, qui prennent leurs valeurs dans ce vocabulaire."""
    chemins: list[tuple[str, ...]] = []
    for nom, champ in modele.model_fields.items():
        compose = modele_de(champ)
        if compose:
            chemins.extend((nom, *suite) for suite in _chemins(compose, vocabulaire))
        elif vocabulaire_de(champ) == vocabulaire:
            chemins.append((nom,))
    return tuple(chemins)


def _suivre(objet: Any, chemin: tuple[str, ...]) -> Iterator[str]:
    nom, *suite = chemin
    valeur = getattr(objet, nom)
    for une in valeur if isinstance(valeur, tuple) else (valeur,):
        if suite and une is not None:
            yield from _suivre(une, tuple(suite))
        elif une is not None:
            yield une
