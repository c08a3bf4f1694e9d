"""Les mots communs à tous les rapports."""

from collections.abc import Sequence

from generator.constats.constat import Constat, Gravite
from generator.constats.signes import montrer

ADMIS_MONTRES = 20
"""Au-delà, une liste de valeurs admises noie le message."""


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
    """Le message et son conseil, pour ce qui n’affiche qu’un paragraphe."""
    corrigee = (f"Ligne corrigée : {montrer(constat.correction.strip())}",) if constat.correction else ()
    return " ".join((constat.message, *conseils(constat), *corrigee))


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
