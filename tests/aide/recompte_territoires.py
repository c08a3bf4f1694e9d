"""Le recompte des territoires, écrit sans rien emprunter au générateur : un lieu y est l’ensemble de ses communes.

Deux lieux faits des mêmes communes sont le même (Paris, La Réunion) ; le plus grand contient celui dont il a toutes les communes.
"""

import gzip
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Set
from functools import cache
from pathlib import Path
from typing import NamedTuple

from recompte import COG, OUTRE_MER, RACINE, _lieu, fiches

GEOGRAPHIE = RACINE / "generator/modele/geographie"
ENSEMBLES = ("france", "outre-mer", "europe", "monde")


class Place(NamedTuple):
    """Un lieu : son échelon, son code, son nom, son département, sa région."""

    echelon: str
    code: str
    nom: str
    departement: str
    region: str


@cache
def etendue(place: Place) -> frozenset[str]:
    """Les communes d’un lieu."""
    match place.echelon:
        case "commune":
            return frozenset({place.code})
        case "intercommunalite":
            return frozenset(_groupements()[place.code])
        case "departement":
            return frozenset(ligne[1] for ligne in COG if ligne[0] == "commune" and ligne[3] == place.code)
        case "region":
            return frozenset(ligne[1] for ligne in COG if ligne[0] == "commune" and ligne[4] == place.code)
    return frozenset(ligne[1] for ligne in COG if ligne[0] == "commune" and (place.code == "france" or ligne[4] in OUTRE_MER))


@cache
def _groupements() -> dict[str, set[str]]:
    groupements: dict[str, set[str]] = defaultdict(set)
    for ligne in gzip.decompress((GEOGRAPHIE / "communes.tsv.gz").read_bytes()).decode("utf-8").splitlines():
        commune, groupes, *_ = ligne.split("\t")
        for groupe in groupes.split():
            groupements[groupe].add(commune)
    return groupements


@cache
def _voisins() -> dict[str, list[str]]:
    lignes = (ligne.split("\t") for ligne in (GEOGRAPHIE / "voisins.tsv").read_text("utf-8").splitlines())
    return {code: voisins.split() for code, voisins, _ in lignes}


@cache
def places(echelon: str) -> dict[str, Place]:
    """Les lieux d’un échelon, par code."""
    return {ligne[1]: Place(*ligne[:5]) for ligne in COG if ligne[0] == echelon}


@cache
def population(place: Place) -> int:
    return sum(int(ligne[5] or 0) for ligne in COG if ligne[0] == "commune" and ligne[1] in etendue(place))


@cache
def nommees(racine: Path, *, aides: bool = False) -> dict[str, tuple[Place, ...]]:
    """Les lieux que nomme chaque fiche : des compétences, ou des autres familles."""
    lues = {}
    for cle, entete in fiches(racine).items():
        if cle.startswith("competences/") == aides:
            ecrits = [str(lieu) for lieu in entete.get("territoires", []) if str(lieu) not in ("europe", "monde")]
            siennes = tuple(Place("ensemble", e, e, "", "") if e in ENSEMBLES else Place(*_lieu(e)[:5]) for e in ecrits)
            if siennes:
                lues[cle] = siennes
    return lues


@cache
def nomment(racine: Path, place: Place, *, aides: bool = False) -> frozenset[str]:
    """Les fiches qui nomment ce lieu."""
    toutes = nommees(racine, aides=aides).items()
    return frozenset(c for c, siennes in toutes if any(etendue(une) == etendue(place) for une in siennes))


@cache
def dans(racine: Path, place: Place, *, aides: bool = False) -> frozenset[str]:
    """Les fiches qui nomment un lieu dans celui-ci ; une intercommunalité est aussi dans les départements qu’elle touche."""

    def dedans(une: Place) -> bool:
        if une.echelon == "intercommunalite" and place.echelon == "region":
            return une.region == place.code
        touche = une.echelon == "intercommunalite" and place.echelon == "departement"
        return etendue(une) < etendue(place) or (
            touche and bool(etendue(une) & etendue(place)) and not etendue(une) >= etendue(place)
        )

    return frozenset(c for c, siennes in nommees(racine, aides=aides).items() if any(dedans(une) for une in siennes))


