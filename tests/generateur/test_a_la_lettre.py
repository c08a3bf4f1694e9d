"""Appliquer une réponse à la lettre la fait taire, et n’en appelle pas d’autre. Chaque passage est celui d’un débutant."""

from pathlib import Path

import pytest
from a_la_lettre import appliquer, tourne_en_rond, verifier
from greffe import BASES, base, ecrire, greffer

FICHE = "exemples/vitawin.md"

PASSAGES = {
    "tableau d’un outil en ligne": (
        "| Année | Jeunes |\n|---|---|\n| 2016-2020 | 12 |\n| 2021-2023 | 16 |",
        "corps-tableau",
        "- 2016-2020\N{NO-BREAK SPACE}: 12 jeunes\n- 2021-2023\N{NO-BREAK SPACE}: 16 jeunes",
    ),
    "tableau de mémoire, sans barres autour": (
        "Acteur | Rôle\n--- | ---\nArcher | anime\nCRESS | co-anime",
        "corps-tableau",
        "- Archer\N{NO-BREAK SPACE}: anime\n- CRESS\N{NO-BREAK SPACE}: co-anime",
    ),
    "tableau à trois colonnes, collé à la phrase": (
        "Les rôles :\n| Qui | Apporte | Depuis |\n|---|---|---|\n| La mairie | une salle | 2020 |\n| L’école | élèves | 2021 |",
        "corps-tableau",
        "- La mairie\N{NO-BREAK SPACE}: apporte une salle, depuis 2020",
    ),
    "tirets collés à leur texte": (
        "-**Un tournoi** par an.\n-une visite par mois.",
        "corps-liste",
        "- **Un tournoi** par an.\n- une visite par mois.",
    ),
    "parenthèse après le numéro": ("1) Se parler.\n2) Écrire la charte.", "corps-liste", "1. Se parler.\n2. Écrire la charte."),
    "sous-titre en gras": ("### **Les étapes**\n\nOn se parle.", "corps-titre", "### Les étapes\n"),
    "note de bas de page": (
        "On craignait le manque d'oxygène[^1], sans savoir quand.\n\n[^1]: La « malaïgue », disent les pêcheurs.",
        "corps-note",
        "d’oxygène (la «\N{NO-BREAK SPACE}malaïgue\N{NO-BREAK SPACE}», disent les pêcheurs), sans savoir quand.",
    ),
    "note appelée et jamais écrite": ("Une entreprise sur cinq aide une association[^a].", "corps-note", "une association.\n"),
    "texte barré": ("~~15~~ 18 villages desservis en 2023.", "corps-signes", "\n18 villages desservis"),
    "surligneur et dessin": ("==Le carnet aide.== :warning: Il ne paie pas.", "corps-signes", "Le carnet aide. Il ne paie pas."),
    "unité dite deux fois": ("Chacun gagne 90 € € en moyenne.", "corps-signes", "90\N{NO-BREAK SPACE}€ en moyenne"),
    "euro dit en signe et en lettres": ("De 500 à 3 000 € euros.", "corps-signes", "3 000\N{NO-BREAK SPACE}€."),
    "parenthèse pour plus tard": ("Versé en une fois *(plafond à confirmer)*.", "reste-a-ecrire", ""),
    "cases à cocher": (
        "- [x] Un atelier\n- [ ] Six postes d'insertion",
        "corps-signes",
        "- Un atelier\n- Six postes d’insertion",
    ),
    "adresses nues": (
        "Voir https://www.soleil-en-commun.fr/trois-ans, puis www.limoux.fr.",
        "corps-adresse",
        "Voir [soleil-en-commun.fr](https://www.soleil-en-commun.fr/trois-ans), puis [limoux.fr](https://www.limoux.fr).",
    ),
    "balises de l’ancien site": (
        'Une pièce par an.<br><br><center><b>Entrée libre !</b></center><font color="red">Réservez</font>',
        "corps-html",
        "Une pièce par an.\n\n**Entrée libre\N{NO-BREAK SPACE}!**\n\nRéservez",
    ),
    "lien de page web": (
        'Voir <a href="https://www.tulle.fr/a">le site</a>.',
        "corps-html",
        "[le site](https://www.tulle.fr/a).",
    ),
    "remarque cachée": ("Il ne paie rien. <!-- vérifier\navec la compta --> Il aide.", "corps-html", "Il ne paie rien. Il aide."),
    "lien sans protocole": ("Sur [leur site](www.clic.fr).", "corps-lien", "[leur site](https://www.clic.fr)"),
    "lien avec une espace devant": ("Sur [leur site] (https://www.clic.fr).", "corps-lien", "[leur site](https://www.clic.fr)"),
    "lien avec son titre": ('Sur [leur site](https://www.clic.fr "Le site").', "corps-lien", "[leur site](https://www.clic.fr)"),
    "lien vers une fiche, avec ses espaces": (
        "Comme [là](/exemples/silver geek/).",
        "corps-lien",
        "[là](/exemples/silver-geek/)",
    ),
    "lien de wiki": ("Avec [[silver-geek|Silver Geek]].", "corps-wiki", "[Silver Geek](/exemples/silver-geek/)"),
    "lien de wiki vers rien": ("Avec [[Zorglub]].", "corps-wiki", "Avec Zorglub."),
    "trait de séparation": (
        "Le café rouvre.\n\n***\n\nIl accueille un marché.",
        "corps-titre",
        "Le café rouvre.\n\nIl accueille",
    ),
    "titre souligné": ("Les chiffres\n------------\n\nTrente familles.", "corps-titre", "### Les chiffres\n"),
    "titre trop petit": ("#### Les chiffres\n\nTrente familles.", "corps-titre", "### Les chiffres\n"),
    "puce de traitement de texte": ("Trois choses :\n\n• un atelier", "corps-liste", "- un atelier"),
    "puces suivies d’une tabulation, collées à la phrase": (
        "Trois choses :\n•\tun atelier\n•\tune ferme\n▪\tl'été",
        "corps-liste",
        "\n\n- un atelier\n- une ferme\n- l’été",
    ),
    "la tabulation qu’une réponse montrait, recopiée": ("Trois choses :\n\n-␉un atelier", "corps-liste", "\n- un atelier"),
    "faux texte": ("Lorem ipsum dolor sit amet.", "reste-a-ecrire", ""),
    "note pour un collègue": ("Le fonds aide. [NDLR : TODO relire]", "reste-a-ecrire", "Le fonds aide.\n"),
}


