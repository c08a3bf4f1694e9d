"""Ce que la recherche peut proposer : les fiches, les pages écrites, les parcours, les listes qui ont un sens par elles-mêmes."""

from collections.abc import Iterable, Iterator

from generator.catalogue import Catalogue
from generator.recherche import Trouvable
from generator.vues.page import Page

_GABARITS = frozenset("texte.html mentions.html parcours.html parcours-tous.html contribuer.html modalite.html".split())
"""Les pages trouvables hors des fiches. Les sources, les constats et les champs se trouvent depuis leurs listes ; le glossaire et
l’explorateur, qui contiennent tous les mots, répondraient à tout."""


def trouvables(catalogue: Catalogue, pages: Iterable[Page]) -> Iterator[Trouvable]:
    """Les pages que la recherche peut proposer."""
    for page in pages:
        fiche = catalogue.fiches.get(page.adresse.rstrip("/"))
        if fiche is not None:
            yield Trouvable(page.adresse, fiche.titre, fiche.champs.resume, fiche.champs.mots_cles)
        elif page.trouvable and page.gabarit in _GABARITS and page.adresse.count("/") <= 2:
            # Plus profond, ce sont des croisements : des listes que l’explorateur fait mieux.
            yield Trouvable(page.adresse, page.titre, page.description)
