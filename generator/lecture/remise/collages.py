"""Ce qui a été collé d’ailleurs : reconnu à ses signes, avant que l’on parle de l’en-tête et de ses champs."""

import re
from collections.abc import Callable, Iterable
from itertools import takewhile

from generator.constats.proximite import replier
from generator.constats.signes import citer
from generator.lecture import puces
from generator.lecture.remise import regles_collages as regles
from generator.lecture.remise.brouillon import Brouillon, groupes
from generator.lecture.remise.regles_entete import ABSENT, NON_FERME

_TRAIT = re.compile(r"[ \t]*\\?(?:-{3}|[—–―]+|-{2,}|[-—–―−‐‑_*=─═~ ]{3,})[ \t]*")
"""Une ligne qui a l’air d’un trait : de tirets, de tirets longs, de soulignés…"""

_CHAMP = re.compile(r"[\s>+\d]*(?:\*\*)?[a-zA-ZÀ-ÿ_\\]+(?:\*\*)?[ \u00a0\u202f\u200b]*:(?:\*\*)?(?:\s|$)")
"""Une ligne qui commence par un nom et deux-points."""

_BARRIERE = re.compile(r"[ \t]*(?:```|~~~)[ \t]*[\w+-]*[ \t]*")
_COURRIEL = re.compile(r"\s*>?\s*(?:De|From|Envoyé|Sent|À|A|To|Cc|Objet|Subject|Date|Répondre à)[ \u00a0]*:", re.IGNORECASE)
_POLITESSES = re.compile(
    r"(?:n[’']hésitez pas|j[’']espère|dites-moi|souhaitez-vous|voulez-vous que|voilà|bien sûr|si vous (?:voulez|souhaitez)|"
    r"je (?:peux|reste)|let me know|cordialement|bien à vous|envoyé de(?:puis)? mon)",
    re.IGNORECASE,
)
_PUCE = re.compile(
    r"([ \t\u00a0]*)(?:[•◦▪▫●○‣⁃∙·■□–—➢➤*►-][ \u00a0]|[•◦▪▫●○‣⁃∙·■□–—➢➤*►-]?\t|[•◦▪▫●○‣⁃∙·■□➢➤►])[ \t\u00a0]*(?=\S)"
)
_ESPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]*")
INVISIBLES = re.compile(r"[\u200b-\u200d\u2060\ufeff\u00ad\u200e\u200f]")
_TIRETS_DE_NOM = re.compile(r"(?<=[a-z0-9])[\u2010\u2011](?=[a-z0-9])")
_ECHAPPES = re.compile(r"\\([-\[\]_*#.!+~>&|(){}`])")
_NOM_EN_GRAS = re.compile(r"^(\s*(?:- )?)(\*\*|__)([\w\\]+)[ \u00a0]*(?::\2|\2[ \u00a0]*:)")
_NUMERO = re.compile(r"[ \t]*(\d{1,4})[.:|)]?(?=[ \t]|$)")
_COURBES = re.compile(r"“([^“”\"]*)”|„([^„“”\"]*)[“”]|‟([^”\"]*)”|”([^”\"]*)”")
_ENTRE_GUILLEMETS = re.compile(
    r"(?P<avant>^[ \t]*(?:- )?(?:[\w-]+:[ \t]+)?)«[ \u00a0\u202f]?(?P<dedans>[^«»\"]*?)[ \u00a0\u202f]?»(?=[ \t]*$)"
)
_EN_LISTE = re.compile(r"(?P<avant>[\[,{:] ?)«[ \u00a0\u202f]?(?P<dedans>[^«»\"]*?)[ \u00a0\u202f]?»(?=[ \t]*[,\]}])")
_EGAL = re.compile(r"=[0-9A-F]{2}")

MARGE = 3
_ESPACES_SUIVANTES = {
    1: " et l’espace qui le suit",
    2: " et les deux espaces qui le suivent",
    3: " et les trois espaces qui le suivent",
}

PEU = 4
"""En dessous de tant de lignes, un signe répété ne dit rien de l’endroit d’où vient un texte."""

PART = 0.6
"""La part des lignes qui doit porter ce signe."""


def _charabia() -> dict[str, str]:
    """Ce que devient chaque lettre accentuée quand un vieux Windows la lit de travers, et la lettre."""
    table: dict[str, str] = {}
    for signe in "éèêëàâäùûüôöîïçœæÿñÉÈÊËÀÂÄÙÛÜÔÖÎÏÇŒÆ«»’‘“”–—…€•°²\u00a0\u202f":
        lu = "".join(bytes([octet]).decode("cp1252", "ignore") or chr(octet) for octet in signe.encode())
        table[lu] = signe
        table[lu.replace("\u00a0", " ")] = signe
    return table


def reconnaitre(brouillon: Brouillon, noms: frozenset[str], *, nettoyer: bool = True) -> None:
    """Délimite l’en-tête d’un fichier et, s’il faut le `nettoyer`, en ôte ce que le collage y a mis.

    `noms` sont ceux des champs d’une fiche.
    """
    if nettoyer:
        for etape in (_accents, _courriel_code, _conflits, _chevrons, _comparatif, _numeros, _marge):
            etape(brouillon)
        _tableur(brouillon, noms)
        _dictee(brouillon, noms)
    _delimiter(brouillon, noms)
    if nettoyer:
        nettoyer_l_entete(brouillon, noms)


