"""Ce dont « près de moi » a besoin dans le navigateur, en petits fichiers : une réponse n’en demande que quatre.

`index.json` dit les départements, les régions, et par quoi commence chaque morceau ; un morceau, des communes qui se suivent,
rangées par nom et par code postal ; `35.json`, ce que l’on voit d’un lieu ; `tailles.json`, des communes de toutes tailles.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

from generator.catalogue.alentours import (
    ENTIER,
    EXTRAIT,
    aidants,
    carte_d_ici,
    communes_a_exemples,
    comptes,
    dependances,
    exemples_de,
    extrait,
)
from generator.catalogue.cartes import detail
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.territoires import Cercle, Relation, adresse, comparables
from generator.constats.proximite import replier
from generator.modele.geographie.lieux import (
    ANCIENNES_REGIONS,
    FRANCE,
    OUTRE_MER,
    communes,
    contenants,
    departements,
    entier,
    membres,
    par_echelon,
    population,
    voisins,
)
from generator.modele.territoires import Echelon, Lieu

DOSSIER = "territoires/lieux/"

LIGNES = 150
"""Les lignes d’un morceau : dix ko au plus, à moins qu’un seul code postal n’en ait davantage."""

ARTICLES = ("le", "la", "les", "l")
SAINTS = {"st": "saint", "ste": "sainte"}

PALIERS = tuple(round(50 * 2 ** (rang / 2)) for rang in range(32))
"""Des populations de cinquante habitants à deux millions : à chacune, quelques communes."""

Ligne = list[object]


def fichiers(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """L’adresse de chaque fichier, et ses octets."""
    yield from catalogue.memoire.reprendre("morceaux", (), lambda: tuple(_noms()))
    tailles = communes_a_exemples(catalogue)
    yield f"{DOSSIER}tailles.json", _json(_tailles(tailles, catalogue))
    for lieu in _grands():
        faire = partial(_reponse, lieu, catalogue)
        yield f"{DOSSIER}{code(lieu)}.json", catalogue.memoire.reprendre(("réponse", lieu), dependances(lieu, catalogue), faire)


def cle(nom: str) -> str:
    """Ce que l’on compare d’un nom : ni accents, ni traits d’union, ni article, « st » comme « saint ». Comme `nom.js`."""
    mots = [SAINTS.get(mot, mot) for mot in replier(nom).split()]
    return " ".join(mots[1:] if len(mots) > 1 and mots[0] in ARTICLES else mots)


def code(lieu: Lieu) -> str:
    """Ce qui désigne un lieu dans une adresse : `35238`, `35`, `r53` ; ce qui est département et région l’est par son numéro."""
    lieu = entier(lieu)
    if lieu.echelon is not Echelon.REGION:
        return lieu.code
    siens = [d for d in par_echelon(Echelon.DEPARTEMENT).values() if entier(d) == lieu]
    return siens[0].code if siens else f"r{lieu.code}"


def _grands() -> Iterator[Lieu]:
    """Les départements et les régions où quelqu’un habite, chacun une fois."""
    lieux = (*par_echelon(Echelon.DEPARTEMENT).values(), *par_echelon(Echelon.REGION).values())
    return (lieu for lieu in dict.fromkeys(map(entier, lieux)) if population(lieu))


# Les noms -----------------------------------------------------------------------------------------------------------


def _noms() -> Iterator[tuple[str, bytes]]:
    """L’index et les morceaux : rien n’y dépend des fiches."""
    par_cle: dict[str, list[Ligne]] = defaultdict(list)
    for commune in communes().values():
        lieu = commune.lieu
        ligne: Ligne = [lieu.nom, code(lieu), lieu.population or 0]
        for postal in commune.postaux:
            par_cle[postal].append(ligne)
        if entier(lieu) == lieu:
            par_cle[cle(lieu.nom)].append(ligne)
        for ancienne in commune.anciennes:
            par_cle[cle(ancienne)].append([ancienne, *ligne[1:], lieu.nom])
    morceaux = dict(_decouper(par_cle))
    anciennes = defaultdict(list)
    for nom, region in ANCIENNES_REGIONS.items():
        anciennes[region].append(nom)
    grands = [
        [
            lieu.nom,
            code(lieu),
            population(lieu),
            "département" if lieu.echelon is Echelon.DEPARTEMENT else "région" if lieu.region < "970" else "collectivité",
            adresse(lieu),
            anciennes[lieu.code] if lieu.echelon is Echelon.REGION else [],
        ]
        for lieu in _grands()
    ]
    yield f"{DOSSIER}index.json", _json({"morceaux": list(morceaux), "grands": grands})
    for numero, siennes in enumerate(morceaux.values()):
        yield f"{DOSSIER}noms-{numero}.json", _json(siennes)


def _decouper(par_cle: Mapping[str, list[Ligne]]) -> Iterator[tuple[str, Mapping[str, list[Ligne]]]]:
    """Des morceaux de même taille, dans l’ordre des clés, chacun sous le plus court début qui le sépare de celui d’avant."""
    morceau: dict[str, list[Ligne]] = {}
    debut = avant = ""
    for une, lignes in sorted(par_cle.items()):
        if sum(map(len, morceau.values())) + len(lignes) > LIGNES:
            yield debut, morceau
            debut = next(une[:taille] for taille in range(1, len(une) + 1) if une[:taille] > avant)
            morceau = {}
        morceau[une] = lignes
        avant = une
    yield debut, morceau


# Ce que l’on voit d’un lieu -----------------------------------------------------------------------------------------


class Fiches:
    """Les fiches que montre une réponse, chacune à son rang."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.rangs: dict[str, int] = {}
        self.lignes: list[Ligne] = []

    def ajouter(self, cles: tuple[str, ...], lieux: tuple[Lieu, ...], nombre: int) -> list[int]:
        """Le rang de chaque fiche ; on ne sait des dernières, que l’on ne montrera pas, que la clé."""
        for rang, une in enumerate(cles):
            if une not in self.rangs:
                self.rangs[une] = len(self.lignes)
                carte = carte_d_ici(une, lieux, self.catalogue)
                self.lignes.append([une, carte.titre, *detail(carte)[:-1]] if rang < nombre else [une])
        return [self.rangs[une] for une in cles]


