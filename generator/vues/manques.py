"""Ce qui manque : où le catalogue est mince, et ce que la façon de le remplir lui fait dire, en toutes lettres."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from generator.catalogue.adresses import Lien, LienCompte
from generator.catalogue.biais import Biais
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.cube import Matrice
from generator.catalogue.facettes import Facette
from generator.modele.geographie.lieux import est_outre_mer
from generator.modele.territoires import Lieu
from generator.modele.vocabulaires import Modalite, Vocabulaire
from generator.vues.appels import appel
from generator.vues.cube import titre_de
from generator.vues.page import Page, Vue

ADRESSE = "ce-qui-manque/"
TITRE = "Ce qui manque au catalogue"

MINCE = 2
"""Autant d’exemples ou moins, et l’on ne peut rien en généraliser."""


@dataclass(frozen=True, slots=True)
class Manque:
    """Un axe : ses valeurs sans exemple, chacune avec de quoi en proposer un, et celles qui en ont trop peu."""

    axe: Vocabulaire
    vides: tuple[Lien, ...]
    minces: tuple[LienCompte, ...]


@dataclass(frozen=True, slots=True)
class VueManques(Vue):
    """Les manques de chaque axe, les cases vides de chaque matrice, les biais, la place des petites communes."""

    manques: tuple[Manque, ...]
    matrices: tuple[tuple[Lien, Matrice], ...]
    biais: Biais
    la_plus_presente: Lien
    tailles: tuple[LienCompte, ...]
    outre_mer: int
    """Combien d’exemples agissent précisément outre-mer."""
    parlent_d_ecueils: int
    gabarit: ClassVar[str] = "manques.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Une page."""
    facettes = {facette.id: facette for facette in catalogue.facettes}
    de_la_mission = [f for f in catalogue.facettes if f.vocabulaire.facette and f.vocabulaire.facette.mission]
    biais = catalogue.biais
    presente = catalogue.organisations.get(biais.la_plus_presente)
    tailles = facettes.get("tailles")
    vue = VueManques(
        tuple(_manque(facette) for facette in de_la_mission),
        tuple((Lien(titre_de(matrice), matrice.adresse), matrice) for matrice in catalogue.matrices),
        biais,
        Lien(presente.nom, presente.adresse) if presente else Lien("", ""),
        tuple(_compte(tailles, modalite) for modalite in tailles.vocabulaire.modalites) if tailles else (),
        sum(
            any(lieu.region and est_outre_mer(lieu) for lieu in fiche.champs.territoires)
            for fiche in catalogue.famille("exemples")
        ),
        catalogue.parlent_d_ecueils,
    )
    description = "Où le catalogue est mince, et ce que la façon dont il a été rempli lui fait dire : compté, pas deviné."
    yield Page(ADRESSE, TITRE, description, vue, plan=True, trouvable=True)


def _outre_mer(lieu: Lieu) -> bool:
    """Vrai pour un lieu précis : dire « l’outre-mer » n’est pas y agir."""
    return bool(lieu.region) and est_outre_mer(lieu)


def _manque(facette: Facette) -> Manque:
    vocabulaire = facette.vocabulaire
    comptes = [(modalite, facette.effectif(modalite.id, "exemples")) for modalite in vocabulaire.modalites]
    return Manque(
        vocabulaire,
        tuple(Lien(modalite.libelle, appel({vocabulaire.id: modalite})) for modalite, nombre in comptes if not nombre),
        tuple(_compte(facette, modalite) for modalite, nombre in comptes if 0 < nombre <= MINCE),
    )


def _compte(facette: Facette, modalite: Modalite) -> LienCompte:
    effectif = facette.effectif(modalite.id, "exemples")
    ancre = "#exemples" if effectif else ""
    return LienCompte(modalite.id, modalite.libelle, f"{facette.adresse(modalite.id)}{ancre}", effectif)
