"""Le dialogue qui crée une fiche : poser les questions, relire chaque réponse, la redemander si elle ne va pas."""

from collections.abc import Callable, Iterable
from typing import Any

from generator.constats.proximite import plus_proche
from generator.constats.signes import citer
from generator.controle.valeurs import lieux
from generator.ecriture.questions import DATE, Question, questions
from generator.modele.fiches import MODELES
from generator.modele.introspection import est_une_liste
from generator.modele.referentiel import Referentiel
from generator.modele.territoires import LieuAmbigu, LieuInconnu, lieu

Poser = Callable[[str, tuple[str, ...], str], str]
"""Pose une question : le texte, les choix à compléter, la réponse par défaut ; rend ce qu’on a tapé."""

FINI = ""


class ReponseRefusee(ValueError):
    """Une réponse donnée en option qui ne se lit pas ; le message dit laquelle, et comment l’écrire."""


def lire_reponses(famille: str, reponses: Iterable[str]) -> dict[str, Any]:
    """Les réponses données en options, « champ=valeur » ; les listes se séparent par des virgules.

    Un champ composé s’écrit « partenaires=nom:Une ville|profil:acteurs-publics|role:prête un local », et se répète.
    Lève `ReponseRefusee` si l’une n’a pas cette forme, ou si son champ n’existe pas dans cette famille.
    """
    par_champ = {question.champ: question for question in questions(famille)}
    admis = tuple(champ for champ in MODELES[famille].model_fields if champ != DATE)
    lues: dict[str, Any] = {}
    for reponse in reponses:
        champ, egal, valeur = reponse.partition("=")
        if not egal:
            raise ReponseRefusee(f"« {citer(reponse)} » n’est pas une réponse : écrivez champ=valeur.")
        if champ not in admis:
            proche = plus_proche(champ, admis)
            suite = f" Vouliez-vous dire « {proche} » ?" if proche else f" Choisissez parmi : {', '.join(admis)}."
            raise ReponseRefusee(f"« {citer(champ)} » n’est pas un champ de cette famille.{suite}")
        question = par_champ.get(champ)
        if question is not None and question.parties:
            objet = dict(partie.split(":", 1) for partie in valeur.split("|") if ":" in partie)
            if question.plusieurs:
                lues.setdefault(champ, []).append(objet)
            else:
                lues[champ] = objet
        elif est_une_liste(MODELES[famille].model_fields[champ]):
            lues.setdefault(champ, []).extend(v.strip() for v in valeur.split(",") if v.strip())
        else:
            lues[champ] = valeur
    return lues


def demander(
    famille: str, deja: dict[str, Any], referentiel: Referentiel, *, poser: Poser, dire: Callable[[str], None]
) -> dict[str, Any]:
    """Pose les questions auxquelles `deja` ne répond pas ; rend toutes les réponses, dans l’ordre du modèle."""
    reponses: dict[str, Any] = {}
    for question in questions(famille):
        if question.champ in deja:
            reponses[question.champ] = deja[question.champ]
        else:
            dire(f"\n{question.titre}. {question.aide}")
            reponses[question.champ] = _repondre(question, referentiel, poser, dire)
    return reponses | {champ: valeur for champ, valeur in deja.items() if champ not in reponses}


def _repondre(question: Question, referentiel: Referentiel, poser: Poser, dire: Callable[[str], None]) -> Any:
    if not question.parties:
        return _simple(question, referentiel, poser, dire)
    if not question.plusieurs:
        return {p.champ: _simple(p, referentiel, poser, dire) for p in question.parties}
    objets: list[dict[str, str]] = []
    while True:
        assez = len(objets) >= question.minimum
        premiere, *suite = question.parties
        suffixe = " (Entrée pour finir)" if assez else ""
        choix = _choix(premiere, referentiel)
        reponse = poser(f"{question.titre} {len(objets) + 1}, {premiere.titre.lower()}{suffixe}", choix, FINI).strip()
        if not reponse and assez:
            return objets
        if refus := _refus(premiere, reponse, choix):
            dire(refus)
            continue
        objets.append({premiere.champ: reponse} | {p.champ: _simple(p, referentiel, poser, dire) for p in suite})


def _simple(question: Question, referentiel: Referentiel, poser: Poser, dire: Callable[[str], None]) -> Any:
    choix = _choix(question, referentiel)
    if question.vocabulaire:
        for modalite in referentiel.vocabulaires[question.vocabulaire].modalites:
            dire(f"  {modalite.id} : {modalite.libelle}")
    while True:
        precision = " (plusieurs : séparez par des virgules)" if question.plusieurs else ""
        tape = poser(f"{question.titre}{precision}", choix, FINI)
        reponses = [r.strip() for r in tape.split(",")] if question.plusieurs else [tape.strip()]
        refus = [texte for reponse in reponses if (texte := _refus(question, reponse, choix))]
        if not refus:
            return reponses if question.plusieurs else reponses[0]
        dire(" ".join(refus))


def _choix(question: Question, referentiel: Referentiel) -> tuple[str, ...]:
    if question.vocabulaire:
        return referentiel.vocabulaires[question.vocabulaire].identifiants
    return tuple(referentiel.bibliographie) if question.champ == "document" else ()


def _refus(question: Question, reponse: str, choix: tuple[str, ...]) -> str:
    """Pourquoi cette réponse ne va pas, ou rien."""
    if not reponse:
        return "Il faut une réponse."
    if choix and reponse not in choix:
        proche = plus_proche(reponse, choix)
        return f"« {reponse} » n’est pas dans la liste." + (f" Vouliez-vous dire « {proche} » ?" if proche else "")
    if question.champ == "territoires":
        try:
            lieu(reponse)
        except LieuInconnu:
            proches = ", ".join(lieux(reponse))
            return f"« {reponse} » n’est pas un nom officiel." + (f" Vouliez-vous dire « {proches} » ?" if proches else "")
        except LieuAmbigu as exc:
            return f"« {reponse} » désigne plusieurs territoires : {', '.join(exc.candidats)}."
    return ""
