"""`odd17 nouveau` : des questions, des réponses relues, une fiche qui passe la vérification."""

import signal
from pathlib import Path

import pytest
from fiches import MEMOIRE, constats_de, ligne_de
from terminal import Terminal
from typer.testing import CliRunner, Result

from generator import chaine
from generator.cli import app
from generator.ecriture.nouveau import identifiant
from generator.modele.fiches import FAMILLES
from generator.modele.questions import questions

COMMUNES = {
    "titre": "Le jardin partagé",
    "resume": "Des habitants et une entreprise de bâtiment font pousser un jardin sur un terrain vague.",
    "sources": "document:carnet-2022|partie:Annexe 5",
    "besoins": "animer",
    "profils": "entreprises, associations-fondations",
}
PROPRES = {
    "exemples": {
        "domaines": "lien-social",
        "categories": "mecenat",
        "objectifs": "co-construction-territoriale",
        "territoires": "Caen, Isère",
        "periode": "debut:2021",
        "statut": "en-cours",
        "partenaires": (
            "nom:Les Lilas|profil:associations-fondations|role:porte le projet",
            "nom:Bâti|profil:entreprises|role:prête",
        ),
    },
    "methodes": {"promesse": "Vous saurez faire un jardin.", "objectifs": "innovation-societale"},
    "outils": {"type": "guide", "question": "Comment faire un jardin ensemble\N{NO-BREAK SPACE}?", "producteurs": "Les Lilas"},
    "donnees": {
        "question": "Jardinez-vous\N{NO-BREAK SPACE}?",
        "population": "Habitants de Caen",
        "enquete": "Enquête du jardin, 2022",
        "annee": "2022",
        "unite": "%",
        "valeurs": "libelle:oui|valeur:12|source:carnet-2022",
    },
    "competences": {"type": "reseau", "structure": "Les Lilas", "offre": "Des conseils de jardinage."},
    "mesures": {
        "numero": "3",
        "dimension": "operationnelle",
        "objectif_de_la_mesure": "Faire pousser des jardins.",
        "delai": "6 mois",
        "facilitateurs": "La commune",
    },
}


def reponses(famille: str) -> list[str]:
    toutes = {**COMMUNES, **PROPRES[famille]}
    admises = champs_demandes(famille)
    options = []
    for champ, valeur in toutes.items():
        if champ in admises:
            for une in valeur if isinstance(valeur, tuple) else (valeur,):
                options += ["--reponse", f"{champ}={une}"]
    return options


def champs_demandes(famille: str) -> set[str]:
    return {question.champ for question in questions(famille)}


@pytest.mark.parametrize("famille", FAMILLES)
def test_sans_dialogue_les_reponses_en_options_font_une_fiche_valide(copie: Path, famille: str) -> None:
    singulier = famille.removesuffix("s")
    resultat = CliRunner().invoke(app, ["nouveau", singulier, "--racine", str(copie), "--non-interactif", *reponses(famille)])
    assert resultat.exit_code == 0, resultat.output
    catalogue, constats = chaine.charger(copie, memoire=MEMOIRE)
    # Elle attend encore d’être reliée à un outil ou à une méthode, et on le lui dit.
    assert {c.code for c in constats} <= {"exemple-sans-pratique", "reste-a-ecrire"}
    assert f"{famille}/le-jardin-partage" in catalogue.fiches


def test_il_n_ecrase_jamais(copie: Path) -> None:
    avant = (copie / "exemples/vitawin.md").read_text("utf-8")
    commande = [
        "nouveau",
        "exemple",
        "--racine",
        str(copie),
        "--non-interactif",
        "--identifiant",
        "vitawin",
        *reponses("exemples"),
    ]
    resultat = CliRunner().invoke(app, commande)
    assert resultat.exit_code == 1
    assert "existe déjà" in resultat.output
    assert (copie / "exemples/vitawin.md").read_text("utf-8") == avant