def nettoyer_l_entete(brouillon: Brouillon, noms: frozenset[str]) -> None:
    """Ôte de l’en-tête les signes et les blancs qu’un autre logiciel y a mis."""
    for nettoyer in (_invisibles, _antislashs, _retraits, _puces, _guillemets):
        nettoyer(brouillon)
    _deux_points(brouillon, noms)


def _recrire(brouillon: Brouillon, rangs: Iterable[int], recrire: Callable[[str], str]) -> list[int]:
    """Récrit ces lignes ; rend celles qui ont changé."""
    changees = []
    for rang in rangs:
        nouvelle = recrire(brouillon.lignes[rang])
        if nouvelle != brouillon.lignes[rang]:
            brouillon.lignes[rang] = nouvelle
            changees.append(rang)
    return changees


def _lignes_de_champs(brouillon: Brouillon) -> list[int]:
    """Les lignes de l’en-tête, sans celles d’un long texte annoncé par `>-` : ce qu’elles contiennent n’est que du texte."""
    champs: list[int] = []
    retrait = -1
    for rang in range(brouillon.debut, brouillon.fin):
        ligne = brouillon.lignes[rang]
        blancs = _ESPACES.match(ligne)
        assert blancs is not None
        if 0 <= retrait < len(blancs[0].replace("\t", "  ")) or (retrait >= 0 and not ligne.strip()):
            continue
        champs.append(rang)
        annonce = re.match(r"([ \t\u00a0]*(?:- )?)[\w*\\]+[ \u00a0]*:(?:\*\*)? *[>|][+-]?\s*$", ligne)
        retrait = len(annonce[1].replace("\t", "  ")) if annonce else -1
    return champs


def _accents(brouillon: Brouillon) -> None:
    if not re.search(r"[ÂÃâÅ]", brouillon.texte):
        return
    table = _charabia()
    motif = re.compile(
        "|".join(re.escape(lu) for lu in sorted(table, key=len, reverse=True) if len(lu) > 1 and lu not in ("Â ", "Â\u00a0"))
    )
    if len(motif.findall(brouillon.texte)) < 2:
        return

    # « Â » seul devant un signe double est le reste d’une espace insécable.
    def redresser(ligne: str) -> str:
        redressee = motif.sub(lambda lu: table[lu[0]], ligne)
        return re.sub(r"Â\u00a0|Â (?=[:;!?»])|(?<=«)Â ", "\u00a0", redressee)

    if changees := _recrire(brouillon, range(len(brouillon.lignes)), redresser):
        message = (
            "Les accents de ce fichier ont été abîmés en passant d’un logiciel à l’autre (« Ã© » pour « é », « â€™ » pour « "
            "’ »). "
            f"Il y en a sur {_lignes(changees)}. Recopiez les lignes corrigées ci-dessous, ou recollez le texte d’origine."
        )
        brouillon.noter(regles.ACCENTS, message, changees)


def _courriel_code(brouillon: Brouillon) -> None:
    """Un message ouvert dans un éditeur de texte : accents codés, lignes coupées par un signe égal."""
    if len(_EGAL.findall(brouillon.texte)) < 3:
        return
    import quopri  # noqa: PLC0415

    touches: list[int] = []
    rang = 0
    while rang < len(brouillon.lignes):
        debut, morceaux = rang, [brouillon.lignes[rang]]
        while morceaux[-1].endswith("=") and rang + 1 < len(brouillon.lignes):
            rang += 1
            morceaux.append(brouillon.lignes[rang])
        suite = "".join(morceau.removesuffix("=") for morceau in morceaux[:-1]) + morceaux[-1]
        if _EGAL.search(suite) or len(morceaux) > 1:
            # Ce qui n’est pas de l’ASCII a échappé au codage : on le laisse passer.
            decode = quopri.decodestring(suite.encode("utf-8")).decode("utf-8", errors="replace")
            brouillon.effacer(range(debut, rang + 1))
            brouillon.effacees.discard(debut)
            brouillon.lignes[debut] = decode
            touches += range(debut, rang + 1)
        rang += 1
    if touches:
        message = (
            "Ce texte vient d’un courriel ouvert dans un éditeur de texte : ses accents y sont codés (« =C3=A9 » pour « é ») "
            "et ses "
            "lignes coupées par « = ». Ouvrez le message dans votre messagerie (Outlook, Gmail…), copiez-y le texte tel qu’il "
            "s’affiche, et collez-le à la place ; ou recopiez les lignes ci-dessous."
        )
        brouillon.noter(regles.ACCENTS, message, touches)


