"""Séparer l’en-tête d’une fiche de son corps, lire un fichier YAML entier."""

from functools import lru_cache

from generator.constats.constat import ERREUR, Constat, Position, Regle
from generator.lecture.composition import composer
from generator.lecture.document import Source
from generator.lecture.octets import decoder

RELUS = 64
"""Les tables gardées : une dizaine par dépôt, que l’on relit à chaque fois pour rien, et dont l’une est longue."""

ABSENT = Regle(
    "entete-absent",
    ERREUR,
    "Pas d’en-tête en haut de la fiche",
    "Une fiche commence par son en-tête : quelques lignes de renseignements, entre deux lignes de trois tirets. "
    "Le site y trouve le titre, le lieu, les partenaires. "
    "La toute première ligne du fichier doit être `---`, sans ligne vide ni texte avant elle.",
    faux="titre: Un café partagé au village\nstatut: en-cours\n---",
    juste="---\ntitre: Un café partagé au village\nstatut: en-cours\n---",
    dans="tête",
)

NON_FERME = Regle(
    "entete-non-ferme",
    ERREUR,
    "L’en-tête n’est pas refermé",
    "L’en-tête s’ouvre par une ligne de trois tirets, mais la seconde ligne de tirets manque : le site ne sait pas où "
    "finissent les renseignements et où commence le récit. "
    "Ajoutez une ligne `---` après le dernier champ, seule sur sa ligne, sans espace devant.",
    faux="---\ntitre: Un café partagé au village\npublie_le: 2026-11-20\n\n## Contexte",
    juste="---\ntitre: Un café partagé au village\npublie_le: 2026-11-20\n---\n\n## Contexte",
    dans="tête",
)


def lire_fiche(chemin: str, octets: bytes) -> tuple[Source | None, tuple[Constat, ...]]:
    """Sépare l’en-tête YAML du corps Markdown et lit l’en-tête.

    Rend `(None, constats)` si l’en-tête manque ou ne se lit pas.
    """
    texte, constats = decoder(chemin, octets)
    if constats:
        return None, constats
    lignes = texte.split("\n")
    # Des lignes vides avant l’en-tête ne gênent personne.
    debut = next((n for n, ligne in enumerate(lignes) if ligne.strip()), 0)
    if lignes[debut].rstrip() != "---":
        message = "Une fiche commence par une ligne « --- », puis ses champs, puis une autre ligne « --- »."
        return None, (Constat(Position(chemin), ABSENT, message),)
    fermeture = next((n for n, ligne in enumerate(lignes[debut + 1 :], debut + 1) if ligne.rstrip() == "---"), None)
    if fermeture is None:
        message = "L’en-tête n’est pas refermé : ajoutez une ligne « --- » après le dernier champ."
        return None, (Constat(Position(chemin), NON_FERME, message),)
    document, constats = composer(chemin, "\n".join(lignes[debut + 1 : fermeture]) + "\n", decalage=debut + 1)
    if document is None:
        return None, constats
    return Source(document, tuple(lignes), "\n".join(lignes[fermeture + 1 :]), fermeture + 2), constats


@lru_cache(maxsize=RELUS)
def lire_yaml(chemin: str, octets: bytes) -> tuple[Source | None, tuple[Constat, ...]]:
    """Lit un fichier YAML entier (vocabulaire, bibliographie, recueil) avec les mêmes refus que pour une fiche."""
    texte, constats = decoder(chemin, octets)
    if constats:
        return None, constats
    document, constats = composer(chemin, texte, decalage=0)
    return (None if document is None else Source(document, tuple(texte.split("\n")))), constats
