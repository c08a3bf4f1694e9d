"""Une adresse que le lecteur n’ouvrirait pas, ou qui fait un détour, se dit avant d’être publiée."""

from pathlib import Path

import pytest
from a_la_lettre import appliquer, tourne_en_rond, verifier
from fiches import SILVER_GEEK, remplacer
from greffe import ecrire

FICHE = "exemples/silver-geek.md"
DOCUMENT = "    url: https://www.marcyletoile.fr/actualites/trophee-des-seniors-silver-geek/\n    consulte_le: 2026-11-20\n"
CHARTE = "https://silver-geek.org/wp-content/uploads/2019/03/Charte_Nationale_SG.pdf"

PRIVEES = (
    "https://docs.google.com/document/d/1a2b/edit?usp=sharing",
    "https://drive.google.com/file/d/1a2b/view",
    "https://www.notion.so/Bilan-1a2b3c",
    "https://mail.google.com/mail/u/0/",
    "http://localhost:8000/bilan",
    "https://chatgpt.com/share/1a2b",
    "https://chat.whatsapp.com/1a2b",
    "https://asso.sharepoint.com/sites/bilan",
    "https://we.tl/t-1a2b",
)


def en_tete_du_recit(depot: Path, ligne: str) -> None:
    ecrire(depot, FICHE, remplacer(SILVER_GEEK, "## Résultats\n", f"## Résultats\n\n{ligne}\n"))


@pytest.mark.parametrize("adresse", PRIVEES)
def test_un_document_que_soi_seul_peut_ouvrir_n_a_pas_d_adresse(copie: Path, adresse: str) -> None:
    ecrire(copie, FICHE, remplacer(SILVER_GEEK, DOCUMENT, f"    url: {adresse}\n    consulte_le: 2026-11-20\n"))
    (constat,) = verifier(copie)
    assert (constat.code, constat.correction) == ("lien-prive", "")
    assert "retirez ses lignes « url » et « consulte_le »" in constat.message
    ecrire(copie, FICHE, remplacer(SILVER_GEEK, DOCUMENT, ""))
    assert verifier(copie) == (), "ce que l’on demande de retirer se retire"


@pytest.mark.parametrize("devant", ["", "mailto:", "https://"])
def test_une_adresse_de_courriel_n_est_pas_celle_d_une_page(copie: Path, devant: str) -> None:
    for avant in (DOCUMENT.split()[1], CHARTE):
        ecrire(copie, FICHE, SILVER_GEEK.replace(f"url: {avant}\n", f"url: {devant}contact@silver-geek.org\n", 1))
        (constat,) = verifier(copie)
        assert "C’est une adresse de courriel" in constat.message
        assert ("avec son titre" in constat.message) is (avant == CHARTE)


def test_un_lien_prive_se_dit_aussi_parmi_les_liens(copie: Path) -> None:
    ecrire(copie, FICHE, remplacer(SILVER_GEEK, CHARTE, PRIVEES[0]))
    (constat,) = verifier(copie)
    assert constat.code == "lien-prive"
    assert "retirez ce lien, avec son titre" in constat.message


@pytest.mark.parametrize("adresse", PRIVEES)
def test_dans_le_recit_les_mots_restent_sans_le_lien(copie: Path, adresse: str) -> None:
    en_tete_du_recit(copie, f"Le [bilan de l’année]({adresse}) le raconte.")
    constats = verifier(copie)
    assert [(c.code, c.correction) for c in constats] == [("lien-prive", "Le bilan de l’année le raconte.")]
    assert tourne_en_rond(copie, constats) == []


@pytest.mark.parametrize("ligne", [f"Voir [ici]({PRIVEES[0]}).", f"Voir {PRIVEES[0]} pour la suite."])
def test_une_phrase_qui_ne_dirait_plus_rien_est_a_recrire_soi_meme(copie: Path, ligne: str) -> None:
    en_tete_du_recit(copie, ligne)
    (constat,) = verifier(copie)
    assert (constat.code, constat.correction) == ("lien-prive", "")


DETOURS = {
    "https://www.google.com/url?q=https://www.unis-cite.fr/bilan&sa=D&ust=1700": "https://www.unis-cite.fr/bilan",
    "https://www.google.com/url?q=https%3A%2F%2Fwww.unis-cite.fr%2Fbilan%3Fid%3D3&sa=D": "https://www.unis-cite.fr/bilan?id=3",
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.unis-cite.fr%2F&data=05": "https://www.unis-cite.fr/",
    "https://www.unis-cite.fr/bilan?utm_source=chatgpt.com": "https://www.unis-cite.fr/bilan",
    "https://www.unis-cite.fr/bilan?id=3&utm_source=chatgpt.com#fin": "https://www.unis-cite.fr/bilan?id=3#fin",
    "https://www.unis-cite.fr/bilan?utm_source=chatgpt.com&id=3": "https://www.unis-cite.fr/bilan?id=3",
}


@pytest.mark.parametrize("adresse", DETOURS)
def test_un_detour_s_ote_partout(copie: Path, adresse: str) -> None:
    texte = remplacer(SILVER_GEEK, CHARTE, adresse)
    ecrire(copie, FICHE, remplacer(texte, "## Résultats\n", f"## Résultats\n\nVoir [le bilan]({adresse}).\n"))
    constats = verifier(copie)
    assert [c.code for c in constats] == ["lien-detourne"] * 2
    assert constats[0].correction == f"    url: {DETOURS[adresse]}"
    assert constats[1].correction == f"Voir [le bilan]({DETOURS[adresse]})."
    for constat in constats:
        appliquer(copie, constat)
    assert verifier(copie) == ()


@pytest.mark.parametrize(
    "adresse",
    [
        "https://docs.google.com/document/d/e/1a2b/pub",
        "https://docs.google.com/forms/d/e/1a2b/viewform",
        "https://cress-pdl.notion.site/Note-1a2b",
        "https://www.associatheque.fr/a.html?utm_source=lettre&utm_content=mai",
        "https://www.google.com/maps",
    ],
)
def test_une_adresse_ouverte_a_tous_ne_se_reproche_pas(copie: Path, adresse: str) -> None:
    texte = remplacer(SILVER_GEEK, CHARTE, adresse)
    ecrire(copie, FICHE, remplacer(texte, "## Résultats\n", f"## Résultats\n\nVoir [le bilan]({adresse}).\n"))
    assert verifier(copie) == ()
