"""Ce qu’un territoire contient, ce qui le contient, ce qui le touche."""

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.modele.territoires import ENSEMBLES, Echelon, Lieu, tous

COMMUNES = Path(__file__).with_name("communes.tsv.gz")
VOISINS = Path(__file__).with_name("voisins.tsv")

FRANCE, OUTRE_MER, *_ = ENSEMBLES

ANCIENNES_REGIONS = {
    "Alsace": "44",
    "Aquitaine": "75",
    "Auvergne": "84",
    "Basse-Normandie": "28",
    "Bourgogne": "27",
    "Champagne-Ardenne": "44",
    "Franche-Comté": "27",
    "Haute-Normandie": "28",
    "Languedoc-Roussillon": "76",
    "Limousin": "75",
    "Lorraine": "44",
    "Midi-Pyrénées": "76",
    "Nord-Pas-de-Calais": "32",
    "Picardie": "32",
    "Poitou-Charentes": "75",
    "Rhône-Alpes": "84",
}
"""Les régions que la loi du 16 janvier 2015 a réunies, et la région d’aujourd’hui : on les dit encore."""


DEPARTEMENTS_D_AVANT = {
    "Alsace": "67 68",
    "Aquitaine": "24 33 40 47 64",
    "Auvergne": "03 15 43 63",
    "Basse-Normandie": "14 50 61",
    "Bourgogne": "21 58 71 89",
    "Champagne-Ardenne": "08 10 51 52",
    "Franche-Comté": "25 39 70 90",
    "Haute-Normandie": "27 76",
    "Languedoc-Roussillon": "11 30 34 48 66",
    "Limousin": "19 23 87",
    "Lorraine": "54 55 57 88",
    "Midi-Pyrénées": "09 12 31 32 46 65 81 82",
    "Nord-Pas-de-Calais": "59 62",
    "Picardie": "02 60 80",
    "Poitou-Charentes": "16 17 79 86",
    "Rhône-Alpes": "01 07 26 38 42 69 73 74",
}
"""Les départements de chacune : qui la nomme ne parle pas de toute la région d’aujourd’hui."""


@dataclass(frozen=True, slots=True)
class Commune:
    """Une commune d’aujourd’hui et ce par quoi on la cherche."""

    lieu: Lieu
    groupes: tuple[str, ...]
    """Les codes de ses intercommunalités, de la plus petite à la plus grande : le Grand Paris en a deux étages."""
    postaux: tuple[str, ...]
    anciennes: tuple[str, ...]


@cache
def communes() -> Mapping[str, Commune]:
    """Toutes les communes, par code."""
    lieux = par_echelon(Echelon.COMMUNE)
    lues = {}
    for ligne in gzip.decompress(COMMUNES.read_bytes()).decode("utf-8").splitlines():
        code, groupes, postaux, anciennes = ligne.replace("'", "’").split("\t")
        noms = tuple(anciennes.split("|")) if anciennes else ()
        lues[code] = Commune(lieux[code], tuple(groupes.split()), tuple(postaux.split()), noms)
    return lues


def par_echelon(echelon: Echelon) -> Mapping[str, Lieu]:
    """Les lieux d’un échelon, par code."""
    return _par_echelon()[echelon]


@cache
def _par_echelon() -> Mapping[Echelon, Mapping[str, Lieu]]:
    # En une fois : lire le code officiel géographique prend plus de temps que tout le reste.
    lieux: dict[Echelon, dict[str, Lieu]] = {echelon: {} for echelon in Echelon}
    for lieu in tous():
        lieux[lieu.echelon][lieu.code] = lieu
    return lieux


@cache
def _limitrophes() -> Mapping[str, frozenset[str]]:
    """Les départements de l’Hexagone et de Corse qui touchent chacun d’eux, par code."""
    return {code: frozenset(voisins.split()) for code, voisins, _ in _departements()}


@cache
def centres() -> Mapping[str, tuple[int, int]]:
    """Le milieu de chaque département de l’Hexagone et de Corse sur la carte, par code."""
    points = {code: centre.split() for code, _, centre in _departements()}
    return {code: (int(x), int(y)) for code, (x, y) in points.items()}


@cache
def _departements() -> tuple[tuple[str, str, str], ...]:
    lignes = (ligne.split("\t") for ligne in VOISINS.read_text("utf-8").splitlines())
    return tuple((code, voisins, centre) for code, voisins, centre in lignes)


def entier(lieu: Lieu) -> Lieu:
    """Le plus grand échelon d’un même territoire : Paris est une commune et un département, Mayotte un département et une région.

    Ils se disent d’un seul nom, et n’ont qu’une page.
    """
    return _entiers().get((lieu.echelon, lieu.code), lieu)


