"""Les nombres du catalogue qui bougent : fiches, organisations, preuves, complétude, et ce qui reste à faire."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.catalogue.catalogue import Catalogue
from generator.catalogue.etat import Etat, dresser

BREVES = "breves"


@dataclass(frozen=True, slots=True)
class Compte:
    """Un nombre, avant et après ; `nom` dit ce que l’on compte, au pluriel."""

    nom: str
    avant: int
    apres: int


@dataclass(frozen=True, slots=True)
class Comptes:
    """Ceux qui ne sont pas les mêmes : ce que le catalogue contient, la complétude de chaque famille (de 0 à 100), et les
    choses à faire de chaque rubrique de l’état du catalogue."""

    contenu: tuple[Compte, ...] = ()
    preuves: tuple[Compte, ...] = ()
    completude: tuple[Compte, ...] = ()
    a_faire: tuple[Compte, ...] = ()


def comparer(avant: Catalogue, apres: Catalogue) -> Comptes:
    """Les nombres qui changent de l’un à l’autre."""
    un, autre = dresser(avant), dresser(apres)
    libelles = {**un.libelles, **autre.libelles, BREVES: "Dont des brèves"}
    return Comptes(
        tuple(_bougent(un.comptes, autre.comptes, libelles)),
        tuple(_bougent(un.preuves, autre.preuves, libelles)),
        tuple(_bougent(_en_cent(un.completudes), _en_cent(autre.completudes), libelles)),
        tuple(_bougent(_restes(un), _restes(autre), {r.id: r.titre for r in (*un.rubriques, *autre.rubriques)})),
    )


def _bougent(avant: Mapping[str, int], apres: Mapping[str, int], libelles: Mapping[str, str]) -> Iterator[Compte]:
    for nom in dict.fromkeys((*avant, *apres)):
        if avant.get(nom, 0) != apres.get(nom, 0):
            yield Compte(libelles.get(nom, nom), avant.get(nom, 0), apres.get(nom, 0))


def _restes(etat: Etat) -> Mapping[str, int]:
    return {rubrique.id: len(rubrique.elements) for rubrique in etat.rubriques}


def _en_cent(parts: Mapping[str, float]) -> Mapping[str, int]:
    return {nom: round(part * 100) for nom, part in parts.items()}
