"""`odd17 nouveau` : des questions, des réponses relues, une fiche qui passe la vérification."""

from pathlib import Path

import pytest
from fiches import constats_de
from typer.testing import CliRunner

from generator import chaine
from generator.cli import app
from generator.ecriture.nouveau import identifiant
from generator.ecriture.questions import questions
from generator.modele.fiches import FAMILLES

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
    catalogue, constats = chaine.charger(copie)
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
    options = [o.replace("domaines=lien-social", "domaines=lien-sociale") for o in reponses("exemples")]
    resultat = CliRunner().invoke(app, ["nouveau", "exemple", "--racine", str(copie), "--non-interactif", *options])
    assert resultat.exit_code == 1
    assert "lien-social" in resultat.output
    assert not (copie / "exemples/le-jardin-partage.md").exists()


def test_une_famille_inconnue_est_un_mauvais_usage(copie: Path) -> None:
    assert CliRunner().invoke(app, ["nouveau", "recette", "--racine", str(copie)]).exit_code == 2


def test_le_dialogue_redemande_ce_qui_ne_va_pas(copie: Path) -> None:
    dits = [
        "Le jardin partagé",
        COMMUNES["resume"],
        "lien-sociale",  # refusé : la bonne valeur est proposée
        "lien-social",
        "mecenat",
        "co-construction-territoriale",
        "Saint-Denis",  # refusé : quatre communes portent ce nom
        "Saint-Denis (93)",
        "carnet-2022",
        "Annexe 5",
        "",  # une source suffit
        "Les Lilas",
        "associations-fondations",
        "porte le projet",
        "Bâti",
        "entreprises",
        "prête le terrain",
        "",  # deux partenaires suffisent
        "2021",
        "en-cours",
    ]
    resultat = CliRunner().invoke(app, ["nouveau", "exemple", "--racine", str(copie)], input="\n".join(dits) + "\n")
    assert resultat.exit_code == 0, resultat.output
    assert "lien-social" in resultat.output
    assert "Saint-Denis (974)" in resultat.output
    ecrite = (copie / "exemples/le-jardin-partage.md").read_text("utf-8")
    assert {c.code for c in constats_de(copie, ecrite, "exemples/le-jardin-partage.md")} <= {
        "exemple-sans-pratique",
        "reste-a-ecrire",
    }


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
    champs = chaine.charger(copie)[0].fiches["exemples/le-jardin-partage"].champs
    assert champs.mots_cles == ("jardin", "terre")
