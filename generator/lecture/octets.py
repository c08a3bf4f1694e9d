"""Des octets d’un fichier à son texte."""

import re
import unicodedata

from generator.constats.constat import ERREUR, Constat, Position, Regle

TAILLE_MAXIMALE = 200_000
"""Octets. La plus longue fiche du catalogue en compte quinze mille."""

TAILLE_D_UN_RECUEIL = 2_000_000
"""Octets. La bibliographie en compte deux cent mille pour trois cents fiches."""

_FINS = re.compile(r"\r\n|\r")
_INTERDITS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""Ce qui ne se voit pas et change ce qu’on lit : contrôles, sauts de ligne d’ailleurs, sens d’écriture retourné."""

ILLISIBLE = Regle(
    "fichier-illisible",
    ERREUR,
    "Fichier illisible ou mal enregistré",
    "Les lettres accentuées de ce fichier ont été enregistrées d’une façon que le site ne sait pas relire. "
    "Cela arrive avec un vieux logiciel de texte, ou quand on renomme un document Word ou PDF. "
    "Enregistrez-le à nouveau en choisissant l’encodage « UTF-8 », ou copiez son texte dans un fichier neuf, "
    "directement dans la page d’édition du dépôt.",
    faux="titre: Un caf\N{REPLACEMENT CHARACTER} partag\N{REPLACEMENT CHARACTER} au village",
    juste="titre: Un café partagé au village",
)

TROP_GROS = Regle(
    "fichier-trop-gros",
    ERREUR,
    "Fichier beaucoup trop gros",
    "Une fiche se lit en quelques minutes et pèse une dizaine de kilo-octets ; celle-ci en dépasse mille. "
    "Le plus souvent, une image ou un document entier a été collé dans le texte. "
    "Retirez-le, résumez l’essentiel et donnez un lien vers le document complet.",
    faux="## Contexte\n\n(ici, les 300 pages du rapport)",
    juste="## Contexte\n\nLe rapport de 2021 décrit un bourg sans médecin.",
)


def decoder(chemin: str, octets: bytes) -> tuple[str, tuple[Constat, ...]]:
    """Rend le texte d’un fichier UTF-8, fins de ligne ramenées à LF et accents composés, ou un constat s’il n’est pas lisible."""
    limite = TAILLE_MAXIMALE if chemin.endswith(".md") else TAILLE_D_UN_RECUEIL
    if len(octets) > limite:
        message = f"Ce fichier dépasse {limite // 1000} ko : raccourcissez-le."
        return "", (Constat(Position(chemin), TROP_GROS, message),)
    try:
        texte = octets.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        avant = octets[: exc.start].decode("utf-8", errors="replace")
        message = "Ce fichier n’est pas en UTF-8 : enregistrez-le dans cet encodage."
        return "", (Constat(fin(chemin, avant), ILLISIBLE, message),)
    texte = unicodedata.normalize("NFC", _FINS.sub("\n", texte))
    interdit = _INTERDITS.search(texte)
    if interdit:
        message = f"Un caractère invisible (U+{ord(interdit[0]):04X}) s’est glissé ici : effacez-le et retapez ce passage."
        return "", (Constat(fin(chemin, texte[: interdit.start()]), ILLISIBLE, message),)
    return texte, ()


def lignes(chemin: str, octets: bytes) -> list[str]:
    """Les lignes d’un fichier telles qu’un constat les désigne ; aucune s’il n’est pas lisible."""
    return decoder(chemin, octets)[0].split("\n")


def fin(chemin: str, avant: str, decalage: int = 0) -> Position:
    """La position du signe qui suit `avant`, quand `decalage` lignes le précèdent dans le fichier."""
    return Position(chemin, avant.count("\n") + 1 + decalage, len(avant) - (avant.rfind("\n") + 1) + 1)
