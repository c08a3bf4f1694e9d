"""Ce que l’on garde d’une vérification à l’autre : pour chaque fichier, ce qui en valait la dernière fois.

Tout est dans `.cache/`, que l’on peut effacer à tout moment. Ce qui est gardé ne vaut que pour le même fichier, dans l’état où il
était, et pour les mêmes raisons (le code, les vocabulaires…) : sinon, on refait.
"""

import json
import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.lecture.depot import Fichier

CACHE = ".cache/odd17"

HESITATION = 2_000_000_000
"""Nanosecondes : certains disques ne datent qu’à deux secondes près."""


class Gardes:
    """Des valeurs (ce que JSON sait écrire), une par fichier, gardées sous un `nom` et `pour` les mêmes raisons.

    `depuis` est le moment où l’on a relevé l’état des fichiers (`time.time_ns`).
    """

    def __init__(self, racine: Path, nom: str, pour: str, depuis: int) -> None:
        self._fichier = racine / CACHE / f"{nom}.json"
        self._pour = pour
        self._depuis = depuis
        self._valeurs: Mapping[str, Any] = {}
        try:
            lu = json.loads(self._fichier.read_bytes())
            self._valeurs = lu["valeurs"] if lu["pour"] == pour else {}
        except (OSError, ValueError, LookupError, TypeError):
            pass  # Rien n’a été gardé, ou ce qui l’a été ne se lit plus.

    def reprendre(self, fichier: Fichier) -> Any:
        """La valeur gardée pour ce fichier, ou rien si elle ne vaut plus."""
        etats, valeur = self._valeurs.get(fichier.chemin, ((), None))
        return valeur if etats == _etats(fichier) else None

    def garder(self, valeurs: Iterable[tuple[Fichier, Any]]) -> None:
        """Remplace tout ce qui était gardé."""
        # Un fichier écrit à l’instant peut l’être encore sans que ses dates changent : on le relira.
        surs = ((fichier, valeur) for fichier, valeur in valeurs if self._est_sur(fichier))
        a_ecrire = {fichier.chemin: (_etats(fichier), valeur) for fichier, valeur in surs}
        provisoire = self._fichier.with_suffix(f".{os.getpid()}")
        try:
            self._fichier.parent.mkdir(parents=True, exist_ok=True)
            provisoire.write_text(json.dumps({"pour": self._pour, "valeurs": a_ecrire}, ensure_ascii=False), "utf-8")
            provisoire.replace(self._fichier)
        except OSError:
            pass  # Là où l’on ne peut pas écrire, on refera tout.

    def _est_sur(self, fichier: Fichier) -> bool:
        etats = (fichier.etat, *fichier.etats_des_images.values())
        return all(etat and max(etat[:2]) < self._depuis - HESITATION for etat in etats)


def condense(*contenus: bytes) -> str:
    """De quoi reconnaître ces contenus."""
    return sha256(b"".join(sha256(contenu).digest() for contenu in contenus)).hexdigest()


def _etats(fichier: Fichier) -> list[object]:
    return [list(fichier.etat), *([nom, *etat] for nom, etat in fichier.etats_des_images.items())]
