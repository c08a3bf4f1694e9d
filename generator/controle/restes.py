"""Ce qui tient la place d’une réponse : le texte du modèle, un mot pour plus tard, une adresse d’exemple."""

import re
from collections.abc import Iterator, Mapping

from generator.constats.constat import ERREUR, Position, Regle
from generator.constats.proximite import replier
from generator.constats.signes import citer, est_vide
from generator.controle.images import IMAGE_COLLEE
from generator.controle.liens_par_reference import est_une_reference
from generator.controle.lignes import recrire, sans_la_ligne, sans_le_champ
from generator.controle.passages import A_L_ENVERS, MEMO
from generator.controle.plan import SANS_RECIT, phrase_honnete, plan
from generator.controle.recriture import lignes_du_texte, recrire_le_texte
from generator.controle.regles import Faute, controle, controle_d_ensemble
from generator.controle.sujets import Entourage, FicheEcrite
from generator.lecture.document import Chemin
from generator.modele.a_copier import a_dire, comparable
from generator.modele.champs import Exact
from generator.modele.fiches import SECTIONS_ATTENDUES
from generator.modele.introspection import champ_en

_VERBES = (
    "ecrire|completer|preciser|confirmer|definir|remplir|renseigner|rediger|venir|voir|verifier|trouver|demander|determiner|faire|"
    "relire|valider"
)
_A_RELIRE = ("a relire", "a valider", "reste a relire", "reste a valider")
_RACONTEZ = "decrivez|racontez|expliquez|presentez|resumez|indiquez|ecrivez"
_RIEN_DIT = re.compile(rf"(?:reste )?a (?:{_VERBES})|todo|xxx+|(?:{_RACONTEZ}) ici.*")
_PLUS_TARD = re.compile(
    rf"(?:reste )?a (?:{_VERBES})(?: (?:par|avec|plus tard|ensuite|ici|svp|bientot|demain|d ici|des que|ulterieurement)\b.*)?"
    r"|(?:voir avec|attendre la reponse|en attente d) ?.{0,40}"
    rf"|(?:{_RACONTEZ}) ici\b.*"
    r"|en attente|todo|tbd|tba|lorem ipsum.*|x{2,}|blabla.*|texte ici|votre texte.*|ecrire ici.*|inserer .*|bientot"
)
_CROIX = re.compile(r"(?<![\w.])[Xx]{3,}(?!\w)|(?<![A-Z]\w )(?<![\w.])XX(?![\w.])")
_LOREM = re.compile(r"\blorem ipsum\b", re.IGNORECASE)
_TODO = re.compile(r"(?<!\w)(?:TODO|TBD|À COMPLÉTER|A COMPLETER|À ÉCRIRE)(?!\w)")
_CROCHETS = re.compile(
    r"(?<!\[)\[(?![x\s.…]*\])(?!sic\b)[^\[\]\n]{2,80}\](?![(\[\]]|[ \t]+\((?:https?:|www\.|/))"
    r"|<(?:nom|votre|date|lieu|à )[^<>]{1,60}>",
    re.IGNORECASE,
)
_POINTS = re.compile(r":[*_\s\N{NO-BREAK SPACE}]*(?:…|\.{3,}|\?{2,})(?=[\s*_]|$)")
_ADRESSE = re.compile(
    r"(?<![\w.-])(?:https?://)?(?:www\.)?(?:(?:exemple|example|mon-?site|votre-?site|notre-?site|domaine)\.(?:fr|com|org|net|eu)|"
    r"adresse[-.]?(?:du|de)?[-.]?(?:site|document)\.\w+)(?:/[^\s)\"'>]*)?|https?://(?:…|\.{2,}|x{3,}\S*)?(?=[\s)\"'>]|$)",
    re.IGNORECASE,
)
_PARENTHESE = re.compile(
    r"\((?:[\w’'%€-]+\s+){0,4}[àÀ] (?:compléter|préciser|confirmer|vérifier|renseigner|déterminer|retrouver)"
    r"(?: (?:par|avec|auprès|plus tard|ensuite|svp|dès|d[’'])[^()\n]{0,40})?\)"
)
"""« (plafond à confirmer) » : une parenthèse pour plus tard."""

