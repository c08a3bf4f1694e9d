"""Relier les mots du domaine au glossaire : le premier emploi de chaque terme sur une page, et lui seul.

On lit le HTML déjà nettoyé d’une page comme un arbre (lxml) : un lien, un titre ou du code ne se relient pas.
"""

from dataclasses import dataclass

from lxml import etree

from generator.catalogue.lexique import Lexique
from generator.modele.recueils import Terme

_INTACTES = frozenset(("a", "code", "h1", "h2", "h3", "h4", "pre"))
"""Là où l’on ne relie rien : déjà un lien, un titre, ou les mots d’un autre."""

_LECTEUR = etree.HTMLParser(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Segment:
    """Un morceau de texte, et le terme auquel il mène s’il y en a un."""

    texte: str
    terme: Terme | None = None
    adresse: str = ""

    @property
    def bulle(self) -> str:
        """Ce que dit le lien quand on s’y arrête : le sigle développé, sinon le début de la définition."""
        if self.terme is None:
            return ""
        return self.terme.developpe or self.terme.definition


class Glose:
    """Le lexique appliqué à une page : elle se souvient de ce qu’elle a déjà relié.

    `adresse` est celle du glossaire, vue de la page. Les morceaux se donnent dans l’ordre où la page les montre.
    """

    def __init__(self, lexique: Lexique, adresse: str) -> None:
        self._lexique = lexique
        self._adresse = adresse
        self._deja: set[str] = set()

    def texte(self, texte: str) -> tuple[Segment, ...]:
        """Découpe un texte simple en morceaux reliés ou non."""
        segments, fin = [], 0
        for debut, borne, terme in self._lexique.trouver(texte):
            if terme.id not in self._deja:
                self._deja.add(terme.id)
                segments.append(Segment(texte[fin:debut]))
                segments.append(Segment(texte[debut:borne], terme, f"{self._adresse}#{terme.id}"))
                fin = borne
        segments.append(Segment(texte[fin:]))
        return tuple(s for s in segments if s.texte)

    def html(self, source: str) -> str:
        """Relie les termes dans un HTML sûr, sans rien changer d’autre."""
        racine = etree.fromstring(f"<div>{source}</div>".encode(), _LECTEUR)[0][0]
        self._parcourir(racine)
        return etree.tostring(racine, encoding="unicode", method="html").removeprefix("<div>").removesuffix("</div>")

    def _parcourir(self, noeud: etree._Element) -> None:
        if noeud.tag in _INTACTES:
            return
        self._relier(noeud, None)
        for enfant in list(noeud):
            self._parcourir(enfant)
            self._relier(noeud, enfant)

    def _relier(self, parent: etree._Element, apres: etree._Element | None) -> None:
        """Relie le texte qui commence `parent`, ou celui qui suit son enfant `apres`."""
        texte = parent.text if apres is None else apres.tail
        segments = self.texte(texte or "")
        if not any(segment.terme for segment in segments):
            return
        if apres is None:
            parent.text = None
        else:
            apres.tail = None
        rang = 0 if apres is None else parent.index(apres) + 1
        precedent = apres
        for segment in segments:
            if segment.terme:
                lien = etree.Element("a", {"class": "o-terme", "href": segment.adresse, "title": segment.bulle})
                lien.text = segment.texte
                parent.insert(rang, lien)
                rang, precedent = rang + 1, lien
            elif precedent is None:
                parent.text = segment.texte
            else:
                precedent.tail = segment.texte