@pytest.mark.parametrize("histoire", PASSAGES)
def test_la_ligne_donnee_pour_un_passage_du_recit_le_corrige(copie: Path, histoire: str) -> None:
    passage, code, attendu = PASSAGES[histoire]
    ecrire(copie, FICHE, greffer(base("exemples"), passage, ""))
    constats = verifier(copie)
    trouves = [constat for constat in constats if constat.code == code]
    assert trouves, constats
    assert tourne_en_rond(copie, constats) == []
    if trouves[0].correction:
        appliquer(copie, trouves[0])
        assert attendu in (copie / FICHE).read_text("utf-8")
    assert all(constat.chemin == FICHE for constat in constats)


CHAMPS = {
    "rôle en gras": ('mots_cles: ["**accompagne** les baigneurs"]', "champ-mise-en-forme", '["accompagne les baigneurs"]'),
    "lien dans une liste": ("mots_cles: [a, '[le site](https://www.clic.fr)']", "champ-mise-en-forme", "['le site']"),
    "unité dans la valeur": ('valeur: "45 000 €"', "valeur-surchargee", 'valeur: "45 000"'),
    "unité en toutes lettres": ("valeur: 90 euros", "valeur-surchargee", "valeur: 90\n"),
    "valeur en gras": ('valeur: "**40**"', "valeur-surchargee", 'valeur: "40"'),
    "valeur entre guillemets de Word": ("valeur: “120”", "collage-guillemets", 'valeur: "120"\n'),
    "valeur avec une flèche": ('valeur: "21 ↗"', "valeur-surchargee", 'valeur: "21"'),
    "valeur à peu près": ("valeur: ~120", "valeur-surchargee", "valeur: environ 120\n"),
    "à compléter": ('mots_cles: [pont]\nsiege: "à compléter"', "reste-a-ecrire", ""),
    "des X à la place du nombre": ('valeur: "XXX"', "reste-a-ecrire", ""),
    "adresse du modèle": ("liens:\n  - titre: Le bilan\n    url: https://exemple.fr/bilan", "adresse-d-exemple", ""),
    "adresse à trous": ("liens:\n  - titre: Le bilan\n    url: https://…", "adresse-d-exemple", ""),
}


