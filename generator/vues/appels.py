"""Où proposer un exemple : le formulaire, déjà rempli de ce que l’on sait de là d’où l’on vient."""

from collections.abc import Mapping
from urllib.parse import urlencode

from generator.modele.territoires import Lieu, graphie_unique
from generator.modele.vocabulaires import Modalite

FORMULAIRE = "proposer/"
"""Le formulaire, qui se remplit de ce que dit son adresse."""


def appel(choix: Mapping[str, Modalite]) -> str:
    """Le formulaire rempli de ces modalités, facette par facette."""
    return _remplir({facette: _a_ecrire(modalite) for facette, modalite in choix.items()})


def appel_d_ici(lieu: Lieu) -> str:
    """Le formulaire rempli d’un lieu, écrit comme une fiche l’écrirait, sans homonyme possible."""
    return _remplir({"territoires": graphie_unique(lieu)})


def _remplir(ecrits: Mapping[str, str]) -> str:
    return f"{FORMULAIRE}?{urlencode(ecrits)}"


def _a_ecrire(modalite: Modalite) -> str:
    """Ce qu’une fiche écrit pour être de cette modalité : un lieu par son nom, le reste par son identifiant."""
    if not modalite.territoires:
        return modalite.id
    premier = modalite.territoires[0]
    return modalite.libelle if premier.startswith("region:") else premier
