"""La recherche en texte, dans un vrai navigateur : le français tel qu’on le tape."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from chercher import CHERCHER, differents, ensembles, introuvables, mots_du_site, paires
from depots import FIGE
from pages import lire
from playwright.sync_api import Browser, Locator, Page, expect
from reseau import Demandes, Retenue, premiere_recherche

from generator import chaine
from generator.catalogue.catalogue import Catalogue
from generator.sortie import recherche

QUESTIONS: dict[str, dict[str, Any]] = yaml.safe_load((FIGE / "content/questions.yml").read_text("utf-8"))


AUTRE = "outil"
"""Une question dont les premières réponses ne sont pas dans la suite de « association »."""


@pytest.fixture(scope="module")
def accueil(navigateur: Browser, adresse: str) -> Iterator[Page]:
    page = navigateur.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{adresse}/")
    yield page
    page.close()


@pytest.mark.parametrize("epreuve", QUESTIONS.values(), ids=QUESTIONS)
def test_les_questions_trouvent_leurs_fiches(accueil: Page, epreuve: dict[str, Any]) -> None:
    """Parmi les cinq premiers résultats : toutes les fiches nommées, ou l’une d’elles."""
    posees = {str(question): set(cles) for groupe in epreuve["groupes"].values() for question, cles in groupe.items()}
    manquees = []
    for question, attendues in posees.items():
        assert attendues
        trouvees = set(accueil.evaluate(CHERCHER, question)["adresses"][:5])
        if not (attendues <= trouvees if epreuve["exige"] == "toutes" else attendues & trouvees):
            manquees.append(question)
    assert len(posees) > 10
    assert len(manquees) <= 0.1 * len(posees), manquees


def test_un_index_en_plusieurs_parties_repond_comme_un_seul(
    navigateur: Browser,
    accueil: Page,
    site: Path,
    catalogue: Catalogue,
    tmp_path: Path,
    servir: Callable[[Path], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """À dix mille pages, l’index est en plusieurs parties : ici, en quatre, pour le même site."""
    trouvables = chaine.proposer(chaine.construire(catalogue))
    monkeypatch.setattr(recherche, "PAR_INDEX", -(-(len(trouvables) + len(catalogue.lexique.termes)) // 4))
    decoupe = Path(shutil.copytree(site, tmp_path / "site"))
    recherche.indexer(decoupe, trouvables, catalogue.lexique)
    assert sorted(dossier.name for dossier in (decoupe / "pagefind").glob("[0-9]")) == ["2", "3", "4"]
    questions = [str(question) for epreuve in QUESTIONS.values() for groupe in epreuve["groupes"].values() for question in groupe]
    page = navigateur.new_page()
    page.goto(f"{servir(decoupe)}/")
    for question in questions:
        un, plusieurs = accueil.evaluate(CHERCHER, question), page.evaluate(CHERCHER, question)
        assert set(plusieurs["adresses"][: plusieurs["completes"]]) == set(un["adresses"][: un["completes"]]), question
        # Un mot est un peu plus rare ici que là : deux réponses aussi bonnes peuvent changer de place.
        assert plusieurs["adresses"][0] in un["adresses"][:3], question
    page.close()


def test_les_scores_sont_publies_sur_le_site(site: Path) -> None:
    texte = " ".join(lire(site / "contribuer/recherche/index.html").text_content().split())
    for epreuve in QUESTIONS.values():
        assert f"{epreuve['score']['trouvees']} questions sur {epreuve['score']['posees']}" in texte


@pytest.mark.parametrize(
    ("une", "autre"),
    [
        ("mécénat", "MECENAT"),
        ("l’économie sociale", "l'economie sociale"),
        ("œuvre", "oeuvre"),
        ("cœur", "coeurs"),
        ("main-d’œuvre", "main-d'oeuvre"),
        ("tiers-lieux", "tiers lieux"),
        ("d’aidants", "aidants"),
        ("daidants", "aidants"),
        ("jeu vidéo", "jeux vidéos"),
        ("franchise sociale", "franchises sociales"),
        ("emploi", "emplois"),
        ("acteur local", "acteurs locaux"),
        ("qu’est-ce que le mécénat", "mécénat"),
    ],
)
def test_deux_facons_d_ecrire_trouvent_la_meme_chose(accueil: Page, une: str, autre: str) -> None:
    trouvees = ensembles(accueil, [une, autre])
    assert trouvees[0]
    assert trouvees[0] == trouvees[1]


@pytest.mark.parametrize("autre", ["coconstruction", "co construction"])
def test_un_mot_compose_s_ecrit_comme_on_veut(accueil: Page, autre: str) -> None:
    compose, ecrit = ensembles(accueil, ["co-construction", autre])
    assert ecrit
    assert set(ecrit) <= set(compose)


def test_aucun_mot_du_site_ne_change_de_sens_avec_son_accent_ou_son_pluriel(accueil: Page, site: Path) -> None:
    eprouvees = paires(site)
    assert len(eprouvees) > 1000
    assert differents(accueil, eprouvees) == []


def test_tout_mot_du_site_se_trouve(accueil: Page, site: Path) -> None:
    """Le moteur prend pour une panne un mot du site qu’il ne trouve pas : il ne doit y en avoir aucun."""
    mots = mots_du_site(site)
    assert len(mots) > 2000
    assert introuvables(accueil, mots) == []


def test_un_mot_absent_ne_trouve_pas_n_importe_quoi(accueil: Page) -> None:
    assert accueil.evaluate(CHERCHER, "zorglub") == {"autre": "", "completes": 0, "adresses": []}


def test_deux_mots_qui_se_ressemblent_ne_se_confondent_pas(accueil: Page) -> None:
    """« don » n’est pas « donnée », « vidéo » n’est pas « vide » : les racines toutes faites s’y trompent."""
    for un, autre in (("don", "donnée"), ("vidéo", "vide")):
        siennes, autres = ensembles(accueil, [un, autre])
        assert siennes
        assert autres
        assert siennes != autres, (un, autre)


def test_on_trouve_avant_d_avoir_fini_de_taper(accueil: Page) -> None:
    assert "exemples/villeurbanne-coconstruction" in accueil.evaluate(CHERCHER, "villeurb")["adresses"][:5]
    assert "methodes/franchise-sociale" in accueil.evaluate(CHERCHER, "franchise soc")["adresses"][:5]


def test_un_mot_de_trop_n_empeche_pas_de_trouver(accueil: Page) -> None:
    """Aucune page n’a tous ces mots : les plus proches viennent, et l’on sait qu’elles ne répondent qu’en partie."""
    reponse = accueil.evaluate(CHERCHER, "un jeu vidéo dans le Yorkshire")
    assert reponse["completes"] == 0
    assert "exemples/silver-geek" in reponse["adresses"][:5]


def test_une_faute_au_milieu_d_une_question_se_corrige_seule(accueil: Page) -> None:
    reponse = accueil.evaluate(CHERCHER, "l’Évalution d’un partenariat")
    assert reponse["autre"] == "l’évaluation d’un partenariat"
    assert "methodes/evaluation-partenariale" in reponse["adresses"][:5]


def ouvrir(page: Page, adresse: str, question: str) -> Locator:
    """Le dialogue, ouvert au clavier, la question tapée et la réponse arrivée."""
    page.goto(adresse)
    page.keyboard.press("/")
    dialogue = page.get_by_role("dialog")
    expect(dialogue.get_by_role("searchbox")).to_be_focused()
    dialogue.get_by_role("searchbox").fill(question)
    expect(dialogue.get_by_role("status")).to_contain_text(re.compile("résultat|trouvé|proches"))
    return dialogue


def test_la_barre_oblique_ouvre_la_recherche_et_echap_la_ferme(accueil: Page, adresse: str) -> None:
    dialogue = ouvrir(accueil, f"{adresse}/exemples/silver-geek/", "mecenat de competences")
    premier = dialogue.locator("[data-liste] > li").first
    expect(premier.locator("mark").first).to_have_text(re.compile("mécénat", re.IGNORECASE))
    accueil.keyboard.press("Escape")
    expect(dialogue).not_to_be_visible()


def test_le_bouton_de_l_en_tete_ouvre_la_recherche_et_retrouve_le_clavier(accueil: Page, adresse: str) -> None:
    accueil.goto(f"{adresse}/outils/")
    bouton = accueil.locator("[data-recherche]").first
    bouton.click()
    expect(accueil.get_by_role("searchbox")).to_be_focused()
    accueil.keyboard.press("Escape")
    expect(bouton).to_be_focused()


def test_une_famille_filtre_tous_les_resultats_et_dit_combien(accueil: Page, adresse: str) -> None:
    dialogue = ouvrir(accueil, f"{adresse}/", "association")
    choix = dialogue.locator("label", has=accueil.locator("[value=exemples]"))
    nombre = int(choix.locator(".o-effectif").inner_text())
    trouvees = accueil.evaluate(CHERCHER, "association")["adresses"]
    attendues = [cle for cle in trouvees if cle.startswith("exemples/")]
    # Le filtre ne porte pas que sur les pages que l’on montre d’abord.
    assert nombre == len(attendues) > len([cle for cle in trouvees[:10] if cle in attendues])
    choix.click()
    expect(dialogue.get_by_role("status")).to_have_text(f"{nombre}\u00a0résultats")
    noms = dialogue.locator("[data-liste] [data-nom]")
    expect(noms).to_have_text(["Exemple"] * nombre)


def test_la_suite_s_affiche_et_l_explorateur_prend_le_relais(accueil: Page, adresse: str) -> None:
    dialogue = ouvrir(accueil, f"{adresse}/", "association")
    expect(dialogue.locator("[data-liste] > li")).to_have_count(10)
    dialogue.get_by_role("button", name="Afficher la suite").click()
    expect(dialogue.locator("[data-liste] > li")).to_have_count(20)
    expect(dialogue.locator("[data-liste] > li").nth(10).get_by_role("link")).to_be_focused()
    dialogue.get_by_role("link", name="Affiner dans l’explorateur").click()
    expect(accueil).to_have_url(f"{adresse}/explorer/?q=association")
    expect(accueil.get_by_label("Chercher dans le texte")).to_have_value("association")


def test_entree_mene_au_premier_resultat_puis_l_ouvre(accueil: Page, adresse: str) -> None:
    dialogue = ouvrir(accueil, f"{adresse}/", "silver geek")
    accueil.keyboard.press("Enter")
    premier = dialogue.locator("[data-liste] a").first
    expect(premier).to_be_focused()
    accueil.keyboard.press("Enter")
    expect(accueil).to_have_url(f"{adresse}/exemples/silver-geek/")


def test_vouliez_vous_dire_repond_deja_et_se_clique(accueil: Page, adresse: str) -> None:
    dialogue = ouvrir(accueil, f"{adresse}/", "mecennat")
    expect(dialogue.get_by_role("status")).to_contain_text("Rien avec «\u00a0mecennat\u00a0». Vouliez-vous dire mécénat\u00a0?")
    expect(dialogue.locator("[data-liste] a").first).to_be_visible()
    dialogue.get_by_role("button", name="mécénat").click()
    expect(dialogue.get_by_role("searchbox")).to_have_value("mécénat")
    expect(dialogue.get_by_role("status")).to_have_text(re.compile(r"^\d+\srésultats$"))
    dialogue.locator("[data-liste] a").first.click()
    expect(accueil).to_have_url(re.compile(r"/(glossaire|categories|exemples|donnees|mesures|outils|methodes|competences)/"))


@pytest.mark.parametrize(
    "morceau", ["cles.json", "mots.json", "pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.*", "index/*", "fragment/*"]
)
def test_un_morceau_qui_manque_se_dit_puis_la_recherche_reprend(navigateur: Browser, adresse: str, morceau: str) -> None:
    contexte = navigateur.new_context()
    page = contexte.new_page()
    contexte.route(f"**/pagefind/{morceau}*", lambda route: route.abort())
    page.goto(f"{adresse}/")
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("association")
    statut = page.get_by_role("dialog").get_by_role("status")
    expect(statut).to_contain_text("n’a pas pu se charger")
    contexte.unroute(f"**/pagefind/{morceau}*")
    page.keyboard.press("Enter")
    expect(statut).to_have_text(re.compile(r"^\d+\srésultats$"))
    expect(page.locator("[data-liste] > li")).to_have_count(10)
    contexte.close()


def test_une_famille_vide_dit_ou_sont_les_autres(accueil: Page, adresse: str) -> None:
    dialogue = ouvrir(accueil, f"{adresse}/", "association")
    dialogue.locator("label", has=accueil.locator("[value=mesures]")).click()
    expect(dialogue.locator("[data-nom]").first).to_have_text("Mesure")
    dialogue.get_by_role("searchbox").fill("villeurbanne")
    expect(dialogue.get_by_role("status")).to_have_text(re.compile(r"^Rien dans cette famille, \d+ ailleurs\.$"))
    accueil.keyboard.press("Escape")
    expect(dialogue).not_to_be_visible()
    # Rouvert, le dialogue cherche à nouveau partout.
    accueil.keyboard.press("/")
    expect(dialogue.locator("[data-liste] > li").first).to_be_visible()


def test_un_mot_du_glossaire_se_montre_meme_sur_la_page_du_glossaire(accueil: Page, adresse: str) -> None:
    dialogue = ouvrir(accueil, f"{adresse}/glossaire/", "PTCE")
    dialogue.get_by_role("link", name=re.compile("glossaire")).first.click()
    expect(accueil).to_have_url(re.compile("/glossaire/#ptce$"))
    expect(dialogue).not_to_be_visible()


def test_selectionner_sa_question_a_la_souris_ne_ferme_pas_le_dialogue(accueil: Page, adresse: str) -> None:
    dialogue = ouvrir(accueil, f"{adresse}/", "association")
    boite = dialogue.get_by_role("searchbox").bounding_box()
    assert boite is not None
    accueil.mouse.move(boite["x"] + 50, boite["y"] + 10)
    accueil.mouse.down()
    accueil.mouse.move(5, boite["y"] + 10)
    accueil.mouse.up()
    expect(dialogue).to_be_visible()
    accueil.mouse.click(5, 600)
    expect(dialogue).not_to_be_visible()


def test_la_suite_d_une_question_n_arrive_pas_dans_la_reponse_a_une_autre(navigateur: Browser, adresse: str) -> None:
    page = navigateur.new_page()
    dialogue = ouvrir(page, f"{adresse}/", "association")
    # Rien de ce que montre l’autre réponse n’est dans la suite que l’on retient : elle peut arriver la première.
    suite = page.evaluate(CHERCHER, "association")["adresses"][10:20]
    reponse = page.evaluate(CHERCHER, AUTRE)
    attendues = reponse["adresses"][: min(10, reponse["completes"])]
    assert len(suite) == 10
    assert attendues
    assert not set(suite) & set(reponse["adresses"][:10])
    bouton = dialogue.locator("[data-suite]")
    retenue = Retenue(page, "**/fragment/*")
    bouton.click()
    expect(bouton).to_be_disabled()
    retenue.attendre(page)
    retenue.laisser_passer()
    dialogue.get_by_role("searchbox").fill(AUTRE)
    expect(dialogue.get_by_role("status")).to_have_text(re.compile(rf"^{reponse['completes']}\srésultats?$"))
    expect(bouton).to_be_disabled()
    retenue.lacher()
    expect(bouton).to_be_enabled()
    expect(dialogue.locator("[data-liste] > li")).to_have_count(len(attendues))
    expect(dialogue.get_by_role("searchbox")).to_be_focused()
    page.close()


def test_l_index_de_material_n_est_ni_construit_ni_demande(site: Path, navigateur: Browser, adresse: str) -> None:
    assert not (site / "search/search_index.json").exists()
    page = navigateur.new_page()
    demandes = Demandes(page)
    page.goto(f"{adresse}/")
    demandes.attendre_le_calme(page)
    assert not [url for url in demandes.adresses if "search" in url or "pagefind" in url]
    page.close()


def test_la_premiere_recherche_pese_peu(navigateur: Browser, adresse: str, site: Path) -> None:
    page = navigateur.new_page()
    poids = premiere_recherche(page, adresse).peser(adresse, site)
    page.close()
    assert 100_000 < poids <= 170_000, poids
