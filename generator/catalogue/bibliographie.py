"""Tous les documents cités, décrits dans une fiche ou dans la bibliographie commune, et qui les cite."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.catalogue.adresses import adresse_de_page
from generator.constats.proximite import replier
from generator.modele.bibliographie import Reference
from generator.modele.fiches import Fiche

RACINE = "sources/"

CITATIONS_POUR_UNE_PAGE = 5
"""En dessous, la liste dit tout : une page n’apprendrait rien de plus."""

PAR_PAGE = 100
"""Les documents d’une page de la liste."""

FONDATEURS = "Les documents de départ"

Adresses = Mapping[tuple[str, str], str]
"""L’adresse de chaque document : sous la clé de la fiche qui le décrit (rien pour la bibliographie commune), puis la sienne."""


@dataclass(frozen=True, slots=True)
class DocumentCite:
    """Un document, les clés des fiches qui le citent, et où le site en parle.

    `cle` est son ancre dans la liste ; `groupe` le titre sous lequel elle le range ; `page` le numéro de page de la liste.
    """

    cle: str
    reference: Reference
    citants: tuple[str, ...]
    groupe: str
    page: int

    @property
    def a_sa_page(self) -> bool:
        return bool(self.reference.texte) or len(self.citants) >= CITATIONS_POUR_UNE_PAGE

    @property
    def adresse(self) -> str:
        """Sa page s’il en a une, sinon sa place dans la liste."""
        return f"{RACINE}{self.cle}/" if self.a_sa_page else f"{adresse_de_page(RACINE, self.page)}#{self.cle}"


@dataclass(frozen=True, slots=True)
class Bibliographie:
    """Tous les documents, dans l’ordre de la liste, et de quoi retrouver celui qu’une clé désigne."""

    documents: tuple[DocumentCite, ...]
    _communs: Mapping[str, DocumentCite]
    _propres: Mapping[tuple[str, str], DocumentCite]

    def commun(self, cle: str) -> DocumentCite:
        """Le document que cette clé désigne dans `content/sources.yml`."""
        return self._communs[cle]

    @property
    def adresses(self) -> Adresses:
        """Où le site parle de chaque document."""
        propres = {origine: document.adresse for origine, document in self._propres.items()}
        return propres | {("", cle): document.adresse for cle, document in self._communs.items()}

    def cite_par(self, fiche: Fiche, cle: str) -> DocumentCite:
        """Le document que cette clé désigne dans cette fiche : le sien, sinon celui de la bibliographie commune."""
        return self._propres.get((fiche.cle, cle)) or self._communs[cle]


@dataclass(frozen=True, slots=True)
class Citees:
    """Les documents que cite une fiche (sa clé) : ceux qu’elle prend à la bibliographie commune, ceux qu’elle décrit."""

    fiche: str
    communs: tuple[str, ...]
    propres: Mapping[str, Reference]


def citer(fiche: Fiche) -> Citees:
    """Les documents que cite une fiche."""
    propres = fiche.champs.documents
    communs = dict.fromkeys(source.document for source in fiche.champs.sources if source.document not in propres)
    return Citees(fiche.cle, tuple(communs), propres)


def recenser(citees: Iterable[Citees], communs: Mapping[str, Reference]) -> Bibliographie:
    """Tous les documents cités, les documents de départ d’abord, puis par nature, les plus cités en tête."""
    citants: dict[str, list[str]] = defaultdict(list)
    propres = []
    for une in citees:
        for cle in une.communs:
            citants[cle].append(une.fiche)
        propres += [((une.fiche, cle), reference, (une.fiche,)) for cle, reference in une.propres.items()]
    bruts = [(("", cle), reference, tuple(citants[cle])) for cle, reference in communs.items()] + propres
    ancres = _ancres([origine for origine, _, _ in bruts])
    natures = Counter(reference.nature for _, reference, _ in bruts if not reference.texte)

    def rang(brut: tuple[tuple[str, str], Reference, tuple[str, ...]]) -> tuple[bool, int, str, int, str]:
        _, reference, siennes = brut
        fondateur = bool(reference.texte)
        nature = (0, "") if fondateur else (-natures[reference.nature], reference.nature)
        return (not fondateur, *nature, -len(siennes), replier(reference.titre))

    documents = {}
    for numero, (origine, reference, siennes) in enumerate(sorted(bruts, key=rang)):
        groupe = FONDATEURS if reference.texte else reference.nature
        documents[origine] = DocumentCite(ancres[origine], reference, siennes, groupe, numero // PAR_PAGE + 1)
    return Bibliographie(
        tuple(documents.values()),
        {cle: document for (fiche, cle), document in documents.items() if not fiche},
        {origine: document for origine, document in documents.items() if origine[0]},
    )


def _ancres(origines: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """L’ancre de chaque document : sa clé, précédée de sa fiche si une autre fiche a choisi la même."""
    portees = Counter(cle for _, cle in origines)
    return dict(_ancre(origine, portees) for origine in origines)


def _ancre(origine: tuple[str, str], portees: Counter[str]) -> tuple[tuple[str, str], str]:
    fiche, cle = origine
    return origine, cle if not fiche or portees[cle] == 1 else f"{fiche.replace('/', '-')}-{cle}"
