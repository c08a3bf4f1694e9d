"""Les lignes d’un fichier, récrites une à une pour qu’il se lise.

Elles gardent leur nombre et leur place : ce qu’on trouvera plus loin dans le texte récrit est à la même ligne du fichier. Une
ligne de trop se vide ; une ligne qui manque s’ajoute à sa voisine, dans ce que l’on montre seulement.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.constats.constat import Constat, Position, Regle


@dataclass(frozen=True, slots=True)
class _Faute:
    regle: Regle
    message: str
    lignes: tuple[int, ...]
    valeur: str


class Brouillon:
    """Un texte que l’on récrit, et ce que l’on a dû y récrire. Les lignes se comptent ici à partir de zéro."""

    def __init__(self, chemin: str, texte: str) -> None:
        self.chemin = chemin
        self.originales = tuple(texte.split("\n"))
        self.lignes = list(self.originales)
        self.debut = 0
        """La première ligne de l’en-tête."""
        self.fin = len(self.lignes)
        """Celle qui suit la dernière de l’en-tête."""
        self.corps = len(self.lignes)
        """La première du récit."""
        self.effacees: set[int] = set()
        self.blocs: dict[int, str] = {}
        """Les lignes qui se montrent autrement qu’elles ne se lisent : sur plusieurs lignes."""
        self.perdues: set[int] = set()
        """Les lignes dont on n’a pas su lire la valeur : elles n’ont pas d’écriture au propre."""
        self._avant: dict[int, str] = {}
        self._apres: dict[int, str] = {}
        self._fautes: list[_Faute] = []

    @property
    def texte(self) -> str:
        return "\n".join(self.lignes)

    @property
    def entete(self) -> str:
        return "\n".join(self.lignes[self.debut : self.fin]) + "\n"

    def effacer(self, rangs: Iterable[int]) -> None:
        for rang in rangs:
            self.lignes[rang] = ""
            self.effacees.add(rang)

    def ajouter(self, rang: int, *, avant: str = "", apres: str = "") -> None:
        """Dit ce qui manque avant ou après une ligne."""
        if avant:
            self._avant[rang] = avant
        if apres:
            self._apres[rang] = apres

    def noter(self, regle: Regle, message: str, rangs: Iterable[int], valeur: str = "") -> None:
        """Retient une faute ; `rangs` sont les lignes qu’elle touche, une au moins."""
        self._fautes.append(_Faute(regle, message, tuple(sorted(set(rangs))), valeur))

    def touchees(self, regle: Regle) -> Iterable[tuple[int, ...]]:
        """Les lignes où l’on a déjà noté cette faute."""
        return [faute.lignes for faute in self._fautes if faute.regle is regle]

    def propres(self) -> dict[int, str | None]:
        """Les lignes récrites, par numéro dans le fichier, telles qu’il faut les écrire ; rien pour celles qui s’effacent."""
        return {
            rang + 1: self._rendre(rang)
            for rang, originale in enumerate(self.originales)
            if rang in self.effacees or self._rendre(rang) != originale
        }

    def constats(self) -> tuple[Constat, ...]:
        """Chaque faute avec les lignes qu’elle touche, entièrement corrigées."""
        return tuple(self._constat(une) for faute in self._fautes for une in self._eparses(faute))

    def _eparses(self, faute: _Faute) -> Iterable[_Faute]:
        """La faute, ou ses morceaux quand trop de lignes saines les séparent : on ne recopie pas ce qui va bien."""
        morceaux = _morceaux(
            rang for rang in faute.lignes if rang in self.effacees or self._rendre(rang) != self.originales[rang]
        )
        if len(morceaux) < 2:
            return (faute,)
        premiere = replace(faute, lignes=tuple(morceaux[0]))
        message = f"De même qu’à la ligne {premiere.lignes[0] + 1} : c’est la même faute, un peu plus loin."
        return (premiere, *(replace(faute, message=message, lignes=tuple(un), valeur="") for un in morceaux[1:]))

    def _rendre(self, rang: int) -> str | None:
        if rang in self.effacees:
            return None
        if rang in self.perdues:
            return self.originales[rang]
        return self._avant.get(rang, "") + self.blocs.get(rang, self.lignes[rang]) + self._apres.get(rang, "")

    def _constat(self, faute: _Faute) -> Constat:
        premiere, derniere = faute.lignes[0], faute.lignes[-1]
        # Effacer se montre par ce qui reste : une ligne d’après ou, à la fin, une d’avant.
        plus_loin = [(premiere, rang) for rang in range(derniere, min(derniere + 4, len(self.lignes)))]
        plus_haut = [(rang, derniere) for rang in range(premiere - 1, max(premiere - 4, -1), -1)]
        debut, fin = next((place for place in (*plus_loin, *plus_haut) if any(self._rendues(*place))), (premiere, derniere))
        rendues = self._rendues(debut, fin)
        originales = self.originales[debut : fin + 1]
        correction = "\n".join(rendues)
        if correction == "\n".join(originales):
            correction = ""
        ou = Position(self.chemin, faute.lignes[0] + 1, self._colonne(faute))
        if debut < faute.lignes[0]:
            ou = Position(self.chemin, debut + 1)
        return Constat(ou, faute.regle, faute.message, faute.valeur, correction=correction, lignes=fin - debut + 1)

    def _rendues(self, debut: int, fin: int) -> list[str]:
        return [ligne for rang in range(debut, fin + 1) if (ligne := self._rendre(rang)) is not None]

    def _colonne(self, faute: _Faute) -> int:
        """Le premier signe qui change ou, si l’on connaît la valeur, celui où elle commence."""
        rang = faute.lignes[0]
        originale, rendue = self.originales[rang], self._rendre(rang) or ""
        if faute.valeur and faute.valeur in originale:
            return originale.index(faute.valeur) + 1
        egaux = next((n for n, (a, b) in enumerate(zip(originale, rendue, strict=False)) if a != b), None)
        return min(len(originale), len(rendue)) + 1 if egaux is None else egaux + 1


_SAINES = 6
"""Au-delà de tant de lignes saines entre deux fautes, chacune se montre à sa place."""


def _morceaux(rangs: Iterable[int]) -> list[list[int]]:
    morceaux: list[list[int]] = []
    for rang in sorted(set(rangs)):
        if morceaux and rang - morceaux[-1][-1] <= _SAINES:
            morceaux[-1].append(rang)
        else:
            morceaux.append([rang])
    return morceaux


def groupes(rangs: Iterable[int]) -> list[list[int]]:
    """Les lignes qui se suivent, ensemble."""
    ensemble: list[list[int]] = []
    for rang in sorted(set(rangs)):
        if ensemble and rang - ensemble[-1][-1] <= 1:
            ensemble[-1].append(rang)
        else:
            ensemble.append([rang])
    return ensemble
