"""Les territoires : d’un nom ou d’un code écrit dans une fiche à un lieu officiel.

Le code officiel géographique (35 000 communes) ne se charge qu’à la première question qu’on lui pose.
"""

import gzip
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from generator.proximite import plus_proche

FICHIER = Path(__file__).parent / "donnees" / "cog.tsv.gz"


class Echelon(StrEnum):
    """Ce qu’un lieu est, administrativement ; à ne pas confondre avec l’échelle d’action d’une alliance."""

    COMMUNE = "commune"
    INTERCOMMUNALITE = "intercommunalite"
    DEPARTEMENT = "departement"
    REGION = "region"
    ENSEMBLE = "ensemble"


SIGLES = ("CA ", "CC ", "CU ")
"""Ce qui précède le nom d’une intercommunalité dans le code officiel géographique, et que personne ne dit."""

LIBELLES = {
    Echelon.COMMUNE: "commune",
    Echelon.INTERCOMMUNALITE: "intercommunalité",
    Echelon.DEPARTEMENT: "département",
    Echelon.REGION: "région",
    Echelon.ENSEMBLE: "ensemble",
}


@dataclass(frozen=True, slots=True)
class Lieu:
    """Un territoire officiel, ou l’un des quatre ensembles `france`, `outre-mer`, `europe`, `monde`.

    `departement` et `region` sont des codes (vides pour un ensemble) ; `population` est municipale, absente au-dessus
    de l’intercommunalité.
    """

    echelon: Echelon
    code: str
    nom: str
    departement: str = ""
    region: str = ""
    population: int | None = None

    @property
    def rattachement(self) -> str:
        """La clé qui range ce lieu sous une modalité de la facette des territoires : `region:84` ou `france`."""
        return f"region:{self.region}" if self.region else self.code

    @property
    def nom_usuel(self) -> str:
        """Le nom tel qu’on le dit : « Mulhouse Alsace Agglomération », sans le sigle de sa catégorie juridique."""
        return self.nom.split(" ", 1)[1] if self.nom.startswith(SIGLES) else self.nom

    @property
    def graphies(self) -> tuple[str, ...]:
        """Les façons d’écrire ce lieu, de la plus courte à la plus précise ; la dernière est toujours sans ambiguïté."""
        echelon = LIBELLES[self.echelon]
        if self.echelon is Echelon.ENSEMBLE:
            return (self.code,)
        if self.echelon in (Echelon.COMMUNE, Echelon.INTERCOMMUNALITE):
            noms = tuple(dict.fromkeys((self.nom, self.nom_usuel)))
            return (*noms, f"{self.nom} ({echelon})", f"{self.nom} ({self.departement})", self.code)
        return (self.nom, f"{self.nom} ({echelon})", self.code, f"{self.echelon}:{self.code}")


ENSEMBLES = (
    Lieu(Echelon.ENSEMBLE, "france", "France entière"),
    Lieu(Echelon.ENSEMBLE, "outre-mer", "Outre-mer"),
    Lieu(Echelon.ENSEMBLE, "europe", "Europe"),
    Lieu(Echelon.ENSEMBLE, "monde", "Monde"),
)


class LieuInconnu(ValueError):
    """Aucun lieu ne porte ce nom ; `suggestion` est le nom officiel le plus proche, ou vide."""

    def __init__(self, texte: str, suggestion: str) -> None:
        super().__init__(texte)
        self.suggestion = suggestion


class LieuAmbigu(ValueError):
    """Plusieurs lieux portent ce nom ; `candidats` donne, pour chacun, ce qu’il faut écrire à la place."""

    def __init__(self, texte: str, candidats: tuple[str, ...]) -> None:
        super().__init__(texte)
        self.candidats = candidats


def lieu(texte: str) -> Lieu:
    """Rend le lieu que désigne un nom officiel ou un code.

    Lève `LieuInconnu` ou `LieuAmbigu`. Deux homonymies ne gênent personne et se tranchent : une région l’emporte sur les
    communes de même nom (Bretagne), et sur son unique département (La Réunion).
    """
    trouves = _porteurs(texte)
    if not trouves:
        raise LieuInconnu(texte, plus_proche(texte, _noms()))
    regions = [candidat for candidat in trouves if candidat.echelon is Echelon.REGION]
    est_un_code = any(signe.isdigit() for signe in texte)
    if len(regions) == 1 and not est_un_code:
        return regions[0]
    if len(trouves) > 1:
        raise LieuAmbigu(texte, tuple(_graphie_unique(candidat) for candidat in trouves))
    return trouves[0]


def _porteurs(texte: str) -> tuple[Lieu, ...]:
    """Les lieux dont une graphie est `texte`."""
    cherche = _normaliser(texte)
    # Une graphie est un nom ou un code, seul ou précisé : « Saint-Denis (93) », « region:11 ».
    cles = {cherche, cherche.split(" (")[0], cherche.rpartition(":")[2]}
    candidats = {ligne: _lieu(ligne) for cle in cles for ligne in _lignes().get(cle, ())}
    lieux = sorted((*ENSEMBLES, *candidats.values()), key=lambda candidat: candidat.code)
    return tuple(candidat for candidat in lieux if cherche in map(_normaliser, candidat.graphies))


def _graphie_unique(candidat: Lieu) -> str:
    return next(graphie for graphie in candidat.graphies if _porteurs(graphie) == (candidat,))


def _normaliser(texte: str) -> str:
    # Seule l’apostrophe est indifférente : un nom officiel se tape d’une seule façon, accents et traits d’union compris.
    return " ".join(texte.replace("’", "'").split())


def _lieu(ligne: str) -> Lieu:
    echelon, code, nom, departement, region, population = ligne.split("\t")
    return Lieu(Echelon(echelon), code, nom.replace("'", "’"), departement, region, int(population) if population else None)


@cache
def _lignes() -> dict[str, list[str]]:
    """Les lignes du code officiel géographique, par nom (avec et sans le sigle du groupement) et par code."""
    index: dict[str, list[str]] = defaultdict(list)
    for ligne in gzip.decompress(FICHIER.read_bytes()).decode("utf-8").splitlines():
        echelon, code, nom, _ = ligne.split("\t", 3)
        index[code].append(ligne)
        index[nom].append(ligne)
        if echelon == Echelon.INTERCOMMUNALITE and nom.startswith(SIGLES):
            index[nom.split(" ", 1)[1]].append(ligne)
    return index


@cache
def _noms() -> tuple[str, ...]:
    return tuple(nom for nom in _lignes() if not nom[0].isdigit())
