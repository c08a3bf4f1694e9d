"""Les mentions légales disent ce que l’éditeur a réglé ; ce qu’il n’a pas réglé se dit à qui construit."""

import re
from pathlib import Path

import yaml
from depots import RACINE
from exigences import Publie, texte


def test_les_mentions_legales_ne_montrent_que_ce_qui_est_renseigne(publie: Publie) -> None:
    page = publie.page("mentions-legales")
    assert [texte(un) for un in page.xpath("//section[@aria-labelledby='editeur']//dd")] == [
        un for un in _editeur().values() if un
    ]
    assert "mkdocs.yml" not in texte(page)


def test_ce_qui_n_est_pas_regle_est_dit_a_qui_construit(construction: Path) -> None:
    journal = (construction / "journal").read_text("utf-8")
    assert "À régler dans mkdocs.yml" in journal
    for nom, valeur in _editeur().items():
        assert (f"extra.editeur.{nom}" in journal) == (not valeur)


def _editeur() -> dict[str, str]:
    reglages = (RACINE / "mkdocs.yml").read_text("utf-8")
    bloc = re.search(r"(?m)^  editeur:\n((?:    .*\n)+)", reglages)
    assert bloc
    lu: dict[str, str] = yaml.safe_load(bloc[1])
    return lu
