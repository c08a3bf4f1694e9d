"""L’état du catalogue, écrit pour un terminal ou pour un programme."""

import json as bibliotheque
from dataclasses import asdict

from generator.catalogue.etat import Etat
from generator.catalogue.francais import accorder

MONTRES = 10
"""Les choses à faire d’une rubrique qu’un terminal montre ; le JSON et la page en disent plus."""


def texte(etat: Etat, montres: int = MONTRES) -> str:
    """L’état, en lignes : d’abord les nombres, puis chaque rubrique qui a quelque chose à faire."""
    nommer = etat.libelles.get
    dont = {"exemples": f" (dont {accorder(breves, 'brève')})"} if (breves := etat.comptes["breves"]) else {}
    comptes = {nom: nombre for nom, nombre in etat.comptes.items() if nom != "breves"}
    lignes = [", ".join(f"{nombre} {nommer(nom, nom).lower()}{dont.get(nom, '')}" for nom, nombre in comptes.items())]
    lignes += ["Preuve des exemples : " + ", ".join(f"{nommer(nom, nom).lower()} {n}" for nom, n in etat.preuves.items())]
    parts = (f"{nommer(nom, nom).lower()} {part:.0%}" for nom, part in etat.completudes.items())
    lignes += ["Complétude moyenne : " + ", ".join(parts)]
    for rubrique in etat.rubriques:
        nombre = len(rubrique.elements)
        lignes += ["", f"{rubrique.titre} : {nombre or 'rien à faire'}"]
        if nombre:
            lignes += [f"  {rubrique.pourquoi}"]
        for element in rubrique.elements[:montres]:
            fichier = f" [{element.fichier}]" if element.fichier else ""
            lignes += [f"  - {element.titre} : {element.raison}{fichier}"]
        if nombre > montres:
            lignes += [f"  … et {accorder(nombre - montres, 'autre')}"]
    return "\n".join(lignes) + "\n"


def json(etat: Etat) -> str:
    """L’état, entier."""
    return bibliotheque.dumps(asdict(etat), ensure_ascii=False, indent=2) + "\n"


FORMATS = {"texte": texte, "json": json}
