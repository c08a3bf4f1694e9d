"""Les pages des familles : tous les exemples, tous les outils…

Trois d’entre elles montrent en plus un ensemble : la carte des outils, le programme des mesures, les graphiques des données.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue.adresses import LienCompte
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.facettes import Facette
from generator.modele.champs import FAMILLES
from generator.modele.fiches import Donnee, Fiche, Mesure, Outil
from generator.modele.vocabulaires import Modalite, Referentiel, Vocabulaire
from generator.vues.explorateur import Formulaire, formulaire
from generator.vues.graphiques import Graphique, graphique
from generator.vues.listes import Liste, adresse_de_famille, lister
from generator.vues.page import Page


@dataclass(frozen=True, slots=True)
class LigneOutil:
    """Un outil dans la carte : ce à quoi il répond, pour qui, quand."""

    fiche: Fiche
    question: str
    type: Modalite
    profils: tuple[Modalite, ...]
    besoins: tuple[Modalite, ...]


@dataclass(frozen=True, slots=True)
class CarteDesOutils:
    """Quel outil pour quel besoin, quel acteur, quel moment : un tableau et les choix qui le filtrent."""

    filtres: tuple[tuple[Vocabulaire, tuple[Modalite, ...]], ...]
    lignes: tuple[LigneOutil, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """Les mesures, par dimension."""

    dimensions: tuple[tuple[Modalite, tuple[tuple[Fiche, Mesure], ...]], ...]


@dataclass(frozen=True, slots=True)
class Galerie:
    """Les données qui se dessinent, et leurs dessins."""

    graphiques: tuple[tuple[Fiche, Donnee, Graphique], ...]


@dataclass(frozen=True, slots=True)
class VueFamille:
    """Toutes les fiches d’une famille, et par où les trier : les facettes de la mission, effectifs de cette famille."""

    famille: Modalite
    liste: Liste
    facettes: tuple[tuple[Vocabulaire, tuple[LienCompte, ...]], ...]
    ensemble: CarteDesOutils | Programme | Galerie | None
    formulaire: Formulaire | None
    """L’explorateur de la famille, sur sa première page."""
    familles: tuple[Modalite, ...]
    """Toutes les familles : l’explorateur a un modèle pour chacune."""


def pages(catalogue: Catalogue, facettes: tuple[Facette, ...]) -> Iterator[Page]:
    """Les pages de chaque famille, y compris d’une famille encore vide ; la première a un texte écrit à la main."""
    for famille in FAMILLES:
        modalite = catalogue.referentiel.vocabulaires["familles"][famille]
        tris = tuple(
            (f.vocabulaire, _effectifs(f, famille)) for f in facettes if f.vocabulaire.facette and f.vocabulaire.facette.mission
        )
        tris = tuple((vocabulaire, liens) for vocabulaire, liens in tris if liens)
        fiches = catalogue.famille(famille)
        for liste in lister(f"{famille}/", fiches, catalogue):
            suite = liste.pagination.numero > 1
            titre = f"{modalite.libelle}, page {liste.pagination.numero}" if suite else modalite.libelle
            vue = VueFamille(
                modalite,
                liste,
                tris,
                None if suite else _ensemble(famille, fiches, catalogue.referentiel),
                formulaire(catalogue, facettes, famille) if famille == "exemples" and not suite else None,
                catalogue.referentiel.vocabulaires["familles"].modalites,
            )
            gabarit = _GABARITS.get(famille, "famille.html")
            corps = "" if suite else None
            yield Page(liste.adresse, titre, modalite.definition, gabarit, vue, corps=corps)


_GABARITS = {"outils": "famille-outils.html", "mesures": "famille-mesures.html", "donnees": "famille-donnees.html"}


def _ensemble(famille: str, fiches: tuple[Fiche, ...], referentiel: Referentiel) -> CarteDesOutils | Programme | Galerie | None:
    match famille:
        case "outils":
            return _carte_des_outils(fiches, referentiel)
        case "mesures":
            return _programme(fiches, referentiel)
        case "donnees":
            dessins = ((f, f.champs, graphique(f.cle, f.champs)) for f in fiches if isinstance(f.champs, Donnee))
            return Galerie(tuple((fiche, donnee, dessin) for fiche, donnee, dessin in dessins if dessin))
    return None


def _carte_des_outils(fiches: tuple[Fiche, ...], referentiel: Referentiel) -> CarteDesOutils:
    types, acteurs, besoins = (referentiel.vocabulaires[nom] for nom in ("types-outil", "acteurs", "besoins"))
    lignes = tuple(
        LigneOutil(
            fiche,
            fiche.champs.question,
            types[fiche.champs.type],
            tuple(acteurs[p] for p in fiche.champs.profils),
            tuple(besoins[b] for b in fiche.champs.besoins),
        )
        for fiche in fiches
        if isinstance(fiche.champs, Outil)
    )
    presents = {ligne.type.id for ligne in lignes}
    sortes = tuple(modalite for modalite in types.modalites if modalite.id in presents)
    return CarteDesOutils(((acteurs, acteurs.modalites), (besoins, besoins.modalites), (types, sortes)), lignes)


def _programme(fiches: tuple[Fiche, ...], referentiel: Referentiel) -> Programme:
    mesures = sorted(((f, f.champs) for f in fiches if isinstance(f.champs, Mesure)), key=lambda mesure: mesure[1].numero)
    return Programme(
        tuple(
            (dimension, tuple((fiche, mesure) for fiche, mesure in mesures if mesure.dimension == dimension.id))
            for dimension in referentiel.vocabulaires["dimensions"].modalites
        )
    )


def _effectifs(facette: Facette, famille: str) -> tuple[LienCompte, ...]:
    """Les modalités qui ont des fiches de cette famille ; chaque lien mène droit à elles."""
    comptes = ((m, sum(f.famille == famille for f in facette.fiches[m.id])) for m in facette.vocabulaire.modalites)
    return tuple(
        LienCompte(m.id, m.libelle, adresse_de_famille(facette.adresse(m.id), facette.fiches[m.id], famille), effectif)
        for m, effectif in comptes
        if effectif
    )
