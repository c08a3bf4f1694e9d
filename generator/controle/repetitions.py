"""La même chose écrite deux fois dans une fiche : un élément de l’en-tête, un paragraphe du récit, la fiche elle-même."""

import re
from collections.abc import Iterator
from typing import Any

from generator.constats.constat import ERREUR, Position, Regle
from generator.constats.proximite import replier
from generator.constats.signes import citer
from generator.controle.lignes import sans_la_ligne
from generator.controle.recriture import les_lignes, sans_le_bloc
from generator.controle.regles import Faute, controle, controle_d_ensemble
from generator.controle.retouches import corriger, sans_la_valeur
from generator.controle.sujets import Cas, Ecrit, Entourage, FicheEcrite
from generator.lecture.corps import sections
from generator.lecture.document import Chemin
from generator.modele.champs import VersUneFiche
from generator.modele.fiches import Exemple

PARAGRAPHE = 60
"""En signes. Plus court, une phrase peut se redire : « Les sources n’en parlent pas. »"""

_IDENTITES = {
    "chiffres": ("valeur", "unite", "libelle", "annee"),
    "dates_cles": ("annee", "fait"),
    "sources": ("document", "partie", "passage"),
    "soutiens": ("forme", "par", "detail"),
}
"""Ce qui fait que deux éléments d’une liste n’en sont qu’un."""
_DITS = {"chiffres": "Ce chiffre", "dates_cles": "Cette date", "sources": "Cette source", "soutiens": "Ce soutien"}


@controle_d_ensemble(
    Cas,
    Regle(
        "element-en-double",
        ERREUR,
        "Le même élément est écrit deux fois",
        "Un partenaire, un chiffre, une source ou une date figure deux fois dans la fiche : on le compterait et on le montrerait "
        "deux fois. C’est le plus souvent un bloc recopié pour servir de modèle, et pas encore changé. "
        "Effacez le second, ou écrivez-y celui que vous vouliez ajouter.",
        faux="dates_cles:\n  - annee: 2019\n    fait: Le café ouvre.\n  - annee: 2019\n    fait: Le café ouvre.",
        juste="dates_cles:\n  - annee: 2019\n    fait: Le café ouvre.\n  - annee: 2021\n    fait: Le café s’agrandit.",
    ),
)
def elements_ecrits_une_fois(cas: Cas, entourage: Entourage) -> Iterator[Faute]:
    for nom, identite in _IDENTITES.items():
        vus: dict[tuple[str, ...], int] = {}
        for rang, element in enumerate(getattr(cas.fiche.champs, nom, ())):
            cle = tuple(replier(str(getattr(element, champ, None) or "")) for champ in identite)
            if cle in vus:
                message = f"{_DITS[nom]} est déjà là, ligne {_ligne(cas, nom, vus[cle])}"
                yield _a_retirer(cas, nom, rang, message, cle[0])
            vus.setdefault(cle, rang)
    if isinstance(cas.fiche.champs, Exemple):
        yield from _partenaires(cas, cas.fiche.champs, entourage)


def _partenaires(cas: Cas, champs: Exemple, entourage: Entourage) -> Iterator[Faute]:
    vus: dict[str, int] = {}
    for rang, partenaire in enumerate(champs.partenaires):
        cle = entourage.organisation(partenaire.nom)
        if cle not in vus:
            vus[cle] = rang
            continue
        premier = champs.partenaires[vus[cle]]
        ligne = _ligne(cas, "partenaires", vus[cle])
        sien = "" if premier.nom == partenaire.nom else f", sous le nom « {citer(premier.nom)} »"
        message = f"« {citer(partenaire.nom)} » est déjà partenaire, ligne {ligne}{sien}"
        if len(champs.partenaires) == 2:
            message += " : mettez ici l’autre partenaire, car une alliance en compte au moins deux."
            yield Faute(("partenaires", rang, "nom"), message, partenaire.nom)
        elif replier(premier.role) != replier(partenaire.role):
            debut, fin = _bloc(cas.ecrit, ("partenaires", rang))
            geste = f"effacez {les_lignes(debut, fin)}" if debut else "effacez cet élément"
            message += f", avec un autre rôle : dites les deux dans le « role » de la ligne {ligne}, puis {geste}."
            yield Faute(("partenaires", rang, "nom"), message, partenaire.nom)
        else:
            yield _a_retirer(cas, "partenaires", rang, message, partenaire.nom)


def _ligne(cas: Cas, nom: str, rang: int) -> int:
    return cas.document.situer((nom, rang)).ligne


def _a_retirer(cas: Cas, nom: str, rang: int, message: str, valeur: str) -> Faute:
    debut, fin = _bloc(cas.ecrit, (nom, rang))
    if not debut:
        return Faute((nom, rang), f"{message} : effacez cet élément.", valeur)
    correction, nombre = sans_le_bloc(cas.ecrit, debut, fin)
    ou = Position(cas.ecrit.chemin, debut)
    return Faute(ou, f"{message} : effacez {les_lignes(debut, fin)}.", valeur, correction=correction, lignes=nombre)


