"""Les pages du site qui apparaissent, changent ou disparaissent, rangées par sortes : on en nomme peu, on les compte toutes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import chaine
from generator.catalogue.catalogue import Catalogue
from generator.vues.page import Page

AUTRE = "autre page"

SORTES: Mapping[str, str] = {
    "fiche.html": "page de fiche",
    "modalite.html": "liste",
    "facette.html": "liste",
    "famille.html": "liste",
    "famille-outils.html": "liste",
    "famille-donnees.html": "liste",
    "famille-mesures.html": "liste",
    "region.html": "page de région",
    "territoire.html": "page de territoire",
    "organisation.html": "page d’organisation",
    "organisations-liste.html": "liste d’organisations",
    "source.html": "page de document",
    "sources.html": "liste de documents",
    "matrice.html": "tableau croisé",
    "question.html": "page d’orientation",
    "orientation.html": "page d’orientation",
    "redirection.html": "adresse redirigée",
}
"""Ce qu’est une page, d’après son gabarit ; les autres sont seules de leur sorte."""

CROISEE = "liste croisée"

PLURIELS: Mapping[str, str] = {
    "page de fiche": "pages de fiches",
    "page de région": "pages de régions",
    "page de territoire": "pages de territoires",
    "page d’organisation": "pages d’organisations",
    "liste d’organisations": "listes d’organisations",
    "page de document": "pages de documents",
    "liste de documents": "listes de documents",
    "tableau croisé": "tableaux croisés",
    "page d’orientation": "pages d’orientation",
    "adresse redirigée": "adresses redirigées",
    CROISEE: "listes croisées",
    AUTRE: "autres pages",
}


@dataclass(frozen=True, slots=True)
class Nommee:
    """Une page, telle qu’on la désigne."""

    titre: str
    adresse: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Les pages d’une sorte : celles qui apparaissent et disparaissent, et celles qui changent."""

    sorte: str
    apparaissent: tuple[Nommee, ...]
    changent: tuple[Nommee, ...]
    disparaissent: tuple[Nommee, ...]


def comparer(avant: Catalogue, apres: Catalogue) -> tuple[Pages, ...]:
    """Les pages qui ne sont pas les mêmes de l’un à l’autre, sorte par sorte, dans l’ordre où le site les fait."""
    un, autre = ({page.adresse: page for page in chaine.construire(catalogue)} for catalogue in (avant, apres))
    rangees: dict[str, tuple[list[Nommee], list[Nommee], list[Nommee]]] = {}
    for rang, pages in enumerate((_venues(un, autre), _changees(un, autre), _venues(autre, un))):
        for page in pages:
            rangees.setdefault(sorte(page), ([], [], []))[rang].append(Nommee(page.titre, page.adresse))
    return tuple(Pages(nom, *map(tuple, trois)) for nom, trois in rangees.items())


def sorte(page: Page) -> str:
    """Ce qu’est une page, au singulier."""
    nom = SORTES.get(page.vue.gabarit, AUTRE)
    facettes = [morceau for morceau in page.adresse.split("/") if morceau and not morceau.startswith("page-")]
    return CROISEE if nom == "liste" and len(facettes) == 4 else nom


def _venues(un: Mapping[str, Page], autre: Mapping[str, Page]) -> Iterable[Page]:
    return (page for adresse, page in autre.items() if adresse not in un)


def _changees(un: Mapping[str, Page], autre: Mapping[str, Page]) -> Iterator[Page]:
    return (page for adresse, page in autre.items() if adresse in un and un[adresse] != page)
