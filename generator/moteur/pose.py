"""Poser le moteur : ce qui vient d’ailleurs et dont le vérificateur a besoin dans une page, pris une fois, verrouillé, élagué.

`make` l’appelle après avoir installé le reste. Pyodide (Python en WebAssembly) est un paquet npm : Deno le prend et en vérifie
l’empreinte (`deno.lock`). Deno et la roue de pydantic-core pour ce Python-là viennent de PyPI : leurs empreintes sont déjà dans
`requirements-tests.lock` et `requirements.lock`. Le reste est du Python pur, que `make` vient d’installer. Tout se pose dans
l’environnement, comme une dépendance ; sans réseau, une phrase le dit, et le site se construit sans.
"""

import importlib.metadata
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.moteur.paquet import FIN, condense, empaqueter

ICI = Path(__file__).parent
RACINE = ICI.parents[1]
MOTEUR = Path(sys.prefix, "moteur")
"""Où il se pose : dans l’environnement, avec les autres dépendances."""

BINAIRE, STANDARD = "pyodide.asm.wasm", "python_stdlib.zip"
SCRIPTS = ("pyodide.mjs", "pyodide.asm.mjs")
"""Ce qu’un navigateur ne sait lire que d’une adresse ; le reste voyage en un paquet."""

PURS = ("pydantic", "annotated-types", "typing-extensions", "typing-inspection", "pyyaml", "rapidfuzz")
"""Ce qu’importent nos règles, et qui est du Python : là où il y a aussi du code compilé, un autre, pur, le remplace."""
COMPILE = "pydantic-core"
LICENCE = "/LICENSE"
"""Qui redistribue un paquet redistribue sa licence."""

_DOSSIERS = (
    "_pyrepl ctypes curses dbm ensurepip idlelib lib2to3 multiprocessing pydoc_data pydantic/v1 sqlite3 test tkinter "
    "tomllib turtledemo unittest venv wsgiref xml xmlrpc"
)
_MODULES = (
    "__hello__ __phello__ _pyio antigravity bdb cProfile cmd colorsys compileall configparser doctest filecmp "
    "fileinput ftplib getpass imaplib mailbox modulefinder netrc nturl2path optparse pdb pickletools plistlib poplib "
    "profile pstats pty py_compile pyclbr pydoc rlcompleter sched shelve smtplib socketserver statistics symtable "
    "tabnanny tarfile this timeit trace tracemalloc turtle wave webbrowser zipapp asyncio/proactor_events "
    "asyncio/windows_events asyncio/windows_utils asyncio/tools asyncio/__main__ concurrent/futures/process "
    "http/cookiejar http/cookies http/server logging/config logging/handlers pyodide/console pydantic/mypy"
)
_LETTRES = "big5 cp(?!1252|437|850) euc gb hp_ hz iso2022 johab koi8 kz mac_(?!roman) palmos ptcp shift tis"
"""Les débuts des codages de lettres que personne n’emploie pour écrire en français."""

INUTILES = re.compile(
    rf"(?:{'|'.join(_DOSSIERS.split())})/|(?:{'|'.join(_MODULES.split())})\.py|encodings/(?:{'|'.join(_LETTRES.split())})\w*\.py"
)
"""Ce qu’aucune vérification n’importe : un lecteur n’a pas à le télécharger."""


class PasDeMoteur(Exception):
    """Il n’a pas pu être pris ; le message dit ce qui a manqué."""


def poser() -> None:
    """Prend, élague et pose le moteur à la place de celui d’avant. Lève `PasDeMoteur`."""
    with tempfile.TemporaryDirectory() as ailleurs:
        travail = Path(ailleurs)
        pyodide = _prendre_pyodide(travail)
        infos = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]
        compile_ = _prendre_la_roue(travail, infos)
        purs = {chemin: octets for paquet in PURS for chemin, octets in _de_l_environnement(paquet)}
        contenu = {
            BINAIRE: (pyodide / BINAIRE).read_bytes(),
            STANDARD: _elaguer(pyodide / STANDARD),
            "infos.json": json.dumps(infos).encode(),
            **{_ranger(chemin): octets for chemin, octets in (compile_ | purs).items()},
        }
        pose = travail / "pose"
        pose.mkdir()
        (pose / f"moteur{FIN}").write_bytes(empaqueter(contenu))
        for script in SCRIPTS:
            shutil.copy(pyodide / script, pose)
        empreinte = condense(*(fichier.read_bytes() for fichier in sorted(pose.iterdir())))
        shutil.rmtree(MOTEUR, ignore_errors=True)
        MOTEUR.mkdir()
        shutil.copytree(pose, MOTEUR / f"moteur-{empreinte}")


