"""Les fiches de débutants, et de quoi les poser dans le dépôt qu’elles visaient."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import yaml
from depots import RACINE

ICI = RACINE / "tests/debutants"
CAS: Mapping[str, Mapping[str, str]] = yaml.safe_load((ICI / "cas.yml").read_text("utf-8"))
JOUR = date(2026, 11, 30)


@contextmanager
def pose(cas: Path, depot: Path) -> Iterator[tuple[str, ...]]:
    """Les fichiers du cas sont dans le dépôt, puis n’y sont plus."""
    poses = {f.relative_to(cas).as_posix(): f.read_bytes() for f in sorted(cas.rglob("*")) if f.is_file()}
    avant = {chemin: (depot / chemin).read_bytes() if (depot / chemin).exists() else None for chemin in poses}
    for chemin, octets in poses.items():
        (depot / chemin).parent.mkdir(exist_ok=True)
        (depot / chemin).write_bytes(octets)
    try:
        yield tuple(poses)
    finally:
        for chemin, octets_d_avant in avant.items():
            if octets_d_avant is None:
                (depot / chemin).unlink()
                if not any((depot / chemin).parent.iterdir()):
                    (depot / chemin).parent.rmdir()
            else:
                (depot / chemin).write_bytes(octets_d_avant)
