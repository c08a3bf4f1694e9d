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
"""Ce qui ne se voit pas et change ce qu’on lit : contrôles, sauts de ligne d’ailleurs, sens d’écriture retourné."""

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


FORMAT = Regle(
    "fichier-autre-format",
    ERREUR,
    "Ce fichier n’est pas du texte simple",
    "Une fiche est un fichier de texte simple. Un document Word, LibreOffice ou PDF n’en est pas un, même si l’on change la "
    "fin de son "
    "nom. Ouvrez-le dans son logiciel, sélectionnez tout le texte, copiez-le, puis collez-le dans la page d’édition du "
    "dépôt, à la place "
    "de ce que contient ce fichier.",
    faux="{\\rtf1\\ansi\n---\\\ntitre: Un café partagé au village\\\n}",
    juste="---\ntitre: Un café partagé au village\nstatut: en-cours\n---",
    dans="tête",
)

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "un document PDF"),
    (b"{\\rtf", "un texte enrichi (RTF), comme en fait TextEdit"),
    (b"\xd0\xcf\x11\xe0", "un ancien document Word ou Excel"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une photo"),
    (b"GIF8", "une image"),
    (b"\x1f\x8b", "une archive"),
)
"""Les premiers octets de ce qu’on enregistre sous le nom d’une fiche, et ce que c’est."""

_ARCHIVES: tuple[tuple[bytes, str], ...] = (
    (b"word/", "un document Word"),
    (b"opendocument.text", "un document LibreOffice"),
    (b"xl/", "un classeur Excel"),
    (b"opendocument.spreadsheet", "un tableur LibreOffice"),
    (b"ppt/", "un diaporama PowerPoint"),
    (b"opendocument", "un document LibreOffice"),
    (b"Index/Document.iwa", "un document Pages"),
)

_ENREGISTRER = (
    "Dans le Bloc-notes : Fichier, Enregistrer sous, puis en bas « Encodage : UTF-8 ». Dans Notepad++ : Encodage, « "
    "Convertir en UTF-8 ». "
    "Dans LibreOffice ou Word : Enregistrer sous, « Texte brut », puis « Unicode (UTF-8) ». Ou bien copiez tout le texte et "
    "collez-le dans "
    "la page d’édition du dépôt."
)


def decoder(chemin: str, octets: bytes) -> tuple[str, tuple[Constat, ...]]:
    """Rend le texte d’un fichier, fins de ligne ramenées à LF et accents composés, et de quoi l’enregistrer comme il faut.

    Un texte enregistré dans un autre encodage se lit quand même ; ce qui n’est pas un texte ne rend que son constat.
    """
    limite = TAILLE_MAXIMALE if chemin.endswith(".md") else TAILLE_D_UN_RECUEIL
    if (format_lu := reconnaitre(octets)) is not None:
        message = (
            f"Ce fichier n’est pas un texte simple : c’est {format_lu}, même si son nom finit par .md. Ouvrez-le dans son "
            "logiciel, "
            "sélectionnez tout (Ctrl+A), copiez (Ctrl+C), puis, sur la page du dépôt, créez ou ouvrez la fiche avec le "
            "crayon, effacez ce "
            "qui s’y trouve et collez (Ctrl+V)."
        )
        return "", (Constat(Position(chemin), FORMAT, message),)
    if len(octets) > limite:
        message = f"Ce fichier dépasse {limite // 1000} ko : raccourcissez-le."
        return "", (Constat(Position(chemin), TROP_GROS, message),)
    constats: tuple[Constat, ...] = ()
    try:
        texte = octets.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        texte, constats = _autrement(chemin, octets, exc.start)
        if not texte:
            return "", constats
    texte = unicodedata.normalize("NFC", _FINS.sub("\n", texte))
    if constats and texte.startswith("\ufeff"):
        texte = texte[1:]
    interdit = _INTERDITS.search(texte)
    if interdit:
        message = f"Un caractère invisible (U+{ord(interdit[0]):04X}) s’est glissé ici : effacez-le et retapez ce passage."
        return "", (*constats, Constat(fin(chemin, texte[: interdit.start()]), ILLISIBLE, message))
    return texte, constats


def reconnaitre(octets: bytes) -> str | None:
    """Ce qu’est un fichier qui n’est pas un texte, d’après ses premiers octets."""
    if octets[:1].isalnum() or octets[:3] == b"---":
        return _archive(octets) if octets[:2] == b"PK" else None
    if re.match(rb"\s*<(?:!doctype html|html|\?xml)", octets[:200], re.IGNORECASE):
        return "une page web (HTML)"
    return next((nom for signature, nom in _SIGNATURES if octets.startswith(signature)), None)


def _archive(octets: bytes) -> str | None:
    return (
        next((nom for marque, nom in _ARCHIVES if marque in octets), "une archive (ZIP)") if octets[:4] == b"PK\x03\x04" else None
    )


def _autrement(chemin: str, octets: bytes, debut: int) -> tuple[str, tuple[Constat, ...]]:
    """Le texte d’un fichier qui n’est pas en UTF-8, si l’on devine son encodage, et comment le réenregistrer."""
    utf_16 = next(
        (nom for marque, nom in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")) if octets.startswith(marque)), ""
    )
    if utf_16:
        message = (
            f"Ce fichier est enregistré en « Unicode » (UTF-16) et non en UTF-8 : le site ne peut pas le lire. {_ENREGISTRER}"
        )
        return octets.decode(utf_16, errors="replace"), (Constat(Position(chemin), ILLISIBLE, message),)
    avant = octets[:debut].decode("utf-8", errors="replace")
    # Un seul mot collé peut être d’un autre encodage que le reste : on ne relit autrement que les octets fautifs.
    lus = octets.decode("utf-8-sig", errors="surrogateescape")
    lus = re.sub(r"[\udc80-\udcff]", lambda lu: bytes([ord(lu[0]) - 0xDC00]).decode("cp1252", errors="replace"), lus)
    place = fin(chemin, _FINS.sub("\n", avant))
    if "\0" in lus or "\ufffd" in lus:
        message = f"Les lettres accentuées de ce fichier ne se lisent pas : il n’est pas enregistré en UTF-8. {_ENREGISTRER}"
        return "", (Constat(place, ILLISIBLE, message),)
    message = (
        "Les accents de ce fichier ne se liront pas sur le site : il est enregistré à l’ancienne façon de Windows (ANSI), et "
        "non en UTF-8. "
        f"Ne changez rien au texte. {_ENREGISTRER}"
    )
    return lus, (Constat(place, ILLISIBLE, message),)


def lignes(chemin: str, octets: bytes) -> list[str]:
    """Les lignes d’un fichier telles qu’un constat les désigne ; aucune si ce n’est pas un texte."""
    return decoder(chemin, octets)[0].split("\n")


def fin(chemin: str, avant: str, decalage: int = 0) -> Position:
    """La position du signe qui suit `avant`, quand `decalage` lignes le précèdent dans le fichier."""
    return Position(chemin, avant.count("\n") + 1 + decalage, len(avant) - (avant.rfind("\n") + 1) + 1)
