"""Les réponses données d’avance, en options de la commande : « champ=valeur »."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from generator.constats.proximite import plus_proche
from generator.constats.signes import citer
from generator.modele.choix import chercher, du_vocabulaire
from generator.modele.fiches import MODELES
from generator.modele.introspection import est_une_liste, modele_de, vocabulaire_de
from generator.modele.questions import DATE, questions
from generator.modele.referentiel import Referentiel


class ReponseRefusee(ValueError):
    """Une réponse donnée en option qui ne se lit pas ; le message dit laquelle, et comment l’écrire."""


def lire_reponses(famille: str, reponses: Iterable[str]) -> dict[str, Any]:
    """Les réponses données en options, « champ=valeur » ; les listes se séparent par des virgules.

    Un champ composé s’écrit « partenaires=nom:Une ville|profil:acteurs-publics|role:prête un local », et se répète.
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


def avec_identifiants(modele: type[BaseModel], reponses: Mapping[str, Any], referentiel: Referentiel) -> dict[str, Any]:
    """Les mêmes réponses, où chaque nom affiché d’une liste (« Entreprises ») est devenu son identifiant."""
    rendues: dict[str, Any] = {}
    for champ, valeur in reponses.items():
        info = modele.model_fields.get(champ)
        compose, vocabulaire = (modele_de(info), vocabulaire_de(info)) if info else (None, "")
        if compose and isinstance(valeur, list):
            rendues[champ] = [
                avec_identifiants(compose, objet, referentiel) if isinstance(objet, dict) else objet for objet in valeur
            ]
        elif compose and isinstance(valeur, dict):
            rendues[champ] = avec_identifiants(compose, valeur, referentiel)
        elif vocabulaire and isinstance(valeur, list):
            rendues[champ] = [_identifiant(un, vocabulaire, referentiel) for un in valeur]
        elif vocabulaire and isinstance(valeur, str):
            rendues[champ] = _identifiant(valeur, vocabulaire, referentiel)
        else:
            rendues[champ] = valeur
    return rendues


def _identifiant(tape: str, vocabulaire: str, referentiel: Referentiel) -> str:
    trouves = chercher(tape, du_vocabulaire(referentiel.vocabulaires[vocabulaire]))
    return trouves[0].valeur if len(trouves) == 1 else tape
