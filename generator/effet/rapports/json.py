"""L’effet, pour un programme : tout, sous des noms qui ne changent pas sans que `version` change.

Le schéma se lit par `odd17 effet --format schema` ; les docstrings d’`Effet` et de ce qu’il contient disent ce que vaut chacun.
"""

import json as bibliotheque
from dataclasses import asdict

from pydantic import TypeAdapter

from generator.effet.bilan import Effet
from generator.effet.phrases import rediger, resumer

VERSION = 1
"""Ajouter un nom ne la change pas ; en retirer ou en changer un, si."""


def rendre(effet: Effet) -> str:
    """L’effet entier, et les phrases qui le disent."""
    rubriques = [{"titre": une.titre, "grave": une.grave, "phrases": list(une.phrases)} for une in rediger(effet)]
    tout = {"version": VERSION, "resume": resumer(effet), "rubriques": rubriques, "effet": asdict(effet)}
    return bibliotheque.dumps(tout, ensure_ascii=False, indent=2) + "\n"


def schema() -> str:
    """Le schéma JSON de ce que rend `rendre`, tiré d’`Effet` même."""
    tire = TypeAdapter(Effet).json_schema(ref_template="#/$defs/{model}", mode="serialization")
    definitions = tire.pop("$defs")
    rubrique = {
        "type": "object",
        "required": ["titre", "grave", "phrases"],
        "properties": {
            "titre": {"type": "string"},
            "grave": {"type": "boolean"},
            "phrases": {"type": "array", "items": {"type": "string"}},
        },
    }
    return (
        bibliotheque.dumps(
            {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "title": "L’effet d’une proposition",
                "type": "object",
                "required": ["version", "resume", "rubriques", "effet"],
                "properties": {
                    "version": {"const": VERSION},
                    "resume": {"type": "string"},
                    "rubriques": {"type": "array", "items": rubrique},
                    "effet": tire,
                },
                "$defs": definitions,
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )
