"""Le vérificateur face à check-jsonschema, et quand le nombre de fiches décuple.

check-jsonschema ne lit pas un en-tête dans un Markdown : on lui donne les mêmes en-têtes, extraits, avec notre schéma. Il ne
regarde ni le corps, ni les renvois, ni les territoires ; `odd17 valider` fait tout.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fabrique import RACINE, fabriquer

from generator.lecture.depot import dossier as dossier_de
from generator.modele.fiches import FAMILLES

BIN = Path(sys.executable).parent
FOIS = 3


def chrono(*commande: str) -> float:
    """Le meilleur temps de quelques exécutions, en secondes."""
    temps = []
    for _ in range(FOIS):
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


def main() -> None:
    with tempfile.TemporaryDirectory() as dossier:
        mesures = {}
        for nombre in (1_000, 10_000):
            depot = fabriquer(Path(dossier) / str(nombre), nombre)
            mesures[nombre] = chrono("odd17", "valider", "--racine", str(depot))
            if nombre == 1_000:
                une = chrono("odd17", "valider", "--racine", str(depot), str(depot / "exemples/vitawin.md"))
                autre = sum(verifier_le_schema(depot, famille, Path(dossier)) for famille in FAMILLES)
        vraie = chrono("odd17", "valider", "--racine", str(RACINE), str(RACINE / "exemples/vitawin.md"))
        rien = chrono("python", "-c", "pass")
    print(f"1 000 fiches  : odd17 {mesures[1_000]:.2f} s, check-jsonschema {autre:.2f} s, rapport {autre / mesures[1_000]:.1f}")
    print(f"10 000 fiches : odd17 {mesures[10_000]:.2f} s, croissance {mesures[10_000] / mesures[1_000]:.1f} de 1 000 à 10 000")
    print(f"une fiche     : {vraie:.2f} s dans le vrai dépôt, {une:.2f} s parmi 1 000 (Python seul : {rien:.2f} s)")


if __name__ == "__main__":
    main()
