"""Les synonymes des vraies listes : un mot ne désigne qu’une valeur, sans quoi l’on ne saurait que répondre."""

from pathlib import Path

import pytest
from recompte import RACINE
from yaml import safe_load

from generator.constats.proximite import replier


@pytest.mark.parametrize("fichier", sorted((RACINE / "content/vocabulaires").glob("*.yml")), ids=lambda fichier: fichier.stem)
def test_un_synonyme_ne_designe_qu_une_modalite(fichier: Path) -> None:
    vus: dict[str, str] = {}
    for modalite in safe_load(fichier.read_text("utf-8"))["modalites"]:
        for mot in (modalite["id"], modalite["libelle"], *modalite.get("synonymes", ())):
            assert vus.setdefault(replier(str(mot)), modalite["id"]) == modalite["id"]