def _conflits(brouillon: Brouillon) -> None:
    lignes = brouillon.lignes
    for debut in [rang for rang, ligne in enumerate(lignes) if re.match(r"<{7}(?: |$)", ligne)]:
        fin = next((rang for rang in range(debut, len(lignes)) if re.match(r">{7}(?: |$)", lignes[rang])), None)
        milieu = next((rang for rang in range(debut, fin or debut) if re.match(r"={7}$", lignes[rang].rstrip())), None)
        if fin is None or milieu is None:
            continue
        base = next((rang for rang in range(debut, milieu) if lignes[rang].startswith("|||||||")), milieu)
        premiere, seconde = lignes[debut + 1 : base], lignes[milieu + 1 : fin]
        gardee = premiere if any(premiere) else seconde
        message = (
            f"Deux personnes ont changé ce passage en même temps, et les deux versions y sont : {_citer(premiere)} et "
            f"{_citer(seconde)}. N’en gardez qu’une, et effacez l’autre avec les lignes <<<<<<<, ======= et >>>>>>>. Si la "
            "première "
            "est la bonne, voici ce qu’il doit rester ; sinon, mettez la seconde à sa place."
        )
        effacer = set(range(debut, fin + 1)) - set(range(debut + 1, base) if gardee is premiere else range(milieu + 1, fin))
        brouillon.effacer(effacer)
        brouillon.noter(regles.CONFLIT, message, range(debut, fin + 1))


def _chevrons(brouillon: Brouillon) -> None:
    """Un message cité : « > » au début des lignes."""
    lignes = brouillon.lignes
    cites = [rang for rang, ligne in enumerate(lignes) if re.match(r">+(?: |$)|>(?=[-#\w])", ligne)]
    # Une citation isolée dans le récit est permise ; un titre ou un champ cités, non.
    if not any(re.match(r">[> ]*(?:#{1,6} |---\s*$|[a-z_]+: )", lignes[rang]) for rang in cites):
        return
    while changees := [rang for rang in cites if lignes[rang].startswith(">")]:
        for rang in changees:
            lignes[rang] = re.sub(r"^> ?", "", lignes[rang])
    message = (
        f"Ce texte est celui d’un courriel cité : {_lignes(cites)} commencent par « > ». Effacez ce signe, et l’espace qui le "
        "suit, "
        "au début de chacune."
    )
    brouillon.noter(regles.COURRIEL, message, cites)


def _comparatif(brouillon: Brouillon) -> None:
    lignes = brouillon.lignes
    plus = [rang for rang, ligne in enumerate(lignes) if ligne.startswith("+")]
    if len(plus) < PEU or not any(re.match(r"\+(?:---\s*$|## |[a-z_]+: )", lignes[rang]) for rang in plus):
        return
    touchees = range(plus[0], plus[-1] + 1)
    otees = [rang for rang in touchees if re.match(r"-(?!--\s*$)|@@ |diff |index |\+\+\+ |--- [ab/]", lignes[rang])]
    if len(plus) + len(otees) < PART * sum(bool(lignes[rang].strip()) for rang in touchees):
        return
    brouillon.effacer(otees)
    for rang in touchees:
        # Une ligne que le comparatif n’a pas changée y commence par une espace.
        if rang not in otees and lignes[rang][:1] in ("+", " "):
            lignes[rang] = lignes[rang][1:]
    message = (
        "Ce texte vient d’une page qui compare deux versions\u00a0: chaque ligne ajoutée y commence par «\u00a0+\u00a0». Effacez "
        f"ce signe au début {_des_lignes(plus)}."
    )
    brouillon.noter(regles.COMPARATIF, message, [*plus, *otees])


def _numeros(brouillon: Brouillon) -> None:
    lignes = brouillon.lignes
    ecrites = [rang for rang, ligne in enumerate(lignes) if ligne.strip()]
    suite = list(takewhile(lambda rang: _NUMERO.match(lignes[rang]), ecrites))
    numerotees = {rang: trouve for rang in suite if (trouve := _NUMERO.match(lignes[rang]))}
    ecarts = {int(trouve[1]) - rang for rang, trouve in numerotees.items()}
    if len(numerotees) < PEU or len(ecarts) > 1 + len(numerotees) // 10:
        return
    restes = {rang: lignes[rang][trouve.end() :] for rang, trouve in numerotees.items()}
    if not any(reste.strip() == "---" for reste in restes.values()):
        return
    marge = min((len(reste) - len(reste.lstrip(" \t")) for reste in restes.values() if reste.strip()), default=0)
    for rang, reste in restes.items():
        lignes[rang] = reste[marge:].rstrip() if reste.strip() else ""
    signes = "".join(trouve[0].strip(" \t0123456789")[:1] for trouve in numerotees.values())
    quoi = "le numéro" + (f", le signe « {signes[0]} »" if signes else "") + _ESPACES_SUIVANTES.get(marge, "")
    if marge > MARGE:
        quoi += f" et les {marge} espaces qui le suivent"
    message = f"Ce texte a été copié avec ses numéros de lignes. Effacez {quoi} au début {_des_lignes(numerotees)}."
    brouillon.noter(regles.NUMEROS, message, numerotees)


