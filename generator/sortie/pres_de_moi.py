"""Ce dont « près de moi » a besoin dans le navigateur, en petits fichiers : une réponse n’en demande que quatre.

Les noms, dans `noms_de_lieux.py` ; `35.json`, ce que l’on voit d’un lieu ; `tailles.json`, des communes de toutes tailles.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
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
from generator.catalogue.territoires import Cercle, Relation, adresse, comparables, departement_de
from generator.modele.geographie.lieux import FRANCE, OUTRE_MER, contenants, departements, entier, membres, par_echelon, voisins
from generator.modele.territoires import Echelon, Lieu
from generator.sortie.noms_de_lieux import DOSSIER, Ligne, code, en_json, grands_lieux, noms

PALIERS = tuple(round(50 * 2 ** (rang / 2)) for rang in range(32))
"""Des populations de cinquante habitants à deux millions : à chacune, quelques communes."""


def fichiers(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """L’adresse de chaque fichier, et ses octets."""
    yield from catalogue.memoire.reprendre("noms de lieux", (), lambda: tuple(noms()))
    tailles = communes_a_exemples(catalogue)
    yield f"{DOSSIER}tailles.json", en_json(_tailles(tailles, catalogue))
    for lieu in grands_lieux():
        faire = partial(_reponse, lieu, catalogue)
        yield f"{DOSSIER}{code(lieu)}.json", catalogue.memoire.reprendre(("réponse", lieu), dependances(lieu, catalogue), faire)


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
        "groupes": _groupes(lieu, frozenset(d_ici), fiches, catalogue),
        "autour": autour,
        "voisins": [[un.nom, adresse(un), effectif(un)] for un in voisins(lieu)],
        "aides": [[carte.titre, carte.adresse, carte.lieu] for carte in structures],
        "partout": partout,
        "fiches": fiches.lignes,
    }
    return en_json(vue)


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


def _groupes(lieu: Lieu, d_ici: Collection[str], fiches: Fiches, catalogue: Catalogue) -> Mapping[str, list[int]]:
    """Ce qui agit dans une partie d’une intercommunalité du département, sans la nommer : le rang de chaque fiche d’ici."""
    siens = {}
    for un, cles in catalogue.presences.contenues.items():
        if un.echelon is Echelon.INTERCOMMUNALITE and departement_de(un) == lieu:
            siens[un.code] = fiches.ajouter(tuple(cle for cle in cles if cle in d_ici), (un,), 0)
    return dict(sorted((groupe, rangs) for groupe, rangs in siens.items() if rangs))


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
