"""Le catalogue : toutes les fiches valides, reliées, rangées, immuable.

Ce que plusieurs pages ont à savoir d’une fiche (sa carte, ses facettes, ses voisins, qui la cite) est ici une table, calculée une
fois, à la première demande : valider une fiche n’a pas à attendre ce que seul le site montre.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any, TypeVar, cast

from generator.catalogue.biais import Biais, mesurer
from generator.catalogue.bibliographie import Adresses, Bibliographie, DocumentCite, citer, recenser
from generator.catalogue.cartes import Carte, carte
from generator.catalogue.completude import Completude, completude
from generator.catalogue.cube import Matrice, croiser_les_exemples
from generator.catalogue.facettes import Classement, Croisement, Facette, classer, croiser, ranger
from generator.catalogue.fraicheur import Feu, annee_des_faits, feu
from generator.catalogue.graphiques import Graphique
from generator.catalogue.lexique import Lexique
from generator.catalogue.organisations import Organisation, nommer
from generator.catalogue.organisations import recenser as recenser_les_organisations
from generator.catalogue.reseau import Reseau, relier
from generator.catalogue.signatures import Signature, signer
from generator.catalogue.territoires import Cercle, Presences, Situation, cercles, contenus, localiser, situer, varier
from generator.catalogue.voisinage import Voisin, rapprocher
from generator.constats.proximite import replier
from generator.lecture.corps import liens_internes
from generator.memoire import Memoire
from generator.modele.annuaire import Annuaire
from generator.modele.base import Modele
from generator.modele.fiches import FAMILLES, Competence, Donnee, Exemple, Fiche, famille_de
from generator.modele.geographie.lieux import FRANCE
from generator.modele.pages import Entete
from generator.modele.recueils import GLOSSAIRE, ORGANISATIONS, Recueil
from generator.modele.referentiel import Referentiel
from generator.modele.territoires import Lieu
from generator.modele.vocabulaires import Vocabulaire

M = TypeVar("M", bound=Modele)

RESERVE = 12
"""Combien de fiches de toute la France on choisit pour leur variété : chaque lieu montre celles qu’il n’a pas plus près."""

AIDES = Competence.famille
"""La famille de qui peut aider : sur la page d’un lieu, elle ne se compte pas avec ce qui s’y fait."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Les fiches par clé (`outils/…`), dans l’ordre alphabétique des titres, les recueils, et les pages écrites à la main."""

    referentiel: Referentiel
    fiches: Mapping[str, Fiche] = field(default_factory=dict)
    recueils: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, repr=False)
    pages: Mapping[str, Entete] = field(default_factory=dict, repr=False)
    memoire: Memoire = field(default_factory=Memoire, repr=False)
    aujourd_hui: date | None = None
    """Le jour dont on juge la fraîcheur ; sans lui, on ne la juge pas."""

    def recueil(self, voulu: Recueil[M]) -> Mapping[str, M]:
        """Les éléments d’un recueil, par identifiant."""
        return cast("Mapping[str, M]", self.recueils.get(voulu.nom, {}))

    def famille(self, famille: str) -> tuple[Fiche, ...]:
        """Les fiches d’une famille."""
        return self._familles[famille]

    def vocabulaire(self, nom: str) -> Vocabulaire:
        """Un vocabulaire, par son nom."""
        return self.referentiel.vocabulaires[nom]

    @cached_property
    def cles(self) -> tuple[str, ...]:
        """Les clés de toutes les fiches, dans leur ordre."""
        return self.memoire.retrouver("clés", tuple(self.fiches))

    @cached_property
    def _familles(self) -> Mapping[str, tuple[Fiche, ...]]:
        familles: dict[str, list[Fiche]] = {famille: [] for famille in FAMILLES}
        for fiche in self.fiches.values():
            familles[fiche.famille].append(fiche)
        return {famille: tuple(fiches) for famille, fiches in familles.items()}

    @cached_property
    def par_famille(self) -> tuple[Fiche, ...]:
        """Toutes les fiches dans l’ordre où l’explorateur et les listes les montrent : par famille, puis par titre."""
        return tuple(fiche for famille in FAMILLES for fiche in self.famille(famille))

    @cached_property
    def renvois(self) -> Mapping[str, tuple[str, ...]]:
        """Les fiches liées à chacune, dans les deux sens, sans répétition : celles qu’elle cite, puis celles qui la citent."""
        cites_par = {
            cle: self.memoire.reprendre(("cite", cle), (fiche,), partial(cites, fiche)) for cle, fiche in self.fiches.items()
        }
        sortants = {cle: [c for c in citees if c in self.fiches and c != cle] for cle, citees in cites_par.items()}
        entrants: dict[str, list[str]] = defaultdict(list)
        for cle, cibles in sortants.items():
            for cible in cibles:
                entrants[cible].append(cle)
        liees = {cle: tuple(dict.fromkeys(sortants[cle] + entrants[cle])) for cle in self.fiches}
        return self.memoire.retrouver("renvois", liees)

    @cached_property
    def classement(self) -> Classement:
        """Les modalités de chaque fiche, vocabulaire par vocabulaire."""
        classees = {
            cle: self.memoire.reprendre(("classement", cle), (fiche, self.referentiel), partial(classer, fiche, self.referentiel))
            for cle, fiche in self.fiches.items()
        }
        return self.memoire.retrouver("classement", classees)

    @cached_property
    def facettes(self) -> tuple[Facette, ...]:
        """Les facettes du site, par rang, et leurs fiches."""
        dont = (self.cles, self.classement, self.referentiel)
        return self.memoire.reprendre("facettes", dont, partial(ranger, *dont, self.memoire))

    @cached_property
    def croisements(self) -> tuple[Croisement, ...]:
        """Les croisements qui ont des fiches."""
        return self.memoire.reprendre("croisements", (self.facettes,), partial(croiser, self.facettes, self.memoire))

    @cached_property
    def matrices(self) -> tuple[Matrice, ...]:
        """Les exemples croisés deux à deux, cases vides comprises."""
        dont = (self.facettes, self.croisements)
        return self.memoire.reprendre("matrices", dont, partial(croiser_les_exemples, *dont))

    @cached_property
    def cartes(self) -> Mapping[str, Carte]:
        """La carte de chaque fiche."""
        return {
            cle: self.memoire.reprendre(("carte", cle), dont, partial(carte, *dont))
            for cle, fiche in self.fiches.items()
            if (dont := (fiche, self.classement[cle], self.signatures.get(cle), self.referentiel))
        }

    @cached_property
    def signatures(self) -> Mapping[str, Signature]:
        """La signature de l’alliance que raconte chaque exemple."""
        return {
            fiche.cle: self.memoire.reprendre(("signature", fiche.cle), dont, partial(signer, *dont))
            for fiche in self.famille("exemples")
            if isinstance(fiche.champs, Exemple) and (dont := (fiche.champs.partenaires, self.vocabulaire("acteurs")))
        }

    @cached_property
    def completudes(self) -> Mapping[str, Completude]:
        """Ce qu’il manque à chaque fiche."""
        return {
            cle: self.memoire.reprendre(("complétude", cle), dont, partial(completude, *dont))
            for cle, fiche in self.fiches.items()
            if (dont := (fiche, self.renvois[cle]))
        }

    @cached_property
    def feux(self) -> Mapping[str, Feu]:
        """La fraîcheur de chaque fiche, si l’on sait quel jour on est."""
        if self.aujourd_hui is None:
            return {}
        return {cle: feu(fiche.champs, self.aujourd_hui) for cle, fiche in self.fiches.items()}

    @cached_property
    def annees_des_faits(self) -> Mapping[str, int | None]:
        """L’année de la source la plus récente de chaque fiche."""
        return {
            cle: annee_des_faits(self.bibliographie.cite_par(fiche, s.document).reference.annee for s in fiche.champs.sources)
            for cle, fiche in self.fiches.items()
        }

    @cached_property
    def graphiques(self) -> Mapping[str, Graphique]:
        """Le graphique de chaque donnée qui en demande un."""
        return {
            fiche.cle: self.memoire.reprendre(("dessin", fiche.cle), (fiche.champs,), partial(Graphique, fiche.cle, fiche.champs))
            for fiche in self.famille("donnees")
            if isinstance(fiche.champs, Donnee) and fiche.champs.graphique
        }

    @cached_property
    def voisins(self) -> Mapping[str, tuple[Voisin, ...]]:
        """Les exemples proches de chaque exemple."""
        dont = (self.facettes, self.organisations, self.situation, self.obstacles, self.renvois)
        return self.memoire.reprendre("voisins", dont, partial(rapprocher, *dont, memoire=self.memoire))

    @cached_property
    def obstacles(self) -> Mapping[str, tuple[str, ...]]:
        """Les exemples qui ont buté sur chaque obstacle."""
        butant: dict[str, list[str]] = {}
        for fiche in self.famille("exemples"):
            for obstacle in _obstacles(fiche):
                butant.setdefault(obstacle, []).append(fiche.cle)
        return self.memoire.retrouver("obstacles", {obstacle: tuple(siens) for obstacle, siens in butant.items()})

    @property
    def parlent_d_ecueils(self) -> int:
        """Combien d’exemples racontent ce qui a coincé."""
        return len({cle for siens in self.obstacles.values() for cle in siens})

    @cached_property
    def situation(self) -> Situation:
        """Les lieux où agit chaque fiche qui en nomme, famille par famille."""
        situees = {fiche.cle: situer(fiche.champs.territoires) for fiche in self.par_famille if fiche.champs.territoires}
        return self.memoire.retrouver("situation", situees)

    @cached_property
    def presences(self) -> Presences:
        """Les fiches de chaque lieu, hors de celles qui peuvent aider."""
        return self._localiser("présences", aides=False)

    @cached_property
    def aides(self) -> Presences:
        """Les compétences de chaque lieu : qui peut y aider."""
        return self._localiser("aides", aides=True)

    def cercles(self, lieu: Lieu, *, aides: bool = False) -> tuple[Cercle, ...]:
        """Les fiches vues d’un lieu, ou ce qui peut y aider, du plus proche au plus large."""
        presences = self.aides if aides else self.presences
        return self.memoire.reprendre(("cercles", lieu, aides), (presences,), partial(cercles, lieu, presences))

    @cached_property
    def lieux_contenus(self) -> Mapping[Lieu, tuple[Lieu, ...]]:
        """Pour chaque lieu, les communes et les intercommunalités qu’il contient et qui ont des fiches, de A à Z."""
        dont = (self.presences, self.aides)
        return self.memoire.reprendre("lieux contenus", dont, lambda: contenus((*dont[0].precises, *dont[1].precises)))

    @cached_property
    def variees(self) -> tuple[str, ...]:
        """Parmi les exemples de toute la France, quelques-uns de domaines différents."""
        siennes = [cle for cle in self.presences.precises.get(FRANCE, ()) if famille_de(cle) == Exemple.famille]
        marques = {cle: self.classement[cle]["domaines"] for cle in siennes}
        return self.memoire.reprendre("variées", (marques,), partial(varier, marques, RESERVE))

    @cached_property
    def aides_variees(self) -> tuple[str, ...]:
        """Parmi les structures qui aident dans toute la France, une de chaque sorte d’abord."""
        siennes = ((cle, self.fiches[cle].champs) for cle in self.aides.precises.get(FRANCE, ()))
        sortes = {cle: (champs.type,) for cle, champs in siennes if isinstance(champs, Competence)}
        return self.memoire.reprendre("aides variées", (sortes,), partial(varier, sortes, RESERVE))

    def _localiser(self, nom: str, *, aides: bool) -> Presences:
        siennes = {cle: lieux for cle, lieux in self.situation.items() if (famille_de(cle) == AIDES) == aides}
        return self.memoire.reprendre(nom, (siennes,), partial(localiser, nom, siennes, self.memoire))

    @cached_property
    def bibliographie(self) -> Bibliographie:
        """Les documents cités, et par qui."""
        citees = tuple(
            self.memoire.reprendre(("citées", cle), (fiche,), partial(citer, fiche)) for cle, fiche in self.fiches.items()
        )
        dont = (citees, self.referentiel.bibliographie)
        return self.memoire.reprendre("bibliographie", dont, partial(recenser, *dont))

    @cached_property
    def adresses_des_documents(self) -> Adresses:
        """Où le site parle de chaque document."""
        return self.memoire.retrouver("adresses", self.bibliographie.adresses)

    @cached_property
    def organisations(self) -> Mapping[str, Organisation]:
        """Toutes les organisations, par identifiant."""
        nommees = tuple(
            self.memoire.reprendre(("nommées", cle), (fiche,), partial(nommer, fiche)) for cle, fiche in self.fiches.items()
        )
        dont = (nommees, self.recueil(ORGANISATIONS))
        return self.memoire.reprendre("organisations", dont, partial(recenser_les_organisations, *dont))

    @cached_property
    def annuaire(self) -> Annuaire:
        """De quoi reconnaître une organisation sous le nom qu’une fiche lui donne."""
        return Annuaire(self.recueil(ORGANISATIONS))

    @cached_property
    def reseau(self) -> Reseau:
        """Qui agit avec qui."""
        dont = (self.organisations, self.separees)
        return self.memoire.reprendre("réseau", dont, partial(relier, *dont))

    @cached_property
    def separees(self) -> Mapping[str, frozenset[str]]:
        """Des exemples qui réunissent des cas séparés, les organisations qui sont de tous."""
        communs = {fiche.cle: getattr(fiche.champs, "cas_separes", ()) for fiche in self.famille("exemples")}
        siennes = {cle: frozenset(map(self.annuaire.identifier, noms)) for cle, noms in communs.items() if noms}
        return self.memoire.retrouver("séparées", siennes)

    @cached_property
    def biais(self) -> Biais:
        """Ce que la façon de remplir le catalogue lui fait dire."""

        def cites(fiche: Fiche) -> Iterator[DocumentCite]:
            cles = dict.fromkeys(source.document for source in fiche.champs.sources)
            return (self.bibliographie.cite_par(fiche, cle) for cle in cles)

        dont = (self.famille("exemples"), self.bibliographie, self.recueil(ORGANISATIONS))
        return self.memoire.reprendre("biais", dont, partial(mesurer, dont[0], cites, self.annuaire))

    @cached_property
    def lexique(self) -> Lexique:
        """Les mots du glossaire, prêts à être cherchés dans un texte."""
        return Lexique(self.recueil(GLOSSAIRE))


