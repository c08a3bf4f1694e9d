"""La recherche, mesurée sur le vrai site : les questions de `content/questions.yml`, et tous les mots que le site emploie."""

import gzip
import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from chercher import CHERCHER, differents, ensembles, introuvables, mots_du_site, paires, sans_notes
from exigences import Publie, texte
from playwright.sync_api import Browser, Page
from reseau import Demandes, premiere_recherche

ECART = 0.03
"""De combien le score publié peut dépasser celui que l’on mesure : une fiche de plus peut en faire reculer une autre."""


@pytest.fixture(scope="module")
def adresse(publie: Publie, servir: Callable[[Path], str]) -> str:
    return servir(publie.site)


@pytest.fixture(scope="module")
def accueil(navigateur: Browser, adresse: str) -> Iterator[Page]:
    page = navigateur.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{adresse}/")
    yield page
    page.close()


@pytest.fixture(scope="module")
def sans_rang(navigateur: Browser, adresse: str) -> Iterator[Page]:
    """Une page où l’on cherche tous les mots du site : lesquelles se trouvent, peu importe dans quel ordre."""
    page = navigateur.new_page()
    sans_notes(page)
    page.goto(f"{adresse}/")
    yield page
    page.close()


def posees(epreuve: dict[str, Any]) -> list[tuple[str, set[str]]]:
    """Les questions d’une épreuve, et leurs fiches."""
    return [(str(q), set(fiches)) for groupe in epreuve["groupes"].values() for q, fiches in groupe.items()]


def test_les_questions_sont_assez_nombreuses_et_de_toutes_sortes(publie: Publie) -> None:
    epreuves = publie.recueil("questions").values()
    assert sum(len(posees(epreuve)) for epreuve in epreuves) >= 120
    assert sum(len(epreuve["groupes"]) for epreuve in epreuves) >= 8
    assert all(fiches for epreuve in epreuves for _, fiches in posees(epreuve))


def test_les_scores_sont_publies_sur_le_site(publie: Publie) -> None:
    page = texte(publie.page("contribuer/recherche"))
    for epreuve in publie.recueil("questions").values():
        assert f"{epreuve['score']['trouvees']} questions sur {epreuve['score']['posees']}" in page


def test_la_recherche_trouve_et_le_score_publie_ne_la_flatte_pas(publie: Publie, accueil: Page) -> None:
    """Neuf fois sur dix parmi les cinq premiers ; le taux publié ne dépasse pas celui d’aujourd’hui de plus de trois points."""
    epreuves = publie.recueil("questions")
    assert epreuves
    for nom, epreuve in epreuves.items():
        manquees = {}
        for question, attendues in posees(epreuve):
            trouvees = set(accueil.evaluate(CHERCHER, question)["adresses"][:5])
            if not (attendues <= trouvees if epreuve["exige"] == "toutes" else attendues & trouvees):
                manquees[question] = trouvees
        nombre = len(posees(epreuve))
        mesure = (nombre - len(manquees)) / nombre
        assert mesure >= 0.9, (nom, manquees)
        if os.environ.get("ODD17_REFAIRE"):
            publier(publie.depot / "content/questions.yml", nom, nombre - len(manquees), nombre)
        else:
            assert epreuve["score"]["trouvees"] / epreuve["score"]["posees"] <= mesure + ECART, (nom, manquees)


def publier(fichier: Path, nom: str, trouvees: int, nombre: int) -> None:
    """Récrit le score d’une épreuve dans le fichier publié."""
    jour = date.today().isoformat()  # noqa: DTZ011
    score = f"score: {{trouvees: {trouvees}, posees: {nombre}, mesure_le: {jour}}}"
    avant = fichier.read_text("utf-8")
    apres, faits = re.subn(rf"(?m)(^{re.escape(nom)}:\n(?:  .*\n)*?  )score: .*$", lambda lu: lu[1] + score, avant, count=1)
    assert faits == 1, nom
    fichier.write_text(apres, "utf-8")


def test_recrire_un_score_ne_change_que_lui(publie: Publie, tmp_path: Path) -> None:
    fichier = tmp_path / "questions.yml"
    fichier.write_bytes((publie.depot / "content/questions.yml").read_bytes())
    attendu = publie.recueil("questions")
    for rang, nom in enumerate(attendu):
        publier(fichier, nom, rang, 10 + rang)
        attendu[nom]["score"] = {"trouvees": rang, "posees": 10 + rang, "mesure_le": date.today()}  # noqa: DTZ011
    assert yaml.safe_load(fichier.read_text("utf-8")) == attendu


def test_aucun_mot_du_site_ne_change_de_sens_avec_son_accent_ou_son_pluriel(publie: Publie, sans_rang: Page) -> None:
    eprouvees = paires(publie.site)
    assert len(eprouvees) > 3000
    assert differents(sans_rang, eprouvees) == []


def test_tout_mot_du_site_se_trouve(publie: Publie, sans_rang: Page) -> None:
    """Le moteur prend pour une panne un mot du site qu’il ne trouve pas : il ne doit y en avoir aucun."""
    mots = mots_du_site(publie.site)
    assert mots
    assert introuvables(sans_rang, mots) == []


def test_deux_mots_de_la_meme_famille_ne_se_confondent_pas(accueil: Page) -> None:
    emploi, employeur = ensembles(accueil, ["emploi", "employeur"])
    assert emploi
    assert employeur
    assert emploi != employeur


def test_la_premiere_recherche_pese_peu(publie: Publie, navigateur: Browser, adresse: str) -> None:
    page = navigateur.new_page()
    poids = premiere_recherche(page, adresse).peser(adresse, publie.site)
    page.close()
    assert 0 < poids <= 200_000


def test_l_explorateur_pese_peu_avant_le_premier_geste(publie: Publie, navigateur: Browser, adresse: str) -> None:
    page = navigateur.new_page()
    demandes = Demandes(page)
    page.goto(f"{adresse}/explorer/")
    page.wait_for_selector("[data-pret]")
    demandes.attendre_le_calme(page)
    page.close()
    notres = [
        url
        for url in {url.removeprefix(f"{adresse}/") for url in demandes.adresses}
        if re.fullmatch(r"explorer/.*\.json|assets/odd17/.*\.js", url)
    ]
    assert len(notres) >= 5
    assert sum(len(gzip.compress((publie.site / url).read_bytes())) for url in notres) <= 120_000
