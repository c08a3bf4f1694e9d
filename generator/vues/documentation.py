"""Les pages qui expliquent le site à qui y contribue : les champs, les constats, la recherche éprouvée, la vitesse mesurée."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pydantic import BaseModel

from generator.catalogue.adresses import Lien
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.francais import minuscule
from generator.constats.constat import Gravite, Regle
from generator.controle.tous import REGLES
from generator.modele.fiches import FAMILLES, MODELES, modele_de_fiche
from generator.modele.introspection import modele_de, vocabulaire_de
from generator.modele.recueils import QUESTIONS, REPONSES, VITESSES, Epreuve, Reponses, Vitesse
from generator.modele.vocabulaires import Modalite, Vocabulaire
from generator.vues.appels import libelles
from generator.vues.page import Page, Vue, completer

CONTRIBUER = Lien("Contribuer", "contribuer/")
CONSTATS = Lien("Constats", "contribuer/constats/")
CHAMPS = Lien("Champs", "contribuer/champs/")
RECHERCHE = Lien("Recherche", "contribuer/recherche/")
VITESSE = Lien("Vitesse", "contribuer/vitesse/")
EPREUVE_DES_REPONSES = Lien("Nos réponses", "contribuer/reponses/")


@dataclass(frozen=True, slots=True)
class VueContribuer(Vue):
    """La page écrite à la main, précédée d’un appel à contribuer.

    `libelles` dit comment se nomme chaque valeur dont son adresse peut remplir le modèle.
    """

    libelles: tuple[tuple[str, str], ...]
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
    breve: tuple[str, ...]
    """Les champs obligatoires de sa forme courte, si elle en a une."""
    gabarit: ClassVar[str] = "champs.html"


@dataclass(frozen=True, slots=True)
class VueFamilles(Vue):
    """Les familles dont on explique les champs."""

    familles: tuple[Modalite, ...]
    gabarit: ClassVar[str] = "champs-familles.html"


@dataclass(frozen=True, slots=True)
class VueRecherche(Vue):
    """Les épreuves de la recherche, et leurs scores."""

    epreuves: tuple[tuple[Epreuve, Lien], ...]
    gabarit: ClassVar[str] = "epreuves.html"


@dataclass(frozen=True, slots=True)
class VueEpreuve(Vue):
    """Une épreuve : ses questions par groupe, et les fiches où elles doivent mener."""

    epreuve: Epreuve
    groupes: tuple[tuple[str, tuple[tuple[str, tuple[Lien, ...]], ...]], ...]
    gabarit: ClassVar[str] = "epreuve.html"


@dataclass(frozen=True, slots=True)
class VueReponses(Vue):
    """Ce que valent les réponses du vérificateur, thème par thème."""

    themes: tuple[Reponses, ...]
    gabarit: ClassVar[str] = "reponses.html"

    @property
    def fiches(self) -> int:
        return sum(theme.fiches for theme in self.themes)

    @property
    def seuls(self) -> int:
        return sum(theme.seuls for theme in self.themes)


@dataclass(frozen=True, slots=True)
class VueVitesse(Vue):
    """Ce que les bancs ont mesuré."""

    vitesses: tuple[Vitesse, ...]
    gabarit: ClassVar[str] = "vitesse.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """La page Contribuer, écrite à la main, puis celles des constats, des champs, de la recherche et de la vitesse."""
    yield completer(catalogue, CONTRIBUER.adresse, VueContribuer(tuple(libelles(catalogue))), CONTRIBUER.titre)
    yield from _constats()
    yield from _champs(catalogue)
    yield from _reponses(catalogue)
    yield from _recherche(catalogue)
    yield from _vitesse(catalogue)


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
        modele, court = MODELES[famille.id], modele_de_fiche(famille.id, {"breve": "oui"})
        suffisent = tuple(nom for nom, info in court.model_fields.items() if info.is_required()) if court is not modele else ()
        titre = f"Les champs d’une fiche {famille.singulier}"
        vue = VueChamps(famille, tuple(champs(modele, catalogue)), modele.sections, suffisent)
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
    """Les pages qui publient les questions et leurs scores, s’il y en a."""
    epreuves = catalogue.recueil(QUESTIONS).values()
    if not epreuves:
        return
    titre = "La recherche à l’épreuve"
    description = "Ce que l’on tape, ce que l’on doit trouver, et combien de fois on le trouve."
    vue = VueRecherche(tuple((epreuve, Lien(epreuve.titre, f"{RECHERCHE.adresse}{epreuve.id}/")) for epreuve in epreuves))
    yield Page(RECHERCHE.adresse, titre, description, vue, (CONTRIBUER,), nom=RECHERCHE.titre, plan=True)
    for epreuve, lien in vue.epreuves:
        nom = f"{titre}\N{NO-BREAK SPACE}: {minuscule(lien.titre)}"
        yield Page(lien.adresse, nom, description, _epreuve(epreuve, catalogue), (CONTRIBUER, RECHERCHE), nom=lien.titre)


def _epreuve(epreuve: Epreuve, catalogue: Catalogue) -> VueEpreuve:
    def liens(cles: tuple[str, ...]) -> tuple[Lien, ...]:
        """Les fiches attendues, par leur nom : ce que leur titre en dit ensuite n’aide pas à juger la réponse."""
        attendues = (catalogue.fiches[cle] for cle in cles if cle in catalogue.fiches)
        return tuple(Lien(fiche.titre.partition("\N{NO-BREAK SPACE}: ")[0], fiche.adresse) for fiche in attendues)

    groupes = (
        (nom, tuple((question, liens(cles)) for question, cles in siennes.items())) for nom, siennes in epreuve.groupes.items()
    )
    return VueEpreuve(epreuve, tuple(groupes))


def _reponses(catalogue: Catalogue) -> Iterator[Page]:
    """La page qui publie ce que deux lecteurs pensent de nos réponses, s’ils les ont lues."""
    themes = tuple(catalogue.recueil(REPONSES).values())
    titre = "Nos réponses à l’épreuve"
    description = "Des fiches fautives de gens qui ne codent pas, et ce que valent les réponses du vérificateur."
    if themes:
        lien = EPREUVE_DES_REPONSES
        yield Page(lien.adresse, titre, description, VueReponses(themes), (CONTRIBUER,), nom=lien.titre, plan=True)


def _vitesse(catalogue: Catalogue) -> Iterator[Page]:
    """La page qui publie ce que les bancs ont mesuré, s’ils l’ont fait."""
    vitesses = tuple(catalogue.recueil(VITESSES).values())
    titre, description = "Le poids et la vitesse", "Ce que pèsent et ce que durent les pages, la construction et la vérification."
    if vitesses:
        yield Page(VITESSE.adresse, titre, description, VueVitesse(vitesses), (CONTRIBUER,), nom=VITESSE.titre, plan=True)
