"""Ce que d’autres logiciels, ou d’autres habitudes, laissent dans le récit : on le récrit d’une ligne, ou l’on dit qu’en faire."""

from pathlib import Path

import pytest
from a_la_lettre import appliquer, tourne_en_rond, verifier
from greffe import base, ecrire, greffer

from generator.constats.constat import Constat

FICHES = {"exemples": "exemples/vitawin.md", "methodes": "content/methodes/franchise-sociale.md"}


def constats(depot: Path, recit: str, famille: str = "exemples") -> tuple[Constat, ...]:
    ecrire(depot, FICHES[famille], greffer(base(famille), recit, ""))
    return verifier(depot)


def seul(depot: Path, recit: str, famille: str = "exemples") -> Constat:
    (constat,) = constats(depot, recit, famille)
    return constat


def une_fois_faits(depot: Path, recit: str, famille: str = "exemples") -> str:
    """Ce que devient le récit quand on applique chaque réponse à la lettre, jusqu’à ce qu’il n’y en ait plus."""
    restent = constats(depot, recit, famille)
    assert restent, "rien n’est dit"
    assert tourne_en_rond(depot, restent) == []
    for _ in range(len(restent)):
        if a_faire := [constat for constat in verifier(depot) if constat.correction]:
            appliquer(depot, a_faire[-1])
    assert verifier(depot) == ()
    return (depot / FICHES[famille]).read_text("utf-8")


MOULIN = '[moulin]: https://www.unis-cite.fr/moulin "Le moulin"'
PAR_REFERENCE = {
    f"Le maire en parle [ici][moulin].\n\n{MOULIN}\n\nEt la suite.": "Le maire en parle [ici](https://www.unis-cite.fr/moulin).\n\nEt la suite.",
    f"Voir le [Moulin][].\n\nUn [moulin] aussi.\n\n{MOULIN}": (
        "Voir le [Moulin](https://www.unis-cite.fr/moulin).\n\nUn [moulin](https://www.unis-cite.fr/moulin) aussi."
    ),
}


@pytest.mark.parametrize("recit", PAR_REFERENCE)
def test_un_lien_dont_l_adresse_est_plus_bas_la_reprend_dans_sa_phrase(copie: Path, recit: str) -> None:
    assert seul(copie, recit).code == "corps-lien"
    assert PAR_REFERENCE[recit] in une_fois_faits(copie, recit)


def test_une_adresse_dont_aucun_lien_ne_se_sert_se_dit_ainsi(copie: Path) -> None:
    constat = seul(copie, MOULIN)
    assert (constat.code, constat.correction) == ("corps-lien", "")
    assert "Aucun lien ne se sert de cette adresse" in constat.message
