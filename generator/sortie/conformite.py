"""Ce que l’on reprend d’une page dessinée : une faute de HTML du thème, et les blancs qui ne se voient pas.

La faute est dans le squelette de Material ; la corriger là demanderait d’en recopier des centaines de lignes.
"""

import re

_CASE = re.compile(r'(<input [^>]*type="checkbox"[^>]*) autocomplete="off"')
_INTACTS = re.compile(r"(<(?:pre|textarea|script)\b.*?</(?:pre|textarea|script)>)", re.DOTALL)
_MARGES = re.compile(r"\n\s+")
_ECARTS = re.compile(r">[ ]{2,}<")


def conformer(html: str) -> str:
    """Rend la page telle qu’un validateur n’a rien à y redire, sans les marges de ses gabarits : une case ne se complète pas."""
    morceaux = _INTACTS.split(_CASE.sub(r"\1", html))
    morceaux[::2] = [_ECARTS.sub("> <", _MARGES.sub("\n", morceau)) for morceau in morceaux[::2]]
    return "".join(morceaux)
