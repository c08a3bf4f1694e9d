"""Tout ce que contient un dépôt, lu et validé : le référentiel, puis les fiches, les recueils et les pages."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.constats.constat import Constat, Position, erreurs
from generator.controle.sujets import Cas, Ecrit, Entourage, FicheEcrite, PageLue, RecueilLu, Sujet
from generator.controle.validation import valider, valider_fiche, valider_recueil
from generator.controle.vocabulaires import controler_bibliographie, controler_referentiel
from generator.lecture import depot
from generator.lecture.document import Document
from generator.lecture.entete import lire_fiche, lire_yaml
from generator.lecture.octets import lignes
from generator.modele.bibliographie import Reference
from generator.modele.fiches import MODELES, Fiche
from generator.modele.pages import ENGENDREES, Entete
from generator.modele.recueils import PARCOURS, RECUEILS
from generator.modele.referentiel import Referentiel
from generator.modele.vocabulaires import Vocabulaire


@dataclass(frozen=True, slots=True)
class Contenu:
    """Ce qui est valide, et les sujets à contrôler : chaque fichier tel qu’il est écrit, puis, valide, ce qu’il dit."""

    fichiers: tuple[depot.Fichier, ...]
    """Toutes les fiches du dépôt, lues ou non."""
    fiches: tuple[Fiche, ...]
    recueils: Mapping[str, Mapping[str, Any]]
    pages: Mapping[str, Entete]
    sujets: tuple[Sujet, ...]

    @property
    def ecrits(self) -> tuple[Ecrit, ...]:
        """Les fichiers tels qu’ils sont écrits."""
        return tuple(sujet for sujet in self.sujets if isinstance(sujet, Ecrit))


def lire_referentiel(racine: Path) -> tuple[Referentiel, tuple[Constat, ...]]:
    """Les vocabulaires et la bibliographie commune, sans quoi rien ne se valide, et leurs constats."""
    vide = Referentiel({}, {})
    constats: tuple[Constat, ...] = ()
    vocabulaires: dict[str, Vocabulaire] = {}
    documents: dict[str, Document] = {}
    for chemin in depot.vocabulaires(racine):
        document, faits = lire_yaml(chemin, depot.lire(racine, chemin))
        constats += faits
        if document is not None:
            vocabulaire, faits = valider(Vocabulaire, document, vide, {"id": Path(chemin).stem})
            constats += faits
            if vocabulaire is not None:
                vocabulaires[vocabulaire.id] = vocabulaire
                documents[vocabulaire.id] = document
    bibliographie: Mapping[str, Reference] = {}
    document, faits = lire_yaml(depot.BIBLIOGRAPHIE, depot.lire(racine, depot.BIBLIOGRAPHIE))
    constats += faits
    if document is not None:
        bibliographie, faits = valider_recueil(Reference, document, vide)
        constats += faits + controler_bibliographie(bibliographie, document)
    referentiel = Referentiel(vocabulaires, bibliographie)
    # Un vocabulaire illisible manquerait à tous les autres : on ne regarde l’ensemble que s’il est bien formé.
    return referentiel, constats if erreurs(constats) else constats + controler_referentiel(referentiel, documents)


def lire_contenu(
    racine: Path,
    referentiel: Referentiel,
    seulement: Collection[str] | None = None,
    ajouts: tuple[depot.Fichier, ...] = (),
) -> tuple[Contenu, tuple[Constat, ...]]:
    """Tout le reste ; `seulement` restreint les fiches lues à ces fichiers, `ajouts` ne sont pas encore sur le disque."""
    sur_le_disque, refuses = depot.fiches(racine)
    fichiers = (*sur_le_disque, *ajouts)
    sujets: list[Sujet] = []
    constats = list(refuses)
    voulus = [fichier for fichier in fichiers if depot.designe(seulement, fichier.chemin)]
    fiches = _fiches(voulus, referentiel, sujets, constats)
    recueils = _recueils(racine, referentiel, sujets, constats)
    pages = _pages(racine, referentiel, sujets, constats)
    return Contenu(fichiers, fiches, recueils, pages, tuple(sujets)), tuple(constats)


def entourer(contenu: Contenu, referentiel: Referentiel, aujourd_hui: date | None, documents: Path | None) -> Entourage:
    """Ce que les contrôles ont à savoir de tout le dépôt ; `documents` est le dossier où lire les documents cités."""
    communs = {
        depot.adresse_comparable(reference.url): (depot.BIBLIOGRAPHIE, cle)
        for cle, reference in referentiel.bibliographie.items()
        if reference.url
    }
    facettes = (facette.id for facette in referentiel.facettes)
    parcours = (f"{PARCOURS.nom}/{nom}" for nom in contenu.recueils.get(PARCOURS.nom, ()))
    return Entourage(
        cles=frozenset(fichier.cle for fichier in contenu.fichiers),
        organisations=depot.organisations(contenu.fichiers),
        anciennes=_anciennes(contenu.fiches),
        documents=depot.documents_decrits(contenu.fichiers) | communs,
        bibliographie=referentiel.bibliographie,
        adresses=frozenset((*ENGENDREES, *facettes, *parcours)),
        aujourd_hui=aujourd_hui,
        textes=depot.textes(documents, referentiel.bibliographie) if documents else {},
    )


def _fiches(
    fichiers: Iterable[depot.Fichier], referentiel: Referentiel, sujets: list[Sujet], constats: list[Constat]
) -> tuple[Fiche, ...]:
    fiches: list[Fiche] = []
    for fichier in fichiers:
        source, faits = lire_fiche(fichier.chemin, fichier.octets)
        constats.extend(faits)
        if source is None:
            continue
        ecrit = FicheEcrite(
            source.document,
            MODELES[fichier.famille],
            source.lignes,
            source.corps,
            source.ligne_corps,
            famille=fichier.famille,
            identifiant=fichier.identifiant,
            images=fichier.images,
        )
        fiche, faits = valider_fiche(ecrit, referentiel)
        constats.extend(faits)
        sujets.append(ecrit)
        if fiche is not None:
            fiches.append(fiche)
            sujets.append(Cas(fiche, ecrit))
    return tuple(fiches)


def _recueils(
    racine: Path, referentiel: Referentiel, sujets: list[Sujet], constats: list[Constat]
) -> dict[str, Mapping[str, Any]]:
    recueils: dict[str, Mapping[str, Any]] = {}
    for recueil in RECUEILS:
        octets = depot.lire(racine, recueil.chemin)
        document, faits = lire_yaml(recueil.chemin, octets) if octets else (None, ())
        constats.extend(faits)
        if document is not None:
            recueils[recueil.nom], faits = valider_recueil(recueil.modele, document, referentiel)
            constats.extend(faits)
            ecrit = Ecrit(document, recueil.modele, tuple(lignes(recueil.chemin, octets)), en_table=True)
            sujets += [ecrit, RecueilLu(recueil.nom, recueils[recueil.nom], ecrit)]
    return recueils


def _pages(racine: Path, referentiel: Referentiel, sujets: list[Sujet], constats: list[Constat]) -> dict[str, Entete]:
    pages: dict[str, Entete] = {}
    fichiers, refuses = depot.pages(racine)
    constats.extend(refuses)
    for fichier in fichiers:
        source, faits = lire_fiche(fichier.chemin, fichier.octets)
        constats.extend(faits)
        if source is not None and {"titre", "sources"} <= set(source.document.valeur):
            message = (
                "Une fiche n’est pas une page : un exemple va dans exemples/, une autre fiche dans le dossier de sa famille."
            )
            constats.append(depot.NOM.constat(Position(fichier.chemin), message))
        elif source is not None:
            entete, faits = valider(Entete, source.document, referentiel)
            constats.extend(faits)
            ecrit = Ecrit(source.document, Entete, source.lignes, source.corps, source.ligne_corps)
            sujets += [ecrit, PageLue(fichier.adresse, ecrit)]
            if entete is not None:
                pages[fichier.adresse] = entete
    return pages


def _anciennes(fiches: Iterable[Fiche]) -> dict[str, str]:
    prises: dict[str, str] = {}
    for fiche in fiches:
        for ancien in fiche.champs.anciens_identifiants:
            prises.setdefault(f"{fiche.famille}/{ancien}", fiche.cle)
    return prises
