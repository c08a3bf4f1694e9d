"""Les schémas JSON : valides, et d’accord avec le vérificateur sur toutes les fiches."""

import json
import re
from functools import cache
from typing import Any

import pytest
import yaml
from depots import FIGE, RACINE
from jsonschema import Draft202012Validator
from recompte import DOSSIERS, vocabulaire
from typer.testing import CliRunner

from generator.cli import app


class _Textes(yaml.SafeLoader):
    """Le YAML 1.2 des éditeurs : une date y est un texte, `NO` aussi."""


_Textes.yaml_implicit_resolvers = {
    signe: [(etiquette, regle) for etiquette, regle in regles if etiquette not in ("tag:yaml.org,2002:timestamp",)]
    for signe, regles in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def entetes(famille: str) -> dict[str, Any]:
    lus = {}
    for chemin in (FIGE / DOSSIERS[famille]).rglob("*.md"):
        if chemin == FIGE / DOSSIERS[famille] / "index.md":
            continue  # le texte de la page de la famille
        lus[chemin.name] = yaml.load(chemin.read_text("utf-8").split("---\n")[1], Loader=_Textes)  # noqa: S506
    return lus


@cache
def schema(famille: str) -> dict[str, Any]:
    rendu = CliRunner().invoke(app, ["schema", famille, "--racine", str(FIGE)])
    lu: dict[str, Any] = json.loads(rendu.stdout)
    return lu


@pytest.mark.parametrize("famille", DOSSIERS)
def test_toutes_les_fiches_suivent_le_schema(famille: str) -> None:
    Draft202012Validator.check_schema(schema(famille))
    validateur = Draft202012Validator(schema(famille))
    fautes = {nom: [e.message for e in validateur.iter_errors(entete)] for nom, entete in entetes(famille).items()}
    assert {nom: f for nom, f in fautes.items() if f} == {}


def test_le_schema_refuse_ce_que_le_verificateur_refuse() -> None:
    validateur = Draft202012Validator(schema("exemples"))
    bonne = entetes("exemples")["silver-geek.md"]
    for mauvaise in (
        {**bonne, "statut": "en-court"},
        {**bonne, "resumé": "x"},
        {cle: valeur for cle, valeur in bonne.items() if cle != "titre"},
        {**bonne, "domaines": []},
        {**bonne, "partenaires": bonne["partenaires"][:1]},
        {**bonne, "periode": {"debut": 1500}},
    ):
        assert not validateur.is_valid(mauvaise)


def test_chaque_champ_a_un_titre_et_une_description_en_francais() -> None:
    for famille in DOSSIERS:
        complet = schema(famille)
        for objet in (complet, *complet.get("$defs", {}).values()):
            for nom, champ in objet["properties"].items():
                assert champ.get("title"), (famille, nom)
                assert len(champ.get("description", "")) > 5, (famille, nom)


def test_les_valeurs_d_une_liste_sont_proposees_avec_leur_definition() -> None:
    statut = schema("exemples")["properties"]["statut"]
    assert statut["enum"] == [m["id"] for m in vocabulaire(FIGE, "statuts")["modalites"]]
    assert len(statut["enumDescriptions"]) == len(statut["enum"])
    assert "x-vocabulaire" not in json.dumps(schema("exemples"))


def test_les_editeurs_lisent_le_schema_que_construit_le_site() -> None:
    reglages = json.loads(re.sub(r"(?m)^\s*//.*$", "", (RACINE / ".vscode/settings.json").read_text("utf-8")))
    assert set(reglages["yaml.schemas"]) == {f"./site/schemas/{famille}.json" for famille in DOSSIERS}
