"""Des octets d’un fichier à une valeur dont chaque élément sait d’où il vient.

Seul module qui connaît YAML. On part des événements de PyYAML et non de ses objets, pour trois raisons : garder la
position de chaque valeur, garder tout scalaire comme texte (`NO`, `12:30` et `1.10` restent ce qu’on a tapé), et
refuser ce qui n’a rien à faire dans une fiche (ancres, alias, étiquettes, clés en double).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeAlias

import yaml

from generator.constats.constat import Constat

Chemin: TypeAlias = tuple[str | int, ...]
"""Le chemin d’une valeur dans l’en-tête : `("partenaires", 0, "nom")`."""

TAILLE_MAXIMALE = 200_000
"""Octets. La plus longue fiche du catalogue en compte quinze mille."""

TAILLE_D_UN_RECUEIL = 2_000_000
"""Octets. La bibliographie en compte deux cent mille pour trois cents fiches."""

PROFONDEUR_MAXIMALE = 12

_SANS_GUILLEMETS = re.compile(r"(\s*(?:- )?[\w-]+: )([^\"#]+)")
_COLLE = re.compile(r"^(\s*(?:- )?[a-z_]+):(?=[^ \t/\n])\s*")
_SE_MONTRENT_A_L_OUVERTURE = ("unexpected end of stream", "expected ',' or")
_DIESE_COLLE = re.compile(r" #")
"""Une espace et un dièse : le reste se perd. Deux espaces annoncent un commentaire voulu."""
_FINS = re.compile(r"\r\n|\r")
_INTERDITS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""Ce qui ne se voit pas et change ce qu’on lit : contrôles, sauts de ligne d’ailleurs, sens d’écriture retourné."""

_ANALYSEUR = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_EXPLICATIONS = {
    "mapping values are not allowed": "un texte qui contient « : » se met entre guillemets droits",
    "expected ',' or": "une accolade ou un crochet ouvert n’est pas refermé, ou une virgule manque",
    "expected key": "l’alignement ou un guillemet est à revoir juste avant cet endroit",
    "expected '-' indicator": "elle n’est pas alignée avec les lignes du même élément, ou il lui manque un tiret",
    "expected <block end>": "l’alignement ou un guillemet est à revoir juste avant cet endroit",
    "tab character": "remplacez la tabulation par des espaces",
    "cannot start any token": "mettez le texte de cette ligne entre guillemets droits, et n’y laissez pas de tabulation",
    "alphabetic or numeric character": "un texte qui commence par « * » ou « & » se met entre guillemets droits",
    "unexpected end of stream": "un guillemet ouvert n’est pas refermé",
    "could not find expected ':'": "il manque « : » après le nom du champ",
    "undefined alias": "les alias (*) ne sont pas admis",
    "unknown escape character": "dans des guillemets droits, la barre oblique inversée est un code : retirez-la",
}
_PAR_DEFAUT = "vérifiez l’alignement, les guillemets et les deux-points de cette ligne et de la précédente"


@dataclass(frozen=True, slots=True)
class Position:
    """Un endroit d’un fichier, ligne et colonne à partir de 1."""

    ligne: int = 1
    colonne: int = 1


@dataclass(frozen=True, slots=True)
class Etendue:
    """Où un scalaire est écrit, du premier signe à celui qui suit le dernier, et comment (`'`, `"`, `>`, `|`, ou vide)."""

    debut: Position
    fin: Position
    style: str


@dataclass(frozen=True, slots=True)
class Document:
    """Une valeur YAML faite de textes, de listes et de tables, et la position de chacun de ses éléments."""

    chemin: str
    valeur: dict[str, Any]
    positions: Mapping[Chemin, Any] = field(repr=False)
    cles: Mapping[Chemin, Any] = field(repr=False)
    scalaires: Mapping[Chemin, Any] = field(repr=False)
    decalage: int = 0
    """Les marques de PyYAML, et le nombre de lignes du fichier avant elles. On ne les traduit qu’à la demande : presque aucune
    position ne sert, puisque presque toutes les fiches sont saines."""

    def situer(self, loc: Chemin, *, cle: bool = False) -> Position:
        """La position de `loc` ou, à défaut, de son plus proche parent présent dans le fichier."""
        for longueur in range(len(loc), -1, -1):
            debut = loc[:longueur]
            # Seule la valeur demandée se montre par sa clé ; un parent se montre par sa clé s’il en a une.
            if (cle or longueur < len(loc)) and debut in self.cles:
                return _position(self.cles[debut], self.decalage)
            if debut in self.positions:
                return _position(self.positions[debut], self.decalage)
        return Position()

    def etendue(self, loc: Chemin) -> Etendue:
        """Où commence et finit un scalaire, et comment il est écrit."""
        scalaire = self.scalaires[loc]
        debut, fin = _position(scalaire.start_mark, self.decalage), _position(scalaire.end_mark, self.decalage)
        return Etendue(debut, fin, scalaire.style or "")


