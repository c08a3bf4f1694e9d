"""Montrer une valeur telle qu’elle est : sur une ligne, ses signes invisibles rendus visibles.

Une fiche est le texte d’un inconnu. Recopié tel quel dans un message, un retour à la ligne en ferait deux, un espace sans largeur
ferait chercher une faute que l’on ne voit pas, un sens d’écriture retourné ferait lire autre chose que ce qui est écrit.
"""

import re
import unicodedata

_CONTROLES = re.compile(r"[\x00-\x1f\x7f]")
_SANS_FORME = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
"""Les catégories d’Unicode dont aucun signe ne se voit : contrôles, mises en forme, sauts de ligne, places non attribuées."""

_VIDES = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Des signes qui passent pour des lettres et ne dessinent rien."""

_BLANCS_ADMIS = frozenset(" \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
"""Les blancs du français."""


_A_REGARDER = re.compile(r"[^ -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u202f]")
"""Tout, sauf ce que le français écrit : ASCII, lettres latines, guillemets, tirets et blancs, qui se voient tous."""

_TIENNENT_LA_PLACE = frozenset("-–—_.…·?*/'\"")
"""Ce que l’on tape pour remplir un champ sans rien y dire."""


def montrer(texte: str) -> str:
    """Rend `texte` sur une ligne : un contrôle devient son symbole (␊, ␉), un autre signe invisible son numéro (⟨U+200B⟩)."""
    return _A_REGARDER.sub(lambda signe: _visible(signe[0]), texte)


def ecrivable(texte: str) -> str:
    """Rend un texte à recopier tel qu’il se tape : ni tabulation, ni signe invisible, ni l’image que nous en donnons."""
    if not _A_REGARDER.search(texte):
        return texte
    lignes = (re.sub(r"^[\t␉]+", lambda debut: "    " * len(debut[0]), ligne) for ligne in texte.split("\n"))
    return "\n".join("".join(map(_tapee, ligne)) for ligne in lignes)


def _tapee(signe: str) -> str:
    if signe in "\t␉␣":
        return " "
    if not _A_REGARDER.match(signe) or montrer(signe) == signe:
        return signe
    return " " if signe.isspace() else ""


def citer(texte: str) -> str:
    """Rend une valeur lue, montrée, assez courte pour tenir dans un message."""
    court = montrer(texte[:200].strip(" "))
    return f"{court[:79]}…" if len(court) > 80 else court


def est_vide(texte: str) -> bool:
    """Vrai si ce texte ne dit rien : des blancs, des signes invisibles, ou de quoi tenir la place (« … », « ??? »)."""
    # Presque tous les textes commencent par une lettre : inutile de regarder plus loin.
    if "A" <= texte[:1] <= "z" and texte[:1].isalpha():
        return False
    return all(signe in _TIENNENT_LA_PLACE or signe.isspace() or montrer(signe) != signe for signe in texte)


def _visible(signe: str) -> str:
    if _CONTROLES.match(signe):
        return "\N{SYMBOL FOR DELETE}" if signe == "\x7f" else chr(0x2400 + ord(signe))
    categorie = unicodedata.category(signe)
    blanc = categorie == "Zs" and signe not in _BLANCS_ADMIS
    if blanc or categorie in _SANS_FORME or signe in _VIDES or "\ufe00" <= signe <= "\ufe0f":
        return f"⟨U+{ord(signe):04X}⟩"
    return signe
