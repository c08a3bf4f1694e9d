"""L’épreuve : abîmer de vraies fiches au hasard, longtemps, et montrer celle qui met le vérificateur en défaut.

    make epreuve                  100 000 fiches, d’une graine tirée au sort et imprimée
    make epreuve GRAINE=42        la même chasse, à l’identique
    make epreuve FICHES=1000000   plus longue

Interrompue, elle reprend où elle s’est arrêtée (`.epreuve`) ; finie sans faute, elle l’oublie.
"""

import argparse
import json
import os
import random
import sys
import time
from multiprocessing import Pool
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "aide"))

from abimer import Atelier, abimer, reprocher

RACINE = Path(__file__).resolve().parents[2]
REPRISE = RACINE / ".epreuve"
PAR_LOT = 500

_atelier: Atelier | None = None


def preparer() -> None:
    global _atelier  # noqa: PLW0603  (un atelier par processus : le référentiel est long à lire)
    _atelier = Atelier.de(RACINE)


def jouer(lot: tuple[int, int]) -> tuple[int, str, str]:
    """Joue un lot ; rend son rang et, s’il a trouvé une faute, ce qu’on lui reproche et la fiche."""
    graine, rang = lot
    assert _atelier is not None
    hasard = random.Random(f"{graine}-{rang}")  # noqa: S311
    for _ in range(PAR_LOT):
        famille, octets = abimer(_atelier, hasard)
        try:
            reproches = reprocher(_atelier.juger(famille, octets), octets)
        except Exception as exc:
            reproches = [f"trace Python : {exc!r}"]
        if reproches:
            return rang, f"{famille} : {'; '.join(reproches[:3])}", octets.decode("utf-8", errors="backslashreplace")
    return rang, "", ""


def main() -> int:
    lecteur = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lecteur.add_argument("--fiches", type=int, default=100_000)
    lecteur.add_argument("--graine", type=int)
    options = lecteur.parse_args()
    reprise = json.loads(REPRISE.read_text("utf-8")) if REPRISE.exists() and options.graine is None else {}
    graine = options.graine if options.graine is not None else reprise.get("graine", int.from_bytes(os.urandom(4)))
    debut, lots = reprise.get("lot", 0), -(-options.fiches // PAR_LOT)
    print(f"Graine {graine}. {lots * PAR_LOT} fiches abîmées, {debut * PAR_LOT} déjà faites.", flush=True)
    depart = time.monotonic()
    with Pool(initializer=preparer) as atelier:
        for rang, reproche, fiche in atelier.imap(jouer, ((graine, lot) for lot in range(debut, lots))):
            if reproche:
                print(f"\nFAUTE au lot {rang} (graine {graine}). {reproche}\n\n{fiche}")
                return 1
            REPRISE.write_text(json.dumps({"graine": graine, "lot": rang + 1}), "utf-8")
            if (rang + 1) % 20 == 0:
                print(f"{(rang + 1) * PAR_LOT} fiches, {time.monotonic() - depart:.0f} s", flush=True)
    REPRISE.unlink(missing_ok=True)
    print(f"Aucune faute sur {lots * PAR_LOT} fiches abîmées.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
