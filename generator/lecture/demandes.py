"""Ce que l’on demande de lire : d’un chemin tapé à un chemin du dépôt, ou la raison pour laquelle il n’y a rien à lire."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.constats.signes import citer
from generator.lecture import depot
from generator.modele.fiches import FAMILLES

LUS = ("exemples", "content")
"""Les dossiers du dépôt que l’on lit."""


class PasALire(ValueError):
    """Rien ne se lit à ce chemin ; le message dit pourquoi, et quoi faire."""


def demandes(racine: Path, chemins: Iterable[Path]) -> frozenset[str]:
    """Les chemins demandés, relatifs au dépôt ; un fichier mal nommé en est, pour qu’on le dise.

    Un chemin se comprend d’où l’on est, sinon depuis la racine du dépôt. Lève `PasALire` au premier où rien ne se lit.
    """
    return frozenset(_demande(racine.resolve(), chemin) for chemin in chemins)


def _demande(racine: Path, chemin: Path) -> str:
    vus = [entier for depuis in (Path(), racine) if (entier := _entier(depuis / chemin)) is not None]
    dedans = next((entier for entier in vus if entier.is_relative_to(racine)), None)
    montre = citer(str(chemin))
    if not vus:
        raise PasALire(f"« {montre} » n’existe pas.{_proche(racine, chemin)}")
    if dedans is None:
        raise PasALire(f"« {montre} » est hors du dépôt. {_ou_ranger()}")
    relatif = dedans.relative_to(racine)
    if relatif.parts and relatif.parts[0] not in LUS:
        raise PasALire(f"« {montre} » n’est pas dans un dossier de fiches : rien n’y est lu. {_ou_ranger()}")
    if not any(_lisibles(dedans)):
        raise PasALire(f"Il n’y a rien à lire dans « {montre} »." if dedans.is_dir() else f"« {montre} » est un fichier caché.")
    return relatif.as_posix()


def _entier(chemin: Path) -> Path | None:
    """Le chemin complet de ce qui existe. Un lien n’est pas suivi : c’est lui qu’on juge, et non ce vers quoi il mène."""
    try:
        if not chemin.exists() and not chemin.is_symlink():
            return None
        return chemin.parent.resolve() / chemin.name if chemin.is_symlink() else chemin.resolve()
    except (OSError, ValueError):
        return None


def _lisibles(chemin: Path) -> Iterator[Path]:
    """Les fichiers qui se lisent à ce chemin : tous, sauf les cachés."""
    fichiers = chemin.rglob("*") if chemin.is_dir() else (chemin,)
    return (fichier for fichier in fichiers if not fichier.name.startswith(".") and not fichier.is_dir())


def _ou_ranger() -> str:
    autres = " ou ".join(depot.dossier(famille) for famille in FAMILLES if famille != "exemples")
    return f"Un exemple se range dans exemples/ ; une autre fiche, dans le dossier de sa famille : {autres}."


def _proche(racine: Path, chemin: Path) -> str:
    """Le fichier du dépôt que l’on voulait sans doute : le même nom ailleurs, ou une faute de frappe."""
    # Chargé ici seulement : on ne compare que pour une faute.
    from generator.constats.proximite import plus_proche  # noqa: PLC0415

    presents = [f.relative_to(racine).as_posix() for dossier in LUS for f in _lisibles(racine / dossier) if f.suffix == ".md"]
    par_nom = {
        (nom if nom != "index" else present.split("/")[-2]): present for present in presents if (nom := Path(present).stem)
    }
    voulu = chemin.parent.name if chemin.stem == "index" else chemin.stem
    proche = par_nom.get(plus_proche(voulu, tuple(par_nom)), "")
    return f" Vouliez-vous dire « {proche} » ?" if proche else " Vérifiez le dossier et le nom, lettre par lettre."
