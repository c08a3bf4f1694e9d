"""`make servir` : la page suit la fiche, une faute n’interrompt personne, et rien ne diffère d’une construction à froid."""

import filecmp
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from depots import FIGE, RACINE, construire, copier
from fiches import remplacer
from mkdocs.commands.build import build
from mkdocs.config import load_config
from recompte import DOSSIERS

from generator.atelier import PAUSE
from generator.plugin import Greffon
from generator.sortie.partage import IMAGE
from generator.sortie.styles import FEUILLE

VITAWIN = (FIGE / "exemples/vitawin.md").read_text("utf-8")

TOURS = int(os.environ.get("ODD17_TOURS", "16"))
"""Les changements de la suite au hasard ; `ODD17_TOURS=50`, ou bien plus, pour la prolonger."""

DELAI = 60
"""Secondes, au-delà desquelles on abandonne ; large, pour une machine chargée."""


@pytest.fixture(scope="module")
def en_direct(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, Path]]:
    """Une fiche que l’on sert, son adresse, et le journal du serveur ; ce que fait un test, le suivant le trouve."""
    dossier = tmp_path_factory.mktemp("direct")
    copie = copier(dossier / "depot")
    (copie / "overrides").unlink()
    shutil.copytree(RACINE / "overrides", copie / "overrides")
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        port = prise.getsockname()[1]
    journal = dossier / "journal.txt"
    with journal.open("w") as sortie:
        serveur = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-f", str(copie / "mkdocs.yml"), "--dev-addr", f"127.0.0.1:{port}"],
            stdout=sortie,
            stderr=subprocess.STDOUT,
        )
        try:
            yield copie / "exemples/vitawin.md", f"http://127.0.0.1:{port}/exemples/vitawin/", journal
        finally:
            serveur.terminate()
            serveur.wait()


def lire(adresse: str) -> str:
    """Ce que le serveur répond, ou rien s’il ne répond pas."""
    try:
        with urllib.request.urlopen(adresse, timeout=DELAI) as reponse:  # noqa: S310
            return str(reponse.read().decode())
    except OSError:
        return ""


def attendre(adresse: str, passage: str) -> str:
    limite = time.monotonic() + DELAI
    while time.monotonic() < limite:
        page = lire(adresse)
        if passage in page:
            return page
        time.sleep(0.3)
    raise AssertionError(f"« {passage} » n’est pas venu")


def attendre_au_journal(journal: Path, passage: str) -> None:
    limite = time.monotonic() + DELAI
    while passage not in journal.read_text("utf-8"):
        assert time.monotonic() < limite, journal.read_text("utf-8")
        time.sleep(0.1)


def test_la_page_suit_la_fiche_et_survit_a_une_erreur(en_direct: tuple[Path, str, Path]) -> None:
    fiche, adresse, journal = en_direct
    attendre(adresse, "VitaWin")
    bonne = fiche.read_text("utf-8")

    fiche.write_text(bonne.replace("statut: en-cours", "statut: en-court"), "utf-8")
    attendre_au_journal(journal, "Vouliez-vous dire «\N{NO-BREAK SPACE}en-cours\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}?")
    assert "exemples/vitawin.md" in journal.read_text("utf-8")
    assert "Traceback" not in journal.read_text("utf-8")
    # La dernière bonne page reste lisible pendant que l’erreur attend.
    assert "Le xylophone a changé." not in attendre(adresse, "VitaWin")

    fiche.write_text(bonne.replace("## Contexte\n", "## Contexte\n\nLe xylophone a changé.\n"), "utf-8")
    attendre(adresse, "Le xylophone a changé.")
    # La recherche suit quand on cesse d’écrire.
    attendre(adresse.replace("exemples/vitawin/", "pagefind/mots.json"), "xylophone")


