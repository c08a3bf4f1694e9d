"""Le corps d’une fiche ou d’une page : rien qui puisse devenir autre chose que du texte.

Une pull request est le texte d’un inconnu. On refuse ici, avec sa ligne, ce qui pourrait devenir autre chose qu’un
paragraphe : HTML, attributs, inclusions, macros, adresses qui ne sont pas du web. Le rendu nettoie une seconde fois
(`nettoyage`), sans compter sur ce refus. Les règles sont plus strictes que Markdown à dessein : un lien n’a qu’une
écriture, `[texte](adresse)`, sans crochet dans le texte ni titre ; ce qui n’est pas exactement cela est refusé.
"""

import re
from collections.abc import Iterable, Iterator

from generator.constats.constat import AVERTISSEMENT, ERREUR, Position, Regle
from generator.controle.regles import Faute, controle
from generator.controle.sujets import Ecrit, FicheEcrite
from generator.lecture.corps import INTERNE, TITRE, liens, situeur

_HTML = re.compile(r"<(?!https?://[^\s<>\"']+>)[A-Za-z/!?]")
_ACCOLADE = re.compile(r"[{}]")
_INCLUSION = re.compile(r"-8<-")
_SOULIGNE = re.compile(r"^ {0,3}(?:=+|-{2,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
_PUCE = re.compile(r" {0,3}(?:[-*•]|\d{1,2}\.)[ \t]+\S")
_CROCHET = re.compile(r"\]\(|\]:|\][ \t]+\((?=https?:|/)")
_WEB = re.compile(r"https?://\S+")


@controle(
    Ecrit,
    Regle(
        "corps-html",
        ERREUR,
        "Balise entre chevrons",
        "Le récit contient une balise HTML, un code de mise en page entre chevrons. "
        "Le site les refuse toutes, car elles peuvent cacher un programme. "
        "Pour aller à la ligne, laissez une ligne vide ; pour le gras, entourez les mots de deux étoiles. "
        "Une image glissée dans la page d’édition peut aussi en insérer une : voyez `corps-image`.",
        faux="D’abord se connaître.<br>Puis agir <b>ensemble</b>.",
        juste="D’abord se connaître.\n\nPuis agir **ensemble**.",
    ),
)
def sans_html(ecrit: Ecrit) -> Iterator[Faute]:
    message = "Le HTML n’est pas admis : écrivez ce passage en texte simple."
    yield from _par_ligne(ecrit, ((t.start(), message, t[0]) for t in _HTML.finditer(ecrit.corps)))


@controle(
    Ecrit,
    Regle(
        "corps-accolade",
        ERREUR,
        "Accolades dans le texte",
        "Les accolades servent à des commandes de mise en page que le site n’admet pas dans le récit. "
        "Remplacez-les par des parenthèses, ou retirez-les. "
        "Ce qui reste à trouver s’écrit dans le champ `a_completer` de l’en-tête.",
        faux="Le café accueille {nombre à vérifier} habitants.",
        juste="Le café accueille des habitants (nombre non précisé).",
    ),
)
def sans_accolade(ecrit: Ecrit) -> Iterator[Faute]:
    message = "Les accolades ne sont pas admises : retirez-les."
    yield from _par_ligne(ecrit, ((t.start(), message, t[0]) for t in _ACCOLADE.finditer(ecrit.corps)))


@controle(
    Ecrit,
    Regle(
        "corps-inclusion",
        ERREUR,
        "Commande qui recopie un fichier",
        "Les signes `--8<--` ordonnent de recopier ici un autre fichier. "
        "Une fiche ne contient que son propre texte : c’est plus sûr, et plus facile à relire. "
        "Retirez cette ligne, même si ce n’était qu’un trait à découper, et recopiez l’information utile.",
        faux='## Contexte\n\n--8<-- "exemples/silver-geek.md"',
        juste="## Contexte\n\nLe projet s’inspire de Silver Geek.",
    ),
)
def sans_inclusion(ecrit: Ecrit) -> Iterator[Faute]:
    message = "Une fiche ou une page n’inclut pas d’autre fichier : recopiez l’information utile."
    yield from _par_ligne(ecrit, ((t.start(), message, t[0]) for t in _INCLUSION.finditer(ecrit.corps)))


@controle(
    FicheEcrite,
    Regle(
        "corps-titre",
        ERREUR,
        "Titre de mauvais niveau ou trait",
        "Le récit n’a que deux niveaux de titre : deux dièses pour une section, trois pour un sous-titre. "
        "Le titre de la fiche vient de l’en-tête, inutile de le répéter. "
        "Les traits de séparation ne sont pas admis non plus : une ligne de tirets sous un texte en ferait un titre.",
        faux="# Résultats\n\nLe café rouvre.\n\n-----",
        juste="## Résultats\n\nLe café rouvre.",
    ),
)
def titres_de_deux_niveaux(ecrit: FicheEcrite) -> Iterator[Faute]:
    trait = "Ni trait ni titre souligné : un titre s’écrit « ## Titre »."
    niveau = "Une fiche n’a que deux niveaux de titre : « ## » et « ### »."
    fautes = [(t.start(), trait, t[0]) for t in _SOULIGNE.finditer(ecrit.corps)]
    fautes += [(t.start(), niveau, t[0]) for t in TITRE.finditer(ecrit.corps) if t[1] not in ("##", "###")]
    yield from _par_ligne(ecrit, fautes)


@controle(
    FicheEcrite,
    Regle(
        "corps-lien",
        ERREUR,
        "Lien mal écrit",
        "Un lien mène à une page du web ou à une autre fiche du site. "
        "Pour le web, écrivez l’adresse entière, avec `https://` au début ; pour une fiche, la fin de son adresse entre deux "
        "barres, comme `/outils/dla/`. Les adresses électroniques et les fichiers de votre ordinateur ne sont pas admis.",
        faux="Voir [leur site](www.unis-cite.fr).",
        juste="Voir [leur site](https://www.unis-cite.fr).",
    ),
)
def liens_admis(ecrit: FicheEcrite) -> Iterator[Faute]:
    """Les liens dont l’adresse n’est pas admise, et tout crochet qui ferait un lien autrement."""
    lus = liens(ecrit.corps, ecrit.ligne_corps)
    ailleurs = "Un lien va vers le web (https://…) ou vers une fiche (/outils/nom-de-la-fiche/)."
    fautes = [
        (lien.rang, ailleurs, lien.cible)
        for lien in lus
        if not (lien.est_image or _WEB.fullmatch(lien.cible) or INTERNE.fullmatch(lien.cible))
    ]
    fins = {lien.fin_du_texte for lien in lus}
    autrement = "Un lien s’écrit [texte](adresse), sans autre crochet, espace, guillemet ni parenthèse."
    fautes += [(t.start(), autrement, t[0]) for t in _CROCHET.finditer(ecrit.corps) if t.start() not in fins]
    yield from _par_ligne(ecrit, fautes)


@controle(
    FicheEcrite,
    Regle(
        "corps-liste",
        AVERTISSEMENT,
        "Liste collée à la phrase",
        "Une liste se détache du texte par une ligne vide ; sans elle, ses éléments s’affichent à la suite de la phrase. "
        "Chaque élément commence par un tiret et une espace ; la puce ronde d’un traitement de texte n’en est pas un.",
        faux="Le dispositif offre\N{NO-BREAK SPACE}:\n- un diagnostic,\n- un conseil.",
        juste="Le dispositif offre\N{NO-BREAK SPACE}:\n\n- un diagnostic,\n- un conseil.",
    ),
)
def listes_detachees(ecrit: FicheEcrite) -> Iterator[Faute]:
    """Les listes que le site montrerait comme un paragraphe : collées à la phrase qui les annonce, ou à puces de Word."""
    avant, dans_une_liste = "", False
    for numero, ligne in enumerate(ecrit.corps.split("\n"), ecrit.ligne_corps):
        puce = _PUCE.match(ligne)
        if puce and "•" in puce[0]:
            message = "Cette puce ne fait pas une liste : commencez la ligne par un tiret et une espace."
            yield Faute(Position(ecrit.chemin, numero), message, correction=ligne.replace("•", "-", 1))
        elif puce and avant.strip() and not dans_une_liste and not avant.startswith("#"):
            message = "Laissez une ligne vide avant cette liste, sinon elle s’affiche à la suite de la phrase."
            yield Faute(Position(ecrit.chemin, numero), message)
        dans_une_liste = bool(ligne.strip()) and (dans_une_liste or bool(puce))
        avant = ligne


def _par_ligne(ecrit: Ecrit, fautes: Iterable[tuple[int, str, str]]) -> Iterator[Faute]:
    """Une faute par ligne suffit à montrer où regarder. Chacune dit son rang dans le corps, son message, ce qu’on a lu."""
    situer = situeur(ecrit.corps, ecrit.ligne_corps)
    vues: set[int] = set()
    for rang, message, valeur in fautes:
        ligne, colonne = situer(rang)
        if ligne not in vues:
            yield Faute(Position(ecrit.chemin, ligne, colonne), message, valeur[:120])
        vues.add(ligne)
