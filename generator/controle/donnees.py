"""Les données : ce qu’un graphique peut montrer."""

import re
from collections.abc import Iterator

from generator.constats.constat import ERREUR, Regle
from generator.constats.signes import citer
from generator.controle.ecriture_simple import valeur_nue
from generator.controle.regles import Faute, controle
from generator.controle.retouches import ecrire
from generator.controle.sujets import FicheEcrite
from generator.lecture.document import Chemin
from generator.modele.fiches import Donnee, nombre_de


@controle(
    FicheEcrite,
    Regle(
        "valeur-non-dessinable",
        ERREUR,
        "Valeur que le graphique ne peut pas montrer",
        "Cette donnée demande un graphique, et l’une de ses valeurs n’est pas un nombre seul, "
        "ou il lui manque son année ou sa série. "
        "Mettez le reste dans `precision`, complétez la valeur, ou retirez `graphique` : les valeurs resteront un tableau.",
        faux="graphique: barres\nvaleurs:\n  - libelle: Français\n    valeur: près de 74\n    source: carnet-2022",
        juste='graphique: barres\nvaleurs:\n  - libelle: Français\n    valeur: "74"\n    source: carnet-2022',
        dans="donnees",
    ),
)
def valeurs_dessinables(ecrit: FicheEcrite) -> Iterator[Faute]:
    champs = ecrit.document.valeur
    graphique = champs.get("graphique")
    if ecrit.modele is not Donnee or not isinstance(graphique, str) or not graphique:
        return
    datees, groupees = graphique in ("evolution", "rangs", "reperes"), graphique == "barres-groupees"
    valeurs = champs.get("valeurs")
    for rang, valeur in enumerate(valeurs if isinstance(valeurs, list) else ()):
        if not isinstance(valeur, dict):
            continue
        ecrite = valeur.get("valeur")
        unite = champs.get("unite")
        # Ce qui n’a que des signes ou une unité de trop a sa propre règle.
        nue = valeur_nue(ecrite, unite if isinstance(unite, str) else "") if isinstance(ecrite, str) else ""
        if isinstance(ecrite, str) and ecrite.strip() and nombre_de(nue) is None:
            message = f"« {citer(ecrite)} » ne se dessine pas : écrivez un nombre seul, ou retirez « graphique »."
            correction = _nombre_et_precision(ecrit, ("valeurs", rang), valeur, ecrite)
            if correction:
                message = f"« {citer(ecrite)} » ne se dessine pas : le nombre seul dans « valeur », le reste dans « precision »."
            yield Faute(("valeurs", rang, "valeur"), message, ecrite[:120], correction=correction)
        for champ, attendu in (("annee", datees and not valeur.get("annee")), ("serie", groupees and not valeur.get("serie"))):
            if attendu:
                message = f"Un graphique « {graphique} » a besoin de « {champ} » sur chaque valeur."
                yield Faute(("valeurs", rang), message)


def _nombre_et_precision(ecrit: FicheEcrite, loc: Chemin, valeur: dict[str, object], ecrite: str) -> str:
    """« 27 % (110 réponses) » : le nombre, et ce que dit la parenthèse, chacun sur sa ligne ; rien si l’on n’en est pas sûr."""
    trouve = re.fullmatch(r"(\d[\d\s.,]*?)\s*(?:%|€)?\s*\(([^()]+)\)", ecrite.strip())
    cle = ecrit.document.situer((*loc, "valeur"), cle=True)
    ligne = ecrit.lignes[cle.ligne - 1]
    if not trouve or "precision" in valeur or not ligne[cle.colonne - 1 :].rstrip().strip("\"'").endswith(ecrite.strip()):
        return ""
    retrait = " " * (cle.colonne - 1)
    return f'{ligne[: cle.colonne - 1]}valeur: "{trouve[1]}"\n{retrait}precision: {ecrire(trouve[2].strip())}'
