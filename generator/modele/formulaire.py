"""Le formulaire de `/proposer/` : ce que l’on demande d’une fiche, déduit du modèle, et les mots simples pour le demander.

Titres, aides, longueurs, motifs et listes viennent du modèle et des vocabulaires ; ne s’écrivent ici que les dix questions d’une
brève, et ce qu’aucun lecteur n’a à remplir.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.modele.bibliographie import Reference
from generator.modele.champs import Francais, VersUnDocument
from generator.modele.choix import du_vocabulaire
from generator.modele.fiches import MODELES, SECTIONS_ATTENDUES, Exemple, Partenaire, modele_de_fiche
from generator.modele.introspection import est_une_liste, forme, modele_de, type_de, vers_une_fiche, vocabulaire_de
from generator.modele.questions import A_DEFAUT_DE, AIDE_D_UN_DOCUMENT, AVEC, DATE, DEMANDES_D_UN_DOCUMENT
from generator.modele.referentiel import Referentiel
from generator.modele.territoires import Lieu

DE_LA_REDACTION = frozenset(
    (
        *(DATE, "relu_le", "confirme_le", "confirme_par", "anciens_identifiants", "distincte_de"),
        *("documents", "breve", "cas_separes", "contradictions", "niveau", "siege"),
    )
)
"""Ce que le formulaire ne demande pas : il le sait, le déduit, ou seule la rédaction peut le dire."""

DES_CORRECTIONS = frozenset(("relu_le", "confirme_le", "confirme_par"))
"""De ceux-là, ce que dit un lecteur qui confirme une fiche."""

LONG = 120
"""Au-delà de tant de signes, un texte s’écrit sur plusieurs lignes."""

AIDES = {
    "document": AIDE_D_UN_DOCUMENT,
    "lieu": "Un code postal, une commune, une intercommunalité, un département, une région. Plusieurs, s’il le faut.",
    "fiche": "Un mot du titre d’une fiche de ce site.",
}
"""Ce qui remplace l’aide du modèle, qui parle à qui écrit le fichier, là où le formulaire montre une liste."""

_POUR_QUI_ECRIT = re.compile(
    r"^Parmi content/\S+\.yml\.|,? (?:parmi |de )(?:ceux de |les valeurs de )?content/\S+\.yml"
    r"|, au format \d{4}-\d\d-\d\d|\N{NO-BREAK SPACE}: odd-03.*?(?=\.)"
)
"""Ce qu’une aide dit à qui écrit le fichier : où est la liste, comment écrire une date."""

_CONTRAINTES = {
    "minLength": "min",
    "maxLength": "max",
    "pattern": "motif",
    "minimum": "de",
    "maximum": "a",
    "minItems": "nombreMin",
    "maxItems": "nombreMax",
}
"""Ce que le schéma JSON d’un champ dit de sa valeur, et comment le formulaire l’appelle."""


@dataclass(frozen=True, slots=True)
class Etape:
    """Un écran : une question, et ce qu’elle remplit, des champs ou une section du récit."""

    id: str
    question: str
    champs: tuple[str, ...] = ()
    section: str = ""
    aide: str = ""


DIX_QUESTIONS = (
    Etape("qui", "Qui s’est allié avec qui\N{NO-BREAK SPACE}?", ("partenaires",)),
    Etape("ou", "Où cela se passe-t-il\N{NO-BREAK SPACE}?", ("territoires",)),
    Etape("quand", "Depuis quand\N{NO-BREAK SPACE}?", ("periode",)),
    Etape("pour-quoi", "Pour répondre à quel besoin\N{NO-BREAK SPACE}?", ("domaines",)),
    Etape("fait", "Qu’ont-ils fait ensemble\N{NO-BREAK SPACE}?", section="Ce qui a été fait"),
    Etape("resultats", "Qu’est-ce que cela a donné\N{NO-BREAK SPACE}?", section="Résultats"),
    Etape("difficile", "Qu’est-ce qui a été difficile\N{NO-BREAK SPACE}?", section="Points de vigilance"),
    Etape("reprendre", "Qu’est-ce que d’autres peuvent reprendre\N{NO-BREAK SPACE}?", section="Ce qui est reproductible"),
    Etape("verifier", "Où peut-on le vérifier\N{NO-BREAK SPACE}?", ("sources",)),
    Etape("nom", "Comment le dire en quelques mots\N{NO-BREAK SPACE}?", ("titre", "resume")),
)
"""Assez pour une brève : de quoi dire à quelqu’un, au téléphone, qu’une alliance existe."""


def etapes(famille: str) -> tuple[Etape, ...]:
    """Les premières questions d’une famille : les dix d’un exemple ; des autres, ce qu’une fiche doit dire."""
    if famille == Exemple.famille:
        return DIX_QUESTIONS
    champs = MODELES[famille].model_fields
    voulus = (nom for nom, info in champs.items() if info.is_required() and nom not in DE_LA_REDACTION)
    return (
        *(Etape(nom, champs[nom].title or nom, (nom,)) for nom in voulus),
        *(_raconter(famille, section) for section in MODELES[famille].sections),
    )


def suite(famille: str) -> tuple[Etape, ...]:
    """Le reste, pour qui veut : ce qu’un récit doit dire d’abord, puis ce qu’il peut dire."""
    modele, faites = MODELES[famille], etapes(famille)
    dits, racontees = {champ for une in faites for champ in une.champs}, {une.section for une in faites}
    restent = [nom for nom in modele.model_fields if nom not in DE_LA_REDACTION and nom not in dits]
    restent.sort(key=lambda nom: not modele.model_fields[nom].is_required())
    exiges = [nom for nom in restent if modele.model_fields[nom].is_required()]
    champs = [Etape(nom, modele.model_fields[nom].title or nom, (nom,)) for nom in restent]
    sections = [_raconter(famille, section) for section in modele.sections if section not in racontees]
    return (*champs[: len(exiges)], *sections, *champs[len(exiges) :])


def _raconter(famille: str, section: str) -> Etape:
    return Etape(f"section-{MODELES[famille].sections.index(section) + 1}", section, section=section)


def decrire(famille: str, referentiel: Referentiel) -> tuple[dict[str, Any], dict[str, Any]]:
    """Ce dont le formulaire d’une famille a besoin : pour ses premières questions, puis pour la suite."""
    modele, court = MODELES[famille], modele_de_fiche(famille, {"breve": "oui"})
    voulus = [nom for nom in modele.model_fields if nom not in DE_LA_REDACTION or nom in DES_CORRECTIONS]
    champs = {nom: _decrire(modele, nom) for nom in voulus}
    exiges = [nom for nom in voulus if modele.model_fields[nom].is_required()]
    for nom in exiges:
        if not court.model_fields[nom].is_required():
            # Un récit le demande, une brève s’en passe.
            champs[nom]["exige"] = "recit"
    d_abord = {champ for une in etapes(famille) for champ in une.champs}
    debut = {nom: champ for nom, champ in champs.items() if nom in d_abord}
    reste = {nom: champ for nom, champ in champs.items() if nom not in d_abord}
    return {
        "famille": famille,
        "bref": court is not modele,
        "ordre": voulus,
        "exiges": exiges,
        "champs": debut,
        "document": {nom: _decrire(Reference, nom) for nom in DEMANDES_D_UN_DOCUMENT},
        "aDefautDe": A_DEFAUT_DE,
        "avec": AVEC,
        "sections": {section: SECTIONS_ATTENDUES.get(famille, {}).get(section, "") for section in modele.sections},
        "etapes": [_etape(une) for une in etapes(famille)],
        "suite": [],
        "listes": _listes(debut, referentiel),
    }, {
        "champs": reste,
        "suite": [_etape(une) for une in suite(famille)],
        "listes": _listes(reste, referentiel),
    }


def _listes(champs: Mapping[str, Any], referentiel: Referentiel) -> dict[str, list[list[str]]]:
    """Les listes où ces champs se choisissent : ce qui s’écrit, ce qui s’affiche, ce que cela veut dire, ses autres noms."""
    noms = sorted(frozenset(_vocabulaires(champs.values())))
    return {
        nom: [
            _sans_vide([choix.valeur, choix.libelle, choix.definition, " ".join(filter(None, choix.autres))])
            for choix in du_vocabulaire(referentiel.vocabulaires[nom])
        ]
        for nom in noms
    }


def _etape(etape: Etape) -> dict[str, Any]:
    dit = {"id": etape.id, "question": etape.question, "champs": etape.champs, "section": etape.section}
    return {cle: valeur for cle, valeur in dit.items() if valeur}


def _vocabulaires(champs: Collection[Mapping[str, Any]]) -> Iterator[str]:
    for champ in champs:
        if liste := champ.get("liste"):
            yield liste
        yield from _vocabulaires(champ.get("parties", {}).values())


def _decrire(modele: type[BaseModel], nom: str) -> dict[str, Any]:
    """Un champ : son titre, son aide, comment il se remplit, et ce que sa valeur doit être."""
    info, attendue = modele.model_fields[nom], forme(modele).champs[nom]
    plusieurs, contenu = est_une_liste(info), modele_de(info)
    marques = (*attendue.marques, *(attendue.elements.marques if attendue.elements else ()))
    contraintes = _contraintes(modele, nom)
    exemple = info.examples[0] if info.examples else ""
    if isinstance(exemple, list):
        exemple = exemple[0]
    sorte = _sorte(modele, nom, info, marques, contraintes)
    dit: dict[str, Any] = {
        "titre": info.title or nom,
        "aide": AIDES.get(sorte) or _POUR_QUI_ECRIT.sub("", info.description or ""),
        "sorte": sorte,
        "plusieurs": plusieurs,
        "exige": info.is_required(),
        "exemple": "" if isinstance(exemple, dict) else str(exemple),
        "francais": any(isinstance(marque, Francais) for marque in marques),
        "liste": vocabulaire_de(info) if contenu is None else "",
        **contraintes,
    }
    if contenu:
        # D’un élément, on demande tout : ce qui s’y écrit rarement aussi.
        dit["parties"] = {partie: _decrire(contenu, partie) for partie in contenu.model_fields}
    return {cle: valeur for cle, valeur in dit.items() if valeur not in ("", False, None)}


def _sorte(modele: type[BaseModel], nom: str, info: FieldInfo, marques: tuple[Any, ...], contraintes: Mapping[str, Any]) -> str:
    """Comment le champ se remplit."""
    genre = type_de(info)
    if modele_de(info):
        return "objet"
    if vocabulaire_de(info):
        return "choix"
    if any(isinstance(marque, VersUnDocument) for marque in marques):
        return "document"
    if vers_une_fiche(info):
        return "fiche"
    if modele is Partenaire and nom == "nom":
        return "organisation"
    simples = {Lieu: "lieu", int: "nombre", date: "jour", bool: "oui-non"}
    return simples.get(genre) or ("recit" if contraintes.get("max", 0) > LONG else "texte")


def _contraintes(modele: type[BaseModel], nom: str) -> dict[str, Any]:
    """Ce que le schéma JSON dit d’un champ et, s’il se répète, de chacune de ses valeurs."""
    entier = modele.model_json_schema()
    noeud = entier["properties"][nom]
    vus = [noeud, *noeud.get("anyOf", ())]
    vus += [un["items"] for un in vus if "items" in un]
    return {notre: un[sien] for un in vus for sien, notre in _CONTRAINTES.items() if sien in un}


def _sans_vide(ligne: list[str]) -> list[str]:
    """Une ligne de liste, sans ses derniers éléments s’ils sont vides."""
    while ligne and not ligne[-1]:
        ligne.pop()
    return ligne
