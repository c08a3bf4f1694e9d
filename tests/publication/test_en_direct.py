"""`make servir` : la page suit la fiche, et une faute de frappe n’interrompt personne."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

DELAI = 60
"""Secondes, au-delà desquelles on abandonne ; large, pour une machine chargée."""


@pytest.fixture
def en_direct(copie: Path, tmp_path: Path) -> Iterator[tuple[Path, str, Path]]:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        port = prise.getsockname()[1]
    journal = tmp_path / "journal.txt"
    with journal.open("w") as sortie:
        serveur = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-f", str(copie / "mkdocs.yml"), "--dev-addr", f"127.0.0.1:{port}"],
            stdout=sortie,
            stderr=subprocess.STDOUT,
        )
        try:
            yield copie / "exemples/vitawin.md", f"http://127.0.0.1:{port}/exemples/vitawin/", journal
        finally:
            serveur.terminate()
            serveur.wait()


def attendre(adresse: str, passage: str) -> str:
    limite = time.monotonic() + DELAI
    page = ""
    while time.monotonic() < limite:
        try:
            with urllib.request.urlopen(adresse, timeout=DELAI) as reponse:  # noqa: S310
                page = reponse.read().decode()
        except OSError:
            page = ""
        if passage in page:
            return page
        time.sleep(0.3)
    raise AssertionError(f"« {passage} » n’est pas venu")


def test_la_page_suit_la_fiche_et_survit_a_une_erreur(en_direct: tuple[Path, str, Path]) -> None:
    fiche, adresse, journal = en_direct
    attendre(adresse, "VitaWin")
    bonne = fiche.read_text("utf-8")

    fiche.write_text(bonne.replace("statut: en-cours", "statut: en-court"), "utf-8")
    limite = time.monotonic() + DELAI
    while (
        "Vouliez-vous dire «\N{NO-BREAK SPACE}en-cours\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}?" not in journal.read_text("utf-8")
        and time.monotonic() < limite
    ):
        time.sleep(0.3)
    assert "exemples/vitawin.md" in journal.read_text("utf-8")
    assert "Traceback" not in journal.read_text("utf-8")
    # La dernière bonne page reste lisible pendant que l’erreur attend.
    assert "La fiche a changé." not in attendre(adresse, "VitaWin")

    fiche.write_text(bonne.replace("## Contexte\n", "## Contexte\n\nLa fiche a changé.\n"), "utf-8")
    attendre(adresse, "La fiche a changé.")
