"""D’un document lu à un modèle valide, ou aux constats qui disent pourquoi il ne l’est pas.

Chaque erreur de pydantic devient un constat situé : on suit son chemin (`loc`) dans les positions que la lecture a
notées ; un champ manquant se montre sur son parent, un champ inconnu sur son nom.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.constats.constat import Constat, Position
from generator.constats.signes import citer
from generator.controle import champs, champs_manquants, references
from generator.controle.ailleurs import champs_dits
from generator.controle.champs_inconnus import est_un_nom_raconte, est_une_annee_racontee
from generator.controle.explications import Erreur, Explication
from generator.controle.listes_renommees import etendue_de, liste_visee, renommer
from generator.controle.retouches import Retouche, corriger, de_la_ligne, de_la_valeur, dessous, du_nom, sans_la_valeur
from generator.controle.sujets import FicheEcrite, valeur_en
from generator.controle.typographie import corps_imprime
from generator.controle.valeurs import PETITE_LISTE
from generator.lecture.document import Chemin, Document
from generator.modele.base import Modele
from generator.modele.champs import Contexte
from generator.modele.fiches import Fiche
from generator.modele.introspection import champ_en, est_une_liste, modele_de
from generator.modele.referentiel import Referentiel
from generator.modele.squelette import champs_a_remplir, valeur_a_remplir

M = TypeVar("M", bound=Modele)

ELEMENT = "\n  - "
"""Ce qui ouvre une liste écrite sous le nom de son champ."""

_EXPLICATIONS = champs.EXPLICATIONS | references.EXPLICATIONS


def valider_fiche(ecrit: FicheEcrite, referentiel: Referentiel) -> tuple[Fiche | None, tuple[Constat, ...]]:
    """Rend la fiche, ou tous les constats de son en-tête."""
    valides, constats = valider(
        ecrit.modele,
        ecrit.document,
        referentiel,
        lignes=ecrit.lignes,
        fin=ecrit.ligne_corps - 1,
        cle=f"{ecrit.identifiant}-source",
    )
    if valides is None:
        return None, constats
    return Fiche(
        ecrit.famille, ecrit.identifiant, ecrit.chemin, valides, corps_imprime(ecrit), ecrit.images, ecrit.lignes
    ), constats


def valider_recueil(
    modele: type[M], document: Document, referentiel: Referentiel, lignes: Sequence[str] = ()
) -> tuple[Mapping[str, M], tuple[Constat, ...]]:
    """Rend les éléments d’un fichier qui en tient plusieurs, par identifiant : la clé de chacun."""
    elements: dict[str, M] = {}
    constats: list[Constat] = []
    for identifiant in document.valeur:
        ajouts = {"id": identifiant} if "id" in modele.model_fields else {}
        element, faits = valider(modele, document.extrait(identifiant), referentiel, ajouts, lignes)
        constats.extend(faits)
        if element:
            elements[identifiant] = element
    return MappingProxyType(elements), tuple(constats)


def valider(
    modele: type[M],
    document: Document,
    referentiel: Referentiel,
    ajouts: Mapping[str, Any] | None = None,
    lignes: Sequence[str] = (),
    *,
    fin: int = 0,
    cle: str = "",
) -> tuple[M | None, tuple[Constat, ...]]:
    """Rend l’instance de `modele` que décrit `document`, complété de ce que son fichier ne redit pas (`ajouts`).

    Avec les `lignes` du fichier, un constat que l’on sait corriger donne la ligne corrigée. Ce qui manque s’ajoute à la ligne
    `fin` : celle de tirets qui ferme l’en-tête ou, à défaut, la dernière. `cle` nomme un document encore à décrire.
    """
    contexte = _contexte(referentiel, decrits if isinstance(decrits := document.valeur.get("documents"), dict) else ())
    try:
        return modele.model_validate({**document.valeur, **(ajouts or {})}, context=contexte), ()
    except ValidationError as exc:
        decrit = _Decrit(modele, document, lignes, fin, cle)
        faits: list[tuple[Constat, Retouche | None]] = []
        absents: dict[Chemin, list[tuple[Erreur, ErrorDetails]]] = {}
        for erreur in _sans_echo(exc.errors(include_url=False), modele, document):
            dite = _erreur(decrit, erreur, referentiel, tuple(contexte.documents))
            if erreur["type"] == "missing" and lignes:
                absents.setdefault(tuple(erreur["loc"][:-1]), []).append((dite, erreur))
            else:
                faits.append(_constat(decrit, dite, erreur))
        for loc, siens in absents.items():
            faits += _absents(decrit, loc, siens)
        corrigees = corriger(lignes, (retouche for _, retouche in faits if retouche))
        return None, tuple(
            replace(constat, correction=corrigees[retouche.ligne]) if retouche and retouche.ligne == constat.ligne else constat
            for constat, retouche in faits
        )


@dataclass(frozen=True, slots=True)
class _Decrit:
    """Ce que l’on valide, et ce qu’il faut pour le corriger (voir `valider`)."""

    modele: type[BaseModel]
    document: Document
    lignes: Sequence[str]
    fin: int
    cle: str


def _contexte(referentiel: Referentiel, documents: Iterable[str]) -> Contexte:
    """Ce qu’il faut pour valider un fichier qui décrit lui-même ces `documents`."""
    return Contexte(referentiel.modalites, {**dict.fromkeys(documents), **dict.fromkeys(referentiel.bibliographie)})


def _sans_echo(erreurs: list[ErrorDetails], modele: type[BaseModel], document: Document) -> Iterator[ErrorDetails]:
    """Les erreurs, sans celles qui ne sont que la suite d’une autre.

    Une liste « trop courte » parce que l’un de ses éléments est déjà refusé ; un champ « manquant » qui est là, mal nommé.
    """
    lieux = [erreur["loc"] for erreur in erreurs]
    devines = set()
    for erreur in erreurs:
        if erreur["type"] == "extra_forbidden":
            *parent, nom = erreur["loc"]
            presents = valeur_en(document.valeur, tuple(parent)) or {}
            for chemin in champs_dits(champ_en(modele, tuple(erreur["loc"]))[0], str(nom), presents):
                devines.add((*parent, chemin[0]))
            if visee := liste_visee(champ_en(modele, tuple(erreur["loc"]))[0], str(nom), erreur["input"], presents):
                devines.add((*parent, visee))
            if est_une_annee_racontee(str(nom), champ_en(modele, tuple(erreur["loc"]))[0], presents):
                devines |= {(*parent, "annee"), (*parent, "fait")}
            sien = champ_en(modele, tuple(erreur["loc"]))[0]
            if isinstance(erreur["input"], str) and est_un_nom_raconte(str(nom), sien, presents):
                devines |= {(*parent, cle) for cle in sien.model_fields}
    for erreur in erreurs:
        loc = erreur["loc"]
        suite = erreur["type"] == "too_short" and any(len(autre) > len(loc) and autre[: len(loc)] == loc for autre in lieux)
        if not suite and not (erreur["type"] == "missing" and loc in devines):
            yield erreur


def _absents(
    decrit: _Decrit, loc: Chemin, erreurs: Sequence[tuple[Erreur, ErrorDetails]]
) -> Iterator[tuple[Constat, Retouche | None]]:
    """Ce qui manque au même endroit : un seul bloc à y insérer, dont chaque place est refusée tant qu’elle n’est pas remplie."""
    premiere, lignes, fin = erreurs[0][0], decrit.lignes, decrit.fin
    noms = [str(erreur["loc"][-1]) for _, erreur in erreurs]
    retouche = None
    if loc:
        retouche = dessous(decrit.document, loc, {nom: _place_de(nom, premiere) for nom in noms}, lignes)
    elif fin:
        rappeler = partial(_valeurs_a_rappeler, premiere)
        bloc = "\n".join(champs_a_remplir(decrit.modele, noms, decrit.cle, rappeler, tuple(premiere.decrits)))
        derniere = lignes[fin - 1]
        retouche = Retouche(fin, 0, 0, f"{bloc}\n")
        if derniere.rstrip() != "---":
            retouche = Retouche(fin, len(derniere), len(derniere), f"\n{bloc}")
    if retouche is None:
        yield from (_constat(decrit, dite, erreur) for dite, erreur in erreurs)
        return
    dit = champs_manquants.manquants(noms, premiere, retouche.texte)
    ou = decrit.document.situer(loc) if loc else Position(decrit.document.chemin, fin)
    yield Constat(ou, dit.regle, dit.message, "", dit.suggestion, dit.admis, dit.precisions), retouche


def _place_de(nom: str, e: Erreur) -> str:
    annee = champs_manquants.annee_du_document(e.modele, e.parent, e.decrits) if nom == "annee" else ""
    return (
        annee
        or champs_manquants.devine(nom, e)
        or valeur_a_remplir(nom, e.modele, partial(_valeurs_a_rappeler, e), tuple(e.decrits))
    )


def _valeurs_a_rappeler(e: Erreur, nom: str) -> Sequence[str]:
    """Les valeurs d’une courte liste : une longue se montre quand on y a répondu de travers."""
    vocabulaire = e.referentiel.vocabulaires.get(nom)
    return tuple(vocabulaire.identifiants) if vocabulaire and len(vocabulaire.modalites) <= PETITE_LISTE else ()


def _erreur(decrit: _Decrit, erreur: ErrorDetails, referentiel: Referentiel, documents: tuple[str, ...]) -> Erreur:
    loc: Chemin = tuple(erreur["loc"])
    parent, champ = champ_en(decrit.modele, loc)
    nom = next((partie for partie in reversed(loc) if isinstance(partie, str)), "")
    lu = erreur["input"] if isinstance(erreur["input"], str) else ""
    table = valeur_en(decrit.document.valeur, loc[:-1]) if loc else None
    return Erreur(
        nom=citer(nom),
        lu=citer(lu),
        aide=(champ.description or "") if champ else "",
        contexte=erreur.get("ctx", {}),
        modele=parent,
        longueur=len(lu),
        attendu=modele_de(champ) if champ else None,
        liste=champ is not None and est_une_liste(champ),
        referentiel=referentiel,
        documents=documents,
        champ=champ,
        brut=erreur["input"],
        parent=table if isinstance(table, dict) else {},
        racine=len(loc) == 1,
        decrits=_documents_de(decrit.document),
        autres=_autres(table, loc[-1]) if loc else (),
        titre=titre if isinstance(titre := decrit.document.valeur.get("titre"), str) else "",
    )


def _documents_de(document: Document) -> Mapping[str, Any]:
    """Les documents que le fichier décrit, puis ceux qu’il cite sans les décrire."""
    decrits, sources = document.valeur.get("documents"), document.valeur.get("sources")
    cites = [une.get("document") for une in sources if isinstance(une, dict)] if isinstance(sources, list) else []
    siens = decrits if isinstance(decrits, dict) else {}
    return {**{cle: None for cle in cites if isinstance(cle, str)}, **siens}


def _constat(decrit: _Decrit, dite: Erreur, erreur: ErrorDetails) -> tuple[Constat, Retouche | None]:
    """Le constat, et ce qu’il faut changer au fichier pour le corriger, si on le sait."""
    loc: Chemin = tuple(erreur["loc"])
    nom = next((partie for partie in reversed(loc) if isinstance(partie, str)), "")
    lu = erreur["input"] if isinstance(erreur["input"], str) else ""
    manque, inconnu = erreur["type"] == "missing", erreur["type"] == "extra_forbidden"
    vide = (erreur["input"] is None and not manque) or erreur["type"] == "texte_vide"
    sorte = erreur["type"]
    if sorte in ("too_short", "too_long") and lu:
        # Un texte que l’on a d’abord lu nous-mêmes se compte, pour pydantic, comme une liste.
        sorte = f"string_{sorte}"
    dit = _EXPLICATIONS.get("vide" if vide else sorte, _EXPLICATIONS[""])(dite)
    # Un champ inconnu ou vide se montre par son nom ; les autres par leur valeur ; un absent, par ce qui devrait le contenir.
    ou = decrit.document.situer(loc, cle=inconnu or vide)
    valeur = nom if inconnu else lu[:120]
    if inconnu and decrit.lignes and (bloc := _bloc(decrit, loc, dit, erreur["input"])):
        correction, nombre = bloc
        faits = (ou, dit.regle, dit.message.strip(), valeur, dit.suggestion, dit.admis, dit.precisions)
        return Constat(*faits, correction=correction, lignes=nombre), None
    retouche = _retouche(decrit.document, loc, dit, decrit.lignes, inconnu=inconnu) if decrit.lignes else None
    return Constat(ou, dit.regle, dit.message.strip(), valeur, dit.suggestion, dit.admis, dit.precisions), retouche


def _bloc(decrit: _Decrit, loc: Chemin, dit: Explication, brut: object) -> tuple[str, int] | None:
    """Les lignes d’une liste qui n’avait pas le bon nom, telles qu’il faut les écrire, et combien elles en remplacent."""
    if dit.liste is not None:
        return renommer(decrit.document, loc, dit.suggestion, dit.liste, decrit.lignes)
    if not dit.texte or not isinstance(brut, list):
        return None
    debut, fin = etendue_de(decrit.document, loc)
    avant = decrit.lignes[debut - 1][: decrit.document.situer(loc, cle=True).colonne - 1]
    return (f"{avant}{dit.texte}", fin - debut + 1) if fin > debut and fin <= len(decrit.lignes) and not avant.strip() else None


def _autres(liste: object, rang: str | int) -> tuple[str, ...]:
    """Les autres textes de la liste où est celui-ci."""
    elements = enumerate(liste) if isinstance(liste, list) else ()
    return tuple(un for place, un in elements if place != rang and isinstance(un, str))


def _retouche(document: Document, loc: Chemin, dit: Explication, lignes: Sequence[str], *, inconnu: bool) -> Retouche | None:
    if inconnu:
        entiere = de_la_ligne(document, loc, dit.texte, lignes) if dit.texte else None
        return entiere or (
            du_nom(document, loc, dit.suggestion, lignes) if dit.suggestion and "." not in dit.suggestion else None
        )
    if dit.retire:
        return sans_la_valeur(document, loc, lignes)
    if dit.texte:
        place = de_la_valeur(document, loc, ("x",), lignes)
        if place and isinstance(loc[-1], int) and dit.texte.startswith(ELEMENT):
            # L’élément a déjà son tiret : ses champs se mettent à sa suite, et les éléments d’après sous lui.
            suite = dit.texte.removeprefix(ELEMENT).replace("\n  ", "\n" + " " * (place.debut - 2))
            return replace(place, texte=suite)
        # Ce qui s’écrit en dessous ne laisse pas d’espace derrière les deux-points.
        debut = (
            place.debut - (dit.texte.startswith("\n") and lignes[place.ligne - 1][: place.debut].endswith(" ")) if place else 0
        )
        return replace(place, debut=debut, texte=dit.texte) if place else None
    return de_la_valeur(document, loc, dit.valeurs, lignes) if dit.valeurs else None
