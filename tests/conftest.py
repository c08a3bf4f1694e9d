"""Ce que tous les tests partagent : le vrai dépôt, son catalogue, son site construit une fois, un vrai navigateur."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from generator import chaine
from generator.catalogue.catalogue import Catalogue

RACINE = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def racine() -> Path:
    return RACINE


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Le catalogue du dépôt, qui doit être sans erreur."""
    catalogue, constats = chaine.charger(RACINE)
    assert constats == ()
    return catalogue


@pytest.fixture
def copie(tmp_path: Path) -> Path:
    """Une copie du dépôt que l’on peut abîmer : fiches, contenus, gabarits et configuration."""
    return copier(tmp_path / "depot")


def copier(cible: Path) -> Path:
    for nom in ("exemples", "content", "overrides"):
        shutil.copytree(RACINE / nom, cible / nom)
    shutil.copy(RACINE / "mkdocs.yml", cible)
    return cible


def construire(depot: Path, site: Path, commande: str = "mkdocs", **environnement: str) -> subprocess.CompletedProcess[str]:
    """Construit le site d’un dépôt, en mode strict, comme le fait `make site`."""
    return subprocess.run(
        [sys.executable, "-m", commande, "build", "--strict", "--clean", "-f", str(depot / "mkdocs.yml"), "-d", str(site)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environnement},
    )


@pytest.fixture(scope="session")
def construction(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Le site du dépôt, et ce que MkDocs en a dit."""
    site = tmp_path_factory.mktemp("site")
    return site, construire(RACINE, site)


@pytest.fixture(scope="session")
def site(construction: tuple[Path, subprocess.CompletedProcess[str]]) -> Path:
    dossier, resultat = construction
    assert resultat.returncode == 0, resultat.stderr
    return dossier


class _Silencieux(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def servir() -> Iterator[Callable[[Path], str]]:
    """Sert un dossier sur 127.0.0.1 le temps des tests ; rend son adresse, sans barre finale."""
    serveurs = []

    def demarrer(dossier: Path) -> str:
        serveur = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silencieux, directory=str(dossier)))
        threading.Thread(target=serveur.serve_forever, daemon=True).start()
        serveurs.append(serveur)
        return f"http://127.0.0.1:{serveur.server_port}"

    yield demarrer
    for serveur in serveurs:
        serveur.shutdown()


@pytest.fixture(scope="session")
def adresse(site: Path, servir: Callable[[Path], str]) -> str:
    return servir(site)


@pytest.fixture(scope="session")
def navigateur() -> Iterator[Browser]:
    """Chromium : celui du système s’il y en a un, sinon celui de Playwright. Sans navigateur, les tests échouent."""
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        expect.set_options(timeout=10_000)
        yield chromium
        chromium.close()
