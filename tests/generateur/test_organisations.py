"""Un partenaire est une organisation, sous tous ses noms ; deux noms trop proches se signalent, sauf décision contraire."""

from itertools import combinations
from pathlib import Path

import pytest
from depots import FIGE
from fiches import MEMOIRE, remplacer

from generator import chaine
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.reseau import FORME, dessiner, relier
from generator.modele.annuaire import Annuaire, noyaux
from generator.modele.recueils import ORGANISATIONS

DECRITES = (FIGE / "content/organisations.yml").read_text("utf-8")


@pytest.fixture
def annuaire(catalogue: Catalogue) -> Annuaire:
    return Annuaire(catalogue.recueil(ORGANISATIONS))


@pytest.mark.parametrize(
    "nom",
    ["La Poste", "Groupe La Poste", "La Poste (direction régionale Poitou-Charentes)", "GROUPE LA POSTE", "groupe  la-poste"],
)
def test_tous_les_noms_d_une_organisation_menent_a_elle(annuaire: Annuaire, nom: str) -> None:
    assert annuaire.identifier(nom) == "la-poste"


def test_un_nom_que_rien_ne_decrit_est_une_organisation_a_lui_seul(annuaire: Annuaire) -> None:
    assert annuaire.identifier("Ateliers du Bocage") == annuaire.identifier("Ateliers du bocage") == "ateliers-du-bocage"
    assert annuaire.identifier("Le Réseau") != annuaire.identifier("Réseau")
    assert annuaire.identifier("Réseau") == "reseau-"  # l’adresse « reseau » est celle du réseau entier


@pytest.mark.parametrize(
    ("un", "autre"),
    [
        ("Mairie de Paris", "Ville de Paris"),
        ("Groupe La Poste", "La Poste (direction régionale Poitou-Charentes)"),
        ("Wimoov (ex-Voiture & co)", "Wimoov"),
        ("Fondation pour la nature et l’homme (FNH)", "FNH"),
        ("Les Restos du cœur", "Restos du Coeur"),
        ("Ville d’Angers", "Commune d’Angers"),
    ],
)
def test_ce_qui_precise_un_nom_n_en_fait_pas_une_autre_organisation(un: str, autre: str) -> None:
    assert {*noyaux(un)} & {*noyaux(autre)}


@pytest.mark.parametrize(
    ("un", "autre"),
    [
        ("Macif", "Fondation Macif"),
        ("Ville d’Angers", "Université d’Angers"),
        ("Chênelet", "Foncière Chênelet"),
        ("Renault", "Renault Trucks"),
    ],
)
def test_deux_organisations_au_nom_voisin_restent_deux(un: str, autre: str) -> None:
    assert not {*noyaux(un)} & {*noyaux(autre)}


def codes(depot: Path) -> set[tuple[str, str]]:
    return {(constat.chemin, constat.code) for constat in chaine.verifier(depot, memoire=MEMOIRE)}


def recrire(depot: Path, chemin: str, avant: str, apres: str) -> None:
    fichier = depot / chemin
    fichier.write_text(remplacer(fichier.read_text("utf-8"), avant, apres), "utf-8")


def test_un_doublon_se_signale_avec_ses_deux_endroits_et_une_decision_le_fait_taire(copie: Path) -> None:
    recrire(copie, "exemples/vitawin.md", "nom: FESTI6T", "nom: Ateliers du Bocage (Emmaüs)")
    constats = [c for c in chaine.verifier(copie, memoire=MEMOIRE) if c.code == "organisation-proche"]
    assert len(constats) == 1
    assert constats[0].suggestion in ("Ateliers du Bocage", "Ateliers du Bocage (Emmaüs)")
    autre = {"exemples/silver-geek.md", "exemples/vitawin.md"} - {constats[0].chemin}
    assert autre.pop() in constats[0].message
    organisations = copie / "content/organisations.yml"
    reunies = "ateliers-du-bocage:\n  nom: Ateliers du Bocage\n  autres_noms: [Ateliers du Bocage (Emmaüs)]\n"
    organisations.write_text(DECRITES + reunies, "utf-8")
    assert codes(copie) == set()
    separees = (
        "ateliers-du-bocage:\n  nom: Ateliers du Bocage\n  distinctes: [bocage-emmaus]\n"
        "bocage-emmaus:\n  nom: Ateliers du Bocage (Emmaüs)\n"
    )
    organisations.write_text(DECRITES + separees, "utf-8")
    assert codes(copie) == set()
    organisations.write_text(DECRITES + separees.replace("  distinctes: [bocage-emmaus]\n", ""), "utf-8")
    assert {code for _, code in codes(copie)} == {"organisation-proche"}


