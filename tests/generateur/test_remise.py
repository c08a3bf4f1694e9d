"""Remettre au propre : ce qui est collé ou tapé de travers se lit quand même, et la réponse, appliquée à la lettre, suffit."""

import re
from pathlib import Path
from random import Random

import pytest
from depots import FIGE
from fautes import FAUTES, Faute, apres_le_guillemet
from fiches import SILVER_GEEK, constats_de, remplacer
from greffe import BASES, base, greffer_des_champs

from generator import chaine
from generator.constats.constat import Constat
from generator.constats.extraits import appliquer, illustrer
from generator.lecture import depot
from generator.lecture.entete import lignes_au_propre, lire_fiche
from generator.lecture.octets import lignes

FICHES = [(fichier.chemin, fichier.octets.decode("utf-8")) for fichier in depot.fiches(FIGE)[0]]


def reprocher(chemin: str, texte: str) -> tuple[object, tuple[Constat, ...]]:
    """Ce qu’une fiche dit, et ce que sa lecture lui reproche, corrections comprises."""
    octets = texte.encode("utf-8")
    source, faits = lire_fiche(chemin, octets)
    constats = illustrer(faits, lambda ou: lignes(ou, octets), lambda ou: lignes_au_propre(ou, octets))
    return source.document.valeur if source else None, constats


def corriger(texte: str, constats: tuple[Constat, ...]) -> str:
    """Le fichier où l’on a recopié chaque correction, de la dernière à la première ; d’une ligne, la plus large d’abord."""
    corrigees, libre = texte.split("\n"), texte.count("\n") + 2
    for constat in sorted(constats, key=lambda constat: (-constat.ligne, -constat.lignes)):
        if constat.correction and constat.ligne + constat.lignes <= libre:
            corrigees, libre = appliquer(constat, corrigees), constat.ligne
    return "\n".join(corrigees)


@pytest.mark.parametrize(("rang", "faute"), list(enumerate(FAUTES)), ids=[faute.__name__ for faute in FAUTES])
def test_une_fiche_abimee_puis_corrigee_a_la_lettre_redevient_saine(rang: int, faute: Faute) -> None:
    portees = 0
    # Chaque faute atteint une fiche sur trois, jamais les mêmes que la faute d’avant : toutes y passent.
    for graine, (chemin, saine) in list(enumerate(FICHES))[rang % 3 :: 3]:
        abimee = faute(saine, Random(graine))  # noqa: S311
        if abimee is None:
            continue
        portees += 1
        lue, constats = reprocher(chemin, abimee)
        assert constats, (chemin, graine)
        assert lue is not None, (chemin, graine, constats)
        corrigee = corriger(abimee, constats)
        assert reprocher(chemin, corrigee)[1] == (), (chemin, graine)
        # Ce qu’on a lu malgré la faute est ce qu’on lit une fois qu’elle est corrigée, et ce qui était écrit avant.
        assert lue == reprocher(chemin, corrigee)[0], (chemin, graine)
        if faute is not apres_le_guillemet:
            assert lue == reprocher(chemin, saine)[0], (chemin, graine)
    assert portees


@pytest.mark.parametrize("faute", FAUTES, ids=lambda faute: faute.__name__)
def test_le_texte_remis_au_propre_garde_chaque_ligne_a_sa_place(faute: Faute) -> None:
    chemin, saine = "exemples/silver-geek.md", SILVER_GEEK
    abimee = faute(saine, Random(1))  # noqa: S311
    if abimee is None:
        return
    source, _ = lire_fiche(chemin, abimee.encode("utf-8"))
    assert source is not None
    assert len(source.lignes) == abimee.count("\n") + 1
    for rang, ligne in enumerate(source.lignes, 1):
        if "profil: " in ligne:
            assert "profil" in abimee.split("\n")[rang - 1]


