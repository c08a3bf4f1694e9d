"""L’effet d’une proposition : tout ce qu’elle change, mesuré d’un coup."""

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator import chaine
from generator.catalogue.catalogue import Catalogue, cataloguer
from generator.constats.constat import Constat
from generator.effet import annexes, base, comptes, constats, fiches, liens, organisations, pages
from generator.effet.annexes import Annexe
from generator.effet.base import PasDeBase
from generator.effet.cartes import CarteDessinee, dessiner_les_cartes
from generator.effet.comptes import Comptes
from generator.effet.constats import Constats
from generator.effet.fiches import Fiches
from generator.effet.liens import LienAjoute
from generator.effet.organisations import Organisations
from generator.effet.pages import Pages
from generator.effet.par_contenu import ParContenu
from generator.effet.premieres import Premiere, premieres
from generator.lecture import depot
from generator.memoire import Memoire


@dataclass(frozen=True, slots=True)
class Effet:
    """Ce qu’une proposition change.

    `base` est le commit d’où elle part ; `catalogue_lu` est faux si ses erreurs empêchent de dire plus que les constats ;
    `passages_cherches` est faux si l’on n’avait pas les documents ; `fautives` sont les fichiers de fiches qui ne se lisent pas :
    une fiche qui existait y est comptée telle qu’elle était ; `autres_fichiers` ne sont ni fiches ni contenus.
    """

    base: str
    catalogue_lu: bool
    passages_cherches: bool
    constats: Constats
    fautives: tuple[str, ...]
    autres_fichiers: tuple[str, ...]
    fiches: Fiches = field(default_factory=Fiches)
    premieres: tuple[Premiere, ...] = ()
    pertes: tuple[Premiere, ...] = ()
    """Ce qu’il faudrait de nouveau pour une première : ce que l’on avait, et que l’on n’a plus."""
    organisations: Organisations = field(default_factory=Organisations)
    comptes: Comptes = field(default_factory=Comptes)
    liens: tuple[LienAjoute, ...] = ()
    annexes: tuple[Annexe, ...] = ()
    pages: tuple[Pages, ...] = ()
    cartes: tuple[CarteDessinee, ...] = ()


def mesurer(
    racine: Path,
    ref: str,
    *,
    aujourd_hui: date | None = None,
    documents: Path | None = None,
    images: Path | None = None,
    memoire: Memoire | None = None,
) -> Effet:
    """L’effet du dépôt tel qu’il est, par rapport à la version `ref` ; `images` est le dossier où dessiner les cartes.

    Lève `PasDeBase` si l’on n’a pas de quoi comparer.
    """
    memoire = memoire or ParContenu()

    def charger(depuis: Path) -> tuple[Catalogue, tuple[Constat, ...]]:
        return chaine.charger(depuis, aujourd_hui=aujourd_hui, documents=documents, memoire=memoire)

    with tempfile.TemporaryDirectory() as provisoire:
        depart = base.lire_la_base(racine, ref, Path(provisoire))
        avant, constats_avant = charger(Path(provisoire))
        ecrites_avant = _ecrites(Path(provisoire))
    if not avant.fiches:
        raise PasDeBase("À cette version, aucune fiche ne se lit : donnez-en une plus récente.")
    apres, constats_apres = charger(racine)
    fautives = tuple(fichier for fichier in depot.fiches(racine)[0] if fichier.cle not in apres.fiches)
    meme_referentiel = avant.referentiel == apres.referentiel
    lu = bool(apres.fiches) and (meme_referentiel or not fautives)
    constates = constats.comparer(constats_avant, constats_apres)
    autres = base.autres_fichiers(racine, depart)
    chemins = tuple(fichier.chemin for fichier in fautives)
    if not lu:
        return Effet(depart, False, documents is not None, constates, chemins, autres)
    apres = _avec_les_anciennes(avant, apres, [fichier.cle for fichier in fautives], memoire)
    return Effet(
        depart,
        True,
        documents is not None,
        constates,
        chemins,
        autres,
        fiches.comparer(avant, apres),
        premieres(avant, apres),
        premieres(apres, avant),
        organisations.comparer(avant, apres),
        comptes.comparer(avant, apres),
        liens.comparer(avant, apres),
        annexes.comparer(avant, apres, ecrites_avant, _ecrites(racine)),
        pages.comparer(avant, apres),
        dessiner_les_cartes(avant, apres, racine, images) if images else (),
    )


def _ecrites(racine: Path) -> dict[str, bytes]:
    return {page.adresse: page.octets for page in depot.pages(racine)[0]}


def _avec_les_anciennes(avant: Catalogue, apres: Catalogue, fautives: Collection[str], memoire: Memoire) -> Catalogue:
    """Le catalogue d’après, où une fiche que l’on a rendue fautive est celle d’avant : le site ne la perd pas, il l’attend."""
    anciennes: Sequence[str] = [cle for cle in fautives if cle in avant.fiches]
    if not anciennes:
        return apres
    toutes = (*apres.fiches.values(), *(avant.fiches[cle] for cle in anciennes))
    return cataloguer(toutes, apres.referentiel, apres.recueils, apres.pages, memoire, aujourd_hui=apres.aujourd_hui)
