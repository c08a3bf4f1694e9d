"""Ce que nos gabarits ont de plus que ceux de Material : ils sont stricts, et ne dessinent pas deux fois la même chose."""

import sys
from collections.abc import Callable
from typing import Any

from jinja2 import Environment, StrictUndefined, Undefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

GABARITS = "odd17/"
"""Le dossier de nos gabarits dans `overrides/` : eux seuls échappent le HTML d’office, et n’emploient que des noms connus."""


HABILLAGE = f"{GABARITS}habillage/"
"""Ce qui entoure une page : bandeau, onglets, menu, pied."""


def communs(env: Environment) -> Callable[[Context, str], Markup]:
    """La fonction `commun` des gabarits : un morceau d’habillage, dessiné une fois pour toutes les pages qui l’ont pareil.

    Ces morceaux ne savent de la page que `racine`, le chemin d’ici à la racine du site, et `onglet`, l’adresse de l’entrée du
    menu dont elle relève, s’il y en a une.
    """
    dessines: dict[tuple[str, str, str | None], Markup] = {}

    @pass_context
    def commun(contexte: Context, nom: str) -> Markup:
        racine, onglet = f"{contexte['base_url'].rstrip('/')}/", contexte.get("onglet")
        if (nom, racine, onglet) not in dessines:
            gabarit = env.get_template(HABILLAGE + nom)
            # Ce que rend un gabarit qui échappe d’office est sûr.
            dessines[nom, racine, onglet] = Markup(gabarit.render(contexte.get_all(), racine=racine, onglet=onglet))  # noqa: S704
        return dessines[nom, racine, onglet]

    return commun


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
