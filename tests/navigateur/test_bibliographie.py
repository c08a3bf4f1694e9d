"""Retrouver un document parmi les sources : sans accents, par son auteur, et sans JavaScript en tournant les pages."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def sources(navigateur: Browser, adresse: str) -> Iterator[Page]:
    contexte = navigateur.new_context(viewport={"width": 390, "height": 844})
    page = contexte.new_page()
    page.goto(f"{adresse}/sources/")
    yield page
    contexte.close()


def test_on_trouve_un_document_par_quelques_mots(sources: Page, site: Path) -> None:
    champ = sources.get_by_label("Chercher un document")
    champ.fill("MECENAT salarie")
    trouves = sources.locator("[data-documents-trouves]")
    expect(trouves.get_by_role("status")).to_have_text("1\N{NO-BREAK SPACE}document trouvé")
    expect(trouves.get_by_role("listitem")).to_contain_text("Tout sur le mécénat de compétences quand on est un salarié")
    expect(sources.locator("[data-documents]")).to_be_hidden()

    # Le résultat mène au document, là où il est dans la liste.
    (cible,) = [a for titre, _, a in json.loads((site / "sources/documents.json").read_text("utf-8")) if "salarié" in titre]
    trouves.get_by_role("link").click()
    sources.wait_for_url(f"**/{cible}")
    expect(sources.locator(f"[id='{cible.split('#')[1]}']")).to_be_visible()


def test_rien_trouve_se_dit_et_tout_effacer_rend_la_liste(sources: Page) -> None:
    champ = sources.get_by_label("Chercher un document")
    champ.fill("zzz")
    expect(sources.locator("[data-documents-trouves]").get_by_role("status")).to_have_text("Aucun document n’a tous ces mots.")
    champ.fill("")
    expect(sources.locator("[data-documents-trouves]")).to_be_hidden()
    expect(sources.locator("[data-documents]")).to_be_visible()


def test_si_la_liste_ne_vient_pas_les_pages_restent(sources: Page) -> None:
    sources.route("**/sources/documents.json", lambda route: route.abort())
    champ = sources.get_by_label("Chercher un document")
    champ.fill("dla")
    expect(sources.locator("[data-documents-trouves]").get_by_role("status")).to_contain_text("n’a pas pu se charger")
    expect(sources.locator("[data-documents]")).to_be_visible()
    # La frappe suivante redemande la liste.
    sources.unroute("**/sources/documents.json")
    champ.fill("dla ")
    expect(sources.locator("[data-documents-trouves]").get_by_role("listitem").first).to_contain_text("DLA")


def test_sans_javascript_la_liste_est_la_et_le_champ_n_y_est_pas(navigateur: Browser, adresse: str) -> None:
    contexte = navigateur.new_context(java_script_enabled=False)
    page = contexte.new_page()
    page.goto(f"{adresse}/sources/")
    expect(page.get_by_label("Chercher un document")).to_be_hidden()
    assert page.locator("[data-documents] li[id]").count() > 20
    contexte.close()
