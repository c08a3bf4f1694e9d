"""Le formulaire lit toutes les fiches comme nous, n’y trouve rien à redire, et n’en change que ce qu’on lui dit."""

import json
import subprocess
import sys
from pathlib import Path

from depots import RACINE

from generator import chaine
from generator.lecture.entete import lire_fiche
from generator.modele.fiches import FAMILLES
from generator.modele.formulaire import decrire

EPREUVE = RACINE / "tests/modules/epreuve_des_corrections.js"


def test_chaque_fiche_se_corrige_sans_que_rien_d_autre_ne_bouge() -> None:
    catalogue, _ = chaine.charger(RACINE)
    fiches = []
    for fiche in catalogue.fiches.values():
        octets = (RACINE / fiche.chemin).read_bytes()
        source, _ = lire_fiche(fiche.chemin, octets)
        assert source is not None
        fiches.append((fiche.chemin, fiche.famille, octets.decode("utf-8"), source.document.valeur))
    descriptions = {}
    for famille in FAMILLES:
        debut, suite = decrire(famille, catalogue.referentiel)
        listes, champs = {**debut["listes"], **suite["listes"]}, {**debut["champs"], **suite["champs"]}
        descriptions[famille] = {**debut, "champs": champs, "listes": listes, "suite": suite["suite"]}
    resultat = subprocess.run(
        [str(Path(sys.executable).parent / "deno"), "run", "--no-prompt", "--no-check", str(EPREUVE)],
        input=json.dumps({"fiches": fiches, "descriptions": descriptions}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert resultat.returncode == 0, resultat.stderr
    dit = json.loads(resultat.stdout)
    assert dit["defauts"] == []
    assert dit["faits"] > 10 * len(fiches)
    # Notre lecture, elle aussi, y lit ce que l’on a voulu écrire.
    for chemin, texte, attendu in dit["sorties"]:
        source, constats = lire_fiche(chemin, texte.encode("utf-8"))
        assert constats == (), chemin
        assert source is not None
        assert source.document.valeur == attendu, chemin
