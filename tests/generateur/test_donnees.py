"""Les fichiers à télécharger : ce qu’un tableur en fait."""

import pytest

from generator.sortie.donnees import cellule


@pytest.mark.parametrize("debut", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_une_cellule_ne_devient_pas_une_formule(debut: str) -> None:
    assert cellule(f"{debut}cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize("nombre", ["-5", "-5,6", "-0.5", "12", "plus de 30 000"])
def test_un_nombre_reste_un_nombre(nombre: str) -> None:
    assert cellule(nombre) == nombre
