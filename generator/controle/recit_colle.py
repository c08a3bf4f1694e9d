"""Ce que l’on a collé dans le récit : la réponse d’un assistant, une conversation, un courriel, la page d’un PDF, un tableur.

Chaque motif ne se compile que si l’un de ses indices est dans le récit : une fiche saine n’a pas à l’attendre.
"""

import re
from collections.abc import Iterator

from generator.constats.constat import AVERTISSEMENT, ERREUR, Position, Regle
from generator.constats.signes import citer
from generator.controle.lignes import recrire, sans_la_ligne
from generator.controle.passages import MARQUES_D_ASSISTANT, REFERENCE, a_des_marques, nettoyer
from generator.controle.recriture import les_lignes, lignes_du_texte, recrire_le_texte
from generator.controle.regles import Faute, controle
from generator.controle.sujets import FicheEcrite
from generator.lecture.document import Chemin

_PAROLES = (
    r"(?:bien sûr|certainement|avec plaisir|absolument|parfait|très bien|d['’]accord|super)\b[^.!?\n]{0,20}[!,.:][ \u00a0]*"
    r"voici (?:une?|la|le|les|votre|vos|quelques|ce|ma|mon)\b"
    r"|voici (?:une|la|votre|le)\b[^.!?\n]{0,60}\b(?:améliorée?|reformulée?|corrigée?|complète|structurée?|prête?)\b"
    r"[^.!?\n]{0,60}:$"
    r"|(?:souhaitez|voulez|préférez|désirez)[- ]vous que je\b|si vous (?:le )?(?:souhaitez|voulez), je peux\b"
    r"|n['’]hésitez pas à me\b|dites-moi si vous (?:souhaitez|voulez)\b"
    r"|en tant qu(?:e |['’])(?:modèle de langage|ia\b|intelligence artificielle|assistant (?:ia|virtuel|en "
    "ligne|conversationnel))"
    r"|(?:chatgpt|claude|gemini|copilot|le chat|vous) (?:a|avez) dit[ \u00a0]*:$|copier le code$"
)
_INVENTE = (
    r"(?:données|chiffres|informations|noms|montants|éléments)(?: ci-dessus)? (?:sont|restent) "
    r"(?:(?:purement|entièrement) )?(?:fictive?s?|fictifs|inventée?s|hypothétiques)\b"
)
_INDICES_DE_PAROLES = (
    "voici", "vous que je", "je peux", "hésitez pas à me", "moi si vous", "modèle de langage", "en tant qu", " dit :", " dit:",
    " dit\u00a0:", "copier le code", "ficti", "inventé", "hypothétiques",
)  # fmt: skip
_EMBALLAGE = ' \t*_>"«»\u00a0'


@controle(
    FicheEcrite,
    Regle(
        "recit-assistant",
        ERREUR,
        "Restes d’un assistant en ligne",
        "Un assistant en ligne (ChatGPT et les autres) laisse dans sa réponse des marques qui ne mènent nulle part, et "
        "des phrases "
        "qui s’adressent à vous, pas au lecteur. Effacez-les. Relisez aussi le reste : un assistant invente parfois des faits et "
        "des sources ; ne gardez que ce que vous avez lu vous-même dans un document.",
        faux="## Résultats\n\nLe café compte 40 adhérents【4†source】.",
        juste="## Résultats\n\nLe café compte 40 adhérents.",
    ),
)
def sans_assistant(ecrit: FicheEcrite) -> Iterator[Faute]:
    for loc, texte in ecrit.document.textes:
        if loc[-1] != "url" and a_des_marques(texte):
            yield _champ_marque(ecrit, loc, texte)
    if a_des_marques(ecrit.corps):
        yield from _marques(ecrit)
    if not any(indice in replie for replie in (ecrit.corps.casefold(),) for indice in _INDICES_DE_PAROLES):
        return
    for numero, ligne in _lignes(ecrit):
        nue = ligne.strip(_EMBALLAGE)
        if trouve := re.search(_INVENTE, nue, re.IGNORECASE):
            message = (
                "L’assistant prévient lui-même que ce qu’il a écrit est inventé : ne gardez que ce que vous avez lu dans un "
                "document, puis effacez cette phrase."
            )
            yield Faute(Position(ecrit.chemin, numero), message, trouve[0])
        elif trouve := re.search(rf"(?:^|(?<=[.!?:] ))(?:{_PAROLES})", nue, re.IGNORECASE):
            seule = trouve.start() == 0 and not re.search(r"[.!?…]\s+\w", nue[trouve.end() :])
            seule = seule and not re.search(r":\s+\w", nue[trouve.end() :])
            message = "Cette phrase est d’un assistant en ligne, qui vous parle : effacez-la." if seule else (
                f"« {citer(trouve[0])}… » est d’un assistant en ligne, qui vous parle : effacez cette phrase."
            )  # fmt: skip
            correction, nombre = sans_la_ligne(ecrit, numero) if seule else ("", 1)
            yield Faute(Position(ecrit.chemin, numero), message, nue[:120], correction=correction, lignes=nombre)


