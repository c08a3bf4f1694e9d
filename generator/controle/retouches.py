"""Ce qu’il faut changer dans un fichier pour corriger une valeur, et les lignes que cela donne, prêtes à recopier.

Une ligne où plusieurs valeurs sont à corriger ne se montre que tout entière corrigée : en recopier une ne défait pas l’autre.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.lecture.document import Chemin, Document


@dataclass(frozen=True, slots=True)
class Retouche:
    """Un morceau d’une ligne (colonnes à partir de 0, fin exclue), et ce qu’il faut y mettre."""

    ligne: int
    debut: int
    fin: int
    texte: str


def ecrire(valeur: str) -> str:
    """Une valeur telle qu’un en-tête la lit, entre guillemets si un signe y aurait un autre sens."""
    if re.fullmatch(r"\w(?:[^\[\]{},\"#:]|(?<!\s)#|:(?=\S))*", valeur) and valeur == valeur.strip():
        return valeur
    return _citer(valeur)


def _citer(valeur: str) -> str:
    return '"' + valeur.replace("\\", "\\\\").replace('"', '\\"') + '"'


def ecrire_liste(valeurs: Iterable[str]) -> str:
    """Une liste sur une ligne."""
    return f"[{', '.join(map(ecrire, valeurs))}]"


def de_la_valeur(document: Document, loc: Chemin, valeurs: Sequence[str], lignes: Sequence[str]) -> Retouche | None:
    """Met ces valeurs à la place de celle qui est là ; à plusieurs, seulement si elle est l’élément d’une liste."""
    place = _place(document, loc, lignes)
    if place is None:
        return None
    ligne, debut, fin = place
    avant = lignes[ligne - 1][:debut]
    separateur = f"\n{avant}" if re.fullmatch(r"\s*-\s+", avant) else ", "
    # Ce qui était entre guillemets y reste : une remarque qui suit la ligne n’en est pas une faute.
    cite = document.etendue(loc).style in ("'", '"')
    return Retouche(ligne, debut, fin, separateur.join(_citer(une) if cite else ecrire(une) for une in valeurs))


def sans_la_valeur(document: Document, loc: Chemin, lignes: Sequence[str]) -> Retouche | None:
    """Ôte cette valeur, et sa virgule, d’une liste écrite sur une ligne où elle n’est pas seule."""
    place = _place(document, loc, lignes)
    if place is None:
        return None
    ligne, debut, fin = place
    texte = lignes[ligne - 1]
    if apres := re.match(r"\s*,\s*", texte[fin:]):
        return Retouche(ligne, debut, fin + apres.end(), "")
    avant = re.search(r"\s*,\s*$", texte[:debut])
    return Retouche(ligne, avant.start(), fin, "") if avant else None


def de_la_ligne(document: Document, loc: Chemin, texte: str, lignes: Sequence[str]) -> Retouche | None:
    """Met ce texte à la place d’un champ, de son nom à la fin de sa valeur."""
    cle, valeur = document.situer(loc, cle=True), _place(document, loc, lignes)
    if cle.ligne > len(lignes):
        return None
    ligne, debut = lignes[cle.ligne - 1], cle.colonne - 1
    if valeur is not None and valeur[0] == cle.ligne:
        return Retouche(cle.ligne, debut, valeur[2], texte)
    liste = re.match(r"[^\[\]{}:]+:\s*\[[^\[\]{}#]*\]", ligne[debut:])
    return Retouche(cle.ligne, debut, debut + liste.end(), texte) if liste else None


def dessous(document: Document, loc: Chemin, champs: Mapping[str, str], lignes: Sequence[str]) -> Retouche | None:
    """Ajoute ces champs à un élément, sous le premier des siens ; s’il tient entre accolades, à la fin."""
    place = document.situer(loc)
    ligne = lignes[place.ligne - 1] if place.ligne <= len(lignes) else ""
    if ligne[place.colonne - 1 :].startswith("{"):
        fin = len(ligne.rstrip()) - 1
        seul = ligne.count("{") == 1 and ligne[fin:].startswith("}")
        ajout = ", ".join(f"{nom}: {valeur.partition('  #')[0]}" for nom, valeur in champs.items())
        vide = ligne[place.colonne : fin].strip() == ""
        return Retouche(place.ligne, fin, fin, ajout if vide else f", {ajout}") if seul else None
    siens = [cle for cle in document.releve.cles if cle[: len(loc)] == loc and len(cle) == len(loc) + 1]
    premier = next((cle for cle in siens if document.situer(cle, cle=True) == place), None)
    valeur = _place(document, premier, lignes) if premier else None
    # Un texte sur plusieurs lignes, ou un élément écrit à la suite d’un autre, ne laissent pas de place dessous.
    if valeur is None or valeur[0] != place.ligne or ligne[valeur[2] :].split("#")[0].strip():
        return None
    retrait = " " * (place.colonne - 1)
    ajout = "".join(f"\n{retrait}{nom}: {valeur}" for nom, valeur in champs.items())
    return Retouche(place.ligne, len(ligne), len(ligne), ajout)


def du_nom(document: Document, loc: Chemin, nom: str, lignes: Sequence[str]) -> Retouche | None:
    """Met ce nom à la place de celui d’un champ."""
    cle, ecrit = document.situer(loc, cle=True), str(loc[-1])
    debut = cle.colonne - 1
    if cle.ligne > len(lignes) or not lignes[cle.ligne - 1].startswith(ecrit, debut):
        return None
    return Retouche(cle.ligne, debut, debut + len(ecrit), nom)


def _place(document: Document, loc: Chemin, lignes: Sequence[str]) -> tuple[int, int, int] | None:
    """La ligne d’une valeur simple, où elle y commence et où elle y finit."""
    if loc not in document.releve.scalaires:
        return None
    etendue = document.etendue(loc)
    debut, fin = etendue.debut, etendue.fin
    if debut.ligne != fin.ligne or debut.ligne > len(lignes) or etendue.style in (">", "|"):
        return None
    return debut.ligne, debut.colonne - 1, fin.colonne - 1


def corriger(lignes: Sequence[str], retouches: Iterable[Retouche]) -> Mapping[int, str]:
    """Chaque ligne retouchée, corrigée, par numéro ; l’une d’elles peut en devenir plusieurs."""
    par_ligne: dict[int, list[Retouche]] = defaultdict(list)
    for retouche in retouches:
        par_ligne[retouche.ligne].append(retouche)
    corrigees = {}
    for numero, siennes in par_ligne.items():
        texte = lignes[numero - 1]
        borne = len(texte)
        for une in sorted(siennes, key=lambda retouche: -retouche.debut):
            if une.fin > borne:
                continue  # Deux valeurs voisines à ôter se disputent leur virgule : l’une attend la suite.
            borne = une.debut
            texte = texte[: une.debut] + une.texte + texte[une.fin :]
        corrigees[numero] = texte
    return corrigees
