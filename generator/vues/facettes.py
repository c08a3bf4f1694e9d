"""Les pages des facettes : une par facette, une par modalité, une par croisement utile."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue.adresses import Lien, LienCompte
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.facettes import Croisement, Facette, croiser
from generator.catalogue.francais import accorder
from generator.modele.vocabulaires import Modalite, Reference, Vocabulaire
from generator.vues.listes import Liste, lister
from generator.vues.page import Page


@dataclass(frozen=True, slots=True)
class Paquet:
    """Des modalités d’un même groupe (sans titre si la facette n’en a pas)."""

    titre: str
    modalites: tuple[LienCompte, ...]


@dataclass(frozen=True, slots=True)
class VueFacette:
    """Une facette : toutes ses modalités, avec leurs effectifs."""

    facette: Vocabulaire
    paquets: tuple[Paquet, ...]
    maximum: int
    reference: Reference | None


@dataclass(frozen=True, slots=True)
class VueModalite:
    """Une liste de fiches d’une ou deux modalités, ce qu’elles veulent dire, et où aller ensuite."""

    surtitre: str
    titre: str
    modalites: tuple[Modalite, ...]
    liste: Liste
    croisements: tuple[tuple[Vocabulaire, tuple[LienCompte, ...]], ...]
    voisines: tuple[LienCompte, ...]
    appelle_un_exemple: bool
    """Vrai s’il n’y a pas encore d’exemple là où il pourrait y en avoir."""
    repli: LienCompte | None = None
    """Où chercher en attendant, quand la liste est vide."""


def pages(catalogue: Catalogue, facettes: tuple[Facette, ...]) -> Iterator[Page]:
    """Les pages de toutes les facettes."""
    croisements = croiser(facettes)
    par_id = {facette.id: facette for facette in facettes}
    for facette in facettes:
        yield _page_de_facette(facette, catalogue)
        for modalite in facette.vocabulaire.modalites:
            yield from _pages_de_modalite(catalogue, facette, modalite, croisements)
    for croisement in croisements:
        yield from _pages_de_croisement(catalogue, croisement, par_id)


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
    reference = catalogue.referentiel.bibliographie[source.document] if source else None
    vue = VueFacette(vocabulaire, paquets(facette), max(maximum, 1), reference)
    return Page(f"{vocabulaire.id}/", vocabulaire.libelle, vocabulaire.description, "facette.html", vue)


def _pages_de_modalite(
    catalogue: Catalogue, facette: Facette, modalite: Modalite, croisements: tuple[Croisement, ...]
) -> Iterator[Page]:
    vocabulaire, fiches = facette.vocabulaire, facette.fiches[modalite.id]
    fil = (Lien(vocabulaire.libelle, f"{vocabulaire.id}/"),)
    autres = tuple(_lien(facette, m) for m in vocabulaire.modalites if m.groupe == modalite.groupe and m.id != modalite.id)
    croises = _croises(vocabulaire, modalite, croisements) if len(fiches) > 1 else ()
    for liste in lister(facette.adresse(modalite.id), fiches, catalogue):
        vue = VueModalite(
            vocabulaire.singulier.capitalize(),
            modalite.libelle,
            (modalite,),
            liste,
            croises,
            autres,
            appelle_un_exemple=_admet_des_exemples(vocabulaire) and not any(f.famille == "exemples" for f in fiches),
            repli=_repli(facette, modalite) if not fiches else None,
        )
        yield _page(vue, f"{modalite.libelle} ({vocabulaire.libelle.lower()})", modalite.definition, fil, trouvable=True)


def _admet_des_exemples(vocabulaire: Vocabulaire) -> bool:
    return vocabulaire.facette is not None and vocabulaire.facette.exemples


def _repli(facette: Facette, modalite: Modalite) -> LienCompte | None:
    """La modalité la plus fournie du dernier groupe (« France entière » pour une région) ou, sans groupe, de la facette."""
    vocabulaire = facette.vocabulaire
    groupe = vocabulaire.groupes[-1].id if vocabulaire.id == "territoires" else modalite.groupe
    proches = [_lien(facette, m) for m in vocabulaire.modalites if m.groupe == groupe and facette.effectif(m.id)]
    return max(proches, key=lambda lien: lien.effectif, default=None)


def _croises(
    vocabulaire: Vocabulaire, modalite: Modalite, croisements: tuple[Croisement, ...]
) -> tuple[tuple[Vocabulaire, tuple[LienCompte, ...]], ...]:
    """Les croisements d’une modalité, par autre facette ; les plus fournis d’abord."""
    par_facette: dict[str, tuple[Vocabulaire, list[LienCompte]]] = {}
    for croisement in croisements:
        if (vocabulaire.id, modalite.id) in zip(
            (f.id for f in croisement.facettes), (m.id for m in croisement.modalites), strict=True
        ):
            cote = 1 if croisement.facettes[0].id == vocabulaire.id else 0
            autre = croisement.modalites[cote]
            lien = LienCompte(autre.id, autre.libelle, croisement.adresse, len(croisement.fiches))
            par_facette.setdefault(croisement.facettes[cote].id, (croisement.facettes[cote], []))[1].append(lien)
    return tuple((autre, tuple(sorted(liens, key=lambda lien: -lien.effectif))) for autre, liens in par_facette.values())


def _pages_de_croisement(catalogue: Catalogue, croisement: Croisement, facettes: dict[str, Facette]) -> Iterator[Page]:
    (f1, f2), (m1, m2) = croisement.facettes, croisement.modalites
    fil = (Lien(f1.libelle, f"{f1.id}/"), Lien(m1.libelle, f"{f1.id}/{m1.id}/"))
    titre = f"{m1.libelle}, {m2.libelle[:1].lower() + m2.libelle[1:] if f2.id == 'domaines' else m2.libelle}"
    surtitre = f"{f1.singulier} et {f2.singulier}".capitalize()
    entieres = (_lien(facettes[f1.id], m1), _lien(facettes[f2.id], m2))
    for liste in lister(croisement.adresse, croisement.fiches, catalogue):
        vue = VueModalite(surtitre, titre, croisement.modalites, liste, (), entieres, appelle_un_exemple=False)
        description = f"{accorder(liste.total, 'fiche')} du catalogue\N{NO-BREAK SPACE}: {m1.libelle}, {m2.libelle}."
        yield _page(vue, titre, description, fil)


def _page(vue: VueModalite, titre: str, description: str, fil: tuple[Lien, ...], *, trouvable: bool = False) -> Page:
    suite = vue.liste.pagination.numero > 1
    if suite:
        titre = f"{titre}, page {vue.liste.pagination.numero}"
    return Page(
        vue.liste.adresse, titre, description, "modalite.html", vue, fil, nom=vue.titre, trouvable=trouvable and not suite
    )
