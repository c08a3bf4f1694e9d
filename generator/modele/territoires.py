"""Les territoires : d’un nom ou d’un code écrit dans une fiche à un lieu officiel.

Le code officiel géographique (35 000 communes) ne se charge qu’à la première question qu’on lui pose.
"""

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import count
from pathlib import Path

FICHIER = Path(__file__).with_name("cog.tsv.gz")

AVANT_L_INDEX = 50
"""Les recherches que l’on fait dans le texte avant de bâtir un index."""

_RECHERCHES = count()


class Echelon(StrEnum):
    """Ce qu’un lieu est, administrativement ; à ne pas confondre avec l’échelle d’action d’une alliance."""

    COMMUNE = "commune"
    INTERCOMMUNALITE = "intercommunalite"
    DEPARTEMENT = "departement"
    REGION = "region"
    ENSEMBLE = "ensemble"


_ARTICLE = re.compile(r"^(?:du |de la |de l’|des |de |d’)")

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
        """Le nom tel qu’on le dit : « Mulhouse Alsace Agglomération », « Grand Reims », sans sa catégorie juridique."""
        return _ARTICLE.sub("", _sans_sigle(self.nom)) if self.nom.startswith(SIGLES) else self.nom

    @property
    def graphies(self) -> tuple[str, ...]:
        """Les façons d’écrire ce lieu, de la plus courte à la plus précise ; la dernière est toujours sans ambiguïté."""
        echelon = LIBELLES[self.echelon]
        if self.echelon is Echelon.ENSEMBLE:
            return (self.code,)
        if self.echelon in (Echelon.COMMUNE, Echelon.INTERCOMMUNALITE):
            noms = tuple(dict.fromkeys((self.nom, _sans_sigle(self.nom))))
            return (*noms, f"{self.nom} ({echelon})", f"{self.nom} ({self.departement})", self.code)
        return (self.nom, f"{self.nom} ({echelon})", self.code, f"{self.echelon}:{self.code}")


ENSEMBLES = (
    Lieu(Echelon.ENSEMBLE, "france", "France entière"),
    Lieu(Echelon.ENSEMBLE, "outre-mer", "Outre-mer"),
    Lieu(Echelon.ENSEMBLE, "europe", "Europe"),
    Lieu(Echelon.ENSEMBLE, "monde", "Monde"),
)


_ENSEMBLES = {ensemble.code: ensemble for ensemble in ENSEMBLES}


class LieuInconnu(ValueError):
    """Aucun lieu ne porte ce nom. Ce que l’on a sans doute voulu dire : `geographie.usages`."""


class LieuAmbigu(ValueError):
    """Plusieurs lieux portent ce nom."""

    def __init__(self, texte: str, lieux: tuple[Lieu, ...]) -> None:
        super().__init__(texte)
        self.lieux = lieux

    @property
    def candidats(self) -> tuple[str, ...]:
        """Ce qu’il faut écrire à la place, pour chacun."""
        return tuple(map(graphie_unique, self.lieux))


@lru_cache(maxsize=65_536)
def lieu(texte: str) -> Lieu:
    """Rend le lieu que désigne un nom officiel ou un code. Lève `LieuInconnu` ou `LieuAmbigu`."""
    trouves = _porteurs(texte)
    if not trouves:
        raise LieuInconnu(texte)
    trouves = trancher(trouves, par_son_nom=not texte.isdigit())
    if len(trouves) == 1:
        return trouves[0]
    raise LieuAmbigu(texte, trouves)


def trancher(trouves: tuple[Lieu, ...], *, par_son_nom: bool = True) -> tuple[Lieu, ...]:
    """Ceux des lieux d’un même nom entre lesquels il faut encore choisir.

    Deux homonymies se tranchent : une vraie région l’emporte sur les villages de même nom (Bretagne), et un territoire sur
    lui-même quand il est à la fois région et département (La Réunion, Saint-Martin).
    """
    regions = [candidat for candidat in trouves if candidat.echelon is Echelon.REGION]
    doubles = {(region.nom, region.code) for region in regions}
    restes = tuple(c for c in trouves if c.echelon is not Echelon.DEPARTEMENT or (c.nom, c.region) not in doubles)
    if len(restes) > 1 and len(regions) == 1 and len(regions[0].code) == 2 and par_son_nom:
        return (regions[0],)
    return restes


