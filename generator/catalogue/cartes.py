"""La carte : l’unité de tout le site, une fiche en quelques lignes."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.catalogue.adresses import Lien
from generator.catalogue.francais import depuis, mois, ou
from generator.catalogue.signatures import Signature
from generator.modele.fiches import CONSTATE, Chiffre, Competence, Exemple, Fiche, Mesure, Outil
from generator.modele.referentiel import Referentiel
from generator.modele.vocabulaires import Modalite

BADGES = {"exemples": (("domaines", 2),), "": (("besoins", 2), ("domaines", 1))}
"""Les facettes dont une carte montre les valeurs, et combien : un exemple dit son besoin, le reste à quel moment il sert."""


@dataclass(frozen=True, slots=True)
class Carte:
    """Ce qu’une carte montre.

    `signature` est celle de l’alliance, pour un exemple ; `reperes` sont de courts faits (une date), `chiffre` un nombre et ce
    qu’il compte, `badges` mènent à des modalités ;
    `preuve` est le niveau d’un exemple, `etat` dit quand la fiche a été écrite ou relue.
    """

    famille: Modalite
    adresse: str
    titre: str
    resume: str
    lieu: str
    reperes: tuple[str, ...]
    chiffre: tuple[str, str]
    badges: tuple[Lien, ...]
    signature: Signature | None
    preuve: Modalite | None
    etat: str


def carte(fiche: Fiche, modalites: Mapping[str, tuple[str, ...]], signature: Signature | None, referentiel: Referentiel) -> Carte:
    """La carte d’une fiche, dont on a déjà les `modalites` dans chaque facette."""
    return Carte(
        famille=referentiel.vocabulaires["familles"][fiche.famille],
        adresse=fiche.adresse,
        titre=fiche.titre,
        resume=fiche.champs.resume,
        lieu=ou(fiche.champs.territoires) or _nature(fiche, referentiel),
        reperes=(*_reperes(fiche), *_format(modalites, referentiel)),
        chiffre=_chiffre(fiche, referentiel),
        badges=_badges(fiche, modalites, referentiel),
        signature=signature,
        preuve=_preuve(modalites, referentiel),
        etat=_etat(fiche),
    )


def detail(carte: Carte) -> tuple[object, ...]:
    """Ce qu’une carte dit et que le navigateur ne sait pas déjà de la fiche.

    Résumé, lieu et repères, chiffre, date, puis les tracés de la signature et ceux de chaque profil.
    """
    s = carte.signature
    return (
        carte.resume,
        " · ".join(texte for texte in (carte.lieu, *carte.reperes) if texte),
        *carte.chiffre,
        carte.etat,
        *((s.cadre, s.toile, s.appuis, s.contours) if s else ()),
    )


def _preuve(modalites: Mapping[str, tuple[str, ...]], referentiel: Referentiel) -> Modalite | None:
    return next((referentiel.vocabulaires["preuves"][niveau] for niveau in modalites.get("preuves", ())), None)


def _etat(fiche: Fiche) -> str:
    return f"{'Relue' if fiche.champs.relu_le else 'Écrite'} en {mois(fiche.champs.maj)}"


def _format(modalites: Mapping[str, tuple[str, ...]], referentiel: Referentiel) -> tuple[str, ...]:
    """« brève » ; un récit, le cas ordinaire, ne le dit pas."""
    breve = "breve" in modalites.get("formats", ())
    return (referentiel.vocabulaires["formats"]["breve"].singulier,) if breve else ()


def _nature(fiche: Fiche, referentiel: Referentiel) -> str:
    match fiche.champs:
        case Outil(type=genre):
            return referentiel.vocabulaires["types-outil"][genre].libelle
        case Competence(type=genre):
            return referentiel.vocabulaires["types-competence"][genre].libelle
        case Mesure(dimension=dimension):
            return f"Dimension {referentiel.vocabulaires['dimensions'][dimension].libelle.lower()}"
    return ""


def _reperes(fiche: Fiche) -> tuple[str, ...]:
    match fiche.champs:
        case Exemple() as exemple:
            return (depuis(exemple.periode),)
        case Outil(annee=int(annee)):
            return (str(annee),)
    return ()


def _chiffre(fiche: Fiche, referentiel: Referentiel) -> tuple[str, str]:
    """Le premier chiffre constaté, à défaut le premier, et ce qu’il mesure : jamais un nombre nu, ni une promesse muette."""
    if not isinstance(fiche.champs, Exemple) or not fiche.champs.chiffres:
        return ("", "")
    premier = (*fiche.champs.constates, *fiche.champs.chiffres)[0]
    annee = "" if str(premier.annee) in premier.libelle else str(premier.annee)
    precise = ", ".join(texte for texte in (annee, sens_dit(premier, referentiel)) if texte)
    return (f"{premier.valeur} {premier.unite}".strip(), f"{premier.libelle} ({precise})" if precise else premier.libelle)


def sens_dit(chiffre: Chiffre, referentiel: Referentiel) -> str:
    """Ce qu’il faut dire d’un chiffre qui n’est pas constaté : « prévu », « contexte »."""
    return "" if chiffre.sens == CONSTATE else referentiel.vocabulaires["sens"][chiffre.sens].libelle.lower()


def _badges(fiche: Fiche, modalites: Mapping[str, tuple[str, ...]], referentiel: Referentiel) -> tuple[Lien, ...]:
    return tuple(
        Lien(referentiel.vocabulaires[facette][identifiant].libelle, f"{facette}/{identifiant}/")
        for facette, nombre in BADGES.get(fiche.famille, BADGES[""])
        for identifiant in modalites[facette][:nombre]
    )
