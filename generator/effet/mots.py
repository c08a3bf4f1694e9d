"""Dire une valeur d’une fiche comme le site la dit : le libellé d’une modalité, le titre d’une fiche, une date en lettres."""

from datetime import date
from typing import Any

from pydantic import BaseModel

from generator.catalogue.catalogue import Catalogue
from generator.catalogue.francais import enumerer, jour
from generator.modele.champs import ModaliteDe, VersUnDocument, VersUneFiche
from generator.modele.fiches import Fiche
from generator.modele.introspection import Forme
from generator.modele.territoires import Lieu


class Mots:
    """Les mots d’une fiche dans son catalogue."""

    def __init__(self, catalogue: Catalogue, fiche: Fiche) -> None:
        self._catalogue = catalogue
        self._fiche = fiche

    def dire(self, valeur: Any, forme: Forme) -> str:
        """La valeur, en quelques mots ; vide s’il n’y a rien à dire."""
        if isinstance(valeur, BaseModel):
            siens = (self.dire(getattr(valeur, nom), forme.champs[nom]) for nom in type(valeur).model_fields)
            return ", ".join(dit for dit in siens if dit)
        if isinstance(valeur, tuple):
            return enumerer([self.dire(un, forme.elements or Forme()) for un in valeur])
        return self._mot(valeur, forme.marques) if isinstance(valeur, str) else _simple(valeur)

    def _mot(self, valeur: str, marques: tuple[Any, ...]) -> str:
        for marque in marques:
            match marque:
                case ModaliteDe(vocabulaire=nom):
                    return self._catalogue.vocabulaire(nom)[valeur].libelle
                case VersUneFiche() if valeur in self._catalogue.fiches:
                    return self._catalogue.fiches[valeur].titre
                case VersUnDocument():
                    documents = {**self._catalogue.referentiel.bibliographie, **self._fiche.champs.documents}
                    return documents[valeur].titre if valeur in documents else valeur
        return valeur


def _simple(valeur: Any) -> str:
    match valeur:
        case None:
            return ""
        case bool():
            return "oui" if valeur else "non"
        case date():
            return jour(valeur)
        case Lieu():
            return valeur.nom_usuel
    return str(valeur)
