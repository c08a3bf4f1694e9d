"""Un territoire s’écrit par son nom officiel ou son code ; le reste s’en déduit."""

import csv
import gzip
import subprocess
import sys

import pytest
from recompte import RACINE

from generator.modele.classement import niveau_deduit
from generator.modele.territoires import FICHIER, Echelon, LieuAmbigu, lieu


@pytest.mark.parametrize(
    ("ecrit", "code", "rattachement"),
    [
        ("Nouvelle-Aquitaine", "75", "region:75"),
        ("Provence-Alpes-Côte d’Azur", "93", "region:93"),
        ("Provence-Alpes-Côte d'Azur", "93", "region:93"),
        ("Isère", "38", "region:84"),
        ("La Ciotat", "13028", "region:93"),
        ("93066", "93066", "region:11"),
        ("Saint-Denis (974)", "97411", "region:04"),
        ("Paris Est Marne et Bois", "200057941", "region:11"),
        ("Mulhouse Alsace Agglomération", "200066009", "region:44"),
        ("Paris (commune)", "75056", "region:11"),
        ("departement:75", "75", "region:11"),
        ("Bretagne", "53", "region:53"),
        ("La Réunion", "04", "region:04"),
        ("Polynésie française", "987", "region:987"),
        ("france", "france", "france"),
        ("France", "france", "france"),
        ("CA ECLA (Espace Communautaire Lons Agglomération)", "200071116", "region:27"),
        ("988", "988", "region:988"),
    ],
)
def test_un_nom_officiel_ou_un_code_designe_un_lieu(ecrit: str, code: str, rattachement: str) -> None:
    trouve = lieu(ecrit)
    assert (trouve.code, trouve.rattachement) == (code, rattachement)


@pytest.mark.parametrize(
    ("ecrit", "candidats"),
    [
        ("Saint-Denis", ("Saint-Denis (11)", "Saint-Denis (30)", "Saint-Denis (93)", "Saint-Denis (974)")),
        ("Paris", ("Paris (département)", "Paris (commune)")),
        ("Mayenne", ("Mayenne (département)", "Mayenne (commune)")),
        ("CC des Quatre Rivières", ("CC des Quatre Rivières (70)", "CC des Quatre Rivières (74)")),
        ("11", ("Île-de-France", "Aude")),
    ],
)
def test_un_homonyme_est_refuse_avec_de_quoi_trancher(ecrit: str, candidats: tuple[str, ...]) -> None:
    with pytest.raises(LieuAmbigu) as refus:
        lieu(ecrit)
    assert refus.value.candidats == candidats
    assert len({lieu(candidat).code + lieu(candidat).echelon for candidat in candidats}) == len(candidats)


def test_une_intercommunalite_se_dit_sans_sa_categorie() -> None:
    assert lieu("CU du Grand Reims").nom_usuel == "Grand Reims"
    assert lieu("CA Mulhouse Alsace Agglomération").nom_usuel == "Mulhouse Alsace Agglomération"


def test_une_collectivite_d_outre_mer_ne_l_emporte_pas_sur_les_villages_de_meme_nom() -> None:
    with pytest.raises(LieuAmbigu) as refus:
        lieu("Saint-Martin")
    assert "Saint-Martin (région)" in refus.value.candidats
    assert "Saint-Martin (67)" in refus.value.candidats


def test_la_taille_vient_de_la_population_officielle() -> None:
    assert lieu("Montargis").population is not None
    assert lieu("Isère").population is None


@pytest.mark.parametrize(
    ("lieux", "niveau"),
    [
        (["La Ciotat"], "local"),
        (["Paris Est Marne et Bois"], "local"),
        (["Isère"], "regional"),
        (["La Ciotat", "Marseille"], "local"),
        (["Villeurbanne", "Caen"], "national"),
        (["Bretagne", "Normandie"], "national"),
        (["france"], "national"),
        (["france", "europe"], "international"),
        ([], ""),
    ],
)
def test_l_echelle_d_action_se_deduit_des_lieux(lieux: list[str], niveau: str) -> None:
    assert niveau_deduit(tuple(lieu(nom) for nom in lieux)) == niveau


def test_tous_les_territoires_officiels_se_retrouvent_par_leur_code() -> None:
    """Chaque département et chaque région de la table officielle, par son code précisé."""
    for echelon in (Echelon.DEPARTEMENT, Echelon.REGION):
        codes = [ligne.split("\t")[1] for ligne in _table() if ligne.startswith(f"{echelon}\t")]
        assert len(codes) > 20
        for code in codes:
            assert lieu(f"{echelon}:{code}").echelon is echelon


def test_la_table_ne_se_charge_que_si_on_la_demande() -> None:
    programme = "import generator.chaine, generator.modele.territoires as t; print(t._table.cache_info().currsize)"
    sortie = subprocess.run([sys.executable, "-c", programme], capture_output=True, text=True, check=True, cwd=RACINE)
    assert sortie.stdout.strip() == "0"


def _table() -> list[str]:
    return gzip.decompress(FICHIER.read_bytes()).decode("utf-8").splitlines()


def test_la_table_est_celle_de_la_source_officielle() -> None:
    """Quand les données de référence sont à côté du dépôt, on compare ligne à ligne ; sinon, on compte."""
    reference = RACINE.parent / "shared/donnees/cog/communes.csv"
    communes = {ligne.split("\t")[1]: ligne.split("\t") for ligne in _table() if ligne.startswith("commune\t")}
    assert len(communes) == 34_969
    if reference.exists():
        with reference.open(encoding="utf-8") as fichier:
            for attendue in csv.DictReader(fichier):
                lue = communes[attendue["code"]]
                assert (lue[2], lue[3], lue[5]) == (attendue["nom"], attendue["departement"], attendue["population"])
