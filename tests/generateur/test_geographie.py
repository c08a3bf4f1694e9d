"""Ce qu’un lieu contient, ce qui le contient, ce qui le touche ; où une fiche se range, vue d’un lieu."""

import csv
import re
import subprocess
import sys

import pytest
from recompte import RACINE

from generator.catalogue.territoires import Relation, Situation, adresse, cercles, comparables, localiser, situer
from generator.memoire import Memoire
from generator.modele.geographie.formes import CADRE_DE_LA_COURONNE, COLLECTIVITES, COURONNE, forme, tuiles
from generator.modele.geographie.lieux import VOISINS, communes, contenants, entier, par_echelon, population, voisins
from generator.modele.territoires import Echelon, Lieu, lieu
from generator.sortie.noms_de_lieux import cle, code, sans_sorte, sigles

CARTE = (RACINE / "overrides/assets/odd17/france.svg").read_text("utf-8")
REFERENCE = RACINE.parent / "shared/donnees/cog"


def noms(lieux: tuple[Lieu, ...]) -> list[str]:
    return [un.nom for un in lieux]


@pytest.mark.parametrize(
    ("ecrit", "attendus"),
    [
        ("Rennes", ["Rennes Métropole", "Ille-et-Vilaine", "Bretagne", "France entière"]),
        # Le Grand Paris a deux étages, et contient quatre départements.
        (
            "Créteil",
            ["Grand Paris Sud Est Avenir", "Métropole du Grand Paris", "Val-de-Marne", "Île-de-France", "France entière"],
        ),
        ("Paris Est Marne et Bois", ["Métropole du Grand Paris", "Val-de-Marne", "Île-de-France", "France entière"]),
        ("Hauts-de-Seine", ["Métropole du Grand Paris", "Île-de-France", "France entière"]),
        # À cheval sur deux départements, dans chacun d’eux, et dans une seule région.
        ("CC Enclave des Papes - Pays de Grignan", ["Drôme", "Vaucluse", "Auvergne-Rhône-Alpes", "France entière"]),
        # Outre-mer, un département est aussi sa région : il ne se compte pas deux fois.
        ("Mamoudzou", ["CA de Dembeni / Mamoudzou", "Mayotte", "Outre-mer", "France entière"]),
        ("Nouméa", ["Nouvelle-Calédonie", "Outre-mer", "France entière"]),
        ("974", ["Outre-mer", "France entière"]),
        ("france", []),
    ],
)
def test_un_lieu_dit_ce_qui_le_contient_du_plus_proche_au_plus_large(ecrit: str, attendus: list[str]) -> None:
    trouves = noms(contenants(lieu(ecrit)))
    assert sorted(trouves) == sorted(attendus)
    assert trouves[-2:] == attendus[-2:]


@pytest.mark.parametrize(
    ("ecrits", "adresse_attendue"),
    [
        (("Paris (commune)", "Paris (département)"), "territoires/paris/"),
        (("La Réunion", "974"), "territoires/la-reunion/"),
        (("97801", "departement:978", "region:978"), "territoires/saint-martin/"),
        (("Saint-Denis (93)",), "territoires/seine-saint-denis/saint-denis/"),
        (("Saint-Denis (974)",), "territoires/la-reunion/saint-denis/"),
        (("Nouméa",), "territoires/nouvelle-caledonie/noumea/"),
        (("Paris Est Marne et Bois",), "territoires/val-de-marne/paris-est-marne-et-bois/"),
        (("Bretagne",), "territoires/bretagne/"),
        (("france",), "territoires/france-entiere/"),
    ],
)
def test_un_territoire_a_deux_echelons_n_a_qu_une_adresse(ecrits: tuple[str, ...], adresse_attendue: str) -> None:
    assert {adresse(lieu(ecrit)) for ecrit in ecrits} == {adresse_attendue}


def test_deux_lieux_n_ont_jamais_la_meme_adresse() -> None:
    toutes = dict.fromkeys(entier(un) for echelon in Echelon for un in par_echelon(echelon).values())
    assert len({adresse(un) for un in toutes}) == len(toutes) > 36_000