def _bloc(ecrit: Ecrit, loc: Chemin) -> tuple[int, int]:
    """La première et la dernière ligne d’un élément écrit derrière un tiret ; zéro s’il n’est pas seul sur les siennes."""
    debut = ecrit.document.situer(loc).ligne
    tiret = re.match(r"(\s*)-\s", ecrit.lignes[debut - 1])
    if tiret is None:
        return 0, 0
    fin = debut
    for numero in range(debut + 1, len(ecrit.lignes) + 1):
        suivante = ecrit.lignes[numero - 1]
        if suivante.strip() and len(suivante) - len(suivante.lstrip(" ")) <= len(tiret[1]):
            break
        fin = numero if suivante.strip() else fin
    return debut, fin


@controle(
    FicheEcrite,
    Regle(
        "paragraphe-en-double",
        ERREUR,
        "Le même paragraphe est écrit deux fois",
        "Un paragraphe du récit est collé deux fois, mot pour mot : le lecteur croirait à une erreur. "
        "Gardez-le à l’endroit où il convient le mieux, et effacez l’autre.",
        faux="## Résultats\n\nLe café ouvre trois soirs par semaine, et les habitants le tiennent à tour de rôle.\n\n"
        "Le café ouvre trois soirs par semaine, et les habitants le tiennent à tour de rôle.",
        juste="## Résultats\n\nLe café ouvre trois soirs par semaine, et les habitants le tiennent à tour de rôle.",
        geste=True,
    ),
)
def paragraphes_ecrits_une_fois(ecrit: FicheEcrite) -> Iterator[Faute]:
    vus: dict[str, int] = {}
    redites: set[int] = set()
    for debut, paragraphe in _paragraphes(ecrit):
        premier = vus.setdefault(" ".join(paragraphe), debut)
        if premier == debut:
            continue
        redites = redites or _sections_redites(ecrit)
        if any(debut > ligne for ligne in redites):
            return  # Une section entière est là deux fois : c’est elle que l’on réunit.
        correction, nombre = sans_la_ligne(ecrit, debut, len(paragraphe))
        suite = "" if correction else ", et écrivez autre chose ici"
        message = f"Ce paragraphe est déjà écrit, ligne {premier} : gardez-le à un seul endroit{suite}."
        yield Faute(Position(ecrit.chemin, debut), message, correction=correction, lignes=nombre)


def _paragraphes(ecrit: FicheEcrite) -> Iterator[tuple[int, list[str]]]:
    """Les passages assez longs entre deux lignes vides, et la ligne où chacun commence."""
    passage: list[str] = []
    for numero, ligne in enumerate((*ecrit.corps.split("\n"), ""), ecrit.ligne_corps):
        if ligne.strip() and not ligne.startswith("#"):
            passage.append(ligne.strip())
            continue
        if sum(map(len, passage)) >= PARAGRAPHE:
            yield numero - len(passage), passage
        passage = []


def _sections_redites(ecrit: FicheEcrite) -> set[int]:
    """Les lignes où une section déjà ouverte s’ouvre encore."""
    vues: dict[str, int] = {}
    toutes = sections(ecrit.corps, ecrit.ligne_corps)
    return {une.ligne for une in toutes if vues.setdefault(replier(une.titre), une.ligne) != une.ligne}


@controle(
    FicheEcrite,
    Regle(
        "renvoi-a-soi",
        ERREUR,
        "La fiche renvoie à elle-même",
        "`voir_aussi` mène le lecteur vers d’autres fiches, et celle-là est celle qu’il est en train de lire. "
        "Retirez-la de la liste, ou mettez à sa place la fiche que vous vouliez désigner.",
        faux="voir_aussi: [exemples/vitawin, methodes/franchise-sociale]",
        juste="voir_aussi: [methodes/franchise-sociale]",
    ),
)
def renvoie_a_d_autres(ecrit: FicheEcrite) -> Iterator[Faute]:
    soi = f"{ecrit.famille}/{ecrit.identifiant}"
    for loc, cle in ecrit.marquees(VersUneFiche):
        if cle in (soi, ecrit.identifiant):
            retouche = sans_la_valeur(ecrit.document, loc, ecrit.lignes)
            correction, nombre = (
                (corriger(ecrit.lignes, [retouche])[retouche.ligne], 1) if retouche else _sans_l_element(ecrit, loc)
            )
            message = f"« {cle} » est cette fiche elle-même : retirez ce renvoi."
            yield Faute(loc, message, cle, correction=correction, lignes=nombre)


def _sans_l_element(ecrit: FicheEcrite, loc: Chemin) -> tuple[str, int]:
    """Le renvoi ôté d’une liste à tirets où il n’est pas seul, ou avec sa liste s’il l’est."""
    liste: Any = ecrit.document.valeur.get(str(loc[0]))
    debut, fin = _bloc(ecrit, loc)
    numero = ecrit.document.situer(loc[:1], cle=True).ligne
    if not isinstance(liste, list) or (not debut and numero != ecrit.document.situer(loc).ligne):
        return "", 1
    return sans_le_bloc(ecrit, debut if debut and len(liste) > 1 else 0, fin)
