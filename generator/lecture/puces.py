"""Les puces d’un traitement de texte, dans le récit : ce qu’on écrit à leur place."""

import re
from collections.abc import Sequence

PUCE = re.compile(
    r"( {0,3})(?:[•◦▪▫●○‣\u2043∙·■□➢➤►][ \t\u00a0\u202f]+|[•▪●‣\u2043■►](?=\w)|[-*•][␉␣]+"
    # Les puces de Word et des PDF : un « o » suivi d’une tabulation, un signe de leur police.
    r"|o\t|[\uf0b7\uf0a7\uf0d8]"
    # Un tiret collé à son texte, une parenthèse après le numéro : le site en ferait un paragraphe.
    r"|-(?=\*\*\w|[^\W\d])|(\d{1,2})\)[ \t])[ \t\u00a0\u202f]*(?=\S)"
)
_NUMEROTEE = re.compile(r" {0,3}(\d{1,2})([.)])[ \t]+\S")

_DOUTEUSE = re.compile(
    r"( {0,3})(?:(?:[–—§→☐☑☒✅✔❑👉]\ufe0f?|o)[ \t\u00a0\u202f]+|[a-h]\)[ \t]+|(\d{1,2})(?:[ ]?-|[ ]?°\)?)[ \t]*(?=[^\W\d])"
    # « Étape 1 : inviter », « Étape 2 - écouter ».
    r"|[ÉEée]tape[ \t\u00a0]+(?:n°[ ]?)?(\d{1,2})[ \t\u00a0]*[:/.)–—-][ \t\u00a0]*(?=[^\W\d]))(?=\S)"
)
_ELEMENT = re.compile(r" {0,3}(?:[-*+]|\d{1,2}\.)[ \t]+\S")


def douteuses(lignes: Sequence[str]) -> set[int]:
    """Les lignes que des signes ouvrent comme des puces : à plusieurs, ou après une vraie ; seul, c’est un dialogue."""
    rangs = {rang for rang, ligne in enumerate(lignes) if _DOUTEUSE.match(ligne)}
    return {
        rang
        for rang in rangs
        if {rang - 1, rang + 1} & rangs or (rang and _ELEMENT.match(lignes[rang - 1]) and " –" not in lignes[rang])
    }


def marque(lignes: Sequence[str], rang: int) -> str:
    """Ce qui ouvre l’élément de cette ligne : un tiret, ou le numéro qu’appellent ses voisines."""
    for pas in (1, -1):
        autre = rang + pas
        while 0 <= autre < len(lignes) and PUCE.match(lignes[autre]):
            autre += pas
        voisine = _NUMEROTEE.match(lignes[autre]) if 0 <= autre < len(lignes) else None
        if voisine and (numero := int(voisine[1]) + rang - autre) > 0:
            return f"{numero}."
    return "-"


def sans_puce(lignes: Sequence[str], rang: int) -> str:
    """Cette ligne, où un tiret ou un numéro a remplacé la puce."""
    ligne = lignes[rang]
    puce = PUCE.match(ligne) or _DOUTEUSE.match(ligne)
    if puce and (numero := puce[puce.lastindex or 1].strip()):
        return f"{puce[1]}{numero}. {ligne[puce.end() :]}"
    return f"{puce[1]}{marque(lignes, rang)} {ligne[puce.end() :].lstrip()}" if puce else ligne
