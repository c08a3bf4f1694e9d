"""Les recettes de CONTRIBUER.md, suivies à la lettre dans une copie du dépôt, et rien d’autre.

On lit le document comme le ferait quelqu’un : « Dans un nouveau fichier `…` », « Dans `…`, avant `…` ». Toutes s’ajoutent au même
dépôt, qui se construit une fois.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from depots import FIGE, RACINE, a_part, copier, partage, une_fois
from exigences import texte
from pages import lire

pytestmark = [pytest.mark.construit, pytest.mark.documentation]

ETAPE = re.compile(
    r"^Dans (?P<neuf>un nouveau fichier )?`(?P<fichier>[^`]+)`(?: et `(?P<aussi>[^`]+)`)?"
    r"(?:, (?P<ou>à la fin|avant|après|à la place de)(?: `(?P<repere>[^`]+)`)?)? :\n\n```\w+\n(?P<bloc>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
RENCONTRE = """---
titre: Les Jeudis de l’alliance
resume: >-
  Une fois par mois, des associations, des entreprises et des élus se retrouvent pour parler d’un problème qu’ils ont en commun.
sources:
  - {document: colloque-2022, partie: Ouverture}
organisateurs: [Le RAMEAU]
publie_le: 2026-11-30
---

## Qui vient

Des gens différents.

## Ce qu’on y fait

