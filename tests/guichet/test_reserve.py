"""La réserve : écrire avant de répondre, ne rien doubler, reprendre ; et les plis, qui s’effacent."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from guichet import proposition

from generator.guichet import reserve as module
from generator.guichet.envois import SIGNES, Etat, Proposition, est_une_reference, references
from generator.guichet.plis import AU_PLUS, Plis, TropDePlis
from generator.guichet.reglages import PasPret
from generator.guichet.reserve import Reserve

JOUR = date(2026, 12, 1)


@pytest.fixture
def reserve(tmp_path: Path) -> Iterator[Reserve]:
    ouverte = Reserve(tmp_path / "reserve", horloge=lambda: datetime(2026, 12, 1, tzinfo=UTC))
    yield ouverte
    ouverte.fermer()


def proposee(nom: str, **avec: Any) -> Proposition:
    return Proposition.model_validate(proposition(nom, **avec))


def deposer(ou: Reserve, nom: str) -> str:
    return ou.deposer(proposee(nom), f"exemples/{nom}.md", "abc")[0].reference


def test_le_meme_contenu_a_la_meme_reference_quoi_que_l_on_dise_autour(reserve: Reserve) -> None:
    un, neuf = reserve.deposer(proposee("jeu", mot="Bonjour"), "exemples/jeu.md", "abc")
    assert neuf
    autre, encore = reserve.deposer(proposee("jeu", adresse="a@b.example"), "exemples/jeu.md", "def")
    assert (autre, encore) == (un, False)
    assert reserve.trouver(proposee("jeu")) == un
    crlf = proposee("jeu", texte=proposee("jeu").texte.replace("\n", "\r\n") + "\n\n")
    assert reserve.trouver(crlf) == un


def test_deux_contenus_dont_la_reference_se_confond_en_ont_deux(reserve: Reserve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "references", lambda empreinte: iter(("2222222", "2222222" + "b", "2222222" + "bc")))
    assert [deposer(reserve, nom) for nom in ("un", "deux", "un", "trois")] == ["2222222", "2222222b", "2222222", "2222222bc"]


def test_une_reference_se_dicte_et_ne_peut_etre_un_chemin() -> None:
    premiere, *suivantes = references("f" * 64)
    assert len(premiere) == 7
    assert set(premiere) <= set(SIGNES)
    assert all(suivante.startswith(premiere) for suivante in suivantes)
    assert not {*"01ilaeou"} & set(SIGNES)
    assert est_une_reference(premiere)
    for faux in ("", "../secret", "2222222\n", "22222222/2", "2" * 21, "aaaaaaa"):
        assert not est_une_reference(faux)


def test_rouverte_la_reserve_reprend_ce_qui_attend_dans_l_ordre(tmp_path: Path) -> None:
    instants = iter(datetime(2026, 12, 1, heure, tzinfo=UTC) for heure in (12, 8, 10))
    premiere = Reserve(tmp_path / "r", horloge=lambda: next(instants))
    midi, huit, dix = (deposer(premiere, nom) for nom in ("a", "b", "c"))
    assert premiere.en_attente() == (midi, huit, dix)
    envoi = premiere.lire(huit)
    assert envoi is not None
    premiere.changer(envoi, Etat.POUSSE)
    premiere.fermer()
    (tmp_path / "r/envois/.reste.tmp").write_text("à moitié")
    (tmp_path / "r/envois/3333333.json").write_text("{abîmé")
    seconde = Reserve(tmp_path / "r")
    assert seconde.en_attente() == (dix, midi)
    assert not list((tmp_path / "r/envois").glob(".*"))
    seconde.fermer()


def test_un_seul_guichet_se_sert_d_une_reserve(reserve: Reserve) -> None:
    with pytest.raises(PasPret, match="Un autre guichet se sert de la réserve"):
        Reserve(reserve.dossier, patience=0)


def test_rien_ne_s_accuse_si_le_disque_ne_repond_pas(reserve: Reserve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Le disque plein ne se dit parfois qu’à la fin, quand on lui demande d’être sûr."""

    def plein(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", plein)
    with pytest.raises(OSError, match="No space"):
        deposer(reserve, "jeu")
    assert reserve.en_attente() == ()
    assert list((reserve.dossier / "envois").iterdir()) == []


def test_retire_un_envoi_perd_son_texte_et_ne_revient_pas(reserve: Reserve) -> None:
    reference = deposer(reserve, "jeu")
    envoi = reserve.lire(reference)
    assert envoi is not None
    reserve.retirer(envoi)
    assert "PERSEE3C" not in (reserve.dossier / f"envois/{reference}.json").read_text("utf-8")
    garde, neuf = reserve.deposer(proposee("jeu"), "exemples/jeu.md", "abc")
    assert (garde.etat, neuf, reserve.en_attente()) == (Etat.RETIRE, False, ())


class Calendrier:
    """Un jour que l’on change."""

    def __init__(self) -> None:
        self.jour = JOUR

    def __call__(self) -> date:
        return self.jour


def test_un_pli_s_efface_au_bout_du_delai_annonce_et_pas_avant(reserve: Reserve) -> None:
    calendrier = Calendrier()
    plis = Plis(reserve, 90, calendrier)
    _, efface_le = plis.poser("2222222", "exemples/jeu", "a@b.example", "")
    assert efface_le == JOUR + timedelta(days=90)
    calendrier.jour = efface_le - timedelta(days=1)
    assert plis.expirer() == 0
    # Le même, renvoyé, ne prolonge pas ce que l’on avait annoncé.
    assert plis.poser("2222222", "exemples/jeu", "a@b.example", "")[1] == efface_le
    calendrier.jour = efface_le
    assert plis.expirer() == 1


def test_une_horloge_un_temps_dereglee_ne_fait_pas_garder_un_pli(reserve: Reserve) -> None:
    calendrier = Calendrier()
    plis = Plis(reserve, 90, calendrier)
    calendrier.jour = date(2060, 1, 1)
    plis.poser("2222222", "exemples/jeu", "a@b.example", "")
    calendrier.jour = JOUR
    assert plis.expirer() == 0
    calendrier.jour = JOUR + timedelta(days=90)
    assert plis.expirer() == 1


def test_un_envoi_ne_recoit_pas_mille_mots(reserve: Reserve) -> None:
    plis = Plis(reserve, 90, Calendrier())
    for rang in range(AU_PLUS):
        plis.poser("2222222", "exemples/jeu", "", f"mot {rang}")
    with pytest.raises(TropDePlis):
        plis.poser("2222222", "exemples/jeu", "", "un de trop")
    plis.poser("2222222", "exemples/jeu", "", "mot 3")
    plis.poser("2222223", "exemples/jeu", "", "un autre envoi")


def test_parti_par_courriel_un_pli_ne_reste_pas_et_sait_encore_s_oublier(reserve: Reserve) -> None:
    plis = Plis(reserve, 90, Calendrier())
    jeton, _ = plis.poser("2222222", "exemples/jeu", "a@b.example", "Bonjour")
    ((fichier, pli),) = plis.a_poster()
    plis.poster(fichier, pli)
    assert plis.a_poster() == ()
    assert "a@b.example" not in fichier.read_text("utf-8")
    # Renvoyé, il ne repart pas.
    assert plis.poser("2222222", "exemples/jeu", "a@b.example", "Bonjour")[0] == jeton
    assert plis.a_poster() == ()
    assert [plis.effacer("2222222", jeton), plis.effacer("2222222", jeton)] == [True, False]
    ((fichier, oubli),) = plis.a_poster()
    assert oubli.a_oublier
    plis.poster(fichier, oubli)
    assert not fichier.exists()