@pytest.mark.parametrize("histoire", CHAMPS)
def test_la_ligne_donnee_pour_un_champ_le_corrige(copie: Path, histoire: str) -> None:
    champ, code, attendu = CHAMPS[histoire]
    if champ.startswith("valeur"):
        champ = f"chiffres:\n  - {champ}\n    unite: €\n    libelle: par habitant\n    annee: 2022\n    source: colloque-2022"
    if champ.startswith("mots_cles: [a"):
        attendu = attendu.removeprefix("[")
    ecrire(copie, FICHE, greffer(base("exemples"), champ, champ))
    constats = verifier(copie)
    assert [constat.code for constat in constats] == [code], "une cause, un constat"
    assert tourne_en_rond(copie, constats) == []
    if attendu:
        appliquer(copie, constats[0])
        assert attendu in (copie / FICHE).read_text("utf-8")


SECTIONS = {
    "en gras": ("## Points de vigilance", "**Points de vigilance**", "corps-titre"),
    "en italique, avec deux-points": ("## Points de vigilance", "*Points de vigilance :*", "corps-titre"),
    "d’un dièse": ("## Résultats", "# Résultats", "corps-titre"),
    "de trois dièses": ("## Résultats", "### RESULTATS", "corps-titre"),
    "soulignée": ("## Résultats", "Résultats\n=========", "corps-titre"),
    "numérotée": ("## Résultats", "4. Résultats", "corps-titre"),
    "renommée": ("## Résultats", "## Bilan", "section-inconnue"),
    "renommée à la fin": ("## Ce qui est reproductible", "## Ce qu'on peut refaire chez vous", "section-inconnue"),
    "précisée": ("## Résultats", "## Résultats (provisoires !)", "section-inconnue"),
    "en trop": ("## Résultats", "## Merci à tous\n\nMerci.\n\n## Résultats", "section-inconnue"),
    "oubliée au début": ("## Contexte\n", "\n", "section-manquante"),
}


@pytest.mark.parametrize("histoire", SECTIONS)
def test_une_section_mal_ecrite_ne_fait_qu_un_constat_et_sa_correction_suffit(copie: Path, histoire: str) -> None:
    avant, apres, code = SECTIONS[histoire]
    ecrire(copie, FICHE, base("exemples").replace(avant, apres, 1))
    constats = verifier(copie)
    assert [constat.code for constat in constats] == [code]
    appliquer(copie, constats[0])
    assert verifier(copie) == ()


def test_une_section_absente_est_montree_a_sa_place(copie: Path) -> None:
    ecrire(copie, FICHE, base("exemples").replace("## Résultats\n", "\n", 1))
    (constat,) = verifier(copie)
    ligne = (copie / FICHE).read_text("utf-8").split("\n").index("## Points de vigilance") + 1
    assert constat.ligne == ligne
    assert f"va avant la ligne {ligne}" in constat.message