On s’y parle.
"""


def suivre(depot: Path) -> int:
    """Fait tout ce que disent les recettes, dans l’ordre ; rend le nombre de gestes."""
    recettes = (RACINE / "CONTRIBUER.md").read_text("utf-8").split("## Recettes\n")[1].split("\n### Et aussi")[0]
    etapes = list(ETAPE.finditer(recettes.replace("\N{NO-BREAK SPACE}:", " :")))
    assert len(etapes) == recettes.count("```") // 2, "une recette ne se lit pas"
    for etape in etapes:
        for chemin in filter(None, (etape["fichier"], etape["aussi"])):
            faire(depot / chemin, etape)
    return len(etapes)


def faire(fichier: Path, etape: re.Match[str]) -> None:
    bloc = etape["bloc"]
    if etape["neuf"]:
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_text(bloc, "utf-8")
        return
    ecrit = fichier.read_text("utf-8")
    if etape["ou"] == "à la fin":
        ecrit += bloc
    elif etape["ou"] == "à la place de":
        assert ecrit.count(etape["repere"]) == 1, etape["repere"]
        ecrit = ecrit.replace(etape["repere"], bloc.rstrip("\n"))
    else:
        lignes = ecrit.splitlines(keepends=True)
        (rang,) = [rang for rang, ligne in enumerate(lignes) if ligne.startswith(etape["repere"])]
        lignes.insert(rang + (etape["ou"] == "après"), bloc)
        ecrit = "".join(lignes)
    fichier.write_text(ecrit, "utf-8")


def lancer(depot: Path, *commande: str, **environnement: str) -> subprocess.CompletedProcess[str]:
    """Lance une commande avec le générateur de la copie."""
    env = {**os.environ, "PYTHONPATH": str(depot), "NO_MKDOCS_2_WARNING": "1", **environnement}
    return subprocess.run([sys.executable, *commande], cwd=depot, env=env, capture_output=True, text=True, check=False)


def preparer(dossier: Path) -> None:
    depot = copier(dossier / "depot")
    for nom in ("generator", "tests", ".vscode"):
        shutil.copytree(RACINE / nom, depot / nom, ignore=shutil.ignore_patterns("__pycache__", ".*_cache"))
    shutil.copy(RACINE / "pyproject.toml", depot)
    suivre(depot)
    fiche = depot / "exemples/mon-restau-responsable.md"
    fiche.write_text(re.sub(r"(?m)^domaines: \[", "domaines: [alimentation, ", fiche.read_text("utf-8"), count=1), "utf-8")
    (depot / "content/rencontres").mkdir()
    (depot / "content/rencontres/jeudis.md").write_text(RENCONTRE, "utf-8")
    resultat = lancer(depot, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(dossier / "site"))
    (dossier / "journal").write_text(resultat.stdout + resultat.stderr, "utf-8")


@pytest.fixture(scope="session")
def atelier(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    return une_fois(partage(tmp_path_factory, worker_id, "recettes"), preparer)


@pytest.fixture(scope="session")
def site(atelier: Path) -> Path:
    # L’éditeur, lui, n’a rien réglé : la construction le dit en dernier.
    assert (atelier / "journal").read_text("utf-8").partition("À régler dans mkdocs.yml")[0].strip() == ""
    return atelier / "site"


@pytest.fixture
def depot(atelier: Path, tmp_path: Path) -> Path:
    """Une copie de la copie, à abîmer."""
    return shutil.copytree(atelier / "depot", tmp_path / "depot", symlinks=True)


def valider(depot: Path) -> str:
    return lancer(depot, "-c", "from generator.cli import app; app()", "valider").stdout


def test_tout_est_en_ordre(atelier: Path) -> None:
    assert valider(atelier / "depot") == "Tout est en ordre\N{NO-BREAK SPACE}: rien ne bloque la publication.\n"


def test_ce_que_l_on_a_ajoute_a_le_style_de_la_maison(atelier: Path) -> None:
    for commande in (("check",), ("format", "--check")):
        resultat = lancer(atelier / "depot", "-m", "ruff", *commande, ".")
        assert resultat.returncode == 0, resultat.stdout


def test_les_tests_du_code_passent_encore(atelier: Path, tmp_path: Path) -> None:
    concernes = [f"tests/generateur/test_{nom}.py" for nom in ("nouveau", "schemas", "corriger")]
    # Ce qui se tape à un vrai terminal est lent, et ne dépend pas de ce que l’on a ajouté.
    resultat = lancer(atelier / "depot", "-m", "pytest", *a_part(tmp_path / "pytest"), "-k", "not terminal", *concernes)
    assert resultat.returncode == 0, resultat.stdout


def test_une_page_ecrite_a_la_main_est_publiee_dans_le_plan_et_dans_la_recherche(site: Path) -> None:
    page = lire(site / "aide/premiers-pas/index.html")
    assert texte(page.xpath("//h1")[0]) == "Premiers pas"
    assert page.xpath("//meta[@name='description']/@content") == [
        "Ce qu’il faut savoir avant de proposer sa première fiche, en deux minutes."
    ]
    assert "../aide/premiers-pas/" in lire(site / "plan-du-site/index.html").xpath("//main//a/@href")
    assert "aide/premiers-pas" in (site / "pagefind/cles.json").read_text("utf-8")


def test_une_page_peut_sortir_du_plan_et_de_la_recherche(depot: Path, tmp_path: Path) -> None:
    fichier = depot / "content/aide/premiers-pas.md"
    fichier.write_text(fichier.read_text("utf-8").replace("surtitre: Aide", "plan: non\nrecherche: non"), "utf-8")
    programme = (
        "from pathlib import Path; from generator import chaine\n"
        "catalogue, constats = chaine.charger(Path()); assert constats == ()\n"
        "page = next(p for p in chaine.construire(catalogue) if p.adresse == 'aide/premiers-pas/')\n"
        "print(page.plan, page.trouvable)"
    )
    assert lancer(depot, "-c", programme).stdout.split() == ["False", "False"]


@pytest.mark.parametrize(
    ("avant", "apres", "code"),
    [
        ("title: Premiers pas\n", "", "champ-manquant"),
        ("surtitre: Aide", "sous-titre: Aide", "champ-inconnu"),
        ("surtitre: Aide", "plan: peut-être", "champ-mal-forme"),
    ],
)
def test_l_en_tete_d_une_page_se_verifie(depot: Path, avant: str, apres: str, code: str) -> None:
    fichier = depot / "content/aide/premiers-pas.md"
    fichier.write_text(fichier.read_text("utf-8").replace(avant, apres), "utf-8")
    assert f"/{code}/" in valider(depot)


def test_une_modalite_est_admise_comptee_et_a_sa_page(site: Path) -> None:
    page = lire(site / "domaines/alimentation/index.html")
    assert page.xpath("//@data-total") == ["1"]
    assert "Bien manger" in page.text_content()


def test_une_facette_a_sa_page_son_menu_ses_effectifs_et_sa_place_dans_l_explorateur(site: Path) -> None:
    page = lire(site / "anciennetes/index.html")
    lus = {e.get("data-modalite"): int(e.get("data-effectif")) for e in page.xpath("//*[@data-modalite]")}
    attendus = {"avant-2015": 0, "depuis-2015": 0}
    for chemin in (FIGE / "exemples").glob("*.md"):
        if debut := re.search(r"debut: (\d{4})", chemin.read_text("utf-8")):
            attendus["avant-2015" if int(debut[1]) < 2015 else "depuis-2015"] += 1
    assert lus == attendus
    assert "Par ancienneté" in [texte(a) for a in page.xpath("//nav//a[contains(@href, './') or contains(@href, 'anciennetes')]")]
    assert lire(site / "explorer/index.html").xpath("//*[@data-facette='anciennetes']")


def test_une_famille_a_sa_liste_ses_fiches_ses_champs_et_se_cherche(site: Path) -> None:
    assert lire(site / "rencontres/index.html").xpath("//@data-total") == ["1"]
    assert "On s’y parle." in lire(site / "rencontres/jeudis/index.html").text_content()
    assert "organisateurs" in lire(site / "contribuer/champs/rencontres/index.html").xpath("//dt/@id")
    accueil = lire(site / "index.html")
    assert accueil.xpath("//*[@class='o-familles']//*[@data-modalite='rencontres']/@data-effectif") == ["1"]
    assert ["rencontres", "Rencontre", "rencontres"] in json.loads(accueil.xpath("//@data-recherche")[0])
    assert (site / "schemas/rencontres.json").is_file()


def test_un_recueil_est_valide_et_rendu(depot: Path) -> None:
    programme = (
        "from pathlib import Path; from generator import chaine; from generator.modele.recueils import PROVERBES\n"
        "print(chaine.charger(Path())[0].recueil(PROVERBES)['seul-on-va-plus-vite'].phrase)"
    )
    assert lancer(depot, "-c", programme).stdout.startswith("Seul, on va plus vite")
    recueil = depot / "content/proverbes.yml"
    recueil.write_text(recueil.read_text("utf-8").replace("colloque-2022", "colloque-2099"), "utf-8")
    assert "content/proverbes.yml:4:" in valider(depot)


def test_un_champ_de_francais_se_verifie_se_corrige_et_s_explique(site: Path, depot: Path) -> None:
    assert "devise" in lire(site / "contribuer/champs/exemples/index.html").xpath("//dt/@id")
    fiche = depot / "exemples/vitawin.md"
    bonne = fiche.read_text("utf-8")
    fiche.write_text(bonne.replace("\nstatut:", "\ndevise: L'union!\nstatut:", 1), "utf-8")
    assert "/typo-apostrophe/" in valider(depot)
    assert "/typo-insecable/" in valider(depot)
    lancer(depot, "-c", "from generator.cli import app; app()", "corriger")
    assert "devise: L’union\N{NO-BREAK SPACE}!" in fiche.read_text("utf-8")
    fiche.write_text(bonne.replace("\nstatut:", "\ndevise: …\nstatut:", 1), "utf-8")
    assert "/reste-a-ecrire/" in valider(depot)


def test_une_regle_s_applique_a_sa_page_et_son_exemple_est_eprouve(site: Path, depot: Path, tmp_path: Path) -> None:
    page = lire(site / "contribuer/constats/alliance-immense/index.html")
    assert texte(page.xpath("//h1")[0]) == "Alliance de plus de vingt partenaires"
    essai = ["-m", "pytest", *a_part(tmp_path / "pytest"), "tests/generateur/test_regles.py", "-k", "alliance-immense"]
    assert lancer(depot, *essai).returncode == 1
    assert lancer(depot, *essai, ODD17_REFAIRE="1").returncode == 0
    assert "Plus de vingt partenaires" in (depot / "tests/cas/alliance-immense.txt").read_text("utf-8")
    assert lancer(depot, *essai).returncode == 0