@cache
def agissent(racine: Path, place: Place) -> frozenset[str]:
    """Les fiches qui agissent dans un lieu, en tout ou en partie."""
    return frozenset(nomment(racine, place) | dans(racine, place))


def cercles(racine: Path, place: Place, *, aides: bool = False) -> dict[str, set[str]]:
    """Les fiches vues d’un lieu, cercle par cercle : chacune est dans le premier qui la prend."""
    vues: set[str] = set()
    faits = {}
    for nom, siennes in _candidats(racine, place, aides):
        if siennes - vues:
            faits[nom] = siennes - vues
            vues |= siennes
    return faits


def _candidats(racine: Path, place: Place, aides: bool) -> Iterator[tuple[str, Set[str]]]:
    yield f"ici-{place.code}", nomment(racine, place, aides=aides)
    yield f"dedans-{place.code}", dans(racine, place, aides=aides)
    ici = etendue(place)
    grands = [p for p in places("intercommunalite").values() if etendue(p) > ici]
    yield from ((f"haut-{p.code}", nomment(racine, p, aides=aides)) for p in sorted(grands, key=lambda p: len(etendue(p))))
    touches = [p for p in places("departement").values() if etendue(p) & ici] if place.echelon != "region" else []
    vrais = [d for d in touches if etendue(d) != etendue(places("region")[d.region])]
    # Une intercommunalité est d’abord dans le département où elle a le plus de communes.
    departements = sorted((d for d in vrais if not etendue(d) <= ici), key=lambda d: (d.code != place.departement, d.code))
    yield from ((f"haut-{d.code}", nomment(racine, d, aides=aides)) for d in departements)
    yield from ((f"departement-{d.code}", dans(racine, d, aides=aides)) for d in departements)
    codes = {d.code for d in touches}
    if place.echelon == "region":
        siens = {d.code for d in places("departement").values() if d.region == place.code}
        autour = {places("departement")[v].region for d in siens for v in _voisins().get(d, ())} - {place.code}
        voisins = [places("region")[code] for code in autour]
    else:
        voisins = [places("departement")[c] for c in {v for d in codes for v in _voisins().get(d, ())} - codes]
    a_cote: frozenset[str] = frozenset().union(*(nomment(racine, v, aides=aides) | dans(racine, v, aides=aides) for v in voisins))
    yield f"voisins-{place.code}", a_cote
    region = places("region")[place.region]
    if etendue(region) != ici:
        yield f"haut-{region.code}", nomment(racine, region, aides=aides)
        yield f"region-{region.code}", dans(racine, region, aides=aides)
    if place.region in OUTRE_MER:
        yield "haut-outre-mer", nomment(racine, Place("ensemble", "outre-mer", "", "", ""), aides=aides)
    yield "haut-france", nomment(racine, Place("ensemble", "france", "", "", ""), aides=aides)


def pages(racine: Path) -> dict[str, Place]:
    """L’adresse de la page de chaque lieu plus petit qu’une région, et ce lieu."""
    regions = {etendue(region): region for region in places("region").values()}
    departements = {}
    for departement in places("departement").values():
        region = regions.get(etendue(departement))
        if population(departement) and (region is None or region.code > "970"):
            departements[_adresse(departement.nom)] = region or departement
    locaux = {}
    for siennes in (*nommees(racine).values(), *nommees(racine, aides=True).values()):
        for place in siennes:
            # Une commune seule dans son département en est la page.
            seul = place.departement and etendue(place) == etendue(places("departement")[place.departement])
            if place.echelon in ("commune", "intercommunalite") and not seul:
                locaux[f"{_adresse(places('departement')[place.departement].nom)}{_adresse(place.nom)}"] = place
    return departements | locaux


def _adresse(nom: str) -> str:
    sans_accents = "".join(c for c in unicodedata.normalize("NFD", nom.replace("œ", "oe")) if not unicodedata.combining(c))
    return re.sub("[^a-z0-9]+", "-", sans_accents.lower()).strip("-") + "/"
