"""Le vérificateur d’un dépôt, publié et servi seul : rien d’autre du site n’est à construire."""

import contextlib
import functools
import http.server
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from depots import RACINE

from generator.memoire import Memoire
from generator.moteur import publie
from generator.moteur.pose import MOTEUR

POLITIQUE = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'"
"""Rien d’écrit dans la page, rien d’ailleurs, et du WebAssembly."""


@pytest.fixture(scope="session")
def entier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tout le dépôt, tel qu’il était quand les fiches de débutants ont été écrites."""
    racine = tmp_path_factory.mktemp("entier")
    with zipfile.ZipFile(RACINE / "tests/debutants/depot.zip") as archive:
        archive.extractall(racine)
    return racine


@pytest.fixture(scope="session")
def moteur() -> Path:
    assert any(MOTEUR.glob("moteur-*")), "Le moteur n’est pas posé : avec le réseau, une fois, lancez « make .venv/.moteur »."
    return MOTEUR


@pytest.fixture(scope="session")
def seul(tmp_path_factory: pytest.TempPathFactory, entier: Path, moteur: Path) -> Path:
    """Un site qui n’a que le vérificateur, et une page vide sous /proposer/."""
    site = tmp_path_factory.mktemp("seul")
    for fichier in publie.publier(entier, "", Memoire()).fichiers:
        (site / fichier.adresse).parent.mkdir(parents=True, exist_ok=True)
        (site / fichier.adresse).write_bytes(fichier.octets)
    shutil.copytree(RACINE / "overrides/assets/odd17/verificateur", site / "assets/odd17/verificateur")
    shutil.copytree(RACINE / "overrides/proposer", site / "proposer", dirs_exist_ok=True)
    (site / "proposer/index.html").write_text("<!doctype html><html lang=fr><meta charset=utf-8><title>Proposer</title>", "utf-8")
    return site


class _Severe(http.server.SimpleHTTPRequestHandler):
    coupe = False
    """Vrai tant que le réseau est coupé : qui demande n’a pas de réponse."""

    def do_GET(self) -> None:
        if not _Severe.coupe:
            # Une page qui annule n’attend pas la fin.
            with contextlib.suppress(ConnectionError):
                super().do_GET()

    def end_headers(self) -> None:
        self.send_header("content-security-policy", POLITIQUE)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def proposer(seul: Path) -> Iterator[str]:
    """L’adresse de la page, servie sous une politique stricte."""
    serveur = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Severe, directory=str(seul)))
    threading.Thread(target=serveur.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serveur.server_port}/proposer/"
    serveur.shutdown()


@pytest.fixture
def sans_reseau() -> Iterator[Callable[[], None]]:
    """De quoi couper le réseau, jusqu’à la fin du test."""
    yield lambda: setattr(_Severe, "coupe", True)
    _Severe.coupe = False
