"""L’aperçu d’une fiche : ce qu’une lecture rapide y trouve, et qui suffit à en juger une autre.

Pour vérifier une fiche, il faut savoir comment les autres nomment leurs partenaires, et quels documents elles décrivent. On les
aperçoit sans les analyser ; et ce qu’on a aperçu se garde d’une vérification à l’autre, tant que le fichier n’a pas bougé.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.lecture.depot import Fichier
from generator.lecture.gardes import Gardes, condense
from generator.modele import bibliographie
from generator.modele.bibliographie import Reference, adresse_comparable
from generator.modele.fiches import FAMILLES

_PARTENAIRE = re.compile(r"(?m)^[ ]*(?:- )?\{?nom: *([^\n,}]+)")

_ANCIENS = re.compile(r"(?m)^anciens_identifiants:[ ]*(\[[^\]]*\]|(?:(?:#.*)?\r?\n[ ]*- .*)+)")

_TITRE = re.compile(r"(?m)^titre:[ ]*(.+)")
_TERRITOIRES = re.compile(r"(?m)^territoires:[ ]*(\[[^\]]*\]|(?:(?:#.*)?\r?\n[ ]*- .*)+)")
_DISTINCTES = re.compile(r"(?m)^distincte_de:[ ]*(\[[^\]]*\]|(?:(?:#.*)?\r?\n[ ]*- .*)+)")
_ANNEE = re.compile(r"\b(?:debut|attestee): *[\"']?(\d{4})")
_ECRITE = re.compile(r"(?m)^publie_le: *[\"']?(\d{4}-\d\d-\d\d)")
_CITES = re.compile(r"\bdocument: *[\"']?([a-z0-9-]+)")
_PORTEUR = re.compile(r"(?m)^structure:[ ]*(.+)")
_RENVOIS = re.compile(rf"\b(?:{'|'.join(FAMILLES)})/[a-z0-9-]+")
_DOCUMENTS = re.compile(r"(?m)^documents:(.*\r?\n(?:(?:[ \t#].*)?\r?\n)*)")
_CLE_OU_ADRESSE = re.compile(r"([\w-]+)[\"']?:[ ]*(?=\{|#|\r?\n)|\burl:[ ]*[\"']?([^\s}\"']+?)(?=,?(?:[\s}\"']|$))")


@dataclass(frozen=True, slots=True)
class Apercu:
    """Ce qu’une lecture rapide, sans analyse, trouve dans une fiche : de quoi en juger une sans avoir lu les autres."""

    partenaires: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]
    """La clé et l’adresse comparable de chaque document qu’elle décrit."""
    anciens: tuple[str, ...]
    """Les noms qu’elle dit avoir portés."""
    titre: str = ""
    territoires: tuple[str, ...] = ()
    annee: str = ""
    """L’année de son début ou, à défaut, celle où elle est attestée."""
    ecrite_le: str = ""
    cites: tuple[str, ...] = ()
    """Les clés des documents qu’elle cite."""
    distinctes: tuple[str, ...] = ()
    """Les fiches dont elle dit n’être pas une autre version."""
    porteur: str = ""
    """Pour une compétence, l’organisme."""
    renvois: tuple[str, ...] = ()
    """Les fiches qu’elle désigne."""


def apercevoir(octets: bytes) -> Apercu:
    """Lit rapidement l’en-tête d’une fiche."""
    texte = octets[: octets.find(b"\n---") + 1 or None].decode("utf-8", errors="ignore")
    partenaires = tuple(nom.strip().strip("\"'") for nom in _PARTENAIRE.findall(texte))
    return Apercu(
        partenaires,
        tuple(_documents(texte)),
        tuple(_anciens(texte)),
        _premier(_TITRE, texte).strip().strip("\"'"),
        tuple(_elements(_premier(_TERRITOIRES, texte))),
        _premier(_ANNEE, texte),
        _premier(_ECRITE, texte),
        tuple(dict.fromkeys(_CITES.findall(texte))),
        tuple(_elements(_premier(_DISTINCTES, texte))),
        _premier(_PORTEUR, texte).strip().strip("\"'"),
        tuple(dict.fromkeys(_RENVOIS.findall(texte))),
    )


def gardes(racine: Path, depuis: int) -> Gardes:
    """Les aperçus gardés de ce dépôt : ils valent pour le code qui aperçoit."""
    code = (Path(module).read_bytes() for module in (__file__, bibliographie.__file__))
    return Gardes(racine, "apercus", condense(*code), depuis)


def relire(valeur: Any) -> Apercu:
    """L’aperçu tel qu’on l’a gardé."""
    partenaires, documents, anciens, titre, territoires, annee, ecrite_le, cites, distinctes, porteur, renvois = valeur
    return Apercu(
        tuple(partenaires),
        tuple((cle, adresse) for cle, adresse in documents),
        tuple(anciens),
        titre,
        tuple(territoires),
        annee,
        ecrite_le,
        tuple(cites),
        tuple(distinctes),
        porteur,
        tuple(renvois),
    )


def organisations(apercus: Iterable[tuple[Fichier, Apercu]]) -> dict[str, tuple[int, str]]:
    """Les noms de partenaires écrits dans les fiches : combien de fois chacun l’est, et dans quel fichier d’abord."""
    ecrites: dict[str, tuple[int, str]] = {}
    for fichier, apercu in apercus:
        for nom in apercu.partenaires:
            fois, premier = ecrites.get(nom, (0, fichier.chemin))
            ecrites[nom] = (fois + 1, premier)
    return ecrites


def documents_decrits(apercus: Iterable[tuple[Fichier, Apercu]]) -> dict[str, tuple[str, str]]:
    """Les adresses des documents que des fiches décrivent : le fichier qui décrit chacun le premier, et sous quelle clé."""
    decrits: dict[str, tuple[str, str]] = {}
    for fichier, apercu in apercus:
        for cle, adresse in apercu.documents:
            decrits.setdefault(adresse, (fichier.chemin, cle))
    return decrits


def anciennes(apercus: Iterable[tuple[Fichier, Apercu]]) -> dict[str, str]:
    """Les anciennes adresses que des fiches ont eues (`exemples/vieux-nom`), et la première à dire l’avoir eue."""
    prises: dict[str, str] = {}
    for fichier, apercu in apercus:
        for ancien in apercu.anciens:
            prises.setdefault(f"{fichier.famille}/{ancien}", fichier.cle)
    return prises


def _documents(texte: str) -> Iterator[tuple[str, str]]:
    bloc, cle = _DOCUMENTS.search(texte), ""
    for lue, url in _CLE_OU_ADRESSE.findall(bloc[1]) if bloc else ():
        cle = lue if lue and lue not in Reference.model_fields else cle
        if url:
            yield cle, adresse_comparable(url)


def _anciens(texte: str) -> Iterator[str]:
    bloc = _ANCIENS.search(texte) if "anciens_identifiants" in texte else None
    return (trouve[0] for trouve in re.finditer(r"[\w-]*\w", re.sub(r"(?m)^\s*-|#.*", "", bloc[1]) if bloc else ""))


def _premier(motif: re.Pattern[str], texte: str) -> str:
    trouve = motif.search(texte)
    return trouve[1] if trouve else ""


def _elements(bloc: str) -> Iterator[str]:
    """Les éléments d’une liste simple, sur une ligne ou plusieurs."""
    separes = re.split(r"[,\n]", re.sub(r"(?m)^\s*-|(?<!\S)#.*", "", bloc).strip("[] \r\n"))
    return (element for brut in separes if (element := brut.strip().strip("\"'")))
