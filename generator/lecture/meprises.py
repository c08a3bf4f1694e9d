"""Ce que l’on a écrit pour autre chose : un compte pour un nom, un fichier de son ordinateur pour une page.

Seul celui qui écrit sait le mot juste : on le lui demande, sans lui en proposer un faux.
"""

import re

from generator.constats.constat import ERREUR, Regle
from generator.constats.signes import citer

COMPTE = Regle(
    "nom-de-compte",
    ERREUR,
    "Nom de compte à la place d’un nom",
    "Un nom qui commence par une arobase est celui d’un compte, que l’on ne comprend pas hors de son réseau. "
    "Écrivez le nom de l’organisation en toutes lettres, comme elle se présente elle-même : c’est lui qui relie ses alliances. "
    "Le compte n’a pas sa place dans une fiche ; son site peut aller dans `liens`.",
    faux='partenaires:\n  - nom: "@festi6t"\n    profil: associations-fondations\n    role: anime l’été\n'
    "  - nom: Paris Est Marne et Bois\n    profil: acteurs-publics\n    role: prête une salle",
    juste="partenaires:\n  - nom: FESTI6T\n    profil: associations-fondations\n    role: anime l’été\n"
    "  - nom: Paris Est Marne et Bois\n    profil: acteurs-publics\n    role: prête une salle",
)

FICHIER = Regle(
    "partie-chemin",
    ERREUR,
    "Fichier d’ordinateur à la place d’une page",
    "`partie` dit où regarder dans le document : sa page, sa section, la personne qui parle. "
    "Le chemin d’un fichier ne mène à rien pour le lecteur, qui n’a pas votre ordinateur, et peut en dire trop sur vous. "
    "Écrivez la page ou la section ou, si vous ne la retrouvez pas, retirez la ligne.",
    faux="sources:\n  - document: carnet-2022\n    partie: C:\\Documents\\Carnets\\carnet.pdf",
    juste="sources:\n  - document: carnet-2022\n    partie: Annexe 5",
)

_CHEMIN = re.compile(
    r"(?![a-z]+://(?!/)).*(?:\\\w|[A-Za-z]:[\\/]\w)|file:|~/|/(?:Users|home|Volumes)/|[^/]*\w/[^/]+/[^/]+/[^/]+$",
    re.IGNORECASE,
)
_FIN_DE_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp])$", re.IGNORECASE)
_ENDROIT = re.compile(
    r"(?:(?:pages?|pp?\.|chap(?:itre|\.)|section|partie|annexe|tableau|figure|encadré|paragraphe|diapo(?:sitive)?|fiche)"
    r"[ \u00a0]?(?:\d|[ivx]+\b)|introduction|conclusion)[^\\/.]{0,60}",
    re.IGNORECASE,
)


def est_un_compte(nom: str) -> bool:
    """Vrai pour « @RoulonsEnsemble »."""
    return re.match(r"@\w", nom) is not None


def est_un_fichier(partie: str) -> bool:
    """Vrai pour « C:\\Dossier\\rapport.pdf »."""
    return ("/" in partie and _FIN_DE_DOCUMENT.search(partie) is not None) or _CHEMIN.match(partie) is not None


def endroit(partie: str) -> str:
    """Ce que la fin du chemin dit de l’endroit : « page 3 », ou rien."""
    fin = re.split(r"[\\/]", partie)[-1].strip()
    return fin if _ENDROIT.fullmatch(fin) else ""


def demander_un_nom(compte: str) -> str:
    return (
        f"« {citer(compte)} » est le nom d’un compte, que l’on ne comprend pas hors de son réseau : écrivez le nom de "
        "l’organisation en toutes lettres, comme elle se présente, sans arobase."
    )


ICI_UNE_PAGE = (
    "C’est le chemin d’un fichier de votre ordinateur, où le lecteur n’ira pas : on attend ici la page ou la section du "
    "document, comme « page 12 ». Si vous ne la retrouvez pas, retirez cette ligne."
)
