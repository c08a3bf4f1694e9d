"""Les organisations qu’une proposition fait connaître, retrouve, ou réunit sous un seul nom."""

from dataclasses import dataclass

from generator.catalogue.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Retrouvee:
    """Une organisation déjà connue, qui agit dans plus d’exemples, ou dans moins."""

    nom: str
    adresse: str
    avant: int
    apres: int


@dataclass(frozen=True, slots=True)
class Reunie:
    """Une organisation que l’on prenait pour une autre : `nom` est désormais l’un des noms de `avec`."""

    nom: str
    avec: str


@dataclass(frozen=True, slots=True)
class Organisations:
    """Ce qui arrive aux organisations ; les nouvelles et les parties, par leur nom."""

    nouvelles: tuple[str, ...] = ()
    retrouvees: tuple[Retrouvee, ...] = ()
    reunies: tuple[Reunie, ...] = ()
    parties: tuple[str, ...] = ()


def comparer(avant: Catalogue, apres: Catalogue) -> Organisations:
    """Ce qui leur arrive de l’un à l’autre ; un groupe que l’on ne nomme pas n’en est pas une."""
    connues, presentes = (
        {une.id: une for une in catalogue.organisations.values() if une.en_est_une} for catalogue in (avant, apres)
    )
    absentes = [une for cle, une in connues.items() if cle not in presentes]
    reunies = [
        Reunie(une.nom, presentes[la_meme].nom)
        for une in absentes
        if (la_meme := apres.annuaire.identifier(une.nom)) in presentes
    ]
    return Organisations(
        tuple(une.nom for cle, une in presentes.items() if cle not in connues),
        tuple(
            Retrouvee(une.nom, une.adresse, len(connues[cle].exemples), len(une.exemples))
            for cle, une in presentes.items()
            if cle in connues and len(connues[cle].exemples) != len(une.exemples)
        ),
        tuple(reunies),
        tuple(une.nom for une in absentes if une.nom not in {reunie.nom for reunie in reunies}),
    )
