"""Les adresses du web que des fiches ajoutent : quelqu’un doit les ouvrir avant que le site n’y envoie un lecteur."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue.catalogue import Catalogue
from generator.lecture.corps import liens
from generator.modele.fiches import Fiche


@dataclass(frozen=True, slots=True)
class LienAjoute:
    """Une adresse que le site ne donnait pas, et la fiche qui la donne."""

    url: str
    titre: str
    cle: str


def comparer(avant: Catalogue, apres: Catalogue) -> tuple[LienAjoute, ...]:
    """Les adresses que donne l’un et que l’autre ne donnait pas."""
    connues = {url for fiche in avant.fiches.values() for url in _adresses(fiche)}
    ajoutees = {
        url: LienAjoute(url, fiche.titre, cle)
        for cle, fiche in apres.fiches.items()
        if avant.fiches.get(cle) != fiche
        for url in _adresses(fiche)
        if url not in connues
    }
    return tuple(ajoutees.values())


def _adresses(fiche: Fiche) -> Iterator[str]:
    yield from (lien.url for lien in fiche.champs.liens)
    yield from (document.url for document in fiche.champs.documents.values() if document.url)
    yield from (lien.cible for lien in liens(fiche.corps) if lien.cible.startswith(("http://", "https://")))
