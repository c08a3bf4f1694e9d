"""Un exemple de ce que l’on écrit dans un champ, tiré du modèle et des vocabulaires."""

from datetime import date
from typing import Any

from pydantic.fields import FieldInfo

from generator.controle.retouches import ecrire
from generator.modele.introspection import est_une_liste, modele_de, type_de, vocabulaire_de
from generator.modele.referentiel import Referentiel
from generator.modele.territoires import Lieu


def exemple_de(champ: FieldInfo, referentiel: Referentiel) -> str:
    """Une valeur de ce champ, telle qu’on l’écrirait sur une ligne ; rien si le modèle n’en donne pas."""
    if champ.examples:
        return _en_ligne(champ.examples[0])
    vocabulaire, contenu, sorte = vocabulaire_de(champ), modele_de(champ), type_de(champ)
    if contenu:
        siens = {nom: exemple_de(un, referentiel) for nom, un in contenu.model_fields.items() if un.is_required()}
        une = f"{{{', '.join(f'{nom}: {valeur}' for nom, valeur in siens.items())}}}" if siens and all(siens.values()) else ""
    elif vocabulaire and vocabulaire in referentiel.vocabulaires:
        une = referentiel.vocabulaires[vocabulaire].modalites[0].id
    else:
        une = {date: "2026-11-20", int: "2019", Lieu: "Morlaix"}.get(sorte, "")
    return f"[{une}]" if une and est_une_liste(champ) else une


def _en_ligne(valeur: Any) -> str:
    """Une valeur quelconque, écrite sur une ligne."""
    if isinstance(valeur, dict):
        return f"{{{', '.join(f'{nom}: {_en_ligne(une)}' for nom, une in valeur.items())}}}"
    return f"[{', '.join(map(_en_ligne, valeur))}]" if isinstance(valeur, list) else ecrire(str(valeur))
