"""Les recueils : ce qui s’écrit à plusieurs dans un seul fichier de `content/`, une table dont chaque clé est un identifiant.

Un recueil de plus, c’est un modèle et une ligne de `RECUEILS` : son fichier est lu, validé et relié comme les autres.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Field

from generator.modele.base import Modele
from generator.modele.bibliographie import Citation
from generator.modele.champs import (
    Entier,
    Identifiant,
    Jour,
    LieuOfficiel,
    ModaliteDe,
    Mot,
    OuiNon,
    Phrase,
    Renvoi,
    Siren,
    Texte,
    TexteCite,
    Url,
)


class Terme(Modele):
    """Un mot du domaine, défini pour qui ne l’a jamais lu."""

    id: Identifiant
    terme: Annotated[Texte, Field(min_length=2, max_length=80)] = Field(title="Terme", description="Le mot ou le sigle.")
    developpe: Texte = Field("", title="Développé", description="Le sigle en toutes lettres.", max_length=160)
    definition: Annotated[Texte, Field(min_length=30, max_length=500)] = Field(
        title="Définition", description="Une ou deux phrases simples, de nos mots."
    )
    formes: tuple[Mot, ...] = Field(
        (), title="Autres formes", description="Les autres façons de l’écrire dans une page : pluriel, variante."
    )
    synonymes: tuple[Mot, ...] = Field(
        (), title="Synonymes", description="Les mots sous lesquels on le cherche sans qu’ils aient exactement ce sens."
    )
    relier: OuiNon = Field(True, title="Relier", description="Faux pour un mot si courant que le relier gênerait la lecture.")
    voir_aussi: tuple[Renvoi, ...] = Field((), title="Voir aussi", description="Les fiches où le terme prend corps.")
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)] = Field(
        title="Sources", description="D’où vient la définition."
    )

    @property
    def graphies(self) -> tuple[str, ...]:
        """Toutes les façons dont une page peut l’écrire."""
        return tuple(dict.fromkeys((self.terme, *self.formes)))


SANS_PAGE = frozenset({"groupe", "personne"})
"""Les natures de partenaires qui ne sont pas des organisations : « des habitants », « des entreprises locales », une élue."""


class OrganisationDecrite(Modele):
    """Ce qui, d’un partenaire, ne se déduit pas des fiches : ses autres noms, ce qu’il est, où le joindre."""

    id: Identifiant
    nom: Annotated[TexteCite, Field(min_length=2, max_length=120)] = Field(
        title="Nom", description="Son nom d’usage, tel que le site l’affiche."
    )
    autres_noms: tuple[Annotated[TexteCite, Field(min_length=2, max_length=120)], ...] = Field(
        (), title="Autres noms", description="Les autres façons de l’écrire : sigle, ancien nom, nom d’un service."
    )
    presentation: Annotated[Phrase, Field(min_length=20, max_length=200)] | Literal[""] = Field(
        "", title="Présentation", description="Ce qu’elle est et fait, en une phrase simple, si une source le dit."
    )
    nature: Annotated[str, ModaliteDe("natures")] | None = Field(
        None, title="Nature", description="Ce qu’elle est, et sa taille, seulement si une source le dit."
    )
    lieu: LieuOfficiel | None = Field(
        None, title="Lieu", description="Pour une collectivité : le territoire dont elle a la charge."
    )
    site: Url | Literal[""] = Field("", title="Site", description="L’adresse de son site officiel.")
    siren: Siren | None = Field(None, title="SIREN", description="Son numéro à neuf chiffres, entre guillemets.")
    rna: str = Field(
        "", title="RNA", description="Le numéro d’une association : W et neuf chiffres.", pattern=r"^(W\d[\dA-Z]\d{7})?$"
    )
    distinctes: tuple[Identifiant, ...] = Field(
        (), title="Distinctes", description="Les organisations dont le nom ressemble au sien, et qui en sont d’autres."
    )
    sources: tuple[Citation, ...] = Field(
        (), title="Sources", description="D’où viennent sa présentation, sa nature et ses numéros."
    )

    @cached_property
    def graphies(self) -> tuple[str, ...]:
        """Toutes les façons dont une fiche peut l’écrire."""
        return (self.nom, *self.autres_noms)

    @property
    def est_une_organisation(self) -> bool:
        """Faux pour une personne, et pour des gens ou des organisations que l’on ne nomme pas un à un."""
        return self.nature not in SANS_PAGE

    @property
    def nature_dite(self) -> str:
        """Sa nature : celle que l’on écrit, sinon celle du territoire dont elle a la charge ; vide si rien ne la dit."""
        return self.nature or (self.lieu.echelon.value if self.lieu else "")


class Etape(Modele):
    """Une étape d’un parcours : un geste, un temps, une fiche ou une page."""

    geste: Annotated[str, ModaliteDe("gestes")] = Field(title="Geste", description="Lire, faire, discuter ou produire.")
    titre: Phrase = Field(title="Titre", description="Ce que l’on fait, en quelques mots.")
    minutes: Annotated[Entier, Field(ge=1, le=720)] = Field(title="Minutes", description="Le temps à y passer.")
    consigne: Annotated[Texte, Field(min_length=10, max_length=500)] = Field(
        title="Consigne", description="Comment s’y prendre, et ce que l’on doit en retirer."
    )
    fiches: tuple[Renvoi, ...] = Field((), title="Fiches", description="Les fiches dont on se sert.")
    page: str = Field(
        "",
        title="Page",
        description="Ou une page du site, par son adresse : comprendre/.",
        pattern=r"^([a-z0-9]+(-[a-z0-9]+)*/)*(#[a-z0-9-]+)?$",
    )


class Parcours(Modele):
    """Un chemin à travers les fiches, pour qui a un temps donné."""

    id: Identifiant
    titre: Annotated[Texte, Field(min_length=3, max_length=90)] = Field(title="Titre", description="Ce que l’on y gagne.")
    duree: Annotated[str, ModaliteDe("durees")] = Field(title="Durée", description="Le temps qu’il demande.")
    minutes: Annotated[Entier, Field(ge=10)] = Field(title="Minutes", description="Le total, égal à la somme des étapes.")
    pour: Phrase = Field(title="Pour qui", description="À qui il s’adresse, et avec qui le suivre.")
    promesse: Phrase = Field(title="Promesse", description="Ce que l’on saura ou ce que l’on aura à la fin.")
    etapes: Annotated[tuple[Etape, ...], Field(min_length=2)] = Field(title="Étapes", description="Dans l’ordre.")


class Score(Modele):
    """Combien de questions trouvent ce qu’elles doivent, mesuré dans un vrai navigateur."""

    trouvees: Entier = Field(title="Trouvées", description="Les questions qui trouvent ce que l’épreuve exige.")
    posees: Entier = Field(title="Posées", description="Toutes les questions.")
    mesure_le: Jour = Field(title="Mesuré le", description="La date de la mesure.")


class Epreuve(Modele):
    """Des questions posées à la recherche, et ce que chacune doit trouver parmi les cinq premiers résultats."""

    id: Identifiant
    titre: Phrase = Field(title="Titre", description="D’où viennent ces questions.")
    exige: Literal["toutes", "une"] = Field(
        title="Exige", description="Si l’on attend toutes les fiches nommées, ou l’une d’elles au moins."
    )
    score: Score
    groupes: dict[str, dict[str, tuple[Renvoi, ...]]]
    """Par façon de demander, puis par question : les fiches attendues."""


class Vitesse(Modele):
    """Un temps, un poids ou un rapport, mesuré par un banc (tests/bancs/) sur un catalogue fabriqué."""

    id: Identifiant
    titre: Phrase = Field(title="Titre", description="Ce que l’on mesure.")
    mesure_le: Jour = Field(title="Mesuré le", description="La date de la mesure.")
    fiches: Entier = Field(title="Fiches", description="La taille du catalogue.")
    mesure: Texte = Field(title="Mesure", description="Ce que l’on a vu, avec son unité.", max_length=40)
    en_regard: Texte = Field("", title="En regard", description="Ce à quoi on le compare, dans la même exécution.", max_length=99)
    exige: Texte = Field("", title="Exigé", description="Ce à quoi l’on s’est engagé.", max_length=60)


class Reponses(Modele):
    """Ce que valent nos réponses à des fiches fautives de débutants (tests/debutants/), sur un thème, d’après deux lecteurs."""

    id: Identifiant
    titre: Phrase = Field(title="Titre", description="D’où viennent ces fautes.")
    fiches: Entier = Field(title="Fiches", description="Les fiches fautives.")
    seuls: Entier = Field(title="Seuls", description="Celles que l’on finit seul, de l’avis des deux lecteurs.")
    trompeuses: Entier = Field(title="Trompeuses", description="Celles où notre réponse égare l’un des deux.")
    note_le: Jour = Field(title="Noté le", description="La date de leur lecture.")


M = TypeVar("M", bound=Modele)


@dataclass(frozen=True, slots=True)
class Recueil(Generic[M]):
    """Un fichier de `content/` et le modèle de ses éléments."""

    nom: str
    modele: type[M]

    @property
    def chemin(self) -> str:
        return f"content/{self.nom}.yml"


GLOSSAIRE = Recueil("glossaire", Terme)
PARCOURS = Recueil("parcours", Parcours)
QUESTIONS = Recueil("questions", Epreuve)
VITESSES = Recueil("vitesses", Vitesse)
REPONSES = Recueil("reponses", Reponses)
ORGANISATIONS = Recueil("organisations", OrganisationDecrite)

RECUEILS: tuple[Recueil[Any], ...] = (GLOSSAIRE, ORGANISATIONS, PARCOURS, QUESTIONS, VITESSES, REPONSES)
"""Tous les recueils. Un dépôt peut n’en avoir aucun."""