def test_le_voisinage_est_reciproque_et_s_arrete_a_la_mer() -> None:
    departements = par_echelon(Echelon.DEPARTEMENT)
    for un in departements.values():
        assert all(un in voisins(autre) for autre in voisins(un) if entier(un) == un)
    assert noms(voisins(lieu("Ille-et-Vilaine"))) == [
        *("Côtes-d’Armor", "Loire-Atlantique", "Maine-et-Loire", "Manche", "Mayenne", "Morbihan"),
    ]
    assert noms(voisins(lieu("2A"))) == ["Haute-Corse"]
    assert voisins(lieu("Mayotte")) == voisins(lieu("974")) == ()
    assert noms(voisins(lieu("Bretagne"))) == ["Normandie", "Pays de la Loire"]


def test_les_anciennes_communes_et_les_codes_postaux_menent_a_la_commune_d_aujourd_hui() -> None:
    annecy = communes()["74010"]
    assert {"Annecy-le-Vieux", "Seynod"} <= set(annecy.anciennes)
    assert "74940" in annecy.postaux
    assert "Lyon 3e Arrondissement" in communes()["69123"].anciennes
    if REFERENCE.exists():
        with (REFERENCE / "codes-postaux.csv").open(encoding="utf-8") as fichier:
            attendus = {(ligne["code_postal"], ligne["commune"]) for ligne in csv.DictReader(fichier)}
        assert {(postal, un.lieu.code) for un in communes().values() for postal in un.postaux} == attendus
        with (REFERENCE / "departements-voisins.csv").open(encoding="utf-8") as fichier:
            touches = {(ligne["departement"], ligne["voisin"]) for ligne in csv.DictReader(fichier)}
        lus = (ligne.split("\t") for ligne in VOISINS.read_text("utf-8").splitlines())
        assert touches <= {(un, autre) for un, autres, _ in lus for autre in autres.split()}


def test_la_population_d_un_departement_est_celle_de_ses_communes() -> None:
    assert population(lieu("Paris (département)")) == population(lieu("Paris (commune)"))
    assert population(lieu("france")) is None


# La carte -----------------------------------------------------------------------------------------------------------


def test_chaque_lieu_habite_a_sa_forme_dans_le_dessin() -> None:
    formes = {forme(un) for echelon in Echelon for un in par_echelon(echelon).values()}
    assert all(f'id="{une}"' in CARTE for une in formes)
    assert {"d35", "r53", "r06", COLLECTIVITES} <= formes
    assert forme(lieu("974")) == forme(lieu("Saint-Denis (974)")) == "r04"
    assert forme(lieu("france")) == ""
    assert len(tuiles()) == 6


def test_la_carte_dit_d_ou_viennent_ses_traces_et_reste_legere() -> None:
    assert "CC BY 4.0" in CARTE
    assert len(CARTE) < 12_000


def test_l_agrandissement_de_paris_montre_ses_voisins_en_entier() -> None:
    gauche, haut, largeur, hauteur = CADRE_DE_LA_COURONNE
    for numero in COURONNE:
        trace = re.search(rf'id="d{numero}" d="M(\d+) (\d+)l([^z]*)z', CARTE)
        assert trace is not None
        x, y = int(trace[1]), int(trace[2])
        pas = [int(n) for n in re.findall(r"-?\d+", trace[3])]
        for dx, dy in [(0, 0), *zip(pas[::2], pas[1::2], strict=True)]:
            x, y = x + dx, y + dy
            assert gauche <= x <= gauche + largeur
            assert haut <= y <= haut + hauteur


# Les relations ------------------------------------------------------------------------------------------------------


