"""axe-core ne trouve rien à redire, gabarit par gabarit, en clair et en sombre, sur un téléphone et sur un écran large."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import GABARITS
from playwright.sync_api import Browser, Page

ECRANS = {"téléphone": (390, 844), "large": (1280, 900)}


def fautes(page: Page) -> list[str]:
    """Ce qu’axe reproche à la page, en une ligne par faute."""
    violations = Axe().run(page).response["violations"]
    return [f"{v['id']} : {n['target']} {n['html'][:120]}" for v in violations for n in v["nodes"]]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ecran", ECRANS)
def test_axe_ne_trouve_rien(navigateur: Browser, adresse: str, mode: str, ecran: str) -> None:
    largeur, hauteur = ECRANS[ecran]
    page = navigateur.new_page(viewport={"width": largeur, "height": hauteur}, color_scheme=mode, reduced_motion="reduce")
    reproches = {}
    for nom, chemin in GABARITS.items():
        page.goto(f"{adresse}/{chemin}")
        if page.locator("[data-explorateur]").count():
            page.wait_for_selector("[data-pret]")
        # Ce qui se déplie se lit aussi.
        page.evaluate("for (const d of document.querySelectorAll('main details:not([data-tiroir])')) d.open = true")
        if trouvees := fautes(page):
            reproches[nom] = trouvees
    page.close()
    assert reproches == {}


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ecran", ECRANS)
def test_axe_ne_trouve_rien_filtres_ouverts_et_recherche_ouverte(
    navigateur: Browser, adresse: str, mode: str, ecran: str
) -> None:
    largeur, hauteur = ECRANS[ecran]
    page = navigateur.new_page(viewport={"width": largeur, "height": hauteur}, color_scheme=mode, reduced_motion="reduce")
    page.goto(f"{adresse}/explorer/?domaines=sante&acteurs=entreprises")
    page.wait_for_selector("[data-pret]")
    page.evaluate("document.querySelector('[data-tiroir]').open = true")
    page.evaluate("for (const d of document.querySelectorAll('.o-facette')) d.open = true")
    assert fautes(page) == []
    page.goto(f"{adresse}/exemples/silver-geek/")
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("aidants")
    page.locator("[data-liste] > li").first.wait_for()
    assert fautes(page) == []
    page.close()
