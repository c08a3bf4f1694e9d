"""Le site du dépôt figé."""

from pathlib import Path

import pytest
from depots import FIGE
from exigences import Publie


@pytest.fixture(scope="session")
def publie(construction: Path, site: Path) -> Publie:
    return Publie(FIGE, site, (construction / "journal").read_text("utf-8"))
