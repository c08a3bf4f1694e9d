"""L’index de la recherche en texte : Pagefind, sur des pages réduites à leur texte et mises à la française.

Pagefind colle l’article à son mot (« l’alliance » en fait un seul) et ne sait pas que « œ » s’écrit « oe » : on lui donne des
pages où l’apostrophe est suivie d’une espace, et l’on y ajoute les synonymes du glossaire. Le navigateur prépare ses questions
de la même façon (`francais.js`).
"""

import gzip
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from generator.catalogue.lexique import Lexique
from generator.modele.recueils import GLOSSAIRE, Terme

DOSSIER = "pagefind"
"""Où l’index se publie, à la racine du site."""

PAR_INDEX = 2_000
"""Au-delà, on fait plusieurs index, que le navigateur réunit : Pagefind occupe 300 ko de mémoire par page."""

CLES = "cles.json"
"""Combien il y a d’index, et de quelle page vient chaque résultat : de quoi croiser texte et facettes, et compter par famille."""

MOTS = "mots.json"
"""Les mots du site, du plus au moins fréquent (voir `_ranger`) : de quoi les décliner, les finir, proposer le plus proche."""

_CHIFFRES = "0123456789abcdefghijklmnopqrstuvwxyz"

FIN_DU_TEXTE = "⁂"
"""Sépare, dans une page indexée, ce qui se lit de ce qui ne sert qu’à être trouvé."""

TRAIT = "\N{HYPHEN}"

SANS_RACINES = "und"
"""La langue que l’on annonce à Pagefind : indéterminée, pour qu’il indexe les mots tels quels."""

POIDS = {
    nom: {"data-pagefind-weight": poids} for nom, poids in {"titre": "10", "resume": "4", "mots": "6", "aides": "0.5"}.items()
}
"""Ce que vaut un mot selon sa place : le titre et les mots-clés disent le sujet, un synonyme ne fait qu’y mener."""

INSISTANCE = 3
"""Une page qui emploie un terme autant de fois en parle vraiment."""

SANS_TEXTE = ("h1", "nav", "form", "svg", "template", "script", "style", "select", "sup")
"""Les balises qui servent à naviguer, ou à autre chose qu’à lire ; le titre se lit à part."""

_IGNORES: Callable[[Any], Any] = etree.XPath(".//*[@data-pagefind-ignore]")
"""Ce qu’une page montre, et que son gabarit dit de ne pas indexer."""

_REPERES: Callable[[Any], Any] = etree.XPath(".//*[@data-reperes]")
"""Ce qui se lit d’un coup d’œil (lieu, dates, partenaires) et ne ferait pas une phrase dans un extrait."""

_CONTENU = re.compile(r'<div [^>]*id="o-contenu".*(?=</article>.*</main>)', re.DOTALL)
"""Ce qu’une page a à elle, sans son habillage."""

_PAGEFIND = (sys.executable, "-m", "pagefind", "--force-language", SANS_RACINES, "--quiet")
_INUTILES = ("pagefind-ui*", "pagefind-modular-ui*", "pagefind-component-ui*", "pagefind-highlight.js")
_LECTEUR = etree.HTMLParser(encoding="utf-8")
# Le signe d’abord, ce qui le précède ensuite : chercher un signe va dix fois plus vite.
_APOSTROPHE = re.compile(r"[’'](?<=[^\W\d_].)(?=[^\W\d_])")
_TRAIT = re.compile(r"-(?<=\w.)(?=\w)")
_COMPOSE = re.compile(r"\w+(?:-\w+)*")
_LIGATURE = re.compile("[œæŒÆ]")
_MOT = re.compile(r"\b[^\W\d_]{3,}\b")
_MAGIE = b"pagefind_dcd"


class IndexationImpossible(RuntimeError):
    """Pagefind a échoué ; le message est ce qu’il en a dit."""


@dataclass(frozen=True, slots=True)
class Trouvable:
    """Une page que la recherche peut proposer."""

    adresse: str
    titre: str
    resume: str
    mots: tuple[str, ...] = ()
    """Les mots sous lesquels on la chercherait et qui n’y sont pas."""


def indexer(site: Path, trouvables: Iterable[Trouvable], lexique: Lexique) -> None:
    """Construit l’index des pages d’un site déjà construit, et l’y range."""
    brouillon = Brouillon(site, lexique)
    brouillon.indexer(brouillon.reduire(trouvables))


