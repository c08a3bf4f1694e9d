"""Ce qu’une proposition change hors des fiches : listes fermées, bibliographie, recueils, pages écrites à la main."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.catalogue.catalogue import Catalogue
from generator.modele.pages import Entete
from generator.modele.recueils import RECUEILS

BIBLIOGRAPHIE = "Documents communs"
PAGES = "Pages écrites à la main"


@dataclass(frozen=True, slots=True)
class Annexe:
    """Un fichier commun, et ses entrées ajoutées, changées, retirées, par ce qui les nomme."""

    nom: str
    ajoutees: tuple[str, ...]
    changees: tuple[str, ...]
    retirees: tuple[str, ...]


Ecrites = Mapping[str, bytes]
"""Le texte entier des pages écrites à la main, par adresse : le catalogue n’en connaît que l’en-tête."""


def comparer(avant: Catalogue, apres: Catalogue, ecrites_avant: Ecrites, ecrites_apres: Ecrites) -> tuple[Annexe, ...]:
    """Ce qui change dans chacun, de l’un à l’autre."""
    un, autre = dict(_tables(avant, ecrites_avant)), dict(_tables(apres, ecrites_apres))
    comparees = (_annexe(nom, un.get(nom, {}), autre.get(nom, {})) for nom in dict.fromkeys((*un, *autre)))
    return tuple(une for une in comparees if une.ajoutees or une.changees or une.retirees)


def _tables(catalogue: Catalogue, ecrites: Ecrites) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for vocabulaire in catalogue.referentiel.vocabulaires.values():
        yield f"Liste « {vocabulaire.libelle} »", {modalite.id: modalite for modalite in vocabulaire.modalites}
    yield BIBLIOGRAPHIE, catalogue.referentiel.bibliographie
    for recueil in RECUEILS:
        yield f"Fichier {recueil.chemin}", catalogue.recueil(recueil)
    yield PAGES, {adresse: _Ecrite(ecrites[adresse], entete) for adresse, entete in catalogue.pages.items()}


def _annexe(nom: str, avant: Mapping[str, Any], apres: Mapping[str, Any]) -> Annexe:
    return Annexe(
        nom,
        tuple(_nommer(cle, un) for cle, un in apres.items() if cle not in avant),
        tuple(_nommer(cle, un) for cle, un in apres.items() if cle in avant and avant[cle] != un),
        tuple(_nommer(cle, un) for cle, un in avant.items() if cle not in apres),
    )


@dataclass(frozen=True, slots=True)
class _Ecrite:
    """Une page écrite à la main."""

    octets: bytes
    entete: Entete

    @property
    def title(self) -> str:
        return self.entete.title


def _nommer(cle: str, element: Any) -> str:
    noms = (getattr(element, champ, "") for champ in ("libelle", "titre", "terme", "nom", "title"))
    return str(next(filter(None, noms), cle))
