"""La page qui apprend à lire une signature : les dessins des profils, trois alliances, de la plus petite à la plus grande."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from generator.catalogue.cartes import Carte
from generator.catalogue.catalogue import Catalogue
from generator.modele.vocabulaires import Modalite
from generator.vues.ecrites import VueTexte, parents
from generator.vues.page import Page, completer

ADRESSE, TITRE = "comprendre/signature/", "Lire une signature"
DESCRIPTION = "Ce que disent les formes, les tailles et les traits de la figure de chaque alliance."


@dataclass(frozen=True, slots=True)
class VueSignature(VueTexte):
    """Le texte, les profils à reconnaître et des exemples à regarder."""

    profils: tuple[Modalite, ...]
    exemples: tuple[Carte, ...]
    gabarit: ClassVar[str] = "signature.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """La page, dont le texte est écrit à la main."""
    entete = catalogue.pages.get(ADRESSE)
    profils = catalogue.vocabulaire("acteurs").modalites
    surtitre, chapeau = (entete.surtitre, entete.chapeau) if entete else ("", "")
    vue = VueSignature(surtitre, entete.title if entete else TITRE, chapeau, profils, _exemples(catalogue))
    yield replace(completer(catalogue, ADRESSE, vue, TITRE, DESCRIPTION), fil=parents(catalogue, ADRESSE))


def _exemples(catalogue: Catalogue) -> tuple[Carte, ...]:
    """L’alliance qui a le moins de partenaires, celle du milieu, celle qui en a le plus."""
    ranges = sorted(catalogue.signatures, key=lambda cle: len(catalogue.signatures[cle].formes))
    choisis = (ranges[rang] for rang in (0, len(ranges) // 2, -1)) if ranges else ()
    return tuple(catalogue.cartes[cle] for cle in dict.fromkeys(choisis))
