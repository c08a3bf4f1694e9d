"""Les bancs ne se jouent pas ici, mais ce qu’ils mesurent existe encore."""

import runpy
import sys
from pathlib import Path

import pytest
from depots import RACINE

BANCS = sorted((RACINE / "tests/bancs").glob("*.py"))


@pytest.mark.parametrize("banc", BANCS, ids=lambda banc: banc.stem)
def test_un_banc_se_charge(banc: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(banc.parent), *sys.path])
    runpy.run_path(str(banc), run_name="banc")
