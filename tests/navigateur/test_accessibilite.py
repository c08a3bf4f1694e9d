"""axe-core ne trouve rien à redire, gabarit par gabarit, en clair et en sombre, sur un téléphone et sur un écran large.

Chaque page se charge une fois. Le mode ne change que des couleurs : seules leurs règles sont jouées dans les deux.
Ce sont les plus longues, et elles ne dépendent que des styles : ce qui a même forme au même endroit n’est regardé que deux fois.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from pages import GABARITS
from playwright.sync_api import Browser, Page, expect

TELEPHONE, LARGE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
ECRANS = {"téléphone": TELEPHONE, "large": LARGE}
MODES = {"light": "default", "dark": "slate"}
"""Le mode que demande le visiteur, et le nom que Material lui donne."""

COULEURS = ["color-contrast", "link-in-text-block"]
"""Les règles d’axe qui lisent des couleurs (`cat.color`, hors niveau AAA) ; les autres lisent la structure et les tailles."""
SEULEMENT_LES_COULEURS = {"runOnly": COULEURS}
SAUF_LES_COULEURS = {"rules": {regle: {"enabled": False} for regle in COULEURS}}
TOUT: dict[str, Any] = {}

AXE = """
(options) => axe.run({ resultTypes: ["violations"], ...options })
  .then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, failureSummary }) => `${id} : ${target} ${html.slice(0, 120)} ${failureSummary}`)))
