"""Le vrai contenu : son catalogue, et son site, construit une fois.

`ODD17_DEPOT` désigne un autre dépôt à éprouver : la preuve qu’une bonne contribution passe.
"""

import os
from pathlib import Path

import pytest
from depots import RACINE, partage, publier, une_fois
from exigences import Publie

from generator import chaine
from generator.catalogue.catalogue import Catalogue
from generator.constats.constat import Constat

DEPOT = Path(os.environ.get("ODD17_DEPOT") or RACINE)


@pytest.fixture(scope="session")
def depot() -> Path:
    return DEPOT


@pytest.fixture(scope="session")
def charge() -> tuple[Catalogue, tuple[Constat, ...]]:
    """Le vrai contenu, lu et jugé une fois : son catalogue, et ce qu’on lui reproche."""
    return chaine.charger(DEPOT)


@pytest.fixture(scope="session")
def vrai_catalogue(charge: tuple[Catalogue, tuple[Constat, ...]]) -> Catalogue:
    return charge[0]


@pytest.fixture(scope="session")
def vrai_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Le site du vrai contenu."""
    dossier = une_fois(partage(tmp_path_factory, worker_id, "vrai"), lambda dossier: publier(DEPOT, dossier))
    assert (dossier / "code").read_text("utf-8") == "0", (dossier / "journal").read_text("utf-8")
    return dossier / "site"


@pytest.fixture(scope="session")
def publie(vrai_site: Path) -> Publie:
    return Publie(DEPOT, vrai_site, (vrai_site.parent / "journal").read_text("utf-8"))
