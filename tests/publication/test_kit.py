"""Le kit : les pages écrites, la carte des outils, le programme, les parcours, « par où commencer ? »."""

import re
from itertools import product
from pathlib import Path

import pytest
import yaml
from pages import liens, lire, resoudre
from playwright.sync_api import Browser
from recompte import RACINE, fiches, modalites, vocabulaire

FICHES = fiches()
PARCOURS = yaml.safe_load((RACINE / "content/parcours.yml").read_text("utf-8"))


def texte(noeud: object) -> str:
    return " ".join(noeud.text_content().split())  # type: ignore[attr-defined]


# Les fiches ---------------------------------------------------------------------------------------------------------


def test_le_catalogue_couvre_les_sources() -> None:
    par_famille = {famille: [c for c in FICHES if c.startswith(f"{famille}/")] for famille in ("exemples", "mesures")}
    assert len(par_famille["exemples"]) >= 60
    assert sorted(FICHES[cle]["numero"] for cle in par_famille["mesures"]) == list(range(1, 22))


def test_chaque_exemple_mene_a_un_outil_ou_une_methode_et_retour(site: Path) -> None:
    for cle in FICHES:
        if not cle.startswith("exemples/"):
            continue
        cibles = {
            resoudre(f"{cle}/", lien)[0].rstrip("/")
            for lien in liens(lire(site / cle / "index.html"))
            if resoudre(f"{cle}/", lien)
        }
        pratiques = {c for c in cibles if c in FICHES and c.startswith(("outils/", "methodes/"))}
        assert pratiques, cle
        retours = [
            p
            for p in pratiques
            if f"{cle}/" in {(resoudre(f"{p}/", lien) or ("",))[0] for lien in liens(lire(site / p / "index.html"))}
        ]
        assert retours, cle


# Les pages écrites --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "adresse",
    [
        "comprendre",
        "exemples",
        "methodes",
        "outils",
        "donnees",
        "mesures",
        "competences",
        "parcours",
        "glossaire",
        "contribuer",
        "mentions-legales",
        "accessibilite",
        "licences",
        "plan-du-site",
        "par-ou-commencer",
    ],
)
def test_la_page_a_un_titre_et_se_trouve_depuis_le_plan(site: Path, adresse: str) -> None:
    page = lire(site / adresse / "index.html")
    assert len(page.xpath("//h1")) == 1
    assert len(texte(page.xpath("//h1")[0])) >= 5
    plan = {(resoudre("plan-du-site/", lien) or ("",))[0] for lien in liens(lire(site / "plan-du-site/index.html"))}
    assert f"{adresse}/" in plan


def test_comprendre_repond_aux_sept_questions_et_presente_les_listes(site: Path) -> None:
    contenu = texte(lire(site / "comprendre/index.html").xpath("//article | //main")[0])
    for nom in ("categories", "impacts", "objectifs", "besoins"):
        for modalite in vocabulaire(nom)["modalites"]:
            assert modalite["libelle"].lower() in contenu.lower(), (nom, modalite["libelle"])
    questions = lire(site / "comprendre/index.html").xpath("//h3[contains(., '?')]")
    assert len(questions) >= 7


def test_les_mentions_legales_montrent_ce_qui_reste_a_renseigner(site: Path) -> None:
    page = lire(site / "mentions-legales/index.html")
    manquants = page.xpath("//*[contains(@class, 'o-a-renseigner')]")
    vides = [cle for cle, valeur in _editeur().items() if not valeur]
    assert len(manquants) == len(vides)


def _editeur() -> dict[str, str]:
    reglages = (RACINE / "mkdocs.yml").read_text("utf-8")
    bloc = re.search(r"(?m)^  editeur:\n((?:    .*\n)+)", reglages)
    assert bloc
    lu: dict[str, str] = yaml.safe_load(bloc[1])
    return lu


def test_toutes_les_pages_menent_aux_pages_attendues_d_un_site_public(site: Path) -> None:
    for adresse in ("", "exemples/silver-geek/", "domaines/sante/"):
        cibles = {(resoudre(adresse, lien) or ("",))[0] for lien in liens(lire(site / adresse / "index.html"))}
        assert {"mentions-legales/", "accessibilite/", "licences/", "plan-du-site/", "contribuer/"} <= cibles


