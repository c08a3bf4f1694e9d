"""La carte : l’unité de tout le site, une fiche en quelques lignes."""

from dataclasses import dataclass

from generator.facettes import modalites_de
from generator.modeles import Competence, Exemple, Fiche, Mesure, Outil
from generator.vocabulaires import Modalite, Referentiel
from generator.vues.page import Lien
from generator.vues.textes import depuis, mois, ou

BADGES = 3


@dataclass(frozen=True, slots=True)
class Carte:
    """Ce qu’une carte montre. `reperes` sont de courts faits (un chiffre, une date) ; `badges` mènent à des modalités."""

    famille: Modalite
    adresse: str
    titre: str
    resume: str
    lieu: str
    reperes: tuple[str, ...]
    badges: tuple[Lien, ...]
    verifie: str


def carte(fiche: Fiche, referentiel: Referentiel) -> Carte:
    """La carte d’une fiche."""
    return Carte(
        famille=referentiel.vocabulaires["familles"][fiche.famille],
        adresse=fiche.adresse,
        titre=fiche.titre,
        resume=fiche.champs.resume,
        lieu=ou(fiche.champs.territoires) or _nature(fiche, referentiel),
        reperes=_reperes(fiche),
        badges=_badges(fiche, referentiel),
        verifie=mois(fiche.champs.verifie_le),
    )


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
            chiffre = (f"{exemple.chiffres[0].valeur} {exemple.chiffres[0].unite}".strip(),) if exemple.chiffres else ()
            return (*chiffre, depuis(exemple.periode.debut, exemple.periode.fin))
        case Outil(annee=int(annee)):
            return (str(annee),)
    return ()


def _badges(fiche: Fiche, referentiel: Referentiel) -> tuple[Lien, ...]:
    badges: list[Lien] = []
    # Le besoin d’abord, la forme ensuite ; une fiche sans domaine dit à quel moment elle sert.
    for facette, nombre in (("domaines", 1), ("categories", 1), ("besoins", 2)):
        vocabulaire = referentiel.vocabulaires[facette]
        for identifiant in modalites_de(fiche, vocabulaire)[:nombre]:
            badges.append(Lien(vocabulaire[identifiant].libelle, f"{facette}/{identifiant}/"))
    return tuple(badges[:BADGES] if len(badges) > BADGES else badges)
