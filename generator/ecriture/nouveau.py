"""Écrire une fiche neuve : le fichier que font les réponses, posé à sa place, et seulement s’il est valide."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from generator import chaine
from generator.constats.constat import Constat, erreurs
from generator.constats.proximite import replier
from generator.constats.signes import citer
from generator.controle.sujets import FicheEcrite
from generator.controle.typographie import retoucher, retouches
from generator.ecriture.questions import DATE
from generator.ecriture.reponses import Cle, Reponses, sources_neuves
from generator.lecture import depot
from generator.lecture.entete import lire_fiche
from generator.memoire import Memoire
from generator.modele.base import IDENTIFIANT
from generator.modele.champs import RESERVES
from generator.modele.fiches import A_ECRIRE, modele_de_fiche


class Refus(ValueError):
    """Rien n’a été écrit ; le message dit pourquoi."""


class DejaPrise(Refus):
    """Une fiche a déjà ce nom."""


class Essai:
    """De quoi juger une fiche qui n’est pas encore écrite, autant de fois qu’il le faut, par la même chaîne que les autres."""

    def __init__(self, racine: Path, famille: str, jour: date) -> None:
        self.racine, self.famille, self.jour = racine, famille, jour
        # Le dépôt ne change guère pendant qu’on répond : ce qu’on en sait se reprend d’une réponse à l’autre.
        self._memoire = Memoire()
        self._fois = count(1)

    def constats(self, champs: Mapping[str, Any], nom: str = "") -> tuple[Constat, ...]:
        """Les constats de la fiche que font ces champs."""
        nom = nom or ESSAI
        chemin = f"{depot.dossier(self.famille)}/{nom}.md"
        octets = rediger(self.famille, champs, self.jour).encode("utf-8", errors="replace")
        # La mémoire reconnaît un fichier à son état : chaque essai a le sien.
        neuve = replace(depot.a_ecrire(chemin, self.famille, nom, octets), etat=(next(self._fois),))
        return chaine.verifier(
            self.racine,
            aujourd_hui=self.jour,
            seulement=frozenset((chemin,)),
            ajouts=(neuve,),
            memoire=self._memoire,
        )

    def refus_du_nom(self, nom: str) -> Refus | None:
        """Pourquoi la fiche ne peut pas porter ce nom, ou rien."""
        if not re.fullmatch(IDENTIFIANT, nom) or len(nom) > 80 or RESERVES.fullmatch(nom):
            return Refus(
                f"« {citer(nom)} » ne peut pas nommer une fiche : minuscules sans accent, chiffres et tirets, 80 signes au plus."
            )
        dossier = self.racine / depot.dossier(self.famille)
        if (dossier / f"{nom}.md").exists() or (dossier / nom).exists():
            return DejaPrise(f"{depot.dossier(self.famille)}/{nom}.md existe déjà : choisissez un autre --identifiant.")
        return None


ESSAI = "fiche-en-cours-d-ecriture"
"""Le nom d’une fiche tant que son titre ne lui en a pas donné un."""


def creer(racine: Path, famille: str, reponses: Mapping[str, Any], nom: str, jour: date) -> tuple[str, tuple[Constat, ...]]:
    """Écrit la fiche que font les réponses, sous ce nom ou sous celui que donne son titre ; n’écrase jamais un fichier.

    Rend son chemin et ses constats. S’ils comptent une erreur ailleurs que dans les sections, qui restent à raconter, rien
    n’est écrit. Lève `Refus` si le nom n’est pas admis ou pris.
    """
    essai = Essai(racine, famille, jour)
    nom = nom or identifiant(str(reponses.get("titre", "")))
    if not nom:
        raise Refus("Il faut un titre, ou un --identifiant : le nom du fichier en vient.")
    if refus := essai.refus_du_nom(nom):
        raise refus
    constats = essai.constats(reponses, nom)
    chemin = f"{depot.dossier(famille)}/{nom}.md"
    if not erreurs(de_l_entete(famille, reponses, constats)):
        try:
            (racine / chemin).parent.mkdir(parents=True, exist_ok=True)
            # « x » : si le fichier est apparu entre-temps, on ne l’écrase pas.
            with (racine / chemin).open("xb") as fichier:
                fichier.write(rediger(famille, reponses, jour).encode("utf-8"))
        except FileExistsError:
            raise DejaPrise(f"{chemin} existe déjà : choisissez un autre --identifiant.") from None
        except OSError as exc:
            raise Refus(f"{chemin} ne peut pas s’écrire ({exc.strerror}).") from None
    return chemin, constats


def de_l_entete(famille: str, reponses: Mapping[str, Any], constats: Iterable[Constat]) -> tuple[Constat, ...]:
    """Ceux des constats qui portent sur les réponses, et non sur les sections, que l’on racontera ensuite."""
    fin = len(cles(reponses)) + 1
    return tuple(constat for constat in constats if constat.ligne <= fin)


def nommer_les_sources(reponses: Reponses, pris: Iterable[str]) -> Reponses:
    """Les mêmes réponses, où chaque document décrit en route a la clé que donne son titre."""
    noms: dict[str, str] = {}
    for cle, titre in sources_neuves(reponses).items():
        court = identifiant(titre)
        possibles = (court, *(f"{court}-{rang}" for rang in range(2, 100)), cle)
        deja = {*pris, *noms.values()}
        noms[cle] = next(nom for nom in possibles if re.fullmatch(IDENTIFIANT, nom) and nom not in deja)
    return {
        tuple(noms.get(p, p) if isinstance(p, str) else p for p in cle): noms.get(v, v) if isinstance(v, str) else v
        for cle, v in reponses.items()
    }


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
    """Le texte du fichier : l’en-tête d’après les réponses, puis les sections à écrire ; sa typographie est déjà sûre."""
    entete = [ligne for _, ligne in _lignes(reponses)]
    entete.append(f"{DATE}: {jour.isoformat()}")
    modele = modele_de_fiche(famille, reponses)
    sections = [f"## {titre}\n\n{A_ECRIRE}\n" for titre in modele.sections if modele.sections_imposees]
    texte = "\n".join(["---", *entete, "---", "", *sections])
    source, _ = lire_fiche(ESSAI, texte.encode("utf-8", errors="replace"))
    if source is None:
        return texte
    return retoucher(texte, retouches(FicheEcrite(source, modele, famille=famille)))


def cles(reponses: Mapping[str, Any]) -> list[Cle]:
    """La clé de ce qu’écrit chaque ligne de l’en-tête, à partir de la deuxième du fichier."""
    return [cle for cle, _ in _lignes(reponses)]


def _lignes(valeur: Mapping[str, Any], base: Cle = (), retrait: str = "") -> Iterator[tuple[Cle, str]]:
    """Les lignes d’une table, chacune avec la clé de ce qu’elle écrit : un champ par ligne."""
    for nom, contenu in valeur.items():
        cle, amorce = (*base, nom), f"{retrait}{nom}:"
        if isinstance(contenu, Mapping):
            yield cle, amorce
            yield from _lignes(contenu, cle, f"{retrait}  ")
        elif isinstance(contenu, Sequence) and contenu and isinstance(contenu[0], Mapping):
            yield cle, amorce
            for rang, objet in enumerate(contenu):
                lignes = list(_lignes(objet, (*cle, rang), f"{retrait}    "))
                # Le tiret d’un élément tient sur la ligne de son premier champ.
                yield from ((c, f"{retrait}  - {ligne.lstrip()}" if not i else ligne) for i, (c, ligne) in enumerate(lignes))
        else:
            yield cle, f"{amorce} {_simple(contenu)}"


def _simple(valeur: Any) -> str:
    """Un texte, entre guillemets s’il en a besoin, ou une liste de textes."""
    if isinstance(valeur, Sequence) and not isinstance(valeur, str):
        return f"[{', '.join(_simple(v) for v in valeur)}]"
    return str(valeur) if _nu(str(valeur)) else json.dumps(str(valeur), ensure_ascii=False)


def _nu(texte: str) -> bool:
    """Vrai pour un identifiant, un nombre entier ou une date, qui se lisent mieux sans guillemets."""
    return re.fullmatch(r"[a-z][a-z0-9-]*|[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}", texte) is not None