_DIRE_QUOI = "Écrivez la vôtre, ou laissez le passage de côté."


@controle_d_ensemble(
    FicheEcrite,
    Regle(
        "modele-laisse",
        ERREUR,
        "Texte du modèle laissé tel quel",
        "Le modèle de fiche explique, à chaque endroit, ce qu’il faut y écrire ; l’une de ces consignes est "
        "restée à la place de votre texte. Remplacez-la par ce que vous avez à dire. "
        "Si aucune source n’en parle, retirez un champ facultatif, et dites-le dans une section : "
        "« Les sources n’en parlent pas. »",
        faux="## Points de vigilance\n\nCe qui a été difficile.",
        juste="## Points de vigilance\n\nLes trajets coûtent plus cher que prévu.",
    ),
)
def rien_du_modele(ecrit: FicheEcrite, entourage: Entourage) -> Iterator[Faute]:
    consignes = entourage.a_copier.consignes
    modele = entourage.a_copier
    champs = [
        (loc, texte)
        for loc, texte in ecrit.document.textes
        if loc[0] != "a_completer" and (comparable(texte) in consignes or modele.retouchee(loc, texte) or a_dire(loc, texte))
    ]
    recit = []
    if ecrit.famille == "exemples":
        lignes = ((numero, ecrit.lignes[numero - 1].strip()) for numero in range(ecrit.ligne_corps, len(ecrit.lignes) + 1))
        recit = [(numero, ligne, section) for numero, ligne in lignes if (section := consignes.get(comparable(ligne)))]
    if consignes and len(champs) + len(recit) > len(consignes) / 2:
        message = (
            "Cette fiche est le modèle lui-même : remplacez par la vôtre chaque réponse qui suit un deux-points, même sans "
            "guillemets (le lieu, l’année, le domaine, la catégorie), et chaque consigne du récit. Si c’était un essai, "
            "supprimez ce fichier."
        )
        yield Faute(Position(ecrit.chemin), message)
        return
    for loc, texte in champs:
        correction, nombre = _sans_le_champ(ecrit, loc, texte)
        message = f"« {citer(texte)} » est le texte du modèle. {_attendu(ecrit, loc)}"
        debut, fin = lignes_du_texte(ecrit, loc)
        if (annonce := ecrit.situer(loc)).ligne < debut:
            message += f" Gardez la ligne {annonce.ligne}, et écrivez les vôtres à la place {_des_lignes(debut, fin)}, "
            message += "avec deux espaces au début de chaque ligne."
            yield Faute(annonce, message, texte[:120], lignes=fin - annonce.ligne + 1)
            continue
        yield Faute(loc, message, texte[:120], correction=correction, lignes=nombre)
    for loc, texte, reste in _mele_au_modele(ecrit, consignes):
        message = "Le texte du modèle est resté à côté du vôtre : retirez-le, et gardez le vôtre."
        debut, fin = lignes_du_texte(ecrit, loc)
        correction = recrire_le_texte(ecrit, loc, reste)
        yield Faute(Position(ecrit.chemin, debut), message, texte[:120], correction=correction, lignes=fin - debut + 1)
    for rang, chiffre in enumerate(_tables(ecrit.document.valeur.get("chiffres"))):
        valeur = str(chiffre.get("valeur"))
        if (valeur, comparable(str(chiffre.get("libelle")))) in entourage.a_copier.chiffres:
            message = "Ce chiffre est celui du modèle : donnez le vôtre, avec son document, ou retirez « chiffres »."
            yield Faute(("chiffres", rang, "valeur"), message, valeur)
    for numero, ligne, section in recit:
        message = f"C’est la consigne du modèle : remplacez-la par votre récit. {_honnetement(section)}"
        correction, nombre = _sans_la_place(ecrit, numero)
        yield Faute(Position(ecrit.chemin, numero), message, ligne[:120], correction=correction, lignes=nombre)


