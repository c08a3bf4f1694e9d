"""Les liens d’une fiche vers le web : chacun une fois."""

from collections.abc import Iterator

from generator.constats.constat import AVERTISSEMENT, Regle
from generator.controle.regles import Faute, controle
from generator.controle.sujets import Cas
from generator.lecture.document import Chemin


@controle(
    Cas,
    Regle(
        "lien-en-double",
        AVERTISSEMENT,
        "Adresse donnée deux fois",
        "La même adresse figure deux fois parmi les liens de la fiche. "
        "Gardez le lien au titre le plus clair. Si vous pensiez à une autre page, corrigez son adresse.",
        faux="liens:\n  - titre: Le site d’Unis-Cité\n    url: https://www.unis-cite.fr\n"
        "  - titre: Pour en savoir plus\n    url: https://www.unis-cite.fr",
        juste="liens:\n  - titre: Le site d’Unis-Cité\n    url: https://www.unis-cite.fr",
    ),
)
def liens_uniques(cas: Cas) -> Iterator[Faute]:
    vus: dict[str, Chemin] = {}
    for rang, lien in enumerate(cas.fiche.champs.liens):
        loc = ("liens", rang, "url")
        if lien.url in vus:
            ligne = cas.situer(vus[lien.url]).ligne
            yield Faute(loc, f"Cette adresse est déjà dans les liens, ligne {ligne} : gardez-en une.", lien.url)
        vus.setdefault(lien.url, loc)
