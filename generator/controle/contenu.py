"""Tout ce que contient un dépôt, validé : le référentiel, puis les fiches, les recueils et les pages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.constats.constat import Constat, erreurs
from generator.controle.sujets import Cas, Ecrit, Entourage, FicheEcrite, PageLue, RecueilLu, Sujet
from generator.controle.validation import valider, valider_fiche, valider_recueil
from generator.controle.vocabulaires import controler_bibliographie, controler_referentiel
from generator.lecture import depot
from generator.lecture.lu import Constats, DepotLu, ReferentielLu
from generator.modele.bibliographie import Reference
from generator.modele.fiches import MODELES, Fiche
from generator.modele.pages import ENGENDREES, Entete
from generator.modele.recueils import PARCOURS, RECUEILS
from generator.modele.referentiel import Referentiel
from generator.modele.vocabulaires import Vocabulaire


@dataclass(frozen=True, slots=True)
class Contenu:
    """Ce qui est valide, et les sujets à contrôler : chaque fichier tel qu’il est écrit, puis, valide, ce qu’il dit."""

    fiches: tuple[Fiche, ...]
    recueils: Mapping[str, Mapping[str, Any]]
    pages: Mapping[str, Entete]
    sujets: tuple[Sujet, ...]

    @property
    def ecrits(self) -> tuple[Ecrit, ...]:
        """Les fichiers tels qu’ils sont écrits."""
        return tuple(sujet for sujet in self.sujets if isinstance(sujet, Ecrit))


def valider_referentiel(lu: ReferentielLu) -> tuple[Referentiel, Constats]:
    """Les vocabulaires et la bibliographie commune, sans quoi rien ne se valide, et tous leurs constats."""
    vide = Referentiel({}, {})
    constats = [*lu.constats]
    vocabulaires: dict[str, Vocabulaire] = {}
    for nom, source in lu.vocabulaires.items():
        vocabulaire, faits = valider(Vocabulaire, source.document, vide, {"id": nom})
        constats += faits
        if vocabulaire is not None:
            vocabulaires[nom] = vocabulaire
    bibliographie: Mapping[str, Reference] = {}
    if lu.bibliographie is not None:
        bibliographie, faits = valider_recueil(Reference, lu.bibliographie.document, vide)
        constats += (*faits, *controler_bibliographie(bibliographie, lu.bibliographie.document))
    referentiel = Referentiel(vocabulaires, bibliographie)
    # Un vocabulaire illisible manquerait à tous les autres : on ne regarde l’ensemble que s’il est bien formé.
    if not erreurs(constats):
        constats += controler_referentiel(referentiel, {nom: source.document for nom, source in lu.vocabulaires.items()})
    return referentiel, tuple(constats)


def valider_contenu(lu: DepotLu, referentiel: Referentiel) -> tuple[Contenu, Constats]:
    """Tout le reste : les fiches, les recueils, les pages, et les constats de ce qui n’est pas bien formé."""
    sujets: list[Sujet] = []
    constats = [*lu.constats]
    fiches = tuple(_fiches(lu, referentiel, sujets, constats))
    recueils = dict(_recueils(lu, referentiel, sujets, constats))
    pages = dict(_pages(lu, referentiel, sujets, constats))
    return Contenu(fiches, recueils, pages, tuple(sujets)), tuple(constats)


def entourer(
    lu: DepotLu, contenu: Contenu, referentiel: Referentiel, aujourd_hui: date | None, documents: Path | None
) -> Entourage:
    """Ce que les contrôles ont à savoir de tout le dépôt ; `documents` est le dossier où lire les documents cités."""
    communs = {
        depot.adresse_comparable(reference.url): (depot.BIBLIOGRAPHIE, cle)
        for cle, reference in referentiel.bibliographie.items()
        if reference.url
    }
    facettes = (facette.id for facette in referentiel.facettes)
    parcours = (f"{PARCOURS.nom}/{nom}" for nom in contenu.recueils.get(PARCOURS.nom, ()))
    return Entourage(
        cles=frozenset(fichier.cle for fichier in lu.fichiers),
        organisations=lu.organisations,
        anciennes=_anciennes(contenu.fiches),
        documents={**lu.documents_decrits, **communs},
        bibliographie=referentiel.bibliographie,
        adresses=frozenset((*ENGENDREES, *facettes, *parcours)),
        aujourd_hui=aujourd_hui,
        textes=depot.textes(documents, referentiel.bibliographie) if documents else {},
    )


def _fiches(lu: DepotLu, referentiel: Referentiel, sujets: list[Sujet], constats: list[Constat]) -> Iterator[Fiche]:
    for fichier, source in lu.fiches:
        ecrit = FicheEcrite(
            source,
            MODELES[fichier.famille],
            famille=fichier.famille,
            identifiant=fichier.identifiant,
            images=fichier.images,
        )
        fiche, faits = valider_fiche(ecrit, referentiel)
        constats += faits
        sujets.append(ecrit)
        if fiche is not None:
            sujets.append(Cas(fiche, ecrit))
            yield fiche


def _recueils(
    lu: DepotLu, referentiel: Referentiel, sujets: list[Sujet], constats: list[Constat]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for recueil in RECUEILS:
        if recueil.nom in lu.recueils:
            ecrit = Ecrit(lu.recueils[recueil.nom], recueil.modele, en_table=True)
            elements, faits = valider_recueil(recueil.modele, ecrit.document, referentiel)
            constats += faits
            sujets += [ecrit, RecueilLu(recueil.nom, elements, ecrit)]
            yield recueil.nom, elements


def _pages(lu: DepotLu, referentiel: Referentiel, sujets: list[Sujet], constats: list[Constat]) -> Iterator[tuple[str, Entete]]:
    for fichier, source in lu.pages:
        ecrit = Ecrit(source, Entete)
        entete, faits = valider(Entete, ecrit.document, referentiel)
        constats += faits
        sujets += [ecrit, PageLue(fichier.adresse, ecrit)]
        if entete is not None:
            yield fichier.adresse, entete


def _anciennes(fiches: Iterable[Fiche]) -> dict[str, str]:
    prises: dict[str, str] = {}
    for fiche in fiches:
        for ancien in fiche.champs.anciens_identifiants:
            prises.setdefault(f"{fiche.famille}/{ancien}", fiche.cle)
    return prises
