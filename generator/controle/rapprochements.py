"""Deux fiches qui racontent sans doute la même chose : un score, et sa raison.

On ne compare une fiche qu’à celles qui ont avec elle une organisation ou un document en commun : dix mille fiches ne font pas
cent millions de paires. Ce qui est commun à trop de fiches ne rapproche rien.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.constats.proximite import replier
from generator.lecture.apercus import Apercu
from generator.memoire import Memoire
from generator.modele.annuaire import Annuaire
from generator.modele.fiches import famille_de

SEUIL = 0.8
"""À partir de là, deux fiches se ressemblent trop pour qu’on ne demande pas si c’est la même."""

TROP_COURANT = 60
"""Ce que plus de fiches ont en commun ne désigne aucune d’elles."""


@dataclass(frozen=True, slots=True)
class Traits:
    """Ce à quoi l’on reconnaît une fiche : son titre, ses organisations, ses documents et ses lieux, repliés."""

    titre: str
    organisations: frozenset[str]
    documents: frozenset[str]
    """L’adresse de ceux qu’elle décrit, la clé des autres."""
    lieux: frozenset[str]

    @property
    def a_rapprocher(self) -> Iterator[tuple[str, str]]:
        """Ceux qui suffisent à comparer deux fiches qui les ont en commun : au même endroit, il y a trop d’alliances."""
        if self.titre:
            yield "titre", self.titre
        yield from (("organisation", une) for une in self.organisations)
        yield from (("document", un) for un in self.documents)


class Rapprochements:
    """Les fiches d’un dépôt, vues de loin, et celles qui se ressemblent. Rien ne se compare avant qu’on le demande."""

    def __init__(self, annuaire: Annuaire, apercus: Mapping[str, Apercu], memoire: Memoire | None = None) -> None:
        self._annuaire = annuaire
        self._apercus = apercus
        self._memoire = memoire or Memoire(garde=False)
        self._traits: dict[str, Traits] = {}
        self._jumelles: dict[str, list[str]] = {}

    def jumelle(self, cle: str) -> list[str]:
        """La fiche qui ressemble le plus à celle-ci, ce qu’elles ont en commun, et « copie » si tout l’est ; ou rien.

        Une paire que l’une des deux dit distincte n’en est pas une ; et des deux, c’est la plus récente que l’on interroge.
        """
        if cle not in self._jumelles:
            self._jumelles[cle] = self._chercher(cle)
        return self._jumelles[cle]

    def _chercher(self, cle: str) -> list[str]:
        trouvees = [(score, autre) for autre in self._candidates(cle) if (score := self._score(cle, autre)) >= SEUIL]
        for _, autre in sorted(trouvees, reverse=True):
            if not self.distinctes(cle, autre) and self._plus_recente(cle, autre):
                return [autre, self._raison(cle, autre), "copie" if self._est_une_copie(cle, autre) else ""]
        return []

    def se_ressemblent(self, cle: str, autre: str) -> bool:
        """Vrai si l’on demanderait, sans décision, si ces deux fiches sont la même."""
        return cle in self._apercus and autre in self._apercus and self._score(cle, autre) >= SEUIL

    def distinctes(self, cle: str, autre: str) -> bool:
        """Vrai si l’une des deux dit n’être pas l’autre."""
        return autre in self._apercus[cle].distinctes or cle in self._apercus[autre].distinctes

    def _candidates(self, cle: str) -> Iterable[str]:
        """Les fiches de la même famille qui ont avec celle-ci au moins deux traits en commun, ou son titre."""
        if cle not in self._apercus:
            return ()
        communs: Counter[str] = Counter()
        for trait in self._traits_de(cle).a_rapprocher:
            # Un titre suffit ; il faut deux organisations ou deux documents.
            communs.update(dict.fromkeys(self._par_trait.get(trait, ()), 2 if trait[0] == "titre" else 1))
        famille = famille_de(cle)
        return (autre for autre, fois in communs.items() if autre != cle and fois >= 2 and famille_de(autre) == famille)

    def _traits_de(self, cle: str) -> Traits:
        if cle not in self._traits:
            vu, annuaire = self._apercus[cle], self._annuaire
            self._traits[cle] = self._memoire.reprendre(("traits", cle), (vu, annuaire), lambda: _traits(vu, annuaire))
        return self._traits[cle]

    @cached_property
    def _par_trait(self) -> Mapping[tuple[str, str], list[str]]:
        rangees: dict[tuple[str, str], list[str]] = defaultdict(list)
        for cle in self._apercus:
            for trait in self._traits_de(cle).a_rapprocher:
                rangees[trait].append(cle)
        return {trait: cles for trait, cles in rangees.items() if 1 < len(cles) <= TROP_COURANT}

    @cached_property
    def _designee(self) -> Mapping[str, int]:
        """Combien de fiches désignent chacune."""
        return Counter(renvoi for vu in self._apercus.values() for renvoi in vu.renvois)

    def _score(self, cle: str, autre: str) -> float:
        """De 0 à 1 ; 0 pour deux fiches que le même titre ne suffirait pas à rapprocher."""
        if self._note(cle, autre, titres=1.0) < SEUIL:
            return 0.0
        # Chargé ici seulement : la plupart des fiches n’ont rien à comparer.
        from rapidfuzz import fuzz  # noqa: PLC0415

        titres = fuzz.token_sort_ratio(self._traits_de(cle).titre, self._traits_de(autre).titre) / 100
        return self._note(cle, autre, titres=titres)

    def _note(self, cle: str, autre: str, *, titres: float) -> float:
        """De 0 à 1 : organisations, documents, titre, territoire, période, chacun pour sa part."""
        un, deux = self._apercus[cle], self._apercus[autre]
        siens, ceux_de_l_autre = self._traits_de(cle), self._traits_de(autre)
        documents = _part(siens.documents, ceux_de_l_autre.documents)
        organisations = _part(siens.organisations, ceux_de_l_autre.organisations)
        if un.porteur:
            return organisations * max(0.5 + 0.5 * titres, 0.6 + 0.4 * documents)
        if not un.partenaires:
            return 0.5 * documents + 0.5 * titres
        lieux = _part(siens.lieux, ceux_de_l_autre.lieux)
        periode = float(bool(un.annee) and un.annee == deux.annee)
        # Les mêmes organisations, au même endroit, depuis la même année : même sans un document commun, c’est sans doute la même.
        memes = 0.55 * organisations + 0.2 * lieux + 0.15 * periode + 0.1 * titres
        return max(memes, 0.4 * organisations + 0.3 * documents + 0.1 * titres + 0.1 * lieux + 0.1 * periode)

    def _raison(self, cle: str, autre: str) -> str:
        un, deux = self._apercus[cle], self._apercus[autre]
        siens, ceux_de_l_autre = self._traits_de(cle), self._traits_de(autre)
        organisations = len(siens.organisations & ceux_de_l_autre.organisations)
        documents = len(siens.documents & ceux_de_l_autre.documents)
        dites = [
            "le même titre" if siens.titre == ceux_de_l_autre.titre else "",
            ("le même organisme" if un.porteur else f"{organisations} organisations") if organisations > 1 or un.porteur else "",
            f"{documents} document{'s' * (documents > 1)}" if documents else "",
            "la même période" if un.annee and un.annee == deux.annee else "",
        ]
        *premieres, derniere = [une for une in dites if une]
        return f"{', '.join(premieres)} et {derniere}" if premieres else derniere

    def _est_une_copie(self, cle: str, autre: str) -> bool:
        siens, ceux_de_l_autre = self._traits_de(cle), self._traits_de(autre)
        return siens.titre == ceux_de_l_autre.titre and set(siens.a_rapprocher) == set(ceux_de_l_autre.a_rapprocher)

    def _plus_recente(self, cle: str, autre: str) -> bool:
        return self._rang(cle) > self._rang(autre)

    def _rang(self, cle: str) -> tuple[str, int, int, str]:
        # Écrites le même jour, la plus ancienne est celle que d’autres désignent ; une copie a un nom plus long.
        return self._apercus[cle].ecrite_le, -self._designee[cle], len(cle), cle


def _traits(vu: Apercu, annuaire: Annuaire) -> Traits:
    decrits = {document for document, _ in vu.documents}
    return Traits(
        replier(vu.titre),
        frozenset(annuaire.identifier(nom) for nom in (*vu.partenaires, *filter(None, [vu.porteur]))),
        frozenset(filter(None, [adresse for _, adresse in vu.documents])) | (frozenset(vu.cites) - decrits),
        frozenset(map(replier, vu.territoires)),
    )


def _part(unes: frozenset[str], autres: frozenset[str]) -> float:
    """Ce que deux ensembles ont en commun, rapporté à la moyenne des deux."""
    return 2 * len(unes & autres) / (len(unes) + len(autres)) if unes and autres else 0.0
