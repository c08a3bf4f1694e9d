"""Un fichier où rien n’est un champ : toute une fiche à remplir, et le texte de la personne dans sa première section."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from pydantic import BaseModel

from generator.constats.constat import Constat, Position
from generator.lecture.remise.regles_entete import ABSENT
from generator.modele.fiches import A_ECRIRE, Champs
from generator.modele.squelette import CHOIX, PLACE, entete_a_remplir, sections_a_remplir

DEBUT = "Une fiche commence par une ligne « --- », puis ses champs, puis une autre ligne « --- »."


def constats(chemin: str, texte: str, modele: type[BaseModel]) -> Iterator[Constat]:
    """Ce qu’il faut écrire avant le texte et, s’il n’a pas de sections, après lui."""
    if not issubclass(modele, Champs):
        yield Constat(Position(chemin), ABSENT, DEBUT)
        return
    lignes = texte.split("\n")
    ecrites = [rang for rang, ligne in enumerate(lignes, 1) if ligne.strip()]
    fiche = PurePosixPath(chemin)
    nom = fiche.parent.name if fiche.stem == "index" else fiche.stem
    entete = "\n".join(entete_a_remplir(modele, f"{nom}-source"))
    message = (
        f"{DEBUT} Il n’y en a pas : recopiez ceux-ci, puis mettez vos réponses à la place de chaque « {PLACE} » et de chaque "
        f"« {CHOIX} », que le site refuse."
    )
    premiere, *autres = modele.sections
    if not ecrites:
        sections = sections_a_remplir(modele.sections)
        yield Constat(Position(chemin), ABSENT, message, correction=f"{entete}\n\n{sections}\n")
        return
    premier, dernier = ecrites[0], ecrites[-1]
    if any(re.match(r"## ", ligne) for ligne in lignes):
        yield Constat(Position(chemin, premier), ABSENT, message, correction=f"{entete}\n\n{lignes[premier - 1]}")
        return
    message += f" Votre texte reste dessous, sous « ## {premiere} »."
    debut = f"{entete}\n\n## {premiere}\n\n{lignes[premier - 1]}"
    fin = f"{lignes[dernier - 1]}\n\n{sections_a_remplir(autres)}"
    if premier == dernier:
        yield Constat(Position(chemin, premier), ABSENT, message, correction=f"{debut}\n\n{sections_a_remplir(autres)}")
        return
    yield Constat(Position(chemin, premier), ABSENT, message, correction=debut)
    suite = (
        f"Le récit suit un plan : recopiez aussi ces titres à la fin, et répartissez votre texte. « {A_ECRIRE} » est à remplacer."
    )
    yield Constat(Position(chemin, dernier), ABSENT, suite, correction=fin)
