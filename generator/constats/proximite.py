"""« Vouliez-vous dire… ? » : la valeur admise que l’on a sans doute voulu écrire.

Une suggestion est une faute de frappe, un pluriel, un début de mot, ou l’un des mots d’un nom composé ; jamais une ressemblance
d’ensemble, qui mènerait de « Picardie » à « Pardies ». Le silence vaut mieux qu’une suggestion qui égare.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache


class _Plis(dict[int, str]):
    """Ce que devient chaque caractère une fois plié : des lettres et des chiffres sans accent, ou une espace."""

    def __missing__(self, rang: int) -> str:
        decompose = unicodedata.normalize("NFKD", {"œ": "oe", "Œ": "oe"}.get(chr(rang), chr(rang)))
        pli = "".join(c if c.isalnum() else " " for c in decompose.casefold() if not unicodedata.combining(c))
        return self.setdefault(rang, pli)


_PLIS = _Plis()


def replier(texte: str) -> str:
    """Rend `texte` sans accents, majuscules, ni ponctuation : deux graphies du même nom deviennent égales."""
    return " ".join(texte.translate(_PLIS).split())


QUASI_EGALITE = 92
"""Sur 100. Une ou deux lettres d’écart dans un nom : sans doute le même."""

PETITS_MOTS = frozenset("a au aux ce d de des du en et l la le les lez par pour qu que qui s sur un une".split())
"""Les mots que l’on met, ôte ou confond sans rien changer à ce que l’on dit."""

DEBUT_SUR = 4
"""Les lettres qu’il faut d’un mot pour en reconnaître le début."""

LONGUEUR = 120
"""Au-delà, ce que l’on a lu n’est plus un nom."""


_NON = frozenset(
    (
        *"non no aucun aucune aucuns aucunes neant rien vide null none nil nc sans personne".split(),
        *("pas encore", "sans objet", "s o", "n a", "je ne sais pas", "ne sait pas", "non renseigne", "non concerne"),
        *("pas pour l instant", "aucun pour l instant", "aucune pour l instant", "rien pour l instant", "pas a ma connaissance"),
    )
)
"""Ce que l’on répond à un champ comme à une question, quand on n’a rien à y mettre, sans accents."""

_OUI = frozenset(("oui", "yes", "ok", "vrai"))


def dit_non(texte: str) -> bool:
    """Vrai pour ce qui répond à une question sans rien donner : « non », « aucun », « sans objet »."""
    return len(texte) <= LONGUEUR and replier(texte) in _NON


def dit_oui(texte: str) -> bool:
    """Vrai pour ce qui répond oui à une question qui en demandait plus."""
    return len(texte) <= LONGUEUR and replier(texte) in _OUI


def tres_proche(valeur: str, choix: tuple[str, ...]) -> str:
    """Rend celui des `choix` qui est `valeur` à une faute de frappe près, ou `""`."""
    # Chargé ici seulement : une fiche saine n’a rien à comparer.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    trouve = process.extractOne(replier(valeur[:LONGUEUR]), _plis(choix), scorer=fuzz.ratio, score_cutoff=QUASI_EGALITE)
    return choix[trouve[2]] if trouve else ""


def plus_proche(valeur: str, choix: Iterable[str], *, memes_nombres: bool = False) -> str:
    """Rend celui des `choix` que l’on a sans doute voulu écrire, ou `""` si aucun ne l’est, ou si plusieurs le sont.

    Passer un tuple : le pliage d’une longue liste n’est fait qu’une fois. Avec `memes_nombres`, un autre nombre n’est pas
    proche : deux heures ne sont pas douze heures.
    """
    trouves = proches(valeur, choix, memes_nombres=memes_nombres)
    return trouves[0] if len(trouves) == 1 else ""


def proches(valeur: str, choix: Iterable[str], *, memes_nombres: bool = False) -> tuple[str, ...]:
    """Ceux des `choix` que l’on a pu vouloir écrire, selon la façon la plus sûre de les reconnaître qui en trouve."""
    choix = choix if isinstance(choix, tuple) else tuple(choix)
    cherche = replier(valeur[:LONGUEUR])
    if not cherche:
        return ()
    plis = _plis(choix)
    for rangs in (_memes_mots(cherche, choix), fautes_de_frappe(cherche, plis), _mots_contenus(cherche, choix)):
        trouves = [choix[rang] for rang in rangs if not memes_nombres or _nombres(cherche) == _nombres(plis[rang])]
        if trouves:
            return tuple(dict.fromkeys(trouves))
    return ()


def memes_mots(valeur: str, choix: tuple[str, ...]) -> tuple[str, ...]:
    """Ceux des `choix` qui sont `valeur`, aux accents, aux capitales, aux articles et au pluriel près."""
    return tuple(choix[rang] for rang in _memes_mots(replier(valeur[:LONGUEUR]), choix))


def a_une_faute_pres(valeur: str, choix: tuple[str, ...]) -> tuple[str, ...]:
    """Ceux des `choix` qui sont `valeur` à une faute de frappe près."""
    return tuple(choix[rang] for rang in fautes_de_frappe(replier(valeur[:LONGUEUR]), _plis(choix)))


def voisins(valeur: str, choix: Iterable[str], nombre: int = 5) -> tuple[str, ...]:
    """Quelques-uns des `choix` à montrer faute de suggestion : ceux qui ont un mot de `valeur`, les plus semblables d’abord."""
    siens = {mot for mot in _singuliers(replier(valeur[:LONGUEUR])) if len(mot) >= DEBUT_SUR and not mot.isdigit()}
    communs = [(len(siens & set(_singuliers(replier(un)))), un) for un in choix]
    return tuple(un for combien, un in sorted(communs, key=lambda commun: -commun[0])[:nombre] if combien)


def fautes_de_frappe(cherche: str, plis: list[str]) -> list[int]:
    """Les rangs des plus proches parmi des textes pliés, à peu de lettres manquantes, en trop, changées ou interverties."""
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    admis = _fautes_admises(len(cherche))
    if not admis:
        return []
    trouves = process.extract(cherche, plis, scorer=OSA.distance, score_cutoff=admis, limit=8)
    # Un mot court où tout a pu changer n’est plus le même : il lui faut au moins son début ou sa fin.
    surs = [(faux, rang) for pli, faux, rang in trouves if faux <= _fautes_admises(len(pli)) and _meme_bout(cherche, pli)]
    return [rang for faux, rang in surs if faux == surs[0][0]]


def _fautes_admises(lettres: int) -> int:
    """Les fautes de frappe que l’on reconnaît dans un texte de cette longueur : aucune dans un mot très court."""
    return 0 if lettres < 4 else 1 if lettres < 10 else 2 if lettres < 18 else 3


def _meme_bout(un: str, autre: str) -> bool:
    return un[0] == autre[0] or un[-3:] == autre[-3:]


def _memes_mots(cherche: str, choix: tuple[str, ...]) -> list[int]:
    """Les mêmes mots, au pluriel, aux articles et à l’ordre des signes près."""
    egaux = [rang for rang, pli in enumerate(_plis(choix)) if pli == cherche]
    siens = _singuliers(cherche)
    return egaux or [rang for rang, mots in enumerate(_mots(choix)) if siens and mots == siens]


def _mots_contenus(cherche: str, choix: tuple[str, ...]) -> list[int]:
    """Ceux dont les mots de ce que l’on cherche sont des mots, ou des débuts de mots : « insertion », « environnement »."""
    siens = _singuliers(cherche)
    if not siens or max(map(len, siens)) < DEBUT_SUR:
        return []
    entiers = [rang for rang, mots in enumerate(_mots(choix)) if all(_egal(mot, mots) for mot in siens)]
    return entiers or [
        rang for rang, mots in enumerate(_mots(choix)) if all(_egal(mot, mots) or _debute(mot, mots) for mot in siens)
    ]


def _egal(mot: str, mots: tuple[str, ...]) -> bool:
    return mot in mots or bool(len(mot) > DEBUT_SUR and fautes_de_frappe(mot, list(mots)))


def _debute(mot: str, mots: tuple[str, ...]) -> bool:
    """Vrai si `mot` est le début d’un de ces mots, ou l’est à une faute près quand il est long."""
    return len(mot) >= DEBUT_SUR and any(autre.startswith(mot) for autre in mots)


def _singuliers(pli: str) -> tuple[str, ...]:
    """Les mots qui comptent, sans leur pluriel."""
    return tuple(_singulier(mot) for mot in pli.split() if mot not in PETITS_MOTS)


def _singulier(mot: str) -> str:
    return re.sub(r"(?<=[a-z]{3})(?:s|x)$", "", re.sub(r"(?<=[a-z]{2})aux$", "al", mot))


def _nombres(texte: str) -> list[int]:
    return [int(nombre) for nombre in re.findall(r"\d{1,9}", texte)]


@lru_cache(maxsize=64)
def _plis(choix: tuple[str, ...]) -> list[str]:
    return [replier(un) for un in choix]


@lru_cache(maxsize=64)
def _mots(choix: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [_singuliers(pli) for pli in _plis(choix)]
