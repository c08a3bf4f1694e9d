"""Un lieu se reconnaît tel qu’on l’écrit : on propose le nom officiel, le choix entre plusieurs, ou rien."""

from pathlib import Path

import pytest
from a_la_lettre import appliquer, verifier
from greffe import base, ecrire, greffer

from generator.modele.geographie.usages import decrire, graphies, nommes_dans, plus_large, reconnaitre
from generator.modele.territoires import LieuAmbigu, LieuInconnu, lieu

FICHE = "exemples/vitawin.md"

SURS = [
    ("Ville de Morlaix", "Morlaix"),
    ("mairie de Thiers", "Thiers"),
    ("Commune de Figeac", "Figeac"),
    ("Ville de Paris", "Paris (commune)"),
    ("Figaec", "Figeac"),
    ("Villeurbane", "Villeurbanne"),
    ("Aix en Provence", "Aix-en-Provence"),
    ("St-Étienne", "Saint-Étienne"),
    ("le havre", "Le Havre"),
    ("69100", "Villeurbanne"),
    ("26110 NYONS", "Nyons"),
    ("Crest (26400)", "Crest"),
    ("Nyons (Drôme)", "Nyons"),
    ("Nyons, Drôme", "Nyons"),
    ("59000 Lille", "Lille"),
    ("75012", "Paris (commune)"),
    ("Saint-Denis, Seine-Saint-Denis", "Saint-Denis (93)"),
    ("Annecy-le-Vieux", "Annecy"),
    ("Paris 12e", "Paris (commune)"),
    ("12e arrondissement de Paris", "Paris (commune)"),
    ("Lyon 3ème", "Lyon"),
    ("59", "Nord"),
    ("2A", "Corse-du-Sud"),
    ("Département du Jura (39)", "Jura"),
    ("Ardèche (07)", "Ardèche"),
    ("Dept du Nord", "Nord"),
    ("Département de la Corrèze", "Corrèze (département)"),
    ("Seine saint denis", "Seine-Saint-Denis"),
    ("974 - Ile de la Réunion", "La Réunion"),
    ("Réunion", "La Réunion"),
    ("PACA", "Provence-Alpes-Côte d’Azur"),
    ("conseil régional de Bretagne", "Bretagne"),
    ("Ile de France", "Île-de-France"),
    ("MEL", "Métropole Européenne de Lille"),
    ("métropole de Lille", "Métropole Européenne de Lille"),
    ("Grand Lyon", "Métropole de Lyon"),
    ("CC du Pays d'Avallon", "CC Avallon, Vézelay, Morvan"),
    ("Guingamp-Paimpol Agglo", "CA Guingamp-Paimpol Agglomération de l’Armor à l’Argoat"),
    ("agglo de Pau", "CA Pau Béarn Pyrénées"),
    ("toute la France", "france"),
    ("national", "france"),
    ("partout en France", "france"),
    ("DROM", "outre-mer"),
    ("Union européenne", "europe"),
    ("Belgique", "europe"),
    ("Bruxelles", "europe"),
    ("Maroc", "monde"),
    ("Oyonnax et Nantua", "Oyonnax", "Nantua"),
    ("Creuse / Haute-Vienne", "Creuse (département)", "Haute-Vienne"),
    ("59/62", "Nord", "Pas-de-Calais"),
    ("Gironde, Landes et Dordogne", "Gironde", "Landes (département)", "Dordogne"),
    ("toute la France et la Martinique", "france", "Martinique"),
    ("Val de Marne (94), Ile de France", "Val-de-Marne"),
    ("Hauts de France (Lille)", "Lille"),
    ("St Denis de la Réunion", "Saint-Denis (974)"),
    ("Saint-Pierre à la Réunion", "Saint-Pierre (974)"),
    ("Bretagne (nord)", "Bretagne"),
    ("Pas de Calais (nord)", "Pas-de-Calais"),
    ("Quartier des Minguettes à Vénissieux (69200)", "Vénissieux"),
    ("et un peu la Somme", "Somme"),
    ("partout en Lozère", "Lozère"),
]

