"""Ce que les contrôles regardent : un fichier lu, une fiche valide, un recueil ; et ce qui l’entoure."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from pydantic import BaseModel

from generator.constats.constat import Position
from generator.controle.rapprochements import Rapprochements
from generator.lecture.document import Chemin, Document, Source
from generator.modele.a_copier import ModeleACopier
from generator.modele.annuaire import Annuaire, NomsEcrits
from generator.modele.fiches import Champs, Fiche
from generator.modele.introspection import Forme, forme

R = TypeVar("R")


class Sujet:
    """Ce qui a un fichier, donc des endroits à montrer."""

    __slots__ = ()

    @property
    def document(self) -> Document:
        raise NotImplementedError

    def situer(self, loc: Chemin) -> Position:
        return self.document.situer(loc)


@dataclass(frozen=True, eq=False)
class Ecrit(Sujet):
    """Un fichier tel qu’il est écrit, valide ou non, et le modèle qu’il suit."""

    source: Source
    modele: type[BaseModel]
    en_table: bool = False
    """Vrai pour un recueil, dont chaque clé est un élément."""

    @property
    def document(self) -> Document:
        return self.source.document

    @property
    def chemin(self) -> str:
        return self.source.chemin

    @property
    def lignes(self) -> tuple[str, ...]:
        return self.source.lignes

    @property
    def corps(self) -> str:
        return self.source.corps

    @property
    def ligne_corps(self) -> int:
        return self.source.ligne_corps

    def marquees(self, marque: type) -> Sequence[tuple[Chemin, str]]:
        """Les textes auxquels le modèle donne cette marque, et leur place."""
        return self._marquees.get(marque, ())

    @cached_property
    def _marquees(self) -> Mapping[type, Sequence[tuple[Chemin, str]]]:
        """Les textes par marque, en un seul passage : plusieurs contrôles en ont besoin."""
        rangees: dict[type, list[tuple[Chemin, str]]] = defaultdict(list)
        attendue = Forme(valeurs=forme(self.modele)) if self.en_table else forme(self.modele)
        attendue.ranger(self.document.valeur, rangees)
        return rangees


@dataclass(frozen=True, eq=False)
class FicheEcrite(Ecrit):
    """Une fiche telle qu’elle est écrite : en plus, sa famille, son identifiant, et les images posées à côté d’elle."""

    modele: type[Champs]
    famille: str = ""
    identifiant: str = ""
    images: Mapping[str, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Cas(Sujet):
    """Une fiche valide et l’écrit d’où elle vient."""

    fiche: Fiche
    ecrit: FicheEcrite

    @property
    def document(self) -> Document:
        return self.ecrit.document


@dataclass(frozen=True, slots=True)
class RecueilLu(Sujet):
    """Un recueil : ses éléments valides, par identifiant, et l’écrit d’où ils viennent."""

    nom: str
    elements: Mapping[str, Any]
    ecrit: Ecrit

    @property
    def document(self) -> Document:
        return self.ecrit.document


@dataclass(frozen=True, slots=True)
class PageLue(Sujet):
    """Une page écrite à la main : son adresse, et son en-tête tel qu’il est écrit."""

    adresse: str
    ecrit: Ecrit

    @property
    def document(self) -> Document:
        return self.ecrit.document


@dataclass(frozen=True, slots=True)
class Entourage:
    """Ce qu’il faut savoir du reste du dépôt pour contrôler un fichier."""

    cles: frozenset[str] = frozenset()
    """Les fiches qui s’y trouvent, même fautives."""
    organisations: NomsEcrits = field(default_factory=lambda: NomsEcrits(Annuaire({}), {}))
    """Les noms de partenaires que des fiches écrivent."""
    decrites: Collection[str] = frozenset()
    """Les identifiants des organisations décrites."""
    anciennes: Mapping[str, str] = field(default_factory=dict)
    """Les anciennes adresses (`exemples/vieux-nom`), et la fiche qui l’a prise la première."""
    documents: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Les adresses web des documents décrits : le fichier qui décrit chacun le premier, et sous quelle clé."""
    adresses: frozenset[str] = frozenset()
    """Les débuts d’adresse (`domaines`, `contribuer/champs`) des pages que le site engendre."""
    bibliographie: Collection[str] = frozenset()
    """Les clés des documents communs."""
    aujourd_hui: date | None = None
    """La date du jour, ou `None` pour ne pas regarder l’avenir."""
    textes: Mapping[str, str] = field(default_factory=dict)
    """Le texte des documents cités, quand on les a."""
    a_copier: ModeleACopier = field(default_factory=lambda: ModeleACopier(b"", lambda _chemin, _octets: (None, ())))
    """Le modèle de fiche que l’on donne à copier."""
    rapprochements: Rapprochements = field(default_factory=lambda: Rapprochements(Annuaire({}), {}))
    """Les fiches, vues de loin."""

    # Ce dont la réponse peut changer quand une autre fiche change se demande par ces questions : un `Temoin` les retient.

    def connait(self, cle: str) -> bool:
        """Vrai si une fiche a cette clé."""
        return cle in self.cles

    def heritiere(self, cle: str) -> str:
        """La fiche qui dit la première avoir eu cette adresse, ou rien."""
        return self.anciennes.get(cle, "")

    def description(self, adresse: str) -> list[str]:
        """Le fichier qui décrit le premier le document de cette adresse, et sous quelle clé ; rien s’il n’y en a pas."""
        return list(self.documents.get(adresse, ()))

    def autre_graphie(self, nom: str) -> list[str]:
        """Le nom sous lequel l’organisation que désigne celui-ci est sans doute connue, et où le lire, ou rien."""
        return list(self.organisations.autre(nom))

    def organisation(self, nom: str) -> str:
        """L’organisation que ce nom désigne (voir `Annuaire.identifier`)."""
        return self.organisations.identifier(nom)

    def jumelle(self, cle: str) -> list[str]:
        """Voir `Rapprochements.jumelle`."""
        return self.rapprochements.jumelle(cle)

    def se_ressemblent(self, paire: str) -> bool:
        """Vrai si ces deux fiches, leurs clés séparées d’une espace, se ressemblent au point de les dire distinctes."""
        return self.rapprochements.se_ressemblent(*paire.split(" "))

    def est_a_venir(self, quand: str) -> bool:
        """Vrai si ce jour (2026-11-30) ou cette année (2026) n’est pas encore là."""
        return self.aujourd_hui is not None and quand > self.aujourd_hui.isoformat()[: len(quand)]


