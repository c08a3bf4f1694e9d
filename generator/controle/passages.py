"""Les passages cités se retrouvent-ils dans les documents ? Quand on a les documents sous la main, on le vérifie."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from generator.constats.constat import Constat
from generator.lecture.entete import Chemin, Document
from generator.modele.fiches import Citation


@lru_cache(maxsize=32)
def aplatir(texte: str) -> str:
    """Le texte sans ce qu’une mise en page change : espaces, apostrophes, gras de Markdown."""
    return re.sub(r"\s+", " ", texte.replace("’", "'").replace("*", "").replace("\N{NO-BREAK SPACE}", " "))


def passages_perdus(
    document: Document, citations: Sequence[Citation], loc: Chemin, textes: Mapping[str, str]
) -> Iterator[Constat]:
    """Les passages de `citations`, écrites à l’endroit `loc` de `document`, que le texte du document cité n’a pas.

    `textes` donne le texte de chaque document que l’on a ; un document absent ne se vérifie pas.
    """
    for rang, citation in enumerate(citations):
        texte = textes.get(citation.document)
        if texte is not None and citation.passage and aplatir(citation.passage) not in aplatir(texte):
            position = document.situer((*loc, rang, "passage"))
            message = f"Ce passage n’est pas dans « {citation.document} » : recopiez quelques mots exacts."
            yield Constat(document.chemin, position.ligne, position.colonne, "passage-introuvable", message, citation.passage)
