"""La fiche Repères d’une modalité ou d’un lieu : ce qu’il faut en savoir avant d’en lire la liste."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from generator.catalogue.adresses import Lien
from generator.catalogue.cartes import Carte
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.cube import Matrice
from generator.catalogue.facettes import Facette
from generator.catalogue.reperes import ChiffreCle, Reperes, reperer
from generator.modele.fiches import Fiche
from generator.modele.territoires import Lieu
from generator.vues.cube import titre_de


@dataclass(frozen=True, slots=True)
class Compte:
    """Une organisation ou une pratique, et dans combien d’exemples on la trouve ; `sorte` est un profil ou une famille."""

    lien: Lien
    sorte: str
    nombre: int


@dataclass(frozen=True, slots=True)
class Montre:
    """Un exemple choisi, et l’angle sous lequel il se distingue."""

    carte: Carte
    angle: str
    precision: str


@dataclass(frozen=True, slots=True)
class Lacune:
    """Ce qu’un croisement a de vide pour cette modalité : combien de cases, sur combien, et où les voir."""

    lien: Lien
    axe: str
    vides: int
    total: int


@dataclass(frozen=True, slots=True)
class FicheReperes:
    """Ce que montre la fiche Repères ; ce qui n’a rien à dire est vide."""

    chiffres: tuple[tuple[ChiffreCle, Lien], ...]
    partenaires: tuple[Compte, ...]
    pratiques: tuple[Compte, ...]
    exemples: tuple[Montre, ...]
    aides: tuple[Carte, ...]
    lacunes: tuple[Lacune, ...]
    fiches: int
    maj: date
    """Le jour où la dernière de ces fiches a été écrite ou relue : il date une feuille imprimée."""


def reperes_de_modalite(facette: Facette, modalite: str, catalogue: Catalogue) -> FicheReperes | None:
    """La fiche Repères d’une modalité, ou rien si elle n’a pas de fiche."""
    lacunes = tuple(lacune for matrice in catalogue.matrices if (lacune := _lacune(matrice, facette.id, modalite)))
    adresse, valeur = facette.adresse(modalite), facette.vocabulaire[modalite]

    def ici(lieu: Lieu) -> bool:
        return not valeur.territoires or lieu.rattachement in valeur.territoires

    return reperes_de(adresse, valeur.libelle, facette.fiches[modalite], catalogue, ici=ici, lacunes=lacunes)


def reperes_de(
    adresse: str,
    libelle: str,
    cles: Sequence[str],
    catalogue: Catalogue,
    *,
    ici: Callable[[Lieu], bool],
    lacunes: tuple[Lacune, ...] = (),
) -> FicheReperes | None:
    """La fiche Repères de ces fiches, que réunit ce nom à cette adresse, ou rien s’il n’y a rien à en dire.

    `ici` dit quels lieux sont de ceux dont elle parle.
    """
    fiches = tuple(catalogue.fiches[cle] for cle in cles)
    dont = (libelle, fiches, catalogue.renvois, catalogue.organisations)
    reperer_ici = partial(reperer, *dont, catalogue.annuaire.identifier, ici=ici)
    reperes = catalogue.memoire.reprendre(("repères", adresse), dont, reperer_ici)
    return None if reperes.vides else _montrer(reperes, fiches, catalogue, lacunes)


def _lacune(matrice: Matrice, facette: str, modalite: str) -> Lacune | None:
    if matrice.lignes.id == facette:
        autre, siennes = matrice.colonnes, [case for case in matrice.toutes if case.ligne.id == modalite]
    elif matrice.colonnes.id == facette:
        autre, siennes = matrice.lignes, [case for case in matrice.toutes if case.colonne.id == modalite]
    else:
        return None
    vides = sum(not case.effectif for case in siennes)
    lien = Lien(titre_de(matrice), matrice.adresse)
    return Lacune(lien, autre.libelle.lower(), vides, len(siennes)) if vides else None


def _montrer(reperes: Reperes, fiches: Sequence[Fiche], catalogue: Catalogue, lacunes: tuple[Lacune, ...]) -> FicheReperes:
    organisations = ((catalogue.organisations[un.cle], un.nombre) for un in reperes.partenaires)
    pratiques = ((catalogue.cartes[un.cle], un.nombre) for un in reperes.pratiques)
    return FicheReperes(
        tuple((chiffre, Lien(catalogue.cartes[chiffre.cle].titre, f"{chiffre.cle}/")) for chiffre in reperes.chiffres),
        tuple(Compte(Lien(une.nom, une.adresse), une.profil, nombre) for une, nombre in organisations),
        tuple(Compte(Lien(carte.titre, carte.adresse), carte.famille.singulier, nombre) for carte, nombre in pratiques),
        tuple(Montre(catalogue.cartes[choisi.cle], choisi.angle, choisi.precision) for choisi in reperes.choisis),
        tuple(catalogue.cartes[cle] for cle in reperes.aides),
        lacunes,
        len(fiches),
        max(fiche.champs.maj for fiche in fiches),
    )
