"""La feuille de style : un fichier par composant pour qui l’écrit, un seul pour qui la télécharge."""

import re
from collections.abc import Mapping
from urllib.parse import quote

import lightningcss

MORCEAUX = "assets/odd17/styles/"
FEUILLE = "assets/odd17/site.css"
SOCLE = "base.css"

A_PART = {f"{MORCEAUX}proposer.css": "assets/odd17/proposer.css"}
"""Ce qui ne sert qu’à une page, et qu’elle seule télécharge."""

_INTACTS = " !$&'()*+,/:;=?@[]"
"""Ce qu’une adresse entre guillemets garde tel quel : codé, un dessin pèserait le double."""


def dessiner(icones: Mapping[str, str]) -> str:
    """Le dessin de chaque icône, par nom : un SVG que la page ne répète pas."""
    codes = {nom: quote(svg.replace('"', "'"), safe=_INTACTS) for nom, svg in icones.items()}
    return "".join(f'.o-icone--{nom}{{--o-dessin:url("data:image/svg+xml,{code}")}}\n' for nom, code in codes.items())


def couleurs(socle: str) -> Mapping[str, str]:
    """Les couleurs du site en clair, telles que le socle les nomme, pour ce qui ne lit pas une feuille de style."""
    clair = socle.partition('[data-md-color-scheme="default"] {')[2].partition("}")[0]
    return dict(re.findall(r"--o-([\w-]+): (#\w+);", clair))


def reunir(morceaux: Mapping[str, str]) -> str:
    """Réunit les morceaux, par chemin : le socle d’abord, puis les composants par ordre alphabétique, qui ne compte pas."""
    ranges = sorted(morceaux.items(), key=lambda morceau: (not morceau[0].endswith(f"/{SOCLE}"), morceau[0]))
    return str(lightningcss.process_stylesheet("\n".join(texte for _, texte in ranges)))
