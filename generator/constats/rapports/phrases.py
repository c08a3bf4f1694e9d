"""Les mots communs à tous les rapports."""

from collections.abc import Sequence

from generator.constats.constat import Constat, Gravite
from generator.constats.signes import montrer

ADMIS_MONTRES = 20
"""Au-delà, une liste de valeurs admises noie le message."""

CORRECTION = 200
"""Jusqu’à tant de lignes, une correction se montre en entier."""

DEBUT_DE_CORRECTION = 8
"""Ce que l’on en montre au-delà, ou quand un geste suffit."""


def conseils(constat: Constat) -> tuple[str, ...]:
    """Ce qu’on ajoute au message : la suggestion ou, à défaut, les valeurs admises."""
    if constat.suggestion:
        return (f"Vouliez-vous dire « {constat.suggestion} » ?",)
    if constat.admis:
        montres = ", ".join(constat.admis[:ADMIS_MONTRES])
        reste = len(constat.admis) - ADMIS_MONTRES
        return (f"Choisissez parmi : {montres}{f' et {reste} autres' if reste > 0 else ''}.",)
    return ()


def en_une_phrase(constat: Constat) -> str:
    """Le message et son conseil, pour ce qui n’affiche qu’un paragraphe, suivis des lignes corrigées s’il y en a plusieurs."""
    if not constat.correction:
        return " ".join((constat.message, *conseils(constat)))
    ecrites, reste = corrigees(constat)
    if len(ecrites) == 1 and not reste and constat.lignes == 1:
        return " ".join((constat.message, *conseils(constat), f"Ligne corrigée : {ecrites[0].strip()}"))
    lignes = [" ".join((constat.message, *conseils(constat), a_ecrire(constat))), *ecrites]
    return "\n".join([*lignes, f"… ({suite(reste)})"] if reste else lignes)


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
    """La dernière ligne : combien d’erreurs, combien d’avertissements."""
    if not constats:
        return "Tout est en ordre."
    gravites = [constat.gravite for constat in constats]
    erreurs, avertissements = gravites.count(Gravite.ERREUR), gravites.count(Gravite.AVERTISSEMENT)
    fichiers = len({constat.chemin for constat in constats})
    return (
        f"{_accorder(erreurs, 'erreur')} et {_accorder(avertissements, 'avertissement')} dans {_accorder(fichiers, 'fichier')}."
    )


def _accorder(nombre: int, mot: str) -> str:
    return f"{nombre} {mot}{'s' if nombre > 1 else ''}"
