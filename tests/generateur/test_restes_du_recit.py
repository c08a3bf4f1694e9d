"""Ce que d’autres logiciels, ou d’autres habitudes, laissent dans le récit : on le récrit, ou l’on dit qu’en faire."""

import re
from pathlib import Path

import pytest
from a_la_lettre import JOUR, appliquer, tourne_en_rond, verifier
from greffe import base, ecrire, greffer

from generator.constats.constat import Constat, Gravite
from generator.ecriture.corriger import corriger

FICHES = {"exemples": "exemples/vitawin.md", "methodes": "content/methodes/franchise-sociale.md"}


def constats(depot: Path, recit: str, famille: str = "exemples") -> tuple[Constat, ...]:
    ecrire(depot, FICHES[famille], greffer(base(famille), recit, ""))
    return verifier(depot)


def seul(depot: Path, recit: str, famille: str = "exemples") -> Constat:
    (constat,) = constats(depot, recit, famille)
    return constat


def une_fois_faits(depot: Path, recit: str, famille: str = "exemples") -> str:
    """Ce que devient le récit quand on applique chaque réponse à la lettre, jusqu’à ce qu’il n’y en ait plus."""
    restent = constats(depot, recit, famille)
    assert restent, "rien n’est dit"
    assert tourne_en_rond(depot, restent) == []
    for _ in range(len(restent)):
        if a_faire := [constat for constat in verifier(depot) if constat.correction]:
            appliquer(depot, a_faire[-1])
    assert verifier(depot) == ()
    return (depot / FICHES[famille]).read_text("utf-8")


MOULIN = '[moulin]: https://www.unis-cite.fr/moulin "Le moulin"'
PAR_REFERENCE = {
    f"Le maire en parle [ici][moulin].\n\n{MOULIN}\n\nEt après.": (
        "Le maire en parle [ici](https://www.unis-cite.fr/moulin).\n\nEt après."
    ),
    f"Voir le [Moulin][].\n\nUn [moulin] aussi.\n\n{MOULIN}": (
        "Voir le [Moulin](https://www.unis-cite.fr/moulin).\n\nUn [moulin](https://www.unis-cite.fr/moulin) aussi."
    ),
}


@pytest.mark.parametrize("recit", PAR_REFERENCE)
def test_un_lien_dont_l_adresse_est_plus_bas_la_reprend_dans_sa_phrase(copie: Path, recit: str) -> None:
    assert seul(copie, recit).code == "corps-lien"
    assert PAR_REFERENCE[recit] in une_fois_faits(copie, recit)


def test_une_adresse_dont_aucun_lien_ne_se_sert_se_dit_ainsi(copie: Path) -> None:
    constat = seul(copie, MOULIN)
    assert (constat.code, constat.correction) == ("corps-lien", "")
    assert "Aucun lien ne se sert de cette adresse" in constat.message


ENTRE_CHEVRONS = {
    "La salle, ci-après <<l’occupant>>, rouvre.": "La salle, ci-après « l’occupant », rouvre.",
    "La salle, ci-après <l’occupant>, rouvre.": "La salle, ci-après l’occupant, rouvre.",
    "Le <b>café</b> de <span style='x'>tous</span> rouvre<o:p></o:p>.": "Le **café** de tous rouvre.",
}


@pytest.mark.parametrize("recit", ENTRE_CHEVRONS)
def test_un_mot_entre_chevrons_reste_une_balise_s_en_va(copie: Path, recit: str) -> None:
    assert seul(copie, recit).code == "corps-html"
    fait = une_fois_faits(copie, recit).replace("\N{NO-BREAK SPACE}", " ")
    assert f"\n{ENTRE_CHEVRONS[recit]}\n" in fait


def test_des_chevrons_vides_ne_passent_pas(copie: Path) -> None:
    constat = seul(copie, "La salle, ci-après <>, rouvre.")
    assert (constat.code, constat.correction) == ("corps-html", "")
    assert "Il manque un mot entre ces chevrons" in constat.message


