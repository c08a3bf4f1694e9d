"""Chaque code a une fiche fautive, et la réponse complète du vérificateur est dans le dépôt, pour être relue par des humains.

Après un changement voulu : `ODD17_REFAIRE=1 pytest tests/test_cas_fautifs.py`, puis relire la différence.
"""

import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from generator.constats.codes import CODES
from recompte import RACINE

from generator import chaine
from generator.constats.rapports import texte

CAS = Path(__file__).parent / "cas/fautifs"
BASE = ("exemples/silver-geek.md", "content/methodes/franchise-sociale.md", "content/sources.yml")
JOUR = date(2026, 11, 20)


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    """Un dépôt minimal : les vocabulaires, la bibliographie, un exemple et une méthode qui se citent."""
    shutil.copytree(RACINE / "content/vocabulaires", tmp_path / "content/vocabulaires")
    for chemin in BASE:
        (tmp_path / chemin).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(RACINE / chemin, tmp_path / chemin)
    for chemin in BASE[:2]:
        fiche = tmp_path / chemin
        fiche.write_text(_sans_renvois(fiche.read_text("utf-8")), "utf-8")
    return tmp_path


def _sans_renvois(fiche: str) -> str:
    """Ne garde qu’un renvoi : le dépôt minimal n’a pas les autres fiches visées."""
    reste = "" if "promesse:" in fiche else "voir_aussi: [methodes/franchise-sociale]\n"
    fiche = re.sub(r"(?m)^voir_aussi:.*\n(?:  - .*\n)*", reste, fiche)
    return re.sub(r"\[([^\]]+)\]\(/[^)]+\)", r"\1", fiche)


def poser(cas: Path, depot: Path) -> None:
    """Pose les fichiers d’un cas ; fabrique ceux dont seul le poids compte."""
    for fichier in cas.rglob("*"):
        if fichier.is_file() and fichier.name not in ("attendu.txt", "LISEZMOI.txt"):
            cible = depot / fichier.relative_to(cas)
            cible.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(fichier, cible)
    if cas.name == "fichier-trop-gros":
        (depot / "exemples/cas.md").write_text("---\n" + "x" * 10_000_000, "utf-8")
    if cas.name == "image-lourde":
        (depot / "exemples/cas/photo.jpg").write_bytes(b"\0" * 300_001)


def test_le_depot_minimal_est_sans_reproche(depot: Path) -> None:
    _, constats = chaine.charger(depot, aujourd_hui=JOUR)
    assert constats == ()


def test_chaque_code_a_son_cas_et_chaque_cas_son_code() -> None:
    assert {cas.name for cas in CAS.iterdir()} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_la_reponse_a_une_fiche_fautive_est_celle_du_depot(depot: Path, code: str) -> None:
    poser(CAS / code, depot)
    _, constats = chaine.charger(depot, aujourd_hui=JOUR, documents=depot / "documents")
    assert code in {constat.code for constat in constats}
    rendu = texte.rendre(constats)
    attendu = CAS / code / "attendu.txt"
    if os.environ.get("ODD17_REFAIRE"):
        attendu.write_text(rendu, "utf-8")
    assert rendu == attendu.read_text("utf-8")


@pytest.mark.parametrize("code", CODES)
def test_chaque_code_est_explique(code: str) -> None:
    doc = CODES[code]
    assert 3 <= len(doc.titre) <= 70
    assert len(doc.explication) >= 80
    assert doc.faux.strip()
    assert doc.juste.strip()
    assert doc.faux != doc.juste