def test_une_mauvaise_reponse_n_ecrit_rien_et_dit_pourquoi(copie: Path) -> None:
    options = [o.replace("domaines=lien-social", "domaines=lien-socail") for o in reponses("exemples")]
    resultat = CliRunner().invoke(app, ["nouveau", "exemple", "--racine", str(copie), "--non-interactif", *options])
    assert resultat.exit_code == 1
    assert "lien-social" in resultat.output
    assert not (copie / "exemples/le-jardin-partage.md").exists()


def test_une_famille_inconnue_est_un_mauvais_usage(copie: Path) -> None:
    assert CliRunner().invoke(app, ["nouveau", "recette", "--racine", str(copie)]).exit_code == 2


def codes_de_l_entete(depot: Path, ecrite: str) -> set[str]:
    """Ce que l’on reproche aux réponses ; les sections, elles, restent à raconter."""
    fin = ligne_de(ecrite, "\n---\n")
    return {constat.code for constat in constats_de(depot, ecrite, ECRITE) if constat.ligne <= fin}


def dialoguer(depot: Path, *dits: str, options: tuple[str, ...] = ()) -> Result:
    commande = ["nouveau", "exemple", "--racine", str(depot), *options]
    return CliRunner().invoke(app, commande, input="".join(f"{dit}\n" for dit in dits))


TITRE, RESUME = "Le jardin partagé", str(COMMUNES["resume"])
DEBUT = (TITRE, RESUME, "lien social", "mécénat", "agir ensemble", "Caen")
SOURCE = ("carnet-2022", "Annexe 5", "")
PARTENAIRES = ("Les Lilas", "asso", "porte le projet", "Bâti", "Entreprises", "prête le terrain", "")
TOUT = (*DEBUT, *SOURCE, *PARTENAIRES, "2021", "en cours", "oui")
ECRITE = "exemples/le-jardin-partage.md"


def test_les_noms_affiches_les_debuts_de_mots_et_les_numeros_valent_les_identifiants(copie: Path) -> None:
    resultat = dialoguer(copie, *TOUT)
    assert resultat.exit_code == 0, resultat.output
    ecrite = (copie / ECRITE).read_text("utf-8")
    assert "domaines: [lien-social]\ncategories: [mecenat]\nobjectifs: [co-construction-territoriale]\n" in ecrite
    assert codes_de_l_entete(copie, ecrite) <= {"exemple-sans-pratique"}
    par_numeros = dialoguer(copie, "Un autre jardin", RESUME, "13, 2", "1", "4", *TOUT[5:10], "3", *TOUT[11:13], "2", *TOUT[14:])
    assert par_numeros.exit_code == 0, par_numeros.output
    neuve = (copie / "exemples/un-autre-jardin.md").read_text("utf-8")
    assert "domaines: [lien-social, pouvoir-achat]" in neuve
    assert "profil: associations-fondations" in neuve


def test_chaque_reponse_est_jugee_quand_on_la_donne(copie: Path) -> None:
    resultat = dialoguer(
        copie,
        "Le <b>jardin</b>",  # refusé par un contrôle
        TITRE,
        "Un jardin.",  # trop court
        RESUME,
        "lien-socail, santé",  # l’un ne va pas : on ne redemande que lui, et la bonne valeur est proposée
        "",
        "mécénat",
        "agir ensemble",
        "Saint-Denis, Isère",  # quatre communes portent ce nom
        "2",
        "un livre que personne ne connaît",
        *SOURCE,
        *PARTENAIRES,
        "l’an dernier",  # pas une année
        "2021",
        "en cours",
        "oui",
    )
    assert resultat.exit_code == 0, resultat.output
    sortie = resultat.output.replace("\N{NO-BREAK SPACE}", " ")
    for dit in (
        "✗ Ce qui est entre chevrons",
        "✗ « Résumé » compte 10 signes",
        "Vouliez-vous dire « lien-social » ?",
        "2. Saint-Denis (93) :",
        "Aucun document connu",
        "✗ « Début »",
    ):
        assert dit in sortie
    # Chaque refus vient avant la question d’après, et non à la fin.
    assert sortie.index("Résumé » compte") < sortie.index("[3/10]") < sortie.index("lien-social »") < sortie.index("[4/10]")
    ecrite = (copie / ECRITE).read_text("utf-8")
    assert "domaines: [lien-social, sante]" in ecrite
    assert 'territoires: ["Saint-Denis (93)", "Isère"]' in ecrite


