"""Un site de plusieurs pages de fiches, pour ce qui demande du nombre : la suite d’une liste, sa deuxième page."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from depots import FIGE, copier, partage, publier, une_fois

COPIES = 50
LIEUX = ["Bretagne", "Normandie", "Occitanie", "Corse", "Isère", "Villeurbanne", "Caen", "Montargis", "france"]


def multiplier(depot: Path, nombre: int) -> Path:
    """Ajoute à un dépôt des copies de ses exemples : titres et lieux variés, documents à leur nom, et dites autres."""
    hasard = random.Random(17)  # noqa: S311
    modeles = sorted((FIGE / "exemples").glob("*.md"))
    for rang in range(nombre):
        modele = modeles[rang % len(modeles)]
        texte = modele.read_text("utf-8")
        semblables = (modele.stem, *(f"alliance-{autre:02d}" for autre in range(rang % len(modeles), rang, len(modeles))))
        titre = re.search(r'(?m)^titre: "?(.*?)"?$', texte)
        assert titre is not None
        autres = ", ".join(f"exemples/{autre}" for autre in semblables)
        texte = texte.replace(titre[0], f'titre: "{titre[1][:70]} {rang}"\ndistincte_de: [{autres}]', 1)
        texte = re.sub(r"(?ms)^territoires:.*?(?=^\w)", f"territoires: [{hasard.choice(LIEUX)}]\n", texte, count=1)
        for document in re.findall(r"(?m)^  ([\w-]+):\n    titre:", texte):
            texte = re.sub(rf"(?<![\w-]){document}(?![\w-])", f"{document}-{rang}", texte)
        (depot / f"exemples/alliance-{rang:02d}.md").write_text(texte, "utf-8")
    return depot


@pytest.fixture(scope="session")
def grand(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Le dossier où le dépôt multiplié a été construit : `depot`, et `site`."""

    def faire(dossier: Path) -> None:
        publier(multiplier(copier(dossier / "depot"), COPIES), dossier)

    dossier = une_fois(partage(tmp_path_factory, worker_id, "grand"), faire)
    assert (dossier / "code").read_text("utf-8") == "0", (dossier / "journal").read_text("utf-8")
    return dossier


@pytest.fixture(scope="session")
def grande_adresse(grand: Path, servir: Callable[[Path], str]) -> str:
    """Le site du dépôt multiplié, servi."""
    return servir(grand / "site")
