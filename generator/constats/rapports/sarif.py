"""Le rapport SARIF 2.1.0, que lisent l’onglet sécurité de GitHub et bien des éditeurs."""

import json
from collections.abc import Sequence

from generator.constats.constat import Constat, Gravite
from generator.constats.rapports.phrases import en_une_phrase
from generator.constats.signes import montrer

_NIVEAUX = {Gravite.ERREUR: "error", Gravite.AVERTISSEMENT: "warning"}


def rendre(constats: Sequence[Constat], *, site: str = "") -> str:
    """Rend un journal SARIF d’une seule exécution, avec la documentation des codes rencontrés."""
    regles = sorted({constat.regle for constat in constats})
    descriptions = [
        {
            "id": regle.code,
            "shortDescription": {"text": regle.titre},
            "fullDescription": {"text": regle.explication},
            "defaultConfiguration": {"level": _NIVEAUX[regle.gravite]},
        }
        for regle in regles
    ]
    journal = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "odd17", "rules": descriptions}},
                "columnKind": "unicodeCodePoints",
                "results": [_resultat(constat, regles.index(constat.regle), site) for constat in constats],
            }
        ],
    }
    return json.dumps(journal, ensure_ascii=False) + "\n"


def _resultat(constat: Constat, rang: int, site: str) -> dict[str, object]:
    place = {
        "artifactLocation": {"uri": montrer(constat.chemin), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": constat.ligne, "startColumn": constat.colonne} | _fin(constat),
    }
    return {
        "ruleId": constat.code,
        "ruleIndex": rang,
        "level": _NIVEAUX[constat.gravite],
        "message": {"text": en_une_phrase(constat, site)},
        "locations": [{"physicalLocation": place}],
    }


def _fin(constat: Constat) -> dict[str, int]:
    """La dernière ligne, s’il y en a plusieurs."""
    return {"endLine": constat.ligne + constat.lignes - 1} if constat.lignes > 1 else {}
