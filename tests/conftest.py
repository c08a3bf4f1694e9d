"""Ce que tous les tests partagent : le dépôt figé, son catalogue, son site construit une fois, un vrai navigateur.

Les tests du code s’appuient sur `tests/depot/`, de vraies fiches que personne ne change ; seuls ceux de `tests/corpus/` lisent
le vrai contenu. Une garde le vérifie : sans elle, une bonne contribution finirait par casser un test du code.
"""

import functools
import gc
import http.server
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from depots import DOCUMENTS, FIGE, RACINE, copier, partage, publier, une_fois

from generator import chaine
from generator.catalogue.catalogue import Catalogue

if TYPE_CHECKING:
    from playwright.sync_api import Browser

VRAI_CONTENU = tuple(f"{RACINE / nom}{os.sep}" for nom in ("content", "exemples"))
LONGS = {"construction", "vrai_site", "navigateur"}
"""Ce qui demande un site construit ou un navigateur : « make test-rapide » s’en passe."""


EN_MEMOIRE = Path("/dev/shm")  # noqa: S108
"""Un disque qui n’existe qu’en mémoire, sur la plupart des Linux : des milliers de petites copies s’y font dix fois plus vite."""

ASSEZ = 6 * 2**30
"""La place qu’il y faut, en octets, pour les sites que les tests y construisent."""


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("basetemp") and EN_MEMOIRE.is_dir() and shutil.disk_usage(EN_MEMOIRE).free > ASSEZ:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(EN_MEMOIRE))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if LONGS & set(getattr(item, "fixturenames", ())) or {"publication", "navigateur"} & set(item.path.parts):
            item.add_marker(pytest.mark.construit)


def pytest_collection_finish() -> None:
    """Ce que les modules gardent ne se libère pas : le rechercher sans cesse prendrait la moitié du temps."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Ce qui n’a pas pu être vérifié se dit une fois, et fort."""
    if not DOCUMENTS.is_dir():
        terminalreporter.section("LES DOCUMENTS SOURCES NE SONT PAS LÀ", sep="!", red=True, bold=True)
        terminalreporter.line(f"Les passages cités n’ont pas été cherchés : il manque le dossier {DOCUMENTS}.", red=True)


_en_cours: list[str] = []
"""Le test qui tourne, s’il n’a pas le droit de lire le vrai contenu ; et ce qu’il en a lu."""


def _surveiller(evenement: str, arguments: tuple[object, ...]) -> None:
    if evenement == "open" and _en_cours and str(arguments[0]).startswith(VRAI_CONTENU):
        _en_cours.append(str(arguments[0]))


sys.addaudithook(_surveiller)


@pytest.fixture(autouse=True)
def garde(request: pytest.FixtureRequest) -> Iterator[None]:
    """Un test du code ne lit pas le vrai contenu ; la documentation du dépôt, elle, est du code."""
    if "corpus" in request.path.parts or request.node.get_closest_marker("documentation"):
        yield
        return
    _en_cours.append(request.node.nodeid)
    yield
    _, *lus = _en_cours
    _en_cours.clear()
    assert lus == [], "ce test du code lit le vrai contenu : il casserait quand une bonne fiche arrive"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Le catalogue du dépôt figé, qui est sans reproche."""
    catalogue, constats = chaine.charger(FIGE)
    assert constats == ()
    return catalogue


@pytest.fixture
def copie(tmp_path: Path) -> Path:
    """Une copie du dépôt figé que l’on peut abîmer."""
    return copier(tmp_path / "depot")


@pytest.fixture(scope="session")
def construction(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Le dossier où le dépôt figé a été construit : `site`, et `journal`, ce que MkDocs en a dit."""

    def faire(dossier: Path) -> None:
        publier(copier(dossier / "depot"), dossier)

    return une_fois(partage(tmp_path_factory, worker_id, "fige"), faire)


@pytest.fixture(scope="session")
def site(construction: Path) -> Path:
    """Le site du dépôt figé."""
    assert (construction / "code").read_text("utf-8") == "0", (construction / "journal").read_text("utf-8")
    return construction / "site"


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
    """Le site du dépôt figé, servi."""
    return servir(site)


@pytest.fixture(scope="session")
def navigateur() -> "Iterator[Browser]":
    """Chromium, celui qu’a posé `tests/navigateur.sh` : sans fenêtre s’il se peut. Sans navigateur, les tests échouent."""
    # Importé ici seulement : qui n’ouvre pas de page n’a pas à l’attendre.
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"), args=options
        )
        expect.set_options(timeout=10_000)
        yield chromium
        chromium.close()
