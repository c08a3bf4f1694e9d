"""Tout ce que contient un dépôt, validé : le référentiel, puis les fiches, les recueils et les pages."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from generator.constats.constat import erreurs
from generator.controle.rapprochements import Rapprochements
from generator.controle.sujets import Cas, Ecrit, Entourage, FicheEcrite, PageLue, RecueilLu, Sujet
from generator.controle.tous import controler
from generator.controle.validation import valider, valider_fiche, valider_recueil
from generator.controle.vocabulaires import controler_bibliographie, controler_referentiel
from generator.lecture import depot
from generator.lecture.document import Source
from generator.lecture.entete import lire_fiche
from generator.lecture.lu import Constats, DepotLu, ReferentielLu
from generator.memoire import Memoire
from generator.modele.a_copier import PAGE, ModeleACopier
from generator.modele.annuaire import Annuaire, NomsEcrits
from generator.modele.bibliographie import Reference, adresse_comparable
from generator.modele.fiches import Fiche, modele_de_fiche
from generator.modele.pages import ENGENDREES, Entete
from generator.modele.recueils import ORGANISATIONS, PARCOURS, RECUEILS, Recueil
from generator.modele.referentiel import Referentiel
from generator.modele.vocabulaires import Vocabulaire

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Contenu:
    """Ce qui est valide, et les sujets à contrôler : chaque fichier tel qu’il est écrit, puis, valide, ce qu’il dit."""

    fiches: tuple[Fiche, ...]
    recueils: Mapping[str, Mapping[str, Any]]
    pages: Mapping[str, Entete]
    sujets: tuple[Sujet, ...]

    @property
    def ecrits(self) -> tuple[Ecrit, ...]:
        """Les fichiers tels qu’ils sont écrits, sans ceux qu’il a fallu remettre au propre pour les lire."""
        return tuple(sujet for sujet in self.sujets if isinstance(sujet, Ecrit) and not sujet.source.remise)


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


def valider_contenu(lu: DepotLu, referentiel: Referentiel, seulement: Collection[str] | None = None) -> Contenu:
    """Ce qui est valide parmi les recueils, les pages, et celles des fiches qui sont dans `seulement`."""
    memoire = Memoire(garde=False)
    reste, _ = valider_le_reste(lu, referentiel, memoire, ())
    voulus = (fichier for fichier in lu.fichiers if depot.designe(seulement, fichier.chemin))
    juges = [juger(fichier, referentiel, memoire, controle=False) for fichier in voulus]
    return replace(
        reste,
        fiches=tuple(juge.valide for juge in juges if juge.valide is not None),
        sujets=(*(sujet for juge in juges for sujet in juge.sujets), *reste.sujets),
    )


def juger(fichier: depot.Fichier, referentiel: Referentiel, memoire: Memoire, *, controle: bool) -> "Juge[Fiche]":
    """Une fiche, lue et validée ; avec `controle`, tous les constats qu’elle suffit à établir, sinon ceux de sa lecture seule."""
    lue = memoire.reprendre(("lue", fichier.chemin), (fichier,), lambda: lire_fiche(fichier.chemin, fichier.octets))
    dependances = (fichier, lue, referentiel, controle)
    return memoire.reprendre(("jugé", fichier.chemin), dependances, partial(_fiche, *dependances))


def valider_le_reste(
    lu: DepotLu, referentiel: Referentiel, memoire: Memoire, seulement: Collection[str] | None = None
) -> tuple[Contenu, Constats]:
    """Les recueils et les pages, et les constats que chacun suffit à établir ; ce qui n’est pas dans `seulement` n’en a pas."""

    def reprendre(chemin: str, juger: Callable[..., Juge[V]], lu: object, source: Source) -> Juge[V]:
        dependances = (lu, source, referentiel, depot.designe(seulement, chemin))
        return memoire.reprendre(("jugé", chemin), dependances, partial(juger, *dependances))

    recueils = {
        recueil.nom: reprendre(recueil.chemin, _recueil, recueil, source)
        for recueil in RECUEILS
        if (source := lu.recueils.get(recueil.nom))
    }
    pages = {fichier.adresse: reprendre(fichier.chemin, _page, fichier, source) for fichier, source in lu.pages}
    tous: tuple[Juge[Any], ...] = (*recueils.values(), *pages.values())
    contenu = Contenu(
        (),
        {nom: recueil.valide for nom, recueil in recueils.items() if recueil.valide is not None},
        {adresse: page.valide for adresse, page in pages.items() if page.valide is not None},
        tuple(sujet for juge in tous for sujet in juge.sujets),
    )
    return contenu, (*lu.constats, *(constat for juge in tous for constat in juge.constats))


def entourer(
    lu: DepotLu,
    recueils: Mapping[str, Mapping[str, Any]],
    referentiel: Referentiel,
    *,
    aujourd_hui: date | None,
    documents: Path | None,
    memoire: Memoire,
) -> Entourage:
    """Ce que les contrôles ont à savoir de tout le dépôt ; `documents` est le dossier où lire les documents cités."""
    communs = {
        adresse_comparable(reference.url): (depot.BIBLIOGRAPHIE, cle)
        for cle, reference in referentiel.bibliographie.items()
        if reference.url
    }
    facettes = (facette.id for facette in referentiel.facettes)
    decrites = recueils.get(ORGANISATIONS.nom, {})

    annuaire = memoire.reprendre("annuaire", (decrites,), lambda: Annuaire(decrites))

    def nommer() -> NomsEcrits:
        return NomsEcrits(annuaire, lu.organisations, lu.ligne)

    def rapprocher() -> Rapprochements:
        return Rapprochements(annuaire, lu.apercus, memoire)

    entourage = Entourage(
        cles=frozenset(fichier.cle for fichier in lu.fichiers),
        organisations=memoire.reprendre("organisations", (lu.organisations, annuaire), nommer),
        decrites=decrites,
        anciennes=lu.anciennes,
        documents={**lu.documents_decrits, **communs},
        bibliographie=referentiel.bibliographie,
        adresses=frozenset((*ENGENDREES, *facettes, *(f"{PARCOURS.nom}/{nom}" for nom in recueils.get(PARCOURS.nom, ())))),
        aujourd_hui=aujourd_hui,
        textes=depot.textes(documents, referentiel.bibliographie) if documents else {},
        a_copier=memoire.retrouver("modèle à copier", ModeleACopier(depot.lire(lu.racine, PAGE), lire_fiche)),
        rapprochements=memoire.reprendre("rapprochements", (lu.apercus, annuaire), rapprocher),
    )
    return memoire.retrouver("entourage", entourage)


@dataclass(frozen=True, slots=True, eq=False)
class Juge(Generic[V]):
    """Un fichier validé et contrôlé seul : ce qui en est valide, les sujets qu’il donne aux contrôles, et ses constats."""

    valide: V | None
    sujets: tuple[Sujet, ...]
    constats: Constats


def _juger(valide: V | None, sujets: tuple[Sujet, ...], constats: Constats, *, controle: bool) -> Juge[V]:
    trouves = (constat for sujet in sujets for constat in controler(sujet)) if controle else ()
    return Juge(valide, sujets, (*constats, *trouves))


def _fiche(fichier: depot.Fichier, lue: tuple[Source | None, Constats], referentiel: Referentiel, controle: bool) -> Juge[Fiche]:
    source, illisible = lue
    if source is None:
        return Juge(None, (), illisible)
    ecrit = FicheEcrite(
        source,
        modele_de_fiche(fichier.famille, source.document.valeur),
        famille=fichier.famille,
        identifiant=fichier.identifiant,
        images=fichier.images,
    )
    fiche, constats = valider_fiche(ecrit, referentiel)
    sujets = (ecrit,) if fiche is None else (ecrit, Cas(fiche, ecrit))
    return _juger(fiche, sujets, (*illisible, *constats), controle=controle)


def _recueil(recueil: Recueil[Any], source: Source, referentiel: Referentiel, controle: bool) -> Juge[Mapping[str, Any]]:
    ecrit = Ecrit(source, recueil.modele, en_table=True)
    elements, constats = valider_recueil(recueil.modele, ecrit.document, referentiel, ecrit.lignes)
    return _juger(elements, (ecrit, RecueilLu(recueil.nom, elements, ecrit)), constats, controle=controle)


def _page(fichier: depot.FichierDePage, source: Source, referentiel: Referentiel, controle: bool) -> Juge[Entete]:
    ecrit = Ecrit(source, Entete)
    entete, constats = valider(Entete, ecrit.document, referentiel)
    return _juger(entete, (ecrit, PageLue(fichier.adresse, ecrit)), constats, controle=controle)
