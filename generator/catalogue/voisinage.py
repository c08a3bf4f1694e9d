"""Les exemples proches d’un autre, et pourquoi : ce que l’on propose de lire ensuite."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from heapq import nlargest

from generator.catalogue.facettes import Facette
from generator.catalogue.organisations import Organisation
from generator.memoire import Memoire
from generator.modele.fiches import famille_de
from generator.modele.geographie.lieux import par_echelon, voisins
from generator.modele.territoires import Echelon, Lieu

VOISINS = 3
"""Autant qu’on peut en lire ensuite."""

CANDIDATS = 12
"""Les plus proches, parmi lesquels on en choisit de différents."""

SANS_VOISINAGE = ("france-entiere", "hors-france", "outre-mer")
"""Agir partout n’est pas être voisin."""

ORGANISATION, DEPARTEMENT, A_COTE, OBSTACLE = "organisation", "departement", "a-cote", "obstacles"

POIDS = {ORGANISATION: 5, DEPARTEMENT: 5, A_COTE: 4, OBSTACLE: 3}
"""Ce que vaut une raison qui n’est pas une facette ; celles-ci disent leur parenté. Avoir buté sur la même chose se dit après
le domaine, et rapproche plus que d’être de la même région ou de la même catégorie."""

HABITUE = 8
"""Un partenaire de plus d’exemples que cela est partout : le partager ne rapproche pas."""

PROCHES = 3
"""Une fiche qui agit dans plus de départements que cela n’est la voisine d’aucune autre : elle est un peu partout."""

Marque = tuple[str, str]
"""Ce que deux exemples peuvent avoir en commun : une facette et une modalité, une organisation, un département."""


@dataclass(frozen=True, slots=True)
class Voisin:
    """La clé d’un exemple proche, et ce qui l’en rapproche, de la raison la plus parlante à la moins parlante."""

    cle: str
    raisons: tuple[Marque, ...]


def rapprocher(
    facettes: Iterable[Facette],
    organisations: Mapping[str, Organisation],
    situation: Mapping[str, tuple[Lieu, ...]],
    obstacles: Mapping[str, tuple[str, ...]],
    renvois: Mapping[str, tuple[str, ...]],
    *,
    memoire: Memoire,
) -> dict[str, tuple[Voisin, ...]]:
    """Pour chaque exemple, les plus proches, différents entre eux, hors des renvois que sa page montre déjà.

    On ne compare une fiche qu’à celles qui ont quelque chose d’elle.
    """
    axes = {f.id: f.vocabulaire.facette for f in facettes if f.vocabulaire.facette and f.vocabulaire.facette.parente}
    poids = POIDS | {nom: axe.parente for nom, axe in axes.items()}
    rapproche = POIDS.keys() | {nom for nom, axe in axes.items() if axe.rapproche}
    exemples = {cle for cle in renvois if famille_de(cle) == "exemples"}
    porteurs = {
        marque: memoire.retrouver(("marque", *marque), siens)
        for marque, siens in (
            *_porteurs((f for f in facettes if f.id in axes), organisations, situation, exemples).items(),
            *(((OBSTACLE, obstacle), frozenset(siens)) for obstacle, siens in obstacles.items()),
        )
    }
    marques: dict[str, list[Marque]] = {cle: [] for cle in exemples}
    for marque in sorted(porteurs, key=lambda une: (-poids[une[0]], une)):
        for cle in porteurs[marque]:
            marques[cle].append(marque)
    cotes = {cle: tuple(_a_cote(siennes)) for cle, siennes in marques.items()}

    def proches(cle: str) -> tuple[Voisin, ...]:
        siennes = [(marque, porteurs[marque]) for marque in marques[cle]]
        siennes += [((A_COTE, code), porteurs.get((DEPARTEMENT, code), frozenset())) for code in cotes[cle]]
        raisons: dict[str, list[Marque]] = defaultdict(list)
        for marque, autres in sorted(siennes, key=lambda une: (-poids[une[0][0]], une[0])):
            for autre in autres:
                raisons[autre].append(marque)
        ecartes = {cle, *renvois[cle]}
        notes = {
            autre: sum(poids[genre] for genre, _ in communes)
            for autre, communes in raisons.items()
            if autre not in ecartes and any(genre in rapproche for genre, _ in communes)
        }
        return tuple(Voisin(autre, _parlantes(raisons[autre])) for autre in _differents(notes, raisons, poids))

    return {
        cle: memoire.reprendre(("voisins", cle), dont, partial(proches, cle))
        for cle, siennes in marques.items()
        if (
            dont := (
                siennes,
                renvois[cle],
                poids,
                [porteurs[marque] for marque in siennes],
                [porteurs.get((DEPARTEMENT, code)) for code in cotes[cle]],
            )
        )
    }


def _porteurs(
    facettes: Iterable[Facette],
    organisations: Mapping[str, Organisation],
    situation: Mapping[str, tuple[Lieu, ...]],
    exemples: set[str],
) -> dict[Marque, frozenset[str]]:
    """Les exemples qui portent chaque marque."""
    porteurs: dict[Marque, frozenset[str]] = {}
    for facette in facettes:
        for modalite, siennes in facette.fiches.items():
            if modalite not in SANS_VOISINAGE:
                porteurs[facette.id, modalite] = frozenset(exemples.intersection(siennes))
    for une in organisations.values():
        if une.en_est_une and 1 < len(une.exemples) <= HABITUE:
            porteurs[ORGANISATION, une.id] = frozenset(une.exemples)
    departements: dict[str, set[str]] = defaultdict(set)
    for cle in exemples:
        siens = {lieu.departement for lieu in situation[cle] if lieu.departement}
        if len(siens) <= PROCHES:
            for code in siens:
                departements[code].add(cle)
    return porteurs | {(DEPARTEMENT, code): frozenset(siens) for code, siens in departements.items()}


def _a_cote(marques: Iterable[Marque]) -> Iterable[str]:
    """Les départements qui touchent ceux d’un exemple, sans les siens."""
    siens = {code for genre, code in marques if genre == DEPARTEMENT}
    departements = par_echelon(Echelon.DEPARTEMENT)
    autour = (un.departement for code in siens for un in voisins(departements[code]))
    return dict.fromkeys(code for code in autour if code not in siens)


def _differents(notes: Mapping[str, int], raisons: Mapping[str, list[Marque]], poids: Mapping[str, int]) -> list[str]:
    """Les mieux notés, où chacun perd la moitié de ce qu’il a en commun avec ceux que l’on a déjà retenus."""
    restants = dict(nlargest(CANDIDATS, notes.items(), key=lambda un: (un[1], un[0])))
    retenus: list[str] = []
    while restants and len(retenus) < VOISINS:
        vues = {marque for autre in retenus for marque in raisons[autre]}
        valeur = {a: note - sum(poids[m[0]] for m in raisons[a] if m in vues) / 2 for a, note in restants.items()}
        meilleur = max(restants, key=lambda autre: (valeur[autre], autre))
        retenus.append(meilleur)
        del restants[meilleur]
    return retenus


def _parlantes(raisons: Iterable[Marque]) -> tuple[Marque, ...]:
    """Les raisons, sans la région quand le département en dit plus."""
    genres = {genre for genre, _ in raisons}
    return tuple(une for une in raisons if une[0] != "territoires" or not genres & {DEPARTEMENT, A_COTE})
