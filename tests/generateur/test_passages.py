"""Les passages cités se cherchent dans les documents que l’on a, et l’on dit quand on ne les a pas."""

import re
from pathlib import Path

from depots import FIGE, RACINE
from typer.testing import CliRunner

from generator.cli import app

DOCUMENTS = RACINE / "tests/cas/documents"
"""Pour un document de départ, les seuls passages que cite le dépôt figé."""


def valider(depot: Path, documents: Path) -> tuple[int, str]:
    resultat = CliRunner().invoke(app, ["valider", "--racine", str(depot), "--documents", str(documents)])
    return resultat.exit_code, resultat.output


def test_un_passage_cite_se_retrouve_dans_son_document() -> None:
    assert valider(FIGE, DOCUMENTS) == (0, "Tout est en ordre\N{NO-BREAK SPACE}: rien ne bloque la publication.\n")


def test_un_passage_change_d_un_mot_n_est_plus_retrouve(copie: Path) -> None:
    fiche = copie / "exemples/silver-geek.md"
    fiche.write_text(re.sub(r'passage: "(30 000[^"]+)"', r'passage: "\1 assurément"', fiche.read_text("utf-8")), "utf-8")
    code, sortie = valider(copie, DOCUMENTS)
    assert code == 1
    assert "passage-introuvable" in sortie


def test_sans_les_documents_on_le_dit_et_on_continue(tmp_path: Path) -> None:
    code, sortie = valider(FIGE, tmp_path / "absent")
    assert code == 0
    assert "Passages non vérifiés" in sortie
