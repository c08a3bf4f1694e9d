"""Le dépôt sur le disque : ce qui est une fiche, ce qui est une page, et ce qu’ils contiennent.

Seul module qui parcourt des dossiers. L’adresse d’une fiche ou d’une page vient du nom de son fichier et de rien d’autre : un
fichier ne peut pas écrire ailleurs que chez lui.
"""

import os
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import accumulate
from pathlib import Path, PurePosixPath

from generator.constats.constat import ERREUR, Constat, Position, Regle
from generator.constats.proximite import replier
from generator.lecture import attendu
from generator.modele.base import IDENTIFIANT
from generator.modele.bibliographie import Reference
from generator.modele.champs import IMAGE, RESERVES
from generator.modele.fiches import FAMILLES
from generator.modele.recueils import RECUEILS

VOCABULAIRES = "content/vocabulaires"
BIBLIOGRAPHIE = attendu.BIBLIOGRAPHIE

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

_DOCUMENTS = {
    ".docx": "un document Word",
    ".doc": "un document Word",
    ".odt": "un document LibreOffice",
    ".pages": "un document Pages",
    ".rtf": "un texte enrichi (RTF)",
    ".pdf": "un document PDF",
    ".html": "une page web",
    ".htm": "une page web",
    ".xlsx": "un classeur Excel",
}


def dossier(famille: str) -> str:
    """Le dossier des fiches d’une famille : les exemples ont le leur, à la racine, parce que tout le monde en propose."""
    return famille if famille == "exemples" else f"content/{famille}"


def cle_du_chemin(chemin: str) -> str:
    """La clé de la fiche de ce fichier, ou rien si ce n’en est pas une."""
    famille, _, nom = chemin.removeprefix("content/").removesuffix("/index.md").removesuffix(".md").partition("/")
    return f"{famille}/{nom}" if famille in FAMILLES and nom and "/" not in nom else ""


Etat = tuple[int, ...]
"""Ce que le système dit d’un fichier sans l’ouvrir, et qui change quand on l’écrit : ses dates, sa taille, sa place."""


@dataclass(frozen=True)
class Fichier:
    """Un fichier de fiche : son chemin relatif au dépôt, ce que ce chemin dit d’elle, et l’état où on l’a trouvé.

    Il ne se lit que quand on en a besoin. Deux fichiers au même chemin et dans le même état sont égaux.
    """

    chemin: str
    famille: str
    identifiant: str
    etat: Etat
    etats_des_images: Mapping[str, Etat]
    """Les images posées à côté d’elle, et l’état de chacune."""
    lire: Callable[[str], bytes] = field(repr=False, compare=False)

    @cached_property
    def octets(self) -> bytes:
        """Ce que contient le fichier."""
        return self.lire(self.chemin)

    @cached_property
    def images(self) -> Mapping[str, bytes]:
        """Les images posées à côté d’elle, par nom."""
        dossier = self.chemin.rpartition("/")[0]
        return {nom: self.lire(f"{dossier}/{nom}") for nom in self.etats_des_images}

    @property
    def cle(self) -> str:
        """Ce par quoi les autres fiches la désignent : `outils/charte-du-faire-alliance`."""
        return f"{self.famille}/{self.identifiant}"


@dataclass(frozen=True, slots=True)
class FichierDePage:
    """Un fichier de page écrite à la main : son chemin relatif au dépôt, l’adresse qu’il lui donne, et ses octets."""

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
    """Vrai si ce chemin est l’un de ceux qu’on demande, ou dans un dossier qu’on demande ; `None` demande tout."""
    return voulus is None or any(voulu in (".", chemin) or chemin.startswith(f"{voulu}/") for voulu in voulus)


def fiches(racine: Path) -> tuple[tuple[Fichier, ...], tuple[Constat, ...]]:
    """Toutes les fiches du dépôt, dans l’ordre de leurs chemins, et les fichiers refusés.

    Rien de ce qu’on trouve dans un dossier de fiches n’est ignoré : un fichier mal rangé serait publié sans être vérifié,
    ou perdu sans que personne le sache.
    """
    trouvees: dict[str, Fichier] = {}
    constats: list[Constat] = []
    lire_ici = partial(lire, racine)
    for famille in FAMILLES:
        presents = _fichiers(racine, dossier(famille))
        dans_un_lien = _est_un_lien(racine, dossier(famille))
        images = _images(presents)
        for relatif, entree in presents.items():
            ou, _, nom = relatif.rpartition("/")
            identifiant = ou.rpartition("/")[2] if nom == "index.md" else nom.removesuffix(_suffixe(nom))
            cle = f"{famille}/{identifiant}"
            if relatif == f"content/{famille}/index.md" or nom in images.get(ou, {}):
                continue  # la page de la famille, ou une image, qui vient avec sa fiche
            lien = dans_un_lien or entree.is_symlink()
            if refus := _refus(dossier(famille), relatif, identifiant, presents.__contains__, lien=lien):
                constats.append(Constat(Position(relatif), NOM, refus, identifiant))
            elif cle in trouvees:
                message = f"Cette fiche existe déjà : {trouvees[cle].chemin}. Gardez l’une des deux."
                constats.append(Constat(Position(relatif), EN_DOUBLE, message, identifiant))
            else:
                siennes = images.get(ou, {}) if nom == "index.md" else {}
                trouvees[cle] = Fichier(relatif, famille, identifiant, _etat(entree), siennes, lire_ici)
    return tuple(trouvees.values()), tuple(constats)


