"""Les noms de lieux tels qu’on les dit : abrégés, sigles, petits mots, sortes d’intercommunalités.

« Près de moi » et la vérification d’une fiche comprennent les mêmes.
"""

import re
from itertools import product

from generator.constats.proximite import replier
from generator.modele.territoires import SIGLES

ARTICLES = ("le", "la", "les", "l")
ABREGES_D_UN_MOT = {"st": "saint", "ste": "sainte", "mt": "mont"}

SORTE = re.compile(
    r"^(?:cc|ca|cu|ept|communaute(?: de communes| d agglomeration| urbaine)?|agglo(?:meration)?|com ?com|intercommunalite"
    r"|etablissement public territorial) (?:(?:de la|de l|de|du|des|d|le|la|les|l) )?(?=.)"
)
"""La sorte d’intercommunalité, que l’on dit ou non devant son nom. Comme `nom.js`."""

PETITS = frozenset("a au aux d de des du en et l la le les lez sur".split())
"""Les mots par lesquels on ne cherche pas une intercommunalité."""

ANCIENS_NUMEROS = {"2A": ("20",), "2B": ("20",), "r94": ("20",)}
"""Le numéro qu’avait la Corse, par code de ce qui l’a remplacé."""

ARRONDISSEMENT = re.compile(r" (\d+)er? Arrondissement$")

ABREGES = {
    "aura": "Auvergne-Rhône-Alpes",
    "bfc": "Bourgogne-Franche-Comté",
    "centre": "Centre-Val de Loire",
    "dom": "outre-mer",
    "dom-tom": "outre-mer",
    "france entière": "france",
    "grand lyon": "Métropole de Lyon",
    "hdf": "Hauts-de-France",
    "idf": "Île-de-France",
    "national": "france",
    "paca": "Provence-Alpes-Côte d’Azur",
}
"""Ce que l’on tape pour dire un territoire, et qu’aucune ressemblance ne retrouverait."""


def cle(nom: str) -> str:
    """Ce que l’on compare d’un nom : ni accents, ni traits d’union, ni article, « st » comme « saint ». Comme `nom.js`."""
    mots = [ABREGES_D_UN_MOT.get(mot, mot) for mot in replier(nom).split()]
    return " ".join(mots[1:] if len(mots) > 1 and mots[0] in ARTICLES else mots)


def sans_sorte(cle_du_nom: str) -> str:
    """Le nom d’une intercommunalité sans ce qu’elle est : « mont des avaloirs ». Comme `nom.js`."""
    while cle_du_nom != (courte := SORTE.sub("", cle_du_nom)):
        cle_du_nom = courte
    return cle_du_nom


def sigles(nom: str) -> tuple[str, ...]:
    """Les initiales d’une intercommunalité, avec ou sans ses petits mots, sa sorte, « métropole » : MEL, GPSO, TPM.

    Une communauté de communes ne se dit pas sans sa sorte : ses initiales seules en désigneraient dix.
    """
    sorte = nom.split(" ", 1)[0].lower() if nom.startswith(SIGLES) else ""
    mots = replier(nom.split(" ", 1)[1] if sorte else nom).split()
    suites = [mots] + [mots[1:]] * (mots[0] == "metropole")
    debuts = (sorte,) if sorte == "cc" else dict.fromkeys((sorte, ""))
    trouves = (
        debut + "".join(mot[0] for mot in suite if petits or mot not in PETITS)
        for debut, suite, petits in product(debuts, suites, (False, True))
    )
    return tuple(dict.fromkeys(sigle for sigle in trouves if 3 <= len(sigle) <= 8))
