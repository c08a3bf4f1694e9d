"""Les fichiers à télécharger, tirés du catalogue : pour qui veut reprendre nos données ailleurs."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import cartes
from generator.catalogue.adresses import adresse_des_valeurs
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.exploration import ordre
from generator.modele.fiches import Donnee
from generator.modele.vocabulaires import Referentiel
from generator.sortie import explorateur

COLONNES = ("libelle", "serie", "annee", "valeur", "unite", "precision", "question", "population", "enquete", "source", "licence")

LICENCE = "Licence Ouverte 2.0"


@dataclass(frozen=True, slots=True)
class Fichier:
    """Un fichier du site : son adresse relative à la racine, et ses octets."""

    adresse: str
    octets: bytes


def fichiers(catalogue: Catalogue) -> Iterator[Fichier]:
    """Tous les fichiers à publier."""
    for fiche in catalogue.famille("donnees"):
        assert isinstance(fiche.champs, Donnee)
        yield Fichier(adresse_des_valeurs(fiche), _valeurs(fiche.champs, catalogue.referentiel))
    yield Fichier(explorateur.CATALOGUE, explorateur.donnees(catalogue))
    details = [cartes.detail(cartes.carte(fiche, catalogue.referentiel)) for fiche in ordre(catalogue)]
    for adresse, octets in explorateur.morceaux(details):
        yield Fichier(adresse, octets)


def _valeurs(donnee: Donnee, referentiel: Referentiel) -> bytes:
    """Les valeurs d’une donnée : CSV en UTF-8, points-virgules, tel que l’ouvre un tableur réglé en français."""
    sortie = io.StringIO()
    plume = csv.writer(sortie, delimiter=";", lineterminator="\r\n")
    plume.writerow(COLONNES)
    for valeur in donnee.valeurs:
        titre = referentiel.bibliographie[valeur.source].titre
        lues = (valeur.libelle, valeur.serie, valeur.annee or donnee.annee, valeur.valeur, donnee.unite, valeur.precision)
        plume.writerow([_texte(v) for v in (*lues, donnee.question, donnee.population, donnee.enquete, titre, LICENCE)])
    return sortie.getvalue().encode("utf-8-sig")


def _texte(valeur: object) -> str:
    """Une cellule ; un texte qui commence comme une formule de tableur est précédé d’une apostrophe, qui l’empêche d’agir."""
    texte = str(valeur)
    return f"'{texte}" if texte.startswith(("=", "+", "@", "\t")) else texte
