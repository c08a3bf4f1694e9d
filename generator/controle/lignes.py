"""Récrire des lignes du récit : ce qu’un constat propose de taper à leur place, tel que cela marche."""

import re

from generator.controle.passages import nettoyer
from generator.controle.sujets import Ecrit
from generator.lecture.document import Chemin


def recrire(ecrit: Ecrit, ligne: int, nombre: int = 1) -> tuple[str, int]:
    """Ces lignes nettoyées, et combien de lignes du fichier elles remplacent ; rien si l’on ne sait pas mieux les écrire."""
    avant = "\n".join(ecrit.lignes[ligne - 1 : ligne - 1 + nombre])
    apres = nettoyer(avant)
    if apres == avant:
        return "", 1
    return (apres, nombre) if apres.strip() else sans_la_ligne(ecrit, ligne, nombre)


def sans_la_ligne(ecrit: Ecrit, ligne: int, nombre: int = 1) -> tuple[str, int]:
    """Retirer des lignes : c’est écrire à leur place celle qui vient ensuite ; rien si la section en resterait vide."""
    suivante = next((n for n in range(ligne + nombre, len(ecrit.lignes) + 1) if ecrit.lignes[n - 1].strip()), 0)
    precedente = next((n for n in range(ligne - 1, 0, -1) if ecrit.lignes[n - 1].strip()), 0)
    if not suivante:
        return "", 1
    suite = ecrit.lignes[suivante - 1]
    a_retirer = ecrit.lignes[ligne - 1]
    seule = ecrit.lignes[precedente - 1].startswith("#") and suite.startswith("## ") and not a_retirer.startswith("#")
    return ("", 1) if seule else (nettoyer(suite) or suite, suivante - ligne + 1)


def sans_le_champ(ecrit: Ecrit, loc: Chemin) -> tuple[str, int]:
    """Retirer un champ qui tient sur une ligne ; rien s’il n’y est pas seul."""
    numero = ecrit.document.situer(loc, cle=True).ligne
    suivante = ecrit.lignes[numero] if numero < len(ecrit.lignes) else ""
    ligne = ecrit.lignes[numero - 1]
    retrait = len(ligne) - len(ligne.lstrip())
    retraite = len(suivante) - len(suivante.lstrip()) - retrait
    dessous = retraite > 0 or (retraite == 0 and suivante.strip().startswith("- ") and not ligne.rstrip().endswith("]"))
    if not re.match(rf"\s*{re.escape(str(loc[-1]))}\s*:", ligne) or not suivante.strip() or dessous:
        return "", 1
    return suivante, 2
