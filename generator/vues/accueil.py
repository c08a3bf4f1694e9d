"""La page d’accueil : quatre entrées, trois exemples, le catalogue en chiffres."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from generator.catalogue.adresses import LienCompte
from generator.catalogue.cartes import Carte
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.facettes import Classement
from generator.modele.fiches import FAMILLES, Exemple, Fiche
from generator.modele.vocabulaires import Vocabulaire
from generator.vues.carte_de_france import points
from generator.vues.facettes import Paquet, paquets
from generator.vues.page import Page, Vue, completer

TITRE = "ODD 17 en pratiques"
EXEMPLES_MONTRES = 3

DIVERSITE = ("domaines", "categories", "territoires", "acteurs")
"""Ce en quoi les exemples de l’accueil diffèrent."""


@dataclass(frozen=True, slots=True)
class Entree:
    """Une phrase à compléter : « Je suis… », et ses réponses."""

    vocabulaire: Vocabulaire
    paquets: tuple[Paquet, ...]

    @property
    def reponses(self) -> dict[str, str]:
        """Les modalités qui répondent à la question autrement que par leur libellé."""
        return {m.id: m.reponse for m in self.vocabulaire.modalites if m.reponse}


@dataclass(frozen=True, slots=True)
class VueAccueil(Vue):
    """Ce que la page d’accueil calcule ; le reste est écrit dans content/index.md."""

    accroche: str
    chapeau: str
    entrees: tuple[Entree, ...]
    exemples: tuple[Carte, ...]
    chiffres: tuple[LienCompte, ...]
    points: tuple[tuple[int, int, int], ...]
    """Les départements qui ont un exemple, sur la silhouette de la France."""
    breves: LienCompte | None
    """Combien des exemples sont des brèves, s’il y en a."""
    gabarit: ClassVar[str] = "accueil.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """La page d’accueil, écrite à la main et complétée."""
    familles = catalogue.vocabulaire("familles")
    comptes = tuple(
        LienCompte(
            famille, familles[famille].libelle, f"{famille}/", len(catalogue.famille(famille)), familles[famille].definition
        )
        for famille in FAMILLES
    )
    # Dans l’ordre où la question se pose à quelqu’un qui arrive ; les autres axes attendent les pages de listes.
    croisees = (f for f in catalogue.facettes if f.vocabulaire.facette and f.vocabulaire.facette.croisee)
    entrees = tuple(Entree(f.vocabulaire, paquets(f)) for f in croisees)
    entete = catalogue.pages.get("")
    vue = VueAccueil(
        entete.accroche if entete else TITRE,
        entete.chapeau if entete else "",
        (*entrees, Entree(familles, (Paquet("", comptes),))),
        tuple(catalogue.cartes[cle] for cle in divers(catalogue)),
        tuple(compte for compte in comptes if compte.effectif),
        points(catalogue),
        breves(catalogue),
    )
    yield completer(catalogue, "", vue, TITRE)


def breves(catalogue: Catalogue) -> LienCompte | None:
    """Le lien vers les brèves, s’il y en a."""
    formats = next((facette for facette in catalogue.facettes if facette.id == "formats"), None)
    if formats is None or not formats.fiches["breve"]:
        return None
    return LienCompte("breve", formats.vocabulaire["breve"].singulier, formats.adresse("breve"), formats.effectif("breve"))


def divers(catalogue: Catalogue) -> tuple[str, ...]:
    """Les clés de trois exemples bien différents : à chaque choix, celui qui apporte le plus de modalités nouvelles.

    On prend parmi ceux qui ont un chiffre et un lieu précis, qui parlent mieux à qui découvre le sujet.
    """
    dont = (tuple(fiche.cle for fiche in catalogue.famille("exemples") if _parlant(fiche)), catalogue.classement)
    return catalogue.memoire.reprendre("divers", dont, partial(_choisir, *dont))


def _choisir(parlants: Iterable[str], classement: Classement) -> tuple[str, ...]:
    marques = {cle: {(nom, m) for nom in DIVERSITE for m in classement[cle][nom]} for cle in parlants}
    choisis: list[str] = []
    vues: set[tuple[str, str]] = set()
    while marques and len(choisis) < EXEMPLES_MONTRES:
        meilleur = max(marques, key=lambda cle: (len(marques[cle] - vues), cle))
        choisis.append(meilleur)
        vues |= marques.pop(meilleur)
    return tuple(choisis)


def _parlant(fiche: Fiche) -> bool:
    """Vrai pour un récit qui a un chiffre constaté et un lieu précis."""
    lieux = fiche.champs.territoires
    un_seul = len({lieu.rattachement for lieu in lieux}) == 1 and bool(lieux[0].region)
    return isinstance(fiche.champs, Exemple) and not fiche.champs.breve and bool(fiche.champs.constates) and un_seul
