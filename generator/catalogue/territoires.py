"""Où agissent les fiches : pour un lieu, ce qui agit ici, dans ce qu’il contient, à côté, d’en haut.

Une fiche nomme des lieux, petits ou grands. Vue d’un lieu, elle se range au plus près de ce qu’elle nomme, et une seule fois : ce
qui agit à Rennes et dans toute la France n’est, vu de Rennes, que d’ici.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import log

from generator.constats.proximite import replier
from generator.memoire import Memoire
from generator.modele.geographie.lieux import contenants, entier, par_echelon, voisins
from generator.modele.territoires import Echelon, Lieu

TERRITOIRES = "territoires"
"""La facette, et le début de l’adresse de chaque lieu."""

COMPARABLES = 3
"""Autant de communes comparables qu’on peut en lire."""

ECART = log(2)
"""De la moitié au double : au-delà, deux communes n’ont plus les mêmes moyens."""

Situation = Mapping[str, tuple[Lieu, ...]]
"""Pour chaque fiche (sa clé), les lieux où elle agit."""

_ENSEMBLES = {"france": "france-entiere", "outre-mer": "outre-mer", "europe": "hors-france", "monde": "hors-france"}


class Relation(StrEnum):
    """Comment ce que nomme une fiche se situe, vu d’un lieu."""

    ICI = "ici"
    DEDANS = "dedans"
    HAUT = "haut"
    """Dans tout un territoire qui contient le lieu."""
    DEPARTEMENT = "departement"
    """Ailleurs dans le département."""
    VOISINS = "voisins"
    REGION = "region"
    """Ailleurs dans la région."""


@dataclass(frozen=True, slots=True)
class Cercle:
    """Des fiches qui ont la même relation à un lieu ; `autour` est le territoire qui fait cette relation."""

    relation: Relation
    autour: Lieu
    fiches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Presences:
    """Les fiches de chaque lieu : celles qui le nomment, celles qui nomment un lieu qu’il contient."""

    precises: Mapping[Lieu, tuple[str, ...]]
    contenues: Mapping[Lieu, tuple[str, ...]]
    effectifs: Mapping[Lieu, int]

    def effectif(self, lieu: Lieu) -> int:
        """Le nombre de fiches qui agissent dans un lieu, en tout ou en partie."""
        return self.effectifs.get(lieu, 0)


def situer(lieux: Iterable[Lieu]) -> tuple[Lieu, ...]:
    """Les lieux d’une fiche, chacun sous son plus grand échelon."""
    return tuple(dict.fromkeys(map(entier, lieux)))


def localiser(nom: str, situation: Situation, memoire: Memoire) -> Presences:
    """Les fiches de chaque lieu, dans l’ordre où on les donne ; `nom` distingue ce recensement d’un autre."""
    precises: dict[Lieu, list[str]] = defaultdict(list)
    contenues: dict[Lieu, dict[str, None]] = defaultdict(dict)
    effectifs: Counter[Lieu] = Counter()
    for cle, lieux in situation.items():
        effectifs.update({*lieux, *(contenant for lieu in lieux for contenant in contenants(lieu))})
        for lieu in lieux:
            precises[lieu].append(cle)
            for contenant in contenants(lieu):
                contenues[contenant][cle] = None
    return Presences(
        {lieu: memoire.retrouver(("précises", nom, lieu), tuple(cles)) for lieu, cles in precises.items()},
        {lieu: memoire.retrouver(("contenues", nom, lieu), tuple(cles)) for lieu, cles in contenues.items()},
        effectifs,
    )


def cercles(lieu: Lieu, presences: Presences) -> tuple[Cercle, ...]:
    """Les fiches vues d’un lieu, du plus proche au plus large ; chacune est dans un cercle au plus, le premier qui la prend."""
    vues: set[str] = set()
    faits = []
    for relation, autour, cles in _candidats(lieu, presences):
        deja = vues.intersection(cles)
        # Le même n-uplet pour tous les lieux qui n’en ont rien de plus près : toute la France, vue de mille communes.
        restantes = tuple(cle for cle in cles if cle not in deja) if deja else cles
        if restantes:
            vues.update(restantes)
            faits.append(Cercle(relation, autour, restantes))
    return tuple(faits)


def _candidats(lieu: Lieu, presences: Presences) -> Iterator[tuple[Relation, Lieu, tuple[str, ...]]]:
    precises, contenues = presences.precises, presences.contenues
    yield Relation.ICI, lieu, precises.get(lieu, ())
    yield Relation.DEDANS, lieu, contenues.get(lieu, ())
    autour = contenants(lieu)
    proches = [un for un in autour if un.echelon in (Echelon.INTERCOMMUNALITE, Echelon.DEPARTEMENT)]
    for contenant in proches:
        yield Relation.HAUT, contenant, precises.get(contenant, ())
    for departement in (un for un in proches if un.echelon is Echelon.DEPARTEMENT):
        yield Relation.DEPARTEMENT, departement, contenues.get(departement, ())
    a_cote = (cle for voisin in voisins(lieu) for table in (precises, contenues) for cle in table.get(voisin, ()))
    yield Relation.VOISINS, lieu, tuple(dict.fromkeys(a_cote))
    for contenant in (un for un in autour if un not in proches):
        yield Relation.HAUT, contenant, precises.get(contenant, ())
        if contenant.echelon is Echelon.REGION:
            yield Relation.REGION, contenant, contenues.get(contenant, ())


def comparables(lieu: Lieu, presentes: Sequence[Lieu]) -> tuple[Lieu, ...]:
    """Parmi les communes `presentes`, rangées par population, celles dont la population est la plus proche de celle d’un lieu."""
    if not lieu.population:
        return ()
    ici = bisect_left(presentes, lieu.population, key=_habitants)
    proches = presentes[max(ici - COMPARABLES, 0) : ici + COMPARABLES + 1]
    ecarts = sorted((abs(log(_habitants(une) / lieu.population)), une.code, une) for une in proches if une != lieu)
    return tuple(une for ecart, _, une in ecarts[:COMPARABLES] if ecart <= ECART)


def _habitants(commune: Lieu) -> int:
    return commune.population or 1


@cache
def adresse(lieu: Lieu) -> str:
    """L’adresse de la page d’un lieu, qui ne dépend que du code officiel géographique : celle de son plus grand échelon.

    Une commune et une intercommunalité sont sous leur département : les homonymes de deux départements ne se confondent pas.
    """
    lieu = entier(lieu)
    if lieu.echelon is Echelon.ENSEMBLE:
        return f"{TERRITOIRES}/{_ENSEMBLES[lieu.code]}/"
    if lieu.echelon in (Echelon.REGION, Echelon.DEPARTEMENT):
        return f"{TERRITOIRES}/{_pour_adresse(lieu.nom)}/"
    return f"{adresse(departement_de(lieu))}{_pour_adresse(lieu.nom)}/"


def departement_de(lieu: Lieu) -> Lieu:
    """Le département d’une commune ou d’une intercommunalité, sous son plus grand échelon."""
    return entier(par_echelon(Echelon.DEPARTEMENT)[lieu.departement])


def _pour_adresse(nom: str) -> str:
    return re.sub("[^a-z0-9]+", "-", replier(nom)).strip("-")


def contenus(lieux: Iterable[Lieu]) -> Mapping[Lieu, tuple[Lieu, ...]]:
    """Pour chaque lieu, les communes et les intercommunalités, parmi celles-ci, qu’il contient, par ordre alphabétique."""
    siens: dict[Lieu, list[Lieu]] = defaultdict(list)
    locaux = (un for un in dict.fromkeys(lieux) if un.echelon in (Echelon.COMMUNE, Echelon.INTERCOMMUNALITE))
    for un in sorted(locaux, key=lambda un: (replier(un.nom_usuel), un.code)):
        for contenant in contenants(un):
            siens[contenant].append(un)
    return {lieu: tuple(les_siens) for lieu, les_siens in siens.items()}


def varier(marques: Mapping[str, Iterable[str]], nombre: int) -> tuple[str, ...]:
    """Quelques fiches aussi différentes que possible : à chaque choix, la première qui apporte le plus de marques nouvelles."""
    restantes, vues, choisies = {cle: set(siennes) for cle, siennes in marques.items()}, set[str](), list[str]()
    while restantes and len(choisies) < nombre:
        meilleure = max(restantes, key=lambda cle: len(restantes[cle] - vues))
        choisies.append(meilleure)
        vues |= restantes.pop(meilleure)
    return tuple(choisies)
