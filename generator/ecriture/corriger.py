"""Récrire la typographie sûre de tout ce qui est écrit, sans toucher à rien d’autre."""

from collections.abc import Collection, Iterator
from pathlib import Path

from generator.controle.typographie import retoucher, retouches
from generator.ecriture.relecture import relire
from generator.lecture.depot import designe


def corriger(racine: Path, seulement: Collection[str] | None = None) -> Iterator[tuple[str, int]]:
    """Récrit les fiches, les recueils et les pages ; rend chaque fichier récrit, et combien de signes l’ont été."""
    *_, contenu = relire(racine, seulement)
    for ecrit in contenu.ecrits:
        a_faire = retouches(ecrit) if designe(seulement, ecrit.chemin) else ()
        if a_faire:
            fichier = racine / ecrit.chemin
            fichier.write_bytes(retoucher(fichier.read_bytes().decode("utf-8"), a_faire).encode("utf-8"))
            yield ecrit.chemin, len(a_faire)