def _champ_marque(ecrit: FicheEcrite, loc: Chemin, texte: str) -> Faute:
    debut, fin = lignes_du_texte(ecrit, loc)
    nu = nettoyer(texte)
    correction = recrire_le_texte(ecrit, loc, nu) if nu and nu != texte else ""
    message = "Un assistant en ligne a laissé ses marques dans ce champ : effacez-les."
    return Faute(Position(ecrit.chemin, debut), message, texte[:120], correction=correction, lignes=fin - debut + 1)


def _marques(ecrit: FicheEcrite) -> Iterator[Faute]:
    for numero, ligne in _lignes(ecrit):
        if not a_des_marques(ligne):
            continue
        if re.match(r"\s*\[\d{1,2}\]:\s*\S", ligne):
            message = (
                "Cette ligne est la source d’un assistant en ligne. Ouvrez l’adresse : si la page dit bien ce que vous écrivez, "
                "décrivez-la dans « documents » et « sources » ; puis effacez cette ligne."
            )
            correction, nombre = sans_la_ligne(ecrit, numero)
            yield Faute(Position(ecrit.chemin, numero), message, ligne.strip()[:120], correction=correction, lignes=nombre)
            continue
        trouve = next((t for motif in (*MARQUES_D_ASSISTANT, REFERENCE) if (t := re.search(motif, ligne))), None)
        if trouve:
            message = f"« {citer(trouve[0].strip())} » est une marque laissée par un assistant en ligne : effacez-la."
            correction, nombre = recrire(ecrit, numero)
            ou = Position(ecrit.chemin, numero, trouve.start() + 1)
            yield Faute(ou, message, trouve[0].strip(), correction=correction, lignes=nombre)


_JOUR, _HEURE = r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}", r"\d{1,2}[:h]\d{2}(?::\d{2})?(?:[ \u202f][AP]M)?"
_MESSAGE = rf"[\s\u200e>*-]*(?:\[{_JOUR},?\s+(?:à )?{_HEURE}\]|\[{_HEURE},\s+{_JOUR}\]|{_JOUR},?\s+(?:à )?{_HEURE}\s+[-–]\s)"
_DE_MESSAGERIE = r"\s*(?:<Médias omis>|image absente|(?:ce|vous avez supprimé ce) message(?: a été supprimé)?\.?)\s*"


@controle(
    FicheEcrite,
    Regle(
        "recit-conversation",
        ERREUR,
        "Conversation collée",
        "Des messages (WhatsApp, SMS) ont été collés dans le récit, avec leur heure et le nom de qui les a écrits. Ces personnes "
        "n’ont pas écrit pour être publiées, et le lecteur ne peut pas les suivre. Racontez ce qui s’est décidé, en une "
        "phrase ou "
        "deux, sans les noms ni les heures.",
        faux="[12/03/2024 18:42] Une bénévole : on garde le four du village ?\n\n[12/03/2024 18:45] Le maire : oui, le samedi.",
        juste="La commune prête le four du village le samedi.",
    ),
)
def sans_conversation(ecrit: FicheEcrite) -> Iterator[Faute]:
    if not re.search(r"\d[/.]\d", ecrit.corps):
        return
    suite: list[int] = []
    for numero, ligne in (*_lignes(ecrit), (len(ecrit.lignes) + 1, "#")):
        if re.match(_MESSAGE, ligne):
            suite.append(numero)
        elif suite and ligne.startswith("#"):
            debut, fin = suite[0], suite[-1]
            while fin < len(ecrit.lignes) and re.fullmatch(_DE_MESSAGERIE, ecrit.lignes[fin], re.IGNORECASE):
                fin += 1
            message = (
                f"Une conversation est collée ici : effacez {les_lignes(debut, fin)}, et racontez en une phrase ou deux "
                f"ce qui s’y "
                "est dit, sans les noms ni les heures."
            )
            yield Faute(Position(ecrit.chemin, debut), message, ecrit.lignes[debut - 1][:120], lignes=fin - debut + 1)
            suite = []


