"""Le glossaire : tous les mots du domaine, rangés par lettre."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.catalogue.adresses import Lien
from generator.catalogue.catalogue import Catalogue
from generator.constats.proximite import replier
from generator.modele.fiches import Citation
from generator.modele.recueils import Terme
from generator.modele.vocabulaires import Reference
from generator.vues.page import Page

TITRE = "Glossaire"


@dataclass(frozen=True, slots=True)
class Entree:
    """Un terme, les fiches où il prend corps, les documents d’où il vient."""

    terme: Terme
    fiches: tuple[Lien, ...]
    sources: tuple[tuple[Reference, Citation], ...]


@dataclass(frozen=True, slots=True)
class VueGlossaire:
    """Les entrées, par lettre."""

    lettres: tuple[tuple[str, tuple[Entree, ...]], ...]
    total: int


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """La page du glossaire, dont l’introduction est écrite à la main."""
    entrees = [_entree(terme, catalogue) for terme in sorted(catalogue.glossaire.values(), key=lambda t: replier(t.terme))]
    lettres = groupby(entrees, key=lambda entree: replier(entree.terme.terme)[:1].upper())
    vue = VueGlossaire(tuple((lettre, tuple(siennes)) for lettre, siennes in lettres), len(entrees))
    yield Page("glossaire/", TITRE, "", "glossaire.html", vue, corps=None)


def _entree(terme: Terme, catalogue: Catalogue) -> Entree:
    return Entree(
        terme,
        tuple(
            Lien(catalogue.fiches[cle].titre, catalogue.fiches[cle].adresse)
            for cle in terme.voir_aussi
            if cle in catalogue.fiches
        ),
        tuple((catalogue.referentiel.bibliographie[source.document], source) for source in terme.sources),
    )
