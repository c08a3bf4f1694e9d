"""Les liens dont l’adresse est écrite plus bas : « [ici][moulin] », puis « [moulin]: https://… ».

Markdown les lit ; le site n’admet qu’une écriture d’un lien, celle qui montre où il mène. On les récrit donc ainsi.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from generator.constats.constat import Position
from generator.controle.passages import nettoyer
from generator.controle.regles import Faute
from generator.controle.sujets import Ecrit

# Un numéro seul est la marque d’un assistant en ligne : il a sa règle.
_DEFINITION = r" {0,3}\[(?!\^)(?!\d{1,2}\])([^\[\]\n]{1,80})\]:[ \t]*<?(https?://[^\s<>\[\]()]+)>?(?:[ \t]+[\"'(«“].*)?[ \t]*"
_ECRIT = r"(?<![!\]\\])\[([^\[\]\n]{1,200})\](?:[ ]?\[([^\[\]\n]{0,80})\])?(?![(:\[])"

_ETENDUE = 40
"""Les lignes au plus qu’une correction recopie pour remettre une adresse dans sa phrase."""


@lru_cache(maxsize=4)
def references(corps: str) -> Mapping[str, str]:
    """L’adresse de chaque nom qu’une ligne du récit définit."""
    if "]:" not in corps:
        return {}
    lues = (re.fullmatch(_DEFINITION, ligne) for ligne in corps.split("\n") if "]:" in ligne)
    return {_nom(lue[1]): lue[2] for lue in lues if lue}


def est_une_reference(crochet: str, corps: str) -> bool:
    """Vrai pour « [moulin] » si une ligne du récit dit l’adresse de « moulin »."""
    return _nom(crochet.strip("[]")) in references(corps)


def definit(ligne: str) -> bool:
    """Vrai pour une ligne qui ne fait que dire l’adresse d’un nom."""
    return "]:" in ligne and re.fullmatch(_DEFINITION, ligne) is not None


def reproches(ecrit: Ecrit) -> Iterator[Faute]:
    """Un seul reproche pour tous ces liens s’ils se tiennent ; sinon, un par ligne."""
    adresses = references(ecrit.corps)
    if not adresses:
        return
    lignes = range(ecrit.ligne_corps, len(ecrit.lignes) + 1)
    definies = [numero for numero in lignes if definit(ecrit.lignes[numero - 1])]
    ecrites = {n: "" if n in definies else _en_lien(ecrit.lignes[n - 1], adresses) for n in lignes}
    appels = [n for n in lignes if n not in definies and ecrites[n] != ecrit.lignes[n - 1]]
    message = "L’adresse d’un lien s’écrit à la suite de son texte, entre parenthèses, et non sur une autre ligne."
    debut, fin = min((*appels, *definies)), max((*appels, *definies))
    if appels and fin - debut < _ETENDUE:
        gardees = [nettoyer(ecrites[numero]) for numero in range(debut, fin + 1) if numero not in definies]
        # Ce qu’on retire ne laisse pas deux lignes vides.
        texte = re.sub(r"\n{3,}", "\n\n", "\n".join(gardees)).rstrip("\n")
        yield Faute(
            Position(ecrit.chemin, debut), message, ecrit.lignes[debut - 1][:120], correction=texte, lignes=fin - debut + 1
        )
        return
    for numero in sorted((*appels, *definies)):
        dit = (
            message
            if appels
            else "Aucun lien ne se sert de cette adresse : faites-en un, [texte](adresse), ou retirez cette ligne."
        )
        if appels and numero in definies:
            dit = "Une fois son adresse recopiée dans la phrase, retirez cette ligne."
        yield Faute(Position(ecrit.chemin, numero), dit, ecrit.lignes[numero - 1][:120], correction=nettoyer(ecrites[numero]))


def _en_lien(ligne: str, adresses: Mapping[str, str]) -> str:
    """La ligne, chaque adresse à la suite de son texte."""

    def remettre(lien: re.Match[str]) -> str:
        adresse = adresses.get(_nom(lien[2] or lien[1]))
        return f"[{lien[1]}]({adresse})" if adresse else lien[0]

    return re.sub(_ECRIT, remettre, ligne) if "[" in ligne else ligne


def _nom(nom: str) -> str:
    return " ".join(nom.split()).casefold()
