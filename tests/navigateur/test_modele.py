"""Une case vide d’un croisement mène au modèle d’une fiche, déjà rempli de ses deux valeurs."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect


@pytest.fixture
def page(navigateur: Browser) -> Iterator[Page]:
    page = navigateur.new_page()
    yield page
    page.close()


def modele(page: Page) -> Locator:
    return page.locator("pre code").filter(has_text="partenaires:").first


def test_d_une_case_vide_on_arrive_au_modele_deja_rempli(page: Page, adresse: str) -> None:
    page.goto(f"{adresse}/croiser/domaines-territoires/")
    page.get_by_role("link", name="Corse, Logement : proposer le premier exemple").click()
    expect(modele(page)).to_contain_text("domaines: [logement]")
    expect(modele(page)).to_contain_text("territoires: [Corse]")
    expect(page.get_by_role("status").filter(has_text="déjà rempli")).to_be_visible()


def test_sur_un_telephone_une_matrice_garde_ses_noms_en_vue(navigateur: Browser, adresse: str) -> None:
    page = navigateur.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{adresse}/croiser/domaines-territoires/")
    matrice = page.locator(".o-matrice")
    matrice.evaluate("(boite) => { boite.scrollTo(300, 400); }")
    cadre = matrice.bounding_box()
    ligne, colonne = (page.locator(nom) for nom in ("tbody th[scope=row]", "thead th[scope=col]"))
    assert cadre is not None
    gauches = [boite["x"] - cadre["x"] for un in ligne.all() if (boite := un.bounding_box())]
    hauts = [boite["y"] - cadre["y"] for un in colonne.all() if (boite := un.bounding_box())]
    assert all(-1 <= gauche <= 10 for gauche in gauches)
    assert all(-1 <= haut <= 10 for haut in hauts)
    page.close()


def test_un_acteur_devient_le_profil_du_premier_partenaire(page: Page, adresse: str) -> None:
    page.goto(f"{adresse}/contribuer/?acteurs=citoyens&domaines=sante")
    expect(modele(page)).to_contain_text("profil: citoyens")
    assert (modele(page).text_content() or "").count("profil: citoyens") == 1


def test_le_modele_rempli_ne_se_contredit_pas_et_le_message_parle_francais(page: Page, adresse: str) -> None:
    page.goto(f"{adresse}/contribuer/?domaines=sante&acteurs=acteurs-publics")
    expect(page.get_by_role("status").filter(has_text="déjà rempli")).to_contain_text("Santé, Acteurs publics.")
    expect(modele(page)).to_contain_text('nom: "Le nom d’un partenaire"\n    profil: acteurs-publics')
    expect(modele(page)).to_contain_text("territoires: []  # à remplir")
    assert "Villeurbanne" not in (modele(page).text_content() or "")


def test_les_deux_partenaires_du_modele_restent_de_profils_differents(page: Page, adresse: str) -> None:
    page.goto(f"{adresse}/contribuer/?acteurs=entreprises")
    lus = re.findall(r"profil: (\S+)", modele(page).text_content() or "")
    assert lus == ["entreprises", "associations-fondations"]


@pytest.mark.parametrize("valeur", ["sante]\nstatut: termine", "<img src=x onerror=alert(1)>", "", "a" * 200])
def test_rien_d_autre_qu_un_mot_n_entre_dans_le_modele(page: Page, adresse: str, valeur: str) -> None:
    page.goto(f"{adresse}/contribuer/?domaines={quote(valeur)}")
    expect(modele(page)).to_contain_text("domaines: [lien-social]")
    assert page.get_by_role("status").filter(has_text="déjà rempli").count() == 0
