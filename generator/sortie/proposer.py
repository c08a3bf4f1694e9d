"""Ce dont le formulaire a besoin dans le navigateur, en fichiers que l’on ne demande que pour s’en servir.

`exemples.json`, une famille : ses premières questions, leurs champs et leurs listes, puis `exemples-suite.json`, le reste ;
`organisations.json`, celles que l’on connaît, et les exemples où elles agissent ; `documents.json`, ceux que plusieurs fiches
citent ; et, à côté de chaque fiche, son texte.
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue.catalogue import Catalogue
from generator.modele.choix import du_document
from generator.modele.fiches import FAMILLES, Exemple
from generator.modele.formulaire import decrire
from generator.sortie.noms_de_lieux import en_json

DOSSIER = "proposer/"

TEXTE = "fiche.txt"
"""Le nom du fichier d’une fiche, à côté de sa page : en `.md`, MkDocs en ferait une autre."""


def fichiers(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """L’adresse de chaque fichier, et ses octets."""
    referentiel = catalogue.referentiel
    for famille in FAMILLES:
        faire = partial(decrire, famille, referentiel)
        debut, suite = catalogue.memoire.reprendre(("formulaire", famille), (referentiel,), faire)
        yield f"{DOSSIER}{famille}.json", en_json(debut)
        yield f"{DOSSIER}{famille}-suite.json", en_json(suite)
    exemples = catalogue.famille(Exemple.famille)
    dont = (catalogue.organisations, [(fiche.cle, fiche.titre) for fiche in exemples])
    yield f"{DOSSIER}organisations.json", catalogue.memoire.reprendre("organisations connues", dont, partial(_connues, catalogue))
    yield f"{DOSSIER}documents.json", en_json([_document(cle, catalogue) for cle in referentiel.bibliographie])
    for fiche in catalogue.fiches.values():
        yield f"{fiche.adresse}{TEXTE}", "\n".join(fiche.lignes).encode("utf-8")


def _document(cle: str, catalogue: Catalogue) -> list[str]:
    """Un document de la bibliographie : sa clé, comment il se nomme, son adresse sans ce qui n’y change rien."""
    choix = du_document(cle, catalogue.referentiel.bibliographie[cle])
    return [choix.valeur, choix.libelle, *choix.autres]


def _connues(catalogue: Catalogue) -> bytes:
    """Chaque organisation : son nom, son profil le plus fréquent, le rang des exemples où elle agit, ses autres noms."""
    exemples = catalogue.famille(Exemple.famille)
    rangs = {fiche.cle: rang for rang, fiche in enumerate(exemples)}
    noms = [
        [
            une.nom,
            une.profil,
            [rangs[cle] for cle in une.exemples],
            *(une.decrite.autres_noms if une.decrite else ()),
        ]
        for une in catalogue.organisations.values()
        if une.en_est_une and une.exemples
    ]
    return en_json({"exemples": [[fiche.cle, fiche.titre] for fiche in exemples], "noms": noms})
