"""Les données se dessinent : un SVG pour chaque largeur, sans couleur à soi, avec sa phrase, son tableau, son fichier."""

import csv
import io
import re
from pathlib import Path

import pytest
from generator.vues.graphiques import graphique
from lxml import etree
from pages import lire
from playwright.sync_api import Browser
from recompte import fiches

from generator.catalogue.catalogue import Catalogue
from generator.modele.fiches import Donnee

DESSINEES = {cle: entete for cle, entete in fiches().items() if cle.startswith("donnees/") and entete.get("graphique")}


def test_au_moins_dix_donnees_se_dessinent() -> None:
    assert len(DESSINEES) >= 10


@pytest.mark.parametrize("cle", DESSINEES)
def test_un_dessin_montre_toutes_ses_valeurs(catalogue: Catalogue, cle: str) -> None:
    donnee = catalogue.fiches[cle].champs
    assert isinstance(donnee, Donnee)
    dessin = graphique(cle, donnee)
    assert dessin is not None
    for svg in (dessin.large, dessin.etroit):
        textes = [noeud.text or "" for noeud in etree.fromstring(svg).iter("{*}text", "{*}tspan")]
        for valeur in DESSINEES[cle]["valeurs"]:
            assert [t for t in textes if t.replace("\N{NO-BREAK SPACE}%", "") == str(valeur["valeur"])], valeur
    for valeur in donnee.valeurs:
        assert valeur.libelle in dessin.description
        assert valeur.valeur in dessin.description


@pytest.mark.parametrize("cle", DESSINEES)
def test_un_dessin_emprunte_les_couleurs_de_la_page(catalogue: Catalogue, cle: str) -> None:
    donnee = catalogue.fiches[cle].champs
    assert isinstance(donnee, Donnee)
    dessin = graphique(cle, donnee)
    assert dessin is not None
    for svg in (dessin.large, dessin.etroit):
        couleurs = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg))
        assert {c for c in couleurs if not c.startswith("var(--o-")} <= {"none", "currentColor"}


def test_un_libelle_hostile_reste_du_texte(catalogue: Catalogue) -> None:
    donnee = catalogue.fiches["donnees/jouer-collectif-2022"].champs
    assert isinstance(donnee, Donnee)
    valeurs = (donnee.valeurs[0].model_copy(update={"libelle": "<script>alert(1)</script> & <b>gras</b>"}), *donnee.valeurs[1:])
    dessin = graphique("donnees/x", donnee.model_copy(update={"valeurs": valeurs}))
    assert dessin is not None
    assert "<script" not in dessin.large
    assert "<script>alert(1)</script> & <b>gras</b>" in "".join(etree.fromstring(dessin.large).itertext())


@pytest.mark.parametrize("cle", DESSINEES)
def test_chaque_graphique_a_son_tableau_et_sa_source(site: Path, cle: str) -> None:
    page = lire(site / cle / "index.html")
    (figure,) = page.xpath("//figure[contains(@class, 'o-donnee')]")
    assert figure.xpath(".//*[@role='img']/@aria-label")
    lignes = figure.xpath(".//tbody/tr")
    assert len(lignes) == len(DESSINEES[cle]["valeurs"])
    for ligne, valeur in zip(lignes, DESSINEES[cle]["valeurs"], strict=True):
        assert " ".join(valeur["libelle"].split()) in " ".join(ligne.text_content().split())
        assert ligne.xpath(".//sup/a[starts-with(@href, '#source-')]")


@pytest.mark.parametrize("cle", [cle for cle in fiches() if cle.startswith("donnees/")])
def test_chaque_donnee_se_telecharge_et_s_ouvre_dans_un_tableur_francais(site: Path, cle: str) -> None:
    (lien,) = lire(site / cle / "index.html").xpath("//a[@download]/@href")
    octets = (site / cle / lien).read_bytes()
    assert octets.startswith(b"\xef\xbb\xbf")  # sans quoi Excel lit mal les accents
    lignes = list(csv.DictReader(io.StringIO(octets.decode("utf-8-sig")), delimiter=";"))
    assert [(ligne["libelle"], ligne["valeur"]) for ligne in lignes] == [
        (v["libelle"], str(v["valeur"])) for v in fiches()[cle]["valeurs"]
    ]
    assert all(ligne["source"] and ligne["question"] and ligne["licence"] for ligne in lignes)


@pytest.mark.parametrize(("largeur", "visible"), [(390, "o-graphique__etroit"), (1280, "o-graphique__large")])
def test_un_seul_dessin_se_voit_et_il_tient_dans_la_page(adresse: str, navigateur: Browser, largeur: int, visible: str) -> None:
    page = navigateur.new_page(viewport={"width": largeur, "height": 900})
    for cle in DESSINEES:
        page.goto(f"{adresse}/{cle}/")
        vus = page.locator(".o-donnee .o-graphique > div:visible")
        assert vus.count() == 1
        assert visible in (vus.get_attribute("class") or "")
        assert page.evaluate("document.documentElement.scrollWidth") <= largeur
        boite = page.locator(f".o-donnee .{visible} svg").bounding_box()
        assert boite is not None
        assert boite["width"] >= 0.9 * min(320, largeur)
    page.close()


def test_les_couleurs_suivent_le_mode_sombre(adresse: str, navigateur: Browser) -> None:
    def remplissage(mode: str) -> str:
        page = navigateur.new_page(color_scheme=mode)
        page.goto(f"{adresse}/donnees/jouer-collectif-2022/")
        couleur: str = page.evaluate("getComputedStyle(document.querySelector('.o-graphique [fill^=\"var\"]')).fill")
        page.close()
        return couleur

    assert remplissage("light") == "rgb(138, 59, 18)"
    assert remplissage("dark") == "rgb(240, 180, 138)"