_DE_COURRIEL = r"\s*(?:>\s*)*\**(De|From|Envoyé|Sent|Date|À|A|To|Cc|Objet|Subject)\**[ \u00a0]*:\**\s*\S"
_CITE = r"\s*>\s*>|\s*>?\s*Le .{6,60}(?:a écrit|écrivait)[ \u00a0]*:\s*$"
_INDICES_DE_COURRIEL = (
    "\n>",
    "De :",
    "De:",
    "De\u00a0:",
    "From",
    "Objet",
    "Subject",
    "ordialement",
    "ien à vous",
    "mical",
    "alutations",
    "nvoyé",
)
_FORMULE = (
    r"\s*>?\s*(?:(?:bien |très )?cordialement|bien à vous|amicalement|salutations(?: \w+)?|"
    r"envoyé (?:de(?:puis)?|à partir de) (?:mon|outlook|yahoo|my)\b.{0,40})[ \u00a0]*[,.!]?\s*"
)


@controle(
    FicheEcrite,
    Regle(
        "recit-courriel",
        ERREUR,
        "Courriel collé dans le récit",
        "Un courriel a été collé dans le récit : ses premières lignes (« De : », « Objet : »), ce qu’il cite, sa formule de "
        "politesse ou sa signature. Il n’était pas écrit pour le lecteur. Racontez ce qu’il dit, et effacez le reste.",
        faux="De : la mairie\nEnvoyé : mardi 4 juin 2024\nObjet : le local\n\nNous prêtons le local.",
        juste="La mairie prête le local.",
    ),
)
def sans_courriel(ecrit: FicheEcrite) -> Iterator[Faute]:
    if not any(indice in ecrit.corps for indice in _INDICES_DE_COURRIEL):
        return
    lignes = [*_lignes(ecrit)]
    entetes = {numero: trouve[1] for numero, ligne in lignes if (trouve := re.match(_DE_COURRIEL, ligne))}
    cites = [numero for numero, ligne in lignes if re.match(_CITE, ligne)]
    passee = 0
    for numero, ligne in lignes:
        if numero <= passee:
            continue
        fin = numero
        while fin in entetes and fin + 1 in entetes:
            fin += 1
        noms = {entetes[n] for n in range(numero, fin + 1) if n in entetes}
        if len(noms) > 1 and noms & {"Envoyé", "Sent", "Objet", "Subject", "From", "Cc"}:
            message = (
                f"Un courriel est collé ici : effacez {les_lignes(numero, fin)}, puis racontez ce qu’il dit comme à "
                f"quelqu’un qui "
                "ne l’a pas reçu, sans formule ni signature."
            )
            yield Faute(Position(ecrit.chemin, numero), message, ligne[:120], lignes=fin - numero + 1)
            passee = fin
        elif numero in cites:
            while fin + 1 in cites or (fin < len(ecrit.lignes) and re.match(r"\s*>", ecrit.lignes[fin])):
                fin += 1
            message = (
                f"Un courriel est cité ici : effacez {les_lignes(numero, fin)}, et racontez ce qui compte en une phrase ou deux."
            )
            yield Faute(Position(ecrit.chemin, numero), message, ligne[:120], lignes=fin - numero + 1)
            passee = fin
        elif re.fullmatch(_FORMULE, ligne, re.IGNORECASE):
            yield _formule(ecrit, numero)