MOTS_DIESES = {
    "#Habitants #élus #commerçants": "Habitants, élus, commerçants.",
    "#Habitants, #élus": "Habitants, élus.",
}


@pytest.mark.parametrize("recit", MOTS_DIESES)
def test_des_mots_dieses_ne_sont_pas_un_titre(copie: Path, recit: str) -> None:
    constat = seul(copie, recit)
    assert (constat.code, constat.correction) == ("corps-titre", MOTS_DIESES[recit])
    une_fois_faits(copie, recit)


def test_une_section_qui_n_est_que_mots_dieses_les_garde(copie: Path) -> None:
    recit = re.sub(r"(?s)(?<=## Qui réunir\n\n).*?(?=\n## )", "#Habitants #élus\n", base("methodes"))
    ecrire(copie, FICHES["methodes"], recit)
    (constat,) = verifier(copie)
    appliquer(copie, constat)
    assert verifier(copie) == ()


@pytest.mark.parametrize("signature", ["Martine", "\nMartine Dupond", "L’équipe du Grenier", "Jean, pour la mairie"])
@pytest.mark.parametrize("suite", ["", "\n## Résultats"])
def test_une_signature_s_en_va_avec_sa_formule(copie: Path, signature: str, suite: str) -> None:
    collee = f"\nBien cordialement,\n{signature}\n"
    texte = base("exemples").replace(suite, f"{collee}{suite}", 1) if suite else f"{base('exemples').rstrip()}\n{collee}"
    ecrire(copie, FICHES["exemples"], texte)
    (constat,) = verifier(copie)
    assert constat.code == "recit-courriel"
    appliquer(copie, constat)
    assert verifier(copie) == ()
    assert (copie / FICHES["exemples"]).read_text("utf-8").rstrip() == base("exemples").rstrip()


def test_une_phrase_sous_une_formule_n_est_pas_une_signature(copie: Path) -> None:
    constat = seul(copie, "Cordialement,\nLe café a rouvert en mai.")
    assert (constat.code, constat.correction) == ("recit-courriel", "")


def test_la_signature_avant_l_envoi_d_un_telephone_s_en_va_aussi(copie: Path) -> None:
    texte = (
        f"Bonjour Sylvie, voici la fiche.\n\n{base('exemples').rstrip()}\n\nBien cordialement,\nMartine\n\nEnvoyé de mon iPhone\n"
    )
    ecrire(copie, FICHES["exemples"], texte)
    for constat in sorted(verifier(copie), key=lambda constat: -constat.ligne):
        assert constat.correction
        appliquer(copie, constat)
    assert verifier(copie) == ()
    assert "Martine" not in (copie / FICHES["exemples"]).read_text("utf-8")


NOTES = {
    "Voir l’annexe p. 12[1].\n\n[1] Rapport d’activité 2023.\n\nEt après.": (
        "Voir l’annexe p. 12 (Rapport d’activité 2023).\n\nEt après."
    ),
    "Le café ouvre en 2019.[2] Il sert.": "Le café ouvre en 2019. Il sert.",
    "Voir le commentaire[a].\n\n[a]à vérifier avec le docteur\n\nEt après.": "Voir le commentaire.\n\nEt après.",
    "Un café[a] ouvre[b].\n\n[a]à vérifier\n[b]depuis quand ?\n\nEt après.": "Un café ouvre.\n\nEt après.",
}


@pytest.mark.parametrize("recit", NOTES)
def test_une_note_ou_un_commentaire_entre_crochets_ne_se_publie_pas(copie: Path, recit: str) -> None:
    assert NOTES[recit] in une_fois_faits(copie, recit)


@pytest.mark.parametrize("sain", ["Le plan « [1] » du livre.", "Ils l’ont dit : « [Nous] venons. »", "Une liste [a] et [b]."])
def test_un_crochet_sans_note_est_un_crochet(copie: Path, sain: str) -> None:
    assert [constat.code for constat in constats(copie, sain)] in ([], ["reste-a-ecrire"])


