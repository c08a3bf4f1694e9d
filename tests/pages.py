"""Lire les pages construites : leurs liens, leurs ancres, leurs effectifs."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html


@cache
def lire(chemin: Path) -> html.HtmlElement:
    return html.document_fromstring(chemin.read_text("utf-8"))


def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Toutes les pages, par adresse relative à la racine (« exemples/silver-geek/ »)."""
    return {adresse(site, chemin): lire(chemin) for chemin in sorted(site.rglob("*.html"))}


def adresse(site: Path, chemin: Path) -> str:
    return chemin.relative_to(site).as_posix().removesuffix("index.html")


def liens(page: html.HtmlElement) -> Iterator[str]:
    """Les adresses où mène une page."""
    yield from page.xpath("//a[@href]/@href")


def resoudre(depuis: str, lien: str) -> tuple[str, str] | None:
    """L’adresse et l’ancre que désigne un lien interne lu sur la page `depuis`, ou `None` s’il sort du site."""
    if urlsplit(lien).scheme or lien.startswith("//"):
        return None
    entier = urlsplit(urljoin(f"http://site/{depuis}", lien))
    return unquote(entier.path.lstrip("/")), unquote(entier.fragment)
