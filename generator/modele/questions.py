"""Les questions à poser pour écrire une fiche neuve : elles se déduisent du modèle, un champ obligatoire de plus en est une."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.modele.bibliographie import Reference
from generator.modele.champs import VersUnDocument
from generator.modele.fiches import MODELES
from generator.modele.introspection import Forme, est_une_liste, forme, modele_de, vocabulaire_de

DATE = "publie_le"
DEMANDES_AUSSI = ("partie", "debut", "attestee")
"""Des champs facultatifs qu’on demande quand même : une source sans page ni section ne se vérifie pas."""

AIDE_D_UN_DOCUMENT = "Le document d’où viennent les faits."
"""Ce que l’on dit à qui répond ; le modèle, lui, parle à qui écrit le fichier."""

DEMANDES_D_UN_DOCUMENT = ("titre", "auteurs", "nature", "annee", "url", "consulte_le")
"""Ce que l’on demande d’une source qui n’est pas encore décrite."""

A_DEFAUT_DE = {"attestee": "debut"}
"""Un champ qui ne se demande que si l’on n’a rien répondu à un autre."""

AVEC = {"consulte_le": "url"}
"""Un champ qui ne se demande que si l’on a répondu à un autre."""


@dataclass(frozen=True, slots=True)
class Question:
    """Un champ à remplir.

    `vocabulaire` nomme la liste où choisir, s’il y en a une ; `document` dit si l’on y nomme un document ; `plusieurs`, si l’on
    peut répondre plusieurs fois ; `parties` sont les questions d’un champ composé (un partenaire a un nom, un profil, un rôle).
    """

    champ: str
    titre: str
    aide: str
    vocabulaire: str = ""
    plusieurs: bool = False
    minimum: int = 1
    parties: tuple["Question", ...] = ()
    obligatoire: bool = True
    document: bool = False


@cache
def questions(famille: str) -> tuple[Question, ...]:
    """Les questions d’une famille, dans l’ordre du modèle ; la date, qu’on connaît, n’en est pas."""
    return tuple(_questions(MODELES[famille]))


@cache
def questions_d_un_document() -> tuple[Question, ...]:
    """Les questions qui décrivent un document neuf."""
    par_champ = {question.champ: question for question in _questions(Reference, DEMANDES_D_UN_DOCUMENT)}
    return tuple(par_champ[champ] for champ in DEMANDES_D_UN_DOCUMENT)


def _questions(modele: type[BaseModel], aussi: Collection[str] = DEMANDES_AUSSI) -> Iterator[Question]:
    for champ, info in modele.model_fields.items():
        if (info.is_required() and champ != DATE) or champ in aussi:
            yield _question(champ, info, forme(modele).champs[champ])


def _question(champ: str, info: FieldInfo, attendue: Forme) -> Question:
    compose, plusieurs = modele_de(info), est_une_liste(info)
    minimum = next((m.min_length for m in info.metadata if hasattr(m, "min_length")), 1) if plusieurs else 1
    parties = tuple(_questions(compose)) if compose else ()
    return Question(
        champ,
        info.title or champ,
        info.description or "",
        vocabulaire_de(info),
        plusieurs,
        minimum,
        parties,
        obligatoire=info.is_required(),
        document=any(isinstance(marque, VersUnDocument) for marque in attendue.marques),
    )
