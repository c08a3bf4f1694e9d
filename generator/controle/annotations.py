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
