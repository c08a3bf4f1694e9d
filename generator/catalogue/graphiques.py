"""Les graphiques des données : des SVG dessinés à la construction par Vega-Lite, sans rien à télécharger ni à exécuter.

Un graphique ne fixe aucune couleur : il emprunte celles de la page (`currentColor`, variables CSS), clair ou sombre.
Il existe en deux largeurs, parce qu’un dessin d’ordinateur réduit à un téléphone ne se lit plus.
"""

import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator import equipe
from generator.catalogue.francais import INSECABLE, enumerer
from generator.modele.fiches import Donnee, Valeur

VERSION = "5.20"
"""La version de Vega-Lite, fixée pour que les mêmes fiches donnent les mêmes octets."""

LARGE, ETROIT = 640, 320
"""En pixels : la colonne de texte d’un ordinateur, celle d’un téléphone."""

_SANS_PEINTURE = re.compile(r'<path class="(?:background|foreground)"(?:(?! fill=| stroke=)[^>])*/>')
_POUR_VEGA = re.compile(r' (?:class|role|aria-\w+|version|xmlns:xlink)="[^"]*"| transform="translate\(0,0\)"')
_BALISE = re.compile(r"<[^>]+>")
_DECIMALES = re.compile(r"-?\d+\.\d{3,}")
_VIDE = re.compile(r"<g[^>]*></g>")

COULEUR, SECONDE, FOND = "var(--o-couleur)", "var(--o-discret)", "var(--o-fond)"
CORPS = 15
INTERLIGNE = 19


@dataclass(frozen=True)
class Graphique:
    """Le graphique d’une donnée, qui ne se dessine que si on le regarde : chaque dessin demande trente millièmes de seconde.

    `cle`, celle de sa fiche, distingue ses identifiants de ceux d’un autre.
    """

    cle: str
    donnee: Donnee

    @cached_property
    def large(self) -> str:
        """Son dessin (SVG) pour un ordinateur."""
        return self._dessiner(LARGE)

    @cached_property
    def etroit(self) -> str:
        """Son dessin pour un téléphone."""
        return self._dessiner(ETROIT)

    @property
    def description(self) -> str:
        """La phrase qui le remplace pour qui ne le voit pas."""
        return _decrire(self.donnee)

    @property
    def est_dessine(self) -> bool:
        return {"large", "etroit"} <= vars(self).keys()

    def garder(self, large: str, etroit: str) -> None:
        """Retient ses dessins, faits ailleurs."""
        vars(self).update(large=large, etroit=etroit)

    def _dessiner(self, largeur: int) -> str:
        assert self.donnee.graphique is not None
        return _svg(_DESSINS[self.donnee.graphique](self.donnee, largeur), f"{self.cle.replace('/', '-')}-{largeur}")


def dessiner_d_avance(graphiques: Sequence[Graphique]) -> None:
    """Fait les dessins qui manquent, ailleurs : la bibliothèque laisse derrière elle des fils d’exécution, et cent mégaoctets."""
    a_faire = [graphique for graphique in graphiques if not graphique.est_dessine]
    for graphique, dessins in zip(a_faire, equipe.ailleurs(lambda un: (un.large, un.etroit), a_faire), strict=True):
        graphique.garder(*dessins)


def _svg(dessin: dict[str, Any], prefixe: str) -> str:
    # La bibliothèque pèse : elle ne se charge qu’au premier dessin.
    import vl_convert  # noqa: PLC0415

    brut = vl_convert.vegalite_to_svg({**_COMMUN, **dessin}, vl_version=VERSION)
    # Vega numérote ses découpes à la suite d’un graphique à l’autre : sans préfixe à eux, deux dessins se les voleraient.
    noms = {nom: f"{prefixe}-{rang}" for rang, nom in enumerate(dict.fromkeys(re.findall(r'id="([\w-]+)"', brut)))}
    svg = re.sub(r'(id="|url\(#)([\w-]+)', lambda m: m[1] + noms.get(m[2], m[2]), brut)
    return _alleger(svg).replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def _alleger(svg: str) -> str:
    """Le même dessin, sans ce que Vega y met pour lui : fonds que rien ne peint, noms des marques, douze décimales."""
    svg = _SANS_PEINTURE.sub("", svg)
    svg = _POUR_VEGA.sub("", svg)
    svg = _BALISE.sub(lambda balise: _DECIMALES.sub(lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), balise[0]), svg)
    while True:
        svg, vides = _VIDE.subn("", svg)
        if not vides:
            return svg


_COMMUN: dict[str, Any] = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "background": None,
    "padding": 0,
    "config": {
        "aria": False,
        "font": "system-ui, sans-serif",
        "view": {"stroke": None},
        "text": {"fontSize": CORPS, "color": "currentColor", "lineBreak": "\n", "lineHeight": INTERLIGNE},
        "axis": {"labelColor": "currentColor", "labelFontSize": CORPS, "domain": False, "ticks": False, "grid": False},
    },
}


