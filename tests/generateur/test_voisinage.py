"""Les exemples proches ont en commun ce que la page en dit, et diffèrent entre eux."""

from collections.abc import Mapping

from generator.catalogue import voisinage
from generator.catalogue.catalogue import Catalogue
from generator.memoire import Memoire
from generator.modele.classement import modalites_de
from generator.modele.fiches import Fiche
from generator.modele.geographie.lieux import par_echelon, voisins
from generator.modele.territoires import Echelon, Lieu, lieu


def departements(fiche: Fiche) -> set[str]:
    """Ceux où agit une fiche, si elle n’agit pas un peu partout."""
    siens = {lieu.departement for lieu in fiche.champs.territoires if lieu.departement}
    return siens if len(siens) <= 3 else set()


def organisations(fiche: Fiche, catalogue: Catalogue) -> set[str]:
    return {catalogue.annuaire.identifier(partenaire.nom) for partenaire in getattr(fiche.champs, "partenaires", ())}


def obstacles(fiche: Fiche) -> set[str]:
    return {ecueil.obstacle for ecueil in getattr(fiche.champs, "ce_qui_a_coince", ())}


def partage(genre: str, valeur: str, une: Fiche, autre: Fiche, catalogue: Catalogue) -> bool:
    """Vrai si ces deux exemples ont bien cela en commun."""
    match genre:
        case voisinage.ORGANISATION:
            return valeur in organisations(une, catalogue) & organisations(autre, catalogue)
        case voisinage.DEPARTEMENT:
            return valeur in departements(une) & departements(autre)
        case voisinage.A_COTE:
            touches = {d.departement for code in departements(une) for d in voisins(par_echelon(Echelon.DEPARTEMENT)[code])}
            return valeur in departements(autre) & touches
        case voisinage.OBSTACLE:
            return valeur in obstacles(une) & obstacles(autre)
    vocabulaire = catalogue.vocabulaire(genre)
    return all(valeur in modalites_de(fiche, vocabulaire) for fiche in (une, autre))


def test_un_voisin_a_vraiment_en_commun_ce_que_l_on_en_dit(catalogue: Catalogue) -> None:
    genres = set()
    for fiche in catalogue.famille("exemples"):
        proches = catalogue.voisins[fiche.cle]
        assert len(proches) == len({voisin.cle for voisin in proches}) <= 3
        for voisin in proches:
            assert voisin.cle not in {fiche.cle, *catalogue.renvois[fiche.cle]}
            assert voisin.raisons
            for genre, valeur in voisin.raisons:
                genres.add(genre)
                assert partage(genre, valeur, fiche, catalogue.fiches[voisin.cle], catalogue), (fiche.cle, voisin.cle, genre)
    assert {"domaines", voisinage.ORGANISATION, voisinage.DEPARTEMENT} <= genres


def test_un_partenaire_commun_ou_un_departement_se_dit_avant_une_categorie(catalogue: Catalogue) -> None:
    poids = voisinage.POIDS | {"domaines": 4, "territoires": 3, "categories": 1, "objectifs": 1}
    for proches in catalogue.voisins.values():
        for voisin in proches:
            valeurs = [poids[genre] for genre, _ in voisin.raisons]
            assert valeurs == sorted(valeurs, reverse=True)


def par_le_departement(catalogue: Catalogue, situation: Mapping[str, tuple[Lieu, ...]], cle: str) -> set[str]:
    """Les exemples qu’un département rapproche de celui-ci, s’ils agissaient là."""
    dont = (catalogue.facettes, catalogue.organisations, situation, {}, catalogue.renvois)
    proches = voisinage.rapprocher(*dont, memoire=Memoire())[cle]
    lieux = {voisinage.DEPARTEMENT, voisinage.A_COTE}
    return {voisin.cle for voisin in proches if lieux & {genre for genre, _ in voisin.raisons}}


def test_agir_dans_plus_de_trois_departements_n_est_pas_etre_voisin(catalogue: Catalogue) -> None:
    une, autre = "exemples/villeurbanne-coconstruction", "exemples/persee-3c"
    ensemble = tuple(lieu(nom) for nom in ("Rhône", "Ain", "Isère", "Loire"))
    for nombre, attendu in ((3, True), (4, False)):
        situation = {**catalogue.situation, autre: ensemble[:nombre]}
        assert (autre in par_le_departement(catalogue, situation, une)) is attendu


def avec_obstacle(catalogue: Catalogue, *butant: str) -> dict[str, dict[str, tuple[tuple[str, str], ...]]]:
    """Les raisons qui rapprochent les exemples, si ceux-là avaient eu du mal à trouver l’argent."""
    dont = (catalogue.facettes, catalogue.organisations, catalogue.situation, {"argent": butant}, catalogue.renvois)
    proches = voisinage.rapprocher(*dont, memoire=Memoire())
    return {cle: {voisin.cle: voisin.raisons for voisin in siens} for cle, siens in proches.items()}


def test_avoir_bute_sur_la_meme_chose_se_dit_entre_le_domaine_et_la_categorie(catalogue: Catalogue) -> None:
    un, autre = "exemples/persee-3c", "exemples/mon-restau-responsable"
    sans, avec = avec_obstacle(catalogue)[un][autre], avec_obstacle(catalogue, un, autre)[un][autre]
    assert [genre for genre, _ in sans] == ["domaines", "categories"]
    assert [genre for genre, _ in avec] == ["domaines", voisinage.OBSTACLE, "categories"]


def test_avoir_bute_sur_la_meme_chose_suffit_a_rapprocher(catalogue: Catalogue) -> None:
    un, autre = "exemples/villeurbanne-coconstruction", "exemples/persee-3c"
    assert autre not in avec_obstacle(catalogue)[un]
    assert avec_obstacle(catalogue, un, autre)[un][autre][0] == (voisinage.OBSTACLE, "argent")


def test_ceux_que_l_on_retient_different_entre_eux() -> None:
    raisons = {
        "a": [("domaines", "sante"), ("departement", "38")],
        "b": [("domaines", "sante"), ("departement", "38")],
        "c": [("domaines", "sante"), ("departement", "38")],
        "d": [("organisation", "unis-cite")],
    }
    poids = {"domaines": 4, "departement": 5, "organisation": 5}
    notes = {cle: sum(poids[genre] for genre, _ in siennes) for cle, siennes in raisons.items()}
    assert voisinage._differents(notes, raisons, poids)[:2] == ["c", "d"]


def test_la_franchise_sociale_et_silver_geek_renvoient_l_une_a_l_autre(catalogue: Catalogue) -> None:
    assert "methodes/franchise-sociale" in catalogue.renvois["exemples/silver-geek"]
    assert "exemples/silver-geek" in catalogue.renvois["methodes/franchise-sociale"]


def test_les_renvois_vont_dans_les_deux_sens(catalogue: Catalogue) -> None:
    for cle, liees in catalogue.renvois.items():
        for autre in liees:
            assert cle in catalogue.renvois[autre]
