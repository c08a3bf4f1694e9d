"""Ce qu’un document Google ou Word laisse dans le texte qu’on en copie : appels de commentaires, marques de révision."""

import re
from collections.abc import Iterator

from generator.constats.constat import ERREUR, Position, Regle
from generator.controle.lignes import sans_la_ligne
from generator.controle.regles import Faute, controle
from generator.controle.sujets import FicheEcrite
from generator.controle.typographie import typographier

_APPEL = r"[ \t]?(?:\\\[[a-z]{1,2}\\?\]|\[[a-z]{1,2}\\\])"
_LIGNE = (
    r"\s*(?:\\\[[a-z]{1,2}\\?\]|\[[a-z]{1,2}\\\]).*"
    r"|\s*(?:a )?mis en forme[ \u00a0]*:[ \u00a0]*(?:police|gauche|droite|centré|justifié|espace|puces|normal|interligne|retrait|"
    r"titre|soulign|gras|italique|liste|français|couleur).*"
)
_COMMENTAIRE = r"\[([a-z]{1,2})\](?![(\[:])[ \t]*\S.*"
"""« [a]à vérifier » : le commentaire d’un document Google, recopié sous le texte qui l’appelle."""
ETENDUE = 40
"""Les lignes au plus qu’une correction recopie."""
_INDICES = ("\\[", "\\]", "is en forme")


@controle(
    FicheEcrite,
    Regle(
        "recit-annotation",
        ERREUR,
        "Restes d’un document Google ou Word",
        "Un texte copié d’un document Google ou de Word garde l’appel d’un commentaire (`[a\\]`), la place d’une image, ou une "
        "marque de révision. Retirez-les. Une image s’ajoute à part, dans le dossier de la fiche ; une remarque va dans "
        "`a_completer`.",
        faux="## Résultats\n\nLe café compte 40 adhérents\\[a\\].",
        juste="## Résultats\n\nLe café compte 40 adhérents.",
    ),
)
def sans_annotation(ecrit: FicheEcrite) -> Iterator[Faute]:
    if "[a]" in ecrit.corps and (commentes := _commentes(ecrit)):
        yield from _commentaires(ecrit, "|".join(commentes))
    if not any(indice in ecrit.corps for indice in _INDICES):
        return
    for numero in range(ecrit.ligne_corps, len(ecrit.lignes) + 1):
        ligne = ecrit.lignes[numero - 1]
        if not any(indice in ligne for indice in _INDICES):
            continue
        sans = re.sub(_APPEL, "", ligne)
        if re.fullmatch(_LIGNE, ligne, re.IGNORECASE) or (sans != ligne and not sans.strip()):
            message = "Cette ligne est un reste du document copié (commentaire ou révision), pas du récit : retirez-la."
            correction, nombre = sans_la_ligne(ecrit, numero)
            yield Faute(Position(ecrit.chemin, numero), message, ligne.strip()[:120], correction=correction, lignes=nombre)
        elif sans != ligne:
            message = "Un appel de commentaire est resté du document copié : retirez-le."
            yield Faute(Position(ecrit.chemin, numero), message, ligne.strip()[:120], correction=typographier(sans))


def _commentes(ecrit: FicheEcrite) -> tuple[str, ...]:
    """Les lettres qu’un commentaire ouvre au début d’une ligne, et que le texte appelle."""
    lus = (re.fullmatch(_COMMENTAIRE, ligne) for ligne in ecrit.lignes[ecrit.ligne_corps - 1 :])
    return tuple(lu[1] for lu in lus if lu and re.search(rf"(?<=\S)[ \t]?\[{lu[1]}\]", ecrit.corps))


def _commentaires(ecrit: FicheEcrite, lettres: str) -> Iterator[Faute]:
    """Un seul reproche pour les appels et leurs commentaires : l’un sans l’autre ne se reconnaîtrait plus."""
    appel, commentaire = rf"(?<=\S)[ \t]?\[(?:{lettres})\]", rf"\[(?:{lettres})\](?![(\[:]).*"
    lignes = range(ecrit.ligne_corps, len(ecrit.lignes) + 1)
    a_retirer = [n for n in lignes if re.fullmatch(commentaire, ecrit.lignes[n - 1])]
    concernees = [n for n in lignes if n in a_retirer or re.search(appel, ecrit.lignes[n - 1])]
    debut, fin = concernees[0], concernees[-1]
    message = "Un commentaire est resté du document copié : retirez son appel, et sa ligne."
    gardees = [re.sub(appel, "", ecrit.lignes[n - 1]) for n in range(debut, fin + 1) if n not in a_retirer]
    correction = "\n".join(map(typographier, gardees)).rstrip("\n") if fin - debut < ETENDUE else ""
    ou, lu = Position(ecrit.chemin, debut), ecrit.lignes[debut - 1].strip()[:120]
    if correction:
        yield Faute(ou, message, lu, correction=correction, lignes=fin - debut + 1)
        return
    yield Faute(ou, f"{message} Le premier appel est ligne {debut}, le dernier commentaire, ligne {fin}.", lu)