class Brouillon:
    """Les pages d’un site, réduites à ce que Pagefind doit lire, en attendant qu’il les lise."""

    def __init__(self, site: Path, lexique: Lexique) -> None:
        self._site = site
        self._lexique = lexique
        self._dossier = tempfile.TemporaryDirectory()
        self._textes = Path(self._dossier.name)

    def reduire(self, trouvables: Iterable[Trouvable]) -> Counter[str]:
        """Réduit des pages déjà écrites dans le site ; rend leurs mots, et dans combien d’entre elles est chacun."""

        def reduites() -> Iterator[tuple[str, etree._Element]]:
            for trouvable in trouvables:
                page = (self._site / trouvable.adresse / "index.html").read_text("utf-8")
                yield trouvable.adresse, _reduire(page, trouvable, self._lexique)

        return self._ecrire(reduites())

    def _ecrire(self, documents: Iterable[tuple[str, etree._Element]]) -> Counter[str]:
        mots: Counter[str] = Counter()
        for adresse, document in documents:
            mots.update(set(_MOT.findall(" ".join(str(t) for t in document.itertext()).lower())))
            cible = self._textes / _fichier(adresse)
            cible.write_bytes(etree.tostring(document, encoding="utf-8", method="html", doctype="<!DOCTYPE html>"))
        return mots

    def indexer(self, mots: Counter[str]) -> None:
        """Ajoute les mots du glossaire à ceux des pages, fait l’index et le range dans le site. Le brouillon a servi."""
        mots = mots + self._ecrire((f"{GLOSSAIRE.nom}/{terme.id}", _entree(terme)) for terme in self._lexique.termes)
        index = self._textes / DOSSIER
        parties = self._partager()
        cles: dict[str, str] = {}
        for rang, textes in enumerate(parties, 1):
            partie = index if rang == 1 else index / str(rang)
            _lancer([*_PAGEFIND, "--site", str(textes), "--output-path", str(partie)])
            cles |= _cles(partie)
            for fichier in (fichier for motif in _INUTILES for fichier in partie.glob(motif)):
                fichier.unlink()
        table = {"parties": len(parties), "pages": cles}
        (index / CLES).write_text(json.dumps(table, separators=(",", ":"), sort_keys=True), "utf-8")
        (index / MOTS).write_text(json.dumps(_ranger(mots), ensure_ascii=False, separators=(",", ":")), "utf-8")
        # L’ancien index sert jusqu’à ce que le nouveau soit entier.
        shutil.rmtree(self._site / DOSSIER, ignore_errors=True)
        shutil.move(index, self._site / DOSSIER)
        self._dossier.cleanup()

    def _partager(self) -> list[Path]:
        """Les dossiers à indexer l’un après l’autre : un seul, tant qu’il n’y a pas trop de pages pour la mémoire."""
        documents = sorted(self._textes.glob("*.html"))
        nombre = -(-len(documents) // PAR_INDEX)
        if nombre <= 1:
            return [self._textes]
        parties = [self._textes / f"partie-{rang}" for rang in range(nombre)]
        for partie in parties:
            partie.mkdir()
        for rang, document in enumerate(documents):
            # Une page sur deux, sur trois… : un mot est aussi rare dans une partie que dans le tout, et les notes se comparent.
            document.rename(parties[rang % nombre] / document.name)
        return parties


def _lancer(commande: Sequence[str]) -> None:
    resultat = subprocess.run(commande, check=False, capture_output=True, text=True)  # noqa: S603
    if resultat.returncode:
        raise IndexationImpossible(f"{resultat.stderr.strip() or resultat.stdout.strip()} (code {resultat.returncode})")


def _entree(terme: Terme) -> etree._Element:
    """Un mot du glossaire, qui se trouve par lui-même."""
    nom = f"{terme.terme} (glossaire)"
    mots = (*terme.graphies, *terme.synonymes)
    texte = f"{terme.developpe}. {terme.definition}" if terme.developpe else terme.definition
    return _document(Trouvable(f"{GLOSSAIRE.nom}/#{terme.id}", nom, terme.definition), texte, mots)


def _reduire(page: str, trouvable: Trouvable, lexique: Lexique) -> etree._Element:
    """La page telle qu’on l’indexe : son titre, son texte, puis les mots qui aident à la trouver."""
    trouve = _CONTENU.search(page)
    assert trouve is not None, trouvable.adresse
    contenu: Any = etree.fromstring(trouve[0].encode(), _LECTEUR)
    # Une page écrite à la main porte son titre dans son en-tête : on le lit là où le lecteur le lit.
    nom = trouvable.titre or "".join(next(contenu.iter("h1")).itertext()).strip()
    encarts = _REPERES(contenu)
    for noeud in _IGNORES(contenu):
        noeud.tag = SANS_TEXTE[0]
    etree.strip_elements(contenu, *SANS_TEXTE, with_tail=False)
    reperes = " ".join(_texte(encart) for encart in encarts)
    for encart in encarts:
        encart.tag = SANS_TEXTE[0]
    etree.strip_elements(contenu, SANS_TEXTE[0], with_tail=False)
    texte = _texte(contenu)
    entete = f"{nom} {trouvable.resume} {' '.join(trouvable.mots)}"
    return _document(replace(trouvable, titre=nom), texte, _synonymes(entete, f"{texte} {reperes}", lexique), reperes)


def _ranger(mots: Counter[str]) -> list[str]:
    """Les mots par classes de fréquence, la plus haute d’abord : une classe va du simple au double.

    Dans une classe, ils suivent l’alphabet, et chacun ne dit que ce qui le distingue du précédent : combien de lettres il en
    garde (un chiffre en base 36), puis la suite. Le tout pèse un quart de moins qu’une liste.
    """
    classes: dict[int, list[str]] = defaultdict(list)
    for mot in sorted(mots):
        classes[mots[mot].bit_length()].append(mot)
    return [" ".join(_abreger(classes[classe])) for classe in sorted(classes, reverse=True)]


def _abreger(mots: Iterable[str]) -> Iterator[str]:
    avant = ""
    for mot in mots:
        garde = sum(1 for _ in takewhile(lambda deux: deux[0] == deux[1], zip(avant, mot[: len(_CHIFFRES) - 1], strict=False)))
        yield _CHIFFRES[garde] + mot[garde:]
        avant = mot


def _fichier(adresse: str) -> str:
    """Où écrire le brouillon d’une page : à plat, car faire mille dossiers prend du temps."""
    return f"{adresse.rstrip('/').replace('/', '~') or 'index'}.html"


def _texte(noeud: Any) -> str:
    return " ".join(" ".join(noeud.itertext()).split())


def _variantes(texte: str) -> list[str]:
    """Les autres façons d’écrire les mots d’un texte.

    « œ » en « oe », « æ » en « ae », un mot composé d’un seul tenant, et en minuscules un nom comme « NosDéputés », que Pagefind
    coupe à sa majuscule.
    """
    composes = set(_COMPOSE.findall(texte))
    mots = {mot for compose in composes for mot in compose.split("-")}
    ligatures = {mot.lower().replace("œ", "oe").replace("æ", "ae") for mot in mots if _LIGATURE.search(mot)}
    soudes = {compose.lower().replace("-", "") for compose in composes if "-" in compose}
    bossus = {bas for mot in mots if (bas := mot.lower()) != mot and not mot[1:].islower() and not mot.isupper()}
    return sorted({*ligatures, *soudes, *bossus})


def _document(trouvable: Trouvable, texte: str, aides: Iterable[str], reperes: str = "") -> etree._Element:
    """Un document à indexer. `reperes` se cherche sans faire un extrait ; `aides` sont des mots que personne n’a à lire."""
    aides = tuple(aides)
    variantes = _variantes(" ".join((trouvable.titre, trouvable.resume, texte, reperes, *trouvable.mots, *aides)))
    racine = etree.Element("html", lang="fr")
    tete, corps = etree.SubElement(racine, "head"), etree.SubElement(racine, "body")
    etree.SubElement(tete, "title").text = trouvable.titre
    for cle, valeur in {"titre": trouvable.titre, "resume": trouvable.resume, "adresse": trouvable.adresse}.items():
        etree.SubElement(tete, "meta", {"data-pagefind-meta": f"{cle}[content]", "content": valeur})
    corps.set("data-pagefind-body", "")
    etree.SubElement(corps, "h1", POIDS["titre"]).text = preparer(trouvable.titre)
    etree.SubElement(corps, "p", POIDS["resume"]).text = preparer(trouvable.resume)
    etree.SubElement(corps, "p").text = preparer(texte)
    if reperes:
        etree.SubElement(corps, "p").text = preparer(f"{FIN_DU_TEXTE} {reperes}")
    for sorte, mots in (("mots", trouvable.mots), ("aides", (*variantes, *aides))):
        etree.SubElement(corps, "p", POIDS[sorte]).text = preparer("".join(f" {FIN_DU_TEXTE} {mot}" for mot in mots))
    return racine


def _synonymes(entete: str, texte: str, lexique: Lexique) -> Iterator[str]:
    """Les mots du glossaire sous lesquels on chercherait cette page : ceux de ses sujets, non de ce qu’elle ne fait que citer."""
    sujets = {terme.id: terme for _, _, terme in lexique.trouver(entete)}
    cites = [terme for _, _, terme in lexique.trouver(texte)]
    fois = Counter(terme.id for terme in cites)
    sujets |= {terme.id: terme for terme in cites if fois[terme.id] >= INSISTANCE}
    for terme in sujets.values():
        yield from (mot for mot in (*terme.graphies, terme.developpe, *terme.synonymes) if mot)


def preparer(texte: str) -> str:
    """Le texte tel que Pagefind le découpe bien : une espace après chaque apostrophe et chaque trait d’union.

    Le trait d’union devient U+2010, que le navigateur sait recoller dans un extrait.
    """
    return _TRAIT.sub(f"{TRAIT} ", _APOSTROPHE.sub("’ ", texte))


def _cles(dossier: Path) -> Mapping[str, str]:
    """L’adresse de chaque page indexée, par identifiant de résultat (voir `_fichier`)."""
    adresses = {}
    for fragment in sorted((dossier / "fragment").glob("*.pf_fragment")):
        contenu = gzip.decompress(fragment.read_bytes()).removeprefix(_MAGIE)
        adresses[fragment.stem] = unquote(json.loads(contenu)["url"]).strip("/").removesuffix(".html").replace("~", "/")
    return adresses
