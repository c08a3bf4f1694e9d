"""Les listes fermées de `content/vocabulaires/` : ce qu’un champ admet, et ce que le site en dit.

Ajouter une modalité à l’un de ces fichiers suffit : elle est admise, comptée, et a sa page.
"""

import re
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from generator.constats.proximite import proches
from generator.modele.base import IDENTIFIANT, Modele
from generator.modele.champs import Mot, Texte

Etabli: TypeAlias = Literal["atteste", "deduit", "propose"]
"""`atteste` : écrit dans une source ; `deduit` : tiré de plusieurs sources ; `propose` : notre choix."""


class Provenance(Modele):
    """D’où vient une liste ou une modalité."""

    document: str = Field(title="Document", description="Identifiant d’un document de content/sources.yml.")
    partie: Texte = Field("", title="Partie", description="Section ou intervenant.")


class Groupe(Modele):
    """Un paquet de modalités, pour qu’une longue liste se parcoure d’un coup d’œil."""

    id: str = Field(pattern=IDENTIFIANT)
    libelle: Texte


class Bornes(Modele):
    """Un intervalle d’habitants, bornes comprises."""

    minimum: int = 0
    maximum: int | None = None

    def contient(self, population: int) -> bool:
        return self.minimum <= population and (self.maximum is None or population <= self.maximum)


class Modalite(Modele):
    """Une valeur d’un vocabulaire."""

    id: str = Field(pattern=IDENTIFIANT)
    libelle: Texte
    singulier: Texte = ""
    synonymes: tuple[Mot, ...] = ()
    """Les mots de tous les jours qui la désignent : on ne les admet pas dans une fiche, on répond par elle."""
    definition: Texte
    etabli: Etabli
    groupe: str = ""
    source: Provenance | None = None
    note: Texte = ""
    reponse: Texte = ""
    """Comment la modalité répond à la question de la facette : « Je suis… un élu »."""
    icone: str = ""
    """Le dessin d’une famille, parmi les icônes de Material : `material/chart-bar`."""
    territoires: tuple[str, ...] = ()
    bornes: Bornes | None = None


class Axe(Modele):
    """Ce qui fait d’un vocabulaire une facette du site : tout ce que les pages ont à en savoir se dit ici."""

    rang: int
    """Son rang parmi les facettes, dans le menu et sur la page d’une fiche."""
    menu: Texte
    """Son nom dans le menu : « Par acteur »."""
    mission: bool = False
    """Vrai pour les facettes que la mission a fixées : elles trient les listes des familles."""
    exemples: bool = True
    """Faux si les exemples ne s’y rangent pas : une liste vide n’y appelle pas d’exemple."""
    principale: bool = False
    """Vrai si la page d’une fiche la montre d’emblée."""
    croisee: bool = False
    """Vrai pour celles que l’on croise deux à deux (qui, pour quoi, où), et par où commence l’accueil."""
    explorateur: int = 100
    """Son rang dans l’explorateur : l’ordre où un visiteur sait y répondre."""
    repliee: bool = True
    """Faux si l’explorateur la déplie d’office."""
    parente: int = 0
    """Ce que vaut une modalité commune pour rapprocher deux exemples."""
    rapproche: bool = False
    """Vrai si deux exemples qui n’ont que cela en commun sont déjà proches."""


class Vocabulaire(Modele):
    """Une liste fermée, telle que l’écrit son fichier."""

    id: str = Field(pattern=IDENTIFIANT)
    libelle: Texte
    singulier: Texte
    question: Texte = ""
    description: Texte
    note: Texte = ""
    """Ce que l’on sait de la liste elle-même, pour qui veut vérifier."""
    source: Provenance | None = None
    facette: Axe | None = None
    groupes: tuple[Groupe, ...] = ()
    modalites: Annotated[tuple[Modalite, ...], Field(min_length=1)]

    def __getitem__(self, identifiant: str) -> Modalite:
        return self._par_identifiant[identifiant]

    @cached_property
    def _par_identifiant(self) -> dict[str, Modalite]:
        return {modalite.id: modalite for modalite in self.modalites}

    @cached_property
    def identifiants(self) -> tuple[str, ...]:
        return tuple(m.id for m in self.modalites)

    def dites(self, texte: str) -> tuple[Modalite, ...]:
        """Les modalités que désigne sans doute un texte : l’identifiant, le libellé ou un synonyme, à peu de chose près."""
        # L’année que l’on ajoute (« arrêté en 2022 ») se dit ailleurs.
        sans_annee = re.sub(r"\s+(?:en|depuis|dès|fin|début)?\s*(?:19|20)\d\d$", "", texte)
        trouvees = (self._dites(un) for un in dict.fromkeys((texte, sans_annee)))
        return next((siennes for siennes in trouvees if siennes), ())

    def _dites(self, texte: str) -> tuple[Modalite, ...]:
        mots = tuple(self._mots)
        return tuple(dict.fromkeys(m for mot in proches(texte, mots, memes_nombres=True) for m in self._mots[mot]))

    @cached_property
    def _mots(self) -> dict[str, list[Modalite]]:
        mots: dict[str, list[Modalite]] = {}
        for modalite in self.modalites:
            for mot in (modalite.id, modalite.libelle, modalite.singulier, *modalite.synonymes):
                if mot:
                    mots.setdefault(mot, []).append(modalite)
        return mots
