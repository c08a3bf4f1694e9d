"""Les types de champs : ce qu’un texte d’en-tête doit être pour devenir une valeur du domaine.

Un type qui refuse lève une erreur pydantic dont le `type` est la clé d’un constat (voir `validation`).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator.modele.territoires import Lieu, LieuAmbigu, LieuInconnu, lieu
from generator.modele.vocabulaires import IDENTIFIANT, Referentiel

MARQUE_DE_VOCABULAIRE = "x-vocabulaire"


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
        if valeur not in referentiel(info).vocabulaires[self.vocabulaire].identifiants:
            raise PydanticCustomError("modalite_inconnue", "inconnue", {"vocabulaire": self.vocabulaire})
        return valeur


def referentiel(info: ValidationInfo) -> Referentiel:
    """Le référentiel que la validation passe en contexte."""
    contexte = info.context
    assert isinstance(contexte, Referentiel)
    return contexte


def _lieu(valeur: Any) -> Lieu:
    try:
        return lieu(str(valeur))
    except LieuInconnu as exc:
        raise PydanticCustomError("lieu_inconnu", "inconnu", {"suggestion": exc.suggestion}) from None
    except LieuAmbigu as exc:
        raise PydanticCustomError("lieu_ambigu", "ambigu", {"candidats": exc.candidats}) from None


def _entier(valeur: Any) -> Any:
    if isinstance(valeur, str) and not re.fullmatch(r"\d{1,9}", valeur):
        raise PydanticCustomError("entier_attendu", "entier")
    return valeur


def _date(valeur: Any) -> Any:
    if isinstance(valeur, date):
        return valeur
    try:
        if isinstance(valeur, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", valeur):
            return date.fromisoformat(valeur)
    except ValueError:
        raise PydanticCustomError("date_impossible", "date") from None
    raise PydanticCustomError("date_attendue", "date")


def _document(valeur: str, info: ValidationInfo) -> str:
    if valeur not in referentiel(info).bibliographie:
        raise PydanticCustomError("source_inconnue", "inconnue")
    return valeur


FAMILLES = ("exemples", "methodes", "outils", "donnees", "competences", "mesures")
"""Les familles de fiches : à la fois dossiers, débuts d’adresse, et modalités du vocabulaire des familles."""

RESERVES = re.compile(r"page-\d+|index")
"""Des identifiants qui désignent déjà une page du site : la suite d’une liste, l’entrée d’une famille."""

IMAGE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.(?:jpe?g|png|webp|avif)")
"""Le nom d’une image que le site accepte de publier. Pas de SVG : il peut contenir un programme."""

VOCABULAIRES_REQUIS = frozenset(
    "acteurs besoins categories dimensions domaines durees familles gestes graphiques impacts niveaux objectifs odd soutiens "
    "statuts tailles territoires types-competence types-outil".split()
)
"""Les vocabulaires sans lesquels les modèles ou les pages ne tiennent pas."""

Identifiant = Annotated[str, Field(pattern=IDENTIFIANT, max_length=80)]
LieuOfficiel = Annotated[Lieu, PlainValidator(_lieu), WithJsonSchema({"type": "string"})]
Annee = Annotated[int, Field(ge=1800, le=2100), BeforeValidator(_entier)]
Entier = Annotated[int, BeforeValidator(_entier)]
Jour = Annotated[date, BeforeValidator(_date)]
DocumentCite = Annotated[str, AfterValidator(_document)]
Url = Annotated[str, Field(pattern=r'^https?://[^\s<>"]+$', max_length=300)]
Renvoi = Annotated[str, Field(pattern=rf"^({'|'.join(FAMILLES)})/[a-z0-9]+(-[a-z0-9]+)*$")]
Mot = Annotated[str, Field(min_length=1, max_length=60)]
Phrase = Annotated[str, Field(min_length=3, max_length=300)]
