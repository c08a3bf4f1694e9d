"""La signature d’une alliance : la figure que font ses partenaires autour de leur œuvre commune.

Chaque partenaire est une forme, celle de son profil, plus grande s’il porte l’alliance ; ensemble, ils tendent une toile dont le
cœur est ce qu’ils font. Ici, la géométrie seule ; les gabarits la dessinent, la feuille de style la colore. Rien n’est tiré au
hasard : tout vient des partenaires, dans l’ordre où la fiche les nomme.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, combinations, pairwise
from math import ceil, cos, dist, floor, pi, sin

from generator.catalogue.formes import contour, empan, tracer
from generator.catalogue.francais import INSECABLE, accorder, enumerer, majuscule, minuscule
from generator.modele.fiches import Partenaire
from generator.modele.vocabulaires import Vocabulaire

BORD = 48
"""Du centre au bord du cadre. Peu d’unités : des coordonnées de deux chiffres, les mêmes en grand et en petit."""

COEUR = 6
"""Le rayon de l’œuvre commune, au centre."""

VIDE = 1
"""Ce qui sépare au moins deux formes, ou une forme du bord."""

PORTER = (
    *"porte portent pilote pilotent copilote copilotent coordonne coordonnent anime animent conduit gère".split(),
    *"préside président fédère fédèrent fonde fondent cofonde cofondent cofondateur cofondatrice".split(),
    *"initie initient lance lancent crée créent cocrée cocréent conçoit conçoivent".split(),
    *("a porté", "a lancé", "a fondé", "a créé", "a fait naître", "à l’initiative"),
)
"""Ce que dit le rôle de qui porte l’alliance : il la fait naître, ou la fait vivre pour les autres."""

_PORTER = re.compile(rf"\b(?:{'|'.join(PORTER)})\b(?! (?:une?|des|ceux)\b)(?!(?<=ent) les\b)")
"""« Porte un projet », « anime des ateliers », « animent les observateurs » : c’est y prendre sa part, non porter l’ensemble."""

TAILLES = (
    (12, 8),
    (11, 8),
    (10, 8),
    (10, 7),
    (9, 7),
    (9, 6),
    (8, 6),
    (8, 5),
    (7, 5),
    (6, 5),
    (6, 4),
    (5, 4),
    (5, 3),
    (4, 3),
    (3, 2),
    (2, 1),
)
"""La taille d’une forme, selon que le partenaire porte l’alliance ou non : on prend la plus grande où rien ne se touche."""

CERCLE = 9
"""Au-delà de tant de partenaires, les formes se partagent entre deux cercles."""

LOIN = (1.0, 0.8, 0.9, 0.7)
"""À quelle part du rayon se tient un partenaire, selon son nom. Cela ne dit rien de lui : la figure en est seulement plus à soi,
et celui que l’on retrouve d’une alliance à l’autre y est toujours à la même distance."""


@dataclass(frozen=True, slots=True)
class Forme:
    """Un partenaire, à sa place autour du centre."""

    nom: str
    profil: str
    porte: bool
    x: int
    y: int
    taille: int

    @property
    def rayon(self) -> float:
        """Celui du cercle où elle tient."""
        return empan(self.profil) * self.taille

    @property
    def contour(self) -> str:
        """Son tracé."""
        return contour(self.profil, self.x, self.y, self.taille)


@dataclass(frozen=True)
class Signature:
    """La figure d’une alliance, et la phrase qui la remplace pour qui ne la voit pas. Ses tracés sont ceux d’un chemin SVG."""

    description: str
    formes: tuple[Forme, ...]
    creux: tuple[tuple[int, int], ...]
    """Vers où la toile se creuse entre chaque forme et la suivante."""

    @cached_property
    def cadre(self) -> str:
        """Où la regarder (`viewBox`) : au plus près, pour que la figure emplisse sa place et y soit au milieu."""
        gauche, haut = (floor(min(coin)) for coin in zip(*((f.x - f.rayon, f.y - f.rayon) for f in self.formes), strict=True))
        droite, bas = (ceil(max(coin)) for coin in zip(*((f.x + f.rayon, f.y + f.rayon) for f in self.formes), strict=True))
        return f"{gauche} {haut} {droite - gauche} {bas - haut}"

    @cached_property
    def toile(self) -> str:
        """Le tracé de ce que les partenaires tendent ensemble : ses pointes sont leurs traits vers le centre."""
        suivantes = (*self.formes[1:], self.formes[0])
        bords = (tracer("Q", *creux, suivante.x, suivante.y) for creux, suivante in zip(self.creux, suivantes, strict=True))
        return tracer("M", self.formes[0].x, self.formes[0].y) + "".join(bords) + "z"

    @cached_property
    def appuis(self) -> str:
        """Le tracé des traits appuyés, de ceux qui portent l’alliance."""
        return "".join(tracer("M0 0L", forme.x, forme.y) for forme in self.formes if forme.porte)

    @cached_property
    def contours(self) -> tuple[tuple[str, str], ...]:
        """Pour chaque profil, le tracé de toutes ses formes."""
        profils = dict.fromkeys(forme.profil for forme in self.formes)
        return tuple((profil, "".join(f.contour for f in self.formes if f.profil == profil)) for profil in profils)


def signer(partenaires: Sequence[Partenaire], acteurs: Vocabulaire) -> Signature:
    """La signature de ces partenaires."""
    description = _decrire(partenaires, acteurs)
    for tailles in TAILLES:
        signature = _placer(partenaires, description, *tailles)
        if _tient(signature.formes):
            break
    return signature


def porte(role: str) -> bool:
    """Vrai si ce rôle est celui de qui porte l’alliance."""
    return _PORTER.search(role) is not None


def _decrire(partenaires: Sequence[Partenaire], acteurs: Vocabulaire) -> str:
    porteurs = enumerer([partenaire.nom for partenaire in partenaires if porte(partenaire.role)])
    profils = Counter(partenaire.profil for partenaire in partenaires)
    comptes = [f"{minuscule(acteurs[profil].libelle)}{INSECABLE}: {effectif}" for profil, effectif in profils.items()]
    alliance = f"Alliance de {accorder(len(partenaires), 'partenaire')}" + (
        f", portée ou lancée par {porteurs}" if porteurs else ""
    )
    return f"{alliance}. {majuscule(f'{INSECABLE}; '.join(comptes))}."


def _placer(partenaires: Sequence[Partenaire], description: str, grande: int, petite: int) -> Signature:
    """Les partenaires autour du centre, dans l’ordre d’une montre, le premier en haut ou presque."""
    nombre = len(partenaires)
    marques = [zlib.crc32(partenaire.nom.encode()) for partenaire in partenaires]
    portent = [porte(partenaire.role) for partenaire in partenaires]
    # Qui porte est plus grand : il lui faut plus de place.
    parts = [(1.3 if nombre <= CERCLE else 1.15) if un else 1.0 for un in portent]
    angle = (sum(marques) % 7 - 3) / 7 * min(pi / nombre, pi / 5) - pi / 2
    angles = list(accumulate((pi * (avant + apres) / sum(parts) for avant, apres in pairwise(parts)), initial=angle))
    loins = [_loin(rang, nombre, marque, un) for rang, (marque, un) in enumerate(zip(marques, portent, strict=True))]
    tailles = [grande if un else petite for un in portent]
    # L’un d’eux au moins touche au bord : la figure emplit son cadre.
    rayons = [
        (BORD - VIDE - empan(partenaire.profil) * taille) * loin / max(loins)
        for partenaire, taille, loin in zip(partenaires, tailles, loins, strict=True)
    ]
    bouts = [(rayon * cos(angle), rayon * sin(angle)) for rayon, angle in zip(rayons, angles, strict=True)]
    formes = (
        Forme(partenaire.nom, partenaire.profil, un, _entier(x), _entier(y), taille)
        for partenaire, un, (x, y), taille in zip(partenaires, portent, bouts, tailles, strict=True)
    )
    milieux = [(avant + apres) / 2 for avant, apres in pairwise((*angles, angles[0] + 2 * pi))]
    creux = (_creuser(un, autre, milieu) for un, autre, milieu in zip(bouts, (*bouts[1:], bouts[0]), milieux, strict=True))
    return Signature(description, tuple(formes), tuple(creux))


def _loin(rang: int, nombre: int, marque: int, porte: bool) -> float:
    """La part du rayon où se tient un partenaire."""
    if nombre == 2:
        return 1.0
    if nombre <= CERCLE:
        return max(LOIN[marque // 7 % len(LOIN)], 0.85 if porte else 0)
    if rang == nombre - 1 and nombre % 2:
        return 0.84  # le dernier d’un nombre impair serait sur le même cercle que le premier
    return 0.66 if rang % 2 else 1.0


_CORPS = 13
"""À quelle distance du centre passe le bord de la toile, entre deux formes."""


def _creuser(un: tuple[float, float], autre: tuple[float, float], milieu: float) -> tuple[int, int]:
    """Le point de contrôle de la courbe qui va d’une forme à l’autre en passant par le corps de la toile."""
    voulu = _CORPS * cos(milieu), _CORPS * sin(milieu)
    x, y = (2 * v - (a + b) / 2 for v, a, b in zip(voulu, un, autre, strict=True))
    return _entier(x), _entier(y)


def _tient(formes: Iterable[Forme]) -> bool:
    """Vrai si aucune forme n’en touche une autre, ni le cœur."""
    formes = tuple(formes)
    return all(dist((a.x, a.y), (b.x, b.y)) >= a.rayon + b.rayon + VIDE for a, b in combinations(formes, 2)) and all(
        dist((f.x, f.y), (0, 0)) >= f.rayon + COEUR + VIDE for f in formes
    )


def _entier(valeur: float) -> int:
    # Deux machines arrondissent de même ce qui est à un milliardième d’un demi.
    return round(round(valeur, 6))
