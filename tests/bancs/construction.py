"""La construction du site quand le nombre de fiches quintuple : le temps par page ne doit pas monter."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fabrique import fabriquer


def main() -> None:
    par_page = {}
    with tempfile.TemporaryDirectory() as dossier:
        for nombre in (400, 1_000):
            depot = fabriquer(Path(dossier) / str(nombre), nombre)
            debut = time.perf_counter()
            subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(depot / "mkdocs.yml")], check=True)
            temps = time.perf_counter() - debut
            pages = sum(1 for _ in (depot / "site").rglob("index.html"))
            poids = statistics.median(page.stat().st_size for page in (depot / "site/exemples").glob("*/index.html")) / 1000
            par_page[nombre] = temps / pages
            lenteur = 1000 * temps / pages
            print(f"{nombre} fiches, {pages} pages : {temps:.1f} s, {lenteur:.1f} ms par page, {poids:.0f} ko par fiche")
    print(f"temps par page, de 400 à 1 000 fiches : rapport {par_page[1_000] / par_page[400]:.2f}")


if __name__ == "__main__":
    main()
