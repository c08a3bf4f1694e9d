"""L’image de partage d’un exemple : ce qu’en montre une messagerie ou un réseau quand on y colle son adresse.

Un gabarit la dessine en SVG, la bibliothèque des graphiques en fait un PNG. Elle laisse derrière elle des fils d’exécution : tout
se fait ailleurs. Une image demande quelques centièmes de seconde : celle qui n’a pas changé se reprend de `.cache/`. Personne ne
partage une page de sa machine : l’édition en direct s’en passe.
"""

import contextlib
import io
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from jinja2 import Template
from PIL import Image

from generator import equipe
from generator.catalogue.cartes import Carte
from generator.catalogue.signatures import Signature
from generator.lecture.gardes import CACHE, condense

IMAGE = "a_partager.png"
"""Son nom, à côté de la page de l’exemple : les images d’une fiche, elles, n’ont pas de tiret bas."""

GABARIT = "partage.svg"

CORPS = (66, 60, 54, 50, 46, 43, 40)
"""Ceux d’un titre, en pixels : il prend le plus grand où il tient."""

PETIT = 26
"""Celui du lieu."""

LARGEUR = 630
"""Celle d’une ligne, en pixels."""

LIGNES = 4
"""Celles d’un titre, au plus."""


COULEURS = 64
"""Assez pour des aplats et leurs bords ; l’image en pèse cinq fois moins."""


@dataclass(frozen=True, slots=True)
class Partage:
    """Ce que montre l’image d’un exemple."""

    corps: int
    titre: tuple[str, ...]
    lieu: tuple[str, ...]
    signature: Signature


def partage(carte: Carte, signature: Signature) -> Partage:
    """L’image de l’exemple qui a cette carte."""
    coupes = [(corps, _couper(carte.titre, LARGEUR / corps)) for corps in CORPS]
    corps, titre = next((coupe for coupe in coupes if len(coupe[1]) <= LIGNES), coupes[-1])
    ou_et_quand = tuple(filter(None, (carte.lieu, *carte.reperes)))
    sur_une_ligne = " · ".join(ou_et_quand)
    return Partage(
        corps, titre[:LIGNES], (sur_une_ligne,) if _large(sur_une_ligne) * PETIT <= LARGEUR else ou_et_quand, signature
    )


def _couper(texte: str, largeur: float) -> tuple[str, ...]:
    """Le texte en lignes de cette largeur, sans couper une espace insécable ; le corps de la lettre est l’unité."""
    lignes: list[str] = []
    for mot in texte.split(" "):
        essai = f"{lignes[-1]} {mot}" if lignes else mot
        if lignes and _large(essai) <= largeur:
            lignes[-1] = essai
        else:
            lignes.append(mot)
    return tuple(lignes)


def _large(texte: str) -> float:
    """Ce que prend un texte en gras, à peu de chose près."""
    return sum(0.34 if c in "ijlfrt’',.:;!|()-" or c.isspace() else 0.74 if c.isupper() or c in "mw%&" else 0.58 for c in texte)


def dessiner(
    partages: Mapping[str, Partage], gabarit: Template, couleurs: Mapping[str, str], nom_du_site: str, racine: Path
) -> Mapping[str, bytes]:
    """L’image de chaque exemple, par l’adresse de sa page ; `racine` est le dépôt, où l’on garde celles qui resserviront."""
    svgs = {
        adresse: gabarit.render(partage=partage, couleurs=couleurs, nom_du_site=nom_du_site).encode()
        for adresse, partage in partages.items()
    }
    recette = f"{COULEURS} {version('vl-convert-python')} {version('pillow')}".encode()
    cles = {adresse: condense(recette, svg) for adresse, svg in svgs.items()}
    gardees = _relire(racine / CACHE / "partage", set(cles.values()))
    nouvelles = {cle: svgs[adresse] for adresse, cle in cles.items() if cle not in gardees}
    dessinees = dict(zip(nouvelles, equipe.ailleurs(_png, tuple(nouvelles.values())), strict=True))
    _garder(racine / CACHE / "partage", dessinees)
    return {adresse: gardees.get(cle) or dessinees[cle] for adresse, cle in cles.items()}


def _relire(cache: Path, voulues: Collection[str]) -> Mapping[str, bytes]:
    """Les images gardées que l’on veut encore ; les autres s’effacent."""
    lues = {}
    for fichier in cache.glob("*.png"):
        with contextlib.suppress(OSError):
            if fichier.stem in voulues:
                lues[fichier.stem] = fichier.read_bytes()
            else:
                fichier.unlink()
    return lues


def _garder(cache: Path, images: Mapping[str, bytes]) -> None:
    # Là où l’on ne peut pas écrire, on redessinera tout.
    with contextlib.suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        for cle, octets in images.items():
            provisoire = cache / f"{cle}.{os.getpid()}"
            provisoire.write_bytes(octets)
            provisoire.replace(cache / f"{cle}.png")


def _png(svg: bytes) -> bytes:
    # La bibliothèque pèse : elle ne se charge qu’au premier dessin.
    import vl_convert  # noqa: PLC0415

    sortie = io.BytesIO()
    with Image.open(io.BytesIO(vl_convert.svg_to_png(svg.decode()))) as image:
        reduite = image.convert("RGB").quantize(COULEURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        reduite.save(sortie, "PNG", compress_level=6)
    return sortie.getvalue()
