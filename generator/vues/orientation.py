"""« Par où commencer ? » : trois questions, une page chacune, et au bout quelques fiches choisies.

Tout est calculé à la construction : chaque réponse est un lien, le lecteur n’a besoin de rien d’autre qu’un navigateur.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from typing import ClassVar

from generator.catalogue.adresses import Lien
from generator.catalogue.cartes import Carte
from generator.catalogue.catalogue import Catalogue
from generator.modele.fiches import famille_de
from generator.modele.vocabulaires import Modalite, Vocabulaire
from generator.vues.page import Page, Vue

TITRE = "Par où commencer\N{NO-BREAK SPACE}?"
RACINE = "par-ou-commencer/"
PROPOSEES = 4
"""Autant qu’on peut en lire avant de choisir."""

SUITES = 2
"""Les fiches liées à celles qu’on propose, pour continuer."""

Situees = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""Pour chaque fiche (sa clé), les profils à qui elle sert et les moments où elle sert."""


@dataclass(frozen=True, slots=True)
class Reponse:
    """Une réponse à une question : ce qu’elle dit, ce qu’elle veut dire, où elle mène."""

    texte: str
    definition: str
    adresse: str


@dataclass(frozen=True, slots=True)
class VueQuestion(Vue):
    """Une question, ses réponses, et ce que l’on a déjà répondu."""

    rang: int
    question: str
    reponses: tuple[Reponse, ...]
    deja: tuple[Lien, ...]
    gabarit: ClassVar[str] = "question.html"


@dataclass(frozen=True, slots=True)
class Proposee:
    """Une fiche proposée, et pourquoi."""

    carte: Carte
    raison: str


@dataclass(frozen=True, slots=True)
class VueBout(Vue):
    """Le bout du chemin : quelques fiches, celles qui les prolongent, et la liste entière."""

    deja: tuple[Lien, ...]
    proposees: tuple[Proposee, ...]
    suites: tuple[Carte, ...]
    liste: Lien
    gabarit: ClassVar[str] = "orientation.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Les questions et leurs bouts : qui suis-je, que cherche-je, où en suis-je."""
    qui, quoi, ou = map(catalogue.vocabulaire, ("acteurs", "familles", "besoins"))
    cherchables = tuple(famille for famille in quoi.modalites if famille.reponse)
    situees = {famille.id: _situer(catalogue, famille.id) for famille in cherchables}
    description = "Trois questions, et quelques fiches choisies pour vous."
    depart = VueQuestion(1, qui.question, _reponses(qui.modalites, RACINE), ())
    yield Page(RACINE, TITRE, description, depart, plan=True)
    for profil in qui.modalites:
        adresse = f"{RACINE}{profil.id}/"
        deja = (Lien(_dire(qui, profil), RACINE),)
        fil = (Lien(TITRE, RACINE),)
        yield _question(2, adresse, VueQuestion(2, quoi.question, _reponses(cherchables, adresse), deja), fil, profil.libelle)
        for famille in cherchables:
            suivante = f"{adresse}{famille.id}/"
            deux = (*deja, Lien(_dire(quoi, famille), adresse))
            fil_deux = (*fil, Lien(profil.libelle, adresse))
            vue = VueQuestion(3, ou.question, _reponses(ou.modalites, suivante), deux)
            yield _question(3, suivante, vue, fil_deux, famille.libelle)
            for besoin in ou.modalites:
                trois = (*deux, Lien(besoin.reponse or besoin.libelle, suivante))
                choisies = catalogue.memoire.reprendre(
                    ("choisies", profil.id, famille.id, besoin.id),
                    (situees[famille.id],),
                    partial(choisir, situees[famille.id], profil.id, besoin.id),
                )
                bout = _bout(catalogue, choisies, famille, trois)
                titre = f"{famille.libelle} pour {profil.libelle.lower()}\N{NO-BREAK SPACE}: {besoin.libelle.lower()}"
                fil_trois = (*fil_deux, Lien(famille.libelle, suivante))
                yield Page(
                    f"{suivante}{besoin.id}/",
                    titre,
                    description,
                    bout,
                    fil_trois,
                    nom=besoin.libelle,
                )


def _question(rang: int, adresse: str, vue: VueQuestion, fil: tuple[Lien, ...], nom: str) -> Page:
    choix = " ; ".join(lien.titre for lien in vue.deja)
    return Page(adresse, f"{vue.question} ({choix})", f"Question {rang} sur 3.", vue, fil, nom=nom)


def _dire(vocabulaire: Vocabulaire, modalite: Modalite) -> str:
    return f"{vocabulaire.question} {modalite.reponse or modalite.libelle}"


def _reponses(modalites: tuple[Modalite, ...], adresse: str) -> tuple[Reponse, ...]:
    return tuple(Reponse(m.reponse or m.libelle, m.definition, f"{adresse}{m.id}/") for m in modalites)


def _bout(catalogue: Catalogue, choisies: tuple[tuple[str, str], ...], famille: Modalite, deja: tuple[Lien, ...]) -> VueBout:
    liees = dict.fromkeys(
        suite
        for cle, _ in choisies
        for suite in catalogue.renvois[cle]
        if famille_de(suite) in ("exemples", "methodes", "outils") and famille_de(suite) != famille.id
    )
    return VueBout(
        deja,
        tuple(Proposee(catalogue.cartes[cle], raison) for cle, raison in choisies),
        tuple(catalogue.cartes[cle] for cle in list(liees)[:SUITES]),
        Lien(famille.libelle, f"{famille.id}/"),
    )


def _situer(catalogue: Catalogue, famille: str) -> Situees:
    classees = ((fiche.cle, catalogue.classement[fiche.cle]) for fiche in catalogue.famille(famille))
    situees = {cle: (modalites["acteurs"], modalites["besoins"]) for cle, modalites in classees}
    return catalogue.memoire.retrouver(("situées", famille), situees)


def choisir(situees: Situees, profil: str, besoin: str) -> tuple[tuple[str, str], ...]:
    """Les clés de quelques fiches pour un profil et un moment, et la raison de chacune.

    D’abord celles qui conviennent aux deux, les plus ciblées en tête ; puis, s’il en manque, celles qui conviennent à l’un des
    deux. Jamais rien qui ne convienne à aucun.
    """
    notees = []
    for cle, (profils, moments) in situees.items():
        # Une donnée sans profil parle de tous : elle convient à chacun.
        pour_lui, au_bon_moment = not profils or profil in profils, besoin in moments
        if pour_lui or au_bon_moment:
            raison = (
                "" if pour_lui and au_bon_moment else "à un autre moment" if pour_lui else "pensée d’abord pour d’autres que vous"
            )
            rang = (not (pour_lui and au_bon_moment), not pour_lui, len(profils) + len(moments), cle)
            notees.append((rang, cle, raison))
    return tuple((cle, raison) for _, cle, raison in nsmallest(PROPOSEES, notees, key=lambda note: note[0]))
