"""La cohérence du référentiel : ce que les vocabulaires et la bibliographie se doivent l’un à l’autre.

Un vocabulaire bien formé peut encore mentir : une modalité dans un groupe qui n’existe pas disparaîtrait du site sans
un mot, deux modalités de même identifiant s’y écraseraient.
"""

from collections.abc import Callable, Iterator, Mapping

from generator.constats.constat import Constat
from generator.constats.proximite import plus_proche
from generator.lecture.entete import Chemin, Document
from generator.modele.champs import FAMILLES, VOCABULAIRES_REQUIS
from generator.modele.classement import se_range
from generator.modele.vocabulaires import Provenance, Reference, Referentiel, Vocabulaire

DOSSIER = "content/vocabulaires"


def controler_referentiel(referentiel: Referentiel, documents: Mapping[str, Document]) -> tuple[Constat, ...]:
    """Les constats d’un référentiel ; `documents` situe chaque vocabulaire, par identifiant."""
    constats = [_absent(nom) for nom in sorted(VOCABULAIRES_REQUIS - set(referentiel.vocabulaires))]
    for nom, vocabulaire in referentiel.vocabulaires.items():
        constats.extend(_controler(vocabulaire, documents[nom], referentiel))
    return tuple(constats)


def controler_bibliographie(bibliographie: Mapping[str, Reference], document: Document) -> tuple[Constat, ...]:
    """Les constats d’une bibliographie : une adresse du web n’y figure qu’une fois, sans quoi ses citations se dispersent."""
    vues: dict[str, str] = {}
    constats = []
    for nom, reference in bibliographie.items():
        premier = vues.setdefault(reference.url, nom) if reference.url else nom
        if premier != nom:
            position = document.situer((nom, "url"))
            message = f"Cette adresse est déjà celle de « {premier} » : gardez une seule entrée."
            constats.append(Constat(document.chemin, position.ligne, position.colonne, "lien-en-double", message, reference.url))
    return tuple(constats)


def _absent(nom: str) -> Constat:
    return Constat(
        f"{DOSSIER}/{nom}.yml", 1, 1, "fichier-illisible", "Ce vocabulaire manque : des fiches ou des pages en ont besoin."
    )


def _controler(vocabulaire: Vocabulaire, document: Document, referentiel: Referentiel) -> Iterator[Constat]:
    def constat(loc: Chemin, code: str, message: str, valeur: str = "", suggestion: str = "") -> Constat:
        position = document.situer(loc)
        return Constat(document.chemin, position.ligne, position.colonne, code, message, valeur, suggestion)

    if vocabulaire.facette and not se_range(vocabulaire.id):
        message = f"On ne sait pas ranger les fiches selon « {vocabulaire.id} » : retirez « facette » de ce vocabulaire."
        yield constat(("facette",), "champ-inconnu", message, vocabulaire.id)
    if vocabulaire.id == "familles" and set(vocabulaire.identifiants) != set(FAMILLES):
        message = f"Les familles sont exactement : {', '.join(FAMILLES)}."
        yield constat(("modalites",), "modalite-inconnue", message)
    groupes = tuple(groupe.id for groupe in vocabulaire.groupes)
    vus: set[str] = set()
    for rang, modalite in enumerate(vocabulaire.modalites):
        if modalite.id in vus:
            message = f"L’identifiant « {modalite.id} » sert déjà dans cette liste."
            yield constat(("modalites", rang, "id"), "champ-en-double", message, modalite.id)
        vus.add(modalite.id)
        if (groupes or modalite.groupe) and modalite.groupe not in groupes:
            message = f"Le groupe « {modalite.groupe} » n’est pas dans « groupes »."
            suggestion = plus_proche(modalite.groupe, groupes)
            yield constat(("modalites", rang, "groupe"), "modalite-inconnue", message, modalite.groupe, suggestion)
        yield from _provenance(modalite.source, ("modalites", rang, "source", "document"), referentiel, constat)
    yield from _provenance(vocabulaire.source, ("source", "document"), referentiel, constat)


def _provenance(
    source: Provenance | None, loc: Chemin, referentiel: Referentiel, constat: Callable[..., Constat]
) -> Iterator[Constat]:
    connus = tuple(referentiel.bibliographie)
    if source is not None and source.document not in connus:
        message = f"Le document « {source.document} » n’est pas dans content/sources.yml."
        yield constat(loc, "source-inconnue", message, source.document, plus_proche(source.document, connus))
