"""L’édition en direct : voir ce qui a changé d’un enregistrement au suivant.

MkDocs refait tout à chaque changement. Ici, une fiche enregistrée repasse par toute la chaîne, qui reprend de sa mémoire ce que
le changement ne touche pas ; on compare les pages qu’elle rend à celles d’avant, et l’on ne dessine que les autres. Le reste
(gabarit, style, vocabulaire, page écrite à la main) peut tout changer : MkDocs refait le site.
"""

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer


def empreinte(chemins: Iterable[Path], sauf: Collection[Path]) -> Mapping[str, tuple[int, int]]:
    """De quoi voir qu’un de ces fichiers, ou un fichier de ces dossiers, a changé : la date et la taille de chacun.

    Des dossiers de `sauf`, on ne regarde que la page d’entrée.
    """
    lus: dict[str, os.stat_result] = {}
    exclus = frozenset(map(str, sauf))
    a_voir = [str(chemin) for chemin in chemins]
    while a_voir:
        ici = a_voir.pop()
        if not Path(ici).is_dir():
            lus[ici] = Path(ici).stat()
        elif ici in exclus:
            a_voir += (str(entree) for entree in [Path(ici, "index.md")] if entree.is_file())
        else:
            with os.scandir(ici) as entrees:
                for entree in entrees:
                    if entree.is_dir():
                        a_voir.append(entree.path)
                    elif entree.is_file():
                        lus[entree.path] = entree.stat()
    return {chemin: (lu.st_mtime_ns, lu.st_size) for chemin, lu in lus.items()}


def ecarts(avant: Mapping[str, Any], apres: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Les clés dont la valeur a changé ou est nouvelle, et celles qui ne sont plus."""
    return [cle for cle, valeur in apres.items() if avant.get(cle) != valeur], [cle for cle in avant if cle not in apres]


def tout_refaire(site: Path, refaire: Callable[[], None]) -> None:
    """Refait tout le site dans son dossier ; si cela échoue, on y retrouve celui d’avant."""
    avant = site.with_name(f"{site.name}-avant")
    site.rename(avant)
    try:
        refaire()
    except BaseException:
        shutil.rmtree(site, ignore_errors=True)
        avant.rename(site)
        raise
    shutil.rmtree(avant)


def surveiller_de_pres(server: LiveReloadServer, deja: Iterable[str], aussi: Iterable[str]) -> None:
    """Surveille les chemins que MkDocs surveille `deja`, et d’autres, cinq fois par seconde : à son rythme, on attendrait plus.

    Des milliers de fichiers se regardent moins souvent.
    """
    for chemin in deja:
        server.unwatch(chemin)
    nombre = sum(1 for chemin in (*deja, *aussi) for _ in Path(chemin).rglob("*"))
    server.observer = type(server.observer)(timeout=max(0.2, nombre / 20_000))
    server.build_delay = 0.05
    for chemin in (*deja, *aussi):
        server.watch(chemin)
