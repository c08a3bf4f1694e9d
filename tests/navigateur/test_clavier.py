"""Le site au clavier seul, d’un bout à l’autre : tout s’atteint, tout se voit, rien ne retient."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

LARGEURS = [390, 1280]

OU = """
() => {
  const actif = document.activeElement;
  if (!actif || actif === document.body) return null;
  // Le choix du thème est une case sans taille : c’est son bouton, juste après, qui se montre à sa place.
  const visible = actif.matches(".md-option") ? actif.nextElementSibling : actif.closest(".o-dialogue__familles label") ?? actif;
  const { top, bottom, left, right, width, height } = visible.getBoundingClientRect();
  const dedans = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth && width > 0 && height > 0;
  // Ce qui est recouvert ne se voit pas : on regarde ce qui est dessiné à cet endroit.
  const borner = (valeur, fin) => Math.min(Math.max(valeur, 1), fin - 1);
  // Le milieu d’un département aux bords creux est chez son voisin : un endroit où on le voit suffit.
  const parts = visible instanceof SVGElement ? [0.5, 0.35, 0.65, 0.2, 0.8] : [0.5];
  const endroits = parts.flatMap((x) => parts.map((y) => [left + x * width, top + y * height]));
  const decouvert = dedans && endroits.some(([x, y]) => {
    const dessus = document.elementFromPoint(borner(x, innerWidth), borner(y, innerHeight));
    return dessus && (visible.contains(dessus) || dessus.contains(visible));
  });
  const { outlineStyle, outlineWidth, stroke } = getComputedStyle(visible);
  // Une forme de la carte se cerne de son propre trait, qui change de couleur.
  const voisine = visible instanceof SVGElement && (visible.nextElementSibling ?? visible.previousElementSibling);
  const trait = voisine && getComputedStyle(voisine).stroke !== stroke;
  actif.dataset.atteint = "";
  return {
    nom: actif.getAttribute("aria-label") ?? (actif.labels?.[0] ?? actif).textContent.trim().replace(/\\s+/g, " ").slice(0, 60),
    vu: Boolean(decouvert) && visible.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    cerne: Boolean(trait) || (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1),
  };
}
"""

OUBLIES = """
() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
  .filter((element) => !("atteint" in element.dataset) && !element.disabled && !element.closest("[inert], dialog:not([open])"))
  .filter((element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  // Les boutons radio d’un groupe ne font qu’une étape : les flèches passent de l’un à l’autre.
  .filter((element) => element.type !== "radio")
  .map((element) => element.outerHTML.slice(0, 120))
"""


def ouvrir(navigateur: Browser, adresse: str, largeur: int) -> Page:
    page = navigateur.new_page(viewport={"width": largeur, "height": 844}, reduced_motion="reduce")
    page.goto(adresse)
    if page.locator("[data-explorateur]").count():
        page.wait_for_selector("[data-pret]")
    if page.locator("[data-carte]").count():
        # La carte n’arrive que si l’on descend jusqu’à elle, et ses tracés un peu après.
        page.locator("[data-carte]").scroll_into_view_if_needed()
        page.wait_for_function(
            "[...document.querySelectorAll('[data-carte] a.o-departement')].at(-1)?.getBoundingClientRect().width > 0"
        )
        page.evaluate("scrollTo(0, 0)")
    return page


def parcourir(page: Page, limite: int = 600) -> Iterator[dict[str, object]]:
    """Chaque étape de la touche Tab, jusqu’au bout de la page."""
    for _ in range(limite):
        page.keyboard.press("Tab")
        etape = page.evaluate(OU)
        if etape is None:
            return
        yield etape
    raise AssertionError(f"la page retient le clavier : {limite} étapes sans en sortir")


def aller(page: Page, cible: Locator) -> None:
    """Va jusqu’à un élément avec la seule touche Tab."""
    for _ in parcourir(page):
        if cible.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"inaccessible au clavier : {cible}")


@pytest.mark.parametrize("largeur", LARGEURS)
@pytest.mark.parametrize("chemin", ["", "explorer/", "exemples/silver-geek/", "outils/", "glossaire/", "404.html"])
def test_tout_s_atteint_et_se_voit(navigateur: Browser, adresse: str, chemin: str, largeur: int) -> None:
    page = ouvrir(navigateur, f"{adresse}/{chemin}", largeur)
    etapes = list(parcourir(page))
    assert len(etapes) > 10
    assert [etape["nom"] for etape in etapes if not etape["vu"]] == [], "le clavier passe par ce qui ne se voit pas"
    assert [etape["nom"] for etape in etapes if not etape["cerne"]] == [], "on ne voit pas où est le clavier"
    assert all(etape["nom"] for etape in etapes), etapes
    assert page.evaluate(OUBLIES) == []
    page.close()


@pytest.mark.parametrize("largeur", LARGEURS)
@pytest.mark.parametrize("chemin", ["", "explorer/", "exemples/silver-geek/", "404.html"])
def test_un_premier_pas_mene_au_contenu(navigateur: Browser, adresse: str, chemin: str, largeur: int) -> None:
    page = ouvrir(navigateur, f"{adresse}/{chemin}", largeur)
    page.keyboard.press("Tab")
    lien = page.get_by_role("link", name="Aller au contenu")
    expect(lien).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.o-page') !== null")
    page.close()


def test_le_menu_d_un_telephone_s_ouvre_et_se_ferme(navigateur: Browser, adresse: str) -> None:
    page = ouvrir(navigateur, f"{adresse}/exemples/silver-geek/", 390)
    menu = page.get_by_role("button", name="Menu")
    aller(page, menu)
    expect(menu).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    aller(page, page.get_by_role("link", name="Méthodes", exact=True).first)
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
    page.keyboard.press(" ")
    expect(menu).to_have_attribute("aria-expanded", "true")
    page.close()


@pytest.mark.parametrize("touche", ["Enter", " "])
def test_le_theme_change(navigateur: Browser, adresse: str, touche: str) -> None:
    page = ouvrir(navigateur, f"{adresse}/", 1280)
    aller(page, page.locator("#__palette_0"))
    page.keyboard.press(touche)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.keyboard.press(touche)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.close()


def test_choisir_des_fiches_de_bout_en_bout(navigateur: Browser, adresse: str) -> None:
    page = ouvrir(navigateur, f"{adresse}/explorer/", 1280)
    annonce = page.locator("[data-annonce]")
    avant = int(annonce.get_attribute("data-total") or 0)
    sante = page.get_by_label("Santé", exact=True)
    aller(page, sante)
    page.keyboard.press(" ")
    expect(sante).to_be_checked()
    expect(sante).to_be_focused()
    expect(annonce).not_to_have_attribute("data-total", str(avant))
    taille = page.locator("details[data-facette=tailles]")
    aller(page, taille.locator("summary"))
    page.keyboard.press("Enter")
    expect(taille).to_have_attribute("open", "")
    texte = page.get_by_label("Chercher dans le texte")
    aller(page, texte)
    page.keyboard.type("aidants")
    expect(page.get_by_role("button", name="Retirer « aidants »")).to_be_visible()
    expect(texte).to_be_focused()
    aller(page, page.get_by_role("button", name="Retirer Santé"))
    page.keyboard.press("Enter")
    expect(sante).not_to_be_checked()
    aller(page, page.locator("[data-fiches] [data-fiche] a").first)
    titre = page.locator("[data-fiches] [data-fiche] a").first.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(titre)
    page.close()


def test_le_tiroir_garde_le_clavier_tant_qu_il_est_ouvert(navigateur: Browser, adresse: str) -> None:
    page = ouvrir(navigateur, f"{adresse}/explorer/", 390)
    bouton = page.locator("[data-tiroir] > summary")
    aller(page, bouton)
    page.keyboard.press("Enter")
    sante = page.get_by_label("Santé", exact=True)
    aller(page, sante)
    page.keyboard.press(" ")
    expect(sante).to_be_checked()
    voir = page.get_by_role("button", name=re.compile("^Voir"))
    aller(page, voir)
    # Tout le reste est sous le tiroir : tant qu’il est ouvert, on n’y va ni en avançant ni en reculant.
    etapes = page.locator("[data-tiroir] :is(input:enabled, summary, button):visible").count()
    assert etapes > 10
    for touche in ("Tab", "Shift+Tab"):
        for _ in range(etapes + 10):
            page.keyboard.press(touche)
            assert page.evaluate(
                "document.activeElement === document.body || document.activeElement.closest('[data-tiroir]') !== null"
            )
    # Sortir du document pour y revenir dépend du navigateur, non de la page : on repart d’un choix.
    sante.focus()
    aller(page, voir)
    page.keyboard.press("Enter")
    expect(page.locator("[data-annonce]")).to_be_focused()
    page.close()