def _position(marque: Any, decalage: int) -> Position:
    return Position(marque.line + 1 + decalage, marque.column + 1)


@dataclass(frozen=True, slots=True)
class Source:
    """Une fiche telle qu’elle est écrite : son en-tête, son corps, la ligne où celui-ci commence, et toutes ses lignes."""

    document: Document
    corps: str
    ligne_corps: int
    lignes: tuple[str, ...] = field(repr=False)

    @property
    def chemin(self) -> str:
        return self.document.chemin


def decoder(chemin: str, octets: bytes) -> tuple[str, tuple[Constat, ...]]:
    """Rend le texte d’un fichier UTF-8, fins de ligne ramenées à LF et accents composés, ou un constat s’il n’est pas lisible."""
    limite = TAILLE_MAXIMALE if chemin.endswith(".md") else TAILLE_D_UN_RECUEIL
    if len(octets) > limite:
        message = f"Ce fichier dépasse {limite // 1000} ko : raccourcissez-le."
        return "", (Constat(chemin, 1, 1, "fichier-trop-gros", message),)
    try:
        texte = octets.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        avant = octets[: exc.start].decode("utf-8", errors="replace")
        return "", (_illisible(chemin, avant, "Ce fichier n’est pas en UTF-8 : enregistrez-le dans cet encodage."),)
    texte = unicodedata.normalize("NFC", _FINS.sub("\n", texte))
    interdit = _INTERDITS.search(texte)
    if interdit:
        message = f"Un caractère invisible (U+{ord(interdit[0]):04X}) s’est glissé ici : effacez-le et retapez ce passage."
        return "", (_illisible(chemin, texte[: interdit.start()], message),)
    return texte, ()


def lignes(chemin: str, octets: bytes) -> list[str]:
    """Les lignes d’un fichier telles qu’un constat les désigne ; aucune s’il n’est pas lisible."""
    return decoder(chemin, octets)[0].split("\n")


def _illisible(chemin: str, avant: str, message: str) -> Constat:
    return Constat(chemin, avant.count("\n") + 1, len(avant) - (avant.rfind("\n") + 1) + 1, "fichier-illisible", message)


def lire_fiche(chemin: str, octets: bytes) -> tuple[Source | None, tuple[Constat, ...]]:
    """Sépare l’en-tête YAML du corps Markdown et lit l’en-tête.

    Rend `(None, constats)` si l’en-tête manque ou ne se lit pas.
    """
    texte, constats = decoder(chemin, octets)
    if constats:
        return None, constats
    lignes = texte.split("\n")
    if lignes[0].rstrip() != "---":
        return None, (
            Constat(
                chemin,
                1,
                1,
                "entete-absent",
                "Une fiche commence par une ligne « --- », puis ses champs, puis une autre ligne « --- ».",
            ),
        )
    fin = next((n for n, ligne in enumerate(lignes[1:], 1) if ligne.rstrip() == "---"), None)
    if fin is None:
        return None, (
            Constat(
                chemin,
                1,
                1,
                "entete-non-ferme",
                "L’en-tête n’est pas refermé : ajoutez une ligne « --- » après le dernier champ.",
            ),
        )
    document, constats = _composer(chemin, "\n".join(lignes[1:fin]) + "\n", decalage=1)
    if document is None:
        return None, constats
    return Source(document, "\n".join(lignes[fin + 1 :]), fin + 2, tuple(lignes)), constats


def lire_yaml(chemin: str, octets: bytes) -> tuple[Document | None, tuple[Constat, ...]]:
    """Lit un fichier YAML entier (vocabulaire, bibliographie) avec les mêmes refus que pour une fiche."""
    texte, constats = decoder(chemin, octets)
    if constats:
        return None, constats
    return _composer(chemin, texte, decalage=0)


