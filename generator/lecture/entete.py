"""Séparer l’en-tête d’une fiche de son corps, lire un fichier YAML entier."""

import re
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from generator.constats.constat import Constat
from generator.lecture.attendu import a_sa_forme, modele_a
from generator.lecture.composition import composer, composer_vivement
from generator.lecture.document import Source
from generator.lecture.octets import decoder
from generator.modele.pages import Entete

if TYPE_CHECKING:
    from generator.lecture.remise.brouillon import Brouillon

RELUS = 64
"""Les tables gardées : une dizaine par dépôt, que l’on relit à chaque fois pour rien, et dont l’une est longue."""

_A_REGARDER = re.compile(
    r"(?m)^[ ]*(?:- )?(?:[\w-]+:[ ]+)?\[?[“„‟”‘]|^[ ]*(?:- )?[\w-]+[ ]*[\u00a0\u202f]+:"
    r"|\{.*: ?\d+,\d|[\t\u200b-\u200d\u2060\u00ad\u2011\u200e\u200f]|(?:: |- |\[)«.*»[ ]*\]?$|^[ ]*(?:- +)?\w+[*]*\\_"
)
"""Dans un en-tête qui se lit, ce qui dit pourtant qu’il vient d’ailleurs."""

_COLLES = ("<<<<<<<", "\n> #", "\n>\n> ", "Ã", "â€", "\n```", "\n--\n", "\n-- \n", "\n+## ", "\u200b", "=C3=", "\\-", "\\_")
"""Dans toute une fiche, les signes d’un collage."""


def lire_fiche(chemin: str, octets: bytes) -> tuple[Source | None, tuple[Constat, ...]]:
    """Sépare l’en-tête YAML du corps Markdown et lit l’en-tête.

    Ce qui ne se lit pas est remis au propre, et lu quand même : la fiche reste en erreur, et ce qu’elle dit se juge. Rend
    `(None, constats)` si même cela ne suffit pas.
    """
    texte, constats = decoder(chemin, octets)
    if not texte and constats:
        return None, constats
    source = None if constats else _lire_une_fiche_saine(chemin, texte)
    if source is not None:
        return source, ()
    brouillon = mettre_au_propre(chemin, octets)
    if brouillon.fin == brouillon.debut:
        # Chargé ici seulement : il faut la forme entière d’une fiche.
        from generator.lecture.remise import sans_entete  # noqa: PLC0415

        return None, (*constats, *brouillon.constats(), *sans_entete.constats(chemin, texte, modele_a(chemin)))
    document, faits = composer(chemin, brouillon.entete, decalage=brouillon.debut)
    constats = (*constats, *brouillon.constats(), *faits)
    if document is None:
        return None, constats
    corps = "\n".join(brouillon.lignes[brouillon.corps :])
    return Source(document, tuple(brouillon.lignes), corps, brouillon.corps + 1, remise=bool(constats)), constats


def _lire_une_fiche_saine(chemin: str, texte: str) -> Source | None:
    """La fiche, si rien n’y étonne."""
    lignes = texte.split("\n")
    # Des lignes vides avant l’en-tête ne gênent personne.
    debut = next((n for n, ligne in enumerate(lignes) if ligne.strip()), 0) + 1
    if lignes[debut - 1].rstrip() != "---":
        return None
    fermeture = next((n for n, ligne in enumerate(lignes[debut:], debut) if ligne.rstrip() == "---"), None)
    if fermeture is None:
        return None
    entete = "\n".join(lignes[debut:fermeture]) + "\n"
    modele = modele_a(chemin)
    est_une_page = modele is Entete
    if _A_REGARDER.search(entete) or (not est_une_page and any(signe in texte for signe in _COLLES)):
        return None
    document = composer_vivement(chemin, entete, decalage=debut)
    if document is None or not a_sa_forme(document.valeur, modele):
        return None
    return Source(document, tuple(lignes), "\n".join(lignes[fermeture + 1 :]), fermeture + 2)


def lignes_au_propre(chemin: str, octets: bytes) -> Mapping[int, str | None]:
    """Les lignes d’un fichier qu’il a fallu récrire pour la lire, telles qu’il faut les écrire ; rien pour celles à effacer."""
    texte, constats = decoder(chemin, octets)
    lire_le_sain = _lire_une_fiche_saine if chemin.endswith(".md") else partial(composer_vivement, decalage=0)
    if not texte or (not constats and lire_le_sain(chemin, texte) is not None):
        return {}
    return mettre_au_propre(chemin, octets).propres()


@lru_cache(maxsize=RELUS)
def mettre_au_propre(chemin: str, octets: bytes) -> "Brouillon":
    """Le brouillon d’un fichier (voir `remise`)."""
    # Importé ici seulement : une fiche saine n’a pas à l’attendre.
    from generator.lecture.remise import propre  # noqa: PLC0415

    texte, _ = decoder(chemin, octets)
    return propre.mettre_au_propre(chemin, texte) if chemin.endswith(".md") else propre.mettre_la_table_au_propre(chemin, texte)


@lru_cache(maxsize=RELUS)
def lire_yaml(chemin: str, octets: bytes) -> tuple[Source | None, tuple[Constat, ...]]:
    """Lit un fichier YAML entier (vocabulaire, bibliographie, recueil) avec les mêmes refus que pour une fiche."""
    texte, constats = decoder(chemin, octets)
    if constats:
        return None, constats
    document = composer_vivement(chemin, texte, decalage=0)
    if document is not None:
        return Source(document, tuple(texte.split("\n"))), ()
    brouillon = mettre_au_propre(chemin, octets)
    document, faits = composer(chemin, brouillon.texte, decalage=0)
    constats = (*brouillon.constats(), *faits)
    return (None if document is None else Source(document, tuple(brouillon.lignes), remise=bool(constats))), constats
