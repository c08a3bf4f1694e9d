"""Ce qui fait une alliance racontée pour être refaite : plusieurs sortes d’acteurs, une pratique à reprendre."""

from collections.abc import Iterator

from generator.constats.constat import AVERTISSEMENT, Regle
from generator.controle.regles import Faute, controle
from generator.controle.sujets import Cas
from generator.lecture.corps import liens_internes
from generator.modele.fiches import Exemple


@controle(
    Cas,
    Regle(
        "exemple-sans-pratique",
        AVERTISSEMENT,
        "Exemple relié à aucun outil ni méthode",
        "Un exemple donne envie ; un outil ou une méthode aide à refaire. "
        "Ajoutez dans `voir_aussi` au moins un outil ou une méthode employé par l’alliance, ou utile à qui voudrait l’imiter. "
        "S’il n’en existe vraiment aucun, laissez : la fiche peut paraître.",
        faux="voir_aussi: [exemples/silver-geek]",
        juste="voir_aussi: [exemples/silver-geek, methodes/franchise-sociale]",
    ),
)
def relie_a_une_pratique(cas: Cas) -> Iterator[Faute]:
    if isinstance(cas.fiche.champs, Exemple):
        cibles = (*cas.fiche.champs.voir_aussi, *(lien.cible for lien in liens_internes(cas.fiche.corps)))
        if not any(cible.startswith(("outils/", "methodes/")) for cible in cibles):
            message = "Reliez cet exemple à un outil ou à une méthode : c’est ce que le lecteur cherche pour refaire."
            yield Faute(("voir_aussi",), message)


@controle(
    Cas,
    Regle(
        "alliance-un-profil",
        AVERTISSEMENT,
        "Partenaires tous du même profil",
        "Tous les partenaires ont le même profil, alors qu’une alliance réunit des acteurs différents. "
        "Manque-t-il une mairie, une entreprise, des habitants, des chercheurs ? "
        "Ajoutez-les ou corrigez un profil ; si c’est bien ainsi, laissez : la fiche peut paraître.",
        faux="partenaires:\n  - nom: Mission locale\n    profil: associations-fondations\n    role: accueille les jeunes\n"
        "  - nom: FESTI6T\n    profil: associations-fondations\n    role: anime l’été",
        juste="partenaires:\n  - nom: Ville de Charenton-le-Pont\n    profil: acteurs-publics\n    role: prête une salle\n"
        "  - nom: FESTI6T\n    profil: associations-fondations\n    role: anime l’été",
    ),
)
def plusieurs_profils(cas: Cas) -> Iterator[Faute]:
    if isinstance(cas.fiche.champs, Exemple) and len(cas.fiche.profils) < 2:
        message = "Tous les partenaires ont le même profil : une alliance réunit des acteurs différents. En manque-t-il un ?"
        yield Faute(("partenaires",), message)
