"""Ce qui se choisit sans JavaScript : la carte des outils, les trois questions."""

import re
from itertools import product

import pytest
from depots import FIGE
from playwright.sync_api import Browser
from recompte import fiches

FICHES = fiches(FIGE)


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
