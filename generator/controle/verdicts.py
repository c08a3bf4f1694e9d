"""Les fiches où l’on n’a rien trouvé : tant que rien n’a changé de ce qui l’a fait conclure, on ne les juge pas de nouveau."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import VERSION

import generator
from generator.controle.sujets import Entourage
from generator.lecture import composition, depot
from generator.lecture.gardes import Gardes, condense
from generator.lecture.lu import DepotLu

PARTIES = ("constats", "modele", "lecture", "controle")
"""Les dossiers du code qui juge."""


def gardes(lu: DepotLu, entourage: Entourage) -> Gardes:
    """Les verdicts gardés de ce dépôt : ils valent pour les mêmes code, référentiel, documents et modèle."""
    ecrit = lu.referentiel
    tables = {**ecrit.vocabulaires, depot.BIBLIOGRAPHIE: ecrit.bibliographie}
    referentiel = {nom: "\n".join(source.lignes) for nom, source in tables.items() if source}
    textes = (f"{nom}\n{texte}".encode() for nom, texte in sorted({**referentiel, **entourage.textes}.items()))
    return Gardes(lu.racine, "sans-reproche", condense(*_code(), *textes, entourage.a_copier.page), lu.depuis)


def tient(gardees: Any, entourage: Entourage) -> bool:
    """Vrai si l’entourage répond encore à ces questions ce qu’il avait répondu."""
    return gardees is not None and all(
        demander(sujet) == reponse
        for question, reponses in gardees.items()
        for demander in [getattr(entourage, question)]
        for sujet, reponse in reponses.items()
    )


def _code() -> Iterator[bytes]:
    yield f"{VERSION} {composition.VERSION}".encode()
    racine = Path(generator.__file__).parent
    fichiers = (fichier for partie in PARTIES for fichier in sorted((racine / partie).iterdir()) if fichier.is_file())
    yield from (fichier.read_bytes() for fichier in (racine / "chaine.py", *fichiers))
