"""Les graphiques à l’écran : un seul se voit, il tient dans la page, ses couleurs suivent le mode."""

import pytest
from depots import FIGE
from playwright.sync_api import Browser
from recompte import fiches

DESSINEES = {cle: entete for cle, entete in fiches(FIGE).items() if cle.startswith("donnees/") and entete.get("graphique")}


@pytest.mark.parametrize(("largeur", "visible"), [(390, "o-graphique__etroit"), (1280, "o-graphique__large")])
def test_un_seul_dessin_se_voit_et_il_tient_dans_la_page(adresse: str, navigateur: Browser, largeur: int, visible: str) -> None:
    page = navigateur.new_page(viewport={"width": largeur, "height": 900})
    for cle in DESSINEES:
        page.goto(f"{adresse}/{cle}/")
        vus = page.locator(".o-donnee .o-graphique > div:visible")
        assert vus.count() == 1
        assert visible in (vus.get_attribute("class") or "")
        assert page.evaluate("document.documentElement.scrollWidth") <= largeur
        boite = page.locator(f".o-donnee .{visible} svg").bounding_box()
        assert boite is not None
        assert boite["width"] >= 0.9 * min(320, largeur)
    page.close()


def test_les_couleurs_suivent_le_mode_sombre(adresse: str, navigateur: Browser) -> None:
    def remplissage(mode: str) -> str:
        page = navigateur.new_page(color_scheme=mode)
        page.goto(f"{adresse}/donnees/jouer-collectif-2022/")
        couleur: str = page.evaluate("getComputedStyle(document.querySelector('.o-graphique [fill^=\"var\"]')).fill")
        page.close()
        return couleur

    assert remplissage("light") == "rgb(138, 59, 18)"
    assert remplissage("dark") == "rgb(240, 180, 138)"