@controle(
    FicheEcrite,
    Regle(
        "reste-a-ecrire",
        ERREUR,
        "Mot laissé pour plus tard",
        "« À écrire », « XXX », des points d’interrogation, "
        "un nom entre crochets, du faux texte : c’est une place gardée, et le lecteur la verrait. "
        "Écrivez ce que vous savez ; sinon, retirez un champ facultatif, dites dans une section que les sources "
        "n’en parlent pas, et notez ce qui manque dans `a_completer`.",
        faux="## Points de vigilance\n\nÀ écrire.",
        juste="## Points de vigilance\n\nLes trajets coûtent plus cher que prévu.",
    ),
)
def rien_pour_plus_tard(ecrit: FicheEcrite) -> Iterator[Faute]:
    cites = {loc for loc, _ in ecrit.marquees(Exact)}
    for loc, texte in ecrit.document.textes:
        if not texte:
            continue
        if loc[0] == "a_completer":
            # « À confirmer : le budget » y a sa place ; « À compléter », seul, ne dit pas quoi.
            if est_vide(texte) or _RIEN_DIT.fullmatch(replier(texte)):
                message = f"« {citer(texte)} » ne dit pas ce qui manque : nommez-le, ou retirez cette ligne."
                yield Faute(loc, message, texte[:120])
            continue
        trouve = _place_gardee(texte, cite=loc in cites or "titre" in loc[1:]) or _reponse_de_formulaire(loc, texte)
        if trouve:
            message = f"« {citer(trouve)} » tient la place d’une réponse. {_attendu(ecrit, loc)}"
            correction, nombre = _sans_le_champ(ecrit, loc, texte)
            yield Faute(ecrit.situer(loc), message, trouve[:120], correction=correction, lignes=nombre)
    section = ""
    for numero in range(ecrit.ligne_corps, len(ecrit.lignes) + 1):
        ligne = ecrit.lignes[numero - 1]
        if not ligne.strip():
            continue
        if ligne.startswith("#"):
            section = _section(ecrit, numero) or section
            continue
        trouve = _place_gardee_du_recit(ligne, ecrit.corps)
        if trouve:
            attendu = SECTIONS_ATTENDUES.get(ecrit.famille, {}).get(section, "")
            ici = f" On attend ici : {attendu[0].lower()}{attendu[1:].rstrip()}" if attendu else ""
            correction, nombre = _sans_la_place(ecrit, numero)
            seul = comparable(trouve) == comparable(ligne.strip("-*> "))
            sinon = "" if "Sinon" in attendu else f" {_honnetement(section)}"
            message = (
                f"« {citer(trouve)} » tient la place d’un texte.{ici}{sinon}"
                if seul
                else f"« {citer(trouve)} » tient la place de mots à venir : écrivez-les, ou récrivez la phrase sans eux."
            )
            if seul and replier(trouve).startswith(_A_RELIRE):
                message = f"« {citer(trouve)} » s’adresse à qui prépare la fiche, pas au lecteur : retirez cette ligne."
                correction, nombre = sans_la_ligne(ecrit, numero)
            colonne = ligne.index(trouve) + 1 if trouve in ligne else 1
            yield Faute(Position(ecrit.chemin, numero, colonne), message, trouve[:120], correction=correction, lignes=nombre)


@controle(
    FicheEcrite,
    Regle(
        "adresse-d-exemple",
        ERREUR,
        "Adresse d’exemple",
        "Cette adresse est celle d’un modèle, et ne mène à rien. Ouvrez la vraie page, et recopiez son adresse depuis la barre "
        "du navigateur. Si le document n’est pas en ligne, retirez la ligne `url`.",
        faux="liens:\n  - titre: Le bilan de l’année\n    url: https://exemple.fr/bilan",
        juste="liens:\n  - titre: Le bilan de l’année\n    url: https://www.unis-cite.fr/bilan",
    ),
)
def adresses_vraies(ecrit: FicheEcrite) -> Iterator[Faute]:
    if not _ADRESSE.search("\n".join(ecrit.lignes)):
        return
    for loc, texte in ecrit.document.textes:
        if ("." in texte or "://" in texte) and (trouve := _ADRESSE.search(texte)):
            facultatif = "documents" in loc or "etat" in loc
            sinon = "cette ligne si le document n’est pas en ligne" if facultatif else "ce passage"
            message = f"« {citer(trouve[0])} » est une adresse d’exemple : recopiez la vraie, ou retirez {sinon}."
            correction, nombre = _sans_le_champ(ecrit, loc, texte)
            yield Faute(loc, message, trouve[0], correction=correction, lignes=nombre)
    for numero in range(ecrit.ligne_corps, len(ecrit.lignes) + 1):
        ligne = ecrit.lignes[numero - 1]
        if trouve := _ADRESSE.search(ligne):
            message = f"« {citer(trouve[0])} » est une adresse d’exemple : recopiez la vraie, ou retirez ce passage."
            yield Faute(Position(ecrit.chemin, numero, trouve.start() + 1), message, trouve[0])


