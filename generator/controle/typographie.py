"""La typographie française : ce qui s’écrit autrement, et comment le récrire sans toucher au reste.

On ne propose que le sûr : l’apostrophe courbe entre deux lettres et l’espace insécable là où le français la veut. On ne
touche ni aux adresses, ni au code, ni aux passages cités, ni à ce qui n’est pas du texte : le modèle dit ce qui en est.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from generator.constats.constat import AVERTISSEMENT, Position, Regle
from generator.controle.regles import Faute, controle
from generator.controle.sujets import Ecrit, FicheEcrite
from generator.modele.champs import ESPACE_ORDINAIRE, Francais

_FINS = re.compile(r"(\r\n|\r|\n)")
_CLOTURE = re.compile(r"^ {0,3}(```|~~~)")
_PROTEGE = re.compile(r"`[^`]{0,300}`|\]\([^)]{0,300}\)|<[^<>]{0,300}>|https?://\S+|&#?\w{2,8};")

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
"""Les lettres collées d’un PDF, qu’une recherche ne trouve pas ; « œ » et « æ », elles, sont du français."""

_REGLES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("typo-apostrophe", re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "’"),
    ("espace", ESPACE_ORDINAIRE, "\N{NO-BREAK SPACE}"),
    ("typo-insecable", re.compile(r"(?<=[\w»)])(?=[;!?](?:\s|$))"), "\N{NO-BREAK SPACE}"),
    *(("typo-ligature", re.compile(signe), lettres) for signe, lettres in _LIGATURES.items()),
)


_SUSPECT = re.compile(r"'| [;?»!:%€]|« |[\w»)][;!?]|[ﬀ-ﬆ]")
"""Ce sans quoi aucune règle ne s’applique : la plupart des textes n’ont rien."""


AUTRES_LIGNES = 12
"""Les lignes que l’on nomme quand la même chose est à récrire partout."""


@dataclass(frozen=True, slots=True, order=True)
class Retouche:
    """Sur une ligne (à partir de 1), remplacer les signes de `debut` à `fin` (exclu, à partir de 0).

    Son `code` est celui d’une règle, ou `espace` pour l’espace que le site remplace de lui-même (voir `corps_imprime`).
    """

    ligne: int
    debut: int
    fin: int
    remplacement: str
    code: str


@controle(
    Ecrit,
    Regle(
        "typo-apostrophe",
        AVERTISSEMENT,
        "Apostrophe droite au lieu de courbe",
        "Le site écrit l’apostrophe courbe (`’`), comme dans les livres ; le clavier donne l’apostrophe droite (`'`). "
        "Rien de grave : la fiche peut paraître. "
        "La commande `odd17 corriger` les remplace toutes ; vous pouvez aussi copier et coller l’apostrophe courbe.",
        faux="Beaucoup d'élèves cherchent un stage.",
        juste="Beaucoup d’élèves cherchent un stage.",
        sure=True,
    ),
)
def apostrophes_courbes(ecrit: Ecrit) -> Iterator[Faute]:
    message = "L’apostrophe s’écrit « ’ » et non « ' ». La commande « odd17 corriger » le fait pour vous."
    yield from _lignes_a_recrire(ecrit, "typo-apostrophe", message)


@controle(
    Ecrit,
    Regle(
        "typo-insecable",
        AVERTISSEMENT,
        "Espace insécable oubliée",
        "En français, une espace précède les signes doubles (deux-points, point-virgule, points d’exclamation et "
        "d’interrogation) et borde l’intérieur des guillemets. "
        "Elle doit être insécable, sinon le signe peut se retrouver seul au début d’une ligne. "
        "L’espace ordinaire du clavier suffit dans une fiche : le site la remplace ; ici, il n’y en a pas. "
        "À l’écran, elle ressemble à une espace ordinaire : le plus simple est de laisser la commande `odd17 corriger` le faire. "
        "La fiche peut paraître sans cela.",
        faux="Qui commence? Une seule réponse : « ensemble » !",
        juste="Qui commence ? Une seule réponse : « ensemble » !",
        sure=True,
    ),
)
def espaces_insecables(ecrit: Ecrit) -> Iterator[Faute]:
    message = (
        "Il faut une espace insécable ici, pour que la ponctuation ne passe pas seule à la ligne. "
        "La commande « odd17 corriger » le fait pour vous."
    )
    yield from _lignes_a_recrire(ecrit, "typo-insecable", message)


@controle(
    Ecrit,
    Regle(
        "typo-ligature",
        AVERTISSEMENT,
        "Lettres collées d’un PDF",
        "Un texte copié d’un PDF garde des lettres collées en un seul signe (`ﬁ` pour « fi », `ﬃ` pour « ffi ») : elles se "
        "voient à peine, mais la recherche ne trouve plus le mot, et une voix de synthèse le lit mal. "
        "La commande `odd17 corriger` les récrit toutes ; vous pouvez aussi retaper le mot.",
        faux="La criée a trouvé la ﬁn de ses diﬃcultés.",
        juste="La criée a trouvé la fin de ses difficultés.",
        sure=True,
    ),
)
def lettres_separees(ecrit: Ecrit) -> Iterator[Faute]:
    message = "Des lettres sont collées en un seul signe, comme dans un PDF. La commande « odd17 corriger » les récrit pour vous."
    yield from _lignes_a_recrire(ecrit, "typo-ligature", message)


def _lignes_a_recrire(ecrit: Ecrit, code: str, message: str) -> Iterator[Faute]:
    """Une faute par fichier, avec sa première ligne entièrement récrite : dix apostrophes ne font pas dix reproches."""
    # Une page écrite à la main s’imprime telle quelle.
    codes = (code,) if code != "typo-insecable" or isinstance(ecrit, FicheEcrite) or ecrit.en_table else (code, "espace")
    par_ligne = {numero: list(siennes) for numero, siennes in groupby(retouches(ecrit), key=lambda r: r.ligne)}
    fautives = {numero: r.debut for numero, siennes in par_ligne.items() for r in reversed(siennes) if r.code in codes}
    if fautives:
        premiere, *autres = fautives
        ou = Position(ecrit.chemin, premiere, fautives[premiere] + 1)
        a_faire = [replace(r, ligne=1) for r in par_ligne[premiere]]
        yield Faute(ou, f"{message}{_aussi(autres)}", correction=retoucher(ecrit.lignes[premiere - 1], a_faire))


def _aussi(lignes: list[int]) -> str:
    """Où la même chose se trouve encore."""
    if not lignes:
        return ""
    montrees = ", ".join(str(ligne) for ligne in lignes[:AUTRES_LIGNES])
    reste = len(lignes) - AUTRES_LIGNES
    suite = f" et {reste} autre{'s' if reste > 1 else ''}" if reste > 0 else ""
    return f" De même ligne{'s' if len(lignes) > 1 else ''} {montrees}{suite}."


@lru_cache(maxsize=4)
def retouches(ecrit: Ecrit) -> tuple[Retouche, ...]:
    """Ce qu’il y a à récrire dans le français d’un fichier, dans l’ordre."""
    return tuple(sorted({retouche for zone in _zones(ecrit) for retouche in _dans(*zone)}))


def corps_imprime(ecrit: FicheEcrite) -> str:
    """Le corps d’une fiche, où chaque espace ordinaire qui devrait être insécable l’est devenue : rien ne bouge de place."""
    if not ESPACE_ORDINAIRE.search(ecrit.corps):
        return ecrit.corps
    siennes = (r for r in retouches(ecrit) if r.code == "espace" and r.ligne >= ecrit.ligne_corps)
    return retoucher(ecrit.corps, [replace(r, ligne=r.ligne - ecrit.ligne_corps + 1) for r in siennes])


def retoucher(texte: str, voulues: Iterable[Retouche]) -> str:
    """Applique des retouches à un texte, fins de ligne et marque d’ordre des octets comprises."""
    morceaux = _FINS.split(texte)
    decalage = 1 if texte.startswith("\ufeff") else 0
    for r in sorted(voulues, reverse=True):
        # `split` rend lignes et fins de ligne en alternance.
        rang, ajout = 2 * (r.ligne - 1), decalage if r.ligne == 1 else 0
        morceaux[rang] = morceaux[rang][: r.debut + ajout] + r.remplacement + morceaux[rang][r.fin + ajout :]
    return "".join(morceaux)


def typographier(ligne: str) -> str:
    """Une ligne de français, récrite comme on l’imprime."""
    return retoucher(ligne, _dans(1, ligne, 0, len(ligne)))


def _dans(ligne: int, texte: str, debut: int, fin: int) -> Iterator[Retouche]:
    if not _a_redire(texte):
        return
    proteges = [(m.start(), m.end()) for m in _PROTEGE.finditer(texte)]
    for code, regle, remplacement in _REGLES:
        for trouve in regle.finditer(texte):
            a, b = trouve.span()
            if debut <= a and b <= fin and not any((x < b and a < y) or x < a < y for x, y in proteges):
                yield Retouche(ligne, a, b, remplacement, code)


def _a_redire(texte: str) -> bool:
    """Vrai si une règle trouve à redire à ce texte, avant de savoir si l’endroit est protégé."""
    return bool(_SUSPECT.search(texte)) and any(regle.search(texte) for _, regle, _ in _REGLES)


def _zones(ecrit: Ecrit) -> Iterator[tuple[int, str, int, int]]:
    """Les lignes de français : numéro, texte entier de la ligne, et la partie qui en est."""
    if _a_redire(ecrit.corps):
        du_code = False
        for rang, texte in enumerate(ecrit.corps.split("\n")):
            du_code ^= bool(_CLOTURE.match(texte))
            if not du_code:
                yield ecrit.ligne_corps + rang, texte, 0, len(texte)
    textes = ecrit.marquees(Francais)
    # Presque aucune fiche n’a à y redire : on le demande une fois de tous ses champs, et non de chacun.
    for loc, texte in textes if _a_redire("\n".join(texte for _, texte in textes)) else ():
        # Ce qui n’est fautif qu’à cause de ce qui l’entoure dans le fichier ne l’est pas.
        if not _a_redire(texte):
            continue
        etendue = ecrit.document.etendue(loc)
        # Dans '…', une apostrophe est un code : on passe.
        if etendue.style == "'":
            continue
        for numero in range(etendue.debut.ligne, min(etendue.fin.ligne, len(ecrit.lignes)) + 1):
            ligne = ecrit.lignes[numero - 1]
            debut = etendue.debut.colonne - 1 if numero == etendue.debut.ligne else 0
            yield numero, ligne, debut, etendue.fin.colonne - 1 if numero == etendue.fin.ligne else len(ligne)
