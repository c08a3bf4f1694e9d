"""Ce qui appuie un exemple, dit en une phrase : la raison de son niveau de preuve."""

from generator.catalogue.francais import INSECABLE, accorder, enumerer
from generator.modele.fiches import Evaluation, Exemple
from generator.modele.preuve import est_de


def raison(exemple: Exemple) -> str:
    """Pourquoi il est à ce niveau : « 5 chiffres constatés ; aucune évaluation citée »."""
    nombre = len(exemple.constates)
    aucun = "Aucun chiffre constaté" if exemple.chiffres else "Aucun chiffre"
    chiffres = f"{accorder(nombre, 'chiffre')} constaté{'s' if nombre > 1 else ''}" if nombre else aucun
    evaluation = _evaluation(exemple.evaluation, exemple) if exemple.evaluation else "aucune évaluation citée"
    return f"{chiffres}{INSECABLE}; {evaluation}"


def _evaluation(evaluation: Evaluation, exemple: Exemple) -> str:
    if not evaluation.conclusions_lues:
        return f"une évaluation a eu lieu{INSECABLE}; nous n’en avons pas vu les conclusions"
    evalue = f"évalué en {evaluation.annee}" if evaluation.annee else "évalué"
    if not evaluation.par:
        return f"{evalue}, sans que la source nomme qui l’a fait"
    partenaires = tuple(partenaire.nom for partenaire in exemple.partenaires)
    siens = sum(est_de(partenaires, nom) for nom in evaluation.par)
    plusieurs = len(evaluation.par) > 1
    if not siens:
        qui = "qui ne sont pas partenaires" if plusieurs else "qui n’est pas partenaire"
    elif siens == len(evaluation.par):
        qui = "partenaires de l’alliance" if plusieurs else "partenaire de l’alliance"
    else:
        qui = "dont un partenaire au moins"
    return f"{evalue} ({enumerer(evaluation.par)}, {qui})"
