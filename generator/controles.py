"""Les contrôles : ce qu’un champ seul ne peut pas dire, une fiche ou tout le catalogue en main.

Chaque contrôle est une petite fonction qui rend ses constats ; en ajouter un, c’est l’écrire et l’inscrire en bas.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.constats import Constat
from generator.corps import images, liens_internes
from generator.lecture import Chemin, Position, Source
from generator.modeles import Donnee, Exemple, Fiche
from generator.proximite import plus_proche


@dataclass(frozen=True, slots=True)
class Cas:
    """Une fiche valide et le texte d’où elle vient, pour situer les constats ; et les images posées à côté d’elle."""

    fiche: Fiche
    source: Source
    images: frozenset[str] = frozenset()

    def constat(self, loc: Chemin, code: str, message: str, valeur: str = "", suggestion: str = "") -> Constat:
        position = self.source.document.situer(loc)
        return Constat(self.source.chemin, position.ligne, position.colonne, code, message, valeur, suggestion)


Controle = Callable[[Cas], Iterator[Constat]]


def periode_dans_l_ordre(cas: Cas) -> Iterator[Constat]:
    if isinstance(cas.fiche.champs, Exemple):
        periode = cas.fiche.champs.periode
        if periode.fin is not None and periode.fin < periode.debut:
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
    for loc, document in documents.items():
        if document not in cites:
            message = f"Ce chiffre vient de « {document} », qui manque dans « sources » : ajoutez-le, avec le passage."
            yield cas.constat(loc, "source-non-citee", message, document)


def plusieurs_profils(cas: Cas) -> Iterator[Constat]:
    if isinstance(cas.fiche.champs, Exemple) and len(cas.fiche.profils) < 2:
        message = "Tous les partenaires ont le même profil : une alliance réunit des acteurs différents. En manque-t-il un ?"
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
        brut = cas.source.document.valeur.get(nom) or []
        for valeur, fois in Counter(brut).items():
            if fois > 1:
                rang = len(brut) - 1 - brut[::-1].index(valeur)
                yield cas.constat((nom, rang), "champ-en-double", f"« {valeur} » est écrit {fois} fois dans « {nom} ».", valeur)


def images_presentes(cas: Cas) -> Iterator[Constat]:
    for image in images(cas.fiche.corps, cas.source.ligne_corps):
        if image.cible not in cas.images:
            message = f"« {image.cible} » n’est pas à côté de la fiche : placez l’image dans exemples/{cas.fiche.identifiant}/."
            suggestion = plus_proche(image.cible, cas.images)
            yield Constat(cas.source.chemin, image.ligne, image.colonne, "corps-image", message, image.cible, suggestion)


PAR_FICHE: tuple[Controle, ...] = (
    periode_dans_l_ordre,
    verification_apres_publication,
    chiffres_sources,
    plusieurs_profils,
    listes_sans_doublon,
    images_presentes,
)


def controler(cas: Sequence[Cas], cles: frozenset[str]) -> tuple[Constat, ...]:
    """Les constats de toutes les fiches. `cles` sont les fiches du dépôt, y compris celles qui ne sont pas valides."""
    constats = [constat for un in cas for controle in PAR_FICHE for constat in controle(un)]
    constats.extend(constat for un in cas for constat in _renvois(un, cles))
    constats.extend(_anciennes_adresses(cas, cles))
    return tuple(constats)


def _renvois(cas: Cas, cles: frozenset[str]) -> Iterator[Constat]:
    places = {cle: cas.source.document.situer(("voir_aussi", rang)) for rang, cle in enumerate(cas.fiche.champs.voir_aussi)}
    places |= {lien.cible: Position(lien.ligne, lien.colonne) for lien in liens_internes(cas.fiche.corps, cas.source.ligne_corps)}
    for cle, place in places.items():
        if cle not in cles:
            # On compare les noms seuls : la famille, commune à beaucoup de fiches, ferait ressembler tout à tout.
            noms = {autre.partition("/")[2]: autre for autre in sorted(cles)}
            suggestion = noms.get(plus_proche(cle.partition("/")[2], noms), "")
            message = f"La fiche « {cle} » n’existe pas."
            yield Constat(cas.source.chemin, place.ligne, place.colonne, "renvoi-inconnu", message, cle, suggestion)


def _anciennes_adresses(cas: Sequence[Cas], cles: frozenset[str]) -> Iterator[Constat]:
    prises = set(cles)
    for un in cas:
        for rang, ancien in enumerate(un.fiche.champs.anciens_identifiants):
            cle = f"{un.fiche.famille}/{ancien}"
            if cle in prises:
                message = f"L’adresse /{cle}/ est déjà celle d’une fiche : une adresse ne mène qu’à un endroit."
                yield un.constat(("anciens_identifiants", rang), "adresse-prise", message, ancien)
            prises.add(cle)
