"""L’édition en direct : de l’enregistrement d’un fichier aux nouveaux mots dans la page servie."""

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fabrique import RACINE, fabriquer
from resultat import Resultat, secondes

from generator.lecture.depot import dossier as dossier_de
from generator.modele.fiches import FAMILLES

FOIS = 5
"""Les enregistrements de chaque sorte ; on retient la médiane."""

PATIENCE = 600
"""Secondes, au-delà desquelles on abandonne."""

REPOS = 10.0
"""Secondes entre deux enregistrements : le temps d’écrire une phrase."""


def mesurer(dossier: Path) -> Iterator[Resultat]:
    vrai = dossier / "vrai"
    for nom in ("content", "exemples", "overrides"):
        shutil.copytree(RACINE / nom, vrai / nom)
    shutil.copy(RACINE / "mkdocs.yml", vrai)
    nombre = sum(1 for famille in FAMILLES for fiche in (vrai / dossier_de(famille)).glob("*.md") if fiche.name != "index.md")
    yield from _mesurer(vrai, "vrai", nombre, "le vrai catalogue", "au plus 1 s")
    yield from _mesurer(fabriquer(dossier / "1000", 1_000), "1000", 1_000, "mille fiches", "au plus 1,5 s")
    yield from _mesurer(fabriquer(dossier / "10000", 10_000), "10000", 10_000, "dix mille fiches", "au plus 5 s")


def _mesurer(depot: Path, cle: str, fiches: int, nom: str, exige: str) -> Iterator[Resultat]:
    fiche = depot / "exemples/vitawin.md"
    sain = fiche.read_text("utf-8")
    with servir(depot) as adresse:
        debut = time.perf_counter()
        attendre(f"{adresse}exemples/vitawin/", "VitaWin")
        demarrage = time.perf_counter() - debut
        durees: dict[str, list[float]] = {"un récit": [], "un titre": [], "un domaine": []}
        for tour in range(FOIS):
            for sorte, motif, ecrit, page, mots in gestes(tour):
                time.sleep(REPOS)
                texte = re.sub(motif, ecrit, fiche.read_text("utf-8"), count=1)
                debut = time.perf_counter()
                fiche.write_text(texte, "utf-8")
                attendre(adresse + page, mots)
                durees[sorte].append(time.perf_counter() - debut)
    fiche.write_text(sain, "utf-8")
    medianes = {sorte: statistics.median(temps) for sorte, temps in durees.items()}
    pire = max(medianes, key=lambda sorte: medianes[sorte])
    regard = ", ".join(f"{sorte}\N{NO-BREAK SPACE}: {secondes(temps)}" for sorte, temps in medianes.items())
    yield Resultat(f"direct-{cle}", f"Voir ce que l’on écrit, dans {nom}", fiches, secondes(medianes[pire]), regard, exige)
    yield Resultat(f"servir-{cle}", "Démarrer «\N{NO-BREAK SPACE}make servir\N{NO-BREAK SPACE}»", fiches, secondes(demarrage))


def gestes(tour: int) -> Iterator[tuple[str, str, str, str, str]]:
    """Des gestes qui ne changent chacun qu’une chose : leur nom, quoi remplacer, par quoi, la page à voir, ses nouveaux mots."""
    phrase = f"La fiche a changé {tour} fois."
    yield "un récit", r"## Contexte\n(\nLa fiche a changé .*\n)?", f"## Contexte\n\n{phrase}\n", "exemples/vitawin/", phrase
    titre = f"Aaa {tour} "
    yield "un titre", r'(?m)^titre: ("?)(Aaa \d+ )?', rf"titre: \g<1>{titre}", "exemples/vitawin/", titre
    # L’un puis l’autre : le domaine ajouté la fois d’avant s’en va.
    domaine = ("sante", "numerique")[tour % 2]
    page = f"acteurs/academiques/domaines/{domaine}/"
    yield "un domaine", r"(?m)^domaines: \[(sante, |numerique, )?", f"domaines: [{domaine}, ", page, titre


@contextmanager
def servir(depot: Path) -> Iterator[str]:
    """« make servir » sur ce dépôt, le temps d’une mesure ; rend son adresse, avec une barre finale."""
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        port = prise.getsockname()[1]
    commande = [sys.executable, "-m", "mkdocs", "serve", "-q", "-f", str(depot / "mkdocs.yml"), "--dev-addr", f"127.0.0.1:{port}"]
    rien = subprocess.DEVNULL
    serveur = subprocess.Popen(commande, stdout=rien, stderr=rien, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        serveur.terminate()
        serveur.wait()


def attendre(adresse: str, mots: str) -> None:
    """Attend que la page servie contienne ces mots."""
    limite = time.monotonic() + PATIENCE
    while time.monotonic() < limite:
        try:
            with urllib.request.urlopen(adresse, timeout=PATIENCE) as reponse:  # noqa: S310
                if mots in reponse.read().decode():
                    return
        except OSError:
            pass
        # Plus souvent, c’est le serveur que l’on ralentirait.
        time.sleep(0.05)
    raise SystemExit(f"{adresse} ne montre pas « {mots} »")
