"""Le glossaire : tous les mots du domaine, rangés par lettre."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from generator.catalogue.adresses import Lien, lien_vers
from generator.catalogue.bibliographie import DocumentCite
from generator.catalogue.catalogue import Catalogue
from generator.constats.proximite import replier
from generator.modele.bibliographie import Citation
from generator.modele.recueils import GLOSSAIRE, Terme
from generator.vues.page import Page, Vue, completer

ADRESSE, TITRE = f"{GLOSSAIRE.nom}/", "Glossaire"


@dataclass(frozen=True, slots=True)
class Entree:
    """Un terme, les fiches où il prend corps, les documents d’où il vient."""

    terme: Terme
    fiches: tuple[Lien, ...]
    sources: tuple[tuple[DocumentCite, Citation], ...]


@dataclass(frozen=True, slots=True)
class VueGlossaire(Vue):
    """Les entrées, par lettre."""

    lettres: tuple[tuple[str, tuple[Entree, ...]], ...]
    total: int
    chapeau: str
    gabarit: ClassVar[str] = "glossaire.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """La page du glossaire, dont l’introduction est écrite à la main."""
    termes = sorted(catalogue.recueil(GLOSSAIRE).values(), key=lambda terme: replier(terme.terme))
    entrees = [_entree(terme, catalogue) for terme in termes]
    lettres = groupby(entrees, key=lambda entree: replier(entree.terme.terme)[:1].upper())
    entete = catalogue.pages.get(ADRESSE)
    vue = VueGlossaire(
        tuple((lettre, tuple(siennes)) for lettre, siennes in lettres), len(entrees), entete.chapeau if entete else ""
    )
    yield completer(catalogue, ADRESSE, vue, TITRE)


def _entree(terme: Terme, catalogue: Catalogue) -> Entree:
    return Entree(
        terme,
        tuple(lien_vers(catalogue.fiches[cle]) for cle in terme.voir_aussi if cle in catalogue.fiches),
        tuple((catalogue.bibliographie.commun(source.document), source) for source in terme.sources),
    )
