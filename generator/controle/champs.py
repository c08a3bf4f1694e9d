"""Les champs : le bon nom, une valeur, la bonne forme, la bonne longueur."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from generator.constats.constat import ERREUR, Regle
from generator.constats.signes import citer
from generator.controle.champs_inconnus import en_trop
from generator.controle.champs_mal_formes import (
    autre,
    date_attendue,
    date_impossible,
    entier_attendu,
    hors_bornes,
    liste_attendue,
    motif,
    siren_faux,
    table_attendue,
    texte_attendu,
)
from generator.controle.champs_manquants import manquant, periode_sans_annee, vide
from generator.controle.explications import Erreur, Explication, Expliquer
from generator.controle.regles import Faute, controle
from generator.controle.retouches import corriger, sans_la_valeur
from generator.controle.sujets import Cas
from generator.modele.fiches import Champs
from generator.modele.introspection import est_une_liste, modele_de

LONGUEUR = Regle(
    "champ-longueur",
    ERREUR,
    "Texte ou liste de mauvaise longueur",
    "Ce champ est trop court pour être utile, ou trop long pour tenir sur un téléphone. "
    "Un titre va de 3 à 90 signes, un résumé de 60 à 300 ; trois domaines suffisent, et une alliance compte au moins "
    "deux partenaires. Complétez ou resserrez : les détails vont dans le récit.",
    faux="resume: Un café associatif.",
    juste="resume: >-\n  Des habitants et un boulanger rouvrent le café fermé depuis dix ans.\n"
    "  On y boit un verre, on y remplit ses papiers.",
)


@controle(
    Cas,
    Regle(
        "champ-en-double",
        ERREUR,
        "Valeur répétée dans une liste",
        "La même valeur est écrite plusieurs fois dans une liste. Elle ne compterait pas double pour autant. "
        "Retirez la répétition, ou remplacez-la par celle que vous vouliez écrire.",
        faux="domaines: [education, emploi-insertion, education]",
        juste="domaines: [education, emploi-insertion]",
    ),
)
def listes_sans_doublon(cas: Cas) -> Iterator[Faute]:
    for nom in _listes(type(cas.fiche.champs)):
        ecrites = cas.document.valeur.get(nom) or []
        # Un lieu a plusieurs graphies : c’est le lieu qui ne se répète pas.
        valeurs = [str(getattr(valeur, "nom", valeur)) for valeur in getattr(cas.fiche.champs, nom)]
        pliees = [valeur.casefold() for valeur in valeurs]
        for pliee, fois in Counter(pliees).items():
            if fois > 1:
                rang = len(pliees) - 1 - pliees[::-1].index(pliee)
                message = f"« {citer(valeurs[rang])} » est écrit {fois} fois dans « {nom} »."
                retouche = sans_la_valeur(cas.document, (nom, rang), cas.ecrit.lignes)
                ligne = corriger(cas.ecrit.lignes, [retouche])[retouche.ligne] if retouche else ""
                yield Faute((nom, rang), message, ecrites[rang] if rang < len(ecrites) else valeurs[rang], correction=ligne)


@cache
def _listes(modele: type[Champs]) -> tuple[str, ...]:
    """Les champs de ce modèle qui sont des listes de valeurs simples."""
    return tuple(nom for nom, champ in modele.model_fields.items() if est_une_liste(champ) and not modele_de(champ))


def _texte_trop_long(e: Erreur) -> Explication:
    return Explication(LONGUEUR, f"« {e.nom} » compte {e.longueur} signes ; il en faut au plus {e.contexte['max_length']}.")


def _texte_trop_court(e: Erreur) -> Explication:
    return Explication(LONGUEUR, f"« {e.nom} » compte {e.longueur} signes ; il en faut au moins {e.contexte['min_length']}.")


def _liste_trop_longue(e: Erreur) -> Explication:
    return Explication(LONGUEUR, f"« {e.nom} » compte trop d’éléments : {e.contexte['max_length']} au plus.")


def _liste_trop_courte(e: Erreur) -> Explication:
    minimum, lus = e.contexte["min_length"], e.contexte["actual_length"]
    return Explication(LONGUEUR, f"« {e.nom} » compte {lus} élément(s) ; il en faut au moins {minimum}.")


EXPLICATIONS: dict[str, Expliquer] = {
    "missing": manquant,
    "vide": vide,
    "texte_vide": vide,
    "periode_sans_annee": periode_sans_annee,
    "extra_forbidden": en_trop,
    "string_too_long": _texte_trop_long,
    "string_too_short": _texte_trop_court,
    "too_long": _liste_trop_longue,
    "too_short": _liste_trop_courte,
    "date_impossible": date_impossible,
    "date_attendue": date_attendue,
    "entier_attendu": entier_attendu,
    "siren_faux": siren_faux,
    "model_type": table_attendue,
    "dict_type": table_attendue,
    "string_type": texte_attendu,
    "string_pattern_mismatch": motif,
    "tuple_type": liste_attendue,
    "greater_than_equal": hors_bornes,
    "less_than_equal": hors_bornes,
    "": autre,
}
"""Par sorte d’erreur de pydantic ; la dernière vaut pour toutes les autres."""
