"""Dire où l’on en est : rien pour ce qui est court, une ligne par étape ou une barre pour ce qui est long."""

import io
import os
import re

import pytest
from depots import FIGE
from typer.testing import CliRunner

from generator import avancement, equipe
from generator.cli import app


class Terminal(io.StringIO):
    """Une sortie qui se dit un terminal."""

    def isatty(self) -> bool:
        return True


def travailler(sortie: io.StringIO, total: int) -> str:
    suivi = avancement.Suivi(sortie)
    with suivi.etape("Lire", total) as avancer:
        for _ in range(total):
            avancer(1)
    return sortie.getvalue()


@pytest.mark.parametrize("sortie", [io.StringIO, Terminal])
def test_un_travail_court_se_tait(sortie: type[io.StringIO]) -> None:
    assert travailler(sortie(), avancement.LONG - 1) == ""


def test_un_travail_long_ecrit_une_ligne_par_etape_dans_un_journal() -> None:
    assert travailler(io.StringIO(), 1_000) == "Lire (1000)…\n"


def test_un_travail_long_montre_une_barre_au_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    vu = travailler(Terminal(), 1_000)
    assert "Lire" in vu
    assert "1000/1000" in re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", vu)


def test_ce_que_fait_un_autre_processus_avance_aussi(monkeypatch: pytest.MonkeyPatch) -> None:
    avance: list[int] = []

    class Temoin(avancement.Suivi):
        def _montrer(self, nom, total):  # type: ignore[no-untyped-def]
            import contextlib  # noqa: PLC0415

            return contextlib.nullcontext(avance.append)

    monkeypatch.setattr(avancement, "_suivi", Temoin())
    equipe.appliquer("Compter", lambda _: os.getpid(), list(range(4_096)), 2)
    assert sum(avance) == 4_096


def test_les_durees_disent_ou_le_temps_est_passe() -> None:
    rendu = CliRunner().invoke(app, ["valider", "--durees", "--racine", str(FIGE)])
    assert rendu.exit_code == 0
    for etape in ("Lire les fiches", "Vérifier les fiches", "Le reste"):
        assert re.search(rf"  {etape} +\d+,\d\N{{NO-BREAK SPACE}}s +\d+%", rendu.stderr), rendu.stderr
    assert "Où le temps est passé" not in rendu.stdout
