"""Le guichet à l’épreuve : un vrai processus, un vrai dépôt, de vraies pannes. Rien ne se perd, rien ne se double."""

import http.client
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from guichet import Ouvert, attendre, demander, envoyer, fiche, git, ouvrir, proposition, propositions, publier

PERSONNES, ENVOIS = 20, 25


def contenus(distant: Path) -> dict[str, tuple[str, str]]:
    """Pour chaque branche : le seul fichier qu’elle change, et son texte."""
    base = git(distant, "rev-parse", "main").strip()
    rendus = {}
    for reference, commit in propositions(distant).items():
        assert git(distant, "rev-parse", f"{commit}^").strip() == base
        change = git(distant, "diff", "--name-status", "main", commit).split()
        assert change[0] == "A", change
        rendus[reference] = (change[1], git(distant, "show", f"{commit}:{change[1]}"))
        assert len(change) == 2, change
    return rendus


def test_cinq_cents_envois_de_vingt_personnes_a_travers_une_panne_et_une_coupure(distant: Path, tmp_path: Path) -> None:
    """Le distant est coupé, le guichet tué au milieu puis rouvert, le distant rétabli : chaque envoi est là, une fois."""
    ailleurs = distant.with_name("debranche")
    port, accuses = [0], dict[str, str]()
    rouvert = threading.Event()

    def insister(proposee: dict[str, str]) -> None:
        """Envoie jusqu’à ce qu’on réponde, comme le ferait quelqu’un ; un envoi sur dix part deux fois."""
        while True:
            try:
                recue = envoyer(port[0], proposee)
            except (OSError, http.client.HTTPException):
                rouvert.wait(60)
                time.sleep(0.05)
                continue
            assert recue.statut in (200, 201), recue.octets
            assert accuses.setdefault(proposee["identifiant"], recue.dit["reference"]) == recue.dit["reference"]
            return

    def personne(rang: int) -> None:
        for envoi in range(ENVOIS):
            proposee = proposition(f"jeu-{rang}-{envoi}")
            insister(proposee)
            if envoi % 10 == 0:
                insister(proposee)

    reserve = tmp_path / "reserve"
    with ThreadPoolExecutor(PERSONNES) as foule:
        with ouvrir(distant, reserve) as premier:
            distant.rename(ailleurs)
            port[0] = premier.port
            parties = [foule.submit(personne, rang) for rang in range(PERSONNES)]
            attendre(lambda: len(accuses) > PERSONNES * ENVOIS // 2, "les envois n’arrivent pas")
            premier.tuer()
        # La copie suffit à rouvrir : le distant est toujours coupé.
        with ouvrir(distant, reserve) as second:
            port[0] = second.port
            rouvert.set()
            for partie in parties:
                partie.result()
            assert len(accuses) == PERSONNES * ENVOIS
            assert demander(second.port, "GET", "/sante").dit["en_attente"] == PERSONNES * ENVOIS
            ailleurs.rename(distant)
            attendre(lambda: demander(second.port, "GET", "/sante").dit["en_attente"] == 0, "tout n’est pas poussé")

    recus = contenus(distant)
    assert recus == {reference: (f"exemples/{nom}.md", fiche(f"Le jeu {nom}")) for nom, reference in accuses.items()}
    assert len(set(accuses.values())) == PERSONNES * ENVOIS
    assert set(dossiers(reserve)) <= {"verrou", "secret", "envois", "plis", "depot"}
    assert not list((reserve / "envois").glob(".*"))


def dossiers(reserve: Path) -> list[str]:
    return [chemin.name for chemin in reserve.iterdir()]


def test_tue_au_milieu_d_une_poussee_le_guichet_reprend_sans_rien_doubler(distant: Path, tmp_path: Path) -> None:
    """Un crochet du distant retient la poussée le temps de tuer le guichet ; rouvert, il trouve la branche faite, et l’admet."""
    crochet = distant / "hooks/post-receive"
    crochet.write_text(f"#!/bin/sh\ntouch {tmp_path}/poussee\nsleep 1\n", "utf-8")
    crochet.chmod(0o755)
    with ouvrir(distant, tmp_path / "reserve") as premier:
        reference = envoyer(premier.port, proposition("jeu")).dit["reference"]
        attendre((tmp_path / "poussee").exists, "rien n’est poussé")
        premier.tuer()
    # La branche publiée avance : le commit que l’on referait n’est plus le même.
    publier(tmp_path / "atelier", {"content/organisations.yml": "{}\n"})
    crochet.unlink()
    fait = propositions(distant)
    assert list(fait) == [reference]
    with ouvrir(distant, tmp_path / "reserve") as second:
        attendre(lambda: etat(second, reference) == "pousse", "l’envoi n’est pas reconnu")
        assert envoyer(second.port, proposition("jeu")).statut == 200
    assert propositions(distant) == fait


def etat(ouvert: Ouvert, reference: str) -> str:
    return str(demander(ouvert.port, "GET", f"/envois/{reference}").dit["etat"])
