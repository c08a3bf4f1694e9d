"""Les types de champs : ce qu’un texte d’en-tête doit être pour devenir une valeur du domaine.

Un type qui refuse lève une erreur pydantic dont le `type` est la clé d’un constat (voir `validation`).
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    JsonValue,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator.constats.signes import est_vide
from generator.modele.base import IDENTIFIANT
from generator.modele.territoires import Lieu, LieuAmbigu, LieuInconnu, lieu

MARQUE_DE_VOCABULAIRE = "x-vocabulaire"
MARQUE_DE_SYNONYMES = "x-synonymes"


def dit(mots: str) -> dict[str, JsonValue]:
    """Les mots de tous les jours par lesquels on nomme un champ, séparés par des virgules : on répond par son nom."""
    return {MARQUE_DE_SYNONYMES: [*mots.split(", ")]}


@dataclass(frozen=True, slots=True)
class ModaliteDe:
    """Marque un texte qui doit être une modalité du vocabulaire nommé."""

    vocabulaire: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._verifier, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        # Le schéma ne connaît pas encore les valeurs : elles sont dans un fichier. `schemas` les met à la place de la marque.
        return {**handler(schema), MARQUE_DE_VOCABULAIRE: self.vocabulaire}

    def _verifier(self, valeur: str, info: ValidationInfo) -> str:
        if valeur not in _contexte(info).modalites[self.vocabulaire]:
            raise PydanticCustomError("modalite_inconnue", "inconnue", {"vocabulaire": self.vocabulaire})
        return valeur


@dataclass(frozen=True, slots=True)
class Lisible:
    """Marque un texte qui dit quelque chose, recopié tel quel : le titre d’un document, le nom de son auteur."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._verifier, handler(source))

    def _verifier(self, valeur: Any) -> Any:
        if isinstance(valeur, str) and est_vide(valeur):
            raise PydanticCustomError("texte_vide", "vide")
        return valeur


ESPACE_ORDINAIRE = re.compile(r"(?<=\S) (?=[;?»]|!(?!\[)|:(?:\s|$))|(?<=«) (?=\S)|(?<=\d) (?=[%€])")
"""L’espace que donne le clavier, là où le français en veut une insécable : ce n’est pas une faute, le site la remplace."""


@dataclass(frozen=True, slots=True)
class Francais(Lisible):
    """Marque un texte à nous : il dit quelque chose, et sa typographie se vérifie et se récrit."""

    def _verifier(self, valeur: Any) -> Any:
        lue = Lisible._verifier(self, valeur)
        return ESPACE_ORDINAIRE.sub("\N{NO-BREAK SPACE}", lue) if isinstance(lue, str) else lue


@dataclass(frozen=True, slots=True)
class VersUneFiche:
    """Marque la clé d’une fiche (`outils/charte-du-faire-alliance`), qui doit exister."""


