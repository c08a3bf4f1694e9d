"""La commande `odd17`, telle que la voit un contributeur."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from depots import FIGE, RACINE
from fiches import SILVER_GEEK, remplacer
from typer.testing import CliRunner

from generator.cli import app

ANGLAIS = r"(?i)\b(usage: |error|show this|no such|did you mean|invalid|missing|requires|default|unexpected|aborted|try)"
"""Des mots de la bibliothèque de ligne de commande, qui parle anglais."""


def valider(depot: Path, *chemins: str) -> tuple[int, str]:
    resultat = CliRunner().invoke(app, ["valider", "--racine", str(depot), *chemins])
    return resultat.exit_code, resultat.output


def test_un_depot_en_ordre_sort_avec_zero() -> None:
    code, sortie = valider(FIGE)
    assert code == 0
    assert "Tout est en ordre" in sortie


def test_une_erreur_sort_avec_un_montre_la_ligne_et_propose_la_valeur(copie: Path) -> None:
    (copie / "exemples/silver-geek.md").write_text(remplacer(SILVER_GEEK, "statut: en-cours", "statut: en-court"), "utf-8")
    code, sortie = valider(copie)
    assert code == 1
    assert "/contribuer/constats/modalite-inconnue/" in sortie
    assert "Vouliez-vous dire «\N{NO-BREAK SPACE}en-cours\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}?" in sortie
    lignes = sortie.splitlines()
    rang = next(n for n, ligne in enumerate(lignes) if "statut: en-court" in ligne)
    assert lignes[rang + 1].index("^") == lignes[rang].index("en-court")
    assert sortie.endswith("\n1 erreur à corriger avant de publier.\n")


def test_un_conseil_seul_ne_bloque_pas(copie: Path) -> None:
    texte = "\n".join(
        ligne.split("profil:")[0] + "profil: entreprises" if "profil:" in ligne else ligne for ligne in SILVER_GEEK.splitlines()
    )
    (copie / "exemples/silver-geek.md").write_text(texte + "\n", "utf-8")
    code, sortie = valider(copie)
    assert code == 0
    assert "○ Conseil, ligne" in sortie
    assert sortie.endswith("\nRien ne bloque la publication\N{NO-BREAK SPACE}; 1 conseil.\n")


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
    assert f"/contribuer/constats/{'mauvais-dossier' if chemin.startswith('content') else 'fichier-nom'}/" in sortie


@pytest.mark.parametrize(
    ("chemin", "dit"),
    [
        ("exemples/silver-gek.md", "Vouliez-vous dire « exemples/silver-geek.md » ?"),
        ("Silver Geek.md", "Vouliez-vous dire « exemples/silver-geek.md » ?"),
        ("silver-geek.md", "Vouliez-vous dire « exemples/silver-geek.md » ?"),
        ("exemples/tout-autre-chose-xyz.md", "Vérifiez le dossier et le nom"),
        ("ma-fiche.md", "n’est pas dans un dossier de fiches"),
        ("brouillons", "n’est pas dans un dossier de fiches"),
        ("content/vide", "Il n’y a rien à lire"),
        ("exemples/.cachee.md", "est un fichier caché"),
        ("../dehors.md", "est hors du dépôt"),
        ("exemples/a\0b.md", "ne convient pas"),
    ],
)
def test_ce_qui_ne_peut_pas_se_lire_se_dit_et_sort_avec_deux(copie: Path, chemin: str, dit: str) -> None:
    for nom in ("ma-fiche.md", "brouillons/essai.md", "exemples/.cachee.md", "../dehors.md"):
        (copie / nom).parent.mkdir(exist_ok=True)
        (copie / nom).write_text(SILVER_GEEK, "utf-8")
    (copie / "content/vide").mkdir()
    code, sortie = valider(copie, chemin)
    assert code == 2
    assert dit in sortie
    assert "Tout est en ordre" not in sortie


@pytest.mark.parametrize("depuis", [".", "exemples", "ailleurs"])
def test_un_chemin_se_comprend_d_ou_l_on_est_et_depuis_la_racine(
    copie: Path, monkeypatch: pytest.MonkeyPatch, depuis: str
) -> None:
    (copie / "exemples/vitawin.md").write_text(remplacer(SILVER_GEEK, "statut: en-cours", "statut: en-court"), "utf-8")
    (copie / "ailleurs").mkdir()
    monkeypatch.chdir(copie / depuis)
    for chemin in ("exemples/vitawin.md", *(["vitawin.md"] if depuis == "exemples" else [])):
        code, sortie = valider(copie, chemin)
        assert (code, "exemples/vitawin.md:" in sortie) == (1, True), sortie


@pytest.mark.parametrize(
    ("tape", "dit"),
    [
        (["validr"], "la commande « validr » n’existe pas. Vouliez-vous dire « valider » ?"),
        (["verifier"], "Vouliez-vous dire « valider » ?"),
        (["créer"], "Vouliez-vous dire « nouveau » ?"),
        (["aide"], "Vouliez-vous dire « --help » ?"),
        (["exemples/x.md"], "il manque la commande avant « exemples/x.md ». Vouliez-vous dire « odd17 valider exemples/x.md » ?"),
        (["--racine", "."], "il manque la commande avant « --racine »."),
        (["zzz"], "la commande « zzz » n’existe pas."),
        (["--inconnu"], "l’option « --inconnu » n’existe pas."),
        (["valider", "--inconnu"], "l’option « --inconnu » n’existe pas."),
        (["valider", "--form", "json"], "Vouliez-vous dire « --format » ?"),
        (["valider", "--format"], "il manque une valeur après « --format »."),
        (["valider", "--durees=oui"], "« --durees » s’écrit seul, sans valeur."),
        (["valider", "--format", "pdf"], "« pdf » n’est pas un format."),
        (["etat", "un"], "« un » est de trop."),
        (["schema", "un", "deux"], "« deux » est de trop."),
        (["etat", "--date", "hier"], "n’est pas une date"),
        (["nouveau", "recette"], "n’est pas une famille"),
        (["nouveau", "--reponse"], "il manque une valeur après « --reponse »."),
        (["valider", "--racine", "/"], "n’est pas dans un dépôt de fiches"),
    ],
)
def test_une_faute_d_usage_se_dit_en_francais_et_sort_avec_deux(tape: list[str], dit: str) -> None:
    resultat = CliRunner().invoke(app, tape)
    assert resultat.exit_code == 2
    assert dit in resultat.output
    assert not re.search(ANGLAIS, resultat.output)


@pytest.mark.parametrize(
    "commande", [[], ["valider"], ["corriger"], ["sources"], ["etat"], ["schema"], ["nouveau"], ["recevoir"]]
)
def test_l_aide_parle_francais(commande: list[str]) -> None:
    resultat = CliRunner().invoke(app, [*commande, "--help"])
    assert resultat.exit_code == 0
    assert "Usage :" in resultat.output
    assert "--help" in resultat.output
    assert not re.search(ANGLAIS, resultat.output)


def test_sans_rien_la_commande_montre_son_aide() -> None:
    resultat = CliRunner().invoke(app, [])
    assert resultat.exit_code == 2
    assert "Commandes :" in resultat.output


def test_verifier_une_fiche_ne_charge_rien_qui_n_y_serve() -> None:
    inutiles = ("rich", "generator.vues", "generator.ecriture", "ssl")
    programme = (
        "import sys; sys.argv = ['odd17', 'valider', 'exemples/silver-geek.md']\n"
        "from generator.lancement import lancer\n"
        f"try: lancer()\nfinally: print([module for module in {inutiles} if module in sys.modules])"
    )
    sortie = subprocess.run([sys.executable, "-c", programme], cwd=RACINE, capture_output=True, text=True, check=True)
    assert sortie.stdout.splitlines()[-1] == "[]"
