"""Ce que la page appelle : vérifier un texte comme s’il était un fichier du dépôt.

Il tourne dans le navigateur, sur le dépôt réduit que `publie` y envoie : le référentiel entier et, de chaque fiche, ce qu’un
aperçu en retient. C’est la même chaîne, et le même rapport, que `odd17 valider --format json`.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from generator import chaine
from generator.constats.rapports import json as rapport
from generator.lecture import apercus, depot
from generator.memoire import Memoire

APERCUS, SITE = ".apercus.json", ".site"
"""À la racine du dépôt réduit : l’aperçu de chaque fiche, et l’adresse publique du site, qu’un constat donne."""


class Verificateur:
    """Un dépôt réduit, et la mémoire de ce qui y a déjà été lu : seule la première vérification lit le référentiel."""

    def __init__(self, racine: str) -> None:
        self.racine = Path(racine)
        self.site = (self.racine / SITE).read_text("utf-8")
        self.memoire = Memoire()
        self.apercus = {
            chemin: apercus.relire(vu) for chemin, vu in json.loads((self.racine / APERCUS).read_text("utf-8")).items()
        }

    def verifier(self, chemin: str, octets: bytes, aujourd_hui: str) -> str:
        """Les constats de ce fichier, en JSON."""
        self._se_souvenir_des_apercus()
        with self._pose(chemin, octets):
            jour = date.fromisoformat(aujourd_hui)
            constats = chaine.verifier(self.racine, aujourd_hui=jour, seulement={chemin}, memoire=self.memoire)
        return rapport.rendre(constats, site=self.site)

    def _se_souvenir_des_apercus(self) -> None:
        """Les fiches du dépôt réduit ne se lisent pas : leur aperçu est déjà fait."""
        for fichier in depot.fiches(self.racine)[0]:
            self.memoire.reprendre(("aperçue", fichier.chemin), (fichier,), partial(self.apercus.__getitem__, fichier.chemin))

    @contextmanager
    def _pose(self, chemin: str, octets: bytes) -> Iterator[None]:
        """Le fichier est dans le dépôt, puis n’y est plus ; celui qu’il remplaçait y revient."""
        fichier = self.racine / chemin
        if not fichier.resolve().is_relative_to(self.racine.resolve()):
            raise ValueError(chemin)
        avant = fichier.read_bytes() if fichier.exists() else None
        crees = [dossier for dossier in fichier.parents if not dossier.exists()]
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_bytes(octets)
        try:
            yield
        finally:
            fichier.unlink()
            if avant is not None:
                fichier.write_bytes(avant)
            for dossier in crees:
                dossier.rmdir()
