"""Un guichet ouvert pour tous les tests qui ne lui font pas de mal ; les autres ouvrent le leur."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from guichet import Ouvert, depot_nu, ouvrir


@pytest.fixture
def distant(tmp_path: Path) -> Path:
    """Un dépôt nu, à soi."""
    return depot_nu(tmp_path)


@pytest.fixture(scope="session")
def commun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ouvert]:
    """Un guichet ouvert, aux délais courts."""
    dossier = tmp_path_factory.mktemp("guichet")
    with ouvrir(depot_nu(dossier), dossier / "reserve", delai=3, mandataires="127.0.0.0/8", par_heure=30) as ouvert:
        yield ouvert
    fautes = [ligne for ligne in ouvert.dit().splitlines() if re.search(r"Traceback|ERROR|CRITICAL", ligne)]
    assert len(fautes) <= 1, fautes  # le disque plein d’un test
    assert all("Le disque ne veut pas d’un envoi" in faute for faute in fautes)
