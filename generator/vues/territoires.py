"""Les pages des territoires : la France, ses régions, ses départements, les communes et les intercommunalités qui ont des fiches.

Chacune distingue ce qui agit ici, dans une partie d’ici, à côté, d’en haut, et ne compte une fiche qu’une fois.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any, ClassVar

from generator.catalogue.adresses import Lien, LienCompte, lien_vers
from generator.catalogue.alentours import (
    Semblable,
    aidants,
    carte_d_ici,
    communes_a_exemples,
    comptes,
    dependances,
    extrait,
    pages_de_lieux,
    ressembler,
)
from generator.catalogue.cartes import Carte
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.facettes import Facette
from generator.catalogue.francais import accorder
from generator.catalogue.territoires import TERRITOIRES, Cercle, Relation, adresse, comparables, departement_de
from generator.modele.fiches import Donnee
from generator.modele.geographie.formes import repere
from generator.modele.geographie.lieux import (
    FRANCE,
    OUTRE_MER,
    contenants,
    entier,
    est_outre_mer,
    par_echelon,
    population,
    voisins,
)
from generator.modele.territoires import LIBELLES, Echelon, Lieu
from generator.vues.appels import appel, appel_d_ici
from generator.vues.carte_de_france import CarteDeFrance, dessiner
from generator.vues.facettes import VueFacette, VueModalite, pages_de_facette
from generator.vues.listes import EXPLORATEUR, Liste
from generator.vues.page import Page, Vue
from generator.vues.reperes import FicheReperes, reperes_de


@dataclass(frozen=True, slots=True)
class CercleMontre:
    """Un cercle tel qu’on le lit : ce qu’il est, combien de fiches, quelques cartes, où lire les autres."""

    id: str
    titre: str
    effectif: int
    comptes: str
    cartes: tuple[Carte, ...]
    suite: Lien | None


@dataclass(frozen=True, slots=True)
class Aide:
    """Qui peut aider dans un lieu : quelques structures, et combien agissent dans toute la France."""

    structures: tuple[Carte, ...]
    partout: int


@dataclass(frozen=True, slots=True)
class VueTerritoires(VueFacette):
    """La France : sa carte, ses départements, ses régions."""

    carte: CarteDeFrance | None = None
    gabarit: ClassVar[str] = "territoires.html"


@dataclass(frozen=True, slots=True)
class Alentour:
    """Ce qui situe une région : ce qui la concerne toute, ses départements, ce qui agit d’en haut, les régions voisines."""

    repere: tuple[int, int, int] | None
    entiere: int
    """Combien de ses fiches la nomment ; les autres nomment un lieu qu’elle contient."""
    chiffres: tuple[Lien, ...]
    contenus: tuple[LienCompte, ...]
    hauts: tuple[LienCompte, ...]
    a_cote: tuple[LienCompte, ...]
    aide: Aide
    outre_mer: bool


@dataclass(frozen=True, slots=True)
class VueRegion(VueModalite):
    """Une région, ou ce qui est au-delà : ses fiches, et ce qui la situe."""

    alentour: Alentour | None = None
    proposer: str = ""
    """Où proposer un exemple de plus."""
    gabarit: ClassVar[str] = "region.html"


@dataclass(frozen=True, slots=True)
class VueTerritoire(Vue):
    """Un département, une intercommunalité ou une commune."""

    surtitre: str
    lieu: Lieu
    titre: str
    situation: str
    repere: tuple[int, int, int] | None
    total: int
    comptes: str
    cercles: tuple[CercleMontre, ...]
    contenus: tuple[LienCompte, ...]
    a_cote: tuple[LienCompte, ...]
    aide: Aide
    semblables: tuple[Semblable, ...]
    outre_mer: bool
    appel: str
    """Où proposer un exemple d’ici."""
    reperes: FicheReperes | None
    """Ce qu’il faut savoir d’ici, dès que deux fiches en parlent."""
    gabarit: ClassVar[str] = "territoire.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """La page de la facette, celles de ses modalités, et celles des lieux plus petits qu’une région."""
    facette = next((facette for facette in catalogue.facettes if facette.id == TERRITOIRES), None)
    if facette is None:
        return
    for page in pages_de_facette(catalogue, facette):
        yield _completer(page, facette, catalogue)
    tailles = communes_a_exemples(catalogue)
    for lieu in pages_de_lieux(catalogue):
        d_ici = _d_ici(lieu, catalogue)
        reperes = (
            reperes_de(adresse(lieu), lieu.nom_usuel, d_ici, catalogue, ici=partial(_est_dans, lieu)) if len(d_ici) > 1 else None
        )
        proches = comparables(lieu, tailles) if lieu.echelon is Echelon.COMMUNE else ()
        semblables = tuple(ressembler(proches, _montrees(lieu, reperes, catalogue), catalogue)) if proches else ()
        dont = (*dependances(lieu, catalogue), semblables, reperes)
        yield catalogue.memoire.reprendre(("territoire", lieu), dont, partial(_page, lieu, semblables, reperes, catalogue))


def _est_dans(lieu: Lieu, autre: Lieu) -> bool:
    return lieu in (entier(autre), *contenants(autre))


def _d_ici(lieu: Lieu, catalogue: Catalogue) -> list[str]:
    """Les clés des fiches qui agissent dans un lieu, en tout ou en partie."""
    siens = (cercle for cercle in catalogue.cercles(lieu) if cercle.relation in (Relation.ICI, Relation.DEDANS))
    return [cle for cercle in siens for cle in cercle.fiches]


def _montrees(lieu: Lieu, reperes: FicheReperes | None, catalogue: Catalogue) -> set[str]:
    """Les clés des fiches que la page d’un lieu montre d’elle-même."""
    choisis = reperes.exemples if reperes else ()
    des_cercles = (cle for cercle in catalogue.cercles(lieu) for cle in extrait(cercle, catalogue))
    return {*des_cercles, *(montre.carte.adresse.rstrip("/") for montre in choisis)}


def _completer(page: Page, facette: Facette, catalogue: Catalogue) -> Page:
    """La même page, avec sa carte ou ce qui la situe ; la suite d’une liste n’a rien de plus."""
    vue = page.vue
    if isinstance(vue, VueFacette):
        return replace(page, vue=VueTerritoires(**_champs(vue), carte=dessiner(catalogue)))
    assert isinstance(vue, VueModalite)
    suite = vue.liste.pagination.numero > 1
    territoires = [catalogue.fiches[cle].champs.territoires for cle in _cles(vue.liste)]
    dont = (vue.liste, territoires, catalogue.referentiel)
    liste = catalogue.memoire.reprendre(("d’ici", vue.liste.adresse), dont, partial(_vue_d_ici, vue, catalogue))
    vue = replace(vue, liste=liste)
    alentour = None if suite else _alentour(vue, facette, catalogue)
    proposer = appel({TERRITOIRES: vue.modalites[0]}) if alentour and not vue.appel else ""
    return replace(page, vue=VueRegion(**_champs(vue), alentour=alentour, proposer=proposer))


def _cles(liste: Liste) -> list[str]:
    """Les clés des fiches d’une page de liste."""
    return [carte.adresse.rstrip("/") for groupe in liste.groupes for carte in groupe.cartes]


def _vue_d_ici(vue: VueModalite, catalogue: Catalogue) -> Liste:
    """La liste d’une région, où chaque carte dit d’abord le lieu d’ici."""
    (modalite,) = vue.modalites
    lieux = tuple(region for region in par_echelon(Echelon.REGION).values() if region.rattachement in modalite.territoires)
    if not lieux:
        return vue.liste
    cartes = iter([carte_d_ici(cle, lieux, catalogue) for cle in _cles(vue.liste)])
    groupes = tuple(replace(groupe, cartes=tuple(next(cartes) for _ in groupe.cartes)) for groupe in vue.liste.groupes)
    return replace(vue.liste, groupes=groupes)


def _champs(vue: VueFacette | VueModalite) -> dict[str, Any]:
    return {champ.name: getattr(vue, champ.name) for champ in fields(vue)}


# Une région ---------------------------------------------------------------------------------------------------------


def _alentour(vue: VueModalite, facette: Facette, catalogue: Catalogue) -> Alentour | None:
    """Ce qui situe une région, les collectivités d’outre-mer ou tout l’outre-mer ; rien pour le pays et le monde."""
    (modalite,) = vue.modalites
    regions = par_echelon(Echelon.REGION)
    codes = [ecrit.partition(":")[2] for ecrit in modalite.territoires]
    if not all(codes):
        if modalite.territoires != (OUTRE_MER.code,):
            return None
        siennes = [region for region in regions.values() if est_outre_mer(region) and population(region)]
        return replace(_au_dela(OUTRE_MER, facette.fiches[modalite.id], catalogue), contenus=_comptes_de(siennes, catalogue))
    if len(codes) > 1:
        siennes = [regions[code] for code in codes if population(regions[code])]
        return replace(_au_dela(regions[codes[0]], (), catalogue), contenus=_comptes_de(siennes, catalogue), entiere=0)
    region = regions[codes[0]]
    situee = _au_dela(region, facette.fiches[modalite.id], catalogue)
    departements = [d for d in par_echelon(Echelon.DEPARTEMENT).values() if d.region == region.code and entier(d) == d]
    contenus = departements or catalogue.lieux_contenus.get(region, ())
    return replace(
        situee, repere=repere(region), contenus=_comptes_de(contenus, catalogue), a_cote=_comptes_de(voisins(region), catalogue)
    )


def _au_dela(lieu: Lieu, cles: tuple[str, ...], catalogue: Catalogue) -> Alentour:
    """Ce qui agit d’en haut sur un lieu, ce qui le concerne tout entier, qui peut y aider."""
    entieres = [cle for cle in cles if lieu in catalogue.situation[cle]]
    chiffres = tuple(lien_vers(catalogue.fiches[cle]) for cle in entieres if isinstance(catalogue.fiches[cle].champs, Donnee))
    hauts = tuple(
        LienCompte(cercle.autour.code, _titre(cercle), adresse(cercle.autour), len(cercle.fiches))
        for cercle in catalogue.cercles(lieu)
        if cercle.relation is Relation.HAUT
    )
    return Alentour(
        None, len(entieres), chiffres, (), hauts, (), Aide(*aidants(lieu, catalogue)), est_outre_mer(lieu) or lieu == OUTRE_MER
    )


# Un département, une intercommunalité, une commune ------------------------------------------------------------------


def _page(lieu: Lieu, semblables: tuple[Semblable, ...], reperes: FicheReperes | None, catalogue: Catalogue) -> Page:
    d_ici = _d_ici(lieu, catalogue)
    departement = lieu.echelon in (Echelon.DEPARTEMENT, Echelon.REGION)
    titre = f"{lieu.nom_usuel} ({lieu.code})" if departement else lieu.nom_usuel
    vue = VueTerritoire(
        surtitre=_surtitre(lieu),
        lieu=lieu,
        titre=titre,
        situation=_situation(lieu),
        repere=repere(lieu),
        total=len(d_ici),
        comptes=comptes(d_ici, catalogue),
        cercles=tuple(_montrer(cercle, lieu, catalogue) for cercle in catalogue.cercles(lieu)),
        contenus=_comptes_de(catalogue.lieux_contenus.get(lieu, ()), catalogue),
        a_cote=_comptes_de(voisins(lieu) if departement else (), catalogue),
        aide=Aide(*aidants(lieu, catalogue)),
        semblables=semblables,
        outre_mer=est_outre_mer(lieu),
        appel=appel_d_ici(lieu),
        reperes=reperes,
    )
    description = f"{titre}, {_situation(lieu)}. Ce qui s’y fait à plusieurs, ce qui agit à côté et d’en haut, qui peut aider."
    return Page(
        adresse(lieu), f"{titre}, {vue.surtitre.lower()}", description, vue, _fil(lieu), nom=lieu.nom_usuel, trouvable=True
    )


def _surtitre(lieu: Lieu) -> str:
    return "Collectivité d’outre-mer" if lieu.echelon is Echelon.REGION else LIBELLES[lieu.echelon].capitalize()


def _situation(lieu: Lieu) -> str:
    """« Ille-et-Vilaine, Bretagne, 225 081 habitants »."""
    autour = [un.nom for un in contenants(lieu) if un.echelon in (Echelon.DEPARTEMENT, Echelon.REGION)]
    habitants = population(lieu)
    return ", ".join((*(autour or ["Outre-mer"]), *([accorder(habitants, "habitant")] if habitants else [])))


def _fil(lieu: Lieu) -> tuple[Lien, ...]:
    """Les territoires, la région, le département : ce qui mène à la page d’un lieu."""
    liens = [Lien("Territoires", f"{TERRITOIRES}/")]
    region = par_echelon(Echelon.REGION)[lieu.region]
    if region.code > "970":
        liens.append(Lien("Autres collectivités d’outre-mer", f"{TERRITOIRES}/collectivites-outre-mer/"))
    autour = [region] if lieu.echelon is Echelon.DEPARTEMENT else [region, departement_de(lieu)] if lieu.departement else []
    return (*liens, *(Lien(un.nom, adresse(un)) for un in dict.fromkeys(autour)))


def _comptes_de(lieux: Iterable[Lieu], catalogue: Catalogue) -> tuple[LienCompte, ...]:
    effectif = catalogue.presences.effectif
    return tuple(LienCompte(f"{lieu.echelon}-{lieu.code}", lieu.nom_usuel, adresse(lieu), effectif(lieu)) for lieu in lieux)


def _montrer(cercle: Cercle, lieu: Lieu, catalogue: Catalogue) -> CercleMontre:
    cles = extrait(cercle, catalogue)
    vus = voisins(lieu) if cercle.relation is Relation.VOISINS else (lieu, cercle.autour)
    return CercleMontre(
        f"{cercle.relation}-{cercle.autour.code}",
        _titre(cercle),
        len(cercle.fiches),
        comptes(cercle.fiches, catalogue),
        tuple(carte_d_ici(cle, vus, catalogue) for cle in cles),
        _suite(cercle, lieu) if len(cercle.fiches) > len(cles) else None,
    )


def _titre(cercle: Cercle) -> str:
    """Comment se dit un cercle : « Dans toute la région », « Ailleurs dans le département »."""
    autour = cercle.autour
    tout, partie = {
        Echelon.COMMUNE: ("Dans la commune", "Dans la commune"),
        Echelon.INTERCOMMUNALITE: ("Dans toute l’intercommunalité", "Dans une partie de l’intercommunalité"),
        Echelon.DEPARTEMENT: ("Dans tout le département", "Dans une partie du département"),
        Echelon.REGION: ("Dans toute la région", "Dans une partie de la région"),
        Echelon.ENSEMBLE: ("Dans tout l’outre-mer" if autour == OUTRE_MER else "Dans toute la France", ""),
    }[autour.echelon]
    if autour.echelon is Echelon.REGION and autour.code > "970":
        tout, partie = "Dans toute la collectivité", "Dans une partie de la collectivité"
    match cercle.relation:
        case Relation.ICI:
            return tout
        case Relation.HAUT:
            return tout if autour.echelon is Echelon.ENSEMBLE else f"{tout} ({autour.nom_usuel})"
        case Relation.DEDANS:
            return partie
        case Relation.DEPARTEMENT:
            return f"Ailleurs dans le département ({autour.nom})"
        case Relation.VOISINS:
            return "À côté, dans les départements voisins"
    return f"Ailleurs dans la région ({autour.nom})"


def _suite(cercle: Cercle, lieu: Lieu) -> Lien | None:
    """Où lire toutes les fiches d’un cercle dont on ne montre que quelques-unes."""
    match cercle.relation:
        case Relation.ICI | Relation.DEDANS:
            region = adresse(par_echelon(Echelon.REGION)[lieu.region]).split("/")[1]
            return Lien("Les autres, dans l’explorateur", f"{EXPLORATEUR}?{TERRITOIRES}={region}")
        case Relation.VOISINS:
            return None
    nom = "toute la France" if cercle.autour == FRANCE else cercle.autour.nom_usuel
    return Lien(f"Tout voir\N{NO-BREAK SPACE}: {nom}", adresse(cercle.autour))
