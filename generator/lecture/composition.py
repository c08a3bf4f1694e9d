"""D’un texte YAML à une table dont chaque élément connaît sa place.

Seul module qui connaît YAML. On part des événements de PyYAML et non de ses objets, pour trois raisons : garder la
position de chaque valeur, garder tout scalaire comme texte (`NO`, `12:30` et `1.10` restent ce qu’on a tapé), et
refuser ce qui n’a rien à faire dans une fiche (ancres, alias, étiquettes, clés en double).

Deux lectures du même texte : une vive, pour ce qui est sain, qui ne retient que la valeur ; et une lente, qui note les places et
explique, pour le reste ou quand on demande où est une chose.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import yaml

from generator.constats.constat import ERREUR, Constat, Position, Regle
from generator.constats.signes import citer
from generator.lecture.document import Chemin, Document, Releve
from generator.lecture.octets import fin

PROFONDEUR_MAXIMALE = 12

_SE_MONTRENT_A_L_OUVERTURE = ("unexpected end of stream", "expected ',' or")
_DIESE_COLLE = re.compile(r" #")
"""Une espace et un dièse : le reste se perd. Deux espaces annoncent un commentaire voulu."""

_ANALYSEUR = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

VERSION: str = yaml.__version__
"""Celle de la bibliothèque qui lit YAML."""

_NULS = frozenset(("", "~", "null"))
"""Ce qui, sans guillemets, est l’absence de valeur."""

_EXPLICATIONS = {
    "mapping values are not allowed": "un texte qui contient « : » se met entre guillemets droits",
    "expected ',' or": "une accolade ou un crochet ouvert n’est pas refermé, ou une virgule manque",
    "expected key": "l’alignement ou un guillemet est à revoir juste avant cet endroit",
    "expected '-' indicator": "elle n’est pas alignée avec les lignes du même élément, ou il lui manque un tiret",
    "expected <block end>": "l’alignement ou un guillemet est à revoir juste avant cet endroit",
    "tab character": "remplacez la tabulation par des espaces",
    "cannot start any token": "mettez le texte de cette ligne entre guillemets droits, et n’y laissez pas de tabulation",
    "alphabetic or numeric character": "un texte qui commence par « * » ou « & » se met entre guillemets droits",
    "unexpected end of stream": "un guillemet ouvert n’est pas refermé",
    "could not find expected ':'": "il manque « : » après le nom du champ",
    "undefined alias": "les alias (*) ne sont pas admis",
    "unknown escape character": "dans des guillemets droits, la barre oblique inversée est un code : retirez-la",
}
_PAR_DEFAUT = "vérifiez l’alignement, les guillemets et les deux-points de cette ligne et de la précédente"


ANCRE = Regle(
    "yaml-ancre",
    ERREUR,
    "Étoile ou esperluette mal placée",
    "Au début d’une valeur, `*` et `&` ont un sens technique : ils recopient un autre endroit de la fiche, "
    "ce que le site n’admet pas. Le plus souvent, c’est un simple appel de note ou un nom qui commence ainsi. "
    "Retirez le signe ou, s’il compte vraiment, entourez toute la valeur de guillemets droits.",
    faux="unite: *habitants",
    juste="unite: habitants",
)

ETIQUETTE = Regle(
    "yaml-etiquette",
    ERREUR,
    "Point d’exclamation au début",
    "Au début d’une valeur, un point d’exclamation donne un ordre technique au lieu d’être lu comme du texte. "
    "Le site refuse ces ordres, par sécurité. "
    "Retirez-le ou, s’il fait partie du nom, entourez toute la valeur de guillemets droits.",
    faux="a_completer:\n  - !important Le nombre d’élèves",
    juste="a_completer:\n  - Le nombre d’élèves",
)

CLE_EN_DOUBLE = Regle(
    "yaml-cle-en-double",
    ERREUR,
    "Champ écrit deux fois",
    "Le même champ apparaît deux fois au même endroit de l’en-tête, et le site ne peut pas deviner lequel est le bon. "
    "Gardez une seule ligne. Si le champ admet plusieurs valeurs, réunissez-les entre crochets, séparées par des virgules.",
    faux="domaines: [education]\ndomaines: [emploi-insertion]",
    juste="domaines: [education, emploi-insertion]",
)

TROP_PROFOND = Regle(
    "yaml-trop-profond",
    ERREUR,
    "Trop de niveaux imbriqués",
    "Chaque tiret ou crochet de plus ouvre une liste à l’intérieur de la précédente, et aucune fiche n’a besoin d’autant "
    "de niveaux. Une ligne de tirets espacés, tracée pour séparer, a souvent cet effet. "
    "Effacez-la et gardez un seul tiret devant chaque élément.",
    faux="a_completer:\n  - - - - - - - - - - - - - - -\n  - Le nombre d’élèves",
    juste="a_completer:\n  - Le nombre d’élèves",
)

SYNTAXE = Regle(
    "yaml-syntaxe",
    ERREUR,
    "Cette ligne ne se lit pas",
    "L’en-tête suit une notation nommée YAML : sur chaque ligne, le nom d’un champ, deux-points, une espace, puis sa valeur. "
    "Un texte qui contient lui-même deux-points suivis d’une espace doit être entouré de guillemets droits. "
    "Sinon, cherchez juste avant cet endroit un guillemet qui n’est pas refermé, une tabulation, "
    "ou une ligne qui n’est plus alignée avec ses voisines.",
    faux="periode: {debut: 2018} environ",
    juste="periode: {debut: 2018}",
)

COUPE = Regle(
    "texte-coupe",
    ERREUR,
    "Texte coupé par un dièse",
    "Dans l’en-tête, ce qui suit une espace et un dièse (`#`) est pris pour une note à soi-même, et n’est pas lu. "
    "Si le dièse fait partie du texte, mettez tout le texte entre guillemets droits ; si c’est bien une note, mettez deux "
    "espaces "
    "avant lui.",
    faux="titre: Projet #1 du territoire",
    juste='titre: "Projet #1 du territoire"',
)


def composer(chemin: str, texte: str, decalage: int) -> tuple[Document | None, tuple[Constat, ...]]:
    """Rend la table qu’écrit un texte YAML précédé de `decalage` lignes dans son fichier, ou les constats qui l’en empêchent."""
    vif = composer_vivement(chemin, texte, decalage)
    return (vif, ()) if vif is not None else _lire_en_expliquant(chemin, texte, decalage)


def composer_vivement(chemin: str, texte: str, decalage: int) -> Document | None:
    """La table qu’écrit un texte sain ; rien s’il faut y regarder de plus près."""
    try:
        return Document(chemin, _lire_vivement(texte), partial(_relever, chemin, texte, decalage), decalage)
    except (_ASurveiller, yaml.YAMLError):
        return None


def diagnostiquer(texte: str) -> str | None:
    """Ce qui empêche de lire ce qui est écrit après les deux-points d’un champ ; rien si cela se lit."""
    try:
        _Composeur("", f"x: {texte}\n".split("\n"), 0).document(yaml.parse(f"x: {texte}\n", Loader=_ANALYSEUR))
    except yaml.MarkedYAMLError as exc:
        return _expliquer(f"{exc.problem or exc.context}")
    except _TropProfond:
        return None  # Cela se lit, et se refuse autrement.
    except yaml.YAMLError:
        return _PAR_DEFAUT
    return None


def _expliquer(probleme: str) -> str:
    return next((fr for en, fr in _EXPLICATIONS.items() if en in probleme), _PAR_DEFAUT)


def se_compose(texte: str) -> bool:
    """Vrai si ce texte se lit sans rien à redire."""
    document, constats = _lire_en_expliquant("", texte, 0)
    return document is not None and not constats


class _ASurveiller(Exception):
    """Ce texte a de quoi se faire refuser, ou demande un avertissement."""


def _lire_vivement(texte: str) -> dict[str, Any]:
    """La table d’un texte sain."""
    if _DIESE_COLLE.search(texte):
        raise _ASurveiller
    analyseur = _ANALYSEUR(texte)
    suivant = analyseur.get_event

    def lire(evenement: Any, profondeur: int) -> Any:
        sorte = type(evenement)
        if sorte is yaml.AliasEvent or evenement.anchor or evenement.tag or profondeur > PROFONDEUR_MAXIMALE:
            raise _ASurveiller
        if sorte is yaml.ScalarEvent:
            return None if evenement.value in _NULS and _est_nul(evenement) else evenement.value
        if sorte is yaml.SequenceStartEvent:
            liste: list[Any] = []
            while type(element := suivant()) is not yaml.SequenceEndEvent:
                liste.append(lire(element, profondeur + 1))
            return liste
        table: dict[str, Any] = {}
        while type(cle := suivant()) is not yaml.MappingEndEvent:
            if type(cle) is not yaml.ScalarEvent or cle.anchor or cle.tag or cle.value in table:
                raise _ASurveiller
            table[cle.value] = lire(suivant(), profondeur + 1)
        return table

    try:
        suivant()
        if type(suivant()) is not yaml.DocumentStartEvent:
            raise _ASurveiller
        table = lire(suivant(), 0)
        suivant()
        if not isinstance(table, dict) or type(suivant()) is not yaml.StreamEndEvent:
            raise _ASurveiller
    finally:
        analyseur.dispose()
    return table


def _relever(chemin: str, texte: str, decalage: int) -> Releve:
    """La place de chaque élément d’un texte sain."""
    composeur = _Composeur(chemin, texte.split("\n"), decalage)
    composeur.document(yaml.parse(texte, Loader=_ANALYSEUR))
    return composeur.releve


def _lire_en_expliquant(chemin: str, texte: str, decalage: int) -> tuple[Document | None, tuple[Constat, ...]]:
    """La même table, ou ce qui l’empêche de se lire, et ce qui y étonne."""
    composeur = _Composeur(chemin, texte.split("\n"), decalage)
    try:
        valeur = composeur.document(yaml.parse(texte, Loader=_ANALYSEUR))
    except _TropProfond as exc:
        return None, (*composeur.constats, exc.constat)
    except yaml.MarkedYAMLError as exc:
        return None, (*composeur.constats, _syntaxe(chemin, texte, exc, decalage))
    except yaml.YAMLError as exc:
        ou = fin(chemin, texte[: getattr(exc, "position", 0)], decalage)
        return None, (*composeur.constats, Constat(ou, SYNTAXE, f"Cette ligne ne se lit pas : {_PAR_DEFAUT}."))
    if not isinstance(valeur, dict):
        message = "Ce fichier ne se lit pas : on attend des lignes « champ: valeur »."
        return None, (*composeur.constats, Constat(Position(chemin, 1 + decalage), SYNTAXE, message))
    return Document(chemin, valeur, partial(_relever, chemin, texte, decalage), decalage), tuple(composeur.constats)


def _syntaxe(chemin: str, texte: str, exc: yaml.MarkedYAMLError, decalage: int) -> Constat:
    """Le constat d’un en-tête qui ne se lit pas, à la ligne où la faute a été faite plutôt qu’à celle où YAML s’en aperçoit."""
    probleme, lignes = f"{exc.problem or exc.context}", texte.split("\n")
    au_debut = any(signe in probleme for signe in _SE_MONTRENT_A_L_OUVERTURE)
    marque = (exc.context_mark if au_debut else None) or exc.problem_mark or exc.context_mark
    rang = min(marque.line, len(lignes) - 1) if marque else 0
    colonne = marque.column + 1 if marque else 1
    return Constat(
        Position(chemin, rang + 1 + decalage, colonne), SYNTAXE, f"Cette ligne ne se lit pas : {_expliquer(probleme)}."
    )


@dataclass(frozen=True, slots=True)
class Lue:
    """Une valeur, lue seule : un texte, une liste, une table, ou rien."""

    valeur: Any


def lire_valeur(texte: str) -> Lue | None:
    """Lit ce qui est écrit après les deux-points d’un champ ; rien si cela ne se lit pas, ou pas en entier."""
    composeur = _Composeur("", f"x: {texte}\n".split("\n"), 0)
    try:
        table = composeur.document(yaml.parse(f"x: {texte}\n", Loader=_ANALYSEUR))
    except (_TropProfond, yaml.YAMLError):
        return None
    entiere = isinstance(table, dict) and list(table) == ["x"] and not composeur.constats
    return Lue(table["x"]) if entiere else None


class _TropProfond(Exception):
    def __init__(self, constat: Constat) -> None:
        self.constat = constat


class _Composeur:
    """Bâtit la valeur depuis les événements YAML en notant les positions et les refus."""

    def __init__(self, chemin: str, lignes: list[str], decalage: int) -> None:
        self.chemin = chemin
        self.decalage = decalage
        self.constats: list[Constat] = []
        self.lignes = lignes
        self.positions: dict[Chemin, Any] = {}
        self.cles: dict[Chemin, Any] = {}
        self.scalaires: dict[Chemin, Any] = {}

    @property
    def releve(self) -> Releve:
        return Releve(self.positions, self.cles, self.scalaires)

    def position(self, marque: Any) -> Position:
        return Position(self.chemin, marque.line + 1 + self.decalage, marque.column + 1)

    def document(self, evenements: Iterator[Any]) -> Any:
        valeur: Any = None
        documents = 0
        for evenement in evenements:
            if isinstance(evenement, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuser(evenement, SYNTAXE, "Un seul en-tête par fichier : retirez cette ligne « --- ».")
            elif isinstance(evenement, yaml.NodeEvent):
                lu = self._noeud(evenement, evenements, ())
                valeur = lu if documents == 1 else valeur
        return valeur

    def _noeud(self, evenement: Any, evenements: Iterator[Any], loc: Chemin) -> Any:
        self.positions[loc] = evenement.start_mark
        if len(loc) > PROFONDEUR_MAXIMALE:
            # On s’arrête net : continuer, c’est laisser une fiche piégée épuiser la pile.
            ou = self.position(evenement.start_mark)
            raise _TropProfond(Constat(ou, TROP_PROFOND, "Trop de niveaux imbriqués : simplifiez cet en-tête."))
        if isinstance(evenement, yaml.AliasEvent):
            self._refuser(
                evenement, ANCRE, f"Les alias ne sont pas admis : écrivez la valeur à la place de « *{evenement.anchor} »."
            )
            return ""
        if evenement.anchor:
            self._refuser(evenement, ANCRE, f"Les ancres ne sont pas admises : retirez « &{evenement.anchor} ».")
        if evenement.tag:
            self._refuser(evenement, ETIQUETTE, f"Les étiquettes ne sont pas admises : retirez « {evenement.tag} ».")
        if isinstance(evenement, yaml.ScalarEvent):
            self.scalaires[loc] = evenement
            self._signaler_la_coupure(evenement)
            return None if _est_nul(evenement) else evenement.value
        if isinstance(evenement, yaml.SequenceStartEvent):
            return self._liste(evenements, loc)
        return self._table(evenements, loc)

    def _liste(self, evenements: Iterator[Any], loc: Chemin) -> list[Any]:
        valeurs: list[Any] = []
        for evenement in evenements:
            if isinstance(evenement, yaml.SequenceEndEvent):
                break
            valeurs.append(self._noeud(evenement, evenements, (*loc, len(valeurs))))
        return valeurs

    def _table(self, evenements: Iterator[Any], loc: Chemin) -> dict[str, Any]:
        table: dict[str, Any] = {}
        for evenement in evenements:
            if isinstance(evenement, yaml.MappingEndEvent):
                break
            if not isinstance(evenement, yaml.ScalarEvent):
                self._refuser(evenement, SYNTAXE, "Le nom d’un champ est un mot simple.")
                self._noeud(evenement, evenements, (*loc, "?"))
                self._noeud(next(evenements), evenements, (*loc, "?"))
                continue
            cle = evenement.value
            if evenement.anchor:
                self._refuser(evenement, ANCRE, f"Les ancres ne sont pas admises : retirez « &{evenement.anchor} ».")
            if evenement.tag:
                self._refuser(evenement, ETIQUETTE, f"Les étiquettes ne sont pas admises : retirez « {evenement.tag} ».")
            if cle in table:
                seconde = self._noeud(next(evenements), evenements, (*loc, "?"))
                self._signaler_le_double(evenement, cle, loc, table, seconde)
                continue
            self.cles[(*loc, cle)] = evenement.start_mark
            table[cle] = self._noeud(next(evenements), evenements, (*loc, cle))
        return table

    def _signaler_le_double(self, evenement: Any, cle: str, loc: Chemin, table: dict[str, Any], seconde: Any) -> None:
        premiere = self.position(self.cles[(*loc, cle)]).ligne
        if loc and isinstance(loc[-1], int) and cle == next(iter(table)):
            message = f"Il manque sans doute un tiret : un nouvel élément commence par « - {cle}: »."
        elif loc and isinstance(loc[-1], int) and any(c.regle is CLE_EN_DOUBLE for c in self.constats):
            return  # l’écho du tiret oublié
        else:
            ligne = evenement.start_mark.line + 1 + self.decalage
            message = (
                f"Le champ « {cle} » est écrit deux fois, ligne {premiere}{_apercu(table[cle])} et ligne {ligne}"
                f"{_apercu(seconde)} : gardez celui qui est juste, et effacez l’autre en entier, avec les lignes en retrait "
                "qui le suivent."
            )
        self._refuser(evenement, CLE_EN_DOUBLE, message)

    def _signaler_la_coupure(self, evenement: Any) -> None:
        """« Plan #1 du territoire » se lit « Plan » : YAML prend la suite pour un commentaire, et n’en dit rien."""
        if evenement.style:
            return
        reste = self.lignes[evenement.end_mark.line][evenement.end_mark.column :]
        if _DIESE_COLLE.match(reste):
            fin_du_texte = self.position(evenement.end_mark)
            ou = Position(self.chemin, fin_du_texte.ligne, fin_du_texte.colonne + 1)
            message = "Ce qui suit « # » est ignoré : mettez tout le texte entre guillemets droits, ou effacez ce seul signe."
            self.constats.append(Constat(ou, COUPE, message, reste.strip()[:80]))

    def _refuser(self, evenement: Any, regle: Regle, message: str) -> None:
        self.constats.append(Constat(self.position(evenement.start_mark), regle, message))


def _apercu(valeur: Any) -> str:
    """Le début d’une valeur, pour la reconnaître."""
    texte = ", ".join(un for un in valeur if isinstance(un, str)) if isinstance(valeur, list) else valeur
    return f" (« {citer(texte)} »)" if isinstance(texte, str) and texte else ""


def _est_nul(scalaire: Any) -> bool:
    return bool(scalaire.implicit[0]) and scalaire.value in _NULS
