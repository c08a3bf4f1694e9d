"""Le dossier où un envoi s’écrit avant que l’on réponde, et d’où l’on reprend après une panne.

verrou    tenu par le guichet ouvert, et par les commandes git qu’il a lancées
secret    ce qui fait les jetons (voir `plis`)
envois/   un fichier par envoi, à sa référence
plis/     ce qui accompagne un envoi et n’entre jamais dans git
depot/    la copie du dépôt
"""

import fcntl
import logging
import os
import secrets
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from generator.guichet.envois import Envoi, Etat, Proposition, references
from generator.guichet.reglages import PasPret

journal = logging.getLogger("odd17.guichet")


def ecrire(fichier: Path, octets: bytes) -> None:
    """Écrit un fichier d’un coup, et ne rend la main qu’une fois le disque sûr : après une panne, il y est tout entier ou pas du
    tout. Lève `OSError` si le disque n’en veut pas ; rien ne reste alors, et l’ancien fichier est intact.
    """
    descripteur, nom = tempfile.mkstemp(dir=fichier.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(descripteur, "wb") as temporaire:
            temporaire.write(octets)
            temporaire.flush()
            os.fsync(temporaire.fileno())
        Path(nom).replace(fichier)
        _assurer(fichier.parent)
    except BaseException:
        with suppress(OSError):
            Path(nom).unlink()
        raise


def effacer(fichier: Path) -> bool:
    """Efface un fichier, et le disque le sait ; faux s’il n’y était pas."""
    try:
        fichier.unlink()
    except FileNotFoundError:
        return False
    _assurer(fichier.parent)
    return True


def _assurer(dossier: Path) -> None:
    """Un nom ajouté à un dossier ne survit à une panne que si le dossier aussi est écrit."""
    descripteur = os.open(dossier, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)


def maintenant() -> datetime:
    """L’instant, à l’heure universelle."""
    return datetime.now(UTC)


class Reserve:
    """Les envois reçus ; un seul guichet à la fois s’en sert."""

    def __init__(self, dossier: Path, *, horloge: Callable[[], datetime] = maintenant, patience: float = 10) -> None:
        """Ouvre la réserve, et la crée s’il le faut. Lève `PasPret` si elle ne s’écrit pas ou si un autre guichet la tient."""
        self.dossier, self._horloge = dossier, horloge
        self._envois = dossier / "envois"
        self._un_a_la_fois = threading.Lock()
        try:
            for chemin in (dossier, self._envois, dossier / "plis"):
                chemin.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.verrou = os.open(dossier / "verrou", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._fermer_la_porte(patience)
            self.secret = self._lire_le_secret()
        except OSError as exc:
            raise PasPret(f"La réserve {dossier} ne s’écrit pas ({exc.strerror}).") from None
        for reste in (*dossier.glob(".*.tmp"), *dossier.glob("*/.*.tmp")):
            reste.unlink()
        # Dans l’ordre où ils sont arrivés : le dictionnaire est une file dont on retire n’importe où.
        attendent = sorted((e for e in self.tous() if e.etat is Etat.RECU), key=lambda envoi: envoi.recu_le)
        self._en_attente: dict[str, None] = dict.fromkeys(envoi.reference for envoi in attendent)

    def _fermer_la_porte(self, patience: float) -> None:
        """Un guichet tué laisse parfois une commande git finir : elle tient encore le verrou, on l’attend un peu."""
        fin = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(self.verrou, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > fin:
                    raise PasPret(f"Un autre guichet se sert de la réserve {self.dossier} : arrêtez-le d’abord.") from None
                time.sleep(0.1)
            else:
                return

    def _lire_le_secret(self) -> bytes:
        fichier = self.dossier / "secret"
        if not fichier.exists():
            ecrire(fichier, secrets.token_bytes(32))
        return fichier.read_bytes()

    def fermer(self) -> None:
        """Rend le verrou."""
        os.close(self.verrou)

    def tous(self) -> Iterator[Envoi]:
        """Tous les envois ; un fichier abîmé se dit au journal et se passe."""
        for fichier in sorted(self._envois.glob("*.json")):
            try:
                yield Envoi.model_validate_json(fichier.read_bytes())
            except ValidationError:
                journal.error("%s ne se lit plus : regardez-le.", fichier)

    def lire(self, reference: str) -> Envoi | None:
        """L’envoi de cette référence, s’il y en a un."""
        try:
            return Envoi.model_validate_json((self._envois / f"{reference}.json").read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def trouver(self, proposition: Proposition) -> Envoi | None:
        """L’envoi qui a déjà ce contenu, s’il y en a un."""
        return self._place(proposition.empreinte)[1]

    def deposer(self, proposition: Proposition, chemin: str, base: str) -> tuple[Envoi, bool]:
        """Écrit l’envoi ; rend celui qui a déjà ce contenu, et faux, s’il était là. Lève `OSError` si le disque n’en veut pas."""
        with self._un_a_la_fois:
            reference, deja = self._place(proposition.empreinte)
            if deja is not None:
                return deja, False
            envoi = Envoi(
                reference=reference,
                empreinte=proposition.empreinte,
                recu_le=self._horloge().replace(microsecond=0),
                genre=proposition.genre,
                famille=proposition.famille,
                identifiant=proposition.identifiant,
                chemin=chemin,
                texte=proposition.contenu,
                base=base,
            )
            self._ecrire(envoi)
            self._en_attente[reference] = None
            return envoi, True

    def _place(self, empreinte: str) -> tuple[str, Envoi | None]:
        """La référence de ce contenu, et l’envoi qui l’a déjà. Deux contenus dont le début se confond n’ont pas la même."""
        for reference in references(empreinte):
            fichier = self._envois / f"{reference}.json"
            if not fichier.exists():
                return reference, None
            envoi = self.lire(reference)
            if envoi is not None and envoi.empreinte == empreinte:
                return reference, envoi
        raise AssertionError("deux contenus de même empreinte")

    def en_attente(self) -> tuple[str, ...]:
        """Les références qui restent à pousser, dans l’ordre."""
        return tuple(self._en_attente)

    def changer(self, envoi: Envoi, etat: Etat, raison: str = "") -> None:
        """Note où en est un envoi."""
        with self._un_a_la_fois:
            self._ecrire(envoi.model_copy(update={"etat": etat, "raison": raison}))
            self._en_attente.pop(envoi.reference, None)

    def reporter(self, reference: str) -> None:
        """Met un envoi à la fin de la file : celui que le dépôt refuse n’arrête pas les autres."""
        if reference in self._en_attente:
            del self._en_attente[reference]
            self._en_attente[reference] = None

    def retirer(self, envoi: Envoi) -> None:
        """Efface le texte d’un envoi, et s’en souvient : renvoyé, il ne revient pas."""
        self.changer(envoi.model_copy(update={"texte": ""}), Etat.RETIRE)

    def _ecrire(self, envoi: Envoi) -> None:
        ecrire(self._envois / f"{envoi.reference}.json", envoi.model_dump_json().encode("utf-8"))