def a_ecrire(chemin: str, famille: str, identifiant: str, octets: bytes) -> Fichier:
    """Une fiche qui n’est pas encore sur le disque."""
    return Fichier(chemin, famille, identifiant, (), {}, lambda _: octets)


def pages(racine: Path) -> tuple[tuple[FichierDePage, ...], tuple[Constat, ...]]:
    """Les pages écrites à la main, dans l’ordre de leurs chemins, et ce qui n’a rien à faire dans `content/`."""
    lues: list[FichierDePage] = []
    constats: list[Constat] = []
    dans_un_lien = _est_un_lien(racine, "content")
    for relatif, entree in _fichiers(racine, "content").items():
        famille, _, reste = relatif.removeprefix("content/").partition("/")
        if relatif.startswith(ANNEXES) or (famille in FAMILLES and famille != "exemples" and reste != "index.md"):
            continue
        if refus := _refus_de_page(racine, relatif, lien=dans_un_lien or entree.is_symlink()):
            constats.append(Constat(Position(relatif), NOM, refus, entree.name))
        else:
            adresse = relatif.removeprefix("content/").removesuffix(".md").removesuffix("index").rstrip("/")
            lues.append(FichierDePage(relatif, f"{adresse}/" if adresse else "", lire(racine, relatif)))
    return tuple(lues), tuple(constats)


def _fichiers(racine: Path, dossier: str) -> dict[str, "os.DirEntry[str]"]:
    """Les fichiers d’un dossier du dépôt et de ceux qu’il contient, par chemin, dans l’ordre, sans les fichiers cachés."""
    trouves: dict[str, os.DirEntry[str]] = {}
    a_voir = [dossier] if (racine / dossier).is_dir() else []
    while a_voir:
        ici = a_voir.pop()
        with os.scandir(racine / ici) as entrees:
            for entree in entrees:
                if entree.is_dir(follow_symlinks=False):
                    a_voir.append(f"{ici}/{entree.name}")
                elif entree.is_file() and not entree.name.startswith("."):
                    trouves[f"{ici}/{entree.name}"] = entree
    return {chemin: trouves[chemin] for chemin in sorted(trouves, key=lambda chemin: chemin.split("/"))}


def _suffixe(nom: str) -> str:
    # Un objet par fichier prendrait plus de temps que le lire.
    return ".md" if nom.endswith(".md") else PurePosixPath(nom).suffix


def _etat(entree: "os.DirEntry[str]") -> Etat:
    lu = entree.stat()
    return lu.st_mtime_ns, lu.st_ctime_ns, lu.st_size, lu.st_ino


def _images(presents: Mapping[str, "os.DirEntry[str]"]) -> dict[str, dict[str, Etat]]:
    """Pour chaque dossier qui est celui d’une fiche, ses images, dans l’ordre de leurs noms, et l’état de chacune."""
    images: dict[str, dict[str, Etat]] = {}
    for chemin, entree in presents.items():
        dossier = chemin.rpartition("/")[0]
        if IMAGE.fullmatch(entree.name) and f"{dossier}/index.md" in presents and not entree.is_symlink():
            images.setdefault(dossier, {})[entree.name] = _etat(entree)
    return images


_COPIE = re.compile(
    r"(?:[\s_-]*\(\d{1,2}\)|[\s_-]+(?:copie|copy)(?:[\s_-]*\(?\d{0,2}\)?)?|^copie[\s_-]+de[\s_-]+)+", re.IGNORECASE
)
_FIN_DE_TROP = re.compile(r"(?:\.(?:md|txt|markdown|docx?|odt|rtf|pdf|pages|html?))+$", re.IGNORECASE)
"""Ce qui reste d’une autre fin de nom : `fiche.md.txt`, `fiche.docx.md`."""


def nom_propose(nom: str) -> str:
    """Le nom qu’un fichier aurait s’il était admis : sans numéro de copie, ni seconde fin de nom, ni accent."""
    propre = _COPIE.sub("", _FIN_DE_TROP.sub("", nom))
    return replier(propre or nom).replace(" ", "-")[:80].strip("-") or "ma-fiche"


