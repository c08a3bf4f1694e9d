"""Material seul, avec ses greffons search et tags, sur les textes d’un dépôt : ce à quoi se compare la construction."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.lecture.depot import dossier
from generator.modele.fiches import FAMILLES

CLASSEMENTS = ("profils", "domaines", "territoires", "categories", "besoins", "objectifs", "mots_cles")
"""Les champs dont les valeurs font des étiquettes."""

REGLAGES = """
site_name: Material seul
theme:
  name: material
  language: fr
  font: false
  features: [navigation.tabs]
plugins:
  - search: {lang: fr}
  - tags
markdown_extensions: [tables, {toc: {permalink: true}}]
# Hors de la navigation, dont le coût est quadratique : mille fiches y prendraient cinq fois plus de temps.
nav: [index.md, etiquettes.md]
not_in_nav: "*"
"""


def poser(depot: Path, cible: Path) -> Path:
    """Pose dans `cible` un site de Material qui dit la même chose que les fiches de `depot`."""
    pages = cible / "docs"
    pages.mkdir(parents=True)
    (cible / "mkdocs.yml").write_text(REGLAGES, "utf-8")
    (pages / "index.md").write_text("# Accueil\n", "utf-8")
    (pages / "etiquettes.md").write_text("# Étiquettes\n\n<!-- material/tags -->\n", "utf-8")
    for famille in FAMILLES:
        (pages / famille).mkdir()
        for fiche in sorted((depot / dossier(famille)).glob("*.md")):
            if fiche.name != "index.md":
                (pages / famille / fiche.name).write_text(_page(fiche.read_text("utf-8")), "utf-8")
    shutil.rmtree(cible / "site", ignore_errors=True)
    return cible


def _page(fiche: str) -> str:
    _, lu, corps = fiche.split("---\n", 2)
    entete = yaml.load(lu, yaml.CSafeLoader)
    etiquettes = [str(valeur) for champ in CLASSEMENTS for valeur in _valeurs(entete.get(champ, ()))]
    meta = {"title": entete["titre"], "description": entete["resume"], "tags": etiquettes}
    ailleurs = re.sub(r"\]\(/[^)]*\)", "](../index.md)", corps)
    haut = yaml.dump(meta, Dumper=yaml.CSafeDumper, allow_unicode=True)
    return f"---\n{haut}---\n# {entete['titre']}\n\n{entete['resume']}\n{ailleurs}"


def _valeurs(ecrit: Any) -> Iterator[Any]:
    yield from ecrit if isinstance(ecrit, list) else [ecrit]
