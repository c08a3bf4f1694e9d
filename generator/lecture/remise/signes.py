"""Les signes et les blancs qu’un autre logiciel a mis dans l’en-tête."""

import re

from generator.constats.proximite import replier
from generator.constats.signes import citer
from generator.lecture import puces
from generator.lecture.remise import regles_collages as regles
from generator.lecture.remise.brouillon import Brouillon, groupes
from generator.lecture.remise.lignes import (
    ESPACES,
    des_lignes,
    francais,
    lignes_de_champs,
    lignes_dites,
    recrire,
    sans_orphelins,
    sans_paires,
)

_PUCE = re.compile(
    r"([ \t\u00a0]*)(?:[•◦▪▫●○‣⁃∙·■□–—➢➤*►-][ \u00a0]|[•◦▪▫●○‣⁃∙·■□–—➢➤*►-]?\t|[•◦▪▫●○‣⁃∙·■□➢➤►])[ \t\u00a0]*(?=\S)"
)
INVISIBLES = re.compile(r"[\u200b-\u200d\u2060\ufeff\u00ad\u200e\u200f]")
_ECHAPPES = re.compile(r"\\([-\[\]_*#.!+~>&|(){}`])")
_NOM_EN_GRAS = re.compile(r"^(\s*(?:- )?)(\*\*|__)([\w\\]+)[ \u00a0]*(?::\2|\2[ \u00a0]*:)")
_COURBES = re.compile(r"“([^“”\"]*)”|„([^„“”\"]*)[“”]|‟([^”\"]*)”|”([^”\"]*)”")
_ENTRE_GUILLEMETS = re.compile(
    r"(?P<avant>^[ \t]*(?:- )?(?:[\w-]+:[ \t]+)?)«[ \u00a0\u202f]?(?P<dedans>[^«»\"]*?)[ \u00a0\u202f]?»(?=[ \t]*$)"
)
_EN_LISTE = re.compile(r"(?P<avant>[\[,{:] ?)«[ \u00a0\u202f]?(?P<dedans>[^«»\"]*?)[ \u00a0\u202f]?»(?=[ \t]*[,\]}])")


def nettoyer_l_entete(brouillon: Brouillon, noms: frozenset[str]) -> None:
    """Ôte de l’en-tête les signes et les blancs qu’un autre logiciel y a mis."""
    for nettoyer in (_invisibles, _antislashs, _retraits, _puces, _guillemets):
        nettoyer(brouillon)
    _deux_points(brouillon, noms)


