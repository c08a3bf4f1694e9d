"""Les formes de la carte de France : comment chacune se nomme dans `france.svg`, et où elle est.

Les départements de l’Hexagone et de Corse ont leur tracé. L’outre-mer, qui serait hors du cadre ou trop petit, est en tuiles.
"""

from dataclasses import dataclass
from functools import cache

from generator.modele.geographie.lieux import centres, entier, par_echelon
from generator.modele.territoires import Echelon, Lieu

CADRE = (613, 585)
"""La largeur et la hauteur de la carte."""

TUILE = (130, 34)
COLONNE, SOMMET, PAS = 3, 310, 42
"""Où sont les tuiles : dans l’océan, au sud de la Bretagne."""

COURONNE = ("75", "92", "93", "94")
"""Les départements que l’on ne peut toucher du doigt qu’agrandis."""

CADRE_DE_LA_COURONNE = (303, 133, 21, 22)
"""Abscisse, ordonnée, largeur, hauteur."""

COLLECTIVITES = "collectivites"
"""La forme de toutes les collectivités d’outre-mer qui ne sont pas des régions."""


@dataclass(frozen=True, slots=True)
class Tuile:
    """Une tuile de l’outre-mer : sa forme, son nom, son ordonnée."""

    forme: str
    nom: str
    ordonnee: int


@cache
def tuiles() -> tuple[Tuile, ...]:
    """Les régions d’outre-mer, par ordre alphabétique, puis les autres collectivités, ensemble."""
    regions = sorted((r for r in par_echelon(Echelon.REGION).values() if r.code < "11"), key=lambda r: r.nom)
    noms = [(forme(r), r.nom) for r in regions] + [(COLLECTIVITES, "Autres collectivités")]
    return tuple(Tuile(une, nom, SOMMET + rang * PAS) for rang, (une, nom) in enumerate(noms))


def forme(lieu: Lieu) -> str:
    """Le nom de la forme où se trouve un lieu : son département ou, pour une région, la sienne ; rien pour un ensemble."""
    lieu = entier(lieu)
    if lieu.echelon is Echelon.ENSEMBLE:
        return ""
    if lieu.region > "970":
        return COLLECTIVITES
    if lieu.echelon is Echelon.REGION or lieu.region < "11":
        return f"r{lieu.region}"
    return f"d{lieu.departement}"


LOCAL, REGIONAL = 26, 52
"""Le rayon d’un point de repère, selon que l’on agit dans un département ou dans une région."""


@cache
def repere(lieu: Lieu) -> tuple[int, int, int] | None:
    """Où marquer un lieu sur la silhouette de la France : abscisse, ordonnée, rayon ; rien pour un ensemble."""
    une = forme(lieu)
    for tuile in tuiles():
        if tuile.forme == une:
            return COLONNE + TUILE[0] // 2, tuile.ordonnee + TUILE[1] // 2, LOCAL
    if not une:
        return None
    if une.startswith("d"):
        return *centres()[une[1:]], LOCAL
    siens = [centres()[d.code] for d in par_echelon(Echelon.DEPARTEMENT).values() if d.region == lieu.region]
    x, y = (round(sum(axe) / len(siens)) for axe in zip(*siens, strict=True))
    return x, y, REGIONAL
