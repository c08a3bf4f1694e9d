"""Le dépôt sur le disque : ce qui est une fiche, ce qui est une page, et ce qu’ils contiennent.

Seul module qui parcourt des dossiers. L’adresse d’une fiche ou d’une page vient du nom de son fichier et de rien d’autre : un
fichier ne peut pas écrire ailleurs que chez lui.
"""

import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from generator.constats.constat import ERREUR, Constat, Position, Regle
from generator.constats.proximite import replier
from generator.modele.base import IDENTIFIANT
from generator.modele.bibliographie import Reference
from generator.modele.champs import IMAGE, RESERVES
from generator.modele.fiches import FAMILLES
from generator.modele.recueils import RECUEILS

VOCABULAIRES = "content/vocabulaires"
BIBLIOGRAPHIE = "content/sources.yml"

ANNEXES = ("content/vocabulaires/", BIBLIOGRAPHIE, *(recueil.chemin for recueil in RECUEILS))
"""Ce que `content/` contient d’autre que des pages et des fiches."""

NOM = Regle(
    "fichier-nom",
    ERREUR,
    "Nom de fichier refusé",
    "Le nom du fichier devient l’adresse de la fiche sur le site : il doit rester simple pour se partager sans erreur. "
    "Écrivez-le en minuscules sans accent, avec des chiffres et des tirets, sans espace ni soulignement, et gardez `.md` "
    "à la fin. Quelques noms sont réservés au site, comme `index` ou `page-2`.",
    faux="exemples/Jardin partagé_Lilas.md",
    juste="exemples/jardin-partage-des-lilas.md",
    dans="fichiers",
)

EN_DOUBLE = Regle(
    "fichier-en-double",
    ERREUR,
    "Deux fichiers pour une fiche",
    "Deux fichiers portent le même nom de fiche : l’un est directement dans le dossier, l’autre dans un dossier à ce nom, "
    "et le site ne sait pas lequel publier. Gardez celui qui est à jour et supprimez l’autre. "
    "La forme avec un dossier ne sert qu’aux fiches qui montrent des images.",
    faux="exemples/silver-geek.md\nexemples/silver-geek/index.md",
    juste="exemples/silver-geek.md",
    dans="fichiers",
)

_PARTENAIRE = re.compile(r"(?m)^[ ]*(?:- )?\{?nom: *([^\n,}]+)")

_ANCIENS = re.compile(r"(?m)^anciens_identifiants:[ ]*(\[[^\]]*\]|(?:(?:#.*)?\r?\n[ ]*- .*)+)")

_DOCUMENTS = re.compile(r"(?m)^documents:(.*\r?\n(?:(?:[ \t#].*)?\r?\n)*)")
_CLE_OU_ADRESSE = re.compile(r"([\w-]+)[\"']?:[ ]*(?=\{|#|\r?\n)|\burl:[ ]*[\"']?([^\s}\"']+?)(?=,?(?:[\s}\"']|$))")


def dossier(famille: str) -> str:
    """Le dossier des fiches d’une famille : les exemples ont le leur, à la racine, parce que tout le monde en propose."""
    return famille if famille == "exemples" else f"content/{famille}"