def _composer(chemin: str, texte: str, decalage: int) -> tuple[Document | None, tuple[Constat, ...]]:
    composeur = _Composeur(chemin, texte.split("\n"), decalage)
    try:
        valeur = composeur.document(yaml.parse(texte, Loader=_ANALYSEUR))
    except _TropProfond as exc:
        return None, (*composeur.constats, exc.constat)
    except yaml.MarkedYAMLError as exc:
        return None, (*composeur.constats, _syntaxe(chemin, texte, exc, decalage))
    except yaml.YAMLError as exc:
        avant = texte[: getattr(exc, "position", 0)]
        position = Position(avant.count("\n") + 1 + decalage, len(avant) - (avant.rfind("\n") + 1) + 1)
        constat = Constat(chemin, position.ligne, position.colonne, "yaml-syntaxe", f"Cette ligne ne se lit pas : {_PAR_DEFAUT}.")
        return None, (*composeur.constats, constat)
    if not isinstance(valeur, dict):
        message = "Ce fichier ne se lit pas : on attend des lignes « champ: valeur »."
        constat = Constat(chemin, 1 + decalage, 1, "yaml-syntaxe", message)
        return None, (*composeur.constats, constat)
    document = Document(
        chemin,
        valeur,
        MappingProxyType(composeur.positions),
        MappingProxyType(composeur.cles),
        MappingProxyType(composeur.scalaires),
        decalage,
    )
    return document, tuple(composeur.constats)


def _syntaxe(chemin: str, texte: str, exc: yaml.MarkedYAMLError, decalage: int) -> Constat:
    """Le constat d’un en-tête qui ne se lit pas, à la ligne où la faute a été faite plutôt qu’à celle où YAML s’en aperçoit."""
    probleme, lignes = f"{exc.problem or exc.context}", texte.split("\n")
    au_debut = any(signe in probleme for signe in _SE_MONTRENT_A_L_OUVERTURE)
    marque = (exc.context_mark if au_debut else None) or exc.problem_mark or exc.context_mark
    rang = min(marque.line, len(lignes) - 1) if marque else 0
    colonne = marque.column + 1 if marque else 1
    aide = next((fr for en, fr in _EXPLICATIONS.items() if en in probleme), _PAR_DEFAUT)
    corrigee = ""
    collee = next((n for n in range(rang, max(rang - 3, -1), -1) if _COLLE.match(lignes[n])), None)
    if collee is not None and "expected ':'" in probleme:
        rang, colonne = collee, 1
        aide, corrigee = "il faut une espace après les deux-points", _COLLE.sub(r"\1: ", lignes[collee])
    elif "mapping values" in probleme:
        nu = _SANS_GUILLEMETS.fullmatch(lignes[rang])
        if nu and ": " in nu[2].replace("\N{NO-BREAK SPACE}:", ":"):
            corrigee = f'{nu[1]}"{nu[2]}"'
        else:
            aide = "elle est décalée, alignez son début avec les lignes voisines"
    # Une correction qui ne corrige pas tourne en rond : on ne la propose que si l’en-tête se lit ensuite.
    correction = corrigee if corrigee and _se_lit([*lignes[:rang], corrigee, *lignes[rang + 1 :]]) else ""
    message = f"Cette ligne ne se lit pas : {aide}."
    return Constat(chemin, rang + 1 + decalage, colonne, "yaml-syntaxe", message, correction=correction)


def _se_lit(lignes: list[str]) -> bool:
    try:
        for _ in yaml.parse("\n".join(lignes), Loader=_ANALYSEUR):
            pass
    except yaml.YAMLError:
        return False
    return True


class _TropProfond(Exception):
    def __init__(self, constat: Constat) -> None:
        self.constat = constat


