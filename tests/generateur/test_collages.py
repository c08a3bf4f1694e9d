"""Ce que l’on colle dans le récit (assistant, conversation, courriel, PDF, tableur) se dit, et ne se publie pas."""

from pathlib import Path

import pytest
from a_la_lettre import appliquer, tourne_en_rond, verifier
from fiches import SILVER_GEEK, remplacer
from greffe import ecrire

from generator.constats.constat import Constat

FICHE = "exemples/silver-geek.md"


def coller(depot: Path, *lignes: str) -> tuple[Constat, ...]:
    """Les constats de la fiche, avec ces lignes en tête des résultats."""
    ecrire(depot, FICHE, remplacer(SILVER_GEEK, "## Résultats\n", "## Résultats\n\n" + "\n".join(lignes) + "\n"))
    return verifier(depot)


def nettoyee(depot: Path, *lignes: str) -> str:
    """La fiche, une fois faite à la lettre la seule correction donnée."""
    constats = coller(depot, *lignes)
    (constat,) = constats
    assert constat.correction, constat.message
    assert tourne_en_rond(depot, constats) == []
    appliquer(depot, constat)
    assert verifier(depot) == ()
    return (depot / FICHE).read_text("utf-8")


MARQUES = (
    "Le café compte 40 adhérents【4†source】.",
    "Le café compte 40 adhérents【12:3†bilan.pdf】.",
    "Le café compte 40 adhérents :contentReference[oaicite:0]{index=0}.",
    "Le café compte 40 adhérents turn0search3.",
    "Le café compte 40 adhérents citeturn0search3turn1view0.",
    "[cite_start]Le café compte 40 adhérents [cite: 12].",
)


@pytest.mark.parametrize("marquee", MARQUES)
def test_les_marques_d_un_assistant_s_effacent(copie: Path, marquee: str) -> None:
    texte = nettoyee(copie, marquee)
    assert "\nLe café compte 40 adhérents.\n" in texte


def test_un_lien_d_assistant_garde_ses_mots_et_sa_source_se_verifie(copie: Path) -> None:
    constats = coller(copie, "Le café rouvre ([Ouest-France][1]).", "", "[1]: https://www.ouest-france.fr/a", "", "Il dure.")
    assert [constat.code for constat in constats] == ["recit-assistant", "recit-assistant"]
    assert constats[0].correction == "Le café rouvre (Ouest-France)."
    assert "documents" in constats[1].message
    assert constats[1].correction == "Il dure."


def test_une_marque_dans_un_champ_s_efface(copie: Path) -> None:
    titre = next(ligne for ligne in SILVER_GEEK.split("\n") if ligne.startswith("titre: "))
    ecrire(copie, FICHE, remplacer(SILVER_GEEK, titre, "titre: Silver Geek, jouer ensemble【4†source】"))
    (constat,) = verifier(copie)
    assert (constat.code, constat.correction) == ("recit-assistant", 'titre: "Silver Geek, jouer ensemble"')


PAROLES = (
    "Bien sûr ! Voici une version claire et structurée de votre fiche :",
    "Souhaitez-vous que je la raccourcisse ? 😊",
    "En tant que modèle de langage, je ne peux pas vérifier ces faits.",
    "N’hésitez pas à me dire si vous souhaitez une version plus courte !",
    "ChatGPT a dit :",
    "Copier le code",
)


@pytest.mark.parametrize("parole", PAROLES)
def test_une_phrase_d_assistant_se_retire(copie: Path, parole: str) -> None:
    texte = nettoyee(copie, parole, "", "Le café rouvre.")
    assert parole not in texte
    assert "Le café rouvre." in texte


def test_ce_qu_un_assistant_dit_inventer_ne_se_corrige_pas_seul(copie: Path) -> None:
    (constat,) = coller(copie, "**Note :** ces données sont fictives et doivent être vérifiées.")
    assert (constat.code, constat.correction) == ("recit-assistant", "")
    assert "inventé" in constat.message


