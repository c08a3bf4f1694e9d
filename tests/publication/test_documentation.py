"""Le site explique chaque champ et chaque constat."""

from pathlib import Path

import pytest
from pages import lire
from recompte import DOSSIERS

from generator.controle.tous import REGLES
from generator.modele.fiches import MODELES


@pytest.mark.parametrize("famille", DOSSIERS)
def test_chaque_champ_est_explique_sur_le_site(site: Path, famille: str) -> None:
    page = lire(site / "contribuer/champs" / famille / "index.html")
    expliques = set(page.xpath("//dt/@id"))
    assert set(MODELES[famille].model_fields) <= expliques
    assert not [dd for dd in page.xpath("//dl[@class='o-champs']/dd") if len(dd.text_content().strip()) < 5]
    for section in MODELES[famille].sections:
        assert f"## {section}" in page.text_content()


def test_les_champs_des_objets_sont_expliques_aussi(site: Path) -> None:
    page = lire(site / "contribuer/champs/exemples/index.html")
    assert {"partenaires.nom", "periode.debut", "chiffres.source", "sources.passage"} <= set(page.xpath("//dt/@id"))


@pytest.mark.parametrize("code", REGLES)
def test_chaque_code_a_sa_page(site: Path, code: str) -> None:
    page = lire(site / "contribuer/constats" / code / "index.html")
    assert page.xpath("//h1")[0].text_content() == REGLES[code].titre
    avant, apres = [pre.text_content() for pre in page.xpath("//div[@class='o-avant-apres']//pre")]
    assert avant.strip() == REGLES[code].faux.strip()
    assert apres.strip() == REGLES[code].juste.strip()