_MOT = r"[A-ZÀ-Ý][\w’'.-]*"
_SIGNATURE = (
    rf"\s*>?\s*(?:[lL]['’]équipe (?:des?|du) (?:la |l['’])?)?{_MOT}(?: (?:{_MOT}|des?|du|la)){{0,4}}(?:, [^.!?]+)?[.,]?\s*"
)
"""« Martine », « Jean Dupond, pour la mairie » : un nom, seul sur sa ligne."""
LONGUE_SIGNATURE = 60
"""En signes. Au-delà, ce n’est plus un nom."""
_ENVOI = r"\s*>?\s*(?:envoyé|sent) "


def _formule(ecrit: FicheEcrite, numero: int) -> Faute:
    """La formule de politesse, et la signature qui la suit : un nom seul sur sa ligne, jusqu’au titre ou à la fin."""
    fin, suivante = numero, next((n for n in range(numero + 1, len(ecrit.lignes) + 1) if ecrit.lignes[n - 1].strip()), 0)
    nom = ecrit.lignes[suivante - 1] if suivante else ""
    signee = len(nom) < LONGUE_SIGNATURE and re.fullmatch(_SIGNATURE, nom)
    apres = next((texte for texte in ecrit.lignes[suivante:] if texte.strip()), "#") if signee else ""
    message = "Cette formule vient d’un courriel : effacez-la, avec la signature qui la suit s’il y en a une."
    if signee and (apres.startswith("#") or re.match(_ENVOI, apres, re.IGNORECASE)):
        fin = suivante
        message = f"Ces lignes finissaient un courriel : effacez {les_lignes(numero, fin)}. Le nom de qui signe ne se publie pas."
    ou, lu = Position(ecrit.chemin, numero), ecrit.lignes[numero - 1].strip()
    correction, nombre = sans_la_ligne(ecrit, numero, fin - numero + 1)
    # Une signature resterait : on ne donne la suite que si c’est un titre.
    if correction.startswith("#"):
        return Faute(ou, message, lu, correction=correction, lignes=nombre)
    precedente = next((n for n in range(numero - 1, ecrit.ligne_corps - 1, -1) if ecrit.lignes[n - 1].strip()), 0)
    a_la_fin = not any(texte.strip() for texte in ecrit.lignes[fin:])
    if not a_la_fin or not precedente or ecrit.lignes[precedente - 1].startswith("#"):
        return Faute(ou, message, lu, lignes=fin - numero + 1)
    # À la fin du fichier, rien ne vient à sa place : on garde la ligne d’avant.
    garde = ecrit.lignes[precedente - 1]
    return Faute(Position(ecrit.chemin, precedente), message, lu, correction=nettoyer(garde), lignes=fin - precedente + 1)


_PAGE = r"\s*[-–—|]?\s*page \d{1,3}(?:\s*(?:sur|/|de)\s*\d{1,3})?\s*[-–—|]?\s*"
_EN_MARGE = (
    r".{2,80}[ \u00a0][-–—|] ?page \d{1,3}(?: ?(?:sur|/) ?\d{1,3})?\s*"
    r"|\W*confidentiel\W+(?:ne pas diffuser|usage interne|diffusion restreinte|document interne)\W*"
)
"""Ce qu’un document répète en haut ou en bas de chaque page, autour de son numéro."""
_CONDUITE = r".*\S[ \u00a0]*(?:\.[ \u00a0]?){5,}[ \u00a0]*\d{1,3}\s*|.*\S\s*…{2,}\s*\d{1,3}\s*"
_COUPE = r"([^\W\d_]+)[-\u2010\u00ad]\s*"
_LIAISONS = frozenset("ci là vous moi toi nous même mêmes être il ils elle elles on ce je tu y en lui leur et ou à puis".split())
_PREFIXES = frozenset(
    "après arrière avant bas basse beau belle centre celui celle ceux chef co contre demi deux eco éco ex grand grande "
    "haut haute "
    "hors inter mi micro mini moyen multi non nord ouest est sud peut petit petite plus porte post pré quatre quelques rendez "
    "rez saint sainte sans savoir semi socio sous sur tiers trois vice vis cinq six sept huit neuf vingt trente quarante".split()
)
"""Ce qui, devant un trait, en fait le plus souvent partie : on ne saurait dire si le mot est coupé."""
_RENVOI_PERDU = r"Erreur[ \u00a0]?! ?(?:Source du renvoi introuvable|Signet non défini|Référence non valide[^.]{0,40})\.?"


