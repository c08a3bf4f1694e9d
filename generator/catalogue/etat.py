"""L’état du catalogue, pour qui en prend soin : ce qu’il contient, et ce qui demande une main.

Une rubrique est une liste de choses à faire, chacune avec sa raison ; les trois façons de la montrer (texte, JSON, page) la
lisent telle quelle.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.catalogue.breves import a_ecrire
from generator.catalogue.completude import moyenne
from generator.catalogue.fraicheur import ANNEES, avant
from generator.catalogue.francais import enumerer, minuscule
from generator.catalogue.organisations import PRESENCES
from generator.modele.annuaire import NomsEcrits
from generator.modele.fiches import FAMILLES, Breve, Exemple, Fiche
from generator.modele.preuve import ANNONCE, ECHELLE
from generator.modele.recueils import ORGANISATIONS, PARCOURS

if TYPE_CHECKING:
    from generator.catalogue.catalogue import Catalogue

INCOMPLETES = 30
"""Les exemples les moins complets que l’on nomme."""


@dataclass(frozen=True, slots=True)
class AFaire:
    """Une chose à faire : sur quoi, pourquoi, le fichier à ouvrir et l’adresse où le voir (vides s’il n’y en a pas)."""

    titre: str
    raison: str
    fichier: str = ""
    adresse: str = ""


@dataclass(frozen=True, slots=True)
class Rubrique:
    """Des choses à faire de même sorte ; `pourquoi` dit ce que l’on y gagne."""

    id: str
    titre: str
    pourquoi: str
    elements: tuple[AFaire, ...]


@dataclass(frozen=True, slots=True)
class Etat:
    """Le catalogue en nombres, et les rubriques, dans l’ordre où s’en occuper ; `libelles` nomme familles et niveaux."""

    comptes: Mapping[str, int]
    preuves: Mapping[str, int]
    completudes: Mapping[str, float]
    """La part des critères que les fiches de chaque famille remplissent en moyenne, de 0 à 1."""
    libelles: Mapping[str, str]
    rubriques: tuple[Rubrique, ...]


def dresser(catalogue: "Catalogue") -> Etat:
    """L’état d’un catalogue."""
    exemples = catalogue.famille(Exemple.famille)
    preuves = Counter(niveau for fiche in exemples for niveau in catalogue.classement[fiche.cle].get("preuves", ()))
    comptes = {famille: len(catalogue.famille(famille)) for famille in FAMILLES}
    comptes["breves"] = sum(isinstance(fiche.champs, Breve) for fiche in exemples)
    comptes["organisations"] = sum(une.en_est_une for une in catalogue.organisations.values())
    return Etat(
        comptes,
        {niveau: preuves[niveau] for niveau in ECHELLE},
        {famille: _part(catalogue, famille) for famille in FAMILLES if catalogue.famille(famille)},
        {
            modalite.id: modalite.libelle
            for nom in ("familles", "preuves")
            if nom in catalogue.referentiel.vocabulaires
            for modalite in catalogue.vocabulaire(nom).modalites
        },
        tuple(
            Rubrique(identifiant, titre, pourquoi, tuple(elements)) for identifiant, titre, pourquoi, elements in _tout(catalogue)
        ),
    )


def _part(catalogue: "Catalogue", famille: str) -> float:
    siennes = [catalogue.completudes[fiche.cle] for fiche in catalogue.famille(famille)]
    return round(moyenne(siennes) / siennes[0].total, 2)


def _tout(catalogue: "Catalogue") -> Iterator[tuple[str, str, str, Iterable[AFaire]]]:
    yield (
        "organisations-a-reunir",
        "Organisations à réunir",
        "Deux noms pour une seule organisation coupent son histoire en deux.",
        # Comparer les noms deux à deux est long, et ne change que s’ils changent.
        catalogue.memoire.reprendre("à réunir", (catalogue.organisations,), lambda: tuple(_a_reunir(catalogue))),
    )
    yield (
        "organisations-a-decrire",
        "Organisations à décrire",
        "Plusieurs exemples les nomment, et rien ne dit ce qu’elles sont.",
        _a_decrire(catalogue),
    )
    yield (
        "organisations-inutiles",
        "Organisations décrites que rien ne nomme",
        "Un nom récrit, ou une fiche retirée : leur description ne sert plus.",
        _inutiles(catalogue),
    )
    yield (
        "sans-exemple",
        "Valeurs sans exemple",
        "Un lecteur qui les choisit ne trouve personne à imiter.",
        _sans_exemple(catalogue),
    )
    yield (
        "breves",
        "Brèves à compléter",
        "Elles disent qu’une alliance existe, sans la raconter : on ne peut pas encore s’en inspirer.",
        _breves(catalogue),
    )
    yield (
        "preuves-minces",
        "Exemples sans rien de compté ni d’évalué",
        "Une fiche qui annonce sans compter convainc peu.",
        _minces(catalogue),
    )
    yield (
        "a-relire",
        "Fiches qui vieillissent",
        f"Leur source la plus récente a plus de {ANNEES} ans, ou l’on n’y revient pas depuis un an : les faits ont pu changer.",
        _a_relire(catalogue),
    )
    yield (
        "liens-jamais-ouverts",
        "Liens que personne de l’équipe n’a ouverts",
        "Un lecteur qui tombe sur une page absente doute du reste.",
        _jamais_ouverts(catalogue),
    )
    yield (
        "moins-completes",
        "Exemples les moins complets",
        "Ce qui leur manque est ce qu’un lecteur cherche d’abord.",
        _moins_completes(catalogue),
    )
    yield (
        "orphelines",
        "Fiches où rien ne mène",
        "Aucune autre fiche ni aucun parcours n’y envoie : on ne les trouve qu’en cherchant.",
        _orphelines(catalogue),
    )


def _fiche(fiche: Fiche, raison: str) -> AFaire:
    return AFaire(fiche.titre, raison, fiche.chemin, fiche.adresse)


def _a_reunir(catalogue: "Catalogue") -> Iterator[AFaire]:
    ecrits: dict[str, tuple[int, str]] = {}
    for une in catalogue.organisations.values():
        for participation in une.participations:
            fois, premier = ecrits.get(participation.nom, (0, catalogue.fiches[participation.cle].chemin))
            ecrits[participation.nom] = (fois + 1, premier)
    noms = NomsEcrits(catalogue.annuaire, ecrits)
    for nom, (_, chemin) in ecrits.items():
        if autre := noms.autre(nom):
            yield AFaire(nom, f"s’écrit « {autre[0]} » dans {autre[1]}", chemin)


def _a_decrire(catalogue: "Catalogue") -> Iterator[AFaire]:
    for une in catalogue.organisations.values():
        if une.en_est_une and len(une.exemples) >= PRESENCES and not (une.decrite and une.decrite.nature_dite):
            manque = "sa nature" if une.decrite else "sa description"
            yield AFaire(une.nom, f"{len(une.exemples)} exemples ; il manque {manque}", ORGANISATIONS.chemin, une.adresse)


def _inutiles(catalogue: "Catalogue") -> Iterator[AFaire]:
    for decrite in catalogue.recueil(ORGANISATIONS).values():
        if decrite.id not in catalogue.organisations:
            yield AFaire(decrite.nom, "aucune fiche ne la nomme partenaire", ORGANISATIONS.chemin)


def _sans_exemple(catalogue: "Catalogue") -> Iterator[AFaire]:
    for facette in catalogue.facettes:
        if facette.vocabulaire.facette and facette.vocabulaire.facette.exemples:
            for modalite in facette.vocabulaire.modalites:
                if not facette.effectif(modalite.id, Exemple.famille):
                    yield AFaire(modalite.libelle, facette.vocabulaire.libelle, "", facette.adresse(modalite.id))


def _recits(catalogue: "Catalogue") -> tuple[Fiche, ...]:
    """Les exemples dont on attend qu’ils soient complets : une brève a sa rubrique."""
    return tuple(fiche for fiche in catalogue.famille(Exemple.famille) if not isinstance(fiche.champs, Breve))


def _minces(catalogue: "Catalogue") -> Iterator[AFaire]:
    for fiche in _recits(catalogue):
        if ANNONCE in catalogue.classement[fiche.cle].get("preuves", ()):
            yield _fiche(fiche, "ni chiffre constaté ni évaluation")


def _breves(catalogue: "Catalogue") -> Iterator[AFaire]:
    """Les plus proches d’être des récits d’abord."""
    manques = [(fiche, manque) for fiche in catalogue.famille(Exemple.famille) if (manque := a_ecrire(fiche))]
    for fiche, manque in sorted(manques, key=lambda une: (len(une[1].tout), une[0].cle)):
        yield _fiche(fiche, f"il manque {enumerer(manque.tout)}" if manque.tout else "rien ne manque plus : ce n’en est plus une")


def _a_relire(catalogue: "Catalogue") -> Iterator[AFaire]:
    if catalogue.aujourd_hui is None:
        return
    seuil, annees = avant(catalogue.aujourd_hui), catalogue.annees_des_faits
    for fiche in sorted(catalogue.fiches.values(), key=lambda une: (annees[une.cle] or seuil, une.champs.maj, une.cle)):
        annee, feu = annees[fiche.cle], catalogue.feux[fiche.cle]
        raisons = [f"source la plus récente\N{NO-BREAK SPACE}: {annee}"] if annee and annee < seuil else []
        if feu.id != "recente":
            raisons.append(f"{minuscule(feu.mot)}, le {fiche.champs.maj:%d/%m/%Y}")
        if raisons:
            yield _fiche(fiche, ", ".join(raisons))


def _jamais_ouverts(catalogue: "Catalogue") -> Iterator[AFaire]:
    for fiche in catalogue.fiches.values():
        for lien in fiche.champs.liens:
            if lien.ouvert_le is None:
                yield _fiche(fiche, lien.url)


def _moins_completes(catalogue: "Catalogue") -> Iterator[AFaire]:
    tries = sorted(_recits(catalogue), key=lambda fiche: (catalogue.completudes[fiche.cle].remplis, fiche.cle))
    for fiche in tries[:INCOMPLETES]:
        une = catalogue.completudes[fiche.cle]
        manques = ", ".join(critere.manque for critere in une.manquants)
        yield _fiche(fiche, f"{une.remplis} sur {une.total} ; il manque {manques}")


def _orphelines(catalogue: "Catalogue") -> Iterator[AFaire]:
    parcourues = {cle for parcours in catalogue.recueil(PARCOURS).values() for etape in parcours.etapes for cle in etape.fiches}
    for fiche in catalogue.fiches.values():
        if not catalogue.renvois[fiche.cle] and fiche.cle not in parcourues:
            yield _fiche(fiche, "aucun renvoi")
