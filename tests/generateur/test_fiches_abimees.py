"""Quoi qu’on fasse subir à une vraie fiche, le vérificateur répond vite, à une place, en une ligne, sans jamais s’effondrer.

Graines fixes : le même verdict à chaque fois. La chasse au hasard est `make epreuve`.
"""

import random
import signal
from collections.abc import Iterator

import pytest
from abimer import Atelier, abimer, reprocher
from depots import FIGE

ATELIER = Atelier.de(FIGE)


@pytest.mark.parametrize("graine", range(4))
def test_une_fiche_abimee_ne_donne_ni_trace_ni_constat_sans_place(graine: int) -> None:
    hasard = random.Random(graine)  # noqa: S311
    for rang in range(60):
        famille, octets = abimer(ATELIER, hasard)
        assert reprocher(ATELIER.juger(famille, octets), octets) == [], (graine, rang, octets)


def test_des_octets_quelconques_ne_donnent_pas_de_trace() -> None:
    hasard = random.Random(17)  # noqa: S311
    for _ in range(150):
        octets = b"---\n" + hasard.randbytes(hasard.randint(0, 400))
        assert reprocher(ATELIER.juger("exemples", octets), octets) == [], octets


def test_une_valeur_qui_contient_un_saut_de_ligne_se_montre_sur_une_ligne() -> None:
    """`voir_aussi: ["\\n"]` donnait un message de deux lignes."""
    constats = ATELIER.juger("exemples", b'---\nvoir_aussi: ["\\n"]\n---\n')
    assert {"champ-mal-forme", "renvoi-inconnu"} <= {constat.code for constat in constats if constat.ligne == 2}
    assert all("\n" not in constat.message for constat in constats)
    (inconnu,) = [
        c for c in ATELIER.juger("exemples", b'---\nstatut: "en\\ncours\\u200b"\n---\n') if c.code == "modalite-inconnue"
    ]
    assert "en␊cours⟨U+200B⟩" in inconnu.message


PIEGES = {
    "un titre plein d’espaces": "## a" + " " * 100_000 + "b",
    "des accolades": "{" * 100_000,
    "des chevrons": "<" * 100_000,
    "des crochets": "[" * 100_000,
    "des fins de lien": "](" * 50_000,
    "des débuts d’image": "![" * 50_000,
    "des apostrophes": "l'a\n" * 20_000,
    "des lignes vides": "\n" * 150_000,
    "des accents graves": "`" * 100_000,
    "des guillemets": "« " * 40_000,
    "des arobases": "a@" * 50_000,
    "des chiffres": "06 " * 50_000,
    "des tirets": "- " * 60_000,
}


@pytest.fixture
def garde_fou() -> Iterator[None]:
    """Arrête un test qui ne finirait pas. Ce n’est pas une mesure : les vraies sont dans tests/bancs/."""

    def abandonner(*_: object) -> None:
        raise TimeoutError("cette fiche ne finit pas de se vérifier")

    ancien = signal.signal(signal.SIGALRM, abandonner)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, ancien)


@pytest.mark.usefixtures("garde_fou")
@pytest.mark.parametrize("piege", PIEGES)
def test_un_corps_piege_n_arrete_pas_la_verification(piege: str) -> None:
    """Chacun de ces corps a demandé des minutes à une règle mal écrite."""
    entete = next(octets for famille, octets in ATELIER.fiches if famille == "exemples").split(b"\n---\n")[0] + b"\n---\n"
    octets = entete + PIEGES[piege].encode()
    # Vingt mille constats de la même règle se rédigent comme les premiers : c’est à juger la fiche que le piège s’en prend.
    assert reprocher(ATELIER.juger("exemples", octets)[:1000], octets) == []


@pytest.mark.usefixtures("garde_fou")
def test_un_endroit_piege_n_arrete_pas_la_verification() -> None:
    octets = f"---\nsources:\n  - document: x\n    partie: {'/.' * 60_000}\n---\n".encode()
    assert reprocher(ATELIER.juger("exemples", octets), octets) == []


@pytest.mark.usefixtures("garde_fou")
def test_trente_territoires_inconnus_sont_tous_dits() -> None:
    lieux = "\n".join(f"  - Trifouillis-les-Oies-{rang}" for rang in range(30))
    constats = ATELIER.juger("exemples", f"---\nterritoires:\n{lieux}\n---\n".encode())
    assert sum(constat.code == "lieu-inconnu" for constat in constats) == 30
