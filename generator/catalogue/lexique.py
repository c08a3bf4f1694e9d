"""Le lexique : les façons d’écrire les mots du glossaire, prêtes à être cherchées dans un texte."""

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.modele.recueils import Terme


class Lexique:
    """Les graphies du glossaire, prêtes à être cherchées dans un texte. Les plus longues l’emportent."""

    def __init__(self, glossaire: Mapping[str, Terme]) -> None:
        self.termes = tuple(glossaire.values())
        graphies = {" ".join(g.split()): t for t in glossaire.values() if t.relier for g in t.graphies}
        self._termes = {graphie.casefold(): terme for graphie, terme in graphies.items()}
        self._exactes = {graphie for graphie in graphies if _est_un_sigle(graphie)}
        self._plies = {graphie.casefold() for graphie in self._exactes}
        self._motif = re.compile(rf"(?<![\w-]){_motif(self._termes)}(?![\w-])", re.IGNORECASE) if self._termes else None

    def trouver(self, texte: str) -> Iterator[tuple[int, int, Terme]]:
        """Les termes du glossaire dans un texte, avec leurs bornes. Un sigle ne se reconnaît qu’en capitales."""
        for trouve in self._motif.finditer(texte) if self._motif else ():
            lu = " ".join(trouve[0].split())
            terme = self._termes[lu.casefold()]
            if lu in self._exactes or lu.casefold() not in self._plies:
                yield trouve.start(), trouve.end(), terme


def _est_un_sigle(graphie: str) -> bool:
    return sum(lettre.isupper() for lettre in graphie) > 1


def _motif(graphies: Iterable[str]) -> str:
    """Le motif qui reconnaît l’une de ces graphies, la plus longue d’abord, à toutes leurs espaces près.

    Leurs débuts communs ne se cherchent qu’une fois : un mot du texte écarte d’une lettre presque tout le glossaire.
    """
    suites: dict[str, list[str]] = {}
    for graphie in graphies:
        suites.setdefault(graphie[:1], []).append(graphie[1:])
    fin = "?" if suites.pop("", None) else ""
    if not suites:
        return ""
    choix = "|".join((r"[\s\u00a0]+" if lettre == " " else re.escape(lettre)) + _motif(reste) for lettre, reste in suites.items())
    return f"(?:{choix}){fin}"
