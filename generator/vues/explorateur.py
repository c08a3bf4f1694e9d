"""L’explorateur : toutes les fiches, et un formulaire pour les choisir.

Sans JavaScript, chaque choix est un lien vers une page de liste. Avec, le même formulaire filtre sur place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from generator.catalogue.adresses import LienCompte
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.facettes import Facette
from generator.modele.vocabulaires import Vocabulaire
from generator.vues.listes import EXPLORATEUR, Liste, adresse_de_famille, lister, suite_de
from generator.vues.page import Page, Vue

TITRE = "Explorer"


@dataclass(frozen=True, slots=True)
class GroupeOffert:
    """Des valeurs sous un même titre (vide si la facette n’a pas de groupes)."""

    titre: str
    valeurs: tuple[LienCompte, ...]


@dataclass(frozen=True, slots=True)
class FacetteOfferte:
    """Une facette du formulaire, ses valeurs, et si elle est repliée."""

    vocabulaire: Vocabulaire
    groupes: tuple[GroupeOffert, ...]

    @property
    def repliee(self) -> bool:
        return self.vocabulaire.facette is not None and self.vocabulaire.facette.repliee


@dataclass(frozen=True, slots=True)
class Formulaire:
    """Le formulaire de l’explorateur ; `famille` le restreint à une seule."""

    famille: str
    facettes: tuple[FacetteOfferte, ...]
    adresse: str
    """La première page de la liste : celle que le formulaire filtre."""


@dataclass(frozen=True, slots=True)
class VueExplorateur(Vue):
    """La page de toutes les familles : son formulaire, et le début de sa liste."""

    formulaire: Formulaire
    liste: Liste
    gabarit: ClassVar[str] = "explorer.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """L’explorateur. Qui n’a pas JavaScript lit la suite de sa liste dans celles des familles."""
    (liste,) = lister(EXPLORATEUR, tuple(fiche.cle for fiche in catalogue.par_famille), catalogue, suite_de(1))
    description = "Toutes les fiches, à choisir par besoin, par acteur, par territoire et par moment."
    yield Page(EXPLORATEUR, TITRE, description, VueExplorateur(formulaire(catalogue), liste), plan=True)


def formulaire(catalogue: Catalogue, famille: str = "") -> Formulaire:
    """Le formulaire pour tout le catalogue, ou pour une famille."""
    rangees = {facette.id: facette for facette in catalogue.facettes}
    return Formulaire(
        famille,
        tuple(
            _offrir(vocabulaire, catalogue, rangees.get(vocabulaire.id), famille)
            for vocabulaire in catalogue.referentiel.explorables
            if not (famille and vocabulaire.id == "familles")
        ),
        f"{famille}/" if famille else EXPLORATEUR,
    )


def _offrir(vocabulaire: Vocabulaire, catalogue: Catalogue, facette: Facette | None, famille: str) -> FacetteOfferte:
    # Seules les familles s’explorent sans être une facette.
    effectifs = {m: facette.effectif(m, famille) if facette else len(catalogue.famille(m)) for m in vocabulaire.identifiants}
    valeurs = {
        m.id: LienCompte(m.id, m.libelle, _adresse(m.id, facette, famille if effectifs[m.id] else ""), effectifs[m.id])
        for m in vocabulaire.modalites
    }
    if vocabulaire.groupes:
        groupes = tuple(
            GroupeOffert(groupe.libelle, tuple(valeurs[m.id] for m in vocabulaire.modalites if m.groupe == groupe.id))
            for groupe in vocabulaire.groupes
        )
    else:
        groupes = (GroupeOffert("", tuple(valeurs.values())),)
    return FacetteOfferte(vocabulaire, groupes)


def _adresse(modalite: str, facette: Facette | None, famille: str) -> str:
    """La page statique d’une valeur : celle de la famille, ou celle de la modalité, à l’endroit de la famille."""
    if facette is None:
        return f"{modalite}/"
    return adresse_de_famille(facette, modalite, famille) if famille else facette.adresse(modalite)
