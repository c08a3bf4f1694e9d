"""L’effet, pour un terminal : l’essentiel tient en un écran."""

from generator.effet.bilan import Effet
from generator.effet.phrases import rediger, resumer

MONTREES = 5
"""Les phrases d’une rubrique que l’on montre ; le résumé d’une forge et le JSON en disent plus."""


def rendre(effet: Effet) -> str:
    """La phrase qui résume, puis chaque rubrique en quelques lignes."""
    lignes = [resumer(effet)]
    for rubrique in rediger(effet):
        lignes += ["", f"{'✗ ' if rubrique.grave else ''}{rubrique.titre}"]
        lignes += [f"  - {phrase}" for phrase in rubrique.phrases[:MONTREES]]
        if len(rubrique.phrases) > MONTREES:
            lignes.append(f"  … et {len(rubrique.phrases) - MONTREES} de plus.")
    for carte in effet.cartes:
        lignes += ["", f"Image de la carte : {carte.fichier}"]
    return "\n".join(lignes) + "\n"
