"""Abîmer une vraie fiche, pour dire ce qu’on doit en répondre."""

from collections.abc import Hashable
from pathlib import Path
from typing import TypeVar, cast

from depots import FIGE

from generator import chaine
from generator.constats.constat import Constat
from generator.controle.sujets import FicheEcrite
from generator.lecture.depot import Fichier
from generator.lecture.entete import lire_fiche
from generator.memoire import Memoire
from generator.modele.fiches import MODELES

T = TypeVar("T")


class ParContenu(Memoire):
    """Une mémoire pour qui deux fichiers de même contenu sont le même : une copie n’a ni la date ni la place de son modèle."""

    def __init__(self) -> None:
        super().__init__()
        self._fichiers: dict[object, object] = {}

    def retrouver(self, cle: Hashable, valeur: T) -> T:
        if not isinstance(valeur, Fichier):
            return super().retrouver(cle, valeur)
        contenu = (cle, valeur.octets, tuple(sorted(valeur.images.items())))
        return cast("T", self._fichiers.setdefault(contenu, valeur))


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
