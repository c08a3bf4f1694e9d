"""Une page du site, comme une donnée : où elle est, ce qu’elle dit, et le gabarit qui la dessine."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Lien:
    """Un titre et une adresse relative à la racine du site."""

    titre: str
    adresse: str


@dataclass(frozen=True, slots=True)
class LienCompte:
    """Un lien vers une liste, et le nombre de fiches qu’on y trouve."""

    id: str
    titre: str
    adresse: str
    effectif: int
    definition: str = ""
    etabli: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Une page à publier.

    `adresse` est relative à la racine et finit par une barre (vide pour l’accueil) ; `gabarit` est un fichier
    d’`overrides/odd17/` ; `vue` est la donnée que ce gabarit dessine ; `corps` est du Markdown, `None` quand la page est
    écrite à la main dans `content/` et n’attend que sa vue ; `fichier` est la fiche à corriger, `maj` sa fraîcheur.
    """

    adresse: str
    titre: str
    description: str
    gabarit: str
    vue: object
    fil: tuple[Lien, ...] = ()
    corps: str | None = ""
    fichier: str = ""
    maj: date | None = None
    nom: str = ""
    """Son nom dans le fil d’Ariane, quand le titre doit en dire plus pour se suffire dans un moteur de recherche."""
    trouvable: bool = True
    """Faux pour les pages que la recherche ne doit pas proposer : suites de listes, redirections."""
