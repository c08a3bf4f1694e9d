"""Le site construit : le même à chaque fois, avec ou sans MkDocs, lisible sans JavaScript."""

import filecmp
import json
import subprocess
import sys
from pathlib import Path

import pytest
from depots import construire, copier
from pages import lire, pages


def test_deux_constructions_donnent_les_memes_octets(site: Path, tmp_path: Path) -> None:
    autre = tmp_path / "site"
    # Une copie du dépôt, ailleurs et un autre jour : ni le dossier, ni l’ordre du disque, ni la date ne doivent se voir.
    resultat = construire(copier(tmp_path / "depot"), autre, SOURCE_DATE_EPOCH="1000000000")
    assert resultat.returncode == 0, resultat.stderr
    attendus = {chemin.relative_to(site) for chemin in site.rglob("*") if chemin.is_file()}
    assert {chemin.relative_to(autre) for chemin in autre.rglob("*") if chemin.is_file()} == attendus
    _, differents, illisibles = filecmp.cmpfiles(site, autre, [str(c) for c in attendus], shallow=False)
    assert differents == []
    assert illisibles == []


def test_properdocs_construit_les_memes_adresses_sans_charger_mkdocs(site: Path, tmp_path: Path) -> None:
    """Le cœur et le greffon survivent à MkDocs : ProperDocs, sa suite maintenue, donne le même site.

    Aucun module du paquet mkdocs n’est chargé : il pourrait ne pas être installé.
    """
    depot, autre = copier(tmp_path / "depot"), tmp_path / "site"
    programme = (
        "import json, sys\n"
        "from properdocs.__main__ import cli\n"
        f"cli(['build', '-q', '--strict', '-f', {str(depot / 'mkdocs.yml')!r}, '-d', {str(autre)!r}], standalone_mode=False)\n"
        "fichiers = [getattr(m, '__file__', None) or '' for m in list(sys.modules.values())]\n"
        "print(json.dumps([f for f in fichiers if '/site-packages/mkdocs/' in f]))\n"
    )
    resultat = subprocess.run([sys.executable, "-c", programme], capture_output=True, text=True, check=False)
    assert resultat.returncode == 0, resultat.stderr
    assert json.loads(resultat.stdout.strip().splitlines()[-1]) == []
    assert set(pages(autre)) == set(pages(site))


def test_le_site_se_passe_de_javascript(site: Path) -> None:
    """Le texte d’une fiche, ses liens et ses listes sont dans le HTML."""
    page = lire(site / "exemples/silver-geek/index.html")
    assert "Résultats" in [titre.text_content().rstrip("#").strip() for titre in page.xpath("//h2")]
    assert len(page.xpath("//article[contains(@class, 'o-carte')]")) >= 3


@pytest.mark.parametrize(
    ("chemin", "onglet"),
    [
        ("exemples/silver-geek/", "Exemples"),
        ("outils/charte-du-faire-alliance/", "Outils"),
        ("mesures/mesure-08/", "Aide et mesures"),
        ("territoires/bretagne/", "Parcourir"),
        ("exemples/", "Exemples"),
        ("", "Accueil"),
    ],
)
def test_l_onglet_dont_releve_une_page_est_marque(site: Path, chemin: str, onglet: str) -> None:
    actifs = lire(site / chemin / "index.html").xpath("//li[contains(@class, 'md-tabs__item--active')]")
    assert [" ".join(actif.text_content().split()) for actif in actifs] == [onglet]
