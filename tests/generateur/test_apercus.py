"""Ce qu’on a aperçu d’une fiche se garde d’une vérification à l’autre, et ne vaut que tant que la fiche n’a pas bougé."""

import os
from pathlib import Path

import pytest
from fiches import remplacer

from generator import chaine
from generator.constats.constat import Constat
from generator.lecture import depot, gardes

APERCUS = f"{gardes.CACHE}/apercus.json"
FICHE = "exemples/vitawin.md"
AUTRES = ("exemples/paris-est-marne-et-bois.md", "exemples/fonds-soutien-entreprises-charenton.md")
"""Les trois disent « Paris Est Marne et Bois »."""


@pytest.fixture
def gardee(copie: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un dépôt que l’on a déjà vérifié ; on n’attend pas deux secondes pour croire aux dates d’un fichier."""
    monkeypatch.setattr(gardes, "HESITATION", 0)
    assert verifier(copie) == ()
    assert (copie / APERCUS).is_file()
    return copie


def verifier(racine: Path, chemin: str = FICHE) -> tuple[Constat, ...]:
    """Les constats d’une seule fiche, en se servant de ce qui est gardé ; les mêmes que sans rien de gardé."""
    constats = chaine.verifier(racine, seulement=[chemin], garder=True)
    assert constats == chaine.verifier(racine, seulement=[chemin])
    return constats


def renommer_le_partenaire(racine: Path, avant: str, apres: str) -> None:
    """Récrit ce nom dans les deux autres fiches, sans que leur taille ni leur date de modification changent."""
    for autre in AUTRES:
        fichier = racine / autre
        dates = fichier.stat()
        fichier.write_text(remplacer(fichier.read_text("utf-8"), f"nom: {avant}", f"nom: {apres}"), "utf-8")
        os.utime(fichier, ns=(dates.st_atime_ns, dates.st_mtime_ns))


def test_une_autre_fiche_ne_se_relit_que_si_elle_a_change(gardee: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lus: list[str] = []

    def lire(racine: Path, chemin: str) -> bytes:
        lus.append(chemin)
        return (racine / chemin).read_bytes() if (racine / chemin).is_file() else b""

    monkeypatch.setattr(depot, "lire", lire)
    chaine.verifier(gardee, seulement=[FICHE], garder=True)
    assert FICHE in lus
    assert not set(AUTRES) & set(lus)


def test_ce_qu_une_autre_fiche_ecrit_se_sait_aussitot(gardee: Path) -> None:
    renommer_le_partenaire(gardee, "Paris Est Marne et Bois", "Paris-Est Marne et Bois")
    assert [constat.code for constat in verifier(gardee)] == ["organisation-proche"]
    renommer_le_partenaire(gardee, "Paris-Est Marne et Bois", "Paris Est Marne et Bois")
    assert verifier(gardee) == ()


@pytest.mark.parametrize("abime", ["", "{", "[]", '{"pour": 1}', '{"pour": "autre", "valeurs": {}}'])
def test_ce_qui_est_garde_peut_s_abimer_ou_se_perdre(gardee: Path, abime: str) -> None:
    (gardee / APERCUS).write_text(abime, "utf-8")
    assert verifier(gardee) == ()


def test_la_ou_l_on_ne_peut_pas_ecrire_on_verifie_quand_meme(copie: Path) -> None:
    (copie / ".cache").write_text("un fichier, et non un dossier", "utf-8")
    assert verifier(copie) == ()


def test_on_ne_garde_rien_sans_qu_on_le_demande(copie: Path) -> None:
    chaine.verifier(copie)
    assert not (copie / ".cache").exists()
