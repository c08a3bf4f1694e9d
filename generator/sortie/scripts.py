"""Les scripts : tels qu’on les écrit, sans les commentaires, que le lecteur n’a pas à télécharger."""

import re

MODULES = ("assets/odd17/", "proposer/")
"""Où sont les nôtres ; sous `proposer/`, ceux qu’un navigateur n’admet que là où ils servent."""

_COMMENTAIRE = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE)
"""Un commentaire qui a ses lignes à lui : un autre reste, qui est entre deux mots du code."""


def alleger(module: str) -> str:
    """Le même module, sans ses commentaires."""
    return _COMMENTAIRE.sub("", module)