def _decrire(donnee: Donnee) -> str:
    return f"{donnee.question} {enumerer([_dire(v, donnee.unite) for v in donnee.valeurs])}."


def _dire(valeur: Valeur, unite: str) -> str:
    precisions = " ".join(str(p) for p in (valeur.serie, valeur.annee) if p)
    libelle = f"{valeur.libelle} ({precisions})" if precisions else valeur.libelle
    nombre = f"rang{INSECABLE}{valeur.valeur}" if unite == "rang" else _etiquette(valeur, unite)
    return f"{libelle}{INSECABLE}: {nombre}"


def _etiquette(valeur: Valeur, unite: str) -> str:
    return f"{valeur.valeur}{INSECABLE}%" if unite == "%" else valeur.valeur


def _couper(texte: str, largeur: int) -> list[str]:
    """Un libellé en lignes qui tiennent dans `largeur` pixels."""
    return textwrap.wrap(texte, max(12, int(largeur / (CORPS * 0.53)))) or [texte]


def _maximum(donnee: Donnee) -> float:
    nombres = [v.nombre or 0 for v in donnee.valeurs]
    return 100 if donnee.unite == "%" else max(nombres) or 1


def _rangees(lignes: list[dict[str, Any]], maximum: float, largeur: int, marque: dict[str, Any]) -> dict[str, Any]:
    """Des rangées : un libellé au-dessus, sa marque en dessous, sa valeur au bout. Rien à deviner dans une marge.

    Une rangée sans nombre est un titre : elle n’a que son libellé, plus bas.
    """
    mesurees = [ligne for ligne in lignes if ligne["nombre"] is not None]
    hauteur = max(ligne["libelle"].count("\n") + 1 for ligne in mesurees) * INTERLIGNE + 36
    bas = (hauteur - 36) / 2
    point = marque["type"] == "circle"
    echelle = {"type": "quantitative", "axis": None, "scale": {"domain": [0, maximum], "range": [0, largeur - 70]}}
    x = {"field": "nombre", **echelle}
    fond = {"type": "rect", "color": COULEUR, "opacity": 0.14, "height": 4 if point else 18, "yOffset": bas, "cornerRadius": 3}
    bout = {"type": "text", "align": "left", "baseline": "middle", "dx": 14 if point else 8, "dy": bas + 1, "fontWeight": 700}
    couleur = {"field": "couleur", "type": "nominal", "scale": None}
    return {
        "width": largeur,
        "height": {"step": hauteur},
        "data": {"values": [{**ligne, "hausse": _hausse(ligne, bas)} for ligne in lignes]},
        "encoding": {"y": {"field": "rang", "type": "ordinal", "axis": None, "scale": {"padding": 0}}},
        "layer": [
            {
                "transform": [{"filter": "isValid(datum.nombre)"}],
                "layer": [
                    {"mark": fond, "encoding": {"x": {"datum": 0, **echelle}, "x2": {"datum": maximum}}},
                    {"mark": {**marque, "yOffset": bas}, "encoding": {"x": x, "color": couleur}},
                    {"mark": bout, "encoding": {"x": x, "text": {"field": "etiquette"}}},
                ],
            },
            {
                "mark": {"type": "text", "align": "left", "baseline": "line-bottom", "dy": {"expr": "datum.hausse"}},
                "encoding": {"x": {"value": 0}, "text": {"field": "libelle"}},
            },
        ],
    }


def _hausse(ligne: dict[str, Any], bas: float) -> float:
    """De combien monter la première ligne d’un libellé pour que la dernière touche sa barre."""
    return bas + (6 if ligne["nombre"] is None else -13) - INTERLIGNE * int(ligne["libelle"].count("\n"))


def _barres(donnee: Donnee, largeur: int) -> dict[str, Any]:
    lignes = [
        {
            "rang": rang,
            "libelle": "\n".join(_couper(v.libelle, largeur)),
            "nombre": v.nombre,
            "etiquette": _etiquette(v, donnee.unite),
            "couleur": COULEUR,
        }
        for rang, v in enumerate(donnee.valeurs)
    ]
    return _rangees(lignes, _maximum(donnee), largeur, {"type": "bar", "height": 18, "cornerRadius": 3})


def _barres_groupees(donnee: Donnee, largeur: int) -> dict[str, Any]:
    """Une rangée de titre par libellé, puis une barre par série ; la couleur ne fait que rappeler le nom."""
    series = list(dict.fromkeys(v.serie for v in donnee.valeurs))
    libelles = list(dict.fromkeys(v.libelle for v in donnee.valeurs))
    lignes: list[dict[str, Any]] = []
    for libelle in libelles:
        lignes.append({"rang": len(lignes), "libelle": "\n".join(_couper(libelle, largeur)), "nombre": None})
        lignes += [
            {
                "rang": len(lignes) + rang,
                "libelle": v.serie,
                "nombre": v.nombre,
                "etiquette": _etiquette(v, donnee.unite),
                "couleur": COULEUR if series.index(v.serie) == 0 else SECONDE,
            }
            for rang, v in enumerate(v for v in donnee.valeurs if v.libelle == libelle)
        ]
    return _rangees(lignes, _maximum(donnee), largeur, {"type": "bar", "height": 18, "cornerRadius": 3})


