"""Ce que rendent les bancs, et de quoi mesurer : un temps, un sommet de mémoire."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Resultat:
    """Une ligne du tableau : un élément de `content/vitesses.yml`, sans sa date."""

    id: str
    titre: str
    fiches: int
    mesure: str
    en_regard: str = ""
    exige: str = ""


@dataclass(frozen=True)
class Course:
    """Une commande menée à son terme."""

    secondes: float
    memoire: int
    """Le sommet de la mémoire de ses processus, en mégaoctets ; ce qu’ils partagent compte une fois."""


def courir(commande: Sequence[str], dossier: Path | None = None, **environnement: str) -> Course:
    """Lance une commande et l’attend, en regardant sa mémoire dix fois par seconde."""
    debut, sommet = time.perf_counter(), 0
    processus = subprocess.Popen(
        commande,
        cwd=dossier,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environnement},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while True:
        try:
            _, erreurs = processus.communicate(timeout=0.1)
            break
        except subprocess.TimeoutExpired:
            sommet = max(sommet, _memoire(processus.pid))
    if processus.returncode:
        raise SystemExit(f"{' '.join(commande)}\n{erreurs.decode()}")
    return Course(time.perf_counter() - debut, sommet // 1000)


def _memoire(session: int) -> int:
    """La part de mémoire (Pss) de tous les processus d’une session, en kilo-octets ; zéro là où le système ne la dit pas."""
    somme = 0
    for dossier in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(dossier.name)) == session:
                lignes = (dossier / "smaps_rollup").read_text().splitlines()
                somme += sum(int(ligne.split()[1]) for ligne in lignes if ligne.startswith("Pss:"))
        except (OSError, ValueError):
            continue  # il vient de finir
    return somme


def secondes(duree: float) -> str:
    """« 1,93 s »."""
    return f"{duree:.2f}\N{NO-BREAK SPACE}s".replace(".", ",")


def fois(rapport: float) -> str:
    """« 1,93 fois »."""
    return f"{rapport:.2f}\N{NO-BREAK SPACE}fois".replace(".", ",")


def milliers(nombre: int, unite: str) -> str:
    """« 13 000 pages »."""
    return f"{nombre:,}\N{NO-BREAK SPACE}{unite}".replace(",", "\N{NARROW NO-BREAK SPACE}")
