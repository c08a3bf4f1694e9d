"""Le site construit : complet, cohérent, sans rien demander à personne, et le même à chaque construction."""

import filecmp
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import construire, copier
from pages import liens, lire, pages, resoudre
from recompte import RACINE, fiches, vocabulaire

from generator import chaine

RESSOURCES = "//script/@src | //img/@src | //iframe/@src | //link[not(@rel='canonical')]/@href | //source/@srcset | //video/@src"


def test_la_construction_stricte_ne_dit_rien(construction: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, resultat = construction
    assert resultat.returncode == 0
    assert "WARNING" not in resultat.stderr
    assert "ERROR" not in resultat.stderr


def test_chaque_fiche_a_sa_page_a_son_adresse(site: Path) -> None:
    toutes = fiches()
    assert len(toutes) >= 57
    for cle, entete in toutes.items():
        page = lire(site / cle / "index.html")
        assert page.xpath("//h1")[0].text_content().strip() == entete["titre"].strip()


def test_chaque_famille_facette_et_modalite_a_sa_page(site: Path) -> None:
    for modalite in vocabulaire("familles")["modalites"]:
        assert (site / modalite["id"] / "index.html").is_file()
    for facette in ("acteurs", "domaines", "territoires", "categories", "besoins", "objectifs"):
        for modalite in vocabulaire(facette)["modalites"]:
            page = lire(site / facette / modalite["id"] / "index.html")
            assert modalite["libelle"] in page.xpath("//h1")[0].text_content()
            assert modalite["definition"] in page.text_content()


def test_tous_les_liens_internes_et_leurs_ancres_menent_quelque_part(site: Path) -> None:
    toutes = pages(site)
    ancres = {adresse: set(page.xpath("//@id")) for adresse, page in toutes.items()}
    perdus = []
    suivis = 0
    for adresse, page in toutes.items():
        for lien in liens(page):
            cible = resoudre("" if adresse == "404.html" else adresse, lien)
            if cible is None:
                continue
            suivis += 1
            chemin, ancre = cible
            if (chemin not in toutes and not (site / chemin).is_file()) or (ancre and ancre not in ancres.get(chemin, set())):
                perdus.append((adresse, lien))
    assert suivis > 10_000
    assert perdus == []


def test_aucune_page_n_est_isolee(site: Path) -> None:
    """On arrive à toute page en cliquant depuis l’accueil."""
    toutes = pages(site)
    vues, a_voir = set(), [""]
    while a_voir:
        adresse = a_voir.pop()
        if adresse in vues or adresse not in toutes:
            continue
        vues.add(adresse)
        a_voir += [cible[0] for lien in liens(toutes[adresse]) if (cible := resoudre(adresse, lien))]
    assert set(toutes) - vues == {"404.html"}


def test_aucune_ressource_ne_vient_d_un_tiers(site: Path) -> None:
    for adresse, page in pages(site).items():
        externes = [url for url in page.xpath(RESSOURCES) if re.match(r"(https?:)?//", url)]
        assert externes == [], adresse
    for feuille in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(https?:)?//", feuille.read_text("utf-8")), feuille


def test_les_fiches_sont_hors_de_la_navigation(site: Path) -> None:
    """Dans la `nav`, mille fiches rendraient chaque page énorme."""
    page = lire(site / "exemples/silver-geek/index.html")
    navigation = page.xpath("//nav[contains(@class, 'md-nav--primary')]//a/@href")
    assert not [lien for lien in navigation if re.search(r"exemples/[a-z]", lien)]


def test_la_page_d_une_fiche_reste_legere(site: Path) -> None:
    poids = [(site / cle / "index.html").stat().st_size for cle in fiches()]
    assert max(poids) < 80_000


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


def test_properdocs_construit_les_memes_adresses(site: Path, tmp_path: Path) -> None:
    """Le cœur et le greffon survivent à MkDocs : ProperDocs, sa suite maintenue, donne le même site."""
    autre = tmp_path / "site"
    resultat = construire(RACINE, autre, "properdocs")
    assert resultat.returncode == 0, resultat.stderr
    assert set(pages(autre)) == set(pages(site))
    assert "mkdocs.commands" not in resultat.stderr


def test_properdocs_se_passe_vraiment_de_mkdocs(tmp_path: Path) -> None:
    """Aucun module du paquet mkdocs n’est chargé : il pourrait ne pas être installé."""
    programme = (
        "import sys\n"
        "from properdocs.__main__ import cli\n"
        f"cli(['build', '-q', '-f', {str(RACINE / 'mkdocs.yml')!r}, '-d', {str(tmp_path / 'site')!r}], standalone_mode=False)\n"
        "fichiers = [getattr(m, '__file__', None) or '' for m in list(sys.modules.values())]\n"
        "print([f for f in fichiers if '/site-packages/mkdocs/' in f])\n"
    )
    resultat = subprocess.run([sys.executable, "-c", programme], capture_output=True, text=True, check=False)
    assert resultat.returncode == 0, resultat.stderr
    assert resultat.stdout.strip().splitlines()[-1] == "[]"


def test_aucun_identifiant_n_est_en_double_sur_une_page(site: Path) -> None:
    for adresse, page in pages(site).items():
        identifiants = page.xpath("//@id")
        assert sorted(identifiants) == sorted(set(identifiants)), adresse


def test_le_site_se_passe_de_javascript(site: Path) -> None:
    """Le texte d’une fiche, ses liens et ses listes sont dans le HTML."""
    page = lire(site / "exemples/silver-geek/index.html")
    assert "Résultats" in [titre.text_content().rstrip("#").strip() for titre in page.xpath("//h2")]
    assert len(page.xpath("//article[contains(@class, 'o-carte')]")) >= 3
    liste = lire(site / "domaines/emploi-insertion/index.html")
    assert len(liste.xpath("//article[contains(@class, 'o-carte')]")) >= 10


@pytest.mark.parametrize("nombre", [48, 49, 130])
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
    suite = [p for p in chaine.construire(catalogue) if re.fullmatch(r"acteurs/acteurs-publics/(page-\d+/)?", p.adresse)]
    cartes = [sum(len(groupe.cartes) for groupe in page.vue.liste.groupes) for page in suite]  # type: ignore[attr-defined]
    assert max(cartes) <= 48
    assert sum(cartes) == nombre
    assert len(cartes) == -(-nombre // 48)


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
