"""Une page du site, comme une donnée : où elle est, ce qu’elle dit, et le gabarit qui la dessine."""

from dataclasses import dataclass
from datetime import date

from generator.catalogue.adresses import Lien


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
    trouvable: bool = False
    """Vrai pour les pages que la recherche peut proposer. Suites de listes, croisements et bouts de chemin se trouvent depuis
    d’autres pages ; le glossaire et l’explorateur, qui contiennent tous les mots, répondraient à tout."""
    mots: tuple[str, ...] = ()
    """Les mots sous lesquels on la chercherait et qu’elle n’écrit pas."""