def test_un_gabarit_casse_laisse_le_dernier_bon_site(en_direct: tuple[Path, str, Path]) -> None:
    fiche, adresse, journal = en_direct
    attendre(adresse, "VitaWin")
    gabarits = fiche.parents[1] / "overrides"
    gabarit = gabarits / "odd17/fiche.html"
    bon = gabarit.read_text("utf-8")

    gabarit.write_text(bon.replace("{% block vue %}", "{% block vue %}{% si %}"), "utf-8")
    attendre_au_journal(journal, "Encountered unknown tag 'si'")
    accueil = adresse.removesuffix("exemples/vitawin/")
    for page in (adresse, accueil, f"{accueil}{FEUILLE}"):
        assert lire(page)

    gabarit.write_text(bon.replace("{% block vue %}", "{% block vue %}<p>Un gabarit réparé.</p>"), "utf-8")
    attendre(adresse, "Un gabarit réparé.")

    # Ce qui échoue avant même que MkDocs ait lu les pages n’arrête rien non plus, ni l’index qui devait suivre.
    familles = fiche.parents[1] / "content/vocabulaires/familles.yml"
    bonnes = familles.read_text("utf-8")
    familles.write_text(re.sub(r"icone: \S+?(?=[,}\s])", "icone: material/inexistante", bonnes, count=1), "utf-8")
    attendre_au_journal(journal, "material/inexistante")
    time.sleep(PAUSE + 1)
    assert lire(adresse)
    familles.write_text(bonnes, "utf-8")
    fiche.write_text(fiche.read_text("utf-8").replace("## Contexte\n", "## Contexte\n\nLa fiche a changé.\n"), "utf-8")
    attendre(adresse, "La fiche a changé.")


class Redacteur:
    """Quelqu’un qui écrit au hasard, toujours le même, des fiches toujours valides ; il essaie d’abord chaque geste."""

    def __init__(self, depot: Path) -> None:
        self.depot = depot
        self.hasard = random.Random(17)  # noqa: S311
        self.ajoutees: list[Path] = []
        self.tours = 0
        self.gestes = [
            self.recrire_le_corps,
            self.changer_le_titre,
            self.changer_le_resume,
            self.changer_le_classement,
            self.changer_la_preuve,
            self.mener_ailleurs,
            self.citer_un_document,
            self.changer_un_partenaire,
            self.changer_de_lieu,
            self.ajouter,
        ]
        self.a_essayer = [*self.hasard.sample(self.gestes, len(self.gestes)), self.renommer, self.effacer]

    def ecrire(self) -> None:
        """Un geste : récrire, ajouter, renommer ou effacer une fiche."""
        self.tours += 1
        if self.a_essayer:
            self.a_essayer.pop(0)()
            return
        # On récrit bien plus souvent que l’on ne renomme.
        gestes = [self.recrire_le_corps] * 3 + self.gestes
        if self.ajoutees:
            gestes += [self.renommer, self.effacer]
        self.hasard.choice(gestes)()

    def une_fiche(self) -> Path:
        fichiers = (fichier for dossier in DOSSIERS.values() for fichier in sorted((self.depot / dossier).glob("*.md")))
        return self.hasard.choice([fichier for fichier in fichiers if fichier.name != "index.md"])

    def recrire_le_corps(self) -> None:
        fiche = self.une_fiche()
        fiche.write_text(f"{fiche.read_text('utf-8').rstrip()}\n\nAjouté au tour {self.tours}.\n", "utf-8")

    def changer_le_titre(self) -> None:
        fiche = self.une_fiche()
        titre = f"titre: Le titre du tour {self.tours}\n"
        fiche.write_text(re.sub(r"titre: .*\n(?:  .*\n)*", titre, fiche.read_text("utf-8"), count=1), "utf-8")

    def changer_le_classement(self) -> None:
        fiche = self.une_fiche()
        domaine = self.hasard.choice(("sante", "logement", "numerique"))
        fiche.write_text(re.sub(r"(?m)^domaines: .*$", f"domaines: [{domaine}]", fiche.read_text("utf-8"), count=1), "utf-8")

    def changer_le_resume(self) -> None:
        fiche = self.une_fiche()
        resume = f"resume: Des voisins, une mairie et une entreprise s’allient au tour {self.tours}.\n"
        texte = re.sub(r"(?m)^resume: .*\n(?:  .*\n)*", resume, fiche.read_text("utf-8"), count=1)
        fiche.write_text(re.sub(r"(?m)^publie_le: .*$", "publie_le: 2026-11-29", texte), "utf-8")

    def changer_la_preuve(self) -> None:
        fiche = self.hasard.choice(sorted((self.depot / "exemples").glob("*.md")))
        texte = fiche.read_text("utf-8")
        source = re.findall(r"(?m)^ +- document: (\S+)$", texte)[0]
        texte = re.sub(r"(?m)^evaluation:\n(?:  .*\n)*", "", texte)
        evaluation = (
            f"evaluation:\n  par: [Le cabinet du tour {self.tours}]\n  recit: Le cabinet est passé.\n  source: {source}\n"
        )
        relu = "" if "\nrelu_le:" in texte else "relu_le: 2026-11-29\n"
        fiche.write_text(texte.replace("\npublie_le:", f"\n{evaluation}{relu}publie_le:", 1), "utf-8")

    def mener_ailleurs(self) -> None:
        fiche, autre = self.une_fiche(), self.une_fiche()
        cle = f"{autre.parent.name}/{autre.stem}"
        fiche.write_text(f"{fiche.read_text('utf-8').rstrip()}\n\nVoir [au tour {self.tours}](/{cle}/).\n", "utf-8")

    def citer_un_document(self) -> None:
        fiche = self.une_fiche()
        cite = "\n  - document: juris-2018\n    partie: page 3\n"
        fiche.write_text(re.sub(r"\nsources:\n", f"\nsources:{cite}", fiche.read_text("utf-8"), count=1), "utf-8")

    def changer_un_partenaire(self) -> None:
        fiche = self.hasard.choice(sorted((self.depot / "exemples").glob("*.md")))
        nom = self.hasard.choice(("Orange", "Le RAMEAU", "Ateliers du Bocage", "Les Amis du tour", "Groupe La Poste"))
        texte = fiche.read_text("utf-8")
        rang = self.hasard.randrange(texte.count("  - nom: "))
        debut = [trouve.end() for trouve in re.finditer(r"  - nom: ", texte)][rang]
        fiche.write_text(texte[:debut] + nom + texte[texte.index("\n", debut) :], "utf-8")

    def changer_de_lieu(self) -> None:
        fiche = self.une_fiche()
        lieu = self.hasard.choice(
            ("Villeurbanne", "Bretagne", "france", "Mayenne (département)", "Rennes Métropole", "La Réunion")
        )
        texte = re.sub(r"(?m)^territoires:.*\n(?:  - .*\n)*", "", fiche.read_text("utf-8"))
        fiche.write_text(remplacer(texte, "sources:\n", f"territoires: [{lieu}]\nsources:\n"), "utf-8")

    def ajouter(self) -> None:
        fiche = self.depot / f"exemples/nouvelle-{self.tours}.md"
        fiche.write_text(re.sub(r"titre: .*", f"titre: La nouvelle du tour {self.tours}", VITAWIN, count=1), "utf-8")
        self.ajoutees.append(fiche)

    def renommer(self) -> None:
        fiche = self.ajoutees.pop()
        autre = fiche.with_stem(f"renommee-{self.tours}")
        ancien = f"anciens_identifiants: [{fiche.stem}]\nsources:\n"
        texte = re.sub(r"anciens_identifiants: .*\n", "", fiche.read_text("utf-8"))
        autre.write_text(remplacer(texte, "sources:\n", ancien), "utf-8")
        fiche.unlink()
        self.ajoutees.append(autre)

    def effacer(self) -> None:
        self.ajoutees.pop(self.hasard.randrange(len(self.ajoutees))).unlink()


