"""Les questions à poser pour écrire une fiche neuve : elles se déduisent du modèle, un champ obligatoire de plus en est une."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.modele.fiches import MODELES
from generator.modele.introspection import est_une_liste, modele_de, vocabulaire_de

DATE = "publie_le"
DEMANDES_AUSSI = ("partie", "debut")
"""Des champs facultatifs qu’on demande quand même : une source sans page ni section ne se vérifie pas."""


@dataclass(frozen=True, slots=True)
class Question:
    """Un champ obligatoire à remplir.

    `vocabulaire` nomme la liste où choisir, s’il y en a une ; `plusieurs` dit si l’on peut répondre plusieurs fois ;
    `parties` sont les questions d’un champ composé (un partenaire a un nom, un profil, un rôle).
    """

    champ: str
    titre: str
    aide: str
    vocabulaire: str = ""
    plusieurs: bool = False
    minimum: int = 1
    parties: tuple["Question", ...] = ()


def questions(famille: str) -> tuple[Question, ...]:
    """Les questions d’une famille, dans l’ordre du modèle ; la date, qu’on connaît, n’en est pas."""
    return tuple(_questions(MODELES[famille]))


def _questions(modele: type[BaseModel]) -> Iterator[Question]:
    for champ, info in modele.model_fields.items():
        if (info.is_required() and champ != DATE) or champ in DEMANDES_AUSSI:
            yield _question(champ, info)


def _question(champ: str, info: FieldInfo) -> Question:
    compose, plusieurs = modele_de(info), est_une_liste(info)
    minimum = next((m.min_length for m in info.metadata if hasattr(m, "min_length")), 1) if plusieurs else 1
    parties = tuple(_questions(compose)) if compose else ()
    return Question(champ, info.title or champ, info.description or "", vocabulaire_de(info), plusieurs, minimum, parties)