def test_quelques_lettres_qui_disent_plusieurs_valeurs_les_montrent(copie: Path) -> None:
    resultat = dialoguer(copie, TITRE, RESUME, "transition", "3", *TOUT[3:])
    assert resultat.exit_code == 0, resultat.output
    assert "Plusieurs conviennent" in resultat.output
    assert "domaines: [numerique]" in (copie / ECRITE).read_text("utf-8")


def test_deux_lieux_dits_ensemble_s_ecrivent_l_un_apres_l_autre(copie: Path) -> None:
    resultat = dialoguer(copie, *DEBUT[:5], "Isère et Savoie", *TOUT[6:])
    assert resultat.exit_code == 0, resultat.output
    assert 'territoires: ["Isère", "Savoie"]' in (copie / ECRITE).read_text("utf-8")


def test_un_document_se_cherche_par_un_mot_de_son_titre_ou_son_adresse(copie: Path) -> None:
    resultat = dialoguer(copie, *DEBUT, "carnet de recherche", "Annexe 5", "", *PARTENAIRES, "2021", "en cours", "oui")
    assert resultat.exit_code == 0, resultat.output
    assert "  - document: carnet-2022\n" in (copie / ECRITE).read_text("utf-8")


def test_une_source_nouvelle_se_decrit_en_route(copie: Path) -> None:
    nouvelle = (
        "nouvelle",
        "Le bilan du jardin",
        "Les Lilas; Bâti, fils et Cie",
        "rapport",
        "2023",
        "exemple.fr",
        "https://lilas-en-fete.fr/bilan",
        "",
        "page 3",
        "",
    )
    resultat = dialoguer(copie, *DEBUT, *nouvelle, *PARTENAIRES, "2021", "en cours", "oui")
    assert resultat.exit_code == 0, resultat.output
    ecrite = (copie / ECRITE).read_text("utf-8")
    assert '  - document: le-bilan-du-jardin\n    partie: "page 3"\ndocuments:\n  le-bilan-du-jardin:\n' in ecrite
    assert '    auteurs: ["Les Lilas", "Bâti, fils et Cie"]\n' in ecrite
    assert codes_de_l_entete(copie, ecrite) <= {"exemple-sans-pratique"}


def test_sans_annee_de_debut_on_demande_depuis_quand_l_alliance_est_attestee(copie: Path) -> None:
    resultat = dialoguer(copie, *DEBUT, *SOURCE, *PARTENAIRES, "", "", "2020", "en cours", "oui")
    assert resultat.exit_code == 0, resultat.output
    assert "✗ Le champ «\N{NO-BREAK SPACE}" in resultat.output  # ni l’une ni l’autre : la période resterait vide
    assert "periode:\n  attestee: 2020\n" in (copie / ECRITE).read_text("utf-8")


def test_la_typographie_d_une_reponse_se_met_en_ordre_sans_rien_demander(copie: Path) -> None:
    resultat = dialoguer(copie, "L'atelier : un jardin d'ici", *TOUT[1:])
    assert resultat.exit_code == 0, resultat.output
    assert 'titre: "L’atelier\N{NO-BREAK SPACE}: un jardin d’ici"' in (copie / "exemples/l-atelier.md").read_text("utf-8")


def test_on_revient_sur_une_reponse(copie: Path) -> None:
    resultat = dialoguer(copie, "Le jardin", RESUME, "<", "<", TITRE, "", *TOUT[2:])
    assert resultat.exit_code == 0, resultat.output
    assert f'titre: "{TITRE}"\nresume: "{RESUME}"' in (copie / ECRITE).read_text("utf-8")


