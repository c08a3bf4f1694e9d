"""Les façons de montrer un effet : au terminal, dans le résumé d’une forge, à un programme."""

from collections.abc import Callable, Mapping

from generator.effet.bilan import Effet
from generator.effet.rapports import json, markdown, texte

FORMATS: Mapping[str, Callable[[Effet], str]] = {
    "texte": texte.rendre,
    "markdown": markdown.rendre,
    "json": json.rendre,
}
"""Ce qui rend chaque format, par nom."""
