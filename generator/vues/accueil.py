"""La page d’accueil : quatre entrées, trois exemples, le catalogue en chiffres."""

from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.champs import FAMILLES
from generator.facettes import Facette, modalites_de
from generator.modeles import Exemple, Fiche
from generator.vocabulaires import Vocabulaire
from generator.vues.cartes import Carte, carte
from generator.vues.facettes import Paquet, paquets
from generator.vues.page import LienCompte, Page

EXEMPLES_MONTRES = 3


@dataclass(frozen=True, slots=True)
class Entree:
    """Une phrase à compléter : « Je suis… », et ses réponses."""

    vocabulaire: Vocabulaire
    paquets: tuple[Paquet, ...]


@dataclass(frozen=True, slots=True)
class VueAccueil:
    """Ce que la page d’accueil calcule ; le reste est écrit dans content/index.md."""

    entrees: tuple[Entree, ...]
    exemples: tuple[Carte, ...]
    chiffres: tuple[LienCompte, ...]


def page(catalogue: Catalogue, facettes: tuple[Facette, ...]) -> Page:
    """La page d’accueil, écrite à la main et complétée."""
    familles = catalogue.referentiel.vocabulaires["familles"]
    comptes = tuple(
        LienCompte(famille, familles[famille].libelle, f"{famille}/", len(catalogue.famille(famille)), familles[famille].definition)
        for famille in FAMILLES
    )
    # Dans l’ordre où la question se pose à quelqu’un qui arrive ; les autres axes attendent les pages de listes.
    entrees = tuple(Entree(f.vocabulaire, paquets(f)) for f in facettes if f.id in ("acteurs", "domaines", "territoires"))
    vue = VueAccueil(
        (*entrees, Entree(familles, (Paquet("", comptes),))),
        tuple(carte(fiche, catalogue.referentiel) for fiche in divers(catalogue)),
        tuple(compte for compte in comptes if compte.effectif),
    )
    return Page("", "ODD 17 en pratiques", "", "accueil.html", vue, corps=None)


def divers(catalogue: Catalogue) -> tuple[Fiche, ...]:
    """Trois exemples aussi différents que possible : à chaque choix, celui qui apporte le plus de modalités nouvelles.

    On préfère ceux qui ont des chiffres et un territoire précis : ils parlent mieux à qui découvre le sujet.
    """
    vocabulaires = [catalogue.referentiel.vocabulaires[nom] for nom in ("domaines", "categories", "territoires", "acteurs")]
    marques = {f.cle: {(v.id, m) for v in vocabulaires for m in modalites_de(f, v)} for f in catalogue.famille("exemples")}
    choisis: list[Fiche] = []
    vues: set[tuple[str, str]] = {("territoires", "france-entiere")}
    candidats = [f for f in catalogue.famille("exemples") if isinstance(f.champs, Exemple) and f.champs.chiffres]
    while candidats and len(choisis) < EXEMPLES_MONTRES:
        meilleur = max(candidats, key=lambda f: (len({m for m in marques[f.cle] if m[0] != "territoires"} - vues) + bool({m for m in marques[f.cle] if m[0] == "territoires"} - vues), f.cle))
        choisis.append(meilleur)
        vues |= marques[meilleur.cle]
        candidats.remove(meilleur)
    return tuple(choisis)
