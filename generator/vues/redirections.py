"""Les anciennes adresses des fiches : une adresse publiée ne meurt jamais."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue.adresses import Lien
from generator.catalogue.catalogue import Catalogue
from generator.vues.page import Page


@dataclass(frozen=True, slots=True)
class VueRedirection:
    """La page où l’on est désormais."""

    cible: Lien


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Une page par ancien identifiant, qui mène à la fiche."""
    for fiche in catalogue.fiches.values():
        for ancien in fiche.champs.anciens_identifiants:
            vue = VueRedirection(Lien(fiche.titre, fiche.adresse))
            yield Page(f"{fiche.famille}/{ancien}/", fiche.titre, "", "redirection.html", vue)