def _reponse(lieu: Lieu, catalogue: Catalogue) -> bytes:
    """Ce que l’on voit d’un département ou d’une région, et ce que chacune de ses communes y ajoute."""
    cercles = catalogue.cercles(lieu)
    fiches = Fiches(catalogue)
    d_ici = tuple(une for cercle in cercles if cercle.relation in (Relation.ICI, Relation.DEDANS) for une in cercle.fiches)
    # Une région n’a pas de « chez vous » : ses premières fiches suffisent.
    rangs = fiches.ajouter(d_ici, (lieu,), EXTRAIT if code(lieu).startswith("r") else ENTIER)
    groupes: dict[str, list[Cercle]] = defaultdict(list)
    for cercle in cercles:
        if cercle.relation not in (Relation.ICI, Relation.DEDANS):
            groupes[_groupe(cercle)].append(cercle)
    autour = []
    for nom, siens in groupes.items():
        toutes = tuple(une for cercle in siens for une in cercle.fiches)
        montrees = tuple(une for cercle in siens for une in extrait(cercle, catalogue))[:EXTRAIT]
        vus = voisins(lieu) if nom == "voisins" else (siens[0].autour,)
        ou = "" if nom == "voisins" else adresse(siens[0].autour)
        autour.append([nom, len(toutes), comptes(toutes, catalogue), fiches.ajouter(montrees, vus, EXTRAIT), ou])
    structures, partout = aidants(lieu, catalogue)
    effectif = catalogue.presences.effectif
    vue = {
        "adresse": adresse(lieu),
        "ici": rangs,
        "lieux": _lieux(lieu, fiches, catalogue),
        "autour": autour,
        "voisins": [[un.nom, adresse(un), effectif(un)] for un in voisins(lieu)],
        "aides": [[carte.titre, carte.adresse, carte.lieu] for carte in structures],
        "partout": partout,
        "fiches": fiches.lignes,
    }
    return _json(vue)


def _groupe(cercle: Cercle) -> str:
    if cercle.relation is Relation.VOISINS:
        return "voisins"
    if cercle.autour in (FRANCE, OUTRE_MER):
        return cercle.autour.code
    return "region" if cercle.autour.echelon is Echelon.REGION else "groupement"


def _lieux(lieu: Lieu, fiches: Fiches, catalogue: Catalogue) -> Mapping[str, Ligne]:
    """Les communes et les intercommunalités d’un département qui ont des fiches : adresse, fiches, communes d’ici."""
    if lieu.echelon is Echelon.REGION and code(lieu).startswith("r"):
        return {}
    siens = {}
    for un, cles in catalogue.presences.precises.items():
        if un.echelon not in (Echelon.COMMUNE, Echelon.INTERCOMMUNALITE) or lieu not in contenants(un):
            continue
        ligne: Ligne = [un.nom_usuel, adresse(un), fiches.ajouter(cles, (un,), 0)]
        if un.echelon is Echelon.INTERCOMMUNALITE:
            ligne.append([c.lieu.code for c in membres(un.code) if entier(departements(c.lieu)[0]) == lieu])
        siens[un.code] = ligne
    return siens


def _tailles(presentes: tuple[Lieu, ...], catalogue: Catalogue) -> list[Ligne]:
    """Des communes de toutes tailles, par population, et leurs exemples."""
    regles = (Lieu(Echelon.COMMUNE, "", "", population=palier) for palier in PALIERS)
    choisies = dict.fromkeys(une for regle in regles for une in comparables(regle, presentes))
    departement = par_echelon(Echelon.DEPARTEMENT)
    return [
        [
            lieu.nom,
            lieu.code,
            lieu.population or 0,
            departement[lieu.departement].nom,
            adresse(lieu),
            [[catalogue.fiches[une].titre, catalogue.fiches[une].adresse] for une in exemples_de(lieu, catalogue)[:2]],
        ]
        for lieu in sorted(choisies, key=lambda lieu: (lieu.population or 0, lieu.code))
    ]


def _json(valeur: object) -> bytes:
    return json.dumps(valeur, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
