"""Les notes à soi-même : ce qui suit un dièse, derrière une valeur qui se suffit, ne lui ôte rien."""

import re
from collections.abc import Mapping

from generator.lecture.remise.brouillon import Brouillon
from generator.modele.introspection import Forme

_NOTEE = re.compile(r"(?P<tete>\s*(?:-[ ]+)?(?:(?P<nom>\w+):[ ]+)?)(?P<valeur>[^\s#\"'\[\]{},:>|&*!][^#\"']*?)[ ]#(?P<note>.*)")
_OUVRE = re.compile(r"\s*(?:-[ ]+)?(\w+):\s*$")
_NOMBRE = re.compile(r"\d[\d .,\u00a0\u202f%]*")


def detacher(brouillon: Brouillon, attendue: Forme) -> None:
    """Met deux espaces devant chaque note dont la valeur se suffit : elle se lit alors comme on l’a voulue."""
    ouvert, closes = "", _noms(attendue)
    for rang in range(brouillon.debut, brouillon.fin):
        ligne = brouillon.lignes[rang]
        if ouvre := _OUVRE.match(ligne):
            ouvert = ouvre[1]
        elif " #" in ligne and (lue := _NOTEE.fullmatch(ligne)):
            nom = lue["nom"] or (ouvert if "-" in lue["tete"] else "")
            if nom in closes or (_NOMBRE.fullmatch(lue["valeur"]) and nom == "valeur" and lue["note"][:1] == " "):
                brouillon.lignes[rang] = f"{lue['tete']}{lue['valeur'].rstrip()}  #{lue['note']}"


def _noms(attendue: Forme) -> frozenset[str]:
    """Les champs dont la valeur se suffit, partout où ils sont."""
    ranges: dict[bool, set[str]] = {True: set(), False: set()}
    _ranger(attendue, ranges)
    return frozenset(ranges[True] - ranges[False])


def _ranger(attendue: Forme, ranges: Mapping[bool, set[str]]) -> None:
    for nom, sienne in attendue.champs.items():
        ranges[(sienne.elements or sienne).se_suffit].add(nom)
        _ranger(sienne, ranges)
    for contenue in (attendue.elements, attendue.valeurs):
        if contenue is not None:
            _ranger(contenue, ranges)
