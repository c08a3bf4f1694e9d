"""Les repères d’une modalité : ce qu’il faut savoir d’un acteur, d’un domaine, d’un territoire ou d’une catégorie avant sa liste.

Rien n’y est écrit à la main : des chiffres tirés des données, les partenaires et les pratiques les plus fréquents, trois exemples
choisis pour ce qui les distingue, qui peut aider. Des clés et des nombres ; les gabarits en font des phrases.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from generator.catalogue.organisations import Organisation
from generator.constats.proximite import replier
from generator.modele.fiches import Donnee, Exemple, Fiche, famille_de
from generator.modele.preuve import EVALUE, EVALUE_PAR_UN_TIERS, niveau_de_preuve
from generator.modele.territoires import Lieu

CHIFFRES = 3
FREQUENTS = 5
CHOISIS = 3
AIDES = 4
PETITE = 10_000
"""Ce qu’a d’habitants, au plus, un lieu que l’on choisit parce qu’il est petit."""
PRATIQUES = ("methodes", "outils")


@dataclass(frozen=True, slots=True)
class ChiffreCle:
    """Une valeur d’une donnée, et de quoi la lire : ce qu’elle compte, la question posée, l’enquête."""

    cle: str
    valeur: str
    unite: str
    libelle: str
    enquete: str


@dataclass(frozen=True, slots=True)
class Choisi:
    """Un exemple, et ce qui l’a fait choisir : un angle, et le mot qui le précise."""

    cle: str
    angle: str
    precision: str = ""


@dataclass(frozen=True, slots=True)
class Frequent:
    """Une organisation (son identifiant) ou une fiche (sa clé), et dans combien d’exemples on la trouve."""

    cle: str
    nombre: int


@dataclass(frozen=True, slots=True)
class Reperes:
    """Ce qu’il faut savoir d’une modalité ; ce qui n’a rien à dire est vide."""

    chiffres: tuple[ChiffreCle, ...]
    partenaires: tuple[Frequent, ...]
    pratiques: tuple[Frequent, ...]
    choisis: tuple[Choisi, ...]
    aides: tuple[str, ...]

    @property
    def vides(self) -> bool:
        return not (self.chiffres or self.partenaires or self.pratiques or self.choisis or self.aides)


def reperer(
    libelle: str,
    fiches: Sequence[Fiche],
    renvois: Mapping[str, tuple[str, ...]],
    organisations: Mapping[str, Organisation],
    identifier: Callable[[str], str],
    *,
    ici: Callable[[Lieu], bool],
) -> Reperes:
    """Les repères d’une modalité qui s’appelle ainsi et range ces fiches.

    `identifier` rend l’organisation que désigne un nom ; un groupe que rien ne nomme n’est pas un partenaire fréquent. Un
    exemple ne se distingue par la taille d’un lieu que si ce lieu est `ici`.
    """
    exemples = [fiche for fiche in fiches if isinstance(fiche.champs, Exemple)]
    partenaires = Counter(une for fiche in exemples for une in _partenaires(fiche, identifier) if organisations[une].en_est_une)
    pratiques = Counter(cle for fiche in exemples for cle in renvois[fiche.cle] if famille_de(cle) in PRATIQUES)
    return Reperes(
        tuple(_chiffres(libelle, fiches)),
        _frequents(partenaires),
        _frequents(pratiques),
        _choisir(exemples, ici),
        tuple(islice((fiche.cle for fiche in fiches if fiche.famille == "competences"), AIDES)),
    )


def _partenaires(fiche: Fiche, identifier: Callable[[str], str]) -> set[str]:
    assert isinstance(fiche.champs, Exemple)
    return {identifier(partenaire.nom) for partenaire in fiche.champs.partenaires}


def _frequents(comptes: Counter[str]) -> tuple[Frequent, ...]:
    """Les plus fréquents, à partir de deux : un seul exemple ne dit pas une habitude."""
    tries = sorted(comptes.items(), key=lambda un: (-un[1], un[0]))
    return tuple(Frequent(cle, nombre) for cle, nombre in tries[:FREQUENTS] if nombre > 1)


def _chiffres(libelle: str, fiches: Iterable[Fiche]) -> Iterable[ChiffreCle]:
    """Les plus récents : dans chaque donnée, la valeur qui nomme la modalité, sinon la première."""
    donnees = [(fiche.cle, fiche.champs) for fiche in fiches if isinstance(fiche.champs, Donnee)]
    cherche = replier(libelle)
    for cle, donnee in sorted(donnees, key=lambda une: (-une[1].annee, une[0]))[:CHIFFRES]:
        siennes = [v for v in donnee.valeurs if cherche in replier(f"{v.libelle} {v.serie}")]
        valeur = (siennes or donnee.valeurs)[0]
        precise = f"{valeur.libelle} ({valeur.serie})" if valeur.serie else valeur.libelle
        yield ChiffreCle(cle, valeur.valeur, donnee.unite, precise, donnee.enquete)


def _choisir(exemples: Iterable[Fiche], ici: Callable[[Lieu], bool]) -> tuple[Choisi, ...]:
    """Trois exemples, chacun pour une autre raison ; un angle où aucun ne se distingue ne sert pas."""
    choisis: list[Choisi] = []
    restants = sorted(exemples, key=lambda fiche: fiche.cle)
    for angle in ANGLES:
        trouves = [(rang, fiche, mot) for fiche in restants for rang, mot in angle.juger(fiche, ici)]
        if trouves and len(choisis) < CHOISIS:
            _, meilleur, mot = min(trouves, key=lambda un: (un[0], un[1].cle))
            choisis.append(Choisi(meilleur.cle, angle.id, mot))
            restants.remove(meilleur)
    return tuple(choisis)


@dataclass(frozen=True, slots=True)
class Angle:
    """Une raison de choisir un exemple : son rang sous cet angle (le plus petit l’emporte) et un mot, ou rien."""

    id: str
    juger: Callable[[Fiche, Callable[[Lieu], bool]], Iterable[tuple[float, str]]]


def _prouve(fiche: Fiche, _: Callable[[Lieu], bool]) -> Iterable[tuple[float, str]]:
    assert isinstance(fiche.champs, Exemple)
    niveau = niveau_de_preuve(fiche.champs)
    if niveau in (EVALUE, EVALUE_PAR_UN_TIERS):
        yield float(niveau == EVALUE), niveau


def _petit(fiche: Fiche, ici: Callable[[Lieu], bool]) -> Iterable[tuple[float, str]]:
    peuplees = [lieu for lieu in fiche.champs.territoires if (lieu.population or PETITE) < PETITE and ici(lieu)]
    if peuplees:
        plus_petit = min(peuplees, key=lambda lieu: (lieu.population or 0, lieu.code))
        yield float(plus_petit.population or 0), plus_petit.nom_usuel


def _varie(fiche: Fiche, _: Callable[[Lieu], bool]) -> Iterable[tuple[float, str]]:
    if len(fiche.profils) > 2:
        yield -float(len(fiche.profils)), str(len(fiche.profils))


def _franc(fiche: Fiche, _: Callable[[Lieu], bool]) -> Iterable[tuple[float, str]]:
    assert isinstance(fiche.champs, Exemple)
    if fiche.champs.ce_qui_a_coince:
        yield -float(len(fiche.champs.ce_qui_a_coince)), ""


def _durable(fiche: Fiche, _: Callable[[Lieu], bool]) -> Iterable[tuple[float, str]]:
    assert isinstance(fiche.champs, Exemple)
    debut = fiche.champs.periode.debut
    if debut is not None:
        yield float(debut), str(debut)


ANGLES = (
    Angle("petit", _petit),
    Angle("prouve", _prouve),
    Angle("franc", _franc),
    Angle("varie", _varie),
    Angle("durable", _durable),
)
"""Dans l’ordre des questions d’un lecteur pressé : comme chez moi ? est-ce vrai ? qu’est-ce qui a coincé ? avec qui ?"""