def _tableur(brouillon: Brouillon, noms: frozenset[str]) -> None:
    """Une feuille de calcul enregistrée au format CSV : sur chaque ligne, le nom d’un champ, un séparateur, sa valeur."""
    ecrites = [rang for rang, ligne in enumerate(brouillon.lignes) if ligne.strip()]
    for separateur in (";", "\t", ","):
        cellules = {rang: rangee for rang in ecrites if (rangee := _rangee(brouillon.lignes[rang], separateur))}
        connues = [rang for rang, (nom, _) in cellules.items() if _est_un_nom(nom, noms)]
        if len(connues) < 2 or len(cellules) < len(ecrites):
            continue
        for rang, (nom, valeur) in cellules.items():
            if rang < connues[0]:
                brouillon.effacer([rang])
            else:
                brouillon.lignes[rang] = f"{nom}: {_lisible(valeur)}"
        signe = {";": "un point-virgule", "\t": "une tabulation", ",": "une virgule"}[separateur]
        message = (
            f"Ce fichier vient d’un tableur (Excel, Calc) : {signe} y sépare le nom de chaque champ de sa valeur. Ici, ce sont "
            "deux-points et une espace, entre deux lignes de trois tirets. Remplacez toutes ces lignes par celles-ci."
        )
        brouillon.noter(regles.TABLEAU, message, ecrites)
        return


def _rangee(ligne: str, separateur: str) -> tuple[str, str] | None:
    trouve = re.fullmatch(rf'[ ]*"?([\w’\' -]{{2,40}}?)"?{separateur}(.*)', ligne)
    return (trouve[1].strip(), _sans_guillemets(trouve[2].strip(f" {separateur}"))) if trouve else None


def _sans_guillemets(cellule: str) -> str:
    entre = re.fullmatch(r'"(.*)"', cellule)
    return entre[1].replace('""', '"') if entre else cellule


def _lisible(valeur: str) -> str:
    """La valeur, entre guillemets si un signe y aurait un autre sens."""
    return f'"{_francais(valeur)}"' if re.search(r":(?:\s|$)|\s#|^[^\w(]|\"", valeur) else valeur


def _est_un_nom(mot: str, noms: frozenset[str]) -> bool:
    return replier(mot).replace(" ", "_") in noms


def _dictee(brouillon: Brouillon, noms: frozenset[str]) -> None:
    """Un texte dicté, dont la ponctuation est en toutes lettres."""
    champ = re.compile(r"[ ]*(\w+)[ ]+deux[ -]points?[ ]+(?=\S)", re.IGNORECASE)
    dits = [rang for rang, ligne in enumerate(brouillon.lignes) if (lu := champ.match(ligne)) and _est_un_nom(lu[1], noms)]
    if not dits:
        return

    def ponctuer(ligne: str) -> str:
        for mots, signe in _PONCTUATION_DICTEE:
            ligne = re.sub(mots, signe, ligne, flags=re.IGNORECASE)
        return ligne

    for rang in dits:
        nom, valeur = champ.split(brouillon.lignes[rang], maxsplit=1)[1:]
        valeur = ponctuer(valeur).strip()
        brouillon.lignes[rang] = f"{replier(nom).replace(' ', '_')}: {_lisible(valeur[:1].upper() + valeur[1:])}"
    changees = _recrire(brouillon, (rang for rang in range(len(brouillon.lignes)) if rang not in dits), ponctuer)
    message = (
        "Ce texte a été dicté : la ponctuation y est en toutes lettres (« deux points », « virgule »). Remplacez ces mots par "
        "leur signe, comme ici."
    )
    for groupe in groupes([*dits, *changees]):
        brouillon.noter(regles.DICTEE, message, groupe)


_PONCTUATION_DICTEE = (
    (r"\s+point[ -]virgule\b", "\u00a0;"),
    (r"\s+deux[ -]points?\b", "\u00a0:"),
    (r"\s+virgule\b", ","),
    (r"\s+point à la ligne\b", "."),
    (r"\s+point d[’' ]interrogation\b", "\u00a0?"),
    (r"\s+point d[’' ]exclamation\b", "\u00a0!"),
)


def _marge(brouillon: Brouillon) -> None:
    """Une fiche entière un peu en retrait, comme la laisse un numéro de ligne à demi effacé."""
    lignes = brouillon.lignes
    ecrites = [rang for rang, ligne in enumerate(lignes) if ligne.strip()]
    marge = min((len(ligne) - len(ligne.lstrip(" ")) for ligne in lignes if ligne.strip()), default=0)
    if not marge or len(ecrites) < PEU or lignes[ecrites[0]].strip() != "---":
        return
    changees = _recrire(brouillon, ecrites, lambda ligne: ligne[marge:])
    combien = {1: "une espace", 2: "deux espaces"}.get(marge, f"{marge} espaces")
    quoi = "qui est" if marge == 1 else "qui sont"
    message = f"Effacez {combien}, {quoi} de trop, au début {_des_lignes(changees)} : une fiche commence au bord de la page."
    brouillon.noter(regles.RETRAITS, message, changees)