TAPEES = [
    # (ce qu’on a, ce qu’on tape, la règle, ce qu’il faut écrire)
    (
        'titre: "Silver Geek\N{NO-BREAK SPACE}: le jeu vidéo',
        "titre: “Silver Geek\N{NO-BREAK SPACE}: le jeu vidéo",
        "collage-guillemets",
        None,
    ),
    ("statut: en-cours", "statut: *en-cours*", "yaml-ancre", 'statut: "en-cours"'),
    ("    role: copilote le collectif des débuts", "    role: @silvergeek", "entete-guillemets", '    role: "@silvergeek"'),
    ("    role: copilote le collectif des débuts", "    role: !tous", "yaml-etiquette", '    role: "!tous"'),
    (
        "    role: copilote le collectif des débuts",
        "    role: copilote #SilverGeek",
        "texte-coupe",
        '    role: "copilote #SilverGeek"',
    ),
    (
        "    role: copilote le collectif des débuts",
        "    role: 'copilote l'ensemble'",
        "entete-guillemet-ferme",
        '    role: "copilote l’ensemble"',
    ),
    (
        "    role: copilote le collectif des débuts",
        '    role: "copilote les "débuts""',
        "entete-guillemet-ferme",
        '    role: "copilote les «\N{NO-BREAK SPACE}débuts\N{NO-BREAK SPACE}»"',
    ),
    (
        "    role: copilote le collectif des débuts",
        "    role: > copilote le collectif",
        "entete-guillemets",
        '    role: "copilote le collectif"',
    ),
    (
        "    role: copilote le collectif des débuts",
        "    role: [Orange] copilote",
        "entete-crochets",
        '    role: "Orange\N{NO-BREAK SPACE}: copilote"',
    ),
    ("periode: {debut: 2012}", "periode: debut: 2012", "entete-bloc", "periode:\n  debut: 2012"),
    ("periode: {debut: 2012}", "periode: debut: 2012, fin: 2020", "entete-bloc", "periode:\n  debut: 2012\n  fin: 2020"),
    ("  - La façon dont", "  - À savoir : la façon dont", "entete-guillemets", None),
    (
        "  - {annee: 2010, fait: La Poste fait étudier",
        "  - {annee: 2010; fait: La Poste fait étudier",
        "entete-crochets",
        None,
    ),
    ("statut: en-cours", "statut\N{NO-BREAK SPACE}: en-cours", "collage-espaces", "statut: en-cours"),
    ("statut: en-cours", "sta\u200btut: en-cours", "collage-invisibles", "statut: en-cours"),
    ("  - Nouvelle-Aquitaine", "  -Nouvelle-Aquitaine", "entete-espace", "  - Nouvelle-Aquitaine"),
    ("periode: {debut: 2012}", "periode:\ndebut: 2012", "entete-alignement", "  debut: 2012"),
]


@pytest.mark.parametrize(("avant", "apres", "code", "corrige"), TAPEES)
def test_une_faute_a_une_seule_reponse_et_l_appliquer_suffit(
    copie: Path, avant: str, apres: str, code: str, corrige: str | None
) -> None:
    fautive = remplacer(SILVER_GEEK, avant, apres)
    (constat,) = constats_de(copie, fautive)
    assert (constat.code, constat.gravite) == (code, "erreur")
    if corrige is not None:
        assert constat.correction == corrige
    assert constats_de(copie, "\n".join(appliquer(constat, fautive.split("\n")))) == []


def test_toutes_les_fautes_d_une_fiche_sont_dites_d_un_coup_chacune_a_sa_ligne(copie: Path) -> None:
    fautive = remplacer(SILVER_GEEK, "statut: en-cours", "statut:en-cours")
    fautive = remplacer(fautive, "periode: {debut: 2012}", "periode: {debut: 2012")
    fautive = remplacer(fautive, "    role: mobilise les", "   role: mobilise : les")
    fautive = remplacer(fautive, "besoins: [faire-naitre-envie, structurer]", "besoins: faire-naitre-envie, structurer")
    fautive = remplacer(fautive, "publie_le: 2026-11-20\n---", "publie_le: 2026-11-20\n—")
    constats = constats_de(copie, fautive)
    dites = [(constat.code, fautive.split("\n")[constat.ligne - 1]) for constat in constats]
    assert dites == [
        ("entete-liste", "besoins: faire-naitre-envie, structurer"),
        ("entete-espace", "statut:en-cours"),
        ("entete-crochets", "periode: {debut: 2012"),
        # L’une des fautes de cette ligne suffit : la même ligne les corrige toutes.
        ("entete-alignement", "   role: mobilise : les jeunes en service civique"),
        ("collage-tirets", "—"),
    ]
    assert constats_de(copie, corriger(fautive, tuple(constats))) == []


