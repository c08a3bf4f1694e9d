"""Un constat, un texte, partout : terminal, GitHub, GitLab, SARIF, JSON."""

import json
import re
from pathlib import Path

import pytest
from fiches import SILVER_GEEK, constats_de, remplacer
from jsonschema import Draft7Validator

from generator.constats.constat import Constat, Position
from generator.constats.rapports import FORMATS, texte
from generator.controle.tous import REGLES


@pytest.fixture
def constats(copie: Path) -> list[Constat]:
    ecrite = remplacer(SILVER_GEEK, "statut: en-cours", "statut: en-court")
    ecrite = remplacer(ecrite, "    role: porte", "    role: l'équipe porte à 100 %,")
    return constats_de(copie, ecrite)


def test_le_terminal_montre_la_ligne_le_repere_et_la_ligne_corrigee(constats: list[Constat]) -> None:
    rendu = texte.rendre(constats)
    assert "\x1b" not in rendu
    lignes = rendu.splitlines()
    rang = next(n for n, ligne in enumerate(lignes) if "| statut: en-court" in ligne)
    assert lignes[rang + 1].index("^") == lignes[rang].index("en-court")
    assert any(ligne.endswith("| statut: en-cours") for ligne in lignes)
    assert lignes[-1] == "1 erreur à corriger avant de publier, 1 conseil."


def test_les_erreurs_viennent_avant_les_conseils_et_s_en_distinguent_par_le_mot_le_signe_et_la_place(copie: Path) -> None:
    ecrite = remplacer(SILVER_GEEK, "titre: ", "mots_cles: [l'âge]\ntitre: ")
    ecrite = remplacer(ecrite, "statut: en-cours", "statut: en-court")
    rendu = texte.rendre(constats_de(copie, ecrite))
    erreur, conseil = rendu.index("✗ Erreur, ligne"), rendu.index("○ Conseil, ligne 2")
    assert rendu.index("À CORRIGER AVANT DE PUBLIER") < erreur < rendu.index("CONSEILS") < conseil
    assert "avertissement" not in rendu.lower()


def test_chaque_constat_finit_par_l_adresse_de_sa_page(constats: list[Constat]) -> None:
    for site, adresse in (("", "/contribuer"), ("https://odd17.example/", "https://odd17.example/contribuer")):
        rendu = texte.rendre(constats, site=site)
        finales = [bloc.splitlines()[-1] for bloc in rendu.split("\n\n") if bloc.startswith(("✗", "○"))]
        attendues = [f"  Explication\N{NO-BREAK SPACE}: {adresse}/constats/{constat.code}/" for constat in constats]
        assert sorted(finales) == sorted(attendues)
        assert rendu.count(f"{adresse}/constats/") == len(constats)
        assert FORMATS["github"](constats, site=site).count(f"{adresse}/constats/") == len(constats)


def test_le_compte_dit_ce_qui_bloque(constats: list[Constat]) -> None:
    erreurs = [constat for constat in constats if constat.gravite == "erreur"]
    conseils = [constat for constat in constats if constat.gravite == "conseil"]
    assert texte.rendre(erreurs * 2).endswith("\n2 erreurs à corriger avant de publier.\n")
    assert texte.rendre(conseils[:1]).endswith("\nRien ne bloque la publication\N{NO-BREAK SPACE}; 1 conseil.\n")
    assert texte.rendre([]) == "Tout est en ordre\N{NO-BREAK SPACE}: rien ne bloque la publication.\n"


def test_une_valeur_que_rien_d_autre_ne_montre_se_dit() -> None:
    seule = Constat(Position("exemples/a.md"), REGLES["fichier-nom"], "Ce nom ne va pas.", valeur="Mon\tjardin")
    assert "Écrit aujourd’hui\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}Mon␉jardin\N{NO-BREAK SPACE}»." in texte.rendre([seule])


def test_la_couleur_ne_change_que_la_couleur(constats: list[Constat]) -> None:
    colore = texte.rendre(constats, couleur=True)
    assert "\x1b[1;31m" in colore
    assert re.sub(r"\x1b\[[\d;]*m", "", colore) == texte.rendre(constats)


def test_une_longue_ligne_se_recadre_autour_de_la_faute(copie: Path) -> None:
    longue = remplacer(SILVER_GEEK, "## Résultats\n", "## Résultats\n\n" + "Un mot " * 40 + "<b>gras</b>\n")
    rendu = texte.rendre([c for c in constats_de(copie, longue) if c.code == "corps-html"])
    lignes = rendu.splitlines()
    rang = next(n for n, ligne in enumerate(lignes) if "<b>gras" in ligne)
    assert lignes[rang + 1].index("^") == lignes[rang].index("<b>")
    assert len(lignes[rang]) < 170


def test_github_annote_la_ligne_de_la_pull_request(constats: list[Constat]) -> None:
    lignes = FORMATS["github"](constats).splitlines()
    assert lignes[0].startswith(f"::error file=exemples/silver-geek.md,line={constats[0].ligne},col={constats[0].colonne},title=")
    assert "Vouliez-vous dire" in lignes[0]
    annotation = next(ligne for ligne in lignes if "typo" in ligne)
    assert annotation.startswith("::warning ")
    # « % » est un code pour GitHub : il s’écrit autrement.
    assert "100 %" not in annotation.replace("%25", "§")


def test_github_ne_se_laisse_pas_dicter_de_commande() -> None:
    piege = Constat(Position("exemples/a,b:c.md"), REGLES["champ-inconnu"], "Un\n::set-output name=x::y")
    (ligne, _) = FORMATS["github"]([piege]).splitlines()
    assert ligne == "::error file=exemples/a%2Cb%3Ac.md,line=1,col=1,title=" + ligne.split("title=")[1]
    assert "\n" not in ligne


