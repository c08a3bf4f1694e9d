"""Écrire une fiche neuve : les questions à poser, et le fichier que font les réponses.

Les questions se déduisent du modèle : un champ obligatoire de plus dans `modeles` est une question de plus ici.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.constats.proximite import replier
from generator.modele.fiches import MODELES
from generator.modele.introspection import est_une_liste, modele_de, vocabulaire_de

DATES = ("publie_le", "verifie_le")
DEMANDES_AUSSI = ("partie", "debut")
"""Des champs facultatifs qu’on demande quand même : une source sans page ni section ne se vérifie pas."""

A_ECRIRE = "À écrire."


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
    """Les questions d’une famille, dans l’ordre du modèle ; les dates, qu’on connaît, n’en sont pas."""
    return tuple(_questions(MODELES[famille]))


def identifiant(titre: str) -> str:
    """L’identifiant que donne un titre : « Jardin partagé » → `jardin-partage`, soixante signes au plus."""
    mots = replier(titre.split(" : ", maxsplit=1)[0].split("\N{NO-BREAK SPACE}:", maxsplit=1)[0]).split()
    court = ""
    for mot in mots:
        if len(court) + len(mot) > 60:
            break
        court = f"{court}-{mot}" if court else mot
    return court


def rediger(famille: str, reponses: Mapping[str, Any], jour: date) -> str:
    """Le texte du fichier : l’en-tête d’après les réponses, puis les sections à écrire."""
    entete = [f"{champ}: {_yaml(valeur)}" for champ, valeur in reponses.items()]
    entete += [f"{champ}: {jour.isoformat()}" for champ in DATES]
    sections = [f"## {titre}\n\n{A_ECRIRE}\n" for titre in MODELES[famille].sections]
    return "\n".join(["---", *entete, "---", "", *sections])


def _questions(modele: type[BaseModel]) -> Iterator[Question]:
    for champ, info in modele.model_fields.items():
        if (info.is_required() and champ not in DATES) or champ in DEMANDES_AUSSI:
            yield _question(champ, info)


def _question(champ: str, info: FieldInfo) -> Question:
    compose, plusieurs = modele_de(info), est_une_liste(info)
    minimum = next((m.min_length for m in info.metadata if hasattr(m, "min_length")), 1) if plusieurs else 1
    parties = tuple(_questions(compose)) if compose else ()
    return Question(champ, info.title or champ, info.description or "", vocabulaire_de(info), plusieurs, minimum, parties)


def _yaml(valeur: Any) -> str:
    """Une valeur écrite en YAML : textes entre guillemets, listes de textes sur une ligne, objets en blocs."""
    if isinstance(valeur, Mapping):
        return "\n" + "\n".join(f"  {cle}: {_yaml(v)}" for cle, v in valeur.items())
    if isinstance(valeur, Sequence) and not isinstance(valeur, str):
        if valeur and isinstance(valeur[0], Mapping):
            return "".join(_element(objet) for objet in valeur)
        return f"[{', '.join(_yaml(v) for v in valeur)}]"
    return valeur if _nu(str(valeur)) else json.dumps(str(valeur), ensure_ascii=False)


def _element(objet: Mapping[str, Any]) -> str:
    lignes = [f"{cle}: {_yaml(valeur)}" for cle, valeur in objet.items()]
    return "\n  - " + "\n    ".join(lignes)


def _nu(texte: str) -> bool:
    """Vrai pour un identifiant ou un nombre entier, qui se lit mieux sans guillemets."""
    return texte.isdigit() or (
        all(c.isascii() and (c.islower() or c.isdigit() or c == "-") for c in texte) and texte[:1].isalpha()
    )
