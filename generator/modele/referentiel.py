"""Le référentiel : tout ce à quoi une fiche se réfère sans le définir."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.modele.bibliographie import Reference
from generator.modele.vocabulaires import Axe, Vocabulaire


@dataclass(frozen=True)
class Referentiel:
    """Tout ce à quoi une fiche se réfère sans le définir : les vocabulaires et la bibliographie."""

    vocabulaires: Mapping[str, Vocabulaire]
    bibliographie: Mapping[str, Reference]

    @cached_property
    def facettes(self) -> tuple[Vocabulaire, ...]:
        """Les vocabulaires qui sont des facettes du site, par rang."""
        return self._ranger(lambda axe: axe.rang)

    @cached_property
    def explorables(self) -> tuple[Vocabulaire, ...]:
        """Les facettes de l’explorateur : les familles, puis les autres dans l’ordre où l’on sait y répondre."""
        return (self.vocabulaires["familles"], *self._ranger(lambda axe: axe.explorateur))

    @cached_property
    def modalites(self) -> Mapping[str, tuple[str, ...]]:
        """Les modalités admises dans chaque vocabulaire."""
        return {nom: vocabulaire.identifiants for nom, vocabulaire in self.vocabulaires.items()}

    def _ranger(self, rang: Callable[[Axe], int]) -> tuple[Vocabulaire, ...]:
        axes = ((rang(v.facette), v) for v in self.vocabulaires.values() if v.facette)
        return tuple(v for _, v in sorted(axes, key=lambda axe: axe[0]))
