"""Ce que tous nos modèles partagent."""

from pydantic import BaseModel, ConfigDict

IDENTIFIANT = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""Minuscules sans accent et tirets : ce qui peut devenir une adresse web, et rien d’autre."""


class Modele(BaseModel):
    """Un modèle figé, sans champ inconnu, sans espace autour des textes, qui ne se bâtit que si l’on s’en sert."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)
