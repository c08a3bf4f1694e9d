"""Ce qui s’imprime : ce que l’on ne sait pas se lit aussi sur le papier, et rien n’y attend un clic."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

UNE_COLONNE = 200
"""Ce qui est plus loin, en pixels, est dans une autre colonne."""


@pytest.fixture
def papier(navigateur: Browser) -> Iterator[Page]:
    """Une page large comme une feuille, telle qu’elle s’imprime."""
    contexte = navigateur.new_context(viewport={"width": 690, "height": 975})
    page = contexte.new_page()
    page.emulate_media(media="print")
    yield page
    contexte.close()


def test_une_fiche_imprimee_garde_ce_que_nous_ne_savons_pas(papier: Page, adresse: str) -> None:
    papier.goto(f"{adresse}/exemples/villeurbanne-coconstruction/")
    expect(papier.get_by_role("heading", name="Ce que nous ne savons pas encore")).to_be_visible()
    expect(papier.get_by_text("Complète à")).to_be_visible()
    # Un lien qui invite à compléter ne sert qu’à l’écran.
    expect(papier.get_by_text("Complétez cette fiche")).to_be_hidden()


def test_le_titre_d_un_groupe_de_partenaires_ne_reste_pas_seul_au_bas_d_une_colonne(papier: Page, adresse: str) -> None:
    papier.goto(f"{adresse}/exemples/villeurbanne-coconstruction/")
    for hauteur in range(16, 44, 2):
        # Une colonne plus ou moins haute coupe la liste partout où elle peut l’être.
        papier.locator(".o-bref").evaluate("(bref, rem) => bref.style.cssText = `column-fill: auto; height: ${rem}rem`", hauteur)
        for titre in papier.locator(".o-partenaires > p").all():
            ecart = titre.evaluate("t => t.nextElementSibling.getBoundingClientRect().left - t.getBoundingClientRect().left")
            assert abs(ecart) < UNE_COLONNE, (hauteur, titre.inner_text())
