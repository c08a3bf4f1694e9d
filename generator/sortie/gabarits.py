"""Ce que l’on exige de nos gabarits, et que ceux de Material ne sauraient tenir."""

import sys
from typing import Any

from jinja2 import StrictUndefined, Undefined

GABARITS = "odd17/"
"""Le dossier de nos gabarits dans `overrides/` : eux seuls échappent le HTML d’office, et n’emploient que des noms connus."""


def rigueur(*args: Any, **kwargs: Any) -> Undefined:
    """Ce que Jinja fait d’un nom absent : une erreur dans nos gabarits, rien dans ceux de Material, qui comptent là-dessus."""
    sorte = StrictUndefined if _gabarit().startswith(GABARITS) else Undefined
    return sorte(*args, **kwargs)


def _gabarit() -> str:
    """Le gabarit qui demande ce nom. Jinja ne le dit pas : on le lit dans le module qu’il en a compilé."""
    cadre = sys._getframe(2)
    for _ in range(6):
        if "blocks" in cadre.f_globals and "debug_info" in cadre.f_globals:
            return str(cadre.f_globals.get("name") or "")
        if cadre.f_back is None:
            break
        cadre = cadre.f_back
    return ""
