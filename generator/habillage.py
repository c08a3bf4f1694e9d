"""Ce que le site porte : sa feuille de style, ses icônes, ses scripts, tels qu’un lecteur les télécharge."""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from generator.chantier import poser
from generator.modele.vocabulaires import Vocabulaire
from generator.sortie.scripts import MODULES, alleger
from generator.sortie.styles import A_PART, FEUILLE, MORCEAUX, dessiner, reunir


def habiller(files: Files, config: MkDocsConfig, familles: Vocabulaire) -> None:
    """Réunit les styles et les icônes en une feuille, et allège les scripts."""
    _reunir_les_styles(files, config, familles)
    for file in files.javascript_files():
        if file.src_uri.startswith(MODULES):
            file.content_string = alleger(file.content_string)


def _reunir_les_styles(files: Files, config: MkDocsConfig, familles: Vocabulaire) -> None:
    """Remplace les morceaux de la feuille de style par la feuille : un lecteur n’en télécharge qu’une, avec les icônes."""
    morceaux = [file for file in list(files) if file.src_uri.startswith(MORCEAUX)]
    if not morceaux:
        return
    textes = {file.src_uri: file.content_string for file in morceaux}
    feuille = reunir({nom: texte for nom, texte in textes.items() if nom not in A_PART})
    feuille += dessiner({nom: _dessin(icone, config) for nom, icone in _icones(familles, config)})
    for file in morceaux:
        files.remove(file)
    poser(files, config, FEUILLE, feuille)
    for nom, adresse in A_PART.items():
        if nom in textes:
            poser(files, config, adresse, reunir({nom: textes[nom]}))


def _icones(familles: Vocabulaire, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Les icônes du site : le nom que leur donnent nos gabarits, et celui que leur donne Material."""
    yield from {"logo": config.theme["icon"]["logo"], "menu": "material/menu", "chercher": "material/magnify"}.items()
    yield from ((palette["scheme"], palette["toggle"]["icon"]) for palette in config.theme["palette"])
    yield from ((famille.id, famille.icone) for famille in familles.modalites if famille.icone)


def _dessin(nom: str, config: MkDocsConfig) -> str:
    for dossier in config.theme.dirs:
        fichier = Path(dossier, ".icons", f"{nom}.svg")
        if fichier.is_file():
            return fichier.read_text("utf-8").strip()
    raise PluginError(f"L’icône « {nom} » n’existe pas : choisissez-en une parmi celles de Material.")