def cataloguer(
    fiches: Iterable[Fiche],
    referentiel: Referentiel,
    recueils: Mapping[str, Mapping[str, Any]],
    pages: Mapping[str, Entete],
    memoire: Memoire | None = None,
    *,
    aujourd_hui: date | None = None,
) -> Catalogue:
    """Range les fiches par titre. Les renvois vers une fiche absente, que les contrôles signalent, seront ignorés."""
    triees = sorted(fiches, key=lambda fiche: (_rang(fiche.titre), fiche.cle))
    return Catalogue(referentiel, {fiche.cle: fiche for fiche in triees}, recueils, pages, memoire or Memoire(), aujourd_hui)


def cites(fiche: Fiche) -> tuple[str, ...]:
    """Les clés des fiches qu’une fiche cite, dans son en-tête puis dans son corps."""
    dans_le_corps = (lien.cible for lien in liens_internes(fiche.corps))
    return tuple(dict.fromkeys((*fiche.champs.voir_aussi, *dans_le_corps)))


def _obstacles(fiche: Fiche) -> tuple[str, ...]:
    """Sur quoi un exemple a buté, sans répétition."""
    ecueils = fiche.champs.ce_qui_a_coince if isinstance(fiche.champs, Exemple) else ()
    return tuple(dict.fromkeys(ecueil.obstacle for ecueil in ecueils))


def _rang(titre: str) -> str:
    """De quoi ranger par titre, « Mesure 7 » avant « Mesure 18 »."""
    return re.sub(r"\d+", lambda nombre: nombre[0].zfill(6), replier(titre))
