"""Ce que l’on montre d’un lieu : ses cercles, quelques cartes de chacun, qui peut y aider, les communes qui lui ressemblent.

Les pages des territoires et « près de moi » disent la même chose : elles la tiennent d’ici.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from generator.catalogue.cartes import Carte
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.francais import accorder, enumerer, ou
from generator.catalogue.territoires import Cercle, Relation, adresse
from generator.modele.fiches import Exemple, famille_de
from generator.modele.geographie.lieux import FRANCE, contenants, entier, par_echelon, population
from generator.modele.territoires import Echelon, Lieu

EXTRAIT = 3
"""Les cartes d’un cercle qui a sa page ailleurs."""

ENTIER = 48
"""Celles d’un cercle qui n’est montré qu’ici."""

AIDANTS = 6
"""Les structures que l’on nomme, celles d’ici d’abord."""


@dataclass(frozen=True, slots=True)
class Semblable:
    """Une commune de taille comparable, et ce qui s’y fait."""

    lieu: Lieu
    adresse: str
    cartes: tuple[Carte, ...]


def pages_de_lieux(catalogue: Catalogue) -> Iterator[Lieu]:
    """Les lieux qui ont une page à eux, hors des régions : les départements, les collectivités habitées, où agit une fiche."""
    for departement in par_echelon(Echelon.DEPARTEMENT).values():
        lieu = entier(departement)
        if (lieu.echelon is Echelon.DEPARTEMENT or lieu.region > "970") and population(lieu):
            yield lieu
    locaux = dict.fromkeys((*catalogue.presences.precises, *catalogue.aides.precises))
    yield from (lieu for lieu in locaux if lieu.echelon in (Echelon.COMMUNE, Echelon.INTERCOMMUNALITE))


def dependances(lieu: Lieu, catalogue: Catalogue) -> tuple[object, ...]:
    """Tout ce dont dépend ce que l’on montre d’un lieu : ses fiches, celles d’autour, ce que disent celles que l’on montre."""
    cles = {cle for cercle in catalogue.cercles(lieu) for cle in cercle.fiches[: ENTIER if _d_ici(cercle) else EXTRAIT]}
    cles |= {cle for cercle in catalogue.cercles(lieu, aides=True) for cle in cercle.fiches[:ENTIER]}
    cles |= {*catalogue.variees, *catalogue.aides_variees}
    dites = [(cle, catalogue.cartes[cle], catalogue.fiches[cle].champs.territoires) for cle in sorted(cles)]
    return (catalogue.presences, catalogue.aides, catalogue.referentiel, catalogue.variees, catalogue.aides_variees, dites)


def extrait(cercle: Cercle, catalogue: Catalogue) -> tuple[str, ...]:
    """Les fiches que l’on montre d’un cercle : toutes celles d’ici, quelques-unes des autres."""
    if _d_ici(cercle):
        return cercle.fiches[:ENTIER]
    if cercle.autour == FRANCE:
        siennes = frozenset(cercle.fiches)
        choisies = [cle for cle in catalogue.variees if cle in siennes]
        return tuple(choisies[:EXTRAIT]) or cercle.fiches[:EXTRAIT]
    return cercle.fiches[:EXTRAIT]


def _d_ici(cercle: Cercle) -> bool:
    return cercle.relation in (Relation.ICI, Relation.DEDANS)


def carte_d_ici(cle: str, lieux: Collection[Lieu], catalogue: Catalogue) -> Carte:
    """La carte d’une fiche, vue d’un lieu, ou de ceux d’à côté : ce qu’elle en nomme s’y dit d’abord."""
    carte, nommes = catalogue.cartes[cle], catalogue.fiches[cle].champs.territoires
    d_ici = [un for un in nommes if entier(un) in lieux or any(autour in lieux for autour in contenants(entier(un)))]
    if not d_ici or len(nommes) < 2:
        return carte
    ailleurs = [un for un in nommes if un not in d_ici]
    partout = [un for un in ailleurs if un.echelon is Echelon.ENSEMBLE]
    dit = f"{ou(d_ici)}, {ou(partout)}" if partout else ou((*d_ici, *ailleurs))
    return carte if dit == carte.lieu else replace(carte, lieu=dit)


def comptes(cles: Iterable[str], catalogue: Catalogue) -> str:
    """« 2 exemples et 1 donnée »."""
    familles = catalogue.vocabulaire("familles")
    nombres = Counter(map(famille_de, cles))
    return enumerer([accorder(nombres[m.id], m.singulier) for m in familles.modalites if nombres[m.id]])


def aidants(lieu: Lieu, catalogue: Catalogue) -> tuple[tuple[Carte, ...], int]:
    """Les structures qui peuvent aider dans un lieu, les plus proches d’abord, et combien agissent partout en France.

    Parmi celles de toute la France, on nomme d’abord une de chaque sorte. Celles d’un département voisin ne s’engagent pas ici.
    """
    cercles = catalogue.cercles(lieu, aides=True)
    d_ici = [c for c in cercles if c.relation in (Relation.ICI, Relation.DEDANS, Relation.HAUT)]
    proches = [cle for cercle in d_ici if cercle.autour != FRANCE for cle in cercle.fiches]
    partout = [cle for cercle in d_ici if cercle.autour == FRANCE for cle in cercle.fiches]
    restantes = frozenset(partout)
    nommees = [*proches, *(cle for cle in catalogue.aides_variees if cle in restantes)][: max(AIDANTS, len(proches))]
    return tuple(catalogue.cartes[cle] for cle in nommees), len(partout)


def ressembler(lieux: Iterable[Lieu], montrees: Collection[str], catalogue: Catalogue) -> Iterator[Semblable]:
    """Ces communes et leurs exemples, sans ceux que l’on a déjà montrés ; celle qui n’en a pas d’autre n’apprend rien."""
    deja = set(montrees)
    for lieu in lieux:
        if siens := [cle for cle in exemples_de(lieu, catalogue) if cle not in deja][:2]:
            deja.update(siens)
            yield Semblable(lieu, adresse(lieu), tuple(catalogue.cartes[cle] for cle in siens))


def communes_a_exemples(catalogue: Catalogue) -> tuple[Lieu, ...]:
    """Les communes qui ont un exemple, par population."""
    communes = (lieu for lieu in catalogue.presences.precises if _commune(lieu) and exemples_de(lieu, catalogue))
    return tuple(sorted(communes, key=lambda lieu: (lieu.population or 0, lieu.code)))


def exemples_de(lieu: Lieu, catalogue: Catalogue) -> list[str]:
    """Les exemples qui nomment ce lieu."""
    return [cle for cle in catalogue.presences.precises.get(lieu, ()) if famille_de(cle) == Exemple.famille]


def _commune(lieu: Lieu) -> bool:
    return lieu.echelon is Echelon.COMMUNE
