"""Ce qui s’imprime : ce que l’on ne sait pas se lit aussi sur le papier, et rien n’y attend un clic."""

import re
from collections.abc import Iterator

import pytest
from depots import FIGE
from playwright.sync_api import Browser, Page, expect
from recompte import fiches, ranger

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


def test_une_fiche_reperes_imprimee_dit_d_ou_elle_vient_et_tient_sur_une_page(papier: Page, adresse: str) -> None:
    siennes = ranger(FIGE)["domaines"]["lien-social"]
    jours = [max(str(fiches(FIGE)[cle].get(jour, "")) for jour in ("publie_le", "relu_le")) for cle in siennes]
    papier.goto(f"{adresse}/domaines/lien-social/")
    pied = papier.locator(".o-reperes .o-imprime")
    expect(pied).to_contain_text("ODD 17")
    expect(pied).to_contain_text("/domaines/lien-social/")
    expect(pied).to_contain_text(f"{len(siennes)}\N{NO-BREAK SPACE}fiches")
    annee, _, jour = max(jours).split("-")
    expect(pied).to_contain_text(re.compile(rf"\b{int(jour)}(er)?\s\w+\s{annee}"))
    for mort in ("Lesquels", "Ce qui leur manque"):
        expect(papier.get_by_role("link", name=mort)).to_have_count(0)
    assert feuilles(papier) == 1


def feuilles(papier: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", papier.pdf(format="A4", prefer_css_page_size=True)))


def test_un_tableau_croise_s_imprime_sans_une_page_de_plus_pour_une_ligne(papier: Page, adresse: str) -> None:
    papier.goto(f"{adresse}/croiser/domaines-territoires/")
    assert feuilles(papier) == 1
