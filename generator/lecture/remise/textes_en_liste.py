"""Un texte que l’on a écrit comme une liste : « promesse: - Repérer ce qui gêne », puis « - et le dire » sur la ligne d’après."""

import re
from collections.abc import Sequence

from generator.lecture.composition import lire_valeur
from generator.lecture.remise import regles_entete, valeurs
from generator.lecture.remise.brouillon import Brouillon
from generator.lecture.remise.etages import Unite


def reunir(brouillon: Brouillon, unites: Sequence[Unite]) -> list[Unite]:
    """Met sur une ligne les morceaux d’un texte précédés de tirets ; rend les unités qui restent."""
    restent: list[Unite] = []
    for rang, unite in enumerate(unites):
        if restent and unite.rang <= max((restent[-1].rang, *restent[-1].suite)):
            continue
        restent.append(unite)
        suivantes = _elements(unite, unites[rang + 1 :])
        if not suivantes:
            continue
        morceaux = [_nu(un) for un in ([unite.valeur[1:]] if unite.valeur.strip() else []) + [un.valeur for un in suivantes]]
        if not all(morceaux):
            continue
        lignes = brouillon.lignes
        texte = re.sub(r"\s+", " ", _phrase(morceaux))
        tete = lignes[unite.rang][: len(lignes[unite.rang]) - len(unite.valeur)].rstrip()
        unite.suite = [autre.rang for autre in suivantes]
        unite.valeur = valeurs.proteger(texte, unite.attendu)
        brouillon.effacer(unite.suite)
        lignes[unite.rang] = f"{tete} {unite.valeur}"
        message = f"« {unite.nom} » est un texte, et non une liste : réunissez ces lignes en une phrase, sans tirets."
        brouillon.noter(regles_entete.DEBORDE, message, [unite.rang, *unite.suite])
    return restent


def _elements(unite: Unite, suivantes: Sequence[Unite]) -> list[Unite]:
    """Les éléments de liste écrits sous un champ qui est un texte ; rien si l’un d’eux n’est pas qu’un texte."""
    attendu = unite.attendu
    if attendu is None or attendu.se_suffit or attendu.elements or attendu.champs or attendu.valeurs or not unite.nom:
        return []
    if not unite.ouvre and not re.match(r"-\s+\S", unite.valeur):
        return []
    siens: list[Unite] = []
    for autre in suivantes:
        if not autre.tiret or autre.retrait < unite.colonne:
            break
        if autre.nom or autre.ouvre or autre.suite or autre.deborde:
            return []
        siens.append(autre)
    return siens


def _nu(valeur: str) -> str:
    """Le texte d’un élément, sans ses guillemets ; rien si ce n’est pas un texte."""
    lue = lire_valeur(valeur.strip())
    return lue.valeur.strip(" ,;") if lue is not None and isinstance(lue.valeur, str) else ""


def _phrase(morceaux: Sequence[str]) -> str:
    """Les morceaux bout à bout, avec la ponctuation qui manque entre eux."""
    texte = morceaux[0]
    for un in morceaux[1:]:
        liaison = ", " if un[:1].islower() else ". "
        if texte[-1:] in ".!?…:" or re.match(r"(?:et|ou|puis|ni)\s", un):
            liaison = " "
        texte += liaison + un
    return texte
