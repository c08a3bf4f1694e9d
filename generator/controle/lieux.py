"""Les lieux d’une fiche, les uns par rapport aux autres."""

from collections.abc import Iterator

from generator.constats.constat import AVERTISSEMENT, Regle
from generator.constats.signes import citer
from generator.controle.regles import Faute, controle
from generator.controle.sujets import Cas, valeur_en
from generator.modele.territoires import Echelon, Lieu

PETITE = 1_000
"""Les habitants d’une commune dont le nom est plus souvent celui d’autre chose : un plateau, un pays, une vallée."""


@controle(
    Cas,
    Regle(
        "commune-lointaine",
        AVERTISSEMENT,
        "Petite commune loin des autres lieux de la fiche",
        "Un petit village porte parfois le nom d’un pays ou d’un plateau qui est ailleurs, et le site y placerait l’alliance. "
        "Si c’est bien ce village, écrivez son département entre parenthèses ; sinon, écrivez les communes ou le département.",
        faux="territoires: [Larzac, Aveyron]",
        juste="territoires: [Aveyron]",
    ),
)
def communes_proches_du_reste(cas: Cas) -> Iterator[Faute]:
    lieux: tuple[Lieu, ...] = getattr(cas.fiche.champs, "territoires", ())
    grands = [un for un in lieux if un.echelon is Echelon.DEPARTEMENT]
    for rang, un in enumerate(lieux if grands else ()):
        ecrit = valeur_en(cas.document.valeur, ("territoires", rang))
        if un.echelon is not Echelon.COMMUNE or (un.population or PETITE) >= PETITE or ecrit != un.nom:
            continue
        # Chargé ici seulement : peu de fiches nomment un village et un département.
        from generator.modele.geographie.lieux import par_echelon, voisins  # noqa: PLC0415

        proches = {un.departement, *(voisin.code for voisin in voisins(un))}
        if any(grand.code in proches for grand in grands):
            continue
        son_departement = par_echelon(Echelon.DEPARTEMENT)[un.departement].nom
        message = (
            f"« {citer(un.nom)} » est une commune de {un.population} habitants ({son_departement}), loin du département que la "
            f"fiche nomme aussi, « {citer(grands[0].nom)} » : si c’est bien elle, écrivez « {un.nom} ({un.departement}) » ; "
            "sinon, retirez-la."
        )
        yield Faute(("territoires", rang), message, un.nom)
