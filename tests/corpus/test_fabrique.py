"""Le grand dépôt que mesurent les bancs se publie : une règle de plus n’en fait pas un dépôt fautif sans qu’on le sache."""

import sys
from pathlib import Path

import pytest
from depots import RACINE

from generator import chaine
from generator.constats.constat import erreurs


def test_un_depot_fabrique_est_sans_faute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(RACINE / "tests/bancs"), *sys.path])
    from fabrique import fabriquer  # noqa: PLC0415

    assert erreurs(chaine.verifier(fabriquer(tmp_path / "depot", 400))) == ()
