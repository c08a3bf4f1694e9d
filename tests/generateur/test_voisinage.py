"""Les exemples proches partagent un besoin ou un lieu, et la page dit lequel."""

from generator.catalogue.catalogue import Catalogue
from generator.modele.classement import modalites_de


def test_un_voisin_partage_un_besoin_ou_un_lieu_et_les_raisons_sont_vraies(catalogue: Catalogue) -> None:
    vocabulaires = catalogue.referentiel.vocabulaires
    for fiche in catalogue.famille("exemples"):
        voisins = catalogue.voisins[fiche.cle]
        assert len(voisins) <= 3
        for voisin in voisins:
            assert voisin.cle not in {fiche.cle, *catalogue.renvois[fiche.cle]}
            assert {facette for facette, _ in voisin.raisons} & {"domaines", "territoires"}
            for facette, modalite in voisin.raisons:
                for une in (fiche, catalogue.fiches[voisin.cle]):
                    assert modalite in modalites_de(une, vocabulaires[facette])


def test_la_franchise_sociale_et_silver_geek_renvoient_l_une_a_l_autre(catalogue: Catalogue) -> None:
    assert "methodes/franchise-sociale" in catalogue.renvois["exemples/silver-geek"]
    assert "exemples/silver-geek" in catalogue.renvois["methodes/franchise-sociale"]


def test_les_renvois_vont_dans_les_deux_sens(catalogue: Catalogue) -> None:
    for cle, liees in catalogue.renvois.items():
        for autre in liees:
            assert cle in catalogue.renvois[autre]
