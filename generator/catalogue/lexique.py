"""Le lexique : les façons d’écrire les mots du glossaire, prêtes à être cherchées dans un texte."""

import re
from collections.abc import Iterator, Mapping

from generator.modele.recueils import Terme


class Lexique:
    """Les graphies du glossaire, prêtes à être cherchées dans un texte. Les plus longues l’emportent."""

    def __init__(self, glossaire: Mapping[str, Terme]) -> None:
        self.termes = tuple(glossaire.values())
        graphies = {" ".join(g.split()): t for t in glossaire.values() if t.relier for g in t.graphies}
        self._termes = {graphie.casefold(): terme for graphie, terme in graphies.items()}
        self._exactes = {graphie for graphie in graphies if _est_un_sigle(graphie)}
        self._plies = {graphie.casefold() for graphie in self._exactes}
        longues = sorted(self._termes, key=len, reverse=True)
        motifs = "|".join(re.escape(graphie).replace(r"\ ", r"[\s\u00a0]+") for graphie in longues)
        self._motif = re.compile(rf"(?<![\w-])(?:{motifs})(?![\w-])", re.IGNORECASE) if longues else None

    def trouver(self, texte: str) -> Iterator[tuple[int, int, Terme]]:
        """Les termes du glossaire dans un texte, avec leurs bornes. Un sigle ne se reconnaît qu’en capitales."""
        for trouve in self._motif.finditer(texte) if self._motif else ():
            lu = " ".join(trouve[0].split())
            terme = self._termes[lu.casefold()]
            if lu in self._exactes or lu.casefold() not in self._plies:
                yield trouve.start(), trouve.end(), terme


def _est_un_sigle(graphie: str) -> bool:
    return sum(lettre.isupper() for lettre in graphie) > 1
