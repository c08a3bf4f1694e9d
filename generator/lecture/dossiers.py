"""Une fiche hors de sa place : ce que ses champs et ses titres disent de sa famille, et le dossier où elle va."""

import os
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from generator.constats.constat import ERREUR, Constat, Position, Regle
from generator.constats.proximite import plus_proche, replier
from generator.lecture import depot
from generator.lecture.corps import sections
from generator.lecture.document import Source
from generator.lecture.entete import lire_fiche
from generator.modele.fiches import FAMILLES, MODELES, Champs

NOMS = {
    "exemples": "un exemple",
    "methodes": "une méthode",
    "outils": "un outil",
    "donnees": "une donnée",
    "competences": "une compétence",
    "mesures": "une mesure",
}

DOSSIER = Regle(
    "mauvais-dossier",
    ERREUR,
    "Fiche dans le mauvais dossier",
    "Le dossier d’une fiche dit ce qu’elle est : un exemple va dans `exemples/`, une méthode dans "
    "`content/methodes/`, un outil dans `content/outils/`. Ailleurs, elle serait jugée comme une autre, ou ne paraîtrait pas. "
    "Sur GitHub, ouvrez le fichier, cliquez sur le crayon, et récrivez son chemin dans la case du nom.",
    faux="methode/visite-croisee.md",
    juste="exemples/visite-croisee.md",
    dans="fichiers",
)

_AUTRES = ("content", "contenu", "fiches")
_JAMAIS = frozenset(("site", "tests", "generator", "overrides", "node_modules", "venv"))
_ECART = 4


def famille_probable(cles: Collection[str], titres: Collection[str], famille: str = "") -> str:
    """La famille à laquelle une fiche ressemble bien plus qu’à la sienne, ou rien."""
    notes = {une: _note(une, cles, titres) for une in FAMILLES}
    meilleure = max(notes, key=lambda une: notes[une])
    return meilleure if meilleure != famille and notes[meilleure] >= notes.get(famille, 0) + _ECART else ""


def egarees(racine: Path) -> Iterator[Constat]:
    """Les fiches posées à la racine, ou dans un dossier qui a presque le nom d’un des nôtres : personne ne les verrait."""
    with os.scandir(racine) as entrees:
        presentes = sorted(entrees, key=lambda entree: entree.name)
    for entree in presentes:
        if entree.name.startswith(".") or entree.name in _JAMAIS or entree.is_symlink():
            continue
        if entree.is_dir() and entree.name not in ("exemples", "content") and _ressemble(entree.name):
            for chemin in sorted(Path(entree.path).rglob("*.md")):
                yield from _egaree(racine, chemin.relative_to(racine).as_posix(), entree.name)
        elif entree.is_file() and entree.name.endswith(".md"):
            with Path(entree.path).open("rb") as fichier:
                if fichier.read(200).lstrip(b"\xef\xbb\xbf").startswith((b"---\ntitre:", b"---\r\ntitre:")):
                    yield from _egaree(racine, entree.name, "")


def prise_pour_une_page(chemin: str, source: Source) -> Constat:
    """Le constat d’une fiche posée parmi les pages du site."""
    famille = famille_probable(source.document.valeur, [section.titre for section in sections(source.corps)])
    famille = famille or plus_proche(Path(chemin).parent.name, FAMILLES) or "exemples"
    message = (
        f"Une fiche n’est pas une page du site. C’est {NOMS[famille]} : déplacez-la en {place_juste(Path(chemin).stem, famille)}."
    )
    return Constat(Position(chemin), DOSSIER, message, chemin)


def place_juste(nom: str, famille: str) -> str:
    """Où va un fichier de ce nom, s’il est de cette famille."""
    return f"{depot.dossier(famille)}/{depot.nom_propose(nom)}.md"


def _egaree(racine: Path, chemin: str, dossier: str) -> Iterator[Constat]:
    source, _ = lire_fiche(chemin, depot.lire(racine, chemin))
    cles = source.document.valeur if source else {}
    if source is not None and "titre" not in cles:
        return
    titres = [section.titre for section in sections(source.corps)] if source else []
    famille = famille_probable(cles, titres) or plus_proche(dossier, FAMILLES) or "exemples"
    ou = f"Le dossier {dossier}/ n’est pas de ceux du site" if dossier else "À la racine, une fiche n’est pas à sa place"
    juste = place_juste(Path(chemin).stem, famille)
    message = (
        f"{ou} : cette fiche ne serait ni vérifiée ni publiée. C’est {NOMS[famille]} : déplacez-la en {juste}"
        f"{depot.deja_pris(racine, juste)}."
    )
    yield Constat(Position(chemin), DOSSIER, message, chemin)


def _ressemble(nom: str) -> bool:
    return replier(nom) in _AUTRES or bool(plus_proche(nom, (*FAMILLES, "content")))


def _note(famille: str, cles: Collection[str], titres: Collection[str]) -> int:
    plis = {replier(section) for section in MODELES[famille].sections}
    return 2 * sum(replier(titre) in plis for titre in titres) + sum(cle in _propres(famille) for cle in cles)


@cache
def _propres(famille: str) -> frozenset[str]:
    """Les champs que cette famille a, et que n’ont pas toutes les autres."""
    return frozenset(MODELES[famille].model_fields) - frozenset(Champs.model_fields)