def tous() -> Iterator[Lieu]:
    """Tous les lieux du code officiel, dans son ordre : régions, départements, intercommunalités, communes."""
    return map(_lieu, _table().splitlines())


def _porteurs(texte: str) -> tuple[Lieu, ...]:
    """Les lieux dont une graphie est `texte`."""
    cherche = _normaliser(texte)
    if cherche.casefold() in _ENSEMBLES:
        return (_ENSEMBLES[cherche.casefold()],)
    # Une graphie est un nom ou un code, seul ou précisé : « Saint-Denis (93) », « region:11 ».
    cles = {cherche, cherche.rpartition(" (")[0], cherche.rpartition(":")[2]} - {""}
    candidats = {ligne: _lieu(ligne) for cle in cles for ligne in _lignes(cle)}
    lieux = sorted(candidats.values(), key=lambda candidat: candidat.code)
    return tuple(candidat for candidat in lieux if cherche in map(_normaliser, candidat.graphies))


def graphie_unique(candidat: Lieu) -> str:
    """La plus courte façon d’écrire un lieu, et lui seul."""
    return next(graphie for graphie in candidat.graphies if _porteurs(graphie) == (candidat,))


def _normaliser(texte: str) -> str:
    # Seule l’apostrophe est indifférente : un nom officiel se tape d’une seule façon, accents et traits d’union compris.
    return " ".join(texte.replace("’", "'").split())


def _lieu(ligne: str) -> Lieu:
    echelon, code, nom, departement, region, population = ligne.split("\t")
    return Lieu(Echelon(echelon), code, nom.replace("'", "’"), departement, region, int(population) if population else None)


def _sans_sigle(nom: str) -> str:
    return nom.split(" ", 1)[1] if nom.startswith(SIGLES) else nom


def _lignes(cle: str) -> Iterable[str]:
    """Les lignes dont le nom (avec ou sans le sigle du groupement) ou le code est `cle`.

    Une fiche a deux ou trois lieux : on les cherche dans le texte, car bâtir un index de 36 000 noms prendrait cinquante fois
    plus de temps. Tout un dépôt en a des milliers : l’index se bâtit à la cinquantième recherche.
    """
    if next(_RECHERCHES) >= AVANT_L_INDEX:
        return _index().get(cle, ())
    return _chercher(cle)


def _chercher(cle: str) -> Iterator[str]:
    # Un code suit son échelon ; un nom finit sa colonne, et un sigle peut le précéder.
    motifs = tuple(f"{echelon}\t{cle}\t" for echelon in Echelon) if cle[:1].isdigit() else (f"{cle}\t",)
    table = _table()
    for motif in motifs:
        rang = table.find(motif)
        while rang >= 0:
            fin = table.find("\n", rang)
            ligne = table[table.rfind("\n", 0, rang) + 1 : fin]
            if cle in _cles(ligne):
                yield ligne
            rang = table.find(motif, fin)


def _cles(ligne: str) -> tuple[str, ...]:
    """Ce qui désigne un lieu : son code, et son nom avec ou sans le sigle du groupement."""
    _, code, nom, _ = ligne.split("\t", 3)
    return code, nom, _sans_sigle(nom)


@cache
def _index() -> Mapping[str, Sequence[str]]:
    """Les lignes de la table, par code et par nom."""
    index: dict[str, list[str]] = {}
    for ligne in _table().splitlines():
        for cle in set(_cles(ligne)):
            index.setdefault(cle, []).append(ligne)
    return index


@cache
def _table() -> str:
    """Le code officiel géographique, une ligne par territoire."""
    return gzip.decompress(FICHIER.read_bytes()).decode("utf-8")