def _refus(dossier: str, relatif: str, identifiant: str, pris: Callable[[str], bool], *, lien: bool) -> str:
    """Pourquoi ce fichier n’est pas une fiche, ou rien."""
    ou, _, nom = relatif.rpartition("/")
    suffixe = _suffixe(nom)
    juste = f"{dossier}/{nom_propose(identifiant)}.md"
    if suffixe != ".md" and (autre := _autre_fin(juste, nom, suffixe)):
        return autre
    a_sa_place = ou == dossier or (nom == "index.md" and ou.rpartition("/")[0] == dossier)
    if suffixe != ".md" or not a_sa_place:
        ailleurs = f"une fiche est {dossier}/nom.md ou {dossier}/nom/index.md, avec ses images à côté."
        directement = f"une fiche est directement dans son dossier, comme {juste}."
        return f"Ce fichier n’est pas à sa place : {directement if suffixe == '.md' else ailleurs}"
    if not re.fullmatch(IDENTIFIANT, identifiant) or len(identifiant) > 80:
        return _refus_du_nom(identifiant, juste, pris=pris(juste))
    if RESERVES.fullmatch(identifiant) or (ou == dossier and nom == "index.md"):
        return f"Le nom « {identifiant} » est réservé : choisissez-en un autre."
    if lien:
        return "Une fiche est un vrai fichier, pas un lien vers un autre."
    return ""


def _refus_du_nom(identifiant: str, juste: str, *, pris: bool) -> str:
    if pris and _COPIE.search(identifiant):
        return f"C’est sans doute une copie de {juste} : reportez-y ce qui a changé, et supprimez ce fichier."
    if pris:
        return f"Le nom du fichier devient l’adresse, et {juste} est déjà pris : donnez-lui un autre nom, sans espace ni accent."
    return f"Le nom du fichier devient l’adresse, sans espace, accent ni majuscule : renommez-le {juste}."


def _autre_fin(juste: str, nom: str, suffixe: str) -> str:
    """Ce que l’on dit d’un fichier dont le nom finit comme celui d’un texte ou d’un document, ou rien."""
    if cachee := re.search(r"\.md(\.\w+)$", nom, re.IGNORECASE):
        return (
            f"Le nom de ce fichier finit par {cachee[0]} : Windows et le Mac cachent souvent la dernière partie, {cachee[1]}, "
            "et n’en montrent que le début. Sur la page du dépôt, ouvrez ce fichier, cliquez sur le crayon et, dans la case du "
            f"nom, effacez {cachee[1]} ; il doit rester {juste.rpartition('/')[2]}. Puis enregistrez."
        )
    if suffixe.lower() in (".md", ".txt", ".markdown", ""):
        return f"Le nom d’une fiche finit par .md, en minuscules : renommez ce fichier {juste}."
    if document := _DOCUMENTS.get(suffixe.lower()):
        return (
            f"Une fiche est un fichier de texte simple, et celui-ci est {document}. Ouvrez-le, sélectionnez tout (Ctrl+A), "
            f"copiez (Ctrl+C) ; puis, sur la page du dépôt, créez le fichier {juste}, collez-y le "
            "texte (Ctrl+V), et supprimez celui-ci."
        )
    return ""


def _refus_de_page(racine: Path, relatif: str, *, lien: bool) -> str:
    """Pourquoi ce fichier de `content/` n’est pas une page, ou rien."""
    if relatif.startswith("content/exemples/") and not relatif.endswith("/index.md"):
        juste = f"exemples/{nom_propose(PurePosixPath(relatif).stem)}.md"
        return (
            f"Les exemples ne sont pas dans content/ : s’il s’agit d’une fiche, déplacez-la en {juste}{deja_pris(racine, juste)}."
        )
    if _suffixe(relatif) != ".md":
        return "Ce fichier n’est pas à sa place : content/ ne contient que des pages et des fiches, qui finissent par .md."
    if not all(re.fullmatch(IDENTIFIANT, partie) for partie in relatif.removeprefix("content/").removesuffix(".md").split("/")):
        return "Le chemin d’une page devient son adresse : des minuscules sans accent et des tirets, dossiers compris."
    if lien:
        return "Une page est un vrai fichier, pas un lien vers un autre."
    return ""


def deja_pris(racine: Path, chemin: str) -> str:
    """Ce que l’on ajoute à l’endroit où déplacer un fichier, si une autre fiche y est déjà."""
    return ", sous un autre nom : celui-là est déjà pris" if (racine / chemin).exists() else ""


def _est_un_lien(racine: Path, dossier: str) -> bool:
    """Vrai si un dossier, ou l’un de ceux qui y mènent depuis la racine, est un lien ; ceux qu’il contient ne se suivent pas."""
    return any((racine / ici).is_symlink() for ici in accumulate(dossier.split("/"), lambda ou, nom: f"{ou}/{nom}"))


def _relatif(racine: Path, chemin: Path) -> str:
    return chemin.relative_to(racine).as_posix()
