"""L’explorateur, dans un vrai navigateur : juste, partageable, au clavier, et sans JavaScript quand il n’y en a pas."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from depots import FIGE
from pages import lire
from playwright.sync_api import Browser, Page, Route, expect
from recompte import fiches, modalites, vocabulaire
from reseau import Demandes, Retenue

FACETTES = (
    "familles acteurs domaines territoires niveaux besoins objectifs categories tailles durees impacts odd preuves formats"
).split()
"""Dans l’ordre où un visiteur sait y répondre."""

VALEURS = [(f, m["id"]) for f in FACETTES for m in vocabulaire(FIGE, f)["modalites"]]
FICHES = fiches(FIGE)
Selection = dict[str, list[str]]


@dataclass(frozen=True)
class Temoin:
    """Ce que l’on doit trouver dans un dépôt, recompté sans rien emprunter au générateur."""

    depot: Path

    @cached_property
    def siennes(self) -> dict[str, dict[str, set[str]]]:
        """Pour chaque facette, les modalités de chaque fiche."""
        return {facette: {cle: modalites(self.depot, cle, facette) for cle in fiches(self.depot)} for facette in FACETTES}

    @cached_property
    def rangees(self) -> dict[tuple[str, str], set[str]]:
        """Les fiches de chaque valeur."""
        return {(f, v): {cle for cle, valeurs in self.siennes[f].items() if v in valeurs} for f, v in VALEURS}

    def recompter(self, selection: Selection) -> tuple[set[str], dict[tuple[str, str], int]]:
        """Les fiches, et l’effectif de chaque valeur : OU dans une facette, ET entre elles."""

        def retenues(sauf: str = "") -> set[str]:
            reunies = [set().union(*(self.rangees[f, v] for v in valeurs)) for f, valeurs in selection.items() if f != sauf]
            return set(fiches(self.depot)).intersection(*reunies)

        restes = {facette: retenues(sauf=facette) for facette in FACETTES}
        return retenues(), {(f, v): len(self.rangees[f, v] & restes[f]) for f, v in VALEURS}

    def au_hasard(self, nombre: int) -> list[Selection]:
        """Des combinaisons tirées au sort, toujours les mêmes ; une sur deux part d’une vraie fiche, pour ne pas être vide."""
        sort = random.Random(17)  # noqa: S311
        tirees: list[Selection] = []
        while len(tirees) < nombre:
            facettes = sort.sample(FACETTES, sort.randint(1, 4))
            selection: Selection = {}
            cle = sort.choice(sorted(fiches(self.depot)))
            for facette in facettes:
                siennes = sorted(self.siennes[facette][cle])
                possibles = siennes if len(tirees) % 2 else [v for f, v in VALEURS if f == facette]
                if possibles:
                    selection[facette] = sort.sample(possibles, min(len(possibles), sort.randint(1, 2)))
            if selection:
                tirees.append(selection)
        return tirees


recompter = Temoin(FIGE).recompter


@pytest.fixture(params=["figé", "multiplié"])
def eprouve(request: pytest.FixtureRequest) -> tuple[str, Temoin]:
    """Un site et son témoin : celui du dépôt figé, puis celui dont les listes ont une suite."""
    if request.param == "figé":
        return request.getfixturevalue("adresse"), Temoin(FIGE)
    return request.getfixturevalue("grande_adresse"), Temoin(request.getfixturevalue("grand") / "depot")


def aller(page: Page, adresse: str) -> None:
    page.goto(adresse)
    page.wait_for_selector("[data-pret]")


def ouvrir(navigateur: Browser, adresse: str) -> Page:
    page = navigateur.new_page(viewport={"width": 1280, "height": 900})
    aller(page, adresse)
    return page


@pytest.fixture(scope="module")
def explorer(navigateur: Browser, adresse: str) -> Iterator[Page]:
    page = navigateur.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{adresse}/explorer/")
    page.wait_for_selector("[data-pret]")
    yield page
    page.close()


CALCULER = """
async (selections) => {
  const base = "/assets/odd17/explorateur/";
  const [{ decoder, rangs }, { filtrer }] = await Promise.all([import(base + "catalogue.js"), import(base + "filtre.js")]);
  const catalogue = decoder(await (await fetch("/explorer/catalogue.json")).json());
  return JSON.stringify(selections.map((selection) => {
    const choix = new Map(Object.entries(selection).map(([facette, valeurs]) => [facette, new Set(valeurs)]));
    const { retenues, effectifs } = filtrer(catalogue, choix);
    return {
      fiches: rangs(retenues).map((rang) => catalogue.fiches[rang].cle),
      effectifs: [...effectifs].flatMap(([facette, siens]) => [...siens].map(([valeur, nombre]) => [facette, valeur, nombre])),
    };
  }));
}
"""


def test_cinq_cents_combinaisons_comptent_juste(explorer: Page, eprouve: tuple[str, Temoin]) -> None:
    site, temoin = eprouve
    aller(explorer, f"{site}/explorer/")
    selections = [{f: [v]} for f, v in VALEURS] + temoin.au_hasard(500)
    pleines = 0
    for selection, rendu in zip(selections, json.loads(explorer.evaluate(CALCULER, selections)), strict=True):
        attendues, effectifs = temoin.recompter(selection)
        assert len(rendu["fiches"]) == len(attendues)
        assert set(rendu["fiches"]) == attendues, selection
        assert {(f, v): n for f, v, n in rendu["effectifs"]} == effectifs, selection
        pleines += bool(attendues)
    assert pleines > len(selections) / 2


MIDI = datetime(2026, 1, 1, 12, tzinfo=UTC)


def montree(page: Page) -> tuple[int, dict[tuple[str, str], int]]:
    """Ce que la page imprime : le nombre de fiches, et l’effectif de chaque valeur."""
    lus: list[list[Any]] = page.evaluate(
        "[...document.querySelectorAll('[data-facette] input[type=checkbox]')].map((c) =>"
        " [c.name, c.value, Number(c.closest('li').querySelector('.o-effectif').textContent.replace(/\\D/g, '')), c.disabled])"
    )
    for facette, valeur, nombre, inactive in lus:
        assert not inactive or nombre == 0, (facette, valeur)
    return int(page.locator("[data-annonce]").get_attribute("data-total") or -1), {(f, v): n for f, v, n, _ in lus}


LIRE_LA_PAGE = """
async (requetes) => {
  // Une tâche de plus dans la file : tout ce que la page avait à faire est fait.
  const pause = () => scheduler.postTask(() => {});
  const nombre = (element) => Number(element.textContent.replace(/\\D/g, ""));
  const lues = [];
  for (const requete of requetes) {
    history.pushState(null, "", "?" + requete);
    dispatchEvent(new PopStateEvent("popstate"));
    await pause();
    const suite = document.querySelector("[data-explorateur] [data-suite]");
    while (!suite.hidden) suite.click();
    const total = document.querySelector("[data-annonce]");
    lues.push({
      total: Number(total.dataset.total),
      imprime: total.textContent.startsWith("Aucune") ? 0 : nombre(total),
      fiches: [...document.querySelectorAll("[data-fiches] > [data-fiche]")].map((carte) => carte.dataset.fiche),
      effectifs: [...document.querySelectorAll("[data-facette] input[type=checkbox]")].map((c) =>
        [c.name, c.value, nombre(c.closest("li").querySelector(".o-effectif")), c.checked, c.disabled]),
    });
  }
  return JSON.stringify(lues);
}
"""
"""Passe de sélection en sélection comme le fait « page précédente », et relit tout ce que la page montre."""


def test_la_page_imprime_ce_que_l_on_recompte(explorer: Page, eprouve: tuple[str, Temoin]) -> None:
    site, temoin = eprouve
    aller(explorer, f"{site}/explorer/")
    # Le compte lui-même est éprouvé plus haut, sur bien plus de combinaisons : ici, ce que la page en montre.
    selections = temoin.au_hasard(50) + ([{f: [v]} for f, v in VALEURS] if temoin.depot == FIGE else [])
    requetes = ["&".join(f"{facette}={','.join(valeurs)}" for facette, valeurs in s.items()) for s in selections]
    for selection, lue in zip(selections, json.loads(explorer.evaluate(LIRE_LA_PAGE, requetes)), strict=True):
        attendues, effectifs = temoin.recompter(selection)
        assert lue["total"] == lue["imprime"] == len(attendues), selection
        assert len(lue["fiches"]) == len(attendues)
        assert set(lue["fiches"]) == attendues, selection
        assert {(f, v): n for f, v, n, _, _ in lue["effectifs"]} == effectifs, selection
        assert {(f, v) for f, v, _, cochee, _ in lue["effectifs"] if cochee} == {(f, v) for f in selection for v in selection[f]}
        # Ce qui ne donnerait rien se voit encore, mais ne se coche pas.
        assert all(inactive == (n == 0 and not cochee) for _, _, n, cochee, inactive in lue["effectifs"]), selection


@pytest.mark.parametrize("facette", [f for f in FACETTES if f != "familles"])
def test_les_pages_statiques_disent_la_meme_chose(site: Path, adresse: str, explorer: Page, facette: str) -> None:
    aller(explorer, f"{adresse}/explorer/")
    selections = [{facette: [m["id"]]} for m in vocabulaire(FIGE, facette)["modalites"]]
    for selection, rendu in zip(selections, json.loads(explorer.evaluate(CALCULER, selections)), strict=True):
        (modalite,) = selection[facette]
        totaux = lire(site / facette / modalite / "index.html").xpath("//@data-total")
        assert (int(totaux[0]) if totaux else 0) == len(rendu["fiches"]), selection


def test_cocher_change_la_liste_les_effectifs_et_l_adresse(explorer: Page, adresse: str) -> None:
    aller(explorer, f"{adresse}/explorer/")
    explorer.get_by_label("Santé", exact=True).check()
    expect(explorer).to_have_url(re.compile(r"\?domaines=sante$"))
    explorer.get_by_label("Entreprises", exact=True).check()
    explorer.get_by_label("Acteurs publics", exact=True).check()
    expect(explorer).to_have_url(re.compile(r"\?acteurs=acteurs-publics,entreprises&domaines=sante$"))
    attendues, effectifs = recompter({"domaines": ["sante"], "acteurs": ["entreprises", "acteurs-publics"]})
    expect(explorer.locator("[data-annonce]")).to_have_attribute("data-total", str(len(attendues)))
    assert montree(explorer)[1] == effectifs
    explorer.go_back()
    expect(explorer.get_by_label("Acteurs publics", exact=True)).not_to_be_checked()
    explorer.go_forward()
    expect(explorer.get_by_label("Acteurs publics", exact=True)).to_be_checked()


def test_la_meme_selection_a_toujours_la_meme_adresse(explorer: Page, adresse: str) -> None:
    adresses = set()
    for ordre in (["Santé", "Entreprises"], ["Entreprises", "Santé"]):
        explorer.goto(f"{adresse}/explorer/")
        explorer.wait_for_selector("[data-pret]")
        for nom in ordre:
            explorer.get_by_label(nom, exact=True).check()
        expect(explorer).to_have_url(re.compile("domaines=sante"))
        expect(explorer).to_have_url(re.compile("acteurs=entreprises"))
        adresses.add(explorer.url)
    assert len(adresses) == 1
    assert parse_qs(urlsplit(adresses.pop()).query) == {"acteurs": ["entreprises"], "domaines": ["sante"]}


def test_les_puces_retirent_un_choix_et_le_clavier_ne_se_perd_pas(explorer: Page, adresse: str) -> None:
    aller(explorer, f"{adresse}/explorer/?acteurs=entreprises&domaines=sante")
    explorer.get_by_role("button", name="Retirer Entreprises").focus()
    explorer.keyboard.press("Enter")
    expect(explorer.get_by_role("button", name="Retirer Santé")).to_be_focused()
    explorer.keyboard.press("Enter")
    expect(explorer.locator("[data-annonce]")).to_be_focused()
    expect(explorer.locator("[data-annonce]")).to_have_attribute("data-total", str(len(FICHES)))


def test_tout_effacer(explorer: Page, adresse: str) -> None:
    aller(explorer, f"{adresse}/explorer/?acteurs=entreprises&domaines=sante&q=jeunes")
    explorer.get_by_role("button", name="Tout effacer").click()
    expect(explorer.locator("[data-annonce]")).to_have_attribute("data-total", str(len(FICHES)))
    assert explorer.url == f"{adresse}/explorer/"


def test_texte_et_facettes_se_combinent(explorer: Page, adresse: str) -> None:
    aller(explorer, f"{adresse}/explorer/")
    explorer.get_by_label("Chercher dans le texte").fill("jeu video")
    expect(explorer.locator("[data-fiche='exemples/silver-geek']")).to_be_visible()
    avant = int(explorer.locator("[data-annonce]").get_attribute("data-total") or 0)
    explorer.get_by_label("Exemples", exact=True).check()
    expect(explorer).to_have_url(re.compile(r"\?q=jeu%20video&familles=exemples$"))
    expect(explorer.locator("[data-fiches] [data-fiche]:not([data-fiche^='exemples/'])")).to_have_count(0)
    assert 1 <= int(explorer.locator("[data-annonce]").get_attribute("data-total") or 0) <= avant


def test_ce_que_l_on_tape_n_est_jamais_efface(navigateur: Browser, adresse: str) -> None:
    """Ni l’espace en fin de mot, ni les lettres tapées pendant que la recherche se charge."""
    page = ouvrir(navigateur, f"{adresse}/explorer/")
    retenue = Retenue(page, "**/pagefind/*")
    champ = page.get_by_label("Chercher dans le texte")
    champ.focus()
    page.keyboard.type("silver ")
    for suite, cherche in (("geek", "silver"), (" dans les", "silver%20geek"), (" résidences", "silver%20geek%20dans%20les")):
        # Ce que l’on a tapé se cherche déjà quand la suite arrive.
        expect(page).to_have_url(re.compile(rf"\?q={cherche}$"))
        page.keyboard.type(suite)
    assert retenue.retenues
    retenue.lacher()
    expect(page).to_have_url(re.compile(r"\?q=silver%20geek%20dans%20les%20r%C3%A9sidences$"))
    expect(page.locator("[data-annonce]")).to_contain_text("fiche")
    expect(champ).to_have_value("silver geek dans les résidences")
    page.close()


def test_cocher_sans_attendre_emporte_ce_que_l_on_vient_de_taper(explorer: Page, adresse: str) -> None:
    aller(explorer, f"{adresse}/explorer/")
    explorer.get_by_label("Chercher dans le texte").fill("mécénat")
    explorer.get_by_label("Exemples", exact=True).check()
    expect(explorer).to_have_url(re.compile(r"\?q=m%C3%A9c%C3%A9nat&familles=exemples$"))
    expect(explorer.get_by_label("Chercher dans le texte")).to_have_value("mécénat")


def test_l_historique_ne_garde_que_des_etats_differents(navigateur: Browser, adresse: str) -> None:
    page = navigateur.new_page(viewport={"width": 1280, "height": 900})
    page.clock.install(time=MIDI)
    aller(page, f"{adresse}/explorer/")
    page.clock.pause_at(MIDI + timedelta(hours=1))  # la frappe n’attend plus que nous
    depart = page.evaluate("history.length")
    champ = page.get_by_label("Chercher dans le texte")
    champ.fill("  ")
    page.clock.run_for(1000)
    assert page.evaluate("history.length") == depart
    champ.fill("aidants")
    page.get_by_label("Exemples", exact=True).check()
    page.get_by_role("button", name="Tout effacer").click()
    page.clock.run_for(1000)
    assert page.evaluate("history.length") == depart + 2
    page.go_back()
    expect(champ).to_have_value("aidants")
    expect(page.get_by_label("Exemples", exact=True)).to_be_checked()
    page.close()


def test_retirer_deux_fois_ne_remet_pas(explorer: Page, adresse: str) -> None:
    aller(explorer, f"{adresse}/explorer/?acteurs=entreprises&domaines=sante")
    bouton = explorer.get_by_role("button", name="Retirer Entreprises").element_handle()
    assert bouton is not None
    bouton.evaluate("(bouton) => { bouton.click(); bouton.click(); }")
    expect(explorer).to_have_url(f"{adresse}/explorer/?domaines=sante")


def test_sans_javascript_la_suite_de_la_liste_est_dans_les_familles(navigateur: Browser, grande_adresse: str) -> None:
    page = navigateur.new_context(java_script_enabled=False).new_page()
    page.goto(f"{grande_adresse}/explorer/")
    page.get_by_text("La suite, famille par famille").get_by_role("link", name="méthodes").click()
    expect(page).to_have_url(f"{grande_adresse}/methodes/")
    page.context.close()


def test_une_page_d_une_famille_oublie_les_autres(explorer: Page, adresse: str) -> None:
    aller(explorer, f"{adresse}/exemples/?familles=outils")
    expect(explorer.get_by_role("button", name="Tout effacer")).not_to_be_visible()
    explorer.get_by_label("Santé", exact=True).check()
    expect(explorer).to_have_url(f"{adresse}/exemples/?domaines=sante")


def test_une_recherche_en_panne_laisse_les_facettes_et_se_reessaie(navigateur: Browser, adresse: str) -> None:
    contexte = navigateur.new_context(viewport={"width": 1280, "height": 900})
    contexte.route("**/pagefind/**", lambda route: route.abort())
    page = contexte.new_page()
    aller(page, f"{adresse}/explorer/?q=aidants&domaines=emploi-insertion")
    annonce = page.locator("[data-annonce]")
    expect(annonce).to_contain_text("n’a pas pu se charger")
    attendues, _ = recompter({"domaines": ["emploi-insertion"]})
    expect(annonce).to_have_attribute("data-total", str(len(attendues)))
    contexte.unroute("**/pagefind/**")
    page.get_by_role("button", name="Réessayer").click()
    # Tant que la recherche dure, l’annonce dit « Recherche… » : on attend qu’elle compte.
    expect(annonce).to_have_text(re.compile(r"^\d+\sfiches?$"))
    assert int(annonce.get_attribute("data-total") or 0) < len(attendues)
    contexte.close()


def test_une_recherche_lente_montre_deja_ce_que_l_on_a_demande(navigateur: Browser, adresse: str) -> None:
    page = navigateur.new_page(viewport={"width": 1280, "height": 900})
    retenue = Retenue(page, "**/pagefind/cles.json")
    aller(page, f"{adresse}/explorer/?q=aidants&domaines=sante")
    expect(page.get_by_label("Chercher dans le texte")).to_have_value("aidants")
    expect(page.get_by_role("button", name="Retirer Santé")).to_be_visible()
    expect(page.get_by_label("Santé", exact=True)).to_be_checked()
    expect(page.locator("[data-annonce]")).to_have_text("Recherche…")
    retenue.lacher()
    expect(page.locator("[data-annonce]")).to_contain_text("fiche")
    page.close()


def test_tourner_l_ecran_ne_bloque_pas_la_page(navigateur: Browser, adresse: str) -> None:
    page = navigateur.new_page(viewport={"width": 768, "height": 1024})
    aller(page, f"{adresse}/explorer/")
    page.locator("[data-tiroir] > summary").click()
    page.set_viewport_size({"width": 1024, "height": 768})
    page.locator("[data-resultats] a").first.click(timeout=3000)
    expect(page.locator("h1")).not_to_have_text("Explorer")
    page.close()


def test_page_precedente_ne_perd_pas_le_clavier(explorer: Page, adresse: str) -> None:
    aller(explorer, f"{adresse}/explorer/")
    explorer.get_by_label("Santé", exact=True).check()
    explorer.locator("[data-fiches] a").first.focus()
    explorer.go_back()
    expect(explorer.locator("[data-annonce]")).to_have_attribute("data-total", str(len(FICHES)))
    assert explorer.evaluate("document.activeElement !== document.body")


@pytest.mark.parametrize("largeur", [360, 390, 1280])
def test_le_tableau_tient_dans_la_page(navigateur: Browser, grande_adresse: str, largeur: int) -> None:
    page = navigateur.new_page(viewport={"width": largeur, "height": 844})
    aller(page, f"{grande_adresse}/explorer/?vue=tableau")
    expect(page.locator("[data-annonce]")).to_contain_text("fiches")
    assert page.locator("tbody [data-fiche]").count() == 24
    assert page.evaluate("document.documentElement.scrollWidth") <= largeur
    page.close()


def test_ranger_et_tableau(explorer: Page, grand: Path, grande_adresse: str) -> None:
    aller(explorer, f"{grande_adresse}/explorer/?familles=exemples&tri=titre&vue=tableau")
    lignes = explorer.locator("tbody [data-fiche]")
    expect(lignes).to_have_count(24)
    titres = [entete["titre"] for cle, entete in fiches(grand / "depot").items() if cle.startswith("exemples/")]
    tries = explorer.evaluate(
        "(t) => [...t].sort(new Intl.Collator('fr', {numeric: true, ignorePunctuation: true}).compare)", titres
    )
    assert [" ".join(titre.split()) for titre in lignes.locator("th a").all_inner_texts()] == [
        " ".join(titre.split()) for titre in tries[:24]
    ]
    explorer.get_by_label("cartes").check()
    expect(explorer.locator(".o-carte[data-fiche]").first).to_be_visible()


def test_exemples_montre_ses_fiches_tout_de_suite(navigateur: Browser, adresse: str) -> None:
    """Servies avec la page, avant tout texte, et les filtres avec elles."""
    contexte = navigateur.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = contexte.new_page()
    for chemin in ("exemples/", "explorer/"):
        page.goto(f"{adresse}/{chemin}")
        boite = page.locator(".o-carte").first.bounding_box()
        assert boite is not None
        assert boite["y"] < 600, chemin
        assert page.locator("[data-facette=domaines] a").first.is_visible()
    contexte.close()


def test_une_carte_dessinee_dit_la_meme_preuve_que_la_carte_servie(explorer: Page, site: Path, adresse: str) -> None:
    cartes = lire(site / "explorer/index.html").xpath("//article[contains(@class, 'o-carte')][not(ancestor::template)]")
    servies = {
        " ".join(carte.xpath(".//*[contains(@class, 'o-carte__titre')]")[0].text_content().split()): (
            carte.xpath(".//*[contains(@class, 'o-jauge')]/@class"),
            " ".join(carte.xpath(".//*[contains(@class, 'o-carte__etat')]")[0].text_content().split()),
        )
        for carte in cartes
    }
    aller(explorer, f"{adresse}/explorer/?tri=titre")
    dessinees = explorer.locator("[data-fiches] > [data-fiche]")
    expect(dessinees).to_have_count(min(24, len(servies)))
    for dessinee in dessinees.all():
        jauges, etat = servies[" ".join((dessinee.locator(".o-carte__titre").text_content() or "").split())]
        expect(dessinee.locator(".o-carte__etat")).to_have_text(etat)
        assert [jauge.get_attribute("class") for jauge in dessinee.locator(".o-jauge").all()] == jauges


def test_exemples_est_un_explorateur_de_sa_famille(explorer: Page, adresse: str) -> None:
    aller(explorer, f"{adresse}/exemples/?domaines=sante")
    attendues, _ = recompter({"familles": ["exemples"], "domaines": ["sante"]})
    expect(explorer.locator("[data-annonce]")).to_have_attribute("data-total", str(len(attendues)))
    assert explorer.locator("[data-facette=familles]").count() == 0


def test_afficher_la_suite_ajoute_et_donne_le_clavier_a_la_premiere_nouvelle(explorer: Page, grande_adresse: str) -> None:
    aller(explorer, f"{grande_adresse}/explorer/?familles=exemples")
    expect(explorer.locator("[data-fiches] > [data-fiche]")).to_have_count(24)
    explorer.get_by_role("button", name="Afficher la suite").click()
    expect(explorer.locator("[data-fiches] > [data-fiche]")).to_have_count(48)
    assert explorer.evaluate(
        "document.activeElement.closest('[data-fiche]') === document.querySelectorAll('[data-fiches] > *')[24]"
    )


@pytest.mark.parametrize("largeur", [390, 1280])
def test_sans_javascript_le_formulaire_mene_aux_pages(navigateur: Browser, grande_adresse: str, largeur: int) -> None:
    contexte = navigateur.new_context(java_script_enabled=False, viewport={"width": largeur, "height": 844})
    page = contexte.new_page()
    page.goto(f"{grande_adresse}/explorer/")
    assert page.locator(".o-carte").count() == 48
    assert not page.get_by_label("Chercher dans le texte").is_visible()
    if largeur < 960:
        page.get_by_text("Filtrer", exact=True).click()
    page.locator("[data-facette=domaines] [data-valeur=sante] a").click()
    expect(page).to_have_url(re.compile("/domaines/sante/"))
    contexte.close()


@pytest.mark.parametrize("largeur", [360, 390])
def test_sur_un_telephone_les_filtres_sont_un_tiroir(navigateur: Browser, adresse: str, largeur: int) -> None:
    page = navigateur.new_page(viewport={"width": largeur, "height": 740})
    page.goto(f"{adresse}/explorer/")
    page.wait_for_selector("[data-pret]")
    bouton = page.locator("[data-tiroir] > summary")
    bouton.click()
    page.get_by_label("Santé", exact=True).check()
    voir = page.get_by_role("button", name=re.compile("^Voir"))
    attendues, _ = recompter({"domaines": ["sante"]})
    expect(voir).to_have_text(re.compile(rf"Voir {len(attendues)}\sfiches"))
    voir.click()
    expect(page.locator("[data-annonce]")).to_be_focused()
    expect(bouton).to_have_text("Filtrer (1)")
    assert page.evaluate("document.documentElement.scrollWidth") <= largeur
    bouton.click()
    page.keyboard.press("Escape")
    expect(bouton).to_be_focused()
    page.close()


def test_l_impression_montre_les_fiches_et_pas_le_formulaire(explorer: Page, adresse: str) -> None:
    aller(explorer, f"{adresse}/explorer/?domaines=sante")
    explorer.emulate_media(media="print")
    assert not explorer.locator(".o-filtres").is_visible()
    assert not explorer.locator(".o-reglages").is_visible()
    assert explorer.locator("[data-fiches] [data-fiche]").first.is_visible()
    explorer.emulate_media(media="screen")


def test_l_explorateur_pese_peu_avant_le_premier_geste(navigateur: Browser, adresse: str, site: Path) -> None:
    page = navigateur.new_page()
    demandes = Demandes(page)
    page.goto(f"{adresse}/explorer/")
    page.wait_for_selector("[data-pret]")
    demandes.attendre_le_calme(page)
    page.close()

    def peser(urls: set[str]) -> int:
        return sum(len(gzip.compress((site / url.removeprefix(f"{adresse}/")).read_bytes())) for url in urls)

    code = {url for url in demandes.adresses if "/assets/odd17/" in url and url.endswith(".js")}
    donnees = {url for url in demandes.adresses if "/explorer/" in url and url.endswith(".json")}
    assert len(code) >= 5
    assert donnees
    assert peser(code) <= 40_000
    assert peser(donnees) <= 250 * len(FICHES)


def test_une_politique_de_securite_stricte_ne_gene_pas(navigateur: Browser, adresse: str) -> None:
    """Sans script dans la page ni code construit : ceux de Material sont bloqués, pas les nôtres."""
    contexte = navigateur.new_context(viewport={"width": 1280, "height": 900})
    politique = (
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:"
    )

    def durcir(route: Route) -> None:
        reponse = route.fetch()
        route.fulfill(response=reponse, headers={**reponse.headers, "content-security-policy": politique})

    contexte.route("**/*", durcir)
    page = contexte.new_page()
    page.goto(f"{adresse}/explorer/?domaines=sante")
    page.wait_for_selector("[data-pret]")
    attendues, _ = recompter({"domaines": ["sante"]})
    expect(page.locator("[data-annonce]")).to_have_attribute("data-total", str(len(attendues)))
    page.get_by_label("Chercher dans le texte").fill("association")
    expect(page).to_have_url(re.compile("q=association"))
    expect(page.locator("[data-annonce]")).not_to_have_attribute("data-total", "0")
    # Ce que la page demande encore n’a plus besoin de réponse.
    contexte.unroute_all(behavior="ignoreErrors")
    contexte.close()


def test_toutes_les_facettes_sont_offertes_dans_l_ordre(site: Path) -> None:
    offertes = lire(site / "explorer/index.html").xpath("//*[@data-explorateur]//*[@data-facette]/@data-facette")
    assert offertes == FACETTES
