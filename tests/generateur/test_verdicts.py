"""Une fiche sans reproche ne se juge pas de nouveau tant que rien de ce qui l’a fait conclure n’a changé."""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from fiches import MEMOIRE, remplacer
from greffe import autre_alliance

from generator import chaine
from generator.constats.constat import Constat
from generator.lecture import gardes

JOUR = date(2026, 11, 30)
VITAWIN = "exemples/vitawin.md"


@pytest.fixture
def gardee(copie: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un dépôt que l’on a déjà vérifié ; on n’attend pas deux secondes pour croire aux dates d’un fichier."""
    monkeypatch.setattr(gardes, "HESITATION", 0)
    assert verifier(copie) == ()
    return copie


def verifier(racine: Path, jour: date = JOUR, documents: Path | None = None) -> tuple[Constat, ...]:
    """Les constats du dépôt, en se servant de ce qui est gardé ; les mêmes que sans rien de gardé."""
    constats = chaine.verifier(racine, aujourd_hui=jour, documents=documents, garder=True)
    assert constats == chaine.verifier(racine, aujourd_hui=jour, documents=documents, memoire=MEMOIRE)
    return constats


@pytest.fixture
def jugees(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Les fiches que la chaîne juge."""
    chemins: list[str] = []
    juger = chaine.juger

    def noter(fichier: chaine.Fichier, *arguments: object, **options: object) -> object:
        chemins.append(fichier.chemin)
        return juger(fichier, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(chaine, "juger", noter)
    return chemins


def test_rien_n_a_change_rien_ne_se_juge(gardee: Path, jugees: list[str]) -> None:
    chaine.verifier(gardee, aujourd_hui=JOUR, garder=True)
    assert jugees == []


def test_seule_la_fiche_recrite_se_juge(gardee: Path, jugees: list[str]) -> None:
    fichier = gardee / VITAWIN
    fichier.write_text(fichier.read_text("utf-8") + "\nUne phrase de plus.\n", "utf-8")
    chaine.verifier(gardee, aujourd_hui=JOUR, garder=True)
    assert jugees == [VITAWIN]


def renommer_un_partenaire(racine: Path) -> None:
    for autre in ("paris-est-marne-et-bois", "fonds-soutien-entreprises-charenton"):
        recrire(racine, f"exemples/{autre}.md", "nom: Paris Est Marne et Bois", "nom: Paris-Est Marne et Bois")


def effacer_une_fiche_citee(racine: Path) -> None:
    (racine / "content/outils/fonds-odd-17.md").unlink()


def decrire_le_meme_document(racine: Path) -> None:
    texte = autre_alliance((racine / VITAWIN).read_text("utf-8").replace("vitawin", "avant-vitawin"))
    (racine / "exemples/avant-vitawin.md").write_text(texte, "utf-8")


def retirer_une_modalite(racine: Path) -> None:
    recrire(racine, "content/vocabulaires/domaines.yml", "id: education", "id: instruction")


def recrire_a_la_meme_date(racine: Path) -> None:
    """Un fichier récrit à la même taille et à la même date de modification n’est pas le même."""
    fichier = racine / VITAWIN
    dates = fichier.stat()
    recrire(racine, VITAWIN, "statut: en-cours", "statut: en-kours")
    os.utime(fichier, ns=(dates.st_atime_ns, dates.st_mtime_ns))


def recrire(racine: Path, chemin: str, avant: str, apres: str) -> None:
    fichier = racine / chemin
    fichier.write_text(remplacer(fichier.read_text("utf-8"), avant, apres), "utf-8")


@pytest.mark.parametrize(
    ("changer", "code"),
    [
        (renommer_un_partenaire, "organisation-proche"),
        (effacer_une_fiche_citee, "renvoi-inconnu"),
        (decrire_le_meme_document, "document-en-double"),
        (retirer_une_modalite, "modalite-inconnue"),
        (recrire_a_la_meme_date, "modalite-inconnue"),
    ],
)
def test_ce_qui_change_ailleurs_se_sait_aussitot(gardee: Path, changer: Callable[[Path], None], code: str) -> None:
    changer(gardee)
    assert (VITAWIN, code) in {(constat.chemin, constat.code) for constat in verifier(gardee)}


def test_une_horloge_qui_recule_se_remarque(gardee: Path) -> None:
    assert {constat.code for constat in verifier(gardee, date(2020, 1, 1))} == {"date-future"}
    assert verifier(gardee, date(2030, 1, 1)) == ()


def test_avec_d_autres_documents_les_passages_se_cherchent_de_nouveau(gardee: Path, tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    assert verifier(gardee, documents=documents) == ()
    for nom in re.findall(r"texte: (\S+)", (gardee / "content/sources.yml").read_text("utf-8")):
        (documents / nom).write_text("Rien de ce que l’on cite.", "utf-8")
    assert {constat.code for constat in verifier(gardee, documents=documents)} == {"passage-introuvable"}