@dataclass(frozen=True, slots=True)
class VersUnDocument:
    """Marque la clé d’un document, que la fiche décrit elle-même ou que la bibliographie commune décrit."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._verifier, handler(source))

    def _verifier(self, valeur: str, info: ValidationInfo) -> str:
        if valeur not in _contexte(info).documents:
            raise PydanticCustomError("source_inconnue", "inconnue")
        return valeur


@dataclass(frozen=True, slots=True)
class Exact:
    """Marque quelques mots recopiés d’un document, que l’on y retrouve quand on l’a."""


@dataclass(frozen=True, slots=True)
class Contexte:
    """Ce qu’il faut savoir pour valider un fichier : les modalités de chaque vocabulaire, et les documents qu’il peut citer."""

    modalites: Mapping[str, Collection[str]]
    documents: Collection[str]


def _contexte(info: ValidationInfo) -> Contexte:
    contexte = info.context
    assert isinstance(contexte, Contexte)
    return contexte


def _lieu(valeur: Any) -> Lieu:
    texte = str(valeur)
    try:
        trouve = lieu(texte)
    except LieuInconnu:
        raise PydanticCustomError("lieu_inconnu", "inconnu") from None
    except LieuAmbigu as exc:
        raise PydanticCustomError("lieu_ambigu", "ambigu", {"lieux": exc.lieux}) from None
    if len(texte) <= 3 and texte[:1].isdigit():
        # Qui écrit 22 pense à un département, que l’on ne voit pas : on lui montre son nom.
        raise PydanticCustomError("lieu_inconnu", "numéro")
    if len(texte) == 5 and texte.isdigit():
        # 69100 est le code officiel d’Irigny, et le code postal de Villeurbanne : on ne choisit pas.
        from generator.modele.geographie.usages import du_code_postal  # noqa: PLC0415

        if du_code_postal(texte) not in ((), (trouve,)):
            raise PydanticCustomError("lieu_inconnu", "code postal")
    return trouve


def _entier(valeur: Any) -> Any:
    if isinstance(valeur, str) and not re.fullmatch(r"\d{1,9}", valeur):
        raise PydanticCustomError("entier_attendu", "entier")
    return valeur


def _oui_ou_non(valeur: Any) -> Any:
    return {"oui": True, "non": False}.get(valeur.lower(), valeur) if isinstance(valeur, str) else valeur


def _date(valeur: Any) -> Any:
    if isinstance(valeur, date):
        return valeur
    try:
        if isinstance(valeur, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", valeur):
            return date.fromisoformat(valeur)
    except ValueError:
        raise PydanticCustomError("date_impossible", "date") from None
    raise PydanticCustomError("date_attendue", "date")


def _siren(valeur: Any) -> str:
    chiffres = re.sub(r"[ .]", "", str(valeur))
    if not re.fullmatch(r"[0-9]{9}", chiffres) or _cle_de_luhn(chiffres):
        raise PydanticCustomError("siren_faux", "siren")
    return chiffres


def _cle_de_luhn(chiffres: str) -> int:
    """Zéro si le dernier chiffre confirme les autres (formule de Luhn, celle des numéros SIREN)."""
    doubles = (int(chiffre) * (1 + rang % 2) for rang, chiffre in enumerate(reversed(chiffres)))
    return sum(double // 10 + double % 10 for double in doubles) % 10


RESERVES = re.compile(r"page-\d+|index")
"""Des identifiants qui désignent déjà une page du site : la suite d’une liste, l’entrée d’une famille."""

IMAGE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.(?:jpe?g|png|webp|avif)")
"""Le nom d’une image que le site accepte de publier. Pas de SVG : il peut contenir un programme."""

Identifiant = Annotated[str, Field(pattern=IDENTIFIANT, max_length=80)]
LieuOfficiel = Annotated[Lieu, PlainValidator(_lieu), WithJsonSchema({"type": "string"})]
Annee = Annotated[int, Field(ge=1800, le=2100), BeforeValidator(_entier)]
Entier = Annotated[int, BeforeValidator(_entier)]
Jour = Annotated[date, BeforeValidator(_date)]
CleDeDocument = Annotated[str, VersUnDocument()]
Passage = Annotated[str, Exact()]
Url = Annotated[str, Field(pattern=r'^https?://[^\s<>"]+$', max_length=300)]
Renvoi = Annotated[str, Field(pattern=r"^[a-z]+/[a-z0-9]+(-[a-z0-9]+)*$"), VersUneFiche()]
Siren = Annotated[str, PlainValidator(_siren), WithJsonSchema({"type": "string", "pattern": "^[0-9 ]{9,}$"})]
Texte = Annotated[str, Francais()]
TexteCite = Annotated[str, Lisible()]
Mot = Annotated[str, Field(min_length=1, max_length=60), Francais()]
Phrase = Annotated[str, Field(min_length=3, max_length=300), Francais()]
OuiNon = Annotated[bool, BeforeValidator(_oui_ou_non), WithJsonSchema({"enum": ["oui", "non", True, False]})]
