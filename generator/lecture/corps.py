"""Le corps d’une fiche, lu sans le juger : ses sections, ses liens, ses images, chacun à sa place."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.modele.champs import IMAGE
from generator.modele.fiches import FAMILLES

TITRE = re.compile(r"^(#{1,6})(?!#)(.*)$", re.MULTILINE)
_ADRESSE = r"[^()\s<>\"'\\]{1,300}"
LIEN = re.compile(rf"\[(?P<texte>[^\[\]\\`]{{0,300}})\]\((?P<cible>{_ADRESSE}(?:\((?:{_ADRESSE})?\)(?:{_ADRESSE})?){{0,4}})\)")
"""La seule écriture d’un lien que l’on admet : `[texte](adresse)` ; précédée de « ! », c’est celle d’une image."""

INTERNE = re.compile(rf"/(?P<cle>(?:{'|'.join(FAMILLES)})/[a-z0-9-]+)/")
"""L’adresse d’une autre fiche."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Ce que le corps désigne, une adresse, une fiche (`outils/…`) ou une image (`photo.jpg`), et l’endroit où c’est écrit."""

    cible: str
    texte: str
    est_image: bool
    rang: int
    """Où elle commence dans le corps, en signes."""
    fin_du_texte: int
    ligne: int
    colonne: int


@dataclass(frozen=True, slots=True)
class Section:
    """Un titre `##` et le texte qui le suit, à sa ligne dans le fichier."""

    titre: str
    ligne: int
    texte: str


@lru_cache(maxsize=4096)
def liens(corps: str, ligne_corps: int = 1) -> tuple[Mention, ...]:
    """Les liens et les images du corps, dans l’ordre."""
    situer = situeur(corps, ligne_corps)

    def mention(lien: re.Match[str]) -> Mention:
        # Le point d’exclamation se regarde après coup : un motif qui commence par un signe sûr se cherche bien plus vite.
        est_image = corps.startswith("!", lien.start() - 1, lien.start())
        debut = lien.start() - est_image
        return Mention(lien["cible"], lien["texte"], est_image, debut, lien.end("texte"), *situer(debut))

    return tuple(map(mention, LIEN.finditer(corps)))


def liens_internes(corps: str, ligne_corps: int = 1) -> tuple[Mention, ...]:
    """Les liens du corps vers d’autres fiches, dans l’ordre ; leur cible est la clé de la fiche."""
    trouves = ((lien, INTERNE.fullmatch(lien.cible)) for lien in liens(corps, ligne_corps) if not lien.est_image)
    return tuple(replace(lien, cible=interne["cle"]) for lien, interne in trouves if interne)


def images(corps: str, ligne_corps: int = 1) -> tuple[Mention, ...]:
    """Les images que montre le corps, celles dont le nom est admis."""
    return tuple(lien for lien in liens(corps, ligne_corps) if lien.est_image and IMAGE.fullmatch(lien.cible))


@lru_cache(maxsize=4096)
def sections(corps: str, ligne_corps: int = 1) -> tuple[Section, ...]:
    """Les sections `##` du corps, dans l’ordre."""
    titres = [titre for titre in TITRE.finditer(corps) if titre[1] == "##"]
    suivants = [*titres[1:], None]
    return tuple(
        Section(
            titre[2].strip(" \t#"),
            ligne_corps + corps.count("\n", 0, titre.start()),
            corps[titre.end() : suivant.start() if suivant else len(corps)].strip(),
        )
        for titre, suivant in zip(titres, suivants[: len(titres)], strict=True)
    )


def situeur(corps: str, ligne_corps: int) -> Callable[[int], tuple[int, int]]:
    """De quoi traduire un rang dans le corps en ligne et colonne du fichier, sans recompter depuis le début."""
    debuts: list[int] = []

    def situer(rang: int) -> tuple[int, int]:
        if not debuts:
            debuts.extend((0, *(fin.end() for fin in re.finditer("\n", corps))))
        ligne = bisect_right(debuts, rang) - 1
        return ligne_corps + ligne, rang - debuts[ligne] + 1

    return situer
