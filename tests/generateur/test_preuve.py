"""L’échelle de preuve se calcule : un chiffre, une évaluation, et qui l’a menée."""

from dataclasses import replace

import pytest
from fiches import ecrit

from generator.catalogue.cartes import carte
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.preuves import raison
from generator.modele.champs import VersUnDocument
from generator.modele.fiches import Chiffre, Evaluation, Exemple
from generator.modele.preuve import ECHELLE, est_de, niveau_de_preuve

SOURCE = "carnet-2022"


@pytest.fixture
def exemple(catalogue: Catalogue) -> Exemple:
    """Silver Geek, sans évaluation."""
    champs = catalogue.fiches["exemples/silver-geek"].champs
    assert isinstance(champs, Exemple)
    return champs.model_copy(update={"evaluation": None})


def evalue(exemple: Exemple, *par: str, annee: int | None = None) -> Exemple:
    evaluation = Evaluation.model_construct(
        par=par, annee=annee, recit="L’effet a été évalué.", conclusions_lues=True, source=SOURCE
    )
    return exemple.model_copy(update={"evaluation": evaluation})


def test_chaque_cran_a_sa_modalite(catalogue: Catalogue) -> None:
    assert catalogue.vocabulaire("preuves").identifiants == ECHELLE


def test_sans_chiffre_ni_evaluation_l_exemple_est_annonce(exemple: Exemple) -> None:
    muet = exemple.model_copy(update={"chiffres": ()})
    assert niveau_de_preuve(muet) == "annonce"
    assert raison(muet) == "Aucun chiffre\N{NO-BREAK SPACE}; aucune évaluation citée"


def test_un_chiffre_a_sa_source_l_exemple_est_compte(exemple: Exemple) -> None:
    assert niveau_de_preuve(exemple) == "compte"
    un = exemple.model_copy(update={"chiffres": exemple.chiffres[:1]})
    assert isinstance(un.chiffres[0], Chiffre)
    assert raison(un) == "1\N{NO-BREAK SPACE}chiffre constaté\N{NO-BREAK SPACE}; aucune évaluation citée"


@pytest.mark.parametrize("sens", ["prevu", "contexte"])
def test_un_chiffre_promis_ou_qui_n_est_pas_celui_de_l_alliance_ne_compte_rien(exemple: Exemple, sens: str) -> None:
    autres = tuple(chiffre.model_copy(update={"sens": sens}) for chiffre in exemple.chiffres)
    promis = exemple.model_copy(update={"chiffres": autres})
    assert niveau_de_preuve(promis) == "annonce"
    assert raison(promis) == "Aucun chiffre constaté\N{NO-BREAK SPACE}; aucune évaluation citée"
    assert niveau_de_preuve(exemple.model_copy(update={"chiffres": (*autres, exemple.chiffres[0])})) == "compte"


def test_une_carte_montre_un_chiffre_constate_avant_une_promesse(exemple: Exemple, catalogue: Catalogue) -> None:
    fiche = catalogue.fiches["exemples/silver-geek"]
    promis, constate = exemple.chiffres[0].model_copy(update={"sens": "prevu"}), exemple.chiffres[1]
    dont = (catalogue.classement[fiche.cle], None, catalogue.referentiel)
    avec = [replace(fiche, champs=exemple.model_copy(update={"chiffres": siens})) for siens in ((promis, constate), (promis,))]
    assert carte(avec[0], *dont).chiffre[1].startswith(constate.libelle)
    assert carte(avec[1], *dont).chiffre[1].endswith("(2022, prévu)")


def test_une_evaluation_dont_on_ne_sait_pas_l_auteur_n_est_pas_celle_d_un_tiers(exemple: Exemple) -> None:
    assert niveau_de_preuve(evalue(exemple)) == "evalue"
    assert raison(evalue(exemple, annee=2016)).endswith("évalué en 2016, sans que la source nomme qui l’a fait")


def test_une_evaluation_menee_par_un_partenaire_n_est_pas_celle_d_un_tiers(exemple: Exemple) -> None:
    assert niveau_de_preuve(evalue(exemple, "UNIS CITE")) == "evalue"
    assert raison(evalue(exemple, "Unis-Cité")).endswith("évalué (Unis-Cité, partenaire de l’alliance)")
    assert niveau_de_preuve(evalue(exemple, "Unis-Cité", "Koreis")) == "evalue"
    assert raison(evalue(exemple, "Unis-Cité", "Koreis")).endswith("évalué (Unis-Cité et Koreis, dont un partenaire au moins)")


def test_une_evaluation_menee_par_qui_n_est_pas_partenaire_est_celle_d_un_tiers(exemple: Exemple) -> None:
    assert niveau_de_preuve(evalue(exemple, "Koreis")) == "evalue-par-un-tiers"
    assert raison(evalue(exemple, "Koreis", annee=2020)).endswith("évalué en 2020 (Koreis, qui n’est pas partenaire)")


def test_une_evaluation_dont_on_n_a_pas_vu_les_conclusions_n_evalue_pas(catalogue: Catalogue, exemple: Exemple) -> None:
    champs = catalogue.fiches["exemples/silver-geek"].champs
    assert isinstance(champs, Exemple)
    assert niveau_de_preuve(champs) == "compte"
    assert raison(champs).endswith("une évaluation a eu lieu\N{NO-BREAK SPACE}; nous n’en avons pas vu les conclusions")
    par_un_tiers = evalue(exemple, "Koreis").evaluation
    assert par_un_tiers is not None
    sans = exemple.model_copy(update={"evaluation": par_un_tiers.model_copy(update={"conclusions_lues": False}), "chiffres": ()})
    assert niveau_de_preuve(sans) == "annonce"


@pytest.mark.parametrize(
    ("nom", "attendu"),
    [("ESSEC", True), ("Essec (laboratoire E&MIS)", True), ("Laboratoire de l’ESSEC", False), ("ESS", False), ("Koreis", False)],
)
def test_un_nom_contenu_dans_l_autre_est_le_meme(nom: str, attendu: bool) -> None:
    """Mot pour mot : « ESS » n’est pas « ESSEC »."""
    assert est_de(("ESSEC (laboratoire E&MIS)", "Unis-Cité"), nom) == attendu


def test_le_niveau_d_une_carte_est_celui_de_sa_fiche(catalogue: Catalogue) -> None:
    for fiche in catalogue.fiches.values():
        carte = catalogue.cartes[fiche.cle]
        attendu = niveau_de_preuve(fiche.champs) if isinstance(fiche.champs, Exemple) else None
        assert (carte.preuve.id if carte.preuve else None) == attendu


def test_une_evaluation_cite_sa_source_comme_un_chiffre(catalogue: Catalogue) -> None:
    """La clé de son document est de celles que les contrôles suivent."""
    fiche = "---\nevaluation:\n  recit: Un cabinet est passé.\n  source: carnet-2022\n---\n"
    assert list(ecrit(fiche).marquees(VersUnDocument)) == [(("evaluation", "source"), "carnet-2022")]
