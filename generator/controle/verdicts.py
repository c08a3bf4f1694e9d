"""Les fiches où l’on n’a rien trouvé : tant que rien n’a changé de ce qui l’a fait conclure, on ne les juge pas de nouveau."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import VERSION

import generator
from generator.constats.constat import Constat
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """Ce que l’on a conclu d’une fiche en regardant ce qui l’entoure, et ce que l’on avait demandé."""

    juge: object
    """La fiche, contrôlée seule."""
    entourage: Entourage
    constats: tuple[Constat, ...]
    questions: Mapping[str, Mapping[str, object]]

    def tient(self, juge: object, entourage: Entourage) -> bool:
        """Vrai si l’on conclurait la même chose : un constat peut dépendre de plus que des questions, pour sa suggestion."""
        if juge is not self.juge or entourage is self.entourage:
            return juge is self.juge
        return not self.constats and _fixe(self.entourage) == _fixe(entourage) and tient(self.questions, entourage)


def _fixe(entourage: Entourage) -> tuple[object, ...]:
    """Ce qui, dans l’entourage, ne se demande pas par une question."""
    return entourage.bibliographie, entourage.textes, entourage.a_copier


def _code() -> Iterator[bytes]:
    yield f"{VERSION} {composition.VERSION}".encode()
    racine = Path(generator.__file__).parent
    fichiers = (fichier for partie in PARTIES for fichier in sorted((racine / partie).iterdir()) if fichier.is_file())
    yield from (fichier.read_bytes() for fichier in (racine / "chaine.py", *fichiers))
