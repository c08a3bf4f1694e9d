"""Le réseau : qui agit avec qui, qui relie des mondes différents, et comment le dessiner.

Deux organisations sont liées si un même exemple les réunit, hors de cas séparés. Les places se calculent avec igraph, à partir
d’un cercle et sans rien tirer au sort : mêmes fiches, même dessin.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from generator.catalogue.formes import contour
from generator.catalogue.organisations import Organisation


@dataclass(frozen=True, eq=False)
class Reseau:
    """Pour chaque organisation, celles avec qui elle agit, et dans combien d’exemples ; `profils`, le monde de chacune.

    Deux réseaux ne se comparent pas : ce qui en dépend se refait dès qu’il a changé.
    """

    liens: Mapping[str, Mapping[str, int]]
    profils: Mapping[str, str]

    def voisines(self, organisation: str) -> tuple[str, ...]:
        """Les organisations avec qui elle agit, des plus liées aux moins liées."""
        siens = self.liens.get(organisation, {})
        return tuple(sorted(siens, key=lambda autre: (-siens[autre], autre)))

    @cached_property
    def les_plus_reliees(self) -> tuple[str, ...]:
        """Toutes celles qui ont des liens, de la plus reliée à la moins reliée."""
        return tuple(sorted(self.liens, key=lambda une: (-len(self.liens[une]), -sum(self.liens[une].values()), une)))

    @cached_property
    def grand_ensemble(self) -> frozenset[str]:
        """Celles que des liens mènent à la plus reliée, de proche en proche."""
        atteintes: set[str] = set()
        a_voir = [*self.les_plus_reliees[:1]]
        while a_voir:
            une = a_voir.pop()
            if une not in atteintes:
                atteintes.add(une)
                a_voir.extend(self.liens[une])
        return frozenset(atteintes)

    @cached_property
    def ponts(self) -> Mapping[str, int]:
        """Combien de rencontres chacune rend possibles, de la plus grande à la plus petite.

        Une rencontre possible : deux organisations de profils différents, qu’aucun exemple ne réunit, et qui agissent toutes
        deux avec elle.
        """
        comptes = {une: self._rencontres(une) for une in self.liens}
        return {une: comptes[une] for une in sorted(comptes, key=lambda une: (-comptes[une], une)) if comptes[une]}

    def _rencontres(self, une: str) -> int:
        voisines = self.liens[une].keys()
        par_profil = Counter(self.profils[voisine] for voisine in voisines)
        paires = (len(voisines) ** 2 - sum(nombre**2 for nombre in par_profil.values())) // 2
        deja = sum(
            self.profils[autre] != self.profils[voisine]
            for voisine in voisines
            for autre in self.liens[voisine].keys() & voisines
        )
        return paires - deja // 2


def relier(organisations: Mapping[str, Organisation], separees: Mapping[str, frozenset[str]]) -> Reseau:
    """Le réseau de ces organisations ; un groupe non nommé n’en est pas.

    `separees` dit, des exemples qui réunissent des cas séparés, les organisations qui sont de tous : les autres ne sont liées
    qu’à elles.
    """
    presentes: dict[str, list[str]] = defaultdict(list)
    for une in organisations.values():
        if une.en_est_une:
            for cle in une.exemples:
                presentes[cle].append(une.id)
    liens: dict[str, Counter[str]] = defaultdict(Counter)
    for cle, ensemble in presentes.items():
        communes = separees.get(cle)
        for a, b in combinations(ensemble, 2):
            if communes is None or communes & {a, b}:
                liens[a][b] += 1
                liens[b][a] += 1
    return Reseau(dict(liens), {identifiant: organisations[identifiant].profil for identifiant in liens})


LIGNE = 14
"""La hauteur d’un nom écrit sous une organisation."""

ESSAIS = 300
"""Tant de fois, on écarte ce qui se recouvre ; un dessin trop plein garde ce qui reste."""


@dataclass(frozen=True, slots=True)
class Noeud:
    """Une organisation sur le dessin ; `rang` est son numéro dans la liste qui l’accompagne, `x` et `y` sont entiers."""

    id: str
    rang: int
    profil: str
    x: int
    y: int

    @property
    def contour(self) -> str:
        """Son tracé."""
        return contour(self.profil, self.x, self.y, TAILLE)


@dataclass(frozen=True, slots=True)
class Trait:
    """Un lien sur le dessin, et le nombre d’exemples qu’il compte."""

    x1: int
    y1: int
    x2: int
    y2: int
    force: int


@dataclass(frozen=True, slots=True)
class Dessin:
    """Des organisations et leurs liens, placés dans un cadre."""

    largeur: int
    hauteur: int
    noeuds: tuple[Noeud, ...]
    traits: tuple[Trait, ...]


TAILLE = 11
"""Celle d’une forme : son numéro y tient."""

FORME = 34
"""Le côté du carré où une organisation se dessine : son dessin, et de l’air autour."""


def dessiner(retenues: Sequence[str], reseau: Reseau, largeur: int, hauteur: int, places: Sequence[int] = ()) -> Dessin:
    """Place ces organisations, dans l’ordre de leurs rangs, et les liens qu’elles ont entre elles.

    `places` est la largeur qu’il faut à chacune, quand son nom s’écrit sous elle ; il faut alors aussi une ligne de plus.
    """
    liens = [
        (a, b, reseau.liens[retenues[a]][retenues[b]])
        for a, b in combinations(range(len(retenues)), 2)
        if retenues[b] in reseau.liens.get(retenues[a], {})
    ]
    tailles = [(place, FORME + LIGNE) for place in places] or [(FORME, FORME)] * len(retenues)
    centres = _ecarter(_placer(len(retenues), [(a, b) for a, b, _ in liens]), tailles, largeur, hauteur)
    noeuds = tuple(Noeud(une, rang, reseau.profils[une], *centres[rang - 1]) for rang, une in enumerate(retenues, 1))
    return Dessin(largeur, hauteur, noeuds, tuple(Trait(*centres[a], *centres[b], force) for a, b, force in liens))


def _placer(nombre: int, liens: list[tuple[int, int]]) -> list[tuple[float, float]]:
    """Des places où celles qui sont liées sont proches, entre 0 et 1."""
    # Importée ici seulement : ce qui ne dessine rien n’a pas à l’attendre.
    import igraph  # noqa: PLC0415

    cercle = [[math.cos(2 * math.pi * i / nombre), math.sin(2 * math.pi * i / nombre)] for i in range(nombre)]
    graphe = igraph.Graph(n=nombre, edges=liens)
    places = graphe.layout_kamada_kawai(seed=cercle, maxiter=500).coords if liens else cercle
    (gauche, droite), (haut, bas) = ((min(axe), max(axe)) for axe in zip(*places, strict=True))
    return [((x - gauche) / ((droite - gauche) or 1), (y - haut) / ((bas - haut) or 1)) for x, y in places]


def _ecarter(
    places: Iterable[tuple[float, float]], tailles: Sequence[tuple[int, int]], largeur: int, hauteur: int
) -> list[tuple[int, int]]:
    """Les mêmes places dans le cadre, poussées jusqu’à ce qu’aucune n’en recouvre une autre : le long de l’axe le plus court."""
    bornes = [(place / 2, largeur - place / 2, FORME / 2, hauteur - haut + FORME / 2) for place, haut in tailles]
    ici = [[g + x * (d - g), t + y * (b - t)] for (x, y), (g, d, t, b) in zip(places, bornes, strict=True)]
    for _ in range(ESSAIS):
        bouge = False
        for a, b in combinations(range(len(ici)), 2):
            ecarts = [ici[b][axe] - ici[a][axe] for axe in (0, 1)]
            manques = [(tailles[a][axe] + tailles[b][axe]) / 2 - abs(ecarts[axe]) for axe in (0, 1)]
            if min(manques) > 0:
                bouge = True
                axe = manques.index(min(manques))
                pas = (manques[axe] / 2 + 0.5) * (1 if ecarts[axe] >= 0 else -1)
                for point, sens in ((a, -1), (b, 1)):
                    debut, fin = bornes[point][2 * axe : 2 * axe + 2]
                    ici[point][axe] = min(max(ici[point][axe] + sens * pas, debut), fin)
        if not bouge:
            break
    return [(round(x), round(y)) for x, y in ici]
