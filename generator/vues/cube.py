"""Les pages du cube : une matrice par paire d’axes, et l’entrée qui y mène."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from generator.catalogue.adresses import Lien
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.cube import RACINE, Case, Matrice
from generator.catalogue.francais import accorder, minuscule
from generator.modele.vocabulaires import Modalite
from generator.vues.appels import appel
from generator.vues.page import Page, Vue

TITRE = "Croiser acteurs, domaines et territoires"


@dataclass(frozen=True, slots=True)
class VueCube(Vue):
    """L’entrée : chaque matrice, et combien de ses cases sont vides."""

    matrices: tuple[tuple[Lien, Matrice], ...]
    gabarit: ClassVar[str] = "cube.html"


@dataclass(frozen=True, slots=True)
class Cellule:
    """Une case : combien d’exemples, et où mène-t-elle ; vide, à un modèle de fiche déjà rempli de ses deux valeurs."""

    colonne: Modalite
    effectif: int
    adresse: str


@dataclass(frozen=True, slots=True)
class Rangee:
    """Une ligne de la matrice."""

    modalite: Modalite
    cellules: tuple[Cellule, ...]


@dataclass(frozen=True, slots=True)
class VueMatrice(Vue):
    """Une matrice ; ses lignes par groupe, si leur vocabulaire en a."""

    titre: str
    matrice: Matrice
    groupes: tuple[tuple[str, tuple[Rangee, ...]], ...]
    gabarit: ClassVar[str] = "matrice.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """L’entrée et les trois matrices."""
    matrices = catalogue.matrices
    titres = [titre_de(matrice) for matrice in matrices]
    liens = tuple((Lien(titre, matrice.adresse), matrice) for titre, matrice in zip(titres, matrices, strict=True))
    description = "Qui fait alliance, pour quoi et où : les exemples du catalogue croisés deux à deux, et ce qui manque."
    yield Page(RACINE, TITRE, description, VueCube(liens), plan=True, trouvable=True)
    for titre, matrice in zip(titres, matrices, strict=True):
        vue = VueMatrice(titre, matrice, tuple(_groupes(matrice)))
        dit = f"{titre} : combien d’exemples dans chaque case, et {accorder(matrice.vides, 'case')} sans exemple."
        yield Page(matrice.adresse, titre, dit, vue, (Lien("Croiser", RACINE),), plan=True, trouvable=True)


def titre_de(matrice: Matrice) -> str:
    """« Acteurs et domaines »."""
    return f"{matrice.colonnes.libelle} et {minuscule(matrice.lignes.libelle)}"


def _groupes(matrice: Matrice) -> Iterator[tuple[str, tuple[Rangee, ...]]]:
    lignes = matrice.lignes
    for groupe, libelle in [(groupe.id, groupe.libelle) for groupe in lignes.groupes] or [("", "")]:
        siennes = (cases for cases in matrice.cases if not libelle or cases[0].ligne.groupe == groupe)
        yield libelle, tuple(Rangee(cases[0].ligne, tuple(_cellule(case, matrice) for case in cases)) for cases in siennes)


def _cellule(case: Case, matrice: Matrice) -> Cellule:
    choix = {matrice.lignes.id: case.ligne, matrice.colonnes.id: case.colonne}
    return Cellule(case.colonne, case.effectif, case.adresse or appel(choix))
