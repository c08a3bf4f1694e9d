"""Les constats en JSON, pour un programme : tous leurs champs, dans l’ordre."""

import json
from collections.abc import Sequence
from typing import Any

from generator.constats.constat import Constat
from generator.constats.rapports.phrases import page
from generator.constats.signes import montrer


def rendre(constats: Sequence[Constat], *, site: str = "") -> str:
    """Rend une liste d’objets. Les textes sont ceux que l’on montre : chacun sur une ligne, signes invisibles compris."""
    return json.dumps([_objet(constat, site) for constat in constats], ensure_ascii=False) + "\n"


def _objet(constat: Constat, site: str) -> dict[str, Any]:
    montres = {
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
        "page": page(constat, site),
    }
    return {"gravite": str(constat.gravite)} | {
        nom: montrer(valeur) if isinstance(valeur, str) else valeur for nom, valeur in montres.items()
    }
