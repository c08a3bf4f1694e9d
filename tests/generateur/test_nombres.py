"""Un nombre écrit comme on l’écrit partout : la virgule, l’abréviation, la nuance après lui, le pour cent en lettres."""

import re
from pathlib import Path

import pytest
from a_la_lettre import appliquer, verifier
from greffe import BASES, base, ecrire, greffer

DONNEE = f"content/donnees/{BASES['donnees']}.md"
FICHE = "exemples/vitawin.md"
SUITE = "libelle: de fruits\n    annee: 2022\n    source: colloque-2022"


@pytest.mark.parametrize("ecrit", ["51,4", "51,4 %"])
def test_la_virgule_d_un_nombre_entre_accolades_ne_le_coupe_pas(copie: Path, ecrit: str) -> None:
    valeurs = f"valeurs:\n  - {{libelle: partagent un local, valeur: {ecrit}, source: colloque-2022}}\n"
    ecrire(copie, DONNEE, re.sub(r"(?m)^valeurs:\n(?:[ -].*\n)+", valeurs, base("donnees")))
    constats = verifier(copie)
    juste = '  - {libelle: partagent un local, valeur: "51,4", source: colloque-2022}'
    assert {constat.correction for constat in constats} == {juste}
    assert constats[0].code == "entete-guillemets"
    assert not any("vide" in constat.message for constat in constats)
    appliquer(copie, constats[0])
    assert verifier(copie) == ()


ACCOLADES = {
    "un élément": (
        "dates_cles:\n  - {annee: 2021, fait: Le premier panier, livré le 3 mai, coûte 12€}",
        '  - {annee: 2021, fait: "Le premier panier, livré le 3 mai, coûte 12€"}',
    ),
    "un champ": (
        "evaluation: {annee: 2021, recit: Une enquête auprès des familles, puis une autre, source: colloque-2022}",
        'evaluation: {annee: 2021, recit: "Une enquête auprès des familles, puis une autre", source: colloque-2022}',
    ),
}


@pytest.mark.parametrize("forme", ACCOLADES)
def test_la_virgule_d_un_texte_entre_accolades_ne_le_coupe_pas(copie: Path, forme: str) -> None:
    ecrit, juste = ACCOLADES[forme]
    ecrire(copie, FICHE, greffer(base("exemples"), ecrit, ecrit))
    (constat,) = verifier(copie)
    assert (constat.code, constat.correction) == ("entete-guillemets", juste)
    appliquer(copie, constat)
    assert verifier(copie) == ()


@pytest.mark.parametrize(
    ("ecrit", "juste"),
    [
        ("valeur: 1,5 M€\n    unite: euros", 'valeur: "1,5"\n    unite: "M€"'),
        ("valeur: 30%", 'valeur: "30"\n    unite: "%"'),
        ('valeur: "1 200 €"', 'valeur: "1 200"\n    unite: "€"'),
    ],
)
def test_un_nombre_et_son_unite_vont_chacun_a_leur_champ(copie: Path, ecrit: str, juste: str) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), f"chiffres:\n  - {ecrit}\n    {SUITE}", "chiffres: x"))
    (constat,) = verifier(copie)
    assert (constat.code, constat.correction) == ("valeur-surchargee", f"  - {juste}")
    appliquer(copie, constat)
    assert verifier(copie) == ()


@pytest.mark.parametrize("ecrit", ["2022/2023", "2022-23", "2022 et 2023"])
def test_deux_annees_sont_un_choix(copie: Path, ecrit: str) -> None:
    suite = SUITE.replace("2022\n", f"{ecrit}\n")
    ecrire(copie, FICHE, greffer(base("exemples"), f"chiffres:\n  - valeur: 30\n    {suite}", "chiffres: x"))
    (constat,) = verifier(copie)
    assert (constat.suggestion, constat.correction, constat.admis) == ("", "", ("2022", "2023"))


def test_la_virgule_d_une_annee_entre_accolades_n_en_fait_pas_un_texte(copie: Path) -> None:
    ecrit = "dates_cles:\n  - {annee: 2021, le 3 mai, fait: Le premier panier est livré}"
    ecrire(copie, FICHE, greffer(base("exemples"), ecrit, ecrit))
    assert not any(constat.correction for constat in verifier(copie))


@pytest.mark.parametrize(
    ("dite", "unite", "juste"),
    [("12,5 T environ", "tonnes", "environ 12,5"), ("120 km", "kilomètres", "120"), ("30 kg environ", "kg", "environ 30")],
)
def test_une_unite_abregee_ou_suivie_d_une_nuance_ne_se_dit_pas_deux_fois(copie: Path, dite: str, unite: str, juste: str) -> None:
    ecrire(
        copie, FICHE, greffer(base("exemples"), f"chiffres:\n  - valeur: {dite}\n    unite: {unite}\n    {SUITE}", "chiffres: x")
    )
    (constat,) = verifier(copie)
    assert constat.correction == f"  - valeur: {juste}"
    appliquer(copie, constat)
    assert verifier(copie) == ()


@pytest.mark.parametrize("dite", ["environ 12", "12 environ", "12 mois environ", "2 fois plus", "1 sur 4"])
def test_une_nuance_sans_unite_redite_reste(copie: Path, dite: str) -> None:
    ecrire(
        copie, FICHE, greffer(base("exemples"), f"chiffres:\n  - valeur: {dite}\n    unite: par an\n    {SUITE}", "chiffres: x")
    )
    assert "valeur-surchargee" not in {constat.code for constat in verifier(copie)}


UNITES = {"en %": '"%"', "pourcentage": '"%"', "en pourcentage": '"%"', "en euros": "euros"}


@pytest.mark.parametrize("dite", UNITES)
def test_une_unite_se_lit_juste_apres_sa_valeur(copie: Path, dite: str) -> None:
    ecrire(copie, DONNEE, re.sub(r"(?m)^unite: .*$", f"unite: {dite}", base("donnees")))
    (constat,) = verifier(copie)
    assert (constat.code, constat.correction) == ("unite-redite", f"unite: {UNITES[dite]}")
    appliquer(copie, constat)
    assert verifier(copie) == ()


@pytest.mark.parametrize(
    ("dite", "juste"), [("2.000", "2 000"), ("1.250.000", "1 250 000"), ("environ 12.000", "environ 12 000")]
)
def test_un_point_ne_separe_pas_les_milliers(copie: Path, dite: str, juste: str) -> None:
    chiffre = f"chiffres:\n  - valeur: {dite}\n    unite: repas\n    {SUITE}"
    ecrire(copie, FICHE, greffer(base("exemples"), chiffre, "chiffres: x"))
    (constat,) = verifier(copie)
    assert constat.correction == f"  - valeur: {juste}".replace(" 000", "\N{NARROW NO-BREAK SPACE}000").replace(
        " 250", "\N{NARROW NO-BREAK SPACE}250"
    )
    appliquer(copie, constat)
    assert verifier(copie) == ()


def test_un_point_qui_se_lit_de_deux_facons_se_demande(copie: Path) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), f"chiffres:\n  - valeur: 1.250\n    unite: repas\n    {SUITE}", "chiffres: x"))
    (constat,) = verifier(copie)
    assert (constat.code, constat.correction) == ("valeur-surchargee", "")
    assert "des milliers" in constat.message
