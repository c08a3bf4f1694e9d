"""Tous les contrôles et toutes les règles : ce qu’écrivent les fichiers de la lecture et du contrôle, thème par thème."""

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from generator.constats.constat import Constat, Regle
from generator.controle import (
    alliances,
    annotations,
    balises,
    bruts,
    champs,
    champs_inconnus,
    champs_manquants,
    corps,
    dates,
    donnees,
    dossiers,
    doublons,
    ecriture_simple,
    elements,
    guillemets,
    images,
    liens,
    liens_prives,
    lieux,
    organisations,
    pages,
    personnes,
    recit_colle,
    recueils,
    references,
    renvois,
    repetitions,
    restes,
    sections,
    sources,
    typographie,
    vocabulaires,
)
from generator.controle.regles import Controle, regles_de
from generator.controle.sujets import Entourage, Sujet
from generator.lecture import composition, depot, octets
from generator.lecture.remise import regles_collages, regles_entete

THEMES: dict[str, tuple[ModuleType, ...]] = {
    "Le fichier": (octets, depot, dossiers),
    "Ce qui a été collé": (regles_collages, recit_colle, annotations),
    "L’en-tête": (regles_entete, composition),
    "Les champs": (
        champs_inconnus,
        champs_manquants,
        elements,
        champs,
        balises,
        restes,
        ecriture_simple,
        guillemets,
        dates,
        donnees,
    ),
    "Ce à quoi la fiche se réfère": (references, lieux, sources, renvois, liens, liens_prives),
    "Le récit": (sections, corps, bruts, images, personnes),
    "L’alliance": (alliances, doublons, repetitions, organisations),
    "La typographie": (typographie,),
    "Les listes et les pages du site": (recueils, vocabulaires, pages),
}
"""Les fichiers où les règles s’écrivent : une règle écrite dans l’un d’eux s’applique, a sa page, et son exemple est éprouvé."""

REGLES: dict[str, Regle] = {regle.code: regle for modules in THEMES.values() for module in modules for regle in regles_de(module)}
"""Toutes les règles, par code."""

CONTROLES: tuple[Controle[Any], ...] = tuple(
    {
        # Par code : un module peut en avoir importé un d’un autre.
        valeur.regle.code: valeur
        for modules in THEMES.values()
        for module in modules
        for valeur in vars(module).values()
        if isinstance(valeur, Controle)
    }.values()
)
"""Tous les contrôles."""


def controler(sujet: Sujet) -> Iterator[Constat]:
    """Les constats que ce sujet suffit à établir."""
    for controle in CONTROLES:
        if not controle.d_ensemble and isinstance(sujet, controle.porte_sur):
            yield from controle.constats(sujet)


def controler_l_ensemble(sujet: Sujet, entourage: Entourage) -> Iterator[Constat]:
    """Les constats qui demandent de savoir ce qui entoure ce sujet."""
    for controle in CONTROLES:
        if controle.d_ensemble and isinstance(sujet, controle.porte_sur):
            yield from controle.constats(sujet, entourage)
