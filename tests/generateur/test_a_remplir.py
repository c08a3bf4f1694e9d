"""Ce qui manque se donne d’un bloc, à remplir : recopié tel quel, il est refusé ; rempli, il passe."""

from pathlib import Path

import pytest
from a_la_lettre import appliquer, verifier
from greffe import BASES, base, ecrire

from generator.constats.constat import Constat, Gravite
from generator.modele.fiches import MODELES

FICHE = "exemples/jardin-crest.md"
PLACES = {"reste-a-ecrire", "modalite-inconnue", "lieu-inconnu"}
RECIT = "\n".join(f"\n## {section}\n\nTrente familles cultivent." for section in MODELES["exemples"].sections)
DOCUMENTS = """documents:
  bilan-crest:
    titre: Le bilan du jardin
    auteurs: [Mairie de Crest]
    annee: 2022
    nature: Page web
sources:
  - document: bilan-crest
"""
ENTETE = f"""titre: Un jardin à Crest
resume: Un jardin entre voisins, une mairie et un magasin de bricolage, ouvert à tous depuis 2021.
domaines: [lien-social]
categories: [mecenat]
objectifs: [co-construction-territoriale]
territoires: [Crest]
periode: {{debut: 2021}}
statut: en-cours
partenaires:
  - nom: Mairie de Crest
    profil: acteurs-publics
    role: prête le terrain
  - nom: Brico Drôme
    profil: entreprises
    role: prête les outils
{DOCUMENTS}publie_le: 2026-11-20
"""


def erreurs(depot: Path) -> list[Constat]:
    return [constat for constat in verifier(depot) if constat.gravite is Gravite.ERREUR]


def suivre(depot: Path) -> list[Constat]:
    """Applique toutes les corrections d’un coup, de bas en haut, et rend les erreurs qui restent."""
    for constat in reversed(erreurs(depot)):
        if constat.correction:
            appliquer(depot, constat)
    return erreurs(depot)


def lignes(depot: Path) -> str:
    return (depot / FICHE).read_text("utf-8")


def test_un_chiffre_sans_source_recoit_la_cle_et_l_annee_du_seul_document_de_la_fiche(copie: Path) -> None:
    chiffres = 'chiffres:\n  - valeur: "40"\n    libelle: familles qui cultivent\n'
    ecrire(copie, FICHE, f"---\n{ENTETE}{chiffres}---\n{RECIT}")
    (constat,) = erreurs(copie)
    assert constat.correction == '  - valeur: "40"\n    annee: 2022\n    source: bilan-crest'
    assert suivre(copie) == []


@pytest.mark.parametrize("nom", ["Mairie de Crest", "le bilan du jardin"])
def test_un_document_nomme_par_son_titre_ou_son_auteur_recoit_sa_cle(copie: Path, nom: str) -> None:
    chiffres = f'chiffres:\n  - {{valeur: "40", libelle: familles, annee: 2022, source: {nom}}}\n'
    ecrire(copie, FICHE, f"---\n{ENTETE}{chiffres}---\n{RECIT}")
    (constat,) = erreurs(copie)
    assert constat.suggestion == "bilan-crest"
    assert suivre(copie) == []


def test_un_partenaire_sans_role_ne_recoit_pas_celui_d_un_autre(copie: Path) -> None:
    entete = ENTETE.replace("    role: prête les outils\n", "")
    ecrire(copie, FICHE, f"---\n{entete}---\n{RECIT}")
    (constat,) = erreurs(copie)
    assert constat.correction == "  - nom: Brico Drôme\n    role: à écrire"
    assert [reste.code for reste in suivre(copie)] == ["reste-a-ecrire"]


