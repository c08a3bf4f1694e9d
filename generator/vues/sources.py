"""La bibliographie : les documents cités, et qui les cite."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue.adresses import Lien, LienCompte
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.francais import accorder
from generator.constats.proximite import replier
from generator.modele.vocabulaires import Reference
from generator.vues.listes import Liste, lister
from generator.vues.page import Page

TITRE = "Sources"


@dataclass(frozen=True, slots=True)
class VueSources:
    """Tous les documents, et combien de fiches citent chacun : les fondateurs d’abord, les autres par nature."""

    fondateurs: tuple[tuple[Reference, LienCompte], ...]
    natures: tuple[tuple[str, tuple[tuple[Reference, LienCompte], ...]], ...]


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
            yield Page(liste.adresse, titre, description, "source.html", vue, (Lien(TITRE, "sources/"),))
    plus_cites = sorted(comptes, key=lambda c: (-c[1].effectif, replier(c[0].titre)))
    fondateurs = tuple(compte for compte in plus_cites if compte[0].texte)
    autres = [compte for compte in plus_cites if not compte[0].texte]
    natures = Counter(reference.nature for reference, _ in autres)
    ranges = tuple((nature, tuple(c for c in autres if c[0].nature == nature)) for nature, _ in natures.most_common())
    ensemble = VueSources(fondateurs, ranges)
    yield Page("sources/", TITRE, "Les documents d’où viennent les faits du catalogue.", "sources.html", ensemble)
