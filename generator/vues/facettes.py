"""Les pages des facettes : une par facette, une par modalité, une par croisement utile."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from generator.catalogue.adresses import Lien, LienCompte
from generator.catalogue.bibliographie import DocumentCite
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.facettes import Croisement, Facette
from generator.catalogue.francais import accorder, minuscule
from generator.catalogue.territoires import TERRITOIRES
from generator.modele.vocabulaires import Modalite, Vocabulaire
from generator.vues.appels import appel
from generator.vues.listes import Liste, lister, lister_la_modalite, suite_de
from generator.vues.page import Page, Vue
from generator.vues.reperes import FicheReperes, reperes_de_modalite

Croises = tuple[tuple[Vocabulaire, tuple[LienCompte, ...]], ...]
"""Ce que l’on peut croiser avec une modalité, facette par facette."""


@dataclass(frozen=True, slots=True)
class Paquet:
    """Des modalités d’un même groupe (sans titre si la facette n’en a pas)."""

    titre: str
    modalites: tuple[LienCompte, ...]


@dataclass(frozen=True, slots=True)
class VueFacette(Vue):
    """Une facette : toutes ses modalités, avec leurs effectifs."""

    facette: Vocabulaire
    paquets: tuple[Paquet, ...]
    maximum: int
    document: DocumentCite | None
    """Le document d’où vient la liste."""
    gabarit: ClassVar[str] = "facette.html"


@dataclass(frozen=True, slots=True)
class VueModalite(Vue):
    """Une liste de fiches d’une ou deux modalités, ce qu’elles veulent dire, et où aller ensuite."""

    surtitre: str
    titre: str
    modalites: tuple[Modalite, ...]
    liste: Liste
    croisements: Croises
    voisines: tuple[LienCompte, ...]
    appel: str
    """Où proposer un exemple, s’il n’y en a pas encore là où il pourrait y en avoir."""
    repli: LienCompte | None = None
    """Où chercher en attendant, quand la liste est vide."""
    reperes: FicheReperes | None = None
    """Ce qu’il faut savoir d’une modalité de la mission, en tête de la première page."""
    gabarit: ClassVar[str] = "modalite.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Les pages de toutes les facettes, hors de celle des territoires, qui a les siennes."""
    croises = _croises(catalogue.croisements)
    par_id = {facette.id: facette for facette in catalogue.facettes}
    for facette in catalogue.facettes:
        if facette.id != TERRITOIRES:
            yield from _pages_de_facette(catalogue, facette, croises)
    for croisement in catalogue.croisements:
        yield _page_de_croisement(catalogue, croisement, par_id)


def pages_de_facette(catalogue: Catalogue, facette: Facette) -> Iterator[Page]:
    """La page d’une facette, puis celles de ses modalités."""
    return _pages_de_facette(catalogue, facette, _croises(catalogue.croisements))


def _pages_de_facette(catalogue: Catalogue, facette: Facette, croises: dict[tuple[str, str], Croises]) -> Iterator[Page]:
    yield _page_de_facette(facette, catalogue)
    for modalite in facette.vocabulaire.modalites:
        yield from _pages_de_modalite(catalogue, facette, modalite, croises.get((facette.id, modalite.id), ()))


def paquets(facette: Facette) -> tuple[Paquet, ...]:
    """Les modalités d’une facette, par groupe."""
    vocabulaire = facette.vocabulaire
    liens = {m.id: _lien(facette, m) for m in vocabulaire.modalites}
    if not vocabulaire.groupes:
        return (Paquet("", tuple(liens.values())),)
    return tuple(
        Paquet(groupe.libelle, tuple(liens[m.id] for m in vocabulaire.modalites if m.groupe == groupe.id))
        for groupe in vocabulaire.groupes
    )


def _lien(facette: Facette, modalite: Modalite) -> LienCompte:
    return LienCompte(
        modalite.id,
        modalite.libelle,
        facette.adresse(modalite.id),
        facette.effectif(modalite.id),
        modalite.definition,
        modalite.etabli,
    )


def _page_de_facette(facette: Facette, catalogue: Catalogue) -> Page:
    vocabulaire = facette.vocabulaire
    maximum = max((facette.effectif(m.id) for m in vocabulaire.modalites), default=0)
    source = vocabulaire.source
    document = catalogue.bibliographie.commun(source.document) if source else None
    vue = VueFacette(vocabulaire, paquets(facette), max(maximum, 1), document)
    return Page(f"{vocabulaire.id}/", vocabulaire.libelle, vocabulaire.description, vue)


