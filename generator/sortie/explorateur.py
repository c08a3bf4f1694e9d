"""Ce dont l’explorateur a besoin dans le navigateur : le catalogue en peu d’octets, puis les résumés par morceaux.

`catalogue.json` suffit pour filtrer, compter et montrer les titres ; les résumés ne se chargent que pour les fiches montrées.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date

from generator.catalogue.catalogue import Catalogue
from generator.catalogue.exploration import PAR_MORCEAU, offertes, ordre
from generator.modele.classement import modalites_de

CATALOGUE = "explorer/catalogue.json"


def donnees(catalogue: Catalogue) -> bytes:
    """Le catalogue pour filtrer : voir `catalogue.js` pour sa forme."""
    facettes = offertes(catalogue)
    numeros = {marque: numero for numero, marque in enumerate((f.id, m) for f in facettes for m in f.identifiants)}
    fiches = [
        [
            fiche.titre,
            fiche.identifiant,
            (fiche.champs.verifie_le - date(1970, 1, 1)).days,
            sorted({numeros[f.id, m] for f in facettes for m in modalites_de(fiche, f)}),
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
