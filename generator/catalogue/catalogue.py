"""Le catalogue : toutes les fiches valides, indexées et reliées, immuable."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from generator.constats.proximite import replier
from generator.lecture.corps import liens_internes
from generator.modele.fiches import Fiche
from generator.modele.recueils import Parcours, Questions, Terme
from generator.modele.vocabulaires import Referentiel


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Les fiches par clé (`outils/…`), dans l’ordre alphabétique des titres, et qui renvoie vers qui."""

    referentiel: Referentiel
    fiches: Mapping[str, Fiche]
    renvois: Mapping[str, tuple[str, ...]]
    """Les fiches liées à chacune, dans les deux sens, sans répétition : celles qu’elle cite, puis celles qui la citent."""
    glossaire: Mapping[str, Terme] = field(default_factory=dict)
    parcours: Mapping[str, Parcours] = field(default_factory=dict)
    questions: Questions | None = None

    def famille(self, famille: str) -> tuple[Fiche, ...]:
        """Les fiches d’une famille."""
        return tuple(fiche for fiche in self.fiches.values() if fiche.famille == famille)

    def liees(self, fiche: Fiche) -> tuple[Fiche, ...]:
        """Les fiches qu’elle cite ou qui la citent."""
        return tuple(self.fiches[cle] for cle in self.renvois[fiche.cle])

    def citant(self, document: str) -> tuple[Fiche, ...]:
        """Les fiches qui citent ce document de la bibliographie."""
        return tuple(f for f in self.fiches.values() if any(source.document == document for source in f.champs.sources))


def cataloguer(
    fiches: Iterable[Fiche],
    referentiel: Referentiel,
    glossaire: Mapping[str, Terme] = MappingProxyType({}),
    parcours: Mapping[str, Parcours] = MappingProxyType({}),
    questions: Questions | None = None,
) -> Catalogue:
    """Range et relie les fiches. Les renvois vers une fiche absente, que les contrôles signalent, sont ignorés."""
    triees = {fiche.cle: fiche for fiche in sorted(fiches, key=lambda f: (_rang(f.titre), f.cle))}
    sortants = {cle: [c for c in cites(fiche) if c in triees and c != cle] for cle, fiche in triees.items()}
    entrants: dict[str, list[str]] = defaultdict(list)
    for cle, cibles in sortants.items():
        for cible in cibles:
            entrants[cible].append(cle)
    renvois = {cle: tuple(dict.fromkeys(sortants[cle] + entrants[cle])) for cle in triees}
    return Catalogue(referentiel, MappingProxyType(triees), MappingProxyType(renvois), glossaire, parcours, questions)


def _rang(titre: str) -> str:
    """De quoi ranger par titre, « Mesure 7 » avant « Mesure 18 »."""
    return re.sub(r"\d+", lambda nombre: nombre[0].zfill(6), replier(titre))


def cites(fiche: Fiche) -> tuple[str, ...]:
    """Les clés des fiches qu’une fiche cite, dans son en-tête puis dans son corps."""
    dans_le_corps = (lien.cible for lien in liens_internes(fiche.corps))
    return tuple(dict.fromkeys((*fiche.champs.voir_aussi, *dans_le_corps)))
