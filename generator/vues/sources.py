"""La bibliographie : les documents cités, et qui les cite."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.vocabulaires import Reference
from generator.vues.listes import Liste, lister
from generator.vues.page import Lien, LienCompte, Page
from generator.vues.textes import accorder

TITRE = "Sources"


@dataclass(frozen=True, slots=True)
class VueSources:
    """Tous les documents, et combien de fiches citent chacun."""

    documents: tuple[tuple[Reference, LienCompte], ...]


@dataclass(frozen=True, slots=True)
class VueSource:
    """Un document et les fiches qui le citent."""

    reference: Reference
    liste: Liste


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """La page de la bibliographie, puis une page par document."""
    comptes = []
    for reference in catalogue.referentiel.bibliographie.values():
        fiches = catalogue.citant(reference.id)
        adresse = f"sources/{reference.id}/"
        comptes.append((reference, LienCompte(reference.id, reference.titre, adresse, len(fiches))))
        for liste in lister(adresse, fiches, catalogue):
            description = f"{accorder(len(fiches), 'fiche')} du catalogue {'citent' if len(fiches) > 1 else 'cite'} ce document."
            suite = liste.pagination.numero > 1
            titre = f"{reference.titre}, page {liste.pagination.numero}" if suite else reference.titre
            vue = VueSource(reference, liste)
            yield Page(liste.adresse, titre, description, "source.html", vue, (Lien(TITRE, "sources/"),), trouvable=not suite)
    plus_cites = tuple(sorted(comptes, key=lambda c: (-c[1].effectif, c[0].titre)))
    yield Page("sources/", TITRE, "Les documents d’où viennent les faits du catalogue.", "sources.html", VueSources(plus_cites))
