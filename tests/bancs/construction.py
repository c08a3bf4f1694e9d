"""La construction du site : face à Material seul sur les mêmes textes, et quand le nombre de fiches décuple."""

import gzip
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

import material_seul
from fabrique import RACINE, fabriquer
from resultat import Course, Resultat, courir, fois, milliers, secondes

from generator.modele.fiches import FAMILLES

MKDOCS = (sys.executable, "-m", "mkdocs", "build", "-q")

FOIS = 3
"""Les constructions de mille fiches, en alternance avec Material : une machine partagée ralentit d’une minute à l’autre."""

UN_MEGAOCTET = 1_000_000


def mesurer(dossier: Path) -> Iterator[Resultat]:
    mille = fabriquer(dossier / "1000", 1_000)
    seul = material_seul.poser(mille, dossier / "material")
    nous, eux = [], []
    for _ in range(FOIS):
        nous.append(construire(mille).secondes)
        eux.append(construire(seul).secondes)
    rapport = statistics.median(une / autre for une, autre in zip(nous, eux, strict=True))
    regard = f"{secondes(statistics.median(nous))} contre {secondes(statistics.median(eux))} pour Material, search et tags seuls"
    yield Resultat("construction-1000", "Construire le site, face à Material", 1_000, fois(rapport), regard, "au plus 2 fois")
    yield from _poids_des_pages(dossier)

    dix_mille = fabriquer(dossier / "10000", 10_000)
    longue, courte = construire(dix_mille), construire(mille)
    site = dix_mille / "site"
    fichiers = [chemin for chemin in site.rglob("*") if chemin.is_file()]
    poids, pages = sum(chemin.stat().st_size for chemin in fichiers), sum(chemin.suffix == ".html" for chemin in fichiers)
    regard = f"{secondes(longue.secondes)} contre {secondes(courte.secondes)} pour mille fiches"
    croissance = fois(longue.secondes / courte.secondes)
    yield Resultat("construction-10000", "Construire dix fois plus de fiches", 10_000, croissance, regard, "au plus 10 fois")
    yield Resultat("memoire-10000", "La mémoire qu’il y faut", 10_000, milliers(longue.memoire, "Mo"), "", "au plus 1 500 Mo")
    yield Resultat("site-10000", "Le poids du site", 10_000, milliers(poids // UN_MEGAOCTET, "Mo"), "", "au plus 700 Mo")
    yield Resultat("pages-10000", "Le nombre de pages", 10_000, milliers(pages, "pages"), "", "au plus 13 000")


def construire(depot: Path) -> Course:
    return courir((*MKDOCS, "-f", str(depot / "mkdocs.yml")))


def _poids_des_pages(dossier: Path) -> Iterator[Resultat]:
    """Le poids des pages du vrai catalogue."""
    site = dossier / "vrai"
    courir((*MKDOCS, "-f", str(RACINE / "mkdocs.yml"), "-d", str(site)))
    fiches = [page for famille in FAMILLES for page in (site / famille).glob("*/index.html") if "page-" not in page.parent.name]
    octets = statistics.median(page.stat().st_size for page in fiches) / 1000
    compresses = max(len(gzip.compress(page.read_bytes())) for page in fiches) / 1000
    lourde = max(site.rglob("*.html"), key=lambda page: page.stat().st_size)
    nombre = len(fiches)
    yield Resultat("page-mediane", "La page d’une fiche, à la médiane", nombre, _ko(octets), "", "au plus 25 ko")
    yield Resultat("page-compressee", "La plus lourde, compressée", nombre, _ko(compresses), "", "au plus 12 ko")
    nom = f"/{lourde.parent.relative_to(site)}/"
    yield Resultat("page-lourde", "La page la plus lourde", nombre, _ko(lourde.stat().st_size / 1000), nom, "au plus 120 ko")


def _ko(poids: float) -> str:
    return f"{poids:.1f}\N{NO-BREAK SPACE}ko".replace(".", ",")
