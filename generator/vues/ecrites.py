"""Les pages écrites à la main dans `content/` : leur en-tête dit tout ce qu’il faut savoir d’elles."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from generator.catalogue.adresses import Lien
from generator.catalogue.catalogue import Catalogue
from generator.vues.page import Page, Vue, completer

MENTIONS = "mentions-legales/"


@dataclass(frozen=True, slots=True)
class VueTexte(Vue):
    """Un texte, et ce que son en-tête en annonce."""

    surtitre: str
    titre: str
    chapeau: str
    gabarit: ClassVar[str] = "texte.html"


@dataclass(frozen=True, slots=True)
class VueMentions(VueTexte):
    """Les mentions légales : le texte, et l’éditeur tel que `mkdocs.yml` le dit."""

    gabarit: ClassVar[str] = "mentions.html"


def pages(catalogue: Catalogue, completees: Container[str]) -> Iterator[Page]:
    """Les pages écrites à la main qu’aucune autre vue n’a `completees`."""
    for adresse, entete in catalogue.pages.items():
        if adresse not in completees:
            vue = VueMentions if adresse == MENTIONS else VueTexte
            page = completer(catalogue, adresse, vue(entete.surtitre, entete.title, entete.chapeau), entete.title)
            yield replace(page, fil=parents(catalogue, adresse))


def parents(catalogue: Catalogue, adresse: str) -> tuple[Lien, ...]:
    """Le fil d’une page écrite dans un dossier : les pages des dossiers qui la contiennent."""
    morceaux = adresse.split("/")[:-2]
    adresses = ("/".join(morceaux[: rang + 1]) + "/" for rang in range(len(morceaux)))
    return tuple(Lien(catalogue.pages[une].title, une) for une in adresses if une in catalogue.pages)