def _delimiter(brouillon: Brouillon, noms: frozenset[str]) -> None:
    """Trouve l’en-tête : ses deux lignes de tirets, ou ce qui en tient lieu, et ce qu’il y a autour."""
    lignes = brouillon.lignes
    ecrites = [rang for rang, ligne in enumerate(lignes) if ligne.strip()]

    def est_un_champ(rang: int) -> bool:
        trouve = re.match(r"(?:\*\*)?([\w\\]+)(?:\*\*)?[ \u00a0\u202f\u200b]*:", lignes[rang])
        return trouve is not None and replier(trouve[1].replace("\\", "")).replace(" ", "_") in noms

    exactes = [rang for rang in ecrites if lignes[rang].rstrip() == "---"]
    if ecrites and exactes[:1] == ecrites[:1] and len(exactes) > 1:
        brouillon.debut, brouillon.fin, brouillon.corps = exactes[0] + 1, exactes[1], exactes[1] + 1
        _entourage(brouillon, [], exactes[0])
        return
    premier = next((rang for rang in ecrites if est_un_champ(rang)), None)
    if premier is None:
        brouillon.debut = brouillon.fin = brouillon.corps = 0
        return
    avant = [rang for rang in ecrites if rang < premier]
    trait = next((rang for rang in reversed(avant) if _TRAIT.fullmatch(lignes[rang])), None)
    if trait is not None and not all(_est_une_note(lignes[rang]) for rang in avant if rang > trait):
        trait = None
    brouillon.debut = premier if trait is None else trait + 1
    preambule = [rang for rang in avant if rang != trait and (trait is None or rang < trait)]
    sienne = re.fullmatch(r"#{1,2} +(.+?)[ #]*", lignes[preambule[0]]) if len(preambule) == 1 and trait is None else None
    titree = sienne is not None and not any(re.match(r"(?i)titre\W*:", lignes[rang]) for rang in ecrites)
    if sienne is not None and titree:
        # Le titre de la page est celui de la fiche : il ne se perd pas, il devient un champ.
        premier = brouillon.debut = preambule.pop()
        lignes[premier] = f'titre: "{_francais(sienne[1])}"'

    titre = next((rang for rang in ecrites if rang > premier and re.match(r"#{1,6} ", lignes[rang])), len(lignes))
    fermetures = [rang for rang in ecrites if premier < rang < titre and _TRAIT.fullmatch(lignes[rang])]
    exacte = next((rang for rang in ecrites if rang > premier and lignes[rang].rstrip() == "---"), None)
    fermeture = exacte if exacte is not None and exacte < titre else next(iter(fermetures), None)
    if fermeture is None:
        dans = list(takewhile(lambda rang: rang < titre, (rang for rang in ecrites if rang >= premier)))
        while len(dans) > 1 and not _dans_l_entete(lignes[dans[-1]]) and _apres_un_blanc(lignes, dans[-1]):
            dans.pop()
        recit = (n for n, rang in enumerate(dans) if n and _apres_un_blanc(lignes, rang) and not _dans_l_entete(lignes[rang]))
        # Après une ligne vide, du texte où ne revient aucun champ est déjà le récit.
        dans = dans[: next((n for n in recit if not any(map(est_un_champ, dans[n:]))), len(dans))]
        dernier = dans[-1]
        brouillon.fin = brouillon.corps = dernier + 1
    else:
        brouillon.fin, brouillon.corps = fermeture, fermeture + 1

    _entourage(brouillon, preambule, trait if trait is not None else premier)
    _tirets(brouillon, trait, premier, fermeture, titree=titree, annonce=bool(preambule))


def _apres_un_blanc(lignes: list[str], rang: int) -> bool:
    return rang > 0 and not lignes[rang - 1].strip()


def _est_une_note(ligne: str) -> bool:
    return not ligne.strip() or ligne.lstrip().startswith("#")


def _dans_l_entete(ligne: str) -> bool:
    return bool(re.match(r"\s|- ", ligne) or _CHAMP.match(ligne))


def _tirets(brouillon: Brouillon, trait: int | None, premier: int, fermeture: int | None, *, titree: bool, annonce: bool) -> None:
    """Les deux lignes de tirets, si elles manquent ; `annonce` est vrai si l’on a déjà dit ce qui vient avant la première."""
    lignes = brouillon.lignes
    for rang in (trait, fermeture):
        if rang is not None and lignes[rang].rstrip() != "---" and not lignes[rang].startswith("\\---"):
            brouillon.lignes[rang], remplace = "---", lignes[rang].strip()
            message = (
                f"Les trois tirets sont devenus « {citer(remplace)[:20]} » : tapez trois fois la touche du tiret (celle du "
                "6), seuls sur leur ligne."
            )
            if remplace == "---":
                message = "Les trois tirets commencent au bord de la page : effacez les espaces qui sont devant."
            brouillon.noter(regles.TIRETS, message, [rang])
    if trait is None:
        brouillon.ajouter(premier, avant="---\n")
        message = (
            "Il manque la ligne de trois tirets qui ouvre la fiche : ajoutez-la juste avant cette ligne, seule sur la sienne."
        )
        if titree:
            message = (
                "Une fiche s’ouvre par une ligne de trois tirets, seule sur la sienne, et son titre est le premier de ses "
                "champs : écrivez ces deux lignes à la place de celle-ci."
            )
        if not annonce:
            brouillon.noter(ABSENT, message, [premier])
    if fermeture is None:
        dernier = brouillon.fin - 1
        brouillon.ajouter(dernier, apres="\n---")
        message = (
            "Il manque la seconde ligne de trois tirets, celle qui sépare les renseignements du récit : ajoutez-la juste "
            "après cette "
            "ligne, seule sur la sienne."
        )
        brouillon.noter(NON_FERME, message, [dernier])


