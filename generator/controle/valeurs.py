"""Ce que l’on a voulu dire dans un champ, avec les mots de tous les jours : une modalité, un lieu, une année, une liste."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypedDict

from pydantic.fields import FieldInfo

from generator.constats.proximite import PETITS_MOTS, replier
from generator.modele.introspection import est_une_liste, modele_de, type_de, vocabulaire_de
from generator.modele.referentiel import Referentiel
from generator.modele.territoires import Lieu
from generator.modele.vocabulaires import Modalite

_SEPARATEURS = r"\s*[,;/\n]\s*|\s+et\s+|\s+&\s+"

_MOIS = ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre")

_AUTOUR_D_UNE_ANNEE = (
    r"(?:depuis|exercice|en|des|dès|l’année|année|début|fin|le|\d{1,2}|[/.\s-]|janvier|février|mars|avril|mai|juin|juillet|août|"
)
_AUTOUR_D_UNE_ANNEE += r"septembre|octobre|novembre|décembre|rentrée|printemps|été|automne|hiver)*"


_DEBUT, _SIECLE = 15, 30
"""Ce que peuvent valoir les deux derniers chiffres d’une année de ce siècle : une fiche se date d’aujourd’hui ou de peu avant."""

PETITE_LISTE = 8
"""Jusque-là, chaque valeur d’une liste se montre avec sa définition ; au-delà, avec son nom affiché."""


class Choix(TypedDict, total=False):
    """Ce qu’on aurait pu écrire, et ce que cela veut dire."""

    admis: tuple[str, ...]
    precisions: tuple[str, ...]


def valeur_dite(nom: str, vocabulaire: str, referentiel: Referentiel) -> str:
    """La valeur que dit le premier mot d’un nom, s’il n’en dit qu’une : « Mairie de Crest » est un acteur public."""
    liste = referentiel.vocabulaires.get(vocabulaire)
    mots = [mot for mot in replier(nom).split() if mot not in PETITS_MOTS]
    dites = liste.dites(mots[0]) if mots and liste else ()
    return dites[0].id if len(dites) == 1 else ""


def choix(modalites: Sequence[Modalite]) -> Choix:
    """Les modalités entre lesquelles choisir, en clair."""
    courte = len(modalites) <= PETITE_LISTE
    precisions = tuple(m.definition if courte else m.libelle for m in modalites)
    return Choix(admis=tuple(m.id for m in modalites), precisions=precisions)


def comprendre(texte: str, champ: FieldInfo, referentiel: Referentiel) -> tuple[str, ...]:
    """Ce qu’il faut écrire dans ce champ pour dire `texte` : une valeur, plusieurs dans une liste, rien si l’on n’est pas sûr."""
    if modele_de(champ):
        return ()
    entier = _une(texte, champ, referentiel)
    if entier or not est_une_liste(champ):
        return entier[:1] if not est_une_liste(champ) and len(entier) > 1 else entier
    trouvees = [_une(morceau, champ, referentiel) for morceau in re.split(_SEPARATEURS, texte.strip("[] ")) if morceau]
    return tuple(dict.fromkeys(une for siennes in trouvees for une in siennes)) if all(trouvees) else ()


def _une(texte: str, champ: FieldInfo, referentiel: Referentiel) -> tuple[str, ...]:
    texte = texte.strip(" \"'«»\N{NO-BREAK SPACE}")
    sorte = type_de(champ)
    if nom := vocabulaire_de(champ):
        vocabulaire = referentiel.vocabulaires[nom]
        dites = vocabulaire.dites(texte) if texte not in vocabulaire.identifiants else (vocabulaire[texte],)
        return (dites[0].id,) if len(dites) == 1 else ()
    if sorte is Lieu:
        return tuple(lieux(texte))
    if sorte is int:
        return tuple(_annee(texte))
    if sorte is date:
        return tuple(jour(texte))
    if est_une_liste(champ):
        return (texte,) if texte and not re.search(_SEPARATEURS, texte) else ()
    return (texte,) if texte else ()


def lieux(texte: str) -> Iterator[str]:
    """Ce qu’il faut écrire pour ce lieu, ou ces lieux, si l’on en est sûr."""
    # Chargé ici seulement : une fiche saine n’a pas de nom à reconnaître.
    from generator.modele.geographie import usages  # noqa: PLC0415

    yield from usages.graphies((usages.officiel(texte) or usages.reconnaitre(texte)).lieux)


def annees_possibles(texte: str) -> tuple[str, ...]:
    """Les deux années que dit « 2022/2023 », entre lesquelles choisir ; rien s’il n’y en a qu’une."""
    lues = re.fullmatch(r"((?:18|19|20)\d\d)\s*(?:[/–—-]|et|à|ou)\s*((?:18|19|20)?\d\d)", texte.strip().casefold())
    if not lues:
        return ()
    autre = lues[2] if len(lues[2]) == 4 else lues[1][:2] + lues[2]
    # « 2022-03 » est un mois de 2022, et non deux années.
    return (lues[1], autre) if lues[2] == autre or int(autre) == int(lues[1]) + 1 else ()


def _annee(texte: str) -> Iterator[str]:
    """L’année que dit « depuis septembre 2019 », mais pas « vers 2019 » : ce serait changer le fait."""
    if annees_possibles(texte):
        return
    if trouvee := re.fullmatch(_AUTOUR_D_UNE_ANNEE + r"((?:18|19|20)\d\d)", texte.casefold()):
        yield trouvee[1]
    else:
        yield from (quand[:4] for quand in (*jour(texte), *re.findall(r"^(?:19|20)\d\d-\d\d-\d\d$", texte)))


def jour(texte: str) -> Iterator[str]:
    """Le jour que disent « 24/11/2026 » et « 24 novembre 2026 »."""
    from generator.constats.proximite import replier  # noqa: PLC0415

    trouve = re.fullmatch(
        r"(?:le )?(?:lundi |mardi |mercredi |jeudi |vendredi |samedi |dimanche )?(\d{1,2})(?:er)? (\w+) (\d{4})"
        r"(?: (?:a )?\d{1,2} (?:h )?\d{2})?",
        replier(texte),
    )
    if not trouve:
        siens = _jours_courts(texte)
        yield from siens if len(siens) == 1 else ()
        return
    quand, mois, annee = trouve.groups()
    rang = int(mois) if mois.isdigit() else _MOIS.index(mois) + 1 if mois in _MOIS else 0
    try:
        yield date(int(annee), rang, int(quand)).isoformat()
    except ValueError:
        return


def jours_possibles(texte: str) -> tuple[str, ...]:
    """Les jours que peut dire « 12/11/10 », quand il y en a deux ; rien sinon."""
    siens = _jours_courts(texte)
    return siens if len(siens) > 1 else ()


def _jours_courts(texte: str) -> tuple[str, ...]:
    """« 21.11.26 » est un jour à la française ; « 26-11-21 », peut-être une date à l’envers : les deux, s’ils sont possibles."""
    trouve = re.fullmatch(r"(\d\d)([./ -])(\d\d)\2(\d\d)", texte.strip())
    if not trouve:
        return ()
    ordres = [(trouve[4], trouve[1])]
    if trouve[2] == "-":
        ordres.append((trouve[1], trouve[4]))
    siens = []
    for annee, quand in ordres:
        try:
            if _DEBUT <= int(annee) <= _SIECLE:
                siens.append(date(2000 + int(annee), int(trouve[3]), int(quand)).isoformat())
        except ValueError:
            return ()  # Un jour qui n’existe pas : une faute de frappe, dont on ne sait rien.
    return tuple(dict.fromkeys(siens))
