"""Les passages que citent les fiches sont bien dans les documents, quand on a les documents sous la main."""

import re
from pathlib import Path

import pytest
from recompte import RACINE, fiches

DOSSIER = RACINE.parent / "shared/seeds"
DOCUMENTS = {"ag2r-2021": "S1", "juris-2018": "S2", "mission-2020": "S3", "colloque-2022": "S4", "carnet-2022": "S5"}


def aplatir(texte: str) -> str:
    """Le texte sans ce qu’une mise en page change : espaces, apostrophes, césures, astérisques de Markdown."""
    return re.sub(r"\s+", " ", texte.replace("’", "'").replace("*", "").replace("\N{NO-BREAK SPACE}", " "))


@pytest.mark.skipif(not DOSSIER.is_dir(), reason="les documents sources ne sont pas à côté du dépôt : passages non vérifiés")
def test_les_passages_cites_sont_dans_les_documents() -> None:
    textes = {nom: aplatir(next(DOSSIER.glob(f"{code}_*")).read_text("utf-8")) for nom, code in DOCUMENTS.items()}
    verifies, perdus = 0, []
    for cle, entete in fiches().items():
        for source in entete["sources"]:
            if source["document"] in textes and source.get("passage"):
                verifies += 1
                if aplatir(source["passage"]) not in textes[source["document"]]:
                    perdus.append((cle, source["document"], source["passage"]))
    assert verifies > 100
    assert perdus == []


def test_chaque_fiche_dit_ou_verifier(tmp_path: Path) -> None:
    """Une citation donne une partie ou un passage : un document entier n’est pas une preuve."""
    vagues = [
        (cle, source["document"])
        for cle, entete in fiches().items()
        for source in entete["sources"]
        if not source.get("partie") and not source.get("passage")
    ]
    assert vagues == []
