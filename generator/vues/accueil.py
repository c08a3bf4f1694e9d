"""La page d’accueil : quatre entrées, trois exemples, le catalogue en chiffres."""

from dataclasses import dataclass

from generator.catalogue.adresses import LienCompte
from generator.catalogue.cartes import Carte, carte
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.facettes import Facette
from generator.modele.champs import FAMILLES
from generator.modele.classement import modalites_de
from generator.modele.fiches import Exemple, Fiche
from generator.modele.vocabulaires import Vocabulaire
from generator.vues.facettes import Paquet, paquets
from generator.vues.page import Page

EXEMPLES_MONTRES = 3


@dataclass(frozen=True, slots=True)
class Entree:
    """Une phrase à compléter : « Je suis… », et ses réponses."""

    vocabulaire: Vocabulaire
    paquets: tuple[Paquet, ...]

    @property
    def reponses(self) -> dict[str, str]:
        """Les modalités qui répondent à la question autrement que par leur libellé."""
        return {m.id: m.reponse for m in self.vocabulaire.modalites if m.reponse}


@dataclass(frozen=True, slots=True)
class VueAccueil:
    """Ce que la page d’accueil calcule ; le reste est écrit dans content/index.md."""

    entrees: tuple[Entree, ...]
    exemples: tuple[Carte, ...]
    chiffres: tuple[LienCompte, ...]


def page(catalogue: Catalogue, facettes: tuple[Facette, ...]) -> Page:
    """La page d’accueil, écrite à la main et complétée."""
    familles = catalogue.referentiel.vocabulaires["familles"]
    comptes = tuple(
        LienCompte(
            famille, familles[famille].libelle, f"{famille}/", len(catalogue.famille(famille)), familles[famille].definition
        )
        for famille in FAMILLES
    )
    # Dans l’ordre où la question se pose à quelqu’un qui arrive ; les autres axes attendent les pages de listes.
    entrees = tuple(Entree(f.vocabulaire, paquets(f)) for f in facettes if f.id in ("acteurs", "domaines", "territoires"))
    vue = VueAccueil(
        (*entrees, Entree(familles, (Paquet("", comptes),))),
        tuple(carte(fiche, catalogue.referentiel) for fiche in divers(catalogue)),
        tuple(compte for compte in comptes if compte.effectif),
    )
    return Page("", "ODD 17 en pratiques", "", "accueil.html", vue, corps=None)


def divers(catalogue: Catalogue) -> tuple[Fiche, ...]:
    """Trois exemples aussi différents que possible : à chaque choix, celui qui apporte le plus de modalités nouvelles.

    On prend parmi ceux qui ont un chiffre et un lieu précis, qui parlent mieux à qui découvre le sujet.
    """
    vocabulaires = [catalogue.referentiel.vocabulaires[nom] for nom in ("domaines", "categories", "territoires", "acteurs")]
    marques = {f.cle: {(v.id, m) for v in vocabulaires for m in modalites_de(f, v)} for f in catalogue.famille("exemples")}
    parlants = [f for f in catalogue.famille("exemples") if isinstance(f.champs, Exemple) and f.champs.chiffres and _precis(f)]
    choisis: list[Fiche] = []
    vues: set[tuple[str, str]] = set()
    while parlants and len(choisis) < EXEMPLES_MONTRES:
        meilleur = max(parlants, key=lambda f: (len(marques[f.cle] - vues), f.cle))
        choisis.append(meilleur)
        vues |= marques[meilleur.cle]
        parlants.remove(meilleur)
    return tuple(choisis)


def _precis(fiche: Fiche) -> bool:
    return len({lieu.rattachement for lieu in fiche.champs.territoires}) == 1 and bool(fiche.champs.territoires[0].region)
