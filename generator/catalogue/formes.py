"""La forme de chaque profil : la même partout où un partenaire se dessine, dans une signature ou dans le réseau.

Une forme est le tracé d’un chemin SVG, en nombres entiers ; la feuille de style la colore.
"""

from collections.abc import Callable


def contour(profil: str, x: int, y: int, taille: int) -> str:
    """Le tracé de la forme d’un profil, autour d’un point."""
    return _FORMES.get(profil, _AUTRE)[1](x, y, taille)


def empan(profil: str) -> float:
    """Le rayon du cercle où tient la forme d’un profil, pour une taille de 1."""
    return _FORMES.get(profil, _AUTRE)[0]


def tracer(commande: str, *nombres: int) -> str:
    """Une commande d’un chemin SVG : un signe moins sépare aussi bien qu’une espace."""
    return commande + " ".join(map(str, nombres)).replace(" -", "-")


def _rond(x: int, y: int, t: int) -> str:
    # Un arc qui revient presque à son départ : le tour entier en demanderait deux.
    return f"{tracer('M', x, y - t)}a{t} {t} 0 10.1 0z"


def _carre(x: int, y: int, t: int) -> str:
    demi = round(0.85 * t)
    return f"{tracer('M', x - demi, y - demi)}h{2 * demi}v{2 * demi}h-{2 * demi}z"


def _triangle(x: int, y: int, t: int) -> str:
    demi, haut = round(1.12 * t), round(1.15 * t)
    return f"{tracer('M', x, y - haut)}l{demi} {haut + round(0.75 * t)}h-{2 * demi}z"


def _losange(x: int, y: int, t: int) -> str:
    d = round(1.2 * t)
    return f"{tracer('M', x, y - d)}l{d} {d}-{d} {d}-{d}-{d}z"


def _dome(x: int, y: int, t: int) -> str:
    r = round(1.25 * t)
    return f"{tracer('M', x - r, y + round(0.65 * t))}a{r} {r} 0 01{2 * r} 0z"


def _hexagone(x: int, y: int, t: int) -> str:
    d, cote = round(0.9 * t), round(0.5 * t)
    return f"{tracer('M', x, y - t)}l{d} {cote}v{2 * (t - cote)}l-{d} {cote}-{d}-{cote}v-{2 * (t - cote)}z"


_FORMES: dict[str, tuple[float, Callable[[int, int, int], str]]] = {
    "acteurs-publics": (1.36, _triangle),
    "entreprises": (1.2, _carre),
    "associations-fondations": (1.0, _rond),
    "academiques": (1.2, _losange),
    "citoyens": (1.42, _dome),
}
"""La forme de chaque profil, et le rayon du cercle où elle tient, pour une taille de 1."""

_AUTRE = (1.05, _hexagone)
"""Celle d’un profil que nous ne connaissons pas encore."""
