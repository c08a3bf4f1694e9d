"""Le français des pages : dates, nombres, accords et énumérations."""

from collections.abc import Sequence
from datetime import date

from generator.modele.fiches import Periode
from generator.modele.territoires import Echelon, Lieu

INSECABLE = "\N{NO-BREAK SPACE}"

MOIS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")

_PLURIELS = {
    Echelon.REGION: "régions",
    Echelon.DEPARTEMENT: "départements",
    Echelon.COMMUNE: "communes",
    Echelon.INTERCOMMUNALITE: "intercommunalités",
}


def mois(valeur: date) -> str:
    """« novembre 2026 »."""
    return f"{MOIS[valeur.month - 1]}{INSECABLE}{valeur.year}"


def jour(valeur: date) -> str:
    """« 20 novembre 2026 », « 1er mars 2027 »."""
    return f"{'1er' if valeur.day == 1 else valeur.day}{INSECABLE}{mois(valeur)}"


def nombre(valeur: int) -> str:
    """« 12 000 », espace insécable."""
    return f"{valeur:,}".replace(",", INSECABLE)


def accorder(quantite: int, mot: str) -> str:
    """« 1 exemple », « 3 exemples » ; zéro est singulier en français."""
    return f"{nombre(quantite)}{INSECABLE}{mot}{'s' if quantite > 1 and not mot.endswith('s') else ''}"


def enumerer(mots: Sequence[str]) -> str:
    """« a, b et c »."""
    if len(mots) < 2:
        return "".join(mots)
    return f"{', '.join(mots[:-1])} et {mots[-1]}"


def temps(minutes: int) -> str:
    """« 20 min », « 1 h », « 1 h 30 »."""
    heures, reste = divmod(minutes, 60)
    if not heures:
        return f"{reste}{INSECABLE}min"
    return f"{heures}{INSECABLE}h" + (f"{INSECABLE}{reste:02}" if reste else "")


def minuscule(texte: str) -> str:
    """Le texte tel qu’il s’écrit au milieu d’une phrase ; un sigle garde ses capitales."""
    return texte if texte[1:2].isupper() else texte[:1].lower() + texte[1:]


def majuscule(texte: str) -> str:
    """Le texte tel qu’il commence une phrase, sans toucher à la suite."""
    return texte[:1].upper() + texte[1:]


def ou(lieux: Sequence[Lieu]) -> str:
    """Le lieu d’une fiche en quelques mots : « Isère », « Bretagne et Normandie », « Bretagne et 9 autres régions »."""
    ensembles = [lieu for lieu in lieux if lieu.echelon is Echelon.ENSEMBLE]
    # Qui agit dans tout le pays et s’y distingue ici ou là agit dans tout le pays.
    noms = [lieu.nom_usuel for lieu in ensembles or lieux]
    if len(noms) <= 2:
        return enumerer(noms)
    echelons = {lieu.echelon for lieu in ensembles or lieux}
    mot = _PLURIELS.get(next(iter(echelons)), "territoires") if len(echelons) == 1 else "territoires"
    return f"{noms[0]} et {len(noms) - 1}{INSECABLE}autres {mot}"


def depuis(periode: Periode) -> str:
    """« depuis 2014 », « de 2014 à 2018 », « en 2021 » ; sans début connu, « déjà là en 2021 »."""
    debut, fin = periode.debut, periode.fin
    if debut is None:
        return f"déjà là en {periode.attestee}"
    if fin is None:
        return f"depuis {debut}"
    return f"en {debut}" if fin == debut else f"de {debut} à {fin}"