def _entourage(brouillon: Brouillon, preambule: list[int], tete: int) -> None:
    """Ce qui précède et suit la fiche : en-têtes et signature d’un courriel, barrières et politesses d’un assistant."""
    lignes = brouillon.lignes
    corps = [rang for rang in range(brouillon.corps, len(lignes)) if lignes[rang].strip()]
    barrieres = [rang for rang in (*preambule, *corps) if _BARRIERE.fullmatch(lignes[rang])]
    ouvertes = [rang for rang in preambule if rang in barrieres]
    suite: list[int] = []
    if ouvertes:
        fermantes = [rang for rang in corps if rang in barrieres]
        if fermantes and not any(re.match(r"#{2,6} ", lignes[rang]) for rang in corps if rang > fermantes[-1]):
            suite = [rang for rang in corps if rang >= fermantes[-1]]
        else:
            suite = fermantes[:1]
    courriel = any(_COURRIEL.match(lignes[rang]) for rang in preambule)
    signature = next((rang for rang in corps if re.fullmatch(r"-- ?", lignes[rang])), None)
    if signature is not None:
        suite += [rang for rang in corps if rang >= signature]
    elif preambule and not suite:
        suite = _dernier_mot(lignes, corps)
    if not preambule and not suite:
        return
    brouillon.effacer((*range(preambule[0] if preambule else tete, tete), *suite))
    if suite:
        # Les lignes vides d’avant s’en vont avec la suite.
        rang = min(suite) - 1
        while rang > brouillon.corps and not lignes[rang].strip():
            brouillon.effacees.add(rang)
            rang -= 1
        if max(suite) == max(corps):
            brouillon.effacees.update(range(max(suite), len(lignes) - 1))
    a_effacer = " et ".join(_designer(brouillon.originales, rangs) for rangs in (preambule, sorted(set(suite))) if rangs)
    if courriel or signature is not None:
        regle, quoi = regles.COURRIEL, "Le courriel qui portait cette fiche a été collé avec elle"
    elif ouvertes:
        regle, quoi = regles.BARRIERE, "Ce texte a été copié avec les signes qui l’entouraient (« ``` »)"
    else:
        regle, quoi = regles.BARRIERE, "Ce texte a été copié avec ce qui l’entourait"
    brouillon.noter(
        regle,
        f"{quoi}. Une fiche commence par « --- » et finit avec son récit : effacez {a_effacer}.",
        [*preambule, *([tete] if preambule else []), *suite],
    )


def _dernier_mot(lignes: list[str], corps: list[int]) -> list[int]:
    """Le dernier paragraphe, s’il parle à la personne qui colle et non au lecteur."""
    fin: list[int] = []
    for rang in reversed(corps):
        if fin and rang < fin[0] - 1:
            break
        fin.insert(0, rang)
    return fin if fin and _POLITESSES.match(lignes[fin[0]].strip(" *")) else []


def _invisibles(brouillon: Brouillon) -> None:
    changees = _recrire(brouillon, range(len(brouillon.lignes)), lambda ligne: INVISIBLES.sub("", ligne))
    en_tete = range(brouillon.debut, brouillon.fin)
    changees += _recrire(
        brouillon,
        en_tete,
        lambda ligne: ligne if " " in ligne.strip() and "[" not in ligne and ":" not in ligne else _noms(ligne),
    )
    if changees:
        message = (
            f"Des signes que l’on ne voit pas se sont glissés dans {_lignes(changees)} en copiant depuis un autre logiciel. "
            "Effacez ces "
            "lignes et retapez-les, ou recopiez celles-ci."
        )
        brouillon.noter(regles.INVISIBLES, message, changees)


def _noms(ligne: str) -> str:
    """Les tirets insécables des noms techniques : `faire‑naitre‑envie`."""
    return (
        re.sub(r"[a-z0-9]+(?:[\u2010\u2011][a-z0-9]+)+", lambda nom: re.sub(r"[\u2010\u2011]", "-", nom[0]), ligne)
        if re.match(r"\s*(?:- )?\w+:\s*\[?[a-z0-9\u2010\u2011,/ -]+\]?\s*$", ligne)
        else ligne
    )


