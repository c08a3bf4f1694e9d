"""Une date ou une année comme on la griffonne : la ligne juste quand elle est sûre, sinon un choix, ou rien."""

from pathlib import Path

import pytest
from fiches import SILVER_GEEK, constats_de, remplacer

ANNEE = "    annee: 2015\n"
URL = "url: https://www.marcyletoile.fr/actualites/trophee-des-seniors-silver-geek/"
SURES = {
    "21.11.26": ("publie_le: 2026-11-20", "publie_le: 21.11.26", "publie_le: 2026-11-21"),
    "21/11/26": ("publie_le: 2026-11-20", "publie_le: 21/11/26", "publie_le: 2026-11-21"),
    "26-11-05": ("publie_le: 2026-11-20", "publie_le: 26-11-05", "publie_le: 2026-11-05"),
    "exercice 2022": (ANNEE, "    annee: exercice 2022\n", "    annee: 2022"),
    "12/09/21": (ANNEE, "    annee: 12/09/21\n", "    annee: 2021"),
    "’23": (ANNEE, "    annee: '23\n", '    annee: "2023"'),
    "’87": (ANNEE, "    annee: '87\n", '    annee: "1987"'),
    "un lien": (URL, "url: [article](https://www.marcyletoile.fr/a)", '    url: "https://www.marcyletoile.fr/a"'),
}


@pytest.mark.parametrize("quoi", SURES)
def test_ce_qui_est_sur_se_corrige_d_un_coup(copie: Path, quoi: str) -> None:
    avant, apres, juste = SURES[quoi]
    fautive = remplacer(SILVER_GEEK, avant, apres)
    (constat,) = constats_de(copie, fautive)
    assert constat.correction == juste
    lignes = fautive.split("\n")
    lignes[constat.ligne - 1] = constat.correction
    assert constats_de(copie, "\n".join(lignes)) == []


def test_ce_qui_peut_etre_deux_jours_se_choisit(copie: Path) -> None:
    (constat,) = constats_de(copie, remplacer(SILVER_GEEK, "publie_le: 2026-11-20", "publie_le: 26-11-21"))
    assert (constat.correction, constat.admis) == ("", ("2021-11-26", "2026-11-21"))


@pytest.mark.parametrize("quand", ["31-11-26", "30.02.26", "45/11/26"])
def test_un_jour_qui_n_existe_pas_ne_se_corrige_pas(copie: Path, quand: str) -> None:
    (constat,) = constats_de(copie, remplacer(SILVER_GEEK, "publie_le: 2026-11-20", f"publie_le: {quand}"))
    assert (constat.correction, constat.admis) == ("", ())


def test_le_titre_de_la_fiche_redit_dans_une_section_se_retire(copie: Path) -> None:
    titre = next(ligne for ligne in SILVER_GEEK.splitlines() if ligne.startswith("titre:"))[7:].strip('"')
    (constat,) = constats_de(copie, remplacer(SILVER_GEEK, "## Contexte\n", f"## Contexte\n\n# {titre}\n"))
    assert constat.code == "corps-titre"
    assert not constat.correction.startswith("#")


def test_une_annee_suivie_d_un_fait_n_a_qu_une_reponse(copie: Path) -> None:
    ligne = next(ligne for ligne in SILVER_GEEK.splitlines() if "annee: 2014, fait" in ligne)
    (constat,) = constats_de(copie, remplacer(SILVER_GEEK, ligne, "  - 2014 : deuxième chaudière"))
    assert constat.correction == "  - {annee: 2014, fait: deuxième chaudière}"
    assert constats_de(copie, remplacer(SILVER_GEEK, ligne, constat.correction)) == []


def test_un_champ_mal_nomme_se_remplit_du_premier_coup(copie: Path) -> None:
    (constat,) = constats_de(copie, remplacer(SILVER_GEEK, "statut: en-cours", "état: ça continue"))
    assert (constat.correction, constat.admis[1]) == ("", "statut: en-cours")
    bloc = SILVER_GEEK[SILVER_GEEK.index("partenaires:") : SILVER_GEEK.index("chiffres:")]
    (constat,) = constats_de(copie, remplacer(SILVER_GEEK, bloc, "Partenaires: Mairie de Crest, Orange\n"))
    assert constat.correction.startswith("partenaires:\n  - nom: Mairie de Crest\n    profil: acteurs-publics\n    role: ")
