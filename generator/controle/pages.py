"""Les pages écrites à la main : elles ne prennent pas la place d’une page que le site engendre."""

from collections.abc import Iterator

from generator.constats.constat import ERREUR, Regle
from generator.controle.regles import Faute, controle_d_ensemble
from generator.controle.sujets import Entourage, PageLue


@controle_d_ensemble(
    PageLue,
    Regle(
        "page-reservee",
        ERREUR,
        "Page à une adresse déjà prise",
        "Le site engendre déjà une page à cette adresse : une liste, une fiche, le plan. La vôtre la remplacerait. "
        "Changez le nom de votre fichier ou de son dossier.",
        faux="content/domaines/sante.md",
        juste="content/sante/index.md",
        dans="fichiers",
    ),
)
def adresses_libres(page: PageLue, entourage: Entourage) -> Iterator[Faute]:
    prise = next((prise for prise in sorted(entourage.adresses) if page.adresse.startswith(f"{prise}/")), None)
    if prise:
        yield Faute((), f"Le site écrit lui-même ce qui est sous /{prise}/ : rangez cette page ailleurs.", page.adresse)
