"""Ce qui tient la place d’une réponse est refusé et nommé, avec ce que l’on attend là ; une vraie réponse ne l’est jamais."""

import re
from pathlib import Path

import pytest
from a_la_lettre import appliquer, verifier
from depots import FIGE
from greffe import BASES, base, ecrire, greffer

from generator.constats.constat import Gravite
from generator.constats.rapports.phrases import en_une_phrase
from generator.constats.rapports.texte import rendre
from generator.lecture.entete import lire_fiche
from generator.modele.a_copier import PAGE, ModeleACopier, comparable
from generator.modele.fiches import MODELES, SECTIONS_ATTENDUES

FICHE = "exemples/vitawin.md"
ATTENDUS = SECTIONS_ATTENDUES["exemples"]
MODELE = ModeleACopier((FIGE / PAGE).read_bytes(), lire_fiche)


def test_les_consignes_sont_celles_de_la_page_contribuer() -> None:
    assert "Ce qui a été difficile" in MODELE.consignes
    assert "Le nom d’un partenaire" in MODELE.consignes
    assert {comparable(texte): section for section, texte in ATTENDUS.items()}.items() <= MODELE.consignes.items()
    assert "porte le projet" not in MODELE.consignes, "une vraie réponse, que d’autres peuvent donner"


def test_chaque_section_dit_ce_que_l_on_y_attend() -> None:
    assert {famille: tuple(attendus) for famille, attendus in SECTIONS_ATTENDUES.items()} == {
        famille: modele.sections for famille, modele in MODELES.items()
    }


@pytest.mark.parametrize("section", MODELES["exemples"].sections)
def test_une_consigne_laissee_dans_une_section_est_refusee(copie: Path, section: str) -> None:
    ecrire(copie, FICHE, base("exemples").replace(f"## {section}\n", f"## {section}\n\n{ATTENDUS[section]}\n", 1))
    assert [constat.code for constat in verifier(copie)] == ["modele-laisse"]


def test_une_section_qui_n_est_qu_une_consigne_dit_l_aveu_possible_sans_l_ecrire(copie: Path) -> None:
    texte = base("exemples")
    debut, fin = texte.index("## Points de vigilance"), texte.index("## Ce qui est reproductible")
    ecrire(copie, FICHE, f"{texte[:debut]}## Points de vigilance\n\n{ATTENDUS['Points de vigilance']}\n\n{texte[fin:]}")
    (constat,) = verifier(copie)
    assert constat.correction == ""
    assert "Les sources n’en parlent pas." in constat.message


def test_le_modele_envoye_tel_quel_ne_fait_qu_un_constat(copie: Path) -> None:
    bloc = (FIGE / PAGE).read_text("utf-8").split("```yaml\n", 1)[1].split("\n```", 1)[0]
    ecrire(copie, "exemples/le-nom-de-l-alliance.md", bloc)
    (constat,) = verifier(copie)
    assert (constat.code, constat.ligne) == ("modele-laisse", 1)
    assert "même sans guillemets (le lieu, l’année" in constat.message, "un lieu ou une année n’en ont pas"


PREMIER = re.compile(r"(?<=- nom: ).*")
RETOUCHEES = ("Le nom de l'association", "Le nom d'un partenaire", "le nom de notre partenaire", "Nom de l’entreprise")


@pytest.mark.parametrize("nom", RETOUCHEES)
def test_une_consigne_ou_l_on_n_a_change_qu_un_mot_est_encore_une_consigne(copie: Path, nom: str) -> None:
    ecrire(copie, FICHE, PREMIER.sub(f'"{nom}"', base("exemples"), count=1))
    modeles = [constat for constat in verifier(copie) if constat.code == "modele-laisse"]
    assert [constat.valeur for constat in modeles] == [nom]
    assert "nom de l’organisation" in modeles[0].message


@pytest.mark.parametrize("nom", ["La Maison des associations", "Le Nom de la rose", "Au nom de la commune", "Association Nom"])
def test_un_vrai_nom_n_est_pas_une_consigne(copie: Path, nom: str) -> None:
    ecrire(copie, FICHE, PREMIER.sub(f'"{nom}"', base("exemples"), count=1))
    assert "modele-laisse" not in {constat.code for constat in verifier(copie)}


