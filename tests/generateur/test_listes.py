"""Une longue liste se lit par pages de quarante-huit cartes."""

import re
import shutil
from pathlib import Path

import pytest

from generator import chaine
from generator.vues import facettes


@pytest.mark.parametrize("nombre", [48, 49, 97])
def test_une_liste_montre_quarante_huit_cartes_puis_continue(copie: Path, nombre: int) -> None:
    modele = (copie / "exemples/vitawin.md").read_text("utf-8")
    shutil.rmtree(copie / "exemples")
    (copie / "exemples").mkdir()
    for dossier in ("methodes", "outils", "donnees", "competences", "mesures"):
        shutil.rmtree(copie / "content" / dossier)
    modele = re.sub(r"(?m)^voir_aussi:.*\n(?:  - .*\n)*", "", modele)
    modele = re.sub(r"\[([^\]]+)\]\(/[^)]+\)", r"\1", modele)
    for rang in range(nombre):
        (copie / f"exemples/essai-{rang:03d}.md").write_text(modele, "utf-8")
    catalogue, _ = chaine.charger(copie)
    suite = [p for p in facettes.pages(catalogue) if re.fullmatch(r"acteurs/acteurs-publics/(page-\d+/)?", p.adresse)]
    cartes = [sum(len(groupe.cartes) for groupe in page.vue.liste.groupes) for page in suite]  # type: ignore[attr-defined]
    assert max(cartes) <= 48
    assert sum(cartes) == nombre
    assert len(cartes) == -(-nombre // 48)
