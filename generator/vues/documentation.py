"""Les pages qui expliquent les fiches à qui les écrit : les champs de chaque famille, les constats du vérificateur."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from generator.catalogue.adresses import Lien
from generator.catalogue.catalogue import Catalogue
from generator.constats.codes import CODES, Code, Gravite
from generator.modele.champs import FAMILLES
from generator.modele.fiches import MODELES
from generator.modele.introspection import modele_de, vocabulaire_de
from generator.modele.recueils import Epreuve, Questions
from generator.modele.vocabulaires import Modalite, Referentiel, Vocabulaire
from generator.vues.page import Page

CONTRIBUER = Lien("Contribuer", "contribuer/")
CONSTATS = Lien("Constats", "contribuer/constats/")
CHAMPS = Lien("Champs", "contribuer/champs/")


@dataclass(frozen=True, slots=True)
class VueConstats:
    """Tous les codes, par gravité."""

    groupes: tuple[tuple[str, tuple[tuple[str, Code], ...]], ...]


@dataclass(frozen=True, slots=True)
class VueConstat:
    """Un code : ce qu’il veut dire, une fiche fautive, la même corrigée."""

    id: str
    code: Code


@dataclass(frozen=True, slots=True)
class Champ:
    """Un champ tel qu’on l’explique : son chemin dans la fiche, s’il est obligatoire, où choisir sa valeur."""

    nom: str
    titre: str
    description: str
    obligatoire: bool
    vocabulaire: Vocabulaire | None


@dataclass(frozen=True, slots=True)
class VueChamps:
    """Les champs et les sections d’une famille."""

    famille: Modalite
    champs: tuple[Champ, ...]
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VueFamilles:
    """Les familles dont on explique les champs."""

    familles: tuple[Modalite, ...]


@dataclass(frozen=True, slots=True)
class VueEpreuve:
    """Une épreuve : ses questions par groupe, et les fiches où elles doivent mener."""

    epreuve: Epreuve
    groupes: tuple[tuple[str, tuple[tuple[str, tuple[Lien, ...]], ...]], ...]


@dataclass(frozen=True, slots=True)
class VueRecherche:
    """Les questions qui prouvent la recherche, leurs scores, et ce que pèse l’explorateur."""

    questions: Questions
    epreuves: tuple[VueEpreuve, ...]


def page_de_la_recherche(catalogue: Catalogue) -> Iterator[Page]:
    """La page qui publie les questions et leurs scores, s’il y en a."""
    if catalogue.questions is None:
        return
    vue = VueRecherche(catalogue.questions, tuple(_epreuve(epreuve, catalogue) for epreuve in catalogue.questions.epreuves))
    description = "Ce que l’on tape, ce que l’on doit trouver, et combien de fois on le trouve."
    yield Page(
        "contribuer/recherche/", "La recherche à l’épreuve", description, "questions.html", vue, (CONTRIBUER,), nom="Recherche"
    )


def _epreuve(epreuve: Epreuve, catalogue: Catalogue) -> VueEpreuve:
    fiches = catalogue.fiches
    groupes = tuple(
        (
            nom,
            tuple(
                (q, tuple(Lien(fiches[c].titre, fiches[c].adresse) for c in cles if c in fiches)) for q, cles in siennes.items()
            ),
        )
        for nom, siennes in epreuve.groupes.items()
    )
    return VueEpreuve(epreuve, groupes)


def pages(referentiel: Referentiel) -> Iterator[Page]:
    """La page Contribuer, écrite à la main, puis celles des constats et celles des champs."""
    yield Page(CONTRIBUER.adresse, CONTRIBUER.titre, "", "contribuer.html", None, corps=None, trouvable=True)
    groupes = tuple(
        (titre, tuple((nom, code) for nom, code in CODES.items() if code.gravite is gravite))
        for titre, gravite in (("Ce qui empêche de publier", Gravite.ERREUR), ("Ce qui mérite un regard", Gravite.AVERTISSEMENT))
    )
    description = "Ce que dit le vérificateur de fiches, et comment corriger."
    yield Page(CONSTATS.adresse, "Les constats", description, "constats.html", VueConstats(groupes), (CONTRIBUER,))
    for nom, code in CODES.items():
        fil = (CONTRIBUER, CONSTATS)
        yield Page(
            f"{CONSTATS.adresse}{nom}/", code.titre, code.titre, "constat.html", VueConstat(nom, code), fil, code.explication
        )
    familles = tuple(referentiel.vocabulaires["familles"][famille] for famille in FAMILLES)
    yield Page(CHAMPS.adresse, "Les champs d’une fiche", "", "champs-familles.html", VueFamilles(familles), (CONTRIBUER,))
    for famille in familles:
        modele = MODELES[famille.id]
        titre = f"Les champs d’une fiche {famille.singulier}"
        vue = VueChamps(famille, tuple(champs(modele, referentiel)), modele.sections)
        adresse = f"{CHAMPS.adresse}{famille.id}/"
        yield Page(adresse, titre, famille.definition, "champs.html", vue, (CONTRIBUER, CHAMPS), nom=famille.libelle)


def champs(modele: type[BaseModel], referentiel: Referentiel, avant: str = "") -> Iterator[Champ]:
    """Les champs d’un modèle, suivis de ceux des champs composés ; les obligatoires d’abord."""
    for nom, info in sorted(modele.model_fields.items(), key=lambda champ: not champ[1].is_required()):
        chemin, vocabulaire = f"{avant}{nom}", referentiel.vocabulaires.get(vocabulaire_de(info))
        yield Champ(chemin, info.title or nom, info.description or "", info.is_required(), vocabulaire)
        if compose := modele_de(info):
            yield from champs(compose, referentiel, f"{chemin}.")
