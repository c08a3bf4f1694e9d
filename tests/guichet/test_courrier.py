"""Le courriel d’un pli, jusqu’à un vrai serveur SMTP sur 127.0.0.1."""

import re
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import pytest
from guichet import attendre, demander, envoyer, ouvrir, proposition

MOT = "Élan\n.\nBcc: pirate@example.net"


class Facteur(socketserver.ThreadingTCPServer):
    """Un serveur de courriel qui garde ce qu’il reçoit, et refuse tant qu’on lui dit d’être en panne."""

    daemon_threads = True

    def __init__(self) -> None:
        self.recus: list[EmailMessage] = []
        self.refuses = 0
        self.en_panne = False
        super().__init__(("127.0.0.1", 0), Conversation)


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        facteur = cast("Facteur", self.server)
        self.wfile.write(b"220 bonjour\r\n")
        while ligne := self.rfile.readline().strip().upper():
            if ligne.startswith(b"MAIL") and facteur.en_panne:
                facteur.refuses += 1
                self.wfile.write(b"451 plus tard\r\n")
            elif ligne == b"DATA":
                self.wfile.write(b"354 allez\r\n")
                lu = b""
                while (suite := self.rfile.readline()) != b".\r\n":
                    lu += suite.removeprefix(b".")
                facteur.recus.append(cast("EmailMessage", message_from_bytes(lu, policy=policy.default)))
                self.wfile.write(b"250 garde\r\n")
            elif ligne == b"QUIT":
                self.wfile.write(b"221 au revoir\r\n")
                return
            else:
                self.wfile.write(b"250 bien\r\n")


@pytest.fixture
def facteur() -> Iterator[Facteur]:
    with Facteur() as ouvert:
        threading.Thread(target=ouvert.serve_forever, daemon=True).start()
        yield ouvert
        ouvert.shutdown()


def test_l_adresse_part_a_la_redaction_meme_apres_une_panne_et_ne_reste_pas(
    distant: Path, tmp_path: Path, facteur: Facteur
) -> None:
    facteur.en_panne = True
    reglages: dict[str, Any] = {
        "courriel_a": "redaction@alliances.example",
        "courriel_de": "guichet@alliances.example",
        "smtp_hote": "127.0.0.1",
        "smtp_port": facteur.server_address[1],
        "smtp_securite": "aucune",
    }
    with ouvrir(distant, tmp_path / "reserve", **reglages) as ouvert:
        recue = envoyer(ouvert.port, proposition("jeu", adresse="camille@example.org", mot=MOT)).dit
        attendre(lambda: facteur.refuses, "le guichet n’a pas essayé")
        facteur.en_panne = False
        attendre(lambda: facteur.recus, "le courriel ne part pas")
        (courriel,) = facteur.recus
        assert courriel["Subject"] == f"Envoi {recue['reference']} : exemples/jeu"
        assert (courriel["To"], courriel["Reply-To"]) == ("redaction@alliances.example", "camille@example.org")
        assert courriel["Bcc"] is None
        assert MOT in courriel.get_content().replace("\r\n", "\n")
        (pli,) = (tmp_path / "reserve/plis").iterdir()
        attendre(lambda: "camille" not in pli.read_text("utf-8"), "l’adresse reste")
        # La personne demande l’effacement : ce qui est parti, la rédaction doit l’effacer.
        entetes = {"Authorization": f"Bearer {recue['jeton']}"}
        assert demander(ouvert.port, "DELETE", f"/envois/{recue['reference']}/adresse", None, entetes).statut == 200
        attendre(lambda: len(facteur.recus) == 2, "la demande ne part pas")
        assert facteur.recus[1]["Subject"] == f"Envoi {recue['reference']} : effacer l’adresse"
        attendre(lambda: not pli.exists(), "le pli reste")
        assert not re.search(r"camille|redaction@|pirate", ouvert.dit())
