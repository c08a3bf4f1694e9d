"""Le corps d’une fiche : ses sections, ses liens, et le refus de tout ce qui n’est pas du texte.

Une pull request est le texte d’un inconnu. On refuse ici, avec sa ligne, ce qui pourrait devenir autre chose qu’un
paragraphe : HTML, attributs, inclusions, macros, adresses qui ne sont pas du web. Le rendu nettoie une seconde fois
(`nettoyage`), sans compter sur ce refus. La règle est plus large que nécessaire à dessein : aucune fiche n’a besoin
d’accolades ni de chevrons, et une règle simple ne se contourne pas.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.champs import FAMILLES, IMAGE
from generator.constats import Constat
from generator.proximite import plus_proche, replier

_HTML = re.compile(r"<(?!https?://[^\s<>\"']+>)[A-Za-z/!?]")
_ACCOLADE = re.compile(r"[{}]")
_INCLUSION = re.compile(r"-+8<-+")
_TITRE = re.compile(r"^(#{1,6})(?!#)\s*(.*?)\s*#*$", re.MULTILINE)
_SOULIGNE = re.compile(r"^ {0,3}(=+|-+|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
_LIEN = re.compile(r"(?P<image>!?)\[(?P<texte>[^\]]*)\]\(\s*(?P<cible>[^)\s]*)|\]:\s*(?P<definition>\S+)")
_WEB = re.compile(r"https?://[^\s<>\"'\\]+$")
_INTERNE = re.compile(rf"/(?P<cle>(?:{'|'.join(FAMILLES)})/[a-z0-9-]+)/(?:#[a-z0-9-]+)?$")


@dataclass(frozen=True, slots=True)
class Reference:
    """Ce que le corps désigne, une fiche (`outils/…`) ou une image (`photo.jpg`), et l’endroit où c’est écrit."""

    cible: str
    ligne: int
    colonne: int


@dataclass(frozen=True, slots=True)
class Section:
    """Un titre `##` et le texte qui le suit, à sa ligne dans le fichier."""

    titre: str
    ligne: int
    texte: str


def verifier(chemin: str, corps: str, ligne_corps: int, attendues: tuple[str, ...]) -> tuple[Constat, ...]:
    """Les constats d’un corps : ce qui y est dangereux, puis les sections qui manquent, sont vides ou mal nommées."""
    return (*_dangers(chemin, corps, ligne_corps), *_sections(chemin, corps, ligne_corps, attendues))


def liens_internes(corps: str, ligne_corps: int = 1) -> tuple[Reference, ...]:
    """Les liens du corps vers d’autres fiches, dans l’ordre."""
    trouves = ((lien, _INTERNE.match(lien["cible"] or lien["definition"] or "")) for lien in _LIEN.finditer(corps))
    return tuple(Reference(interne["cle"], *_place(corps, lien.start(), ligne_corps)) for lien, interne in trouves if interne)


def images(corps: str, ligne_corps: int = 1) -> tuple[Reference, ...]:
    """Les images que montre le corps, celles dont le nom est admis."""
    trouvees = (lien for lien in _LIEN.finditer(corps) if lien["image"] and IMAGE.fullmatch(lien["cible"]))
    return tuple(Reference(lien["cible"], *_place(corps, lien.start(), ligne_corps)) for lien in trouvees)


def sections(corps: str, ligne_corps: int = 1) -> tuple[Section, ...]:
    """Les sections `##` du corps, dans l’ordre."""
    titres = [titre for titre in _TITRE.finditer(corps) if titre[1] == "##"]
    fins = [titre.start() for titre in titres[1:]] + [len(corps)]
    return tuple(
        Section(titre[2], _place(corps, titre.start(), ligne_corps)[0], corps[titre.end() : fin].strip())
        for titre, fin in zip(titres, fins, strict=True)
    )


def _place(corps: str, debut: int, ligne_corps: int) -> tuple[int, int]:
    return ligne_corps + corps.count("\n", 0, debut), debut - (corps.rfind("\n", 0, debut) + 1) + 1


def _dangers(chemin: str, corps: str, ligne_corps: int) -> Iterator[Constat]:
    def constat(debut: int, code: str, message: str, valeur: str = "") -> Constat:
        return Constat(chemin, *_place(corps, debut, ligne_corps), code, message, valeur)

    for trouve in _HTML.finditer(corps):
        yield constat(trouve.start(), "corps-html", "Le HTML n’est pas admis : écrivez ce passage en Markdown.", trouve[0])
    for trouve in _ACCOLADE.finditer(corps):
        yield constat(trouve.start(), "corps-accolade", "Les accolades ne sont pas admises : retirez-les.", trouve[0])
    for trouve in _INCLUSION.finditer(corps):
        yield constat(
            trouve.start(),
            "corps-inclusion",
            "Une fiche n’inclut pas d’autre fichier : recopiez l’information utile.",
            trouve[0],
        )
    for trouve in _SOULIGNE.finditer(corps):
        yield constat(trouve.start(), "corps-titre", "Ni trait ni titre souligné : un titre s’écrit « ## Titre ».", trouve[0])
    for trouve in _TITRE.finditer(corps):
        if trouve[1] not in ("##", "###"):
            yield constat(
                trouve.start(), "corps-titre", "Une fiche n’a que deux niveaux de titre : « ## » et « ### ».", trouve[0]
            )
    for trouve in _LIEN.finditer(corps):
        cible = trouve["cible"] if trouve["definition"] is None else trouve["definition"]
        if trouve["image"]:
            if not IMAGE.fullmatch(cible):
                message = (
                    "Une image est un fichier .jpg, .png, .webp ou .avif placé à côté de la fiche, au nom sans espace ni accent."
                )
                yield constat(trouve.start(), "corps-image", message, cible)
            elif not trouve["texte"].strip():
                yield constat(
                    trouve.start(), "corps-image", "Décrivez l’image entre les crochets, pour ceux qui ne la voient pas.", cible
                )
        elif not (_WEB.match(cible.strip("<>")) or _INTERNE.match(cible)):
            message = "Un lien va vers le web (https://…) ou vers une fiche (/outils/nom-de-la-fiche/)."
            yield constat(trouve.start(), "corps-lien", message, cible)


def _sections(chemin: str, corps: str, ligne_corps: int, attendues: tuple[str, ...]) -> Iterator[Constat]:
    presentes = sections(corps, ligne_corps)
    # L’apostrophe et la casse d’un titre ne valent pas d’arrêter quelqu’un.
    noms = {replier(section.titre) for section in presentes}
    manquantes = [titre for titre in attendues if replier(titre) not in noms]
    deja: set[str] = set()
    for section in presentes:
        if replier(section.titre) not in map(replier, attendues):
            yield Constat(
                chemin,
                section.ligne,
                1,
                "section-inconnue",
                f"La section « {section.titre} » n’existe pas dans cette famille de fiches.",
                section.titre,
                plus_proche(section.titre, manquantes),
                attendues,
            )
        elif replier(section.titre) in deja:
            message = f"La section « {section.titre} » est écrite deux fois : réunissez-les."
            yield Constat(chemin, section.ligne, 1, "section-en-double", message, section.titre)
        elif not section.texte:
            yield Constat(
                chemin,
                section.ligne,
                1,
                "section-vide",
                f"La section « {section.titre} » est vide : complétez-la.",
                section.titre,
            )
        deja.add(replier(section.titre))
    for titre in manquantes:
        yield Constat(chemin, ligne_corps, 1, "section-manquante", f"Ajoutez la section « ## {titre} ».", "", "", attendues)
