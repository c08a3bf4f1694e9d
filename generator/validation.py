"""D’un document lu à un modèle valide, ou aux constats qui disent pourquoi il ne l’est pas.

Chaque erreur de pydantic devient un constat situé : on suit son chemin (`loc`) dans les positions que la lecture a
notées ; un champ manquant se montre sur son parent, un champ inconnu sur son nom.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator import corps
from generator.constats import Constat
from generator.lecture import Chemin, Document, Source
from generator.modeles import MODELES, Champs, Fiche
from generator.proximite import plus_proche
from generator.vocabulaires import Modele, Reference, Referentiel, Vocabulaire

M = TypeVar("M", bound=Modele)

_DANGEREUX = re.compile(r"<[A-Za-z/!?]|\{\{|\{%|\{#")


def valider_fiche(source: Source, famille: str, identifiant: str, referentiel: Referentiel) -> tuple[Fiche | None, tuple[Constat, ...]]:
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
    references: dict[str, Reference] = {}
    constats: list[Constat] = []
    for identifiant, valeur in document.valeur.items():
        extrait = Document(document.chemin, valeur if isinstance(valeur, dict) else {}, _sous(document.positions, identifiant), _sous(document.cles, identifiant))
        reference, faits = valider(Reference, extrait, None, {"id": identifiant})
        constats.extend(faits)
        if reference:
            references[identifiant] = reference
    return MappingProxyType(references), tuple(constats)


def valider(
    modele: type[M], document: Document, referentiel: Referentiel | None, ajouts: Mapping[str, Any] | None = None
) -> tuple[M | None, tuple[Constat, ...]]:
    """Rend l’instance de `modele` que décrit `document`, complété de ce que son fichier ne redit pas (`ajouts`)."""
    constats = list(_textes_dangereux(document))
    try:
        valeur = modele.model_validate({**document.valeur, **(ajouts or {})}, context=referentiel)
    except ValidationError as exc:
        constats.extend(_constat(modele, document, erreur, referentiel) for erreur in exc.errors(include_url=False))
        return None, tuple(constats)
    return valeur, tuple(constats)


def _sous(positions: Mapping[Chemin, Any], cle: str) -> Mapping[Chemin, Any]:
    return {loc[1:]: position for loc, position in positions.items() if loc[:1] == (cle,)}


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
            message = "Ni HTML ni macro dans un champ : écrivez du texte simple."
            yield Constat(document.chemin, position.ligne, position.colonne, "champ-html", message, valeur[:80])

    yield from parcourir(document.valeur, ())


def _constat(modele: type[BaseModel], document: Document, erreur: ErrorDetails, referentiel: Referentiel | None) -> Constat:
    loc: Chemin = tuple(erreur["loc"])
    genre, contexte, valeur = erreur["type"], erreur.get("ctx", {}), erreur["input"]
    parent, champ = _champ(modele, loc)
    nom = next((str(partie) for partie in reversed(loc) if isinstance(partie, str)), "")
    lu = valeur if isinstance(valeur, str) else ""
    aide = (champ.description or "") if champ else ""
    code, message, suggestion, admis = "champ-mal-forme", f"« {nom} » n’a pas la forme attendue. {aide}", "", ()
    if genre == "missing":
        code, message = "champ-manquant", f"Ajoutez le champ « {nom} ». {aide}"
    elif genre == "extra_forbidden":
        admis = tuple(parent.model_fields)
        suggestion = plus_proche(nom, admis)
        code, message = "champ-inconnu", f"Le champ « {nom} » n’existe pas ici."
    elif valeur is None:
        code, message = "champ-manquant", f"Le champ « {nom} » est vide : remplissez-le ou retirez cette ligne. {aide}"
    elif genre == "modalite_inconnue" and referentiel:
        vocabulaire = referentiel.vocabulaires[contexte["vocabulaire"]]
        admis = vocabulaire.identifiants
        # Le contributeur écrit souvent le libellé au lieu de l’identifiant.
        graphies = {m.libelle: m.id for m in vocabulaire.modalites} | {i: i for i in admis}
        suggestion = graphies.get(plus_proche(lu, graphies), "")
        code, message = "modalite-inconnue", f"« {lu} » n’est pas dans la liste « {vocabulaire.libelle} »."
    elif genre == "lieu_inconnu":
        suggestion = contexte["suggestion"]
        code, message = "lieu-inconnu", f"« {valeur} » n’est pas un nom officiel de territoire."
    elif genre == "lieu_ambigu":
        admis = contexte["candidats"]
        code, message = "lieu-ambigu", f"Plusieurs territoires s’appellent « {valeur} » : précisez lequel."
    elif genre == "source_inconnue" and referentiel:
        admis = tuple(referentiel.bibliographie)
        suggestion = plus_proche(lu, admis)
        code, message = "source-inconnue", f"Le document « {lu} » n’est pas dans content/sources.yml."
    elif genre in ("string_too_long", "string_too_short"):
        borne = contexte.get("max_length") or contexte.get("min_length")
        ordre = "au plus" if genre == "string_too_long" else "au moins"
        code, message = "champ-longueur", f"« {nom} » compte {len(lu)} caractères ; il en faut {ordre} {borne}."
    elif genre in ("too_long", "too_short"):
        borne = contexte.get("max_length") or contexte.get("min_length")
        ordre = "au plus" if genre == "too_long" else "au moins"
        code, message = "champ-longueur", f"« {nom} » compte {contexte['actual_length']} éléments ; il en faut {ordre} {borne}."
    elif genre == "date_impossible":
        message = f"La date « {lu} » n’existe pas. {aide}"
    elif genre == "tuple_type":
        message = f"« {nom} » est une liste : mettez un tiret devant chaque élément, ou des crochets. {aide}"
    elif genre in ("greater_than_equal", "less_than_equal"):
        borne = contexte.get("ge", contexte.get("le"))
        message = f"« {nom} » vaut {lu} ; {'au moins' if 'ge' in contexte else 'au plus'} {borne} attendu."
    position = document.situer(loc, cle=genre == "extra_forbidden" or valeur is None)
    return Constat(document.chemin, position.ligne, position.colonne, code, message.strip(), lu[:120], suggestion, admis)


def _champ(modele: type[BaseModel], loc: Chemin) -> tuple[type[BaseModel], FieldInfo | None]:
    """Suit `loc` dans les modèles : rend le modèle qui porte le dernier champ nommé, et ce champ s’il existe."""
    parent, champ = modele, None
    for partie in loc:
        if isinstance(partie, str):
            parent = _modele_de(champ) or parent if champ else parent
            champ = parent.model_fields.get(partie)
    return parent, champ


def _modele_de(champ: FieldInfo) -> type[BaseModel] | None:
    pile = [champ.annotation]
    while pile:
        annotation = pile.pop()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return annotation
        pile.extend(get_args(annotation))
    return None
