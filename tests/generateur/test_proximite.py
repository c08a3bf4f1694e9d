"""Une suggestion est ce que l’on a sans doute voulu écrire : presque le même nom, jamais un nom qui ressemble de loin."""

import pytest

from generator.constats.proximite import plus_proche

DOMAINES = (
    "emploi-insertion", "pouvoir-achat", "developpement-economique", "mobilite-transports", "sante",
    "vieillissement-intergeneration", "pauvrete-exclusion", "logement", "handicap-diversite", "environnement-biodiversite",
    "transition-energetique", "numerique", "lien-social", "culture-loisirs", "securite", "education",
)  # fmt: skip
CHAMPS = (
    "titre",
    "resume",
    "domaines",
    "categories",
    "territoires",
    "partenaires",
    "mots_cles",
    "voir_aussi",
    "publie_le",
    "statut",
)
SECTIONS = ("Contexte", "L’alliance", "Ce qui a été fait", "Résultats", "Points de vigilance", "Ce qui est reproductible")
FICHES = ("silver-geek", "charte-du-faire-alliance", "franchise-sociale", "fonds-odd-17", "batisseurs-du-possible", "q2er")
ACTEURS = ("acteurs-publics", "entreprises", "associations-fondations", "academiques", "citoyens")
DUREES = ("20-minutes", "1-heure", "4-heures", "12-heures", "plus")

PRESQUE = [
    (DOMAINES, "Santé", "sante"),
    (DOMAINES, "SANTE", "sante"),
    (DOMAINES, "logements", "logement"),
    (DOMAINES, "logment", "logement"),
    (DOMAINES, "Logement ", "logement"),
    (DOMAINES, "environnement", "environnement-biodiversite"),
    (DOMAINES, "environement", "environnement-biodiversite"),
    (DOMAINES, "Biodiversité", "environnement-biodiversite"),
    (DOMAINES, "insertion", "emploi-insertion"),
    (DOMAINES, "emploi", "emploi-insertion"),
    (DOMAINES, "vieillissement", "vieillissement-intergeneration"),
    (DOMAINES, "vieillisement", "vieillissement-intergeneration"),
    (DOMAINES, "vieillisement-intergénération", "vieillissement-intergeneration"),
    (DOMAINES, "transports", "mobilite-transports"),
    (DOMAINES, "transport", "mobilite-transports"),
    (DOMAINES, "mobilité", "mobilite-transports"),
    (DOMAINES, "handicap", "handicap-diversite"),
    (DOMAINES, "culture", "culture-loisirs"),
    (DOMAINES, "culture et loisirs", "culture-loisirs"),
    (DOMAINES, "pouvoir d’achat", "pouvoir-achat"),
    (DOMAINES, "énergétique", "transition-energetique"),
    (DOMAINES, "pauvreté", "pauvrete-exclusion"),
    (DOMAINES, "lien sociaux", "lien-social"),
    (DOMAINES, "sécurités", "securite"),
    (DOMAINES, "educaton", "education"),
    (DOMAINES, "développement économque", "developpement-economique"),
    (CHAMPS, "Titre", "titre"),
    (CHAMPS, "résumé", "resume"),
    (CHAMPS, "Resumé", "resume"),
    (CHAMPS, "domaine", "domaines"),
    (CHAMPS, "catégorie", "categories"),
    (CHAMPS, "partenaire", "partenaires"),
    (CHAMPS, "partenaries", "partenaires"),
    (CHAMPS, "mots-clés", "mots_cles"),
    (CHAMPS, "mot clé", "mots_cles"),
    (CHAMPS, "voir aussi", "voir_aussi"),
    (CHAMPS, "publié le", "publie_le"),
    (CHAMPS, "teritoires", "territoires"),
    (SECTIONS, "Resultat", "Résultats"),
    (SECTIONS, "Le contexte", "Contexte"),
    (SECTIONS, "Alliance", "L’alliance"),
    (SECTIONS, "Point de vigilance", "Points de vigilance"),
    (SECTIONS, "Ce qui est reproductibles", "Ce qui est reproductible"),
    (FICHES, "silver geek", "silver-geek"),
    (FICHES, "silvergeek", "silver-geek"),
    (FICHES, "charte-faire-alliance", "charte-du-faire-alliance"),
    (FICHES, "franchise-social", "franchise-sociale"),
    (FICHES, "fond-odd-17", "fonds-odd-17"),
    (ACTEURS, "Entreprise", "entreprises"),
    (ACTEURS, "entrprises", "entreprises"),
    (ACTEURS, "association", "associations-fondations"),
    (ACTEURS, "acteur public", "acteurs-publics"),
    (ACTEURS, "fondation", "associations-fondations"),
    (ACTEURS, "académique", "academiques"),
    (DUREES, "20 minutes", "20-minutes"),
]  # fmt: skip

LOIN = [
    (DOMAINES, "précarité"),
    (DOMAINES, "publicité"),
    (DOMAINES, "santé mentale"),
    (DOMAINES, "mentalité"),
    (DOMAINES, "jardinage"),
    (DOMAINES, "écologie"),
    (DOMAINES, "seniors"),
    (DOMAINES, "numéro"),
    (DOMAINES, "solidarité"),
    (DOMAINES, "transition"[:4]),
    (DOMAINES, "et"),
    (DOMAINES, "x"),
    (DOMAINES, ""),
    (DOMAINES, "…"),
    (DOMAINES, "emploi santé"),
    (DOMAINES, "logement social et familles"),
    (DOMAINES, "tradition"),
    (DOMAINES, "location"),
    (CHAMPS, "budget"),
    (CHAMPS, "contact"),
    (CHAMPS, "description"),
    (CHAMPS, "lieu"),
    (CHAMPS, "date"),
    (CHAMPS, "summary"),
    (CHAMPS, "auteur"),
    (CHAMPS, "prix"),
    (CHAMPS, "stade"),
    (CHAMPS, "histoire"),
    (CHAMPS, "motif"),
    (CHAMPS, "territorial et social"),
    (SECTIONS, "Budget"),
    (SECTIONS, "Extrait du bulletin municipal"),
    (SECTIONS, "Remerciements"),
    (SECTIONS, "Contact"),
    (SECTIONS, "Ce qui"),
    (SECTIONS, "Équipe"),
    (SECTIONS, "Nos partenaires"),
    (FICHES, "silver-economie"),
    (FICHES, "charte-graphique"),
    (FICHES, "fonds-odd-11"),
    (FICHES, "qr"),
    (FICHES, "franchise-medicale"),
    (FICHES, "charte"[:3]),
    (ACTEURS, "mairie"),
    (ACTEURS, "pêcheurs"),
    (ACTEURS, "chercheurs"),
    (ACTEURS, "acteur"[:3]),
    (ACTEURS, "patrons"),
    (ACTEURS, "citadins"),
    (ACTEURS, "entraide"),
    (DUREES, "2 heures"),
    (DUREES, "14 heures"),
    (DUREES, "10 minutes"),
    (DUREES, "heures"),
    (DUREES, "longtemps"),
]  # fmt: skip


@pytest.mark.parametrize(("choix", "ecrit", "voulu"), PRESQUE)
def test_presque_le_meme_nom_se_suggere(choix: tuple[str, ...], ecrit: str, voulu: str) -> None:
    assert plus_proche(ecrit, choix, memes_nombres=True) == voulu


@pytest.mark.parametrize(("choix", "ecrit"), LOIN)
def test_un_nom_qui_ressemble_de_loin_ne_se_suggere_pas(choix: tuple[str, ...], ecrit: str) -> None:
    assert plus_proche(ecrit, choix, memes_nombres=True) == ""