def test_deux_lignes_voisines_a_retirer_ne_se_recopient_pas_l_une_l_autre(copie: Path) -> None:
    place = "  - document: colloque-2022\n"
    laissees = f'{place}    partie: "La page ou la section"\n    passage: "quelques mots exacts du bilan"\n'
    texte = re.sub(r"\nsources:\n(?:  .*\n)+", f"\nsources:\n{laissees}", base("exemples"))
    ecrire(copie, FICHE, texte)
    constats = [constat for constat in verifier(copie) if constat.code == "modele-laisse"]
    ligne = texte.split("\n").index('    partie: "La page ou la section"') + 1
    assert [en_une_phrase(constat).count("tout entière") for constat in constats] == [1, 1]
    rapport = rendre(constats)
    assert f"À retirer : la ligne {ligne}, tout entière." in rapport
    assert f"À retirer : la ligne {ligne + 1}, tout entière." in rapport
    assert "À écrire" not in rapport
    lignes = texte.split("\n")
    del lignes[ligne - 1 : ligne + 1]
    ecrire(copie, FICHE, "\n".join(lignes))
    assert "modele-laisse" not in {constat.code for constat in verifier(copie)}


RESTES = {
    "titre: À compléter": "le nom de l’alliance",
    "titre: XXX le jardin": "le nom de l’alliance",
    "siege: ???": "où se trouve le porteur",
    "confirme_par: '[nom du partenaire]'": "l’organisation qui l’a confirmée",
    "mots_cles: [lorem ipsum dolor]": "synonymes et sigles",
    "mots_cles: [TODO]": "synonymes et sigles",
}


@pytest.mark.parametrize("champ", RESTES)
def test_un_champ_laisse_pour_plus_tard_dit_ce_que_l_on_y_attend(copie: Path, champ: str) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), champ, champ))
    (constat,) = [constat for constat in verifier(copie) if constat.code != "confirmation-incertaine"]
    assert constat.code == "reste-a-ecrire"
    assert f"On attend ici : {RESTES[champ]}" in constat.message.replace("\N{NO-BREAK SPACE}", " ")


A_LAISSER = (
    "Jean XXIII et le XXe siècle ont compté, dit la source.",
    "Le groupe reste à écrire, dit-il, une histoire à venir.",
    "« Nous avons […] tout repris », raconte l’élue.",
    "Voir avec la mairie quelles salles sont libres.",
    "Demander à un adolescent d’être le coach.",
    "Trente familles : les unes au nord, les autres au sud…",
    "Qui décide ? Tout le monde.",
    "Il faut 2 * 3 = 6 tables, et 40 % de bénévoles.",
    "Un atelier (on y apprend à compléter ses papiers) ouvre le lundi (date à venir).",
    "Un lien vers [le site](https://www.unis-cite.fr/a_b_c/).",
    "À 12:30: pause. Le score est de 3 == 3.",
)


@pytest.mark.parametrize("phrase", A_LAISSER)
def test_une_vraie_phrase_n_est_pas_une_place_gardee(copie: Path, phrase: str) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), phrase, ""))
    assert [c for c in verifier(copie) if not c.code.startswith("typo-")] == []


RESUME = "Deux phrases simples : qui s'est allié avec qui, pour quoi faire,\n  et ce que cela a donné pour les gens."
LE_MIEN = "Des couteliers donnent un samedi par mois pour apprendre à réparer avec une association de quartier."


def test_le_resume_du_modele_se_montre_avec_ses_lignes(copie: Path) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), f"resume: >-\n  {RESUME}", "resume: x"))
    (constat,) = verifier(copie)
    assert (constat.code, constat.lignes, constat.correction) == ("modele-laisse", 3, "")
    assert f"des lignes {constat.ligne + 1} et {constat.ligne + 2}" in constat.message
    assert "pour quoi faire" in constat.extrait


@pytest.mark.parametrize(
    "ecrit",
    [
        f"resume: >-\n  {LE_MIEN}\n  {RESUME}",
        f"resume: >-\n  {RESUME}\n  {LE_MIEN}",
        f"resume: >- {LE_MIEN}\n  {RESUME}",
        f"resume: {LE_MIEN}\n  {RESUME}",
        f'resume: "{LE_MIEN}"\n  {RESUME}',
    ],
)
def test_le_resume_du_modele_reste_a_cote_du_sien_s_en_va(copie: Path, ecrit: str) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), ecrit, "resume: x"))
    constats = verifier(copie)
    (constat,) = [un for un in constats if un.code == "modele-laisse"]
    # Une seule façon d’écrire cette ligne, quel que soit le reproche.
    assert {un.correction for un in constats} == {constat.correction}
    appliquer(copie, constat)
    assert verifier(copie) == ()
    texte = (copie / FICHE).read_text("utf-8")
    assert LE_MIEN in " ".join(texte.split())
    assert "pour quoi faire" not in texte


