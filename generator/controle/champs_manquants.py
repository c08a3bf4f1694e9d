"""Les champs qui manquent, ou que l’on a laissés vides : ce qu’il faut ajouter, et la ligne à compléter."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.constats.constat import ERREUR, Regle
from generator.constats.signes import citer
from generator.controle.exemples import exemple_de
from generator.controle.explications import Erreur, Explication
from generator.controle.valeurs import Choix, choix, valeur_dite
from generator.modele.bibliographie import Citation
from generator.modele.fiches import Champs
from generator.modele.introspection import vocabulaire_de
from generator.modele.referentiel import Referentiel
from generator.modele.squelette import CHOIX, PLACE

MANQUANT = Regle(
    "champ-manquant",
    ERREUR,
    "Il manque un champ",
    "Un renseignement indispensable est absent, ou son champ est resté vide. "
    "Sans lui, la fiche ne pourrait être ni classée ni comprise. "
    "Ajoutez la ligne dans l’en-tête ; si le champ est facultatif et que vous ne savez pas, retirez sa ligne.",
    faux="titre: Un café partagé au village\nstatut:",
    juste="titre: Un café partagé au village\nstatut: en-cours",
)


def manquants(noms: Sequence[str], e: Erreur, bloc: str) -> Explication:
    """Ce qui manque au même endroit (`e` est l’une de ces erreurs), et comment remplir le `bloc` à y insérer."""
    dits = [f"« {nom} »" for nom in noms]
    quoi = f"{', '.join(dits[:-1])} et {dits[-1]}" if len(dits) > 1 else dits[0]
    ou = "juste avant la ligne de trois tirets qui ferme l’en-tête" if e.racine else "dessous"
    places = [f"« {place} »" for place in (PLACE, CHOIX) if place in bloc]
    message = f"Il manque {quoi}{'' if e.racine else _chez(e.parent)}."
    if len(noms) == 1:
        message += f" {sans_liste(e.aide)}"
    message += f" Ajoutez {'cette ligne' if len(noms) == 1 and e.attendu is None else 'ces lignes'} {ou}"
    if places and len(noms) == 1 and bloc.count(PLACE) + bloc.count(CHOIX) == 1:
        message += f", et mettez votre réponse à la place de {places[0]}."
    else:
        message += f", puis mettez vos réponses à la place de chaque {' et de chaque '.join(places)}." if places else "."
    if "  # " in bloc:
        message += " Ce qui suit « # » rappelle les valeurs possibles."
    if "annee" in noms and annee_du_document(e.modele, e.parent, e.decrits):
        message += " L’année est celle du document : mettez celle du chiffre si vous la connaissez."
    return Explication(MANQUANT, message, **(valeurs_admises(e) if len(noms) == 1 else Choix()))


def annee_du_document(modele: type[BaseModel], parent: Mapping[str, Any], decrits: Mapping[str, Any]) -> str:
    """L’année que l’on donne, à défaut de la sienne, à un chiffre : celle de sa source, si l’on sait laquelle."""
    cle = parent.get("source") or (next(iter(decrits)) if len(decrits) == 1 else "")
    document = decrits.get(cle) if isinstance(cle, str) else None
    annee = document.get("annee") if isinstance(document, dict) and "source" in modele.model_fields else None
    return annee if isinstance(annee, str) and re.fullmatch(r"(?:19|20)\d\d", annee) else ""


def manquant(e: Erreur) -> Explication:
    ou = "" if e.racine else _chez(e.parent)
    if e.attendu is Citation and "documents" not in e.parent:
        exemple = exemple_de(Champs.model_fields["documents"], e.referentiel)
        message = f"Il manque « {e.nom} ». {e.aide} {par_exemple(e)} Décrivez aussi ce document : « documents: {exemple} »."
        return Explication(MANQUANT, message)
    message = f"Il manque « {e.nom} »{ou}. {sans_liste(e.aide)} {par_exemple(e)}"
    return Explication(MANQUANT, message, **valeurs_admises(e))


def vide(e: Erreur) -> Explication:
    champ = e.modele.model_fields.get(e.nom)
    remede = "remplissez-le" if champ and champ.is_required() else "remplissez-le ou retirez cette ligne"
    return Explication(
        MANQUANT, f"Le champ « {e.nom} » est vide : {remede}. {sans_liste(e.aide)} {par_exemple(e)}", **valeurs_admises(e)
    )


def periode_sans_annee(_: Erreur) -> Explication:
    message = "Dites depuis quand : « debut » ou, si aucune source ne le dit, « attestee », la plus ancienne trace."
    return Explication(MANQUANT, message)


def _chez(parent: Mapping[str, Any]) -> str:
    """De quel élément on parle : celui que l’on reconnaît à son premier champ."""
    nom, valeur = next(((nom, valeur) for nom, valeur in parent.items() if isinstance(valeur, str)), ("", ""))
    return f" sous « {nom}: {citer(valeur)} »" if nom else ""


def sans_liste(aide: str) -> str:
    """L’aide d’un champ, sans le fichier où sont ses valeurs : on les montre."""
    return (
        re.sub(r",? ?[Pp]armi (?:les valeurs de |ceux de )?content/vocabulaires/[a-z-]+\.yml", "", aide).strip(" .") + "."
        if aide
        else ""
    )


def valeurs_admises(e: Erreur) -> Choix:
    vocabulaire = e.referentiel.vocabulaires.get(vocabulaire_de(e.champ)) if e.champ else None
    return choix(vocabulaire.modalites) if vocabulaire else Choix()


def par_exemple(e: Erreur) -> str:
    """La ligne à écrire, avec une valeur qui en est une : celle que le nom de l’élément laisse deviner, si possible."""
    exemple = (devine_de(e.parent, e.champ, e.referentiel) or exemple_de(e.champ, e.referentiel)) if e.champ else ""
    return f"Par exemple, sur une ligne : « {e.nom}: {exemple} »." if exemple else ""


def devine(nom: str, e: Erreur) -> str:
    """Ce que le nom de l’élément laisse deviner d’un champ qui lui manque."""
    return devine_de(e.parent, e.modele.model_fields[nom], e.referentiel)


def devine_de(parent: Mapping[str, Any], champ: FieldInfo, referentiel: Referentiel) -> str:
    """La valeur que dit le premier mot d’un nom : « Mairie de Crest » est un acteur public, « Hôtels du lac » une entreprise."""
    nom = parent.get("nom")
    return valeur_dite(nom, vocabulaire_de(champ), referentiel) if isinstance(nom, str) else ""
