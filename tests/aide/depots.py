"""Les dépôts sur lesquels portent les tests, et la façon d’en faire un site."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parents[2]
DOCUMENTS = RACINE.parent / "shared/seeds"
"""Les documents cités, s’ils sont là : ils ne sont pas dans le dépôt."""

FIGE = RACINE / "tests/depot"
"""Le dépôt figé : une vingtaine de vraies fiches, pour les tests du code."""


@cache
def _contenus(depuis: Path) -> tuple[tuple[Path, bytes, int], ...]:
    """Les fichiers d’un dépôt, et leur date : on les copie deux mille fois, on ne les lit qu’une."""
    fichiers = (f for nom in ("exemples", "content") for f in sorted((depuis / nom).rglob("*")) if f.is_file())
    return tuple((f.relative_to(depuis), f.read_bytes(), f.stat().st_mtime_ns) for f in fichiers)


def copier(cible: Path, depuis: Path = FIGE) -> Path:
    """Copie les fiches et les contenus d’un dépôt ; y joint les gabarits et la configuration du vrai."""
    for relatif, octets, date in _contenus(depuis):
        fichier = cible / relatif
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_bytes(octets)
        os.utime(fichier, ns=(date, date))
    shutil.copy(RACINE / "mkdocs.yml", cible)
    (cible / "overrides").symlink_to(RACINE / "overrides")
    return cible


def a_part(dossier: Path) -> tuple[str, ...]:
    """Les options d’un pytest lancé par un test : il ne garde rien, et n’a pas à effacer ce qu’ont laissé les suites d’avant."""
    return ("-p", "no:cacheprovider", f"--basetemp={dossier}")


def construire(depot: Path, site: Path, commande: str = "mkdocs", **environnement: str) -> subprocess.CompletedProcess[str]:
    """Construit le site d’un dépôt, en mode strict, comme le fait `make site`."""
    return subprocess.run(
        [sys.executable, "-m", commande, "build", "--strict", "--clean", "-f", str(depot / "mkdocs.yml"), "-d", str(site)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environnement},
    )


def une_fois(dossier: Path, faire: Callable[[Path], None]) -> Path:
    """Fait une chose longue une seule fois pour tous les processus de test : le premier la fait, les autres l’attendent."""
    fini, commence = dossier / "fini", dossier / "commence"
    dossier.mkdir(exist_ok=True)
    try:
        commence.touch(exist_ok=False)
    except FileExistsError:
        while not fini.exists():
            time.sleep(0.1)
    else:
        try:
            faire(dossier)
        finally:
            fini.touch()
    return dossier


def partage(tmp_path_factory: pytest.TempPathFactory, worker_id: str, nom: str) -> Path:
    """Un dossier commun à tous les processus de cette exécution."""
    base = tmp_path_factory.getbasetemp()
    return (base if worker_id == "master" else base.parent) / nom


def publier(depot: Path, dossier: Path) -> None:
    """Construit le site d’un dépôt dans `dossier/site`, et garde ce que MkDocs en a dit."""
    resultat = construire(depot, dossier / "site")
    (dossier / "code").write_text(str(resultat.returncode), "utf-8")
    (dossier / "journal").write_text(resultat.stdout + resultat.stderr, "utf-8")
