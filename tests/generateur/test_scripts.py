"""Un script se publie sans ses commentaires, et fait la même chose."""

import re

import pytest
from depots import RACINE

from generator.sortie.scripts import MODULES, alleger

ECRITS = sorted(script for dossier in MODULES for script in (RACINE / "overrides" / dossier).rglob("*.js"))


@pytest.mark.parametrize("ecrit", ECRITS, ids=lambda chemin: chemin.name)
def test_il_ne_manque_que_des_commentaires(ecrit: object) -> None:
    module = ecrit.read_text("utf-8")  # type: ignore[attr-defined]
    publie = alleger(module)
    # Ce qui reste est le module, ligne à ligne, sans celles qui ne sont que du commentaire.
    lignes, dans_un_bloc = [], False
    for ligne in module.splitlines():
        nue = ligne.strip()
        commence = nue.startswith("/*") and "*/" not in nue
        if not (dans_un_bloc or commence or nue.startswith("//") or re.fullmatch(r"/\*.*\*/", nue)):
            lignes.append(ligne)
        dans_un_bloc = (dans_un_bloc or commence) and "*/" not in nue
    assert publie.splitlines() == lignes
    assert len(publie) < len(module)


def test_une_annotation_devant_du_code_reste() -> None:
    module = "/** @type {A} */ (a).b = 1;\n/** Une phrase. */\nc();\n"
    assert alleger(module) == "/** @type {A} */ (a).b = 1;\nc();\n"
