"""Ce qui vient d’ailleurs : verrouillé, sans nommer d’où, et dont on sait se passer."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from depots import RACINE

from generator.moteur import pose

NULLE_PART = "http://127.0.0.1:9/"


def test_le_verrou_porte_la_version_demandee_et_ne_nomme_aucun_registre() -> None:
    demande = json.loads((RACINE / "generator/moteur/deno.json").read_text("utf-8"))["imports"]["pyodide"]
    verrou = (RACINE / "generator/moteur/deno.lock").read_text("utf-8")
    paquets = json.loads(verrou)["npm"]
    assert demande.removeprefix("npm:") in paquets
    assert all(paquet["integrity"].startswith("sha512-") for paquet in paquets.values())
    assert not re.search(r"https?:|registry", verrou)


@pytest.mark.parametrize(("paquet", "verrou"), [("pydantic-core", "requirements.lock"), ("deno", "requirements-tests.lock")])
def test_ce_qui_vient_de_pypi_est_demande_par_son_empreinte(paquet: str, verrou: str) -> None:
    demande = pose.epingle(paquet, verrou)
    assert re.match(rf"{paquet}==[\w.]+ ", demande)
    assert demande.count("--hash=sha256:") >= 5
    assert ";" not in demande


def test_sans_reseau_une_phrase_le_dit_et_le_moteur_d_avant_reste(moteur: Path) -> None:
    avant = {fichier: fichier.stat().st_mtime_ns for fichier in moteur.rglob("*")}
    resultat = subprocess.run(
        [sys.executable, "-m", "generator.moteur.pose"],
        env={**os.environ, "NPM_CONFIG_REGISTRY": NULLE_PART, "PYTHONPATH": str(RACINE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert resultat.returncode == 1
    (phrase,) = resultat.stderr.splitlines()
    assert phrase.startswith("Le vérificateur ne sera pas dans la page « Proposer » : il n’a pas pu être pris")
    assert {fichier: fichier.stat().st_mtime_ns for fichier in moteur.rglob("*")} == avant


def test_make_continue_sans_lui() -> None:
    regle = (RACINE / "Makefile").read_text("utf-8").partition("$(VENV)/.moteur:")[2]
    assert "generator.moteur.pose" in regle.splitlines()[1]
    assert regle.splitlines()[1].endswith("|| true")


def test_ce_que_les_regles_importent_n_est_pas_elague() -> None:
    """Ce que vérifier une fiche, même très fautive, charge de la bibliothèque standard."""
    programme = (
        "import sys\n"
        "from pathlib import Path\n"
        "from generator import chaine\n"
        "from generator.controle import tous\n"
        "from generator.modele.geographie import usages\n"
        "from generator.constats.proximite import plus_proche\n"
        "plus_proche('a', ['b'])\n"
        "print('\\n'.join(sys.modules))\n"
    )
    commande = [sys.executable, "-c", programme]
    charges = subprocess.run(commande, capture_output=True, text=True, check=True, cwd=RACINE).stdout.split()
    standards = [nom.replace(".", "/") for nom in charges if nom.split(".")[0] in sys.stdlib_module_names]
    assert len(standards) > 100
    assert [nom for nom in standards for fin in (".py", "/__init__.py") if pose.INUTILES.match(nom + fin)] == []
