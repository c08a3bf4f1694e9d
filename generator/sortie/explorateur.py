"""Ce dont l’explorateur a besoin dans le navigateur : le catalogue en peu d’octets, puis les résumés par morceaux.

`catalogue.json` suffit pour filtrer, compter et montrer les titres ; les résumés ne se chargent que pour les fiches montrées.
"""

import json
from collections.abc import Iterator
from datetime import date

from generator.catalogue.cartes import BADGES, detail
from generator.catalogue.catalogue import Catalogue

CATALOGUE = "explorer/catalogue.json"

PAR_MORCEAU = 64
"""Les résumés d’un morceau : assez peu pour un téléphone, assez pour ne pas multiplier les requêtes."""


def donnees(catalogue: Catalogue) -> bytes:
    """Le catalogue pour filtrer : voir `catalogue.js` pour sa forme."""
    facettes = catalogue.referentiel.explorables
    numeros = {marque: numero for numero, marque in enumerate((f.id, m) for f in facettes for m in f.identifiants)}
    fiches = [
        [
            fiche.titre,
            fiche.identifiant,
            (fiche.champs.verifie_le - date(1970, 1, 1)).days,
            sorted({numeros[f.id, m] for f in facettes for m in catalogue.classement[fiche.cle][f.id]}),
        ]
        for fiche in catalogue.par_famille
    ]
    return _json(
        {
            "parMorceau": PAR_MORCEAU,
            "badges": BADGES,
            "facettes": [[f.id, list(f.identifiants)] for f in facettes],
            "fiches": fiches,
        }
    )


def morceaux(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Les détails des fiches (résumé, lieu, repère, chiffre…), découpés : l’adresse de chaque morceau et ses octets."""
    details = [list(detail(catalogue.cartes[fiche.cle])) for fiche in catalogue.par_famille]
    for numero, debut in enumerate(range(0, len(details), PAR_MORCEAU)):
        yield f"explorer/details-{numero}.json", _json(details[debut : debut + PAR_MORCEAU])


def _json(valeur: object) -> bytes:
    return json.dumps(valeur, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
