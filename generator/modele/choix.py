"""Choisir dans une liste sans en connaître les identifiants : par un numéro, un nom affiché, quelques lettres."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.constats.proximite import replier
from generator.modele.bibliographie import Reference, adresse_comparable
from generator.modele.vocabulaires import Vocabulaire

MONTRES = 9
"""Ce que l’on montre d’une longue liste : au-delà, on ne choisit plus, on cherche."""


@dataclass(frozen=True, slots=True)
class Choix:
    """Une valeur que l’on peut choisir : ce qui s’écrit dans la fiche, ce qui s’affiche, et ses autres noms."""

    valeur: str
    libelle: str
    autres: tuple[str, ...] = ()
    definition: str = ""

    @property
    def graphies(self) -> tuple[str, ...]:
        return tuple(replier(un) for un in (self.valeur, self.libelle, *self.autres) if un)


def du_vocabulaire(vocabulaire: Vocabulaire) -> tuple[Choix, ...]:
    """Les modalités d’une liste."""
    return tuple(
        Choix(m.id, m.libelle, (m.singulier, *getattr(m, "synonymes", ())), m.definition)  # les synonymes, là où une liste en a
        for m in vocabulaire.modalites
    )


def du_document(cle: str, reference: Reference) -> Choix:
    """Un document de la bibliographie."""
    return Choix(cle, f"{reference.titre} ({', '.join(reference.auteurs)})", (adresse_comparable(reference.url),))


def chercher(tape: str, liste: Sequence[Choix], montres: Sequence[Choix] = ()) -> tuple[Choix, ...]:
    """Ce que désigne ce qu’on a tapé : un numéro de ce qui est `montre`, un nom entier ou, à défaut, des débuts de mots.

    Une seule valeur : c’est elle. Plusieurs : il faut préciser. Aucune : on ne sait pas.
    """
    if tape.strip().isdigit() and 1 <= int(tape) <= len(montres):
        return (montres[int(tape) - 1],)
    mots = replier(tape[:120])
    if not mots:
        return ()
    for convient in (_entier, _au_singulier, _debut, _debuts_de_mots):
        trouves = tuple(choix for choix in liste if convient(mots, choix))
        if trouves:
            return trouves
    return ()


def _entier(mots: str, choix: Choix) -> bool:
    return mots in choix.graphies


def _au_singulier(mots: str, choix: Choix) -> bool:
    return _sans_pluriel(mots) in {_sans_pluriel(graphie) for graphie in choix.graphies}


def _debut(mots: str, choix: Choix) -> bool:
    return len(mots) > 1 and any(graphie.startswith(mots) for graphie in choix.graphies)


def _debuts_de_mots(mots: str, choix: Choix) -> bool:
    presents = [mot for graphie in choix.graphies for mot in graphie.split()]
    return len(mots) > 2 and all(any(present.startswith(mot) for present in presents) for mot in mots.split())


def _sans_pluriel(mots: str) -> str:
    return " ".join(mot.rstrip("sx") for mot in mots.split())
