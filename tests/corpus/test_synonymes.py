"""Les synonymes des vraies listes : un mot de tous les jours désigne une valeur, ou deux entre lesquelles choisir."""

from collections import defaultdict
from pathlib import Path

import pytest
from recompte import RACINE
from yaml import safe_load

from generator.constats.proximite import replier


@pytest.mark.parametrize("fichier", sorted((RACINE / "content/vocabulaires").glob("*.yml")), ids=lambda fichier: fichier.stem)
def test_un_synonyme_designe_au_plus_deux_modalites_et_jamais_le_nom_d_une_autre(fichier: Path) -> None:
    modalites = safe_load(fichier.read_text("utf-8"))["modalites"]
    noms = {replier(str(nom)): modalite["id"] for modalite in modalites for nom in (modalite["id"], modalite["libelle"])}
    dites: dict[str, set[str]] = defaultdict(set)
    for modalite in modalites:
        for mot in map(replier, map(str, modalite.get("synonymes", ()))):
            assert noms.get(mot, modalite["id"]) == modalite["id"]
            dites[mot].add(modalite["id"])
    assert {mot for mot, siennes in dites.items() if len(siennes) > 2} == set()
