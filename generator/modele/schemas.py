"""Le schéma JSON de chaque famille : ce qui fait qu’un éditeur complète les champs et leurs valeurs.

Il se déduit des modèles (titres, descriptions, longueurs) et des vocabulaires (valeurs et définitions).
"""

import json
from typing import Any

from generator.modele.champs import MARQUE_DE_VOCABULAIRE
from generator.modele.fiches import MODELES, modele_de_fiche
from generator.modele.referentiel import Referentiel

DIALECTE = "https://json-schema.org/draft/2020-12/schema"


def schema(famille: str, referentiel: Referentiel) -> str:
    """Rend le schéma (JSON, draft 2020-12) de l’en-tête d’une famille de fiches."""
    modele = MODELES[famille]
    brut = modele.model_json_schema()
    court = modele_de_fiche(famille, {"breve": "oui"})
    if court is not modele:
        # Ce qu’il faut à tous, puis ce qu’il faut de plus à qui ne se dit pas bref.
        exiges = brut["required"]
        brut["required"] = [nom for nom in exiges if court.model_fields[nom].is_required()]
        brut["if"] = {"properties": {"breve": {"enum": ["oui", True]}}, "required": ["breve"]}
        brut["else"] = {"required": [nom for nom in exiges if nom not in brut["required"]]}
    corps = {
        "$schema": DIALECTE,
        "$id": f"schemas/{famille}.json",
        **brut,
        "title": referentiel.vocabulaires["familles"][famille].libelle,
        "description": (modele.__doc__ or "").strip(),
    }
    complet = _avec_les_valeurs(corps, referentiel)
    return json.dumps(complet, ensure_ascii=False, indent=2) + "\n"


def _avec_les_valeurs(noeud: Any, referentiel: Referentiel) -> Any:
    """Remplace la marque d’un vocabulaire par ses valeurs et leurs définitions."""
    if isinstance(noeud, list):
        return [_avec_les_valeurs(element, referentiel) for element in noeud]
    if not isinstance(noeud, dict):
        return noeud
    complet = {cle: _avec_les_valeurs(valeur, referentiel) for cle, valeur in noeud.items() if cle != MARQUE_DE_VOCABULAIRE}
    if nom := noeud.get(MARQUE_DE_VOCABULAIRE):
        modalites = referentiel.vocabulaires[nom].modalites
        complet["enum"] = [m.id for m in modalites]
        complet["enumDescriptions"] = [f"{m.libelle}. {m.definition}" for m in modalites]
    return complet