class _Composeur:
    """Bâtit la valeur depuis les événements YAML en notant les positions et les refus."""

    def __init__(self, chemin: str, lignes: list[str], decalage: int) -> None:
        self.chemin = chemin
        self.decalage = decalage
        self.constats: list[Constat] = []
        self.positions: dict[Chemin, Any] = {}
        self.lignes = lignes
        self.cles: dict[Chemin, Any] = {}
        self.scalaires: dict[Chemin, Any] = {}

    def position(self, marque: Any) -> Position:
        return _position(marque, self.decalage)

    def document(self, evenements: Iterator[Any]) -> Any:
        valeur: Any = None
        documents = 0
        for evenement in evenements:
            if isinstance(evenement, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuser(evenement, "yaml-syntaxe", "Un seul en-tête par fichier : retirez cette ligne « --- ».")
            elif isinstance(evenement, yaml.NodeEvent):
                lu = self._noeud(evenement, evenements, ())
                valeur = lu if documents == 1 else valeur
        return valeur

    def _noeud(self, evenement: Any, evenements: Iterator[Any], loc: Chemin) -> Any:
        self.positions[loc] = evenement.start_mark
        if len(loc) > PROFONDEUR_MAXIMALE:
            # On s’arrête net : continuer, c’est laisser une fiche piégée épuiser la pile.
            position = self.position(evenement.start_mark)
            raise _TropProfond(
                Constat(
                    self.chemin,
                    position.ligne,
                    position.colonne,
                    "yaml-trop-profond",
                    "Trop de niveaux imbriqués : simplifiez cet en-tête.",
                )
            )
        if isinstance(evenement, yaml.AliasEvent):
            self._refuser(
                evenement, "yaml-ancre", f"Les alias ne sont pas admis : écrivez la valeur à la place de « *{evenement.anchor} »."
            )
            return ""
        if evenement.anchor:
            self._refuser(evenement, "yaml-ancre", f"Les ancres ne sont pas admises : retirez « &{evenement.anchor} ».")
        if evenement.tag:
            self._refuser(evenement, "yaml-etiquette", f"Les étiquettes ne sont pas admises : retirez « {evenement.tag} ».")
        if isinstance(evenement, yaml.ScalarEvent):
            self.scalaires[loc] = evenement
            self._signaler_la_coupure(evenement)
            nul = evenement.implicit[0] and evenement.value in ("", "~", "null")
            return None if nul else evenement.value
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
                self._refuser(evenement, "yaml-syntaxe", "Le nom d’un champ est un mot simple.")
                self._noeud(evenement, evenements, (*loc, "?"))
                self._noeud(next(evenements), evenements, (*loc, "?"))
                continue
            cle = evenement.value
            if evenement.anchor:
                self._refuser(evenement, "yaml-ancre", f"Les ancres ne sont pas admises : retirez « &{evenement.anchor} ».")
            if evenement.tag:
                self._refuser(evenement, "yaml-etiquette", f"Les étiquettes ne sont pas admises : retirez « {evenement.tag} ».")
            if cle in table:
                self._signaler_le_double(evenement, cle, loc, table)
                self._noeud(next(evenements), evenements, (*loc, "?"))
                continue
            self.cles[(*loc, cle)] = evenement.start_mark
            table[cle] = self._noeud(next(evenements), evenements, (*loc, cle))
        return table

    def _signaler_le_double(self, evenement: Any, cle: str, loc: Chemin, table: dict[str, Any]) -> None:
        premiere = self.position(self.cles[(*loc, cle)]).ligne
        if loc and isinstance(loc[-1], int) and cle == next(iter(table)):
            message = f"Il manque sans doute un tiret : un nouvel élément commence par « - {cle}: »."
        elif loc and isinstance(loc[-1], int) and any(c.code == "yaml-cle-en-double" for c in self.constats):
            return  # l’écho du tiret oublié
        else:
            message = f"Le champ « {cle} » est déjà écrit ligne {premiere} : gardez-en un seul."
        self._refuser(evenement, "yaml-cle-en-double", message)

    def _signaler_la_coupure(self, evenement: Any) -> None:
        """« Plan #1 du territoire » se lit « Plan » : YAML prend la suite pour un commentaire, et n’en dit rien."""
        if evenement.style:
            return
        reste = self.lignes[evenement.end_mark.line][evenement.end_mark.column :]
        if _DIESE_COLLE.match(reste):
            position = self.position(evenement.end_mark)
            message = "Ce qui suit « # » est ignoré : mettez tout le texte entre guillemets droits."
            self.constats.append(
                Constat(self.chemin, position.ligne, position.colonne + 1, "texte-coupe", message, reste.strip()[:80])
            )

    def _refuser(self, evenement: Any, code: str, message: str) -> None:
        position = self.position(evenement.start_mark)
        self.constats.append(Constat(self.chemin, position.ligne, position.colonne, code, message))