def test_une_faute_du_fond_se_corrige_sur_la_ligne_deja_remise_au_propre(copie: Path) -> None:
    fautive = remplacer(SILVER_GEEK, "statut: en-cours", "statut: “En cours”")
    arrondis, inconnue = constats_de(copie, fautive)
    assert (arrondis.code, inconnue.code) == ("collage-guillemets", "modalite-inconnue")
    assert arrondis.correction == inconnue.correction == 'statut: "en-cours"'


def test_une_valeur_qui_ne_se_lit_pas_n_empeche_pas_de_dire_le_reste(copie: Path) -> None:
    fautive = remplacer(SILVER_GEEK, "periode: {debut: 2012}", "periode: {debut: 2012} environ")
    fautive = remplacer(fautive, "statut: en-cours", "statut: en-court")
    assert [constat.code for constat in constats_de(copie, fautive)] == ["modalite-inconnue", "yaml-syntaxe"]


CITATIONS = [
    ("“Silver Geek” : le jeu en commun", "collage-guillemets", "«\u00a0Silver Geek\u00a0» : le jeu en commun"),
    ("“Silver Geek” et “Unis-Cité”", "collage-guillemets", "«\u00a0Silver Geek\u00a0» et «\u00a0Unis-Cité\u00a0»"),
    ('“Silver Geek" : le jeu en commun', "collage-guillemets", "«\u00a0Silver Geek\u00a0» : le jeu en commun"),
    ("“Silver “Geek” et les autres”", "collage-guillemets", None),
    ("“Silver Geek, le jeu en commun", "collage-guillemets", "Silver Geek, le jeu en commun"),
    ("“Silver Geek, le jeu en commun”,", "collage-guillemets", "Silver Geek, le jeu en commun"),
    ('"On joue” dit Éric : un jeu', "entete-guillemet-ferme", "«\u00a0On joue\u00a0» dit Éric\u00a0: un jeu"),
    ('"Silver Geek, le jeu en commun”', "entete-guillemet-ferme", "Silver Geek, le jeu en commun"),
]


@pytest.mark.parametrize(("ecrit", "code", "juste"), CITATIONS)
def test_aucun_guillemet_ne_reste_sans_son_pareil(copie: Path, ecrit: str, code: str, juste: str | None) -> None:
    fautive = re.sub(r"(?m)^titre: .*$", f"titre: {ecrit}", SILVER_GEEK)
    (constat,) = constats_de(copie, fautive)
    assert constat.code == code
    assert not re.search("[“”]", constat.correction)
    assert juste is None or constat.correction == f'titre: "{juste}"'
    assert constats_de(copie, "\n".join(appliquer(constat, fautive.split("\n")))) == []


def test_un_guillemet_sans_son_pareil_ne_se_publie_pas(copie: Path) -> None:
    fautive = re.sub(r"(?m)^titre: .*$", 'titre: "Silver Geek” : le jeu en commun"', SILVER_GEEK)
    (constat,) = constats_de(copie, fautive)
    assert constat.code == "guillemet-orphelin"
    assert constat.correction == 'titre: "«\u00a0Silver Geek\u00a0» : le jeu en commun"'
    assert constats_de(copie, "\n".join(appliquer(constat, fautive.split("\n")))) == []
    milieu = re.sub(r"(?m)^titre: .*$", "titre: Silver « Geek, le jeu en commun", SILVER_GEEK)
    (constat,) = constats_de(copie, milieu)
    assert (constat.code, constat.correction) == ("guillemet-orphelin", "")


EN_LISTE = {
    "après les deux-points": "promesse: - Vous saurez repérer ce qui gêne\n- et le dire",
    "en dessous": "promesse:\n- Vous saurez repérer ce qui gêne\n- et le dire",
    "en retrait": "promesse:\n  - Vous saurez repérer ce qui gêne,\n  - et le dire",
}


@pytest.mark.parametrize("forme", EN_LISTE)
def test_un_texte_ecrit_comme_une_liste_se_reunit(copie: Path, forme: str) -> None:
    fautive = greffer_des_champs(base("methodes"), EN_LISTE[forme], "promesse: x")
    (constat,) = constats_de(copie, fautive, f"content/methodes/{BASES['methodes']}.md")
    assert constat.code == "entete-deborde"
    assert constat.correction == "promesse: Vous saurez repérer ce qui gêne et le dire"
    corrigee = "\n".join(appliquer(constat, fautive.split("\n")))
    assert constats_de(copie, corrigee, f"content/methodes/{BASES['methodes']}.md") == []


