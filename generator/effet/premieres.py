"""Les premières : ce que le catalogue n’avait pas encore, et qu’une proposition lui donne."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue.catalogue import Catalogue
from generator.catalogue.cube import Matrice
from generator.catalogue.facettes import Facette
from generator.catalogue.territoires import TERRITOIRES, adresse
from generator.modele.fiches import Exemple
from generator.modele.territoires import LIBELLES, Echelon
from generator.modele.vocabulaires import Modalite

OU = "Ce qui agit "
"""Le début de la définition d’un territoire : la suite dit « en Corse », « à La Réunion » comme il faut."""


@dataclass(frozen=True, slots=True)
class Premiere:
    """Une première : où elle se compte (`adresse`), ce que l’on en dit, et les fiches à qui on la doit, par leur clé."""

    phrase: str
    adresse: str
    fiches: tuple[str, ...]


def premieres(avant: Catalogue, apres: Catalogue) -> tuple[Premiere, ...]:
    """Toutes les premières : d’abord celles d’une modalité, puis d’un département, puis les cases vides qui se remplissent."""
    nouvelles = tuple(_nouvelles(avant, apres))
    deja = {(facette.id, modalite.id) for facette, modalite, _ in nouvelles}
    return (
        *(Premiere(_phrase(facette, modalite), facette.adresse(modalite.id), cles) for facette, modalite, cles in nouvelles),
        *_departements(avant, apres),
        *_cases(avant, apres, deja),
    )


def _nouvelles(avant: Catalogue, apres: Catalogue) -> Iterator[tuple[Facette, Modalite, tuple[str, ...]]]:
    """Les modalités qui n’avaient pas d’exemple ou, là où les exemples ne se rangent pas, pas de fiche."""
    anciennes = {facette.id: facette for facette in avant.facettes}
    for facette in apres.facettes:
        for modalite in facette.vocabulaire.modalites:
            siennes = _comptees(facette, modalite.id)
            if siennes and not (facette.id in anciennes and _comptees(anciennes[facette.id], modalite.id)):
                yield facette, modalite, siennes


def _comptees(facette: Facette, modalite: str) -> tuple[str, ...]:
    cles = facette.fiches.get(modalite, ())
    return tuple(cle for cle in cles if cle.startswith(f"{Exemple.famille}/")) if _d_exemples(facette) else cles


def _d_exemples(facette: Facette) -> bool:
    return facette.vocabulaire.facette is not None and facette.vocabulaire.facette.exemples


def _phrase(facette: Facette, modalite: Modalite) -> str:
    premier = "premier exemple" if _d_exemples(facette) else "première fiche"
    if facette.id == TERRITOIRES and modalite.definition.startswith(OU):
        return f"{premier} {modalite.definition.removeprefix(OU).rstrip('.')}"
    return f"{premier} sous « {modalite.libelle} » ({facette.vocabulaire.singulier})"


def _departements(avant: Catalogue, apres: Catalogue) -> Iterator[Premiere]:
    for lieu in apres.presences.effectifs:
        if lieu.echelon is Echelon.DEPARTEMENT and not avant.presences.effectif(lieu):
            cles = (*apres.presences.precises.get(lieu, ()), *apres.presences.contenues.get(lieu, ()))
            yield Premiere(f"première fiche d’un {LIBELLES[lieu.echelon]} : {lieu.nom}", adresse(lieu), cles)


def _cases(avant: Catalogue, apres: Catalogue, deja: set[tuple[str, str]]) -> Iterator[Premiere]:
    """Les cases vides qui se remplissent, hors de celles que dit déjà la première d’une de leurs deux modalités."""
    anciennes = {matrice.adresse: _effectifs(matrice) for matrice in avant.matrices}
    for matrice in apres.matrices:
        lignes, colonnes = matrice.lignes, matrice.colonnes
        for case in matrice.toutes:
            marques = (lignes.id, case.ligne.id), (colonnes.id, case.colonne.id)
            etait_vide = not anciennes.get(matrice.adresse, {}).get((case.ligne.id, case.colonne.id))
            if case.effectif and etait_vide and not deja.intersection(marques):
                cles = tuple(
                    cle
                    for cle, modalites in apres.classement.items()
                    if cle.startswith(f"{Exemple.famille}/") and all(m in modalites.get(f, ()) for f, m in marques)
                )
                phrase = f"premier exemple qui croise « {case.colonne.libelle} » et « {case.ligne.libelle} »"
                yield Premiere(phrase, matrice.adresse, cles)


def _effectifs(matrice: Matrice) -> dict[tuple[str, str], int]:
    return {(case.ligne.id, case.colonne.id): case.effectif for case in matrice.toutes}
