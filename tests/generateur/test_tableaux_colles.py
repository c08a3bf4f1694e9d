"""Ce que l’on colle d’un tableur ou d’un programme : cellules à points-virgules, à tabulations, signes d’un autre format."""

from pathlib import Path

import pytest
from a_la_lettre import appliquer, verifier
from greffe import base, ecrire, greffer

FICHE = "exemples/vitawin.md"

COLLES = {
    "chiffres:\n  Valeur;Unité;Libellé;Année;Source\n  12;repas;servis;2022;colloque-2022": (
        '  - {valeur: "12", unite: repas, libelle: servis, annee: 2022, source: colloque-2022}'
    ),
    "chiffres:\n12;repas;servis;2022;colloque-2022": (
        '  - {valeur: "12", unite: repas, libelle: servis, annee: 2022, source: colloque-2022}'
    ),
    "partenaires:\n  nom;profil;role\n  Mairie de Brest;collectivites;prête la salle\n  Les Bricolos;associations;réparent": (
        "  - {nom: Mairie de Brest, profil: acteurs-publics, role: prête la salle}\n"
        "  - {nom: Les Bricolos, profil: associations-fondations, role: réparent}"
    ),
    "periode: {debut:2021}": "periode: {debut: 2021}",
    "periode: {debut:2021, fin:2022}": "periode: {debut: 2021, fin: 2022}",
    "dates_cles:\n  - {annee:2022, fait: ouverture}": "  - {annee: 2022, fait: ouverture}",
    "dates_cles:\n  - 2022 : deuxième chaudière": "  - {annee: 2022, fait: deuxième chaudière}",
    '"titre": "Treize villes et leurs élèves",': '"titre": "Treize villes et leurs élèves"',
}


@pytest.mark.parametrize("colle", COLLES)
def test_ce_que_l_on_colle_d_ailleurs_se_remplace_d_un_coup(copie: Path, colle: str) -> None:
    champ = colle.split(":", 1)[0].strip('"')
    ecrire(copie, FICHE, greffer(base("exemples"), colle, f"{champ}: x"))
    (constat,) = verifier(copie)
    assert constat.correction == COLLES[colle]
    appliquer(copie, constat)
    assert verifier(copie) == ()


TABLEAUX = {
    "Année\tRepas\tCoût\n2021\t120\t300\n2022\t150\t400": "- 2021\u00a0: repas 120, coût 300\n- 2022\u00a0: repas 150, coût 400",
    "Mairie\tprête la salle\nClub\trépare": "- Mairie\u00a0: prête la salle\n- Club\u00a0: répare",
}


@pytest.mark.parametrize("colle", TABLEAUX)
def test_un_tableau_a_tabulations_dans_le_recit_devient_une_liste(copie: Path, colle: str) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), colle, ""))
    (constat,) = verifier(copie)
    assert (constat.code, constat.correction) == ("corps-tableau", TABLEAUX[colle])
    appliquer(copie, constat)
    assert verifier(copie) == ()


@pytest.mark.parametrize(
    "saine", ["dates_cles:\n  - annee: 2022 # d’après l’article\n    fait: Ouverture.", "statut: en-cours # vérifié"]
)
def test_une_note_apres_un_nombre_ou_une_valeur_de_liste_n_est_pas_une_faute(copie: Path, saine: str) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), saine, f"{saine.split(':', 1)[0]}: x"))
    assert verifier(copie) == ()
