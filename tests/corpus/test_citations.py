"""Les passages que citent les fiches et le glossaire sont dans les documents, quand on a les documents sous la main."""

from pathlib import Path

import pytest
from depots import DOCUMENTS
from recompte import fiches
from typer.testing import CliRunner

from generator.cli import app


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="les documents sources ne sont pas là : passages non vérifiés")
def test_les_passages_cites_sont_dans_les_documents(depot: Path) -> None:
    resultat = CliRunner().invoke(app, ["valider", "--racine", str(depot), "--documents", str(DOCUMENTS)])
    assert "passage-introuvable" not in resultat.output
    assert "Passages non vérifiés" not in resultat.output


def test_chaque_fiche_dit_ou_verifier(depot: Path) -> None:
    """Une citation donne une partie ou un passage : un document entier n’est pas une preuve."""
    vagues = [
        (cle, source["document"])
        for cle, entete in fiches(depot).items()
        for source in entete["sources"]
        if not source.get("partie") and not source.get("passage")
    ]
    assert vagues == []
