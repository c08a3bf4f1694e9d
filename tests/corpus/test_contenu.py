"""Ce que l’on exige du vrai contenu : sans reproche, rangé, et qui couvre ses sources."""

from pathlib import Path

import pytest
from exigences import Publie, texte
from recompte import fiches

from generator.catalogue.catalogue import Catalogue
from generator.constats.constat import Constat, erreurs
from generator.ecriture.sources import a_ranger


def test_le_contenu_est_sans_erreur(charge: tuple[Catalogue, tuple[Constat, ...]]) -> None:
    """Un conseil se discute ; une erreur empêche de publier."""
    assert erreurs(charge[1]) == ()


def test_chaque_document_est_a_sa_place(depot: Path) -> None:
    """Sinon : `odd17 sources --ranger`."""
    assert a_ranger(depot) == ()


def test_le_catalogue_couvre_ses_sources(vrai_catalogue: Catalogue) -> None:
    assert len(vrai_catalogue.famille("exemples")) >= 80
    numeros = [fiche.champs.numero for fiche in vrai_catalogue.famille("mesures")]  # type: ignore[attr-defined]
    assert sorted(numeros) == list(range(1, 22))


def test_ceux_qui_sont_de_tous_les_cas_separes_sont_des_partenaires(vrai_catalogue: Catalogue) -> None:
    assert "exemples/points-poste-relais" in vrai_catalogue.separees
    for cle, communes in vrai_catalogue.separees.items():
        champs = vrai_catalogue.fiches[cle].champs
        assert communes <= {vrai_catalogue.annuaire.identifier(p.nom) for p in getattr(champs, "partenaires", ())}, cle


def test_les_donnees_se_dessinent_et_le_glossaire_explique(vrai_catalogue: Catalogue, publie: Publie) -> None:
    assert len(vrai_catalogue.graphiques) >= 15
    assert len(publie.recueil("glossaire")) >= 100
    assert [nom for nom, terme in publie.recueil("glossaire").items() if not terme["sources"]] == []


def test_il_y_a_un_parcours_d_une_heure_de_quatre_et_de_douze(publie: Publie) -> None:
    assert {60, 240, 720} <= {parcours["minutes"] for parcours in publie.recueil("parcours").values()}
    for parcours in publie.recueil("parcours").values():
        assert {"lire", "faire", "discuter", "produire"} <= {etape["geste"] for etape in parcours["etapes"]}


def test_le_programme_montre_trois_fois_sept_mesures(publie: Publie) -> None:
    dimensions = publie.page("mesures").xpath("//*[contains(@class, 'o-programme__dimensions')]/section")
    numeros = [[int(li.get("value")) for li in dimension.xpath(".//li")] for dimension in dimensions]
    assert numeros == [list(range(1, 8)), list(range(8, 15)), list(range(15, 22))]


def test_comprendre_repond_aux_sept_questions_et_presente_les_listes(publie: Publie) -> None:
    page = publie.page("comprendre")
    contenu = texte(page.xpath("//article | //main")[0]).lower()
    for nom in ("categories", "impacts", "objectifs", "besoins"):
        for modalite in publie.valeurs(nom):
            assert modalite["libelle"].lower() in contenu, (nom, modalite["libelle"])
    assert len(page.xpath("//h3[contains(., '?')]")) >= 7


def test_les_trois_questions_menent_toujours_a_une_fiche(publie: Publie) -> None:
    for profil in (m["id"] for m in publie.valeurs("acteurs")):
        for famille in (m["id"] for m in publie.valeurs("familles") if m.get("reponse")):
            for besoin in (m["id"] for m in publie.valeurs("besoins")):
                page = publie.page(f"par-ou-commencer/{profil}/{famille}/{besoin}")
                assert page.xpath("//div[contains(@class, 'o-cartes')][1]/div"), (profil, famille, besoin)


@pytest.mark.parametrize("cle", ["exemples/silver-geek", "methodes/franchise-sociale", "outils/charte-du-faire-alliance"])
def test_les_fiches_que_la_documentation_cite_existent(depot: Path, cle: str) -> None:
    assert cle in fiches(depot)
