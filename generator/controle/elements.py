"""Ce qui s’écrit avec ses propres champs (un partenaire, un chiffre, une période), à partir de ce qu’on a écrit sur une ligne."""

import re
from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from generator.constats.constat import ERREUR, Regle
from generator.controle.champs_manquants import devine_de
from generator.controle.explications import Erreur, Explication
from generator.controle.retouches import ecrire
from generator.controle.valeurs import Choix, choix
from generator.modele.introspection import modele_de, vocabulaire_de
from generator.modele.referentiel import Referentiel
from generator.modele.squelette import CHOIX, PLACE, valeur_a_remplir

MAL_FORME = Regle(
    "champ-mal-forme",
    ERREUR,
    "Valeur mal écrite dans un champ",
    "Ce champ attend une forme précise : une date s’écrit `2026-11-20` (année, mois, jour), une année `2018` sans « vers », "
    "une adresse commence par `https://`, une liste se met entre crochets. "
    "Cette régularité permet de trier et de relier les fiches. "
    "Récrivez la valeur comme dans le modèle ; les nuances ont leur place dans le récit.",
    faux="publie_le: 20/11/2026",
    juste="publie_le: 2026-11-20",
)


def en_chiffre(e: Erreur) -> str:
    """Un montant ou un nombre, comme le premier des chiffres de la fiche ; rien si elle en a déjà."""
    siens = _chiffre(e) if e.nom == "chiffres" or "chiffres" not in e.parent else {}
    lignes = (f"\n  {'  ' if rang else '- '}{nom}: {un}" for rang, (nom, un) in enumerate(siens.items()))
    return f"chiffres:{''.join(lignes)}" if siens else ""


def parmi_les_chiffres(e: Erreur) -> str:
    """Ce qu’il faut ajouter aux chiffres de la fiche, quand elle en a déjà."""
    siens = _chiffre(e) if "chiffres" in e.parent else {}
    ligne = ", ".join(f"{nom}: {un.partition(' #')[0]}" for nom, un in siens.items())
    return f"Ajoutez sous « chiffres: », avec deux espaces devant, et complétez : « - {{{ligne}}} »." if siens else ""


def _chiffre(e: Erreur) -> Mapping[str, str]:
    """Les champs d’un chiffre, avec le nombre que l’on a lu et une place à remplir pour chacun des autres."""
    champ = e.champ if e.nom == "chiffres" else e.modele.model_fields.get("chiffres")
    chiffre = modele_de(champ) if champ else None
    trouve = (
        re.fullmatch(r"(\d[\d\s.,\u00a0\u202f]*)\s*(\D{0,40}?)(?:\s*\(?((?:19|20)\d\d)\)?)?", e.brut)
        if isinstance(e.brut, str)
        else None
    )
    if chiffre is None or trouve is None:
        return {}
    places = {nom: valeur_a_remplir(nom, chiffre, documents=tuple(e.decrits)) for nom in ("libelle", "annee", "source")}
    places |= {"annee": trouve[3]} if trouve[3] else {}
    return {"valeur": f'"{trouve[1].strip()}"', **({"unite": ecrire(trouve[2])} if trouve[2] else {}), **places}


def un_par_ligne(e: Erreur, modele: type[BaseModel], lu: str | Sequence[str]) -> Explication:
    """Des noms mis bout à bout : la ligne à compléter pour chacun."""
    obligatoires = [nom for nom, champ in modele.model_fields.items() if champ.is_required()]
    lignes = []
    noms = re.split(r"\s*[,;/]\s*(?![^()]*\))|\s+et\s+(?![^()]*\))", lu) if isinstance(lu, str) else lu
    for precise in filter(None, noms):
        nom, entre_parentheses = _ce_qu_il_est(precise, modele, e.referentiel)
        champs = {
            cle: entre_parentheses.get(cle)
            or devine_de({"nom": nom}, modele.model_fields[cle], e.referentiel)
            or valeur_a_remplir(cle, modele)
            for cle in obligatoires
        }
        champs["nom"] = ecrire(nom)
        lignes += [f"\n  {'  ' if rang else '- '}{cle}: {valeur}" for rang, (cle, valeur) in enumerate(champs.items())]
    profil = next((champ for champ in modele.model_fields.values() if vocabulaire_de(champ)), None)
    vocabulaire = e.referentiel.vocabulaires.get(vocabulaire_de(profil)) if profil else None
    message = (
        f"« {e.nom} » demande un élément par tiret, avec ses propres champs. Vérifiez les noms, puis mettez vos réponses à la "
        f"place de chaque « {PLACE} » et de chaque « {CHOIX} »."
    )
    return Explication(MAL_FORME, message, texte="".join(lignes), **(choix(vocabulaire.modalites) if vocabulaire else Choix()))


def _ce_qu_il_est(precise: str, modele: type[BaseModel], referentiel: Referentiel) -> tuple[str, dict[str, str]]:
    """« Premier pas (association) » : le nom, et la valeur que dit la parenthèse."""
    trouve = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", precise)
    for cle, champ in modele.model_fields.items() if trouve else ():
        vocabulaire = referentiel.vocabulaires.get(vocabulaire_de(champ))
        dites = vocabulaire.dites(trouve[2]) if trouve and vocabulaire and champ.is_required() else ()
        if trouve and vocabulaire and trouve[2] in vocabulaire.identifiants:
            return trouve[1], {cle: trouve[2]}
        if trouve and len(dites) == 1:
            return trouve[1], {cle: dites[0].id}
    return precise, {}


def periode_dite(modele: type[BaseModel], lu: object) -> str:
    """« 2012-2018 » ou « depuis 2012 », comme un début et une fin."""
    if not isinstance(lu, str) or not {"debut", "fin"} <= set(modele.model_fields):
        return ""
    annees = re.fullmatch(
        r"(?:depuis |de |en )?(\d{4})(?:\s*(?:-|–|—|/|à|au|jusqu’en|jusqu'en)\s*(\d{4}))?", lu.strip().casefold()
    )
    if not annees:
        return ""
    return f"{{debut: {annees[1]}, fin: {annees[2]}}}" if annees[2] else f"{{debut: {annees[1]}}}"
