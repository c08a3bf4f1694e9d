"""Se partager le travail : plusieurs processus rendent ce qu’un seul rendrait, dans le même ordre, avec les mêmes mots."""

import logging
import multiprocessing
import os
import threading

import pytest

from generator import equipe

pytestmark = pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="ce système ne dédouble pas")
CHOSES = list(range(5_000))
"""Assez pour plusieurs tranches."""


@pytest.mark.parametrize("nombre", [1, 2, 3])
def test_ce_qui_est_rendu_l_est_dans_l_ordre(nombre: int) -> None:
    assert equipe.appliquer("Compter", lambda chose: chose * 2, CHOSES, nombre) == [chose * 2 for chose in CHOSES]


def test_le_travail_se_fait_vraiment_a_plusieurs() -> None:
    processus = equipe.appliquer("Compter", lambda _: os.getpid(), CHOSES, 2)
    assert len(set(processus)) >= 2
    assert processus[0] == os.getpid()
    assert max(processus.count(un) for un in set(processus)) <= len(CHOSES) * 0.6


def test_deux_travaux_se_font_de_front() -> None:
    assert equipe.de_front(lambda: ("ici", os.getpid()), lambda: "ailleurs", 2) == (("ici", os.getpid()), "ailleurs")
    assert equipe.de_front(os.getpid, os.getpid, 1) == (os.getpid(), os.getpid())
    _, ailleurs = equipe.de_front(lambda: None, os.getpid, 2)
    assert ailleurs != os.getpid()


def test_ce_qu_un_autre_ecrit_au_journal_y_parait(caplog: pytest.LogCaptureFixture) -> None:
    def prevenir(chose: int) -> None:
        if chose == CHOSES[equipe.VOISINES]:
            logging.getLogger("essai").warning("chose %d, faite par %d", chose, os.getpid())

    equipe.appliquer("Prévenir", prevenir, CHOSES, 2)
    (ecrit,) = caplog.messages
    assert ecrit.startswith(f"chose {equipe.VOISINES}, faite par ")
    assert not ecrit.endswith(f" {os.getpid()}")


class Impossible(Exception):
    """Une erreur qui ne voyage pas : elle attend un argument de plus que ce qu’elle retient."""

    def __init__(self, chose: int, pourquoi: str) -> None:
        super().__init__(f"{chose} : {pourquoi}")


@pytest.mark.parametrize(("erreur", "attendue"), [(ValueError("trop"), ValueError), (Impossible(1, "trop"), RuntimeError)])
def test_l_erreur_d_un_autre_est_la_notre(erreur: Exception, attendue: type[Exception]) -> None:
    def echouer(chose: int) -> None:
        if chose == CHOSES[equipe.VOISINES]:
            raise erreur

    with pytest.raises(attendue, match="trop") as trouvee:
        equipe.appliquer("Échouer", echouer, CHOSES, 2)
    assert "in echouer" in "".join([*getattr(trouvee.value, "__notes__", ()), str(trouvee.value)]) or attendue is RuntimeError


def test_un_processus_tue_se_dit() -> None:
    def mourir(chose: int) -> None:
        if chose == CHOSES[equipe.VOISINES]:
            os._exit(9)

    with pytest.raises(RuntimeError, match="la mémoire a peut-être manqué"):
        equipe.appliquer("Mourir", mourir, CHOSES, 2)


def test_ailleurs_ne_laisse_rien_faire_ici() -> None:
    processus = equipe.ailleurs(lambda chose: (chose, os.getpid()), CHOSES[:7])
    assert [chose for chose, _ in processus] == CHOSES[:7]
    assert (os.getpid() in {qui for _, qui in processus}) == (equipe.equipiers() == 1)


def test_qui_a_plusieurs_fils_d_execution_fait_tout_lui_meme() -> None:
    """Un verrou que tient un autre fil ne se rouvrirait jamais dans un processus dédoublé."""
    fini = threading.Event()
    fil = threading.Thread(target=fini.wait)
    fil.start()
    try:
        assert equipe.equipiers() == 1
        assert set(equipe.appliquer("Compter", lambda _: os.getpid(), CHOSES)) == {os.getpid()}
    finally:
        fini.set()
        fil.join()