def test_la_fiche_se_montre_avant_d_etre_ecrite_et_l_on_peut_encore_en_corriger_une_reponse(copie: Path) -> None:
    partenaires = ("", "", "anime le jardin", "", "", "", "")
    resultat = dialoguer(copie, *TOUT[:-1], "?", "zzz", "partenaires", *partenaires, "statut", "terminé", "oui")
    assert resultat.exit_code == 0, resultat.output
    assert resultat.output.index('  - nom: "Bâti"') < resultat.output.index("L’écrire dans exemples/le-jardin-partage.md")
    ecrite = (copie / ECRITE).read_text("utf-8")
    assert 'role: "anime le jardin"' in ecrite
    assert 'nom: "Bâti"' in ecrite
    assert "statut: termine" in ecrite


def test_dire_non_n_ecrit_rien_et_garde_tout(copie: Path) -> None:
    resultat = dialoguer(copie, *TOUT[:-1], "non")
    assert resultat.exit_code == 1
    assert not (copie / ECRITE).exists()
    assert "vos réponses sont gardées" in resultat.output
    assert dialoguer(copie, "", "oui").exit_code == 0
    assert (copie / ECRITE).exists()
    # La fiche est écrite : la fois d’après commence une autre fiche.
    assert "Vous aviez commencé" not in dialoguer(copie, TITRE).output


def test_repartir_de_zero_ne_perd_pas_les_reponses_d_avant(copie: Path) -> None:
    dialoguer(copie, TITRE, RESUME)
    resultat = dialoguer(copie, "peut-être", "non", "Un tout autre jardin")
    assert "On repart de zéro" in resultat.output
    gardes = [fichier.read_text("utf-8") for fichier in (copie / ".cache/odd17").glob("nouveau-*.json")]
    assert any(RESUME in garde for garde in gardes)
    assert any("Un tout autre jardin" in garde for garde in gardes)


def test_un_titre_deja_pris_demande_un_autre_nom_de_fichier_aussitot(copie: Path) -> None:
    resultat = dialoguer(copie, "Vitawin", "Vita Win", "index", "vitawin", "vitawin-2", *TOUT[1:])
    assert resultat.exit_code == 0, resultat.output
    assert resultat.output.index("existe déjà") < resultat.output.index("[2/10]")
    assert (copie / "exemples/vitawin-2.md").exists()


def test_un_brouillon_abime_n_empeche_pas_de_recommencer(copie: Path) -> None:
    fichier = copie / ".cache/odd17/nouveau-exemples.json"
    fichier.parent.mkdir(parents=True)
    for contenu in ("{", "[]", '{"reponses": [[["champ-d-avant"], "x"]], "anciennes": [], "en_cours": null}'):
        fichier.write_text(contenu, "utf-8")
        resultat = dialoguer(copie, *TOUT)
        assert resultat.exit_code == 0, resultat.output
        (copie / ECRITE).unlink()


def test_ce_qui_ne_va_qu_a_la_fin_se_redemande_sans_rien_perdre(copie: Path) -> None:
    # Une réponse donnée en option n’est relue qu’avec le reste de la fiche.
    resultat = dialoguer(
        copie,
        *DEBUT[1:],
        *SOURCE,
        *PARTENAIRES,
        "2021",
        TITRE,
        "oui",
        options=("--reponse", "titre=x", "--reponse", "statut=En cours"),
    )
    assert resultat.exit_code == 0, resultat.output
    assert "statut: en-cours" in (copie / ECRITE).read_text("utf-8")