def _invisibles(brouillon: Brouillon) -> None:
    changees = recrire(brouillon, range(len(brouillon.lignes)), lambda ligne: INVISIBLES.sub("", ligne))
    en_tete = range(brouillon.debut, brouillon.fin)
    changees += recrire(
        brouillon,
        en_tete,
        lambda ligne: ligne if " " in ligne.strip() and "[" not in ligne and ":" not in ligne else _noms(ligne),
    )
    if changees:
        message = (
            f"Des signes que l’on ne voit pas se sont glissés dans {lignes_dites(changees)} en copiant depuis un autre logiciel. "
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
    changees = recrire(brouillon, en_tete, simplifier)
    changees += recrire(brouillon, range(brouillon.corps, len(brouillon.lignes)), lambda ligne: _ECHAPPES.sub(r"\1", ligne))
    if changees:
        quoi = "des barres obliques inversées (« \\ »)" + (" et mis les noms des champs en gras (« ** »)" if en_gras else "")
        message = f"Le logiciel d’où vient ce texte y a ajouté {quoi} : effacez ces signes sur {lignes_dites(changees)}."
        brouillon.noter(regles.ANTISLASHS, message, changees)


def _puces(brouillon: Brouillon) -> None:
    def avec_un_tiret(ligne: str) -> str:
        trouve = _PUCE.match(ligne)
        if not trouve or re.match(r"[ \t]*- ", ligne) or re.match(r"[ \t]*(?:---|\*\*|\*\w+\*)", ligne):
            return ligne
        if trouve[0].strip(" \t\u00a0") == "":
            return ligne
        return f"{trouve[1]}- {ligne[trouve.end() :]}"

    changees = recrire(brouillon, lignes_de_champs(brouillon), avec_un_tiret)
    if changees:
        puce = brouillon.originales[changees[0]].strip()[:1]
        message = (
            f"Une liste se fait avec des tirets : remplacez la puce « {citer(puce)} » par un tiret et une espace, sur "
            f"{lignes_dites(changees)}."
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
        debut = ESPACES.match(ligne)
        assert debut is not None
        retrait = re.sub(r"[^ \t]", " ", debut[0])
        retrait = retrait.replace("\t", "  ") if retrait.strip(" ") else retrait
        suite = re.sub(r"^-[ \t\u00a0\u202f]+", "- ", ligne[debut.end() :])
        return retrait + re.sub(r"^((?:- )?\w+:)[\t\u00a0\u202f]+", r"\1 ", suite)

    en_tete = [rang for rang in range(brouillon.debut, brouillon.fin) if not _est_une_rangee(brouillon.lignes[rang])]
    avant = {rang: brouillon.lignes[rang] for rang in en_tete}
    changees = [
        rang
        for rang in recrire(brouillon, en_tete, avec_des_espaces)
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
                f"Retapez-la avec la barre d’espace, sur {lignes_dites(changees)}."
            )
            brouillon.noter(regles.RETRAITS, message, changees)
            return
        quoi = "des tabulations (la touche Tab)" if tabulations else "des espaces insécables, qui ne se voient pas"
        message = (
            f"Des lignes commencent par {quoi} : il faut des espaces simples, tapés avec la barre d’espace. Retapez le début "
            f"{des_lignes(changees)}."
        )
        brouillon.noter(regles.RETRAITS, message, changees)


def _est_une_rangee(ligne: str) -> bool:
    """La ligne d’un tableau : des cellules séparées par des tabulations."""
    return "\t" in ligne.strip() and not re.match(r"\s*(?:-[ \t]+)?\w+:", ligne) and not re.match(r"\s*-\t[^\t]*$", ligne)


def _deux_points(brouillon: Brouillon, noms: frozenset[str]) -> None:
    motif = re.compile(r"^([ ]*(?:- )?([\w-]+))[ ]*[\u00a0\u202f][ \u00a0\u202f]*:(?=\s|$)")

    def rapprocher(ligne: str) -> str:
        return motif.sub(lambda lu: f"{lu[1]}:" if replier(lu[2]).replace(" ", "_") in noms else lu[0], ligne)

    changees = recrire(brouillon, lignes_de_champs(brouillon), rapprocher)
    if changees:
        message = (
            "Une espace insécable, qui ne se voit pas, sépare le nom du champ des deux-points : ils se touchent. Corrigez "
            f"{lignes_dites(changees)}."
        )
        brouillon.noter(regles.RETRAITS, message, changees)


def _guillemets(brouillon: Brouillon) -> None:
    """Des guillemets courbes ou français autour d’une valeur, à la place des guillemets droits."""
    en_tete = lignes_de_champs(brouillon)

    def droits(ligne: str) -> str:
        if not re.search(r"[“„‟”‘]", ligne):
            return ligne
        tete = re.match(r"[ \t]*(?:- )?(?:[\w-]+:[ \t]*)?(?=[“„‟”‘\[{])", ligne)
        if not tete:
            return ligne
        debut, valeur = ligne[: tete.end()], ligne[tete.end() :].rstrip()
        if valeur[:1] in "[{":
            return debut + _COURBES.sub(lambda lu: f'"{_interieur(lu)}"', valeur)
        return debut + '"' + sans_orphelins(francais(_cite(valeur).strip())) + '"'

    changees = recrire(brouillon, en_tete, droits)
    if changees:
        ouvrant = next(signe for signe in brouillon.originales[changees[0]] if signe in "“„‟”‘")
        message = (
            f"Un logiciel a arrondi les guillemets (« {ouvrant} ») : autour d’une valeur, il en faut des droits, la touche du 3. "
            f"Corrigez {lignes_dites(changees)}."
        )
        if any("«" in brouillon.lignes[rang] and "«" not in brouillon.originales[rang] for rang in changees):
            message += " À l’intérieur du texte, ce sont des guillemets français (« »)."
        brouillon.noter(regles.GUILLEMETS, message, changees)
    motifs = {
        rang: _EN_LISTE if re.match(r"[ ]*(?:- )?(?:\w+:)? *[\[{]", brouillon.lignes[rang]) else _ENTRE_GUILLEMETS
        for rang in en_tete
    }
    en_francais = [rang for rang in en_tete if motifs[rang].search(brouillon.lignes[rang])]
    # Un titre entre guillemets français est permis ; une fiche dont toutes les valeurs le sont a été mal recopiée.
    if len(en_francais) >= 3:
        for rang in en_francais:
            brouillon.lignes[rang] = motifs[rang].sub(lambda lu: f'{lu["avant"]}"{lu["dedans"]}"', brouillon.lignes[rang])
        message = (
            "Un logiciel a mis des guillemets français (« ») autour des valeurs : il en faut des droits, la touche du 3. "
            "Corrigez "
            f"{lignes_dites(en_francais)}."
        )
        brouillon.noter(regles.GUILLEMETS, message, en_francais)


def _cite(valeur: str) -> str:
    """Le texte que des guillemets arrondis entourent ; tout entier, s’ils n’en citent que le début : « “Un café” : la suite »."""
    entiere = re.fullmatch(r"[“„‟”](.*)[”“\"„]\s*[,;]?|‘(.*)[’']", valeur)
    if entiere and not re.search(r"[“”„‟\"]", sans_paires(entiere[1] or "")):
        return entiere[1] or entiere[2] or ""
    return valeur if re.match(r"[“„‟”][^“”„‟\"]*[”“\"]", valeur) else valeur[1:]


def _interieur(lu: "re.Match[str]") -> str:
    return next(groupe for groupe in lu.groups() if groupe is not None).strip()