def test_tout_ce_qui_manque_a_l_en_tete_tient_en_un_bloc_que_l_on_refuse_tant_qu_il_n_est_pas_rempli(copie: Path) -> None:
    manquent = ("categories", "objectifs", "statut")
    entete = "\n".join(ligne for ligne in ENTETE.replace(DOCUMENTS, "").split("\n") if not ligne.startswith(manquent))
    ecrire(copie, FICHE, f"---\n{entete}---\n{RECIT}")
    (constat,) = erreurs(copie)
    assert all(f"« {nom} »" in constat.message for nom in (*manquent, "sources"))
    restent = suivre(copie)
    assert {reste.code for reste in restent} == {"reste-a-ecrire", "modalite-inconnue"}
    rempli = lignes(copie)
    for place, reponse in (
        ("categories: [à choisir]", "categories: [mecenat]"),
        ("objectifs: [à choisir]", "objectifs: [performance-engagement]"),
        ("statut: à choisir", "statut: en-cours"),
        ("titre: à écrire", "titre: Le bilan du jardin"),
        ("[à écrire]", "[Mairie de Crest]"),
        ("à écrire", "Page 3"),
    ):
        rempli = rempli.replace(place, reponse)
    ecrire(copie, FICHE, rempli)
    assert erreurs(copie) == []


def test_des_partenaires_mis_bout_a_bout_ne_recoivent_ni_profil_ni_role_qu_on_ne_sait_pas(copie: Path) -> None:
    debut, fin = ENTETE.index("partenaires:"), ENTETE.index("documents:")
    ecrire(copie, FICHE, f"---\n{ENTETE[:debut]}partenaires: mairie de Crest, Brico Drôme\n{ENTETE[fin:]}---\n{RECIT}")
    (constat,) = erreurs(copie)
    assert "- nom: mairie de Crest\n    profil: acteurs-publics\n    role: à écrire\n" in constat.correction
    assert "- nom: Brico Drôme\n    profil: à choisir\n    role: à écrire" in constat.correction
    assert {reste.code for reste in suivre(copie)} <= PLACES


def test_un_champ_a_deux_sens_montre_les_deux_lignes_telles_qu_elles_s_ecrivent(copie: Path) -> None:
    ecrire(
        copie,
        FICHE,
        f"---\n{ENTETE.replace('periode: {debut: 2021}', 'date: 12/03/2021').replace('publie_le: 2026-11-20', '')}---\n{RECIT}",
    )
    constat = next(c for c in erreurs(copie) if c.code == "champ-inconnu")
    assert constat.admis == ("publie_le: 2021-03-12", "periode: {debut: 2021}")


def test_un_budget_devient_un_chiffre_a_completer(copie: Path) -> None:
    ecrire(copie, FICHE, f"---\n{ENTETE}budget: 3 000 €\n---\n{RECIT}")
    (constat,) = erreurs(copie)
    assert constat.correction.startswith('chiffres:\n  - valeur: "3 000"\n    unite: "€"\n    libelle: à écrire')
    assert {reste.code for reste in suivre(copie)} == {"reste-a-ecrire"}


def test_le_titre_et_la_date_d_une_page_de_notes_sont_ceux_de_la_fiche(copie: Path) -> None:
    entete = ENTETE.replace("titre: Un jardin à Crest\n", "").replace("publie_le: 2026-11-20", "Créé le: 24 novembre 2026 10:32")
    ecrire(copie, FICHE, f"# Un jardin à Crest\n\n{entete}\n{RECIT}")
    assert suivre(copie) == []
    assert 'titre: "Un jardin à Crest"' in lignes(copie)
    assert "publie_le: 2026-11-24" in lignes(copie)


SANS_ENTETE = {
    "dictée": "titre deux points un jardin pour tous virgule à Crest\n\nQuarante familles y cultivent.\nElles manquent d’eau.\n",
    "tableur": "champ;valeur\ntitre;Un jardin pour tous, à Crest\ndomaines;jardinage\nterritoires;Crest\nstatut;en cours\n",
    "texte libre": "Un jardin pour tous, à Crest.\n\nQuarante familles y cultivent.\nElles manquent d’eau.\n",
    "une ligne": "Un jardin pour tous, à Crest.\n",
}