PENSE_BETES = {
    "> À relire par Karim\n\nEt après.": "Et après.",
    "> [!NOTE]\n> Trois cents vélos réparés.": "> Trois cents vélos réparés.",
    "> [!TIP] Trois cents vélos réparés.": "> Trois cents vélos réparés.",
    "> [!NOTE]\n> À relire par Karim\n\nEt après.": "Et après.",
}


@pytest.mark.parametrize("recit", PENSE_BETES)
def test_un_mot_pour_qui_prepare_la_fiche_se_retire(copie: Path, recit: str) -> None:
    assert f"\n\n{PENSE_BETES[recit]}\n" in une_fois_faits(copie, recit)


def test_des_cases_vides_devant_des_verbes_sont_peut_etre_un_pense_bete(copie: Path) -> None:
    assert "pense-bête" in seul(copie, "- [ ] appeler le maire\n- [x] photo").message
    assert "pense-bête" not in seul(copie, "- [x] trois vélos\n- [x] un local").message


def test_les_lettres_collees_d_un_pdf_se_recrivent(copie: Path) -> None:
    recit = "La ﬁn des diﬃcultés, vue d’œil."
    assert seul(copie, recit).correction == "La fin des difficultés, vue d’œil."
    assert [c.apres for c in corriger(copie, None, JOUR).changements] == [("La fin des difficultés, vue d’œil.",)]
    assert verifier(copie) == ()


@pytest.mark.parametrize(
    "ou", [r"C:\Users\lagarde\Bureau\convention.doc", r"\\serveur\partage\bilan.xls", "file:///home/bilan.pdf"]
)
def test_un_fichier_de_son_ordinateur_se_dit_ainsi(copie: Path, ou: str) -> None:
    constat = next(c for c in constats(copie, f"Télécharger ici : {ou}") if c.code == "lien-prive")
    assert constat.valeur == ou
    assert "un fichier de votre ordinateur" in constat.message


EN_LISTES = {
    "Poste;Prévu;Réel\nSalle;300,00 €;280,00 €\nBuffet;150,00 €;": "- Salle : prévu 300,00 €, réel 280,00 €\n- Buffet : 150,00 €",
    "Nom;Rôle\nLa mairie;prête\nLe foyer;ouvre": "- La mairie : prête\n- Le foyer : ouvre",
    "|Étape|Qui|\n|Ouvrir|trésorier|\n|Remplir|tous|": "- Ouvrir : trésorier\n- Remplir : tous",
    "|Ouvrir|trésorier|\n|Remplir|tous|": "- Ouvrir : trésorier\n- Remplir : tous",
    "Étape 1 : inviter\nÉtape 2 - écouter\nEtape 3/ noter": "1. inviter\n2. écouter\n3. noter",
}


@pytest.mark.parametrize("recit", EN_LISTES)
def test_les_rangees_d_un_tableur_et_les_etapes_a_la_suite_font_une_liste(copie: Path, recit: str) -> None:
    assert seul(copie, recit).correction.replace("\N{NO-BREAK SPACE}", " ") == EN_LISTES[recit]
    une_fois_faits(copie, recit)


@pytest.mark.parametrize(
    "saine",
    ["Étape 1 : inviter les voisins.", "On prête ; on garde.\nOn ouvre ; on ferme.", "1. un lieu ;\n2. un toit ;", "Un;deux"],
)
def test_une_etape_seule_ou_un_point_virgule_ne_font_pas_une_liste(copie: Path, saine: str) -> None:
    assert constats(copie, saine) == ()


def test_ce_qui_est_joint_ou_dit_plus_haut_a_un_conseil(copie: Path) -> None:
    constat = seul(copie, "Éviter la pluie. Cf. supra et ci-joint le tableau.")
    assert (constat.code, constat.gravite) == ("recit-renvoi", Gravite.AVERTISSEMENT)
    assert "Cf. supra" in constat.message
    assert "ci-joint" in constat.message
    assert constats(copie, "Un site conjoint, en infrastructure, sous la halle.") == ()
