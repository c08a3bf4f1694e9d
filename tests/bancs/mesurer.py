"""Tous les bancs, l’un après l’autre : « make bancs ». Le tableau s’imprime, et se publie dans `content/vitesses.yml`.

`make bancs BANCS="validation direct"` n’en joue que quelques-uns, et ne remplace que leurs lignes.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import construction
import direct
import explorateur
import validation
import yaml
from fabrique import RACINE
from resultat import Resultat
from rich.console import Console
from rich.table import Table

BANCS: dict[str, Callable[[Path], Iterator[Resultat]]] = {
    "construction": construction.mesurer,
    "direct": direct.mesurer,
    "validation": validation.mesurer,
    "explorateur": explorateur.mesurer,
}
PUBLIES = RACINE / "content/vitesses.yml"
ENTETE = "# Ce que pèsent et ce que durent les pages, la construction et la vérification (« make bancs » refait ce fichier).\n"


class SansAlias(yaml.SafeDumper):
    """Écrit chaque date en entier : le vérificateur refuse les renvois d’une ligne à l’autre."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def main(voulus: list[str]) -> None:
    resultats: list[Resultat] = []
    for nom in voulus or BANCS:
        with tempfile.TemporaryDirectory() as dossier:
            for resultat in BANCS[nom](Path(dossier)):
                resultats.append(resultat)
                print(f"{resultat.titre}, {resultat.fiches} fiches : {resultat.mesure} {resultat.en_regard}", flush=True)
        publier(resultats)
    Console().print(tableau(resultats))


def tableau(resultats: list[Resultat]) -> Table:
    table = Table("Ce qui est mesuré", "Fiches", "Mesuré", "En regard", "Exigé")
    for un in resultats:
        table.add_row(un.titre, str(un.fiches), un.mesure, un.en_regard, un.exige)
    return table


def publier(resultats: list[Resultat]) -> None:
    """Écrit les résultats à leur date ; ceux des bancs que l’on n’a pas joués restent."""
    deja = yaml.safe_load(PUBLIES.read_text("utf-8")) or {}
    aujourd_hui = date.today()  # noqa: DTZ011
    for un in resultats:
        champs = {"titre": un.titre, "mesure_le": aujourd_hui, "fiches": un.fiches, "mesure": un.mesure}
        deja[un.id] = champs | {nom: valeur for nom in ("en_regard", "exige") if (valeur := getattr(un, nom))}
    texte = yaml.dump(deja, Dumper=SansAlias, allow_unicode=True, sort_keys=False, width=1_000, default_flow_style=None)
    PUBLIES.write_text(ENTETE + texte, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
