"""Les fiches où l’on n’a rien trouvé : tant que rien n’a changé de ce qui l’a fait conclure, on ne les juge pas de nouveau."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import VERSION

import generator
from generator.controle.sujets import Entourage, Temoin
from generator.lecture import depot
from generator.lecture.gardes import Gardes, empreinte

PARTIES = ("constats", "modele", "lecture", "controle")
"""Les dossiers du code qui juge."""


def gardes(racine: Path, entourage: Entourage) -> Gardes:
    """Les verdicts gardés de ce dépôt : ils valent pour le même code, le même référentiel et les mêmes documents."""
    referentiel = (depot.lire(racine, chemin) for chemin in (*depot.vocabulaires(racine), depot.BIBLIOGRAPHIE))
    documents = (texte.encode() for _, texte in sorted(entourage.textes.items()))
    return Gardes(racine, "sans-reproche", empreinte(VERSION.encode(), *_code(), *referentiel, *documents))


def questions(temoin: Temoin) -> list[object]:
    """Ce qu’une fiche sans reproche a demandé à son entourage, et ce qu’il a répondu, tel qu’on le garde."""
    return [(question, sujet, reponse) for (question, sujet), reponse in temoin.questions.items()]


def tient(gardees: Any, entourage: Entourage) -> bool:
    """Vrai si l’entourage répond encore à ces questions ce qu’il avait répondu."""
    return gardees is not None and all(getattr(entourage, question)(sujet) == reponse for question, sujet, reponse in gardees)


def _code() -> Iterator[bytes]:
    racine = Path(generator.__file__).parent
    for partie in PARTIES:
        for fichier in sorted((racine / partie).iterdir()):
            if fichier.is_file():
                yield fichier.read_bytes()
