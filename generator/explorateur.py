"""Ce dont l’explorateur a besoin dans le navigateur : le catalogue en peu d’octets, puis les résumés par morceaux.

`catalogue.json` suffit pour filtrer, compter et montrer les titres ; les résumés ne se chargent que pour les fiches montrées.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date

from generator.catalogue import Catalogue
from generator.champs import FAMILLES
from generator.facettes import modalites_de
from generator.modeles import Fiche
from generator.vocabulaires import Vocabulaire

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

CATALOGUE = "explorer/catalogue.json"
PAR_MORCEAU = 64
"""Les résumés d’un morceau : assez peu pour un téléphone, assez pour ne pas multiplier les requêtes."""


def ordre(catalogue: Catalogue) -> tuple[Fiche, ...]:
    """Les fiches dans l’ordre où l’explorateur et les listes les montrent : par famille, puis par titre."""
    return tuple(sorted(catalogue.fiches.values(), key=lambda fiche: FAMILLES.index(fiche.famille)))


def offertes(catalogue: Catalogue) -> tuple[Vocabulaire, ...]:
    """Les vocabulaires des facettes de l’explorateur."""
    return tuple(catalogue.referentiel.vocabulaires[nom] for nom in FACETTES_OFFERTES)


def modalites(fiche: Fiche, vocabulaire: Vocabulaire) -> tuple[str, ...]:
    """Les modalités d’une fiche dans une facette, la famille comprise."""
    return (fiche.famille,) if vocabulaire.id == "familles" else modalites_de(fiche, vocabulaire)


def donnees(catalogue: Catalogue) -> bytes:
    """Le catalogue pour filtrer : voir `catalogue.js` pour sa forme."""
    facettes = offertes(catalogue)
    numeros = {marque: numero for numero, marque in enumerate((f.id, m) for f in facettes for m in f.identifiants)}
    fiches = [
        [
            fiche.titre,
            fiche.identifiant,
            (fiche.champs.verifie_le - date(1970, 1, 1)).days,
            sorted({numeros[f.id, m] for f in facettes for m in modalites(fiche, f)}),
        ]
        for fiche in ordre(catalogue)
    ]
    return _json({"facettes": [[f.id, list(f.identifiants)] for f in facettes], "fiches": fiches})


def morceaux(details: Sequence[Sequence[str]]) -> Iterator[tuple[str, bytes]]:
    """Les détails des fiches (résumé, lieu, repère, chiffre…), découpés : l’adresse de chaque morceau et ses octets."""
    for numero, debut in enumerate(range(0, len(details), PAR_MORCEAU)):
        yield f"explorer/details-{numero}.json", _json([list(detail) for detail in details[debut : debut + PAR_MORCEAU]])


def _json(valeur: object) -> bytes:
    return json.dumps(valeur, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
