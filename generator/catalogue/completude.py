"""La complétude : ce que l’on attend d’une fiche de chaque famille, et ce qui y manque encore.

Un critère est une ligne du tableau. Ce qui n’a pas marché compte comme le reste : qui ne dit que du bien n’a pas fini.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.lecture.corps import sections
from generator.modele.fiches import A_ECRIRE, Exemple, Fiche, famille_de
from generator.modele.territoires import Echelon

Regard: TypeAlias = Callable[[Fiche, tuple[str, ...]], bool]
"""D’une fiche et des clés des fiches qui lui sont liées, si elle a ce que l’on attend."""


@dataclass(frozen=True, slots=True)
class Critere:
    """Une chose attendue : la question que l’on se pose, ce qu’il manque si la réponse est non, et comment y répondre."""

    id: str
    question: str
    manque: str
    rempli: Regard


@dataclass(frozen=True, slots=True)
class Completude:
    """Combien de critères une fiche remplit, sur combien, et ceux qui lui manquent."""

    remplis: int
    manquants: tuple[Critere, ...]

    @property
    def total(self) -> int:
        return self.remplis + len(self.manquants)


def _a(champ: str) -> Regard:
    """Le champ est écrit."""
    return lambda fiche, _: bool(getattr(fiche.champs, champ))


def _dit(titre: str) -> Regard:
    """La section est écrite."""
    return lambda fiche, _: any(s.titre == titre and s.texte not in ("", A_ECRIRE) for s in sections(fiche.corps))


def _relie_a(*familles: str) -> Regard:
    return lambda _, liees: any(famille_de(cle) in familles for cle in liees)


def _deux_sources(fiche: Fiche, _: tuple[str, ...]) -> bool:
    return len({source.document for source in fiche.champs.sources}) > 1


def _lieu_precis(fiche: Fiche, _: tuple[str, ...]) -> bool:
    return any(lieu.echelon is not Echelon.ENSEMBLE for lieu in fiche.champs.territoires)


SOURCES = Critere("sources", "Au moins deux sources ?", "une deuxième source", _deux_sources)
LIEN = Critere("lien", "Un lien pour en savoir plus ?", "un lien pour en savoir plus", _a("liens"))
EXEMPLE = Critere("exemple", "Un exemple où elle sert ?", "un exemple en lien", _relie_a("exemples"))
DUREE = Critere("duree", "Le temps qu’il faut ?", "le temps qu’il faut, d’après une source", _a("duree"))
VIGILANCE = Critere("vigilance", "Des points de vigilance ?", "des points de vigilance", _dit("Points de vigilance"))

CRITERES: Mapping[str, tuple[Critere, ...]] = {
    Exemple.famille: (
        SOURCES,
        Critere("chiffre", "Un chiffre et sa source ?", "un chiffre et sa source", _a("chiffres")),
        Critere("evaluation", "Une évaluation ?", "une évaluation", _a("evaluation")),
        Critere("dates", "Les dates clés ?", "les dates clés", _a("dates_cles")),
        Critere("lieu", "Un lieu plus précis que la France ?", "un lieu plus précis que la France", _lieu_precis),
        VIGILANCE,
        Critere("ecueil", "Ce qui a coincé, d’après une source ?", "ce qui a coincé, d’après une source", _a("ce_qui_a_coince")),
        Critere("pratique", "Un outil ou une méthode ?", "un outil ou une méthode en lien", _relie_a("outils", "methodes")),
        LIEN,
        Critere("confirmation", "Confirmée par un partenaire ?", "la confirmation d’un partenaire", _a("confirme_par")),
    ),
    "methodes": (
        SOURCES,
        Critere("livrables", "Ce que l’on obtient à la fin ?", "ce que l’on obtient à la fin", _a("livrables")),
        VIGILANCE,
        DUREE,
        EXEMPLE,
        LIEN,
    ),
    "outils": (
        SOURCES,
        Critere("annee", "L’année ?", "l’année", _a("annee")),
        Critere("limites", "Des limites et des précautions ?", "les limites et les précautions", _dit("Limites et précautions")),
        DUREE,
        EXEMPLE,
        LIEN,
    ),
    "donnees": (
        SOURCES,
        Critere("echantillon", "Combien de personnes, choisies comment ?", "la façon dont on a compté", _a("echantillon")),
        Critere("graphique", "Un graphique ?", "un graphique", _a("graphique")),
        Critere("limites", "Des limites ?", "les limites", _dit("Limites")),
        LIEN,
    ),
    "competences": (
        SOURCES,
        Critere("savoir", "Ce qu’il faut savoir ?", "ce qu’il faut savoir", _dit("À savoir")),
        EXEMPLE,
        LIEN,
    ),
    "mesures": (SOURCES, Critere("bilan", "Un bilan ?", "un bilan", _a("bilan")), EXEMPLE, LIEN),
}
"""Ce que l’on attend d’une fiche, famille par famille."""


def criteres(famille: str) -> tuple[Critere, ...]:
    """Ce que l’on attend d’une fiche de cette famille."""
    return CRITERES.get(famille, (SOURCES, LIEN))


def completude(fiche: Fiche, liees: tuple[str, ...]) -> Completude:
    """Ce que cette fiche remplit, et ce qui lui manque."""
    attendus = criteres(fiche.famille)
    manquants = tuple(critere for critere in attendus if not critere.rempli(fiche, liees))
    return Completude(len(attendus) - len(manquants), manquants)


def moyenne(completudes: Iterable[Completude]) -> float:
    """Combien de critères sont remplis en moyenne ; zéro s’il n’y a pas de fiche."""
    remplis = [une.remplis for une in completudes]
    return sum(remplis) / len(remplis) if remplis else 0.0
