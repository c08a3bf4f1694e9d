"""À quel champ appartient chaque ligne de l’en-tête, et le retrait qu’il lui faut : ce que le modèle sait, et non l’œil."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.lecture.composition import lire_valeur
from generator.lecture.remise.brouillon import Brouillon
from generator.modele.introspection import Forme

LIGNE = re.compile(
    r"(?P<retrait> *)(?P<tiret>-(?: +|$))?"
    r"(?:(?P<nom>\"?\w[\w-]*\"?|\w[\w-]*(?:[ ’'][\w-]+){1,3}(?=:))(?P<blanc> *):(?P<apres> +|$))?(?P<valeur>.*)"
)
BLOC = re.compile(r"[>|][+-]?\d?[+-]?\s*(?:\s#.*)?$")
_COLLE_AU_TIRET = re.compile(r"^( *)-(?=[\w\"'«“])")

SUITE = 30
"""Les lignes que peut compter une valeur entre guillemets ou crochets."""

ESSAIS = 60
"""Les valeurs mal fermées dont on cherche la suite : chercher prend du temps."""


@dataclass(slots=True)
class Unite:
    """Un champ ou un élément de liste : sa ligne, celles qui la continuent, et ce que le modèle attend de sa valeur."""

    rang: int
    retrait: int
    tiret: str
    nom: str
    valeur: str
    suite: list[int] = field(default_factory=list)
    en_bloc: bool = False
    """Vrai si la suite est un texte annoncé par `>-` ou `|`."""
    deborde: list[int] = field(default_factory=list)
    """Les lignes de texte qui la suivent sans être en retrait."""
    attendu: Forme | None = None
    parent: Forme | None = None

    @property
    def colonne(self) -> int:
        """Celle où commence son nom."""
        return self.retrait + len(self.tiret)

    @property
    def ouvre(self) -> bool:
        """Vrai si ce qu’elle contient est écrit en dessous."""
        return not self.suite and (not self.valeur.strip() or self.valeur.lstrip().startswith("#"))


def decouper(brouillon: Brouillon, noms: frozenset[str]) -> tuple[list[Unite], list[int], list[int]]:
    """Les unités de l’en-tête, et les lignes où il a fallu ajouter une espace : après les deux-points, après le tiret."""
    lignes = brouillon.lignes
    unites: list[Unite] = []
    decollees: list[int] = []
    tous = "|".join(sorted(map(re.escape, noms), key=len, reverse=True))
    colle = re.compile(rf"( *(?:- +)?(?:{tous})):(?=[^\s/])")
    sans_deux_points = re.compile(rf"( *(?:- +)?(?:{tous})) +(?=[^:\s][^:]*$)")
    detirees: list[int] = []
    essais = ESSAIS
    rang = brouillon.debut
    while rang < brouillon.fin:
        ligne = lignes[rang]
        if not ligne.strip() or ligne.lstrip().startswith("#"):
            rang += 1
            continue
        if _COLLE_AU_TIRET.match(ligne) and not re.match(r" *-\d", ligne):
            ligne = _COLLE_AU_TIRET.sub(r"\1- ", ligne)
            detirees.append(rang)
        if colle.match(ligne) or (unites and _retrait(ligne) in (0, unites[-1].colonne) and sans_deux_points.match(ligne)):
            ligne = colle.sub(r"\1: ", sans_deux_points.sub(r"\1: ", ligne))
            decollees.append(rang)
        lignes[rang] = ligne
        lue = LIGNE.fullmatch(ligne)
        assert lue is not None
        nom = (lue["nom"] or "").strip('"')
        if not (nom or lue["tiret"]):
            if unites:
                (unites[-1].deborde if len(lue["retrait"]) <= unites[-1].retrait else unites[-1].suite).append(rang)
            rang += 1
            continue
        unite = Unite(rang, len(lue["retrait"]), lue["tiret"] or "", nom, lue["valeur"])
        unites.append(unite)
        rang += 1
        if BLOC.match(unite.valeur):
            unite.en_bloc = True
            while rang < brouillon.fin and (
                not lignes[rang].strip() or _retrait(lignes[rang]) > unite.colonne - bool(unite.tiret and not nom)
            ):
                unite.suite.append(rang)
                rang += 1
        elif essais and unite.valeur[:1] in "\"'[{" and lire_valeur(unite.valeur) is None:
            essais -= 1
            rang += _sur_plusieurs_lignes(unite, lignes[rang : brouillon.fin], noms)
    return unites, decollees, detirees


def _retrait(ligne: str) -> int:
    return len(ligne) - len(ligne.lstrip(" "))


def _sur_plusieurs_lignes(unite: Unite, suivantes: Sequence[str], noms: frozenset[str]) -> int:
    """Les lignes d’une valeur entre guillemets ou crochets qui se ferme plus bas."""
    valeur = unite.valeur
    for nombre, ligne in enumerate(suivantes[:SUITE], 1):
        lue = LIGNE.fullmatch(ligne)
        if lue and (lue["nom"] or "") in noms and len(lue["retrait"]) <= unite.retrait and valeur[:1] in "\"'":
            return 0
        if lue and (lue["nom"] or "") in noms and not lue["retrait"]:
            return 0
        valeur += "\n  " + ligne.strip()
        if lire_valeur(valeur) is not None:
            unite.suite = list(range(unite.rang + 1, unite.rang + 1 + nombre))
            return nombre
    return 0


@dataclass(slots=True)
class _Etage:
    """Un niveau de l’en-tête : ce qui peut s’y écrire, à quel retrait, et ce qui y est déjà."""

    forme: Forme | None
    liste: bool
    retrait: int | None
    base: int
    """Le retrait de ce qui le contient."""
    vus: set[str] = field(default_factory=set)
    premier: str = ""
    quelconque: bool = False
    """Vrai sous un champ que le modèle ne connaît pas."""

    def connait(self, unite: Unite) -> bool:
        if self.liste != bool(unite.tiret):
            return self.quelconque and self.retrait is None
        if self.quelconque:
            return True
        if self.liste:
            elements = self.forme.elements if self.forme else None
            return not unite.nom or (elements is not None and unite.nom in elements.champs)
        if self.forme is not None and self.forme.valeurs is not None:
            return unite.ouvre or unite.valeur[:1] == "{"
        return self.forme is not None and unite.nom in self.forme.champs

    def a_sa_place(self, retrait: int) -> bool:
        if self.retrait is not None:
            return retrait == self.retrait
        return retrait > self.base or (self.liste and retrait == self.base)


def etager(brouillon: Brouillon, unites: Sequence[Unite], forme: Forme, *, deplacer: bool) -> tuple[list[int], list[int]]:
    """Dit à chaque unité ce que le modèle attend d’elle ; avec `deplacer`, remet en retrait celles qui n’y sont pas.

    Rend les lignes déplacées, et celles où manquait un tiret.
    """
    pile = [_Etage(forme, liste=False, retrait=0, base=-1)]
    deplacees: list[int] = []
    sans_tiret: list[int] = []
    elan: tuple[int, _Etage] | None = None
    for numero, unite in enumerate(unites):
        if deplacer and _manque_un_tiret(pile, unite):
            while not pile[-1].liste:
                pile.pop()
            liste = pile[-1]
            _retirer(brouillon, unite, liste.retrait or 0, tiret=True)
            sans_tiret.append(unite.rang)
        etage = _choisir(pile, unite, elan, deplacer=deplacer)
        if etage is None:
            continue
        del pile[pile.index(etage) + 1 :]
        if etage.retrait is None:
            etage.retrait = _habituel(etage, unite, unites[numero:]) if deplacer else unite.retrait
        avant = unite.retrait
        if deplacer and etage.retrait != unite.retrait:
            _retirer(brouillon, unite, etage.retrait)
            deplacees += [unite.rang, *unite.suite]
            elan = (avant, etage)
        else:
            elan = None
        _entrer(pile, etage, unite)
    return deplacees, sans_tiret


def _manque_un_tiret(pile: Sequence[_Etage], unite: Unite) -> bool:
    """Le premier champ d’un élément revient sans tiret : c’est un nouvel élément."""
    element = next((etage for etage in reversed(pile) if etage.premier), None)
    if unite.tiret or element is None or unite.nom not in element.vus or unite.nom != element.premier:
        return False
    listes = [etage for etage in pile[: pile.index(element)] if etage.liste]
    return bool(listes) and element.retrait is not None and abs(unite.retrait - element.retrait) <= 2 and unite.retrait > 0


def _choisir(pile: Sequence[_Etage], unite: Unite, elan: tuple[int, _Etage] | None, *, deplacer: bool) -> _Etage | None:
    """L’étage de la pile où va cette unité."""
    hauts = [
        etage for etage in reversed(pile) if etage.liste == bool(unite.tiret) or (etage.quelconque and etage.retrait is None)
    ]
    if not hauts:
        return None
    libres = [etage for etage in hauts if etage.connait(unite) and (etage.liste or unite.nom not in etage.vus)]
    if deplacer and elan is not None and elan[0] == unite.retrait and elan[1] in libres:
        return elan[1]
    exacts = [etage for etage in hauts if etage.a_sa_place(unite.retrait)]
    if voulu := next((etage for etage in exacts if etage in libres), None):
        return voulu
    if libres and deplacer:
        return min(
            libres, key=lambda etage: abs((etage.retrait if etage.retrait is not None else etage.base + 2) - unite.retrait)
        )
    return (
        exacts[0]
        if exacts
        else min(hauts, key=lambda e: abs((e.retrait if e.retrait is not None else e.base + 2) - unite.retrait))
    )


def _habituel(etage: _Etage, unite: Unite, suivantes: Sequence[Unite]) -> int:
    """Le retrait d’un étage qui s’ouvre : le plus fréquent de ceux de ses lignes, s’il est en retrait de ce qui le contient."""
    siennes: Counter[int] = Counter()
    for autre in suivantes:
        if bool(autre.tiret) == etage.liste and (autre.nom == unite.nom or not etage.liste) and etage.a_sa_place(autre.retrait):
            siennes[autre.retrait] += 1
        if not etage.liste or (not autre.tiret and autre.retrait <= etage.base):
            break
    return siennes.most_common(1)[0][0] if siennes else etage.base + 2


def _entrer(pile: list[_Etage], etage: _Etage, unite: Unite) -> None:
    """Note ce que l’unité ouvre, et ce que le modèle attend de sa valeur."""
    forme = etage.forme
    if unite.tiret:
        elements = forme.elements if forme else None
        unite.attendu, unite.parent = elements, forme
        if not unite.nom:
            if unite.ouvre:
                pile.append(_Etage(elements, liste=False, retrait=None, base=unite.retrait, quelconque=elements is None))
            return
        etage = _Etage(
            elements, liste=False, retrait=unite.colonne, base=unite.retrait, premier=unite.nom, quelconque=elements is None
        )
        pile.append(etage)
        forme = elements
    etage.vus.add(unite.nom)
    unite.parent = forme
    unite.attendu = (forme.champs.get(unite.nom) or forme.valeurs) if forme else None
    if unite.ouvre:
        attendu = unite.attendu
        liste = attendu is not None and attendu.elements is not None
        pile.append(_Etage(attendu, liste=liste, retrait=None, base=unite.colonne, quelconque=attendu is None))


def _retirer(brouillon: Brouillon, unite: Unite, retrait: int, *, tiret: bool = False) -> None:
    """Met une unité et sa suite en retrait."""
    lignes, ancienne = brouillon.lignes, unite.colonne
    if tiret:
        unite.tiret = "- "
    lignes[unite.rang] = " " * retrait + ("- " if tiret else "") + lignes[unite.rang].lstrip(" ")
    unite.retrait = retrait
    for rang in unite.suite:
        if lignes[rang].strip():
            decale = max(unite.colonne + (2 if unite.en_bloc else 0), _retrait(lignes[rang]) + unite.colonne - ancienne)
            lignes[rang] = " " * decale + lignes[rang].lstrip(" ")