@dataclass(frozen=True, slots=True)
class Fichier:
    """Un fichier de fiche : son chemin relatif au dépôt, ce que ce chemin dit d’elle, et ses octets."""

    chemin: str
    famille: str
    identifiant: str
    octets: bytes = field(repr=False)
    images: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Les images posées à côté d’elle."""

    @property
    def cle(self) -> str:
        """Ce par quoi les autres fiches la désignent : `outils/charte-du-faire-alliance`."""
        return f"{self.famille}/{self.identifiant}"


@dataclass(frozen=True, slots=True)
class FichierDePage:
    """Un fichier de page écrite à la main : son chemin relatif au dépôt, l’adresse qu’il lui donne, et ses octets."""

    chemin: str
    adresse: str
    octets: bytes = field(repr=False)


def lire(racine: Path, chemin: str) -> bytes:
    """Les octets d’un fichier du dépôt, ou rien s’il manque."""
    fichier = racine / chemin
    return fichier.read_bytes() if fichier.is_file() else b""


def textes(documents: Path, bibliographie: Mapping[str, Reference]) -> dict[str, str]:
    """Le texte de chaque document de la bibliographie que contient ce dossier, par clé."""
    presents = ((cle, documents / reference.texte) for cle, reference in bibliographie.items() if reference.texte)
    return {cle: chemin.read_text("utf-8") for cle, chemin in presents if chemin.is_file()}


def vocabulaires(racine: Path) -> tuple[str, ...]:
    """Les chemins des fichiers de vocabulaire."""
    return tuple(_relatif(racine, chemin) for chemin in sorted((racine / VOCABULAIRES).glob("*.yml")))


def designe(voulus: Collection[str] | None, chemin: str) -> bool:
    """Vrai si ce chemin est l’un de ceux qu’on demande, ou dans un dossier qu’on demande ; `None` demande tout."""
    return voulus is None or any(voulu in (".", chemin) or chemin.startswith(f"{voulu}/") for voulu in voulus)


def fiches(racine: Path) -> tuple[tuple[Fichier, ...], tuple[Constat, ...]]:
    """Toutes les fiches du dépôt, dans l’ordre de leurs chemins, et les fichiers refusés.

    Rien de ce qu’on trouve dans un dossier de fiches n’est ignoré : un fichier mal rangé serait publié sans être vérifié,
    ou perdu sans que personne le sache.
    """
    lues: dict[str, Fichier] = {}
    constats: list[Constat] = []
    dans_un_lien = cache(partial(_est_un_lien, racine))
    for famille in FAMILLES:
        for chemin in _fichiers(racine / dossier(famille)):
            relatif = _relatif(racine, chemin)
            identifiant = chemin.parent.name if chemin.name == "index.md" else chemin.stem
            cle = f"{famille}/{identifiant}"
            if chemin.suffix != ".md" and chemin in _images(chemin.parent / "index.md"):
                continue
            if relatif == f"content/{famille}/index.md":
                continue  # la page de la famille
            lien = chemin.is_symlink() or dans_un_lien(chemin.parent)
            if refus := _refus(racine, dossier(famille), chemin, identifiant, lien=lien):
                constats.append(Constat(Position(relatif), NOM, refus, identifiant))
            elif cle in lues:
                message = f"Cette fiche existe déjà : {lues[cle].chemin}. Gardez l’une des deux."
                constats.append(Constat(Position(relatif), EN_DOUBLE, message, identifiant))
            else:
                images = {image.name: image.read_bytes() for image in _images(chemin)}
                lues[cle] = Fichier(relatif, famille, identifiant, chemin.read_bytes(), images)
    return tuple(lues.values()), tuple(constats)


def pages(racine: Path) -> tuple[tuple[FichierDePage, ...], tuple[Constat, ...]]:
    """Les pages écrites à la main, dans l’ordre de leurs chemins, et ce qui n’a rien à faire dans `content/`."""
    lues: list[FichierDePage] = []
    constats: list[Constat] = []
    for chemin in _fichiers(racine / "content"):
        relatif = _relatif(racine, chemin)
        famille, _, reste = relatif.removeprefix("content/").partition("/")
        if relatif.startswith(ANNEXES) or (famille in FAMILLES and famille != "exemples" and reste != "index.md"):
            continue
        if refus := _refus_de_page(racine, chemin, relatif):
            constats.append(Constat(Position(relatif), NOM, refus, chemin.name))
        else:
            adresse = relatif.removeprefix("content/").removesuffix(".md").removesuffix("index").rstrip("/")
            lues.append(FichierDePage(relatif, f"{adresse}/" if adresse else "", chemin.read_bytes()))
    return tuple(lues), tuple(constats)


@dataclass(frozen=True, slots=True)
class Apercu:
    """Ce qu’une lecture rapide, sans analyse, trouve dans une fiche : de quoi en juger une sans avoir lu les autres."""

    partenaires: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]
    """La clé et l’adresse comparable de chaque document qu’elle décrit."""
    anciens: tuple[str, ...]
    """Les noms qu’elle dit avoir portés."""


def apercevoir(octets: bytes) -> Apercu:
    """Lit rapidement une fiche."""
    texte = octets.decode("utf-8", errors="ignore")
    partenaires = tuple(nom.strip().strip("\"'") for nom in _PARTENAIRE.findall(texte))
    return Apercu(partenaires, tuple(_documents(texte)), tuple(_anciens(texte)))


def organisations(apercus: Iterable[Apercu]) -> Counter[str]:
    """Les noms de partenaires écrits dans les fiches, et combien de fois."""
    return Counter(nom for apercu in apercus for nom in apercu.partenaires)


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


def adresse_comparable(url: str) -> str:
    """L’adresse d’un document, sans ce qui ne change pas le document : le protocole, l’ancre, la barre finale."""
    return re.sub(r"^https?://(www\.)?", "", url.strip().strip("\"'")).partition("#")[0].rstrip("/")


def _documents(texte: str) -> Iterator[tuple[str, str]]:
    bloc, cle = _DOCUMENTS.search(texte), ""
    for lue, url in _CLE_OU_ADRESSE.findall(bloc[1]) if bloc else ():
        cle = lue if lue and lue not in Reference.model_fields else cle
        if url:
            yield cle, adresse_comparable(url)


def _anciens(texte: str) -> Iterator[str]:
    bloc = _ANCIENS.search(texte) if "anciens_identifiants" in texte else None
    return (trouve[0] for trouve in re.finditer(r"[\w-]*\w", re.sub(r"(?m)^\s*-|#.*", "", bloc[1]) if bloc else ""))


def _fichiers(dossier: Path) -> list[Path]:
    """Les fichiers d’un dossier et de ceux qu’il contient, dans l’ordre, sans les fichiers cachés."""
    trouves: list[Path] = []
    a_voir = [str(dossier)] if dossier.is_dir() else []
    while a_voir:
        with os.scandir(a_voir.pop()) as entrees:
            for entree in entrees:
                if entree.is_dir(follow_symlinks=False):
                    a_voir.append(entree.path)
                elif entree.is_file() and not entree.name.startswith("."):
                    trouves.append(Path(entree.path))
    return sorted(trouves)


def _images(fiche: Path) -> tuple[Path, ...]:
    if fiche.name != "index.md" or not fiche.is_file():
        return ()
    return tuple(i for i in sorted(fiche.parent.iterdir()) if IMAGE.fullmatch(i.name) and not i.is_symlink())


def _refus(racine: Path, dossier: str, chemin: Path, identifiant: str, *, lien: bool) -> str:
    """Pourquoi ce fichier n’est pas une fiche, ou rien."""
    if chemin.suffix != ".md" and chemin.suffix.lower() in (".md", ".txt", ".markdown", ""):
        return f"Le nom d’une fiche finit par .md : renommez ce fichier {replier(identifiant).replace(' ', '-')}.md."
    famille = racine / dossier
    a_sa_place = chemin.parent == famille or (chemin.name == "index.md" and chemin.parent.parent == famille)
    if chemin.suffix != ".md" or not a_sa_place:
        return (
            f"Ce fichier n’est pas à sa place : une fiche est {dossier}/nom.md ou {dossier}/nom/index.md, avec ses images à côté."
        )
    if not re.fullmatch(IDENTIFIANT, identifiant) or len(identifiant) > 80:
        propose = replier(identifiant).replace(" ", "-")
        return f"Le nom du fichier devient l’adresse : minuscules sans accent, chiffres, tirets. Par exemple {propose}.md."
    if RESERVES.fullmatch(identifiant) or (chemin.parent == famille and chemin.name == "index.md"):
        return f"Le nom « {identifiant} » est réservé : choisissez-en un autre."
    if lien:
        return "Une fiche est un vrai fichier, pas un lien vers un autre."
    return ""


def _refus_de_page(racine: Path, chemin: Path, relatif: str) -> str:
    """Pourquoi ce fichier de `content/` n’est pas une page, ou rien."""
    if relatif.startswith("content/exemples/") and chemin.name != "index.md":
        return "Ce fichier n’est pas à sa place : un exemple va dans exemples/, une autre fiche dans le dossier de sa famille."
    if chemin.suffix != ".md":
        return "Ce fichier n’est pas à sa place : content/ ne contient que des pages et des fiches, qui finissent par .md."
    if not all(re.fullmatch(IDENTIFIANT, partie) for partie in relatif.removeprefix("content/").removesuffix(".md").split("/")):
        return "Le chemin d’une page devient son adresse : des minuscules sans accent et des tirets, dossiers compris."
    if _est_un_lien(racine, chemin):
        return "Une page est un vrai fichier, pas un lien vers un autre."
    return ""


def _est_un_lien(racine: Path, chemin: Path) -> bool:
    """Vrai si ce chemin, ou l’un des dossiers qui y mènent depuis la racine du dépôt, est un lien vers autre chose."""
    return any(parent.is_symlink() for parent in (chemin, *chemin.parents) if parent != racine and parent.is_relative_to(racine))


def _relatif(racine: Path, chemin: Path) -> str:
    return chemin.relative_to(racine).as_posix()
