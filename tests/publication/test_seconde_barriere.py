"""Le rendu nettoie ce que la validation aurait laissé passer : on la débranche, on publie le pire, et rien ne s’exécute."""

from collections.abc import Callable
from pathlib import Path

import pytest
from attaques import REPERE, TOUTES
from depots import copier
from fiches import SILVER_GEEK, remplacer
from mkdocs.commands.build import build
from mkdocs.config import load_config
from pages import lire
from playwright.sync_api import Browser

import generator.controle.tous

pytestmark = pytest.mark.construit


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """La seconde barrière, seule : on débranche la première, et l’on publie le pire, dans une fiche et dans une page."""
    dossier = tmp_path_factory.mktemp("hostile")
    copie = copier(dossier / "depot")
    ecrire_la_page(copie / "content/contribuer/index.md")
    ecrire_la_fiche(copie / "exemples/silver-geek.md")
    with pytest.MonkeyPatch.context() as branchements:
        branchements.setattr(generator.controle.tous, "CONTROLES", ())
        # L’image et les liens cassés de l’attaque feraient échouer le mode strict : ce n’est pas ce qu’on éprouve ici.
        build(load_config(str(copie / "mkdocs.yml"), site_dir=str(dossier / "site"), strict=False))
    return dossier / "site"


def ecrire_la_page(page: Path) -> None:
    page.write_text(page.read_text("utf-8") + "\n<script>window.pirate=1</script><img src=x onerror=window.pirate=1>\n", "utf-8")


def ecrire_la_fiche(fiche: Path) -> None:
    pires = "\n\n".join(attaque for code, attaque in TOUTES if code != "corps-titre")
    texte = SILVER_GEEK.replace("\n---\n", "\n---\ntemplate: 404.html\nhide: x\n\n", 1)
    texte = remplacer(texte, REPERE, f"{REPERE}\n{pires}\n\n")
    debut, fin = texte.index("titre: "), texte.index("domaines: ")
    hostile = "Silver <script>window.pirate=1</script> <img src=x onerror=window.pirate=1>''"
    entete = f"titre: '{hostile}'\nresume: '{hostile} et \"un\" résumé assez long pour que le modèle l’accepte.'\n"
    texte = texte[:debut] + entete + texte[fin:]
    fiche.write_text(texte, "utf-8")


def test_une_page_ecrite_a_la_main_est_nettoyee_aussi(hostile: Path) -> None:
    (texte,) = lire(hostile / "contribuer/index.html").xpath("//div[contains(@class, 'o-texte')]")
    assert not texte.xpath(".//script | .//*[@onerror]")
    assert texte.xpath(".//pre")


def test_une_fiche_hostile_est_inoffensive_meme_si_la_validation_la_laissait_passer(
    hostile: Path, navigateur: Browser, servir: Callable[[Path], str]
) -> None:
    page = lire(hostile / "exemples/silver-geek/index.html")
    (texte_de_la_fiche,) = page.xpath("//div[contains(@class, 'o-texte')]")
    assert "Résultats" in texte_de_la_fiche.text_content()
    assert not texte_de_la_fiche.xpath(".//script | .//iframe | .//svg | .//style | .//*[@style] | .//*[@srcdoc]")
    assert not texte_de_la_fiche.xpath(".//img[contains(@src, ':') or starts-with(@src, '/')]")
    assert not page.xpath("//*[@onclick or @onerror or @onload or @onmouseover or @ontoggle]")
    for adresse in texte_de_la_fiche.xpath(".//@href | .//@src"):
        assert not adresse.strip().lower().startswith(("javascript:", "data:", "vbscript:", "file:"))
    brut = (hostile / "exemples/silver-geek/index.html").read_text("utf-8")
    assert "site_name: ODD 17" not in brut

    contexte = navigateur.new_context()
    onglet = contexte.new_page()
    demandes: list[str] = []
    onglet.on("request", lambda demande: demandes.append(demande.url))
    adresse = servir(hostile)
    for chemin in ("exemples/silver-geek/", "exemples/", "domaines/numerique/", ""):
        onglet.goto(f"{adresse}/{chemin}")
        assert onglet.evaluate("window.pirate") is None, chemin
    onglet.goto(f"{adresse}/exemples/silver-geek/")
    for lien in onglet.get_by_role("link", name="cliquez").all():
        assert "javascript" not in (lien.get_attribute("href") or "").lower()
    assert [demande for demande in demandes if not demande.startswith(adresse)] == []
    contexte.close()
