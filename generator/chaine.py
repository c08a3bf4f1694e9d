"""Toute la chaîne, dans l’ordre : à lire en premier.

charger     le dépôt → un catalogue et des constats
construire  le catalogue → les pages du site
exporter    le catalogue → les fichiers à télécharger
proposer    les pages → ce que la recherche peut en montrer
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from generator.catalogue.catalogue import Catalogue, cataloguer
from generator.constats.constat import Constat, erreurs
from generator.constats.extraits import illustrer, sans_broutilles
from generator.controle.controles import Cas, Depot, controler, controler_texte
from generator.controle.recueils import controler_glossaire, controler_parcours, controler_questions
from generator.controle.validation import valider, valider_bibliographie, valider_fiche, valider_recueil, valider_vocabulaire
from generator.controle.vocabulaires import controler_bibliographie, controler_referentiel
from generator.lecture import depot
from generator.lecture.entete import Document, lignes, lire_fiche, lire_yaml
from generator.modele.recueils import Parcours, Questions, Terme
from generator.modele.vocabulaires import Modele, Referentiel, Vocabulaire

if TYPE_CHECKING:
    from generator.sortie.donnees import Fichier
    from generator.sortie.recherche import Trouvable
    from generator.vues.page import Page

M = TypeVar("M", bound=Modele)


def charger(
    racine: Path,
    *,
    aujourd_hui: date | None = None,
    seulement: Collection[str] | None = None,
    documents: Path | None = None,
) -> tuple[Catalogue, tuple[Constat, ...]]:
    """Lit, valide et relie tout ce que contient le dépôt.

    Rend le catalogue des fiches valides et tous les constats, illustrés et triés par fichier et par ligne. Les erreurs d’un
    vocabulaire ou de la bibliographie font taire ceux des fiches, qui n’en seraient que l’écho. `aujourd_hui` sert à refuser
    les dates à venir ; `seulement` restreint la lecture à ces fichiers et dossiers,
    relatifs au dépôt, sans rien changer à leurs constats ; `documents` est le dossier où lire les documents cités, s’il y en a
    un : on y cherche alors chaque passage.
    """
    referentiel, constats, octets = charger_referentiel(racine)
    if erreurs(constats):
        return cataloguer((), referentiel), illustrer(sorted(constats), lambda chemin: lignes(chemin, octets.get(chemin, b"")))
    fichiers, faits = depot.fichiers(racine)
    constats += faits
    lus = [fichier for fichier in fichiers if depot.designe(seulement, fichier.chemin)]
    cles = frozenset(fichier.cle for fichier in fichiers)
    cas: list[Cas] = []
    for fichier in lus:
        source, faits = lire_fiche(fichier.chemin, fichier.octets)
        constats += faits
        if source is None:
            continue
        fiche, faits = valider_fiche(source, fichier.famille, fichier.identifiant, referentiel)
        constats += faits + controler_texte(source, cles)
        if fiche is not None:
            cas.append(Cas(fiche, source, fichier.images))
    textes = depot.textes(documents, referentiel.bibliographie) if documents else {}
    entourage = Depot(cles, depot.organisations(fichiers), aujourd_hui, textes)
    constats += controler(cas, entourage)
    octets |= {chemin: depot.lire(racine, chemin) for chemin in (depot.GLOSSAIRE, depot.PARCOURS, depot.QUESTIONS)}
    glossaire, ecrit, faits = _recueil(Terme, depot.GLOSSAIRE, octets, referentiel)
    constats += faits + controler_glossaire(glossaire, ecrit, entourage)
    parcours, ecrit, faits = _recueil(Parcours, depot.PARCOURS, octets, referentiel)
    constats += faits + controler_parcours(parcours, ecrit, entourage)
    questions, faits = _questions(octets[depot.QUESTIONS], referentiel, entourage)
    constats += faits
    constats = tuple(constat for constat in constats if depot.designe(seulement, constat.chemin))
    octets |= {fichier.chemin: fichier.octets for fichier in lus}
    illustres = illustrer(sorted(sans_broutilles(constats)), lambda chemin: lignes(chemin, octets.get(chemin, b"")))
    return cataloguer((un.fiche for un in cas), referentiel, glossaire, parcours, questions), illustres


def _recueil(
    modele: type[M], chemin: str, octets: Mapping[str, bytes], referentiel: Referentiel
) -> tuple[Mapping[str, M], Document, tuple[Constat, ...]]:
    """Lit un fichier qui tient plusieurs éléments ; un dépôt peut ne pas l’avoir."""
    vide = Document(chemin, {}, {}, {}, {})
    if not octets[chemin]:
        return MappingProxyType({}), vide, ()
    document, constats = lire_yaml(chemin, octets[chemin])
    if document is None:
        return MappingProxyType({}), vide, constats
    elements, faits = valider_recueil(modele, document, referentiel)
    return elements, document, constats + faits


def _questions(octets: bytes, referentiel: Referentiel, entourage: Depot) -> tuple[Questions | None, tuple[Constat, ...]]:
    if not octets:
        return None, ()
    document, constats = lire_yaml(depot.QUESTIONS, octets)
    if document is None:
        return None, constats
    questions, faits = valider(Questions, document, referentiel)
    controles = controler_questions(questions, document, entourage) if questions else ()
    return questions, constats + faits + controles


def charger_referentiel(racine: Path) -> tuple[Referentiel, tuple[Constat, ...], dict[str, bytes]]:
    """Lit les vocabulaires et la bibliographie ; rend aussi leurs octets, pour illustrer leurs constats."""
    vocabulaires: dict[str, Vocabulaire] = {}
    constats: tuple[Constat, ...] = ()
    octets = {chemin: depot.lire(racine, chemin) for chemin in (*depot.vocabulaires(racine), depot.BIBLIOGRAPHIE)}
    documents: dict[str, Document] = {}
    for chemin in depot.vocabulaires(racine):
        document, faits = lire_yaml(chemin, octets[chemin])
        constats += faits
        if document is not None:
            vocabulaire, faits = valider_vocabulaire(document, Path(chemin).stem)
            constats += faits
            if vocabulaire is not None:
                vocabulaires[vocabulaire.id] = vocabulaire
                documents[vocabulaire.id] = document
    document, faits = lire_yaml(depot.BIBLIOGRAPHIE, octets[depot.BIBLIOGRAPHIE])
    constats += faits
    bibliographie, faits = valider_bibliographie(document) if document else (MappingProxyType({}), ())
    referentiel = Referentiel(MappingProxyType(vocabulaires), bibliographie)
    constats += faits + (controler_bibliographie(bibliographie, document) if document else ())
    # Un vocabulaire illisible manquerait à tous les autres : on ne regarde l’ensemble que s’il est bien formé.
    return referentiel, constats or controler_referentiel(referentiel, documents), octets


def construire(catalogue: Catalogue) -> "tuple[Page, ...]":
    """Rend toutes les pages du site qui viennent du catalogue."""
    # Importées ici seulement : valider une fiche n’a pas à attendre les vues.
    from generator import vues  # noqa: PLC0415

    return vues.pages(catalogue)


def proposer(pages: "Iterable[Page]") -> "tuple[Trouvable, ...]":
    """Rend ce que la recherche en texte peut proposer parmi les pages du site."""
    from generator.sortie.recherche import Trouvable  # noqa: PLC0415

    return tuple(Trouvable(page.adresse, page.titre, page.description, page.mots) for page in pages if page.trouvable)


def exporter(catalogue: Catalogue) -> "tuple[Fichier, ...]":
    """Rend tous les fichiers du site qui viennent du catalogue, hors des pages."""
    from generator.sortie import donnees  # noqa: PLC0415

    return tuple(donnees.fichiers(catalogue))
