"""La fraîcheur d’une fiche se juge à un jour donné, jamais à l’horloge."""

from datetime import date

import pytest
from depots import FIGE

from generator import chaine
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.fraicheur import FEUX, annee_des_faits, feu
from generator.modele.fiches import Champs

ECRITE = date(2026, 11, 20)


@pytest.fixture
def champs(catalogue: Catalogue) -> Champs:
    return catalogue.fiches["exemples/silver-geek"].champs.model_copy(update={"publie_le": ECRITE})


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (date(2026, 11, 20), "recente"),
        (date(2027, 11, 19), "recente"),
        (date(2027, 11, 20), "a-relire"),
        (date(2028, 11, 19), "a-relire"),
        (date(2028, 11, 20), "ancienne"),
    ],
)
def test_moins_d_un_an_moins_de_deux_ou_davantage(champs: Champs, jour: date, attendu: str) -> None:
    assert feu(champs, jour).id == attendu


@pytest.mark.parametrize("geste", ["relu_le", "confirme_le"])
def test_relire_ou_confirmer_rafraichit(champs: Champs, geste: str) -> None:
    assert feu(champs.model_copy(update={geste: date(2028, 10, 1)}), date(2028, 11, 20)).id == "recente"


def test_la_date_d_une_fiche_est_la_plus_recente_des_deux(champs: Champs) -> None:
    assert champs.maj == ECRITE
    assert champs.model_copy(update={"relu_le": date(2027, 1, 1)}).maj == date(2027, 1, 1)


def test_un_mot_ne_dit_que_ce_que_l_on_a_fait_de_la_fiche() -> None:
    assert all(feu.mot.startswith("Écrite ou relue") for feu in FEUX)


def test_l_age_des_faits_est_celui_de_la_source_la_plus_recente() -> None:
    assert annee_des_faits([2018, None, 2021]) == 2021
    assert annee_des_faits([None]) is None


def test_sans_jour_on_ne_juge_pas(catalogue: Catalogue) -> None:
    assert catalogue.feux == {}


def test_le_jour_entre_par_la_chaine() -> None:
    catalogue, _ = chaine.charger(FIGE, aujourd_hui=date(2030, 1, 1))
    assert {feu.id for feu in catalogue.feux.values()} == {"ancienne"}
    assert catalogue.feux.keys() == catalogue.fiches.keys()


def test_une_carte_dit_ecrite_ou_relue(catalogue: Catalogue) -> None:
    for fiche in catalogue.fiches.values():
        assert catalogue.cartes[fiche.cle].etat.startswith("Relue en" if fiche.champs.relu_le else "Écrite en")
