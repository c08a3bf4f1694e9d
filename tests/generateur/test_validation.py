"""Valider une fiche : chaque faute a son code, sa place, et de quoi la corriger. Toutes sont dites à la fois."""

import re
import shutil
from pathlib import Path

import pytest
from a_la_lettre import verifier
from depots import FIGE
from fiches import MEMOIRE, SILVER_GEEK, constats_de, ligne_de, remplacer
from greffe import ecrire

from generator import chaine
from generator.lecture import depot

FAUTES = [
    ("statut: en-cours", "statut: en-court", "modalite-inconnue", "en-cours"),
    ("numerique", "Transition numerique", "modalite-inconnue", "numerique"),
    ("  - Nouvelle-Aquitaine", "  - Nouvelle Aquitaine", "lieu-inconnu", "Nouvelle-Aquitaine"),
    ("  - Nouvelle-Aquitaine", "  - Saint-Denis", "lieu-ambigu", ""),
    ("resume: >-", "resumé: >-", "champ-inconnu", "resume"),
    ("  - document: carnet-2022", "  - document: carnet-2020", "source-inconnue", "carnet-2022"),
    ("methodes/franchise-sociale", "methodes/franchise-social", "renvoi-inconnu", "methodes/franchise-sociale"),
    ("periode: {debut: 2012}", "periode: {debut: 2012, fin: 2010}", "dates-incoherentes", ""),
    ("publie_le: 2026-11-20", "publie_le: 2026-02-30", "champ-mal-forme", ""),
    ("publie_le: 2026-11-20", "publie_le: 20 novembre 2026", "champ-mal-forme", "2026-11-20"),
    ("publie_le: 2026-11-20", "publie_le: 2026-11-20\nrelu_le: 2025-11-20", "dates-incoherentes", ""),
    ("publie_le: 2026-11-20", "publie_le: 2026-11-20\nconfirme_le: 2026-11-21", "confirmation-incertaine", ""),
    ("publie_le: 2026-11-20", "publie_le: 2026-11-20\nconfirme_par: Unis-Cité", "confirmation-incertaine", ""),
    (
        "publie_le: 2026-11-20",
        "publie_le: 2026-11-20\nconfirme_le: 2026-11-21\nconfirme_par: Unis Cité",
        "confirmation-incertaine",
        "Unis-Cité",
    ),
    ("evaluation:\n  annee: 2016\n", "evaluation:\n  annee: vers 2016\n", "champ-mal-forme", ""),
    ("publie_le: 2026-11-20\n", "", "champ-manquant", ""),
    ("statut: en-cours", "statut:", "champ-manquant", ""),
    ("statut: en-cours", "statut: [en-cours]", "entete-crochets", ""),
    ("periode: {debut: 2012}", "periode: {debut: vers 2012}", "champ-mal-forme", ""),
    ("categories: [innovation-societale]", "categories: innovation-societale", "entete-liste", ""),
    ("categories: [innovation-societale]", "categories: []", "champ-longueur", ""),
    ("categories: [innovation-societale]", "categories: [innovation-societale, innovation-societale]", "champ-en-double", ""),
    ("## Résultats", "## Resultat", "section-inconnue", "Résultats"),
    ("## Résultats", "", "section-manquante", ""),
    ("## Résultats", "## Résultats\n\n## Résultats", "section-vide", ""),
    ("## Résultats", "# Résultats", "corps-titre", ""),
]


@pytest.mark.parametrize(("avant", "apres", "code", "suggestion"), FAUTES)
def test_une_faute_est_situee_expliquee_et_corrigeable(copie: Path, avant: str, apres: str, code: str, suggestion: str) -> None:
    constats = [c for c in constats_de(copie, remplacer(SILVER_GEEK, avant, apres)) if c.code == code]
    assert len(constats) == 1
    (constat,) = constats
    assert constat.suggestion == suggestion
    assert constat.message.endswith((".", "?"))
    if code not in ("champ-manquant", "section-manquante", "champ-en-double"):
        assert abs(constat.ligne - ligne_de(SILVER_GEEK, avant)) <= 2


def test_l_homonyme_donne_ses_candidats(copie: Path) -> None:
    (constat,) = constats_de(copie, remplacer(SILVER_GEEK, "  - Nouvelle-Aquitaine", "  - Saint-Denis"))
    assert "Saint-Denis (93)" in constat.admis
    assert (constat.ligne, constat.colonne) == (ligne_de(SILVER_GEEK, "  - Nouvelle-Aquitaine"), 5)