def _reperes(donnee: Donnee, largeur: int) -> dict[str, Any]:
    """Des points datés, jamais reliés : la question a changé d’une date à l’autre."""
    lignes = [
        {
            "rang": rang,
            "libelle": "\n".join(_couper(f"{v.annee}{INSECABLE}: {v.libelle}", largeur)),
            "nombre": v.nombre,
            "etiquette": _etiquette(v, donnee.unite),
            "couleur": COULEUR,
        }
        for rang, v in enumerate(donnee.valeurs)
    ]
    return _rangees(lignes, _maximum(donnee), largeur, {"type": "circle", "size": 220, "opacity": 1})


def _points(donnee: Donnee) -> list[dict[str, Any]]:
    return [
        {"annee": str(v.annee), "nombre": v.nombre, "libelle": v.libelle, "etiquette": _etiquette(v, donnee.unite)}
        for v in donnee.valeurs
    ]


def _evolution(donnee: Donnee, largeur: int) -> dict[str, Any]:
    annees = sorted({str(v.annee) for v in donnee.valeurs})
    seule = len({v.libelle for v in donnee.valeurs}) == 1
    marge = 30 if seule else largeur * 0.42
    echelle = {"domain": annees, "range": [40, largeur - marge - 40], "type": "point", "padding": 0}
    x = {"field": "annee", "type": "ordinal", "scale": echelle, "axis": {"title": None, "labelAngle": 0, "labelPadding": 10}}
    y = {"field": "nombre", "type": "quantitative", "axis": None, "scale": {"domain": [0, _maximum(donnee)]}}
    couches: list[dict[str, Any]] = [
        {"mark": {"type": "line", "color": COULEUR, "strokeWidth": 3}, "encoding": {"detail": {"field": "libelle"}}},
        {"mark": {"type": "circle", "color": COULEUR, "size": 120, "opacity": 1}},
        {"mark": {"type": "text", "dy": -18, "fontWeight": 700}, "encoding": {"text": {"field": "etiquette"}}},
    ]
    if not seule:
        couches.append(_noms_a_droite(annees[-1], largeur * 0.42))
    return {
        "width": largeur,
        "height": 220,
        "data": {"values": _avec_noms(_points(donnee), marge)},
        "encoding": {"x": x, "y": y},
        "layer": couches,
    }


def _rangs(donnee: Donnee, largeur: int) -> dict[str, Any]:
    """Deux classements face à face, le premier en haut ; un rond par rang, le nom au bout de la ligne."""
    annees = sorted({str(v.annee) for v in donnee.valeurs})
    marge = largeur * 0.56
    dernier = max(v.nombre or 0 for v in donnee.valeurs)
    echelle = {"domain": annees, "range": [20, largeur - marge - 24], "type": "point", "padding": 0}
    x = {
        "field": "annee",
        "type": "ordinal",
        "scale": echelle,
        "axis": {"title": None, "orient": "top", "labelAngle": 0, "labelPadding": 14},
    }
    y = {
        "field": "nombre",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [dernier + 0.5, 0.5], "nice": False, "zero": False},
    }
    return {
        "width": largeur,
        "height": dernier * 52,
        "data": {"values": _avec_noms(_points(donnee), marge)},
        "encoding": {"x": x, "y": y},
        "layer": [
            {"mark": {"type": "line", "color": COULEUR, "strokeWidth": 2}, "encoding": {"detail": {"field": "libelle"}}},
            {"mark": {"type": "circle", "color": COULEUR, "size": 640, "opacity": 1}},
            {
                "mark": {"type": "text", "color": FOND, "fontWeight": 700, "baseline": "middle"},
                "encoding": {"text": {"field": "etiquette"}},
            },
            _noms_a_droite(annees[-1], marge),
        ],
    }


def _avec_noms(points: list[dict[str, Any]], marge: float) -> list[dict[str, Any]]:
    return [{**point, "nom": "\n".join(_couper(point["libelle"], int(marge)))} for point in points]


def _noms_a_droite(annee: str, marge: float) -> dict[str, Any]:
    return {
        "transform": [{"filter": f"datum.annee === '{annee}'"}],
        "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 24, "lineHeight": 16, "fontSize": 13},
        "encoding": {"text": {"field": "nom"}},
    }


_DESSINS: dict[str, Callable[[Donnee, int], dict[str, Any]]] = {
    "barres": _barres,
    "barres-groupees": _barres_groupees,
    "evolution": _evolution,
    "rangs": _rangs,
    "reperes": _reperes,
}
