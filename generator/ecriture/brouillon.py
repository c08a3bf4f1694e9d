"""Une fiche que l’on n’a pas fini d’écrire : ses réponses, gardées à chaque pas, pour que rien ne se perde."""

import contextlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.ecriture.reponses import Cle, Reponses
from generator.lecture.gardes import CACHE


@dataclass(slots=True)
class Brouillon:
    """Les réponses d’une fiche en cours. Chaque changement s’écrit aussitôt : un terminal fermé n’en perd aucune."""

    fichier: Path
    reponses: Reponses = field(default_factory=dict)
    anciennes: Reponses = field(default_factory=dict)
    """Les réponses sur lesquelles on est revenu, que l’on propose quand la question se repose."""
    en_cours: tuple[Cle, str] | None = None
    """Ce que l’on a tapé en dernier et qui n’est pas encore admis."""

    @classmethod
    def ouvrir(cls, racine: Path, famille: str) -> "Brouillon":
        """Le brouillon de cette famille, vide s’il n’y en a pas ou s’il ne se lit plus."""
        brouillon = cls(racine / CACHE / f"nouveau-{famille}.json")
        with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
            lu = json.loads(brouillon.fichier.read_bytes())
            brouillon.reponses = _relire(lu["reponses"])
            brouillon.anciennes = _relire(lu["anciennes"])
            brouillon.en_cours = (tuple(lu["en_cours"][0]), str(lu["en_cours"][1])) if lu["en_cours"] else None
        return brouillon

    @property
    def commence(self) -> bool:
        """Vrai si l’on y a déjà répondu à quelque chose."""
        return bool(self.reponses or self.anciennes or self.en_cours)

    def taper(self, cle: Cle, texte: str) -> None:
        """Garde ce que l’on vient de taper, avant de savoir si cela convient."""
        self.en_cours = (cle, texte)
        self.garder()

    def repondre(self, cle: Cle, valeur: Any) -> None:
        self.reponses[cle] = valeur
        self.anciennes.pop(cle, None)
        self.en_cours = None
        self.garder()

    def reprendre(self, cle: Cle) -> None:
        """Revient sur une réponse, ou sur toutes celles d’un champ : elles se redemandent, et se proposent."""
        for une in [c for c in self.reponses if c[: len(cle)] == cle]:
            self.anciennes[une] = self.reponses.pop(une)
        self.en_cours = None
        self.garder()

    def garder(self) -> bool:
        """Écrit le brouillon ; rend faux là où l’on ne peut pas écrire."""
        contenu = {
            "reponses": [[list(cle), valeur] for cle, valeur in self.reponses.items()],
            "anciennes": [[list(cle), valeur] for cle, valeur in self.anciennes.items()],
            "en_cours": [list(self.en_cours[0]), self.en_cours[1]] if self.en_cours else None,
        }
        provisoire = self.fichier.with_suffix(f".{os.getpid()}")
        try:
            self.fichier.parent.mkdir(parents=True, exist_ok=True)
            with provisoire.open("w", encoding="utf-8", errors="replace") as fichier:
                json.dump(contenu, fichier, ensure_ascii=False)
                fichier.flush()
                os.fsync(fichier.fileno())
            provisoire.replace(self.fichier)
        except OSError:
            return False
        return True

    def effacer(self) -> None:
        """La fiche est écrite : le brouillon ne sert plus."""
        with contextlib.suppress(OSError):
            self.fichier.unlink(missing_ok=True)

    def mettre_de_cote(self) -> str:
        """Repart de rien sans rien perdre ; rend où sont les réponses d’avant."""
        rang, cote = 1, self.fichier
        while cote.exists():
            cote, rang = self.fichier.with_name(f"{self.fichier.stem}-de-cote-{rang}.json"), rang + 1
        with contextlib.suppress(OSError):
            self.fichier.rename(cote)
        self.reponses, self.anciennes, self.en_cours = {}, {}, None
        return cote.name


def _relire(paires: list[Any]) -> Reponses:
    return {tuple(cle): valeur for cle, valeur in paires}
