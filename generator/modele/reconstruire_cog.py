"""Refait `cog.tsv.gz` depuis le paquet npm `@etalab/decoupage-administratif` (Licence Ouverte 2.0).

    npm pack @etalab/decoupage-administratif && tar xzf etalab-decoupage-administratif-*.tgz
    python -m generator.modele.reconstruire_cog package/data

À refaire une fois par an, quand paraît le millésime suivant. Une ligne par territoire, du plus grand au plus petit :
niveau, code, nom, département, région, population (vides quand ils n’ont pas de sens).
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FICHIER = Path(__file__).with_name("cog.tsv.gz")


def lignes(dossier: Path) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Rend les territoires du paquet : régions, départements, intercommunalités (EPT compris), communes actuelles."""

    def lire(nom: str) -> list[dict[str, Any]]:
        contenu: list[dict[str, Any]] = json.loads((dossier / f"{nom}.json").read_text("utf-8"))
        return contenu

    communes = [commune for commune in lire("communes") if commune["type"] == "commune-actuelle"]
    # Une collectivité d’outre-mer n’a ni département ni région : elle est l’un et l’autre.
    departement = {
        c["code"]: c.get("departement") or c.get("collectiviteOutremer", {}).get("code", c["code"][:3]) for c in communes
    }
    region = {d["code"]: d.get("region", d["code"]) for d in lire("departements")}
    for r in lire("regions"):
        yield "region", r["code"], r["nom"], "", r["code"], ""
    for d in lire("departements"):
        yield "departement", d["code"], d["nom"], d["code"], region[d["code"]], ""
    for groupe in lire("epci") + lire("ept"):
        membres = [m["code"] for m in groupe["membres"] if m["code"] in departement]
        # Une intercommunalité à cheval se range là où elle a le plus de communes ; à égalité, au plus petit code.
        dep = min(Counter(departement[m] for m in membres).items(), key=lambda compte: (-compte[1], compte[0]))[0]
        population = sum(m.get("populationMunicipale", 0) for m in groupe["membres"])
        yield "intercommunalite", groupe["code"], groupe["nom"], dep, region.get(dep, dep), str(population)
    for commune in communes:
        dep = departement[commune["code"]]
        yield "commune", commune["code"], commune["nom"], dep, region.get(dep, dep), str(commune.get("population", ""))


def main() -> None:
    # Quelques noms officiels ont deux espaces de suite, que personne ne tapera.
    texte = "".join("\t".join(" ".join(champ.split()) for champ in ligne) + "\n" for ligne in lignes(Path(sys.argv[1])))
    FICHIER.write_bytes(gzip.compress(texte.encode("utf-8"), mtime=0))
    print(f"{FICHIER.name} : {texte.count(chr(10))} territoires, {FICHIER.stat().st_size // 1000} ko")


if __name__ == "__main__":
    main()