SITUATION: Situation = {
    cle_de_fiche: situer(map(lieu, lieux))
    for cle_de_fiche, lieux in {
        "exemples/rennes": ["Rennes"],
        "exemples/rennes-et-partout": ["Rennes", "france"],
        "exemples/metropole": ["Rennes Métropole"],
        "exemples/fougeres": ["Fougères"],
        "exemples/bretagne": ["Bretagne"],
        "exemples/brest": ["Brest"],
        "exemples/nantes-et-bretagne": ["Nantes", "Bretagne"],
        "exemples/outre-mer": ["outre-mer"],
        "exemples/mamoudzou": ["Mamoudzou"],
        "exemples/france": ["france"],
        "exemples/est-marne": ["Paris Est Marne et Bois"],
        "exemples/grand-paris": ["Métropole du Grand Paris"],
        "exemples/paris": ["Paris (commune)"],
        "exemples/europe": ["europe"],
    }.items()
}
PRESENCES = localiser("essai", SITUATION, Memoire())


def vus(ecrit: str) -> list[tuple[str, str, list[str]]]:
    """Chaque cercle d’un lieu : sa relation, son territoire, ses fiches."""
    return [
        (un.relation.value, un.autour.nom, [fiche.removeprefix("exemples/") for fiche in un.fiches])
        for un in cercles(entier(lieu(ecrit)), PRESENCES)
    ]


def test_une_commune_voit_de_proche_en_proche() -> None:
    assert vus("Rennes") == [
        ("ici", "Rennes", ["rennes", "rennes-et-partout"]),
        ("haut", "Rennes Métropole", ["metropole"]),
        ("departement", "Ille-et-Vilaine", ["fougeres"]),
        ("voisins", "Rennes", ["nantes-et-bretagne"]),
        ("haut", "Bretagne", ["bretagne"]),
        ("region", "Bretagne", ["brest"]),
        ("haut", "France entière", ["france"]),
    ]


def test_un_departement_distingue_ce_qui_y_agit_de_ce_qui_agit_d_en_haut() -> None:
    assert vus("Ille-et-Vilaine") == [
        ("dedans", "Ille-et-Vilaine", ["rennes", "rennes-et-partout", "metropole", "fougeres"]),
        ("voisins", "Ille-et-Vilaine", ["nantes-et-bretagne"]),
        ("haut", "Bretagne", ["bretagne"]),
        ("region", "Bretagne", ["brest"]),
        ("haut", "France entière", ["france"]),
    ]


def test_un_organisme_national_n_agit_pas_a_mayotte_mais_au_dessus_d_elle() -> None:
    assert vus("Mayotte") == [
        ("dedans", "Mayotte", ["mamoudzou"]),
        ("haut", "Outre-mer", ["outre-mer"]),
        ("haut", "France entière", ["rennes-et-partout", "france"]),
    ]
    assert [cercle for cercle in vus("La Réunion") if cercle[0] in ("ici", "dedans")] == []


def test_le_grand_paris_a_deux_etages_et_paris_un_seul_nom() -> None:
    assert vus("Créteil")[:3] == [
        ("haut", "Métropole du Grand Paris", ["grand-paris"]),
        ("departement", "Val-de-Marne", ["est-marne"]),
        ("voisins", "Créteil", ["paris"]),
    ]
    assert vus("Paris (département)")[:2] == [("ici", "Paris", ["paris"]), ("haut", "Métropole du Grand Paris", ["grand-paris"])]
    assert vus("Vincennes")[:2] == [
        ("haut", "Paris Est Marne et Bois", ["est-marne"]),
        ("haut", "Métropole du Grand Paris", ["grand-paris"]),
    ]


def test_une_fiche_ne_se_compte_jamais_deux_fois() -> None:
    for ecrit in ("Rennes", "Fougères", "Ille-et-Vilaine", "Bretagne", "Créteil", "Mayotte", "Nouméa", "Saint-Malo", "france"):
        toutes = [fiche for cercle in cercles(entier(lieu(ecrit)), PRESENCES) for fiche in cercle.fiches]
        assert len(toutes) == len(set(toutes)), ecrit
        assert "exemples/europe" not in toutes


