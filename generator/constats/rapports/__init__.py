"""Les rapports : les mêmes constats, pour un terminal, une forge ou un programme.

Chaque module rend un texte et un seul ; le message d’un constat est le même partout.
"""

from collections.abc import Sequence
from typing import Protocol

from generator.constats.constat import Constat
from generator.constats.rapports import github, gitlab, json, sarif, texte


class Rendre(Protocol):
    """Rend les constats en un texte ; `site` est l’adresse publique du site, où chaque règle a sa page."""

    def __call__(self, constats: Sequence[Constat], *, site: str = "") -> str: ...


FORMATS: dict[str, Rendre] = {
    "texte": texte.rendre,
    "github": github.rendre,
    "gitlab": gitlab.rendre,
    "sarif": sarif.rendre,
    "json": json.rendre,
}
"""Les formats que la commande `odd17 valider --format` accepte."""
