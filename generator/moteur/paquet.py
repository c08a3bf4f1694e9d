"""Un paquet : des fichiers bout à bout, compressés ensemble, sous un nom qui change avec leur contenu.

Une ligne de JSON dit le chemin et la taille de chacun, puis viennent leurs octets ; le tout est compressé par gzip, que tous les
navigateurs savent défaire (brotli, non). Le nom ne finit pas par `.gz` : un serveur croirait devoir le défaire lui-même.
"""

import gzip
import json
from collections.abc import Mapping
from hashlib import sha256

FIN = ".bin"


def empaqueter(fichiers: Mapping[str, bytes]) -> bytes:
    """Le paquet de ces fichiers, par chemin. Les mêmes fichiers font les mêmes octets."""
    ranges = sorted(fichiers.items())
    table = json.dumps([[chemin, len(octets)] for chemin, octets in ranges], ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(b"\n".join((table.encode(), b"".join(octets for _, octets in ranges))), 9, mtime=0)


def condense(*octets: bytes) -> str:
    """De quoi nommer un contenu : un autre contenu aurait un autre nom."""
    entier = sha256()
    for morceau in octets:
        entier.update(morceau)
    return entier.hexdigest()[:16]
