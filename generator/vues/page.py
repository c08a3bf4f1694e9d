"""Une page du site, comme une donnée : où elle est, ce qu’elle dit, et la vue que son gabarit dessine."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from generator.catalogue.adresses import Lien
from generator.catalogue.catalogue import Catalogue


class Vue:
    """Ce que dessine un gabarit : une donnée entièrement calculée. Chaque vue nomme le sien."""

    gabarit: ClassVar[str]
    """Un fichier d’`overrides/odd17/`."""


@dataclass(frozen=True, slots=True)
class Page:
    """Une page à publier.

    `adresse` est relative à la racine et finit par une barre (vide pour l’accueil) ; `corps` est du Markdown, `None` quand la
    page est écrite à la main dans `content/` et n’attend que sa vue ; `fichier` est la fiche à corriger, `maj` sa fraîcheur.
    """

    adresse: str
    titre: str
    description: str
    vue: Vue
    fil: tuple[Lien, ...] = ()
    corps: str | None = ""
    fichier: str = ""
    maj: date | None = None
    nom: str = ""
    """Son nom dans le fil d’Ariane, quand le titre doit en dire plus pour se suffire dans un moteur de recherche."""
    plan: bool = False
    """Vrai pour les pages que le plan du site nomme une à une ; il range les autres par listes."""
    trouvable: bool = False
    """Vrai pour les pages que la recherche peut proposer. Suites de listes, croisements et bouts de chemin se trouvent depuis
    d’autres pages ; le glossaire et l’explorateur, qui contiennent tous les mots, répondraient à tout."""
    mots: tuple[str, ...] = ()
    """Les mots sous lesquels on la chercherait et qu’elle n’écrit pas."""


def completer(catalogue: Catalogue, adresse: str, vue: Vue, titre: str, description: str = "") -> Page:
    """La page qu’une main a écrite à cette adresse, avec sa vue ; elle-même dit si le plan et la recherche la montrent.

    Si personne ne l’a écrite, la page existe quand même, sans texte, avec ce titre et cette description.
    """
    entete = catalogue.pages.get(adresse)
    if entete is None:
        return Page(adresse, titre, description, vue)
    return Page(adresse, entete.title, entete.description, vue, corps=None, plan=entete.plan, trouvable=entete.recherche)
