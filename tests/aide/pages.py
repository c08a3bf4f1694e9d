"""Lire les pages construites : leurs liens, leurs ancres, leurs effectifs."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

GABARITS = {
    "accueil": "",
    "exemple": "exemples/silver-geek/",
    "exemple qui se contredit": "exemples/fonds-soutien-entreprises-charenton/",
    "méthode": "methodes/carre-magique/",
    "outil": "outils/charte-du-faire-alliance/",
    "donnée en graphique": "donnees/fragilites-2019-2022/",
    "donnée groupée": "donnees/effets-attendus-deux-regions/",
    "compétence": "competences/le-rameau/",
    "mesure": "mesures/mesure-08/",
    "explorateur": "explorer/",
    "explorateur filtré": "explorer/?domaines=sante&vue=tableau",
    "exemples": "exemples/",
    "carte des outils": "outils/",
    "programme": "mesures/",
    "graphiques": "donnees/",
    "facette": "domaines/",
    "modalité": "domaines/sante/",
    "territoires": "territoires/",
    "près de moi": "territoires/?lieu=rennes-35238",
    "région": "territoires/auvergne-rhone-alpes/",
    "département": "territoires/val-de-marne/",
    "commune": "territoires/loiret/montargis/",
    "outre-mer": "territoires/mayotte/",
    "croisement": "acteurs/entreprises/domaines/sante/",
    "comprendre": "comprendre/",
    "question": "par-ou-commencer/",
    "bout du chemin": "par-ou-commencer/entreprises/outils/animer/",
    "parcours": "parcours/quatre-heures/",
    "tous les parcours": "parcours/",
    "glossaire": "glossaire/",
    "sources": "sources/",
    "source": "sources/colloque-2022/",
    "organisations": "organisations/",
    "organisations d’un profil": "organisations/profils/associations-fondations/",
    "organisation": "organisations/fonds-odd-17/",
    "réseau": "organisations/reseau/",
    "croiser": "croiser/",
    "matrice": "croiser/domaines-territoires/",
    "ce qui manque": "ce-qui-manque/",
    "état": "contribuer/etat/",
    "contribuer": "contribuer/",
    "formulaire": "proposer/",
    "constat": "contribuer/constats/champ-manquant/",
    "champs": "contribuer/champs/exemples/",
    "recherche à l’épreuve": "contribuer/recherche/",
    "épreuve": "contribuer/recherche/ecritures/",
    "vitesse": "contribuer/vitesse/",
    "mentions légales": "mentions-legales/",
    "plan du site": "plan-du-site/",
    "404": "404.html",
}
"""Une page de chaque gabarit, et ses variantes qui comptent, sur le site du dépôt figé."""


@cache
def lire(chemin: Path) -> html.HtmlElement:
    return html.document_fromstring(chemin.read_text("utf-8"))


def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Toutes les pages, par adresse relative à la racine (« exemples/silver-geek/ »)."""
    return {adresse(site, chemin): lire(chemin) for chemin in sorted(site.rglob("*.html"))}


def adresse(site: Path, chemin: Path) -> str:
    return chemin.relative_to(site).as_posix().removesuffix("index.html")


def liens(noeud: html.HtmlElement) -> Iterator[str]:
    """Les adresses où mène une page, ou l’un de ses éléments."""
    yield from noeud.xpath(".//a[@href]/@href")


def resoudre(depuis: str, lien: str) -> tuple[str, str] | None:
    """L’adresse et l’ancre que désigne un lien interne lu sur la page `depuis`, ou `None` s’il sort du site."""
    if urlsplit(lien).scheme or lien.startswith("//"):
        return None
    entier = urlsplit(urljoin(f"http://site/{depuis}", lien))
    return unquote(entier.path.lstrip("/")), unquote(entier.fragment)