@controle(
    FicheEcrite,
    Regle(
        "recit-mise-en-page",
        ERREUR,
        "Restes de mise en page",
        "Un texte copié d’un PDF ou de Word garde ce qui n’avait de sens que sur le papier : les numéros de page, les "
        "lignes d’un "
        "sommaire, un mot coupé en fin de ligne, un renvoi perdu. Effacez-les, et réunissez les mots coupés.",
        faux="Le village emploie des saison-\nniers pendant l’été.",
        juste="Le village emploie des saisonniers pendant l’été.",
    ),
)
def sans_mise_en_page(ecrit: FicheEcrite) -> Iterator[Faute]:
    corps = ecrit.corps
    if not any(
        un in corps for un in ("-\n", "\u2010\n", "\u00ad\n", ".....", ". . .", "……", "Erreur", "age ", "AGE ", "onfid", "ONFID")
    ):
        return
    passee = 0
    for numero, ligne in _lignes(ecrit):
        if numero <= passee or ligne.startswith("#"):
            continue
        ou = Position(ecrit.chemin, numero)
        if re.fullmatch(_PAGE, ligne, re.IGNORECASE):
            correction, nombre = sans_la_ligne(ecrit, numero)
            message = "C’est un numéro de page, resté du document copié : retirez cette ligne."
            yield Faute(ou, message, ligne.strip(), correction=correction, lignes=nombre)
        elif re.fullmatch(_EN_MARGE, ligne, re.IGNORECASE):
            correction, nombre = sans_la_ligne(ecrit, numero)
            message = "C’est le haut ou le bas d’une page du document copié : retirez cette ligne."
            yield Faute(ou, message, ligne.strip()[:120], correction=correction, lignes=nombre)
        elif re.fullmatch(_CONDUITE, ligne):
            passee = numero
            while passee < len(ecrit.lignes) and re.fullmatch(_CONDUITE, ecrit.lignes[passee]):
                passee += 1
            correction, nombre = sans_la_ligne(ecrit, numero, passee - numero + 1)
            message = f"C’est le sommaire du document copié : effacez {les_lignes(numero, passee)}."
            yield Faute(ou, message, ligne.strip()[:120], correction=correction, lignes=nombre)
        elif trouve := re.search(_RENVOI_PERDU, ligne):
            correction = re.sub(rf"\s*\((?:voir |cf\.? )?{_RENVOI_PERDU}\)", "", ligne)
            message = f"« {trouve[0]} » est un renvoi de Word qui a perdu sa cible : récrivez la phrase sans lui."
            correction = nettoyer(correction) if correction != ligne else ""
            yield Faute(Position(ecrit.chemin, numero, trouve.start() + 1), message, trouve[0], correction=correction)
        elif coupe := _mot_coupe(ecrit, numero):
            yield coupe


def _mot_coupe(ecrit: FicheEcrite, numero: int) -> Faute | None:
    ligne = ecrit.lignes[numero - 1]
    suivante = ecrit.lignes[numero] if numero < len(ecrit.lignes) else ""
    tete, suite = re.search(rf"{_COUPE}$", ligne), re.match(r"\s*([a-zà-öø-ÿœ]+)", suivante)
    if not tete or not suite or suite[1] in ("et", "ou", "à"):
        return None
    message = (
        f"« {tete[1]}-{suite[1]} » est coupé en fin de ligne : réunissez-le. Si le trait est du mot, gardez-le, "
        "sans aller à la ligne."
    )
    avant = re.search(r"(\S*)[-\u2010\u00ad]\s*$", ligne)
    incertain = len(tete[1]) == 1 or suite[1] in _LIAISONS or tete[1].casefold() in _PREFIXES or (avant and "-" in avant[1])
    reuni = f"{ligne[: tete.end(1)]}{suivante.lstrip()}"
    correction = "" if incertain else nettoyer(reuni)
    return Faute(Position(ecrit.chemin, numero), message, f"{tete[1]}-", correction=correction, lignes=1 if incertain else 2)


_CASE_EN_ERREUR = r"(?<![\w/&])#(?:REF|N/A|DIV/0|VALEUR|NOM|NUL|NOMBRE|VALUE|NAME|NUM)[ \u00a0]?[!?]|(?<![\w/&])#N/A\b"
_FORMULE_DE_CASE = (
    r"(?<![\w=])=[ ]?(?:SOMME|SUM|MOYENNE|AVERAGE|NB|SI|IF|RECHERCHEV|VLOOKUP|ARRONDI|MAX|MIN)[A-Z.]*\([^()\n]{0,80}\)"
)


