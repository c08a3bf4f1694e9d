"""La carte de France : combien d’exemples dans chaque forme, et où mène chacune."""

from dataclasses import dataclass
from math import sqrt

from generator.catalogue.catalogue import Catalogue
from generator.catalogue.territoires import TERRITOIRES, adresse
from generator.constats.proximite import replier
from generator.modele.fiches import Exemple, famille_de
from generator.modele.geographie.formes import (
    CADRE,
    CADRE_DE_LA_COURONNE,
    COLLECTIVITES,
    COLONNE,
    COURONNE,
    TUILE,
    forme,
    repere,
    tuiles,
)
from generator.modele.geographie.lieux import entier, par_echelon
from generator.modele.territoires import Echelon, Lieu

TEINTES = 4
"""Les teintes de la carte, de la plus claire à la plus foncée ; ce qui n’a rien est en pointillé."""

_DES_COLLECTIVITES = f"{TERRITOIRES}/collectivites-outre-mer/"


@dataclass(frozen=True, slots=True)
class Forme:
    """Une forme de la carte : son nom dans le fichier des formes, ce qu’elle représente, ce que l’on y trouve."""

    id: str
    nom: str
    numero: str
    region: str
    adresse: str
    effectif: int
    teinte: int


@dataclass(frozen=True, slots=True)
class CarteDeFrance:
    """Les formes de la carte, l’outre-mer à part."""

    departements: tuple[Forme, ...]
    """Ceux de l’Hexagone et de Corse, par ordre alphabétique."""
    tuiles: tuple[tuple[Forme, int], ...]
    """Celles de l’outre-mer, et l’ordonnée de chacune."""
    cadre: str
    couronne: tuple[str, ...]
    cadre_de_la_couronne: str
    tuile: tuple[int, int, int]
    """Leur abscisse, leur largeur, leur hauteur."""

    @property
    def rangees(self) -> tuple[Forme, ...]:
        """Toutes les formes, telles qu’un tableau les montre."""
        return (*self.departements, *(une for une, _ in self.tuiles))


def dessiner(catalogue: Catalogue) -> CarteDeFrance:
    """La carte, avec ce que le catalogue a d’exemples dans chaque département, ou dans une partie de chacun."""
    regions = par_echelon(Echelon.REGION)
    lieux = [d for d in par_echelon(Echelon.DEPARTEMENT).values() if "11" <= d.region < "970"]
    effectifs = {lieu: exemples(lieu, catalogue) for lieu in (*lieux, *regions.values())}
    maximum = max(effectifs.values())

    def du_departement(d: Lieu) -> Forme:
        return Forme(forme(d), d.nom, d.code, regions[d.region].nom, adresse(d), *_compter(effectifs[d], maximum))

    def de_la_tuile(id_: str, nom: str) -> Forme:
        siennes = [region for region in regions.values() if forme(region) == id_]
        ou = _DES_COLLECTIVITES if id_ == COLLECTIVITES else adresse(siennes[0])
        return Forme(id_, nom, "", "Outre-mer", ou, *_compter(sum(effectifs[region] for region in siennes), maximum))

    return CarteDeFrance(
        tuple(map(du_departement, sorted(lieux, key=lambda lieu: replier(lieu.nom)))),
        tuple((de_la_tuile(tuile.forme, tuile.nom), tuile.ordonnee) for tuile in tuiles()),
        f"0 0 {CADRE[0]} {CADRE[1]}",
        tuple(f"d{code}" for code in COURONNE),
        " ".join(map(str, CADRE_DE_LA_COURONNE)),
        (COLONNE, *TUILE),
    )


def points(catalogue: Catalogue) -> tuple[tuple[int, int, int], ...]:
    """Un point par département qui a un exemple : la carte, pour qui arrive, en mille octets."""
    lieux = dict.fromkeys(map(entier, par_echelon(Echelon.DEPARTEMENT).values()))
    return tuple(point for lieu in lieux if exemples(lieu, catalogue) and (point := repere(lieu)))


def _compter(effectif: int, maximum: int) -> tuple[int, int]:
    """L’effectif d’une forme et sa teinte. La racine : qui en a trente n’éteint pas qui en a deux."""
    return effectif, min(TEINTES, 1 + int(TEINTES * sqrt((effectif - 1) / maximum))) if effectif else 0


def exemples(lieu: Lieu, catalogue: Catalogue) -> int:
    """Le nombre d’exemples d’un lieu, ou d’une partie de ce lieu."""
    presences = catalogue.presences
    siennes = {*presences.precises.get(lieu, ()), *presences.contenues.get(lieu, ())}
    return sum(famille_de(cle) == Exemple.famille for cle in siennes)
