"""« Près de moi » : on tape un lieu comme on le dit, la page répond, l’adresse se partage, et rien ne part ailleurs."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, Response, expect

from generator.modele.territoires import lieu
from generator.sortie.noms_de_lieux import cle

POIDS = 60_000
"""Ce que peuvent peser, sans compression, les fichiers d’une réponse."""

ACTIF = """
(champ) => [
  document.querySelector('[role=option][aria-selected=true]'),
  document.getElementById(champ.getAttribute('aria-activedescendant') ?? ''),
].map((element) => element?.innerText ?? '')
"""
"""Le choix qui se dit choisi, et celui que désigne le champ."""


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
        ("picardie", "Picardie (Hauts-de-France)", "picardie-r32"),
        ("35", "Ille-et-Vilaine", "ille-et-vilaine-35"),
        ("2a", "Corse-du-Sud", "corse-du-sud-2a"),
        ("974", "La Réunion", "reunion-974"),
        ("75012", "Paris 12e Arrondissement (Paris)", "paris-12e-arrondissement-75"),
        ("paris 12", "Paris 12e Arrondissement (Paris)", "paris-12e-arrondissement-75"),
        ("13008", "Marseille 8e Arrondissement (Marseille)", "marseille-8e-arrondissement-13055"),
        ("69100 Villeurbanne", "Villeurbanne", "villeurbanne-69266"),
        ("Saint-Denis, La Réunion", "Saint-Denis", "saint-denis-97411"),
        ("réunion", "La Réunion", "reunion-974"),
        ("département du Nord", "Nord", "nord-59"),
        ("paca", "Provence-Alpes-Côte d’Azur", "provence-alpes-cote-d-azur-r93"),
        ("20", "Corse", "corse-r94"),
        ("Fontenay s/s Bois", "Fontenay-sous-Bois", "fontenay-sous-bois-94033"),
        ("arras", "Arras", "arras-62041"),
        ("MEL", "Métropole Européenne de Lille", "metropole-europeenne-de-lille-200093201"),
        ("Grand Lyon", "Métropole de Lyon", "metropole-de-lyon-200046977"),
        ("Mont des Avaloirs", "CC du Mont des Avaloirs", "cc-du-mont-des-avaloirs-200042182"),
        ("communauté de communes du Mont des Avaloirs", "CC du Mont des Avaloirs", "cc-du-mont-des-avaloirs-200042182"),
        ("EPT Plaine Commune", "Plaine Commune", "plaine-commune-200057867"),
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
    territoires.keyboard.press("ArrowDown")
    territoires.keyboard.press("ArrowDown")
    territoires.keyboard.press("Enter")
    expect(territoires.locator("[data-situation]")).to_contain_text("Seine-Saint-Denis")
    assert titres(territoires)[0] == "Chez vous"
    # « Précédent » rend la page sans réponse, sa carte et son titre.
    territoires.go_back()
    expect(territoires.locator("[data-reponse]")).to_be_hidden()
    expect(territoires.locator(".o-france")).to_be_visible()
    expect(territoires).to_have_title(re.compile("^Territoires"))


def test_la_reponse_va_du_plus_proche_au_plus_large_et_chaque_fiche_n_y_est_qu_une_fois(territoires: Page) -> None:
    demander(territoires, "94300")
    expect(territoires.locator("[data-titre]")).to_have_text("Vincennes")
    assert titres(territoires) == [
        *("Chez vous", "Dans le département", "Dans la région", "Partout en France"),
        "Qui peut aider",
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
    noms = territoires.locator("[data-candidats] b")
    expect(noms).to_have_text(["Ambrières", "Ambrières-les-Vallées"])


def test_les_propositions_sont_une_liste_de_choix_que_le_clavier_parcourt_sans_quitter_le_champ(territoires: Page) -> None:
    champ = territoires.get_by_role("combobox", name="Et près de chez moi")
    liste, choix = territoires.get_by_role("listbox", name="Lieux proposés"), territoires.get_by_role("option")
    expect(champ).to_have_attribute("aria-expanded", "false")
    champ.press_sequentially("saint denis")
    expect(choix.first).to_contain_text("La Réunion")
    expect(champ).to_have_attribute("aria-expanded", "true")
    expect(champ).not_to_have_attribute("aria-activedescendant", re.compile("."))

    def actif() -> str:
        expect(champ).to_be_focused()
        selectionne, designe = champ.evaluate(ACTIF)
        assert selectionne == designe
        return str(designe)

    champ.press("ArrowDown")
    assert "La Réunion" in actif()
    champ.press("ArrowDown")
    assert "Seine-Saint-Denis" in actif()
    for _ in range(2):
        champ.press("ArrowUp")
    assert actif() == ""  # avant le premier, le champ
    champ.press("ArrowUp")
    assert actif() == choix.last.inner_text()
    champ.press("Escape")
    expect(liste).to_be_hidden()
    expect(champ).to_have_attribute("aria-expanded", "false")
    expect(champ).to_have_value("saint denis")
    champ.press("ArrowDown")
    expect(liste).to_be_visible()
    # Se remettre à écrire, c’est renoncer au choix : Entrée vaut alors pour ce qui est écrit.
    champ.press("ArrowDown")
    champ.fill("brest")
    assert actif() == ""
    expect(choix.first).to_contain_text("Finistère")
    champ.fill("saint denis")
    expect(choix.first).to_contain_text("La Réunion")
    champ.press("ArrowDown")
    champ.press("Enter")
    expect(territoires.locator("[data-situation]")).to_contain_text("La Réunion")
    expect(liste).to_be_hidden()


def test_un_choix_se_touche_du_doigt(territoires: Page) -> None:
    territoires.get_by_label("Et près de chez moi").press_sequentially("montreuil")
    territoires.get_by_role("option").filter(has_text="Seine-Saint-Denis").click()
    expect(territoires.locator("[data-titre]")).to_have_text("Montreuil")


@pytest.mark.parametrize(
    ("tape", "propose"),
    [
        ("Villeurbane", "Villeurbanne"),  # une lettre de moins
        ("Strasbourgh", "Strasbourg"),  # de trop
        ("Nordeaux", "Bordeaux"),  # changée, même la première
        ("Marsielle", "Marseille"),  # deux inversées
        ("Grandesynthe", "Grande-Synthe"),
        ("Saitn-Denis 93", "Saint-Denis"),
        ("Mont des Avalois", "CC du Mont des Avaloirs"),
        ("Guadloupe", "Guadeloupe"),
        ("Abergement Clemencia t", "L’Abergement-Clémenciat"),
    ],
)
def test_une_faute_de_frappe_propose_sans_decider(territoires: Page, tape: str, propose: str) -> None:
    demander(territoires, tape)
    expect(territoires.locator("[data-annonce]")).to_contain_text("Vouliez-vous dire")
    expect(territoires.locator("[data-candidats] b").first).to_have_text(propose)
    expect(territoires.locator("[data-reponse]")).to_be_hidden()
    territoires.keyboard.press("ArrowDown")
    territoires.keyboard.press("Enter")
    expect(territoires.locator("[data-titre]")).to_have_text(propose)


@pytest.mark.parametrize("tape", ["Belgique", "Maroc", "Anvers", "Pologne", "azerty", "paris 21", "New York", "2A99"])
def test_ce_qui_ne_ressemble_a_rien_ne_propose_rien(territoires: Page, tape: str) -> None:
    demander(territoires, tape)
    expect(territoires.locator("[data-annonce]")).to_contain_text("Essayez le code postal")
    expect(territoires.locator("[data-candidats] li")).to_have_count(0)


def test_un_code_postal_partage_dit_les_departements(territoires: Page) -> None:
    demander(territoires, "05110")
    choix = territoires.locator("[data-candidats] .o-note")
    expect(choix.first).to_contain_text("Hautes-Alpes")
    assert any("Alpes-de-Haute-Provence" in note for note in choix.all_inner_texts())
    # Celui d’aucune commune dit du moins le département, sans décider.
    demander(territoires, "75000")
    expect(territoires.locator("[data-candidats] b")).to_have_text(["Paris"])


def test_une_intercommunalite_montre_ce_qui_s_y_fait_meme_sans_la_nommer(territoires: Page, adresse: str) -> None:
    lue = territoires.request.get(f"{adresse}/territoires/lieux/45.json").json()
    groupe, rangs = next(iter(lue["groupes"].items()))
    territoires.goto(f"{adresse}/territoires/?lieu={groupe_ecrit(groupe)}")
    expect(territoires.locator("[data-situation]")).to_contain_text("intercommunalité, Loiret")
    liens = territoires.locator("[data-relation=ici] .o-carte__titre a")
    cibles = [lien.get_attribute("href") or "" for lien in liens.all()]
    assert rangs
    assert all(any(cible.endswith(f"{lue['fiches'][rang][0]}/") for cible in cibles) for rang in rangs[:3])


def groupe_ecrit(code: str) -> str:
    return f"{cle(lieu(code).nom).replace(' ', '-')}-{code}"


def test_d_un_lieu_sans_exemple_on_arrive_au_formulaire_deja_rempli(territoires: Page, adresse: str) -> None:
    demander(territoires, "saint denis 11")
    territoires.get_by_role("link", name="Proposez-le").first.click()
    rempli = territoires.get_by_role("status").filter(has_text="Déjà rempli")
    expect(rempli).to_contain_text("Saint-Denis (11).")
    for page, ecrit in (("aude", "Aude"), ("loiret/montargis", "Montargis"), ("bretagne", "Bretagne")):
        territoires.goto(f"{adresse}/territoires/{page}/")
        territoires.get_by_role("link", name=re.compile("Propose(z-le|r le premier exemple)")).first.click()
        expect(rempli).to_contain_text(f"{ecrit}.")


def test_une_virgule_dans_un_nom_ne_fait_pas_deux_lieux(territoires: Page, adresse: str) -> None:
    territoires.goto(f"{adresse}/proposer/?{urlencode({'territoires': 'CC de Vitry, Champagne et Der'})}")
    territoires.get_by_role("button", name="Commencer").click()
    territoires.get_by_role("button", name="Continuer").click()
    expect(territoires.get_by_role("button", name="Retirer")).to_contain_text(["CC de Vitry, Champagne et Der"])


def test_un_arrondissement_n_est_pas_une_ancienne_commune(territoires: Page) -> None:
    demander(territoires, "Paris 13e")
    expect(territoires.locator("[data-candidats] li").or_(territoires.locator("[data-situation]")).first).not_to_contain_text(
        "aujourd’hui"
    )


def test_une_commune_d_hier_ne_prend_pas_les_habitants_de_la_nouvelle(territoires: Page) -> None:
    demander(territoires, "Annecy le Vieux")
    expect(territoires.locator("[data-situation]")).to_have_text("aujourd’hui Annecy, Haute-Savoie")


def test_une_reponse_n_a_pas_de_figure_vide(territoires: Page) -> None:
    demander(territoires, "villeurbanne")
    expect(territoires.locator("[data-cercles] .o-carte").first).to_be_visible()
    assert territoires.locator("[data-cercles] .o-signature").count() == 0


def test_une_adresse_partagee_repond_d_emblee(territoires: Page, adresse: str) -> None:
    territoires.goto(f"{adresse}/territoires/?lieu=montargis-45208")
    expect(territoires.locator("[data-titre]")).to_have_text("Montargis")
    expect(territoires.locator("[data-situation]")).to_contain_text("Loiret, 14")
    expect(territoires).to_have_title(re.compile("^Montargis, "))
    # La carte du pays attend ; ce lieu a sa page, on y va d’un lien visible sans descendre.
    expect(territoires.locator(".o-france")).to_be_hidden()
    expect(territoires.locator("[data-situation] + p")).to_have_text("La page de Montargis")
    territoires.locator("[data-page]").click()
    expect(territoires.get_by_role("heading", level=1)).to_have_text("Montargis")


def test_depuis_l_accueil_on_arrive_a_la_reponse(territoires: Page, adresse: str) -> None:
    territoires.goto(f"{adresse}/")
    demander(territoires, "Villeurbanne")
    expect(territoires.locator("[data-titre]")).to_have_text("Villeurbanne")


def test_une_reponse_pese_peu_et_ne_demande_rien_ailleurs(territoires: Page, adresse: str) -> None:
    pires = ("saint martin", "sainte marie", "62", "94000", "saint jean de", "chalons en champagne", "29200", "cc du pays de")
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


@pytest.mark.parametrize("tape", ["Saitn Denis", "Vileurbanne", "Parus", "saint martin de crua", "Chalons en champange"])
def test_une_faute_demande_peu_jusqu_aux_propositions(territoires: Page, tape: str) -> None:
    recues: list[Response] = []
    territoires.wait_for_load_state("networkidle")
    territoires.on("response", lambda reponse: recues.append(reponse))  # noqa: PLW0108 — Playwright refuse une méthode native
    demander(territoires, tape)
    expect(territoires.locator("[data-candidats] li").first).to_be_visible()
    territoires.wait_for_load_state("networkidle")
    assert 0 < sum(len(reponse.body()) for reponse in recues) < POIDS


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
    page.get_by_role("link", name="dans la liste").click()
    page.wait_for_url("**/territoires/#departements")
    page.goto(f"{adresse}/")
    demander(page, "Montargis")
    page.wait_for_url("**/territoires/?lieu=Montargis")
    # Une page de département ne nomme pas toutes ses communes : on ne le promet pas.
    assert "ses communes qui ont une fiche" in page.content()
    page.get_by_text("Les départements, de A à Z").click()
    page.get_by_role("link", name="Loiret (45)", exact=True).click()
    page.get_by_role("link", name="Montargis").first.click()
    assert page.url.endswith("/territoires/loiret/montargis/")
    contexte.close()


def test_la_carte_se_parcourt_au_clavier(territoires: Page) -> None:
    forme = territoires.locator("a[data-forme=d45]")
    expect(forme).to_have_attribute("aria-label", "Loiret (45), 1\N{NO-BREAK SPACE}exemple")
    au_repos = peinte(forme)
    forme.focus()
    # Ses voisins recouvrent son contour : c’est à tout son remplissage qu’on la reconnaît.
    assert au_repos != peinte(forme) == "accent"
    territoires.keyboard.press("Enter")
    expect(territoires.get_by_role("heading", level=1)).to_have_text("Loiret (45)")


def peinte(forme: Locator) -> str:
    """La couleur d’une forme, ou « accent » si c’est celle de ce que l’on a choisi."""
    couleur, accent = forme.evaluate(
        """forme => {
          const temoin = document.body.appendChild(document.createElement('i'));
          temoin.style.color = 'var(--o-accent)';
          const vues = [getComputedStyle(forme).fill, getComputedStyle(temoin).color];
          temoin.remove();
          return vues;
        }"""
    )
    return "accent" if couleur == accent else str(couleur)


def test_le_clavier_passe_la_carte_d_un_lien(territoires: Page, adresse: str) -> None:
    for page in ("territoires/", ""):
        territoires.goto(f"{adresse}/{page}")
        territoires.locator(".o-france, [data-carte]").first.scroll_into_view_if_needed()
        territoires.get_by_role("link", name="Passer la carte").focus()
        territoires.keyboard.press("Enter")
        territoires.keyboard.press("Tab")
        assert territoires.evaluate("document.activeElement.closest('svg')") is None
        expect(territoires.locator("figcaption a").first).to_be_focused()
