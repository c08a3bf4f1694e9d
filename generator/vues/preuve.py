"""La page qui explique ce que valent les fiches : l’échelle de preuve, la fraîcheur, la complétude, et où en est le catalogue."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from generator.catalogue.adresses import LienCompte
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.completude import Critere, criteres, moyenne
from generator.catalogue.fraicheur import FEUX, Feu, avant
from generator.modele.fiches import Exemple
from generator.modele.vocabulaires import Modalite
from generator.vues.ecrites import VueTexte, parents
from generator.vues.page import Page, completer

ADRESSE, TITRE = "comprendre/preuve/", "Avec quelle preuve ?"
DESCRIPTION = "Ce qui appuie ce que raconte chaque fiche, de quand elle date, et ce qui y manque."


@dataclass(frozen=True, slots=True)
class Cran:
    """Un niveau de preuve, et la liste de ses exemples."""

    niveau: Modalite
    compte: LienCompte


@dataclass(frozen=True, slots=True)
class Attendu:
    """Ce que l’on attend d’une famille, ce que ses fiches en ont en moyenne, et pour chaque critère combien l’ont."""

    famille: Modalite
    total: int
    moyenne: float
    criteres: tuple[tuple[Critere, int], ...]


@dataclass(frozen=True, slots=True)
class VuePreuve(VueTexte):
    """Le texte écrit à la main, et tout ce qui s’y compte."""

    crans: tuple[Cran, ...]
    feux: tuple[tuple[Feu, int], ...]
    fiches: int
    relues: int
    exemples: int
    confirmes: int
    liens: int
    jamais_ouverts: int
    anciennes: int
    """Les fiches dont toutes les sources datées le sont d’avant `avant`."""
    avant: int | None
    attendus: tuple[Attendu, ...]
    gabarit: ClassVar[str] = "preuve.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """La page, dont le texte est écrit à la main."""
    entete = catalogue.pages.get(ADRESSE)
    fiches = tuple(fiche.champs for fiche in catalogue.fiches.values())
    exemples = tuple(champs for champs in fiches if isinstance(champs, Exemple))
    liens = tuple(lien for champs in fiches for lien in champs.liens)
    seuil = avant(catalogue.aujourd_hui) if catalogue.aujourd_hui else None
    feux = Counter(feu.id for feu in catalogue.feux.values())
    vue = VuePreuve(
        entete.surtitre if entete else "",
        entete.title if entete else TITRE,
        entete.chapeau if entete else "",
        tuple(_crans(catalogue)),
        tuple((feu, feux[feu.id]) for feu in FEUX) if feux else (),
        len(fiches),
        sum(champs.relu_le is not None for champs in fiches),
        len(exemples),
        sum(exemple.confirme_le is not None for exemple in exemples),
        len(liens),
        sum(lien.ouvert_le is None for lien in liens),
        sum(annee is not None and annee < seuil for annee in catalogue.annees_des_faits.values()) if seuil else 0,
        seuil,
        tuple(_attendus(catalogue)),
    )
    yield replace(completer(catalogue, ADRESSE, vue, TITRE, DESCRIPTION), fil=parents(catalogue, ADRESSE))


def _crans(catalogue: Catalogue) -> Iterator[Cran]:
    for facette in catalogue.facettes:
        if facette.id == "preuves":
            for niveau in facette.vocabulaire.modalites:
                adresse = facette.adresse(niveau.id)
                yield Cran(niveau, LienCompte(niveau.id, niveau.libelle, adresse, facette.effectif(niveau.id)))


def _attendus(catalogue: Catalogue) -> Iterator[Attendu]:
    for famille in catalogue.vocabulaire("familles").modalites:
        completudes = [catalogue.completudes[fiche.cle] for fiche in catalogue.famille(famille.id)]
        manquent = Counter(critere.id for une in completudes for critere in une.manquants)
        siens = criteres(famille.id)
        if completudes:
            comptes = tuple((critere, len(completudes) - manquent[critere.id]) for critere in siens)
            yield Attendu(famille, len(siens), moyenne(completudes), comptes)
