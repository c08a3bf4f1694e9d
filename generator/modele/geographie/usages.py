"""Reconnaître un lieu tel qu’on l’écrit : « Mairie de Thiers », « 69100 », « MEL », « Picardie », « Paris 12e », « St Denis ».

Rien ici n’est admis dans une fiche : c’est de quoi répondre, à qui l’écrit, ce qu’il faut écrire à la place. On propose un lieu
quand on en est sûr, un choix quand il y en a plusieurs, et rien quand on ne sait pas.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from generator.constats.proximite import fautes_de_frappe, replier
from generator.modele.geographie.lieux import (
    ANCIENNES_REGIONS,
    DEPARTEMENTS_D_AVANT,
    communes,
    contenants,
    entier,
    par_echelon,
    population,
)
from generator.modele.geographie.noms import ABREGES, PETITS, cle, sans_sorte, sigles
from generator.modele.geographie.pays import EUROPE, MONDE
from generator.modele.territoires import ENSEMBLES, LIBELLES, Echelon, Lieu, graphie_unique, lieu, trancher

CANDIDATS = 8
"""Au-delà, un choix ne se lit plus : les moins peuplés se taisent."""

LETTRES_SURES = 6
"""Un nom plus court ressemble à trop d’autres pour que l’on devine la faute, ou la suite."""


CONNUE = 5_000
"""Les habitants d’une ville dont on reconnaît le nom même quand une lettre en a changé : Bruxelles n’est pas Brutelles."""


LETTRES_D_UN_TITRE = 4
"""Un nom plus court qui commence un titre est le plus souvent un mot : Bus, Le, Sur."""


@dataclass(frozen=True, slots=True)
class Reconnu:
    """Ce que l’on a compris : les lieux dits, ou ceux entre lesquels choisir, ou rien ; et ce qu’il faut en savoir."""

    lieux: tuple[Lieu, ...] = ()
    candidats: tuple[Lieu, ...] = ()
    note: str = ""
    large: bool = False
    """Vrai pour ce qui dit souvent plus large que l’on ne veut : un numéro, une ancienne région, une agglomération."""
    devine: bool = False
    """Vrai pour un village reconnu à une lettre, un accent ou un mot près : un autre lieu doit le confirmer."""

    demande: bool = False
    """Vrai si ce village deviné vaut d’être montré : à un accent ou un mot près, et non à une lettre près."""

    def __bool__(self) -> bool:
        return bool(self.lieux or self.candidats)


RIEN = Reconnu()

NOM_OFFICIEL = "Écrivez le nom officiel de l’intercommunalité."
LE_PLUS_PRECIS = "Le lieu le plus précis suffit."
SINON = "Si ce n’est pas ce lieu-ci, écrivez un département."

_FRANCE, _OUTRE_MER, _EUROPE, _MONDE = ENSEMBLES

_ENSEMBLES_DITS = {
    **dict.fromkeys(
        (
            "france", "france entiere", "toute france", "toute la france", "partout en france", "partout",
            "france metropolitaine",
            "metropole francaise", "hexagone", "national", "nationale", "niveau national", "echelle nationale",
            "territoire national",
            "ensemble du territoire", "ensemble du territoire national", "tout le territoire", "pays entier",
            "republique francaise",
        ),
        _FRANCE,
    ),
    **dict.fromkeys(("outre mer", "dom", "dom tom", "drom", "drom com", "outremer", "departements d outre mer"), _OUTRE_MER),
    **dict.fromkeys(("europe", "union europeenne", "ue", "europeen", "toute l europe", "niveau europeen"), _EUROPE),
    **dict.fromkeys(("monde", "monde entier", "international", "internationale", "partout dans le monde", "a l etranger"),
    _MONDE),
}  # fmt: skip

_LIAISON = r"(?:(?:de la|de l|des|du|de|d|la|le|les|l|en|a|sur) )*"

_PREFIXES: Sequence[tuple[re.Pattern[str], Echelon | None]] = tuple(
    (re.compile(rf"^(?:{motif}) {_LIAISON}(?=.)"), echelon)
    for motif, echelon in (
        (
            r"ville|mairie|commune|municipalite|village|bourg|conseil municipal|hotel de ville|agglomeration urbaine",
            Echelon.COMMUNE,
        ),
        (r"departement|conseil departemental|conseil general|dept|dpt", Echelon.DEPARTEMENT),
        (r"region|conseil regional|ancienne region|ex region", Echelon.REGION),
        (
            r"(?:cc|ca|cu|ept|communaute de communes|communaute d agglomeration|communaute urbaine|communaute|agglo|agglomeration"
            r"|com ?com|comcom|intercommunalite|metropole)(?: du pays)?",
            Echelon.INTERCOMMUNALITE,
        ),
        (
            r"prefecture|territoire|ile|iles|pres|autour|environs|alentours|secteur|canton|pays|centre ville",
            None,
        ),
    )
)

_BASSIN = re.compile(
    rf"^(?:(?:grand )?bassin(?: de vie| d emploi| d habitat| de population)?|zone d emploi|aire urbaine) {_LIAISON}(?=.)"
)

_SUFFIXE_DE_GROUPE = re.compile(r" (?:agglo|agglomeration|metropole|communaute|com ?com|interco)$")

_GENERIQUES = frozenset(
    "pays communaute communes agglomeration agglo metropole territoire bassin val vallee coeur grand terres".split()
)
"""Les mots que tant d’intercommunalités ont qu’ils n’en désignent aucune."""

_ARRONDISSEMENT = re.compile(
    r"^(?:(?P<ville>paris|lyon|marseille) (?P<n>\d{1,2}) ?(?:er|e|eme|ieme|nd|de)?(?: arrondissement)?"
    r"|(?:le )?(?P<m>\d{1,2}) ?(?:er|e|eme|ieme|nd)?(?: arrondissement)?(?: de| a)? (?P<ou>paris|lyon|marseille))$"
)

_SEPARATEURS = (r"\s*[;/+&|\n]\s*", r"\s*,\s*", r"\s+et\s+", r"\s+[-–—]\s+")


def reconnaitre(texte: str) -> Reconnu:
    """Ce que désigne un texte qui n’est pas un nom officiel, ou qui en désigne plusieurs."""
    texte = " ".join(texte.split())[:200]
    if not replier(texte):
        return RIEN
    # Un choix que l’on a recopié tout entier : « Creuse (département) : département, 115 527 habitants ».
    if (nom := re.split(r"\s+:\s", texte)[0]) != texte and (recopie := officiel(nom)):
        return replace(recopie, note="Son nom suffit : ce qui suit ne faisait que le décrire.")
    return _un(texte) or _plusieurs(texte) or _a_peu_pres(texte)


_AUTOUR = re.compile(r"\s+et (?:ses |les |aux )?(?:alentours?|environs?)$", re.IGNORECASE)
_COTE = re.compile(r"\s*\((?:(?:le |la |au |l['’])?(?:nord|sud|est|ouest|centre)(?:[- ](?:est|ouest))?)\)$", re.IGNORECASE)
_EX = re.compile(r"\s*\((?:ex|ancienne(?:ment)?)\b[- ]?(?:région )?(?P<ancien>[^()]+)\)$", re.IGNORECASE)
_QUARTIER = re.compile(r"(?:le |les )?quartiers? .*?\sà (?P<ville>[A-ZÀ-Ý].*)$", re.IGNORECASE)
_UN_PEU = re.compile(
    r"^(?:et |puis )?(?:un peu|surtout|aussi|partout|principalement|notamment) (?:de |en |dans |sur |à )?", re.IGNORECASE
)
"""Ce que l’on ajoute à un nom de lieu pour dire à peu près où."""


def _a_peu_pres(texte: str) -> Reconnu:
    """Un lieu dit avec une réserve : « et un peu la Somme », « Bretagne (nord) », « Saint-Brieuc et alentours »."""
    if trouve := _EX.search(texte):
        ancien, grand = _ancien(cle(trouve["ancien"]), None), _nomme(texte[: trouve.start()], fautes=False)
        return ancien if ancien and grand.lieux == ancien.candidats[:1] else RIEN
    if (ville := _AUTOUR.sub("", texte)) != texte:
        vu = _bassin(cle(f"bassin de {ville}"))
        return replace(vu, note="Choisissez jusqu’où agit l’alliance.") if vu else RIEN
    if (large := _COTE.sub("", texte)) != texte:
        vu = _nomme(large, fautes=False)
        note = "Le site ne situe pas plus finement ; si un département ou une commune le dit mieux, écrivez-le."
        return replace(vu, note=note) if len(vu.lieux) == 1 and not vu.devine else RIEN
    if trouve := _QUARTIER.fullmatch(texte):
        vu = _precise(trouve["ville"]) or _nomme(trouve["ville"], fautes=False)
        communes_dites = _de_l_echelon(vu.lieux, Echelon.COMMUNE)
        return (
            Reconnu(communes_dites, note="Pour un quartier, on écrit sa commune.") if communes_dites and not vu.devine else RIEN
        )
    dit = _UN_PEU.sub("", texte)
    return _un(dit) if dit != texte else RIEN


def plus_large(texte: str, autres: Iterable[str]) -> str:
    """Celui de ces autres textes qui nomme le même lieu que le premier, ou un lieu qui y est, et qui suffit donc ; ou rien."""
    vu = officiel(texte) or reconnaitre(texte)
    grand = () if vu.devine else vu.lieux if len(vu.lieux) == 1 else vu.candidats[:1] if vu.large else ()
    # D’un canton, on n’a compris que la commune dont il porte le nom : il ne dit pas moins que ce qui l’entoure.
    for autre in (autre for autre in autres if not replier(autre).startswith("canton ")) if grand else ():
        la = officiel(autre) or reconnaitre(autre)
        siens = () if la.devine else la.lieux or la.candidats
        if siens and all(entier(grand[0]) in (entier(un), *contenants(un)) for un in siens):
            return autre
    return ""


def douter(vu: Reconnu, autres: Iterable[str]) -> Reconnu:
    """D’un village deviné, ce que l’on en dit : proposé si un autre lieu de la fiche le contient, sinon demandé, ou tu.

    « Cévennes » n’est pas Chevennes, « Beauce » n’est pas Beaucé, « Bresse » n’est pas La Bresse.
    """
    if not vu.devine:
        return vu
    siens = vu.lieux or vu.candidats
    la = [un for autre in autres for un in officiel(autre).lieux if un.region]
    if not la:
        return replace(vu, lieux=(), candidats=siens, note=SINON) if vu.demande else RIEN
    ici = tuple(un for un in siens if any(autre in contenants(un) or autre.departement == un.departement != "" for autre in la))
    return Reconnu(ici, note=vu.note) if len(ici) == 1 else Reconnu(candidats=ici, note=vu.note)


def preciser(vu: Reconnu, titre: str, autres: Iterable[str]) -> Reconnu:
    """Ce qui se dit souvent trop large : on choisit, avec les communes du titre ; parmi des régions, l’ancienne en est une."""
    grand = (vu.lieux or vu.candidats)[:1]
    if not grand:
        return vu
    nommees = nommes_dans(titre, grand[0])
    a_cote = [officiel(autre).lieux for autre in autres]
    if not nommees and vu.candidats and any(siens and siens[0].echelon is Echelon.REGION for siens in a_cote):
        return Reconnu(grand, note=vu.note.removesuffix(LE_PLUS_PRECIS).strip())
    note = vu.note if LE_PLUS_PRECIS in vu.note else f"{vu.note} {LE_PLUS_PRECIS}".strip()
    if nommees:
        note = note.removeprefix(NOM_OFFICIEL).strip()
        return Reconnu(candidats=tuple(dict.fromkeys((*nommees, *map(entier, vu.lieux or vu.candidats)))), note=note, large=True)
    return replace(vu, note=note)


def nommes_dans(texte: str, grand: Lieu) -> tuple[Lieu, ...]:
    """Les communes de ce lieu que nomme un titre, en toutes lettres."""
    mots = [un for un in (commune.lieu for commune in communes().values()) if un.nom in texte]
    dits = [un for un in mots if re.search(rf"(?<!\w){re.escape(un.nom)}(?!\w)", texte) and entier(grand) in contenants(un)]
    return _ranger(un for un in dits if len(un.nom) >= LETTRES_D_UN_TITRE)


def decrire(un: Lieu) -> str:
    """Ce qui distingue un lieu de ses homonymes : « commune, Seine-Saint-Denis, 149 077 habitants »."""
    if un.echelon is Echelon.ENSEMBLE:
        return un.nom
    ou = par_echelon(Echelon.DEPARTEMENT).get(un.departement) if un.echelon is not Echelon.DEPARTEMENT else None
    gens = population(un)
    habitants = f"{gens:,} habitants".replace(",", "\N{NARROW NO-BREAK SPACE}") if gens else ""
    return ", ".join(partie for partie in (LIBELLES[un.echelon], ou.nom if ou else "", habitants) if partie)


def du_code_postal(code: str) -> tuple[Lieu, ...]:
    """Les communes d’un code postal, les plus peuplées d’abord."""
    return _ranger(_par_code_postal().get(code, ()))


def _plusieurs(texte: str) -> Reconnu:
    """Deux lieux, ou plus, dans la même valeur ; de celui qui contient les autres, on ne garde que le plus précis."""
    for separateur in _SEPARATEURS:
        morceaux = [morceau for morceau in re.split(separateur, texte) if morceau]
        if len(morceaux) < 2:
            continue
        vus = [officiel(morceau) or _un(morceau) or _plusieurs(morceau) for morceau in morceaux]
        surs = [() if vu.devine else _accorder(vu, vus) or (vu.candidats[:1] if vu.large else ()) for vu in vus]
        if all(surs):
            dits = tuple(dict.fromkeys(un for siens in surs for un in siens))
            gardes = tuple(un for un in dits if un is _FRANCE or not any(un in contenants(autre) for autre in dits))
            note = "Un territoire par élément de la liste." if len(gardes) > 1 else LE_PLUS_PRECIS
            return Reconnu(gardes, note=note)
    return RIEN


def _accorder(vu: Reconnu, vus: Sequence[Reconnu]) -> tuple[Lieu, ...]:
    """Les lieux que dit un morceau ; un homonyme se choisit d’après les autres : dans l’un d’eux, ou du même échelon."""
    if vu.lieux:
        return vu.lieux
    surs = [un for autre in vus for un in autre.lieux]
    dedans = tuple(un for un in vu.candidats if any(sur in contenants(un) for sur in surs))
    if len(dedans) == 1:
        return dedans
    echelons = {un.echelon for un in surs} or {Echelon.DEPARTEMENT}
    memes = tuple(un for un in vu.candidats if {un.echelon} == echelons)
    return memes if len(memes) == 1 else ()


def officiel(texte: str) -> Reconnu:
    """Le lieu, si c’est son nom officiel."""
    try:
        return Reconnu((lieu(texte),))
    except ValueError:
        return RIEN


def _un(texte: str) -> Reconnu:
    """Un seul lieu, dit d’une façon ou d’une autre."""
    dit = replier(texte)
    nombre, precise = _nombre(texte.strip()), _precise(texte)
    for reconnu in (_ensemble(dit), _arrondissement(dit), nombre, precise, _bassin(cle(texte))):
        if reconnu:
            return reconnu
    return _nomme(texte)


def _ensemble(dit: str) -> Reconnu:
    sans = re.sub(r"^(?:la |le |l |dans |en |toute |tout )+", "", dit)
    for une in (dit, sans):
        if une in _ENSEMBLES_DITS:
            return Reconnu((_ENSEMBLES_DITS[une],))
        if une in EUROPE or une in MONDE:
            ou = _EUROPE if une in EUROPE else _MONDE
            note = "Hors de France, on n’écrit ici que « europe » ou « monde » ; le récit nomme le pays ou la ville."
            return Reconnu((ou,), note=note)
    return RIEN


def _arrondissement(dit: str) -> Reconnu:
    trouve = _ARRONDISSEMENT.match(dit)
    if not trouve:
        return RIEN
    ville = trouve["ville"] or trouve["ou"]
    villes = _par_cle()[ville]
    note = "Un arrondissement n’est pas un territoire de la liste : écrivez sa ville."
    return Reconnu(tuple(un for un in villes if un.echelon is Echelon.COMMUNE), note=note)


def _nombre(texte: str) -> Reconnu:
    """Un code postal, ou le numéro d’un département."""
    if re.fullmatch(r"\d{2} ?\d{3}", texte):
        code = texte.replace(" ", "")
        return _choisir(du_code_postal(code), f"{code} est un code postal : écrivez le nom de la commune.")
    if numero := re.fullmatch(r"(?:le |dans le )?(\d{1,3}|2[ab])", texte.casefold()):
        siens = _du_numero(numero[1])
        note = f"{numero[1].upper()} est le numéro du département {siens[0].nom}." if siens else ""
        return replace(_choisir(siens, note), large=True)
    return RIEN


def _precise(texte: str) -> Reconnu:
    """Un nom et ce qui le situe : « Nyons (Drôme) », « 26110 NYONS », « 974 - Ile de la Réunion », « Albi 81 »."""
    motifs = (
        r"(?P<nom>[^()]+?)\s*\((?P<ou>[^()]+)\)\s*$",
        r"(?P<nom>.+?)\s+(?:(?:de|à)\s+)?(?:la\s+)?(?P<ou>(?i:r[ée]union|martinique|guadeloupe|mayotte|guyane))$",
        r"(?P<ou>\d{2} ?\d{3})\s*[-–—,:]?\s+(?P<nom>\D.*)$",
        r"(?P<ou>(?:\d{2,3}|2[ABab]))\s*[-–—,:]?\s+(?P<nom>\D.*)$",
        r"(?P<nom>.*\D)\s*[-–—,]?\s+(?P<ou>\d{5}|\d{2,3}|2[ABab])$",
    )
    for motif in motifs:
        if trouve := re.match(motif, texte):
            nom, ou = trouve["nom"].strip(" -–—,"), trouve["ou"].replace(" ", "") if trouve["ou"][:1].isdigit() else trouve["ou"]
            ici = _nomme(nom, fautes=False)
            siens = ici.lieux or ici.candidats
            if est_la := _situer(ou):
                gardes = tuple(un for un in siens if est_la(un))
                if gardes:
                    return replace(_choisir(gardes, ici.note), large=ou[:1].isdigit() and trouve.start("ou") == 0)
            dedans = [un for un in _nomme(ou, fautes=False).lieux if len(siens) == 1 and siens[0] in contenants(un)]
            if dedans:
                return _choisir(dedans, LE_PLUS_PRECIS)
            if len(siens) > 1:
                return Reconnu(candidats=_ranger(siens), note=f"« {ou} » n’est pas là où se trouve ce lieu." if est_la else "")
    return RIEN


def _situer(ou: str) -> Callable[[Lieu], bool] | None:
    """De quoi reconnaître les lieux qui sont à cet endroit : un code postal, un numéro, un nom, un échelon."""
    if re.fullmatch(r"\d{5}", ou):
        postaux = du_code_postal(ou)
        return (lambda un: un in postaux or (un.departement == ou[:2] and not postaux)) if postaux else _du_departement(ou[:2])
    if re.fullmatch(r"\d{1,3}|2[ABab]", ou):
        return _du_departement(ou)
    echelons = {replier(libelle): echelon for echelon, libelle in LIBELLES.items()} | {
        "ville": Echelon.COMMUNE,
        "dept": Echelon.DEPARTEMENT,
    }
    if echelon := echelons.get(replier(ou)):
        return lambda un: un.echelon is echelon
    if replier(ou) == "france":
        return lambda un: True
    dits = _nomme(ou, fautes=False)
    if siens := (dits.lieux or dits.candidats):
        return lambda un: any(autre == un or autre in contenants(un) for autre in siens)
    return None


def _du_departement(numero: str) -> Callable[[Lieu], bool] | None:
    siens = _du_numero(numero)
    return (
        (lambda un: un in siens or un.departement == siens[0].code or un.region == siens[0].region == un.code) if siens else None
    )


def _du_numero(numero: str) -> tuple[Lieu, ...]:
    departements = par_echelon(Echelon.DEPARTEMENT)
    code = numero.upper().zfill(2)
    return trancher((departements[code],)) if code in departements else ()


def _nomme(texte: str, *, fautes: bool = True) -> Reconnu:
    """Un nom, avec ou sans ce qu’on met devant, à une faute près."""
    nom = cle(texte)
    noms = [(nom, None), *_sans_prefixe(nom)]
    for dit, echelon in noms:
        siens = _de_l_echelon(_par_cle().get(dit, ()), echelon)
        if dit != nom and nom.startswith("pays "):
            # « Le pays de Sault » n’est pas le village de Sault.
            siens = tuple(un for un in siens if not _est_un_village(un))
        if siens:
            vu = _choisir(siens if len(siens) == 1 else (*siens, *_plus_connues(dit, siens)), "")
            return replace(vu, devine=True, demande=True) if _est_un_autre_mot(texte, siens) else vu
        if ancien := _ancien(dit, echelon):
            return ancien
    for dit, echelon in noms:
        groupe = _SUFFIXE_DE_GROUPE.sub("", dit)
        if (echelon is Echelon.INTERCOMMUNALITE or groupe != dit or dit.startswith("grand ")) and (
            siens := _groupes(sans_sorte(groupe))
        ):
            return replace(_choisir(siens, NOM_OFFICIEL), large=True)
    return _a_une_faute_pres(noms) if fautes else RIEN


def _a_une_faute_pres(noms: Sequence[tuple[str, Echelon | None]]) -> Reconnu:
    """Ce que l’on a voulu écrire : une ville connue ou, si le reste de la fiche le confirme, un village."""
    if noms[0][0].startswith("pays "):
        # « Le pays de Caux » n’est pas le pays de Meaux.
        return RIEN
    for dit, echelon in noms:
        for siens, suite in ((_avec_une_faute(dit), False), (_debutent(dit), True)):
            if siens := _de_l_echelon(siens, echelon):
                vu = _choisir(siens, "")
                return replace(vu, devine=all(map(_est_un_village, siens)), demande=suite)
    return RIEN


def _est_un_autre_mot(texte: str, siens: Sequence[Lieu]) -> bool:
    """Vrai si ce ne sont que des villages, ou des groupes, dont le nom a un article ou un accent que ce seul mot n’a pas."""
    mot = texte.strip().casefold()
    if " " in mot or "-" in mot or not all(_est_un_village(un) or un.echelon is Echelon.INTERCOMMUNALITE for un in siens):
        return False
    return any(map(_est_un_village, siens)) and all(un.nom.casefold() != mot for un in siens)


def _bassin(nom: str) -> Reconnu:
    """« Le bassin d’Aurillac » n’a pas de bord officiel, même si une agglomération porte ce nom : on choisit où l’on agit."""
    ville = _BASSIN.sub("", nom)
    siens = _par_cle().get(ville, ()) if ville != nom else ()
    if not siens:
        return RIEN
    siens = (*(un for un in siens if un.echelon is not Echelon.INTERCOMMUNALITE), *_groupes(ville))
    grande = _ranger(siens)[0]
    if all(un.echelon in (Echelon.COMMUNE, Echelon.INTERCOMMUNALITE) for un in siens):
        grande = _ranger(_de_l_echelon(siens, Echelon.COMMUNE) or siens)[0]
        autour = (un for un in contenants(grande) if un.echelon in (Echelon.INTERCOMMUNALITE, Echelon.DEPARTEMENT))
        siens = (grande, *(un for un in siens if un.departement == grande.departement and un != grande), *autour)
    note = "Un bassin n’est pas un territoire de la liste : choisissez jusqu’où agit l’alliance."
    return Reconnu(candidats=tuple(dict.fromkeys(siens)), note=note)


def _sans_prefixe(nom: str) -> Iterator[tuple[str, Echelon | None]]:
    """Le nom sans « ville de », « département du », et l’échelon que cela disait."""
    for motif, echelon in _PREFIXES:
        court = motif.sub("", nom)
        if court != nom:
            yield cle(court), echelon


def _ancien(dit: str, echelon: Echelon | None) -> Reconnu:
    for nom, region in ANCIENNES_REGIONS.items():
        if cle(nom) == dit and echelon in (None, Echelon.REGION):
            nouvelle = par_echelon(Echelon.REGION)[region]
            siens = (par_echelon(Echelon.DEPARTEMENT)[code] for code in DEPARTEMENTS_D_AVANT[nom].split())
            note = f"{nom} fait partie de la région {nouvelle.nom} depuis 2016. {LE_PLUS_PRECIS}"
            return Reconnu(candidats=(nouvelle, *siens), note=note, large=True)
    siennes = _anciennes_communes().get(dit, ())
    if siennes and echelon in (None, Echelon.COMMUNE):
        noms = _ranger(siennes)
        note = "Cette ancienne commune fait aujourd’hui partie d’une autre" + (f", {noms[0].nom}." if len(noms) == 1 else ".")
        return _choisir(noms, note)
    return RIEN


def _choisir(trouves: Iterable[Lieu], note: str) -> Reconnu:
    """Le lieu, s’il n’y en a qu’un ; sinon, de quoi choisir."""
    restes = trancher(tuple(dict.fromkeys(trouves)))
    return Reconnu(restes, note=note) if len(restes) == 1 else Reconnu(candidats=_ranger(restes), note=note)


def _de_l_echelon(lieux: Iterable[Lieu], echelon: Echelon | None) -> tuple[Lieu, ...]:
    return tuple(un for un in lieux if echelon in (None, un.echelon))


def _ranger(lieux: Iterable[Lieu]) -> tuple[Lieu, ...]:
    return tuple(sorted(lieux, key=lambda un: -(population(un) or 0)))[:CANDIDATS]


def _groupes(dit: str) -> tuple[Lieu, ...]:
    """Les intercommunalités qui ont tous les mots qui comptent de ce nom ou, à défaut, celle de la commune de ce nom."""
    voulus = [mot for mot in dit.split() if mot not in PETITS and mot not in _GENERIQUES]
    if not voulus:
        return ()
    tous_les_groupes = par_echelon(Echelon.INTERCOMMUNALITE).values()
    siens = [un for un in tous_les_groupes if set(dit.split()) <= set(cle(un.nom).split())]
    siens = siens or [un for un in tous_les_groupes if set(voulus) <= set(cle(un.nom).split())]
    if not siens and max(map(len, voulus)) >= LETTRES_SURES:
        siens = [un for un in tous_les_groupes if all(any(mot.startswith(v) for mot in cle(un.nom).split()) for v in voulus)]
    if not siens:
        du_nom = [un for un in _par_cle().get(" ".join(voulus), ()) if un.echelon is Echelon.COMMUNE]
        codes = [communes()[un.code].groupes[:1] for un in du_nom]
        siens = [par_echelon(Echelon.INTERCOMMUNALITE)[code] for siennes in codes for code in siennes]
    return tuple(dict.fromkeys(siens))


def _avec_une_faute(dit: str) -> tuple[Lieu, ...]:
    """Les lieux dont le nom est celui-ci à une faute de frappe près, s’ils sont peu nombreux."""
    if len(dit) < LETTRES_SURES:
        return ()
    cles = _cles()
    trouves = [cles[rang] for rang in fautes_de_frappe(dit, cles) if cles[rang][0] == dit[0]]
    siens = tuple(dict.fromkeys(un for nom in trouves for un in _par_cle()[nom] if _est_une_faute(dit, nom, un)))
    # Entre plusieurs villages, rien ne dit lequel : seules restent les villes connues.
    return siens if len(siens) == 1 else tuple(un for un in siens if (population(un) or 0) >= CONNUE)


def _est_une_faute(dit: str, nom: str, un: Lieu) -> bool:
    """Une lettre en trop, oubliée ou intervertie se voit ; changée, elle fait souvent un autre nom, sauf d’une ville connue."""
    return len(dit) != len(nom) or sorted(dit) == sorted(nom) or (population(un) or 0) >= CONNUE


def _est_un_village(un: Lieu) -> bool:
    return un.echelon is Echelon.COMMUNE and (population(un) or 0) < CONNUE


def _plus_connues(dit: str, homonymes: Sequence[Lieu]) -> tuple[Lieu, ...]:
    """Les villes plus peuplées que ces communes homonymes, et dont c’est le début du nom : Saint-Ouen-sur-Seine."""
    if any(un.echelon is not Echelon.COMMUNE for un in homonymes):
        return ()
    seuil = max(CONNUE, *(un.population or 0 for un in homonymes))
    suites = [un for nom in _commencant_par(f"{dit} ") for un in _par_cle()[nom]]
    return tuple(un for un in suites if un.echelon is Echelon.COMMUNE and (un.population or 0) > seuil)


def _debutent(dit: str) -> tuple[Lieu, ...]:
    """Les communes et les départements dont c’est le début du nom : « Charenton », s’ils sont peu nombreux."""
    if len(dit) < LETTRES_SURES:
        return ()
    siens = [un for nom in _commencant_par(f"{dit} ") for un in _par_cle()[nom] if un.echelon is not Echelon.INTERCOMMUNALITE]
    return tuple(siens) if len(siens) <= CANDIDATS else ()


@cache
def _par_cle() -> Mapping[str, Sequence[Lieu]]:
    """Les lieux par nom replié, abrégé ou sigle ; un sigle ne prend pas le nom d’un autre."""
    index: dict[str, list[Lieu]] = {}
    for un in (un for echelon in Echelon for un in par_echelon(echelon).values()):
        index.setdefault(cle(un.nom), []).append(un)
    noms = {un.nom: un for siens in index.values() for un in siens}
    pris = frozenset(index)
    for groupe in par_echelon(Echelon.INTERCOMMUNALITE).values():
        for dit in dict.fromkeys((sans_sorte(cle(groupe.nom)), *sigles(groupe.nom))):
            if dit not in pris or dit == sans_sorte(cle(groupe.nom)):
                index.setdefault(dit, []).append(groupe)
    for abrege, nom in ABREGES.items():
        if nom in noms:
            index.setdefault(cle(abrege), []).append(noms[nom])
    return {dit: tuple(dict.fromkeys(siens)) for dit, siens in index.items()}


@cache
def _cles() -> list[str]:
    return sorted(_par_cle())


def _commencant_par(debut: str) -> list[str]:
    """Les noms qui commencent ainsi."""
    cles = _cles()
    return cles[bisect_left(cles, debut) : bisect_left(cles, f"{debut}\uffff")]


@cache
def _anciennes_communes() -> Mapping[str, Sequence[Lieu]]:
    anciennes: dict[str, list[Lieu]] = {}
    for commune in communes().values():
        for nom in commune.anciennes:
            anciennes.setdefault(cle(nom), []).append(commune.lieu)
    return anciennes


@cache
def _par_code_postal() -> Mapping[str, Sequence[Lieu]]:
    postaux: dict[str, list[Lieu]] = {}
    for commune in communes().values():
        for code in commune.postaux:
            postaux.setdefault(code, []).append(commune.lieu)
    return postaux


def graphies(lieux: Iterable[Lieu]) -> tuple[str, ...]:
    """Ce qu’il faut écrire pour chacun de ces lieux : le plus court qui le désigne."""
    return tuple(next((dit for dit in un.graphies if officiel(dit).lieux == (un,)), graphie_unique(un)) for un in lieux)
