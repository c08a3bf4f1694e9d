"""Ce qui accompagne un envoi et n’entre jamais dans git : un mot à la rédaction, l’adresse où donner des nouvelles.

Un pli reste dans la réserve, ou part par courriel à la rédaction si l’opérateur l’a réglé. Il s’efface quand qui l’a envoyé le
demande, et au bout du délai annoncé.
"""

import base64
import hashlib
import hmac
import logging
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.guichet.reserve import Reserve, ecrire, effacer

journal = logging.getLogger("odd17.guichet")

AU_PLUS = 10
"""Les plis d’un même envoi : au-delà, ce n’est plus quelqu’un qui recommence."""


class Pli(BaseModel):
    """Un mot, une adresse, ou les deux ; vides une fois partis par courriel."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reference: str
    nom: str
    """Ce que l’envoi propose."""
    pose_le: date
    adresse: str = ""
    mot: str = ""
    poste: bool = False
    """Vrai une fois parti par courriel."""
    a_oublier: bool = False
    """Vrai si, parti, il faut encore demander à la rédaction de l’effacer."""


class TropDePlis(ValueError):
    """Cet envoi a déjà reçu trop de mots."""


class Plis:
    """Les plis de la réserve. Chacun a son jeton, que seul connaît qui l’a posé ; son fichier n’en porte que l’empreinte."""

    def __init__(self, reserve: Reserve, jours: int, aujourd_hui: Callable[[], date]) -> None:
        self._dossier, self._secret = reserve.dossier / "plis", reserve.secret
        self.jours, self._aujourd_hui = jours, aujourd_hui

    def poser(self, reference: str, nom: str, adresse: str, mot: str) -> tuple[str, date]:
        """Écrit le pli ; rend son jeton, et le jour où il sera effacé au plus tard. Le même, posé deux fois, n’en fait qu’un.

        Lève `TropDePlis`, et `OSError` si le disque n’en veut pas.
        """
        jeton = self._jeton(reference, adresse, mot)
        fichier = self._fichier(reference, jeton)
        pose_le = self._aujourd_hui()
        if (deja := _lire(fichier)) is not None:
            pose_le = min(pose_le, deja.pose_le)
        elif sum(1 for _ in self._dossier.glob(f"{reference}.*.json")) >= AU_PLUS:
            raise TropDePlis
        else:
            self._ecrire(fichier, Pli(reference=reference, nom=nom, pose_le=pose_le, adresse=adresse, mot=mot))
        return jeton, pose_le + timedelta(days=self.jours)

    def effacer(self, reference: str, jeton: str) -> bool:
        """Efface le pli de ce jeton, ou retient qu’il faut le demander à la rédaction ; faux s’il n’y en a pas."""
        fichier = self._fichier(reference, jeton)
        pli = _lire(fichier)
        if pli is None or pli.a_oublier:
            return False
        if pli.poste:
            self._ecrire(fichier, pli.model_copy(update={"a_oublier": True}))
            return True
        return effacer(fichier)

    def effacer_tous(self, reference: str) -> int:
        """Efface tous les plis d’un envoi ; rend leur nombre."""
        return sum(effacer(fichier) for fichier in self._dossier.glob(f"{reference}.*.json"))

    def expirer(self) -> int:
        """Efface ceux dont le délai est passé ; rend leur nombre.

        Un pli daté de l’avenir repart d’aujourd’hui : une horloge déréglée un jour le garderait sinon des années.
        """
        aujourd_hui, effaces = self._aujourd_hui(), 0
        for fichier, pli in self._tous():
            if pli.pose_le > aujourd_hui:
                self._ecrire(fichier, pli.model_copy(update={"pose_le": aujourd_hui}))
            elif pli.pose_le + timedelta(days=self.jours) <= aujourd_hui:
                effaces += effacer(fichier)
        return effaces

    def a_poster(self) -> tuple[tuple[Path, Pli], ...]:
        """Ceux qui n’ont pas encore été dits à la rédaction, ou qu’elle doit oublier."""
        return tuple((fichier, pli) for fichier, pli in self._tous() if not pli.poste or pli.a_oublier)

    def poster(self, fichier: Path, pli: Pli) -> None:
        """Note qu’un pli est parti : on n’en garde que de quoi demander un jour de l’effacer."""
        if pli.a_oublier:
            effacer(fichier)
        else:
            self._ecrire(fichier, pli.model_copy(update={"adresse": "", "mot": "", "poste": True}))

    def _jeton(self, *parties: str) -> str:
        cachet = hmac.digest(self._secret, "\0".join(parties).encode("utf-8"), "sha256")
        return base64.urlsafe_b64encode(cachet[:18]).decode("ascii")

    def _fichier(self, reference: str, jeton: str) -> Path:
        empreinte = hashlib.sha256(jeton.encode("utf-8", errors="replace")).hexdigest()[:32]
        return self._dossier / f"{reference}.{empreinte}.json"

    def _tous(self) -> Iterator[tuple[Path, Pli]]:
        for fichier in sorted(self._dossier.glob("*.json")):
            if (pli := _lire(fichier)) is not None:
                yield fichier, pli

    def _ecrire(self, fichier: Path, pli: Pli) -> None:
        ecrire(fichier, pli.model_dump_json().encode("utf-8"))


def _lire(fichier: Path) -> Pli | None:
    try:
        return Pli.model_validate_json(fichier.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError:
        journal.error("%s ne se lit plus : regardez-le.", fichier)
        return None
