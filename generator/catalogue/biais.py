"""Les biais du catalogue : ce que la façon dont on l’a rempli lui fait dire, compté plutôt que deviné."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.catalogue.bibliographie import DocumentCite
from generator.modele.annuaire import Annuaire
from generator.modele.fiches import Exemple, Fiche
from generator.modele.territoires import Echelon

Documents = Callable[[Fiche], Iterable[DocumentCite]]


@dataclass(frozen=True, slots=True)
class Biais:
    """Sur tous les exemples, combien sont dans chaque cas."""

    exemples: int
    par_un_partenaire: int
    """Une de leurs sources au moins a un de leurs partenaires pour auteur."""
    par_eux_seuls: int
    """Toutes leurs sources en ont un."""
    fondateurs: int
    """Ils citent au moins un des documents de départ."""
    fondateurs_seuls: int
    """Ils n’en citent aucun autre."""
    termines: int
    sans_chiffre: int
    nationaux: int
    """Ils agissent dans tout le pays, ou au-delà."""
    une_commune: int
    """Ils disent au moins une commune où ils agissent."""
    la_plus_presente: str
    """L’organisation qui agit dans le plus d’exemples (son identifiant), et dans combien."""
    ses_exemples: int
    sans_source_depuis: tuple[tuple[int, int], ...]
    """Pour chaque année, combien d’exemples n’ont pas de source plus récente ; les documents sans date n’en disent rien."""


def mesurer(exemples: Iterable[Fiche], documents: Documents, annuaire: Annuaire) -> Biais:
    """Les biais de ces exemples ; `documents` rend ceux que cite une fiche."""
    comptes: Counter[str] = Counter()
    presences: Counter[str] = Counter()
    annees: Counter[int] = Counter()
    for fiche in exemples:
        champs = fiche.champs
        assert isinstance(champs, Exemple)
        siens = {annuaire.identifier(partenaire.nom) for partenaire in champs.partenaires}
        cites = [document.reference for document in documents(fiche)]
        auteurs = [{annuaire.identifier(auteur) for auteur in reference.auteurs} for reference in cites]
        fondateurs = [bool(reference.texte) for reference in cites]
        lieux = {lieu.echelon for lieu in champs.territoires}
        presences.update(siens)
        annees[max((reference.annee or 0 for reference in cites), default=0)] += 1
        comptes.update(
            nom
            for nom, vrai in {
                "exemples": True,
                "par_un_partenaire": any(une & siens for une in auteurs),
                "par_eux_seuls": all(une & siens for une in auteurs),
                "fondateurs": any(fondateurs),
                "fondateurs_seuls": all(fondateurs),
                "termines": champs.statut == "termine",
                "sans_chiffre": not champs.chiffres,
                "nationaux": Echelon.ENSEMBLE in lieux,
                "une_commune": Echelon.COMMUNE in lieux,
            }.items()
            if vrai
        )
    presente, fois = max(presences.items(), key=lambda une: (une[1], une[0]), default=("", 0))
    return Biais(
        exemples=comptes["exemples"],
        par_un_partenaire=comptes["par_un_partenaire"],
        par_eux_seuls=comptes["par_eux_seuls"],
        fondateurs=comptes["fondateurs"],
        fondateurs_seuls=comptes["fondateurs_seuls"],
        termines=comptes["termines"],
        sans_chiffre=comptes["sans_chiffre"],
        nationaux=comptes["nationaux"],
        une_commune=comptes["une_commune"],
        la_plus_presente=presente,
        ses_exemples=fois,
        sans_source_depuis=tuple(sorted(annees.items())),
    )
