"""Un titre de section se reconnaît à son sens, sous un autre nom ou d’autres signes ; jamais à sa seule place."""

from pathlib import Path

import pytest
from a_la_lettre import appliquer, tourne_en_rond, verifier
from fiches import SILVER_GEEK, remplacer
from greffe import base, ecrire

from generator.constats.constat import Constat
from generator.lecture.depot import dossier

FICHE = "exemples/silver-geek.md"


def renommer(depot: Path, titres: dict[str, str]) -> tuple[Constat, ...]:
    texte = SILVER_GEEK
    for avant, apres in titres.items():
        texte = remplacer(texte, f"\n## {avant}\n", f"\n{apres}\n")
    ecrire(depot, FICHE, texte)
    return verifier(depot)


def refaite(depot: Path) -> bool:
    """Vrai si les corrections, suivies à la lettre, rendent la fiche d’origine."""
    constats = verifier(depot)
    assert tourne_en_rond(depot, constats) == []
    for constat in sorted(constats, key=lambda c: -c.ligne):
        appliquer(depot, constat)
    return (depot / FICHE).read_text("utf-8") == SILVER_GEEK


ECRITURES = (
    {"Ce qui a été fait": "3) Actions réalisées", "Résultats": "RÉSULTATS"},
    {"L’alliance": "**2. Partenaires de l’alliance :**", "Ce qui a été fait": "3) Actions réalisées"},
    {"Contexte": "**1. Contexte**", "L’alliance": "**2. Les partenaires**", "Résultats": "**4. Bilan**"},
    {"Points de vigilance": "DIFFICULTÉS RENCONTRÉES"},
    {"Ce qui a été fait": "3) Ce qui a été fait"},
    {"Résultats": "## Bilan", "L’alliance": "## Nos partenaires"},
)


@pytest.mark.parametrize("titres", ECRITURES)
def test_un_titre_dit_autrement_prend_le_nom_du_modele(copie: Path, titres: dict[str, str]) -> None:
    constats = renommer(copie, titres)
    assert len(constats) == len(titres)
    assert refaite(copie)


@pytest.mark.parametrize("titre", ["Exemple vécu", "Nos soutiens", "Annexe"])
def test_un_titre_ne_prend_pas_le_nom_de_la_section_qui_manque(copie: Path, titre: str) -> None:
    constats = renommer(copie, {"L’alliance": f"## {titre}"})
    assert [c.code for c in constats] == ["section-inconnue", "section-manquante"]
    assert constats[0].correction == f"### {titre}"
    assert "Si c’est en fait « L’alliance », qui manque, donnez-lui ce titre-là." in constats[0].message


def test_un_recit_vecu_n_est_pas_qui_reunir(copie: Path) -> None:
    texte = base("methodes").replace("\n## Qui réunir\n", "\n## Exemple vécu\n")
    ecrire(copie, f"{dossier('methodes')}/franchise-sociale.md", texte)
    assert {c.code: c.suggestion for c in verifier(copie)} == {"section-inconnue": "", "section-manquante": ""}


def test_une_section_manquante_va_avant_un_titre_mal_ecrit_et_non_sous_lui(copie: Path) -> None:
    texte = remplacer(SILVER_GEEK, "\n## Résultats\n", "\nRÉSULTATS\n")
    debut, fin = texte.index("## Ce qui a été fait"), texte.index("RÉSULTATS")
    ecrire(copie, FICHE, texte[:debut] + texte[fin:])
    (manque,) = [c for c in verifier(copie) if c.code == "section-manquante"]
    assert manque.correction.split("\n\n") == ["## Ce qui a été fait", "À écrire.", "## Résultats"]
    assert f"avant la ligne {manque.ligne}" in manque.message


@pytest.mark.parametrize(
    "ligne", ["**Nos partenaires financent le projet.**", "**Le bilan**\nest bon.", "1. Le bilan\n\n2. Les effets"]
)
def test_une_ligne_qui_n_est_pas_un_titre_n_en_devient_pas_un(copie: Path, ligne: str) -> None:
    texte = remplacer(SILVER_GEEK, "\n## Résultats\n", f"\n{ligne}\n")
    ecrire(copie, FICHE, texte)
    assert "corps-titre" not in {c.code for c in verifier(copie)}