def _ranger(chemin: str) -> str:
    """Où va un fichier d’un paquet Python : avec les modules, ou avec les licences, que Python n’a pas à trouver."""
    return f"licences/{chemin.partition('.dist-info')[0]}" if chemin.endswith(LICENCE) else f"paquets/{chemin}"


def _prendre_pyodide(travail: Path) -> Path:
    """Le dossier du paquet npm, vérifié par `deno.lock`."""
    ici = travail / "npm"
    ici.mkdir()
    for nom in ("deno.json", "deno.lock"):
        shutil.copy(ICI / nom, ici)
    # Un cache à part : ce qui est pris l’est ici, et son empreinte est vérifiée.
    _lancer([_deno(travail), "install", "--frozen", "--quiet"], ici, DENO_DIR=str(travail / "deno"))
    return ici / "node_modules/pyodide"


def _deno(travail: Path) -> str:
    """Celui des tests s’il est là, sinon un autre, que l’on ne garde pas : il pèse plus que tout le reste."""
    present = Path(sys.prefix, "bin", "deno")
    if present.exists():
        return str(present)
    _pip(travail, "requirements-tests.lock", "deno", "install", "--target", str(travail / "outils"))
    return str(travail / "outils/bin/deno")


def _prendre_la_roue(travail: Path, infos: Mapping[str, str]) -> dict[str, bytes]:
    """Ce que contient la roue de pydantic-core pour ce Python-là, dans la version du verrou."""
    version = ".".join(infos["python"].split(".")[:2])
    cible = ("--platform", f"pyemscripten_{infos['abi_version']}_{infos['arch']}", "--python-version", version)
    options = ("--implementation", "cp", "--only-binary=:all:", "--dest", str(travail / "roues"))
    _pip(travail, "requirements.lock", COMPILE, "download", *cible, *options)
    with zipfile.ZipFile(next((travail / "roues").glob("*.whl"))) as roue:
        return {nom: roue.read(nom) for nom in roue.namelist() if nom.endswith((".py", ".so", LICENCE))}


def _pip(travail: Path, verrou: str, paquet: str, commande: str, *options: str) -> None:
    demande = travail / f"{paquet}.txt"
    demande.write_text(epingle(paquet, verrou), "utf-8")
    # Sans réseau, insister ne ferait qu’attendre.
    reglages = ("--quiet", "--retries", "1", "--no-deps", "--require-hashes", "-r", str(demande))
    _lancer([sys.executable, "-m", "pip", commande, *reglages, *options], travail)


def epingle(paquet: str, verrou: str) -> str:
    """La ligne d’un verrou qui demande ce paquet : sa version et ses empreintes."""
    ligne = re.search(rf"(?m)^{paquet}==[^\\\n]*(?:\\\n[^\\\n]*)*", (RACINE / verrou).read_text("utf-8"))
    assert ligne, f"{paquet} n’est pas dans {verrou}"
    return re.sub(r" ; [^\\\n]*", " ", ligne[0]) + "\n"


def _lancer(commande: Sequence[str], ici: Path, **environnement: str) -> None:
    try:
        fini = subprocess.run(  # noqa: S603
            commande, cwd=ici, env={**os.environ, **environnement}, check=False, capture_output=True, text=True
        )
    except OSError as exc:
        raise PasDeMoteur(str(exc)) from exc
    if fini.returncode:
        *_, derniere = [ligne.strip() for ligne in (fini.stderr or fini.stdout).splitlines() if ligne.strip()] or [""]
        raise PasDeMoteur(derniere or f"{commande[0]} s’est arrêté ({fini.returncode})")


def _de_l_environnement(paquet: str) -> Iterator[tuple[str, bytes]]:
    """Les modules d’un paquet installé, par chemin, et sa licence."""
    distribution = importlib.metadata.distribution(paquet)
    for fichier in distribution.files or ():
        chemin = fichier.as_posix()
        if chemin.endswith((".py", LICENCE)) and not chemin.startswith("..") and not INUTILES.match(chemin):
            yield chemin, Path(str(distribution.locate_file(fichier))).read_bytes()


def _elaguer(archive: Path) -> bytes:
    """La bibliothèque standard, sans ce qui ne sert à aucune vérification ; non compressée, elle le sera avec le reste."""
    sortie = io.BytesIO()
    with zipfile.ZipFile(archive) as tout, zipfile.ZipFile(sortie, "w", zipfile.ZIP_STORED) as garde:
        for nom in sorted(nom for nom in tout.namelist() if not nom.endswith("/") and not INUTILES.match(nom)):
            garde.writestr(zipfile.ZipInfo(nom), tout.read(nom))
    return sortie.getvalue()


if __name__ == "__main__":
    try:
        poser()
    except PasDeMoteur as exc:
        print(f"Le vérificateur ne sera pas dans la page « Proposer » : il n’a pas pu être pris ({exc}).", file=sys.stderr)
        sys.exit(1)