@pytest.mark.parametrize("coup", ["kill", "fermer", "ctrl-c", "ctrl-d"])
def test_un_terminal_tue_ferme_ou_interrompu_ne_perd_aucune_reponse(copie: Path, coup: str) -> None:
    commande = ("nouveau", "exemple", "--racine", str(copie))
    terminal = Terminal(*commande)
    terminal.repondre(*DEBUT, *SOURCE, "Les Lilas", "asso", "x")  # ce rôle est trop court : il sera refusé
    terminal.attendre("✗")
    terminal.attendre_l_invite()
    if coup == "kill":
        assert terminal.tuer(signal.SIGKILL) == -signal.SIGKILL
    elif coup == "fermer":
        terminal.fermer()
    else:
        terminal.insister("\x03" if coup == "ctrl-c" else "\x04", "vos réponses sont gardées")
        assert terminal.finir() == 1
    assert not (copie / ECRITE).exists()

    repris = Terminal(*commande)
    repris.attendre("Vous aviez commencé une fiche : « Le jardin partagé »")
    repris.repondre("oui")
    repris.attendre("Partenaires 1, rôle [x]")
    if coup != "kill":
        repris.tuer(signal.SIGKILL)
        return
    repris.repondre("porte le projet", *PARTENAIRES[3:], "2021", "en cours")
    repris.attendre("Voici la fiche")
    repris.repondre("oui")
    repris.attendre("est écrit")
    assert repris.finir() == 0
    ecrite = (copie / ECRITE).read_text("utf-8")
    assert codes_de_l_entete(copie, ecrite) <= {"exemple-sans-pratique"}
    assert not list((copie / ".cache/odd17").glob("nouveau-*"))


def test_sans_dire_quelle_sorte_de_fiche_on_la_demande(copie: Path) -> None:
    resultat = CliRunner().invoke(app, ["nouveau", "--racine", str(copie)], input="2\nUne méthode\n")
    assert "[1/" in resultat.output
    assert (copie / ".cache/odd17/nouveau-methodes.json").exists()
    assert CliRunner().invoke(app, ["nouveau", "Méthode", "--racine", str(copie)], input="oui\n").exit_code == 1
    assert CliRunner().invoke(app, ["nouveau", "--racine", str(copie), "--non-interactif"]).exit_code == 2


@pytest.mark.parametrize(
    ("titre", "attendu"),
    [
        ("Le jardin partagé", "le-jardin-partage"),
        ("L’Œuvre d’été : à Caen", "l-oeuvre-d-ete"),
        ("  21, l’accélérateur !  ", "21-l-accelerateur"),
        ("mot " * 40, "-".join(["mot"] * 15)),
    ],
)
def test_l_identifiant_se_deduit_du_titre(titre: str, attendu: str) -> None:
    assert identifiant(titre) == attendu


@pytest.mark.parametrize(
    "nom", ["../../x", "/ailleurs/x", "a/b", "Mon Jardin", "index", "page-2", "é", "x" * 81, "-x", "..", "a\nb"]
)
def test_un_nom_qui_ne_peut_pas_nommer_une_fiche_est_refuse_et_rien_n_est_ecrit(copie: Path, nom: str) -> None:
    avant = set(copie.parent.rglob("*"))
    commande = ["nouveau", "exemple", "--racine", str(copie), "--non-interactif", "--identifiant", nom, *reponses("exemples")]
    resultat = CliRunner().invoke(app, commande)
    assert resultat.exit_code == 2
    assert "ne peut pas nommer une fiche" in resultat.output
    assert set(copie.parent.rglob("*")) == avant


@pytest.mark.parametrize(
    ("reponse", "dit"),
    [
        ("titre x", "écrivez champ=valeur"),
        ("Titre=x", "Vouliez-vous dire"),
        ("recette=x", "n’est pas un champ de cette famille"),
        ("publie_le=2026-11-30", "n’est pas un champ de cette famille"),
        ("titre: x\nstatut=en-cours", "n’est pas un champ de cette famille"),
    ],
)
def test_une_reponse_qui_ne_se_lit_pas_est_un_mauvais_usage(copie: Path, reponse: str, dit: str) -> None:
    avant = set((copie / "exemples").iterdir())
    resultat = CliRunner().invoke(app, ["nouveau", "exemple", "--racine", str(copie), "--non-interactif", "--reponse", reponse])
    assert resultat.exit_code == 2
    assert dit in resultat.output
    assert set((copie / "exemples").iterdir()) == avant