def _pages_de_modalite(catalogue: Catalogue, facette: Facette, modalite: Modalite, croisements: Croises) -> Iterator[Page]:
    vocabulaire, fiches = facette.vocabulaire, facette.fiches[modalite.id]
    fil = (Lien(vocabulaire.libelle, f"{vocabulaire.id}/"),)
    autres = tuple(_lien(facette, m) for m in vocabulaire.modalites if m.groupe == modalite.groupe and m.id != modalite.id)
    # Une liste d’une seule fiche ne s’affine pas.
    croises = croisements if len(fiches) > 1 else ()
    for liste in lister_la_modalite(facette, modalite.id, catalogue):
        suite = liste.pagination.numero > 1
        vue = VueModalite(
            vocabulaire.singulier.capitalize(),
            modalite.libelle,
            (modalite,),
            liste,
            () if suite else croises,
            () if suite else autres,
            appel=_appel(facette, modalite),
            repli=_repli(facette, modalite) if not fiches else None,
            reperes=reperes_de_modalite(facette, modalite.id, catalogue) if _se_repere(vocabulaire) and not suite else None,
        )
        yield _page(vue, f"{modalite.libelle} ({vocabulaire.libelle.lower()})", modalite.definition, fil, trouvable=True)


def _se_repere(vocabulaire: Vocabulaire) -> bool:
    return vocabulaire.facette is not None and vocabulaire.facette.mission


def _appel(facette: Facette, modalite: Modalite) -> str:
    axe = facette.vocabulaire.facette
    if axe is None or not axe.exemples or facette.effectif(modalite.id, "exemples"):
        return ""
    return appel({facette.id: modalite})


def _repli(facette: Facette, modalite: Modalite) -> LienCompte | None:
    """La modalité la plus fournie du même groupe ; un territoire, lui, dit ce qui y agit d’en haut."""
    modalites = facette.vocabulaire.modalites if facette.id != TERRITOIRES else ()
    proches = [_lien(facette, m) for m in modalites if m.groupe == modalite.groupe and facette.effectif(m.id)]
    return max(proches, key=lambda lien: lien.effectif, default=None)


def _croises(croisements: Iterable[Croisement]) -> dict[tuple[str, str], Croises]:
    """Les croisements de chaque modalité, par autre facette ; les plus fournis d’abord."""
    tables: dict[tuple[str, str], dict[str, tuple[Vocabulaire, list[LienCompte]]]] = defaultdict(dict)
    for croisement in croisements:
        for cote, marque in ((1, croisement.marques[0]), (0, croisement.marques[1])):
            facette, autre = croisement.facettes[cote], croisement.modalites[cote]
            lien = LienCompte(autre.id, autre.libelle, croisement.adresse, len(croisement.fiches))
            tables[marque].setdefault(facette.id, (facette, []))[1].append(lien)
    return {
        marque: tuple((facette, tuple(sorted(liens, key=lambda lien: -lien.effectif))) for facette, liens in table.values())
        for marque, table in tables.items()
    }


def _page_de_croisement(catalogue: Catalogue, croisement: Croisement, facettes: dict[str, Facette]) -> Page:
    (f1, f2), (m1, m2) = croisement.facettes, croisement.modalites
    fil = (Lien(f1.libelle, f"{f1.id}/"), Lien(m1.libelle, f"{f1.id}/{m1.id}/"))
    titre = f"{m1.libelle}, {minuscule(m2.libelle) if f2.id == 'domaines' else m2.libelle}"
    surtitre = f"{f1.singulier} et {f2.singulier}".capitalize()
    entieres = (_lien(facettes[f1.id], m1), _lien(facettes[f2.id], m2))
    # Sans page 2 : à dix mille fiches, les suites de croisements feraient le cinquième du site.
    (liste,) = lister(croisement.adresse, croisement.fiches, catalogue, suite_de(1, **{f1.id: m1.id, f2.id: m2.id}))
    vue = VueModalite(surtitre, titre, croisement.modalites, liste, (), entieres, appel="")
    description = f"{accorder(liste.total, 'fiche')} du catalogue\N{NO-BREAK SPACE}: {m1.libelle}, {m2.libelle}."
    return _page(vue, titre, description, fil)


def _page(vue: VueModalite, titre: str, description: str, fil: tuple[Lien, ...], *, trouvable: bool = False) -> Page:
    suite = vue.liste.pagination.numero > 1
    if suite:
        titre = f"{titre}, page {vue.liste.pagination.numero}"
    return Page(vue.liste.adresse, titre, description, vue, fil, nom=vue.titre, trouvable=trouvable and not suite)
