"""Le greffon MkDocs `odd17` : une coque mince entre MkDocs et la chaîne.

Il donne nos pages à MkDocs comme des fichiers en mémoire, hors de la `nav` (dont le coût est quadratique), et laisse les gabarits
d’`overrides/` les dessiner. Seuls lui et ses aides (`habillage`, `chantier`, `direct`) connaissent MkDocs.
"""

import gc
import logging
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import unquote

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as PageMkDocs
from mkdocs.utils import normalize_url
from mkdocs.utils.templates import TemplateContext

from generator import avancement, chaine, equipe
from generator.atelier import Atelier, Travail
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.francais import accorder, jour, nombre
from generator.catalogue.graphiques import dessiner_d_avance
from generator.chantier import Chantier, FichierDePage, poser
from generator.constats.constat import erreurs
from generator.constats.rapports import texte
from generator.direct import ecarts, effacer_les_restes, empreinte, surveiller_de_pres, tout_refaire
from generator.habillage import habiller
from generator.lecture import depot
from generator.memoire import Memoire
from generator.modele.fiches import FAMILLES
from generator.modele.recueils import GLOSSAIRE
from generator.moteur import publie
from generator.reception import manques, reception
from generator.sortie import partage, recherche
from generator.sortie.conformite import conformer
from generator.sortie.donnees import Fichier
from generator.sortie.gabarits import GABARITS, adresser, communs, rigueur
from generator.sortie.glose import Glose
from generator.sortie.nettoyage import nettoyer
from generator.sortie.styles import MORCEAUX, SOCLE, couleurs
from generator.vues.page import Page

FACETTES = "facettes"
"""Ce que l’on écrit dans la `nav` pour y mettre une entrée par facette."""

journal = logging.getLogger("mkdocs.plugins.odd17")


class Reglages(Config):  # type: ignore[no-untyped-call]
    """Les réglages du greffon dans `mkdocs.yml`."""

    depot = config_options.Type(str, default="")
    """Adresse web du dépôt (https://github.com/…), pour « Corriger cette fiche » ; vide tant qu’il n’est pas publié."""
    guichet = config_options.Type(str, default="")
    """Où le formulaire envoie ce que l’on propose (https://…), si un guichet tourne ; vide, il prépare un courriel."""
    date = config_options.Type(str, default="")
    """Le jour que l’on tient pour aujourd’hui (2026-11-30) ; vide, celui de la construction."""


