"""Les fichiers du site qui ne sont pas des pages, tirés du catalogue : images, données à reprendre ailleurs, explorateur."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.catalogue.adresses import adresse_des_valeurs
from generator.catalogue.catalogue import Catalogue
from generator.modele.fiches import FAMILLES, Donnee, Fiche
from generator.modele.schemas import schema
from generator.sortie import bibliographie, explorateur, pres_de_moi, proposer

COLONNES = ("libelle", "serie", "annee", "valeur", "unite", "precision", "question", "population", "enquete", "source", "licence")

LICENCE = "Licence Ouverte 2.0"

_FORMULES = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Ce par quoi commence une cellule qu’un tableur exécuterait."""


@dataclass(frozen=True, slots=True)
class Fichier:
    """Un fichier du site : son adresse relative à la racine, et ses octets."""

    adresse: str
    octets: bytes


def fichiers(catalogue: Catalogue) -> Iterator[Fichier]:
    """Tous les fichiers à publier."""
    for fiche in catalogue.fiches.values():
        for nom, octets in fiche.images.items():
            yield Fichier(f"{fiche.adresse}{nom}", octets)
    for fiche in catalogue.famille("donnees"):
        assert isinstance(fiche.champs, Donnee)
        dont = (fiche, catalogue.referentiel)
        valeurs = catalogue.memoire.reprendre(("valeurs", fiche.cle), dont, partial(_valeurs, fiche, fiche.champs, catalogue))
        yield Fichier(adresse_des_valeurs(fiche), valeurs)
    yield Fichier(explorateur.CATALOGUE, explorateur.donnees(catalogue))
    for adresse, octets in explorateur.morceaux(catalogue):
        yield Fichier(adresse, octets)
    for adresse, octets in pres_de_moi.fichiers(catalogue):
        yield Fichier(adresse, octets)
    for famille in FAMILLES:
        ecrire = partial(schema, famille, catalogue.referentiel)
        texte = catalogue.memoire.reprendre(("schéma", famille), (catalogue.referentiel,), ecrire)
        yield Fichier(f"schemas/{famille}.json", texte.encode("utf-8"))
    for adresse, octets in proposer.fichiers(catalogue):
        yield Fichier(adresse, octets)
    documents = catalogue.bibliographie
    octets = catalogue.memoire.reprendre("documents.json", (documents,), partial(bibliographie.donnees, documents))
    yield Fichier(bibliographie.DOCUMENTS, octets)


def _valeurs(fiche: Fiche, donnee: Donnee, catalogue: Catalogue) -> bytes:
    """Les valeurs d’une donnée : CSV en UTF-8, points-virgules, tel que l’ouvre un tableur réglé en français."""
    sortie = io.StringIO()
    plume = csv.writer(sortie, delimiter=";", lineterminator="\r\n")
    plume.writerow(COLONNES)
    for valeur in donnee.valeurs:
        titre = catalogue.bibliographie.cite_par(fiche, valeur.source).reference.titre
        lues = (valeur.libelle, valeur.serie, valeur.annee or donnee.annee, valeur.valeur, donnee.unite, valeur.precision)
        plume.writerow([cellule(v) for v in (*lues, donnee.question, donnee.population, donnee.enquete, titre, LICENCE)])
    return sortie.getvalue().encode("utf-8-sig")


def cellule(valeur: object) -> str:
    """Une cellule ; un texte qui commence comme une formule de tableur est précédé d’une apostrophe, qui l’empêche d’agir."""
    texte = str(valeur)
    nombre = texte[1:].replace(",", "").replace(".", "").isdigit()
    return f"'{texte}" if texte.startswith(_FORMULES) and not (texte.startswith("-") and nombre) else texte
