"""Le courriel d’un pli, jusqu’à un vrai serveur SMTP sur 127.0.0.1."""

import re
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import cast

import pytest
from coulisses import Coulisses, jusqu_a

from generator.guichet import releve

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
    distant: Path, facteur: Facteur, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(releve, "PREMIERE_ATTENTE", 0.1)
    coulisses = Coulisses(
        distant,
        courriel_a="redaction@alliances.example",
        courriel_de="guichet@alliances.example",
        smtp_hote="127.0.0.1",
        smtp_port=facteur.server_address[1],
        smtp_securite="aucune",
    )

    async def suite() -> None:
        facteur.en_panne = True
        jeton, _ = coulisses.plis.poser("2222222", "exemples/jeu", "camille@example.org", MOT)
        coulisses.releve.prevenir()
        await jusqu_a(lambda: facteur.refuses)
        facteur.en_panne = False
        await jusqu_a(lambda: facteur.recus)
        (pli,) = coulisses.reserve.dossier.glob("plis/*")
        await jusqu_a(lambda: "camille" not in pli.read_text("utf-8"))
        # La personne demande l’effacement : ce qui est parti, la rédaction doit l’effacer.
        assert coulisses.plis.effacer("2222222", jeton)
        coulisses.releve.prevenir()
        await jusqu_a(lambda: len(facteur.recus) == 2 and not pli.exists())

    coulisses.jouer(suite, "des_plis")
    coulisses.reserve.fermer()
    courriel, oubli = facteur.recus
    assert courriel["Subject"] == "Envoi 2222222 : exemples/jeu"
    assert (courriel["To"], courriel["Reply-To"], courriel["Bcc"]) == ("redaction@alliances.example", "camille@example.org", None)
    assert MOT in courriel.get_content().replace("\r\n", "\n")
    assert "À effacer au plus tard le 01/03/2027." in courriel.get_content()
    assert oubli["Subject"] == "Envoi 2222222 : effacer l’adresse"
    assert not re.search(r"camille|redaction@|pirate", caplog.text)
