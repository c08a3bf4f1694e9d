"""Rendre un site construit lisible d’un double-clic, sans serveur : les pages jointes à une proposition s’ouvrent d’un dossier.

Une adresse du site finit par une barre, et c’est un serveur qui y trouve `index.html` ; d’un dossier, il faut l’écrire.
"""

import re
import sys
from pathlib import Path

_VERS_UN_DOSSIER = re.compile(r'(\bhref="(?:(?:\.{1,2}|[\w-]+)/)+)(?=["?#])')
"""Un lien relatif, jusqu’à la fin du dossier où il mène."""

_ICI = re.compile(r'(\bhref="\.{1,2})(?=["?#])')
"""Le dossier où l’on est, ou celui d’au-dessus, sans barre."""


def rendre_lisible(site: Path) -> int:
    """Récrit les liens de chaque page vers une autre, et rend combien de pages ont changé."""
    recrites = 0
    for page in site.rglob("*.html"):
        texte = page.read_text("utf-8")
        recrit = _ICI.sub(r"\1/index.html", _VERS_UN_DOSSIER.sub(r"\1index.html", texte))
        if recrit != texte:
            page.write_text(recrit, "utf-8")
            recrites += 1
    return recrites


if __name__ == "__main__":
    rendre_lisible(Path(sys.argv[1]))
