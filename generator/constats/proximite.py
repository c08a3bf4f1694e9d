"""« Vouliez-vous dire… ? » : la valeur admise la plus proche de celle qu’on a lue."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

RESSEMBLANCE_MINIMALE = 68
"""Sur 100. En dessous, une suggestion égare plus qu’elle n’aide."""


class _Plis(dict[int, str]):
    """Ce que devient chaque caractère une fois plié : des lettres et des chiffres sans accent, ou une espace."""

    def __missing__(self, rang: int) -> str:
        decompose = unicodedata.normalize("NFKD", {"œ": "oe", "Œ": "oe"}.get(chr(rang), chr(rang)))
        pli = "".join(c if c.isalnum() else " " for c in decompose.casefold() if not unicodedata.combining(c))
        return self.setdefault(rang, pli)


_PLIS = _Plis()


def replier(texte: str) -> str:
    """Rend `texte` sans accents, majuscules, ni ponctuation : deux graphies du même nom deviennent égales."""
    return " ".join(texte.translate(_PLIS).split())


PART_GARDEE = 0.7
"""La plus petite part de ce qu’on a lu qu’une suggestion peut garder."""

QUASI_EGALITE = 92
"""Sur 100. Une ou deux lettres d’écart dans un nom : sans doute le même."""


def tres_proche(valeur: str, choix: tuple[str, ...]) -> str:
    """Rend celui des `choix` qui est `valeur` à une faute de frappe près, ou `""`."""
    return _extraire(valeur, choix, QUASI_EGALITE)


def plus_proche(valeur: str, choix: Iterable[str], *, memes_nombres: bool = False) -> str:
    """Rend celui des `choix` qui ressemble le plus à `valeur`, ou `""` si aucun ne lui ressemble.

    Passer un tuple : le pliage d’une longue liste n’est fait qu’une fois. Avec `memes_nombres`, un autre nombre n’est pas
    ressemblant : deux heures ne sont pas douze heures.
    """
    trouve = _extraire(valeur, choix if isinstance(choix, tuple) else tuple(choix), RESSEMBLANCE_MINIMALE)
    return "" if memes_nombres and _nombres(valeur) != _nombres(trouve) else trouve


def _nombres(texte: str) -> list[int]:
    return [int(nombre) for nombre in re.findall(r"\d{1,9}", texte)]


def _extraire(valeur: str, choix: tuple[str, ...], minimum: int) -> str:
    cherche = replier(valeur[:120])
    trouve = process.extractOne(cherche, _plis(choix), scorer=fuzz.ratio, score_cutoff=minimum)
    # Suggérer moins qu’on n’a lu ferait perdre des mots.
    return choix[trouve[2]] if trouve and len(trouve[0]) >= PART_GARDEE * len(cherche) else ""


@lru_cache(maxsize=64)
def _plis(choix: tuple[str, ...]) -> list[str]:
    return [replier(un) for un in choix]