CONVERSATIONS = (
    ("[12/03/2024 18:42:07] Une bénévole: on garde le four ?", "[12/03/2024 18:45:00] Le maire: oui"),
    ("12/03/2024, 18:42 - Une bénévole: on garde le four ?", "12/03/2024, 18:45 - Le maire: oui"),
    ("[18:42, 12/03/2024] Une bénévole: on garde le four ?", "[18:45, 12/03/2024] : <Médias omis>"),
    ("12/03/2024 à 18:42 - Une bénévole: on garde le four ?", "12/03/2024 à 18:45 - Le maire: oui", "<Médias omis>"),
)


@pytest.mark.parametrize("messages", CONVERSATIONS)
def test_une_conversation_collee_est_a_raconter(copie: Path, messages: tuple[str, ...]) -> None:
    (constat,) = coller(copie, *messages, "", "Le café rouvre.")
    assert (constat.code, constat.correction, constat.lignes) == ("recit-conversation", "", len(messages))
    assert "racontez" in constat.message


def test_un_courriel_colle_est_a_raconter(copie: Path) -> None:
    courriel = ("De : Mairie", "Envoyé : mardi 4 juin 2024 10:12", "À : Association", "Objet : RE: TR: sono")
    constats = coller(copie, *courriel, "", "Nous prêtons la sono.", "", "> > Le 3 juin, l’association a demandé la sono.")
    assert [(constat.code, constat.lignes) for constat in constats] == [("recit-courriel", 4), ("recit-courriel", 1)]
    assert {constat.correction for constat in constats} == {""}


@pytest.mark.parametrize("formule", ["Cordialement,", "Bien à vous", "Envoyé de mon iPhone"])
def test_une_formule_de_courriel_s_efface(copie: Path, formule: str) -> None:
    (constat,) = coller(copie, "Le café rouvre.", "", formule, "", "Une signature")
    assert (constat.code, constat.correction) == ("recit-courriel", ""), "la signature resterait"


PAGES = {
    "Le village emploie des saison-\nniers pendant l’été.": "Le village emploie des saisonniers pendant l’été.",
    "Le café rouvre.\n\nPage 12 sur 48\n\nIl dure.": "Le café rouvre.\n\nIl dure.",
    "Contexte ............ 3\nRésultats . . . . . . 12\n\nIl dure.": "\nIl dure.",
    "Il dure (voir Erreur ! Source du renvoi introuvable.) encore.": "Il dure encore.",
}


@pytest.mark.parametrize("colle", PAGES)
def test_les_restes_d_une_page_s_effacent(copie: Path, colle: str) -> None:
    assert PAGES[colle] in nettoyee(copie, *colle.split("\n"))


@pytest.mark.parametrize("coupe", ["un rendez-\nvous", "un porte-\nmonnaie", "la vis-à-\nvis"])
def test_un_trait_qui_peut_etre_du_mot_ne_s_ote_pas(copie: Path, coupe: str) -> None:
    (constat,) = coller(copie, *f"Il prend {coupe} chaque jour.".split("\n"))
    assert (constat.code, constat.correction) == ("recit-mise-en-page", "")


@pytest.mark.parametrize("calcul", ["=SOMME(C2:C3)", "#REF!", "#N/A", "#DIV/0!"])
def test_un_calcul_de_tableur_n_est_pas_un_nombre(copie: Path, calcul: str) -> None:
    (constat,) = coller(copie, f"En tout, {calcul} repas servis.")
    assert (constat.code, constat.correction, constat.valeur) == ("recit-tableur", "", calcul)


def test_seules_les_cases_cochees_d_un_formulaire_se_gardent(copie: Path) -> None:
    domaines = next(ligne for ligne in SILVER_GEEK.split("\n") if ligne.startswith("domaines: "))
    ecrire(copie, FICHE, remplacer(SILVER_GEEK, domaines, "domaines: [☐ sante, ☑ lien-social, ☐ emploi-insertion]"))
    constats = verifier(copie)
    assert {constat.correction for constat in constats} == {"domaines: [lien-social]"}
    appliquer(copie, constats[0])
    assert verifier(copie) == ()


