"""Les champs : le bon nom, une valeur, la bonne forme, la bonne longueur."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.constats.constat import ERREUR, Regle
from generator.constats.proximite import dit_non, dit_oui, plus_proche, replier, voisins
from generator.constats.signes import citer
from generator.controle.ailleurs import champs_dits, deja_la, ou_le_dire
from generator.controle.exemples import exemple_de
from generator.controle.explications import Erreur, Explication, Expliquer
from generator.controle.regles import Faute, controle
from generator.controle.retouches import corriger, ecrire, ecrire_liste, sans_la_valeur
from generator.controle.sujets import Cas
from generator.controle.valeurs import Choix, choix, comprendre, jours_possibles, valeur_dite
from generator.lecture.document import Chemin
from generator.modele.bibliographie import Citation
from generator.modele.fiches import Champs
from generator.modele.introspection import champ_en, est_une_liste, modele_de, mots_de, type_de, vers_une_fiche, vocabulaire_de
from generator.modele.referentiel import Referentiel
from generator.modele.squelette import CHOIX, PLACE, valeur_a_remplir

INCONNU = Regle(
    "champ-inconnu",
    ERREUR,
    "Ce champ n’existe pas",
    "Le nom écrit avant les deux-points n’est pas un champ de cette sorte de fiche, ou il n’est pas à sa place. "
    "C’est souvent une lettre de trop, un accent, ou un tiret au lieu d’un soulignement : les noms de champs s’écrivent "
    "en minuscules, sans accent. Un mot de tous les jours (« lieu », « date de début ») est reconnu, "
    "et la réponse donne la ligne à écrire. "
    "Sinon, reprenez le nom exact dans le modèle de fiche, ou déplacez l’information dans le récit.",
    faux="mots-clés: [stage, orientation]",
    juste="mots_cles: [stage, orientation]",
)

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

LONGUEUR = Regle(
    "champ-longueur",
    ERREUR,
    "Texte ou liste de mauvaise longueur",
    "Ce champ est trop court pour être utile, ou trop long pour tenir sur un téléphone. "
    "Un titre va de 3 à 90 signes, un résumé de 60 à 300 ; trois domaines suffisent, et une alliance compte au moins "
    "deux partenaires. Complétez ou resserrez : les détails vont dans le récit.",
    faux="resume: Un café associatif.",
    juste="resume: >-\n  Des habitants et un boulanger rouvrent le café fermé depuis dix ans.\n"
    "  On y boit un verre, on y remplit ses papiers.",
)


@controle(
    Cas,
    Regle(
        "champ-en-double",
        ERREUR,
        "Valeur répétée dans une liste",
        "La même valeur est écrite plusieurs fois dans une liste. Elle ne compterait pas double pour autant. "
        "Retirez la répétition, ou remplacez-la par celle que vous vouliez écrire.",
        faux="domaines: [education, emploi-insertion, education]",
        juste="domaines: [education, emploi-insertion]",
    ),
)
def listes_sans_doublon(cas: Cas) -> Iterator[Faute]:
    for nom in _listes(type(cas.fiche.champs)):
        ecrites = cas.document.valeur.get(nom) or []
        # Un lieu a plusieurs graphies : c’est le lieu qui ne se répète pas.
        valeurs = [str(getattr(valeur, "nom", valeur)) for valeur in getattr(cas.fiche.champs, nom)]
        pliees = [valeur.casefold() for valeur in valeurs]
        for pliee, fois in Counter(pliees).items():
            if fois > 1:
                rang = len(pliees) - 1 - pliees[::-1].index(pliee)
                message = f"« {citer(valeurs[rang])} » est écrit {fois} fois dans « {nom} »."
                retouche = sans_la_valeur(cas.document, (nom, rang), cas.ecrit.lignes)
                ligne = corriger(cas.ecrit.lignes, [retouche])[retouche.ligne] if retouche else ""
                yield Faute((nom, rang), message, ecrites[rang] if rang < len(ecrites) else valeurs[rang], correction=ligne)


@cache
def _listes(modele: type[Champs]) -> tuple[str, ...]:
    """Les champs de ce modèle qui sont des listes de valeurs simples."""
    return tuple(nom for nom, champ in modele.model_fields.items() if est_une_liste(champ) and not modele_de(champ))


CHAMPS_DU_SITE = "/contribuer/champs/"
"""L’adresse de la page qui dit tous les champs."""

CHAMPS_MONTRES = 3
"""Devant un champ que rien ne désigne, on montre les quelques champs qui s’en approchent, et l’on dit où est la liste."""


def manquants(noms: Sequence[str], e: Erreur, bloc: str) -> Explication:
    """Ce qui manque au même endroit (`e` est l’une de ces erreurs), et comment remplir le `bloc` à y insérer."""
    dits = [f"« {nom} »" for nom in noms]
    quoi = f"{', '.join(dits[:-1])} et {dits[-1]}" if len(dits) > 1 else dits[0]
    ou = "juste avant la ligne de trois tirets qui ferme l’en-tête" if e.racine else "dessous"
    places = [f"« {place} »" for place in (PLACE, CHOIX) if place in bloc]
    message = f"Il manque {quoi}{'' if e.racine else _chez(e.parent)}."
    if len(noms) == 1:
        message += f" {_sans_liste(e.aide)}"
    message += f" Ajoutez {'cette ligne' if len(noms) == 1 and e.attendu is None else 'ces lignes'} {ou}"
    if places and len(noms) == 1 and bloc.count(PLACE) + bloc.count(CHOIX) == 1:
        message += f", et mettez votre réponse à la place de {places[0]}."
    else:
        message += f", puis mettez vos réponses à la place de chaque {' et de chaque '.join(places)}." if places else "."
    if "  # " in bloc:
        message += " Ce qui suit « # » rappelle les valeurs possibles."
    if "annee" in noms and annee_du_document(e.modele, e.parent, e.decrits):
        message += " L’année est celle du document : mettez celle du chiffre si vous la connaissez."
    return Explication(MANQUANT, message, **(_valeurs_admises(e) if len(noms) == 1 else Choix()))


def annee_du_document(modele: type[BaseModel], parent: Mapping[str, Any], decrits: Mapping[str, Any]) -> str:
    """L’année que l’on donne, à défaut de la sienne, à un chiffre : celle de sa source, si l’on sait laquelle."""
    cle = parent.get("source") or (next(iter(decrits)) if len(decrits) == 1 else "")
    document = decrits.get(cle) if isinstance(cle, str) else None
    annee = document.get("annee") if isinstance(document, dict) and "source" in modele.model_fields else None
    return annee if isinstance(annee, str) and re.fullmatch(r"(?:19|20)\d\d", annee) else ""


def _manquant(e: Erreur) -> Explication:
    ou = "" if e.racine else _chez(e.parent)
    if e.attendu is Citation and "documents" not in e.parent:
        exemple = exemple_de(Champs.model_fields["documents"], e.referentiel)
        message = f"Il manque « {e.nom} ». {e.aide} {_par_exemple(e)} Décrivez aussi ce document : « documents: {exemple} »."
        return Explication(MANQUANT, message)
    message = f"Il manque « {e.nom} »{ou}. {_sans_liste(e.aide)} {_par_exemple(e)}"
    return Explication(MANQUANT, message, **_valeurs_admises(e))


def _vide(e: Erreur) -> Explication:
    champ = e.modele.model_fields.get(e.nom)
    remede = "remplissez-le" if champ and champ.is_required() else "remplissez-le ou retirez cette ligne"
    return Explication(
        MANQUANT, f"Le champ « {e.nom} » est vide : {remede}. {_sans_liste(e.aide)} {_par_exemple(e)}", **_valeurs_admises(e)
    )


def _chez(parent: Mapping[str, Any]) -> str:
    """De quel élément on parle : celui que l’on reconnaît à son premier champ."""
    nom, valeur = next(((nom, valeur) for nom, valeur in parent.items() if isinstance(valeur, str)), ("", ""))
    return f" sous « {nom}: {citer(valeur)} »" if nom else ""


def _sans_liste(aide: str) -> str:
    """L’aide d’un champ, sans le fichier où sont ses valeurs : on les montre."""
    return (
        re.sub(r",? ?[Pp]armi (?:les valeurs de |ceux de )?content/vocabulaires/[a-z-]+\.yml", "", aide).strip(" .") + "."
        if aide
        else ""
    )


def _valeurs_admises(e: Erreur) -> Choix:
    vocabulaire = e.referentiel.vocabulaires.get(vocabulaire_de(e.champ)) if e.champ else None
    return choix(vocabulaire.modalites) if vocabulaire else Choix()


def _par_exemple(e: Erreur) -> str:
    """La ligne à écrire, avec une valeur qui en est une : celle que le nom de l’élément laisse deviner, si possible."""
    exemple = (_devine(e.parent, e.champ, e.referentiel) or exemple_de(e.champ, e.referentiel)) if e.champ else ""
    return f"Par exemple, sur une ligne : « {e.nom}: {exemple} »." if exemple else ""


def devine(nom: str, e: Erreur) -> str:
    """Ce que le nom de l’élément laisse deviner d’un champ qui lui manque."""
    return _devine(e.parent, e.modele.model_fields[nom], e.referentiel)


def _devine(parent: Mapping[str, Any], champ: FieldInfo, referentiel: Referentiel) -> str:
    """La valeur que dit le premier mot d’un nom : « Mairie de Crest » est un acteur public, « Hôtels du lac » une entreprise."""
    nom = parent.get("nom")
    return valeur_dite(nom, vocabulaire_de(champ), referentiel) if isinstance(nom, str) else ""


def est_une_annee_racontee(nom: str, modele: type[BaseModel], parent: Mapping[str, Any]) -> bool:
    """Vrai pour « - 2022 : deuxième chaudière », parmi les dates clés."""
    return (
        set(modele.model_fields) == {"annee", "fait"} and len(parent) == 1 and re.fullmatch(r"(?:18|19|20)\d\d", nom) is not None
    )


def _en_trop(e: Erreur) -> Explication:
    if isinstance(e.brut, str) and est_une_annee_racontee(e.nom, e.modele, e.parent):
        message = f"« {e.nom} » est l’année, et la suite, ce qui s’est passé : chacun s’écrit à son champ, « annee » et « fait »."
        return Explication(INCONNU, message, texte=f"{{annee: {e.nom}, fait: {ecrire(e.brut)}}}")
    return _inconnu(e)


def _inconnu(e: Erreur) -> Explication:
    chemins = champs_dits(e.modele, e.nom, e.parent)
    if len(chemins) == 1:
        return _renomme(e, chemins[0])
    message = f"Le champ « {e.nom} » n’existe pas ici."
    if chemins:
        titres = tuple(_titre(e.modele, chemin) for chemin in chemins)
        ecrits = tuple(_tel_qu_il_s_ecrit(e, chemin) for chemin in chemins)
        return Explication(INCONNU, f"{message} Écrivez à sa place ce que vous vouliez dire.", admis=ecrits, precisions=titres)
    if not (deja := deja_la(e.modele, e.nom)) and (remede := ou_le_dire(e.nom)):
        chiffre = _en_chiffre(e) if "chiffres" in remede else ""
        geste = "complétez la ligne que voici" if chiffre else "retirez cette ligne"
        suite = _parmi_les_chiffres(e) if "chiffres" in remede else ""
        return Explication(INCONNU, f"Le champ « {e.nom} » n’existe pas ici : {geste}. {remede} {suite}", texte=chiffre)
    if deja:
        return Explication(
            INCONNU, f"{message} « {deja} », qui le dit, est déjà là : réunissez les deux, et retirez cette ligne."
        )
    sections: tuple[str, ...] = getattr(e.modele, "sections", ())
    if section := plus_proche(e.nom, sections) if e.racine else "":
        return Explication(
            INCONNU, f"{message} C’est une section du récit : écrivez « ## {section} » plus bas, et son texte dessous."
        )
    famille = getattr(e.modele, "famille", "")
    liste = f"tous les champs sont à l’adresse {CHAMPS_DU_SITE}{f'{famille}/' if famille else ''} du site"
    remede = f"Dites-le dans le récit et retirez cette ligne, ou choisissez un autre champ : {liste}."
    return Explication(INCONNU, f"{message} {remede}", admis=_champs_voisins(e))


def _en_chiffre(e: Erreur) -> str:
    """Un montant ou un nombre, comme le premier des chiffres de la fiche ; rien si elle en a déjà."""
    siens = _chiffre(e) if e.nom == "chiffres" or "chiffres" not in e.parent else {}
    lignes = (f"\n  {'  ' if rang else '- '}{nom}: {un}" for rang, (nom, un) in enumerate(siens.items()))
    return f"chiffres:{''.join(lignes)}" if siens else ""


def _parmi_les_chiffres(e: Erreur) -> str:
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


def _tel_qu_il_s_ecrit(e: Erreur, chemin: tuple[str, ...]) -> str:
    """Le champ et sa valeur, sur une ligne, avec une place à remplir si l’on ne comprend pas la valeur."""
    _, champ = champ_en(e.modele, chemin)
    valeurs = _compris(e.brut, champ, e.referentiel) if champ else ()
    valeur = ecrire_liste(valeurs) if champ and est_une_liste(champ) and valeurs else ecrire(valeurs[0]) if valeurs else PLACE
    return f"{chemin[0]}: {{{chemin[1]}: {valeur}}}" if len(chemin) > 1 else f"{chemin[0]}: {valeur}"


def _champs_voisins(e: Erreur) -> tuple[str, ...]:
    """Les champs qui s’approchent de celui-là ou, dans un petit élément, tous."""
    if not e.racine and len(e.modele.model_fields) <= PEU_DE_CHAMPS:
        return tuple(e.modele.model_fields)
    par_mot = {mot: nom for nom in e.modele.model_fields for mot in (nom, *mots_de(e.modele, nom))}
    return tuple(dict.fromkeys(par_mot[mot] for mot in voisins(e.nom, par_mot, CHAMPS_MONTRES)))


PEU_DE_CHAMPS = 8
"""Un élément qui a si peu de champs (un partenaire, un chiffre) les montre tous."""


def _dans(e: Erreur, chemin: tuple[str, ...]) -> Explication:
    """Un champ écrit un cran trop haut : le sien, avec ceux de ses voisins qui y vont aussi (un début, une fin)."""
    nom, sien = chemin
    message = f"Le champ « {e.nom} » n’existe pas ici : cela s’écrit « {sien} », dans « {nom} »."
    siens: dict[str, tuple[str, ...]] = {}
    for voisin, valeur in e.parent.items():
        autres = champs_dits(e.modele, voisin, e.parent) if voisin not in e.modele.model_fields else ()
        if len(autres) == 1 and autres[0][0] == nom and len(autres[0]) > 1:
            _, champ = champ_en(e.modele, autres[0])
            siens[autres[0][1]] = comprendre(valeur, champ, e.referentiel) if champ and isinstance(valeur, str) else ()
    if next(iter(siens), sien) != sien:
        return Explication(INCONNU, f"{message} Retirez cette ligne : « {nom} » la réunit à la précédente.")
    if all(len(valeurs) == 1 for valeurs in siens.values()):
        champs = ", ".join(f"{un}: {ecrire(valeurs[0])}" for un, valeurs in siens.items())
        return Explication(INCONNU, message, texte=f"{nom}: {{{champs}}}")
    exemple = exemple_de(e.modele.model_fields[nom], e.referentiel)
    return Explication(INCONNU, f"{message} Par exemple, sur une ligne : « {nom}: {exemple} ».")


def _compris(brut: object, champ: FieldInfo, referentiel: Referentiel) -> tuple[str, ...]:
    """Ce que dit une valeur, ou chacune de celles d’une liste, si l’on est sûr de toutes."""
    if isinstance(brut, list) and est_une_liste(champ):
        dites = [comprendre(un, champ, referentiel) if isinstance(un, str) else () for un in brut]
        return tuple(dict.fromkeys(une for siennes in dites for une in siennes)) if all(dites) else ()
    return comprendre(brut, champ, referentiel) if isinstance(brut, str) else ()


def _titre(modele: type[BaseModel], chemin: Chemin) -> str:
    _, champ = champ_en(modele, chemin)
    return (champ.description or champ.title or "") if champ else ""


def _renomme(e: Erreur, chemin: tuple[str, ...]) -> Explication:
    """Le champ sous son nom et, si l’on sait la lire, sa valeur comme ce champ l’attend."""
    _, champ = champ_en(e.modele, chemin)
    nom = chemin[0]
    message = f"Le champ « {e.nom} » n’existe pas ici : il s’appelle « {'.'.join(chemin)} »."
    valeurs = _compris(e.brut, champ, e.referentiel) if champ else ()
    if len(chemin) > 1:
        return _dans(e, chemin)
    if nom == "chiffres" and (texte := _en_chiffre(e)):
        return Explication(INCONNU, message, nom, texte=texte)
    if (valeurs and champ and valeurs != (e.brut,)) or (valeurs and champ and est_une_liste(champ)):
        ecrites = ecrire_liste(valeurs) if est_une_liste(champ) else ecrire(valeurs[0])
        vocabulaire = e.referentiel.vocabulaires.get(vocabulaire_de(champ))
        if vocabulaire and isinstance(e.brut, str) and len(valeurs) == 1 and replier(e.brut) != replier(valeurs[0]):
            message += f" « {citer(e.brut)} » s’y écrit « {valeurs[0]} », qui veut dire « {vocabulaire[valeurs[0]].libelle} »."
        return Explication(INCONNU, message, nom, texte=f"{nom}: {ecrites}")
    sien = modele_de(champ) if champ and est_une_liste(champ) else None
    if sien and isinstance(e.brut, str) and "nom" in sien.model_fields:
        bloc = _un_par_ligne(replace(e, nom=nom), sien, e.brut)
        return replace(bloc, regle=INCONNU, message=f"{message} {bloc.message}", texte=f"{nom}:{bloc.texte}")
    siens = e.referentiel.vocabulaires.get(vocabulaire_de(champ)) if champ and not est_une_liste(champ) else None
    if siens and not valeurs:
        # Renommer seul ferait refuser la valeur au tour suivant.
        choisies = choix(siens.modalites)
        admis = tuple(f"{nom}: {un}" for un in choisies["admis"])
        return Explication(INCONNU, f"{message} Écrivez l’une de ces lignes.", admis=admis, precisions=choisies["precisions"])
    return Explication(INCONNU, message, nom)


def _texte_trop_long(e: Erreur) -> Explication:
    return Explication(LONGUEUR, f"« {e.nom} » compte {e.longueur} signes ; il en faut au plus {e.contexte['max_length']}.")


def _texte_trop_court(e: Erreur) -> Explication:
    return Explication(LONGUEUR, f"« {e.nom} » compte {e.longueur} signes ; il en faut au moins {e.contexte['min_length']}.")


def _liste_trop_longue(e: Erreur) -> Explication:
    return Explication(LONGUEUR, f"« {e.nom} » compte trop d’éléments : {e.contexte['max_length']} au plus.")


def _liste_trop_courte(e: Erreur) -> Explication:
    minimum, lus = e.contexte["min_length"], e.contexte["actual_length"]
    return Explication(LONGUEUR, f"« {e.nom} » compte {lus} élément(s) ; il en faut au moins {minimum}.")


def _date_impossible(e: Erreur) -> Explication:
    return Explication(MAL_FORME, f"La date « {e.lu} » n’existe pas. {e.aide}")


def _liste_attendue(e: Erreur) -> Explication:
    if rien := _rien_a_y_mettre(e):
        return rien
    if e.attendu:
        return _table_attendue(e)
    message = (
        f"« {e.nom} » est une liste : un tiret et une espace devant chaque élément, ou des crochets autour. {_sans_liste(e.aide)}"
    )
    valeurs = comprendre(e.brut, e.champ, e.referentiel) if e.champ and isinstance(e.brut, str) else ()
    return (
        Explication(MAL_FORME, message, texte=ecrire_liste(valeurs))
        if valeurs
        else Explication(MAL_FORME, message, **_valeurs_admises(e))
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


def _hors_bornes(e: Erreur) -> Explication:
    borne = f"au moins {e.contexte['ge']}" if "ge" in e.contexte else f"au plus {e.contexte['le']}"
    return Explication(MAL_FORME, f"« {e.nom} » vaut {e.lu} ; il faut {borne}.")


def _table_attendue(e: Erreur) -> Explication:
    modele = e.attendu or e.modele
    champs = ", ".join(f"{nom}: …" for nom in list(modele.model_fields)[:5])
    message = f"« {e.nom} » s’écrit avec ses propres champs, un par ligne : {'- ' if e.liste else ''}{champs}"
    if texte := _periode(modele, e.brut):
        return Explication(MAL_FORME, message, texte=texte)
    if e.nom == "chiffres" and (texte := _en_chiffre(e)):
        return Explication(MAL_FORME, f"{message}.", texte=texte.removeprefix("chiffres:"))
    if e.liste and isinstance(e.brut, str) and "nom" in modele.model_fields:
        return _un_par_ligne(e, modele, e.brut)
    exemple = exemple_de(e.champ, e.referentiel) if e.champ else ""
    return Explication(MAL_FORME, f"{message}. Par exemple, sur une ligne : « {e.nom}: {exemple} »." if exemple else message)


def _un_par_ligne(e: Erreur, modele: type[BaseModel], lu: str) -> Explication:
    """Des noms mis bout à bout : la ligne à compléter pour chacun."""
    obligatoires = [nom for nom, champ in modele.model_fields.items() if champ.is_required()]
    lignes = []
    for precise in filter(None, re.split(r"\s*[,;/]\s*(?![^()]*\))|\s+et\s+(?![^()]*\))", lu)):
        nom, entre_parentheses = _ce_qu_il_est(precise, modele, e.referentiel)
        champs = {
            cle: entre_parentheses.get(cle)
            or _devine({"nom": nom}, modele.model_fields[cle], e.referentiel)
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


def _periode(modele: type[BaseModel], lu: object) -> str:
    """« 2012-2018 » ou « depuis 2012 », comme un début et une fin."""
    if not isinstance(lu, str) or not {"debut", "fin"} <= set(modele.model_fields):
        return ""
    annees = re.fullmatch(
        r"(?:depuis |de |en )?(\d{4})(?:\s*(?:-|–|—|/|à|au|jusqu’en|jusqu'en)\s*(\d{4}))?", lu.strip().casefold()
    )
    if not annees:
        return ""
    return f"{{debut: {annees[1]}, fin: {annees[2]}}}" if annees[2] else f"{{debut: {annees[1]}}}"


def _texte_attendu(e: Erreur) -> Explication:
    message = f"« {e.nom} » attend un texte simple. S’il contient « : », mettez-le entre guillemets droits. {e.aide}"
    return Explication(MAL_FORME, message)


def _motif(e: Erreur) -> Explication:
    exemples = {
        "url": "Une adresse commence par https:// et n’a pas d’espace.",
        "voir_aussi": "Écrivez par exemple outils/fonds-odd-17.",
    }
    if rien := _rien_a_y_mettre(e):
        return rien
    message = f"« {e.nom} » n’a pas la forme attendue. {exemples.get(e.nom, '')} {e.aide}"
    if e.nom == "url" and re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/[^\s<>\"]*)?", e.lu):
        return Explication(MAL_FORME, message, f"https://{e.lu}", valeurs=(f"https://{e.lu}",))
    return Explication(MAL_FORME, message)


def _entier_attendu(e: Erreur) -> Explication:
    message = f"« {e.nom} » attend un nombre entier, en chiffres : « {e.lu} » n’en est pas un. {e.aide}"
    return _comme_il_faut(e, message)


def _date_attendue(e: Erreur) -> Explication:
    return _comme_il_faut(e, f"« {e.nom} » attend une date écrite 2026-11-20 : l’année, le mois, le jour. {e.aide}")


def _comme_il_faut(e: Erreur, message: str) -> Explication:
    """Une année ou une date que l’on a comprise, écrite comme on l’attend."""
    valeurs = comprendre(e.lu, e.champ, e.referentiel) if e.champ else ()
    if len(valeurs) == 1:
        return Explication(MAL_FORME, message, valeurs[0], valeurs=valeurs)
    return Explication(MAL_FORME, message, admis=jours_possibles(e.lu) if e.champ and type_de(e.champ) is date else ())


def _siren_faux(e: Erreur) -> Explication:
    message = (
        f"« {e.lu} » n’est pas un numéro SIREN : neuf chiffres, dont le dernier se calcule des autres. Recopiez-le de sa source."
    )
    return Explication(MAL_FORME, message)


def _autre(e: Erreur) -> Explication:
    return Explication(MAL_FORME, f"« {e.nom} » n’a pas la forme attendue. {e.aide}")


def _periode_sans_annee(_: Erreur) -> Explication:
    message = "Dites depuis quand : « debut » ou, si aucune source ne le dit, « attestee », la plus ancienne trace."
    return Explication(MANQUANT, message)


EXPLICATIONS: dict[str, Expliquer] = {
    "missing": _manquant,
    "vide": _vide,
    "texte_vide": _vide,
    "periode_sans_annee": _periode_sans_annee,
    "extra_forbidden": _en_trop,
    "string_too_long": _texte_trop_long,
    "string_too_short": _texte_trop_court,
    "too_long": _liste_trop_longue,
    "too_short": _liste_trop_courte,
    "date_impossible": _date_impossible,
    "date_attendue": _date_attendue,
    "entier_attendu": _entier_attendu,
    "siren_faux": _siren_faux,
    "model_type": _table_attendue,
    "dict_type": _table_attendue,
    "string_type": _texte_attendu,
    "string_pattern_mismatch": _motif,
    "tuple_type": _liste_attendue,
    "greater_than_equal": _hors_bornes,
    "less_than_equal": _hors_bornes,
    "": _autre,
}
"""Par sorte d’erreur de pydantic ; la dernière vaut pour toutes les autres."""