def test_une_suite_de_changements_donne_le_meme_site_qu_une_construction_a_froid(copie: Path, tmp_path: Path) -> None:
    """Et ce qui n’est pas une fiche fait tout refaire."""
    direct, froid = tmp_path / "direct", tmp_path / "froid"
    config = load_config(str(copie / "mkdocs.yml"), site_dir=str(direct))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    greffon = config.plugins["odd17"]
    assert isinstance(greffon, Greffon)
    redacteur = Redacteur(copie)
    for _ in range(TOURS):
        redacteur.ecrire()
        assert greffon.mettre_a_jour() is not None
    indexer, dont = greffon.indexation(direct)
    indexer(*dont)
    resultat = construire(copie, froid)
    assert resultat.returncode == 0, resultat.stdout + resultat.stderr
    # Personne ne partage une page de sa machine : le direct ne dessine pas ce qu’en montrerait un réseau.
    assert [fichier for fichier in differences(direct, froid) if not fichier.endswith(f"/{IMAGE}")] == []
    assert greffon.mettre_a_jour() == 0
    domaines = copie / "content/vocabulaires/domaines.yml"
    domaines.write_text(domaines.read_text("utf-8").replace("Logement", "Habitat"), "utf-8")
    assert greffon.mettre_a_jour() is None


def differences(un: Path, autre: Path) -> list[str]:
    """Les fichiers de deux dossiers qui ne sont pas dans l’autre, ou n’y ont pas les mêmes octets."""
    noms = [{f.relative_to(dossier).as_posix() for f in dossier.rglob("*") if f.is_file()} for dossier in (un, autre)]
    return sorted((noms[0] ^ noms[1]) | set(filecmp.cmpfiles(un, autre, noms[0] & noms[1], shallow=False)[1]))