SAINES = [
    ("---\ntitre: ", "\n---\ntitre: "),
    ("statut: en-cours", "statut: en-cours  # à revoir en 2027"),
    ("statut: en-cours", "# Où en est-on ?\nstatut: en-cours"),
    ("statut: en-cours", "statut:   'en-cours'"),
    ("statut: en-cours", "statut : en-cours"),
    ("  - titre: Charte nationale Silver Geek", "  - titre: «\N{NO-BREAK SPACE}Charte\N{NO-BREAK SPACE}» nationale"),
    ("periode: {debut: 2012}", "periode:\n    debut: 2012"),
    ("besoins: [faire-naitre-envie, structurer]", "besoins:\n- faire-naitre-envie\n- structurer"),
    ("besoins: [faire-naitre-envie, structurer]", "besoins: [\n  faire-naitre-envie,\n  structurer,\n]"),
    ('    passage: "30 000 seniors participants"', '    passage: "30 000 seniors\n      participants"'),
]


@pytest.mark.parametrize(("avant", "apres"), SAINES)
def test_une_bizarrerie_saine_ne_se_reproche_pas(copie: Path, avant: str, apres: str) -> None:
    assert constats_de(copie, remplacer(SILVER_GEEK, avant, apres)) == []


@pytest.mark.parametrize(
    ("octets", "dit"),
    [
        (b"%PDF-1.4\n%\xe2\xe3\n", "PDF"),
        (b"PK\x03\x04\x14\0\0\0\0\0word/document.xml", "Word"),
        (b"PK\x03\x04\x14\0\0\0\0\0mimetypeapplication/vnd.oasis.opendocument.text", "LibreOffice"),
        (b"{\\rtf1\\ansi\\ansicpg1252 ---\\\n", "RTF"),
        (b"<!DOCTYPE html><html><body>---</body></html>", "HTML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
    ],
)
def test_un_document_renomme_en_md_se_reconnait_et_se_dit(octets: bytes, dit: str) -> None:
    source, (constat,) = lire_fiche("exemples/essai.md", octets)
    assert source is None
    assert constat.code == "fichier-autre-format"
    assert dit in constat.message
    assert "copiez" in constat.message


def test_un_tableau_colle_devient_des_elements_avec_ou_sans_ses_titres() -> None:
    for collees in ("annee\tfait\n2019\tLe café ouvre.\n2021\tIl s’agrandit.", "2019\tLe café ouvre.\n2021\tIl s’agrandit."):
        lue, (constat,) = reprocher("exemples/essai.md", f"---\ntitre: Essai\ndates_cles:\n{collees}\n---\n## Contexte\n")
        assert constat.code == "collage-tableau"
        assert constat.correction == "  - {annee: 2019, fait: Le café ouvre.}\n  - {annee: 2021, fait: Il s’agrandit.}"
        assert isinstance(lue, dict)
        assert [un["annee"] for un in lue["dates_cles"]] == ["2019", "2021"]


@pytest.mark.parametrize(
    ("avant", "apres", "code"),
    [
        ("  nature: Article", "  nature: Article : le premier", "entete-guillemets"),
        ("  nature: Article", " nature: Article", "entete-alignement"),
        ("  nature: Article", "  nature:Article", "entete-espace"),
        ("  nature: Article", "\tnature: Article", "collage-espaces"),
    ],
)
def test_une_faute_dans_la_bibliographie_se_corrige_comme_dans_une_fiche(copie: Path, avant: str, apres: str, code: str) -> None:
    fichier = copie / depot.BIBLIOGRAPHIE
    fautive = remplacer(fichier.read_text("utf-8"), avant, apres)
    fichier.write_text(fautive, "utf-8")
    (constat,) = chaine.verifier(copie)
    assert (constat.chemin, constat.code) == (depot.BIBLIOGRAPHIE, code)
    fichier.write_text("\n".join(appliquer(constat, fautive.split("\n"))), "utf-8")
    assert chaine.verifier(copie) == ()


def test_des_guillemets_francais_autour_de_tout_se_retirent_des_noms_aussi(copie: Path) -> None:
    fautive = SILVER_GEEK
    for nom in ("nom", "role"):
        fautive = re.sub(rf"(?m)^((?:  - |    ){nom}: )(.*)$", "\\1«\N{NO-BREAK SPACE}\\2\N{NO-BREAK SPACE}»", fautive)
    (constat,) = constats_de(copie, fautive)
    assert constat.code == "collage-guillemets"
    assert "«" not in constat.correction
    assert constats_de(copie, "\n".join(appliquer(constat, fautive.split("\n")))) == []


def test_un_nom_n_est_pas_une_citation(copie: Path) -> None:
    nom = next(ligne for ligne in SILVER_GEEK.split("\n") if ligne.startswith("  - nom: "))[9:]
    fautive = remplacer(SILVER_GEEK, f"  - nom: {nom}\n", f'  - nom: "«\N{NO-BREAK SPACE}{nom}\N{NO-BREAK SPACE}»"\n')
    constat, *_ = constats_de(copie, fautive)
    assert (constat.code, constat.correction) == ("champ-mise-en-forme", f'  - nom: "{nom}"')


@pytest.mark.parametrize("ecrit", ["@SilverGeek", '"@SilverGeek"'])
def test_un_nom_de_compte_n_est_pas_celui_d_un_partenaire_et_l_on_n_en_invente_pas(copie: Path, ecrit: str) -> None:
    nom = next(ligne for ligne in SILVER_GEEK.split("\n") if ligne.startswith("  - nom: "))
    (constat,) = constats_de(copie, remplacer(SILVER_GEEK, f"{nom}\n", f"  - nom: {ecrit}\n"))
    assert (constat.code, constat.correction) == ("nom-de-compte", "")
    assert "en toutes lettres" in constat.message


def test_un_diese_se_garde_entre_guillemets_ou_s_efface(copie: Path) -> None:
    (constat,) = constats_de(copie, remplacer(SILVER_GEEK, "    role: copilote", "    role: copilote #tous"))
    assert constat.correction.startswith('    role: "copilote #tous')
    assert "effacez-le seul, et écrivez «\N{NO-BREAK SPACE}role: copilote tous le collectif" in constat.message


@pytest.mark.parametrize("devant", ["12 ", "12  ", "12.   "])
def test_des_numeros_de_lignes_se_disent_avec_toutes_les_espaces_qui_les_suivent(copie: Path, devant: str) -> None:
    blancs = devant.count(" ")
    numerotee = "\n".join(f"{n}{devant[2:]}{ligne}" for n, ligne in enumerate(SILVER_GEEK.rstrip("\n").split("\n"), 1))
    (constat,) = constats_de(copie, numerotee)
    assert constat.code == "collage-numeros"
    dites = {1: "et l’espace qui le suit", 2: "et les deux espaces qui le suivent", 3: "et les trois espaces"}
    assert dites[blancs] in constat.message
    assert ("le signe «\N{NO-BREAK SPACE}.\N{NO-BREAK SPACE}»" in constat.message) == ("." in devant)


@pytest.mark.parametrize("marge", [" ", "  "])
def test_une_fiche_en_retrait_ou_sa_seule_premiere_ligne_se_lit_quand_meme(copie: Path, marge: str) -> None:
    for fautive in (marge + SILVER_GEEK, re.sub(r"(?m)^(?=.)", marge, SILVER_GEEK)):
        (constat,) = constats_de(copie, fautive)
        assert "bord de la page" in constat.message
        assert constats_de(copie, "\n".join(appliquer(constat, fautive.split("\n")))) == []


def test_une_puce_au_milieu_d_une_liste_numerotee_y_reprend_son_numero(copie: Path) -> None:
    recit = remplacer(SILVER_GEEK, "## Résultats\n", "## Résultats\n\n◦\tles tournois\n2. les ateliers\n• les visites\n")
    (conseil, suivant) = constats_de(copie, recit)
    assert (conseil.correction, suivant.correction) == ("1. les tournois", "3. les visites")
    avec_une_puce_en_tete = remplacer(recit, "  - Nouvelle-Aquitaine", "  •\tNouvelle-Aquitaine")
    assert [c.correction for c in constats_de(copie, avec_une_puce_en_tete)][1:] == ["1. les tournois", "3. les visites"]
