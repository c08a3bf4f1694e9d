"""Les pages des organisations : la liste, par profil et par lettre, une page pour chacune, et le réseau qu’elles forment."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from generator.catalogue.adresses import Lien, LienCompte, adresse_de_page
from generator.catalogue.bibliographie import DocumentCite
from generator.catalogue.cartes import Carte
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.francais import accorder
from generator.catalogue.organisations import PAR_PAGE, RACINE, Organisation, adresse_de_lettre
from generator.catalogue.reseau import FORME, Dessin, dessiner
from generator.modele.bibliographie import Citation
from generator.modele.fiches import Exemple
from generator.modele.vocabulaires import Modalite
from generator.vues.listes import Pagination
from generator.vues.page import Page, Vue

TITRE = "Organisations"
ADRESSE_DU_RESEAU = f"{RACINE}reseau/"
FIL = (Lien(TITRE, RACINE),)

MONTREES = 12
"""Les organisations les plus présentes, sur l’entrée de la liste."""

DESSINEES = 24
"""Les partenaires d’une organisation que son dessin montre : au-delà, on ne lit plus que des traits."""

NOMMEES = 60
"""Les partenaires d’une organisation que sa page nomme."""

RELIEES = 40
"""Les organisations que montre le dessin du réseau, et son tableau."""

COURT = 24
"""Les lettres d’un nom que l’on écrit sur un dessin."""

PONTS = 12
"""Celles qui relient le plus de mondes."""


@dataclass(frozen=True, slots=True)
class Ligne:
    """Une organisation dans une liste : où elle agit si elle n’a pas de page pour le dire."""

    organisation: Organisation
    nature: str
    exemples: tuple[Lien, ...]


@dataclass(frozen=True, slots=True)
class VueOrganisations(Vue):
    """L’entrée de la liste : par profil, par lettre, et les plus présentes."""

    total: int
    profils: tuple[LienCompte, ...]
    lettres: tuple[LienCompte, ...]
    presentes: tuple[Ligne, ...]
    reseau: str = ADRESSE_DU_RESEAU
    gabarit: ClassVar[str] = "organisations.html"


@dataclass(frozen=True, slots=True)
class VueListe(Vue):
    """Une page de la liste des organisations d’un profil, ou d’une lettre."""

    titre: str
    chapeau: str
    total: int
    lignes: tuple[Ligne, ...]
    pagination: Pagination
    gabarit: ClassVar[str] = "organisations-liste.html"


@dataclass(frozen=True, slots=True)
class Action:
    """Ce que fait une organisation dans un exemple, et sous quel nom quand ce n’est pas celui de sa page."""

    carte: Carte
    roles: tuple[str, ...]
    nom: str
    separe: bool
    """Vrai si elle n’est que d’un des cas que la fiche réunit : où et quand ils ont lieu n’est pas où et quand elle agit."""


@dataclass(frozen=True, slots=True)
class Voisine:
    """Une organisation avec qui une autre agit, et dans combien d’exemples."""

    nom: str
    adresse: str
    profil: str
    ensemble: int

    @property
    def court(self) -> str:
        """Son nom, tel qu’il tient sur un dessin."""
        nom = self.nom.partition(" (")[0]
        return nom if len(nom) <= COURT else f"{nom[: COURT - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Figure:
    """Un dessin du réseau, et ce que chaque forme désigne, dans l’ordre des rangs."""

    dessin: Dessin
    voisines: tuple[Voisine, ...]


@dataclass(frozen=True, slots=True)
class VueOrganisation(Vue):
    """Une organisation : ce qu’elle est, ce qu’elle fait dans chaque exemple, avec qui, ce qu’elle propose."""

    organisation: Organisation
    profils: tuple[Modalite, ...]
    nature: Modalite | None
    regions: tuple[Lien, ...]
    bornes: tuple[tuple[Lien, int], ...]
    """La plus ancienne et la plus récente de ses alliances, et leurs années ; une seule si elle n’en a qu’une, aucune si la fiche
    ne dit pas quand elle y est."""
    autres_noms: tuple[str, ...]
    """Ceux qui ne sont pas son nom, précisé."""
    actions: tuple[Action, ...]
    figure: Figure | None
    voisines: tuple[Voisine, ...]
    autres_voisines: int
    """Combien d’autres ne sont pas nommées."""
    apports: tuple[tuple[Modalite, tuple[Carte, ...]], ...]
    """Ce dont elle est l’auteur, par famille."""
    sources: tuple[tuple[Citation, DocumentCite], ...]
    gabarit: ClassVar[str] = "organisation.html"


@dataclass(frozen=True, slots=True)
class Pont:
    """Une organisation et les rencontres qu’elle rend possibles."""

    voisine: Voisine
    rencontres: int


@dataclass(frozen=True, slots=True)
class VueReseau(Vue):
    """Le réseau entier : combien, les plus reliées, dessinées et en tableau, et celles qui relient des mondes."""

    organisations: int
    liens: int
    figure: Figure
    etroite: Figure
    """La même, des premières seulement, pour un téléphone."""
    exemples: tuple[int, ...]
    """Dans combien d’exemples agit chacune des organisations dessinées."""
    ponts: tuple[Pont, ...]
    profils: tuple[Modalite, ...]
    gabarit: ClassVar[str] = "reseau.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """L’entrée, les listes, une page par organisation qui en a une, le réseau."""
    organisations = tuple(une for une in catalogue.organisations.values() if une.en_est_une)
    if not organisations:
        return
    dont = (organisations, catalogue.referentiel, [catalogue.cartes[cle] for une in organisations for cle in _nommes(une)])
    yield from catalogue.memoire.reprendre("organisations, listes", dont, lambda: tuple(_listes(organisations, catalogue)))
    for une in organisations:
        if une.a_sa_page:
            faire = partial(_page, une, catalogue)
            yield catalogue.memoire.reprendre(("organisation", une.id), _entrees(une, catalogue), faire)
    if catalogue.reseau.liens:
        entrees = (catalogue.reseau, catalogue.referentiel)
        yield catalogue.memoire.reprendre("organisations, réseau", entrees, partial(_page_du_reseau, catalogue))


def _nommes(une: Organisation) -> tuple[str, ...]:
    """Les exemples que sa ligne nomme : sa page le ferait mieux, quand elle en a une."""
    return () if une.a_sa_page else une.exemples


def _entrees(une: Organisation, catalogue: Catalogue) -> tuple[object, ...]:
    """Tout ce que montre la page d’une organisation, et dont elle dépend."""
    fiches = [catalogue.cartes[cle] for cle in (*une.exemples, *(apport.cle for apport in une.apports))]
    territoires = [catalogue.classement[cle]["territoires"] for cle in une.exemples]
    periodes = [_debut(cle, catalogue) for cle in une.exemples]
    sources = [catalogue.bibliographie.commun(s.document).adresse for s in une.decrite.sources] if une.decrite else []
    return (une, fiches, territoires, periodes, sources, catalogue.reseau, catalogue.separees, catalogue.referentiel)


def _listes(organisations: Sequence[Organisation], catalogue: Catalogue) -> Iterator[Page]:
    lignes = {une.id: _ligne(une, catalogue) for une in organisations}
    acteurs = catalogue.vocabulaire("acteurs")
    par_profil = {
        profil: [une for une in organisations if une.a_sa_page and profil in une.profils] for profil in acteurs.identifiants
    }
    lettres = Counter(une.lettre for une in organisations)
    presentes = sorted((une for une in organisations if une.a_sa_page), key=lambda une: -len(une.exemples))[:MONTREES]
    vue = VueOrganisations(
        len(organisations),
        tuple(
            LienCompte(profil, acteurs[profil].libelle, _adresse_de_profil(profil), len(siennes))
            for profil, siennes in par_profil.items()
            if siennes
        ),
        tuple(LienCompte(lettre, _nom(lettre), adresse_de_lettre(lettre), lettres[lettre]) for lettre in sorted(lettres)),
        tuple(lignes[une.id] for une in presentes),
    )
    description = f"{accorder(len(organisations), 'organisation')} qui ont fait alliance : ce que chacune fait, où et avec qui."
    yield Page(RACINE, TITRE, description, vue, plan=True, trouvable=True)
    for profil, siennes in par_profil.items():
        if siennes:
            nom = acteurs[profil].libelle
            chapeau = f"{acteurs[profil].definition} Celles qui ont leur page ; les autres sont dans la liste par lettre."
            yield from _paginer(_adresse_de_profil(profil), nom, chapeau, [lignes[une.id] for une in siennes])
    for lettre in sorted(lettres):
        siennes = [une for une in organisations if une.lettre == lettre]
        yield from _paginer(adresse_de_lettre(lettre), _nom(lettre), "", [lignes[une.id] for une in siennes])


def _nom(lettre: str) -> str:
    return "0-9" if lettre == "0" else lettre.upper()


def _adresse_de_profil(profil: str) -> str:
    return f"{RACINE}profils/{profil}/"


def _paginer(adresse: str, nom: str, chapeau: str, lignes: Sequence[Ligne]) -> Iterator[Page]:
    debuts = range(0, len(lignes), PAR_PAGE)
    liens = tuple(Lien(str(numero), adresse_de_page(adresse, numero)) for numero, _ in enumerate(debuts, 1))
    titre = f"{TITRE} : {nom}"
    for numero, debut in enumerate(debuts, 1):
        tranche = tuple(lignes[debut : debut + PAR_PAGE])
        vue = VueListe(titre, chapeau, len(lignes), tranche, Pagination(numero, liens))
        suite = f", page {numero}" if numero > 1 else ""
        description = f"{accorder(len(lignes), 'organisation')} du catalogue, et où les lire."
        yield Page(liens[numero - 1].adresse, f"{titre}{suite}", description, vue, FIL, nom=nom)


def _ligne(une: Organisation, catalogue: Catalogue) -> Ligne:
    nature = une.decrite.nature_dite if une.decrite else ""
    libelle = catalogue.vocabulaire("natures")[nature].libelle if nature else ""
    return Ligne(une, libelle, tuple(Lien(catalogue.cartes[cle].titre, f"{cle}/") for cle in _nommes(une)))


def _debut(cle: str, catalogue: Catalogue) -> int:
    champs = catalogue.fiches[cle].champs
    assert isinstance(champs, Exemple)
    annee = champs.periode.debut or champs.periode.attestee
    assert annee is not None
    return annee


def _page(une: Organisation, catalogue: Catalogue) -> Page:
    voisines = catalogue.reseau.voisines(une.id)
    acteurs = catalogue.vocabulaire("acteurs")
    nature = une.decrite.nature_dite if une.decrite else ""
    siens = [cle for cle in une.exemples if not _separe(une, cle, catalogue)]
    regions = Counter(region for cle in siens for region in catalogue.classement[cle]["territoires"])
    territoires = catalogue.vocabulaire("territoires")
    autres = une.decrite.autres_noms if une.decrite else ()
    nommees = tuple(_voisine(une.id, voisine, catalogue) for voisine in voisines[:NOMMEES])
    vue = VueOrganisation(
        une,
        tuple(acteurs[profil] for profil in une.profils),
        catalogue.vocabulaire("natures")[nature] if nature else None,
        tuple(Lien(territoires[region].libelle, f"territoires/{region}/") for region, _ in regions.most_common()),
        _bornes(siens, catalogue),
        tuple(autre for autre in autres if not autre.startswith(une.nom)),
        tuple(_action(une, cle, catalogue) for cle in une.exemples),
        _figure(voisines[:DESSINEES], nommees, catalogue) if len(voisines) > 1 else None,
        nommees,
        len(voisines) - len(nommees),
        _apports(une, catalogue),
        tuple((s, catalogue.bibliographie.commun(s.document)) for s in une.decrite.sources) if une.decrite else (),
    )
    resume = une.presentation or _resume(une, len(voisines))
    return Page(f"{RACINE}{une.id}/", une.nom, resume, vue, FIL, trouvable=True, mots=autres)


def _separe(une: Organisation, cle: str, catalogue: Catalogue) -> bool:
    """Vrai si cet exemple réunit des cas séparés, et qu’elle n’est pas de tous."""
    return une.id not in catalogue.separees.get(cle, {une.id})


def _bornes(exemples: Iterable[str], catalogue: Catalogue) -> tuple[tuple[Lien, int], ...]:
    dates = sorted((_debut(cle, catalogue), cle) for cle in exemples)
    extremes = dict.fromkeys((*dates[:1], *dates[-1:]))
    return tuple((Lien(catalogue.cartes[cle].titre, catalogue.cartes[cle].adresse), annee) for annee, cle in extremes)


def _apports(une: Organisation, catalogue: Catalogue) -> tuple[tuple[Modalite, tuple[Carte, ...]], ...]:
    cartes = [catalogue.cartes[cle] for cle in dict.fromkeys(apport.cle for apport in une.apports)]
    familles = catalogue.vocabulaire("familles").modalites
    rangees = ((famille, tuple(carte for carte in cartes if carte.famille.id == famille.id)) for famille in familles)
    return tuple((famille, siennes) for famille, siennes in rangees if siennes)


def _resume(une: Organisation, voisines: int) -> str:
    avec = f", avec {accorder(voisines, 'autre')} {'organisations' if voisines > 1 else 'organisation'}" if voisines else ""
    return f"{une.nom} : partenaire de {accorder(len(une.exemples), 'exemple')} du catalogue{avec}."


def _action(une: Organisation, cle: str, catalogue: Catalogue) -> Action:
    siennes = [participation for participation in une.participations if participation.cle == cle]
    nom = "" if siennes[0].nom.startswith(une.nom) else siennes[0].nom
    roles = tuple(dict.fromkeys(participation.role for participation in siennes))
    return Action(catalogue.cartes[cle], roles, nom, _separe(une, cle, catalogue))


def _voisine(une: str, autre: str, catalogue: Catalogue) -> Voisine:
    organisation = catalogue.organisations[autre]
    ensemble = catalogue.reseau.liens[une].get(autre, 0)
    return Voisine(organisation.nom, organisation.adresse, organisation.profil, ensemble)


def _figure(retenues: Sequence[str], voisines: Iterable[Voisine], catalogue: Catalogue) -> Figure:
    return Figure(dessiner(retenues, catalogue.reseau, 360, 300), tuple(voisines)[: len(retenues)])


def _place(nom: str) -> int:
    """La largeur d’un nom écrit sous une forme : six unités par lettre, et de l’air."""
    return max(FORME, 6 * len(nom) + 12)


def _page_du_reseau(catalogue: Catalogue) -> Page:
    reseau = catalogue.reseau
    retenues = [une for une in reseau.les_plus_reliees if une in reseau.grand_ensemble][:RELIEES]

    def seule(une: str, nombre: int) -> Voisine:
        organisation = catalogue.organisations[une]
        return Voisine(organisation.nom, organisation.adresse, organisation.profil, nombre)

    reliees = tuple(seule(une, len(reseau.liens[une])) for une in retenues)
    vue = VueReseau(
        len(reseau.liens),
        sum(map(len, reseau.liens.values())) // 2,
        Figure(dessiner(retenues, reseau, 1000, 720, [_place(voisine.court) for voisine in reliees]), reliees),
        Figure(dessiner(retenues[:DESSINEES], reseau, 360, 480), reliees[:DESSINEES]),
        tuple(len(catalogue.organisations[une].exemples) for une in retenues),
        tuple(Pont(seule(une, len(reseau.liens[une])), nombre) for une, nombre in [*reseau.ponts.items()][:PONTS]),
        catalogue.vocabulaire("acteurs").modalites,
    )
    description = "Qui agit avec qui dans le catalogue : les organisations les plus reliées, et celles qui relient des mondes."
    return Page(ADRESSE_DU_RESEAU, "Le réseau des alliances", description, vue, FIL, plan=True, trouvable=True)