@dataclass(frozen=True)
class Temoin(Entourage):
    """Un entourage qui retient ce qu’on lui demande : tant que les réponses sont les mêmes, ce qu’on en a conclu tient."""

    questions: dict[str, dict[str, object]] = field(default_factory=dict)
    """Pour chaque question, ce sur quoi elle portait et ce que l’on a répondu."""

    @classmethod
    def de(cls, entourage: Entourage) -> "Temoin":
        return cls(**{champ.name: getattr(entourage, champ.name) for champ in fields(entourage)})

    def connait(self, cle: str) -> bool:
        return self._retenir("connait", cle, super().connait(cle))

    def heritiere(self, cle: str) -> str:
        return self._retenir("heritiere", cle, super().heritiere(cle))

    def description(self, adresse: str) -> list[str]:
        return self._retenir("description", adresse, super().description(adresse))

    def autre_graphie(self, nom: str) -> list[str]:
        return self._retenir("autre_graphie", nom, super().autre_graphie(nom))

    def organisation(self, nom: str) -> str:
        return self._retenir("organisation", nom, super().organisation(nom))

    def jumelle(self, cle: str) -> list[str]:
        return self._retenir("jumelle", cle, super().jumelle(cle))

    def se_ressemblent(self, paire: str) -> bool:
        return self._retenir("se_ressemblent", paire, super().se_ressemblent(paire))

    def est_a_venir(self, quand: str) -> bool:
        return self._retenir("est_a_venir", quand, super().est_a_venir(quand))

    def _retenir(self, question: str, sujet: str, reponse: R) -> R:
        self.questions.setdefault(question, {})[sujet] = reponse
        return reponse


def valeur_en(table: Any, loc: Chemin) -> Any:
    """La valeur qui est à cet endroit d’une table lue, ou `None`."""
    for partie in loc:
        if isinstance(table, dict):
            table = table.get(partie)
        elif isinstance(table, list) and isinstance(partie, int) and partie < len(table):
            table = table[partie]
        else:
            return None
    return table
