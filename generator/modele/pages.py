"""Les pages écrites à la main : ce que leur en-tête peut dire."""

from typing import Annotated

from pydantic import Field

from generator.modele.base import Modele
from generator.modele.champs import OuiNon, Texte

ENGENDREES = (
    "assets",
    "ce-qui-manque",
    "contribuer/champs",
    "contribuer/constats",
    "contribuer/etat",
    "contribuer/recherche",
    "contribuer/vitesse",
    "croiser",
    "explorer",
    "organisations",
    "pagefind",
    "par-ou-commencer",
    "plan-du-site",
    "proposer",
    "sources",
)
"""Les débuts d’adresse des pages que le site engendre, hors des fiches, des facettes et des parcours."""


class Entete(Modele):
    """L’en-tête d’une page écrite à la main dans `content/` ; `title` et `description` sont les mots de MkDocs."""

    title: Annotated[Texte, Field(min_length=3, max_length=90)] = Field(title="Titre", description="Le titre de la page.")
    description: Annotated[Texte, Field(min_length=20, max_length=300)] = Field(
        title="Description", description="Ce qu’en montrent les moteurs de recherche, et la recherche du site."
    )
    surtitre: Texte = Field("", title="Surtitre", description="La partie du site dont elle relève.", max_length=40)
    chapeau: Texte = Field("", title="Chapeau", description="Une ou deux phrases sous le titre.", max_length=400)
    accroche: Texte = Field("", title="Accroche", description="Le grand titre de l’accueil.", max_length=90)
    plan: OuiNon = Field(True, title="Plan", description="Non, si elle ne doit pas figurer dans le plan du site.")
    recherche: OuiNon = Field(True, title="Recherche", description="Non, si la recherche ne doit pas la proposer.")
