"""Dessiner des pages par les étapes de MkDocs : toutes, ou celles qu’un enregistrement a changées.

MkDocs lit toutes les pages, les garde, puis les dessine une à une. Les nôtres, qui sont presque tout le site, se lisent et
s’écrivent l’une après l’autre, et se partagent entre plusieurs processus ; il ne s’occupe que de celles qu’une main a écrites.
"""

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from jinja2 import Environment
from mkdocs import utils
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as PageMkDocs
from mkdocs.structure.toc import TableOfContents

from generator import equipe
from generator.sortie.donnees import Fichier

PEU = 24
"""En dessous de tant de pages, les dessiner seul va plus vite que faire naître un processus."""


class FichierDePage(File):
    """Le Markdown d’une page que le chantier dessine : MkDocs sait qu’elle existe, y mène, et ne s’en occupe pas."""

    def is_documentation_page(self) -> bool:
        return False

    @cached_property
    def dest_uri(self) -> str:  # type: ignore[override]
        """Où va la page, relativement à la racine du site."""
        uri = PurePosixPath(self.src_uri)
        return str((uri.parent if uri.stem == "index" else uri.with_suffix("")) / "index.html")

    def copy_file(self, dirty: bool = False) -> None:
        """Rien à copier : ce qui va sur le site est la page, non son Markdown."""


def poser(files: Files, config: MkDocsConfig, uri: str, contenu: str | bytes, sorte: type[File] = File) -> File:
    """Le fichier en mémoire de cette adresse, neuf ou remis à jour ; il prend la place de celui que MkDocs y aurait trouvé."""
    file = files.get_file_from_path(uri)
    if file is not None and file.generated_by is not None:
        if isinstance(contenu, str):
            file.content_string = contenu
        else:
            file.content_bytes = contenu
        return file
    if file is not None:
        files.remove(file)
    file = sorte.generated(config, uri, content=contenu, inclusion=InclusionLevel.NOT_IN_NAV)
    files.append(file)
    return file


@dataclass
class Chantier:
    """Ce qu’il faut à MkDocs pour dessiner une page, tel que la dernière construction l’a laissé."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment

    def __post_init__(self) -> None:
        self._documents = self.files.documentation_pages()

    @property
    def pages(self) -> list[File]:
        """Toutes les pages du site, celles de MkDocs et les nôtres."""
        return [file for file in self.files if file.page is not None]

    @property
    def notres(self) -> list[File]:
        """Celles que MkDocs ne dessine pas."""
        return [file for file in self.files if isinstance(file, FichierDePage)]

    def dessiner(self, file: File) -> None:
        """Dessine une page et l’écrit, par les mêmes étapes que MkDocs."""
        page = file.page or PageMkDocs(None, file, self.config)
        self.config._current_page = page
        try:
            self._dessiner(page)
        finally:
            self.config._current_page = None

    def tout_dessiner(self, files: Sequence[File]) -> None:
        """Dessine ces pages, à plusieurs si elles sont nombreuses."""
        for file in files:
            # Le plan des moteurs les nomme : notre processus doit les connaître, même si c’est un autre qui les dessine.
            file.page = file.page or PageMkDocs(None, file, self.config)

        def dessiner(part: Iterable[File]) -> None:
            for file in part:
                self.dessiner(file)

        equipe.repartir("Dessiner les pages", dessiner, files, equipe.equipiers() if len(files) >= PEU else 1)

    def _dessiner(self, page: PageMkDocs) -> None:
        plugins, config = self.config.plugins, self.config
        page.read_source(config)
        assert page.markdown is not None
        page.markdown = plugins.on_page_markdown(page.markdown, page=page, config=config, files=self.files)
        if page.markdown:
            page.render(config, self.files)
        else:
            page.content, page.toc, page.present_anchor_ids = "", TableOfContents([]), set()
        assert page.content is not None
        page.content = plugins.on_page_content(page.content, page=page, config=config, files=self.files)
        page.active = True
        contexte = get_context(self.nav, self._documents, config, page)
        contexte = plugins.on_page_context(contexte, page=page, config=config, nav=self.nav)
        html = self.env.get_template(str(page.meta.get("template", "main.html"))).render(contexte)
        html = plugins.on_post_page(html, page=page, config=config)
        utils.write_file(html.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)
        page.active = False
        # Écrite, elle ne sert plus : dix mille pages gardées feraient des centaines de mégaoctets.
        page.markdown = page.content = None

    def copier(self, fichiers: Iterable[Fichier]) -> None:
        """Écrit des fichiers qui ne sont pas des pages."""
        for fichier in fichiers:
            utils.write_file(fichier.octets, poser(self.files, self.config, fichier.adresse, fichier.octets).abs_dest_path)

    def retirer(self, uri: str) -> None:
        """Efface du site ce que ce fichier y avait mis, et les dossiers que cela vide."""
        file = self.files.get_file_from_path(uri)
        if file is None:
            return
        self.files.remove(file)
        ecrit, site = Path(file.abs_dest_path), Path(self.config.site_dir)
        ecrit.unlink(missing_ok=True)
        for dossier in ecrit.parents:
            if dossier == site or not dossier.is_relative_to(site) or any(dossier.iterdir()):
                break
            dossier.rmdir()

    def refaire_le_plan_des_moteurs(self) -> None:
        """Refait `sitemap.xml` : une page est venue, partie, ou a été relue."""
        contexte = get_context(self.nav, self.pages, self.config, base_url=".")
        contexte = self.config.plugins.on_template_context(contexte, template_name="sitemap.xml", config=self.config)
        xml = self.env.get_template("sitemap.xml").render(contexte).encode("utf-8")
        cible = Path(self.config.site_dir, "sitemap.xml")
        utils.write_file(xml, str(cible))
        pages = [file.page for file in self.pages if file.page is not None]
        with cible.with_suffix(".xml.gz").open("wb") as sortie:
            mtime = utils.get_build_timestamp(pages=pages)
            with gzip.GzipFile(filename=f"{cible}.gz", mode="wb", fileobj=sortie, mtime=mtime) as compresse:
                compresse.write(xml)
