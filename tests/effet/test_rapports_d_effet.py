"""Les trois façons de montrer un effet, et ce qu’un inconnu pourrait y glisser."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from depots import FIGE
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from propositions import BREVE, depot_suivi, effet_de, recrire
from typer.testing import CliRunner

from generator.cli import app
from generator.effet.rapports import FORMATS
from generator.effet.rapports.json import schema
from generator.effet.rapports.markdown import COUPE, echapper

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])

PIEGE = "[lien](https://mal.example) ![i](//mal.example/i.png) @equipe #12 !3 www.mal.example `x` **gras** | a@mal.example"
TITRE = f"titre: '{PIEGE[:80]}'"


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    return depot_suivi(tmp_path / "depot")


@pytest.fixture
def sans_breve(tmp_path: Path) -> Path:
    return depot_suivi(tmp_path / "depot", lambda ici: (ici / BREVE).unlink())


def test_le_texte_dit_l_essentiel_en_un_ecran(sans_breve: Path) -> None:
    (sans_breve / BREVE).write_bytes((FIGE / BREVE).read_bytes())
    lignes = FORMATS["texte"](effet_de(sans_breve)).splitlines()
    assert lignes[0] == "Cette proposition ajoute 1\N{NO-BREAK SPACE}fiche."
    assert len(lignes) <= 32
    # La ponctuation double et les guillemets ne passent pas seuls à la ligne.
    assert not any(re.search(r"« | »|\S [:;?!](?:\s|$)", ligne) for ligne in lignes)
    assert not any(re.search(r"anciens_identifiants|content/|\bNone\b|[{}]", ligne) for ligne in lignes)


def test_le_json_suit_son_schema_et_dit_les_memes_phrases(depot: Path) -> None:
    recrire(depot, BREVE, "[Mulhouse]", "[Bastia]")
    recrire(depot, "exemples/vitawin.md", "statut: en-cours", "statut: en-court")
    effet = effet_de(depot)
    lu = json.loads(FORMATS["json"](effet))
    decrit = json.loads(schema())
    Draft202012Validator.check_schema(decrit)
    Draft202012Validator(decrit).validate(lu)
    assert lu["version"] == 1
    assert lu["effet"]["fautives"] == ["exemples/vitawin.md"]
    texte = FORMATS["texte"](effet)
    assert all(rubrique["titre"] in texte for rubrique in lu["rubriques"])


def test_un_titre_plein_de_pieges_ne_devient_dans_une_forge_que_du_texte(depot: Path) -> None:
    titre = (depot / BREVE).read_text("utf-8").split("\n")[1]
    recrire(depot, BREVE, titre, TITRE)
    recrire(depot, BREVE, "le subventionne", "<img src=x onerror=alert(1)> le @subventionne, &lt;b&gt; voir GH-12 et deadbee1")
    rendu = FORMATS["markdown"](effet_de(depot))
    html = COMMONMARK.render(rendu)
    assert not re.search(r"<(?!/?(?:h2|h3|p|ul|li|strong|code)>)", html)
    vu = unescape(html)
    assert PIEGE[:40] in vu.replace(COUPE, "")
    for suspect in (r"@\w", r"#\w", r"!\d", r"://", r"www\.", r"GH-\d", r"deadbee1"):
        assert not re.search(suspect, vu), suspect


@pytest.mark.parametrize(
    "piege",
    [
        PIEGE,
        "<script>alert(1)</script>",
        "a\n\n## Titre",
        "https://mal.example",
        "<https://mal.example>",
        "- [ ] case",
        "| a | b |\n|---|---|",
        "~~~\ncode",
        "&#64;equipe",
        "[a]: https://mal.example",
        "groupe/projet#12 groupe/projet!3 ~etiquette %jalon $extrait &12 ^alerte",
        "::error::faux",
        "\\[lien](https://mal.example)",
    ],
)
def test_ce_qui_est_echappe_se_lit_signe_pour_signe(piege: str) -> None:
    html = COMMONMARK.render(f"- {echapper(piege.replace(chr(10), '␊'))}")
    assert not re.search(r"<(?!/?(?:ul|li)>)", html)
    vu = unescape(re.sub(r"</?(?:ul|li)>|\n", "", html))
    assert vu.replace(COUPE, "") == piege.replace("\n", "␊")
    assert not re.search(r"[@~%$^!&#]\w|://|www\.", vu)


def effet(*options: str) -> tuple[int, str]:
    resultat = CliRunner().invoke(app, ["effet", *options])
    return resultat.exit_code, resultat.output


def test_la_commande_dessine_et_resume(depot: Path, tmp_path: Path) -> None:
    recrire(depot, BREVE, "[Mulhouse]", "[Bastia]")
    code, sortie = effet("--racine", str(depot), "--base", "main", "--format", "markdown", "--images", str(tmp_path / "images"))
    assert code == 0
    assert sortie.startswith("## Ce que change cette proposition\n")
    assert [image.name for image in (tmp_path / "images").iterdir()] == ["exemples-fab-lab-mulhouse.png"]


@pytest.mark.parametrize(
    ("options", "dit"),
    [
        ((), "À quoi comparer ?"),
        (("--base", "main", "--format", "pdf"), "« pdf » n’est pas un format"),
        (("--base", "inconnue"), "« inconnue » n’est pas une version de ce dépôt"),
        (("--base=--exec=touch /tmp/x",), "n’est pas une version de ce dépôt"),
    ],
)
def test_un_mauvais_usage_se_dit_en_francais(depot: Path, options: tuple[str, ...], dit: str) -> None:
    code, sortie = effet("--racine", str(depot), *options)
    assert code == 2
    assert dit in sortie.replace("\N{NO-BREAK SPACE}", " ")