def test_toutes_les_fautes_sont_dites_a_la_fois_et_dans_l_ordre(copie: Path) -> None:
    texte = SILVER_GEEK
    for avant, apres, code, _ in FAUTES:
        if code in ("modalite-inconnue", "lieu-inconnu", "source-inconnue") and avant in texte:
            texte = remplacer(texte, avant, apres)
    constats = constats_de(copie, texte)
    assert len(constats) >= 4
    assert [(c.ligne, c.colonne) for c in constats] == sorted((c.ligne, c.colonne) for c in constats)


def test_un_chiffre_sans_source_citee_est_refuse(copie: Path) -> None:
    texte = re.sub(r"(?m)^    source: carnet-2022$", "    source: juris-2018", SILVER_GEEK, count=1)
    assert [c.code for c in constats_de(copie, texte)] == ["source-non-citee"]


def test_une_alliance_d_un_seul_profil_recoit_un_conseil(copie: Path) -> None:
    texte = re.sub(r"(?m)^(\s+(?:- )?)profil: .*$", r"\1profil: entreprises", SILVER_GEEK)
    (constat,) = constats_de(copie, texte)
    assert (constat.code, constat.gravite) == ("alliance-un-profil", "conseil")


@pytest.mark.parametrize("nom", ["Silver-Geek", "silver_geek", "été", "page-2", "x--y", "a" * 90])
def test_un_nom_de_fichier_qui_ferait_une_mauvaise_adresse_est_refuse(copie: Path, nom: str) -> None:
    (constat,) = constats_de(copie, SILVER_GEEK, f"exemples/{nom}.md")
    assert constat.code == "fichier-nom"


def test_une_fiche_n_ecrit_pas_hors_de_chez_elle(copie: Path, tmp_path: Path) -> None:
    dehors = tmp_path / "dehors.md"
    dehors.write_text(SILVER_GEEK, "utf-8")
    (copie / "exemples/lien.md").symlink_to(dehors)
    ecrite = remplacer(SILVER_GEEK, "statut: en-cours", "statut: en-cours\nanciens_identifiants: [../../index]")
    codes = {c.code for c in constats_de(copie, ecrite)}
    assert codes == {"champ-mal-forme"}
    _, refus = depot.fiches(copie)
    assert ("exemples/lien.md", "fichier-nom") in [(c.chemin, c.code) for c in refus]


def test_une_adresse_n_a_qu_une_fiche(copie: Path) -> None:
    (copie / "exemples/silver-geek").mkdir()
    (copie / "exemples/silver-geek/index.md").write_text(SILVER_GEEK, "utf-8")
    (constat,) = constats_de(copie, SILVER_GEEK)
    assert constat.code == "fichier-en-double"
    assert "exemples/silver-geek/index.md" in constat.message


def test_une_ancienne_adresse_ne_prend_pas_celle_d_une_fiche(copie: Path) -> None:
    ecrite = remplacer(SILVER_GEEK, "statut: en-cours", "statut: en-cours\nanciens_identifiants: [vitawin]")
    assert [c.code for c in constats_de(copie, ecrite)] == ["adresse-prise"]


def test_une_faute_dans_un_vocabulaire_ou_la_bibliographie_est_situee(copie: Path) -> None:
    chemin = copie / "content/vocabulaires/impacts.yml"
    chemin.write_text(remplacer(chemin.read_text("utf-8"), "etabli: atteste", "etabli: sûr"), "utf-8")
    sources = copie / "content/sources.yml"
    sources.write_text(remplacer(sources.read_text("utf-8"), "nature: Étude", "natur: Étude"), "utf-8")
    _, constats = chaine.charger(copie, memoire=MEMOIRE)
    assert {(c.chemin, c.code) for c in constats} == {
        ("content/vocabulaires/impacts.yml", "champ-mal-forme"),
        ("content/sources.yml", "champ-inconnu"),
    }
    assert all(c.ligne > 1 for c in constats)


def test_une_fiche_sans_corps_ou_sans_titre_dit_les_sections_qui_manquent(copie: Path) -> None:
    entete = SILVER_GEEK.split("\n---\n")[0] + "\n---\n"
    for corps in ("", "\n", "Bonjour.\n"):
        assert {c.code for c in constats_de(copie, entete + corps)} == {"section-manquante"}


