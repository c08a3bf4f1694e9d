"""Ce qui est écrit après les deux-points d’un champ : ce qui l’empêche de se lire, et comment l’écrire."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.constats.constat import Regle
from generator.constats.proximite import dit_non, dit_oui, replier
from generator.constats.signes import citer, est_vide
from generator.lecture import meprises
from generator.lecture.composition import ANCRE, COUPE, ETIQUETTE, diagnostiquer, lire_valeur
from generator.lecture.remise import regles_entete as regles
from generator.lecture.remise.lignes import sans_orphelins
from generator.modele.champs import Francais, ModaliteDe, VersUnDocument
from generator.modele.introspection import Forme

NOTE = re.compile(r"(?:^|\s\s+|\t)#.*$")
"""Un commentaire voulu : deux espaces avant le dièse, ou rien."""

_SIGNES = {
    "%": "pour cent",
    "@": "arobase",
    "*": "étoile",
    "&": "et commercial",
    "!": "point d’exclamation",
    "`": "accent grave",
    "?": "point d’interrogation",
}


_ANNEES = ("annee", "debut", "fin", "attestee")
_SIECLE = 40
"""Jusque-là, les deux derniers chiffres d’une année sont de ce siècle."""


@dataclass(frozen=True, slots=True)
class Reprise:
    """Une valeur récrite : ce qu’il faut lire à sa place, ce qui n’allait pas, et le bloc à montrer s’il y en a un."""

    valeur: str
    regle: Regle
    message: str
    a_choisir: bool = False
    """Vrai si seul celui qui écrit sait quoi mettre : on lit cette valeur sans la proposer."""
    bloc: tuple[str, ...] = ()
    """Les lignes d’un bloc, à mettre en retrait sous le nom du champ, si la valeur doit s’y écrire."""


def est_une_liste(attendu: Forme | None) -> bool:
    return attendu is not None and attendu.elements is not None


def est_composee(attendu: Forme | None) -> bool:
    """Vrai pour ce qui s’écrit avec ses propres champs."""
    return attendu is not None and bool(attendu.champs)


def convient(valeur: object, attendu: Forme | None) -> bool:
    """Vrai si cette valeur, lue, a la forme que le modèle attend là."""
    if attendu is None or valeur is None:
        return True
    if attendu.elements is not None:
        return isinstance(valeur, list) or (isinstance(valeur, str) and _repond(valeur))
    if attendu.champs or attendu.valeurs:
        return not isinstance(valeur, list) or not valeur
    return isinstance(valeur, str)


def _repond(valeur: str) -> bool:
    """Vrai pour ce que l’on répond à une question, et qui n’est pas l’élément d’une liste."""
    return dit_non(valeur) or dit_oui(valeur) or est_vide(valeur)


def reprendre(nom: str, valeur: str, attendu: Forme | None) -> Reprise | None:
    """La valeur telle qu’il faudrait l’écrire, si elle ne se lit pas ou se lit de travers ; rien si elle est saine."""
    lue = lire_valeur(valeur)
    colle = (
        lue is not None
        and attendu is not None
        and bool(attendu.champs)
        and (_est_colle(lue.valeur, attendu.champs) or bool(morceaux_coupes(lue.valeur, attendu.champs)))
    )
    if lue is not None and convient(lue.valeur, attendu) and not _est_separee(lue.valeur, attendu) and not colle:
        return None
    reprise = _reprendre(nom, valeur, attendu)
    if reprise is None:
        return None
    relue = lire_valeur(reprise.valeur)
    return reprise if relue is not None and convient(relue.valeur, attendu) else None


def _reprendre(nom: str, valeur: str, attendu: Forme | None) -> Reprise | None:
    if est_une_liste(attendu):
        return _liste(nom, valeur, attendu)
    if est_composee(attendu):
        return _composee(nom, valeur, attendu.champs if attendu else {})
    if attendu is None and valeur[:1] in "[{":
        refermee = _refermer(nom, valeur)
        return refermee if lire_valeur(refermee.valeur) is not None else _texte(nom, valeur, attendu)
    return _texte(nom, valeur, attendu)


def _est_separee(valeur: object, attendu: Forme | None) -> bool:
    """Vrai pour une liste de noms techniques dont les virgules sont des points-virgules."""
    elements = attendu.elements if attendu else None
    if elements is None or not isinstance(valeur, list) or not any(isinstance(m, ModaliteDe) for m in elements.marques):
        return False
    return any(isinstance(un, str) and re.search(r"[;/|]", un) for un in valeur)


def illisible(valeur: str) -> bool:
    """Vrai si rien ne s’y lit, quelle que soit la forme attendue."""
    return diagnostiquer(valeur) is not None


def pourquoi(valeur: str) -> str:
    """Ce qui empêche de lire une valeur que l’on ne sait pas récrire."""
    if re.match(r"[\[{].*[\]}]\s*\S", valeur):
        return "rien ne doit suivre le crochet ou l’accolade qui la ferme"
    return diagnostiquer(valeur) or ""


# Une liste


def _liste(nom: str, valeur: str, attendu: Forme | None) -> Reprise | None:
    elements = attendu.elements if attendu else None
    if est_composee(elements):
        assert elements is not None
        table = a_la_suite(valeur.strip().strip("[]"), elements.champs)
        if not table:
            return None
        message = f"« {nom} » est une liste, dont chaque élément a ses propres champs : un tiret, puis un champ par ligne."
        lignes = [f"{'- ' if not rang else '  '}{cle}: {dite}" for rang, (cle, dite) in enumerate(table.items())]
        return Reprise(f"[{en_ligne(table)}]", regles.BLOC, message, bloc=tuple(lignes))
    nue = valeur.strip()
    ouverte, fermee = nue.startswith("["), nue.endswith("]")
    morceaux = _morceaux(nue.removeprefix("[").removesuffix("]"), technique=_technique(elements))
    if not morceaux or (fermee and not ouverte and "[" in nue):
        return None
    ecrite = f"[{', '.join(_element(un, elements) for un in morceaux)}]"
    if ouverte and not fermee:
        return Reprise(ecrite, regles.CROCHETS, f"Le crochet ouvert après « {nom} » n’est pas refermé : ajoutez « ] » à la fin.")
    if ouverte:
        if ";" in nue:
            message = f"Dans la liste « {nom} », les éléments se séparent par des virgules."
        else:
            message = f"La liste « {nom} » ne se lit pas : une virgule entre deux éléments, et rien après le crochet fermé."
        return Reprise(ecrite, regles.LISTE, message)
    message = f"« {nom} » est une liste : mettez des crochets autour, et une virgule entre deux éléments."
    return Reprise(ecrite, regles.LISTE, message)


def _technique(elements: Forme | None) -> bool:
    return elements is not None and any(isinstance(marque, ModaliteDe) for marque in elements.marques)


def _morceaux(texte: str, *, technique: bool) -> list[str]:
    """Les éléments d’une liste écrite sur une ligne."""
    separateurs = r"[,;|/]" if technique else r"[,;]" if ";" not in texte or '"' in texte else r";"
    morceaux = re.findall(r'"[^"]*"|\'[^\']*\'(?=\s*(?:[,;]|$))|(?:(?!' + separateurs + r")[^\"]|\"(?=\w))+", texte)
    return [propre for un in morceaux if (propre := un.strip(" \t\u00a0,;[]"))]


def _element(texte: str, elements: Forme | None) -> str:
    if re.fullmatch(r"\"[^\"]*\"|'[^']*'", texte):
        return texte
    return proteger(texte, elements, dans_une_liste=True)


# Un champ qui a ses propres champs


def _composee(nom: str, valeur: str, champs: Mapping[str, Forme]) -> Reprise | None:
    nue = valeur.strip()
    table = a_la_suite(nue.removeprefix("{"), champs)
    if not table:
        return None
    ligne = en_ligne(table)
    if not nue.startswith("{"):
        message = f"« {nom} » a ses propres champs : chacun va sur sa ligne, en dessous et en retrait."
        return Reprise(ligne, regles.BLOC, message, bloc=tuple(f"{cle}: {dite}" for cle, dite in table.items()))
    if not nue.endswith("}"):
        return Reprise(
            ligne, regles.CROCHETS, f"L’accolade ouverte après « {nom} » n’est pas refermée : ajoutez « }} » à la fin."
        )
    if (lue := lire_valeur(nue)) is not None:
        coupes = morceaux_coupes(lue.valeur, champs)
        return Reprise(ligne, regles.GUILLEMETS_OUBLIES, _coupe(coupes)) if coupes else Reprise(ligne, regles.ESPACE, COLLE)
    return Reprise(ligne, regles.CROCHETS, ENTRE_ACCOLADES)


COLLE = "Il manque une espace après les deux-points."


ENTRE_ACCOLADES = "Entre les accolades, chaque champ s’écrit « nom: valeur », et une virgule le sépare du suivant."


def accolade(valeur: str, champs: Mapping[str, Forme]) -> Reprise | None:
    """Un élément de liste écrit entre accolades, sur une ligne."""
    lue = lire_valeur(valeur)
    coupes = morceaux_coupes(lue.valeur, champs) if lue is not None else ()
    colle = lue is not None and _est_colle(lue.valeur, champs)
    if lue is not None and not coupes and not colle:
        return None
    table = a_la_suite(valeur.strip().removeprefix("{"), champs)
    if not table:
        return None
    ligne = en_ligne(table)
    relue = lire_valeur(ligne)
    if relue is None or (coupes and morceaux_coupes(relue.valeur, champs)):
        return None
    if coupes:
        return Reprise(ligne, regles.GUILLEMETS_OUBLIES, _coupe(coupes))
    if colle:
        return None if _est_colle(relue.valeur, champs) else Reprise(ligne, regles.ESPACE, COLLE)
    fermee = valeur.rstrip().endswith("}")
    message = ENTRE_ACCOLADES if fermee else "L’accolade ouverte n’est pas refermée : ajoutez « } » à la fin."
    return Reprise(ligne, regles.CROCHETS, message)


def morceaux_coupes(table: object, champs: Mapping[str, Forme]) -> tuple[str, ...]:
    """Les bouts d’une valeur dont la virgule a fait des champs : « valeur: 51,4 % », « fait: Le panier, livré à pied ».

    Rien si l’un d’eux suit une valeur qui n’est pas un texte libre : une année, un profil, un document n’ont pas de virgule.
    """
    noms = table if isinstance(table, dict) else {}
    coupes, avant = [], None
    for nom, dit in noms.items():
        if nom in champs:
            avant = champs[nom]
        elif dit is None and ":" not in str(nom):
            if avant is None or avant.se_suffit or avant.elements is not None or avant.champs:
                return ()
            coupes.append(str(nom))
    return tuple(coupes)


def _coupe(morceaux: Sequence[str]) -> str:
    quoi = "le nombre" if all(re.match(r"\d", un) for un in morceaux) else "le texte"
    return f"Entre les accolades, une virgule sépare deux champs : {quoi} qui en a une se met entre guillemets droits."


def _est_colle(table: object, champs: Mapping[str, Forme]) -> bool:
    """Vrai si, faute d’une espace, un champ et sa valeur n’ont fait qu’un nom : « {debut:2021} »."""
    noms = table if isinstance(table, dict) else {}
    return any(dit is None and str(nom).partition(":")[0] in champs and ":" in str(nom) for nom, dit in noms.items())


def a_la_suite(texte: str, champs: Mapping[str, Forme]) -> dict[str, str]:
    """Les champs écrits à la suite sur une ligne, et leur valeur prête à écrire ; rien si ce n’en est pas une suite."""
    noms = "|".join(sorted(map(re.escape, champs), key=len, reverse=True))
    places = list(re.finditer(rf"(?:(?<=[\s,;{{])|^)({noms})[ \u00a0]*:[ \u00a0]*", texte))
    if not places or texte[: places[0].start()].strip(" ,;"):
        return {}
    table: dict[str, str] = {}
    for place, suivante in zip(places, [*places[1:], None], strict=True):
        brute = texte[place.end() : suivante.start() if suivante else len(texte)].strip().rstrip(",;").strip()
        brute = brute.removesuffix("}").rstrip(" ,;") if suivante is None and brute.count("}") > brute.count("{") else brute
        if place[1] in table or brute.count("{") != brute.count("}"):
            return {}
        table[place[1]] = ecrire(brute, champs[place[1]])
    return table


def en_ligne(table: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{nom}: {valeur}" for nom, valeur in table.items()) + "}"


def ecrire(brute: str, attendu: Forme | None) -> str:
    """Une valeur lue dans une suite de champs ou une cellule, prête à écrire entre accolades."""
    if est_une_liste(attendu):
        assert attendu is not None
        return f"[{', '.join(_element(un, attendu.elements) for un in _morceaux(brute.strip('[]'), technique=False))}]"
    if re.fullmatch(r"\"[^\"]*\"", brute):
        return brute
    return proteger(_deguiller(brute), attendu, dans_une_liste=True)


# Une liste collée d’un tableur


def rangees(lignes: Sequence[str], champs: Mapping[str, Forme]) -> list[str] | None:
    """Les lignes d’un tableau collé, chacune écrite entre accolades ; vide pour celle des titres. Rien si l’on ne sait pas."""
    cellules = [_cellules(ligne) for ligne in lignes]
    titres = [replier(un).replace(" ", "_") for un in cellules[0]]
    if all(titre in champs for titre in titres if titre) and any(titres):
        noms: list[str] | None = titres
        ecrites = [""]
        cellules = cellules[1:]
    else:
        noms, ecrites = None, []
    for rangee in cellules:
        ranges = noms if noms is not None else _deviner(rangee, champs)
        if ranges is None or len(rangee) > len(ranges):
            return None
        table = {nom: ecrire(cellule, champs[nom]) for nom, cellule in zip(ranges, rangee, strict=False) if nom and cellule}
        ecrites.append(f"- {en_ligne(table)}")
    return ecrites


def _cellules(ligne: str) -> list[str]:
    nue = re.sub(r"^\s*(?:[-•][ \t]+)?", "", ligne.rstrip())
    separateur = next((signe for signe in ("\t", "|", ";") if signe in nue.strip("|")), "|")
    return [cellule.strip() for cellule in (nue.strip("|") if separateur == "|" else nue).split(separateur)]


def _deviner(cellules: Sequence[str], champs: Mapping[str, Forme]) -> list[str] | None:
    """Le champ de chaque cellule, dans l’ordre du modèle, d’après ce qu’elle contient."""
    restants, noms = list(champs), []
    for cellule in cellules:
        nom = next((un for un in restants if _peut_etre(un, champs[un], cellule)), None)
        if nom is None:
            return None
        noms.append(nom)
        restants.remove(nom)
    return noms


def _peut_etre(nom: str, attendu: Forme, cellule: str) -> bool:
    technique = re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", cellule) is not None
    if nom in ("annee", "debut", "fin"):
        return re.fullmatch(r"(?:18|19|20)\d\d", cellule) is not None
    if any(isinstance(marque, ModaliteDe | VersUnDocument) for marque in attendu.marques):
        return technique and not cellule.isdigit()
    if nom == "valeur":
        return re.match(r"(?:plus de |près de |environ )?\d", cellule) is not None
    if nom == "url":
        return cellule.startswith("http")
    return not re.fullmatch(r"[\d\s.,%]+", cellule) and not (technique and "-" in cellule)


# Un texte


def _texte(nom: str, valeur: str, attendu: Forme | None) -> Reprise | None:
    # Un texte plié se réunit : ce qu’on récrit d’une ligne doit rester une ligne.
    nue = re.sub(r"\s*\n\s*", " ", valeur.strip())
    note = re.search(r"\s\s+#.*$", nue)
    nue = nue[: note.start()] if note and not re.match(r"[\"']", nue) else nue
    if re.fullmatch(r"[-\s]*", nue):
        return None
    texte, regle, message = _comprendre(nom, nue, attendu)
    a_choisir = regle is meprises.COMPTE or (regle is meprises.FICHIER and meprises.est_un_fichier(texte))
    return Reprise(f'"{_soigner(texte, attendu)}"', regle, message, a_choisir=a_choisir) if texte else None


_Compris = tuple[str, Regle, str]
"""Le texte que dit une valeur mal écrite, ce qui ne va pas, et comment le dire."""


def _comprendre(nom: str, nue: str, attendu: Forme | None) -> _Compris:
    if griffonnee := _griffonnee(nom, nue):
        return griffonnee
    if nue[:1] in "\"'":
        return _mal_guillemete(nom, nue)
    for motif, comprendre in _TOURNURES:
        if lu := motif.match(nue):
            return comprendre(nom, nue, lu)
    signe = nue[:1]
    if nom == "nom" and meprises.est_un_compte(nue):
        return nue, meprises.COMPTE, meprises.demander_un_nom(nue)
    if signe in _SIGNES:
        message = f"Un texte qui commence par « {signe} » ({_SIGNES[signe]}) se met entre guillemets droits."
        if meprises.est_un_compte(nue):
            message += " Si c’est le nom d’un compte, écrivez plutôt en toutes lettres de qui il s’agit."
        return nue, {"*": ANCRE, "&": ANCRE, "!": ETIQUETTE}.get(signe, regles.GUILLEMETS_OUBLIES), message
    message = f"Le texte de « {nom} » contient « : » : mettez-le entre guillemets droits, d’un bout à l’autre."
    if not re.search(r":(?:\s|$)", nue):
        message = f"Le texte de « {nom} » ne se lit pas : mettez-le entre guillemets droits, d’un bout à l’autre."
    return nue, regles.GUILLEMETS_OUBLIES, message


def _griffonnee(nom: str, nue: str) -> _Compris | None:
    """Une année abrégée, ou un lien mis pour une adresse."""
    if nom in _ANNEES and (courte := re.fullmatch(r"'(\d\d)", nue)):
        entiere = f"{20 if int(courte[1]) <= _SIECLE else 19}{courte[1]}"
        return entiere, regles.GUILLEMETS_MAL_FERMES, f"L’année s’écrit en entier, avec ses quatre chiffres : {entiere}."
    if nom == "url" and (lien := re.fullmatch(r"\[[^\[\]]*\]\s*\(<?(https?://[^\s()<>\"]+)>?\)", nue)):
        return lien[1], regles.CROCHETS, "« url » est une adresse seule : sans les crochets, les parenthèses ni le texte du lien."
    return None


def _texte_apres_un_signe(_: str, nue: str, lu: re.Match[str]) -> _Compris:
    message = (
        f"Après « {lu[1]} », le texte ne peut pas être sur la même ligne : retirez ce signe, et mettez le texte entre "
        "guillemets droits."
    )
    return nue[lu.end() :], regles.GUILLEMETS_OUBLIES, message


def _gras(nom: str, _: str, lu: re.Match[str]) -> _Compris:
    message = f"Ici, le gras et l’italique ne se mettent pas : retirez les signes « {lu[1]} » de « {nom} »."
    return lu[2].strip(), ANCRE, message


def _entre_crochets(nom: str, _: str, lu: re.Match[str]) -> _Compris:
    texte = f"{lu[1].strip()} : {lu[2].lstrip(': ')}" if lu[2].strip() else lu[1].strip()
    message = f"« {nom} » est un texte : au début, des crochets annoncent une liste. Retirez-les."
    return texte.replace('"', ""), regles.CROCHETS, message


def _crochet_ou_accolade(nom: str, nue: str, _: re.Match[str]) -> _Compris:
    message = f"« {nom} » est un texte : les crochets et les accolades ont ici un autre sens. Retirez-les."
    return re.sub(r"[\[\]{}]", "", nue), regles.CROCHETS, message


def _diese(nom: str, nue: str, _: re.Match[str]) -> _Compris:
    sans = re.sub(r"[ \t]{2,}", " ", nue.replace("#", "")).strip()
    message = (
        f"Dans « {nom} », ce qui suit « # » serait perdu. Choisissez : ou bien gardez ce signe, et mettez tout entre guillemets "
        f"droits, comme ci-dessous ; ou bien effacez-le seul, et écrivez « {nom}: {citer(proteger(sans))} »."
    )
    return nue, COUPE, message


def _faux_element(nom: str, nue: str, _: re.Match[str]) -> _Compris:
    message = f"« {nom} » n’est pas une liste : retirez le tiret qui commence sa valeur."
    return nue[1:].strip(), regles.GUILLEMETS_OUBLIES, message


_TOURNURES: tuple[tuple[re.Pattern[str], Callable[[str, str, re.Match[str]], _Compris]], ...] = (
    (re.compile(r"([>|])[+-]?\s*(?=\S)"), _texte_apres_un_signe),
    (re.compile(r"([*_]{1,3})([^*_]+)\1$"), _gras),
    (re.compile(r"\[([^\[\]]*)\]\s*(.*)$"), _entre_crochets),
    (re.compile(r"[\[{]"), _crochet_ou_accolade),
    (re.compile(r"#|.*\s#"), _diese),
    (re.compile(r"-\s"), _faux_element),
)
"""Les tournures d’un texte sans guillemets qui ne se lit pas, dans l’ordre où on les cherche."""


def _mal_guillemete(nom: str, nue: str) -> _Compris:
    if citee := re.match(r"\"([^\"“”„‟]+)”\s*(?=[^\s\"])", nue):
        message = (
            f"Dans « {nom} », le guillemet ouvert au début se ferme avant la fin : des guillemets français (« ») autour de ce "
            "qui est cité, et des droits autour de tout le texte."
        )
        suite = nue[citee.end() :]
        texte = f'"{citee[1]}" {suite[:-1] if suite.endswith(chr(34)) and suite.count(chr(34)) % 2 else suite}'
        return sans_orphelins(texte), regles.GUILLEMETS_MAL_FERMES, message
    signe, reste = nue[0], nue[1:]
    ferme = reste.endswith(signe)
    dedans = reste[:-1] if ferme else reste
    if not ferme and signe not in dedans.replace("\\" + signe, ""):
        message = f"Le guillemet ouvert au début de « {nom} » n’est pas refermé : ajoutez-en un à la fin."
    elif not ferme:
        message = f"Dans « {nom} », du texte suit le guillemet fermé : mettez tout le texte entre les deux guillemets."
        place = dedans.rindex(signe)
        if re.fullmatch(r"\s*[,;]\s*", dedans[place + 1 :]):
            message = f"Rien ne suit le guillemet qui ferme « {nom} » : retirez « {dedans[place + 1 :].strip()} »."
            dedans = dedans[:place]
        elif dedans.count(signe) == 1:
            dedans = dedans[:place] + dedans[place + 1 :]
    elif signe in dedans.replace("\\" + signe, ""):
        if signe == '"':
            message = (
                f"Dans « {nom} », un guillemet droit ferme le texte trop tôt : à l’intérieur, employez des guillemets "
                "français (« »)."
            )
        else:
            message = f"Dans « {nom} », l’apostrophe ferme le texte trop tôt : entourez-le de guillemets droits doubles."
    elif nom == "partie" and meprises.est_un_fichier(dedans):
        return meprises.endroit(dedans) or dedans, meprises.FICHIER, meprises.ICI_UNE_PAGE
    elif "\\" in dedans:
        message = f"Dans « {nom} », la barre oblique inversée (« \\ ») est un code : remplacez-la par « / », ou retirez-la."
    else:
        message = f"Le texte de « {nom} » ne se lit pas : écrivez-le sur une ligne, entre deux guillemets droits."
    if signe == "'":
        dedans = re.sub(r"(?<=\w)'+(?=\w)", "’", dedans)
    return sans_orphelins(dedans.replace("\\" + signe, signe)), regles.GUILLEMETS_MAL_FERMES, message


def _refermer(nom: str, valeur: str) -> Reprise:
    """Un champ que l’on ne connaît pas, avec un crochet ou une accolade ouverts."""
    ferme = {"[": "]", "{": "}"}[valeur[0]]
    message = f"Ce qui est ouvert après « {nom} » n’est pas refermé : ajoutez « {ferme} » à la fin."
    return Reprise(valeur.rstrip(" ,") + ferme, regles.CROCHETS, message)


def proteger(texte: str, attendu: Forme | None = None, *, dans_une_liste: bool = False) -> str:
    """Le texte, entre guillemets droits s’il lui en faut pour se lire tel quel."""
    seule = f"[{texte}]" if dans_une_liste else texte
    lue = lire_valeur(seule)
    attendue: object = [texte] if dans_une_liste else texte
    nombre = re.fullmatch(r"[\d\s.,]+", texte) and not re.fullmatch(r"\d{4}", texte)
    if lue is not None and lue.valeur == attendue and not nombre:
        return texte
    return f'"{_soigner(texte, attendu)}"'


def _deguiller(texte: str) -> str:
    if len(texte) > 1 and texte[0] in "\"'" and texte[-1] == texte[0]:
        return texte[1:-1]
    return texte.strip('"') if texte.count('"') == 1 else texte


def _soigner(texte: str, attendu: Forme | None) -> str:
    """Le texte prêt à mettre entre guillemets droits, sa typographie soignée si c’est du français à nous."""
    texte = re.sub(r"\"([^\"]*)\"", "«\u00a0\\1\u00a0»", texte.strip()).replace('"', "").replace("\\", "/")
    if attendu is None or any(isinstance(marque, Francais) for marque in attendu.marques):
        texte = re.sub(r"(?<=\w)'(?=\w)", "’", texte)
        texte = re.sub(r"(?<=[\w»)]) (?=[:;!?»](?:\s|$))", "\u00a0", texte)
        texte = re.sub(r"« (?=\S)", "«\u00a0", texte)
    return re.sub(r"[ \t]{2,}", " ", texte)
