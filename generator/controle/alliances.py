"""Ce qui fait une alliance racontée pour être refaite : plusieurs sortes d’acteurs, une pratique à reprendre."""

from collections.abc import Iterator

from generator.constats.constat import AVERTISSEMENT, ERREUR, Regle
from generator.constats.proximite import plus_proche
from generator.constats.signes import citer
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
    # Une brève dit d’abord qu’une alliance existe ; sa page dit ce qui lui manque.
    if isinstance(cas.fiche.champs, Exemple) and not cas.fiche.champs.breve:
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


@controle(
    Cas,
    Regle(
        "confirmation-incertaine",
        ERREUR,
        "Confirmation sans date, ou par qui n’est pas partenaire",
        "Une alliance est confirmée par l’un de ses partenaires, un certain jour : il faut les deux. "
        "Écrivez `confirme_le` et `confirme_par`, avec le nom tel qu’il figure dans `partenaires`. "
        "Si personne ne l’a confirmée, retirez ces deux lignes : la fiche peut paraître sans elles.",
        faux="confirme_le: 2026-11-20\nconfirme_par: Une mairie voisine",
        juste="confirme_le: 2026-11-20\nconfirme_par: FESTI6T",
    ),
)
def confirmee_par_un_partenaire(cas: Cas) -> Iterator[Faute]:
    champs = cas.fiche.champs
    if not isinstance(champs, Exemple):
        return
    if (champs.confirme_le is None) != (champs.confirme_par is None):
        present, manque = ("confirme_par", "confirme_le") if champs.confirme_le is None else ("confirme_le", "confirme_par")
        yield Faute((present,), f"Il manque « {manque} » : une confirmation a une date et un partenaire.")
    noms = tuple(partenaire.nom for partenaire in champs.partenaires)
    if champs.confirme_par is not None and champs.confirme_par not in noms:
        message = f"« {citer(champs.confirme_par)} » n’est pas l’un des partenaires de cette fiche."
        yield Faute(("confirme_par",), message, champs.confirme_par, plus_proche(champs.confirme_par, noms))
