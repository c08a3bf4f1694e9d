"""Les rapports : les mêmes constats, pour un terminal, une forge ou un programme.

Chaque module rend un texte et un seul ; le message d’un constat est le même partout.
"""

from collections.abc import Callable, Sequence

from generator.constats.constat import Constat
from generator.constats.rapports import github, gitlab, json, sarif, texte

FORMATS: dict[str, Callable[[Sequence[Constat]], str]] = {
    "texte": texte.rendre,
    "github": github.rendre,
    "gitlab": gitlab.rendre,
    "sarif": sarif.rendre,
    "json": json.rendre,
}
"""Les formats que la commande `odd17 valider --format` accepte."""
