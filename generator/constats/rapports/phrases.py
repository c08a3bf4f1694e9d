"""Les mots communs à tous les rapports."""

from collections.abc import Sequence

from generator.constats.constat import Constat, Gravite
from generator.constats.signes import montrer


def conseils(constat: Constat) -> tuple[str, ...]:
    """Ce qu’on ajoute au message : la suggestion ou, à défaut, les valeurs admises."""
    if constat.suggestion:
        return (f"Vouliez-vous dire « {constat.suggestion} » ?",)
    if constat.precisions:
        choix = (f"- {valeur} : {precision}" for valeur, precision in zip(constat.admis, constat.precisions, strict=True))
        return ("Choisissez parmi :", *choix)
    if len(constat.admis) == 1:
        return (f"Le plus proche : « {constat.admis[0]} ».",)
    if constat.admis:
        return (f"Choisissez parmi : {', '.join(constat.admis)}.",)
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
