"""Les données se dessinent : un SVG pour chaque largeur, sans couleur à soi, avec sa phrase, son tableau, son fichier."""

import re

import pytest
from depots import FIGE
from lxml import etree
from recompte import fiches

from generator.catalogue.catalogue import Catalogue
from generator.catalogue.graphiques import Graphique
from generator.modele.fiches import Donnee

DESSINEES = {cle: entete for cle, entete in fiches(FIGE).items() if cle.startswith("donnees/") and entete.get("graphique")}


@pytest.mark.parametrize("cle", DESSINEES)
def test_un_dessin_montre_toutes_ses_valeurs(catalogue: Catalogue, cle: str) -> None:
    donnee = catalogue.fiches[cle].champs
    assert isinstance(donnee, Donnee)
    dessin = Graphique(cle, donnee)
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
    dessin = Graphique(cle, donnee)
    for svg in (dessin.large, dessin.etroit):
        couleurs = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg))
        assert {c for c in couleurs if not c.startswith("var(--o-")} <= {"none", "currentColor"}


def test_un_libelle_hostile_reste_du_texte(catalogue: Catalogue) -> None:
    donnee = catalogue.fiches["donnees/jouer-collectif-2022"].champs
    assert isinstance(donnee, Donnee)
    valeurs = (donnee.valeurs[0].model_copy(update={"libelle": "<script>alert(1)</script> & <b>gras</b>"}), *donnee.valeurs[1:])
    dessin = Graphique("donnees/x", donnee.model_copy(update={"valeurs": valeurs}))
    assert "<script" not in dessin.large
    assert "<script>alert(1)</script> & <b>gras</b>" in "".join(etree.fromstring(dessin.large).itertext())
