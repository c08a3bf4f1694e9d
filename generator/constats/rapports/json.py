"""Les constats en JSON, pour un programme : tous leurs champs, dans l’ordre."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from generator.constats.constat import Constat


def rendre(constats: Sequence[Constat]) -> str:
    """Rend une liste d’objets."""
    objets = [{"gravite": str(constat.gravite), **asdict(constat)} for constat in constats]
    return json.dumps(objets, ensure_ascii=False, indent=2) + "\n"
