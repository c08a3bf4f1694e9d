"""Ce dont l’explorateur a besoin dans le navigateur : le catalogue en peu d’octets, puis les résumés par morceaux.

`catalogue.json` suffit pour filtrer, compter et montrer les titres ; les résumés ne se chargent que pour les fiches montrées.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from generator.catalogue.cartes import BADGES, Carte, detail
from generator.catalogue.catalogue import Catalogue
from generator.modele.fiches import Fiche

CATALOGUE = "explorer/catalogue.json"

PAR_MORCEAU = 64
"""Les résumés d’un morceau : assez peu pour un téléphone, assez pour ne pas multiplier les requêtes."""


def donnees(catalogue: Catalogue) -> bytes:
    """Le catalogue pour filtrer : voir `catalogue.js` pour sa forme."""
    facettes = catalogue.referentiel.explorables
    numeros = {marque: numero for numero, marque in enumerate((f.id, m) for f in facettes for m in f.identifiants)}

    def ligne(fiche: Fiche) -> list[object]:
        marques = sorted({numeros[f.id, m] for f in facettes for m in catalogue.classement[fiche.cle][f.id]})
        return [fiche.titre, fiche.identifiant, (fiche.champs.maj - date(1970, 1, 1)).days, marques]

    fiches = [
        catalogue.memoire.reprendre(("ligne", fiche.cle), (fiche, catalogue.referentiel), partial(ligne, fiche))
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
    cartes = tuple(catalogue.cartes[fiche.cle] for fiche in catalogue.par_famille)
    for numero, debut in enumerate(range(0, len(cartes), PAR_MORCEAU)):
        siennes = cartes[debut : debut + PAR_MORCEAU]
        octets = catalogue.memoire.reprendre(("détails", numero), siennes, partial(_morceau, siennes))
        yield f"explorer/details-{numero}.json", octets


def _morceau(cartes: Iterable[Carte]) -> bytes:
    return _json([list(detail(carte)) for carte in cartes])


def _json(valeur: object) -> bytes:
    return json.dumps(valeur, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
