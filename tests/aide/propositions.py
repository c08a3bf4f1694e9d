"""Un vrai dépôt git, fait du dépôt figé, et ce qu’une proposition y change."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

from depots import RACINE, copier
from fiches import MEMOIRE, remplacer

from generator.effet.bilan import Effet, mesurer
from generator.effet.phrases import rediger

JOUR = date(2026, 11, 30)
DOCUMENTS = RACINE / "tests/cas/documents"
BREVE = "exemples/fab-lab-mulhouse.md"


def git(depot: Path, *arguments: str) -> str:
    """Lance git dans ce dépôt, sans rien savoir de qui lance les tests."""
    moi = ("-c", "user.name=Une rédactrice", "-c", "user.email=redaction@exemple.invalid", "-c", "commit.gpgsign=false")
    resultat = subprocess.run(["git", *moi, *arguments], cwd=depot, capture_output=True, text=True, check=True)
    return resultat.stdout.strip()


def enregistrer(depot: Path) -> str:
    """Enregistre tout ce que contient le dépôt, et rend le commit."""
    git(depot, "add", "--all")
    git(depot, "commit", "--quiet", "--allow-empty", "--message", "Une version")
    return git(depot, "rev-parse", "HEAD")


def depot_suivi(dossier: Path, preparer: Callable[[Path], object] = lambda _: None) -> Path:
    """Le dépôt figé, préparé, puis suivi par git sur la branche main."""
    depot = copier(dossier)
    preparer(depot)
    git(depot, "init", "--quiet", "--initial-branch", "main")
    enregistrer(depot)
    return depot


def recrire(depot: Path, chemin: str, avant: str, apres: str) -> None:
    """Remplace un passage d’un fichier."""
    (depot / chemin).write_text(remplacer((depot / chemin).read_text("utf-8"), avant, apres), "utf-8")


def effet_de(depot: Path, ref: str = "main", **options: Path) -> Effet:
    """L’effet de ce qui est dans le dépôt, par rapport à cette version."""
    # Les documents changent ce que l’on conclut de toutes les fiches : la mémoire des autres tests n’y servirait plus.
    memoire = None if "documents" in options else MEMOIRE
    return mesurer(depot, ref, aujourd_hui=JOUR, memoire=memoire, **options)


def phrases(effet: Effet) -> dict[str, tuple[str, ...]]:
    """Les phrases de chaque rubrique, par titre ; leurs espaces insécables, qui ont leur test, y sont ordinaires."""
    return {lisible(une.titre): tuple(map(lisible, une.phrases)) for une in rediger(effet)}


def lisible(texte: str) -> str:
    """Le texte, ses espaces insécables rendues ordinaires."""
    return texte.replace("\N{NO-BREAK SPACE}", " ")
