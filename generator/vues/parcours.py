"""Les parcours : des chemins à travers les fiches, pour qui a une heure, une demi-journée ou deux jours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from generator.catalogue.adresses import Lien
from generator.catalogue.cartes import Carte
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.francais import temps
from generator.modele.recueils import PARCOURS, Etape, Parcours
from generator.modele.vocabulaires import Modalite
from generator.vues.page import Page, Vue, completer

ADRESSE, TITRE = f"{PARCOURS.nom}/", "Parcours"


@dataclass(frozen=True, slots=True)
class EtapeMontree:
    """Une étape, son geste, et les cartes des fiches dont elle se sert."""

    etape: Etape
    geste: Modalite
    temps: str
    cartes: tuple[Carte, ...]


@dataclass(frozen=True, slots=True)
class VueParcours(Vue):
    """Un parcours et ses étapes, et les autres parcours."""

    parcours: Parcours
    temps: str
    etapes: tuple[EtapeMontree, ...]
    autres: tuple[Lien, ...]
    gabarit: ClassVar[str] = "parcours.html"


@dataclass(frozen=True, slots=True)
class VueDesParcours(Vue):
    """Tous les parcours, du plus court au plus long."""

    parcours: tuple[tuple[Parcours, str, str], ...]
    """Chacun avec son temps en toutes lettres et son adresse."""
    chapeau: str
    gabarit: ClassVar[str] = "parcours-tous.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """La page des parcours, dont l’introduction est écrite à la main, puis une page par parcours."""
    ranges = sorted(catalogue.recueil(PARCOURS).values(), key=lambda parcours: parcours.minutes)
    liens = tuple(Lien(f"{parcours.titre} ({temps(parcours.minutes)})", _adresse(parcours)) for parcours in ranges)
    entete = catalogue.pages.get(ADRESSE)
    vue = VueDesParcours(
        tuple((parcours, temps(parcours.minutes), _adresse(parcours)) for parcours in ranges), entete.chapeau if entete else ""
    )
    yield completer(catalogue, ADRESSE, vue, TITRE)
    for parcours in ranges:
        etapes = tuple(_etape(etape, catalogue) for etape in parcours.etapes)
        autres = tuple(lien for lien in liens if lien.adresse != _adresse(parcours))
        une = VueParcours(parcours, temps(parcours.minutes), etapes, autres)
        yield Page(_adresse(parcours), parcours.titre, parcours.promesse, une, (Lien(TITRE, ADRESSE),), trouvable=True)


def _adresse(parcours: Parcours) -> str:
    return f"{ADRESSE}{parcours.id}/"


def _etape(etape: Etape, catalogue: Catalogue) -> EtapeMontree:
    return EtapeMontree(
        etape,
        catalogue.vocabulaire("gestes")[etape.geste],
        temps(etape.minutes),
        tuple(catalogue.cartes[cle] for cle in etape.fiches if cle in catalogue.cartes),
    )
