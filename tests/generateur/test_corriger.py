"""`odd17 corriger` : ce qui est sûr, et rien d’autre."""

from dataclasses import replace
from pathlib import Path

import pytest
from fiches import SILVER_GEEK, constats_de, ecrit, ligne_de, remplacer
from typer.testing import CliRunner

from generator import chaine
from generator.cli import app
from generator.constats.constat import Constat, Position
from generator.constats.extraits import illustrer
from generator.controle.tous import REGLES
from generator.controle.typographie import retoucher, retouches
from generator.ecriture.corriger import appliquer

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
    assert {c.code for c in constats_de(copie, fautive)} == {"typo-apostrophe"}
    CliRunner().invoke(app, ["corriger", "--racine", str(copie)])
    apres = (copie / "exemples/silver-geek.md").read_text("utf-8")
    assert constats_de(copie, apres) == []
    assert "Rien à récrire." in CliRunner().invoke(app, ["corriger", "--racine", str(copie)]).output


def test_dix_apostrophes_ne_font_qu_un_conseil(copie: Path) -> None:
    fautive = remplacer(SILVER_GEEK, "## Résultats\n", "## Résultats\n\n" + "L'effet.\n\n" * 20)
    (un,) = constats_de(copie, fautive)
    premiere = ligne_de(fautive, "L'effet.")
    assert (un.code, un.ligne, un.correction) == ("typo-apostrophe", premiere, "L’effet.")
    assert f" De même lignes {premiere + 2}, {premiere + 4}, " in un.message
    assert un.message.endswith(" et 7 autres.")


def test_corriger_ne_touche_que_les_fichiers_nommes(copie: Path) -> None:
    for nom in ("silver-geek", "vitawin"):
        chemin = copie / f"exemples/{nom}.md"
        chemin.write_text(remplacer(chemin.read_text("utf-8"), "## Résultats\n", "## Résultats\n\nL'effet.\n"), "utf-8")
    CliRunner().invoke(app, ["corriger", "--racine", str(copie), str(copie / "exemples/vitawin.md")])
    assert "L’effet." in (copie / "exemples/vitawin.md").read_text("utf-8")
    assert "L'effet." in (copie / "exemples/silver-geek.md").read_text("utf-8")


def test_chaque_ligne_recrite_se_montre_avant_et_apres(copie: Path) -> None:
    fautive = remplacer(SILVER_GEEK, "## Résultats\n", "## Résultats\n\nL'effet.\n\nPourquoi ?\n")
    (copie / "exemples/silver-geek.md").write_text(fautive, "utf-8")
    resultat = CliRunner().invoke(app, ["corriger", "--racine", str(copie), "exemples/silver-geek.md"])
    assert resultat.exit_code == 0
    sortie = resultat.output.replace(INSECABLE, " ")
    numero = ligne_de(fautive, "L'effet.")
    assert f"exemples/silver-geek.md, ligne {numero}\n  avant : L'effet.\n  après : L’effet.\n" in sortie
    assert "avant : Pourquoi ?\n  après : Pourquoi ?\n  (des espaces sont devenues insécables" in sortie
    assert sortie.endswith("Récrit : 2 lignes dans 1 fichier.\n")


def test_ce_qui_ne_se_repare_pas_se_dit_et_sort_avec_un(copie: Path) -> None:
    fautive = remplacer(SILVER_GEEK, "statut: en-cours", "statut: arrêté par l'équipe")
    (copie / "exemples/silver-geek.md").write_text(fautive, "utf-8")
    (copie / "exemples/vitawin.md").write_text("Un texte sans en-tête.\n", "utf-8")
    resultat = CliRunner().invoke(app, ["corriger", "--racine", str(copie)])
    assert resultat.exit_code == 1
    assert "exemples/vitawin.md ne se lit pas encore" in resultat.output
    assert "Ce qui ne se répare pas sans vous" in resultat.output.replace(INSECABLE, " ")
    assert "2 erreurs à corriger avant de publier (2 fichiers)." in resultat.output
    assert (copie / "exemples/silver-geek.md").read_text("utf-8") == fautive


def test_la_correction_d_une_regle_sure_s_applique(copie: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chaine, "illustrer", lambda constats, *lire: tuple(map(sure, illustrer(constats, *lire))))
    fautive = remplacer(SILVER_GEEK, "statut: en-cours", "statut: en-court")
    fautive = remplacer(fautive, "mots_cles: [", "mots-clés: [l'âge, ")
    (copie / "exemples/silver-geek.md").write_bytes(("\ufeff" + fautive.replace("\n", "\r\n")).encode())
    resultat = CliRunner().invoke(app, ["corriger", "--racine", str(copie), "exemples/silver-geek.md"])
    assert resultat.exit_code == 0, resultat.output
    juste = remplacer(SILVER_GEEK, "mots_cles: [", "mots_cles: [l’âge, ")
    assert (copie / "exemples/silver-geek.md").read_bytes() == ("\ufeff" + juste.replace("\n", "\r\n")).encode()


def test_une_correction_peut_en_faire_plusieurs_lignes_et_n_ecrase_pas_une_autre() -> None:
    texte = "a: [x, y]\r\nb: 1\r\nc: 2"
    bloc = constat(1, "a: [x, y]", "a:\n  - x\n  - y")
    assert appliquer(texte, [bloc]) == "a:\r\n  - x\r\n  - y\r\nb: 1\r\nc: 2"
    assert appliquer(texte, [bloc, constat(1, "a: [x, y]", "a: z"), constat(3, "c: 2", "c: 3")]) == (
        "a:\r\n  - x\r\n  - y\r\nb: 1\r\nc: 3"
    )
    assert appliquer(texte, [constat(2, "b: 7", "b: 8"), constat(9, "", "z")]) == texte


def constat(ligne: int, extrait: str, correction: str) -> Constat:
    return Constat(Position("exemples/a.md", ligne), REGLES["typo-apostrophe"], "x", extrait=extrait, correction=correction)


def sure(constat: Constat) -> Constat:
    return replace(constat, regle=replace(constat.regle, sure=True))


def test_une_fiche_recrite_qui_ne_se_lit_toujours_pas_ne_se_contredit_pas(copie: Path) -> None:
    texte = remplacer(SILVER_GEEK, "L’histoire commence", "L'histoire commence")
    texte = remplacer(texte, "statut: en-cours", "statut:en-cours")
    (copie / "exemples/silver-geek.md").write_text(texte, "utf-8")
    resultat = CliRunner().invoke(app, ["corriger", "--racine", str(copie), "exemples/silver-geek.md"])
    assert "Récrit" in resultat.output
    assert "exemples/silver-geek.md a encore une faute, dite plus bas" in resultat.output
    assert "ne se lit pas encore" not in resultat.output