def _mele_au_modele(ecrit: FicheEcrite, consignes: Mapping[str, str]) -> Iterator[tuple[Chemin, str, str]]:
    """Les champs où une longue consigne du modèle précède ou suit un autre texte, et cet autre texte."""
    longues = [consigne for consigne, section in consignes.items() if not section and len(consigne.split()) >= LONGUE]
    for loc, texte in ecrit.document.textes:
        if loc[0] == "a_completer" or not any(len(texte) > len(consigne) for consigne in longues):
            continue
        entier = " ".join(texte.split())
        droit = entier.replace("'", "’")
        for consigne in longues:
            rang = droit.find(consigne)
            reste = f"{entier[:rang].strip()} {entier[rang + len(consigne) :].lstrip(' .')}".strip()
            if rang >= 0 and reste:
                yield loc, texte, reste
                break


LONGUE = 8
"""En mots. En dessous, une phrase du modèle peut se trouver dans un texte qui n’en vient pas."""


def _des_lignes(debut: int, fin: int) -> str:
    if debut == fin:
        return f"de la ligne {debut}"
    return f"des lignes {debut} {'et' if fin == debut + 1 else 'à'} {fin}"


_INDICE = re.compile(r"xx|lorem|todo|tbd|compl[ée]ter|écrire|\[|<|…|\.{3}|\?{2}|\([^()]*\bà ", re.IGNORECASE)
"""Sans l’un d’eux, aucune des places qui suivent ne se trouve : une recherche en évite six."""


def _place_gardee(texte: str, *, cite: bool) -> str:
    """Ce qui, dans un champ, tient la place d’une réponse, ou rien. Un texte recopié peut avoir des crochets."""
    # Dans une case trop étroite, un tableur met des dièses.
    if not texte[:1].isalnum() and (est_vide(texte) or set(texte) == {"#"}):
        return texte
    if len(texte) < 90 and _PLUS_TARD.fullmatch(replier(texte)):
        return texte
    if not _INDICE.search(texte):
        return ""
    if _LOREM.search(texte):
        return texte
    trouve = _CROIX.search(texte) or _TODO.search(texte) or (None if cite else _CROCHETS.search(texte))
    return trouve[0] if trouve else ""


_ECRITS = frozenset(("titre", "resume", "nom", "role", "libelle", "fait", "recit", "detail", "structure", "question", "offre"))
"""Les champs que l’on rédige : ailleurs, « oui » ou « non » peuvent répondre."""
_NOMS_POSSIBLES = frozenset(("idem", "ras", "ok", "na", "nc", "nsp"))
"""Ce qui peut aussi être le nom de quelqu’un."""


def _reponse_de_formulaire(loc: Chemin, texte: str) -> str:
    # Les valeurs d’une enquête sont des réponses : « oui », « aucun ».
    if len(texte) > 20 or loc[0] == "valeurs" or loc[-1] not in _ECRITS or replier(texte) not in SANS_RECIT:
        return ""
    return "" if loc[-1] == "nom" and replier(texte) in _NOMS_POSSIBLES else texte