def test_une_section_ajoutee_attend_son_texte(copie: Path) -> None:
    ecrire(copie, FICHE, base("exemples").replace("## Résultats\n", "\n", 1))
    (constat,) = verifier(copie)
    appliquer(copie, constat)
    assert [reste.code for reste in verifier(copie)] == ["reste-a-ecrire"]


def test_les_etapes_d_une_methode_en_gras_deviennent_des_sous_titres(copie: Path) -> None:
    texte = base("methodes")
    fiche = f"content/methodes/{BASES['methodes']}.md"
    titres = [ligne for ligne in texte.split("\n") if ligne.startswith("### ")]
    for titre in titres:
        texte = texte.replace(titre, titre.replace("### ", "**Étape ").replace(". ", "\N{NO-BREAK SPACE}: ") + "**")
    ecrire(copie, fiche, texte)
    constats = verifier(copie)
    assert titres
    assert [constat.correction for constat in constats] == titres
    assert tourne_en_rond(copie, constats) == []


def test_une_photo_se_range_en_trois_gestes_dont_chacun_mene_au_suivant(copie: Path) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), "![La soirée d'ouverture](Café des Platanes été 2022.JPG)", ""))
    (nom,) = verifier(copie)
    assert "renommez la photo en cafe-des-platanes-ete-2022.jpg" in nom.message
    appliquer(copie, nom)
    (place,) = verifier(copie)
    assert "renommez la fiche exemples/vitawin.md en exemples/vitawin/index.md" in place.message
    (copie / "exemples/vitawin").mkdir()
    (copie / FICHE).rename(copie / "exemples/vitawin/index.md")
    (absente,) = verifier(copie)
    assert "déposez-la dans exemples/vitawin/" in absente.message


CODES = {
    # Ce qui est écrit, et ce que cela devient.
    "<p>Deux salari&eacute;s, du caf&eacute; : un conseil de comptable<br/> et quelqu&#8217;un qui conna&icirc;t les gens.</p>": (
        "Deux salariés, du café\N{NO-BREAK SPACE}: un conseil de comptable et quelqu’un qui connaît les gens."
    ),
    "Deux salari&eacute;s et beaucoup de caf&eacute; dans une salle, avec quelqu’un qui connaît les gens.": (
        "Deux salariés et beaucoup de café dans une salle, avec quelqu’un qui connaît les gens."
    ),
    'Accueil&nbsp;&gt;&nbsp;Actualités<div class="a">Une association ouvre à des étudiants des places pour travailler.</div>': (
        "Une association ouvre à des étudiants des places pour travailler."
    ),
}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("ecrit", ["resume: {}", "resume: >-\n  {}", 'resume: "{}"'])
def test_le_code_d_une_page_web_dans_un_champ_devient_son_texte(copie: Path, code: str, ecrit: str) -> None:
    if '"{}"' in ecrit and '"' in code:
        return
    fautive = greffer(base("exemples"), ecrit.format(code), "resume: Un résumé")
    ecrire(copie, FICHE, fautive)
    constats = verifier(copie)
    (constat,) = [un for un in constats if un.code == "champ-html"]
    assert "&" in fautive.split("\n")[constat.ligne - 1]
    assert {un.correction for un in constats} == {constat.correction}
    appliquer(copie, constat)
    assert verifier(copie) == ()
    assert CODES[code] in (copie / FICHE).read_text("utf-8")


def test_la_typographie_ne_coupe_pas_une_lettre_codee(copie: Path) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), "Un caf&eacute; ouvre, un caf&#233; ferme.", ""))
    assert verifier(copie) == ()


@pytest.mark.parametrize("texte", ["Vente & dons; le reste suit", "R&D; un café", "Tom &amp Jerry"])
def test_un_et_commercial_n_est_pas_du_code(copie: Path, texte: str) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), f'mots_cles: ["{texte}"]', "mots_cles: [x]"))
    assert {constat.code for constat in verifier(copie)} <= {"typo-insecable"}