@controle(
    FicheEcrite,
    Regle(
        "recit-tableur",
        ERREUR,
        "Calcul de tableur",
        "Un tableur a donné son calcul (`=SOMME(…)`) ou son message d’erreur (`#REF!`) à la place du nombre. Ouvrez le tableur, "
        "lisez le nombre, et tapez-le ; si vous ne l’avez pas, retirez ce passage.",
        faux="## Résultats\n\nEn tout, =SOMME(C2:C3) repas ont été servis.",
        juste="## Résultats\n\nEn tout, 420 repas ont été servis.",
    ),
)
def sans_calcul(ecrit: FicheEcrite) -> Iterator[Faute]:
    for loc, texte in ecrit.document.textes:
        if (texte[:1] in "=#" or "#" in texte or "(" in texte) and (trouve := _calcul(texte)):
            yield Faute(loc, _dire_le_calcul(trouve), trouve)
    if _calcul(ecrit.corps):
        for numero, ligne in _lignes(ecrit):
            if trouve := _calcul(ligne):
                ou = Position(ecrit.chemin, numero, ligne.index(trouve) + 1)
                yield Faute(ou, _dire_le_calcul(trouve), trouve)


def _calcul(texte: str) -> str:
    if "#" not in texte and "=" not in texte:
        return ""
    trouve = re.search(_FORMULE_DE_CASE, texte) or re.search(_CASE_EN_ERREUR, texte)
    return trouve[0] if trouve else ""


def _dire_le_calcul(trouve: str) -> str:
    quoi = "est un calcul de tableur" if trouve.startswith("=") else "est l’erreur d’un tableur"
    return f"« {citer(trouve)} » {quoi}, pas un nombre : écrivez le nombre, ou retirez ce passage."


_SANS_CIBLE = r"\bci[- ]joint(?:e?s?)\b|\ben pièces? jointes?\b|\b(?:cf\.?|voir) (?:supra|infra)\b"


@controle(
    FicheEcrite,
    Regle(
        "recit-renvoi",
        AVERTISSEMENT,
        "Renvoi à ce qui n’est pas dans la fiche",
        "« Ci-joint », « cf. supra » viennent d’un courriel ou d’un rapport : sur le site, rien n’est joint, "
        "et le lecteur ne sait pas où regarder. Dites ce qu’on y lirait ; si le document est en ligne, décrivez-le "
        "dans `documents` et `sources`.",
        faux="## Résultats\n\nLe café compte 40 adhérents (cf. supra), voir ci-joint le bilan.",
        juste="## Résultats\n\nLe café compte 40 adhérents, dit son bilan.",
    ),
)
def sans_renvoi_vague(ecrit: FicheEcrite) -> Iterator[Faute]:
    replie = ecrit.corps.casefold()
    if not any(indice in replie for indice in ("joint", "supra", "infra")):
        return
    for numero, ligne in _lignes(ecrit):
        trouves = list(re.finditer(_SANS_CIBLE, ligne, re.IGNORECASE))
        if trouves:
            dits = " et ".join(f"« {citer(trouve[0])} »" for trouve in trouves[:2])
            message = f"{dits} : rien n’est joint à une fiche, et l’on ne sait pas où regarder. Dites ici ce qu’on y lirait."
            if all(re.search("(?:sup|inf)ra$", trouve[0], re.IGNORECASE) for trouve in trouves):
                message = f"{dits} : le lecteur ne sait pas où regarder. Dites ici ce qu’on y lirait, ou retirez ces mots."
            yield Faute(Position(ecrit.chemin, numero, trouves[0].start() + 1), message, trouves[0][0])


def _lignes(ecrit: FicheEcrite) -> Iterator[tuple[int, str]]:
    """Les lignes écrites du récit, à leur numéro."""
    for numero in range(ecrit.ligne_corps, len(ecrit.lignes) + 1):
        if ecrit.lignes[numero - 1].strip():
            yield numero, ecrit.lignes[numero - 1]