def _place_gardee_du_recit(ligne: str, corps: str) -> str:
    nu = ligne.strip().lstrip("-*>0123456789.) ").strip()
    if not nu or (not nu[0].isalnum() and est_vide(nu)):
        return ligne.strip() if "?" in ligne or "…" in ligne or "..." in ligne else ""
    # « Voir avec la mairie » est aussi une étape : en dehors de parenthèses, c’est une phrase.
    if len(nu) < 90 and _PLUS_TARD.fullmatch(replier(nu)) and (nu.startswith("(") or not replier(nu).startswith("voir ")):
        return nu
    if not _INDICE.search(ligne):
        return ""
    # Un crochet qui ouvre un lien n’est pas une place gardée.
    if _LOREM.search(ligne):
        return ligne.strip()
    trouve = _CROIX.search(ligne) or _TODO.search(ligne) or MEMO.search(ligne) or _POINTS.search(ligne)
    trouve = trouve or _PARENTHESE.search(ligne)
    if trouve is None and "[" in ligne:
        trouve = next(
            (
                t
                for t in _CROCHETS.finditer(ligne)
                if not (t[0].startswith(("[^", "[[", "[!")) or _est_un_lien(ligne, t) or est_une_reference(t[0], corps))
            ),
            None,
        )
    if not trouve:
        return ""
    # Les étoiles qui l’entourent s’en vont avec elle.
    autour = re.search(rf"([*_]{{1,3}}){re.escape(trouve[0].strip())}\1", ligne)
    return autour[0] if autour else trouve[0].lstrip(": *").strip() or trouve[0]


def _est_un_lien(ligne: str, crochet: re.Match[str]) -> bool:
    """Vrai pour un lien à l’envers, ou une image collée : ils ont leur propre règle."""
    ecrits = (lu for motif in (A_L_ENVERS, IMAGE_COLLEE) for lu in motif.finditer(ligne))
    return any(lu.start() <= crochet.start() < lu.end() for lu in ecrits)


def _attendu(ecrit: FicheEcrite, loc: Chemin) -> str:
    """Ce que le modèle attend à cet endroit, et ce que l’on peut en faire quand on ne sait pas."""
    _, champ = champ_en(ecrit.modele, tuple(loc))
    aide = (champ.description or "") if champ else ""
    if not aide:
        return _DIRE_QUOI
    sinon = (
        "" if champ is None or champ.is_required() or isinstance(loc[-1], int) else " Si vous ne savez pas, retirez cette ligne."
    )
    if tuple(loc) == ("periode", "debut"):
        sinon = (
            " Si vous ne le savez pas, écrivez « attestee » au lieu de « debut », avec la plus ancienne année où un document "
            "montre l’alliance au travail."
        )
    return f"On attend ici : {aide[0].lower()}{aide[1:]}{sinon}"


def _honnetement(section: str) -> str:
    return f"Si les sources n’en disent rien, écrivez : « {phrase_honnete(section)} »"


def _section(ecrit: FicheEcrite, ligne: int) -> str:
    lu = plan(ecrit)
    return next((t.section or lu.renommees.get(t.ligne, "") for t in lu.titres if t.ligne == ligne), "")


def _sans_le_champ(ecrit: FicheEcrite, loc: Chemin, texte: str) -> tuple[str, int]:
    """Retirer un champ facultatif qui tient sur sa ligne, et seulement si l’on n’en a pas besoin."""
    _, champ = champ_en(ecrit.modele, tuple(loc))
    # Une période garde une année : celle du départ, ou la plus ancienne attestée.
    if champ is None or tuple(loc) == ("periode", "debut") or champ.is_required() or isinstance(loc[-1], int) or not texte:
        return "", 1
    return sans_le_champ(ecrit, loc)


def _sans_la_place(ecrit: FicheEcrite, numero: int) -> tuple[str, int]:
    """Une note de travail se retire ; à la place d’un récit, personne d’autre que qui l’écrit ne sait ce qu’il faut dire."""
    if MEMO.search(ecrit.lignes[numero - 1]):
        return recrire(ecrit, numero)
    return "", 1


def _tables(valeur: object) -> Iterator[dict[str, object]]:
    for element in valeur if isinstance(valeur, list) else ():
        yield element if isinstance(element, dict) else {}
