"""La documentation ne ment pas : le modèle qu’elle donne à copier est une fiche valide."""

import re
from pathlib import Path

from generator import chaine


def test_le_modele_a_copier_est_une_fiche_valide(copie: Path) -> None:
    page = (copie / "content/contribuer/index.md").read_text("utf-8")
    modele = re.search(r"```yaml\n(.*?)\n```", page, re.DOTALL)
    assert modele is not None
    (copie / "exemples/jardin-partage.md").write_text(modele[1], "utf-8")
    catalogue, constats = chaine.charger(copie)
    assert constats == ()
    assert "exemples/jardin-partage" in catalogue.fiches
