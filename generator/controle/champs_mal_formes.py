"""Les valeurs mal écrites : une date, une liste, un nombre, une adresse qui n’ont pas la forme attendue."""

import re
from datetime import date

from generator.constats.proximite import dit_non, dit_oui
from generator.controle.champs_manquants import sans_liste, valeurs_admises
from generator.controle.elements import MAL_FORME, en_chiffre, periode_dite, un_par_ligne
from generator.controle.exemples import exemple_de
from generator.controle.explications import Erreur, Explication
from generator.controle.liens_prives import ceci_est_un_courriel, est_un_courriel
from generator.controle.retouches import ecrire_liste
from generator.controle.valeurs import annees_possibles, comprendre, jours_possibles
from generator.modele.introspection import type_de, vers_une_fiche


def date_impossible(e: Erreur) -> Explication:
    return Explication(MAL_FORME, f"La date « {e.lu} » n’existe pas. {e.aide}")


def liste_attendue(e: Erreur) -> Explication:
    if rien := _rien_a_y_mettre(e):
        return rien
    if e.attendu:
        return table_attendue(e)
    message = (
        f"« {e.nom} » est une liste : un tiret et une espace devant chaque élément, ou des crochets autour. {sans_liste(e.aide)}"
    )
    valeurs = comprendre(e.brut, e.champ, e.referentiel) if e.champ and isinstance(e.brut, str) else ()
    return (
        Explication(MAL_FORME, message, texte=ecrire_liste(valeurs))
        if valeurs
        else Explication(MAL_FORME, message, **valeurs_admises(e))
    )


def _rien_a_y_mettre(e: Erreur) -> Explication | None:
    """« Non » dans un champ facultatif : sa ligne se retire ; « oui », où l’on attend une fiche, ne dit pas laquelle."""
    renvoi = e.champ is not None and vers_une_fiche(e.champ)
    if not e.champ or e.champ.is_required() or not (dit_non(e.lu) or (renvoi and dit_oui(e.lu))):
        return None
    if renvoi:
        message = (
            f"« {e.lu} » n’est pas une fiche. Si vous n’en avez pas à relier, retirez toute la ligne « {e.nom} ». "
            f"Sinon, écrivez « {e.nom}: » puis le nom de la fiche : la réponse suivante donnera son adresse, comme "
            "outils/fonds-odd-17."
        )
        return Explication(MAL_FORME, message)
    return Explication(MAL_FORME, f"« {e.nom} » est facultatif : si vous n’avez rien à y mettre, retirez toute sa ligne.")


def hors_bornes(e: Erreur) -> Explication:
    borne = f"au moins {e.contexte['ge']}" if "ge" in e.contexte else f"au plus {e.contexte['le']}"
    return Explication(MAL_FORME, f"« {e.nom} » vaut {e.lu} ; il faut {borne}.")


def table_attendue(e: Erreur) -> Explication:
    modele = e.attendu or e.modele
    champs = ", ".join(f"{nom}: …" for nom in list(modele.model_fields)[:5])
    message = f"« {e.nom} » s’écrit avec ses propres champs, un par ligne : {'- ' if e.liste else ''}{champs}"
    if texte := periode_dite(modele, e.brut):
        return Explication(MAL_FORME, message, texte=texte)
    if e.nom == "chiffres" and (texte := en_chiffre(e)):
        return Explication(MAL_FORME, f"{message}.", texte=texte.removeprefix("chiffres:"))
    if e.liste and isinstance(e.brut, str) and "nom" in modele.model_fields:
        return un_par_ligne(e, modele, e.brut)
    exemple = exemple_de(e.champ, e.referentiel) if e.champ else ""
    return Explication(MAL_FORME, f"{message}. Par exemple, sur une ligne : « {e.nom}: {exemple} »." if exemple else message)


def texte_attendu(e: Erreur) -> Explication:
    message = f"« {e.nom} » attend un texte simple. S’il contient « : », mettez-le entre guillemets droits. {e.aide}"
    return Explication(MAL_FORME, message)


def motif(e: Erreur) -> Explication:
    exemples = {
        "url": "Une adresse commence par https:// et n’a pas d’espace.",
        "voir_aussi": "Écrivez par exemple outils/fonds-odd-17.",
    }
    if rien := _rien_a_y_mettre(e):
        return rien
    if e.nom == "url" and est_un_courriel(e.lu):
        return Explication(MAL_FORME, ceci_est_un_courriel(dans_les_documents="nature" in e.modele.model_fields))
    message = f"« {e.nom} » n’a pas la forme attendue. {exemples.get(e.nom, '')} {e.aide}"
    if e.nom == "url" and re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/[^\s<>\"]*)?", e.lu):
        return Explication(MAL_FORME, message, f"https://{e.lu}", valeurs=(f"https://{e.lu}",))
    return Explication(MAL_FORME, message)


def entier_attendu(e: Erreur) -> Explication:
    message = f"« {e.nom} » attend un nombre entier, en chiffres : « {e.lu} » n’en est pas un. {e.aide}"
    if e.champ and type_de(e.champ) is int and (annees := annees_possibles(e.lu)):
        message = f"« {e.nom} » attend une seule année : « {e.lu} » en dit deux. {e.aide}"
        return Explication(MAL_FORME, message, admis=annees)
    return _comme_il_faut(e, message)


def date_attendue(e: Erreur) -> Explication:
    return _comme_il_faut(e, f"« {e.nom} » attend une date écrite 2026-11-20 : l’année, le mois, le jour. {e.aide}")


def _comme_il_faut(e: Erreur, message: str) -> Explication:
    """Une année ou une date que l’on a comprise, écrite comme on l’attend."""
    valeurs = comprendre(e.lu, e.champ, e.referentiel) if e.champ else ()
    if len(valeurs) == 1:
        return Explication(MAL_FORME, message, valeurs[0], valeurs=valeurs)
    return Explication(MAL_FORME, message, admis=jours_possibles(e.lu) if e.champ and type_de(e.champ) is date else ())


def siren_faux(e: Erreur) -> Explication:
    message = (
        f"« {e.lu} » n’est pas un numéro SIREN : neuf chiffres, dont le dernier se calcule des autres. Recopiez-le de sa source."
    )
    return Explication(MAL_FORME, message)


def autre(e: Erreur) -> Explication:
    return Explication(MAL_FORME, f"« {e.nom} » n’a pas la forme attendue. {e.aide}")
