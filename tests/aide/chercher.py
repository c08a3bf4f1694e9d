"""Interroger la recherche du site, telle que ses pages l’emploient : à évaluer dans une page du site, servi à la racine."""

import json
import re
import unicodedata
from pathlib import Path

from playwright.sync_api import Page

CHERCHER = """
async (question) => {
  const { chercher } = await import("/assets/odd17/recherche/moteur.js");
  const { completes, proches, autre } = await chercher(question, "/");
  return { autre, completes: completes.length, adresses: [...completes, ...proches].map(({ cle }) => cle) };
}
"""
"""Dans l’ordre où le dialogue les montre : les pages qui ont tous les mots, puis les plus proches."""

ENSEMBLES = """
async (questions) => {
  const { chercher } = await import("/assets/odd17/recherche/moteur.js");
  const trouver = async (question) => (await chercher(question, "/")).completes.map(({ cle }) => cle).sort();
  return JSON.stringify(await Promise.all(questions.map(trouver)));
}
"""


SANS_NOTES = """
export * from "./pagefind.js?entier";
import { search } from "./pagefind.js?entier";
const faites = new Map();
const exacte = (question) => {
  const mot = question.startsWith('"') ? question : `"${question}"`;
  if (!faites.has(mot)) faites.set(mot, search(mot));
  return faites.get(mot);
};
export { exacte as search };
"""
"""Pagefind, qui ne note plus les pages : les mêmes se trouvent, cinq fois plus vite. Pour qui ne regarde pas leur rang."""


def sans_notes(page: Page) -> None:
    """Fait chercher cette page sans noter ce qu’elle trouve."""
    page.route("**/pagefind/pagefind.js", lambda route: route.fulfill(body=SANS_NOTES, content_type="text/javascript"))


def ensembles(page: Page, questions: list[str]) -> list[list[str]]:
    """Pour chaque question, les pages qui en ont tous les mots."""
    lus: list[list[str]] = json.loads(page.evaluate(ENSEMBLES, questions))
    return lus


def mots_du_site(site: Path) -> list[str]:
    """Les mots de l’index : chacun y dit combien de lettres il garde de celui d’avant, puis sa suite."""
    lus: list[str] = []
    for classe in json.loads((site / "pagefind/mots.json").read_text("utf-8")):
        mot = ""
        for abrege in classe.split(" "):
            mot = mot[: int(abrege[0], 36)] + abrege[1:]
            lus.append(mot)
    return lus


def paires(site: Path) -> list[tuple[str, str]]:
    """Les mots du site qui ont un accent, avec et sans lui ; ceux qui existent avec et sans « s », dans les deux formes."""
    mots = mots_du_site(site)
    connus = set(mots)
    nus = {mot: re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", mot)) for mot in mots}
    accentues = [(mot, nu) for mot, nu in nus.items() if mot != nu and len(mot) > 3]
    return accentues + [(mot, f"{mot}s") for mot in mots if f"{mot}s" in connus and len(mot) > 3]


def differents(page: Page, eprouvees: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Les paires dont les deux mots ne trouvent pas les mêmes pages."""
    trouvees = ensembles(page, [mot for paire in eprouvees for mot in paire])
    return [paire for paire, une, autre in zip(eprouvees, trouvees[::2], trouvees[1::2], strict=True) if une != autre]


def introuvables(page: Page, mots: list[str]) -> list[str]:
    trouvees = ensembles(page, mots)
    return [mot for mot, pages in zip(mots, trouvees, strict=True) if not pages]
