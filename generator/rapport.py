"""Les constats, mis en mots pour un terminal."""

from collections.abc import Iterable
from pathlib import Path

from generator.constats import Constat, Gravite


def texte(constats: Iterable[Constat], racine: Path) -> str:
    """Rend le rapport : chaque constat avec sa ligne et un repère sous la colonne, puis un résumé."""
    constats = tuple(constats)
    morceaux = [_un(constat, racine) for constat in constats]
    return "\n".join([*morceaux, resume(constats)])


def resume(constats: Iterable[Constat]) -> str:
    """La dernière ligne : combien d’erreurs, combien d’avertissements."""
    gravites = [constat.gravite for constat in constats]
    erreurs, avertissements = gravites.count(Gravite.ERREUR), gravites.count(Gravite.AVERTISSEMENT)
    if not gravites:
        return "Tout est en ordre."
    return f"{_accorder(erreurs, 'erreur')}, {_accorder(avertissements, 'avertissement')}."


def _accorder(nombre: int, mot: str) -> str:
    return f"{nombre} {mot}{'s' if nombre > 1 else ''}"


def _un(constat: Constat, racine: Path) -> str:
    lignes = [f"{constat.chemin}:{constat.ligne}:{constat.colonne} : {constat.gravite} [{constat.code}]", f"  {constat.message}"]
    if constat.suggestion:
        lignes.append(f"  Vouliez-vous dire « {constat.suggestion} » ?")
    elif constat.admis:
        lignes.append(f"  Choisissez parmi : {', '.join(constat.admis)}.")
    extrait = _ligne(racine / constat.chemin, constat.ligne)
    if extrait.strip():
        lignes += [f"    {constat.ligne} | {extrait}", f"    {' ' * len(str(constat.ligne))} | {' ' * (constat.colonne - 1)}^"]
    return "\n".join(lignes) + "\n"


def _ligne(chemin: Path, numero: int) -> str:
    try:
        lignes = chemin.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    return lignes[numero - 1][:160] if numero <= len(lignes) else ""
