"""Les facettes : sous quelles modalités chaque fiche se range, et combien il y en a."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from types import MappingProxyType

from generator.catalogue import Catalogue
from generator.modeles import Fiche
from generator.territoires import Echelon, Lieu
from generator.vocabulaires import Modalite, Vocabulaire

TRIPTYQUE = ("acteurs", "domaines", "territoires")
"""Les facettes que l’on croise deux à deux : qui, pour quoi, où."""

FACETTES = (
    "acteurs",
    "besoins",
    "categories",
    "domaines",
    "durees",
    "impacts",
    "niveaux",
    "objectifs",
    "odd",
    "tailles",
    "territoires",
)
"""Les vocabulaires dont on sait ranger les fiches."""

ODD_17 = "odd-17"
"""L’objectif des partenariats : toutes les fiches en relèvent, aucune n’a à l’écrire."""


@dataclass(frozen=True, slots=True)
class Facette:
    """Un axe de classement et, pour chacune de ses modalités, ses fiches."""

    vocabulaire: Vocabulaire
    fiches: Mapping[str, tuple[Fiche, ...]]

    @property
    def id(self) -> str:
        return self.vocabulaire.id

    def effectif(self, modalite: str) -> int:
        """Le nombre de fiches de cette modalité, toutes familles confondues."""
        return len(self.fiches[modalite])

    def adresse(self, modalite: str) -> str:
        """L’adresse de la page d’une modalité."""
        return f"{self.id}/{modalite}/"


@dataclass(frozen=True, slots=True)
class Croisement:
    """Deux modalités de deux facettes, et les fiches qui ont l’une et l’autre."""

    facettes: tuple[Vocabulaire, Vocabulaire]
    modalites: tuple[Modalite, Modalite]
    fiches: tuple[Fiche, ...]

    @property
    def adresse(self) -> str:
        (f1, f2), (m1, m2) = self.facettes, self.modalites
        return f"{f1.id}/{m1.id}/{f2.id}/{m2.id}/"


def classer(catalogue: Catalogue) -> tuple[Facette, ...]:
    """Range toutes les fiches du catalogue dans toutes les facettes, par rang de facette."""
    return tuple(_facette(vocabulaire, catalogue.fiches.values()) for vocabulaire in catalogue.referentiel.facettes)


def croiser(facettes: Iterable[Facette]) -> tuple[Croisement, ...]:
    """Les croisements non vides des facettes du triptyque, deux à deux."""
    triptyque = sorted((f for f in facettes if f.id in TRIPTYQUE), key=lambda f: TRIPTYQUE.index(f.id))
    croisements = []
    for une, autre in combinations(triptyque, 2):
        for m1, m2 in product(une.vocabulaire.modalites, autre.vocabulaire.modalites):
            communes = {fiche.cle for fiche in autre.fiches[m2.id]}
            fiches = tuple(fiche for fiche in une.fiches[m1.id] if fiche.cle in communes)
            if fiches:
                croisements.append(Croisement((une.vocabulaire, autre.vocabulaire), (m1, m2), fiches))
    return tuple(croisements)


def modalites_de(fiche: Fiche, vocabulaire: Vocabulaire) -> tuple[str, ...]:
    """Les modalités d’une fiche dans une facette. Région, taille et échelle se déduisent des territoires."""
    champs = fiche.champs
    match vocabulaire.id:
        case "acteurs":
            trouvees = fiche.profils
        case "territoires":
            rattachements = {lieu.rattachement for lieu in champs.territoires}
            trouvees = tuple(m.id for m in vocabulaire.modalites if rattachements.intersection(m.territoires))
        case "tailles":
            trouvees = tuple(m.id for m in vocabulaire.modalites if any(_est_de_taille(lieu, m) for lieu in champs.territoires))
        case "niveaux":
            trouvees = (champs.niveau or niveau_deduit(champs.territoires),)
        case "odd":
            trouvees = (*champs.odd, ODD_17)
        case "durees":
            trouvees = (getattr(champs, "duree", None) or "",)
        case facette:
            trouvees = getattr(champs, facette, ())
    return tuple(modalite for modalite in trouvees if modalite)


def niveau_deduit(lieux: tuple[Lieu, ...]) -> str:
    """L’échelle d’action que disent les territoires : le plus large l’emporte, et plusieurs régions font le pays."""
    ensembles = {lieu.code for lieu in lieux if lieu.echelon is Echelon.ENSEMBLE}
    regions = {lieu.region for lieu in lieux if lieu.region}
    if ensembles & {"europe", "monde"}:
        return "international"
    if ensembles or len(regions) > 1:
        return "national"
    if any(lieu.echelon in (Echelon.REGION, Echelon.DEPARTEMENT) for lieu in lieux):
        return "regional"
    return "local" if lieux else ""


def _est_de_taille(lieu: Lieu, modalite: Modalite) -> bool:
    return lieu.population is not None and modalite.bornes is not None and modalite.bornes.contient(lieu.population)


def _facette(vocabulaire: Vocabulaire, fiches: Iterable[Fiche]) -> Facette:
    rangees: dict[str, list[Fiche]] = defaultdict(list)
    for fiche in fiches:
        for modalite in modalites_de(fiche, vocabulaire):
            rangees[modalite].append(fiche)
    return Facette(vocabulaire, MappingProxyType({m.id: tuple(rangees[m.id]) for m in vocabulaire.modalites}))
