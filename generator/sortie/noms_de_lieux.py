"""Par quoi « près de moi » retrouve un lieu : ses noms, ses codes postaux, son sigle, et de quoi reconnaître une faute de frappe.

`index.json` dit les départements, les régions, et par quoi commence chaque morceau ; `noms-3.json`, un morceau, des lieux qui se
suivent, rangés par nom et par code postal ; `fautes.json` et ses morceaux, que l’on ne demande que pour un nom introuvable.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from generator.catalogue.territoires import departement_de
from generator.modele.geographie.lieux import ANCIENNES_REGIONS, Commune, communes, entier, par_echelon, population
from generator.modele.geographie.noms import ABREGES, ANCIENS_NUMEROS, ARRONDISSEMENT, PETITS, cle, sans_sorte, sigles
from generator.modele.territoires import Echelon, Lieu

DOSSIER = "territoires/lieux/"

LIGNES = 150
"""Les lignes d’un morceau : dix ko au plus, à moins qu’un seul code postal n’en ait davantage."""

LIGNES_DE_FAUTES = 100
"""Une faute demande plusieurs morceaux : ils sont plus petits."""

LETTRES_SURES = 5
"""Un nom plus court ressemble à trop d’autres pour que l’on devine la faute."""

Ligne = list[object]


def noms() -> Iterator[tuple[str, bytes]]:
    """Les fichiers des noms, l’index d’abord : rien n’y dépend des fiches."""
    par_cle: dict[str, list[Ligne]] = defaultdict(list)
    a_fautes: list[tuple[str, Ligne]] = []
    for commune in communes().values():
        for une, ligne in _de_la_commune(commune):
            par_cle[une].append(ligne)
            if not une.isdigit():
                a_fautes.append((une, ligne))
    grands = [_grand(lieu) for lieu in grands_lieux()]
    pris = {*par_cle, *(cle(str(grand[0])) for grand in grands)}
    for groupe in par_echelon(Echelon.INTERCOMMUNALITE).values():
        ligne = [groupe.nom, groupe.code, groupe.population or 0, "", code(departement_de(groupe))]
        for une in dict.fromkeys(_cles_du_groupe(groupe, pris)):
            par_cle[une].append(ligne)
        a_fautes.append((sans_sorte(cle(groupe.nom)), ligne))
    morceaux = dict(_decouper(par_cle, LIGNES))
    yield f"{DOSSIER}index.json", en_json({"morceaux": list(morceaux), "grands": grands})
    for numero, siennes in enumerate(morceaux.values()):
        yield f"{DOSSIER}noms-{numero}.json", en_json(siennes)
    fautes = dict(_decouper(_dans_les_deux_sens(a_fautes), LIGNES_DE_FAUTES))
    yield f"{DOSSIER}fautes.json", en_json("|".join(fautes))
    for numero, memes in enumerate(fautes.values()):
        yield f"{DOSSIER}fautes-{numero}.json", en_json([ligne for lignes in memes.values() for ligne in lignes])


def code(lieu: Lieu) -> str:
    """Ce qui désigne un lieu dans une adresse : `35238`, `35`, `r53` ; ce qui est département et région l’est par son numéro."""
    lieu = entier(lieu)
    if lieu.echelon is not Echelon.REGION:
        return lieu.code
    siens = [d for d in par_echelon(Echelon.DEPARTEMENT).values() if entier(d) == lieu]
    return siens[0].code if siens else f"r{lieu.code}"


def grands_lieux() -> Iterator[Lieu]:
    """Les départements et les régions où quelqu’un habite, chacun une fois."""
    lieux = (*par_echelon(Echelon.DEPARTEMENT).values(), *par_echelon(Echelon.REGION).values())
    return (lieu for lieu in dict.fromkeys(map(entier, lieux)) if population(lieu))


def en_json(valeur: object) -> bytes:
    """Du JSON sans une espace de trop."""
    return json.dumps(valeur, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _grand(lieu: Lieu) -> Ligne:
    region = lieu.echelon is Echelon.REGION
    return [
        lieu.nom,
        code(lieu),
        population(lieu),
        "département" if not region else "région" if lieu.region < "970" else "collectivité",
        [nom for nom, dans in ANCIENNES_REGIONS.items() if region and dans == lieu.code],
        [*(abrege for abrege, nom in ABREGES.items() if nom == lieu.nom), *ANCIENS_NUMEROS.get(code(lieu), ())],
    ]


def _de_la_commune(commune: Commune) -> Iterator[tuple[str, Ligne]]:
    """Chaque nom et chaque code postal d’une commune, et ce qu’on en dit."""
    lieu = commune.lieu
    ligne: Ligne = [lieu.nom, code(lieu), lieu.population or 0]
    arrondis = {}
    for ancienne in commune.anciennes:
        # Un arrondissement n’a ni mairie centrale, ni la population de sa ville ; mais il a son code postal.
        numero = ARRONDISSEMENT.search(ancienne)
        sienne = [ancienne, ligne[1], 0 if numero else ligne[2], lieu.nom]
        yield cle(ancienne), sienne
        if numero:
            arrondis[f"{lieu.departement}{int(numero[1]):03}"] = sienne
    for postal in commune.postaux:
        # 75116 est l’autre code du seizième.
        yield postal, arrondis.get(postal) or arrondis.get(f"{postal[:2]}0{postal[3:]}") or ligne
    if entier(lieu) == lieu:
        yield cle(lieu.nom), ligne


def _cles_du_groupe(groupe: Lieu, pris: Iterable[str]) -> Iterator[str]:
    """Par quoi l’on cherche une intercommunalité : son nom, chaque mot qui y compte et la suite, son abrégé, son sigle."""
    mots = sans_sorte(cle(groupe.nom)).split()
    yield " ".join(mots)
    for rang, mot in enumerate(mots[1:], 1):
        if mot not in PETITS and len(mot) > 2:
            yield " ".join(mots[rang:])
    yield from (cle(abrege) for abrege, nom in ABREGES.items() if nom == groupe.nom)
    yield from (sigle for sigle in sigles(groupe.nom) if sigle not in pris)


def _dans_les_deux_sens(lignes: Iterable[tuple[str, Ligne]]) -> Mapping[str, list[Ligne]]:
    """Les noms par longueur, puis lus du début (`>`) et de la fin (`<`) : une seule faute laisse l’un des deux bouts intact.

    Deux longueurs vont ensemble : une faute en change souvent une.
    """
    sens: dict[str, list[Ligne]] = defaultdict(list)
    for une, ligne in lignes:
        if len(une) >= LETTRES_SURES:
            rang = f"{len(une) // 2:02}"
            sens[f"{rang}>{une}"].append(ligne)
            sens[f"{rang}<{une[::-1]}"].append(ligne)
    return sens


def _decouper(par_cle: Mapping[str, list[Ligne]], taille: int) -> Iterator[tuple[str, Mapping[str, list[Ligne]]]]:
    """Des morceaux de même taille, dans l’ordre des clés, chacun sous le plus court début qui le sépare de celui d’avant."""
    morceau: dict[str, list[Ligne]] = {}
    debut = avant = ""
    pleines = 0
    for une in sorted(par_cle):
        lignes = par_cle[une]
        if pleines + len(lignes) > taille:
            yield debut, morceau
            debut = next(une[:longueur] for longueur in range(1, len(une) + 1) if une[:longueur] > avant)
            morceau, pleines = {}, 0
        morceau[une] = lignes
        pleines += len(lignes)
        avant = une
    yield debut, morceau
