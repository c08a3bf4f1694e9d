"""Les mots de tous les jours reçoivent la ligne à recopier : l’appliquer à la lettre ôte la faute, et n’en fait pas d’autre."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from depots import FIGE
from fiches import SILVER_GEEK, constats_de, remplacer

from generator.constats.constat import Constat
from generator.constats.extraits import appliquer
from generator.constats.rapports.phrases import en_une_phrase, que_taper
from generator.controle.contenu import valider_referentiel
from generator.lecture.lu import lire_referentiel
from generator.modele.vocabulaires import Vocabulaire

UNE_REGION = re.sub(r"(territoires:\n  - Nouvelle-Aquitaine\n)(?:  - .*\n)+", r"\1", SILVER_GEEK)
"""La même fiche, dans une seule région."""

# Ce qu’on a, ce qu’on tape, la ligne ou les lignes à recopier.
APPLIQUEES = [
    ("  - Nouvelle-Aquitaine", "  - Ville de Morlaix", "  - Morlaix"),
    ("  - Nouvelle-Aquitaine", "  - '22'", '  - "Côtes-d’Armor"'),
    ("territoires:\n  - Nouvelle-Aquitaine", "territoires: [Limousin, Haute-Vienne]", "territoires: [Haute-Vienne]"),
    ("territoires:\n  - Nouvelle-Aquitaine", "territoires: [Haute-Vienne, 87]", "territoires: [Haute-Vienne]"),
    ("  - Nouvelle-Aquitaine", "  - '69100'", '  - "Villeurbanne"'),
    ("  - Nouvelle-Aquitaine", "  - 69100", "  - Villeurbanne"),
    ("  - Nouvelle-Aquitaine", "  - CC du Pays d'Avallon", '  - "CC Avallon, Vézelay, Morvan"'),
    ("  - Nouvelle-Aquitaine", "  - Oyonnax et Nantua", "  - Oyonnax\n  - Nantua"),
    ("  - Nouvelle-Aquitaine", "  - 59/62", "  - Nord\n  - Pas-de-Calais"),
    ("territoires:\n  - Nouvelle-Aquitaine", 'territoires: ["26110 NYONS", Ville de Limoges]',
    'territoires: ["Nyons", Limoges]'),
    ("territoires:\n  - Nouvelle-Aquitaine", "territoires: Creuse / Haute-Vienne",
    "territoires: [Creuse (département), Haute-Vienne]"),
    ("territoires:\n  - Nouvelle-Aquitaine", "territoires: 59", 'territoires: ["Nord"]'),
    ("territoires:\n  - Nouvelle-Aquitaine", "lieu: Nyons (Drôme)", "territoires: [Nyons]"),
    ("territoires:\n  - Nouvelle-Aquitaine", "Villes: Lyon, Ville de Thiers", "territoires: [Lyon, Thiers]"),
    ("statut: en-cours", "statut: En cours", "statut: en-cours"),
    ("statut: en-cours", "statut: arrêté en 2022", "statut: termine"),
    ("statut: en-cours", "Statut: toujours actif", "statut: en-cours"),
    ("statut: en-cours", "état d’avancement: fini", "statut: termine"),
    ("statut: en-cours", "status: ongoing", "statut: en-cours"),
    ("periode: {debut: 2012}", "date de début: septembre 2012", "periode: {debut: 2012}"),
    ("periode: {debut: 2012}", "depuis: 2012", "periode: {debut: 2012}"),
    ("periode: {debut: 2012}", "periode: 2012-2018", "periode: {debut: 2012, fin: 2018}"),
    ("periode: {debut: 2012}", "periode: depuis 2012", "periode: {debut: 2012}"),
    ("periode: {debut: 2012}", "periode: {debut: depuis 2012}", "periode: {debut: 2012}"),
    ("periode: {debut: 2012}", "Période: {debut: 2012}", "periode: {debut: 2012}"),
    ("periode: {debut: 2012}", "date_debut: 2012-05-01", "periode: {debut: 2012}"),
    ("  - Nouvelle-Aquitaine", '  - "Ville de Niort" # le siège', '  - "Niort" # le siège'),
    ("mots_cles: [SilverGeek", "Tags: [SilverGeek",
     "mots_cles: [SilverGeek, e-sport, EHPAD, service civique, inclusion numérique, bowling]"),
    ("    auteurs: [AFJV]", "    auteur: AFJV", "    auteurs: [AFJV]"),
    ("voir_aussi: [methodes/franchise-sociale", "voir_aussi: [methode/franchise-sociale",
     "voir_aussi: [methodes/franchise-sociale, methodes/catalyse-territoriale]"),
    ("resume: >-", "description: >-", "resume: >-"),
    ("resume: >-", "Résumé: >-", "resume: >-"),
    ("partenaires:", "Partenaire:", "partenaires:"),
    ("partenaires:", "parties prenantes:", "partenaires:"),
    ("categories: [innovation-societale]", "categories: innovation", "categories: [innovation-societale]"),
    ("categories: [innovation-societale]", "catégories: [Mécénat, RSE]", "categories: [mecenat, pratiques-responsables]"),
    ("publie_le: 2026-11-20", "publie_le: 20/11/2026", "publie_le: 2026-11-20"),
    ("publie_le: 2026-11-20", "publie_le: le 1er novembre 2026", "publie_le: 2026-11-01"),
    ("publie_le: 2026-11-20", "date de publication: 20 novembre 2026", "publie_le: 2026-11-20"),
    ("domaines: [vieillissement-intergeneration, numerique, lien-social]",
     "domaines: [vieillisement, Transition numérique, isolement]",
     "domaines: [vieillissement-intergeneration, numerique, lien-social]"),
    ("domaines: [vieillissement-intergeneration, numerique, lien-social]",
     "domaines: seniors et numérique", "domaines: [vieillissement-intergeneration, numerique]"),
    ("domaines: [vieillissement-intergeneration, numerique, lien-social]",
     "domaines: [écologie et soins]", "domaines: [environnement-biodiversite, sante]"),
    ("domaines: [vieillissement-intergeneration, numerique, lien-social]",
     "thèmes: précarité", "domaines: [pauvrete-exclusion]"),
]  # fmt: skip


def seule_erreur(constats: list[Constat]) -> Constat:
    return next(constat for constat in constats if constat.gravite == "erreur")


@pytest.mark.parametrize(("avant", "apres", "corrige"), APPLIQUEES)
def test_la_ligne_corrigee_se_recopie_telle_quelle(copie: Path, avant: str, apres: str, corrige: str) -> None:
    fautive = remplacer(UNE_REGION, avant, apres)
    erreurs = [c for c in constats_de(copie, fautive) if c.gravite == "erreur"]
    assert erreurs
    # Plusieurs fautes d’une même ligne donnent la même ligne, tout entière corrigée.
    assert {c.correction for c in erreurs} == {corrige}
    lignes = fautive.split("\n")
    lignes[erreurs[0].ligne - 1] = erreurs[0].correction
    assert constats_de(copie, "\n".join(lignes)) == []


PARTICIPANTS = {
    "des organismes": (
        "Participants:\n  - organisme: Mairie de Niort\n    profil: acteurs-publics\n    mission: prête le terrain\n"
        "  - organisme: Boulangerie Roux\n    profil: entreprises\n    mission: cultive les légumes",
        "partenaires:\n  - nom: Mairie de Niort\n    profil: acteurs-publics\n    role: prête le terrain\n"
        "  - nom: Boulangerie Roux\n    profil: entreprises\n    role: cultive les légumes",
    ),
    "des noms": (
        "Participants:\n  - Mairie de Niort\n  - Boulangerie Roux",
        "partenaires:\n  - nom: Mairie de Niort\n    profil: acteurs-publics\n    role: à écrire\n"
        "  - nom: Boulangerie Roux\n    profil: à choisir\n    role: à écrire",
    ),
    "sous un nom que l’on ne connaît pas": (
        "ils en sont:\n  - nom: Mairie de Niort\n    profil: acteurs-publics\n    mission: prête le terrain\n"
        "  - nom: Boulangerie Roux\n    profil: entreprises\n    mission: cultive les légumes",
        "partenaires:\n  - nom: Mairie de Niort\n    profil: acteurs-publics\n    role: prête le terrain\n"
        "  - nom: Boulangerie Roux\n    profil: entreprises\n    role: cultive les légumes",
    ),
}


@pytest.mark.parametrize("forme", PARTICIPANTS)
def test_une_liste_de_participants_est_celle_des_partenaires(copie: Path, forme: str) -> None:
    ecrite, juste = PARTICIPANTS[forme]
    fautive = re.sub(r"partenaires:\n(?:  .*\n)+", f"{ecrite}\n", SILVER_GEEK)
    (constat,) = constats_de(copie, fautive)
    assert "« partenaires »" in constat.message
    assert "nombre" not in constat.message
    assert "retirez" not in constat.message
    assert constat.correction == juste
    corrigee = "\n".join(appliquer(constat, fautive.split("\n")))
    assert {reste.code for reste in constats_de(copie, corrigee)} <= {"reste-a-ecrire", "modalite-inconnue"}
    assert ("à écrire" in juste) or constats_de(copie, corrigee) == []


@pytest.mark.parametrize(
    "ecrit",
    [
        "territoires: [Creuse (département) : département, 115 527 habitants]",
        'territoires: ["Creuse (département) : département, 115 527 habitants"]',
        "territoires:\n  - Creuse (département) : département, 115 527 habitants",
    ],
)
def test_un_choix_recopie_tout_entier_se_comprend(copie: Path, ecrit: str) -> None:
    constats = constats_de(copie, remplacer(UNE_REGION, "territoires:\n  - Nouvelle-Aquitaine", ecrit))
    assert constats
    assert not any("« «" in constat.message or "«  »" in constat.message for constat in constats)
    assert any("Creuse (département)" in f"{constat.correction}{constat.message}" for constat in constats)


MOTS = [
    ("acteurs", "entreprise", "entreprises"), ("acteurs", "boîte", "entreprises"), ("acteurs", "société", "entreprises"),
    ("acteurs", "PME", "entreprises"), ("acteurs", "asso", "associations-fondations"), ("acteurs", "Association loi 1901",
    "associations-fondations"),
    ("acteurs", "Mairie", "acteurs-publics"), ("acteurs", "commune", "acteurs-publics"), ("acteurs", "collectivités",
    "acteurs-publics"),
    ("acteurs", "chercheurs", "academiques"), ("acteurs", "Université", "academiques"), ("acteurs", "habitants", "citoyens"),
    ("acteurs", "citoyen", "citoyens"), ("domaines", "écologie", "environnement-biodiversite"),
    ("domaines", "environement", "environnement-biodiversite"), ("domaines", "climat", "environnement-biodiversite"),
    ("domaines", "santé publique", "sante"), ("domaines", "Vieillissement", "vieillissement-intergeneration"),
    ("domaines", "vieillisement", "vieillissement-intergeneration"), ("domaines", "seniors", "vieillissement-intergeneration"),
    ("domaines", "jeunes", "education"), ("domaines", "emploi", "emploi-insertion"), ("domaines", "insertion",
    "emploi-insertion"),
    ("domaines", "habitat", "logement"), ("domaines", "précarité", "pauvrete-exclusion"), ("domaines", "digital", "numerique"),
    ("besoins", "donner envie", "faire-naitre-envie"), ("besoins", "structuration", "structurer"),
    ("niveaux", "départemental", "regional"), ("statuts", "en projet", "en-preparation"), ("statuts", "achevé", "termine"),
    ("odd", "4", "odd-04"), ("odd", "ODD 13", "odd-13"), ("types-outil", "manuel", "guide"), ("types-outil", "subvention",
    "financement"),
    ("graphiques", "histogramme", "barres"), ("durees", "plusieurs mois", "plus"), ("soutiens", "subvention",
    "financement-direct"),
]  # fmt: skip


@pytest.fixture(scope="module")
def vocabulaires() -> Mapping[str, Vocabulaire]:
    referentiel, constats = valider_referentiel(lire_referentiel(FIGE))
    assert constats == ()
    return referentiel.vocabulaires


@pytest.mark.parametrize(("vocabulaire", "ecrit", "voulu"), MOTS)
def test_un_mot_de_tous_les_jours_designe_sa_modalite(
    vocabulaires: Mapping[str, Vocabulaire], vocabulaire: str, ecrit: str, voulu: str
) -> None:
    assert [modalite.id for modalite in vocabulaires[vocabulaire].dites(ecrit)] == [voulu]


SANS_CHAMP = [
    ("budget: 82 000 euros", "« chiffres »"),
    ("Coût: 3 000 €", "« chiffres »"),
    ("contact: la coordination du bus", "« liens »"),
    ("e-mail: x@exemple.fr", "« liens »"),
    ("photo: jardin.jpg", "image"),
    ("contexte: une friche", "## Contexte"),
    ("résultats: 120 familles", "## Résultats"),
    ("date: 12/03/2021", "« publie_le »"),
    ("profils: [entreprises]", "partenaires"),
    ("Auteur: moi", "ne publie pas le nom"),
    ("ville: Niort", "« territoires »"),
    ("humeur: bonne", "/contribuer/champs/exemples/"),
]


@pytest.mark.parametrize(("tape", "dit"), SANS_CHAMP)
def test_un_champ_sans_equivalent_dit_ou_cela_se_met(copie: Path, tape: str, dit: str) -> None:
    constat = seule_erreur(constats_de(copie, remplacer(SILVER_GEEK, "statut: en-cours", f"statut: en-cours\n{tape}")))
    assert (constat.code, constat.suggestion, constat.correction) == ("champ-inconnu", "", "")
    assert dit in constat.message


def test_un_champ_manquant_donne_la_ligne_a_remplir_et_les_valeurs_en_clair(copie: Path) -> None:
    profil = next(ligne for ligne in SILVER_GEEK.split("\n") if ligne.strip().startswith("profil: "))
    constat = seule_erreur(constats_de(copie, remplacer(SILVER_GEEK, f"{profil}\n", "")))
    assert "\n    profil: à choisir  # acteurs-publics, entreprises" in constat.correction
    assert any(ligne.startswith("- entreprises\N{NO-BREAK SPACE}: Organisations qui vivent") for ligne in que_taper(constat))


def test_une_longue_liste_se_montre_en_peu_de_mots_et_dit_ou_elle_est(copie: Path) -> None:
    inconnu = remplacer(SILVER_GEEK, "  - document: carnet-2022", "  - document: carnet-de-bord-inconnu")
    constat = next(c for c in constats_de(copie, inconnu) if c.code == "source-inconnue")
    assert len(constat.admis) <= 5
    assert "/sources/" in constat.message
    assert " autres" not in en_une_phrase(constat)


@pytest.mark.parametrize("ecrit", ["non", "aucun", "Aucune", "[non]", "oui", "sans objet"])
def test_dire_non_a_un_renvoi_facultatif_mene_a_retirer_la_ligne(copie: Path, ecrit: str) -> None:
    fautive = re.sub(r"(?m)^voir_aussi: .*$", f"voir_aussi: {ecrit}", SILVER_GEEK)
    erreurs = [c for c in constats_de(copie, fautive) if c.gravite == "erreur"]
    assert [(c.code, c.suggestion, c.correction) for c in erreurs] == [("champ-mal-forme", "", "")]
    assert "retirez toute la ligne « voir_aussi »" in erreurs[0].message
    assert "le nom de la fiche" in erreurs[0].message


def test_un_nom_de_fiche_a_la_place_d_un_renvoi_donne_son_adresse_une_seule_fois(copie: Path) -> None:
    fautive = re.sub(r"(?m)^voir_aussi: .*$", "voir_aussi: [/methodes/franchise-sociale]", SILVER_GEEK)
    (erreur,) = [c for c in constats_de(copie, fautive) if c.gravite == "erreur"]
    assert (erreur.code, erreur.correction) == ("renvoi-inconnu", "voir_aussi: [methodes/franchise-sociale]")


LIEUX_LARGES = [
    ("  - 974 - Ile de la Réunion", ("Le Tampon", "La Réunion")),
    ("  - 974", ("Le Tampon", "La Réunion")),
    ("  - Île de la Réunion", ()),
    ("  - La Réunion", ()),
]


@pytest.mark.parametrize(("tape", "choix"), LIEUX_LARGES)
def test_un_numero_plus_large_que_le_titre_laisse_choisir_la_commune(copie: Path, tape: str, choix: tuple[str, ...]) -> None:
    fautive = remplacer(UNE_REGION, "  - Nouvelle-Aquitaine", tape)
    fautive = re.sub(r"(?m)^titre: .*$", 'titre: "Le Tampon : une cuisine de quartier"', fautive)
    constats = [c for c in constats_de(copie, fautive) if c.code == "lieu-inconnu"]
    assert [c.admis for c in constats if c.admis] == [choix] * bool(choix)
    assert all("Le lieu le plus précis suffit." in c.message and not c.correction for c in constats if c.admis)


def test_un_lieu_plus_large_que_son_voisin_encore_a_choisir_ne_donne_pas_de_ligne_fausse(copie: Path) -> None:
    fautive = remplacer(UNE_REGION, "territoires:\n  - Nouvelle-Aquitaine", "territoires: [Limousin, corréze]")
    ancienne, mal_ecrite = (c for c in constats_de(copie, fautive) if c.gravite == "erreur")
    assert "retirez « Limousin »" in ancienne.message
    assert mal_ecrite.admis == ("Corrèze (département)", "Corrèze (commune)")
    assert (ancienne.correction, mal_ecrite.correction) == ("", "")


def test_un_mot_qui_designe_deux_modalites_laisse_choisir(vocabulaires: Mapping[str, Vocabulaire]) -> None:
    dites = [modalite.id for modalite in vocabulaires["domaines"].dites("santé mentale")]
    assert dites == ["sante", "handicap-diversite"]


def test_un_montant_se_retire_et_se_recopie_sous_chiffres(copie: Path) -> None:
    fautive = remplacer(SILVER_GEEK, "statut: en-cours", "statut: en-cours\nbudget: 82 000 euros")
    constat = seule_erreur(constats_de(copie, fautive))
    assert "retirez cette ligne" in constat.message
    assert '- {valeur: "82 000", unite: euros, libelle: à écrire, annee: à écrire, source: ' in constat.message


def test_un_champ_manquant_s_ajoute_sous_son_element_avec_les_espaces_qu_il_faut(copie: Path) -> None:
    role = next(ligne for ligne in SILVER_GEEK.split("\n") if ligne.strip().startswith("role: "))
    constat = seule_erreur(constats_de(copie, remplacer(SILVER_GEEK, f"{role}\n", "")))
    assert constat.correction.split("\n")[-1].startswith("    role: ")


def test_l_annee_dite_avec_le_statut_a_sa_place(copie: Path) -> None:
    constat = seule_erreur(constats_de(copie, remplacer(SILVER_GEEK, "statut: en-cours", "statut: arrêté en 2022")))
    assert re.search(r"la période s’écrit « periode: \{debut: \d{4}, fin: 2022\} »", constat.message)


def test_un_nom_a_virgules_se_propose_entre_guillemets(copie: Path) -> None:
    fautive = remplacer(UNE_REGION, "territoires:\n  - Nouvelle-Aquitaine", "territoires: [CC du Pays d’Avallon]")
    fautive = re.sub(r"(?m)^titre: .*$", 'titre: "Avallon : une ressourcerie dans la scierie"', fautive)
    constat = seule_erreur(constats_de(copie, fautive))
    assert '- "CC Avallon, Vézelay, Morvan" : intercommunalité' in "\n".join(que_taper(constat))
    juste = remplacer(fautive, "[CC du Pays d’Avallon]", '["CC Avallon, Vézelay, Morvan"]')
    assert [c for c in constats_de(copie, juste) if c.gravite == "erreur"] == []


@pytest.mark.parametrize("endroit", ["centre ville", "quartier des Minguettes", "Hameau des Bruyères"])
def test_un_endroit_a_cote_de_sa_commune_se_retire(copie: Path, endroit: str) -> None:
    fautive = remplacer(UNE_REGION, "territoires:\n  - Nouvelle-Aquitaine", f"territoires: [Montargis, {endroit}]")
    assert seule_erreur(constats_de(copie, fautive)).correction == "territoires: [Montargis]"


def test_un_lieu_inconnu_a_cote_d_un_autre_ne_se_retire_pas(copie: Path) -> None:
    fautive = remplacer(UNE_REGION, "territoires:\n  - Nouvelle-Aquitaine", "territoires: [Montargis, Xylofontaine]")
    assert seule_erreur(constats_de(copie, fautive)).correction == ""


def test_un_pourcentage_en_lettres_s_ecrit_par_son_signe_entre_guillemets(copie: Path) -> None:
    avant = next(ligne for ligne in SILVER_GEEK.split("\n") if ligne.startswith("    unite: "))
    fautive = remplacer(SILVER_GEEK, avant, "    unite: pourcent")
    assert seule_erreur(constats_de(copie, fautive)).correction == '    unite: "%"'


def test_une_unite_dite_deux_fois_dans_la_valeur_se_dit_une_fois_meme_sans_le_champ_unite(copie: Path) -> None:
    avant = re.search(r"(?m)^  - valeur: .*\n(?:    unite: .*\n)?", SILVER_GEEK)
    assert avant is not None
    constats = constats_de(copie, remplacer(SILVER_GEEK, avant[0], "  - valeur: 1 200 € €\n"))
    assert [(c.code, c.correction) for c in constats if c.gravite == "erreur"] == [("valeur-surchargee", "  - valeur: 1 200 €")]


def test_un_element_ecrit_a_la_suite_se_donne_en_bloc(copie: Path) -> None:
    avant = re.search(r"(?m)^  - nom: (.*)\n    profil: (.*)\n    role: (.*)\n", SILVER_GEEK)
    assert avant is not None
    nom, profil, role = avant.groups()
    constats = constats_de(copie, remplacer(SILVER_GEEK, avant[0], f"  - nom: {nom}, profil: {profil}, role: {role}\n"))
    assert [(c.code, f"{c.correction}\n") for c in constats] == [("entete-bloc", avant[0])]


@pytest.mark.parametrize(
    ("ecrit", "corrige"),
    [
        ("Conserverie Magnac", "  - nom: Conserverie Magnac\n    profil: à choisir\n    role: à écrire"),
        (
            "Conserverie Magnac : transforme les légumes",
            "  - {nom: Conserverie Magnac, profil: à choisir, role: transforme les légumes}",
        ),
    ],
)
def test_un_partenaire_reduit_a_son_nom_parmi_d_autres_garde_son_tiret(copie: Path, ecrit: str, corrige: str) -> None:
    """Un tiret vide de trop faisait dire « partenaires est vide » à qui en avait trois."""
    constat = seule_erreur(constats_de(copie, remplacer(SILVER_GEEK, "partenaires:\n", f"partenaires:\n  - {ecrit}\n")))
    assert constat.correction == corrige


def test_un_canton_ne_suffit_pas_a_la_place_de_ce_qui_l_entoure(copie: Path) -> None:
    lieux = "territoires:\n  - Pays Basque (64)\n  - Canton d'Espelette\n"
    constats = constats_de(copie, re.sub(r"(?m)^territoires:.*\n(?:  - .*\n)*", lieux, SILVER_GEEK, count=1))
    assert "CA du Pays Basque" in constats[0].correction
    assert "suffit" not in constats[0].message


def test_une_case_de_tableur_trop_etroite_n_est_pas_une_unite(copie: Path) -> None:
    unite = re.search(r"(?m)^    unite: .*$", SILVER_GEEK)
    assert unite is not None
    constat = seule_erreur(constats_de(copie, remplacer(SILVER_GEEK, unite[0], '    unite: "#####"')))
    assert constat.code == "reste-a-ecrire"
