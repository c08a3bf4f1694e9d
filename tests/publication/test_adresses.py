"""Une adresse publiée ne meurt pas, une image suit sa fiche, une fiche fautive ne se publie pas, les réglages se suivent."""

from pathlib import Path

import pytest
from depots import construire, copier
from fiches import SILVER_GEEK, remplacer
from greffe import photo
from pages import lire

PUBLIE = "https://alliances.example/odd17/"


@pytest.fixture(scope="module")
def renomme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Le site où Silver Geek change de nom et garde son ancienne adresse ; il vit dans un dossier, avec une image.

    Ce site sait où il sera publié, et de quel jour on juge la fraîcheur de ses fiches.
    """
    copie = copier(tmp_path_factory.mktemp("renomme") / "depot")
    regler(copie, 'site_url: ""', f"site_url: {PUBLIE}")
    regler(copie, '      date: ""', '      date: "2030-01-01"')
    dossier = copie / "exemples/silver-geek-france"
    dossier.mkdir()
    (copie / "exemples/silver-geek.md").unlink()
    texte = remplacer(SILVER_GEEK, "statut: en-cours", "statut: en-cours\nanciens_identifiants: [silver-geek]")
    texte = remplacer(texte, "## Résultats\n", "## Résultats\n\n![Des joueurs de bowling virtuel](bowling.jpg)\n")
    (dossier / "index.md").write_text(texte, "utf-8")
    (dossier / "bowling.jpg").write_bytes(photo())
    for fiche in [*copie.glob("exemples/*.md"), *copie.glob("content/*/*.md"), *copie.glob("content/*.yml")]:
        texte = fiche.read_text("utf-8").replace("exemples/silver-geek", "exemples/silver-geek-france")
        fiche.write_text(texte.replace("(silver-geek.md)", "(silver-geek-france.md)"), "utf-8")
    resultat = construire(copie, copie / "site")
    assert resultat.returncode == 0, resultat.stderr
    return copie / "site"


def regler(depot: Path, avant: str, apres: str) -> None:
    """Change un réglage de `mkdocs.yml`."""
    reglages = depot / "mkdocs.yml"
    reglages.write_text(remplacer(reglages.read_text("utf-8"), avant, apres), "utf-8")


def test_une_fiche_renommee_garde_son_ancienne_adresse(renomme: Path) -> None:
    ancienne = lire(renomme / "exemples/silver-geek/index.html")
    (saut,) = ancienne.xpath("//meta[@http-equiv='refresh']/@content")
    assert saut == "0; url=../../exemples/silver-geek-france/"
    assert ancienne.xpath("//div[@id='o-contenu']//a[@href='../../exemples/silver-geek-france/']")


def test_une_fiche_peut_avoir_des_images_a_cote_d_elle(renomme: Path) -> None:
    page = lire(renomme / "exemples/silver-geek-france/index.html")
    (image,) = page.xpath("//div[contains(@class, 'o-texte')]//img")
    assert (renomme / "exemples/silver-geek-france" / image.get("src")).is_file()
    assert image.get("alt") == "Des joueurs de bowling virtuel"


def test_un_site_publie_donne_aux_reseaux_une_adresse_entiere(renomme: Path) -> None:
    page = lire(renomme / "exemples/silver-geek-france/index.html")
    (image,) = page.xpath("//meta[@property='og:image']/@content")
    assert image.startswith(PUBLIE)
    assert (renomme / image.removeprefix(PUBLIE)).is_file()


def test_une_fiche_vieillit_avec_le_jour_du_reglage(renomme: Path, site: Path) -> None:
    """Reconstruire plus tard, avec le même réglage, rend le même site."""

    def feux(page: Path) -> list[str]:
        return [feu.text_content() for feu in lire(page).xpath("//a[contains(@class, 'o-feu')]")]

    ancienne = ["Écrite ou relue il y a plus de deux ans"]
    assert feux(renomme / "exemples/silver-geek-france/index.html") == ancienne
    assert feux(site / "exemples/silver-geek/index.html") != ancienne


@pytest.mark.construit
def test_un_jour_mal_ecrit_se_dit_en_francais(copie: Path, tmp_path: Path) -> None:
    regler(copie, '      date: ""', '      date: "demain"')
    resultat = construire(copie, tmp_path / "site")
    assert resultat.returncode != 0
    assert "n’est pas une date" in resultat.stdout + resultat.stderr
    assert "Traceback" not in resultat.stderr


@pytest.mark.construit
def test_mkdocs_refuse_de_publier_une_fiche_fautive_et_dit_pourquoi(copie: Path, tmp_path: Path) -> None:
    (copie / "exemples/silver-geek.md").write_text(remplacer(SILVER_GEEK, "statut: en-cours", "statut: en-court"), "utf-8")
    resultat = construire(copie, tmp_path / "site")
    assert resultat.returncode == 1
    assert "Vouliez-vous dire «\N{NO-BREAK SPACE}en-cours\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}?" in resultat.stderr
    assert "Traceback" not in resultat.stderr


@pytest.mark.construit
def test_une_ancre_qui_n_existe_pas_se_dit_dans_quelque_fiche_que_ce_soit(copie: Path, tmp_path: Path) -> None:
    """Les fiches se dessinent dans plusieurs processus : celui qui vérifie les ancres doit connaître celles de toutes."""
    cibles = [
        f"{dossier}/{chemin.stem}" for dossier in ("outils", "methodes") for chemin in (copie / "content" / dossier).glob("*.md")
    ]
    cibles = [cible for cible in cibles if not cible.endswith("/index")] + [
        f"exemples/{f.stem}" for f in (copie / "exemples").glob("*.md")
    ]
    page = copie / "content/comprendre/index.md"
    ajouts = "".join(f"\n[Voir {cible}](../{cible}.md#absente)\n" for cible in cibles)
    page.write_text(page.read_text("utf-8") + ajouts, "utf-8")
    resultat = construire(copie, tmp_path / "site")
    assert resultat.returncode == 1
    assert [cible for cible in cibles if f"{cible}.md#absente" not in resultat.stdout + resultat.stderr] == []
