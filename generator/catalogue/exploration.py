"""Ce que l’explorateur offre : dans quel ordre les fiches, et selon quelles facettes."""

from generator.catalogue.catalogue import Catalogue
from generator.modele.champs import FAMILLES
from generator.modele.fiches import Fiche
from generator.modele.vocabulaires import Vocabulaire

FACETTES_OFFERTES = (
    "familles",
    "acteurs",
    "domaines",
    "territoires",
    "niveaux",
    "besoins",
    "objectifs",
    "categories",
    "tailles",
    "durees",
    "impacts",
    "odd",
)
"""Les facettes de l’explorateur, dans l’ordre où un visiteur sait y répondre."""

REPLIEES = frozenset(("objectifs", "categories", "tailles", "durees", "impacts", "odd"))
"""Celles que l’on ne déplie que si l’on y tient."""

PAR_MORCEAU = 64
"""Les résumés d’un morceau : assez peu pour un téléphone, assez pour ne pas multiplier les requêtes."""


def ordre(catalogue: Catalogue) -> tuple[Fiche, ...]:
    """Les fiches dans l’ordre où l’explorateur et les listes les montrent : par famille, puis par titre."""
    return tuple(sorted(catalogue.fiches.values(), key=lambda fiche: FAMILLES.index(fiche.famille)))


def offertes(catalogue: Catalogue) -> tuple[Vocabulaire, ...]:
    """Les vocabulaires des facettes de l’explorateur."""
    return tuple(catalogue.referentiel.vocabulaires[nom] for nom in FACETTES_OFFERTES)
