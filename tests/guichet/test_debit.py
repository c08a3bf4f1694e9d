"""Combien chacun peut envoyer : par heure, par foyer, sans rien retenir d’un jour à l’autre."""

from ipaddress import ip_network

import pytest

from generator.guichet import debit
from generator.guichet.debit import JOUR, Debit, Passants


class Horloge:
    """Une horloge que l’on avance."""

    def __init__(self) -> None:
        self.instant = 1_000.0

    def __call__(self) -> float:
        return self.instant


def test_la_mesure_se_vide_puis_se_refait_peu_a_peu() -> None:
    horloge = Horloge()
    compte = Debit(4, horloge)
    assert [compte.attente(b"a") for _ in range(4)] == [0.0] * 4
    assert compte.attente(b"a") == pytest.approx(900)
    assert compte.attente(b"b") == 0.0
    horloge.instant += 900
    assert compte.attente(b"a") == 0.0
    assert compte.attente(b"a") > 0
    horloge.instant += 36_000
    assert [compte.attente(b"a") > 0 for _ in range(5)] == [False] * 4 + [True]


def test_une_mesure_epuisee_se_refait_aussi() -> None:
    horloge = Horloge()
    compte = Debit(4, horloge)
    compte.epuiser(b"a")
    assert compte.attente(b"a") == pytest.approx(900)
    horloge.instant += 900
    assert compte.attente(b"a") == 0.0


def test_des_milliers_d_adresses_ne_remplissent_pas_la_memoire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debit, "TENUS", 100)
    horloge = Horloge()
    compte = Debit(4, horloge)
    for rang in range(1_000):
        assert compte.attente(str(rang).encode()) == 0.0
    assert len(compte._dus) <= 100


def passants(horloge: Horloge | None = None, *debits: Debit) -> Passants:
    mandataires = (ip_network("10.0.0.0/8"), ip_network("::1/128"))
    return Passants(mandataires, debits, horloge or Horloge())


@pytest.mark.parametrize(
    ("un", "autre", "memes"),
    [
        (("192.0.2.1", ""), ("192.0.2.1", "198.51.100.1"), True),  # pas un mandataire : on ne le croit pas
        (("10.1.1.1", "198.51.100.1"), ("10.2.2.2", "198.51.100.1"), True),
        (("10.1.1.1", "198.51.100.1"), ("10.1.1.1", "198.51.100.2"), False),
        (("10.1.1.1", "inventee, 198.51.100.1"), ("10.1.1.1", "198.51.100.1"), True),
        (("10.1.1.1", "198.51.100.1, 10.3.3.3"), ("10.1.1.1", "198.51.100.1"), True),
        (("::1", "2001:db8:1:2::a"), ("::1", "2001:db8:1:2:ffff::b"), True),  # le même foyer
        (("::1", "2001:db8:1:2::a"), ("::1", "2001:db8:1:3::a"), False),
        (("::ffff:10.0.0.1", "198.51.100.1"), ("10.0.0.1", "198.51.100.1"), True),
        (("10.1.1.1", "pas une adresse"), ("10.1.1.1", "\u0000"), True),
    ],
)
def test_on_reconnait_un_passant_a_l_adresse_que_donne_un_mandataire_declare(
    un: tuple[str, str], autre: tuple[str, str], memes: bool
) -> None:
    qui = passants()
    assert (qui.reconnaitre(*un) == qui.reconnaitre(*autre)) is memes


def test_le_sel_change_chaque_jour_et_les_mesures_avec_lui() -> None:
    horloge = Horloge()
    compte = Debit(1, horloge)
    qui = passants(horloge, compte)
    hier = qui.reconnaitre("192.0.2.1")
    assert qui.reconnaitre("192.0.2.1") == hier
    assert b"192.0.2.1" not in hier
    horloge.instant += JOUR
    assert qui.reconnaitre("192.0.2.1") != hier
    assert passants().reconnaitre("192.0.2.1") != passants().reconnaitre("192.0.2.1")
