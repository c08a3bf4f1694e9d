"""Ranger les documents cités : dans la fiche qui est seule à citer le sien, dans `content/sources.yml` dès qu’elles sont deux.

On déplace des lignes, sans relire ni récrire le reste : un commentaire, un ordre, une façon d’écrire ne changent pas.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.controle.contenu import Contenu, valider_contenu, valider_referentiel
from generator.controle.sujets import FicheEcrite
from generator.lecture import depot
from generator.lecture.lu import DepotLu, lire_depot
from generator.modele.champs import VersUnDocument
from generator.modele.referentiel import Referentiel

COMMUNS = depot.BIBLIOGRAPHIE
_CHAMP = re.compile(r"^[^\s#-][^:]*:")
_DOCUMENT = re.compile(r"^  (?! )([\w-]+):\s*$")


@dataclass(frozen=True, slots=True)
class Deplacement:
    """Un document qui change de place : la clé qu’il avait, celle qu’il aura, d’où il vient, où il va."""

    cle: str
    nouvelle: str
    depuis: str
    vers: str

    @property
    def phrase(self) -> str:
        """Ce que l’on en dit à qui range."""
        if self.vers == COMMUNS:
            return f"{self.cle} : de {self.depuis} à {COMMUNS}, sous la clé « {self.nouvelle} », d’autres le citent."
        return f"{self.cle} : de {COMMUNS} à {self.vers}, seul fichier à le citer."


def a_ranger(racine: Path) -> tuple[Deplacement, ...]:
    """Les documents qui ne sont pas à leur place, dans l’ordre où les déplacer."""
    lu = lire_depot(racine)
    referentiel, _ = valider_referentiel(lu.referentiel)
    contenu, _ = valider_contenu(lu, referentiel)
    return (*_a_sortir(lu, contenu, referentiel), *_a_reunir(contenu, referentiel))


def ranger(racine: Path) -> tuple[Deplacement, ...]:
    """Déplace les documents qui ne sont pas à leur place ; rend ce qui a été fait."""
    faits = a_ranger(racine)
    fichiers = _Fichiers(racine)
    for fait in faits:
        if fait.vers == COMMUNS:
            bloc = fichiers.retirer_de_la_fiche(fait.depuis, fait.cle)
            fichiers.ajouter_aux_communs(fait.nouvelle, bloc)
        else:
            fichiers.ajouter_a_la_fiche(fait.vers, fait.cle, fichiers.retirer_des_communs(fait.cle))
    renommes: dict[str, dict[str, str]] = defaultdict(dict)
    for fait in faits:
        if fait.vers == COMMUNS and fait.cle != fait.nouvelle:
            renommes[fait.depuis][fait.cle] = fait.nouvelle
    fichiers.ecrire()
    _recrire_les_citations(racine, renommes)
    return faits


def _a_sortir(lu: DepotLu, contenu: Contenu, referentiel: Referentiel) -> Iterator[Deplacement]:
    """Les documents communs qu’une seule fiche cite, hors de ceux qui fondent une liste, un terme, ou le catalogue."""
    citants: dict[str, set[str]] = defaultdict(set)
    for ecrit in contenu.ecrits:
        for _, cle in ecrit.marquees(VersUnDocument):
            citants[cle].add(ecrit.chemin)
    for vocabulaire in lu.referentiel.vocabulaires.values():
        for loc, cle in vocabulaire.document.textes:
            if loc[-2:] == ("source", "document"):
                citants[cle].add(vocabulaire.chemin)
    fiches = {fichier.chemin for fichier in lu.fichiers}
    for cle, reference in referentiel.bibliographie.items():
        siens = citants[cle]
        if len(siens) == 1 and siens <= fiches and not reference.texte:
            yield Deplacement(cle, cle, COMMUNS, *siens)


def _a_reunir(contenu: Contenu, referentiel: Referentiel) -> Iterator[Deplacement]:
    """Les documents qu’une fiche décrit et qu’une autre, ou la bibliographie commune, décrit aussi : ils ont la même adresse."""
    communs = {depot.adresse_comparable(r.url): cle for cle, r in referentiel.bibliographie.items() if r.url}
    decrits: dict[str, list[tuple[FicheEcrite, str]]] = defaultdict(list)
    for ecrit in contenu.ecrits:
        if isinstance(ecrit, FicheEcrite) and isinstance(documents := ecrit.document.valeur.get("documents"), dict):
            for cle, champs in documents.items():
                adresse = depot.adresse_comparable(str(champs.get("url") or "")) if isinstance(champs, dict) else ""
                if adresse:
                    decrits[adresse].append((ecrit, cle))
    prises = set(referentiel.bibliographie)
    for adresse, siens in decrits.items():
        if adresse not in communs and len(siens) < 2:
            continue
        if adresse not in communs:
            premier, cle = siens[0]
            communs[adresse] = cle if cle not in prises else f"{cle}-{premier.identifiant}"
            prises.add(communs[adresse])
        for ecrit, cle in siens:
            yield Deplacement(cle, communs[adresse], ecrit.chemin, COMMUNS)


class _Fichiers:
    """Les lignes des fichiers que l’on range, gardées jusqu’à ce que tout soit prêt à s’écrire."""

    def __init__(self, racine: Path) -> None:
        self.racine = racine
        self.lignes: dict[str, list[str]] = {}

    def lire(self, chemin: str) -> list[str]:
        if chemin not in self.lignes:
            self.lignes[chemin] = (self.racine / chemin).read_bytes().decode("utf-8").splitlines(keepends=True)
        return self.lignes[chemin]

    def ecrire(self) -> None:
        for chemin, lignes in self.lignes.items():
            (self.racine / chemin).write_bytes("".join(lignes).encode("utf-8"))

    def retirer_des_communs(self, cle: str) -> list[str]:
        """Le bloc d’un document de la bibliographie commune, sans sa clé, tel qu’il s’écrit dans une fiche."""
        lignes = self.lire(COMMUNS)
        debut, fin = _bloc(lignes, re.compile(rf"^{re.escape(cle)}:\s*$"), _CHAMP)
        bloc = lignes[debut + 1 : fin]
        del lignes[debut:fin]
        return [f"  {ligne}" if ligne.strip() else ligne for ligne in bloc]

    def ajouter_aux_communs(self, cle: str, bloc: Iterable[str]) -> None:
        """Ajoute un document à la bibliographie commune ; s’il y est déjà, sa description d’ici l’emporte."""
        lignes = self.lire(COMMUNS)
        if not any(re.match(rf"^{re.escape(cle)}:\s*$", ligne) for ligne in lignes):
            fin = _fin_de_ligne(lignes)
            if lignes and not lignes[-1].endswith("\n"):
                lignes[-1] += fin
            lignes.extend((f"{cle}:{fin}", *(ligne.removeprefix("  ").rstrip("\r\n") + fin for ligne in bloc)))

    def retirer_de_la_fiche(self, chemin: str, cle: str) -> list[str]:
        """Le bloc d’un document d’une fiche, sans sa clé ; `documents` disparaît avec le dernier."""
        lignes = self.lire(chemin)
        titre, fin_des_documents = _bloc(lignes, re.compile(r"^documents:\s*$"), _CHAMP)
        debut, fin = _bloc(lignes, re.compile(rf"^  {re.escape(cle)}:\s*$"), _DOCUMENT, titre + 1, fin_des_documents)
        bloc = lignes[debut + 1 : fin]
        seul = debut == titre + 1 and fin == fin_des_documents
        del lignes[titre if seul else debut : fin]
        return bloc

    def ajouter_a_la_fiche(self, chemin: str, cle: str, bloc: Iterable[str]) -> None:
        """Ajoute un document à ceux d’une fiche, juste avant ses sources s’il est le premier."""
        lignes = self.lire(chemin)
        fin_de_ligne = _fin_de_ligne(lignes)
        nouveau = [f"  {cle}:{fin_de_ligne}", *(ligne.rstrip("\r\n") + fin_de_ligne for ligne in bloc)]
        rang = next((rang for rang, ligne in enumerate(lignes) if re.match(r"^documents:\s*$", ligne)), None)
        if rang is None:
            rang = next(rang for rang, ligne in enumerate(lignes) if ligne.startswith("sources:"))
            lignes[rang:rang] = [f"documents:{fin_de_ligne}", *nouveau]
        else:
            _, fin = _bloc(lignes, re.compile(r"^documents:\s*$"), _CHAMP)
            lignes[fin:fin] = nouveau


def _fin_de_ligne(lignes: list[str]) -> str:
    return "\r\n" if lignes and lignes[0].endswith("\r\n") else "\n"


def _bloc(
    lignes: list[str], titre: re.Pattern[str], suivant: re.Pattern[str], debut: int = 0, fin: int | None = None
) -> tuple[int, int]:
    """Le rang de la ligne `titre`, et celui qui suit la dernière de son bloc : la prochaine `suivant`, ou la fin de l’en-tête."""
    borne = len(lignes) if fin is None else fin
    ici = next(rang for rang in range(debut, borne) if titre.match(lignes[rang]))
    suite = (rang for rang in range(ici + 1, borne) if suivant.match(lignes[rang]) or lignes[rang].startswith("---"))
    return ici, next(suite, borne)


def _recrire_les_citations(racine: Path, renommes: dict[str, dict[str, str]]) -> None:
    """Remplace, dans chaque fiche, les clés qui ont changé, là où elle cite ces documents et nulle part ailleurs."""
    if not renommes:
        return
    lu = lire_depot(racine, frozenset(renommes))
    referentiel, _ = valider_referentiel(lu.referentiel)
    contenu, _ = valider_contenu(lu, referentiel)
    for ecrit in contenu.ecrits:
        nouvelles = renommes.get(ecrit.chemin, {})
        lignes = (racine / ecrit.chemin).read_bytes().decode("utf-8").splitlines(keepends=True)
        places = [(ecrit.document.etendue(loc), cle) for loc, cle in ecrit.marquees(VersUnDocument) if cle in nouvelles]
        for etendue, cle in sorted(places, key=lambda place: place[0].debut, reverse=True):
            ligne, colonne = etendue.debut.ligne - 1, etendue.debut.colonne - 1
            lignes[ligne] = lignes[ligne][:colonne] + nouvelles[cle] + lignes[ligne][etendue.fin.colonne - 1 :]
        if places:
            (racine / ecrit.chemin).write_bytes("".join(lignes).encode("utf-8"))