def _antislashs(brouillon: Brouillon) -> None:
    en_tete = range(brouillon.debut - 1 if brouillon.debut else 0, min(brouillon.fin + 1, len(brouillon.lignes)))
    if not any(
        re.match(r"\s*(?:\\[-\[]|(?:\*\*|__)[\w\\]+|\w+\\_\w+.*:|[\w\\]+: *\\\[)", brouillon.lignes[rang]) for rang in en_tete
    ):
        return

    def simplifier(ligne: str) -> str:
        ligne = _NOM_EN_GRAS.sub(r"\1\3:", ligne)
        return _ECHAPPES.sub(r"\1", ligne)

    en_gras = any(_NOM_EN_GRAS.match(brouillon.lignes[rang]) for rang in en_tete)
    changees = _recrire(brouillon, en_tete, simplifier)
    changees += _recrire(brouillon, range(brouillon.corps, len(brouillon.lignes)), lambda ligne: _ECHAPPES.sub(r"\1", ligne))
    if changees:
        quoi = "des barres obliques inversées (« \\ »)" + (" et mis les noms des champs en gras (« ** »)" if en_gras else "")
        message = f"Le logiciel d’où vient ce texte y a ajouté {quoi} : effacez ces signes sur {_lignes(changees)}."
        brouillon.noter(regles.ANTISLASHS, message, changees)


def _puces(brouillon: Brouillon) -> None:
    def avec_un_tiret(ligne: str) -> str:
        trouve = _PUCE.match(ligne)
        if not trouve or re.match(r"[ \t]*- ", ligne) or re.match(r"[ \t]*(?:---|\*\*|\*\w+\*)", ligne):
            return ligne
        if trouve[0].strip(" \t\u00a0") == "":
            return ligne
        return f"{trouve[1]}- {ligne[trouve.end() :]}"

    changees = _recrire(brouillon, _lignes_de_champs(brouillon), avec_un_tiret)
    if changees:
        puce = brouillon.originales[changees[0]].strip()[:1]
        message = (
            f"Une liste se fait avec des tirets : remplacez la puce « {citer(puce)} » par un tiret et une espace, sur "
            f"{_lignes(changees)}."
        )
        brouillon.noter(regles.PUCES, message, changees)
        recit = range(brouillon.corps, len(brouillon.lignes))
        marques = {rang: puces.sans_puce(brouillon.lignes, rang) for rang in recit}
        for rang, ligne in marques.items():
            brouillon.lignes[rang] = avec_un_tiret(ligne) if ligne == brouillon.lignes[rang] else ligne
        for groupe in groupes(rang for rang in recit if brouillon.lignes[rang] != brouillon.originales[rang]):
            message = "De même dans le récit : un tiret et une espace à la place de la puce."
            if any(re.match(r"\s*\d", brouillon.lignes[rang]) for rang in groupe):
                message = "Cette ligne est de la liste numérotée : remettez son numéro à la place de la puce."
            brouillon.noter(regles.PUCES, message, groupe)


def _retraits(brouillon: Brouillon) -> None:
    """Des tabulations ou des espaces insécables au début des lignes, ou après un tiret."""
    tabulations: list[int] = []

    def avec_des_espaces(ligne: str) -> str:
        debut = _ESPACES.match(ligne)
        assert debut is not None
        retrait = re.sub(r"[^ \t]", " ", debut[0])
        retrait = retrait.replace("\t", "  ") if retrait.strip(" ") else retrait
        suite = re.sub(r"^-[ \t\u00a0\u202f]+", "- ", ligne[debut.end() :])
        return retrait + re.sub(r"^((?:- )?\w+:)[\t\u00a0\u202f]+", r"\1 ", suite)

    en_tete = [rang for rang in range(brouillon.debut, brouillon.fin) if not _est_une_rangee(brouillon.lignes[rang])]
    avant = {rang: brouillon.lignes[rang] for rang in en_tete}
    changees = [
        rang
        for rang in _recrire(brouillon, en_tete, avec_des_espaces)
        if re.search(r"[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]", avant[rang])
    ]
    tabulations = [rang for rang in changees if "\t" in avant[rang]]
    for rang, ligne in avant.items():
        if rang not in changees:
            brouillon.lignes[rang] = ligne
    if changees:
        if all(avant[rang][:1] not in "\t\u00a0\u202f" and re.match(r" *\S", avant[rang]) for rang in changees):
            message = (
                "L’espace après les deux-points ou le tiret n’en est pas une\u00a0: une espace insécable ou une tabulation. "
                f"Retapez-la avec la barre d’espace, sur {_lignes(changees)}."
            )
            brouillon.noter(regles.RETRAITS, message, changees)
            return
        quoi = "des tabulations (la touche Tab)" if tabulations else "des espaces insécables, qui ne se voient pas"
        message = (
            f"Des lignes commencent par {quoi} : il faut des espaces simples, tapés avec la barre d’espace. Retapez le début "
            f"{_des_lignes(changees)}."
        )
        brouillon.noter(regles.RETRAITS, message, changees)


def _est_une_rangee(ligne: str) -> bool:
    """La ligne d’un tableau : des cellules séparées par des tabulations."""
    return "\t" in ligne.strip() and not re.match(r"\s*(?:-[ \t]+)?\w+:", ligne) and not re.match(r"\s*-\t[^\t]*$", ligne)


