"""Récrire des lignes d’un brouillon, et les désigner dans une phrase."""

import re
from collections.abc import Callable, Iterable

from generator.constats.signes import citer
from generator.lecture.remise.brouillon import Brouillon

ESPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]*")


def recrire(brouillon: Brouillon, rangs: Iterable[int], recrire: Callable[[str], str]) -> list[int]:
    """Récrit ces lignes ; rend celles qui ont changé."""
    changees = []
    for rang in rangs:
        nouvelle = recrire(brouillon.lignes[rang])
        if nouvelle != brouillon.lignes[rang]:
            brouillon.lignes[rang] = nouvelle
            changees.append(rang)
    return changees


def lignes_de_champs(brouillon: Brouillon) -> list[int]:
    """Les lignes de l’en-tête, sans celles d’un long texte annoncé par `>-` : ce qu’elles contiennent n’est que du texte."""
    champs: list[int] = []
    retrait = -1
    for rang in range(brouillon.debut, brouillon.fin):
        ligne = brouillon.lignes[rang]
        blancs = ESPACES.match(ligne)
        assert blancs is not None
        if 0 <= retrait < len(blancs[0].replace("\t", "  ")) or (retrait >= 0 and not ligne.strip()):
            continue
        champs.append(rang)
        annonce = re.match(r"([ \t\u00a0]*(?:- )?)[\w*\\]+[ \u00a0]*:(?:\*\*)? *[>|][+-]?\s*$", ligne)
        retrait = len(annonce[1].replace("\t", "  ")) if annonce else -1
    return champs


def francais(texte: str) -> str:
    """Le même texte, où des guillemets français remplacent ceux qui fermeraient la valeur."""
    texte = re.sub(r"[\"“„]([^\"“”„]*)[\"”“]", "«\u00a0\\1\u00a0»", texte)
    return texte.replace('"', "").replace("\\", "/")


_PAIRE = re.compile(r"[“„‟][^“”„‟\"]*[”“]|\"[^“”„‟\"]*\"")


def sans_paires(texte: str) -> str:
    """Le texte sans ce qui est entre deux guillemets : ceux qui restent n’ont pas leur pareil."""
    return _PAIRE.sub("", texte)


def sans_orphelins(texte: str) -> str:
    """Le texte sans les guillemets courbes dont il manque l’autre."""
    reste, place = "", 0
    for paire in _PAIRE.finditer(texte):
        reste += re.sub(r"[“”„‟]", "", texte[place : paire.start()]) + paire[0]
        place = paire.end()
    return reste + re.sub(r"[“”„‟]", "", texte[place:])


def lignes_dites(rangs: Iterable[int]) -> str:
    """« la ligne 4 », « les lignes 2 à 9 », « 5 lignes, de la 2 à la 40 »."""
    tous = sorted(set(rangs))
    if len(tous) == 1:
        return f"la ligne {tous[0] + 1}"
    if tous[-1] - tous[0] + 1 == len(tous):
        return f"les lignes {tous[0] + 1} à {tous[-1] + 1}"
    if len(tous) <= 6:
        return f"les lignes {', '.join(str(rang + 1) for rang in tous[:-1])} et {tous[-1] + 1}"
    return f"{len(tous)} lignes, de la {tous[0] + 1} à la {tous[-1] + 1}"


def des_lignes(rangs: Iterable[int]) -> str:
    dites = lignes_dites(rangs)
    return f"des {dites[4:]}" if dites.startswith("les ") else f"de {dites}"


def designer(originales: tuple[str, ...], rangs: list[int]) -> str:
    premiere = citer(originales[rangs[0]].strip())
    court = premiere if len(premiere) <= 40 else f"{premiere[:39]}…"
    return f"{lignes_dites(range(rangs[0], rangs[-1] + 1))} (« {court} »)"


def citer_des_lignes(version: list[str]) -> str:
    court = citer(" ".join(ligne.strip() for ligne in version))
    return f"« {court} »" if court else "rien"