"""

ALLEGER = """
(vues) => {
  // Une forme : l’élément, ses classes, ses styles, et les formes qu’il contient. Sans le texte : sa couleur n’en dépend pas.
  const nom = (element) => [element.localName, element.className, element.getAttribute("style")].join(".");
  const forme = (element) => `${nom(element)}(${[...element.children].map(forme)})`;
  const condenser = (texte) => {
    let [un, autre] = [7, 31];
    for (let i = 0; i < texte.length; i++) {
      un = (Math.imul(un, 33) ^ texte.charCodeAt(i)) >>> 0;
      autre = (Math.imul(autre, 65599) + texte.charCodeAt(i)) >>> 0;
    }
    return `${un}-${autre}`;
  };
  const alleger = (parent, chemin) => {
    for (const enfant of [...parent.children].filter((element) => element instanceof HTMLElement)) {
      const cle = condenser(`${chemin} > ${forme(enfant)}`);
      vues[cle] = (vues[cle] ?? 0) + 1;
      if (vues[cle] > 2) enfant.remove();
      else alleger(enfant, `${chemin} > ${nom(enfant)}`);
    }
  };
  alleger(document.body, "");
  return vues;
}
"""
"""Retire de la page ce dont elle, ou une page d’avant, a déjà montré deux fois la forme au même endroit."""


@pytest.fixture(scope="module")
def page(navigateur: Browser) -> Iterator[Page]:
    page = navigateur.new_page(viewport=TELEPHONE, reduced_motion="reduce")
    page.set_default_timeout(10_000)
    yield page
    page.close()


@pytest.fixture(scope="module")
def vues() -> dict[str, int]:
    """Combien de fois chaque forme a été regardée, à son endroit."""
    return {}


def ouvrir(page: Page, adresse: str, ecran: dict[str, int]) -> None:
    page.set_viewport_size(ecran)  # type: ignore[arg-type]
    page.goto(adresse)
    if page.locator("[data-explorateur]").count():
        page.wait_for_selector("[data-pret]")
    page.evaluate(f"{AXE_SCRIPT}; null")


def passer(page: Page, mode: str) -> None:
    """Change de mode sur place : c’est un attribut du corps de la page que pose Material."""
    page.emulate_media(color_scheme=mode)  # type: ignore[arg-type]
    page.evaluate("(nom) => { document.body.dataset.mdColorScheme = nom; }", MODES[mode])


def fautes(page: Page, options: dict[str, Any]) -> list[str]:
    """Ce qu’axe reproche à la page, en une ligne par faute."""
    reproches: list[str] = page.evaluate(AXE, options)
    return reproches


@pytest.mark.parametrize("chemin", GABARITS.values(), ids=GABARITS)
def test_axe_ne_trouve_rien(page: Page, adresse: str, vues: dict[str, int], chemin: str) -> None:
    ouvrir(page, f"{adresse}/{chemin}", TELEPHONE)
    # Ce qui se déplie se lit aussi.
    page.evaluate("for (const d of document.querySelectorAll('main details:not([data-tiroir])')) d.open = true")
    for ecran in ECRANS.values():
        page.set_viewport_size(ecran)  # type: ignore[arg-type]
        assert fautes(page, SAUF_LES_COULEURS) == []
    vues |= page.evaluate(ALLEGER, vues)
    for mode in MODES:
        passer(page, mode)
        for ecran in ECRANS.values():
            page.set_viewport_size(ecran)  # type: ignore[arg-type]
            assert fautes(page, SEULEMENT_LES_COULEURS) == [], mode


@pytest.mark.parametrize("ecran", ECRANS.values(), ids=ECRANS)
def test_axe_ne_trouve_rien_filtres_ouverts(page: Page, adresse: str, ecran: dict[str, int]) -> None:
    ouvrir(page, f"{adresse}/explorer/?domaines=sante&acteurs=entreprises", ecran)
    page.evaluate("document.querySelector('[data-tiroir]').open = true")
    page.evaluate("for (const d of document.querySelectorAll('.o-facette')) d.open = true")
    for mode, options in zip(MODES, (TOUT, SEULEMENT_LES_COULEURS), strict=True):
        passer(page, mode)
        assert fautes(page, options) == [], mode


@pytest.mark.parametrize("ecran", ECRANS.values(), ids=ECRANS)
def test_axe_ne_trouve_rien_recherche_ouverte(page: Page, adresse: str, ecran: dict[str, int]) -> None:
    ouvrir(page, f"{adresse}/exemples/silver-geek/", ecran)
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("aidants")
    page.locator("[data-liste] > li").first.wait_for()
    for mode, options in zip(MODES, (TOUT, SEULEMENT_LES_COULEURS), strict=True):
        passer(page, mode)
        assert fautes(page, options) == [], mode


@pytest.mark.parametrize("ecran", ECRANS.values(), ids=ECRANS)
def test_axe_ne_trouve_rien_lieux_proposes(page: Page, adresse: str, ecran: dict[str, int]) -> None:
    ouvrir(page, f"{adresse}/territoires/?lieu=saint+denis", ecran)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    for mode, options in zip(MODES, (TOUT, SEULEMENT_LES_COULEURS), strict=True):
        passer(page, mode)
        assert fautes(page, options) == [], mode


def test_axe_ne_trouve_rien_sur_une_page_ouverte_en_sombre(navigateur: Browser, adresse: str) -> None:
    """Le bouton du thème, lui, change avec le mode ; et le mode est bien celui que les autres tests posent."""
    page = navigateur.new_page(viewport=TELEPHONE, color_scheme="dark", reduced_motion="reduce")
    ouvrir(page, f"{adresse}/exemples/silver-geek/", TELEPHONE)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", MODES["dark"])
    assert fautes(page, TOUT) == []
    page.close()


@pytest.mark.parametrize("mode", MODES)
def test_une_faute_ne_passerait_pas_inapercue(page: Page, adresse: str, mode: str) -> None:
    """Une image muette, un texte trop pâle en clair et trop sombre en sombre, un lien que rien ne distingue de sa phrase."""
    ouvrir(page, f"{adresse}/404.html", LARGE)
    passer(page, mode)
    page.evaluate("""() => {
      const creer = (nom, style, ...contenu) => {
        const element = Object.assign(document.createElement(nom), { style });
        element.append(...contenu);
        return element;
      };
      const lien = Object.assign(creer("a", "color: #707070; text-decoration: none", "mène ailleurs"), { href: "/" });
      const muette = Object.assign(creer("img", ""), { src: "/assets/odd17/favicon.svg" });
      document.querySelector("article").append(
        muette,
        creer("p", "color: #777", "On me lit mal, et cette phrase est plus longue que ce qui ", lien, "."),
      );
    }""")
    assert {faute.partition(" ")[0] for faute in fautes(page, TOUT)} == {"image-alt", *COULEURS}
