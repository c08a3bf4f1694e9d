"""La typographie française : ce qui s’écrit autrement, et comment le récrire sans toucher au reste.

On ne propose que le sûr : l’apostrophe courbe entre deux lettres et l’espace insécable là où le français la veut. On ne
touche ni aux adresses, ni au code, ni aux passages cités, ni à ce qui n’est pas du texte.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.lecture.entete import Chemin, Source

_TEXTES_COURTS = "titre resume libelle role fait detail etat partie precision promesse question offre delai bilan"
_TEXTES_LONGS = "evaluation prerequis population echantillon enquete objectif_de_la_mesure a_completer"
TEXTES = frozenset(f"{_TEXTES_COURTS} {_TEXTES_LONGS}".split())
"""Les champs qui sont du français. `passage` n’y est pas : une citation se recopie telle quelle."""

_FINS = re.compile(r"(\r\n|\r|\n)")
_PROTEGE = re.compile(r"`[^`]{0,300}`|\]\([^)]{0,300}\)|<[^<>]{0,300}>|https?://\S+")

_REGLES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("typo-apostrophe", re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "’"),
    ("typo-insecable", re.compile(r"(?<=\S) (?=[;?»]|!(?!\[)|:(?:\s|$))"), "\N{NO-BREAK SPACE}"),
    ("typo-insecable", re.compile(r"(?<=«) (?=\S)"), "\N{NO-BREAK SPACE}"),
    ("typo-insecable", re.compile(r"(?<=\d) (?=[%€])"), "\N{NO-BREAK SPACE}"),
    ("typo-insecable", re.compile(r"(?<=[\w»)])(?=[;!?](?:\s|$))"), "\N{NO-BREAK SPACE}"),
)


_SUSPECT = re.compile(r"'| [;?»!:%€]|« |[\w»)][;!?]")
"""Ce sans quoi aucune règle ne s’applique : la plupart des lignes n’ont rien."""


@dataclass(frozen=True, slots=True, order=True)
class Retouche:
    """Sur une ligne (à partir de 1), remplacer les signes de `debut` à `fin` (exclu, à partir de 0)."""

    ligne: int
    debut: int
    fin: int
    remplacement: str
    code: str


def retouches(source: Source) -> tuple[Retouche, ...]:
    """Ce qu’il y a à récrire dans le français d’une fiche, dans l’ordre."""
    return tuple(sorted({retouche for zone in _zones(source) for retouche in _dans(*zone)}))


def retoucher(texte: str, voulues: Iterable[Retouche]) -> str:
    """Applique des retouches à un texte, fins de ligne et marque d’ordre des octets comprises."""
    morceaux = _FINS.split(texte)
    decalage = 1 if texte.startswith("\ufeff") else 0
    for r in sorted(voulues, reverse=True):
        # `split` rend lignes et fins de ligne en alternance.
        rang, ajout = 2 * (r.ligne - 1), decalage if r.ligne == 1 else 0
        morceaux[rang] = morceaux[rang][: r.debut + ajout] + r.remplacement + morceaux[rang][r.fin + ajout :]
    return "".join(morceaux)


def _dans(ligne: int, texte: str, debut: int, fin: int) -> Iterator[Retouche]:
    if not _SUSPECT.search(texte):
        return
    proteges = [(m.start(), m.end()) for m in _PROTEGE.finditer(texte)]
    for code, regle, remplacement in _REGLES:
        for trouve in regle.finditer(texte):
            a, b = trouve.span()
            if debut <= a and b <= fin and not any((x < b and a < y) or x < a < y for x, y in proteges):
                yield Retouche(ligne, a, b, remplacement, code)


def _zones(source: Source) -> Iterator[tuple[int, str, int, int]]:
    """Les lignes de français : numéro, texte entier de la ligne, et la partie qui en est."""
    if _SUSPECT.search(source.corps):
        for rang, texte in enumerate(source.corps.split("\n")):
            yield source.ligne_corps + rang, texte, 0, len(texte)
    for loc in source.document.scalaires:
        if not _est_du_texte(loc):
            continue
        etendue = source.document.etendue(loc)
        for numero in range(etendue.debut.ligne, min(etendue.fin.ligne, len(source.lignes)) + 1):
            texte = source.lignes[numero - 1]
            debut = etendue.debut.colonne - 1 if numero == etendue.debut.ligne else 0
            fin = etendue.fin.colonne - 1 if numero == etendue.fin.ligne else len(texte)
            # Le signe qui ouvre et celui qui ferme ne sont pas du texte ; dans '…', une apostrophe est un code : on passe.
            if etendue.style != "'":
                yield numero, texte, debut, fin


def _est_du_texte(loc: Chemin) -> bool:
    return any(partie in TEXTES for partie in loc if isinstance(partie, str))
