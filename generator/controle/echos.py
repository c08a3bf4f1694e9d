"""Une cause, un constat : ce qui n’est que la suite d’une autre faute se tait."""

import re
from collections.abc import Sequence

from generator.constats.constat import ERREUR, Constat

SEULS = ("mauvais-dossier", "fiche-en-copie")
"""Ce dont tout le reste n’est que la suite : une fiche jugée comme une autre, ou qui ne devrait pas être là."""

RENVOI, MAL_FORME, MODALITE, LIEU = "renvoi-inconnu", "champ-mal-forme", "modalite-inconnue", "lieu-inconnu"

_PRINCIPAUX = (
    "modele-laisse",
    "reste-a-ecrire",
    "adresse-d-exemple",
    "valeur-surchargee",
    "champ-mise-en-forme",
    "champ-html",
    "renvoi-a-soi",
)
_SUITES = (
    "champ-mal-forme",
    "champ-manquant",
    "champ-longueur",
    "modalite-inconnue",
    "lieu-inconnu",
    "source-inconnue",
    "valeur-non-dessinable",
    "organisation-proche",
    "document-en-double",
)


_DU_RECIT = ("corps-", "typo-", "reste-a-ecrire")
"""Ce qui ne se reproche plus à une ligne collée d’ailleurs, que l’on demande de récrire ou que l’on récrit."""


def sans_echos(constats: Sequence[Constat]) -> tuple[Constat, ...]:
    """Les constats d’une fiche, sans ceux qui ne font que suivre d’un autre."""
    if len(constats) < 2:
        return tuple(constats)
    if seul := next((constat for constat in constats if constat.code in SEULS), None):
        return (seul,)
    coupe = min((constat.ligne for constat in constats if constat.code == "deux-fiches"), default=0)
    entier = any(constat.code == "modele-laisse" and constat.ligne == 1 for constat in constats)
    renvois = {(constat.ligne, constat.valeur): bool(constat.suggestion) for constat in constats if constat.code == RENVOI}
    mal_formees = {(constat.ligne, constat.valeur) for constat in constats if constat.code == MAL_FORME}
    valeurs = {(constat.ligne, constat.valeur) for constat in constats if constat.code in _PRINCIPAUX}
    a_choisir = {(constat.ligne, constat.valeur) for constat in constats if constat.code == MODALITE and constat.precisions}
    recrites = {
        constat.ligne + rang
        for constat in constats
        if constat.gravite is ERREUR and constat.correction
        for rang in range(constat.lignes)
    }
    # Un texte qui a du code de page web est plus long qu’il ne le sera.
    collees = {
        constat.ligne + rang for constat in constats if constat.code.startswith("recit-") for rang in range(constat.lignes)
    }
    # On ne met pas entre crochets une adresse que l’on demande d’ôter ou de récrire.
    a_oter = {constat.ligne for constat in constats if constat.code in ("lien-prive", "lien-detourne")}
    codees = {constat.ligne - rang for constat in constats if constat.code == "champ-html" for rang in (0, 1)}
    # Une image collée est tout entière de la même cause.
    imagees = {constat.ligne for constat in constats if constat.code == "corps-image" and re.search(r"\]\[|\]:", constat.valeur)}
    corrigees: set[tuple[int, str]] = set()
    suggerees: set[tuple[int, str]] = set()
    dits: set[tuple[str, int, str]] = set()
    gardes = []
    for constat in constats:
        tait = (
            (coupe and constat.ligne >= coupe and constat.code != "deux-fiches")
            or (entier and constat.code in ("reste-a-ecrire", "adresse-d-exemple"))
            # Une place gardée là où l’on choisit : la liste des choix en dit plus.
            or (constat.code == "reste-a-ecrire" and (constat.ligne, constat.valeur) in a_choisir)
            or (
                constat.code in _SUITES
                and (constat.ligne, constat.valeur) not in a_choisir
                and constat.valeur
                and (constat.ligne, constat.valeur) in valeurs
            )
            # Un renvoi mal écrit n’existe pas non plus : on ne dit que ce qui mène à la fiche.
            or (constat.code == MAL_FORME and renvois.get((constat.ligne, constat.valeur)))
            or (constat.code == RENVOI and not constat.suggestion and (constat.ligne, constat.valeur) in mal_formees)
            or (constat.code == "champ-longueur" and constat.ligne in codees)
            or (constat.ligne in collees and constat.code.startswith(_DU_RECIT))
            or (constat.code in ("corps-adresse", "lien-en-double") and constat.ligne in a_oter)
            or (constat.code, constat.ligne, constat.message) in dits
            or (constat.code in ("corps-html", "corps-lien", "corps-adresse") and constat.ligne in imagees)
            or (constat.code.startswith("typo-") and constat.ligne in recrites)
            or (
                constat.correction
                and (constat.ligne, constat.correction) in corrigees
                and constat.code != "champ-manquant"
                # Deux lieux d’une même ligne sont deux choix : aucun ne se recopie sans avoir été dit.
                and not (constat.code == LIEU and (constat.ligne, constat.suggestion) not in suggerees)
                and not constat.code.startswith("typo-")
            )
        )
        if not tait:
            gardes.append(constat)
            corrigees.add((constat.ligne, constat.correction))
            suggerees.add((constat.ligne, constat.suggestion))
            dits.add((constat.code, constat.ligne, constat.message))
    return tuple(gardes)
