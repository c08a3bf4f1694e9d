"""Les contrôles du glossaire, des parcours et des questions : ce qu’un élément seul ne peut pas dire."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.constats.constat import Constat
from generator.constats.proximite import plus_proche
from generator.controle.controles import Depot
from generator.controle.passages import passages_perdus
from generator.lecture.entete import Chemin, Document
from generator.modele.recueils import Parcours, Questions, Terme


def controler_glossaire(glossaire: Mapping[str, Terme], ecrit: Document, entourage: Depot) -> tuple[Constat, ...]:
    """Les constats du glossaire : une graphie ne mène qu’à un terme, un renvoi mène quelque part, un passage se retrouve."""
    return tuple(_constats_du_glossaire(glossaire, ecrit, entourage))


def controler_parcours(parcours: Mapping[str, Parcours], ecrit: Document, entourage: Depot) -> tuple[Constat, ...]:
    """Les constats des parcours : les temps s’additionnent, les fiches existent."""
    return tuple(_constats_des_parcours(parcours, ecrit, entourage))


def controler_questions(questions: Questions, ecrit: Document, entourage: Depot) -> tuple[Constat, ...]:
    """Les constats des questions : les fiches attendues existent."""
    constat = _situer(ecrit)
    return tuple(
        faute
        for rang, epreuve in enumerate(questions.epreuves)
        for groupe, siennes in epreuve.groupes.items()
        for question, attendues in siennes.items()
        for faute in _renvois(attendues, ("epreuves", rang, "groupes", groupe, question), entourage.cles, constat)
    )


def _constats_du_glossaire(glossaire: Mapping[str, Terme], ecrit: Document, entourage: Depot) -> Iterator[Constat]:
    constat = _situer(ecrit)
    prises: dict[str, str] = {}
    for nom, terme in glossaire.items():
        for graphie in terme.graphies:
            autre = prises.setdefault(graphie.casefold(), nom)
            if autre != nom:
                yield constat((nom,), "champ-en-double", f"« {graphie} » mène déjà à « {autre} » : gardez-en un.", graphie)
        yield from _renvois(terme.voir_aussi, (nom, "voir_aussi"), entourage.cles, constat)
        yield from passages_perdus(ecrit, terme.sources, (nom, "sources"), entourage.textes)


def _constats_des_parcours(parcours: Mapping[str, Parcours], ecrit: Document, entourage: Depot) -> Iterator[Constat]:
    constat = _situer(ecrit)
    for nom, un in parcours.items():
        total = sum(etape.minutes for etape in un.etapes)
        if total != un.minutes:
            message = f"Les étapes de ce parcours durent {total} minutes en tout, et non {un.minutes}."
            yield constat((nom, "minutes"), "parcours-duree", message, str(un.minutes), str(total))
        for rang, etape in enumerate(un.etapes):
            yield from _renvois(etape.fiches, (nom, "etapes", rang, "fiches"), entourage.cles, constat)


def _situer(ecrit: Document) -> Callable[..., Constat]:
    def constat(loc: Chemin, code: str, message: str, valeur: str = "", suggestion: str = "") -> Constat:
        position = ecrit.situer(loc)
        return Constat(ecrit.chemin, position.ligne, position.colonne, code, message, valeur, suggestion)

    return constat


def _renvois(renvois: Iterable[str], loc: Chemin, cles: frozenset[str], constat: Callable[..., Constat]) -> Iterator[Constat]:
    for rang, cle in enumerate(renvois):
        if cle not in cles:
            message = f"La fiche « {cle} » n’existe pas."
            yield constat((*loc, rang), "renvoi-inconnu", message, cle, plus_proche(cle, tuple(sorted(cles))))
