"""Fabriquer un grand dépôt à partir des vraies fiches : mêmes textes, identifiants et lieux variés."""

import random
import re
import shutil
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
LIEUX = ["Bretagne", "Normandie", "Occitanie", "Corse", "Isère", "Villeurbanne", "Caen", "La Ciotat", "Montargis", "france"]


def fabriquer(cible: Path, nombre: int) -> Path:
    """Pose dans `cible` un dépôt de `nombre` exemples, sans renvois entre eux."""
    hasard = random.Random(17)  # noqa: S311
    shutil.rmtree(cible, ignore_errors=True)
    for nom in ("content", "overrides"):
        shutil.copytree(RACINE / nom, cible / nom)
    shutil.copy(RACINE / "mkdocs.yml", cible)
    for famille in ("methodes", "outils", "donnees", "competences", "mesures"):
        for fiche in (cible / "content" / famille).glob("*.md"):
            if fiche.name != "index.md":
                fiche.unlink()
    for recueil in ("glossaire", "parcours", "questions"):
        # Ils renvoient à des fiches qui n’y sont plus.
        (cible / f"content/{recueil}.yml").unlink()
    modeles = [_sans_renvois(chemin.read_text("utf-8")) for chemin in sorted((RACINE / "exemples").glob("*.md"))]
    (cible / "exemples").mkdir()
    for rang in range(nombre):
        texte = modeles[rang % len(modeles)]
        titre = _nu(re.search(r"(?m)^titre: (.*)$", texte)[1])  # type: ignore[index]
        texte = re.sub(r"(?m)^titre: .*$", f'titre: "{titre[:78]} {rang}"', texte, count=1)
        texte = re.sub(r"(?ms)^territoires:.*?(?=^\w)", f"territoires: [{hasard.choice(LIEUX)}]\n", texte, count=1)
        # Chaque alliance décrit ses propres documents, comme les vraies.
        texte = re.sub(r"(?m)^(    url: \S+)$", rf"\1?alliance={rang}", texte)
        (cible / f"exemples/alliance-{rang:05d}.md").write_text(texte, "utf-8")
    return cible


def _sans_renvois(fiche: str) -> str:
    fiche = re.sub(r"(?m)^voir_aussi:.*\n(?:  - .*\n)*", "", fiche)
    return re.sub(r"\[([^\]]+)\]\(/[^)]+\)", r"\1", fiche)


def _nu(titre: str) -> str:
    """Le titre sans ses guillemets d’en-tête."""
    return titre.strip().replace('"', "").replace("\\", "")