def _deux_points(brouillon: Brouillon, noms: frozenset[str]) -> None:
    motif = re.compile(r"^([ ]*(?:- )?([\w-]+))[ ]*[\u00a0\u202f][ \u00a0\u202f]*:(?=\s|$)")

    def rapprocher(ligne: str) -> str:
        return motif.sub(lambda lu: f"{lu[1]}:" if replier(lu[2]).replace(" ", "_") in noms else lu[0], ligne)

    changees = _recrire(brouillon, _lignes_de_champs(brouillon), rapprocher)
    if changees:
        message = (
            "Une espace insécable, qui ne se voit pas, sépare le nom du champ des deux-points : ils se touchent. Corrigez "
            f"{_lignes(changees)}."
        )
        brouillon.noter(regles.RETRAITS, message, changees)


def _guillemets(brouillon: Brouillon) -> None:
    """Des guillemets courbes ou français autour d’une valeur, à la place des guillemets droits."""
    en_tete = _lignes_de_champs(brouillon)

    def droits(ligne: str) -> str:
        if not re.search(r"[“„‟”‘]", ligne):
            return ligne
        tete = re.match(r"[ \t]*(?:- )?(?:[\w-]+:[ \t]*)?(?=[“„‟”‘\[{])", ligne)
        if not tete:
            return ligne
        debut, valeur = ligne[: tete.end()], ligne[tete.end() :].rstrip()
        if valeur[:1] in "[{":
            return debut + _COURBES.sub(lambda lu: f'"{_interieur(lu)}"', valeur)
        entiere = re.fullmatch(r"[“„‟”](.*)[”“\"„]|‘(.*)[’']", valeur)
        dedans = (entiere[1] or entiere[2] or "") if entiere else valeur[1:]
        return debut + '"' + _francais(dedans.strip()) + '"'

    changees = _recrire(brouillon, en_tete, droits)
    if changees:
        ouvrant = next(signe for signe in brouillon.originales[changees[0]] if signe in "“„‟”‘")
        message = (
            f"Un logiciel a arrondi les guillemets (« {ouvrant} ») : autour d’une valeur, il en faut des droits, la touche du 3. "
            f"Corrigez {_lignes(changees)}."
        )
        brouillon.noter(regles.GUILLEMETS, message, changees)
    motifs = {
        rang: _EN_LISTE if re.match(r"[ ]*(?:- )?(?:\w+:)? *[\[{]", brouillon.lignes[rang]) else _ENTRE_GUILLEMETS
        for rang in en_tete
    }
    francais = [rang for rang in en_tete if motifs[rang].search(brouillon.lignes[rang])]
    # Un titre entre guillemets français est permis ; une fiche dont toutes les valeurs le sont a été mal recopiée.
    if len(francais) >= 3:
        for rang in francais:
            brouillon.lignes[rang] = motifs[rang].sub(lambda lu: f'{lu["avant"]}"{lu["dedans"]}"', brouillon.lignes[rang])
        message = (
            "Un logiciel a mis des guillemets français (« ») autour des valeurs : il en faut des droits, la touche du 3. "
            "Corrigez "
            f"{_lignes(francais)}."
        )
        brouillon.noter(regles.GUILLEMETS, message, francais)


def _interieur(lu: "re.Match[str]") -> str:
    return next(groupe for groupe in lu.groups() if groupe is not None).strip()


def _francais(texte: str) -> str:
    """Le même texte, où des guillemets français remplacent ceux qui fermeraient la valeur."""
    texte = re.sub(r"[\"“„]([^\"“”„]*)[\"”“]", "«\u00a0\\1\u00a0»", texte)
    return texte.replace('"', "").replace("\\", "/")


def _lignes(rangs: Iterable[int]) -> str:
    """« la ligne 4 », « les lignes 2 à 9 », « 5 lignes, de la 2 à la 40 »."""
    tous = sorted(set(rangs))
    if len(tous) == 1:
        return f"la ligne {tous[0] + 1}"
    if tous[-1] - tous[0] + 1 == len(tous):
        return f"les lignes {tous[0] + 1} à {tous[-1] + 1}"
    if len(tous) <= 6:
        return f"les lignes {', '.join(str(rang + 1) for rang in tous[:-1])} et {tous[-1] + 1}"
    return f"{len(tous)} lignes, de la {tous[0] + 1} à la {tous[-1] + 1}"


def _des_lignes(rangs: Iterable[int]) -> str:
    dites = _lignes(rangs)
    return f"des {dites[4:]}" if dites.startswith("les ") else f"de {dites}"


def _designer(originales: tuple[str, ...], rangs: list[int]) -> str:
    premiere = citer(originales[rangs[0]].strip())
    court = premiere if len(premiere) <= 40 else f"{premiere[:39]}…"
    return f"{_lignes(range(rangs[0], rangs[-1] + 1))} (« {court} »)"


def _citer(version: list[str]) -> str:
    court = citer(" ".join(ligne.strip() for ligne in version))
    return f"« {court} »" if court else "rien"
