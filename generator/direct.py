"""L’édition en direct : d’un enregistrement au suivant, ne refaire que les pages qui ont changé.

MkDocs refait tout à chaque changement. Ici, une fiche enregistrée repasse par toute la chaîne, qui reprend de sa mémoire ce que
le changement ne touche pas ; on compare les pages qu’elle rend à celles d’avant, et l’on ne dessine que les autres. Le reste
(gabarit, style, vocabulaire, page écrite à la main) peut tout changer : MkDocs refait le site. L’index de la recherche suit quand
on cesse d’écrire.
"""

import gzip
import logging
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs import utils
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as PageMkDocs
from mkdocs.structure.toc import TableOfContents

from generator.sortie.donnees import Fichier

PAUSE = 2.0
"""Secondes sans changement, au bout desquelles on refait l’index de la recherche."""

journal = logging.getLogger("mkdocs.plugins.odd17")


def poser(files: Files, config: MkDocsConfig, uri: str, contenu: str | bytes) -> File:
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
    file = File.generated(config, uri, content=contenu, inclusion=InclusionLevel.NOT_IN_NAV)
    files.append(file)
    return file


@dataclass
class Chantier:
    """Ce qu’il faut à MkDocs pour dessiner une page, tel que la dernière construction l’a laissé."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment

    def dessiner(self, files: Iterable[File]) -> None:
        """Dessine ces pages et les écrit, par les mêmes étapes que MkDocs : toutes se lisent avant que la première s’écrive."""
        plugins, pages = self.config.plugins, [file.page or PageMkDocs(None, file, self.config) for file in files]
        for page in pages:
            page.read_source(self.config)
            assert page.markdown is not None
            page.markdown = plugins.on_page_markdown(page.markdown, page=page, config=self.config, files=self.files)
            if page.markdown:
                page.render(self.config, self.files)
            else:
                page.content, page.toc = "", TableOfContents([])
            assert page.content is not None
            page.content = plugins.on_page_content(page.content, page=page, config=self.config, files=self.files)
        documents = self.files.documentation_pages()
        for page in pages:
            page.active = True
            contexte = plugins.on_page_context(
                get_context(self.nav, documents, self.config, page), page=page, config=self.config, nav=self.nav
            )
            html = self.env.get_template(str(page.meta.get("template", "main.html"))).render(contexte)
            utils.write_file(
                plugins.on_post_page(html, page=page, config=self.config).encode("utf-8", errors="xmlcharrefreplace"),
                page.file.abs_dest_path,
            )
            page.active = False

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
        contexte = get_context(self.nav, self.files, self.config, base_url=".")
        contexte = self.config.plugins.on_template_context(contexte, template_name="sitemap.xml", config=self.config)
        xml = self.env.get_template("sitemap.xml").render(contexte).encode("utf-8")
        cible = Path(self.config.site_dir, "sitemap.xml")
        utils.write_file(xml, str(cible))
        pages = [file.page for file in self.files.documentation_pages() if file.page is not None]
        with cible.with_suffix(".xml.gz").open("wb") as sortie:
            mtime = utils.get_build_timestamp(pages=pages)
            with gzip.GzipFile(filename=f"{cible}.gz", mode="wb", fileobj=sortie, mtime=mtime) as compresse:
                compresse.write(xml)


class Veille:
    """L’index de la recherche, refait quand on cesse d’écrire ; un changement venu entre-temps le fait recommencer."""

    def __init__(self, indexer: Callable[[], None]) -> None:
        self._indexer = indexer
        self._signal = threading.Event()
        threading.Thread(target=self._veiller, daemon=True).start()

    def signaler(self) -> None:
        """Une page a changé."""
        self._signal.set()

    def _veiller(self) -> None:
        while True:
            self._signal.wait()
            while self._signal.is_set():
                self._signal.clear()
                self._signal.wait(PAUSE)
            try:
                self._indexer()
            except Exception as exc:
                # Un index en retard n’arrête pas qui écrit ; si une page a changé entre-temps, on recommence de toute façon.
                if not self._signal.is_set():
                    journal.error("L’index de la recherche n’a pas suivi. %s", exc)


def empreinte(dossiers: Iterable[Path], sauf: Callable[[Path], bool]) -> Mapping[str, tuple[int, int]]:
    """De quoi voir qu’un fichier de ces dossiers a changé : la date et la taille de chacun, hors de ceux que `sauf` désigne."""
    fichiers = (chemin for dossier in dossiers for chemin in ([dossier] if dossier.is_file() else dossier.rglob("*")))
    lus = ((chemin, chemin.stat()) for chemin in fichiers if chemin.is_file() and not sauf(chemin))
    return {str(chemin): (lu.st_mtime_ns, lu.st_size) for chemin, lu in lus}


def ecarts(avant: Mapping[str, Any], apres: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Les clés dont la valeur a changé ou est nouvelle, et celles qui ne sont plus."""
    return [cle for cle, valeur in apres.items() if avant.get(cle) != valeur], [cle for cle in avant if cle not in apres]


def a_part(faire: Callable[..., None], *arguments: object) -> None:
    """Fait une chose longue dans un autre processus, et l’attend : dans le nôtre, elle ralentirait les pages."""
    contexte = multiprocessing.get_context("spawn")
    reponse, envoi = contexte.Pipe(duplex=False)
    processus = contexte.Process(target=_faire, args=(envoi, faire, arguments), daemon=True)
    processus.start()
    envoi.close()
    try:
        erreur = reponse.recv()
    except EOFError:
        erreur = "Le processus s’est arrêté."
    processus.join()
    if erreur:
        raise RuntimeError(erreur)


def _faire(envoi: Connection, faire: Callable[..., None], arguments: tuple[object, ...]) -> None:
    """Dans l’autre processus : laisse passer devant qui écrit, et rend ce qui n’a pas marché."""
    if hasattr(os, "nice"):
        os.nice(10)
    try:
        faire(*arguments)
    except Exception as exc:
        envoi.send(str(exc) or type(exc).__name__)
    else:
        envoi.send("")


def surveiller_de_pres(server: LiveReloadServer, deja: Iterable[str], aussi: Iterable[str]) -> None:
    """Surveille les chemins que MkDocs surveille `deja`, et d’autres, cinq fois par seconde : à son rythme, on attendrait plus.

    Des milliers de fichiers se regardent moins souvent.
    """
    for chemin in deja:
        server.unwatch(chemin)
    nombre = sum(1 for chemin in (*deja, *aussi) for _ in Path(chemin).rglob("*"))
    server.observer = type(server.observer)(timeout=max(0.2, nombre / 20_000))
    server.build_delay = 0.05
    for chemin in (*deja, *aussi):
        server.watch(chemin)
