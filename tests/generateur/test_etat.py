"""L’état du catalogue : ce qui demande une main s’y dit, en texte et en JSON, et y disparaît une fois fait."""

import json
from datetime import date
from pathlib import Path

import pytest
from depots import FIGE
from fiches import remplacer
from recompte import annee_des_faits, fiches, organisations, ranger
from typer.testing import CliRunner

from generator import chaine
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.etat import Etat, dresser
from generator.cli import app

JOUR = date(2026, 11, 30)


def etat_de(depot: Path, jour: date = JOUR) -> Etat:
    return dresser(chaine.charger(depot, aujourd_hui=jour)[0])


def nommes(etat: Etat, rubrique: str) -> list[str]:
    (voulue,) = [une for une in etat.rubriques if une.id == rubrique]
    return [element.titre for element in voulue.elements]


def recrire(depot: Path, chemin: str, avant: str, apres: str) -> None:
    fichier = depot / chemin
    fichier.write_text(remplacer(fichier.read_text("utf-8"), avant, apres), "utf-8")


def test_l_etat_compte_comme_un_tiers_compterait(catalogue: Catalogue) -> None:
    etat = dresser(catalogue)
    assert etat.comptes["exemples"] == sum(cle.startswith("exemples/") for cle in fiches(FIGE))
    assert etat.comptes["organisations"] == len(organisations(FIGE))
    assert sum(etat.preuves.values()) == etat.comptes["exemples"]
    vides = [m for m in ranger(FIGE)["domaines"] if any(cle.startswith("exemples/") for cle in ranger(FIGE)["domaines"][m])]
    manquants = nommes(etat, "sans-exemple")
    assert not {catalogue.vocabulaire("domaines")[m].libelle for m in vides} & set(manquants)
    assert "Corse" in manquants


def test_deux_noms_d_une_organisation_sont_a_reunir(copie: Path) -> None:
    assert nommes(etat_de(copie), "organisations-a-reunir") == []
    recrire(copie, "exemples/vitawin.md", "nom: FESTI6T", "nom: Groupe Orange")
    assert nommes(etat_de(copie), "organisations-a-reunir") in (["Orange"], ["Groupe Orange"])


def test_une_organisation_presente_deux_fois_est_a_decrire_et_une_description_sans_fiche_se_voit(copie: Path) -> None:
    assert "Le RAMEAU" in nommes(etat_de(copie), "organisations-a-decrire")
    source = "  sources:\n    - {document: carnet-2022}\n"
    avec = f"le-rameau:\n  nom: Le RAMEAU\n  nature: association\n{source}les-absents:\n  nom: Les Absents\n"
    (copie / "content/organisations.yml").open("a", encoding="utf-8").write(avec)
    etat = etat_de(copie)
    assert "Le RAMEAU" not in nommes(etat, "organisations-a-decrire")
    assert nommes(etat, "organisations-inutiles") == ["Les Absents"]


def test_les_fiches_vieillissent_avec_le_jour_que_l_on_donne(copie: Path) -> None:
    anciennes = {e["titre"] for e in fiches(FIGE).values() if (annee_des_faits(FIGE, e) or 2026) < 2022}
    assert anciennes
    assert set(nommes(etat_de(copie), "a-relire")) == anciennes
    assert len(nommes(etat_de(copie, date(2028, 1, 1)), "a-relire")) == len(fiches(FIGE))


def test_un_lien_jamais_ouvert_se_dit_jusqu_a_ce_qu_on_l_ouvre(copie: Path) -> None:
    titre = fiches(FIGE)["exemples/silver-geek"]["titre"]
    assert titre in nommes(etat_de(copie), "liens-jamais-ouverts")
    recrire(copie, "exemples/silver-geek.md", "    etat: Adresse citée en 2022\n", "    ouvert_le: 2026-11-30\n")
    assert titre not in nommes(etat_de(copie), "liens-jamais-ouverts")


@pytest.mark.parametrize("options", [[], ["--format", "json"]])
def test_la_commande_dit_l_etat_en_texte_et_en_json(options: list[str]) -> None:
    rendu = CliRunner().invoke(app, ["etat", "--racine", str(FIGE), "--date", "2026-11-30", *options])
    assert rendu.exit_code == 0
    if options:
        lu = json.loads(rendu.stdout)
        assert lu["comptes"]["exemples"] == 9
        assert {"id", "titre", "pourquoi", "elements"} <= set(lu["rubriques"][0])
    else:
        assert "9 exemples (dont 1\N{NO-BREAK SPACE}brève), " in rendu.stdout
        assert "Valeurs sans exemple : " in rendu.stdout


@pytest.mark.parametrize("options", [["--format", "xml"], ["--date", "demain"]])
def test_un_mauvais_usage_se_dit(options: list[str]) -> None:
    rendu = CliRunner().invoke(app, ["etat", "--racine", str(FIGE), *options])
    assert rendu.exit_code == 2
    assert options[1] in rendu.output
