"""Les mentions légales montrent ce qui reste à renseigner."""

import re

import yaml
from depots import RACINE
from exigences import Publie


def test_les_mentions_legales_montrent_ce_qui_reste_a_renseigner(publie: Publie) -> None:
    page = publie.page("mentions-legales")
    manquants = page.xpath("//*[contains(@class, 'o-a-renseigner')]")
    vides = [cle for cle, valeur in _editeur().items() if not valeur]
    assert len(manquants) == len(vides)


def _editeur() -> dict[str, str]:
    reglages = (RACINE / "mkdocs.yml").read_text("utf-8")
    bloc = re.search(r"(?m)^  editeur:\n((?:    .*\n)+)", reglages)
    assert bloc
    lu: dict[str, str] = yaml.safe_load(bloc[1])
    return lu
