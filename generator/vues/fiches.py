"""La page d’une fiche : ce qu’elle dit d’elle-même, ses liens avec les autres, ses sources."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from generator.catalogue import voisinage
from generator.catalogue.adresses import Lien, adresse_des_valeurs
from generator.catalogue.bibliographie import Adresses
from generator.catalogue.breves import AEcrire, a_ecrire
from generator.catalogue.cartes import Carte, sens_dit
from generator.catalogue.catalogue import Catalogue
from generator.catalogue.fraicheur import Feu
from generator.catalogue.francais import depuis, enumerer, majuscule, minuscule
from generator.catalogue.graphiques import Graphique
from generator.catalogue.preuves import raison
from generator.catalogue.signatures import Signature
from generator.catalogue.territoires import adresse
from generator.catalogue.voisinage import Voisin
from generator.modele.bibliographie import Reference
from generator.modele.fiches import Champs, Chiffre, Competence, Donnee, Exemple, Fiche, LienWeb, Mesure, Methode, Outil, Valeur
from generator.modele.geographie.formes import repere
from generator.modele.geographie.lieux import par_echelon
from generator.modele.referentiel import Referentiel
from generator.modele.territoires import Echelon
from generator.modele.vocabulaires import Modalite
from generator.vues.page import Page, Vue

_IMAGE = re.compile(r"(!\[[^\]]*\])\(([a-z0-9.-]+)\)")
_LIEN_INTERNE = re.compile(r"\]\(/([a-z]+/[a-z0-9-]+)/\)")


@dataclass(frozen=True, slots=True)
class Fait:
    """Une ligne de l’encadré « En bref » : une étiquette, puis des liens vers des modalités ou des textes simples."""

    etiquette: str
    liens: tuple[Lien, ...] = ()
    textes: tuple[str, ...] = ()
    principal: bool = True
    """Faux pour ce qui se range derrière « Tout le classement » : sur un téléphone, l’essentiel tient en un écran."""


@dataclass(frozen=True, slots=True)
class Nombre:
    """Un chiffre mis en valeur, jamais nu : ce qu’il compte, son année, sa source."""

    valeur: str
    unite: str
    libelle: str
    precise: str
    """Son année, sauf quand le libellé la dit déjà (« en 2002 (2002) » ferait relire), et son sens s’il n’est pas constaté."""
    source: int


@dataclass(frozen=True, slots=True)
class Groupe:
    """Les partenaires d’un même profil."""

    profil: Modalite
    partenaires: tuple[tuple[Lien, str], ...]
    """Chacun, où lire ce qu’il fait d’autre (rien pour un groupe), et son rôle."""


@dataclass(frozen=True, slots=True)
class Appuye:
    """Ce que dit une source, et son rang."""

    texte: str
    source: int


@dataclass(frozen=True, slots=True)
class Preuve:
    """Le niveau de preuve d’un exemple, sa raison, et l’évaluation s’il y en a une."""

    niveau: Modalite
    raison: str
    evaluation: Appuye | None


@dataclass(frozen=True, slots=True)
class SourceCitee:
    """Une source de la fiche, à son rang."""

    rang: int
    cle: str
    adresse: str
    reference: Reference
    partie: str
    passage: str


@dataclass(frozen=True, slots=True)
class Tableau:
    """Les valeurs d’une donnée : ses colonnes utiles, ses lignes, et où les télécharger."""

    avec_series: bool
    avec_annees: bool
    lignes: tuple[tuple[Valeur, int], ...]
    """Chaque valeur et le rang de sa source."""
    csv: str


@dataclass(frozen=True, slots=True)
class Desaccord:
    """Ce sur quoi les sources se contredisent, chaque version avec le rang de sa source."""

    sujet: str
    versions: tuple[tuple[str, int], ...]
    lecture: str


@dataclass(frozen=True, slots=True)
class Proche:
    """Un exemple proche et la raison de le lire."""

    carte: Carte
    raison: str


@dataclass(frozen=True, slots=True)
class VueFiche(Vue):
    """Tout ce que montre la page d’une fiche, hors de son corps."""

    fiche: Fiche
    famille: Modalite
    accroche: str
    faits: tuple[Fait, ...]
    nombres: tuple[Nombre, ...]
    signature: Signature | None
    partenaires: tuple[Groupe, ...]
    dates: tuple[tuple[int, str], ...]
    soutiens: tuple[tuple[str, str, str], ...]
    preuve: Preuve | None
    ecueils: tuple[tuple[Modalite, Appuye], ...]
    """Ce qui a coincé, et sur quel obstacle."""
    graphique: Graphique | None
    tableau: Tableau | None
    contradictions: tuple[Desaccord, ...]
    liens: tuple[LienWeb, ...]
    liees: tuple[tuple[Modalite, tuple[Carte, ...]], ...]
    proches: tuple[Proche, ...]
    reperes: tuple[tuple[int, int, int], ...]
    """Où elle est sur la carte de France."""
    sources: tuple[SourceCitee, ...]
    a_completer: tuple[str, ...]
    criteres: int
    """Combien de choses on attend de la fiche ; `manques` dit lesquelles n’y sont pas."""
    manques: tuple[str, ...]
    breve: AEcrire | None
    """D’une brève, ce qui lui manque pour être un récit."""
    feu: Feu | None
    annee_des_faits: int | None
    etat: str
    """Quand la fiche a été écrite ou relue, au milieu d’une phrase."""
    gabarit: ClassVar[str] = "fiche.html"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """La page de chaque fiche."""
    for fiche in catalogue.fiches.values():
        yield catalogue.memoire.reprendre(("page", fiche.cle), _entrees(fiche, catalogue), partial(_page, fiche, catalogue))


def _entrees(fiche: Fiche, catalogue: Catalogue) -> tuple[object, ...]:
    """Tout ce que montre la page d’une fiche, et dont elle dépend."""
    dont = (fiche, catalogue.adresses_des_documents)
    return (
        fiche,
        catalogue.referentiel,
        catalogue.classement[fiche.cle],
        catalogue.graphiques.get(fiche.cle),
        catalogue.signatures.get(fiche.cle),
        catalogue.completudes[fiche.cle],
        catalogue.feux.get(fiche.cle),
        catalogue.annees_des_faits[fiche.cle],
        [catalogue.cartes[cle] for cle in catalogue.renvois[fiche.cle]],
        _proches(fiche, catalogue),
        catalogue.memoire.reprendre(("documentée", fiche.cle), dont, partial(_documents, *dont)),
        [_page_de(partenaire.nom, catalogue) for partenaire in getattr(fiche.champs, "partenaires", ())],
    )


def _documents(fiche: Fiche, adresses: Adresses) -> list[str]:
    """Où le site parle de chaque document que cite une fiche."""
    cles = (source.document for source in fiche.champs.sources)
    return [adresses.get((fiche.cle, cle)) or adresses["", cle] for cle in cles]


def _page(fiche: Fiche, catalogue: Catalogue) -> Page:
    famille = catalogue.vocabulaire("familles")[fiche.famille]
    return Page(
        adresse=fiche.adresse,
        titre=fiche.titre,
        description=fiche.champs.resume,
        vue=vue(fiche, catalogue),
        fil=(Lien(famille.libelle, f"{fiche.famille}/"),),
        corps=corps(fiche),
        fichier=fiche.chemin,
        maj=fiche.champs.maj,
        trouvable=True,
        mots=fiche.champs.mots_cles,
    )


def corps(fiche: Fiche) -> str:
    """Le corps Markdown, ses liens et ses images pointés sur des fichiers pour que MkDocs les vérifie."""
    images = _IMAGE.sub(rf"\1({fiche.identifiant}/\2)", fiche.corps)
    return _LIEN_INTERNE.sub(r"](/\1.md)", images)


def vue(fiche: Fiche, catalogue: Catalogue) -> VueFiche:
    """La vue d’une fiche."""
    referentiel, champs = catalogue.referentiel, fiche.champs
    rangs, complet = _rangs(champs), catalogue.completudes[fiche.cle]
    return VueFiche(
        fiche=fiche,
        famille=referentiel.vocabulaires["familles"][fiche.famille],
        accroche=_accroche(champs),
        faits=(*_faits_propres(fiche, catalogue), *_faits_de_facettes(fiche, catalogue)),
        nombres=_nombres(champs, rangs, referentiel),
        partenaires=_partenaires(champs, catalogue),
        signature=catalogue.signatures.get(fiche.cle),
        dates=tuple((d.annee, d.fait) for d in champs.dates_cles) if isinstance(champs, Exemple) else (),
        soutiens=_soutiens(champs, referentiel),
        preuve=_preuve(fiche, champs, rangs, catalogue) if isinstance(champs, Exemple) else None,
        ecueils=_ecueils(champs, rangs, referentiel),
        graphique=catalogue.graphiques.get(fiche.cle),
        tableau=_tableau(fiche, champs, rangs) if isinstance(champs, Donnee) else None,
        contradictions=tuple(
            Desaccord(c.sujet, tuple((v.texte, rangs[v.source]) for v in c.versions), c.lecture) for c in champs.contradictions
        ),
        liens=champs.liens,
        liees=_liees(fiche, catalogue),
        proches=_proches(fiche, catalogue),
        reperes=tuple(dict.fromkeys(point for lieu in champs.territoires if (point := repere(lieu)))),
        sources=tuple(
            SourceCitee(rang, document.cle, document.adresse, document.reference, citation.partie, citation.passage)
            for rang, citation in enumerate(champs.sources, 1)
            if (document := catalogue.bibliographie.cite_par(fiche, citation.document))
        ),
        a_completer=champs.a_completer,
        criteres=complet.total,
        manques=tuple(critere.manque for critere in complet.manquants),
        breve=a_ecrire(fiche),
        feu=catalogue.feux.get(fiche.cle),
        annee_des_faits=catalogue.annees_des_faits[fiche.cle],
        etat=minuscule(catalogue.cartes[fiche.cle].etat),
    )


def _rangs(champs: Champs) -> dict[str, int]:
    """Le rang de la première citation de chaque document."""
    rangs: dict[str, int] = {}
    for rang, citation in enumerate(champs.sources, 1):
        rangs.setdefault(citation.document, rang)
    return rangs


def _accroche(champs: Champs) -> str:
    match champs:
        case Outil(question=question):
            return question
        case Methode(promesse=promesse):
            return promesse
        case Competence(offre=offre):
            return offre
        case Mesure(objectif_de_la_mesure=objectif):
            return objectif
    return ""


def _faits_propres(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fait]:
    """Les faits propres à la famille, les vides ôtés."""
    champs, referentiel = fiche.champs, catalogue.referentiel
    lieux = tuple(Lien(lieu.nom_usuel, adresse(lieu)) for lieu in champs.territoires)
    if lieux:
        yield Fait("Où", lieux)
    faits = {
        "Siège": champs.siege.nom_usuel if champs.siege else "",
    }
    match champs:
        case Exemple():
            faits["Quand"] = _quand(fiche, champs, catalogue)
        case Outil():
            faits |= _faits_d_outil(champs, referentiel)
        case Methode():
            faits |= {
                "Ce que l’on obtient": majuscule(enumerer([minuscule(livrable) for livrable in champs.livrables])),
                "Avant de commencer": champs.prerequis,
                "Formulée par": enumerer(champs.auteurs),
            }
        case Competence():
            genre = referentiel.vocabulaires["types-competence"][champs.type].libelle
            faits |= {"Type": genre, "Structure": champs.structure}
        case Donnee():
            faits |= {"Enquête": champs.enquete, "Population": champs.population, "Échantillon": champs.echantillon}
        case Mesure():
            faits |= _faits_de_mesure(champs, referentiel)
    yield from (Fait(etiquette, textes=(texte,)) for etiquette, texte in faits.items() if texte)


def _quand(fiche: Fiche, exemple: Exemple, catalogue: Catalogue) -> str:
    """La période, et de quand datent les dernières nouvelles : « en cours » se disait dans une source d’une certaine année."""
    quand = majuscule(depuis(exemple.periode))
    if exemple.statut == "en-cours":
        annee = catalogue.annees_des_faits[fiche.cle]
        return f"{quand}, encore actif en {annee} d’après nos sources" if annee else quand
    statut = catalogue.vocabulaire("statuts")[exemple.statut].libelle.lower()
    return quand if exemple.statut == "termine" and exemple.periode.fin else f"{quand} ({statut})"


def _faits_d_outil(outil: Outil, referentiel: Referentiel) -> dict[str, str]:
    return {
        "Type": referentiel.vocabulaires["types-outil"][outil.type].libelle,
        "Fait par": enumerer(outil.producteurs),
        "Année": str(outil.annee or ""),
        "Disponibilité": outil.etat,
    }


def _faits_de_mesure(mesure: Mesure, referentiel: Referentiel) -> dict[str, str]:
    dimension = referentiel.vocabulaires["dimensions"][mesure.dimension].libelle.lower()
    return {
        "Mesure": f"n° {mesure.numero} sur 21, dimension {dimension}",
        "Délai annoncé": mesure.delai,
        "Devaient aider": enumerer(mesure.facilitateurs),
        "Liée aux mesures": enumerer([str(numero) for numero in mesure.mesures_liees]),
        "Bilan en 2022": mesure.bilan,
    }


def _faits_de_facettes(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fait]:
    """Les badges : toutes les modalités de la fiche, facette par facette, toujours dans le même ordre."""
    for facette in catalogue.facettes:
        modalites = catalogue.classement[fiche.cle][facette.id]
        if modalites:
            liens = tuple(Lien(facette.vocabulaire[m].libelle, facette.adresse(m)) for m in modalites)
            etiquette = facette.vocabulaire.libelle if len(liens) > 1 else facette.vocabulaire.singulier.capitalize()
            yield Fait(
                etiquette, liens, principal=facette.vocabulaire.facette is not None and facette.vocabulaire.facette.principale
            )


def _nombres(champs: Champs, rangs: dict[str, int], referentiel: Referentiel) -> tuple[Nombre, ...]:
    if not isinstance(champs, Exemple):
        return ()

    def precise(chiffre: Chiffre) -> str:
        annee = "" if re.search(rf"\b{chiffre.annee}\b", chiffre.libelle) else str(chiffre.annee)
        return ", ".join(texte for texte in (annee, sens_dit(chiffre, referentiel)) if texte)

    return tuple(Nombre(c.valeur, c.unite, c.libelle, precise(c), rangs[c.source]) for c in champs.chiffres)


def _partenaires(champs: Champs, catalogue: Catalogue) -> tuple[Groupe, ...]:
    if not isinstance(champs, Exemple):
        return ()
    acteurs = catalogue.vocabulaire("acteurs")
    return tuple(
        Groupe(
            acteurs[profil],
            tuple((Lien(p.nom, _page_de(p.nom, catalogue)), p.role) for p in champs.partenaires if p.profil == profil),
        )
        for profil in champs.profils
    )


def _page_de(partenaire: str, catalogue: Catalogue) -> str:
    return catalogue.organisations[catalogue.annuaire.identifier(partenaire)].adresse


def _preuve(fiche: Fiche, exemple: Exemple, rangs: dict[str, int], catalogue: Catalogue) -> Preuve | None:
    niveau = catalogue.cartes[fiche.cle].preuve
    evaluation = exemple.evaluation
    appuyee = Appuye(evaluation.recit, rangs[evaluation.source]) if evaluation else None
    return Preuve(niveau, raison(exemple), appuyee) if niveau else None


def _soutiens(champs: Champs, referentiel: Referentiel) -> tuple[tuple[str, str, str], ...]:
    if not isinstance(champs, Exemple):
        return ()
    formes = referentiel.vocabulaires["soutiens"]
    return tuple((formes[s.forme].libelle, s.par, s.detail) for s in champs.soutiens)


def _ecueils(champs: Champs, rangs: dict[str, int], referentiel: Referentiel) -> tuple[tuple[Modalite, Appuye], ...]:
    if not isinstance(champs, Exemple):
        return ()
    obstacles = referentiel.vocabulaires["obstacles"]
    return tuple((obstacles[e.obstacle], Appuye(e.recit, rangs[e.source])) for e in champs.ce_qui_a_coince)


def _tableau(fiche: Fiche, donnee: Donnee, rangs: dict[str, int]) -> Tableau:
    return Tableau(
        avec_series=any(v.serie for v in donnee.valeurs),
        avec_annees=any(v.annee for v in donnee.valeurs),
        lignes=tuple((v, rangs[v.source]) for v in donnee.valeurs),
        csv=adresse_des_valeurs(fiche),
    )


def _liees(fiche: Fiche, catalogue: Catalogue) -> tuple[tuple[Modalite, tuple[Carte, ...]], ...]:
    """Les fiches liées, par famille, dans l’ordre des familles."""
    liees = [catalogue.fiches[cle] for cle in catalogue.renvois[fiche.cle]]
    groupes = (
        (famille, tuple(catalogue.cartes[f.cle] for f in liees if f.famille == famille.id))
        for famille in catalogue.vocabulaire("familles").modalites
    )
    return tuple((famille, cartes) for famille, cartes in groupes if cartes)


def _proches(fiche: Fiche, catalogue: Catalogue) -> tuple[Proche, ...]:
    voisins = catalogue.voisins.get(fiche.cle, ())
    return tuple(Proche(catalogue.cartes[voisin.cle], _pourquoi(voisin, catalogue)) for voisin in voisins)


def _pourquoi(voisin: Voisin, catalogue: Catalogue) -> str:
    """« Partenaire commun : Unis-Cité · même domaine : Santé » : la plus parlante, et une d’une autre sorte s’il y en a."""
    premiere, *autres = voisin.raisons
    autres.sort(key=lambda raison: raison[0] == premiere[0])
    return majuscule(" · ".join(_commun(*raison, catalogue) for raison in (premiere, *autres[:1])))


def _commun(genre: str, valeur: str, catalogue: Catalogue) -> str:
    match genre:
        case voisinage.ORGANISATION:
            return f"partenaire commun\N{NO-BREAK SPACE}: {catalogue.organisations[valeur].nom}"
        case voisinage.DEPARTEMENT:
            return f"même département ({par_echelon(Echelon.DEPARTEMENT)[valeur].nom})"
        case voisinage.A_COTE:
            return f"département voisin ({par_echelon(Echelon.DEPARTEMENT)[valeur].nom})"
    vocabulaire = catalogue.vocabulaire(genre)
    return f"même {vocabulaire.singulier}\N{NO-BREAK SPACE}: {vocabulaire[valeur].libelle}"
