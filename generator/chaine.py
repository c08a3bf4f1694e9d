"""Toute la chaîne, dans l’ordre : à lire en premier.

charger     le dépôt → un catalogue et des constats
construire  le catalogue → les pages du site
"""

from pathlib import Path
from types import MappingProxyType

from generator import depot, vues
from generator.catalogue import Catalogue, cataloguer
from generator.constats import Constat
from generator.controles import Cas, controler
from generator.lecture import lire_fiche, lire_yaml
from generator.validation import valider_bibliographie, valider_fiche, valider_vocabulaire
from generator.vocabulaires import Referentiel, Vocabulaire
from generator.vues.page import Page


def charger(racine: Path) -> tuple[Catalogue, tuple[Constat, ...]]:
    """Lit, valide et relie tout ce que contient le dépôt.

    Rend le catalogue des fiches valides et tous les constats, triés par fichier et par ligne. Les constats d’un
    vocabulaire ou de la bibliographie font taire ceux des fiches, qui n’en seraient que l’écho.
    """
    referentiel, constats = charger_referentiel(racine)
    if constats:
        return cataloguer((), referentiel), tuple(sorted(constats))
    fichiers, constats = depot.fichiers(racine)
    cas: list[Cas] = []
    for fichier in fichiers:
        source, faits = lire_fiche(fichier.chemin, fichier.octets)
        constats += faits
        if source is None:
            continue
        fiche, faits = valider_fiche(source, fichier.famille, fichier.identifiant, referentiel)
        constats += faits
        if fiche is not None:
            cas.append(Cas(fiche, source, fichier.images))
    constats += controler(cas, frozenset(f"{f.famille}/{f.identifiant}" for f in fichiers))
    return cataloguer((un.fiche for un in cas), referentiel), tuple(sorted(constats))


def charger_referentiel(racine: Path) -> tuple[Referentiel, tuple[Constat, ...]]:
    """Lit les vocabulaires et la bibliographie."""
    vocabulaires: dict[str, Vocabulaire] = {}
    constats: tuple[Constat, ...] = ()
    for chemin in depot.vocabulaires(racine):
        document, faits = lire_yaml(chemin, depot.lire(racine, chemin))
        constats += faits
        if document is not None:
            vocabulaire, faits = valider_vocabulaire(document, Path(chemin).stem)
            constats += faits
            if vocabulaire is not None:
                vocabulaires[vocabulaire.id] = vocabulaire
    document, faits = lire_yaml(depot.BIBLIOGRAPHIE, depot.lire(racine, depot.BIBLIOGRAPHIE))
    constats += faits
    bibliographie, faits = valider_bibliographie(document) if document else (MappingProxyType({}), ())
    return Referentiel(MappingProxyType(vocabulaires), bibliographie), constats + faits


def construire(catalogue: Catalogue) -> tuple[Page, ...]:
    """Rend toutes les pages du site qui viennent du catalogue."""
    return vues.pages(catalogue)
