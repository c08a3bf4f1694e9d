"""Les listes fermées de `content/vocabulaires/` : ce qu’un champ admet, et ce que le site en dit.

Ajouter une modalité à l’un de ces fichiers suffit : elle est admise, comptée, et a sa page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Etabli: TypeAlias = Literal["atteste", "deduit", "propose"]
"""`atteste` : écrit dans une source ; `deduit` : tiré de plusieurs sources ; `propose` : notre choix."""

IDENTIFIANT = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""Minuscules sans accent et tirets : ce qui peut devenir une adresse web, et rien d’autre."""


class Modele(BaseModel):
    """Ce que tous nos modèles partagent : figés, sans champ inconnu, sans espace autour des textes."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Provenance(Modele):
    """D’où vient une liste ou une modalité."""

    document: str = Field(title="Document", description="Identifiant d’un document de content/sources.yml.")
    partie: str = Field("", title="Partie", description="Section ou intervenant.")


class Groupe(Modele):
    """Un paquet de modalités, pour qu’une longue liste se parcoure d’un coup d’œil."""

    id: str = Field(pattern=IDENTIFIANT)
    libelle: str


class Bornes(Modele):
    """Un intervalle d’habitants, bornes comprises."""

    minimum: int = 0
    maximum: int | None = None

    def contient(self, population: int) -> bool:
        return self.minimum <= population and (self.maximum is None or population <= self.maximum)


class Modalite(Modele):
    """Une valeur d’un vocabulaire."""

    id: str = Field(pattern=IDENTIFIANT)
    libelle: str
    singulier: str = ""
    definition: str
    etabli: Etabli
    groupe: str = ""
    source: Provenance | None = None
    note: str = ""
    reponse: str = ""
    """Comment la modalité répond à la question de la facette : « Je suis… un élu »."""
    territoires: tuple[str, ...] = ()
    bornes: Bornes | None = None


class Axe(Modele):
    """Ce qui fait d’un vocabulaire une facette du site : son rang, et s’il est de ceux que la mission a fixés."""

    rang: int
    mission: bool = False
    exemples: bool = True
    """Faux si les exemples ne s’y rangent pas : une liste vide n’y appelle pas d’exemple."""


class Vocabulaire(Modele):
    """Une liste fermée, telle que l’écrit son fichier."""

    id: str = Field(pattern=IDENTIFIANT)
    libelle: str
    singulier: str
    question: str = ""
    description: str
    note: str = ""
    """Ce que l’on sait de la liste elle-même, pour qui veut vérifier."""
    source: Provenance | None = None
    facette: Axe | None = None
    groupes: tuple[Groupe, ...] = ()
    modalites: Annotated[tuple[Modalite, ...], Field(min_length=1)]

    def get(self, identifiant: str) -> Modalite | None:
        return next((m for m in self.modalites if m.id == identifiant), None)

    def __getitem__(self, identifiant: str) -> Modalite:
        modalite = self.get(identifiant)
        if modalite is None:
            raise KeyError(identifiant)
        return modalite

    @property
    def identifiants(self) -> tuple[str, ...]:
        return tuple(m.id for m in self.modalites)


class Reference(Modele):
    """Un document de la bibliographie (`content/sources.yml`)."""

    id: str = Field(pattern=IDENTIFIANT)
    titre: str
    auteurs: Annotated[tuple[str, ...], Field(min_length=1)]
    nature: str
    annee: int | None = None
    url: str = Field("", pattern=r"^(https?://\S+)?$")
    consulte_le: date | None = None
    licence: str = ""
    texte: str = Field("", pattern=r"^[\w.-]*$")
    """Le fichier où lire ce document, pour qui l’a : on y retrouve les passages cités."""


@dataclass(frozen=True, slots=True)
class Referentiel:
    """Tout ce à quoi une fiche se réfère sans le définir : les vocabulaires et la bibliographie."""

    vocabulaires: Mapping[str, Vocabulaire]
    bibliographie: Mapping[str, Reference]

    @property
    def facettes(self) -> tuple[Vocabulaire, ...]:
        """Les vocabulaires qui sont des facettes du site, par rang."""
        axes = [(v.facette.rang, v) for v in self.vocabulaires.values() if v.facette]
        return tuple(v for _, v in sorted(axes, key=lambda axe: axe[0]))
