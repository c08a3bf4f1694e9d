"""Un guillemet courbe ou français dont il manque l’autre : il se lirait seul, au milieu d’un titre ou d’un résumé."""

import re
from collections.abc import Iterator

from generator.constats.constat import ERREUR, Position, Regle
from generator.constats.signes import citer
from generator.controle.recriture import lignes_du_texte, recrire_le_texte
from generator.controle.regles import Faute, controle
from generator.controle.sujets import FicheEcrite
from generator.modele.champs import Exact

_COURBES = ("“", "”", "«", "»")


@controle(
    FicheEcrite,
    Regle(
        "guillemet-orphelin",
        ERREUR,
        "Guillemet dont il manque l’autre",
        "Dans un champ de l’en-tête, un guillemet s’ouvre sans se fermer, ou se ferme sans s’être ouvert : il se lirait seul. "
        "Mettez des guillemets français autour de ce qui est cité, ou retirez celui qui reste.",
        faux='mots_cles: ["les voisins” à table"]',
        juste='mots_cles: ["« les voisins » à table"]',
    ),
)
def aucun_orphelin(ecrit: FicheEcrite) -> Iterator[Faute]:
    cites: set[object] | None = None
    for loc, texte in ecrit.document.textes:
        if not any(signe in texte for signe in _COURBES) or loc[-1] == "url" or not (seul := _orphelin(texte)):
            continue
        # Un passage se recopie comme il est, et peut commencer au milieu d’une citation.
        cites = {place for place, _ in ecrit.marquees(Exact)} if cites is None else cites
        if loc in cites:
            continue
        message = (
            f"Il y a un guillemet « {seul} » sans son pareil : entourez ce qui est cité de guillemets français, ou retirez-le."
        )
        debut = re.fullmatch(r"([^“”«»]+)[”»](.*)", texte)
        correction, ou, nombre = "", ecrit.document.situer(loc), 1
        if debut and debut[2].strip():
            message = (
                f"Le guillemet « {seul} » se ferme sans s’être ouvert : si la citation commence au début, écrivez la ligne que "
                "voici ; sinon, retirez-le."
            )
            cite = f"« {debut[1].strip()} »"
            premiere, derniere = lignes_du_texte(ecrit, loc)
            correction, nombre = recrire_le_texte(ecrit, loc, cite + debut[2]), derniere - premiere + 1
            ou = ou if ou.ligne == premiere else Position(ecrit.chemin, premiere)
        yield Faute(ou, message, citer(texte[:120]), correction=correction, lignes=nombre)


def _orphelin(texte: str) -> str:
    """Le premier guillemet qui n’a pas son pareil, ou rien."""
    sans = texte
    while (moins := re.sub(r"“[^“”«»]*”|«[^“”«»]*»", "", sans)) != sans:
        sans = moins
    seul = re.search(r"[“”«»]", sans)
    return seul[0] if seul else ""
