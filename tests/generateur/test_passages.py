"""Les passages que citent les fiches et le glossaire sont dans les documents, quand on a les documents sous la main."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from recompte import RACINE, fiches

DOSSIER = RACINE.parent / "shared/seeds"


def valider(*options: str) -> subprocess.CompletedProcess[str]:
    commande = [str(Path(sys.executable).parent / "odd17"), "valider", "--racine", str(RACINE), *options]
    return subprocess.run(commande, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not DOSSIER.is_dir(), reason="les documents sources ne sont pas à côté du dépôt : passages non vérifiés")
def test_les_passages_cites_sont_dans_les_documents() -> None:
    resultat = valider("--documents", str(DOSSIER))
    assert resultat.returncode == 0, resultat.stdout
    assert resultat.stderr == ""


@pytest.mark.skipif(not DOSSIER.is_dir(), reason="les documents sources ne sont pas à côté du dépôt : passages non vérifiés")
def test_un_passage_change_d_un_mot_n_est_plus_retrouve(copie: Path) -> None:
    fiche = copie / "exemples/silver-geek.md"
    fiche.write_text(re.sub(r'passage: "([^"]+)"', r'passage: "\1 assurément"', fiche.read_text("utf-8")), "utf-8")
    resultat = valider("--documents", str(DOSSIER), "--racine", str(copie), str(fiche))
    assert resultat.returncode == 1
    assert "passage-introuvable" in resultat.stdout


def test_sans_les_documents_on_le_dit_et_on_continue(tmp_path: Path) -> None:
    resultat = valider("--documents", str(tmp_path / "absent"))
    assert resultat.returncode == 0, resultat.stdout
    assert "Passages non vérifiés" in resultat.stderr


def test_chaque_fiche_dit_ou_verifier() -> None:
    """Une citation donne une partie ou un passage : un document entier n’est pas une preuve."""
    vagues = [
        (cle, source["document"])
        for cle, entete in fiches().items()
        for source in entete["sources"]
        if not source.get("partie") and not source.get("passage")
    ]
    assert vagues == []
