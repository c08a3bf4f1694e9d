"""Ce qu’un logiciel a mis sur tout le fichier en l’apportant : courriel, comparaison, numéros, tableur, dictée."""

import re
from itertools import takewhile

from generator.constats.proximite import replier
from generator.lecture.remise import regles_collages as regles
from generator.lecture.remise.brouillon import Brouillon, groupes
from generator.lecture.remise.lignes import (
    citer_des_lignes,
    des_lignes,
    francais,
    lignes_dites,
    recrire,
)

_NUMERO = re.compile(r"[ \t]*(\d{1,4})[.:|)]?(?=[ \t]|$)")
_EGAL = re.compile(r"=[0-9A-F]{2}")
_ACCENT_CODE = re.compile(r"=C3=[89AB][0-9A-F]|=C2=A[0B]|=E2=80=")
"""Un accent, une espace insécable, une apostrophe : une adresse, elle, peut finir par « ?page=70 » sans être un courriel."""
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


def deballer(brouillon: Brouillon, noms: frozenset[str]) -> None:
    """Ôte du fichier ce que l’on a mis autour de ses lignes ; `noms` sont ceux des champs d’une fiche."""
    for etape in (_accents, _courriel_code, _conflits, _chevrons, _comparatif, _numeros, _marge):
        etape(brouillon)
    _tableur(brouillon, noms)
    _dictee(brouillon, noms)


def _charabia() -> dict[str, str]:
    """Ce que devient chaque lettre accentuée quand un vieux Windows la lit de travers, et la lettre."""
    table: dict[str, str] = {}
    for signe in "éèêëàâäùûüôöîïçœæÿñÉÈÊËÀÂÄÙÛÜÔÖÎÏÇŒÆ«»’‘“”–—…€•°²\u00a0\u202f":
        lu = "".join(bytes([octet]).decode("cp1252", "ignore") or chr(octet) for octet in signe.encode())
        table[lu] = signe
        table[lu.replace("\u00a0", " ")] = signe
    return table


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

    if changees := recrire(brouillon, range(len(brouillon.lignes)), redresser):
        message = (
            "Les accents de ce fichier ont été abîmés en passant d’un logiciel à l’autre (« Ã© » pour « é », « â€™ » pour « "
            "’ »). "
            f"Il y en a sur {lignes_dites(changees)}. Recopiez les lignes corrigées ci-dessous, ou recollez le texte d’origine."
        )
        brouillon.noter(regles.ACCENTS, message, changees)


def _courriel_code(brouillon: Brouillon) -> None:
    """Un message ouvert dans un éditeur de texte : accents codés, lignes coupées par un signe égal."""
    if len(_ACCENT_CODE.findall(brouillon.texte)) < 2:
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
            f"Deux personnes ont changé ce passage en même temps, et les deux versions y sont : {citer_des_lignes(premiere)} et "
            f"{citer_des_lignes(seconde)}. N’en gardez qu’une, et effacez l’autre avec les lignes <<<<<<<, ======= et >>>>>>>. "
            "Si la première est la bonne, voici ce qu’il doit rester ; sinon, mettez la seconde à sa place."
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
        f"Ce texte est celui d’un courriel cité : {lignes_dites(cites)} commencent par « > ». Effacez ce signe, et l’espace "
        "qui le suit, au début de chacune."
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
        f"ce signe au début {des_lignes(plus)}."
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
    message = f"Ce texte a été copié avec ses numéros de lignes. Effacez {quoi} au début {des_lignes(numerotees)}."
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
    return f'"{francais(valeur)}"' if re.search(r":(?:\s|$)|\s#|^[^\w(]|\"", valeur) else valeur


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
    changees = recrire(brouillon, (rang for rang in range(len(brouillon.lignes)) if rang not in dits), ponctuer)
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
    changees = recrire(brouillon, ecrites, lambda ligne: ligne[marge:])
    combien = {1: "une espace", 2: "deux espaces"}.get(marge, f"{marge} espaces")
    quoi = "qui est" if marge == 1 else "qui sont"
    message = f"Effacez {combien}, {quoi} de trop, au début {des_lignes(changees)} : une fiche commence au bord de la page."
    brouillon.noter(regles.RETRAITS, message, changees)
