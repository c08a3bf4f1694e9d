"""Les organisations : chaque partenaire, reconnu sous tous ses noms, ce qu’il a fait dans chaque exemple et avec qui.

Seuls ses noms, sa nature et ses numéros s’écrivent (`content/organisations.yml`) ; tout le reste se déduit des fiches.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.catalogue.adresses import adresse_de_page
from generator.constats.proximite import replier
from generator.modele.annuaire import Annuaire
from generator.modele.fiches import Competence, Exemple, Fiche, Methode, Outil
from generator.modele.recueils import OrganisationDecrite

RACINE = "organisations/"

PAR_PAGE = 150
"""Les organisations qu’une page de liste nomme."""

PRESENCES = 2
"""Une organisation que l’on décrit, ou que tant de fiches nomment, a sa page ; une autre tient en une ligne de la liste."""


@dataclass(frozen=True, slots=True)
class Participation:
    """Ce que fait une organisation dans un exemple, sous le nom que la fiche lui donne."""

    cle: str
    nom: str
    profil: str
    role: str


@dataclass(frozen=True, slots=True)
class Apport:
    """Une fiche qui n’est pas un exemple et dont une organisation est l’auteur : un outil, une méthode, une aide."""

    cle: str
    nom: str


@dataclass(frozen=True, slots=True)
class Nommees:
    """Les organisations que nomme une fiche."""

    participations: tuple[Participation, ...] = ()
    apports: tuple[Apport, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """Une organisation : son nom d’usage, ses profils du plus fréquent au moins fréquent, et où les fiches la nomment."""

    id: str
    nom: str
    profils: tuple[str, ...]
    participations: tuple[Participation, ...]
    apports: tuple[Apport, ...]
    decrite: OrganisationDecrite | None
    page: int = 1
    """La page de la liste de sa lettre où elle est."""

    @property
    def en_est_une(self) -> bool:
        """Faux pour un partenaire qui n’est pas une organisation : un groupe que l’on ne nomme pas, une personne."""
        return self.decrite is None or self.decrite.est_une_organisation

    @property
    def presentation(self) -> str:
        """Ce qu’elle est et fait, en une phrase ; vide si aucune source ne le dit."""
        return self.decrite.presentation if self.decrite else ""

    @property
    def exemples(self) -> tuple[str, ...]:
        """Les clés des exemples où elle agit, sans répétition."""
        return tuple(dict.fromkeys(participation.cle for participation in self.participations))

    @property
    def profil(self) -> str:
        """Celui sous lequel elle agit le plus souvent."""
        return self.profils[0] if self.profils else ""

    @property
    def a_sa_page(self) -> bool:
        presences = len(self.exemples) + len(self.apports)
        return self.en_est_une and (self.decrite is not None or presences >= PRESENCES)

    @property
    def lettre(self) -> str:
        """Celle sous laquelle on la range : `a` à `z`, ou `0` pour un chiffre."""
        initiale = rang(self.nom)[:1]
        return initiale if "a" <= initiale <= "z" else "0"

    @property
    def adresse(self) -> str:
        """Sa page, ou sa ligne dans la liste de sa lettre ; rien pour un groupe."""
        if not self.en_est_une:
            return ""
        return (
            f"{RACINE}{self.id}/" if self.a_sa_page else f"{adresse_de_page(adresse_de_lettre(self.lettre), self.page)}#{self.id}"
        )


def adresse_de_lettre(lettre: str) -> str:
    """La liste des organisations dont le nom commence par cette lettre."""
    return f"{RACINE}lettres/{lettre}/"


def nommer(fiche: Fiche) -> Nommees:
    """Les organisations que nomme une fiche : les partenaires d’un exemple, les auteurs d’une autre."""
    match fiche.champs:
        case Exemple(partenaires=partenaires):
            return Nommees(participations=tuple(Participation(fiche.cle, p.nom, p.profil, p.role) for p in partenaires))
        case Outil(producteurs=auteurs) | Methode(auteurs=auteurs):
            return Nommees(apports=tuple(Apport(fiche.cle, nom) for nom in auteurs))
        case Competence(structure=structure):
            return Nommees(apports=(Apport(fiche.cle, structure),))
    return Nommees()


def recenser(nommees: Iterable[Nommees], decrites: Mapping[str, OrganisationDecrite]) -> Mapping[str, Organisation]:
    """Toutes les organisations qui agissent dans un exemple, par identifiant, dans l’ordre de leurs noms.

    Celui qui n’est qu’auteur d’un outil ou d’une méthode n’en est pas une : les fiches y nomment aussi des personnes.
    """
    annuaire = Annuaire(decrites)
    participations: dict[str, list[Participation]] = defaultdict(list)
    apports: dict[str, list[Apport]] = defaultdict(list)
    for une in nommees:
        for participation in une.participations:
            participations[annuaire.identifier(participation.nom)].append(participation)
        for apport in une.apports:
            apports[annuaire.identifier(apport.nom)].append(apport)
    organisations = (
        _organisation(identifiant, tuple(siennes), tuple(apports.get(identifiant, ())), decrites.get(identifiant))
        for identifiant, siennes in participations.items()
    )
    triees = sorted(organisations, key=lambda une: (rang(une.nom), une.id))
    vues: Counter[str] = Counter()
    placees: dict[str, Organisation] = {}
    for organisation in triees:
        lettre = organisation.lettre
        placees[organisation.id] = replace(organisation, page=vues[lettre] // PAR_PAGE + 1)
        vues[lettre] += organisation.en_est_une
    return placees


def _organisation(
    identifiant: str, siennes: tuple[Participation, ...], apports: tuple[Apport, ...], decrite: OrganisationDecrite | None
) -> Organisation:
    profils = Counter(participation.profil for participation in siennes)
    noms = Counter(participation.nom for participation in siennes)
    return Organisation(
        identifiant,
        decrite.nom if decrite else max(noms, key=lambda nom: (noms[nom], nom)),
        tuple(sorted(profils, key=lambda profil: (-profils[profil], profil))),
        siennes,
        apports,
        decrite,
    )


def rang(nom: str) -> str:
    """De quoi ranger un nom dans une liste alphabétique : sans accent, et sans l’article qui l’ouvre."""
    plie = replier(nom)
    for article in ("le ", "la ", "les ", "l ", "un ", "une "):
        plie = plie.removeprefix(article)
    return plie