AMBIGUS = [
    ("St Denis", "Saint-Denis (93)", "commune, Seine-Saint-Denis, 149\N{NARROW NO-BREAK SPACE}077 habitants"),
    ("Ste Marie", "Sainte-Marie (974)", "commune, La Réunion, 37\N{NARROW NO-BREAK SPACE}093 habitants"),
    ("corréze", "Corrèze (département)", "département, 240\N{NARROW NO-BREAK SPACE}826 habitants"),
    ("Saint Ouen", "Saint-Ouen-sur-Seine", "commune, Seine-Saint-Denis, 53\N{NARROW NO-BREAK SPACE}615 habitants"),
    ("Charenton", "Charenton-le-Pont", "commune, Val-de-Marne, 28\N{NARROW NO-BREAK SPACE}830 habitants"),
    ("GPSO", "Grand Paris Seine Ouest", "intercommunalité, Hauts-de-Seine, 317\N{NARROW NO-BREAK SPACE}382 habitants"),
    ("Grand Paris", "Métropole du Grand Paris",
    "intercommunalité, Val-de-Marne, 7\N{NARROW NO-BREAK SPACE}115\N{NARROW NO-BREAK SPACE}576 habitants"),
]  # fmt: skip

TUS = [
    "", "…", "qqqqq", "x", "12345678", "99999", "Les Teppes", "centre ville", "Quartier des Minguettes",
    "Vénissieux - Minguettes",
    "securité", "Trifouillis-les-Oies", "notre commune", "la mairie", "Marne la Vallée", "à préciser", "partenaires",
    "zone rurale",
    "plusieurs villes", "milieu rural", "Pardief", "Brutus", "Oyonnax et ailleurs", "en ligne", "le monde associatif",
    "Beauce, Sologne", "pays de Sault",
]  # fmt: skip


AU_CHOIX = [
    ("Picardie", ("Hauts-de-France", "Aisne", "Oise", "Somme")),
    ("nord pas de calais", ("Hauts-de-France", "Nord", "Pas-de-Calais")),
    ("Alsace", ("Grand Est", "Bas-Rhin", "Haut-Rhin")),
    ("ex-région Limousin", ("Nouvelle-Aquitaine", "Corrèze (département)", "Creuse (département)", "Haute-Vienne")),
    ("le bassin d’Aurillac", ("Aurillac", "CA du Bassin d’Aurillac", "Cantal")),
    ("bassin de vie d'Aurillac", ("Aurillac", "CA du Bassin d’Aurillac", "Cantal")),
    ("bassin d’emploi de Figeac", ("Figeac", "CC Grand-Figeac", "Lot")),
    ("Aurillac et alentours", ("Aurillac", "CA du Bassin d’Aurillac", "Cantal")),
    ("Normandie (ex Haute-Normandie)", ("Normandie", "Eure", "Seine-Maritime")),
]
"""Ce qui n’a pas de bord officiel, ou n’en a plus : rien n’est choisi d’office."""


@pytest.mark.parametrize(("ecrit", "choix"), AU_CHOIX)
def test_une_ancienne_region_et_un_bassin_laissent_choisir_jusqu_ou_l_on_agit(ecrit: str, choix: tuple[str, ...]) -> None:
    vu = reconnaitre(ecrit)
    assert vu.lieux == ()
    assert graphies(vu.candidats) == choix


@pytest.mark.parametrize(
    ("liste", "proposes"),
    [
        ("[Cévennes]", [()]),
        ("[Pays de Caux]", [()]),
        ("[plateau du Larzac]", [()]),
        ("[Bresse]", [("La Bresse",)]),
        ("[Bresse, Ain]", [()]),
        ("[Bresse, Vosges]", ["La Bresse"]),
        ("[Beauce, Sologne]", [("Beaucé",), ()]),
        ("[Perche, Orne]", [()]),
        ("[Solgnes, Moselle]", ["Solgne"]),
        ("[Solgnes, Lozère]", [()]),
        ("[Solgnes]", [()]),
    ],
)
def test_un_pays_ne_devient_pas_un_village_qui_lui_ressemble(
    copie: Path, liste: str, proposes: list[tuple[str, ...] | str]
) -> None:
    """Un nom proposé seul est sûr ; entre parenthèses, il se choisit : rien n’est écrit à la place de qui écrit."""
    ecrire(copie, FICHE, greffer(base("exemples"), f"territoires: {liste}", "territoires: x"))
    constats = verifier(copie)
    assert [un.suggestion or un.admis for un in constats] == proposes
    assert all(bool(un.correction) == bool(un.suggestion) for un in constats)
    assert all("écrivez un département" in un.message for un in constats if un.admis)