@pytest.mark.parametrize("reserve", ["index", "page-2"])
def test_une_ancienne_adresse_ne_prend_pas_celle_d_une_liste(copie: Path, reserve: str) -> None:
    ecrite = remplacer(SILVER_GEEK, "statut: en-cours", f"statut: en-cours\nanciens_identifiants: [{reserve}]")
    assert [c.code for c in constats_de(copie, ecrite)] == ["adresse-prise"]


@pytest.mark.parametrize(
    "chemin",
    [
        "content/outils/annexe/piege.md",
        "content/outils/LISEZMOI.md",
        "content/outils/brut.html",
        "exemples/perdu/perdu.md",
        "exemples/x.markdown",
        "exemples/index.md",
        "exemples/photo.jpg",
        "exemples/x.txt",
        "content/exemples/lilas.md",
        "content/lilas.md",
        "content/comprendre/piege.html",
    ],
)
def test_rien_d_un_dossier_de_fiches_n_est_publie_ni_perdu_en_silence(copie: Path, chemin: str) -> None:
    (constat,) = constats_de(copie, "<script>alert(1)</script>", chemin)
    assert constat.code in ("fichier-nom", "entete-absent")


def test_une_fiche_posee_parmi_les_pages_est_renvoyee_a_sa_place(copie: Path) -> None:
    (constat,) = constats_de(copie, SILVER_GEEK, "content/lilas.md")
    assert constat.code == "mauvais-dossier"
    assert "exemples/" in constat.message


def test_le_nom_d_une_organisation_ecrit_autrement_se_remarque(copie: Path) -> None:
    vitawin = (copie / "exemples/vitawin.md").read_text("utf-8")
    for ecriture in ("PARIS-EST MARNE ET BOIS", "Paris Est Marne et Bois s"):
        ecrite = remplacer(vitawin, "nom: Paris Est Marne et Bois", f"nom: {ecriture}")
        (constat,) = [c for c in constats_de(copie, ecrite, "exemples/vitawin.md") if c.code == "organisation-proche"]
        assert constat.suggestion == "Paris Est Marne et Bois"


MENSONGES = [
    ("domaines", "groupe: economique", "groupe: economiqu", "modalite-inconnue"),
    ("acteurs", "id: citoyens", "id: entreprises", "modalite-en-double"),
    ("besoins", "document: mission-2020", "document: mission-2099", "source-inconnue"),
    ("gestes", "modalites:", "facette: {rang: 20, menu: Par geste}\nmodalites:", "champ-inconnu"),
    ("familles", "id: mesures", "id: mesure", "modalite-inconnue"),
]


@pytest.mark.parametrize(("nom", "avant", "apres", "code"), MENSONGES)
def test_un_vocabulaire_incoherent_est_refuse(copie: Path, nom: str, avant: str, apres: str, code: str) -> None:
    chemin = copie / f"content/vocabulaires/{nom}.yml"
    chemin.write_text(remplacer(chemin.read_text("utf-8"), avant, apres), "utf-8")
    _, constats = chaine.charger(copie, memoire=MEMOIRE)
    assert code in {c.code for c in constats}
    assert all(c.chemin == f"content/vocabulaires/{nom}.yml" and c.ligne > 1 for c in constats)


def test_un_vocabulaire_ou_une_bibliographie_absents_se_disent(copie: Path) -> None:
    (copie / "content/vocabulaires/statuts.yml").unlink()
    (copie / "content/sources.yml").unlink()
    _, constats = chaine.charger(copie, memoire=MEMOIRE)
    assert {c.chemin for c in constats} == {"content/sources.yml"}
    shutil.copy(FIGE / "content/sources.yml", copie / "content")
    _, constats = chaine.charger(copie, memoire=MEMOIRE)
    assert {c.chemin for c in constats} == {"content/vocabulaires/statuts.yml"}


