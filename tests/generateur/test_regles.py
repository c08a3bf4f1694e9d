"""Chaque règle tient parole : ce qu’elle dit faux est refusé, ce qu’elle dit juste ne l’est pas, et la réponse se relit.

La réponse complète du vérificateur à chaque exemple faux est dans `tests/cas/`, pour être relue par des humains. Après un
changement voulu : `ODD17_REFAIRE=1 .venv/bin/pytest tests/generateur/test_regles.py`, puis relire la différence.
"""

import os
from datetime import date
from pathlib import Path

import pytest
from depots import RACINE
from fiches import MEMOIRE, ecrit
from greffe import poser

from generator import chaine
from generator.constats.constat import Constat
from generator.constats.rapports import texte
from generator.controle.tous import REGLES
from generator.controle.typographie import retouches

CAS = RACINE / "tests/cas"
JOUR = date(2026, 11, 30)


def juger(depot: Path, code: str, exemple: str) -> tuple[Constat, ...]:
    poser(REGLES[code], exemple, depot)
    # Les documents ne se lisent que pour la règle des passages : les autres réponses n’en dépendent pas.
    documents = CAS / "documents" if code == "passage-introuvable" else None
    return chaine.verifier(depot, aujourd_hui=JOUR, documents=documents, memoire=MEMOIRE)


@pytest.mark.parametrize("code", REGLES)
def test_ce_qu_une_regle_dit_faux_est_refuse_et_la_reponse_est_celle_que_l_on_a_relue(copie: Path, code: str) -> None:
    constats = juger(copie, code, REGLES[code].faux)
    assert code in {constat.code for constat in constats}
    attendu, rendu = CAS / f"{code}.txt", texte.rendre(constats)
    if os.environ.get("ODD17_REFAIRE"):
        attendu.write_text(rendu, "utf-8")
    assert rendu == attendu.read_text("utf-8")


@pytest.mark.parametrize("code", REGLES)
def test_ce_qu_une_regle_dit_juste_ne_lui_deplait_pas(copie: Path, code: str) -> None:
    assert code not in {constat.code for constat in juger(copie, code, REGLES[code].juste)}


def test_chaque_reponse_relue_est_celle_d_une_regle() -> None:
    assert {fichier.stem for fichier in CAS.glob("*.txt")} == set(REGLES)


@pytest.mark.parametrize("code", REGLES)
def test_chaque_regle_s_explique_en_francais(code: str) -> None:
    regle = REGLES[code]
    assert 3 <= len(regle.titre) <= 70
    assert len(regle.explication) >= 80
    assert regle.faux.strip() != regle.juste.strip() != ""
    for phrase in (regle.titre, regle.explication):
        assert retouches(ecrit(f"---\ntitre: x\n---\n\n{phrase}\n")) == ()
