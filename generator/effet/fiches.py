"""Ce qui arrive aux fiches d’une version à l’autre : ajoutées, changées, renommées, retirées."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.catalogue.catalogue import Catalogue, cites
from generator.catalogue.completude import Completude
from generator.constats.proximite import replier
from generator.effet.champs import Changement, changements, devient_un_recit
from generator.modele.fiches import Breve, Fiche


@dataclass(frozen=True, slots=True)
class Etat:
    """Combien de choses attendues une fiche a, sur combien, et celles qui lui manquent."""

    remplis: int
    total: int
    manquent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ajout:
    """Une fiche qui n’existait pas."""

    cle: str
    chemin: str
    famille: str
    """Le nom de sa famille, au singulier ; « brève » pour un exemple court."""
    titre: str
    adresse: str
    lieu: str
    completude: Etat


@dataclass(frozen=True, slots=True)
class Modification:
    """Une fiche qui existait, et ce qui y change ; `ancienne` est son ancienne clé si on l’a renommée.

    `redirigee` est faux si l’adresse d’avant ne mène plus nulle part ; `devient_un_recit` est vrai pour une brève racontée.
    """

    cle: str
    chemin: str
    titre: str
    adresse: str
    changements: tuple[Changement, ...]
    avant: Etat
    apres: Etat
    ancienne: str = ""
    redirigee: bool = True
    devient_un_recit: bool = False


@dataclass(frozen=True, slots=True)
class Retrait:
    """Une fiche qui n’est plus là, et les titres de celles qui y menaient ; `reprise` est celle où mène désormais son adresse."""

    cle: str
    titre: str
    adresse: str
    citee_par: tuple[str, ...]
    reprise: str


@dataclass(frozen=True, slots=True)
class Fiches:
    """Tout ce qui arrive aux fiches."""

    ajoutees: tuple[Ajout, ...] = ()
    changees: tuple[Modification, ...] = ()
    renommees: tuple[Modification, ...] = ()
    retirees: tuple[Retrait, ...] = ()


def comparer(avant: Catalogue, apres: Catalogue) -> Fiches:
    """Ce qui arrive aux fiches de l’un à l’autre."""
    parties = [cle for cle in avant.fiches if cle not in apres.fiches]
    venues = [cle for cle in apres.fiches if cle not in avant.fiches]
    renommees = dict(_renommees(avant, apres, parties, venues))
    return Fiches(
        tuple(_ajout(apres, apres.fiches[cle]) for cle in venues if cle not in renommees),
        tuple(
            _modification(avant, apres, avant.fiches[cle], fiche)
            for cle, fiche in apres.fiches.items()
            if cle in avant.fiches and avant.fiches[cle] != fiche
        ),
        tuple(_modification(avant, apres, avant.fiches[ancienne], apres.fiches[cle]) for cle, ancienne in renommees.items()),
        tuple(_retrait(avant, apres, avant.fiches[cle]) for cle in parties if cle not in renommees.values()),
    )


def _renommees(
    avant: Catalogue, apres: Catalogue, parties: Collection[str], venues: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Les fiches venues qui en sont une autre, partie : elles le disent, ou ont le même titre ou le même récit."""
    restent = list(parties)
    for cle in venues:
        nouvelle = apres.fiches[cle]
        memes = [une for une in restent if avant.fiches[une].famille == nouvelle.famille]
        dites = [une for une in memes if avant.fiches[une].identifiant in nouvelle.champs.anciens_identifiants]
        trouvees = dites or [une for une in memes if _se_confondent(avant.fiches[une], nouvelle)]
        if trouvees:
            restent.remove(trouvees[0])
            yield cle, trouvees[0]


def _se_confondent(ancienne: Fiche, nouvelle: Fiche) -> bool:
    meme_recit = bool(nouvelle.corps.strip()) and ancienne.corps == nouvelle.corps
    return meme_recit or replier(ancienne.titre) == replier(nouvelle.titre)


def _ajout(apres: Catalogue, fiche: Fiche) -> Ajout:
    return Ajout(
        fiche.cle,
        fiche.chemin,
        nom_de_sorte(apres, fiche),
        fiche.titre,
        fiche.adresse,
        apres.cartes[fiche.cle].lieu,
        _etat(apres.completudes[fiche.cle]),
    )


def nom_de_sorte(catalogue: Catalogue, fiche: Fiche) -> str:
    """Ce qu’est une fiche, en un mot : « exemple », « brève », « outil »."""
    if isinstance(fiche.champs, Breve):
        return catalogue.vocabulaire("formats")["breve"].singulier
    return catalogue.vocabulaire("familles")[fiche.famille].singulier


def _modification(avant: Catalogue, apres: Catalogue, ancienne: Fiche, nouvelle: Fiche) -> Modification:
    renommee = ancienne.cle != nouvelle.cle
    return Modification(
        nouvelle.cle,
        nouvelle.chemin,
        nouvelle.titre,
        nouvelle.adresse,
        changements(avant, apres, ancienne, nouvelle),
        _etat(avant.completudes[ancienne.cle]),
        _etat(apres.completudes[nouvelle.cle]),
        ancienne.cle if renommee else "",
        not renommee or ancienne.identifiant in nouvelle.champs.anciens_identifiants,
        devient_un_recit(ancienne, nouvelle),
    )


def _retrait(avant: Catalogue, apres: Catalogue, fiche: Fiche) -> Retrait:
    reprises = (autre.titre for autre in apres.famille(fiche.famille) if fiche.identifiant in autre.champs.anciens_identifiants)
    citantes = tuple(avant.fiches[cle].titre for cle in avant.renvois[fiche.cle] if fiche.cle in cites(avant.fiches[cle]))
    return Retrait(fiche.cle, fiche.titre, fiche.adresse, citantes, next(reprises, ""))


def _etat(completude: Completude) -> Etat:
    return Etat(completude.remplis, completude.total, tuple(critere.manque for critere in completude.manquants))
