"""Les champs qui n’existent pas là : celui que l’on a voulu écrire, ou l’endroit où dire la même chose."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.constats.constat import ERREUR, Regle
from generator.constats.proximite import plus_proche, replier, voisins
from generator.constats.signes import citer
from generator.controle.ailleurs import champs_dits, deja_la, ou_le_dire
from generator.controle.champs_manquants import devine_de
from generator.controle.elements import en_chiffre, parmi_les_chiffres, un_par_ligne
from generator.controle.exemples import exemple_de
from generator.controle.explications import Erreur, Explication
from generator.controle.listes_renommees import est_une_liste_de_tables, liste_visee
from generator.controle.retouches import ecrire, ecrire_liste
from generator.controle.valeurs import choix, comprendre
from generator.lecture.document import Chemin
from generator.modele.introspection import champ_en, est_une_liste, modele_de, mots_de, vocabulaire_de
from generator.modele.referentiel import Referentiel
from generator.modele.squelette import PLACE, valeur_a_remplir

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


CHAMPS_DU_SITE = "/contribuer/champs/"
"""L’adresse de la page qui dit tous les champs."""


CHAMPS_MONTRES = 3
"""Devant un champ que rien ne désigne, on montre les quelques champs qui s’en approchent, et l’on dit où est la liste."""


PEU_DE_CHAMPS = 8
"""Un élément qui a si peu de champs (un partenaire, un chiffre) les montre tous."""


def est_une_annee_racontee(nom: str, modele: type[BaseModel], parent: Mapping[str, Any]) -> bool:
    """Vrai pour « - 2022 : deuxième chaudière », parmi les dates clés."""
    return (
        set(modele.model_fields) == {"annee", "fait"} and len(parent) == 1 and re.fullmatch(r"(?:18|19|20)\d\d", nom) is not None
    )


def est_un_nom_raconte(nom: str, modele: type[BaseModel], parent: Mapping[str, Any]) -> bool:
    """Vrai pour « - Conserverie Magnac : transforme les légumes », parmi les partenaires."""
    return {"nom", "role"} <= set(modele.model_fields) and len(parent) == 1 and not champs_dits(modele, nom, parent)


def en_trop(e: Erreur) -> Explication:
    if isinstance(e.brut, str) and est_un_nom_raconte(e.nom, e.modele, e.parent):
        message = f"« {e.nom} » est le nom, et la suite, ce qu’il fait : chacun s’écrit à son champ, « nom » et « role »."
        autres = {"nom": e.nom, "role": e.brut}
        siens = {
            cle: ecrire(autres[cle])
            if cle in autres
            else devine_de({"nom": e.nom}, champ, e.referentiel) or valeur_a_remplir(cle, e.modele)
            for cle, champ in e.modele.model_fields.items()
            if champ.is_required()
        }
        return Explication(INCONNU, message, texte="{" + ", ".join(f"{cle}: {valeur}" for cle, valeur in siens.items()) + "}")
    if isinstance(e.brut, str) and est_une_annee_racontee(e.nom, e.modele, e.parent):
        message = f"« {e.nom} » est l’année, et la suite, ce qui s’est passé : chacun s’écrit à son champ, « annee » et « fait »."
        return Explication(INCONNU, message, texte=f"{{annee: {e.nom}, fait: {ecrire(e.brut)}}}")
    liste = _mal_nommee(e) if len(champs_dits(e.modele, e.nom, e.parent)) != 1 else None
    return liste or _inconnu(e)


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
        chiffre = en_chiffre(e) if "chiffres" in remede else ""
        geste = "complétez la ligne que voici" if chiffre else "retirez cette ligne"
        suite = parmi_les_chiffres(e) if "chiffres" in remede else ""
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


def _mal_nommee(e: Erreur) -> Explication | None:
    """La liste d’un autre champ ; « Participants », devant des noms, n’est pas un nombre : ce sont des partenaires."""
    nom = liste_visee(e.modele, e.nom, e.brut, e.parent)
    sien = modele_de(e.modele.model_fields[nom]) if nom else None
    if sien is None or est_une_liste_de_tables(e.brut):
        message = f"Le champ « {e.nom} » n’existe pas ici : d’après ce qui suit, il s’appelle « {nom} »."
        return Explication(INCONNU, message, nom, liste=sien) if sien else None
    bloc = un_par_ligne(replace(e, nom="partenaires"), sien, e.brut)
    message = f"Le champ « {e.nom} » n’existe pas ici : il s’appelle « partenaires ». {bloc.message}"
    return replace(bloc, regle=INCONNU, message=message, texte=f"partenaires:{bloc.texte}")


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
    if nom == "chiffres" and (texte := en_chiffre(e)):
        return Explication(INCONNU, message, nom, texte=texte)
    if (valeurs and champ and valeurs != (e.brut,)) or (valeurs and champ and est_une_liste(champ)):
        ecrites = ecrire_liste(valeurs) if est_une_liste(champ) else ecrire(valeurs[0])
        vocabulaire = e.referentiel.vocabulaires.get(vocabulaire_de(champ))
        if vocabulaire and isinstance(e.brut, str) and len(valeurs) == 1 and replier(e.brut) != replier(valeurs[0]):
            message += f" « {citer(e.brut)} » s’y écrit « {valeurs[0]} », qui veut dire « {vocabulaire[valeurs[0]].libelle} »."
        return Explication(INCONNU, message, nom, texte=f"{nom}: {ecrites}")
    sien = modele_de(champ) if champ and est_une_liste(champ) else None
    if sien and isinstance(e.brut, str) and "nom" in sien.model_fields:
        bloc = un_par_ligne(replace(e, nom=nom), sien, e.brut)
        return replace(bloc, regle=INCONNU, message=f"{message} {bloc.message}", texte=f"{nom}:{bloc.texte}")
    siens = e.referentiel.vocabulaires.get(vocabulaire_de(champ)) if champ and not est_une_liste(champ) else None
    if siens and not valeurs:
        # Renommer seul ferait refuser la valeur au tour suivant.
        choisies = choix(siens.modalites)
        admis = tuple(f"{nom}: {un}" for un in choisies["admis"])
        return Explication(INCONNU, f"{message} Écrivez l’une de ces lignes.", admis=admis, precisions=choisies["precisions"])
    return Explication(INCONNU, message, nom, liste=sien if est_une_liste_de_tables(e.brut) else None)
