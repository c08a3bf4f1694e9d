"""Le corps d’une fiche ou d’une page : rien qui puisse devenir autre chose que du texte.

Une pull request est le texte d’un inconnu. On refuse ici, avec sa ligne, ce qui pourrait devenir autre chose qu’un
paragraphe : HTML, attributs, inclusions, macros, adresses qui ne sont pas du web. Le rendu nettoie une seconde fois
(`nettoyage`), sans compter sur ce refus. Les règles sont plus strictes que Markdown à dessein : un lien n’a qu’une
écriture, `[texte](adresse)`, sans crochet dans le texte ni titre ; ce qui n’est pas exactement cela est refusé.
"""

import re
from collections.abc import Iterable, Iterator

from generator.constats.constat import AVERTISSEMENT, ERREUR, Position, Regle
from generator.constats.proximite import replier
from generator.constats.signes import citer
from generator.controle.images import AJOUTER_UNE_IMAGE, IMAGE_MAL_ECRITE
from generator.controle.liens_par_reference import est_une_reference, reproches
from generator.controle.lignes import recrire, sans_la_ligne
from generator.controle.passages import A_L_ENVERS, mot_entre_chevrons
from generator.controle.plan import mots_dieses, plan
from generator.controle.regles import Faute, controle
from generator.controle.sujets import Ecrit, FicheEcrite
from generator.controle.typographie import typographier
from generator.lecture import puces
from generator.lecture.corps import INTERNE, liens, sections, situeur

