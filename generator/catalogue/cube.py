"""Le cube : les exemples croisés selon les axes de la mission, deux à deux, cases vides comprises.

Une page croisée n’existe que si elle a des fiches ; une case vide, elle, dit ce que le catalogue ne sait pas encore raconter.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from generator.catalogue.facettes import Croisement, Facette
from generator.modele.vocabulaires import Modalite, Vocabulaire

RACINE = "croiser/"


@dataclass(frozen=True, slots=True)
class Case:
    """Deux modalités : combien d’exemples ont l’une et l’autre, et où les lire (rien pour une case vide)."""

    ligne: Modalite
    colonne: Modalite
    effectif: int
    adresse: str


@dataclass(frozen=True, slots=True)
class Matrice:
    """Deux axes croisés ; le plus long est en lignes, pour tenir dans la largeur d’un téléphone."""

    lignes: Vocabulaire
    colonnes: Vocabulaire
    cases: tuple[tuple[Case, ...], ...]

    @property
    def adresse(self) -> str:
        return f"{RACINE}{self.colonnes.id}-{self.lignes.id}/"

    @property
    def toutes(self) -> tuple[Case, ...]:
        return tuple(case for rangee in self.cases for case in rangee)

    @property
    def vides(self) -> int:
        """Combien de cases n’ont pas d’exemple."""
        return sum(not case.effectif for case in self.toutes)

    @property
    def maximum(self) -> int:
        return max(case.effectif for case in self.toutes)


def croiser_les_exemples(facettes: Iterable[Facette], croisements: Iterable[Croisement]) -> tuple[Matrice, ...]:
    """Une matrice par paire d’axes qui se croisent, dans l’ordre des facettes."""
    croisees = [facette for facette in facettes if facette.vocabulaire.facette and facette.vocabulaire.facette.croisee]
    adresses = {frozenset(croisement.marques): croisement.adresse for croisement in croisements}
    exemples = {facette.id: dict(_exemples(facette)) for facette in croisees}
    return tuple(_matrice(*paire, exemples, adresses) for paire in combinations(croisees, 2))


def _exemples(facette: Facette) -> Iterator[tuple[str, frozenset[str]]]:
    for modalite, cles in facette.fiches.items():
        yield modalite, frozenset(cle for cle in cles if cle.startswith("exemples/"))


def _matrice(
    une: Facette,
    autre: Facette,
    exemples: Mapping[str, Mapping[str, frozenset[str]]],
    adresses: Mapping[frozenset[tuple[str, str]], str],
) -> Matrice:
    colonnes, lignes = sorted((une, autre), key=lambda facette: len(facette.vocabulaire.modalites))

    def case(ligne: Modalite, colonne: Modalite) -> Case:
        communs = exemples[lignes.id][ligne.id] & exemples[colonnes.id][colonne.id]
        marques = frozenset({(lignes.id, ligne.id), (colonnes.id, colonne.id)})
        # Un exemple seul de ses deux modalités n’a pas de page croisée : sa liste est celle de l’une ou l’autre.
        adresse = adresses.get(marques, lignes.adresse(ligne.id)) if communs else ""
        return Case(ligne, colonne, len(communs), adresse)

    return Matrice(
        lignes.vocabulaire,
        colonnes.vocabulaire,
        tuple(
            tuple(case(ligne, colonne) for colonne in colonnes.vocabulaire.modalites) for ligne in lignes.vocabulaire.modalites
        ),
    )
