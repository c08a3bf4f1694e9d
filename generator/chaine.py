"""Toute la chaîne, dans l’ordre : à lire en premier.

verifier    le dépôt → des constats
charger     le dépôt → un catalogue et des constats
construire  le catalogue → les pages du site
exporter    le catalogue → les fichiers à télécharger
proposer    les pages → ce que la recherche peut en montrer
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from generator import avancement, equipe
from generator.constats.constat import Constat, erreurs
from generator.constats.extraits import illustrer
from generator.controle import verdicts
from generator.controle.contenu import entourer, juger, valider_le_reste, valider_referentiel
from generator.controle.echos import sans_echos
from generator.controle.sujets import Entourage, Sujet, Temoin
from generator.controle.tous import controler_l_ensemble
from generator.lecture.depot import Fichier, designe
from generator.lecture.lu import lire_depot
from generator.memoire import Memoire
from generator.modele.fiches import Fiche
from generator.modele.pages import Entete
from generator.modele.referentiel import Referentiel

if TYPE_CHECKING:
    from generator.catalogue.catalogue import Catalogue
    from generator.sortie import donnees
    from generator.sortie.recherche import Trouvable
    from generator.vues.page import Page


class Valides(NamedTuple):
    """Ce qui est valide dans un dépôt."""

    referentiel: Referentiel
    fiches: tuple[Fiche, ...] = ()
    recueils: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
    pages: Mapping[str, Entete] = MappingProxyType({})


def charger(
    racine: Path, *, aujourd_hui: date | None = None, documents: Path | None = None, memoire: Memoire | None = None
) -> "tuple[Catalogue, tuple[Constat, ...]]":
    """Lit, valide, contrôle et relie tout ce que contient le dépôt.

    Rend le catalogue de ce qui est valide et tous les constats (voir `verifier`) ; `aujourd_hui` est aussi le jour dont
    on juge la fraîcheur des fiches ; `documents` est le dossier où chercher les passages cités, s’il y en a un ; `memoire` est
    celle de la fois d’avant, pour ne refaire que ce qui a changé.
    """
    # Importé ici seulement : vérifier une fiche n’a pas à attendre le catalogue.
    from generator.catalogue.catalogue import cataloguer  # noqa: PLC0415

    memoire = memoire or Memoire(garde=False)
    valides, constats = _juger_tout(racine, memoire, aujourd_hui=aujourd_hui, documents=documents)
    return cataloguer(
        valides.fiches, valides.referentiel, valides.recueils, valides.pages, memoire, aujourd_hui=aujourd_hui
    ), constats


def verifier(
    racine: Path,
    *,
    aujourd_hui: date | None = None,
    seulement: Collection[str] | None = None,
    documents: Path | None = None,
    ajouts: tuple[Fichier, ...] = (),
    memoire: Memoire | None = None,
    garder: bool = False,
) -> tuple[Constat, ...]:
    """Tous les constats d’un dépôt, illustrés et triés par fichier et par ligne.

    Les erreurs d’un vocabulaire ou de la bibliographie font taire ceux des fiches, qui n’en seraient que l’écho. `aujourd_hui`
    sert à refuser les dates à venir ; `seulement` restreint la lecture à ces fichiers et dossiers, relatifs au dépôt, sans rien
    changer à leurs constats ; `documents` est le dossier où lire les documents cités, s’il y en a un : on y cherche alors chaque
    passage ; `ajouts` sont des fiches que l’on juge avant de les écrire ; `garder` permet de garder dans le dépôt de quoi aller
    plus vite la prochaine fois.
    """
    return _juger_tout(
        racine,
        memoire or Memoire(garde=False),
        aujourd_hui=aujourd_hui,
        seulement=seulement,
        documents=documents,
        ajouts=ajouts,
        rendre=False,
        garder=garder,
    )[1]


def _juger_tout(
    racine: Path,
    memoire: Memoire,
    *,
    aujourd_hui: date | None = None,
    seulement: Collection[str] | None = None,
    documents: Path | None = None,
    ajouts: tuple[Fichier, ...] = (),
    rendre: bool = True,
    garder: bool = False,
) -> tuple[Valides, tuple[Constat, ...]]:
    """Ce qui est valide (sans les fiches si l’on ne veut pas les `rendre`), et les constats."""
    lu = lire_depot(racine, ajouts, memoire, seulement, garder=garder)
    ecrit = lu.referentiel
    sources = (*ecrit.vocabulaires.items(), ecrit.bibliographie, ecrit.constats)
    referentiel, constats = memoire.reprendre("référentiel", sources, partial(valider_referentiel, ecrit))
    if erreurs(constats):
        return Valides(referentiel), illustrer(constats, lu.lignes, lu.au_propre)
    reste, faits = valider_le_reste(lu, referentiel, memoire, seulement)

    entourage = entourer(lu, reste.recueils, referentiel, aujourd_hui=aujourd_hui, documents=documents, memoire=memoire)
    voulus = tuple(fichier for fichier in lu.fichiers if designe(seulement, fichier.chemin))

    gardes = verdicts.gardes(lu, entourage) if garder and seulement is None else None
    gardees = {fichier.chemin: gardes.reprendre(fichier) for fichier in voulus} if gardes else {}
    a_juger = [fichier for fichier in voulus if not verdicts.tient(gardees.get(fichier.chemin), entourage)]
    temoin = Temoin.de(entourage)

    def juger_une(fichier: Fichier) -> tuple[Fiche | None, tuple[Constat, ...], object]:
        juge = juger(fichier, referentiel, memoire, controle=True)

        def entourer_la_fiche() -> verdicts.Verdict:
            temoin.questions.clear()
            return verdicts.Verdict(juge, entourage, _entourer(juge.sujets, temoin), dict(temoin.questions))

        autour = memoire.reprendre_si(("entouré", fichier.chemin), lambda garde: garde.tient(juge, entourage), entourer_la_fiche)
        constats = sans_echos((*juge.constats, *autour.constats))
        return juge.valide if rendre else None, constats, autour.questions if gardes and not constats else None

    # Ce que retiendrait un autre processus se perdrait avec lui.
    jugees = equipe.appliquer("Vérifier les fiches", juger_une, a_juger, 1 if memoire.garde else None)
    if gardes and len(a_juger) * 100 > len(voulus):
        gardees |= {fichier.chemin: questions for fichier, (_, _, questions) in zip(a_juger, jugees, strict=True)}
        gardes.garder((f, gardees[f.chemin]) for f in voulus if gardees[f.chemin] is not None)
    tous = (*constats, *faits, *_entourer(reste.sujets, entourage), *(constat for _, siens, _ in jugees for constat in siens))
    fiches = tuple(fiche for fiche, _, _ in jugees if fiche is not None)
    return (
        Valides(referentiel, fiches, reste.recueils, reste.pages),
        illustrer((c for c in tous if designe(seulement, c.chemin)), lu.lignes, lu.au_propre),
    )


def _entourer(sujets: Iterable[Sujet], entourage: Entourage) -> tuple[Constat, ...]:
    """Les constats de ces sujets qui demandent de savoir ce qui les entoure."""
    return tuple(constat for sujet in sujets for constat in controler_l_ensemble(sujet, entourage))


def construire(catalogue: "Catalogue") -> "tuple[Page, ...]":
    """Rend toutes les pages du site qui viennent du catalogue."""
    # Importées ici seulement : valider une fiche n’a pas à attendre les vues.
    from generator import vues  # noqa: PLC0415

    with avancement.etape("Composer les pages"):
        return vues.pages(catalogue)


def exporter(catalogue: "Catalogue") -> "tuple[donnees.Fichier, ...]":
    """Rend tous les fichiers du site qui viennent du catalogue, hors des pages."""
    from generator.sortie import donnees  # noqa: PLC0415

    with avancement.etape("Écrire les données ouvertes"):
        return tuple(donnees.fichiers(catalogue))


def proposer(pages: "Iterable[Page]") -> "tuple[Trouvable, ...]":
    """Rend ce que la recherche en texte peut proposer parmi les pages du site."""
    from generator.sortie.recherche import Trouvable  # noqa: PLC0415

    return tuple(Trouvable(page.adresse, page.titre, page.description, page.mots) for page in pages if page.trouvable)
