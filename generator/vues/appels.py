"""Où proposer un exemple : le modèle d’une fiche, déjà rempli de ce que l’on sait de là d’où l’on vient."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from generator.catalogue.catalogue import Catalogue
from generator.modele.territoires import Lieu, graphie_unique
from generator.modele.vocabulaires import Modalite

MODELE, ANCRE = "contribuer/", "le-modele-dune-fiche"
"""Où est le modèle d’une fiche, que la page remplit de ce que dit l’adresse."""


def appel(choix: Mapping[str, Modalite]) -> str:
    """Le modèle rempli de ces modalités, facette par facette."""
    return _remplir({facette: _a_ecrire(modalite) for facette, modalite in choix.items()})


def appel_d_ici(lieu: Lieu) -> str:
    """Le modèle rempli d’un lieu, écrit comme une fiche l’écrirait, sans homonyme possible."""
    return _remplir({"territoires": graphie_unique(lieu)})


def libelles(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Ce que le modèle écrit pour une modalité, et comment elle se nomme, quand l’un n’est pas l’autre."""
    for nom in ("acteurs", "domaines", "territoires"):
        for modalite in catalogue.vocabulaire(nom).modalites:
            if (ecrit := _a_ecrire(modalite)) != modalite.libelle:
                yield ecrit, modalite.libelle


def _remplir(ecrits: Mapping[str, str]) -> str:
    return f"{MODELE}?{urlencode(ecrits)}#{ANCRE}"


def _a_ecrire(modalite: Modalite) -> str:
    """Ce qu’une fiche écrit pour être de cette modalité : un lieu par son nom, le reste par son identifiant."""
    if not modalite.territoires:
        return modalite.id
    premier = modalite.territoires[0]
    return modalite.libelle if premier.startswith("region:") else premier
