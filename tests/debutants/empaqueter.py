"""Fige le vrai dépôt d’aujourd’hui, textes seuls, pour que les fiches de débutants s’y posent (voir LISEZMOI.md)."""

import zipfile
from pathlib import Path

ICI = Path(__file__).parent
RACINE = ICI.parents[1]
DEPOT = ICI / "depot.zip"
SCORE = RACINE / "content/reponses.yml"
"""Ce que publient ces mêmes fiches n’est pas de ce qu’elles trouvent en arrivant."""


def empaqueter() -> None:
    with zipfile.ZipFile(DEPOT, "w", zipfile.ZIP_DEFLATED) as archive:
        for fichier in sorted(f for nom in ("exemples", "content") for f in (RACINE / nom).rglob("*")):
            if fichier.suffix in (".md", ".yml") and fichier != SCORE:
                # Sans la date du fichier : les mêmes textes font les mêmes octets.
                entree = zipfile.ZipInfo(fichier.relative_to(RACINE).as_posix())
                entree.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entree, fichier.read_bytes())


if __name__ == "__main__":
    empaqueter()
