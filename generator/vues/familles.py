"""Les pages des familles : tous les exemples, tous les outils…"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.champs import FAMILLES
from generator.facettes import Facette
from generator.vocabulaires import Modalite, Vocabulaire
from generator.vues.listes import Liste, adresse_de_famille, lister
from generator.vues.page import LienCompte, Page


@dataclass(frozen=True, slots=True)
class VueFamille:
    """Toutes les fiches d’une famille, et par où les trier : les facettes de la mission, effectifs de cette famille."""

    famille: Modalite
    liste: Liste
    facettes: tuple[tuple[Vocabulaire, tuple[LienCompte, ...]], ...]


def pages(catalogue: Catalogue, facettes: tuple[Facette, ...]) -> Iterator[Page]:
    """Les pages de chaque famille, y compris d’une famille encore vide."""
    for famille in FAMILLES:
        modalite = catalogue.referentiel.vocabulaires["familles"][famille]
        tris = tuple(
            (f.vocabulaire, _effectifs(f, famille)) for f in facettes if f.vocabulaire.facette and f.vocabulaire.facette.mission
        )
        tris = tuple((vocabulaire, liens) for vocabulaire, liens in tris if liens)
        for liste in lister(f"{famille}/", catalogue.famille(famille), catalogue):
            suite = liste.pagination.numero > 1
            titre = f"{modalite.libelle}, page {liste.pagination.numero}" if suite else modalite.libelle
            vue = VueFamille(modalite, liste, tris)
            yield Page(liste.adresse, titre, modalite.definition, "famille.html", vue, trouvable=not suite)


def _effectifs(facette: Facette, famille: str) -> tuple[LienCompte, ...]:
    """Les modalités qui ont des fiches de cette famille ; chaque lien mène droit à elles."""
    comptes = ((m, sum(f.famille == famille for f in facette.fiches[m.id])) for m in facette.vocabulaire.modalites)
    return tuple(
        LienCompte(m.id, m.libelle, adresse_de_famille(facette.adresse(m.id), facette.fiches[m.id], famille), effectif)
        for m, effectif in comptes
        if effectif
    )
