"""Ce dont la page des sources a besoin dans le navigateur pour y chercher un document."""

import json

from generator.catalogue.bibliographie import Bibliographie

DOCUMENTS = "sources/documents.json"


def donnees(bibliographie: Bibliographie) -> bytes:
    """Pour chaque document : son titre, qui l’a fait et quand, et son adresse sur le site, relative à la racine."""
    lignes = [
        [
            document.reference.titre,
            ", ".join((*document.reference.auteurs, *([str(document.reference.annee)] if document.reference.annee else []))),
            document.adresse,
        ]
        for document in bibliographie.documents
    ]
    return json.dumps(lignes, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
