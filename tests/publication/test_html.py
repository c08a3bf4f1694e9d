"""Le HTML publié est du HTML : ce qu’un validateur refuserait n’y est pas.

Le validateur du W3C demande Java, que l’on n’impose pas ; ces règles sont celles qu’il appliquait ici, et un analyseur strict.
"""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest
from lxml import html
from pages import GABARITS, pages

CHEMINS = {nom: urlsplit(chemin).path for nom, chemin in GABARITS.items()}


@pytest.mark.parametrize("nom", CHEMINS)
def test_chaque_gabarit_se_lit_sans_une_faute(site: Path, nom: str) -> None:
    fichier = site / CHEMINS[nom]
    texte = (fichier / "index.html" if fichier.is_dir() else fichier).read_text("utf-8")
    # L’analyseur date d’avant <template>, où une ligne de tableau peut vivre sans tableau.
    html5lib.HTMLParser(strict=True).parse(re.sub(r"<template.*?</template>", "", texte, flags=re.DOTALL))


def test_aucune_page_n_a_les_fautes_que_releve_un_validateur(site: Path) -> None:
    reproches = {adresse: trouves for adresse, page in pages(site).items() if (trouves := list(fautes(page)))}
    assert reproches == {}


def fautes(page: html.HtmlElement) -> list[str]:
    """Ce que le validateur du W3C a relevé un jour dans nos pages, ou aurait pu."""
    marques = Counter(page.xpath("//@id"))
    trouves = [f"« {marque} » est l’id de {nombre} éléments" for marque, nombre in marques.items() if nombre > 1]
    for attribut in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        for valeur in page.xpath(f"//@{attribut}"):
            trouves += [f"{attribut} désigne « {marque} », absent" for marque in valeur.split() if marque not in marques]
    muettes = "//input[@type='checkbox' or @type='radio'][@autocomplete]"
    trouves += [f"{len(page.xpath(muettes))} cases qui se complètent"] if page.xpath(muettes) else []
    trouves += [f"tabindex « {rang} »" for rang in page.xpath("//@tabindex") if rang not in {"0", "-1"}]
    trouves += ["une feuille de style dans le corps"] if page.xpath("//body//style[not(ancestor::svg)]") else []
    sans_titre = page.xpath("//section[not(@aria-label or @aria-labelledby)][not(.//h2 or .//h3 or .//h4)]")
    trouves += [f"une section sans titre, ligne {section.sourceline}" for section in sans_titre]
    return trouves