_HTML = re.compile(r"<(?!https?://[^\s<>\"']+>)[A-Za-z/!?]|<>")
_BLOC = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_ACCOLADE = re.compile(r"[{}]")
_INCLUSION = re.compile(r"-8<-")
_SOULIGNE = re.compile(r"^ {0,3}(?:=+|-{2,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
_PUCE = re.compile(r" {0,3}(?:[-*]|\d{1,2}\.)[ \t]+\S")
_CROCHET = re.compile(r"\]\(|\]:|\][ \t]+\((?=https?:|/)")
_ETAPE_EN_GRAS = re.compile(r"\*\*(?:[ÉEée]tape[ \u00a0]*)?(\d{1,2})?[ \u00a0]*[.):–-]?[ \u00a0]*([^*]{3,100}?)\*\*[ \t]*")
_ETAPE_NUMEROTEE = re.compile(r"(\d{1,2})[.)][ \t]+([^*]{3,80}[^.;,:!?\s])[ \t]*")
_EMPHASE = re.compile(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)")
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
    if "<" not in ecrit.corps:
        return
    situer = situeur(ecrit.corps, ecrit.ligne_corps)
    passee = 0
    for trouve in _HTML.finditer(ecrit.corps):
        ligne, colonne = situer(trouve.start())
        if ligne <= passee:
            continue
        # Une note ou un programme s’étend jusqu’à sa fin ; le reste se nettoie ligne à ligne.
        bloc = _BLOC.match(ecrit.corps, trouve.start())
        passee = situer(bloc.end() - 1)[0] if bloc else ligne
        if trouve[0] == "<!":
            message = (
                "Une note cachée n’a pas sa place dans le récit : dites-la à la suite de votre proposition, et retirez-la d’ici."
            )
        elif ecrit.corps.startswith("img", trouve.end() - 1):
            message = f"Une image ne s’écrit pas ainsi : {AJOUTER_UNE_IMAGE}"
        elif trouve[0] == "<>":
            message = "Il manque un mot entre ces chevrons : écrivez-le, sans chevrons, ou récrivez la phrase sans eux."
        elif mot := mot_entre_chevrons(ecrit.corps, trouve.start()):
            message = f"Entre chevrons, « {citer(mot)} » ne se verrait pas : gardez les mots, sans les chevrons."
        else:
            message = "Ce qui est entre chevrons est du code de page web, que le site refuse : gardez le texte seul."
        correction, nombre = recrire(ecrit, ligne, passee - ligne + 1)
        ou = Position(ecrit.chemin, ligne, colonne)
        yield Faute(ou, message, trouve[0], correction=correction, lignes=nombre)


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
    message = "Une fiche ou une page n’inclut pas d’autre fichier : recopiez l’information utile, et retirez cette ligne."
    situer = situeur(ecrit.corps, ecrit.ligne_corps)
    for trouve in _INCLUSION.finditer(ecrit.corps):
        ligne, colonne = situer(trouve.start())
        correction, nombre = sans_la_ligne(ecrit, ligne)
        yield Faute(Position(ecrit.chemin, ligne, colonne), message, trouve[0], correction=correction, lignes=nombre)


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
    lu = plan(ecrit)
    soulignes = _soulignes(ecrit)
    vues: set[int] = set()
    for titre in lu.titres:
        ou = Position(ecrit.chemin, titre.ligne)
        avant = ecrit.lignes[titre.ligne - 1]
        vues.add(titre.ligne)
        if titre.section and titre.niveau != 2:
            message = f"C’est le titre d’une section : écrivez-le avec deux dièses et une espace, « ## {titre.section} »."
            if titre.niveau == 0 and replier(titre.texte) != replier(titre.section):
                message = f"Ce titre est celui de « {titre.section} » : une section s’ouvre par deux dièses et son nom exact."
            yield Faute(ou, message, avant[:120], correction=f"## {titre.section}", lignes=1 + (titre.ligne + 1 in soulignes))
        elif titre.niveau in (2, 3) and (nu := _EMPHASE.sub("", titre.texte)) != titre.texte:
            message = "Un titre est déjà en gras : retirez les étoiles."
            yield Faute(ou, message, avant[:120], correction=f"{'#' * titre.niveau} {titre.section or typographier(nu.strip())}")
        elif titre.niveau == 1 and titre.ligne in lu.renommees:
            ouvre = f"« ## {lu.renommees[titre.ligne]} »"
            message = (
                f"Le titre de la fiche vient de « titre », en haut. Ici commence le récit, dont la première section est {ouvre}."
            )
            yield Faute(ou, message, avant[:120], correction=f"## {lu.renommees[titre.ligne]}")
        elif titre.niveau == 1 and (_sans_texte(ecrit, titre.ligne) or _est_celui_de_la_fiche(ecrit, titre.texte)):
            message = "Le titre de la fiche vient de « titre », en haut : il ne se répète pas dans le récit. Retirez cette ligne."
            correction, nombre = sans_la_ligne(ecrit, titre.ligne)
            yield Faute(ou, message, avant[:120], correction=correction, lignes=nombre)
        elif titre.niveau not in (0, 2, 3):
            message = "Le récit n’a que deux niveaux de titre : deux dièses pour une section, trois pour un sous-titre."
            yield Faute(ou, message, avant[:120], correction=f"### {typographier(titre.texte)}")
    for ligne in soulignes - {vue + 1 for vue in vues}:
        texte = ecrit.lignes[ligne - 2].strip()
        if texte and ligne - 1 >= ecrit.ligne_corps and not texte.startswith(("#", "-", "*", "|")):
            message = "Souligné, ce texte devient un titre. Si c’en est un, écrivez-le avec trois dièses et une espace."
            correction = f"### {typographier(texte)}"
            yield Faute(Position(ecrit.chemin, ligne - 1), message, texte[:120], correction=correction, lignes=2)
        else:
            message = "Le récit n’a pas de trait de séparation : les titres suffisent. Retirez cette ligne."
            correction, nombre = sans_la_ligne(ecrit, ligne)
            ou = Position(ecrit.chemin, ligne)
            yield Faute(ou, message, ecrit.lignes[ligne - 1][:120], correction=correction, lignes=nombre)
    yield from _mots_dieses(ecrit)
    for ligne, juste in _etapes(ecrit):
        message = "Le titre d’une étape s’écrit avec trois dièses et une espace : il se verra dans le plan de la page."
        yield Faute(Position(ecrit.chemin, ligne), message, ecrit.lignes[ligne - 1][:120], correction=juste)


def _mots_dieses(ecrit: FicheEcrite) -> Iterator[Faute]:
    for numero in range(ecrit.ligne_corps, len(ecrit.lignes) + 1):
        ecrite = ecrit.lignes[numero - 1]
        if mots_dieses(ecrite):
            message = "Un dièse au début d’une ligne en fait un titre : ôtez les dièses, et gardez les mots."
            mots = ", ".join(mot.strip(",;./·") for mot in ecrite.replace("#", " ").split() if mot.strip(",;./·"))
            yield Faute(Position(ecrit.chemin, numero), message, ecrite[:120], correction=f"{typographier(mots)}.")


def _soulignes(ecrit: Ecrit) -> set[int]:
    situer = situeur(ecrit.corps, ecrit.ligne_corps)
    return {situer(trait.start())[0] for trait in _SOULIGNE.finditer(ecrit.corps)}


def _sans_texte(ecrit: Ecrit, ligne: int) -> bool:
    """Vrai si ce titre n’est suivi que d’un autre titre, ou ouvre le récit."""
    suivantes = (texte for texte in ecrit.lignes[ligne:] if texte.strip())
    return next(suivantes, "").startswith("#") or not any(
        texte.strip() for texte in ecrit.lignes[ecrit.ligne_corps - 1 : ligne - 1]
    )


def _est_celui_de_la_fiche(ecrit: FicheEcrite, titre: str) -> bool:
    sien = ecrit.document.valeur.get("titre")
    return isinstance(sien, str) and replier(sien) == replier(titre)


def _etapes(ecrit: FicheEcrite) -> Iterator[tuple[int, str]]:
    """Dans les étapes d’une méthode, les lignes en gras ou numérotées qui devraient être des sous-titres."""
    if "Étapes" not in ecrit.modele.sections:
        return
    for section in sections(ecrit.corps, ecrit.ligne_corps):
        if section.titre != "Étapes":
            continue
        # Sans un sous-titre ou un but, ces lignes peuvent n’être qu’une liste.
        guidee = "\n### " in f"\n{section.texte}" or "**But" in section.texte
        fin = next((n for n in range(section.ligne, len(ecrit.lignes)) if ecrit.lignes[n].startswith("## ")), len(ecrit.lignes))
        rang = 0
        for numero in range(section.ligne + 1, fin + 1):
            ligne = ecrit.lignes[numero - 1]
            rang += ligne.startswith("### ")
            seule = not ecrit.lignes[numero - 2].strip() and numero < fin and not ecrit.lignes[numero].strip()
            etape = (_ETAPE_EN_GRAS.fullmatch(ligne) or (guidee and _ETAPE_NUMEROTEE.fullmatch(ligne))) if seule else None
            if etape:
                rang += 1
                yield numero, f"### {etape[1] or rang}. {typographier(etape[2].strip())}"


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
    a_l_envers = "Les crochets et les parenthèses sont à l’envers : le texte va entre crochets, puis l’adresse entre parenthèses."
    fautes += [(lien.start(), a_l_envers, lien[0][:120]) for lien in A_L_ENVERS.finditer(ecrit.corps)]
    fins = {lien.fin_du_texte for lien in lus}
    images = [image.span() for image in IMAGE_MAL_ECRITE.finditer(ecrit.corps)]
    autrement = "Un lien s’écrit [texte](adresse), sans autre crochet, espace, guillemet ni parenthèse."
    fautes += [
        (t.start(), autrement, t[0])
        for t in _CROCHET.finditer(ecrit.corps)
        # Une image et une note ont leur propre règle.
        if t.start() not in fins and not any(a <= t.start() < b for a, b in images) and not _a_sa_regle(ecrit.corps, t)
    ]
    yield from _par_ligne(ecrit, fautes)
    yield from reproches(ecrit)


def _a_sa_regle(corps: str, crochet: re.Match[str]) -> bool:
    """Vrai pour une note, ou pour l’adresse d’un lien écrite à part."""
    debut = corps.rfind("[", 0, crochet.start() + 1)
    return crochet[0] == "]:" and (corps.startswith("[^", debut) or est_une_reference(corps[debut : crochet.start()], corps))


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
    """Les listes que le site montrerait comme un paragraphe : collées à la phrase qui les annonce, ou à puces de Word."""
    avant, dans_une_liste = "", False
    lignes = ecrit.corps.split("\n")
    a_puces = {rang for rang, ligne in enumerate(lignes) if puces.PUCE.match(ligne)} | puces.douteuses(lignes)
    if a_puces:
        # « 3) Actions » peut être le titre d’une section : il a sa propre règle.
        a_puces -= {titre.ligne - ecrit.ligne_corps for titre in plan(ecrit).titres if titre.section}
    for rang, ligne in enumerate(lignes):
        numero = ecrit.ligne_corps + rang
        puce = _PUCE.match(ligne) or rang in a_puces
        if rang in a_puces and rang - 1 not in a_puces:
            fin = next(n for n in range(rang, len(lignes) + 1) if n not in a_puces)
            ecrites = [typographier(puces.sans_puce(lignes, n)) for n in range(rang, fin)]
            message = "Cette puce ne fait pas une liste : commencez la ligne par un tiret et une espace."
            if fin - rang > 1:
                message = "Ces puces ne font pas une liste : commencez chaque ligne par un tiret et une espace."
            if re.match(r"\s*\d", ecrites[0]):
                message = "Cette ligne est de la liste numérotée : remettez son numéro à la place de la puce."
            if re.match(r"\s*[ÉEée]tape\b", ligne):
                message = "Ces lignes s’afficheraient d’un bloc : faites-en une liste numérotée, sans le mot « étape »."
            if ligne.lstrip()[0].isdigit():
                message = "Dans une liste numérotée, c’est un point seul qui suit le numéro."
                if re.match(r"\s*\d+\)", ligne):
                    message = "Dans une liste numérotée, c’est un point qui suit le numéro, et non une parenthèse."
            detachee = not avant.strip() or dans_une_liste or avant.startswith("#")
            correction = "\n".join(ecrites if detachee else ["", *ecrites])
            yield Faute(Position(ecrit.chemin, numero), message, correction=correction, lignes=fin - rang)
        elif puce and rang not in a_puces and avant.strip() and not dans_une_liste and not avant.startswith("#"):
            message = "Laissez une ligne vide avant cette liste, sinon elle s’affiche à la suite de la phrase."
            yield Faute(Position(ecrit.chemin, numero), message, correction=f"\n{typographier(ligne)}")
        dans_une_liste = bool(ligne.strip()) and (dans_une_liste or bool(puce))
        avant = ligne


def _par_ligne(ecrit: Ecrit, fautes: Iterable[tuple[int, str, str]]) -> Iterator[Faute]:
    """Une faute par ligne suffit à montrer où regarder. Chacune dit son rang dans le corps, son message, ce qu’on a lu."""
    situer = situeur(ecrit.corps, ecrit.ligne_corps)
    vues: set[int] = set()
    for rang, message, valeur in fautes:
        ligne, colonne = situer(rang)
        if ligne not in vues:
            correction, nombre = recrire(ecrit, ligne)
            yield Faute(Position(ecrit.chemin, ligne, colonne), message, valeur[:120], correction=correction, lignes=nombre)
        vues.add(ligne)
