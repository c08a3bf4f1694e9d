"""« Vouliez-vous dire… ? » : la valeur admise la plus proche de celle qu’on a lue."""

import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz, process

RESSEMBLANCE_MINIMALE = 62
"""Sur 100. En dessous, une suggestion égare plus qu’elle n’aide."""


def replier(texte: str) -> str:
    """Rend `texte` sans accents, majuscules, ni ponctuation : deux graphies du même nom deviennent égales."""
    decompose = unicodedata.normalize("NFKD", texte.replace("œ", "oe").replace("Œ", "oe"))
    lettres = (c if c.isalnum() else " " for c in decompose.casefold() if not unicodedata.combining(c))
    return " ".join("".join(lettres).split())


def plus_proche(valeur: str, choix: Iterable[str]) -> str:
    """Rend celui des `choix` qui ressemble le plus à `valeur`, ou `""` si aucun ne lui ressemble."""
    trouve = process.extractOne(valeur, list(choix), scorer=fuzz.ratio, processor=replier, score_cutoff=RESSEMBLANCE_MINIMALE)
    return trouve[0] if trouve else ""
