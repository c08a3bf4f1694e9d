"""Le corps d’une fiche : ses sections, ses liens, et le refus de tout ce qui n’est pas du texte.

Une pull request est le texte d’un inconnu. On refuse ici, avec sa ligne, ce qui pourrait devenir autre chose qu’un
paragraphe : HTML, attributs, inclusions, macros, adresses qui ne sont pas du web. Le rendu nettoie une seconde fois
(`nettoyage`), sans compter sur ce refus. Les règles sont plus strictes que Markdown à dessein : un lien n’a qu’une
écriture, `[texte](adresse)`, sans crochet dans le texte ni titre ; ce qui n’est pas exactement cela est refusé.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.constats.constat import Constat
from generator.constats.proximite import plus_proche, replier
from generator.modele.champs import FAMILLES, IMAGE

_HTML = re.compile(r"<(?!https?://[^\s<>\"']+>)[A-Za-z/!?]")
_ACCOLADE = re.compile(r"[{}]")
_INCLUSION = re.compile(r"-8<-")
_TITRE = re.compile(r"^(#{1,6})(?!#)(.*)$", re.MULTILINE)
_SOULIGNE = re.compile(r"^ {0,3}(?:=+|-{2,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
_PUCE = re.compile(r" {0,3}(?:[-*•]|\d{1,2}\.)[ \t]+\S")
_CROCHET = re.compile(r"\]\(|\]:|\][ \t]+\((?=https?:|/)")
_LIEN = re.compile(r"(?P<image>!?)\[(?P<texte>[^\[\]\\`]{0,300})\]\((?P<cible>[^()\s<>\"'\\]{1,300})\)")
_WEB = re.compile(r"https?://\S+")
_INTERNE = re.compile(rf"/(?P<cle>(?:{'|'.join(FAMILLES)})/[a-z0-9-]+)/")


@dataclass(frozen=True, slots=True)
class Mention:
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
    """Les constats d’un corps : ce qui y est dangereux, puis les sections qui manquent, sont vides ou mal nommées."""
    dangers: dict[tuple[int, str], Constat] = {}
    situer = _situeur(corps, ligne_corps)
    for debut, code, message, valeur in (*_dangers(corps), *_liens_refuses(corps)):
        ligne, colonne = situer(debut)
        # Un constat par ligne et par sorte suffit à montrer où regarder.
        dangers.setdefault((ligne, code), Constat(chemin, ligne, colonne, code, message, valeur[:120]))
    return (*dangers.values(), *_listes_collees(chemin, corps, ligne_corps), *_sections(chemin, corps, ligne_corps, attendues))


def liens_internes(corps: str, ligne_corps: int = 1) -> tuple[Mention, ...]:
    """Les liens du corps vers d’autres fiches, dans l’ordre."""
    situer = _situeur(corps, ligne_corps)
    trouves = ((lien, _INTERNE.fullmatch(lien["cible"])) for lien in _LIEN.finditer(corps) if not lien["image"])
    return tuple(Mention(interne["cle"], *situer(lien.start())) for lien, interne in trouves if interne)


def images(corps: str, ligne_corps: int = 1) -> tuple[Mention, ...]:
    """Les images que montre le corps, celles dont le nom est admis."""
    situer = _situeur(corps, ligne_corps)
    trouvees = (lien for lien in _LIEN.finditer(corps) if lien["image"] and IMAGE.fullmatch(lien["cible"]))
    return tuple(Mention(lien["cible"], *situer(lien.start())) for lien in trouvees)


def sections(corps: str, ligne_corps: int = 1) -> tuple[Section, ...]:
    """Les sections `##` du corps, dans l’ordre."""
    titres = [titre for titre in _TITRE.finditer(corps) if titre[1] == "##"]
    suivants = [*titres[1:], None]
    return tuple(
        Section(
            titre[2].strip(" \t#"),
            ligne_corps + corps.count("\n", 0, titre.start()),
            corps[titre.end() : suivant.start() if suivant else len(corps)].strip(),
        )
        for titre, suivant in zip(titres, suivants[: len(titres)], strict=True)
    )


def _situeur(corps: str, ligne_corps: int) -> Callable[[int], tuple[int, int]]:
    """De quoi traduire un rang dans le corps en ligne et colonne du fichier, sans recompter depuis le début."""
    debuts: list[int] = []

    def situer(rang: int) -> tuple[int, int]:
        if not debuts:
            debuts.extend((0, *(fin.end() for fin in re.finditer("\n", corps))))
        ligne = bisect_right(debuts, rang) - 1
        return ligne_corps + ligne, rang - debuts[ligne] + 1

    return situer


def _dangers(corps: str) -> Iterator[tuple[int, str, str, str]]:
    """Ce qui est refusé, hors des liens : rang dans le corps, code, message, valeur lue."""
    for trouve in _HTML.finditer(corps):
        yield trouve.start(), "corps-html", "Le HTML n’est pas admis : écrivez ce passage en texte simple.", trouve[0]
    for trouve in _ACCOLADE.finditer(corps):
        yield trouve.start(), "corps-accolade", "Les accolades ne sont pas admises : retirez-les.", trouve[0]
    for trouve in _INCLUSION.finditer(corps):
        yield (
            trouve.start(),
            "corps-inclusion",
            "Une fiche n’inclut pas d’autre fichier : recopiez l’information utile.",
            trouve[0],
        )
    for trouve in _SOULIGNE.finditer(corps):
        yield trouve.start(), "corps-titre", "Ni trait ni titre souligné : un titre s’écrit « ## Titre ».", trouve[0]
    for trouve in _TITRE.finditer(corps):
        if trouve[1] not in ("##", "###"):
            yield trouve.start(), "corps-titre", "Une fiche n’a que deux niveaux de titre : « ## » et « ### ».", trouve[0]


def _liens_refuses(corps: str) -> Iterator[tuple[int, str, str, str]]:
    """Les liens dont l’adresse n’est pas admise, et tout crochet qui ferait un lien autrement."""
    fins = set()
    for lien in _LIEN.finditer(corps):
        fins.add(lien.end("texte"))
        if refus := _refus(lien):
            yield lien.start(), *refus, lien["cible"]
    for crochet in _CROCHET.finditer(corps):
        if crochet.start() not in fins:
            message = "Un lien s’écrit [texte](adresse), sans autre crochet, espace, guillemet ni parenthèse."
            yield crochet.start(), "corps-lien", message, crochet[0]


def _listes_collees(chemin: str, corps: str, ligne_corps: int) -> Iterator[Constat]:
    """Les listes que le site montrerait comme un paragraphe : collées à la phrase qui les annonce, ou à puces de Word."""
    avant, dans_une_liste = "", False
    for numero, ligne in enumerate(corps.split("\n"), ligne_corps):
        puce = _PUCE.match(ligne)
        if puce and "•" in puce[0]:
            message = "Cette puce ne fait pas une liste : commencez la ligne par un tiret et une espace."
            yield Constat(chemin, numero, 1, "corps-liste", message, correction=ligne.replace("•", "-", 1))
        elif puce and avant.strip() and not dans_une_liste and not avant.startswith("#"):
            message = "Laissez une ligne vide avant cette liste, sinon elle s’affiche à la suite de la phrase."
            yield Constat(chemin, numero, 1, "corps-liste", message)
        dans_une_liste = bool(ligne.strip()) and (dans_une_liste or bool(puce))
        avant = ligne


def _refus(lien: re.Match[str]) -> tuple[str, str] | None:
    """Pourquoi l’adresse de ce lien ou de cette image n’est pas admise."""
    if not lien["image"]:
        if _WEB.fullmatch(lien["cible"]) or _INTERNE.fullmatch(lien["cible"]):
            return None
        return "corps-lien", "Un lien va vers le web (https://…) ou vers une fiche (/outils/nom-de-la-fiche/)."
    if not IMAGE.fullmatch(lien["cible"]):
        return (
            "corps-image",
            "Une image est un fichier .jpg, .png, .webp ou .avif placé à côté de la fiche, au nom sans espace ni accent.",
        )
    if not lien["texte"].strip():
        return "corps-image", "Décrivez l’image entre les crochets, pour ceux qui ne la voient pas."
    return None


def _sections(chemin: str, corps: str, ligne_corps: int, attendues: tuple[str, ...]) -> Iterator[Constat]:
    presentes = sections(corps, ligne_corps)
    # L’apostrophe et la casse d’un titre ne valent pas d’arrêter quelqu’un.
    noms = {replier(section.titre) for section in presentes}
    manquantes = [titre for titre in attendues if replier(titre) not in noms]
    deja: set[str] = set()
    for section in presentes:
        pli = replier(section.titre)
        if pli not in map(replier, attendues):
            message = f"La section « {section.titre[:80]} » n’existe pas dans cette famille de fiches."
            suggestion = plus_proche(section.titre[:80], manquantes)
            yield Constat(chemin, section.ligne, 1, "section-inconnue", message, section.titre, suggestion, attendues)
        elif pli in deja:
            message = f"La section « {section.titre} » est écrite deux fois : réunissez-les."
            yield Constat(chemin, section.ligne, 1, "section-en-double", message, section.titre)
        elif not section.texte:
            yield Constat(
                chemin,
                section.ligne,
                1,
                "section-vide",
                f"La section « {section.titre} » est vide : complétez-la.",
                section.titre,
            )
        deja.add(pli)
    devinees = {plus_proche(s.titre[:80], manquantes) for s in presentes if replier(s.titre) not in map(replier, attendues)}
    for titre in manquantes:
        if titre in devinees:
            continue  # la section mal nommée le dit déjà
        yield Constat(chemin, ligne_corps, 1, "section-manquante", f"Ajoutez la section « ## {titre} ».", "", "", attendues)
