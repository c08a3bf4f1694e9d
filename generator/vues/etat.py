"""La page de l’état du catalogue, pour qui en prend soin."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from generator.catalogue.adresses import Lien
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.etat import Etat, dresser
from generator.modele.vocabulaires import Modalite
from generator.vues.page import Page, Vue

ADRESSE, TITRE = "contribuer/etat/", "L’état du catalogue"

MONTRES = 40
"""Les choses à faire d’une rubrique que la page montre ; `odd17 etat --format json` les dit toutes."""


@dataclass(frozen=True, slots=True)
class VueEtat(Vue):
    """L’état, et les niveaux de preuve tels qu’ils se nomment."""

    etat: Etat
    niveaux: tuple[Modalite, ...]
    montres: int = MONTRES
    gabarit: ClassVar[str] = "etat.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Une page."""
    dont = (
        catalogue.fiches,
        catalogue.referentiel,
        catalogue.organisations,
        catalogue.recueils,
        catalogue.renvois,
        catalogue.aujourd_hui,
    )
    etat = catalogue.memoire.reprendre("état", dont, partial(dresser, catalogue))
    preuves = catalogue.referentiel.vocabulaires.get("preuves")
    vue = VueEtat(etat, preuves.modalites if preuves else ())
    description = "Ce que contient le catalogue, et ce qui demande une main : organisations à réunir, fiches à relire, manques."
    yield Page(ADRESSE, TITRE, description, vue, (Lien("Contribuer", "contribuer/"),), plan=True, trouvable=True)
