"""Les mots communs à tous les rapports."""

import re
from collections.abc import Sequence

from generator.constats.constat import Constat, Gravite
from generator.constats.signes import montrer

PAGES = "contribuer/constats/"
"""Où le site explique chaque règle."""

CORRECTION = 200
"""Jusqu’à tant de lignes, une correction se montre en entier."""

DEBUT_DE_CORRECTION = 8
"""Ce que l’on en montre au-delà, ou quand un geste suffit."""


def que_taper(constat: Constat) -> tuple[str, ...]:
    """Ce qu’on ajoute au message : la suggestion ou, à défaut, les valeurs admises."""
    if constat.suggestion:
        return (f"Vouliez-vous dire « {constat.suggestion} » ?",)
    if constat.precisions:
        choix = (f"- {_a_recopier(un)} : {precision}" for un, precision in zip(constat.admis, constat.precisions, strict=True))
        return ("Choisissez parmi :", *choix)
    if len(constat.admis) == 1:
        return (f"Le plus proche : « {constat.admis[0]} ».",)
    if constat.admis:
        return (f"Choisissez parmi : {', '.join(constat.admis)}.",)
    return ()


def _a_recopier(valeur: str) -> str:
    """Entre guillemets, un nom qui a des virgules : dans une liste, il se couperait."""
    return f'"{valeur}"' if ", " in valeur and not re.search(r"[\[{]|: ", valeur) else valeur


def trouve(constat: Constat) -> tuple[str, ...]:
    """La valeur lue, si ni le message ni la ligne montrée ne la disent déjà."""
    valeur = montrer(constat.valeur.strip())
    montre = " ".join(constat.extrait.split())  # Un texte plié se lit d’une ligne à l’autre.
    dite = not valeur or valeur in constat.message or constat.valeur in constat.extrait or valeur in montre
    return () if dite else (f"Écrit aujourd’hui : « {valeur} ».",)


def page(constat: Constat, site: str = "") -> str:
    """L’adresse de la page qui explique la règle ; sans celle du site, son chemin."""
    return f"{site.rstrip('/')}/{PAGES}{constat.code}/"


def en_une_phrase(constat: Constat, site: str = "") -> str:
    """Le message, quoi taper et la page de la règle, pour ce qui n’affiche qu’un paragraphe, suivis des lignes corrigées s’il y
    en a plusieurs.
    """
    phrases, explication = (constat.message, *que_taper(constat)), f"Explication : {page(constat, site)}"
    if not constat.correction:
        return " ".join((*phrases, explication))
    if retrait := a_retirer(constat):
        return " ".join((*phrases, retrait, explication))
    ecrites, reste = corrigees(constat)
    if len(ecrites) == 1 and not reste and constat.lignes == 1:
        return " ".join((*phrases, f"Ligne corrigée : {ecrites[0].strip()}", explication))
    lignes = [" ".join((*phrases, explication, a_ecrire(constat))), *ecrites]
    return "\n".join([*lignes, f"… ({suite(reste)})"] if reste else lignes)


def a_retirer(constat: Constat) -> str:
    """Les lignes à retirer, quand corriger n’est que cela : celle qui les suit n’est pas à recopier, elle est déjà là."""
    avant, apres = constat.extrait.split("\n"), constat.correction.split("\n")
    retirees = len(avant) - len(apres)
    if not constat.correction or retirees <= 0 or avant[retirees:] != apres:
        return ""
    if retirees == 1:
        return f"À retirer : la ligne {constat.ligne}, tout entière."
    return f"À retirer : les lignes {constat.ligne} à {constat.ligne + retirees - 1}, tout entières."


def corrigees(constat: Constat) -> tuple[list[str], int]:
    """Les lignes à écrire que l’on montre, et combien l’on n’en montre pas."""
    lignes = [montrer(ligne) for ligne in constat.correction.split("\n")]
    if len(lignes) <= (DEBUT_DE_CORRECTION + 2 if constat.regle.geste else CORRECTION):
        return lignes, 0
    return lignes[:DEBUT_DE_CORRECTION], len(lignes) - DEBUT_DE_CORRECTION


def a_ecrire(constat: Constat) -> str:
    """Ce qui annonce la correction : où l’écrire."""
    if constat.lignes == 1:
        return "À écrire :"
    if corrigees(constat)[1]:
        return f"Le début des lignes {constat.ligne} à {constat.ligne + constat.lignes - 1}, une fois corrigées :"
    return f"À écrire à la place des lignes {constat.ligne} à {constat.ligne + constat.lignes - 1} :"


def suite(reste: int) -> str:
    """Ce que l’on dit des lignes corrigées que l’on ne montre pas."""
    return f"et ainsi de suite sur {reste} lignes"


def resume(constats: Sequence[Constat]) -> str:
    """La dernière ligne : ce qui bloque, et ce qui ne bloque pas."""
    if not constats:
        return "Tout est en ordre : rien ne bloque la publication."
    gravites = [constat.gravite for constat in constats]
    erreurs, conseils = gravites.count(Gravite.ERREUR), gravites.count(Gravite.AVERTISSEMENT)
    fichiers = len({constat.chemin for constat in constats})
    ou = f" ({fichiers} fichiers)" if fichiers > 1 else ""
    if not erreurs:
        return f"Rien ne bloque la publication ; {accorder(conseils, 'conseil')}{ou}."
    suite = f", {accorder(conseils, 'conseil')}" if conseils else ""
    return f"{accorder(erreurs, 'erreur')} à corriger avant de publier{suite}{ou}."


def accorder(nombre: int, mot: str) -> str:
    """« 1 erreur », « 2 erreurs »."""
    return f"{nombre} {mot}{'s' if nombre > 1 else ''}"
