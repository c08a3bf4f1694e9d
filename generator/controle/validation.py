"""D’un document lu à un modèle valide, ou aux constats qui disent pourquoi il ne l’est pas.

Chaque erreur de pydantic devient un constat situé : on suit son chemin (`loc`) dans les positions que la lecture a
notées ; un champ manquant se montre sur son parent, un champ inconnu sur son nom.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.constats.constat import Constat
from generator.constats.proximite import plus_proche
from generator.lecture import corps
from generator.lecture.entete import Chemin, Document, Source
from generator.modele.fiches import MODELES, Champs, Fiche
from generator.modele.introspection import est_une_liste, modele_de
from generator.modele.vocabulaires import Modele, Reference, Referentiel, Vocabulaire

M = TypeVar("M", bound=Modele)

_DANGEREUX = re.compile(r"<[A-Za-z/!?]|\{\{|\{%|\{#")


def valider_fiche(
    source: Source, famille: str, identifiant: str, referentiel: Referentiel
) -> tuple[Fiche | None, tuple[Constat, ...]]:
    """Rend la fiche, ou tous les constats de son en-tête et de son corps."""
    modele: type[Champs] = MODELES[famille]
    champs, constats = valider(modele, source.document, referentiel)
    constats += corps.verifier(source.chemin, source.corps, source.ligne_corps, modele.sections)
    if champs is None:
        return None, constats
    return Fiche(famille, identifiant, source.chemin, champs, source.corps), constats


def valider_vocabulaire(document: Document, identifiant: str) -> tuple[Vocabulaire | None, tuple[Constat, ...]]:
    """Rend le vocabulaire qu’écrit un fichier de `content/vocabulaires/`."""
    return valider(Vocabulaire, document, None, {"id": identifiant})


def valider_bibliographie(document: Document) -> tuple[Mapping[str, Reference], tuple[Constat, ...]]:
    """Rend les documents de `content/sources.yml`, par identifiant."""
    return valider_recueil(Reference, document, None)


def valider_recueil(
    modele: type[M], document: Document, referentiel: Referentiel | None
) -> tuple[Mapping[str, M], tuple[Constat, ...]]:
    """Rend les éléments d’un fichier qui en tient plusieurs, par identifiant : la clé de chacun."""
    elements: dict[str, M] = {}
    constats: list[Constat] = []
    positions, cles = _par_element(document.positions), _par_element(document.cles)
    for identifiant, valeur in document.valeur.items():
        contenu = valeur if isinstance(valeur, dict) else {}
        siennes, ses_cles = positions.get(identifiant, {}), cles.get(identifiant, {})
        extrait = Document(document.chemin, contenu, siennes, ses_cles, {}, document.decalage)
        element, faits = valider(modele, extrait, referentiel, {"id": identifiant})
        constats.extend(faits)
        if element:
            elements[identifiant] = element
    return MappingProxyType(elements), tuple(constats)


def valider(
    modele: type[M], document: Document, referentiel: Referentiel | None, ajouts: Mapping[str, Any] | None = None
) -> tuple[M | None, tuple[Constat, ...]]:
    """Rend l’instance de `modele` que décrit `document`, complété de ce que son fichier ne redit pas (`ajouts`)."""
    constats = list(_textes_dangereux(document))
    try:
        valeur = modele.model_validate({**document.valeur, **(ajouts or {})}, context=referentiel)
    except ValidationError as exc:
        constats.extend(
            _constat(modele, document, erreur, referentiel) for erreur in _sans_echo(exc.errors(include_url=False), modele)
        )
        return None, tuple(constats)
    return valeur, tuple(constats)


def _sans_echo(erreurs: list[ErrorDetails], modele: type[BaseModel]) -> Iterator[ErrorDetails]:
    """Les erreurs, sans celles qui ne sont que la suite d’une autre.

    Une liste « trop courte » parce que l’un de ses éléments est déjà refusé ; un champ « manquant » qui est là, mal nommé.
    """
    lieux = [erreur["loc"] for erreur in erreurs]
    devines = set()
    for erreur in erreurs:
        if erreur["type"] == "extra_forbidden":
            *parent, nom = erreur["loc"]
            devines.add((*parent, plus_proche(str(nom), tuple(_champ(modele, tuple(erreur["loc"]))[0].model_fields))))
    for erreur in erreurs:
        loc = erreur["loc"]
        suite = erreur["type"] == "too_short" and any(len(autre) > len(loc) and autre[: len(loc)] == loc for autre in lieux)
        if not suite and not (erreur["type"] == "missing" and loc in devines):
            yield erreur


def _par_element(positions: Mapping[Chemin, Any]) -> dict[str | int, dict[Chemin, Any]]:
    """Les positions de chaque élément d’un recueil, en un seul passage : la bibliographie en a des centaines."""
    rangees: dict[str | int, dict[Chemin, Any]] = defaultdict(dict)
    for loc, position in positions.items():
        if loc:
            rangees[loc[0]][loc[1:]] = position
    return rangees


def _textes_dangereux(document: Document) -> Iterator[Constat]:
    def parcourir(valeur: Any, loc: Chemin) -> Iterator[Constat]:
        if isinstance(valeur, dict):
            for cle, element in valeur.items():
                yield from parcourir(element, (*loc, cle))
        elif isinstance(valeur, list):
            for rang, element in enumerate(valeur):
                yield from parcourir(element, (*loc, rang))
        elif isinstance(valeur, str) and _DANGEREUX.search(valeur):
            position = document.situer(loc)
            message = "Ni HTML ni macro dans un champ : écrivez du texte simple."
            yield Constat(document.chemin, position.ligne, position.colonne, "champ-html", message, valeur[:80])

    yield from parcourir(document.valeur, ())


@dataclass(frozen=True, slots=True)
class _Erreur:
    """Une erreur de pydantic et ce qu’il faut pour l’expliquer : son champ, ce qu’on a lu, ce qu’on attendait."""

    nom: str
    lu: str
    aide: str
    contexte: Mapping[str, Any]
    modele: type[BaseModel]
    longueur: int
    attendu: type[BaseModel] | None
    liste: bool
    referentiel: Referentiel | None


@dataclass(frozen=True, slots=True)
class _Explication:
    code: str
    message: str
    suggestion: str = ""
    admis: tuple[str, ...] = ()


def _manquant(e: _Erreur) -> _Explication:
    return _Explication("champ-manquant", f"Ajoutez le champ « {e.nom} ». {e.aide}")


def _vide(e: _Erreur) -> _Explication:
    champ = e.modele.model_fields.get(e.nom)
    remede = "remplissez-le" if champ and champ.is_required() else "remplissez-le ou retirez cette ligne"
    return _Explication("champ-manquant", f"Le champ « {e.nom} » est vide : {remede}. {e.aide}")


def _inconnu(e: _Erreur) -> _Explication:
    admis = tuple(e.modele.model_fields)
    return _Explication("champ-inconnu", f"Le champ « {e.nom} » n’existe pas ici.", plus_proche(e.nom, admis), admis)


def _modalite(e: _Erreur) -> _Explication:
    assert e.referentiel is not None
    vocabulaire = e.referentiel.vocabulaires[e.contexte["vocabulaire"]]
    # Le contributeur écrit souvent le libellé au lieu de l’identifiant : on cherche parmi les deux.
    graphies = {m.libelle: m.id for m in vocabulaire.modalites} | {m.id: m.id for m in vocabulaire.modalites}
    suggestion = graphies.get(plus_proche(e.lu, graphies, memes_nombres=True), "")
    message = f"« {e.lu} » n’est pas dans la liste « {vocabulaire.libelle} »."
    return _Explication("modalite-inconnue", message, suggestion, vocabulaire.identifiants)


def _lieu_inconnu(e: _Erreur) -> _Explication:
    message = f"« {e.lu} » n’est pas un nom officiel de territoire."
    if "," in e.lu:
        return _Explication("lieu-inconnu", f"{message} Un territoire par ligne, chacun après son tiret.")
    return _Explication("lieu-inconnu", message, e.contexte["suggestion"])


def _lieu_ambigu(e: _Erreur) -> _Explication:
    return _Explication(
        "lieu-ambigu", f"Plusieurs territoires s’appellent « {e.lu} » : précisez lequel.", "", e.contexte["candidats"]
    )


def _source(e: _Erreur) -> _Explication:
    assert e.referentiel is not None
    admis = tuple(e.referentiel.bibliographie)
    message = f"Le document « {e.lu} » n’est pas dans content/sources.yml."
    return _Explication("source-inconnue", message, plus_proche(e.lu, admis), admis)


def _texte_trop_long(e: _Erreur) -> _Explication:
    return _Explication(
        "champ-longueur", f"« {e.nom} » compte {e.longueur} signes ; il en faut au plus {e.contexte['max_length']}."
    )


def _texte_trop_court(e: _Erreur) -> _Explication:
    return _Explication(
        "champ-longueur", f"« {e.nom} » compte {e.longueur} signes ; il en faut au moins {e.contexte['min_length']}."
    )


def _liste_trop_longue(e: _Erreur) -> _Explication:
    return _Explication("champ-longueur", f"« {e.nom} » compte trop d’éléments : {e.contexte['max_length']} au plus.")


def _liste_trop_courte(e: _Erreur) -> _Explication:
    minimum, lus = e.contexte["min_length"], e.contexte["actual_length"]
    return _Explication("champ-longueur", f"« {e.nom} » compte {lus} élément(s) ; il en faut au moins {minimum}.")


def _date_impossible(e: _Erreur) -> _Explication:
    return _Explication("champ-mal-forme", f"La date « {e.lu} » n’existe pas. {e.aide}")


def _liste_attendue(e: _Erreur) -> _Explication:
    if e.attendu:
        return _table_attendue(e)
    message = f"« {e.nom} » est une liste : un tiret et une espace devant chaque élément, ou des crochets autour. {e.aide}"
    return _Explication("champ-mal-forme", message)


def _hors_bornes(e: _Erreur) -> _Explication:
    borne = f"au moins {e.contexte['ge']}" if "ge" in e.contexte else f"au plus {e.contexte['le']}"
    return _Explication("champ-mal-forme", f"« {e.nom} » vaut {e.lu} ; il faut {borne}.")


def _table_attendue(e: _Erreur) -> _Explication:
    modele = e.attendu or e.modele
    champs = ", ".join(f"{nom}: …" for nom in list(modele.model_fields)[:5])
    tiret = "- " if e.liste else ""
    return _Explication("champ-mal-forme", f"« {e.nom} » s’écrit avec ses propres champs, un par ligne : {tiret}{champs}")


def _texte_attendu(e: _Erreur) -> _Explication:
    message = f"« {e.nom} » attend un texte simple. S’il contient « : », mettez-le entre guillemets droits. {e.aide}"
    return _Explication("champ-mal-forme", message)


def _motif(e: _Erreur) -> _Explication:
    exemples = {
        "url": "Une adresse commence par https:// et n’a pas d’espace.",
        "voir_aussi": "Écrivez par exemple outils/fonds-odd-17.",
    }
    return _Explication("champ-mal-forme", f"« {e.nom} » n’a pas la forme attendue. {exemples.get(e.nom, '')} {e.aide}")


def _entier_attendu(e: _Erreur) -> _Explication:
    return _Explication(
        "champ-mal-forme", f"« {e.nom} » attend un nombre entier, en chiffres : « {e.lu} » n’en est pas un. {e.aide}"
    )


def _date_attendue(e: _Erreur) -> _Explication:
    return _Explication("champ-mal-forme", f"« {e.nom} » attend une date écrite 2026-11-20 : l’année, le mois, le jour. {e.aide}")


def _autre(e: _Erreur) -> _Explication:
    return _Explication("champ-mal-forme", f"« {e.nom} » n’a pas la forme attendue. {e.aide}")


_EXPLICATIONS: dict[str, Callable[[_Erreur], _Explication]] = {
    "missing": _manquant,
    "extra_forbidden": _inconnu,
    "modalite_inconnue": _modalite,
    "lieu_inconnu": _lieu_inconnu,
    "lieu_ambigu": _lieu_ambigu,
    "source_inconnue": _source,
    "string_too_long": _texte_trop_long,
    "string_too_short": _texte_trop_court,
    "too_long": _liste_trop_longue,
    "too_short": _liste_trop_courte,
    "date_impossible": _date_impossible,
    "date_attendue": _date_attendue,
    "entier_attendu": _entier_attendu,
    "model_type": _table_attendue,
    "string_type": _texte_attendu,
    "string_pattern_mismatch": _motif,
    "tuple_type": _liste_attendue,
    "greater_than_equal": _hors_bornes,
    "less_than_equal": _hors_bornes,
}


def _constat(modele: type[BaseModel], document: Document, erreur: ErrorDetails, referentiel: Referentiel | None) -> Constat:
    loc: Chemin = tuple(erreur["loc"])
    parent, champ = _champ(modele, loc)
    nom = next((partie for partie in reversed(loc) if isinstance(partie, str)), "")
    lu = erreur["input"] if isinstance(erreur["input"], str) else ""
    aide = (champ.description or "") if champ else ""
    manque, inconnu = erreur["type"] == "missing", erreur["type"] == "extra_forbidden"
    vide = erreur["input"] is None and not manque
    expliquer = _vide if vide else _EXPLICATIONS.get(erreur["type"], _autre)
    dit = expliquer(
        _Erreur(
            nom,
            _citer(lu),
            aide,
            erreur.get("ctx", {}),
            parent,
            len(lu),
            modele_de(champ) if champ else None,
            champ is not None and est_une_liste(champ),
            referentiel,
        )
    )
    # Un champ inconnu ou vide se montre par son nom ; les autres par leur valeur ; un absent, par ce qui devrait le contenir.
    position = document.situer(loc, cle=inconnu or vide)
    valeur = nom if inconnu else lu[:120]
    return Constat(
        document.chemin, position.ligne, position.colonne, dit.code, dit.message.strip(), valeur, dit.suggestion, dit.admis
    )


def _citer(valeur: str) -> str:
    """Une valeur lue, sur une ligne et assez courte pour tenir dans un message."""
    court = " ".join(valeur.split())
    return f"{court[:79]}…" if len(court) > 80 else court


def _champ(modele: type[BaseModel], loc: Chemin) -> tuple[type[BaseModel], FieldInfo | None]:
    """Suit `loc` dans les modèles : rend le modèle qui porte le dernier champ nommé, et ce champ s’il existe."""
    parent, champ = modele, None
    for partie in loc:
        if isinstance(partie, str):
            parent = (modele_de(champ) if champ else None) or parent
            champ = parent.model_fields.get(partie)
    return parent, champ
