"""La proposition que fait une personne, et l’envoi que l’on en garde, sous sa référence."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from generator.lecture.depot import dossier
from generator.lecture.octets import decoder
from generator.modele.base import IDENTIFIANT
from generator.modele.champs import RESERVES
from generator.modele.fiches import FAMILLES

SIGNES = "23456789bcdfghjkmnpqrstvwxyz"
"""Ceux d’une référence : ni voyelle, ni rien qui se confonde à l’oreille ou à la lecture (0 et o, 1 et l)."""

REFERENCE = rf"^[{SIGNES}]{{7,20}}$"
CHEMIN = rf"^(?:{'|'.join(dossier(famille) for famille in FAMILLES)})/[a-z0-9]+(?:-[a-z0-9]+)*(?:/index)?\.md$"
"""Les seuls chemins que le guichet écrit dans un dépôt."""

ADRESSE = r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$"

PIEGE = "site_web"
"""Le champ que le formulaire cache, et que seuls les robots remplissent."""


def _famille(valeur: str) -> str:
    if valeur not in FAMILLES:
        raise ValueError(f"ce n’est pas une famille : {', '.join(FAMILLES)}.")
    return valeur


def _identifiant(valeur: str) -> str:
    if RESERVES.fullmatch(valeur):
        raise ValueError("ce nom est réservé au site.")
    return valeur


class Proposition(BaseModel):
    """Ce qu’envoie le formulaire."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    genre: Literal["nouvelle", "changement"]
    """Une fiche qui n’existe pas encore, ou le texte qui remplace celui d’une fiche publiée."""
    famille: Annotated[str, AfterValidator(_famille)]
    identifiant: Annotated[str, Field(pattern=IDENTIFIANT, max_length=80), AfterValidator(_identifiant)]
    texte: Annotated[str, Field(min_length=1)]
    """Le fichier entier, en-tête compris."""
    mot: Annotated[str, Field(max_length=4_000)] = ""
    """Ce que l’on veut dire à la rédaction, et à elle seule : cela n’entre pas dans git."""
    adresse: Annotated[str, Field(max_length=254, pattern=rf"^$|{ADRESSE}")] = ""
    """Où donner des nouvelles ; elle n’entre pas dans git."""
    site_web: str = ""

    @property
    def contenu(self) -> str:
        """Le texte tel qu’on l’écrit : fins de ligne et accents ramenés à une seule forme, une ligne finie."""
        lu, _ = decoder(".md", self.texte.encode("utf-8"))
        return f"{(lu or self.texte).rstrip()}\n"

    @property
    def empreinte(self) -> str:
        """La même pour deux propositions de même contenu."""
        parties = (self.genre, self.famille, self.identifiant, self.contenu)
        return hashlib.sha256("\0".join(parties).encode("utf-8")).hexdigest()


class Etat(StrEnum):
    """Où en est un envoi."""

    RECU = "recu"
    """Écrit sur le disque ; pas encore poussé."""
    POUSSE = "pousse"
    """Sur sa branche, dans le dépôt."""
    RETENU = "retenu"
    """Le catalogue a changé entre-temps, et l’envoi n’y a plus sa place tel quel : la rédaction s’en occupe."""
    RETIRE = "retire"
    """L’opérateur en a effacé le texte ; on s’en souvient pour ne pas le reprendre."""


DIT = {
    Etat.RECU: "Bien reçu, en attente de transmission à la rédaction.",
    Etat.POUSSE: "Transmis à la rédaction, qui le relit.",
    Etat.RETENU: "Le catalogue a changé depuis votre envoi : la rédaction le reprend à la main.",
    Etat.RETIRE: "Retiré.",
}


class Envoi(BaseModel):
    """Une proposition reçue, telle qu’on la garde : rien n’y dit qui l’a envoyée."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reference: Annotated[str, Field(pattern=REFERENCE)]
    empreinte: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    recu_le: datetime
    genre: Literal["nouvelle", "changement"]
    famille: Annotated[str, AfterValidator(_famille)]
    identifiant: Annotated[str, Field(pattern=IDENTIFIANT, max_length=80)]
    chemin: Annotated[str, Field(pattern=CHEMIN)]
    """Le fichier qu’il écrit, relatif au dépôt."""
    texte: str
    base: str
    """Le commit de la branche publiée où il était juste."""
    etat: Etat = Etat.RECU
    raison: str = ""
    """Pourquoi il est retenu."""

    @property
    def branche(self) -> str:
        """La branche où il se propose."""
        return f"proposition/{self.reference}"

    @property
    def nom(self) -> str:
        """Ce qu’il propose, en un mot pour un journal : rien d’écrit par la personne, hors de l’identifiant vérifié."""
        return f"{self.famille}/{self.identifiant}"

    @property
    def message(self) -> str:
        """Le message de son commit, où rien d’autre que l’identifiant ne vient d’un inconnu (« [skip ci] », « @quelqu’un »)."""
        verbe = "Proposer" if self.genre == "nouvelle" else "Changer"
        return f"{verbe} {self.nom} (envoi {self.reference})\n\nReçu par le formulaire du site.\n"

    @property
    def instant(self) -> int:
        """Quand il a été reçu, pour git : le même envoi donne toujours le même commit."""
        return max(0, int(self.recu_le.replace(tzinfo=self.recu_le.tzinfo or UTC).timestamp()))


def references(empreinte: str) -> Iterator[str]:
    """Les références possibles de ce contenu, de la plus courte à la plus longue : on prend la première qui est libre."""
    reste, signes = int(empreinte, 16), ""
    while len(signes) < 20:
        reste, rang = divmod(reste, len(SIGNES))
        signes += SIGNES[rang]
        if len(signes) >= 7:
            yield signes


def est_une_reference(texte: str) -> bool:
    """Vrai pour ce qui peut nommer un envoi, et donc un fichier."""
    return re.fullmatch(REFERENCE, texte) is not None and "\n" not in texte


_FAUTES = {
    "missing": "il manque.",
    "extra_forbidden": "ce champ n’existe pas.",
    "string_type": "ce doit être un texte.",
    "string_too_short": "il est vide.",
    "literal_error": "écrivez « nouvelle » ou « changement ».",
}


def fautes(exc: ValidationError) -> Mapping[str, str]:
    """Ce qui ne va pas dans la forme d’une proposition, par champ, en français."""
    dites: dict[str, str] = {}
    for faute in exc.errors(include_url=False, include_input=False):
        champ = str(faute["loc"][0])[:40] if faute["loc"] else ""
        contexte = faute.get("ctx", {})
        if faute["type"] == "string_too_long":
            dit = f"{contexte['max_length']} signes au plus."
        elif faute["type"] == "value_error":
            dit = str(contexte["error"])
        elif faute["type"] == "string_pattern_mismatch" and champ == "identifiant":
            dit = "des minuscules sans accent, des chiffres et des tirets."
        else:
            dit = _FAUTES.get(faute["type"], "ne convient pas.")
        dites.setdefault(champ, dit)
    return dites