@pytest.mark.parametrize(
    ("siren", "valide"),
    [("356000000", True), ("356 000 000", True), ("356000001", False), ("35600000", False), ("La Poste", False)],
)
def test_un_numero_siren_se_verifie_par_sa_cle(copie: Path, siren: str, valide: bool) -> None:
    source = "  sources:\n    - {document: carnet-2022}\n"
    decrite = remplacer(DECRITES, "  nom: La Poste\n", f'  nom: La Poste\n  siren: "{siren}"\n{source}')
    (copie / "content/organisations.yml").write_text(decrite, "utf-8")
    assert codes(copie) == (set() if valide else {("content/organisations.yml", "champ-mal-forme")})


@pytest.mark.parametrize("dit", ["nature: fondation", "presentation: Un fonds pour l’alliance.", 'siren: "356000000"'])
def test_ce_que_l_on_dit_d_une_organisation_a_une_source(copie: Path, dit: str) -> None:
    une = f"{DECRITES}une-fondation:\n  nom: Une fondation\n  {dit}\n"
    (copie / "content/organisations.yml").write_text(une, "utf-8")
    assert codes(copie) == {("content/organisations.yml", "organisation-sans-source")}
    (copie / "content/organisations.yml").write_text(f"{une}  sources:\n    - {{document: carnet-2022}}\n", "utf-8")
    assert codes(copie) == set()


def test_une_collectivite_a_la_nature_du_territoire_dont_elle_a_la_charge(catalogue: Catalogue) -> None:
    decrite = catalogue.organisations["ville-de-villeurbanne"].decrite
    assert decrite is not None
    assert decrite.nature_dite == "commune"


def test_une_organisation_garde_de_chaque_fiche_le_nom_et_le_role_qui_y_sont_ecrits(catalogue: Catalogue) -> None:
    (participation,) = catalogue.organisations["la-poste"].participations
    assert participation.cle == "exemples/silver-geek"
    assert participation.nom == "La Poste (direction régionale Poitou-Charentes)"
    assert participation.role == "lance la recherche-action de départ"


def test_un_groupe_que_rien_ne_nomme_n_a_ni_page_ni_place_dans_le_reseau(catalogue: Catalogue) -> None:
    groupe = catalogue.organisations["centres-communaux-d-action-sociale"]
    assert groupe.adresse == ""
    assert groupe.id not in catalogue.reseau.liens


def test_les_partenaires_de_cas_separes_ne_sont_relies_qu_a_celui_qui_est_de_tous(catalogue: Catalogue) -> None:
    assert len(catalogue.reseau.liens["ateliers-du-bocage"]) > 1
    separe = relier(catalogue.organisations, {"exemples/silver-geek": frozenset({"unis-cite"})})
    assert set(separe.liens["ateliers-du-bocage"]) == {"unis-cite"}
    assert set(separe.liens["unis-cite"]) == set(catalogue.reseau.liens["unis-cite"])


def test_un_pont_compte_les_paires_de_mondes_differents_qui_n_ont_que_lui(catalogue: Catalogue) -> None:
    reseau = catalogue.reseau
    assert reseau.ponts
    for une, nombre in reseau.ponts.items():
        paires = combinations(reseau.liens[une], 2)
        assert nombre == sum(b not in reseau.liens[a] and reseau.profils[a] != reseau.profils[b] for a, b in paires)


@pytest.mark.parametrize("nombre", [2, 3, 9, 24])
def test_un_dessin_du_reseau_est_toujours_le_meme_et_rien_ne_s_y_recouvre(catalogue: Catalogue, nombre: int) -> None:
    retenues = catalogue.reseau.les_plus_reliees[:nombre]
    dessin = dessiner(retenues, catalogue.reseau, 360, 300)
    assert dessin == dessiner(retenues, catalogue.reseau, 360, 300)
    assert [noeud.id for noeud in dessin.noeuds] == list(retenues)
    for un, autre in combinations(dessin.noeuds, 2):
        assert max(abs(un.x - autre.x), abs(un.y - autre.y)) >= FORME - 1, (un, autre)
    for noeud in dessin.noeuds:
        assert 0 < noeud.x < 360
        assert 0 < noeud.y < 300
    liees = [paire for paire in combinations(retenues, 2) if paire[1] in catalogue.reseau.liens[paire[0]]]
    assert len(dessin.traits) == len(liees)
