"""Le jour dont on juge la fraîcheur se règle dans `mkdocs.yml` : reconstruire plus tard peut rendre le même site."""

from pathlib import Path

from depots import construire
from pages import lire


def regler(depot: Path, jour: str) -> None:
    config = depot / "mkdocs.yml"
    ecrit = config.read_text("utf-8")
    assert '      date: ""' in ecrit
    config.write_text(ecrit.replace('      date: ""', f'      date: "{jour}"', 1), "utf-8")


def test_une_fiche_vieillit_avec_le_jour_du_reglage(copie: Path, tmp_path: Path) -> None:
    regler(copie, "2030-01-01")
    resultat = construire(copie, tmp_path / "site")
    assert resultat.returncode == 0, resultat.stdout + resultat.stderr
    feux = lire(tmp_path / "site/exemples/silver-geek/index.html").xpath("//a[contains(@class, 'o-feu')]")
    assert [feu.text_content() for feu in feux] == ["Ancienne"]


def test_un_jour_mal_ecrit_se_dit_en_francais(copie: Path, tmp_path: Path) -> None:
    regler(copie, "demain")
    resultat = construire(copie, tmp_path / "site")
    assert resultat.returncode != 0
    assert "n’est pas une date" in resultat.stdout + resultat.stderr
    assert "Traceback" not in resultat.stderr
