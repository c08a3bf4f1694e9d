"""Les réponses d’une fiche en cours, chacune sous la clé de son champ, dans l’ordre où on les a données."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from generator.ecriture.questions import A_DEFAUT_DE, AVEC, Question, questions, questions_d_un_document
from generator.modele.fiches import modele_de_fiche

Cle: TypeAlias = tuple[str | int, ...]
"""Le chemin d’une réponse dans la fiche : `("partenaires", 0, "nom")`."""

Reponses: TypeAlias = dict[Cle, Any]
"""Par clé : un texte, une liste de textes, ou `None` pour une question que l’on a passée."""

FIN = "fin"
"""Sous `("partenaires", "fin")` : il n’y en a plus d’autre."""

NEUVE = "nouvelle-source-"
"""Le début de la clé d’un document que l’on décrit en route, tant que son titre ne lui en a pas donné une."""


@dataclass(frozen=True, slots=True)
class Etape:
    """La prochaine chose à demander : sous quelle clé, comment, et si l’on peut s’en tenir là."""

    cle: Cle
    question: Question
    titre: str
    peut_finir: bool = False


def suivante(famille: str, reponses: Reponses) -> Etape | None:
    """La première question sans réponse, ou `None` quand il n’y en a plus."""
    modele = modele_de_fiche(famille, {"breve": reponses.get(("breve",))})
    for question in questions(famille):
        # D’une brève, on ne demande que ce qui lui suffit.
        etape = _a_poser(question, reponses) if modele.model_fields[question.champ].is_required() else None
        if etape is not None:
            return etape
    return None


def _a_poser(question: Question, reponses: Reponses) -> Etape | None:
    base: Cle = (question.champ,)
    # Un champ donné d’un bloc (« --reponse ») ne se demande plus.
    if base in reponses:
        return None
    if not question.parties:
        return Etape(base, question, question.titre)
    if not question.plusieurs:
        return _partie(question.parties, base, reponses, question.titre)
    return _element(question, reponses)


def _element(question: Question, reponses: Reponses) -> Etape | None:
    """D’une liste : ce qui manque à l’un de ses éléments, sinon l’élément suivant, à moins qu’il n’y en ait plus d’autre."""
    combien, premiere = nombre(reponses, question.champ), question.parties[0]
    for rang in range(combien):
        etape = _partie(question.parties, (question.champ, rang), reponses, f"{question.titre} {rang + 1}")
        if etape is not None:
            return etape
    if (question.champ, FIN) in reponses:
        return None
    titre = f"{question.titre} {combien + 1}, {premiere.titre.lower()}"
    return Etape((question.champ, combien, premiere.champ), premiere, titre, peut_finir=combien >= question.minimum)


def _partie(parties: tuple[Question, ...], base: Cle, reponses: Reponses, titre: str) -> Etape | None:
    for partie in parties:
        cle = (*base, partie.champ)
        if cle not in reponses:
            autre, avec = A_DEFAUT_DE.get(partie.champ), AVEC.get(partie.champ)
            if (autre and reponses.get((*base, autre)) is not None) or (avec and reponses.get((*base, avec)) is None):
                continue
            return Etape(cle, partie, f"{titre}, {partie.titre.lower()}")
        valeur = reponses[cle]
        if partie.document and isinstance(valeur, str) and valeur.startswith(NEUVE):
            etape = _partie(questions_d_un_document(), ("documents", valeur), reponses, "Nouvelle source")
            if etape is not None:
                return etape
    return None


def nombre(reponses: Reponses, champ: str) -> int:
    """Combien d’éléments d’une liste sont commencés."""
    return max((int(cle[1]) + 1 for cle in reponses if len(cle) > 2 and cle[0] == champ and isinstance(cle[1], int)), default=0)


def assembler(famille: str, reponses: Reponses) -> dict[str, Any]:
    """Les réponses comme la fiche les range, dans l’ordre du modèle, sans ce que l’on a passé."""
    champs: dict[str, Any] = {}
    for cle in sorted((c for c in reponses if FIN not in c and reponses[c] is not None), key=_rang(famille)):
        _poser(champs, cle, reponses[cle])
    return champs


def _poser(champs: dict[str, Any], cle: Cle, valeur: Any) -> None:
    champ, *suite = cle
    if not suite:
        champs[str(champ)] = valeur
    elif isinstance(suite[0], int):
        elements = champs.setdefault(str(champ), [])
        while len(elements) <= suite[0]:
            elements.append({})
        elements[suite[0]][suite[1]] = valeur
    elif len(suite) == 2:
        champs.setdefault(str(champ), {}).setdefault(suite[0], {})[suite[1]] = valeur
    else:
        champs.setdefault(str(champ), {})[suite[0]] = valeur


def _rang(famille: str) -> Any:
    """L’ordre des champs dans la fiche : celui des questions, les documents décrits après les sources, le reste à la fin."""
    ordre = {question.champ: rang for rang, question in enumerate(questions(famille))}
    ordre["documents"] = ordre.get("sources", len(ordre))
    parties = [p.champ for q in questions(famille) for p in q.parties] + [q.champ for q in questions_d_un_document()]
    dedans = {champ: rang for rang, champ in reversed(list(enumerate(parties)))}

    def rang(cle: Cle) -> tuple[Any, ...]:
        element = cle[1] if len(cle) > 2 else ""
        return (
            ordre.get(str(cle[0]), len(ordre)),
            cle[0] == "documents",
            str(cle[0]),
            str(element).zfill(4),
            dedans.get(str(cle[-1]), 0),
        )

    return rang


def aplatir(famille: str, champs: Mapping[str, Any]) -> Reponses:
    """Les réponses données d’un bloc, chacune sous sa clé."""
    reponses: Reponses = {}
    par_champ = {question.champ: question for question in questions(famille)}
    for champ, valeur in champs.items():
        question = par_champ.get(champ)
        if question is None or not question.parties:
            reponses[(champ,)] = valeur
        elif not question.plusieurs:
            reponses |= dict(_parties(question, (champ,), valeur))
        else:
            for rang, objet in enumerate(valeur):
                reponses |= dict(_parties(question, (champ, rang), objet))
            if len(valeur) >= question.minimum:
                reponses[(champ, FIN)] = True
    return reponses


def _parties(question: Question, base: Cle, objet: Mapping[str, Any]) -> Iterator[tuple[Cle, Any]]:
    donnes = {(*base, partie): valeur for partie, valeur in objet.items()}
    passes = {(*base, partie.champ): None for partie in question.parties if not partie.obligatoire}
    yield from (passes | donnes).items()


def sources_neuves(reponses: Reponses) -> dict[str, str]:
    """Les documents décrits en route : leur titre, par clé."""
    titres = {str(cle[1]): str(titre) for cle, titre in reponses.items() if cle[0] == "documents" and cle[-1] == "titre"}
    return {cle: titre for cle, titre in titres.items() if cle.startswith(NEUVE)}
