"""Les anciennes adresses des fiches : une adresse publiée ne meurt jamais."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from generator.catalogue.adresses import Lien, lien_vers
from generator.catalogue.catalogue import Catalogue
from generator.vues.page import Page, Vue


@dataclass(frozen=True, slots=True)
class VueRedirection(Vue):
    """La page où l’on est désormais."""

    cible: Lien
    gabarit: ClassVar[str] = "redirection.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Une page par ancien identifiant, qui mène à la fiche."""
    for fiche in catalogue.fiches.values():
        for ancien in fiche.champs.anciens_identifiants:
            vue = VueRedirection(lien_vers(fiche))
            yield Page(f"{fiche.famille}/{ancien}/", fiche.titre, "", vue)
