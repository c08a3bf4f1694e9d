"""Le récit tel qu’on le colle d’ailleurs : puces de toutes sortes, lien à l’envers, image restée dans le texte."""

from pathlib import Path

import pytest
from a_la_lettre import appliquer, verifier
from greffe import base, ecrire, greffer

FICHE = "exemples/vitawin.md"
PUCES = {
    "– Garder\n— Fermer": "- Garder\n- Fermer",
    "- Une vraie.\n–  Garder": "- Garder",
    "§ autre\n§ encore": "- autre\n- encore",
    "→ un\n→ deux": "- un\n- deux",
    "👉 un\n👉 deux": "- un\n- deux",
    "☑ un\n✅ deux": "- un\n- deux",
    "o un\no deux": "- un\n- deux",
    "a) un\nb) deux": "- un\n- deux",
    "1- un\n2- deux": "1. un\n2. deux",
    "1°) un\n2°) deux": "1. un\n2. deux",
}


@pytest.mark.parametrize("collee", PUCES)
def test_plusieurs_lignes_ouvertes_par_un_signe_sont_une_liste(copie: Path, collee: str) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), collee, ""))
    (constat,) = verifier(copie)
    assert (constat.code, constat.correction) == ("corps-liste", PUCES[collee])
    appliquer(copie, constat)
    assert verifier(copie) == ()


@pytest.mark.parametrize(
    "saine",
    [
        "– Bonjour, dit-il.\n\n– Bonsoir, dit-elle.",
        "Le café\n– fermé depuis dix ans – a rouvert.",
        "12 - 15 ans\n16 - 25 ans",
        "§ 3 du bilan.",
    ],
)
def test_un_dialogue_une_incise_ou_des_ages_ne_sont_pas_une_liste(copie: Path, saine: str) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), saine, ""))
    assert verifier(copie) == ()


def test_un_lien_a_l_envers_se_remet_a_l_endroit(copie: Path) -> None:
    ecrire(copie, FICHE, greffer(base("exemples"), "Voir (la page)[https://www.unis-cite.fr/le bilan].", ""))
    (constat,) = verifier(copie)
    assert constat.correction == "Voir [la page](https://www.unis-cite.fr/le%20bilan)."
    appliquer(copie, constat)
    assert verifier(copie) == ()


def test_une_image_collee_se_dit_une_image_et_se_retire(copie: Path) -> None:
    collee = "Une photo.\n\n![image1][image1]\n\n[image1]: <data:image/png;base64,iVBORw0KGgo=>"
    ecrire(copie, FICHE, greffer(base("exemples"), collee, ""))
    constats = verifier(copie)
    assert [constat.code for constat in constats] == ["corps-image", "corps-image"]
    assert all("se montre par ![ce qu’elle montre]" in constat.message for constat in constats)
    for _ in range(2):
        appliquer(copie, next(constat for constat in verifier(copie) if constat.correction))
    assert verifier(copie) == ()
