"""L’effet, pour le résumé d’une forge : du Markdown où rien de ce qu’écrit un inconnu n’est autre chose que du texte.

Un titre de fiche peut contenir un lien, une image, du HTML, le nom d’un compte (@…) ou le numéro d’une demande (#…) : chaque
signe qui a un sens pour une forge le perd. Une forge cherche comptes, numéros et adresses dans le texte une fois rendu : une
contre-oblique n’y suffit pas, un signe invisible les coupe.
"""

import re

from generator.effet.bilan import Effet
from generator.effet.phrases import Rubrique, rediger, resumer

MONTREES = 20
"""Les phrases d’une rubrique que l’on montre : un résumé n’est pas un inventaire."""

COUPE = "\N{WORD JOINER}"
"""Ce qui ne se voit pas et coupe un mot pour une forge, sans le couper pour un lecteur."""

_A_COUPER = re.compile(
    r"(?<=[@#!%~$&^*])(?=[\w\"'\[{/])"  # comptes, numéros de demandes, jalons, étiquettes, extraits
    r"|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=\w)(?=@)"  # adresses du web et du courrier
    r"|(?<=\[)(?=\w+:)|(?<=:)(?=[\w+-]+:)|(?<=GH)(?=-\d)",  # renvois entre crochets, émoticônes, ancien numéro
    re.IGNORECASE,
)
_COMMIT = re.compile(r"\b(?=[0-9a-f]*\d)([0-9a-f])(?=[0-9a-f]{6,63}\b)", re.IGNORECASE)
_ACTIFS = re.compile(r"([\\`*_{}\[\]()#!|~$^])")
_EN_TETE = re.compile(r"^(\d*)([-+=.):])")
"""Ce qui, en tête d’une ligne, ouvrirait une liste ou un titre."""


def rendre(effet: Effet) -> str:
    """Le résumé, les rubriques qu’il faut lire, et le reste."""
    morceaux = ["## Ce que change cette proposition", f"**{echapper(resumer(effet))}**", *map(_rubrique, rediger(effet))]
    if effet.cartes:
        # Leur nom vient d’une clé : des minuscules et des tirets.
        images = "\n".join(f"- {echapper(carte.titre)} : `{carte.fichier}`" for carte in effet.cartes)
        morceaux.append(f"### Images des cartes, dans les fichiers joints\n\n{images}")
    return "\n\n".join(morceaux) + "\n"


def _rubrique(rubrique: Rubrique) -> str:
    signe = "⛔ " if rubrique.grave else ""
    lignes = [f"- {echapper(phrase)}" for phrase in rubrique.phrases[:MONTREES]]
    if len(rubrique.phrases) > MONTREES:
        lignes.append(f"- … et {len(rubrique.phrases) - MONTREES} de plus.")
    return "\n".join((f"### {signe}{echapper(rubrique.titre)}", "", *lignes))


def echapper(texte: str) -> str:
    """Le texte, tel qu’une forge l’affiche signe pour signe, sans lien, image, mention ni mise en forme."""
    coupe = _COMMIT.sub(rf"\1{COUPE}", _A_COUPER.sub(COUPE, texte))
    echappe = _EN_TETE.sub(r"\1\\\2", _ACTIFS.sub(r"\\\1", coupe))
    # Les entités viennent en dernier : ce qu’on écrit là n’est pas à échapper.
    return echappe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
