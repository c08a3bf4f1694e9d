"""La bibliographie : les documents cités, et qui les cite."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import ClassVar

from generator.catalogue.adresses import Lien, adresse_de_page
from generator.catalogue.bibliographie import FONDATEURS, PAR_PAGE, RACINE, DocumentCite
from generator.catalogue.cartes import Carte
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.francais import accorder
from generator.vues.listes import Liste, Pagination, lister
from generator.vues.page import Page, Vue

TITRE = "Sources"


@dataclass(frozen=True, slots=True)
class DocumentMontre:
    """Un document, et les fiches qui le citent tant qu’elles tiennent en une ligne."""

    document: DocumentCite
    fiches: tuple[Lien, ...]


@dataclass(frozen=True, slots=True)
class VueSources(Vue):
    """Une page de la liste des documents, par groupe : ceux de départ, puis les autres par nature."""

    groupes: tuple[tuple[str, tuple[DocumentMontre, ...]], ...]
    total: int
    pagination: Pagination
    fondateurs: str = FONDATEURS
    gabarit: ClassVar[str] = "sources.html"


@dataclass(frozen=True, slots=True)
class VueSource(Vue):
    """Un document et les fiches qui le citent."""

    document: DocumentCite
    liste: Liste
    gabarit: ClassVar[str] = "source.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Les pages de la liste des documents, puis une page par document assez cité pour en avoir une."""
    documents = catalogue.bibliographie.documents
    nombre = max(document.page for document in documents) if documents else 1
    liens = tuple(Lien(str(numero), adresse_de_page(RACINE, numero)) for numero in range(1, nombre + 1))
    description = "Les documents d’où viennent les faits du catalogue."
    for numero, lien in enumerate(liens, 1):
        siens = documents[(numero - 1) * PAR_PAGE : numero * PAR_PAGE]
        dont = (siens, tuple(tuple(catalogue.cartes[cle] for cle in _nommees(document)) for document in siens))
        groupes = catalogue.memoire.reprendre(("sources", numero), dont, partial(_grouper, *dont))
        vue = VueSources(groupes, len(documents), Pagination(numero, liens))
        titre = TITRE if numero == 1 else f"{TITRE}, page {numero}"
        yield Page(lien.adresse, titre, description, vue, plan=numero == 1)
    for document in documents:
        if document.a_sa_page:
            yield from _pages_de_document(document, catalogue)


def _nommees(document: DocumentCite) -> tuple[str, ...]:
    """Les fiches que la liste nomme sous un document : celles qui le citent, s’il n’a pas une page pour le dire."""
    return () if document.a_sa_page else document.citants


def _grouper(
    documents: Iterable[DocumentCite], nommees: Iterable[Iterable[Carte]]
) -> tuple[tuple[str, tuple[DocumentMontre, ...]], ...]:
    montres = (
        DocumentMontre(document, tuple(Lien(carte.titre, carte.adresse) for carte in siennes))
        for document, siennes in zip(documents, nommees, strict=True)
    )
    return tuple((nom, tuple(groupe)) for nom, groupe in groupby(montres, key=lambda montre: montre.document.groupe))


def _pages_de_document(document: DocumentCite, catalogue: Catalogue) -> Iterator[Page]:
    fil = (Lien(TITRE, RACINE),)
    for liste in lister(document.adresse, document.citants, catalogue):
        accord = "citent" if len(document.citants) > 1 else "cite"
        description = f"{accorder(len(document.citants), 'fiche')} du catalogue {accord} ce document."
        suite = liste.pagination.numero > 1
        titre = f"{document.reference.titre}, page {liste.pagination.numero}" if suite else document.reference.titre
        yield Page(liste.adresse, titre, description, VueSource(document, liste), fil)
