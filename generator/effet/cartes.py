"""L’image de la carte de chaque exemple nouveau ou changé : celle que montrera une messagerie."""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import FileSystemLoader
from jinja2.sandbox import SandboxedEnvironment

from generator.catalogue.catalogue import Catalogue
from generator.sortie.gabarits import GABARITS
from generator.sortie.partage import GABARIT, Partage, dessiner, partage
from generator.sortie.styles import MORCEAUX, SOCLE, couleurs

GABARITS_DU_DEPOT = "overrides"


@dataclass(frozen=True, slots=True)
class CarteDessinee:
    """Une image, et l’exemple qu’elle montre ; `fichier` est son nom dans le dossier demandé."""

    cle: str
    titre: str
    fichier: str


def dessiner_les_cartes(avant: Catalogue, apres: Catalogue, racine: Path, dossier: Path) -> tuple[CarteDessinee, ...]:
    """Écrit dans `dossier` l’image de chaque exemple dont elle n’est plus la même ; `racine` est le dépôt, où est son gabarit.

    Un dépôt sans gabarits n’a pas d’images. Le gabarit vient de la proposition : il se dessine dans un bac à sable.
    """
    gabarits = racine / GABARITS_DU_DEPOT
    partages = dict(_nouvelles(avant, apres))
    if not partages or not (gabarits / GABARITS / GABARIT).is_file():
        return ()
    env = SandboxedEnvironment(loader=FileSystemLoader(gabarits), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    socle = (gabarits / MORCEAUX / SOCLE).read_text("utf-8")
    dossier.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as provisoire:
        images = dessiner(partages, env.get_template(GABARITS + GABARIT), couleurs(socle), _nom_du_site(racine), Path(provisoire))
    dessinees = tuple(CarteDessinee(cle, apres.fiches[cle].titre, f"{cle.replace('/', '-')}.png") for cle in partages)
    for une in dessinees:
        (dossier / une.fichier).write_bytes(images[une.cle])
    return dessinees


def _nouvelles(avant: Catalogue, apres: Catalogue) -> Iterator[tuple[str, Partage]]:
    for cle, signature in apres.signatures.items():
        nouvelle = partage(apres.cartes[cle], signature)
        if cle not in avant.signatures or partage(avant.cartes[cle], avant.signatures[cle]) != nouvelle:
            yield cle, nouvelle


def _nom_du_site(racine: Path) -> str:
    reglages = racine / "mkdocs.yml"
    trouve = re.search(r"(?m)^site_name: *['\"]?([^'\"\n#]+)", reglages.read_text("utf-8") if reglages.is_file() else "")
    return trouve[1].strip() if trouve else ""
