"""Les contrôles : ce qu’un champ seul ne peut pas dire, une fiche ou tout le catalogue en main.

Chaque contrôle est une petite fonction qui rend ses constats ; en ajouter un, c’est l’écrire et l’inscrire en bas.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from generator.constats.constat import Constat
from generator.constats.proximite import plus_proche, replier, tres_proche
from generator.controle.passages import passages_perdus
from generator.controle.typographie import retoucher, retouches
from generator.lecture.corps import images, liens_internes
from generator.lecture.entete import Chemin, Position, Source
from generator.modele.champs import RESERVES
from generator.modele.fiches import Donnee, Exemple, Fiche


@dataclass(frozen=True, slots=True)
class Cas:
    """Une fiche valide et le texte d’où elle vient, pour situer les constats ; et les images posées à côté d’elle."""

    fiche: Fiche
    source: Source
    images: Mapping[str, int] = field(default_factory=dict)

    def constat(self, loc: Chemin, code: str, message: str, valeur: str = "", suggestion: str = "") -> Constat:
        position = self.source.document.situer(loc)
        return Constat(self.source.chemin, position.ligne, position.colonne, code, message, valeur, suggestion)


@dataclass(frozen=True, slots=True)
class Depot:
    """Ce qu’il faut savoir du reste du dépôt pour contrôler une fiche.

    `cles` sont les fiches qui s’y trouvent, même fautives ; `organisations` les noms de partenaires et leur nombre ;
    `aujourd_hui` la date du jour, ou `None` pour ne pas regarder l’avenir ; `textes` les documents cités, quand on les a.
    """

    cles: frozenset[str]
    organisations: Counter[str] = field(default_factory=Counter)
    aujourd_hui: date | None = None
    textes: Mapping[str, str] = field(default_factory=dict)


Controle = Callable[[Cas], Iterator[Constat]]


def periode_dans_l_ordre(cas: Cas) -> Iterator[Constat]:
    if isinstance(cas.fiche.champs, Exemple):
        periode = cas.fiche.champs.periode
        if periode.fin is not None and periode.debut is not None and periode.fin < periode.debut:
            yield cas.constat(
                ("periode", "fin"),
                "dates-incoherentes",
                f"L’année de fin ({periode.fin}) précède celle de début ({periode.debut}).",
            )


def verification_apres_publication(cas: Cas) -> Iterator[Constat]:
    champs = cas.fiche.champs
    if champs.verifie_le < champs.publie_le:
        message = "La date de vérification précède celle de publication."
        yield cas.constat(("verifie_le",), "dates-incoherentes", message, champs.verifie_le.isoformat())


def chiffres_sources(cas: Cas) -> Iterator[Constat]:
    champs = cas.fiche.champs
    cites = {source.document for source in champs.sources}
    documents: dict[Chemin, str] = {}
    if isinstance(champs, Exemple):
        documents = {("chiffres", rang, "source"): chiffre.source for rang, chiffre in enumerate(champs.chiffres)}
    elif isinstance(champs, Donnee):
        documents = {("valeurs", rang, "source"): valeur.source for rang, valeur in enumerate(champs.valeurs)}
    for rang, contradiction in enumerate(champs.contradictions):
        documents |= {
            ("contradictions", rang, "versions", numero, "source"): version.source
            for numero, version in enumerate(contradiction.versions)
        }
    for loc, document in documents.items():
        if document not in cites:
            message = f"Ce fait vient de « {document} », qui manque dans « sources » : ajoutez-le, avec le passage."
            yield cas.constat(loc, "source-non-citee", message, document)


def periode_datee(cas: Cas) -> Iterator[Constat]:
    if isinstance(cas.fiche.champs, Exemple):
        periode = cas.fiche.champs.periode
        if periode.debut is None and periode.attestee is None:
            message = "Dites depuis quand : « debut » ou, si aucune source ne le dit, « attestee », la plus ancienne trace."
            yield cas.constat(("periode",), "champ-manquant", message)


def valeurs_dessinables(cas: Cas) -> Iterator[Constat]:
    champs = cas.fiche.champs
    if not isinstance(champs, Donnee) or champs.graphique is None:
        return
    datees, groupees = champs.graphique in ("evolution", "rangs", "reperes"), champs.graphique == "barres-groupees"
    for rang, valeur in enumerate(champs.valeurs):
        if valeur.nombre is None:
            message = f"« {valeur.valeur} » ne se dessine pas : écrivez un nombre seul, ou retirez « graphique »."
            yield cas.constat(("valeurs", rang, "valeur"), "valeur-non-dessinable", message, valeur.valeur)
        for champ, attendu in (("annee", datees and valeur.annee is None), ("serie", groupees and not valeur.serie)):
            if attendu:
                message = f"Un graphique « {champs.graphique} » a besoin de « {champ} » sur chaque valeur."
                yield cas.constat(("valeurs", rang), "valeur-non-dessinable", message)


def relie_a_une_pratique(cas: Cas) -> Iterator[Constat]:
    if cas.fiche.famille == "exemples":
        cibles = (*cas.fiche.champs.voir_aussi, *(lien.cible for lien in liens_internes(cas.fiche.corps)))
        if not any(cible.startswith(("outils/", "methodes/")) for cible in cibles):
            message = "Reliez cet exemple à un outil ou à une méthode : c’est ce que le lecteur cherche pour refaire."
            yield cas.constat(("voir_aussi",), "exemple-sans-pratique", message)


def plusieurs_profils(cas: Cas) -> Iterator[Constat]:
    if isinstance(cas.fiche.champs, Exemple) and len(cas.fiche.profils) < 2:
        message = "Tous les partenaires ont le même profil : une alliance réunit des acteurs différents. En manque-t-il un ?"
        yield cas.constat(("partenaires",), "alliance-un-profil", message)


def listes_sans_doublon(cas: Cas) -> Iterator[Constat]:
    for nom in (
        "domaines",
        "categories",
        "objectifs",
        "impacts",
        "besoins",
        "odd",
        "territoires",
        "voir_aussi",
        "mots_cles",
        "profils",
    ):
        lues = (
            [lieu.nom for lieu in cas.fiche.champs.territoires]
            if nom == "territoires"
            else cas.source.document.valeur.get(nom) or []
        )
        for valeur, fois in Counter(lues).items():
            if fois > 1:
                rang = len(lues) - 1 - lues[::-1].index(valeur)
                yield cas.constat((nom, rang), "champ-en-double", f"« {valeur} » est écrit {fois} fois dans « {nom} ».", valeur)


def images_presentes(cas: Cas) -> Iterator[Constat]:
    for image in images(cas.fiche.corps, cas.source.ligne_corps):
        if image.cible not in cas.images:
            message = f"« {image.cible} » n’est pas à côté de la fiche : placez l’image dans exemples/{cas.fiche.identifiant}/."
            suggestion = plus_proche(image.cible, cas.images)
            yield Constat(cas.source.chemin, image.ligne, image.colonne, "corps-image", message, image.cible, suggestion)


def images_legeres(cas: Cas) -> Iterator[Constat]:
    for image in images(cas.fiche.corps, cas.source.ligne_corps):
        poids = cas.images.get(image.cible, 0)
        if poids > POIDS_D_IMAGE:
            message = f"« {image.cible} » pèse {poids // 1000} ko : réduisez-la à {POIDS_D_IMAGE // 1000} ko au plus."
            yield Constat(cas.source.chemin, image.ligne, image.colonne, "image-lourde", message, image.cible)


def liens_uniques(cas: Cas) -> Iterator[Constat]:
    vus: dict[str, int] = {}
    for rang, lien in enumerate(cas.fiche.champs.liens):
        place = cas.source.document.situer(("liens", rang, "url"))
        if lien.url in vus:
            message = f"Cette adresse est déjà dans les liens, ligne {vus[lien.url]} : gardez-en une."
            yield cas.constat(("liens", rang, "url"), "lien-en-double", message, lien.url)
        vus.setdefault(lien.url, place.ligne)


def rien_de_personnel(source: Source) -> Iterator[Constat]:
    texte = "\n".join(source.lignes)
    trouves = []
    # Presque aucune fiche n’a d’arobase ni de 06 : on ne cherche vraiment que s’il y en a.
    if "@" in texte:
        message = "Pas d’adresse électronique personnelle : donnez la page de contact de l’organisation."
        trouves += [(t, message) for t in _COURRIEL.finditer(texte) if t["boite"].casefold() not in BOITES_COMMUNES]
    if any(indice in texte for indice in ("06", "07", "+33")):
        message = "Pas de numéro de mobile : donnez la page de contact de l’organisation."
        trouves += [(t, message) for t in _MOBILE.finditer(texte)]
    for trouve, message in trouves:
        ligne = texte.count("\n", 0, trouve.start()) + 1
        colonne = trouve.start() - texte.rfind("\n", 0, trouve.start())
        yield Constat(source.chemin, ligne, colonne, "donnee-personnelle", message, trouve[0])


def typographie(source: Source) -> Iterator[Constat]:
    """Un constat par ligne et par sorte, avec la ligne récrite : dix apostrophes ne font pas dix reproches."""
    for numero, siennes in groupby(retouches(source), key=lambda r: r.ligne):
        a_faire = [replace(r, ligne=1) for r in siennes]
        correction = retoucher(source.lignes[numero - 1], a_faire)
        for code in sorted({r.code for r in a_faire}):
            message = f"{_TYPOGRAPHIE[code]} La commande « odd17 corriger » le fait pour vous."
            debut = next(r.debut for r in a_faire if r.code == code)
            yield Constat(source.chemin, numero, debut + 1, code, message, correction=correction)


_TYPOGRAPHIE = {
    "typo-apostrophe": "L’apostrophe s’écrit « ’ » et non « ' ».",
    "typo-insecable": "Il faut une espace insécable ici, pour que la ponctuation ne passe pas seule à la ligne.",
}

POIDS_D_IMAGE = 300_000
"""Octets."""

BOITES_COMMUNES = frozenset(
    ["accueil", "association", "bonjour", "contact", "direction", "info", "infos", "mairie", "secretariat"]
)
"""Les boîtes d’une organisation, que l’on peut publier."""

_COURRIEL = re.compile(r"(?P<boite>[\w.+-]{1,64})@[\w-]{1,64}(?:\.[\w-]{1,64})+")
_MOBILE = re.compile(r"(?<![\d/])(?:\+33[\s.\N{NO-BREAK SPACE}]?(?:\(0\))?|0)[67](?:[\s.\N{NO-BREAK SPACE}-]?\d{2}){4}(?!\d)")

PAR_FICHE: tuple[Controle, ...] = (
    periode_datee,
    periode_dans_l_ordre,
    verification_apres_publication,
    chiffres_sources,
    valeurs_dessinables,
    relie_a_une_pratique,
    plusieurs_profils,
    listes_sans_doublon,
    images_presentes,
    images_legeres,
    liens_uniques,
)
"""Les contrôles d’une fiche valide, seule."""

PAR_SOURCE: tuple[Callable[[Source], Iterator[Constat]], ...] = (rien_de_personnel, typographie)
"""Les contrôles du texte lui-même, que la fiche soit valide ou non."""


def controler_texte(source: Source, cles: frozenset[str]) -> tuple[Constat, ...]:
    """Les constats d’un texte lu, même si ses champs ne sont pas valides. `cles` sont les fiches du dépôt."""
    constats = [constat for controle in PAR_SOURCE for constat in controle(source)]
    return (*constats, *_renvois(source, cles))


def controler(cas: Sequence[Cas], entourage: Depot) -> tuple[Constat, ...]:
    """Les constats de toutes les fiches, chacune seule puis parmi les autres."""
    constats = [constat for un in cas for controle in PAR_FICHE for constat in controle(un)]
    graphies = _graphies(entourage.organisations)
    for un in cas:
        constats.extend(_organisations(un, entourage.organisations, graphies))
        constats.extend(_avenir(un, entourage.aujourd_hui))
        constats.extend(passages_perdus(un.source.document, un.fiche.champs.sources, ("sources",), entourage.textes))
    constats.extend(_anciennes_adresses(cas, entourage.cles))
    return tuple(constats)


def _graphies(organisations: Counter[str]) -> dict[str, str]:
    """Pour chaque nom plié, sa graphie la plus employée (à égalité, la dernière dans l’alphabet)."""
    return {replier(nom): nom for nom, _ in sorted(organisations.items(), key=lambda compte: (compte[1], compte[0]))}


def _organisations(cas: Cas, connues: Counter[str], graphies: Mapping[str, str]) -> Iterator[Constat]:
    """Un nom presque égal à un autre, plus employé, est sans doute le même."""
    champs = cas.fiche.champs
    if not isinstance(champs, Exemple):
        return
    siens = {partenaire.nom for partenaire in champs.partenaires}
    for rang, partenaire in enumerate(champs.partenaires):
        autre = graphies.get(replier(partenaire.nom), partenaire.nom)
        if autre == partenaire.nom and connues[autre] == 1 and len(autre) >= 8:
            # Un nom employé une seule fois est peut-être un autre, mal tapé.
            autre = tres_proche(autre, tuple(nom for nom, fois in connues.items() if fois > 1)) or autre
        if autre != partenaire.nom and autre not in siens:
            message = f"« {partenaire.nom} » s’écrit ailleurs « {autre} » : est-ce la même organisation ?"
            yield cas.constat(("partenaires", rang, "nom"), "organisation-proche", message, partenaire.nom, autre)


def _avenir(cas: Cas, aujourd_hui: date | None) -> Iterator[Constat]:
    if aujourd_hui is None:
        return
    champs = cas.fiche.champs
    jours: dict[Chemin, date] = {("publie_le",): champs.publie_le, ("verifie_le",): champs.verifie_le}
    for loc, jour in jours.items():
        if jour > aujourd_hui:
            message = f"Le {jour:%d/%m/%Y} est à venir : une fiche se date du jour où on l’a vérifiée, ou d’avant."
            yield cas.constat(loc, "date-future", message, jour.isoformat())
    annees: dict[Chemin, int] = {}
    if isinstance(champs, Exemple):
        annees = {("chiffres", rang, "annee"): chiffre.annee for rang, chiffre in enumerate(champs.chiffres)}
        annees |= {("dates_cles", rang, "annee"): etape.annee for rang, etape in enumerate(champs.dates_cles)}
    for loc, annee in annees.items():
        if annee > aujourd_hui.year:
            message = f"{annee} est à venir : un fait ou un chiffre a déjà eu lieu."
            yield cas.constat(loc, "date-future", message, str(annee))


def _renvois(source: Source, cles: frozenset[str]) -> Iterator[Constat]:
    dans_l_en_tete = source.document.valeur.get("voir_aussi")
    places = {
        cle: source.document.situer(("voir_aussi", rang))
        for rang, cle in enumerate(dans_l_en_tete if isinstance(dans_l_en_tete, list) else ())
        if isinstance(cle, str)
    }
    places |= {lien.cible: Position(lien.ligne, lien.colonne) for lien in liens_internes(source.corps, source.ligne_corps)}
    inconnues = {cle: place for cle, place in places.items() if cle not in cles}
    # On compare les noms seuls : la famille, commune à beaucoup de fiches, ferait ressembler tout à tout.
    noms = {cle.partition("/")[2]: cle for cle in sorted(cles)} if inconnues else {}
    for cle, place in inconnues.items():
        suggestion = noms.get(plus_proche(cle.partition("/")[2], tuple(noms)), "")
        message = f"La fiche « {cle[:80]} » n’existe pas."
        yield Constat(source.chemin, place.ligne, place.colonne, "renvoi-inconnu", message, cle, suggestion)


def _anciennes_adresses(cas: Sequence[Cas], cles: frozenset[str]) -> Iterator[Constat]:
    prises = set(cles)
    for un in cas:
        for rang, ancien in enumerate(un.fiche.champs.anciens_identifiants):
            cle = f"{un.fiche.famille}/{ancien}"
            if cle in prises or RESERVES.fullmatch(ancien):
                message = f"L’adresse /{cle}/ est déjà celle d’une fiche : une adresse ne mène qu’à un endroit."
                yield un.constat(("anciens_identifiants", rang), "adresse-prise", message, ancien)
            prises.add(cle)