# La carte des outils ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profil", "besoin"), list(product(["acteurs-publics", "entreprises", "citoyens"], ["faire-naitre-envie", "animer"]))
)
def test_la_carte_des_outils_se_filtre_sans_javascript(adresse: str, navigateur: Browser, profil: str, besoin: str) -> None:
    contexte = navigateur.new_context(java_script_enabled=False)
    page = contexte.new_page()
    page.goto(f"{adresse}/outils/")
    page.locator("select[name=acteurs]").select_option(profil)
    page.locator("select[name=besoins]").select_option(besoin)
    vus = page.locator(".o-filtre tbody tr:visible th").all_inner_texts()
    attendus = [
        e["titre"] for cle, e in FICHES.items() if cle.startswith("outils/") and profil in e["profils"] and besoin in e["besoins"]
    ]
    assert sorted(vus) == sorted(attendus)
    page.get_by_role("button", name="Tout remontrer").click()
    assert page.locator(".o-filtre tbody tr:visible").count() == sum(cle.startswith("outils/") for cle in FICHES)
    contexte.close()


# Le programme -------------------------------------------------------------------------------------------------------


def test_le_programme_montre_trois_fois_sept_mesures(site: Path) -> None:
    dimensions = lire(site / "mesures/index.html").xpath("//*[contains(@class, 'o-programme__dimensions')]/section")
    numeros = [[int(li.get("value")) for li in dimension.xpath(".//li")] for dimension in dimensions]
    assert numeros == [list(range(1, 8)), list(range(8, 15)), list(range(15, 22))]


# Les parcours -------------------------------------------------------------------------------------------------------


def test_il_y_a_un_parcours_d_une_heure_de_quatre_et_de_douze() -> None:
    assert {60, 240, 720} <= {parcours["minutes"] for parcours in PARCOURS.values()}


@pytest.mark.parametrize("nom", PARCOURS)
def test_un_parcours_enchaine_des_fiches_qui_existent_avec_leur_temps(site: Path, nom: str) -> None:
    page = lire(site / "parcours" / nom / "index.html")
    etapes = page.xpath("//li[contains(@class, 'o-etape')][h2]")
    assert len(etapes) == len(PARCOURS[nom]["etapes"])
    assert sum(etape["minutes"] for etape in PARCOURS[nom]["etapes"]) == PARCOURS[nom]["minutes"]
    assert {"lire", "faire", "discuter", "produire"} <= {etape["geste"] for etape in PARCOURS[nom]["etapes"]}
    for etape, ecrite in zip(etapes, PARCOURS[nom]["etapes"], strict=True):
        cibles = {(resoudre(f"parcours/{nom}/", lien) or ("",))[0].rstrip("/") for lien in liens(etape)}
        assert set(ecrite.get("fiches", [])) <= cibles


# Par où commencer ? -------------------------------------------------------------------------------------------------

CHERCHABLES = [m["id"] for m in vocabulaire("familles")["modalites"] if m.get("reponse")]
CHEMINS = list(
    product(
        [m["id"] for m in vocabulaire("acteurs")["modalites"]],
        CHERCHABLES,
        [m["id"] for m in vocabulaire("besoins")["modalites"]],
    )
)


@pytest.mark.parametrize(("profil", "famille", "besoin"), CHEMINS)
def test_au_bout_de_trois_questions_quelques_fiches_qui_conviennent(site: Path, profil: str, famille: str, besoin: str) -> None:
    page = lire(site / "par-ou-commencer" / profil / famille / besoin / "index.html")
    proposees = page.xpath("//div[contains(@class, 'o-cartes')][1]/div")
    assert 1 <= len(proposees) <= 4
    for proposee in proposees:
        (lien,) = proposee.xpath(".//*[contains(@class, 'o-carte__titre')]/a/@href")
        cible = resoudre(f"par-ou-commencer/{profil}/{famille}/{besoin}/", lien)
        assert cible
        cle = cible[0].rstrip("/")
        assert cle.startswith(f"{famille}/")
        profils, moments = modalites(cle, FICHES[cle], "acteurs"), modalites(cle, FICHES[cle], "besoins")
        pour_lui, au_bon_moment = not profils or profil in profils, besoin in moments
        assert pour_lui or au_bon_moment
        reserve = bool(proposee.xpath("./p[contains(@class, 'o-note')]"))
        assert reserve == (not (pour_lui and au_bon_moment)), cle


def test_on_repond_aux_trois_questions_sans_javascript(adresse: str, navigateur: Browser) -> None:
    contexte = navigateur.new_context(java_script_enabled=False)
    page = contexte.new_page()
    page.goto(f"{adresse}/par-ou-commencer/")
    page.get_by_role("link", name=re.compile("une entreprise")).click()
    page.get_by_role("link", name=re.compile("outil prêt à servir")).click()
    page.get_by_role("link", name=re.compile("elle doit durer")).click()
    assert page.url.endswith("/par-ou-commencer/entreprises/outils/animer/")
    assert page.locator(".o-carte").count() >= 1
    contexte.close()
