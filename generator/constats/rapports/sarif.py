"""Le rapport SARIF 2.1.0, que lisent l’onglet sécurité de GitHub et bien des éditeurs."""

import json
from collections.abc import Sequence

from generator.constats.codes import CODES, Gravite
from generator.constats.constat import Constat
from generator.constats.rapports.phrases import en_une_phrase

_NIVEAUX = {Gravite.ERREUR: "error", Gravite.AVERTISSEMENT: "warning"}


def rendre(constats: Sequence[Constat]) -> str:
    """Rend un journal SARIF d’une seule exécution, avec la documentation des codes rencontrés."""
    codes = sorted({constat.code for constat in constats})
    regles = [
        {
            "id": code,
            "shortDescription": {"text": CODES[code].titre},
            "fullDescription": {"text": CODES[code].explication},
            "defaultConfiguration": {"level": _NIVEAUX[CODES[code].gravite]},
        }
        for code in codes
    ]
    journal = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "odd17", "rules": regles}},
                "columnKind": "unicodeCodePoints",
                "results": [_resultat(constat, codes.index(constat.code)) for constat in constats],
            }
        ],
    }
    return json.dumps(journal, ensure_ascii=False, indent=2) + "\n"


def _resultat(constat: Constat, rang: int) -> dict[str, object]:
    place = {
        "artifactLocation": {"uri": constat.chemin, "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": constat.ligne, "startColumn": constat.colonne},
    }
    return {
        "ruleId": constat.code,
        "ruleIndex": rang,
        "level": _NIVEAUX[constat.gravite],
        "message": {"text": en_une_phrase(constat)},
        "locations": [{"physicalLocation": place}],
    }
