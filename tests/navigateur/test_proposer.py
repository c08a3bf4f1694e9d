"""Raconter une alliance au pouce, le réseau coupé au milieu ; corriger une fiche ; et, sans JavaScript, les dix questions."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from depots import FIGE
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from test_accessibilite import AXE, SEULEMENT_LES_COULEURS

from generator import chaine

TITRE = "Le four à pain de Barby"
POIDS = 100_000
STRICTE = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self'; object-src 'none'"
"""Ce qu’un site prudent autorise ; le script du thème pour les couleurs, écrit dans la page, n’y est pas du nôtre."""

REGLAGES = {"courriel": "contact@editeur.example", "forge": "github", "depot": "https://github.com/un/depot"}
"""Un éditeur qui a tout réglé, sauf le guichet."""


@pytest.fixture
def telephone(navigateur: Browser) -> Iterator[BrowserContext]:
    contexte = navigateur.new_context(viewport={"width": 360, "height": 740}, accept_downloads=True)
    yield contexte
    # Une demande encore en route quand le contexte se ferme n’est la faute de personne.
    contexte.unroute_all(behavior="ignoreErrors")
    contexte.close()


def regler(contexte: BrowserContext, **reglages: str) -> None:
    """Sert la page comme si l’éditeur avait réglé ceci."""

    def servir(route: Route) -> None:
        reponse = route.fetch()
        texte = reponse.text()
        for nom, valeur in reglages.items():
            texte, fois = re.subn(f'data-{nom}="[^"]*"', f'data-{nom}="{valeur}"', texte)
            assert fois == 1
        route.fulfill(response=reponse, body=texte)

    contexte.route(re.compile(r"/proposer/(\?.*)?$"), servir)


def continuer(page: Page) -> None:
    page.get_by_role("button", name="Continuer").click()


def question(page: Page, titre: str) -> None:
    expect(page.get_by_role("heading", level=2)).to_have_text(titre)
    expect(page.get_by_role("heading", level=2)).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def raconter_jusqu_au_lieu(page: Page) -> None:
    page.get_by_role("button", name="Commencer").click()
    question(page, "Qui s’est allié avec qui ?")
    page.get_by_label("Nom", exact=True).first.fill("unis")
    page.get_by_role("option", name="Unis-Cité").click()
    # Le profil d’une organisation connue vient avec elle.
    expect(page.get_by_label("Profil").first).to_have_value("associations-fondations")
    page.get_by_label("Rôle").first.fill("anime les fournées")
    page.get_by_label("Nom", exact=True).last.fill("Commune de Barby")
    page.get_by_label("Profil").last.select_option("acteurs-publics")
    page.get_by_label("Rôle").last.fill("prête l'ancien four")
    continuer(page)
    question(page, "Où cela se passe-t-il ?")
    page.get_by_role("combobox").fill("73230")
    page.get_by_role("option", name="Barby").click()
    expect(page.get_by_role("button", name="Retirer Barby (73)")).to_be_visible()


def finir(page: Page) -> None:
    continuer(page)
    question(page, "Depuis quand ?")
    page.get_by_label("Début").fill("deux mille")
    continuer(page)
    expect(page.get_by_text("Écrivez un nombre en chiffres, entre 1800 et 2100.")).to_be_visible()
    expect(page.get_by_label("Début")).to_be_focused()
    page.get_by_label("Début").fill("2021")
    expect(page.get_by_label("Attestée en")).to_be_hidden()
    continuer(page)
    question(page, "Pour répondre à quel besoin ?")
    page.get_by_label("Chercher avec vos mots").fill("vieill")
    page.get_by_role("checkbox", name=re.compile("^Vieillissement")).check()
    continuer(page)
    question(page, "Qu’ont-ils fait ensemble ?")
    page.get_by_label("Ce qui a été fait").fill("Les voisins rallument le four chaque mois.\n\nChacun apporte sa pâte.")
    for _ in range(4):
        continuer(page)
    question(page, "Où peut-on le vérifier ?")
    page.get_by_role("combobox").fill("https://www.barby.example/four")
    page.get_by_role("button", name="Décrire un document").click()
    page.get_by_label("Titre", exact=True).fill("Le four communal")
    page.get_by_label("Auteurs").fill("Commune de Barby")
    page.get_by_label("Nature").fill("Page web")
    page.get_by_label(re.compile("^Passage")).fill("le four est rallumé chaque mois")
    continuer(page)
    question(page, "Comment le dire en quelques mots ?")
    page.get_by_label("Titre").fill(TITRE)
    page.get_by_label("Résumé").fill("Des voisins, une association et leur commune rallument ensemble un ancien four à pain.")
    page.get_by_role("button", name="Relire").click()
    question(page, "Relisez avant d’envoyer")


def test_une_alliance_se_raconte_au_pouce_le_reseau_coupe_au_milieu(
    telephone: BrowserContext, adresse: str, tmp_path: Path, copie: Path
) -> None:
    regler(telephone, **REGLAGES)
    page = telephone.new_page()
    fautes: list[str] = []
    page.on("pageerror", lambda erreur: fautes.append(str(erreur)))
    page.goto(f"{adresse}/proposer/", wait_until="networkidle")
    raconter_jusqu_au_lieu(page)
    page.wait_for_load_state("networkidle")
    telephone.set_offline(True)
    finir(page)

    # Ce que l’on relit : les réponses, la carte, ce que le catalogue n’avait pas, et exactement ce qui part.
    expect(page.get_by_text("Il reste")).to_have_count(0)
    expect(page.get_by_text("Le premier exemple de ce territoire : Savoie !")).to_be_visible()
    page.get_by_text("Voir la carte et la fiche").click()
    expect(page.locator(".o-carte .o-carte__lieu")).to_have_text("Barby (73) · depuis 2021 · brève")
    lien = urlsplit(page.get_by_role("link", name="Préparer le courriel").get_attribute("href") or "")
    assert (lien.scheme, lien.path) == ("mailto", REGLAGES["courriel"])
    corps = parse_qs(lien.query)["body"][0].replace("\r\n", "\n")
    forge = urlsplit(page.get_by_role("link", name="Proposer sur GitHub").get_attribute("href") or "")
    assert unquote(forge.path) == "/un/depot/new/main/exemples"
    with page.expect_download() as attendu:
        page.get_by_role("button", name="Télécharger le fichier").click()
    texte = Path(attendu.value.path()).read_text("utf-8")
    assert attendu.value.suggested_filename == "le-four-a-pain-de-barby.md"
    assert texte in corps
    assert parse_qs(forge.query)["value"] == [texte]

    # C’est une brève que le vérificateur admet sans rien y redire.
    (copie / "exemples/le-four-a-pain-de-barby.md").write_text(texte, "utf-8")
    catalogue, constats = chaine.charger(copie)
    assert constats == ()
    fiche = catalogue.fiches["exemples/le-four-a-pain-de-barby"].champs.model_dump(
        mode="json", include={"titre", "breve", "partenaires"}
    )
    assert (fiche["titre"], fiche["breve"], fiche["partenaires"][1]["role"]) == (TITRE, True, "prête l’ancien four")

    # La page rechargée, on en est au même point ; le brouillon s’exporte, se relit, s’efface.
    telephone.set_offline(False)
    page.reload()
    question(page, "Relisez avant d’envoyer")
    page.get_by_role("button", name="Garder pour plus tard").click()
    with page.expect_download() as attendu:
        page.get_by_role("button", name="Exporter").click()
    exporte = tmp_path / "brouillon.json"
    attendu.value.save_as(exporte)
    page.get_by_role("button", name="Effacer").click()
    expect(page.get_by_text(TITRE)).to_have_count(0)
    page.locator("#relire").set_input_files(exporte)
    question(page, "Relisez avant d’envoyer")
    expect(page.locator("dd").filter(has_text="rallument le four")).to_be_visible()
    page.get_by_role("button", name="Garder pour plus tard").click()
    page.locator("#relire").set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": b"[1]"})
    expect(page.get_by_text("Ce fichier n’est pas un brouillon")).to_be_attached()
    assert fautes == []


def test_la_page_est_legere_et_rien_d_elle_n_est_charge_ailleurs(telephone: BrowserContext, adresse: str) -> None:
    pese: dict[str, int] = {}
    page = telephone.new_page()
    page.on("response", lambda reponse: pese.update({urlsplit(reponse.url).path: len(gzip.compress(reponse.body()))}))
    page.goto(f"{adresse}/proposer/", wait_until="networkidle")
    assert sum(pese.values()) <= POIDS, pese
    siens = {nom for nom in pese if "proposer" in nom}
    pese.clear()
    page.goto(f"{adresse}/exemples/silver-geek/", wait_until="networkidle")
    assert siens
    assert not {nom for nom in pese if "proposer" in nom}


def test_une_case_vide_ouvre_le_formulaire_deja_rempli_et_rien_d_autre_n_y_entre(telephone: BrowserContext, adresse: str) -> None:
    page = telephone.new_page()
    page.goto(f"{adresse}/croiser/domaines-territoires/")
    page.get_by_role("link", name="Corse, Logement : proposer le premier exemple").click()
    expect(page.get_by_role("status").filter(has_text="Déjà rempli")).to_contain_text("Logement, Corse.")
    page.get_by_role("button", name="Commencer").click()
    continuer(page)
    expect(page.get_by_role("button", name="Retirer Corse")).to_be_visible()
    page.goto(f"{adresse}/proposer/?domaines=<img src=x>&territoires=<b>&acteurs=inconnu")
    expect(page.get_by_role("button", name="Commencer")).to_be_visible()
    expect(page.get_by_text("Déjà rempli")).to_have_count(0)


def test_une_fiche_se_corrige_depuis_sa_page_et_seule_change_la_ligne_dite(telephone: BrowserContext, adresse: str) -> None:
    regler(telephone, courriel=REGLAGES["courriel"])
    page = telephone.new_page()
    page.goto(f"{adresse}/exemples/silver-geek/")
    page.get_by_role("button", name="Lien mort").click()
    question(page, "Quel lien est mort ?")
    page.get_by_role("button", name="Charte nationale Silver Geek").click()
    question(page, "Relisez vos changements")
    page.get_by_text("Ce qui change dans le fichier").click()
    expect(page.locator("del")).to_have_text(["    etat: Adresse citée en 2022"])
    expect(page.locator("ins")).to_have_count(1)
    expect(page.locator("ins")).to_contain_text("Lien mort, constaté en")
    with page.expect_download() as attendu:
        page.get_by_role("button", name="Télécharger le fichier").click()
    avant = (FIGE / "exemples/silver-geek.md").read_text("utf-8").split("\n")
    apres = Path(attendu.value.path()).read_text("utf-8").split("\n")
    assert len(avant) == len(apres)
    assert sum(un != autre for un, autre in zip(avant, apres, strict=True)) == 1

    page.goto(f"{adresse}/proposer/?fiche=exemples/silver-geek&pour=vrai")
    page.get_by_role("button", name="Fondation Macif").click()
    expect(page.locator("ins")).to_have_text([re.compile("^confirme_le: 20"), 'confirme_par: "Fondation Macif"'])
    page.goto(f"{adresse}/proposer/?fiche=exemples/nulle-part")
    expect(page.get_by_role("heading", name="Cette fiche ne s’ouvre pas")).to_be_visible()


def test_un_guichet_recoit_ce_que_l_on_a_montre_et_donne_sa_reference(telephone: BrowserContext, adresse: str) -> None:
    regler(telephone, guichet="https://guichet.example/")
    recus: list[dict[str, str]] = []

    def recevoir(route: Route) -> None:
        recus.append(json.loads(route.request.post_data or ""))
        refus = {"code": "fiche", "message": "La fiche a des erreurs.", "constats": [{"message": "Une faute."}]}
        corps = {"reference": "bcd2345", "dit": "Bien reçu.", "jeton": "secret", "efface_le": "2027-01-01"}
        route.fulfill(status=422 if len(recus) == 1 else 201, json=refus if len(recus) == 1 else corps)

    telephone.route("https://guichet.example/envois", recevoir)
    page = telephone.new_page()
    page.goto(f"{adresse}/proposer/?fiche=exemples/silver-geek&pour=vrai")
    page.get_by_role("button", name="J’ai relu, rien à changer").click()
    page.get_by_label(re.compile("Un mot pour la rédaction")).fill("Bravo")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Une faute.")).to_be_visible()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Référence : bcd2345.")).to_be_visible()
    envoi = recus[1]
    assert set(envoi) == {"genre", "famille", "identifiant", "texte", "mot", "adresse", "site_web"}
    assert (envoi["genre"], envoi["famille"], envoi["identifiant"], envoi["site_web"]) == (
        "changement",
        "exemples",
        "silver-geek",
        "",
    )
    assert re.search(r"\nrelu_le: 20\d\d-\d\d-\d\d\n", envoi["texte"])
    assert "Bravo" not in envoi["texte"]


def test_sans_javascript_restent_les_dix_questions(navigateur: Browser, adresse: str) -> None:
    contexte = navigateur.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = contexte.new_page()
    page.goto(f"{adresse}/proposer/?fiche=exemples/silver-geek")
    expect(page.locator(".o-proposer__papier > li:visible")).to_have_count(10)
    expect(page.get_by_text("Pour corriger une fiche")).to_be_visible()
    contexte.close()


def test_le_formulaire_tient_une_politique_stricte(telephone: BrowserContext, adresse: str) -> None:
    def durcir(route: Route) -> None:
        reponse = route.fetch()
        route.fulfill(response=reponse, headers={**reponse.headers, "content-security-policy": STRICTE})

    telephone.route(re.compile(r"/proposer/$"), durcir)
    page = telephone.new_page()
    refus: list[str] = []
    page.on("console", lambda message: refus.append(message.text) if "Content Security Policy" in message.text else None)
    page.goto(f"{adresse}/proposer/")
    page.get_by_role("button", name="Commencer").click()
    question(page, "Qui s’est allié avec qui ?")
    assert not [un for un in refus if "proposer" in un.split("Content Security")[0]]


def test_chaque_ecran_est_accessible_en_clair_et_en_sombre(telephone: BrowserContext, adresse: str) -> None:
    page = telephone.new_page()
    fautes: dict[str, list[str]] = {}

    def regarder(nom: str) -> None:
        for mode in ("light", "dark"):
            page.emulate_media(color_scheme=mode, reduced_motion="reduce")
            if trouvees := page.evaluate(AXE, SEULEMENT_LES_COULEURS if mode == "dark" else {}):
                fautes[f"{nom}, {mode}"] = trouvees

    page.goto(f"{adresse}/proposer/")
    page.evaluate(f"{AXE_SCRIPT}; null")
    page.get_by_role("button", name="Commencer").click()
    for rang in range(10):
        expect(page.get_by_text(f"{rang + 1} sur 10")).to_be_visible()
        if rang in (0, 1, 3, 4, 8, 9):
            regarder(f"question {rang + 1}")
        page.get_by_role("button", name=re.compile("^(Continuer|Relire)$")).click()
    question(page, "Relisez avant d’envoyer")
    expect(page.get_by_text("Il reste")).to_be_visible()
    for replie in page.locator("[data-ecran] summary").all():
        replie.click()
    regarder("récapitulatif")
    assert fautes == {}


def test_une_fois_commencee_la_page_se_rouvre_sans_reseau(navigateur: Browser, adresse: str) -> None:
    contexte = navigateur.new_context(viewport={"width": 360, "height": 740})
    page = contexte.new_page()
    page.goto(f"{adresse}/proposer/")
    page.get_by_role("button", name="Commencer").click()
    page.get_by_label("Nom", exact=True).first.fill("Une ferme")
    # Ce qui manque se dit une fois, et n’arrête pas.
    continuer(page)
    expect(page.get_by_label("Profil").first).to_be_focused()
    continuer(page)
    question(page, "Où cela se passe-t-il ?")
    garde = (
        "caches.open('odd17-proposer').then((un) => un.keys()).then((cles) => cles.some(({ url }) => /recapitulatif/.test(url)))"
    )
    page.wait_for_function(garde)
    page.wait_for_load_state("networkidle")
    contexte.set_offline(True)
    page.reload()
    question(page, "Où cela se passe-t-il ?")
    page.get_by_role("button", name="Précédent").click()
    expect(page.get_by_label("Nom", exact=True).first).to_have_value("Une ferme")
    contexte.close()
