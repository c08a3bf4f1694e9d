"""Les modules du navigateur, sans navigateur : leurs types, leur logique seule, et ce qu’ils s’interdisent."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from recompte import RACINE

MODULES = sorted((RACINE / "overrides").rglob("*.js"))
ESSAIS = sorted((RACINE / "tests/modules").glob("*_test.js"))


def deno(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    commande = [str(Path(sys.executable).parent / "deno"), *map(str, arguments)]
    return subprocess.run(commande, capture_output=True, text=True, check=False, cwd=RACINE)


@pytest.mark.parametrize("commande", ["check", "lint"])
def test_les_modules_sont_types_et_sans_faute(commande: str) -> None:
    assert len(MODULES) >= 9
    resultat = deno(commande, "--config", "deno.json", *MODULES)
    assert resultat.returncode == 0, resultat.stderr


def test_la_logique_des_modules_se_verifie_seule() -> None:
    """Ces essais (`tests/modules/`) n’ouvrent ni page ni connexion : les droits de Deno les leur refuseraient."""
    assert len(ESSAIS) >= 2
    resultat = deno("test", "--config", "deno.json", "--no-prompt", *ESSAIS)
    assert resultat.returncode == 0, resultat.stdout + resultat.stderr
    assert re.search(r"ok \| \d{2,} passed", re.sub(r"\x1b\[\d+m", "", resultat.stdout))


@pytest.mark.parametrize("module", MODULES, ids=lambda chemin: chemin.name)
def test_aucun_module_n_ecrit_de_html(module: Path) -> None:
    interdits = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    assert not re.search(interdits, module.read_text("utf-8"))
