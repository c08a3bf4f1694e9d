"""Les constats en JSON, pour un programme : tous leurs champs, dans l’ordre."""

import json
from collections.abc import Sequence
from typing import Any

from generator.constats.constat import Constat
from generator.constats.rapports.phrases import page
from generator.constats.signes import montrer

_A_PLUSIEURS_LIGNES = ("extrait", "correction")


def rendre(constats: Sequence[Constat], *, site: str = "") -> str:
    """Rend une liste d’objets. Les textes sont ceux que l’on montre, signes invisibles compris : chacun sur une ligne, sauf ceux
    qui montrent plusieurs lignes du fichier.
    """
    return json.dumps([_objet(constat, site) for constat in constats], ensure_ascii=False) + "\n"


def _objet(constat: Constat, site: str) -> dict[str, Any]:
    montres: dict[str, Any] = {
        "chemin": constat.chemin,
        "ligne": constat.ligne,
        "colonne": constat.colonne,
        "code": constat.code,
        "message": constat.message,
        "valeur": constat.valeur,
        "suggestion": constat.suggestion,
        "admis": constat.admis,
        "precisions": constat.precisions,
        "extrait": constat.extrait,
        "correction": constat.correction,
        "lignes": constat.lignes,
        "page": page(constat, site),
    }
    return {"gravite": str(constat.gravite)} | {
        nom: "\n".join(map(montrer, valeur.split("\n"))) if nom in _A_PLUSIEURS_LIGNES else _montre(valeur)
        for nom, valeur in montres.items()
    }


def _montre(valeur: Any) -> Any:
    return montrer(valeur) if isinstance(valeur, str) else valeur