@pytest.mark.parametrize("sorte", SANS_ENTETE)
def test_un_fichier_sans_en_tete_devient_une_fiche_a_remplir_ou_le_texte_est_garde(copie: Path, sorte: str) -> None:
    ecrire(copie, FICHE, SANS_ENTETE[sorte])
    restent = suivre(copie)
    assert {reste.code for reste in restent} <= PLACES, "rien que des places à remplir"
    assert restent
    assert "n jardin pour tous, à Crest" in lignes(copie)
    assert sorte in ("tableur", "une ligne") or "## Contexte\n\n" in lignes(copie).split("Quarante")[0]


def test_un_texte_avant_le_premier_titre_passe_dessous(copie: Path) -> None:
    ecrire(copie, FICHE, f"---\n{ENTETE}---\n\nMerci à tous.\n{RECIT}")
    (constat,) = erreurs(copie)
    assert constat.code == "texte-hors-section"
    assert suivre(copie) == []
    assert "## Contexte\n\nMerci à tous.\n" in lignes(copie)


@pytest.mark.parametrize("titre", ["", "# Notre jardin\n\n", "## Extrait du bulletin\n\n"])
def test_un_recit_sans_plan_va_sous_la_premiere_section_et_les_autres_attendent(copie: Path, titre: str) -> None:
    ecrire(copie, FICHE, f"---\n{ENTETE}---\n\n{titre}Quarante familles.\n\n       VIVE LA LECTURE\n")
    restent = suivre(copie)
    assert [reste.code for reste in restent] == ["reste-a-ecrire"] * 5
    assert "## Contexte\n\nQuarante familles.\n\nVIVE LA LECTURE\n" in lignes(copie)


def test_des_cases_a_cocher_dans_un_mode_d_emploi_sont_des_etapes(copie: Path) -> None:
    texte = base("outils")
    debut = texte.index("## Mode d’emploi")
    fin = texte.index("\n## ", debut)
    fiche = f"{texte[:debut]}## Mode d’emploi\n\n- [ ] Ouvrez.\n- [x] Lisez.\n{texte[fin:]}"
    ecrire(copie, f"content/outils/{BASES['outils']}.md", fiche)
    constat = next(c for c in erreurs(copie) if c.code == "corps-signes")
    assert constat.correction == "1. Ouvrez.\n2. Lisez."


def test_un_libelle_qui_dit_aussi_sa_valeur_se_coupe_en_deux(copie: Path) -> None:
    texte = base("donnees")
    ligne = next(ligne for ligne in texte.split("\n") if ligne.startswith("  - libelle: "))
    ecrire(copie, f"content/donnees/{BASES['donnees']}.md", texte.replace(ligne, f"  - libelle: un local : 14\n{ligne}", 1))
    constats = [constat for constat in erreurs(copie) if constat.ligne == texte.split("\n").index(ligne) + 1]
    # La ligne donnée a déjà la source qui manque : on ne dit pas de l’ajouter.
    assert [constat.correction.partition(", source")[0] for constat in constats] == ['  - {libelle: un local, valeur: "14"']


def test_une_valeur_qui_en_dit_trop_pour_un_graphique_garde_le_reste_dans_sa_precision(copie: Path) -> None:
    texte = "\n".join(ligne for ligne in base("donnees").split("\n") if not ligne.startswith("    precision: "))
    assert "\ngraphique: " in texte
    ligne = next(ligne for ligne in texte.split("\n") if ligne.startswith("    valeur: "))
    ecrire(copie, f"content/donnees/{BASES['donnees']}.md", texte.replace(ligne, "    valeur: 27 % (110 réponses)", 1))
    constat = next(constat for constat in erreurs(copie) if constat.code == "valeur-non-dessinable")
    assert constat.correction == '    valeur: "27"\n    precision: 110 réponses'