class Greffon(BasePlugin[Reglages]):  # type: ignore[no-untyped-call]
    """Le greffon : charge les fiches, puis donne à MkDocs les pages qu’elles font."""

    def __init__(self) -> None:
        self.catalogue: Catalogue | None = None
        self.pages: dict[str, Page] = {}
        self.fichiers: tuple[Fichier, ...] = ()
        self.verificateur = publie.Publie()
        self.maj = ""
        self.en_direct = False
        self.memoire = Memoire()
        self.nav: Navigation | None = None
        self.entrees: frozenset[str] = frozenset()
        self.chantier: Chantier | None = None
        self.autour: Mapping[str, object] = {}
        self.atelier: Atelier | None = None
        self.site = Path()
        self.suivi = avancement.Suivi()
        self.brouillon: recherche.Brouillon | None = None
        self.a_trouver: dict[str, recherche.Trouvable] = {}
        self.mots: Counter[str] = Counter()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        # Définir cet événement fait aussi que MkDocs garde le greffon, et ses dernières pages, d’une construction à l’autre.
        self.en_direct = command == "serve"
        self.suivi = avancement.commencer(montrer=avancement.demande(avancement.MONTRER))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        racine = Path(config.config_file_path).parent
        if self.en_direct:
            self.autour = _autour(config)
        catalogue = self._charger(racine, config.site_url or "")
        config.nav = _avec_les_facettes(config.nav, catalogue)
        presents = {_adresse(file): file for file in files.documentation_pages()}
        for adresse, page in self.pages.items():
            if page.corps is None:
                continue
            if adresse in presents:
                files.remove(presents[adresse])
            poser(files, config, _fichier_source(adresse), page.corps, FichierDePage)
        # Avant d’y joindre nos fichiers : ceux qui viennent d’ailleurs restent tels qu’on les a pris.
        habiller(files, config, catalogue.vocabulaire("familles"))
        for fichier in self.fichiers:
            poser(files, config, fichier.adresse, fichier.octets)
        return files

    def _charger(self, racine: Path, site: str) -> Catalogue:
        """Le catalogue à publier ; en direct, si une fiche est fautive, le dernier qui ne l’était pas."""
        memoire = self.memoire if self.en_direct else Memoire(garde=False)
        catalogue, constats = chaine.charger(racine, aujourd_hui=self._aujourd_hui(), memoire=memoire)
        if erreurs(constats):
            message = f"Les fiches ne sont pas publiables.\n\n{texte.rendre(constats)}"
            if not (self.en_direct and self.catalogue):
                raise PluginError(message)
            # On montre l’erreur et on garde les dernières bonnes pages : qui écrit n’est pas interrompu.
            journal.error(message)
            return self.catalogue
        for constat in constats:
            journal.info("%s:%d : %s", constat.chemin, constat.ligne, constat.message)
        pages, fichiers, self.verificateur = self._composer(catalogue, partial(publie.publier, racine, site, memoire))
        self.fichiers = (*fichiers, *self.verificateur.fichiers)
        self.catalogue = catalogue
        self.pages = {page.adresse: page for page in pages}
        assert len(self.pages) == len(pages), "deux pages ont la même adresse"
        self.maj = max((fiche.champs.maj.isoformat() for fiche in catalogue.fiches.values()), default="")
        return catalogue

    def _composer(
        self, catalogue: Catalogue, verificateur: Callable[[], publie.Publie]
    ) -> tuple[tuple[Page, ...], tuple[Fichier, ...], publie.Publie]:
        """Les pages, et les autres fichiers, que fait le catalogue ; et le vérificateur que la page « Proposer » télécharge."""
        if self.en_direct:
            # Ce que l’on calcule ici restera dans la mémoire ; ce qu’un autre processus calcule est perdu.
            return chaine.construire(catalogue), chaine.exporter(catalogue), verificateur()
        graphiques = tuple(catalogue.graphiques.values())

        def a_cote() -> tuple[tuple[Fichier, ...], publie.Publie, list[tuple[str, str]]]:
            return chaine.exporter(catalogue), verificateur(), [(un.large, un.etroit) for un in graphiques]

        # Ce qui se fait à côté prend, à peu près, le temps de composer les pages.
        pages, (fichiers, publie_, dessins) = equipe.de_front(lambda: chaine.construire(catalogue), a_cote)
        for graphique, faits in zip(graphiques, dessins, strict=True):
            graphique.garder(*faits)
        return pages, fichiers, publie_

    def _aujourd_hui(self) -> date:
        """Le jour du réglage `date`, ou celui de l’horloge : elle n’entre que par ici."""
        try:
            return date.fromisoformat(self.config.date) if self.config.date else date.today()  # noqa: DTZ011
        except ValueError:
            raise PluginError(f"odd17.date : « {self.config.date} » n’est pas une date ; écrivez 2026-11-30.") from None

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.nav = nav
        self.entrees = frozenset(entree.url for entree in nav.pages)
        for file in files:
            if isinstance(file, FichierDePage):
                self._dater(file.page or PageMkDocs(None, file, config))
        return nav

    def on_page_markdown(self, markdown: str, *, page: PageMkDocs, config: MkDocsConfig, files: Files) -> str:
        notre = self.pages.get(_adresse(page.file))
        self._dater(page)
        if notre is None:
            return markdown
        if notre.corps is not None:
            # Un corps qui commence par « template: … » passerait pour des réglages de MkDocs : on les oublie, on rend tout.
            markdown = notre.corps
        page.meta.clear()
        page.meta["title"] = notre.titre
        page.meta["template"] = GABARITS + notre.vue.gabarit
        return markdown

    def on_page_content(self, html: str, *, page: PageMkDocs, config: MkDocsConfig, files: Files) -> str:
        return nettoyer(html)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        # MkDocs n’échappe rien : un titre de fiche deviendrait du HTML. Les gabarits de Material restent tels quels.
        env.autoescape = lambda nom: bool(nom and nom.startswith(GABARITS))
        env.undefined = rigueur  # type: ignore[assignment]
        # Les lignes d’un gabarit qui ne sont que des ordres ne laissent pas de blanc dans la page.
        env.trim_blocks = env.lstrip_blocks = True
        env.filters |= {"accorder": accorder, "jour": jour, "nombre": nombre, "url": adresser}
        assert self.catalogue is not None
        env.globals |= communs(env)
        env.globals["familles"] = self.catalogue.vocabulaire("familles").modalites
        # Ce que pèse le vérificateur que la page « Proposer » télécharge, en mégaoctets ; zéro s’il n’est pas publié.
        env.globals["verificateur"] = self.verificateur.megaoctets
        assert self.nav is not None
        self.chantier = Chantier(config, files, self.nav, env)
        self._dessiner_nos_pages(self.chantier)
        if not self.en_direct:
            self._dessiner_les_partages(self.catalogue, self.chantier)
        return env

    def _dessiner_nos_pages(self, chantier: Chantier) -> None:
        """Dessine nos pages, à plusieurs ; hors du direct, chacun réduit les siennes pour la recherche, dans la foulée."""
        assert self.catalogue is not None
        self.brouillon = None if self.en_direct else recherche.Brouillon(Path(chantier.config.site_dir), self.catalogue.lexique)
        self.a_trouver = {trouvable.adresse: trouvable for trouvable in chaine.proposer(self.pages.values())}

        ancres: dict[str, set[str] | None] = {}

        def dessinees(part: Iterable[File]) -> Iterator[recherche.Trouvable]:
            for file in part:
                chantier.dessiner(file)
                ancres[file.src_uri] = file.page.present_anchor_ids if file.page else None
                if trouvable := self.a_trouver.get(_adresse(file)):
                    yield trouvable

        def faire(part: Iterable[File]) -> tuple[Counter[str], dict[str, set[str] | None]]:
            ecrites = dessinees(part)
            if self.brouillon:
                return self.brouillon.reduire(ecrites), ancres
            for _ in ecrites:
                pass
            return Counter(), ancres

        with avancement.etape("Dessiner les graphiques"):
            dessiner_d_avance(tuple(self.catalogue.graphiques.values()))
        notres = chantier.notres
        self.mots = Counter()
        for mots, siennes in equipe.repartir("Dessiner les pages", faire, notres):
            self.mots += mots
            ancres |= siennes
        for file in notres:
            self.a_trouver.pop(_adresse(file), None)
            if file.page is not None:
                # MkDocs vérifie les ancres des liens : il doit connaître celles des pages qu’un autre processus a dessinées.
                file.page.present_anchor_ids = ancres[file.src_uri]

    def _dessiner_les_partages(self, catalogue: Catalogue, chantier: Chantier) -> None:
        """Dessine l’image de partage de chaque exemple, à côté de sa page."""
        config = chantier.config
        partages = {
            catalogue.cartes[cle].adresse: partage.partage(catalogue.cartes[cle], signature)
            for cle, signature in catalogue.signatures.items()
        }
        socle = Path(config.theme.custom_dir or "", MORCEAUX, SOCLE).read_text("utf-8")
        with avancement.etape("Dessiner les images de partage"):
            gabarit = chantier.env.get_template(GABARITS + partage.GABARIT)
            images = partage.dessiner(partages, gabarit, couleurs(socle), config.site_name, Path(config.config_file_path).parent)
        for adresse, octets in images.items():
            Path(config.site_dir, adresse, partage.IMAGE).write_bytes(octets)

    def on_template_context(self, context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> TemplateContext:
        # Le plan des moteurs nomme toutes les pages, pas seulement celles que MkDocs dessine.
        assert self.chantier is not None
        return cast("TemplateContext", {**context, "pages": self.chantier.pages})

    def on_page_context(
        self, context: TemplateContext, *, page: PageMkDocs, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        notre = self.pages.get(_adresse(page.file))
        if notre is not None:
            assert self.catalogue is not None
            ajouts = {
                "notre": notre,
                "vue": notre.vue,
                "glose": Glose(self.catalogue.lexique, normalize_url(f"{GLOSSAIRE.nom}/", page)),
                "depot": self.config.depot.rstrip("/"),
                "reception": reception(config.extra.get("editeur", {}), self.config.depot, self.config.guichet),
                "onglet": _onglet(notre, page, self.entrees),
            }
            cast("dict[str, Any]", context).update(ajouts)
        return context

    def on_post_page(self, output: str, *, page: PageMkDocs, config: MkDocsConfig) -> str:
        return conformer(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        return conformer(output_content)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.en_direct:
            return
        assert self.brouillon is not None
        try:
            with avancement.etape("Faire l’index de la recherche", len(self.pages)):
                # Il reste à réduire les pages que MkDocs a dessinées.
                mots = self.mots + self.brouillon.reduire(self.a_trouver.values())
                # Le site est écrit : Pagefind, qui est gourmand, a besoin de la place.
                self.catalogue, self.chantier, self.pages, self.fichiers = None, None, {}, ()
                self.verificateur = publie.Publie()
                self.brouillon.indexer(mots)
        except recherche.IndexationImpossible as exc:
            raise PluginError(f"La recherche n’a pas pu être construite. Voici ce que dit Pagefind :\n\n{exc}") from None
        if avancement.demande(avancement.DUREES):
            print(self.suivi.rapport(), file=sys.stderr)
        if a_regler := tuple(
            manques(config.extra.get("editeur", {}), self.config.depot, self.config.guichet, config.site_url or "")
        ):
            print("\n".join(("À régler dans mkdocs.yml :", *(f"  {manque}" for manque in a_regler))), file=sys.stderr)

    def indexation(self, site: Path) -> Travail:
        """De quoi refaire l’index de la recherche : le site, ce qui peut s’y trouver, les mots du glossaire."""
        assert self.catalogue is not None
        return recherche.indexer, (site, chaine.proposer(self.pages.values()), self.catalogue.lexique)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        if not self.en_direct:
            return server
        exemples = Path(config.config_file_path).parent / depot.dossier("exemples")
        aussi = (str(exemples), *filter(None, [config.theme.custom_dir]))
        surveiller_de_pres(server, (config.docs_dir, config.config_file_path), aussi)

        self.site = site = Path(config.site_dir)

        def refaire() -> bool:
            try:
                changees = self.mettre_a_jour()
                if changees is None:
                    avancement.commencer(montrer=avancement.demande(avancement.MONTRER))
                    tout_refaire(site, builder)
            except BaseException:
                # Nous ne savons plus ce que montre le site : au prochain changement, tout se refera.
                self.chantier = None
                raise
            finally:
                avancement.commencer(montrer=False)
                # Ce que l’on vient de faire restera : le rechercher à chaque fois prendrait la moitié du temps.
                gc.freeze()
            return changees != 0

        # La première construction s’est montrée ; ensuite, une ligne suffit.
        avancement.commencer(montrer=False)
        gc.freeze()
        self.atelier = Atelier(refaire, partial(self.indexation, site))
        server.builder = self.atelier.refaire
        return server

    def on_shutdown(self) -> None:
        if self.atelier:
            self.atelier.fermer()
            effacer_les_restes(self.site)

    def mettre_a_jour(self) -> int | None:
        """Refait ce que des fiches ont changé, et rend combien ; rien si autre chose a changé, et qu’il faut tout refaire."""
        chantier = self.chantier
        if chantier is None or _autour(chantier.config) != self.autour:
            return None
        debut, pages, fichiers, maj = time.perf_counter(), self.pages, self.fichiers, self.maj
        self._charger(Path(chantier.config.config_file_path).parent, chantier.config.site_url or "")
        changees = self._refaire(chantier, pages, fichiers)
        dates, datees = ({page.adresse: page.maj for page in toutes.values()} for toutes in (pages, self.pages))
        if maj != self.maj or dates != datees:
            for file in chantier.pages:
                if file.page is not None:
                    self._dater(file.page)
            chantier.refaire_le_plan_des_moteurs()
        if changees:
            duree = f"{time.perf_counter() - debut:.1f}".replace(".", ",")
            journal.info("Pages et fichiers refaits\N{NO-BREAK SPACE}: %d, en %s\N{NO-BREAK SPACE}s.", changees, duree)
        return changees

    def _refaire(self, chantier: Chantier, pages: Mapping[str, Page], fichiers: Iterable[Fichier]) -> int:
        """Dessine et copie ce qui a changé depuis `pages` et `fichiers`, et rend combien."""
        dessinees, parties = ecarts(pages, self.pages)
        for adresse in parties:
            chantier.retirer(_fichier_source(adresse))
        ecrites = {_adresse(file): file for file in chantier.files.documentation_pages()} if dessinees else {}

        def fichier_de(adresse: str) -> File:
            corps = self.pages[adresse].corps
            if corps is None:
                return ecrites[adresse]
            return poser(chantier.files, chantier.config, _fichier_source(adresse), corps, FichierDePage)

        assert self.catalogue is not None
        dessiner_d_avance(tuple(self.catalogue.graphiques.values()))
        chantier.tout_dessiner([fichier_de(adresse) for adresse in dessinees])
        octets = {fichier.adresse: fichier for fichier in self.fichiers}
        copies, effaces = ecarts({fichier.adresse: fichier for fichier in fichiers}, octets)
        chantier.copier(octets[adresse] for adresse in copies)
        for adresse in effaces:
            chantier.retirer(adresse)
        return len(dessinees) + len(parties) + len(copies) + len(effaces)

    def _dater(self, page: PageMkDocs) -> None:
        """Donne à une page la date de ses fiches, et non de l’horloge : deux constructions donnent les mêmes octets."""
        notre = self.pages.get(_adresse(page.file))
        page.update_date = (notre.maj.isoformat() if notre and notre.maj else self.maj) or page.update_date


def _adresse(file: File) -> str:
    """L’adresse que MkDocs donne à un fichier, écrite comme les nôtres : relative à la racine, vide pour l’accueil."""
    return unquote(file.url).removeprefix("./")


def _fichier_source(adresse: str) -> str:
    """Le fichier Markdown dont MkDocs fait cette adresse."""
    if not adresse:
        return "index.md"
    # Une adresse d’un seul niveau est l’entrée d’un dossier, qui peut exister dans content/.
    return f"{adresse}index.md" if adresse.count("/") == 1 else f"{adresse.rstrip('/')}.md"


def _autour(config: MkDocsConfig) -> Mapping[str, object]:
    """L’empreinte de tout ce qui n’est pas une fiche, et dont un changement peut toucher toutes les pages."""
    racine = Path(config.config_file_path).parent
    chemins = (Path(config.docs_dir), Path(config.config_file_path), Path(config.theme.custom_dir or config.docs_dir))
    return empreinte(chemins, sauf=[racine / depot.dossier(famille) for famille in FAMILLES])


def _onglet(notre: Page, page: PageMkDocs, entrees: Collection[str]) -> str | None:
    """L’adresse de l’entrée du menu dont relève une page, qu’elle y soit ou non : une fiche est sous « Exemples »."""
    return next((adresse for adresse in (page.url, *(lien.adresse for lien in reversed(notre.fil))) if adresse in entrees), None)


def _avec_les_facettes(nav: Any, catalogue: Catalogue) -> Any:
    """La `nav` de mkdocs.yml, où `facettes` devient une entrée par facette."""
    if isinstance(nav, dict):
        return {titre: _avec_les_facettes(contenu, catalogue) for titre, contenu in nav.items()}
    if not isinstance(nav, list):
        return nav
    entrees: list[Any] = []
    for entree in nav:
        if entree == FACETTES:
            facettes = [(v.facette.menu, v.id) for v in catalogue.referentiel.facettes if v.facette]
            entrees += [{menu: _fichier_source(f"{facette}/")} for menu, facette in facettes]
        else:
            entrees.append(_avec_les_facettes(entree, catalogue))
    return entrees
