"""Ranger les documents cités : dans la fiche qui est seule à citer le sien, dans `content/sources.yml` dès qu’elles sont deux.

On déplace des lignes, sans relire ni récrire le reste : un commentaire, un ordre, une façon d’écrire ne changent pas.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.controle.contenu import Contenu
from generator.controle.sujets import FicheEcrite
from generator.ecriture.relecture import relire
from generator.lecture import depot
from generator.lecture.lu import DepotLu
from generator.modele.bibliographie import adresse_comparable
from generator.modele.champs import VersUnDocument
from generator.modele.referentiel import Referentiel

COMMUNS = depot.BIBLIOGRAPHIE
_CHAMP = re.compile(r"^[^\s#-][^:]*:")
_RIEN_APRES = r":\s*(?:#.*)?$"
_DOCUMENTS = re.compile(rf"^documents{_RIEN_APRES}")


class PasEnLignes(ValueError):
    """Un document que l’on ne sait pas déplacer : il est écrit entre accolades, ou autrement qu’un champ par ligne."""

    def __init__(self, chemin: str, cle: str) -> None:
        super().__init__(f"{chemin} : récrivez « {cle} » avec un champ par ligne, comme dans le modèle. Rien n’a été déplacé.")


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
    lu, referentiel, contenu = relire(racine)
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
    communs = {adresse_comparable(r.url): cle for cle, r in referentiel.bibliographie.items() if r.url}
    decrits: dict[str, list[tuple[FicheEcrite, str]]] = defaultdict(list)
    for ecrit in contenu.ecrits:
        if isinstance(ecrit, FicheEcrite) and isinstance(documents := ecrit.document.valeur.get("documents"), dict):
            for cle, champs in documents.items():
                adresse = adresse_comparable(str(champs.get("url") or "")) if isinstance(champs, dict) else ""
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
        """La description d’un document de la bibliographie commune, sans sa clé ni son retrait."""
        lignes = self.lire(COMMUNS)
        debut, fin = self._bloc(COMMUNS, cle, re.compile(rf"^{re.escape(cle)}{_RIEN_APRES}"), _CHAMP)
        bloc = lignes[debut + 1 : fin]
        del lignes[debut:fin]
        return _sans_retrait(bloc)

    def ajouter_aux_communs(self, cle: str, bloc: Iterable[str]) -> None:
        """Ajoute un document à la bibliographie commune ; s’il y est déjà, sa description d’ici l’emporte."""
        lignes = self.lire(COMMUNS)
        if not any(re.match(rf"^{re.escape(cle)}:", ligne) for ligne in lignes):
            fin = _fin_de_ligne(lignes)
            if lignes and not lignes[-1].endswith("\n"):
                lignes[-1] += fin
            lignes.extend((f"{cle}:{fin}", *_en_retrait(bloc, "  ", fin)))

    def retirer_de_la_fiche(self, chemin: str, cle: str) -> list[str]:
        """La description d’un document d’une fiche, sans sa clé ni son retrait ; `documents` disparaît avec le dernier."""
        lignes = self.lire(chemin)
        titre, fin_des_documents = self._bloc(chemin, "documents", _DOCUMENTS, _CHAMP)
        retrait = _retrait(lignes[titre + 1 : fin_des_documents])
        suivant = re.compile(rf"^{retrait}[^\s#]")
        ici = re.compile(rf"^{retrait}[\"']?{re.escape(cle)}[\"']?{_RIEN_APRES}")
        debut, fin = self._bloc(chemin, cle, ici, suivant, parmi=(titre + 1, fin_des_documents))
        bloc = lignes[debut + 1 : fin]
        if any(suivant.match(ligne) for ligne in (*lignes[titre + 1 : debut], *lignes[fin:fin_des_documents])):
            del lignes[debut:fin]
        else:
            del lignes[titre:fin_des_documents]
        return _sans_retrait(bloc)

    def ajouter_a_la_fiche(self, chemin: str, cle: str, bloc: Iterable[str]) -> None:
        """Ajoute un document à ceux d’une fiche, juste avant ses sources s’il est le premier."""
        lignes = self.lire(chemin)
        fin_de_ligne = _fin_de_ligne(lignes)
        if any(ligne.startswith("documents:") for ligne in lignes):
            titre, ici = self._bloc(chemin, "documents", _DOCUMENTS, _CHAMP)
            retrait, entete = _retrait(lignes[titre + 1 : ici]), []
        else:
            ici = next(rang for rang, ligne in enumerate(lignes) if ligne.startswith("sources:"))
            retrait, entete = "  ", [f"documents:{fin_de_ligne}"]
        lignes[ici:ici] = [*entete, f"{retrait}{cle}:{fin_de_ligne}", *_en_retrait(bloc, f"{retrait}  ", fin_de_ligne)]

    def _bloc(
        self, chemin: str, cle: str, titre: re.Pattern[str], suivant: re.Pattern[str], *, parmi: tuple[int, int] | None = None
    ) -> tuple[int, int]:
        """Le rang de la ligne `titre`, et celui qui suit son bloc : la prochaine ligne `suivant`, ou la fin de l’en-tête.

        `parmi` restreint les lignes regardées. Lève `PasEnLignes` si `cle` est écrite autrement.
        """
        lignes = self.lire(chemin)
        debut, borne = parmi or (0, len(lignes))
        ici = next((rang for rang in range(debut, borne) if titre.match(lignes[rang])), None)
        if ici is None:
            raise PasEnLignes(chemin, cle)
        suite = (rang for rang in range(ici + 1, borne) if suivant.match(lignes[rang]) or lignes[rang].startswith("---"))
        return ici, next(suite, borne)


def _fin_de_ligne(lignes: list[str]) -> str:
    return "\r\n" if lignes and lignes[0].endswith("\r\n") else "\n"


def _retrait(lignes: Iterable[str]) -> str:
    """Le retrait de la première de ces lignes qui dit quelque chose."""
    ecrite = next((ligne for ligne in lignes if ligne.strip() and not ligne.lstrip().startswith("#")), "  ")
    return ecrite[: len(ecrite) - len(ecrite.lstrip(" "))]


def _sans_retrait(bloc: list[str]) -> list[str]:
    retrait = _retrait(bloc)
    return [ligne.removeprefix(retrait) for ligne in bloc]


def _en_retrait(bloc: Iterable[str], retrait: str, fin_de_ligne: str) -> list[str]:
    return [f"{retrait}{ligne}".rstrip() + fin_de_ligne for ligne in bloc]


def _recrire_les_citations(racine: Path, renommes: dict[str, dict[str, str]]) -> None:
    """Remplace, dans chaque fiche, les clés qui ont changé, là où elle cite ces documents et nulle part ailleurs."""
    if not renommes:
        return
    *_, contenu = relire(racine, frozenset(renommes))
    for ecrit in contenu.ecrits:
        nouvelles = renommes.get(ecrit.chemin, {})
        lignes = (racine / ecrit.chemin).read_bytes().decode("utf-8").splitlines(keepends=True)
        places = [(ecrit.document.etendue(loc), cle) for loc, cle in ecrit.marquees(VersUnDocument) if cle in nouvelles]
        for etendue, cle in sorted(places, key=lambda place: place[0].debut, reverse=True):
            ligne, colonne = etendue.debut.ligne - 1, etendue.debut.colonne - 1
            lignes[ligne] = lignes[ligne][:colonne] + nouvelles[cle] + lignes[ligne][etendue.fin.colonne - 1 :]
        if places:
            (racine / ecrit.chemin).write_bytes("".join(lignes).encode("utf-8"))
