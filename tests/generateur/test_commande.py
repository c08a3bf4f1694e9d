"""La commande `odd17`, telle que la voit un contributeur."""

import subprocess
import sys
from pathlib import Path

import pytest
from depots import FIGE
from fiches import SILVER_GEEK, remplacer
from typer.testing import CliRunner

from generator.cli import app


def valider(depot: Path, *chemins: str) -> tuple[int, str]:
    resultat = CliRunner().invoke(app, ["valider", "--racine", str(depot), *chemins])
    return resultat.exit_code, resultat.output


def test_un_depot_en_ordre_sort_avec_zero() -> None:
    code, sortie = valider(FIGE)
    assert code == 0
    assert "Tout est en ordre." in sortie


def test_une_erreur_sort_avec_un_montre_la_ligne_et_propose_la_valeur(copie: Path) -> None:
    (copie / "exemples/silver-geek.md").write_text(remplacer(SILVER_GEEK, "statut: en-cours", "statut: en-court"), "utf-8")
    code, sortie = valider(copie)
    assert code == 1
    assert "[modalite-inconnue]" in sortie
    assert "Vouliez-vous dire «\N{NO-BREAK SPACE}en-cours\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}?" in sortie
    lignes = sortie.splitlines()
    rang = next(n for n, ligne in enumerate(lignes) if "statut: en-court" in ligne)
    assert lignes[rang + 1].index("^") == lignes[rang].index("en-court")
    assert "1 erreur et 0 avertissement dans 1 fichier." in sortie


def test_un_avertissement_seul_ne_bloque_pas(copie: Path) -> None:
    texte = "\n".join(
        ligne.split("profil:")[0] + "profil: entreprises" if "profil:" in ligne else ligne for ligne in SILVER_GEEK.splitlines()
    )
    (copie / "exemples/silver-geek.md").write_text(texte + "\n", "utf-8")
    code, sortie = valider(copie)
    assert code == 0
    assert "0 erreur et 1 avertissement dans 1 fichier." in sortie


def test_on_peut_ne_demander_que_ses_fichiers(copie: Path) -> None:
    for nom in ("silver-geek", "vitawin"):
        chemin = copie / f"exemples/{nom}.md"
        chemin.write_text(remplacer(chemin.read_text("utf-8"), "publie_le: 2026-11-20\n", ""), "utf-8")
    code, sortie = valider(copie, str(copie / "exemples/vitawin.md"))
    assert code == 1
    assert "vitawin.md" in sortie
    assert "silver-geek.md" not in sortie


@pytest.mark.parametrize("arguments", [["--inconnu"], ["--format", "pdf"], ["exemples/absente.md"], ["--racine", "/"]])
def test_un_mauvais_usage_sort_avec_deux(arguments: list[str]) -> None:
    resultat = CliRunner().invoke(app, ["valider", "--racine", str(FIGE), *arguments])
    assert resultat.exit_code == 2
    assert "Traceback" not in resultat.output


def test_on_peut_valider_depuis_un_sous_dossier(copie: Path) -> None:
    assert valider(copie / "content")[0] == 0


def test_un_vocabulaire_casse_se_dit_meme_si_l_on_ne_demande_qu_une_fiche(copie: Path) -> None:
    chemin = copie / "content/vocabulaires/impacts.yml"
    chemin.write_text(remplacer(chemin.read_text("utf-8"), "etabli: atteste", "etabli: sûr"), "utf-8")
    code, sortie = valider(copie, str(copie / "exemples/vitawin.md"))
    assert code == 1
    assert "impacts.yml" in sortie


@pytest.mark.parametrize("chemin", ["exemples/Vita_Win.md", "exemples/perdu.txt", "content/lilas.md"])
def test_un_fichier_mal_nomme_ou_mal_range_se_dit_quand_on_ne_demande_que_lui(copie: Path, chemin: str) -> None:
    (copie / chemin).write_text(SILVER_GEEK, "utf-8")
    code, sortie = valider(copie, str(copie / chemin))
    assert code == 1
    assert "[mauvais-dossier]" in sortie if chemin.startswith("content") else "[fichier-nom]" in sortie


def test_un_fichier_hors_du_depot_est_un_mauvais_usage(copie: Path, tmp_path: Path) -> None:
    dehors = tmp_path / "dehors.md"
    dehors.write_text(SILVER_GEEK, "utf-8")
    assert valider(copie, str(dehors))[0] == 2


def test_l_aide_et_les_erreurs_d_usage_parlent_francais() -> None:
    assert "Commandes" in CliRunner().invoke(app, ["--help"]).output
    assert "Erreur" in CliRunner().invoke(app, ["valider", "--inconnu"]).output


def test_verifier_une_fiche_ne_charge_pas_la_mise_en_forme_de_l_aide() -> None:
    programme = "import sys, generator.cli; print('rich' in sys.modules, 'generator.vues' in sys.modules)"
    sortie = subprocess.run([sys.executable, "-c", programme], capture_output=True, text=True, check=True)
    assert sortie.stdout.split() == ["False", "False"]
