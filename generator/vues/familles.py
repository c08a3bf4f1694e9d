"""Les pages des familles : tous les exemples, tous les outils…

Trois d’entre elles montrent en plus un ensemble : la carte des outils, le programme des mesures, les graphiques des données.
"""

from collections.abc import Iterator, Sized
from dataclasses import dataclass
from typing import ClassVar

from generator.catalogue.adresses import Lien, LienCompte, lien_vers
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.facettes import Facette
from generator.catalogue.graphiques import Graphique
from generator.modele.fiches import FAMILLES, Mesure, Outil
from generator.modele.vocabulaires import Modalite, Vocabulaire
from generator.vues.explorateur import Formulaire, formulaire
from generator.vues.listes import Liste, adresse_de_famille, lister
from generator.vues.page import Page, Vue, completer

TABLEAU = 100
"""Au-delà de tant de fiches, les voir toutes d’un coup d’œil n’est plus possible : on passe par l’explorateur et la liste."""

GALERIE = 12
"""Autant de graphiques, les plus récents ; chaque autre est sur la page de sa donnée."""


@dataclass(frozen=True, slots=True)
class LigneOutil:
    """Un outil dans la carte : ce à quoi il répond, pour qui, quand."""

    lien: Lien
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

    dimensions: tuple[tuple[Modalite, tuple[tuple[Lien, int, str], ...]], ...]
    """Pour chaque mesure : où la lire, son numéro, le délai annoncé."""


@dataclass(frozen=True, slots=True)
class Galerie:
    """Les données les plus récentes qui se dessinent, et leurs dessins."""

    graphiques: tuple[tuple[Lien, str, Graphique], ...]
    """Pour chaque donnée : où la lire, l’enquête, le dessin."""
    autres: int
    """Combien d’autres se dessinent."""


@dataclass(frozen=True, slots=True)
class VueFamille(Vue):
    """Toutes les fiches d’une famille, et par où les trier : les facettes de la mission, effectifs de cette famille."""

    famille: Modalite
    liste: Liste
    facettes: tuple[tuple[Vocabulaire, tuple[LienCompte, ...]], ...]
    ensemble: CarteDesOutils | Programme | Galerie | None
    formulaire: Formulaire | None
    """L’explorateur de la famille, sur sa première page."""
    familles: tuple[Modalite, ...]
    """Toutes les familles : l’explorateur a un modèle pour chacune."""
    gabarit: ClassVar[str] = "famille.html"


@dataclass(frozen=True, slots=True)
class VueOutils(VueFamille):
    """Les outils, et leur carte."""

    gabarit: ClassVar[str] = "famille-outils.html"


@dataclass(frozen=True, slots=True)
class VueMesures(VueFamille):
    """Les mesures, et leur programme."""

    gabarit: ClassVar[str] = "famille-mesures.html"


@dataclass(frozen=True, slots=True)
class VueDonnees(VueFamille):
    """Les données, et leurs graphiques."""

    gabarit: ClassVar[str] = "famille-donnees.html"


VUES: dict[str, type[VueFamille]] = {"outils": VueOutils, "mesures": VueMesures, "donnees": VueDonnees}
"""Les familles qui montrent plus qu’une liste."""


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Les pages de chaque famille, y compris d’une famille encore vide ; la première a un texte écrit à la main."""
    for famille in FAMILLES:
        modalite = catalogue.vocabulaire("familles")[famille]
        de_la_mission = (f for f in catalogue.facettes if f.vocabulaire.facette and f.vocabulaire.facette.mission)
        tris = tuple((f.vocabulaire, liens) for f in de_la_mission if (liens := _effectifs(f, famille)))
        cles = tuple(fiche.cle for fiche in catalogue.famille(famille))
        for liste in lister(f"{famille}/", cles, catalogue):
            suite = liste.pagination.numero > 1
            vue = VUES.get(famille, VueFamille)(
                modalite,
                liste,
                () if suite else tris,
                None if suite else _ensemble(famille, catalogue),
                formulaire(catalogue, famille) if _s_explore(famille, cles) and not suite else None,
                catalogue.vocabulaire("familles").modalites,
            )
            if suite:
                yield Page(liste.adresse, f"{modalite.libelle}, page {liste.pagination.numero}", modalite.definition, vue)
            else:
                yield completer(catalogue, liste.adresse, vue, modalite.libelle, modalite.definition)


def _s_explore(famille: str, fiches: Sized) -> bool:
    """Vrai si une famille est trop nombreuse pour se parcourir : les exemples le sont, les autres le deviennent."""
    return famille == "exemples" or len(fiches) > TABLEAU


def _ensemble(famille: str, catalogue: Catalogue) -> CarteDesOutils | Programme | Galerie | None:
    if famille == "donnees":
        return _galerie(catalogue)
    if len(catalogue.famille(famille)) > TABLEAU:
        return None
    match famille:
        case "outils":
            return _carte_des_outils(catalogue)
        case "mesures":
            return _programme(catalogue)
    return None


def _galerie(catalogue: Catalogue) -> Galerie:
    dessinees = [(catalogue.fiches[cle], graphique) for cle, graphique in catalogue.graphiques.items()]
    recentes = sorted(dessinees, key=lambda une: -une[1].donnee.annee)
    montrees = tuple((lien_vers(fiche), graphique.donnee.enquete, graphique) for fiche, graphique in recentes[:GALERIE])
    return Galerie(montrees, len(recentes) - len(montrees))


def _carte_des_outils(catalogue: Catalogue) -> CarteDesOutils:
    types, acteurs, besoins = map(catalogue.vocabulaire, ("types-outil", "acteurs", "besoins"))
    lignes = tuple(
        LigneOutil(
            lien_vers(fiche),
            fiche.champs.question,
            types[fiche.champs.type],
            tuple(acteurs[p] for p in fiche.champs.profils),
            tuple(besoins[b] for b in fiche.champs.besoins),
        )
        for fiche in catalogue.famille("outils")
        if isinstance(fiche.champs, Outil)
    )
    presents = {ligne.type.id for ligne in lignes}
    sortes = tuple(modalite for modalite in types.modalites if modalite.id in presents)
    return CarteDesOutils(((acteurs, acteurs.modalites), (besoins, besoins.modalites), (types, sortes)), lignes)


def _programme(catalogue: Catalogue) -> Programme:
    mesures = [(fiche, fiche.champs) for fiche in catalogue.famille("mesures") if isinstance(fiche.champs, Mesure)]
    lignes = [
        (mesure.dimension, (lien_vers(fiche), mesure.numero, mesure.delai))
        for fiche, mesure in sorted(mesures, key=lambda une: une[1].numero)
    ]
    return Programme(
        tuple(
            (dimension, tuple(ligne for sienne, ligne in lignes if sienne == dimension.id))
            for dimension in catalogue.vocabulaire("dimensions").modalites
        )
    )


def _effectifs(facette: Facette, famille: str) -> tuple[LienCompte, ...]:
    """Les modalités qui ont des fiches de cette famille ; chaque lien mène droit à elles."""
    comptes = ((m, facette.effectif(m.id, famille)) for m in facette.vocabulaire.modalites)
    return tuple(
        LienCompte(
            m.id,
            m.libelle,
            adresse_de_famille(facette, m.id, famille),
            effectif,
        )
        for m, effectif in comptes
        if effectif
    )
