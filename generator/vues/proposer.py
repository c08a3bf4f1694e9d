"""Le formulaire : raconter une alliance sans compte, ou corriger une fiche. Sans JavaScript, les dix questions à recopier."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from generator.catalogue.catalogue import Catalogue
from generator.modele.fiches import MODELES, SECTIONS_ATTENDUES, Exemple
from generator.modele.formulaire import AIDES, DIX_QUESTIONS
from generator.modele.introspection import type_de
from generator.modele.territoires import Lieu
from generator.modele.vocabulaires import Modalite
from generator.vues.page import Page, Vue

ADRESSE, TITRE = "proposer/", "Raconter une alliance"


@dataclass(frozen=True, slots=True)
class QuestionEcrite:
    """Une question telle qu’on l’imprime : ce que l’on demande, et de quoi y répondre."""

    question: str
    aide: str


@dataclass(frozen=True, slots=True)
class VueProposer(Vue):
    """La page du formulaire : les dix questions d’un exemple, et les familles que l’on peut proposer."""

    questions: tuple[QuestionEcrite, ...]
    familles: tuple[Modalite, ...]
    gabarit: ClassVar[str] = "proposer.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """La page du formulaire."""
    description = "Dix questions simples pour raconter une alliance, depuis un téléphone, sans compte ; ou corriger une fiche."
    familles = catalogue.vocabulaire("familles").modalites
    yield Page(ADRESSE, TITRE, description, VueProposer(questions(), familles), plan=True, trouvable=True)


def questions() -> tuple[QuestionEcrite, ...]:
    """Les dix questions, et ce que le modèle en dit."""
    return tuple(
        QuestionEcrite(
            une.question,
            SECTIONS_ATTENDUES[Exemple.famille][une.section] if une.section else " ".join(_aide(champ) for champ in une.champs),
        )
        for une in DIX_QUESTIONS
    )


def _aide(nom: str) -> str:
    champ = MODELES[Exemple.famille].model_fields[nom]
    return AIDES["lieu"] if type_de(champ) is Lieu else champ.description or ""
