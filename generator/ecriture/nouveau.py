"""Écrire une fiche neuve : le fichier que font les réponses, posé à sa place, et seulement s’il est valide."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from generator import chaine
from generator.constats.constat import Constat, erreurs
from generator.constats.proximite import replier
from generator.constats.signes import citer
from generator.controle.restes import rien_pour_plus_tard
from generator.ecriture.questions import DATE
from generator.lecture import depot
from generator.modele.base import IDENTIFIANT
from generator.modele.champs import RESERVES
from generator.modele.fiches import A_ECRIRE, MODELES


class Refus(ValueError):
    """Rien n’a été écrit ; le message dit pourquoi."""


class DejaPrise(Refus):
    """Une fiche a déjà ce nom."""


def creer(racine: Path, famille: str, reponses: Mapping[str, Any], nom: str, jour: date) -> tuple[str, tuple[Constat, ...]]:
    """Écrit la fiche que font les réponses, sous ce nom ou sous celui que donne son titre ; n’écrase jamais un fichier.

    Rend son chemin et ses constats. S’ils comptent une erreur, rien n’est écrit. Lève `Refus` si le nom n’est pas admis ou pris.
    """
    nom = nom or identifiant(str(reponses.get("titre", "")))
    if not nom:
        raise Refus("Il faut un titre, ou un --identifiant : le nom du fichier en vient.")
    if not re.fullmatch(IDENTIFIANT, nom) or len(nom) > 80 or RESERVES.fullmatch(nom):
        raise Refus(
            f"« {citer(nom)} » ne peut pas nommer une fiche : minuscules sans accent, chiffres et tirets, 80 signes au plus."
        )
    chemin = f"{depot.dossier(famille)}/{nom}.md"
    if (racine / chemin).exists() or (racine / depot.dossier(famille) / nom).exists():
        raise DejaPrise(f"{chemin} existe déjà : choisissez un autre --identifiant.")
    octets = rediger(famille, reponses, jour).encode("utf-8")
    neuve = depot.a_ecrire(chemin, famille, nom, octets)
    juges = chaine.verifier(racine, aujourd_hui=jour, seulement=frozenset((chemin,)), ajouts=(neuve,))
    # Ses sections restent à écrire : ce n’est pas une faute de ses réponses.
    constats = tuple(c for c in juges if not (c.regle == rien_pour_plus_tard.regle and c.valeur == A_ECRIRE))
    if not erreurs(constats):
        (racine / chemin).parent.mkdir(parents=True, exist_ok=True)
        # « x » : si le fichier est apparu entre-temps, on ne l’écrase pas.
        with (racine / chemin).open("xb") as fichier:
            fichier.write(octets)
    return chemin, constats


def identifiant(titre: str) -> str:
    """L’identifiant que donne un titre : « Jardin partagé » → `jardin-partage`, soixante signes au plus."""
    mots = replier(titre.split(" : ", maxsplit=1)[0].split("\N{NO-BREAK SPACE}:", maxsplit=1)[0]).split()
    court = ""
    for mot in mots:
        if len(court) + len(mot) > 60:
            break
        court = f"{court}-{mot}" if court else mot
    return court


def rediger(famille: str, reponses: Mapping[str, Any], jour: date) -> str:
    """Le texte du fichier : l’en-tête d’après les réponses, puis les sections à écrire."""
    entete = [f"{champ}: {_yaml(valeur)}" for champ, valeur in reponses.items()]
    entete.append(f"{DATE}: {jour.isoformat()}")
    sections = [f"## {titre}\n\n{A_ECRIRE}\n" for titre in MODELES[famille].sections]
    return "\n".join(["---", *entete, "---", "", *sections])


def _yaml(valeur: Any) -> str:
    """Une valeur écrite en YAML : textes entre guillemets, listes de textes sur une ligne, objets en blocs."""
    if isinstance(valeur, Mapping):
        return "\n" + "\n".join(f"  {cle}: {_yaml(v)}" for cle, v in valeur.items())
    if isinstance(valeur, Sequence) and not isinstance(valeur, str):
        if valeur and isinstance(valeur[0], Mapping):
            return "".join(_element(objet) for objet in valeur)
        return f"[{', '.join(_yaml(v) for v in valeur)}]"
    return valeur if _nu(str(valeur)) else json.dumps(str(valeur), ensure_ascii=False)


def _element(objet: Mapping[str, Any]) -> str:
    lignes = [f"{cle}: {_yaml(valeur)}" for cle, valeur in objet.items()]
    return "\n  - " + "\n    ".join(lignes)


def _nu(texte: str) -> bool:
    """Vrai pour un identifiant ou un nombre entier, qui se lit mieux sans guillemets."""
    return texte.isdigit() or (
        all(c.isascii() and (c.islower() or c.isdigit() or c == "-") for c in texte) and texte[:1].isalpha()
    )
