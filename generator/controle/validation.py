"""D’un document lu à un modèle valide, ou aux constats qui disent pourquoi il ne l’est pas.

Chaque erreur de pydantic devient un constat situé : on suit son chemin (`loc`) dans les positions que la lecture a
notées ; un champ manquant se montre sur son parent, un champ inconnu sur son nom.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.constats.constat import Constat
from generator.constats.proximite import plus_proche
from generator.constats.signes import citer
from generator.controle import champs, references
from generator.controle.explications import Erreur
from generator.controle.sujets import FicheEcrite
from generator.controle.typographie import corps_imprime
from generator.lecture.document import Chemin, Document
from generator.modele.base import Modele
from generator.modele.champs import Contexte
from generator.modele.fiches import Fiche
from generator.modele.introspection import champ_en, est_une_liste, modele_de
from generator.modele.referentiel import Referentiel

M = TypeVar("M", bound=Modele)

_EXPLICATIONS = champs.EXPLICATIONS | references.EXPLICATIONS


def valider_fiche(ecrit: FicheEcrite, referentiel: Referentiel) -> tuple[Fiche | None, tuple[Constat, ...]]:
    """Rend la fiche, ou tous les constats de son en-tête."""
    valides, constats = valider(ecrit.modele, ecrit.document, referentiel)
    if valides is None:
        return None, constats
    return Fiche(ecrit.famille, ecrit.identifiant, ecrit.chemin, valides, corps_imprime(ecrit), ecrit.images), constats


def valider_recueil(modele: type[M], document: Document, referentiel: Referentiel) -> tuple[Mapping[str, M], tuple[Constat, ...]]:
    """Rend les éléments d’un fichier qui en tient plusieurs, par identifiant : la clé de chacun."""
    elements: dict[str, M] = {}
    constats: list[Constat] = []
    for identifiant in document.valeur:
        ajouts = {"id": identifiant} if "id" in modele.model_fields else {}
        element, faits = valider(modele, document.extrait(identifiant), referentiel, ajouts)
        constats.extend(faits)
        if element:
            elements[identifiant] = element
    return MappingProxyType(elements), tuple(constats)


def valider(
    modele: type[M], document: Document, referentiel: Referentiel, ajouts: Mapping[str, Any] | None = None
) -> tuple[M | None, tuple[Constat, ...]]:
    """Rend l’instance de `modele` que décrit `document`, complété de ce que son fichier ne redit pas (`ajouts`)."""
    decrits = document.valeur.get("documents")
    contexte = _contexte(referentiel, decrits if isinstance(decrits, dict) else ())
    try:
        return modele.model_validate({**document.valeur, **(ajouts or {})}, context=contexte), ()
    except ValidationError as exc:
        erreurs = _sans_echo(exc.errors(include_url=False), modele)
        documents = tuple(contexte.documents)
        return None, tuple(_constat(modele, document, erreur, referentiel, documents) for erreur in erreurs)


def _contexte(referentiel: Referentiel, documents: Iterable[str]) -> Contexte:
    """Ce qu’il faut pour valider un fichier qui décrit lui-même ces `documents`."""
    return Contexte(referentiel.modalites, {**dict.fromkeys(documents), **dict.fromkeys(referentiel.bibliographie)})


def _sans_echo(erreurs: list[ErrorDetails], modele: type[BaseModel]) -> Iterator[ErrorDetails]:
    """Les erreurs, sans celles qui ne sont que la suite d’une autre.

    Une liste « trop courte » parce que l’un de ses éléments est déjà refusé ; un champ « manquant » qui est là, mal nommé.
    """
    lieux = [erreur["loc"] for erreur in erreurs]
    devines = set()
    for erreur in erreurs:
        if erreur["type"] == "extra_forbidden":
            *parent, nom = erreur["loc"]
            devines.add((*parent, plus_proche(str(nom), tuple(champ_en(modele, tuple(erreur["loc"]))[0].model_fields))))
    for erreur in erreurs:
        loc = erreur["loc"]
        suite = erreur["type"] == "too_short" and any(len(autre) > len(loc) and autre[: len(loc)] == loc for autre in lieux)
        if not suite and not (erreur["type"] == "missing" and loc in devines):
            yield erreur


def _constat(
    modele: type[BaseModel], document: Document, erreur: ErrorDetails, referentiel: Referentiel, documents: tuple[str, ...]
) -> Constat:
    loc: Chemin = tuple(erreur["loc"])
    parent, champ = champ_en(modele, loc)
    nom = next((partie for partie in reversed(loc) if isinstance(partie, str)), "")
    lu = erreur["input"] if isinstance(erreur["input"], str) else ""
    manque, inconnu = erreur["type"] == "missing", erreur["type"] == "extra_forbidden"
    vide = (erreur["input"] is None and not manque) or erreur["type"] == "texte_vide"
    sorte = erreur["type"]
    if sorte in ("too_short", "too_long") and lu:
        # Un texte que l’on a d’abord lu nous-mêmes se compte, pour pydantic, comme une liste.
        sorte = f"string_{sorte}"
    expliquer = _EXPLICATIONS.get("vide" if vide else sorte, _EXPLICATIONS[""])
    dit = expliquer(
        Erreur(
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
        )
    )
    # Un champ inconnu ou vide se montre par son nom ; les autres par leur valeur ; un absent, par ce qui devrait le contenir.
    ou = document.situer(loc, cle=inconnu or vide)
    valeur = nom if inconnu else lu[:120]
    return Constat(ou, dit.regle, dit.message.strip(), valeur, suggestion=dit.suggestion, admis=dit.admis)