@pytest.mark.parametrize(
    ("liste", "demande"),
    [
        ("[Larzac, Aveyron]", True),
        ("[Larzac (24), Aveyron]", False),
        ("[Larzac, Dordogne]", False),
        ("[Larzac, Lot]", False),
        ("[Larzac]", False),
        ("[Figeac, Marne]", False),
    ],
)
def test_un_petit_village_loin_du_departement_de_la_fiche_se_demande(copie: Path, liste: str, demande: bool) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), f"territoires: {liste}", "territoires: x"))
    constats = verifier(copie)
    assert [un.code for un in constats] == ["commune-lointaine"] * demande
    assert all("Larzac (24)" in un.message and not un.correction for un in constats)


def test_deux_lieux_corriges_sur_une_ligne_se_disent_tous_les_deux(copie: Path) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), "territoires: [Villeurbane, Figaec]", "territoires: x"))
    constats = verifier(copie)
    assert [constat.suggestion for constat in constats] == ["Villeurbanne", "Figeac"]
    assert {constat.correction for constat in constats} == {"territoires: [Villeurbanne, Figeac]"}
    appliquer(copie, constats[0])
    assert verifier(copie) == ()


def test_un_lieu_compris_dans_un_autre_le_rend_inutile() -> None:
    assert plus_large("Limousin", ["corréze"]) == "corréze"
    assert plus_large("22", ["Guingamp-Paimpol Agglo"]) == "Guingamp-Paimpol Agglo"
    assert plus_large("Limousin", ["Lyon", "Bretagne"]) == ""
    assert plus_large("Creuse / Haute-Vienne", ["Guéret"]) == ""


def test_seules_les_communes_du_lieu_sont_reconnues_dans_un_titre() -> None:
    titre = "Guingamp : une forêt achetée par ses promeneurs de Lyon"
    assert [un.nom for un in nommes_dans(titre, lieu("Côtes-d’Armor"))] == ["Guingamp"]


@pytest.mark.parametrize("cas", SURS, ids=lambda cas: cas[0])
def test_un_lieu_dit_autrement_recoit_son_nom_officiel(cas: tuple[str, ...]) -> None:
    ecrit, *officiels = cas
    vu = reconnaitre(ecrit)
    assert graphies(vu.lieux) == tuple(officiels)
    # Ce que l’on propose s’écrit tel quel.
    assert tuple(lieu(officiel) for officiel in officiels) == vu.lieux


@pytest.mark.parametrize(("ecrit", "officiel", "precision"), AMBIGUS)
def test_plusieurs_lieux_possibles_se_distinguent_par_leur_departement_et_leur_population(
    ecrit: str, officiel: str, precision: str
) -> None:
    vu = reconnaitre(ecrit)
    assert vu.lieux == ()
    assert (officiel, precision) in zip(graphies(vu.candidats), map(decrire, vu.candidats), strict=True)
    assert len({lieu(graphie) for graphie in graphies(vu.candidats)}) == len(vu.candidats) > 1


@pytest.mark.parametrize("ecrit", TUS)
def test_ce_que_l_on_ne_reconnait_pas_n_a_pas_de_suggestion(ecrit: str) -> None:
    assert not reconnaitre(ecrit)


@pytest.mark.parametrize("ecrit", ["Picardie", "MEL", "59/62", "26110 NYONS", "Ville de Morlaix"])
def test_un_nom_d_usage_n_est_pas_admis_pour_autant(ecrit: str) -> None:
    with pytest.raises((LieuInconnu, LieuAmbigu)):
        lieu(ecrit)
