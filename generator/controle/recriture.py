"""Récrire un texte de l’en-tête ou en retirer un bloc : les lignes à taper à la place de celles du fichier."""

import re
import textwrap

from generator.controle.retouches import ecrire
from generator.controle.sujets import Ecrit
from generator.lecture.document import Chemin

LARGEUR = 98
"""Celle d’une ligne d’un long texte."""


def lignes_du_texte(ecrit: Ecrit, loc: Chemin) -> tuple[int, int]:
    """La première et la dernière ligne où est écrit un texte, sans celle qui annonce un texte plié."""
    etendue = ecrit.document.etendue(loc)
    debut, fin = etendue.debut.ligne, etendue.fin.ligne
    if etendue.style not in (">", "|"):
        return debut, min(fin, len(ecrit.lignes))
    fin = min(fin, len(ecrit.lignes)) - (etendue.fin.colonne == 1)
    while fin > debut + 1 and not ecrit.lignes[fin - 1].strip():
        fin -= 1
    return debut + 1, max(fin, debut + 1)


def recrire_le_texte(ecrit: Ecrit, loc: Chemin, texte: str) -> str:
    """Les lignes où ce texte prend la place de celui qui y est (voir `lignes_du_texte`)."""
    etendue = ecrit.document.etendue(loc)
    debut, fin = lignes_du_texte(ecrit, loc)
    if etendue.style in (">", "|"):
        premiere = ecrit.lignes[debut - 1]
        retrait = premiere[: len(premiere) - len(premiere.lstrip(" "))]
        coupees = textwrap.wrap(texte, LARGEUR, break_long_words=False, break_on_hyphens=False)
        return "\n".join(retrait + une for une in coupees)
    avant = ecrit.lignes[debut - 1][: etendue.debut.colonne - 1]
    apres = ecrit.lignes[fin - 1][etendue.fin.colonne - 1 :]
    nu = re.sub(r'"([^"]*)"', "«\N{NO-BREAK SPACE}\\1\N{NO-BREAK SPACE}»", texte).replace('"', "")
    return f'{avant}"{nu}"{apres}' if etendue.style else f"{avant}{ecrire(nu)}{apres}"


def lignes_du_bloc(ecrit: Ecrit, loc: Chemin) -> tuple[int, int]:
    """La première et la dernière ligne d’un champ, avec ce qui est en retrait dessous ; zéro s’il n’ouvre pas la sienne."""
    debut = ecrit.document.situer(loc, cle=True).ligne
    ligne = ecrit.lignes[debut - 1]
    if not re.match(rf"\s*[\"']?{re.escape(str(loc[-1]))}[\"']?\s*:", ligne):
        return 0, 0
    retrait, fin = _retrait(ligne), debut
    for numero in range(debut + 1, len(ecrit.lignes) + 1):
        suivante = ecrit.lignes[numero - 1]
        if suivante.strip() and _retrait(suivante) <= retrait:
            break
        fin = numero if suivante.strip() else fin
    return debut, fin


def sans_le_bloc(ecrit: Ecrit, debut: int, fin: int) -> tuple[str, int]:
    """Retirer ces lignes, c’est écrire à leur place celle qui vient ensuite ; rien s’il n’y en a pas."""
    suivante = next((n for n in range(fin + 1, len(ecrit.lignes) + 1) if ecrit.lignes[n - 1].strip()), 0)
    return (ecrit.lignes[suivante - 1], suivante - debut + 1) if debut and suivante else ("", 1)


def les_lignes(debut: int, fin: int) -> str:
    return f"la ligne {debut}" if debut == fin else f"les lignes {debut} à {fin}"


def _retrait(ligne: str) -> int:
    return len(ligne) - len(ligne.lstrip(" "))
