"""Abîmer une vraie fiche, pour dire ce qu’on doit en répondre."""

from pathlib import Path

from depots import FIGE

from generator import chaine
from generator.constats.constat import Constat
from generator.controle.sujets import FicheEcrite
from generator.effet.par_contenu import ParContenu
from generator.lecture.entete import lire_fiche
from generator.modele.fiches import MODELES

MEMOIRE = ParContenu()
"""Les copies du dépôt figé ne diffèrent que d’un fichier ou deux : le reste ne se juge qu’une fois."""

SILVER_GEEK = (FIGE / "exemples/silver-geek.md").read_text("utf-8")


def remplacer(texte: str, avant: str, apres: str) -> str:
    """Remplace un passage qui s’y trouve bien."""
    assert avant in texte, avant
    return texte.replace(avant, apres, 1)


def constats_de(depot: Path, texte: str | bytes, chemin: str = "exemples/silver-geek.md") -> list[Constat]:
    """Écrit la fiche dans le dépôt et rend les constats qui la concernent."""
    fichier = depot / chemin
    fichier.parent.mkdir(parents=True, exist_ok=True)
    fichier.write_bytes(texte if isinstance(texte, bytes) else texte.encode("utf-8"))
    constats = chaine.verifier(depot, memoire=MEMOIRE)
    return [constat for constat in constats if constat.chemin == chemin]


def ecrit(texte: str, famille: str = "exemples") -> FicheEcrite:
    """La fiche telle que les contrôles la voient, sans passer par le disque."""
    source, _ = lire_fiche(f"{famille}/essai.md", texte.encode())
    assert source is not None
    return FicheEcrite(source, MODELES[famille], famille=famille)


def ligne_de(texte: str, passage: str) -> int:
    """La ligne où se trouve un passage, à partir de 1."""
    return texte[: texte.index(passage)].count("\n") + 1
