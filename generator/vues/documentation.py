"""Les pages qui expliquent les fiches à qui les écrit : leurs champs, les constats du vérificateur, la recherche éprouvée."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pydantic import BaseModel

from generator.catalogue.adresses import Lien, lien_vers
from generator.catalogue.catalogue import Catalogue
from generator.constats.constat import Gravite, Regle
from generator.controle.tous import REGLES
from generator.modele.fiches import FAMILLES, MODELES
from generator.modele.introspection import modele_de, vocabulaire_de
from generator.modele.recueils import QUESTIONS, VITESSES, Epreuve, Vitesse
from generator.modele.vocabulaires import Modalite, Vocabulaire
from generator.vues.page import Page, Vue, completer

CONTRIBUER = Lien("Contribuer", "contribuer/")
CONSTATS = Lien("Constats", "contribuer/constats/")
CHAMPS = Lien("Champs", "contribuer/champs/")


@dataclass(frozen=True, slots=True)
class VueContribuer(Vue):
    """La page écrite à la main, précédée d’un appel à contribuer."""

    gabarit: ClassVar[str] = "contribuer.html"


@dataclass(frozen=True, slots=True)
class VueConstats(Vue):
    """Toutes les règles, par gravité."""

    groupes: tuple[tuple[str, tuple[Regle, ...]], ...]
    gabarit: ClassVar[str] = "constats.html"


@dataclass(frozen=True, slots=True)
class VueConstat(Vue):
    """Une règle : ce qu’elle veut dire, une fiche fautive, la même corrigée."""

    regle: Regle
    gabarit: ClassVar[str] = "constat.html"


@dataclass(frozen=True, slots=True)
class Champ:
    """Un champ tel qu’on l’explique : son chemin dans la fiche, s’il est obligatoire, où choisir sa valeur."""

    nom: str
    titre: str
    description: str
    obligatoire: bool
    vocabulaire: Vocabulaire | None


@dataclass(frozen=True, slots=True)
class VueChamps(Vue):
    """Les champs et les sections d’une famille."""

    famille: Modalite
    champs: tuple[Champ, ...]
    sections: tuple[str, ...]
    gabarit: ClassVar[str] = "champs.html"


@dataclass(frozen=True, slots=True)
class VueFamilles(Vue):
    """Les familles dont on explique les champs."""

    familles: tuple[Modalite, ...]
    gabarit: ClassVar[str] = "champs-familles.html"


@dataclass(frozen=True, slots=True)
class EpreuveMontree:
    """Une épreuve : ses questions par groupe, et les fiches où elles doivent mener."""

    epreuve: Epreuve
    groupes: tuple[tuple[str, tuple[tuple[str, tuple[Lien, ...]], ...]], ...]


@dataclass(frozen=True, slots=True)
class VueRecherche(Vue):
    """Les questions qui prouvent la recherche, leurs scores, et ce que pèse l’explorateur."""

    epreuves: tuple[EpreuveMontree, ...]
    vitesses: tuple[Vitesse, ...]
    gabarit: ClassVar[str] = "questions.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """La page Contribuer, écrite à la main, puis celles des constats, des champs et de la recherche."""
    yield completer(catalogue, CONTRIBUER.adresse, VueContribuer(), CONTRIBUER.titre)
    yield from _constats()
    yield from _champs(catalogue)
    yield from _recherche(catalogue)


def _constats() -> Iterator[Page]:
    groupes = tuple(
        (titre, tuple(regle for regle in REGLES.values() if regle.gravite is gravite))
        for titre, gravite in (("Ce qui empêche de publier", Gravite.ERREUR), ("Ce qui mérite un regard", Gravite.AVERTISSEMENT))
    )
    description = "Ce que dit le vérificateur de fiches, et comment corriger."
    yield Page(CONSTATS.adresse, "Les constats", description, VueConstats(groupes), (CONTRIBUER,), plan=True)
    for code, regle in REGLES.items():
        vue, fil = VueConstat(regle), (CONTRIBUER, CONSTATS)
        yield Page(f"{CONSTATS.adresse}{code}/", regle.titre, regle.titre, vue, fil, regle.explication)


def _champs(catalogue: Catalogue) -> Iterator[Page]:
    familles = tuple(catalogue.vocabulaire("familles")[famille] for famille in FAMILLES)
    description = "Ce que l’on peut écrire en haut d’une fiche, famille par famille."
    yield Page(CHAMPS.adresse, "Les champs d’une fiche", description, VueFamilles(familles), (CONTRIBUER,), plan=True)
    for famille in familles:
        modele = MODELES[famille.id]
        titre = f"Les champs d’une fiche {famille.singulier}"
        vue = VueChamps(famille, tuple(champs(modele, catalogue)), modele.sections)
        adresse = f"{CHAMPS.adresse}{famille.id}/"
        yield Page(adresse, titre, famille.definition, vue, (CONTRIBUER, CHAMPS), nom=famille.libelle)


def champs(modele: type[BaseModel], catalogue: Catalogue, avant: str = "") -> Iterator[Champ]:
    """Les champs d’un modèle, suivis de ceux des champs composés ; les obligatoires d’abord."""
    for nom, info in sorted(modele.model_fields.items(), key=lambda champ: not champ[1].is_required()):
        chemin, vocabulaire = f"{avant}{nom}", catalogue.referentiel.vocabulaires.get(vocabulaire_de(info))
        yield Champ(chemin, info.title or nom, info.description or "", info.is_required(), vocabulaire)
        if compose := modele_de(info):
            yield from champs(compose, catalogue, f"{chemin}.")


def _recherche(catalogue: Catalogue) -> Iterator[Page]:
    """La page qui publie les questions et leurs scores, s’il y en a."""
    epreuves = catalogue.recueil(QUESTIONS)
    if epreuves:
        titre, description = (
            "La recherche à l’épreuve",
            "Ce que l’on tape, ce que l’on doit trouver, et combien de fois on le trouve.",
        )
        montrees = tuple(_epreuve(epreuve, catalogue) for epreuve in epreuves.values())
        vue = VueRecherche(montrees, tuple(catalogue.recueil(VITESSES).values()))
        yield Page("contribuer/recherche/", titre, description, vue, (CONTRIBUER,), nom="Recherche", plan=True)


def _epreuve(epreuve: Epreuve, catalogue: Catalogue) -> EpreuveMontree:
    fiches = catalogue.fiches
    groupes = tuple(
        (nom, tuple((question, tuple(lien_vers(fiches[c]) for c in cles if c in fiches)) for question, cles in siennes.items()))
        for nom, siennes in epreuve.groupes.items()
    )
    return EpreuveMontree(epreuve, groupes)
