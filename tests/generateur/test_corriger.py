"""`odd17 corriger` : la typographie sûre, et rien d’autre."""

from pathlib import Path

import pytest
from fiches import SILVER_GEEK, constats_de, ecrit, remplacer
from typer.testing import CliRunner

from generator.cli import app
from generator.controle.typographie import retoucher, retouches

INSECABLE = "\N{NO-BREAK SPACE}"


def corriger(texte: str) -> str:
    return retoucher(texte, retouches(ecrit(texte)))


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("L'alliance d'ici", "L’alliance d’ici"),
        ("Pourquoi ? Parce que !", f"Pourquoi{INSECABLE}? Parce que{INSECABLE}!"),
        ("Une liste : ceci ; cela.", f"Une liste{INSECABLE}: ceci{INSECABLE}; cela."),
        ("Pourquoi? Parce que!", f"Pourquoi{INSECABLE}? Parce que{INSECABLE}!"),
        ("Il dit « oui » à 40 %.", f"Il dit «{INSECABLE}oui{INSECABLE}» à 40{INSECABLE}%."),
        ("Voir [l'outil](https://exemple.fr/l'outil?a=1;b=2).", "Voir [l’outil](https://exemple.fr/l'outil?a=1;b=2)."),
        ("Le code `l'alliance ?` reste.", "Le code `l'alliance ?` reste."),
        ("Une image ![d'ici](a.png) suit.", "Une image ![d’ici](a.png) suit."),
        ("À 12:30, ratio 3:1, http://a.fr:80/ reste.", "À 12:30, ratio 3:1, http://a.fr:80/ reste."),
        ("Les 'années 80' restent.", "Les 'années 80' restent."),
    ],
)
def test_le_francais_se_recrit_et_le_reste_non(avant: str, apres: str) -> None:
    entete = "---\ntitre: Essai\n---\n\n"
    assert corriger(f"{entete}{avant}\n") == f"{entete}{apres}\n"


def test_l_en_tete_ne_se_recrit_que_dans_les_textes() -> None:
    avant = (
        "---\n"
        "titre: L'alliance d'ici  # un commentaire d'auteur ?\n"
        'resume: "Pourquoi ? L\'envie."\n'
        "partenaires:\n"
        "  - {nom: L'Atelier, role: prête l'atelier}\n"
        "sources:\n"
        '  - {document: carnet-2022, passage: "l\'exact ?"}\n'
        "liens:\n"
        "  - url: https://exemple.fr/d'ici\n"
        "    titre: Le site d'ici\n"
        "---\n"
    )
    apres = (
        avant.replace("titre: L'alliance d'ici", "titre: L’alliance d’ici")
        .replace("Pourquoi ? L'envie.", f"Pourquoi{INSECABLE}? L’envie.")
        .replace("prête l'atelier", "prête l’atelier")
        .replace("Le site d'ici", "Le site d’ici")
    )
    assert corriger(avant) == apres


@pytest.mark.parametrize("fins", ["\n", "\r\n"])
@pytest.mark.parametrize("marque", ["", "\ufeff"])
def test_ni_les_fins_de_ligne_ni_la_marque_ne_changent(copie: Path, fins: str, marque: str) -> None:
    fautive = remplacer(SILVER_GEEK, "## Résultats\n", "## Résultats\n\nL'effet ?\n")
    octets = (marque + fautive.replace("\n", fins)).encode()
    fichier = copie / "exemples/silver-geek.md"
    fichier.write_bytes(octets)
    resultat = CliRunner().invoke(app, ["corriger", "--racine", str(copie)])
    assert resultat.exit_code == 0
    assert fichier.read_bytes() == octets.replace(b"L'effet ?", f"L’effet{INSECABLE}?".encode())


def test_corriger_deux_fois_ne_change_plus_rien(copie: Path) -> None:
    fautive = remplacer(SILVER_GEEK, "## Résultats\n", "## Résultats\n\nL'effet ?\n")
    assert {c.code for c in constats_de(copie, fautive)} == {"typo-apostrophe", "typo-insecable"}
    CliRunner().invoke(app, ["corriger", "--racine", str(copie)])
    apres = (copie / "exemples/silver-geek.md").read_text("utf-8")
    assert constats_de(copie, apres) == []
    assert "Rien à récrire." in CliRunner().invoke(app, ["corriger", "--racine", str(copie)]).output


def test_corriger_ne_touche_que_les_fichiers_nommes(copie: Path) -> None:
    for nom in ("silver-geek", "vitawin"):
        chemin = copie / f"exemples/{nom}.md"
        chemin.write_text(remplacer(chemin.read_text("utf-8"), "## Résultats\n", "## Résultats\n\nL'effet.\n"), "utf-8")
    CliRunner().invoke(app, ["corriger", "--racine", str(copie), str(copie / "exemples/vitawin.md")])
    assert "L’effet." in (copie / "exemples/vitawin.md").read_text("utf-8")
    assert "L'effet." in (copie / "exemples/silver-geek.md").read_text("utf-8")