def test_un_lieu_ou_rien_n_agit_voit_encore_ce_qui_l_entoure() -> None:
    assert [relation for relation, _, _ in vus("Gers")] == ["haut"]
    assert Relation.ICI not in [cercle.relation for cercle in cercles(lieu("Gers"), PRESENCES)]


def test_une_commune_de_neuf_cents_habitants_trouve_des_villages_pas_des_villes() -> None:
    noms_presents = ("Rennes", "L’Abergement-Clémenciat", "Montargis", "Abergement-la-Ronce", "Le Saint")
    presentes = sorted((lieu(nom) for nom in noms_presents), key=lambda une: une.population or 0)
    neuf_cents = Lieu(Echelon.COMMUNE, "99999", "Neuf-Cents", "35", "53", 900)
    trouvees = comparables(neuf_cents, presentes)
    assert noms(trouvees) == ["L’Abergement-Clémenciat", "Abergement-la-Ronce", "Le Saint"]
    assert comparables(presentes[-1], presentes) == ()


# Les noms -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ecrit", "attendue"),
    [
        ("St-Étienne", "saint etienne"),
        ("Saint Etienne", "saint etienne"),
        ("Sainte-Marie", "sainte marie"),
        ("Le Mans", "mans"),
        ("L’Abergement-Clémenciat", "abergement clemenciat"),
        ("l'abergement clemenciat", "abergement clemenciat"),
        ("Œuilly", "oeuilly"),
        ("Mt St Michel", "mont saint michel"),
        ("La", "la"),
    ],
)
def test_un_nom_se_compare_sans_accents_ni_article(ecrit: str, attendue: str) -> None:
    assert cle(ecrit) == attendue


@pytest.mark.parametrize(
    ("nom", "attendu"),
    [
        ("CC du Mont des Avaloirs", "mont des avaloirs"),
        ("CA Communauté Paris-Saclay", "paris saclay"),
        ("communauté d’agglomération de La Rochelle", "rochelle"),
        ("Établissement public territorial Plaine Commune", "plaine commune"),
        ("Métropole de Lyon", "metropole de lyon"),
        ("Cahors", "cahors"),
    ],
)
def test_une_intercommunalite_se_dit_avec_ou_sans_sa_sorte(nom: str, attendu: str) -> None:
    assert sans_sorte(cle(nom)) == attendu


@pytest.mark.parametrize(
    ("nom", "usuel"),
    [
        ("Métropole Européenne de Lille", "mel"),
        ("Métropole du Grand Paris", "mgp"),
        ("Métropole Toulon-Provence-Méditerranée", "tpm"),
        ("Paris Ouest La Défense", "pold"),
        ("CU Grand Paris Seine et Oise", "gpseo"),
        ("CA de Sophia Antipolis", "casa"),
        ("CA du Pays Basque", "capb"),
        ("CC du Mont des Avaloirs", "ccma"),
    ],
)
def test_un_sigle_se_deduit_des_initiales(nom: str, usuel: str) -> None:
    assert usuel in sigles(nom)
    assert all(3 <= len(sigle) <= 8 for sigle in sigles(nom))


def test_une_communaute_de_communes_ne_se_dit_pas_par_ses_seules_initiales() -> None:
    assert all(sigle.startswith("cc") for sigle in sigles("CC du Mont des Avaloirs"))


def test_un_lieu_se_designe_par_le_code_de_son_plus_grand_echelon() -> None:
    assert [code(lieu(nom)) for nom in ("Rennes", "35", "Bretagne", "974", "La Réunion", "Paris (commune)", "988")] == [
        *("35238", "35", "r53", "974", "974", "75", "988"),
    ]


def test_verifier_une_fiche_ne_lit_rien_de_la_geographie() -> None:
    programme = "import sys, generator.chaine; print([m for m in sys.modules if 'geographie' in m])"
    sortie = subprocess.run([sys.executable, "-c", programme], capture_output=True, text=True, check=True, cwd=RACINE)
    assert sortie.stdout.strip() == "[]"