def test_gitlab_suit_un_constat_d_un_commit_a_l_autre(constats: list[Constat]) -> None:
    rendu = json.loads(FORMATS["gitlab"](constats))
    assert [objet["check_name"] for objet in rendu] == [constat.code for constat in constats]
    assert {objet["severity"] for objet in rendu} == {"major", "minor"}
    assert len({objet["fingerprint"] for objet in rendu}) == len(rendu)
    assert rendu[0]["location"] == {"path": "exemples/silver-geek.md", "lines": {"begin": constats[0].ligne}}


def test_sarif_a_la_forme_du_standard(constats: list[Constat]) -> None:
    journal = json.loads(FORMATS["sarif"](constats))
    Draft7Validator(SARIF).validate(journal)
    (execution,) = journal["runs"]
    regles = [regle["id"] for regle in execution["tool"]["driver"]["rules"]]
    for resultat, constat in zip(execution["results"], constats, strict=True):
        assert resultat["ruleId"] == regles[resultat["ruleIndex"]] == constat.code
        assert resultat["locations"][0]["physicalLocation"]["region"] == {
            "startLine": constat.ligne,
            "startColumn": constat.colonne,
        }


def test_json_dit_tout_dans_l_ordre(constats: list[Constat]) -> None:
    rendu = json.loads(FORMATS["json"](constats))
    assert [(objet["chemin"], objet["ligne"], objet["code"]) for objet in rendu] == [
        (c.chemin, c.ligne, c.code) for c in constats
    ]
    assert rendu[0]["correction"] == "statut: en-cours"


@pytest.mark.parametrize("nom", FORMATS)
def test_aucun_constat_se_dit_aussi(nom: str) -> None:
    rendu = FORMATS[nom]([])
    if nom in ("texte", "github"):
        assert rendu == "Tout est en ordre\N{NO-BREAK SPACE}: rien ne bloque la publication.\n"
    else:
        assert json.loads(rendu) is not None


# Les contraintes de SARIF 2.1.0 qui portent sur ce que nous écrivons (le schéma entier compte 3 000 lignes).
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": {"required": ["text"]},
                                                "defaultConfiguration": {
                                                    "properties": {"level": {"enum": ["none", "note", "warning", "error"]}}
                                                },
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "items": {
                            "required": ["message"],
                            "properties": {
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {"required": ["text"]},
                                "locations": {
                                    "items": {
                                        "properties": {
                                            "physicalLocation": {
                                                "required": ["artifactLocation"],
                                                "properties": {
                                                    "region": {
                                                        "properties": {
                                                            "startLine": {"type": "integer", "minimum": 1},
                                                            "startColumn": {"type": "integer", "minimum": 1},
                                                        }
                                                    }
                                                },
                                            }
                                        }
                                    }
                                },
                            },
                        }
                    },
                },
            },
        },
    },
}


BLOC = Constat(
    Position("exemples/a.md", 12),
    REGLES["collage-conflit"],
    "Deux versions.",
    extrait="<<<<<<< HEAD\nstatut: en-cours\n=======\nstatut: termine\n>>>>>>> autre",
    correction="statut: en-cours\nperiode: {debut: 2019}",
    lignes=5,
)


def test_une_correction_de_plusieurs_lignes_se_montre_en_bloc_partout() -> None:
    lignes = texte.rendre([BLOC]).splitlines()
    assert lignes[4:11] == [
        "  12 | <<<<<<< HEAD",
        "     | ^",
        "  13 | statut: en-cours",
        "  14 | =======",
        "  15 | statut: termine",
        "  16 | >>>>>>> autre",
        "  À écrire à la place des lignes 12 à 16 :".replace(" :", "\N{NO-BREAK SPACE}:"),
    ]
    assert lignes[11:13] == ["  12 | statut: en-cours", "     | periode: {debut: 2019}"]
    (annotation, _) = FORMATS["github"]([BLOC]).splitlines()
    assert annotation.endswith("%0Astatut: en-cours%0Aperiode: {debut: 2019}")
    assert json.loads(FORMATS["gitlab"]([BLOC]))[0]["location"]["lines"] == {"begin": 12, "end": 16}
    (resultat,) = json.loads(FORMATS["sarif"]([BLOC]))["runs"][0]["results"]
    assert resultat["locations"][0]["physicalLocation"]["region"] == {"startLine": 12, "startColumn": 1, "endLine": 16}
    (objet,) = json.loads(FORMATS["json"]([BLOC]))
    assert (objet["lignes"], objet["correction"]) == (5, BLOC.correction)


def test_quand_un_geste_suffit_une_longue_correction_ne_montre_que_son_debut() -> None:
    cite = Constat(
        Position("exemples/a.md"),
        REGLES["collage-courriel"],
        "Effacez les chevrons.",
        correction="\n".join(f"ligne {n}" for n in range(60)),
        lignes=60,
    )
    rendu = texte.rendre([cite])
    assert "ligne 7" in rendu
    assert "ligne 8" not in rendu
    assert "52 lignes" in rendu


def test_deux_suggestions_sur_une_ligne_donnent_la_meme_ligne_corrigee(copie: Path) -> None:
    ecrite = remplacer(
        SILVER_GEEK, "[vieillissement-intergeneration, numerique,", "[vieillissement-intergenerations, numeriques,"
    )
    corrections = {constat.correction for constat in constats_de(copie, ecrite)}
    assert corrections == {"domaines: [vieillissement-intergeneration, numerique, lien-social]"}
