"""Les recueils : ce qu’un élément seul ne peut pas dire."""

from collections.abc import Iterator

from generator.constats.constat import ERREUR, Regle
from generator.controle.regles import Faute, controle
from generator.controle.sujets import RecueilLu
from generator.modele.recueils import GLOSSAIRE, ORGANISATIONS, PARCOURS


@controle(
    RecueilLu,
    Regle(
        "graphie-en-double",
        ERREUR,
        "Mot ou nom qui mène à deux endroits",
        "Cette façon d’écrire un mot est déjà celle d’un autre terme du glossaire, ou ce nom celui d’une autre organisation : "
        "le site ne saurait pas où mener. Gardez-la sous un seul des deux, ou réunissez-les.",
        faux="mecenat:\n  formes: [mécénat de compétences]",
        juste="mecenat:\n  formes: [mécénats]",
        dans="content/glossaire.yml",
    ),
)
def une_graphie_un_element(recueil: RecueilLu) -> Iterator[Faute]:
    if recueil.nom not in (GLOSSAIRE.nom, ORGANISATIONS.nom):
        return
    prises: dict[str, str] = {}
    for nom, element in recueil.elements.items():
        for graphie in element.graphies:
            autre = prises.setdefault(graphie.casefold(), nom)
            if autre != nom:
                yield Faute((nom,), f"« {graphie} » mène déjà à « {autre} » : gardez-en un.", graphie)


@controle(
    RecueilLu,
    Regle(
        "parcours-duree",
        ERREUR,
        "Les temps du parcours ne s’additionnent pas",
        "Le total annoncé en `minutes` n’est pas la somme des minutes des étapes. "
        "Qui n’a qu’une heure doit pouvoir s’y fier : corrigez une étape ou le total.",
        faux="une-heure:\n  minutes: 80",
        juste="une-heure:\n  minutes: 60",
        dans="content/parcours.yml",
    ),
)
def les_temps_s_additionnent(recueil: RecueilLu) -> Iterator[Faute]:
    if recueil.nom != PARCOURS.nom:
        return
    for nom, parcours in recueil.elements.items():
        total = sum(etape.minutes for etape in parcours.etapes)
        if total != parcours.minutes:
            message = f"Les étapes de ce parcours durent {total} minutes en tout, et non {parcours.minutes}."
            yield Faute((nom, "minutes"), message, str(parcours.minutes), str(total))
