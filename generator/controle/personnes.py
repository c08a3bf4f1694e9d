"""Les personnes : rien de ce qui permet de les joindre ne se publie."""

import re
from collections.abc import Iterator

from generator.constats.constat import ERREUR, Position, Regle
from generator.controle.regles import Faute, controle
from generator.controle.sujets import Ecrit

BOITES_COMMUNES = frozenset(
    ["accueil", "association", "bonjour", "contact", "direction", "info", "infos", "mairie", "secretariat"]
)
"""Les boîtes d’une organisation, que l’on peut publier."""

_COURRIEL = re.compile(r"(?P<boite>[\w.+-]{1,64})@[\w-]{1,64}(?:\.[\w-]{1,64})+")
_MOBILE = re.compile(r"(?<![\d/])(?:\+33[\s.\N{NO-BREAK SPACE}]?(?:\(0\))?|0)[67](?:[\s.\N{NO-BREAK SPACE}-]?\d{2}){4}(?!\d)")


@controle(
    Ecrit,
    Regle(
        "donnee-personnelle",
        ERREUR,
        "Coordonnées d’une personne",
        "La fiche contient l’adresse électronique d’une personne ou un numéro de téléphone mobile. "
        "Tout ce qui est publié ici reste visible de tous : chacun doit pouvoir choisir de ne pas y être. "
        "Retirez ces coordonnées et donnez plutôt la page de contact de l’organisation.",
        faux="Pour nous joindre : 06 39 98 12 34.",
        juste="Pour nous joindre : [notre page de contact](https://www.example.org/contact).",
    ),
)
def rien_de_personnel(ecrit: Ecrit) -> Iterator[Faute]:
    texte = "\n".join(ecrit.lignes)
    trouves = []
    # Presque aucune fiche n’a d’arobase ni de 06 : on ne cherche vraiment que s’il y en a.
    if "@" in texte:
        message = "Pas d’adresse électronique personnelle : donnez la page de contact de l’organisation."
        trouves += [(t, message) for t in _COURRIEL.finditer(texte) if t["boite"].casefold() not in BOITES_COMMUNES]
    if any(indice in texte for indice in ("06", "07", "+33")):
        message = "Pas de numéro de mobile : donnez la page de contact de l’organisation."
        trouves += [(t, message) for t in _MOBILE.finditer(texte)]
    for trouve, message in trouves:
        ligne = texte.count("\n", 0, trouve.start()) + 1
        colonne = trouve.start() - texte.rfind("\n", 0, trouve.start())
        yield Faute(Position(ecrit.chemin, ligne, colonne), message, trouve[0])
