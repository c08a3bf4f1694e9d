"""Un dépôt entier, lu : chaque fichier est devenu une valeur dont chaque élément sait d’où il vient. Rien n’est encore jugé."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.constats.constat import Constat, Position
from generator.lecture import depot
from generator.lecture.document import Source
from generator.lecture.entete import lire_fiche, lire_yaml
from generator.lecture.octets import lignes
from generator.memoire import Memoire
from generator.modele.recueils import RECUEILS

Constats = tuple[Constat, ...]


@dataclass(frozen=True, slots=True)
class ReferentielLu:
    """Ce sans quoi rien ne se valide, tel qu’il est écrit, et ce qui ne s’y lit pas."""

    vocabulaires: Mapping[str, Source]
    """Par identifiant : le nom du fichier."""
    bibliographie: Source | None
    constats: Constats


@dataclass(frozen=True, slots=True)
class DepotLu:
    """Tout ce que contient un dépôt, tel qu’il est écrit, et ce qui ne s’y lit pas."""

    racine: Path
    referentiel: ReferentielLu
    fichiers: tuple[depot.Fichier, ...]
    """Toutes les fiches du dépôt, lues ou non."""
    fiches: tuple[tuple[depot.Fichier, Source], ...]
    recueils: Mapping[str, Source]
    pages: tuple[tuple[depot.FichierDePage, Source], ...]
    organisations: Counter[str]
    """Voir `depot.organisations`."""
    documents_decrits: Mapping[str, tuple[str, str]]
    """Voir `depot.documents_decrits`."""
    constats: Constats
    ajouts: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def lignes(self, chemin: str) -> list[str]:
        """Les lignes d’un fichier du dépôt, telles qu’un constat les désigne."""
        return lignes(chemin, self.ajouts.get(chemin) or depot.lire(self.racine, chemin))


def lire_depot(
    racine: Path,
    seulement: Collection[str] | None = None,
    ajouts: tuple[depot.Fichier, ...] = (),
    memoire: Memoire | None = None,
) -> DepotLu:
    """Lit tout ; `seulement` restreint les fiches lues à ces fichiers et dossiers, `ajouts` ne sont pas encore sur le disque."""
    memoire = memoire or Memoire()
    sur_le_disque, refuses = depot.fiches(racine)
    fichiers = (*sur_le_disque, *ajouts)
    fiches, illisibles = _lire_les_fiches((f for f in fichiers if depot.designe(seulement, f.chemin)), memoire)
    recueils, faits = _lire_les_tables(racine, {recueil.nom: recueil.chemin for recueil in RECUEILS})
    pages, hors_de_place = _lire_les_pages(racine)
    return DepotLu(
        racine,
        lire_referentiel(racine),
        fichiers,
        fiches,
        recueils,
        pages,
        depot.organisations(fichiers),
        depot.documents_decrits(fichiers),
        (*refuses, *illisibles, *faits, *hors_de_place),
        {fichier.chemin: fichier.octets for fichier in ajouts},
    )


def lire_referentiel(racine: Path) -> ReferentielLu:
    """Lit les vocabulaires et la bibliographie commune."""
    vocabulaires, constats = _lire_les_tables(racine, {Path(chemin).stem: chemin for chemin in depot.vocabulaires(racine)})
    bibliographie, faits = lire_yaml(depot.BIBLIOGRAPHIE, depot.lire(racine, depot.BIBLIOGRAPHIE))
    return ReferentielLu(vocabulaires, bibliographie, (*constats, *faits))


def _lire_les_fiches(
    fichiers: Iterable[depot.Fichier], memoire: Memoire
) -> tuple[tuple[tuple[depot.Fichier, Source], ...], Constats]:
    lues: list[tuple[depot.Fichier, Source]] = []
    constats: list[Constat] = []
    for fichier in fichiers:
        lire = partial(lire_fiche, fichier.chemin, fichier.octets)
        source, faits = memoire.reprendre(("lue", fichier.chemin), (fichier.octets,), lire)
        constats += faits
        if source is not None:
            lues.append((fichier, source))
    return tuple(lues), tuple(constats)


def _lire_les_tables(racine: Path, chemins: Mapping[str, str]) -> tuple[dict[str, Source], Constats]:
    """Lit ceux de ces fichiers YAML qui existent ; un recueil absent n’est pas une faute."""
    lues: dict[str, Source] = {}
    constats: list[Constat] = []
    for nom, chemin in chemins.items():
        octets = depot.lire(racine, chemin)
        source, faits = lire_yaml(chemin, octets) if octets else (None, ())
        constats += faits
        if source is not None:
            lues[nom] = source
    return lues, tuple(constats)


def _lire_les_pages(racine: Path) -> tuple[tuple[tuple[depot.FichierDePage, Source], ...], Constats]:
    fichiers, refuses = depot.pages(racine)
    lues: list[tuple[depot.FichierDePage, Source]] = []
    constats = [*refuses]
    for fichier in fichiers:
        source, faits = lire_fiche(fichier.chemin, fichier.octets)
        constats += faits
        if source is not None and {"titre", "sources"} <= set(source.document.valeur):
            message = (
                "Une fiche n’est pas une page : un exemple va dans exemples/, une autre fiche dans le dossier de sa famille."
            )
            constats.append(Constat(Position(fichier.chemin), depot.NOM, message))
        elif source is not None:
            lues.append((fichier, source))
    return tuple(lues), tuple(constats)
