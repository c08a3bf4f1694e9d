"""Une bonne contribution ne casse aucun test : ni ceux du code, qui ne lisent pas le contenu, ni ce que l’on exige de lui.

Un exemple corse (aucun n’y était), qui mérite un conseil ; un mot ; une question à la recherche ; une valeur de facette.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from depots import FIGE, RACINE, a_part, copier

from generator import chaine
from generator.constats.constat import AVERTISSEMENT

CORSE = """---
titre: La filière châtaigne se retrouve autour d’une table
resume: Des castanéiculteurs, une école et une mairie de montagne remettent en état un moulin pour la transformer ensemble.
domaines: [alimentation]
categories: [cooperation-economique]
objectifs: [co-construction-territoriale]
territoires: [Corse]
documents:
  compte-rendu:
    titre: Compte rendu de la première saison du moulin
    auteurs: [La commune]
    annee: 2025
    nature: Page web
    url: https://www.moulin-de-la-vallee.fr/premiere-saison
    consulte_le: 2026-11-28
sources:
  - {document: compte-rendu, partie: Bilan}
statut: en-cours
periode: {debut: 2024}
partenaires:
  - {nom: Les castanéiculteurs, profil: entreprises, role: apportent la récolte}
  - {nom: La commune, profil: acteurs-publics, role: restaure le moulin}
publie_le: 2026-11-28
---

## Contexte

Le moulin ne tournait plus.

## L’alliance

Une table, puis une association.

## Ce qui a été fait

Le moulin a été remis en état.

## Résultats

Non mesuré.

## Points de vigilance

La saison est courte.

## Ce qui est reproductible

Commencer par se parler.
"""


def contribuer(depot: Path) -> Path:
    """Ajoute les cinq contributions à un dépôt. L’exemple n’est relié à aucun outil : c’est le conseil."""
    (depot / "exemples/filiere-chataigne.md").write_text(CORSE, "utf-8")
    ajouter(
        depot,
        "vocabulaires/domaines",
        "  - id: alimentation\n    libelle: Alimentation\n    definition: Manger.\n    groupe: social\n    etabli: propose\n",
    )
    ajouter(
        depot,
        "glossaire",
        "castaneiculture:\n  terme: castanéiculture\n  definition: La culture du châtaignier pour ses fruits.\n"
        "  sources:\n    - {document: colloque-2022, partie: Ouverture}\n",
    )
    questions = depot / "content/questions.yml"
    question = "\\1      châtaigne corse: [exemples/filiere-chataigne]\n"
    questions.write_text(re.sub(r"(?m)(^  groupes:\n    .*:\n)", question, questions.read_text("utf-8"), count=1), "utf-8")
    return depot


def ajouter(depot: Path, nom: str, texte: str) -> None:
    fichier = depot / f"content/{nom}.yml"
    fichier.write_text(fichier.read_text("utf-8") + texte, "utf-8")


def jouer(depot: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    """Joue ces tests du corpus sur un autre dépôt."""
    commande = [sys.executable, "-m", "pytest", *a_part(depot.parent / "pytest"), "-n", "0", *tests]
    env = {cle: valeur for cle, valeur in os.environ.items() if not cle.startswith("PYTEST_")} | {"ODD17_DEPOT": str(depot)}
    return subprocess.run(commande, cwd=RACINE, capture_output=True, text=True, check=False, env=env)


@pytest.mark.construit
def test_le_contenu_reste_en_ordre(tmp_path: Path) -> None:
    depot = contribuer(copier(tmp_path / "depot", RACINE))
    constats = chaine.verifier(depot)
    assert [(c.code, c.gravite) for c in constats] == [("exemple-sans-pratique", AVERTISSEMENT)]
    resultat = jouer(depot, "tests/corpus", "-m", "not construit")
    assert resultat.returncode == 0, resultat.stdout[-3000:]
    assert " passed" in resultat.stdout


@pytest.mark.construit
def test_le_site_tient_ce_que_l_on_exige_de_lui(tmp_path: Path) -> None:
    """Sur le dépôt figé, qui se construit vite : mêmes contributions, mêmes exigences."""
    depot = contribuer(copier(tmp_path / "depot", FIGE))
    exigences = "tests/corpus/test_exigences_du_vrai_site.py"
    # L’exemple corse n’a pas encore de pratique où mener : on le lui a dit.
    resultat = jouer(depot, exigences, "--deselect", f"{exigences}::test_chaque_exemple_mene_a_un_outil_ou_une_methode_et_retour")
    assert resultat.returncode == 0, resultat.stdout[-3000:]
    assert (Path(depot) / "exemples/filiere-chataigne.md").is_file()