@pytest.mark.parametrize("place", ["**[chiffre à vérifier]**", "*(plafond à confirmer)*"])
def test_les_etoiles_d_une_place_gardee_s_en_vont_avec_elle(copie: Path, place: str) -> None:
    ecrire(
        copie, FICHE, base("exemples").replace("## Contexte\n\n", f"## Contexte\n\nQuatre médiateurs. {place} En 2023.\n\n", 1)
    )
    (constat,) = verifier(copie)
    assert constat.valeur == place


def test_sans_annee_de_depart_on_dit_depuis_quand_l_alliance_est_attestee(copie: Path) -> None:
    ecrire(copie, FICHE, re.sub(r"(?m)^periode: .*$", "periode: {debut: à écrire}", base("exemples")))
    constat = next(c for c in verifier(copie) if c.code == "reste-a-ecrire")
    assert "écrivez « attestee » au lieu de « debut »" in constat.message
    assert constat.correction == "", "retirée, elle laisserait une période vide"
    ecrire(copie, FICHE, re.sub(r"(?m)^periode: .*$", "periode: {attestee: 2021}", base("exemples")))
    assert verifier(copie) == ()


@pytest.mark.parametrize("reponse", ["N/A", "oui", "Néant", "RAS", "idem", "sans objet", "Non renseigné", "aucun"])
def test_un_role_qui_repond_a_un_formulaire_est_a_ecrire(copie: Path, reponse: str) -> None:
    texte = base("exemples")
    role = re.search(r"(?m)^    role: (.*)$", texte)
    assert role is not None
    ecrire(copie, FICHE, texte.replace(role[0], f"    role: {reponse}", 1))
    (constat,) = verifier(copie)
    assert (constat.code, constat.valeur, constat.correction) == ("reste-a-ecrire", reponse, "")


@pytest.mark.parametrize("nom", ["Idem", "Ok", "NC"])
def test_un_mot_de_formulaire_peut_etre_un_nom(copie: Path, nom: str) -> None:
    ecrire(copie, FICHE, PREMIER.sub(nom, base("exemples"), count=1))
    assert "reste-a-ecrire" not in {constat.code for constat in verifier(copie)}


A_DIRE = [
    ("exemples", "    role: ce que fait ce partenaire", "modele-laisse", "ce qu’il fait dans l’alliance"),
    ("exemples", "    role: son rôle", "modele-laisse", "ce qu’il fait dans l’alliance"),
    ("exemples", "    role: idem", "reste-a-ecrire", "ce qu’il fait dans l’alliance"),
    ("outils", "producteurs: [Nom du producteur]", "modele-laisse", "qui l’a fait"),
    ("outils", "question: La question à laquelle répond cet outil", "modele-laisse", "la question à laquelle"),
    ("competences", "structure: idem", "reste-a-ecrire", "l’organisme"),
    ("exemples", "a_completer: [À compléter]", "reste-a-ecrire", "nommez-le"),
]


@pytest.mark.parametrize(("famille", "ligne", "code", "attendu"), A_DIRE)
def test_ce_que_l_on_attend_d_un_champ_n_en_est_pas_la_reponse(
    copie: Path, famille: str, ligne: str, code: str, attendu: str
) -> None:
    nom = ligne.split(":", maxsplit=1)[0]
    texte = base(famille)
    fautive = re.sub(rf"(?m)^{nom}: .*$", ligne, texte, count=1) if ligne[0] == " " else greffer(texte, ligne, f"{nom}: x")
    ecrire(copie, f"{'' if famille == 'exemples' else 'content/'}{famille}/{BASES[famille]}.md", fautive)
    (constat,) = [un for un in verifier(copie) if un.gravite is Gravite.ERREUR]
    assert (constat.code, constat.correction) == (code, "")
    assert attendu in constat.message


@pytest.mark.parametrize(
    "role", ["rôle de conseil auprès des élus", "son équipe prête la salle", "ce qu’il fait le mieux : écouter"]
)
def test_un_vrai_role_n_est_pas_ce_que_l_on_en_attend(copie: Path, role: str) -> None:
    ecrire(copie, FICHE, re.sub(r"(?m)^    role: .*$", f'    role: "{role}"', base("exemples"), count=1))
    assert [constat for constat in verifier(copie) if constat.gravite is Gravite.ERREUR] == []


@pytest.mark.parametrize(
    "consigne",
    ["(Racontez ici ce qui a été difficile, en deux phrases.)", "Décrivez ici les difficultés (3 lignes maximum)."],
)
def test_une_consigne_d_un_autre_modele_n_est_pas_un_recit(copie: Path, consigne: str) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), consigne, ""))
    assert "reste-a-ecrire" in {constat.code for constat in verifier(copie)}
