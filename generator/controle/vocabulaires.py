"""Le référentiel : ce que les vocabulaires et la bibliographie se doivent l’un à l’autre.

Un vocabulaire bien formé peut encore mentir : une modalité dans un groupe qui n’existe pas disparaîtrait du site sans
un mot, deux modalités de même identifiant s’y écraseraient.
"""

from collections.abc import Iterator, Mapping

from generator.constats.constat import ERREUR, Constat, Position, Regle
from generator.constats.proximite import plus_proche
from generator.controle.champs_inconnus import INCONNU
from generator.controle.references import MODALITE_INCONNUE, SOURCE_INCONNUE
from generator.controle.sources import documents_decrits_une_fois
from generator.lecture.depot import VOCABULAIRES
from generator.lecture.document import Chemin, Document
from generator.modele.bibliographie import Reference, adresse_comparable
from generator.modele.classement import se_range
from generator.modele.fiches import FAMILLES, MODELES
from generator.modele.introspection import vocabulaires_de
from generator.modele.recueils import RECUEILS
from generator.modele.referentiel import Referentiel
from generator.modele.vocabulaires import Provenance, Vocabulaire

DOCUMENT_EN_DOUBLE = documents_decrits_une_fois.regle

REQUIS = frozenset(("familles",)).union(
    *(vocabulaires_de(modele) for modele in (*MODELES.values(), *(recueil.modele for recueil in RECUEILS)))
)
"""Les vocabulaires sans lesquels les modèles ne tiennent pas. Une facette qui se déduit peut manquer : elle n’est pas montrée."""

ABSENT = Regle(
    "vocabulaire-absent",
    ERREUR,
    "Il manque un vocabulaire",
    "Un fichier de `content/vocabulaires/` manque, alors que des fiches y prennent leurs valeurs. "
    "Remettez-le, ou retirez du modèle le champ qui s’en sert.",
    faux="content/vocabulaires/statuts.yml (effacé)",
    juste="content/vocabulaires/statuts.yml",
    dans="fichiers",
)

IDENTIFIANT_EN_DOUBLE = Regle(
    "modalite-en-double",
    ERREUR,
    "Deux valeurs du même nom",
    "Deux valeurs d’une même liste portent le même identifiant : leurs pages s’écraseraient l’une l’autre. "
    "Changez l’un des deux, ou retirez la répétition.",
    faux="modalites:\n  - {id: citoyens, libelle: Citoyens, definition: Des habitants., etabli: propose}\n"
    "  - {id: citoyens, libelle: Habitants, definition: Des voisins., etabli: propose}",
    juste="modalites:\n  - {id: citoyens, libelle: Citoyens, definition: Des habitants., etabli: propose}\n"
    "  - {id: voisins, libelle: Habitants, definition: Des voisins., etabli: propose}",
    dans="content/vocabulaires/acteurs.yml",
)


def controler_referentiel(referentiel: Referentiel, documents: Mapping[str, Document]) -> tuple[Constat, ...]:
    """Les constats d’un référentiel ; `documents` situe chaque vocabulaire, par identifiant."""
    constats = [
        Constat(Position(f"{VOCABULAIRES}/{nom}.yml"), ABSENT, "Ce vocabulaire manque : des fiches ou des pages en ont besoin.")
        for nom in sorted(REQUIS - set(referentiel.vocabulaires))
    ]
    for nom, vocabulaire in referentiel.vocabulaires.items():
        constats.extend(_controler(vocabulaire, documents[nom], referentiel))
    return tuple(constats)


def controler_bibliographie(bibliographie: Mapping[str, Reference], document: Document) -> tuple[Constat, ...]:
    """Les constats d’une bibliographie : une adresse du web n’y figure qu’une fois, sans quoi ses citations se dispersent."""
    vues: dict[str, str] = {}
    constats = []
    for cle, reference in bibliographie.items():
        adresse = adresse_comparable(reference.url)
        premier = vues.setdefault(adresse, cle) if adresse else cle
        if premier != cle:
            message = f"Cette adresse est déjà celle de « {premier} » : gardez une seule entrée."
            constats.append(Constat(document.situer((cle, "url")), DOCUMENT_EN_DOUBLE, message, reference.url))
    return tuple(constats)


def _controler(vocabulaire: Vocabulaire, document: Document, referentiel: Referentiel) -> Iterator[Constat]:
    if vocabulaire.facette and not se_range(vocabulaire.id):
        message = (
            f"Aucun champ ne prend ses valeurs dans « {vocabulaire.id} » et rien ne les déduit : ajoutez l’un ou l’autre, "
            "comme le dit CONTRIBUER.md, ou retirez « facette »."
        )
        yield Constat(document.situer(("facette",)), INCONNU, message, vocabulaire.id)
    if vocabulaire.id == "familles" and set(vocabulaire.identifiants) != set(FAMILLES):
        message = f"Les familles sont exactement : {', '.join(FAMILLES)}."
        yield Constat(document.situer(("modalites",)), MODALITE_INCONNUE, message)
    groupes = tuple(groupe.id for groupe in vocabulaire.groupes)
    vus: set[str] = set()
    for rang, modalite in enumerate(vocabulaire.modalites):
        if modalite.id in vus:
            message = f"L’identifiant « {modalite.id} » sert déjà dans cette liste."
            yield Constat(document.situer(("modalites", rang, "id")), IDENTIFIANT_EN_DOUBLE, message, modalite.id)
        vus.add(modalite.id)
        if (groupes or modalite.groupe) and modalite.groupe not in groupes:
            message = f"Le groupe « {modalite.groupe} » n’est pas dans « groupes »."
            ou = document.situer(("modalites", rang, "groupe"))
            yield Constat(ou, MODALITE_INCONNUE, message, modalite.groupe, suggestion=plus_proche(modalite.groupe, groupes))
        yield from _provenance(modalite.source, document, ("modalites", rang, "source", "document"), referentiel)
    yield from _provenance(vocabulaire.source, document, ("source", "document"), referentiel)


def _provenance(source: Provenance | None, document: Document, loc: Chemin, referentiel: Referentiel) -> Iterator[Constat]:
    connus = tuple(referentiel.bibliographie)
    if source is not None and source.document not in connus:
        message = f"Le document « {source.document} » n’est pas dans content/sources.yml."
        proche = plus_proche(source.document, connus)
        yield Constat(document.situer(loc), SOURCE_INCONNUE, message, source.document, suggestion=proche)