def test_sans_titre_ni_nom_rien_ne_s_ecrit(copie: Path) -> None:
    resultat = CliRunner().invoke(app, ["nouveau", "exemple", "--racine", str(copie), "--non-interactif"])
    assert resultat.exit_code == 2
    assert "Il faut un titre" in resultat.output
    assert not (copie / "exemples/.md").exists()


def test_une_fiche_qui_vit_dans_un_dossier_n_est_pas_doublee(copie: Path) -> None:
    (copie / "exemples/vitawin").mkdir()
    (copie / "exemples/vitawin.md").rename(copie / "exemples/vitawin/index.md")
    commande = [
        "nouveau",
        "exemple",
        "--racine",
        str(copie),
        "--non-interactif",
        "--identifiant",
        "vitawin",
        *reponses("exemples"),
    ]
    assert CliRunner().invoke(app, [*commande, *reponses("exemples")]).exit_code == 1
    assert not (copie / "exemples/vitawin.md").exists()


def test_un_champ_facultatif_se_donne_aussi_en_option(copie: Path) -> None:
    options = [*reponses("exemples"), "--reponse", "mots_cles=jardin, terre", "--reponse", "siege=Caen"]
    resultat = CliRunner().invoke(app, ["nouveau", "exemple", "--racine", str(copie), "--non-interactif", *options])
    assert resultat.exit_code == 0, resultat.output
    champs = chaine.charger(copie, memoire=MEMOIRE)[0].fiches["exemples/le-jardin-partage"].champs
    assert champs.mots_cles == ("jardin", "terre")


def test_le_nom_d_un_partenaire_propose_son_profil_et_l_on_n_a_qu_a_l_accepter(copie: Path) -> None:
    partenaires = ("Mairie de Thiers", "", "prête le terrain", "Les Lilas", "association loi 1901", "porte le projet", "")
    resultat = dialoguer(copie, *DEBUT, *SOURCE, *partenaires, "2021", "en cours", "oui")
    assert resultat.exit_code == 0, resultat.output
    assert "[Acteurs publics]" in resultat.output, "un défaut se montre sous son nom, pas sous son identifiant"
    ecrite = (copie / ECRITE).read_text("utf-8")
    assert '  - nom: "Mairie de Thiers"\n    profil: acteurs-publics\n' in ecrite
    assert "    profil: associations-fondations\n" in ecrite


def test_un_nom_donne_pour_profil_le_dit(copie: Path) -> None:
    partenaires = ("Thiers", "Mairie de Thiers", "prête le terrain", "Les Lilas", "asso", "porte le projet", "")
    resultat = dialoguer(copie, *DEBUT, *SOURCE, *partenaires, "2021", "en cours", "oui")
    assert resultat.exit_code == 0, resultat.output
    assert "profil: acteurs-publics" in (copie / ECRITE).read_text("utf-8")


def test_une_reponse_reprise_se_repropose_sous_son_nom(copie: Path) -> None:
    resultat = dialoguer(copie, *DEBUT[:4], "<", "", *DEBUT[4:], *SOURCE, *PARTENAIRES, "2021", "en cours", "oui")
    assert resultat.exit_code == 0, resultat.output
    assert "[Mécénat" in resultat.output
    assert "categories: [mecenat]" in (copie / ECRITE).read_text("utf-8")


def test_la_commande_rendue_va_au_meme_depot(copie: Path) -> None:
    arret = dialoguer(copie, TITRE)
    assert f"odd17 nouveau exemples --racine {copie}" in arret.output
    fini = dialoguer(copie, "oui", *TOUT[1:])
    assert f"odd17 valider {copie / ECRITE} --racine {copie}" in fini.output