SAINES = (
    "Les bénévoles disent : « N’hésitez pas à pousser la porte. »",
    "Bien sûr, voici longtemps que le village attendait.",
    "En tant qu’assistant social, il voit dix familles par jour.",
    "Le 12/03/2024 à 18:42, le conseil vote.",
    "- 12/03/2024 : le conseil vote.\n- 14/03/2024 : le café ouvre.",
    "De : quoi parle-t-on ? De la place.",
    "> Une citation.\n> Elle continue.",
    "Les pré-\net post-tests sont longs.",
    "Voir la page 12 du bilan… et la suite.",
    "Le mot-clé #REFUGE et le #nom du lieu.",
    "Le [premier] [second] mot.",
    "Trente familles[…] sont venues.",
    "Il salue cordialement ses voisins.",
)


@pytest.mark.parametrize("saine", SAINES)
def test_une_phrase_saine_n_est_pas_un_collage(copie: Path, saine: str) -> None:
    assert [c for c in coller(copie, *saine.split("\n")) if c.code.startswith("recit-")] == []


@pytest.mark.parametrize("reponse", ["Oui", "N/A", "Néant.", "Idem", "-", "Aucun.", "R.A.S.", "Non renseigné", "Voir ci-dessus"])
def test_une_section_qui_repond_a_un_formulaire_ne_raconte_rien(copie: Path, reponse: str) -> None:
    debut, reste = SILVER_GEEK.split("## Points de vigilance\n", 1)
    ecrire(copie, FICHE, f"{debut}## Points de vigilance\n\n{reponse}\n\n## {reste.split(chr(10) + '## ', 1)[1]}")
    (constat,) = verifier(copie)
    assert (constat.code, constat.correction) == ("section-vide", "")
    assert reponse in constat.message


@pytest.mark.parametrize("puce", ["o\t", "\uf0b7 ", "\uf0a7\t"])
def test_une_puce_de_word_devient_un_tiret(copie: Path, puce: str) -> None:
    (constat,) = coller(copie, "Elle prête :", "", f"{puce}un four ;", f"{puce}une salle.")
    assert (constat.code, constat.correction) == ("corps-liste", "- un four\u00a0;\n- une salle.")


def test_des_fautes_eparses_se_montrent_chacune_a_sa_ligne(copie: Path) -> None:
    texte = remplacer(SILVER_GEEK, 'titre: "Silver Geek', "titre: “Silver Geek")
    texte = remplacer(texte, 'vers les autres"\n', "vers les autres”\n")
    texte = remplacer(texte, "role: porte le projet et fédère les partenaires", "role: “porte le projet”")
    ecrire(copie, FICHE, texte)
    constats = verifier(copie)
    assert [(c.code, c.lignes) for c in constats] == [("collage-guillemets", 1)] * 2
    assert "c’est la même faute" in constats[1].message
    for constat in constats:
        appliquer(copie, constat)
    assert verifier(copie) == ()


@pytest.mark.parametrize("marque", ["[a\\]", "\\[a\\]"])
def test_un_appel_de_commentaire_s_ote_de_la_phrase(copie: Path, marque: str) -> None:
    assert "\nIl dure depuis 2012.\n" in nettoyee(copie, f"Il dure{marque} depuis 2012.")


@pytest.mark.parametrize(
    "reste",
    [
        "\\[a\\]À revoir avec Paul",
        "Mis en forme : Police :12 pt",
        "Rapport d’activité 2024 – Page 7 sur 32",
        "Confidentiel – ne pas diffuser",
    ],
)
def test_une_ligne_restee_d_un_document_copie_se_retire(copie: Path, reste: str) -> None:
    assert reste not in nettoyee(copie, reste, "", "Le café rouvre.")
