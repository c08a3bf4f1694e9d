"""Le dossier d’une fiche : celui de sa famille."""

from collections.abc import Iterator

from generator.constats.constat import Position
from generator.controle.regles import Faute, controle
from generator.controle.sujets import FicheEcrite
from generator.lecture.corps import sections
from generator.lecture.dossiers import DOSSIER, NOMS, famille_probable, place_juste


@controle(FicheEcrite, DOSSIER)
def dans_son_dossier(ecrit: FicheEcrite) -> Iterator[Faute]:
    cles = ecrit.document.valeur
    # Un champ qu’elle seule a suffit à dire qu’elle est chez elle : on ne compte que si rien ne lui va.
    titres = [section.titre for section in sections(ecrit.corps)]
    if any(titre in ecrit.modele.sections for titre in titres[:1]):
        return
    famille = famille_probable(cles, titres, ecrit.famille)
    if famille:
        juste = place_juste(ecrit.identifiant, famille)
        message = f"Cette fiche est {NOMS[famille]}, à ses champs et à ses titres : déplacez-la en {juste}."
        yield Faute(Position(ecrit.chemin), message, ecrit.chemin)