@cache
def _entiers() -> Mapping[tuple[Echelon, str], Lieu]:
    """Les territoires qui en sont un plus grand : seuls de leur département, ou de leur région."""
    entiers: dict[tuple[Echelon, str], Lieu] = {}
    departements, regions = par_echelon(Echelon.DEPARTEMENT), par_echelon(Echelon.REGION)
    de_la_region = defaultdict(list)
    for departement in departements.values():
        de_la_region[departement.region].append(departement)
    for region, siens in de_la_region.items():
        if len(siens) == 1:
            entiers[Echelon.DEPARTEMENT, siens[0].code] = regions[region]
    for code, siennes in _communes_du_departement().items():
        if len(siennes) == 1:
            entiers[Echelon.COMMUNE, siennes[0].lieu.code] = entiers.get((Echelon.DEPARTEMENT, code), departements[code])
    return entiers


@cache
def _communes_du_departement() -> Mapping[str, list[Commune]]:
    siennes: dict[str, list[Commune]] = defaultdict(list)
    for commune in communes().values():
        siennes[commune.lieu.departement].append(commune)
    return siennes


@cache
def membres(groupe: str) -> tuple[Commune, ...]:
    """Les communes d’une intercommunalité."""
    return tuple(commune for commune in communes().values() if groupe in commune.groupes)


def population(lieu: Lieu) -> int | None:
    """Le nombre d’habitants d’un lieu ; celui d’un département ou d’une région est la somme de ses communes."""
    if lieu.population is not None or lieu.echelon is Echelon.ENSEMBLE:
        return lieu.population
    return _populations()[lieu.echelon, lieu.code]


@cache
def _populations() -> Mapping[tuple[Echelon, str], int]:
    sommes: Counter[tuple[Echelon, str]] = Counter()
    for commune in communes().values():
        sommes[Echelon.DEPARTEMENT, commune.lieu.departement] += commune.lieu.population or 0
        sommes[Echelon.REGION, commune.lieu.region] += commune.lieu.population or 0
    return sommes


@cache
def departements(lieu: Lieu) -> tuple[Lieu, ...]:
    """Les départements que touche un lieu plus petit qu’une région, celui où il est surtout d’abord."""
    tous_les_siens = par_echelon(Echelon.DEPARTEMENT)
    codes = [lieu.departement]
    if lieu.echelon is Echelon.INTERCOMMUNALITE:
        codes += sorted({commune.lieu.departement for commune in membres(lieu.code)})
    return tuple(tous_les_siens[code] for code in dict.fromkeys(codes) if code)


@cache
def contenants(lieu: Lieu) -> tuple[Lieu, ...]:
    """Ce qui contient un lieu, du plus proche au plus large : intercommunalité, département, région, outre-mer, France.

    Une intercommunalité à cheval sur deux départements est dans l’un et dans l’autre, mais d’une seule région, la sienne.
    """
    if lieu.echelon is Echelon.ENSEMBLE:
        return (FRANCE,) if lieu == OUTRE_MER else ()
    siens = [*_groupes(lieu)]
    if lieu.echelon in (Echelon.COMMUNE, Echelon.INTERCOMMUNALITE):
        siens += [d for d in departements(lieu) if lieu not in _groupes(d)]
    regions = par_echelon(Echelon.REGION)
    siens.append(regions[lieu.region])
    if est_outre_mer(lieu):
        siens.append(OUTRE_MER)
    plus_grands = dict.fromkeys((*map(entier, siens), FRANCE))
    return tuple(un for un in plus_grands if un != entier(lieu))


@cache
def _groupes(lieu: Lieu) -> tuple[Lieu, ...]:
    """Les intercommunalités qui contiennent tout un lieu : la Métropole du Grand Paris contient quatre départements."""
    match lieu.echelon:
        case Echelon.COMMUNE:
            siennes = [communes()[lieu.code]]
        case Echelon.INTERCOMMUNALITE:
            siennes = list(membres(lieu.code))
        case Echelon.DEPARTEMENT:
            siennes = _communes_du_departement()[lieu.code]
        case _:
            return ()
    communs = [code for code in siennes[0].groupes if all(code in une.groupes for une in siennes)] if siennes else []
    return tuple(par_echelon(Echelon.INTERCOMMUNALITE)[code] for code in communs if code != lieu.code)


def est_outre_mer(lieu: Lieu) -> bool:
    """Vrai pour ce qui est dans une région ou une collectivité d’outre-mer."""
    return lieu.region < "11" or lieu.region > "970"


@cache
def voisins(lieu: Lieu) -> tuple[Lieu, ...]:
    """Les départements qui touchent celui d’un lieu ; pour une région, les régions qui la touchent."""
    tous_les_departements = par_echelon(Echelon.DEPARTEMENT)
    if lieu.echelon is Echelon.REGION:
        siens = {d.code for d in tous_les_departements.values() if d.region == lieu.code}
        regions = {tous_les_departements[code].region for code in _autour(siens)}
        return tuple(region for code, region in par_echelon(Echelon.REGION).items() if code in regions - {lieu.code})
    siens = {d.code for d in departements(lieu)}
    return tuple(tous_les_departements[code] for code in sorted(_autour(siens) - siens))


def _autour(codes: Iterable[str]) -> set[str]:
    return {voisin for code in codes for voisin in _limitrophes().get(code, ())}
