"""Le site tel qu’un lecteur le voit : vrai Chromium, téléphone et écran, clair et sombre, avec ou sans JavaScript."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from reseau import Demandes

PAGES = [
    "",
    "exemples/",
    "exemples/silver-geek/",
    "exemples/paris-est-marne-et-bois/",
    "methodes/catalyse-territoriale/",
    "outils/charte-du-faire-alliance/",
    "donnees/jouer-collectif-2022/",
    "mesures/mesure-08/",
    "competences/le-rameau/",
    "domaines/",
    "domaines/emploi-insertion/",
    "territoires/mayotte/",
    "sources/",
    "sources/colloque-2022/",
    "contribuer/",
    "404.html",
]


TAILLES = [(360, 740), (390, 844), (1280, 900)]


@pytest.fixture(params=["light", "dark"])
def contexte(request: pytest.FixtureRequest, navigateur: Browser) -> Iterator[BrowserContext]:
    """En clair, les pages s’ouvrent sur un téléphone ; en sombre, sur un écran large. Sans fondu : rien n’est à attendre."""
    largeur, hauteur = TAILLES[0 if request.param == "light" else -1]
    contexte = navigateur.new_context(
        viewport={"width": largeur, "height": hauteur}, color_scheme=request.param, reduced_motion="reduce"
    )
    yield contexte
    contexte.close()


def tailles(page: Page) -> Iterator[int]:
    """La même page, d’un écran à l’autre, en commençant par celui où elle s’est ouverte."""
    ouverte = page.viewport_size
    assert ouverte is not None
    for largeur, hauteur in sorted(TAILLES, key=lambda taille: abs(taille[0] - ouverte["width"])):
        page.set_viewport_size({"width": largeur, "height": hauteur})
        yield largeur


def test_aucune_page_ne_deborde_ne_se_plaint_ni_n_appelle_un_tiers(contexte: BrowserContext, adresse: str) -> None:
    demandes = Demandes(contexte)
    plaintes: list[str] = []
    contexte.on("console", lambda message: plaintes.append(message.text) if message.type == "error" else None)
    contexte.on("weberror", lambda erreur: plaintes.append(str(erreur.error)))
    ouvertes = {chemin: contexte.new_page() for chemin in PAGES}
    for chemin, page in ouvertes.items():
        page.goto(f"{adresse}/{chemin}")
    demandes.attendre_le_calme(page)
    for chemin, page in ouvertes.items():
        for largeur in tailles(page):
            depassement = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert depassement <= 0, f"{chemin} dépasse de {depassement} px à {largeur} px"
    assert len(demandes.adresses) > len(PAGES)
    assert {urlsplit(demande).netloc for demande in demandes.adresses} == {urlsplit(adresse).netloc}
    assert plaintes == []
    assert contexte.cookies() == []


def test_les_cibles_se_touchent_du_doigt(navigateur: Browser, adresse: str) -> None:
    """Sur un téléphone, les entrées et les pastilles font au moins 44 px de haut."""
    contexte = navigateur.new_context(viewport={"width": 390, "height": 844})
    page = contexte.new_page()
    page.goto(adresse)
    assert page.locator(".o-entree > summary").count() > 1
    for entree in page.locator(".o-entree > summary").all():
        boite = entree.bounding_box()
        assert boite is not None
        assert boite["height"] >= 44
    page.locator(".o-entree > summary").nth(1).click()
    assert page.locator(".o-entree[open] .o-pastille").count() > 1
    for pastille in page.locator(".o-entree[open] .o-pastille").all():
        boite = pastille.bounding_box()
        assert boite is not None
        assert boite["height"] >= 44
    contexte.close()


@pytest.fixture
def sans_javascript(navigateur: Browser) -> Iterator[Page]:
    contexte = navigateur.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield contexte.new_page()
    contexte.close()


def test_sans_javascript_on_passe_de_son_defi_a_un_exemple_puis_a_un_outil(sans_javascript: Page, adresse: str) -> None:
    page = sans_javascript
    page.goto(adresse)
    page.get_by_text("Mon défi…").click()
    page.locator(".o-entree[open]").get_by_role("link", name="Éducation et orientation").click()
    assert page.locator("h1").inner_text() == "Éducation et orientation"
    page.get_by_text("Affiner cette liste").click()
    page.locator(".o-affiner[open]").get_by_role("link", name="Île-de-France").click()
    assert "Île-de-France" in page.locator("h1").inner_text()
    page.locator(".o-carte__titre a", has_text="VitaWin").click()
    assert page.locator("h1").inner_text().startswith("VitaWin")
    assert page.get_by_role("heading", name="Contexte").is_visible()
    page.get_by_role("link", name="Charte du faire alliance").first.click()
    assert page.locator("h1").inner_text() == "Charte du faire alliance"


def test_sans_javascript_les_renvois_marchent_dans_les_deux_sens(sans_javascript: Page, adresse: str) -> None:
    page = sans_javascript
    page.goto(f"{adresse}/exemples/silver-geek/")
    page.locator(".o-lies a", has_text="La franchise sociale").click()
    assert page.locator("h1").inner_text() == "La franchise sociale"
    page.locator(".o-lies a", has_text="Silver Geek : le jeu vidéo".replace(" :", "\N{NO-BREAK SPACE}:")).click()
    assert page.url.endswith("/exemples/silver-geek/")


def test_les_badges_d_une_fiche_menent_aux_modalites(sans_javascript: Page, adresse: str) -> None:
    page = sans_javascript
    page.goto(f"{adresse}/exemples/silver-geek/")
    page.get_by_text("Tous les thèmes").click()
    page.locator(".o-bref").get_by_role("link", name="Innovation sociétale").first.click()
    assert page.url.endswith("/categories/innovation-societale/")


def test_toute_la_carte_se_clique_mais_elle_n_a_qu_un_lien_de_titre(navigateur: Browser, adresse: str) -> None:
    contexte = navigateur.new_context(viewport={"width": 390, "height": 844})
    page = contexte.new_page()
    page.goto(f"{adresse}/exemples/")
    carte = page.locator(".o-carte").first
    cible = carte.locator(".o-carte__titre a").get_attribute("href")
    carte.scroll_into_view_if_needed()
    resume = carte.locator(".o-carte__resume").bounding_box()
    assert resume is not None
    page.mouse.click(resume["x"] + resume["width"] / 2, resume["y"] + resume["height"] / 2)
    page.wait_for_url(urljoin(f"{adresse}/exemples/", cible))
    contexte.close()


def test_une_fiche_s_imprime_sur_deux_pages(navigateur: Browser, adresse: str) -> None:
    contexte = navigateur.new_context()
    page = contexte.new_page()
    page.goto(f"{adresse}/exemples/vitawin/")
    feuilles = page.pdf(format="A4").count(b"/Type /Page\n")
    contexte.close()
    assert 1 <= feuilles <= 2


def test_les_couleurs_sont_lisibles(contexte: BrowserContext, adresse: str) -> None:
    """Le contraste du texte de chaque composant avec son fond, calculé dans la page, est d’au moins 4,5."""
    page = contexte.new_page()
    for chemin in ("", "exemples/silver-geek/", "domaines/", "donnees/jouer-collectif-2022/", "contribuer/"):
        page.goto(f"{adresse}/{chemin}")
        for largeur in tailles(page):
            lus, fautes = page.evaluate(CONTRASTES)
            assert lus > 20
            assert fautes == [], (chemin, largeur)


CONTRASTES = """() => {
  const canaux = c => { const m = c.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const lum = ([r, g, b]) => { const f = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b); };
  const sur = (avant, fond) => avant.slice(0, 3).map((v, i) => v * avant[3] + fond[i] * (1 - avant[3]));
  const fondDe = e => { const couches = [];
    for (; e; e = e.parentElement) {
      couches.push(canaux(getComputedStyle(e).backgroundColor));
      if (couches.at(-1)[3] === 1) break;
    }
    return couches.reverse().reduce((fond, c) => sur(c, fond), [255, 255, 255]); };
  const fautes = [];
  let lus = 0;
  for (const e of document.querySelectorAll(".o-page *, .md-tabs__link, .md-header__topic, .md-copyright *")) {
    const texte = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!texte || !e.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (e.closest(".headerlink")) continue;
    lus += 1;
    const fond = fondDe(e), style = getComputedStyle(e), encre = sur(canaux(style.color), fond);
    const [a, b] = [lum(encre), lum(fond)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) fautes.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)} « ${e.textContent.trim().slice(0, 30)} »`);
  }
  return [lus, fautes];
}"""


@pytest.mark.parametrize("largeur", [390, 1280])
def test_un_tableau_croise_plus_grand_que_son_cadre_le_dit(navigateur: Browser, adresse: str, largeur: int) -> None:
    page = navigateur.new_page(viewport={"width": largeur, "height": 844})
    page.goto(f"{adresse}/croiser/acteurs-domaines/")
    deborde = page.locator(".o-matrice").evaluate(
        "cadre => cadre.scrollHeight > cadre.clientHeight || cadre.scrollWidth > cadre.clientWidth"
    )
    assert page.get_by_text("Le tableau continue").is_visible() == deborde
    page.close()
