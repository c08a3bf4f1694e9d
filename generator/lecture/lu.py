"""Un dépôt entier, lu : chaque fichier est devenu une valeur dont chaque élément sait d’où il vient. Rien n’est encore jugé."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from functools import partial
from pathlib import Path

from generator import equipe
from generator.constats.constat import Constat
from generator.lecture import apercus, depot, dossiers
from generator.lecture.document import Source
from generator.lecture.entete import lignes_au_propre, lire_fiche, lire_yaml
from generator.lecture.gardes import Gardes
from generator.lecture.octets import lignes
from generator.memoire import Memoire
from generator.modele.recueils import ORGANISATIONS, PARCOURS, RECUEILS

Constats = tuple[Constat, ...]

PEU = 1_000
"""En dessous de tant de fiches, les apercevoir prend moins de temps que faire naître un processus."""


@dataclass(frozen=True, slots=True)
class ReferentielLu:
    """Ce sans quoi rien ne se valide, tel qu’il est écrit, et ce qui ne s’y lit pas."""

    vocabulaires: Mapping[str, Source]
    """Par identifiant : le nom du fichier."""
    bibliographie: Source | None
    constats: Constats


@dataclass(frozen=True, slots=True)
class DepotLu:
    """Tout ce que contient un dépôt, tel qu’il est écrit, et ce qui ne s’y lit pas."""

    racine: Path
    depuis: int
    """Quand on a relevé l’état des fichiers."""
    referentiel: ReferentielLu
    fichiers: tuple[depot.Fichier, ...]
    """Les fiches, chacune encore en octets : c’est à qui les juge de les lire, une à une."""
    recueils: Mapping[str, Source]
    pages: tuple[tuple[depot.FichierDePage, Source], ...]
    organisations: Mapping[str, tuple[int, str]]
    """Voir `apercus.organisations`."""
    documents_decrits: Mapping[str, tuple[str, str]]
    """Voir `apercus.documents_decrits`."""
    anciennes: Mapping[str, str]
    """Voir `apercus.anciennes`."""
    apercus: Mapping[str, apercus.Apercu]
    """L’aperçu de chaque fiche, par clé."""
    constats: Constats
    ajouts: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def lignes(self, chemin: str) -> list[str]:
        """Les lignes d’un fichier du dépôt, telles qu’un constat les désigne."""
        return lignes(chemin, self.ajouts.get(chemin) or depot.lire(self.racine, chemin))

    def au_propre(self, chemin: str) -> Mapping[int, str | None]:
        """Les lignes d’un fichier qu’il a fallu récrire pour le lire (voir `remise`), telles qu’il faut les écrire."""
        if not chemin.endswith((".md", ".yml")):
            return {}
        return lignes_au_propre(chemin, self.ajouts.get(chemin) or depot.lire(self.racine, chemin))

    def ligne(self, chemin: str, texte: str) -> int:
        """La première ligne d’un fichier où ce texte est écrit."""
        return next((numero for numero, ligne in enumerate(self.lignes(chemin), 1) if texte in ligne), 1)


def lire_depot(
    racine: Path,
    ajouts: tuple[depot.Fichier, ...] = (),
    memoire: Memoire | None = None,
    seulement: Collection[str] | None = None,
    *,
    garder: bool = False,
) -> DepotLu:
    """Lit le référentiel et, dans `seulement`, les recueils et les pages ; les fiches, on ne fait que les apercevoir.

    `ajouts` sont des fiches qui ne sont pas encore sur le disque ; avec `garder`, on se sert de ce qu’une vérification d’avant
    a aperçu, et on le garde pour la suivante. Les parcours et les organisations se lisent toujours : les uns donnent des
    adresses au site, les autres leurs noms aux partenaires.
    """
    memoire, depuis = memoire or Memoire(garde=False), time.time_ns()
    sur_le_disque, refuses = depot.fiches(racine)
    remplacees = {fichier.cle for fichier in ajouts}
    autres = (fichier for fichier in sur_le_disque if fichier.cle not in remplacees)
    fichiers = (*(memoire.retrouver(("fichier", fichier.chemin), fichier) for fichier in autres), *ajouts)

    vus = _apercevoir(fichiers, memoire, apercus.gardes(racine, depuis) if garder else None)
    voulus = (recueil for recueil in RECUEILS if recueil in (ORGANISATIONS, PARCOURS) or depot.designe(seulement, recueil.chemin))
    recueils, faits = _lire_les_tables(racine, {recueil.nom: recueil.chemin for recueil in voulus})
    pages, hors_de_place = _lire_les_pages(racine, memoire, seulement)
    return DepotLu(
        racine,
        depuis,
        lire_referentiel(racine),
        fichiers,
        recueils,
        pages,
        apercus.organisations(zip(fichiers, vus, strict=True)),
        apercus.documents_decrits(zip(fichiers, vus, strict=True)),
        apercus.anciennes(zip(fichiers, vus, strict=True)),
        {fichier.cle: vu for fichier, vu in zip(fichiers, vus, strict=True)},
        (*refuses, *faits, *hors_de_place, *dossiers.egarees(racine)),
        {fichier.chemin: fichier.octets for fichier in ajouts},
    )


def _apercevoir(fichiers: Sequence[depot.Fichier], memoire: Memoire, gardes: Gardes | None) -> list[apercus.Apercu]:
    """L’aperçu de chaque fiche, repris de ceux qu’on avait gardés s’il vaut encore."""
    gardees = ((fichier.chemin, gardes.reprendre(fichier)) for fichier in fichiers if gardes)
    connus = {chemin: apercus.relire(valeur) for chemin, valeur in gardees if valeur}
    a_lire = [fichier for fichier in fichiers if fichier.chemin not in connus]

    def apercevoir(fichier: depot.Fichier) -> apercus.Apercu:
        return memoire.reprendre(("aperçue", fichier.chemin), (fichier,), lambda: apercus.apercevoir(fichier.octets))

    nombre = 1 if memoire.garde or len(a_lire) < PEU else None
    connus |= zip(
        (fichier.chemin for fichier in a_lire), equipe.appliquer("Lire les fiches", apercevoir, a_lire, nombre), strict=True
    )
    vus = [connus[fichier.chemin] for fichier in fichiers]
    # Relire quelques fiches la prochaine fois va plus vite que récrire tout ce qui est gardé.
    if gardes and len(a_lire) * 100 > len(fichiers):
        gardes.garder((fichier, astuple(vu)) for fichier, vu in zip(fichiers, vus, strict=True))
    return vus


def lire_referentiel(racine: Path) -> ReferentielLu:
    """Lit les vocabulaires et la bibliographie commune."""
    vocabulaires, constats = _lire_les_tables(racine, {Path(chemin).stem: chemin for chemin in depot.vocabulaires(racine)})
    bibliographie, faits = lire_yaml(depot.BIBLIOGRAPHIE, depot.lire(racine, depot.BIBLIOGRAPHIE))
    return ReferentielLu(vocabulaires, bibliographie, (*constats, *faits))


def _lire_les_tables(racine: Path, chemins: Mapping[str, str]) -> tuple[dict[str, Source], Constats]:
    """Lit ceux de ces fichiers YAML qui existent ; un recueil absent n’est pas une faute."""
    lues: dict[str, Source] = {}
    constats: list[Constat] = []
    for nom, chemin in chemins.items():
        octets = depot.lire(racine, chemin)
        source, faits = lire_yaml(chemin, octets) if octets else (None, ())
        constats += faits
        if source is not None:
            lues[nom] = source
    return lues, tuple(constats)


def _lire_les_pages(
    racine: Path, memoire: Memoire, seulement: Collection[str] | None
) -> tuple[tuple[tuple[depot.FichierDePage, Source], ...], Constats]:
    fichiers, refuses = depot.pages(racine)
    lues: list[tuple[depot.FichierDePage, Source]] = []
    constats = [*refuses]
    for fichier in (fichier for fichier in fichiers if depot.designe(seulement, fichier.chemin)):
        lire = partial(lire_fiche, fichier.chemin, fichier.octets)
        source, faits = memoire.reprendre(("lue", fichier.chemin), (fichier.octets,), lire)
        constats += faits
        if source is not None and {"titre", "sources"} <= set(source.document.valeur):
            constats.append(dossiers.prise_pour_une_page(fichier.chemin, source))
        elif source is not None:
            lues.append((fichier, source))
    return tuple(lues), tuple(constats)