DEBUTANTS = [
    # (ce qu’on a, ce qu’on tape, ce qu’on lit, la ligne à recopier ou rien)
    ("    role: porte", "      role: porte", "pas alignée", "    role: porte le projet et fédère les partenaires"),
    ("statut: en-cours", "statut:en-cours", "espace après les deux-points", "statut: en-cours"),
    ("statut: en-cours", "statut:\N{NO-BREAK SPACE}en-cours", "espace après les deux-points", "statut: en-cours"),
    ("  - nom: Unis-Cité", "    nom: Unis-Cité", "Il manque un tiret", "  - nom: Unis-Cité"),
    ("  - Nouvelle-Aquitaine", "  - Morlaix, Thiers", "n’est pas un nom officiel", "  - Morlaix\n  - Thiers"),
    ("periode: {debut: 2012}", "periode: 2012-2018", "debut: …, fin: …", "periode: {debut: 2012, fin: 2018}"),
    ("domaines: [", "domaine: [", "n’existe pas ici", "domaines: [vieillissement-intergeneration, numerique, lien-social]"),
    ("## Résultats\n", "## Resultat\n", "n’est pas prévue", "## Résultats"),
]


@pytest.mark.parametrize(("avant", "apres", "dit", "corrige"), DEBUTANTS)
def test_une_faute_de_debutant_a_une_seule_reponse_et_elle_est_juste(
    copie: Path, avant: str, apres: str, dit: str, corrige: str
) -> None:
    fautive = remplacer(SILVER_GEEK, avant, apres)
    (constat,) = [c for c in constats_de(copie, fautive) if c.gravite == "erreur"]
    assert dit in constat.message
    assert constat.correction == corrige
    if corrige:
        lignes = fautive.split("\n")
        lignes[constat.ligne - 1] = constat.correction
        assert constats_de(copie, "\n".join(lignes)) == []


@pytest.mark.parametrize(
    ("champ", "tape"), [("duree: plus", "duree: 2 heures"), ("besoins: [", "besoins: [faire-naitre-envie structurer, ")]
)
def test_une_suggestion_ne_change_pas_le_fait_et_n_efface_rien(copie: Path, champ: str, tape: str) -> None:
    chemin = "content/methodes/franchise-sociale.md"
    fiche = remplacer((copie / chemin).read_text("utf-8"), champ, tape)
    (constat,) = [c for c in constats_de(copie, fiche, chemin) if c.code == "modalite-inconnue"]
    assert constat.suggestion == ""


def test_une_parenthese_detachee_d_un_lien_se_remarque(copie: Path) -> None:
    ecrite = remplacer(SILVER_GEEK, "## Résultats\n", "## Résultats\n\nVoir [VitaWin] (/exemples/vitawin/).\n")
    assert [c.code for c in constats_de(copie, ecrite)] == ["corps-lien"]


def test_une_adresse_citee_deux_fois_dans_la_bibliographie_se_signale_sans_rien_taire(copie: Path) -> None:
    """Deux entrées pour la même page disperseraient ses citations ; le reste se vérifie quand même."""
    bibliographie = copie / "content/sources.yml"
    texte = bibliographie.read_text("utf-8")
    url = next(ligne for ligne in texte.splitlines() if ligne.startswith("  url: "))
    bibliographie.write_text(f"{texte}\nencore-elle:\n  titre: La même\n  auteurs: [Nous]\n  nature: Page web\n{url}\n", "utf-8")
    catalogue, constats = chaine.charger(copie, memoire=MEMOIRE)
    assert [(c.code, c.chemin) for c in constats] == [("document-en-double", "content/sources.yml")]
    assert len(catalogue.fiches) > 20


@pytest.mark.parametrize(
    ("periode", "statut", "dit"),
    [
        ("{debut: 2012, fin: 2099}", "termine", "L’alliance est dite terminée, et 2099 est à venir"),
        ("{debut: 2099}", "en-cours", "2099 est à venir"),
        ("{debut: 2099}", "en-preparation", ""),
        ("{debut: 2012, fin: 2099}", "en-cours", ""),
    ],
)
def test_ce_qui_est_fini_ou_commence_ne_l_est_pas_dans_l_avenir(copie: Path, periode: str, statut: str, dit: str) -> None:
    texte = remplacer(SILVER_GEEK, "statut: en-cours", f"statut: {statut}")
    ecrire(copie, "exemples/silver-geek.md", remplacer(texte, "periode: {debut: 2012}", f"periode: {periode}"))
    constats = verifier(copie)
    assert [constat.message.partition("\N{NO-BREAK SPACE}:")[0] for constat in constats] == ([dit] if dit else [])
