"""Ce que le dépôt contient avant qu’on y écrive."""

from collections.abc import Collection
from pathlib import Path

from generator.controle.contenu import Contenu, valider_contenu, valider_referentiel
from generator.lecture.lu import DepotLu, lire_depot
from generator.modele.referentiel import Referentiel


def relire(racine: Path, seulement: Collection[str] | None = None) -> tuple[DepotLu, Referentiel, Contenu]:
    """Le dépôt tel qu’il est écrit, et ce qui en est valide ; `seulement` restreint les fiches lues.

    Les constats se taisent : ils n’empêchent pas de récrire un signe ou de déplacer un document.
    """
    lu = lire_depot(racine)
    referentiel, _ = valider_referentiel(lu.referentiel)
    return lu, referentiel, valider_contenu(lu, referentiel, seulement)
