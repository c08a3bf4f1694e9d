"""Un vrai guichet, pour les tests : son processus, un dépôt nu où il pousse, et de quoi lui parler."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from depots import FIGE

SITE = "https://alliances.example"

LARGES = {"par_heure": 10_000, "par_heure_en_tout": 10_000}
"""Les mesures de qui n’en éprouve pas."""

ENTIERE = re.sub(r"(?m)^voir_aussi: .*$", "voir_aussi: [outils/dla]", (FIGE / "exemples/persee-3c.md").read_text("utf-8"))
FICHE = re.sub(r"(?ms)^(## [^\n]*\n\n).*?(?=^## |\Z)", r"\1Des dirigeants se sont associés.\n\n", ENTIERE).rstrip() + "\n"
"""Une vraie fiche, que le dépôt nu n’a pas encore, aux sections très courtes ; elle ne renvoie qu’à celle qu’il a."""


def fiche(titre: str) -> str:
    """La même, sous un autre titre."""
    return re.sub(r"(?m)^titre: .*$", f"titre: {titre}", FICHE, count=1)


def proposition(nom: str, **avec: Any) -> dict[str, Any]:
    """Une proposition juste, sous ce nom."""
    return {"genre": "nouvelle", "famille": "exemples", "identifiant": nom, "texte": fiche(f"Le jeu {nom}")} | avec


def git(dossier: Path, *arguments: str) -> str:
    """Ce que dit une commande git."""
    identite = ("-c", "user.name=Rédaction", "-c", "user.email=redaction@alliances.example")
    return subprocess.run(["git", *identite, *arguments], cwd=dossier, capture_output=True, text=True, check=True).stdout


def depot_nu(dossier: Path) -> Path:
    """Un dépôt nu, qui a les listes du dépôt figé et une de ses fiches : peu de chose, pour aller vite."""
    atelier = dossier / "atelier"
    fiches = ("content/sources.yml", "content/organisations.yml", "content/outils/dla.md", "exemples/vitawin.md")
    for source in (*(FIGE / nom for nom in fiches), *FIGE.glob("content/vocabulaires/*.yml")):
        cible = atelier / source.relative_to(FIGE)
        cible.parent.mkdir(parents=True, exist_ok=True)
        cible.write_bytes(source.read_bytes())
    git(atelier, "init", "--quiet", "--initial-branch=main")
    publier(atelier)
    git(dossier, "clone", "--quiet", "--bare", str(atelier), "distant.git")
    git(atelier, "remote", "add", "origin", str(dossier / "distant.git"))
    return dossier / "distant.git"


def publier(atelier: Path, fichiers: Mapping[str, str] | None = None) -> None:
    """Fait un commit de ces fichiers sur la branche publiée, et le pousse s’il y a où."""
    for nom, texte in (fichiers or {}).items():
        (atelier / nom).parent.mkdir(parents=True, exist_ok=True)
        (atelier / nom).write_text(texte, "utf-8")
    git(atelier, "add", "--all")
    git(atelier, "commit", "--quiet", "--message", "Publier")
    if "origin" in git(atelier, "remote"):
        git(atelier, "push", "--quiet", "origin", "main")


def propositions(distant: Path) -> dict[str, str]:
    """Le commit de chaque branche de proposition, par référence."""
    dit = git(distant, "for-each-ref", "--format=%(refname) %(objectname)", "refs/heads/proposition/")
    return {nom.rpartition("/")[2]: commit for nom, commit in (ligne.split() for ligne in dit.splitlines())}


@dataclass
class Reponse:
    """Ce que répond le guichet."""

    statut: int
    entetes: Mapping[str, str]
    octets: bytes

    @property
    def dit(self) -> Any:
        return json.loads(self.octets)


def demander(
    port: int, methode: str, chemin: str, corps: bytes | None = None, entetes: Mapping[str, str] | None = None
) -> Reponse:
    """Une requête HTTP ; lève `OSError` ou `HTTPException` si le guichet n’est plus là."""
    connexion = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connexion.request(methode, chemin, corps, dict(entetes or {}))
        recue = connexion.getresponse()
        return Reponse(recue.status, {nom.lower(): valeur for nom, valeur in recue.getheaders()}, recue.read())
    finally:
        connexion.close()


def envoyer(port: int, proposee: Mapping[str, Any], **entetes: str) -> Reponse:
    """Envoie une proposition, comme le formulaire."""
    corps = json.dumps(proposee).encode("utf-8")
    return demander(port, "POST", "/envois", corps, {"Content-Type": "application/json", "Origin": SITE} | entetes)


@dataclass
class Ouvert:
    """Un guichet ouvert : son processus, son port, ce qu’il a écrit au journal."""

    reserve: Path
    journal: Path
    processus: "subprocess.Popen[bytes]"
    port: int = 0

    def tuer(self) -> None:
        """L’arrête comme une panne de courant."""
        os.kill(self.processus.pid, signal.SIGKILL)
        self.processus.wait()

    def dit(self) -> str:
        return self.journal.read_text("utf-8")


def attendre(que: Any, quoi: str) -> Any:
    """Attend qu’une chose soit vraie, et la rend."""
    fin = time.monotonic() + 300
    while not (rendu := que()):
        assert time.monotonic() < fin, quoi
        time.sleep(0.02)
    return rendu


@contextmanager
def ouvrir(distant: Path, reserve: Path, **reglages: Any) -> Iterator[Ouvert]:
    """Un guichet, ouvert le temps d’un bloc."""
    tous = {
        "depot": distant,
        "reserve": reserve,
        "site": SITE,
        "port": 0,
        "par_heure": 10_000,
        "par_heure_en_tout": 10_000,
    } | reglages
    journal = reserve.parent / f"journal-{time.monotonic_ns()}"
    propres = {nom: valeur for nom, valeur in os.environ.items() if not nom.startswith("ODD17_GUICHET_")}
    with journal.open("wb") as vers:
        processus = subprocess.Popen(
            [sys.executable, "-c", "from generator.lancement import lancer; lancer()", "recevoir"],
            stdout=vers,
            stderr=vers,
            env=propres | {f"ODD17_GUICHET_{nom.upper()}": str(valeur) for nom, valeur in tous.items()},
        )
    ouvert = Ouvert(reserve, journal, processus)
    try:
        trouve = attendre(
            lambda: re.search(r"port (\d+)", ouvert.dit()) or processus.poll() is not None, "le guichet n’ouvre pas"
        )
        assert trouve is not True, ouvert.dit()
        ouvert.port = int(trouve[1])
        yield ouvert
    finally:
        if processus.poll() is None:
            processus.terminate()
            processus.wait(30)
