"""La documentation est complète : chaque champ, chaque code, chaque commande et chaque option y sont."""

from pathlib import Path

import pytest
import typer
from generator.constats.codes import CODES
from pages import lire
from recompte import DOSSIERS, RACINE

from generator.cli import app
from generator.modele.fiches import MODELES

COMMANDE = typer.main.get_command(app)


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


@pytest.mark.parametrize("code", CODES)
def test_chaque_code_a_sa_page(site: Path, code: str) -> None:
    page = lire(site / "contribuer/constats" / code / "index.html")
    assert page.xpath("//h1")[0].text_content() == CODES[code].titre
    avant, apres = [pre.text_content() for pre in page.xpath("//div[@class='o-avant-apres']//pre")]
    assert avant.strip() == CODES[code].faux.strip()
    assert apres.strip() == CODES[code].juste.strip()


@pytest.mark.parametrize("commande", COMMANDE.commands)
def test_chaque_commande_et_chaque_option_sont_expliquees(commande: str) -> None:
    page = (RACINE / "content/contribuer/index.md").read_text("utf-8")
    assert f"odd17 {commande}" in page
    for parametre in COMMANDE.commands[commande].params:
        for option in parametre.opts:
            if option.startswith("--") and option != "--help":
                assert f"`{option}" in page, (commande, option)


def test_les_commandes_make_du_readme_existent() -> None:
    readme, makefile = ((RACINE / nom).read_text("utf-8") for nom in ("README.md", "Makefile"))
    for cible in ("site", "servir", "test", "valider"):
        assert f"make {cible}" in readme
        assert f"\n{cible}:" in makefile
