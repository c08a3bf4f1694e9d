"""Le dépôt sur le disque : quels fichiers sont des fiches, et ce qu’ils contiennent.

Seul module qui parcourt des dossiers. L’adresse d’une fiche vient du nom de son fichier et de rien d’autre : une fiche
ne peut pas écrire ailleurs que chez elle.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.constats.constat import Constat
from generator.constats.proximite import replier
from generator.modele.champs import FAMILLES, IMAGE, RESERVES
from generator.modele.vocabulaires import IDENTIFIANT, Reference

VOCABULAIRES = "content/vocabulaires"
BIBLIOGRAPHIE = "content/sources.yml"
GLOSSAIRE = "content/glossaire.yml"
PARCOURS = "content/parcours.yml"
QUESTIONS = "content/questions.yml"
PAGES = frozenset(
    (
        "index.md",
        *(f"{famille}/index.md" for famille in FAMILLES),
        "accessibilite/index.md",
        "comprendre/index.md",
        "contribuer/index.md",
        "glossaire/index.md",
        "licences/index.md",
        "mentions-legales/index.md",
        "parcours/index.md",
    )
)
"""Les pages écrites à la main dans `content/`. Toute autre page y serait publiée sans que personne l’ait relue."""

ANNEXES = ("vocabulaires/", "schemas/", "sources.yml", "glossaire.yml", "parcours.yml", "questions.yml")
"""Ce que `content/` contient d’autre que des pages et des fiches."""

DOSSIERS = {"exemples": "exemples"} | {famille: f"content/{famille}" for famille in FAMILLES if famille != "exemples"}
"""Le dossier des fiches de chaque famille."""

_NOM = re.compile(r"(?m)^[ ]*(?:- )?\{?nom: *([^\n,}]+)")


@dataclass(frozen=True, slots=True)
class Fichier:
    """Un fichier de fiche : son chemin relatif au dépôt, ce que ce chemin dit d’elle, et ses octets."""

    chemin: str
    famille: str
    identifiant: str
    octets: bytes = field(repr=False)
    images: Mapping[str, int] = field(default_factory=dict)
    """Les images posées à côté d’elle, et leur poids en octets."""

    @property
    def cle(self) -> str:
        """Ce par quoi les autres fiches la désignent : `outils/charte-du-faire-alliance`."""
        return f"{self.famille}/{self.identifiant}"


def lire(racine: Path, chemin: str) -> bytes:
    """Les octets d’un fichier du dépôt, ou rien s’il manque."""
    fichier = racine / chemin
    return fichier.read_bytes() if fichier.is_file() else b""


def textes(dossier: Path, bibliographie: Mapping[str, Reference]) -> dict[str, str]:
    """Le texte de chaque document de la bibliographie que contient `dossier`, par identifiant."""
    presents = ((nom, dossier / reference.texte) for nom, reference in bibliographie.items() if reference.texte)
    return {nom: chemin.read_text("utf-8") for nom, chemin in presents if chemin.is_file()}


def vocabulaires(racine: Path) -> tuple[str, ...]:
    """Les chemins des fichiers de vocabulaire."""
    return tuple(_relatif(racine, chemin) for chemin in sorted((racine / VOCABULAIRES).glob("*.yml")))


def designe(voulus: Collection[str] | None, chemin: str) -> bool:
    """Vrai si ce chemin est l’un de ceux qu’on demande, ou dans un dossier qu’on demande ; `None` demande tout."""
    return voulus is None or any(voulu in (".", chemin) or chemin.startswith(f"{voulu}/") for voulu in voulus)


def fichiers(racine: Path) -> tuple[tuple[Fichier, ...], tuple[Constat, ...]]:
    """Toutes les fiches du dépôt, dans l’ordre de leurs chemins, et les fichiers refusés.

    Rien de ce qu’on trouve dans un dossier de fiches n’est ignoré : un fichier mal rangé serait publié sans être vérifié,
    ou perdu sans que personne le sache.
    """
    lus: dict[str, Fichier] = {}
    constats: list[Constat] = []
    for famille, dossier in DOSSIERS.items():
        for chemin in sorted(c for c in (racine / dossier).rglob("*") if c.is_file() and not c.name.startswith(".")):
            relatif = _relatif(racine, chemin)
            identifiant = chemin.parent.name if chemin.name == "index.md" else chemin.stem
            cle = f"{famille}/{identifiant}"
            if chemin.suffix != ".md" and chemin in _images(chemin.parent / "index.md"):
                continue
            if dossier != "exemples" and relatif.removeprefix("content/") in PAGES:
                continue
            if refus := _refus(racine, dossier, chemin, identifiant):
                constats.append(Constat(relatif, 1, 1, "fichier-nom", refus, identifiant))
            elif cle in lus:
                message = f"Cette fiche existe déjà : {lus[cle].chemin}. Gardez l’une des deux."
                constats.append(Constat(relatif, 1, 1, "fichier-en-double", message, identifiant))
            else:
                images = {image.name: image.stat().st_size for image in _images(chemin)}
                lus[cle] = Fichier(relatif, famille, identifiant, chemin.read_bytes(), images)
    constats.extend(_egares(racine))
    return tuple(lus.values()), tuple(constats)


def _egares(racine: Path) -> Iterator[Constat]:
    """Les fichiers de `content/` qui ne sont ni une fiche, ni une page connue, ni une annexe."""
    connus = tuple(f"{dossier.removeprefix('content/')}/" for dossier in DOSSIERS.values()) + ANNEXES
    for chemin in sorted((racine / "content").rglob("*")):
        dans = chemin.relative_to(racine / "content").as_posix()
        range_ = dans in PAGES or (dans.startswith(connus) and not dans.startswith("exemples/"))
        if chemin.is_file() and not range_ and not chemin.name.startswith("."):
            # Les exemples ont leur dossier à eux, hors de `content/`.
            message = (
                "Ce fichier n’est pas à sa place : un exemple va dans exemples/, une autre fiche dans le dossier de sa famille."
            )
            yield Constat(_relatif(racine, chemin), 1, 1, "fichier-nom", message, chemin.name)


def organisations(fichiers: Iterable[Fichier]) -> Counter[str]:
    """Les noms de partenaires écrits dans les fiches, et combien de fois.

    Une lecture rapide, sans analyse : elle sert à rapprocher des graphies, même quand on ne valide qu’une fiche.
    """
    noms = (nom for fichier in fichiers for nom in _NOM.findall(fichier.octets.decode("utf-8", errors="ignore")))
    return Counter(nom.strip().strip("\"'") for nom in noms)


def images(racine: Path) -> Iterator[tuple[str, Path]]:
    """Les images posées à côté des exemples : leur adresse sur le site, et leur fichier."""
    for chemin in sorted((racine / DOSSIERS["exemples"]).glob("*/index.md")):
        for image in _images(chemin):
            yield f"exemples/{chemin.parent.name}/{image.name}", image


def _images(fiche: Path) -> tuple[Path, ...]:
    if fiche.name != "index.md" or not fiche.is_file():
        return ()
    return tuple(i for i in sorted(fiche.parent.iterdir()) if IMAGE.fullmatch(i.name) and not i.is_symlink())


def _refus(racine: Path, dossier: str, chemin: Path, identifiant: str) -> str:
    """Pourquoi ce fichier n’est pas une fiche, ou rien."""
    propose = replier(identifiant).replace(" ", "-")
    if chemin.suffix != ".md" and chemin.suffix.lower() in (".md", ".txt", ".markdown", ""):
        return f"Le nom d’une fiche finit par .md : renommez ce fichier {propose}.md."
    famille = racine / dossier
    a_sa_place = chemin.parent == famille or (chemin.name == "index.md" and chemin.parent.parent == famille)
    if chemin.suffix != ".md" or not a_sa_place:
        return (
            f"Ce fichier n’est pas à sa place : une fiche est {dossier}/nom.md ou {dossier}/nom/index.md, avec ses images à côté."
        )
    if not re.fullmatch(IDENTIFIANT, identifiant) or len(identifiant) > 80:
        return f"Le nom du fichier devient l’adresse : minuscules sans accent, chiffres, tirets. Par exemple {propose}.md."
    if RESERVES.fullmatch(identifiant) or (chemin.parent == famille and chemin.name == "index.md"):
        return f"Le nom « {identifiant} » est réservé : choisissez-en un autre."
    if chemin.is_symlink() or chemin.parent.is_symlink():
        return "Une fiche est un vrai fichier, pas un lien vers un autre."
    return ""


def _relatif(racine: Path, chemin: Path) -> str:
    return chemin.relative_to(racine).as_posix()
