"""Le vérificateur face à check-jsonschema, et quand le nombre de fiches décuple.

check-jsonschema ne lit pas un en-tête dans un Markdown : on lui donne les mêmes en-têtes, extraits, avec notre schéma. Il ne
regarde ni le corps, ni les renvois, ni les territoires ; `odd17 valider` fait tout.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from fabrique import RACINE, fabriquer
from resultat import Resultat, fois, secondes

from generator.lecture.depot import dossier as dossier_de
from generator.lecture.gardes import CACHE
from generator.modele.fiches import FAMILLES

BIN = Path(sys.executable).parent
FOIS = 3


def mesurer(dossier: Path) -> Iterator[Resultat]:
    mille, dix_mille = (fabriquer(dossier / str(nombre), nombre) for nombre in (1_000, 10_000))
    toutes = chrono("odd17", "valider", "--racine", str(mille), oublier=mille)
    autre = sum(verifier_le_schema(mille, famille, dossier) for famille in FAMILLES)
    regard = f"{secondes(toutes)} contre {secondes(autre)} pour check-jsonschema, qui vérifie moins"
    yield Resultat(
        "valider-1000", "Vérifier toutes les fiches, plus vite que", 1_000, fois(autre / toutes), regard, "au moins 8 fois"
    )
    longue = chrono("odd17", "valider", "--racine", str(dix_mille), oublier=dix_mille)
    croissance = f"{fois(longue / toutes)} le temps de mille"
    yield Resultat("valider-10000", "Vérifier toutes les fiches", 10_000, secondes(longue), croissance, "au plus 10 s")
    for depot, nombre, neuve in ((mille, 1_000, toutes), (dix_mille, 10_000, longue)):
        encore = chrono("odd17", "valider", "--racine", str(depot))
        regard = f"{fois(neuve / encore)} plus vite que la première fois"
        yield Resultat(f"revalider-{nombre}", "Les vérifier de nouveau", nombre, secondes(encore), regard)
    rien = f"{secondes(chrono('python', '-c', 'pass'))} pour Python seul"
    for nom, depot, nombre in (("vraie", RACINE, 324), ("parmi-10000", dix_mille, 10_000)):
        une = chrono("odd17", "valider", "--racine", str(depot), str(depot / "exemples/vitawin.md"))
        yield Resultat(f"une-{nom}", "Vérifier une seule fiche", nombre, secondes(une), rien, "au plus 0,3 s")


def chrono(*commande: str, oublier: Path | None = None) -> float:
    """Le meilleur temps de quelques exécutions, en secondes ; ce que le dépôt `oublier` garde de l’une ne sert pas l’autre."""
    temps = []
    for _ in range(FOIS):
        if oublier:
            shutil.rmtree(oublier / CACHE, ignore_errors=True)
        debut = time.perf_counter()
        subprocess.run([str(BIN / commande[0]), *commande[1:]], capture_output=True, check=False)
        temps.append(time.perf_counter() - debut)
    return min(temps)


def verifier_le_schema(depot: Path, famille: str, dossier: Path) -> float:
    """Le temps de check-jsonschema sur toutes les fiches d’une famille."""
    entetes = dossier / famille
    entetes.mkdir()
    for fiche in (depot / dossier_de(famille)).glob("*.md"):
        if fiche.name != "index.md":
            (entetes / f"{fiche.stem}.yaml").write_text(fiche.read_text("utf-8").split("---\n")[1], "utf-8")
    schema = dossier / f"{famille}.json"
    commande = [str(BIN / "odd17"), "schema", famille, "--racine", str(depot)]
    schema.write_bytes(subprocess.run(commande, capture_output=True, check=True).stdout)
    return chrono("check-jsonschema", "--schemafile", str(schema), *map(str, entetes.glob("*.yaml")))
