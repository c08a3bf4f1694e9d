"""La documentation ne ment pas : le modèle qu’elle donne à copier est une fiche valide, ses commandes et ses options existent."""

import re
from pathlib import Path

import pytest
import typer
from depots import RACINE

from generator import chaine
from generator.cli import app

COMMANDE = typer.main.get_command(app)
PAGE = RACINE / "content/contribuer/fichier.md"
EXPLOITATION = RACINE / "deploiement/guichet/LISEZMOI.md"

pytestmark = pytest.mark.documentation


def test_le_modele_a_copier_est_une_fiche_valide(copie: Path) -> None:
    modele = re.search(r"```yaml\n(.*?)\n```", PAGE.read_text("utf-8"), re.DOTALL)
    assert modele is not None
    (copie / "exemples/jardin-partage.md").write_text(modele[1], "utf-8")
    catalogue, constats = chaine.charger(copie)
    # Valide, mais laissé tel quel : c’est tout ce qu’on en dit.
    assert [constat.code for constat in constats] == ["modele-laisse"]
    assert "exemples/jardin-partage" in catalogue.fiches


@pytest.mark.parametrize("commande", COMMANDE.commands)
def test_chaque_commande_et_chaque_option_sont_expliquees(commande: str) -> None:
    """À qui contribue ; le guichet, à qui l’exploite."""
    page = (EXPLOITATION if commande == "recevoir" else PAGE).read_text("utf-8")
    assert f"odd17 {commande}" in page
    for parametre in COMMANDE.commands[commande].params:
        for option in parametre.opts:
            if option.startswith("--") and option != "--help":
                assert re.search(rf"`[^`\n]*{option}\b", page), (commande, option)


def test_les_commandes_make_du_readme_existent() -> None:
    readme, makefile = ((RACINE / nom).read_text("utf-8") for nom in ("README.md", "Makefile"))
    for cible in ("site", "servir", "test", "test-rapide", "valider"):
        assert f"make {cible}" in readme
        assert f"\n{cible}:" in makefile
