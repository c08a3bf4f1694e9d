"""Les fiches où l’on n’a rien trouvé : tant que rien n’a changé de ce qui l’a fait conclure, on ne les juge pas de nouveau."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import VERSION

import generator
from generator.controle.sujets import Entourage
from generator.lecture import depot
from generator.lecture.gardes import Gardes, empreinte

PARTIES = ("constats", "modele", "lecture", "controle")
"""Les dossiers du code qui juge."""


def gardes(racine: Path, entourage: Entourage) -> Gardes:
    """Les verdicts gardés de ce dépôt : ils valent pour le même code, le même référentiel et les mêmes documents."""
    referentiel = (depot.lire(racine, chemin) for chemin in (*depot.vocabulaires(racine), depot.BIBLIOGRAPHIE))
    documents = (texte.encode() for _, texte in sorted(entourage.textes.items()))
    return Gardes(racine, "sans-reproche", empreinte(VERSION.encode(), *_code(), *referentiel, *documents))


def tient(gardees: Any, entourage: Entourage) -> bool:
    """Vrai si l’entourage répond encore à ces questions ce qu’il avait répondu."""
    return gardees is not None and all(
        demander(sujet) == reponse
        for question, reponses in gardees.items()
        for demander in [getattr(entourage, question)]
        for sujet, reponse in reponses.items()
    )


def _code() -> Iterator[bytes]:
    racine = Path(generator.__file__).parent
    for partie in PARTIES:
        for fichier in sorted((racine / partie).iterdir()):
            if fichier.is_file():
                yield fichier.read_bytes()
