"""Chaque morceau de la feuille de style a ses classes : le menu d’un téléphone ne se dessine pas sur les filtres."""

import re

from depots import RACINE

STYLES = RACINE / "overrides/assets/odd17/styles"

PARTAGES = {f"{nom}.css" for nom in ("badges", "base", "boutons", "carte", "communs", "impression", "listes")}
"""Ce que toutes les pages emploient, et ce qui les imprime toutes."""


def test_une_classe_d_un_morceau_n_est_pas_nommee_dans_un_autre() -> None:
    morceaux = {morceau.name: morceau.read_text("utf-8") for morceau in STYLES.glob("*.css") if morceau.name not in PARTAGES}
    for nom, texte in morceaux.items():
        for classe in re.findall(r"(?m)^\.(o-[\w-]+) \{", texte):
            ailleurs = [autre for autre, lu in morceaux.items() if autre != nom and re.search(rf"\.{classe}(?![\w-])", lu)]
            assert ailleurs == [], f"{classe} est de {nom}"
