"""« Près de moi » : on tape un lieu comme on le dit, la page répond, l’adresse se partage, et rien ne part ailleurs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response, expect

POIDS = 60_000
"""Ce que peuvent peser, sans compression, les fichiers d’une réponse."""


@pytest.fixture
def territoires(navigateur: Browser, adresse: str) -> Iterator[Page]:
    contexte = navigateur.new_context(viewport={"width": 390, "height": 844})
    page = contexte.new_page()
    page.goto(f"{adresse}/territoires/")
    yield page
    contexte.close()


def demander(page: Page, texte: str) -> None:
    page.get_by_label("Et près de chez moi").fill(texte)
    page.keyboard.press("Enter")


def titres(page: Page) -> list[str]:
    return page.locator("[data-cercles] h3").all_inner_texts()


@pytest.mark.parametrize(
    ("tape", "titre", "ou"),
    [
        ("69100", "Villeurbanne", "villeurbanne-69266"),
        ("villeurbanne", "Villeurbanne", "villeurbanne-69266"),
        ("montargis", "Montargis", "montargis-45208"),
        ("ST-MANDE", "Saint-Mandé", "saint-mande-94067"),
        ("Annecy le Vieux", "Annecy-le-Vieux (Annecy)", "annecy-le-vieux-74010"),
        ("lyon 3e arrondissement", "Lyon 3e Arrondissement (Lyon)", "lyon-3e-arrondissement-69123"),
        ("saint denis 93", "Saint-Denis", "saint-denis-93066"),
        ("Saint-Denis (974)", "Saint-Denis", "saint-denis-97411"),
        ("picardie", "Hauts-de-France", "picardie-r32"),
        ("35", "Ille-et-Vilaine", "ille-et-vilaine-35"),
        ("2a", "Corse-du-Sud", "corse-du-sud-2a"),
        ("974", "La Réunion", "reunion-974"),
        ("75012", "Paris", "paris-75"),
        ("cote d'or", "Côte-d’Or", "cote-d-or-21"),
        ("nouméa", "Nouméa", "noumea-98818"),
    ],
)
def test_un_lieu_se_tape_comme_on_le_dit(territoires: Page, tape: str, titre: str, ou: str) -> None:
    demander(territoires, tape)
    expect(territoires.locator("[data-titre]")).to_have_text(titre)
    expect(territoires.locator("[data-reponse]")).to_be_focused()
    assert territoires.url.endswith(f"/territoires/?lieu={ou}")


def test_des_homonymes_se_choisissent_par_leur_departement_au_clavier(territoires: Page) -> None:
    demander(territoires, "saint denis")
    candidats = territoires.locator("[data-candidats] li")
    expect(candidats.first).to_contain_text("La Réunion, 155")
    expect(candidats.nth(1)).to_contain_text("Seine-Saint-Denis")
    expect(territoires.locator("[data-annonce]")).to_contain_text("lieux")
    territoires.keyboard.press("Tab")  # le bouton
    territoires.keyboard.press("Tab")
    territoires.keyboard.press("Tab")
    territoires.keyboard.press("Enter")
    expect(territoires.locator("[data-situation]")).to_contain_text("Seine-Saint-Denis")
    assert titres(territoires)[0] == "Chez vous"
    # « Précédent » rend la page sans réponse.
    territoires.go_back()
    expect(territoires.locator("[data-reponse]")).to_be_hidden()


def test_la_reponse_va_du_plus_proche_au_plus_large_et_chaque_fiche_n_y_est_qu_une_fois(territoires: Page) -> None:
    demander(territoires, "94300")
    expect(territoires.locator("[data-titre]")).to_have_text("Vincennes")
    assert titres(territoires) == [
        *("Chez vous", "Dans le département", "Dans la région", "Partout en France"),
        *("Une commune comme la vôtre", "Qui peut aider"),
    ]
    liens = territoires.locator("[data-cercles] .o-carte__titre a")
    cibles = [lien.get_attribute("href") for lien in liens.all()]
    assert len(cibles) == len(set(cibles)) >= 4
    # Chez vous : ce qui nomme la commune, et ce qui nomme son intercommunalité.
    chez_vous = territoires.locator("[data-relation=ici] .o-carte__lieu")
    assert {texte.split(" ·")[0] for texte in chez_vous.all_inner_texts()} >= {"Paris Est Marne et Bois"}
    assert territoires.evaluate("document.documentElement.scrollWidth") <= 390


def test_un_village_qui_commence_le_nom_d_un_bourg_plus_peuple_ne_s_impose_pas(territoires: Page) -> None:
    demander(territoires, "Ambrières")
    noms = territoires.locator("[data-candidats] a")
    expect(noms).to_have_text(["Ambrières", "Ambrières-les-Vallées"])


def test_un_arrondissement_n_est_pas_une_ancienne_commune(territoires: Page) -> None:
    demander(territoires, "Paris 13e")
    expect(territoires.locator("[data-candidats] li").or_(territoires.locator("[data-situation]")).first).not_to_contain_text(
        "aujourd’hui"
    )


def test_une_reponse_n_a_pas_de_figure_vide(territoires: Page) -> None:
    demander(territoires, "villeurbanne")
    expect(territoires.locator("[data-cercles] .o-carte").first).to_be_visible()
    assert territoires.locator("[data-cercles] .o-signature").count() == 0


def test_une_adresse_partagee_repond_d_emblee(territoires: Page, adresse: str) -> None:
    territoires.goto(f"{adresse}/territoires/?lieu=montargis-45208")
    expect(territoires.locator("[data-titre]")).to_have_text("Montargis")
    expect(territoires.locator("[data-situation]")).to_contain_text("Loiret, 14")
    territoires.locator("[data-page]").click()
    expect(territoires.get_by_role("heading", level=1)).to_have_text("Montargis")


def test_depuis_l_accueil_on_arrive_a_la_reponse(territoires: Page, adresse: str) -> None:
    territoires.goto(f"{adresse}/")
    demander(territoires, "Villeurbanne")
    expect(territoires.locator("[data-titre]")).to_have_text("Villeurbanne")


def test_une_reponse_pese_peu_et_ne_demande_rien_ailleurs(territoires: Page, adresse: str) -> None:
    pires = ("saint martin", "sainte marie", "62", "94000", "saint jean de", "chalons en champagne", "29200")
    recues: list[Response] = []
    territoires.on("response", lambda reponse: recues.append(reponse))  # noqa: PLW0108 — Playwright refuse une méthode native
    for tape in pires:
        territoires.goto(f"{adresse}/territoires/")
        territoires.wait_for_load_state("networkidle")
        recues.clear()
        demander(territoires, tape)
        expect(territoires.locator("[data-candidats] li, [data-titre]:not(:empty)").first).to_be_visible()
        territoires.wait_for_load_state("networkidle")
        assert all(reponse.url.startswith(f"{adresse}/territoires/lieux/") for reponse in recues), tape
        assert 0 < sum(len(reponse.body()) for reponse in recues) < POIDS, tape


def test_un_nom_inconnu_le_dit_et_un_reseau_coupe_aussi(territoires: Page) -> None:
    demander(territoires, "zzzzz")
    expect(territoires.locator("[data-annonce]")).to_have_text(
        "Aucun lieu ne commence ainsi. Essayez le code postal, ou le début du nom."
    )
    territoires.route("**/territoires/lieux/*.json", lambda route: route.abort())
    demander(territoires, "brest")
    expect(territoires.locator("[data-annonce]")).to_contain_text("n’ont pas pu se charger")
    territoires.unroute("**/territoires/lieux/*.json")
    demander(territoires, "brest")
    expect(territoires.locator("[data-titre]")).to_have_text("Brest")


def test_sans_javascript_on_descend_du_departement_a_la_commune(navigateur: Browser, adresse: str) -> None:
    contexte = navigateur.new_context(java_script_enabled=False)
    page = contexte.new_page()
    page.goto(f"{adresse}/")
    demander(page, "Montargis")
    page.wait_for_url("**/territoires/?lieu=Montargis")
    page.get_by_text("Les départements, de A à Z").click()
    page.get_by_role("link", name="Loiret (45)", exact=True).click()
    page.get_by_role("link", name="Montargis").first.click()
    assert page.url.endswith("/territoires/loiret/montargis/")
    contexte.close()


def test_la_carte_se_parcourt_au_clavier(territoires: Page) -> None:
    forme = territoires.locator("a[data-forme=d45]")
    expect(forme).to_have_attribute("aria-label", "Loiret (45), 1\N{NO-BREAK SPACE}exemple")
    forme.focus()
    assert forme.evaluate("forme => getComputedStyle(forme).strokeWidth") == "4px"
    territoires.keyboard.press("Enter")
    expect(territoires.get_by_role("heading", level=1)).to_have_text("Loiret (45)")
