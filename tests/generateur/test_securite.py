"""Rien d’exécutable dans une fiche : la validation le refuse, à sa ligne."""

from pathlib import Path

import pytest
from attaques import REPERE, TOUTES, avec
from fiches import SILVER_GEEK, constats_de, ligne_de, remplacer
from greffe import PAGE


@pytest.mark.parametrize(("code", "attaque"), TOUTES)
def test_la_validation_refuse_l_attaque_a_sa_ligne(copie: Path, code: str, attaque: str) -> None:
    texte = avec(attaque)
    constats = [c for c in constats_de(copie, texte) if c.code == code]
    assert constats
    debut = ligne_de(SILVER_GEEK, REPERE) + 2
    assert all(debut <= constat.ligne <= debut + attaque.count("\n") for constat in constats)


@pytest.mark.parametrize("champ", ["titre", "resume"])
@pytest.mark.parametrize(
    "attaque", ["<script>window.pirate=1</script>", "{{ config }}", "{% raw %}", 'x"><img src=x onerror=alert(1)>']
)
def test_un_champ_de_l_en_tete_est_du_texte(copie: Path, champ: str, attaque: str) -> None:
    entete, reste = SILVER_GEEK.split(f"{champ}: ", 1)
    valeur = f"'{'Un résumé qui a la longueur minimale, soixante signes' if champ == 'resume' else 'Titre'} {attaque}'"
    suite = reste[reste.index("\n" + ("resume: " if champ == "titre" else "domaines: ")) :]
    constats = constats_de(copie, f"{entete}{champ}: {valeur}{suite}")
    assert [(c.code, c.ligne) for c in constats] == [("champ-html", ligne_de(SILVER_GEEK, f"{champ}: "))]


@pytest.mark.parametrize(
    "url", ["javascript:window.pirate=1", "data:text/html,x", "//mal.example", 'https://a.example/" onclick="x']
)
def test_une_adresse_de_l_en_tete_est_une_adresse_du_web(copie: Path, url: str) -> None:
    texte = remplacer(SILVER_GEEK, "mots_cles:", f"  - titre: Un lien\n    url: '{url}'\nmots_cles:")
    assert [c.code for c in constats_de(copie, texte)] == ["champ-mal-forme"]


def test_une_page_ecrite_a_la_main_n_a_pas_plus_de_droits(copie: Path) -> None:
    constats = constats_de(copie, f"{PAGE}\n<script>alert(1)</script>\n", "content/aide/essai.md")
    assert [(constat.code, constat.ligne) for constat in constats] == [("corps-html", 8)]
