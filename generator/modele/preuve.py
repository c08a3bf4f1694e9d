"""L’échelle de preuve : ce qui appuie ce qu’un exemple raconte, calculé de ses champs et jamais saisi."""

from generator.constats.proximite import replier
from generator.modele.fiches import Exemple

ANNONCE = "annonce"
COMPTE = "compte"
EVALUE = "evalue"
EVALUE_PAR_UN_TIERS = "evalue-par-un-tiers"

ECHELLE = (ANNONCE, COMPTE, EVALUE, EVALUE_PAR_UN_TIERS)
"""Les quatre crans, du plus bas au plus haut : les modalités de `content/vocabulaires/preuves.yml`."""


def niveau_de_preuve(exemple: Exemple) -> str:
    """Le cran d’un exemple : le plus haut que ses champs établissent.

    Une évaluation dont nous n’avons pas vu les conclusions n’appuie rien. Elle est celle d’un tiers si l’on sait qui l’a
    menée, et qu’aucun d’eux n’est partenaire : dans le doute, non.
    """
    evaluation = exemple.evaluation
    if evaluation is None or not evaluation.conclusions_lues:
        return COMPTE if exemple.constates else ANNONCE
    partenaires = tuple(partenaire.nom for partenaire in exemple.partenaires)
    tiers = bool(evaluation.par) and not any(est_de(partenaires, nom) for nom in evaluation.par)
    return EVALUE_PAR_UN_TIERS if tiers else EVALUE


def est_de(partenaires: tuple[str, ...], nom: str) -> bool:
    """Vrai si ce nom est celui d’un partenaire : le même, ou l’un contenu dans l’autre, à la graphie près.

    « ESSEC » est « ESSEC (laboratoire E&MIS) ».
    """
    cherche = f" {replier(nom)} "
    return any(cherche in partenaire or partenaire in cherche for autre in partenaires if (partenaire := f" {replier(autre)} "))
