"""Les adresses du site, relatives à sa racine, et les liens qui y mènent."""

from dataclasses import dataclass

from generator.modele.fiches import Fiche


@dataclass(frozen=True, slots=True)
class Lien:
    """Un titre et une adresse relative à la racine du site."""

    titre: str
    adresse: str


@dataclass(frozen=True, slots=True)
class LienCompte:
    """Un lien vers une liste, et le nombre de fiches qu’on y trouve."""

    id: str
    titre: str
    adresse: str
    effectif: int
    definition: str = ""
    etabli: str = ""


def lien_vers(fiche: Fiche) -> Lien:
    """Le lien vers une fiche."""
    return Lien(fiche.titre, fiche.adresse)


def adresse_de_page(adresse: str, numero: int) -> str:
    """L’adresse de la énième page d’une liste ; la première est celle de la liste."""
    return adresse if numero == 1 else f"{adresse}page-{numero}/"


def adresse_des_valeurs(fiche: Fiche) -> str:
    """L’adresse du fichier des valeurs d’une donnée, à côté de sa page."""
    return f"{fiche.adresse}valeurs.csv"
