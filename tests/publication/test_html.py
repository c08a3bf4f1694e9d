"""Le HTML publié est du HTML : ce qu’un validateur refuserait n’y est pas.

Le validateur du W3C demande Java, que l’on n’impose pas ; ces règles sont celles qu’il appliquait ici, et un analyseur strict.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest
from pages import GABARITS

CHEMINS = {nom: urlsplit(chemin).path for nom, chemin in GABARITS.items()}


@pytest.mark.parametrize("nom", CHEMINS)
def test_chaque_gabarit_se_lit_sans_une_faute(site: Path, nom: str) -> None:
    fichier = site / CHEMINS[nom]
    texte = (fichier / "index.html" if fichier.is_dir() else fichier).read_text("utf-8")
    # L’analyseur date d’avant <template>, où une ligne de tableau peut vivre sans tableau.
    html5lib.HTMLParser(strict=True).parse(re.sub(r"<template.*?</template>", "", texte, flags=re.DOTALL))
