"""L’annuaire : d’un nom écrit dans une fiche à l’organisation qui le porte, sous tous ses noms.

Ce que `content/organisations.yml` décrit fait foi. Un nom qu’il ne connaît pas est une organisation à lui seul, au pliage près :
une majuscule, un accent ou un trait d’union n’en font pas deux.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from generator.constats.proximite import replier, tres_proche
from generator.modele.recueils import ORGANISATIONS, OrganisationDecrite

RESERVES = ("lettres", "profils", "reseau")
"""Ce que les adresses des organisations disent d’autre qu’une organisation."""

LONGUEUR_SURE = 8
"""En dessous de tant de lettres, une faute de frappe ferait d’un nom un autre vrai nom."""

_PRECISION = re.compile(r"\s*\([^)]*\)?")
_SIGLE = re.compile(r"\(([A-Z][A-Z0-9&-]{1,9})\)")
_GENERIQUE = re.compile(
    r"^(?:(?:l|la|le|les|groupe|association|ville|mairie|commune|municipalite) )+"
    r"(?:(?:de la|du|des|de|d|l) )*"
)


class Annuaire:
    """Toutes les organisations décrites, par nom."""

    def __init__(self, decrites: Mapping[str, OrganisationDecrite]) -> None:
        self.decrites = decrites
        self._par_nom = {replier(identifiant): identifiant for identifiant in decrites}
        self._par_nom |= {replier(nom): decrite.id for decrite in decrites.values() for nom in decrite.graphies}
        self._graphies = frozenset(nom for decrite in decrites.values() for nom in decrite.graphies)

    def identifier(self, nom: str) -> str:
        """L’identifiant de l’organisation que désigne ce nom : ce qui suit `/organisations/` dans son adresse."""
        plie = replier(nom)
        return self._par_nom.get(plie) or _identifiant(plie)

    def ecrit(self, nom: str) -> bool:
        """Vrai si l’organisation déclare ce nom, à la lettre près."""
        return nom in self._graphies

    def sont_distinctes(self, une: str, autre: str) -> bool:
        """Vrai si l’on a décidé que ces deux organisations, aux noms voisins, en sont deux."""
        decrites = self.decrites
        return any(a in decrites and b in decrites[a].distinctes for a, b in ((une, autre), (autre, une)))


def _identifiant(plie: str) -> str:
    identifiant = "-".join(plie.split())[:80].strip("-")
    return f"{identifiant}-" if identifiant in RESERVES else identifiant


def noyaux(nom: str) -> Iterable[str]:
    """Ce qui reste d’un nom sans ce qui le précise (« Groupe », « Ville de », une parenthèse), et son sigle s’il en donne un.

    Deux noms qui ont un noyau en commun désignent sans doute la même organisation.
    """
    plie = replier(_PRECISION.sub("", nom))
    yield _GENERIQUE.sub("", plie) or plie
    yield from (replier(sigle) for sigle in _SIGLE.findall(nom))


class NomsEcrits:
    """Les noms que les fiches écrivent : combien de fois chacun, et dans quel fichier d’abord ; de quoi reconnaître un doublon.

    `situer` dit à quelle ligne d’un fichier un nom est écrit, quand on veut le savoir.

    Rien ne se compare avant qu’on le demande : on ne relit souvent qu’une fiche.
    """

    def __init__(
        self, annuaire: Annuaire, ecrits: Mapping[str, tuple[int, str]], situer: Callable[[str, str], int] | None = None
    ) -> None:
        self._annuaire = annuaire
        self._ecrits = ecrits
        self._situer = situer
        self._connus: dict[str, tuple[str, ...]] = {}

    def identifier(self, nom: str) -> str:
        """Voir `Annuaire.identifier`."""
        return self._annuaire.identifier(nom)

    def autre(self, nom: str) -> tuple[str, ...]:
        """Le nom, mieux établi, dont celui-ci est sans doute une autre graphie, et où le lire (fichier et ligne), ou rien.

        Un nom décrit l’emporte sur un nom seulement écrit, puis le plus écrit, puis le dernier de l’alphabet.
        """
        if nom not in self._connus:
            voisins = (autre for cle in self._cles(nom) for autre in self._par_cle.get(cle, ()))
            meilleur = max({nom, *(autre for autre in voisins if self._est_un_doublon(nom, autre))}, key=self._rang)
            if meilleur == nom and self._fois(nom) == 1 and len(nom) >= LONGUEUR_SURE and not self._annuaire.ecrit(nom):
                # Un nom employé une seule fois est peut-être un autre, mal tapé.
                proche = tres_proche(nom, self._courants)
                meilleur = proche if proche and self._est_un_doublon(nom, proche) else nom
            self._connus[nom] = () if meilleur == nom else (meilleur, self._ou(meilleur))
        return self._connus[nom]

    def _ou(self, nom: str) -> str:
        chemin = self._ecrits.get(nom, (0, ORGANISATIONS.chemin))[1]
        return f"{chemin}, ligne {self._situer(chemin, nom)}" if self._situer else chemin

    def _est_un_doublon(self, nom: str, autre: str) -> bool:
        """Faux pour deux noms que l’on a déclarés d’une même organisation, ou de deux."""
        une, deux = self._annuaire.identifier(nom), self._annuaire.identifier(autre)
        if une == deux:
            return not self._annuaire.ecrit(nom)
        return not self._annuaire.sont_distinctes(une, deux)

    def _fois(self, nom: str) -> int:
        return self._ecrits.get(nom, (0, ""))[0]

    def _rang(self, nom: str) -> tuple[bool, int, str]:
        return self._annuaire.ecrit(nom), self._fois(nom), nom

    def _cles(self, nom: str) -> set[str]:
        return {replier(nom), *noyaux(nom)}

    @cached_property
    def _par_cle(self) -> Mapping[str, list[str]]:
        """Les noms écrits ou décrits, par pliage et par noyau."""
        noms = dict.fromkeys((*self._ecrits, *(nom for decrite in self._annuaire.decrites.values() for nom in decrite.graphies)))
        rangs: dict[str, list[str]] = defaultdict(list)
        for nom in noms:
            for cle in self._cles(nom):
                rangs[cle].append(nom)
        return rangs

    @cached_property
    def _courants(self) -> tuple[str, ...]:
        return tuple(nom for nom, (fois, _) in self._ecrits.items() if fois > 1)
