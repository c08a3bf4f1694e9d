"""Montrer un constat : les lignes fautives et, quand on sait les corriger, les mêmes lignes prêtes à recopier."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.constats.constat import Constat, erreurs
from generator.constats.signes import ecrivable

LONGUEUR = 400
"""Au-delà, une ligne ne se montre plus : elle ne se lirait pas."""

AuPropre = Mapping[int, str | None]
"""Des lignes du fichier, par numéro, telles qu’il faudrait les écrire ; rien, si elles sont à effacer (voir `remise`)."""


def illustrer(
    constats: Iterable[Constat],
    lire: Callable[[str], Sequence[str]],
    mettre_au_propre: Callable[[str], AuPropre] = lambda _: {},
) -> tuple[Constat, ...]:
    """Complète chaque constat de ses lignes et de sa correction, et les range par fichier et par ligne.

    `lire` rend les lignes d’un fichier, d’après son chemin ; `mettre_au_propre`, celles qu’il a fallu récrire pour le lire.
    Deux corrections d’une même ligne n’en font qu’une, où tout est corrigé : recopier l’une ne défait pas l’autre.
    """
    pages: dict[str, _Page] = {}
    # Ce qui manque se dit après ce qui, sur la même ligne, est de travers : c’en est parfois la cause.
    tries = sorted(sans_broutilles(constats), key=lambda c: (c.chemin, c.ligne, c.code == MANQUANT, c))
    for constat in tries:
        if constat.chemin not in pages:
            pages[constat.chemin] = _Page(lire(constat.chemin), mettre_au_propre(constat.chemin))
    substitues = [pages[constat.chemin].substituer(constat) for constat in tries]
    return tuple(
        _sans_recouvrement(
            pages[constat.chemin].illustrer(constat, substitue=substitue)
            for constat, substitue in zip(tries, substitues, strict=True)
        )
    )


def _sans_recouvrement(constats: Iterable[Constat]) -> Iterator[Constat]:
    """Ne donne qu’une fois ce qui, recopié deux fois, serait écrit deux fois : un bloc, ou une ligne qu’un bloc montre déjà."""
    donnees: list[Constat] = []
    for constat in constats:
        if constat.code == MANQUANT and any(_complete(autre, constat) for autre in donnees):
            continue  # La ligne corrigée l’a déjà : « ajoutez-la dessous » la ferait écrire deux fois.
        deja = next((autre for autre in reversed(donnees) if _montre(autre, constat)), None)
        if deja is None:
            donnees += [constat] if constat.correction else []
            yield constat
            continue
        if deja.lignes > constat.lignes and not constat.admis and constat.code not in (MANQUANT, SECTION):
            continue  # Le bloc d’un autre constat le corrige déjà : ce n’en est que l’écho.
        ou = "ci-dessus" if deja.ligne == constat.ligne else f"de la ligne {deja.ligne}"
        yield replace(
            constat, message=f"{constat.message} C’est déjà fait dans ce que la correction {ou} donne à écrire.", correction=""
        )


def _complete(autre: Constat, manque: Constat) -> bool:
    """Vrai si la ligne que donne un autre constat est celle que donnerait ce qui manque."""
    return (autre.ou, autre.correction) == (manque.ou, manque.correction) and "\n" not in manque.correction


def _montre(autre: Constat, constat: Constat) -> bool:
    """Vrai si la correction d’un autre constat, sur plusieurs lignes, contient celle-ci."""
    if not constat.correction or autre.chemin != constat.chemin or "\n" not in autre.correction:
        return False
    dedans = autre.ligne <= constat.ligne and constat.ligne + constat.lignes <= autre.ligne + autre.lignes
    return dedans and f"\n{constat.correction}\n" in f"\n{autre.correction}\n"


def appliquer(constat: Constat, lignes: Sequence[str]) -> list[str]:
    """Les lignes du fichier où la correction d’un constat a pris la place de ce qu’elle corrige ; les mêmes, s’il n’en a pas."""
    if not constat.correction:
        return list(lignes)
    debut = constat.ligne - 1
    return [*lignes[:debut], *constat.correction.split("\n"), *lignes[debut + constat.lignes :]]


ILLISIBLE = "yaml-syntaxe"
"""Le code de ce qui ne se lit pas : sur la même ligne, tout le reste n’en est que l’écho."""

MANQUANT, SECTION = "champ-manquant", "section-manquante"
"""Ce qui reste à remplir : on le dit, même quand un autre constat en donne la correction."""


def sans_broutilles(constats: Iterable[Constat]) -> list[Constat]:
    """Ôte la typographie des lignes qui ont une erreur, et tout ce que l’on dit d’autre d’une ligne qui ne se lit pas.

    Deux lignes corrigées pour une seule se contrediraient.
    """
    constats = list(constats)
    fautives = {(c.chemin, ligne) for c in erreurs(constats) for ligne in range(c.ligne, c.ligne + c.lignes)}
    illisibles = {(c.chemin, c.ligne) for c in constats if c.code == ILLISIBLE}
    return [
        c
        for c in constats
        if not (c.code.startswith("typo-") and (c.chemin, c.ligne) in fautives)
        and (c.code == ILLISIBLE or (c.chemin, c.ligne) not in illisibles)
    ]


class _Page:
    """Les lignes d’un fichier, telles qu’elles sont et telles qu’il faudrait les écrire, corrigées à mesure."""

    def __init__(self, lignes: Sequence[str], propres: AuPropre) -> None:
        self.lignes = lignes
        self.recrites = dict(propres)
        """Celles qu’il a fallu récrire pour lire le fichier."""
        self.corrigees: dict[int, str] = {}
        self.suites: dict[int, str] = {}
        """Le récit à écrire après l’en-tête d’une fiche qui n’en a pas, et dont il a fallu récrire la dernière ligne."""

    def ligne(self, numero: int) -> str:
        return self.lignes[numero - 1] if numero <= len(self.lignes) else ""

    def propre(self, numero: int) -> str | None:
        ligne = self.corrigees.get(numero, self.recrites.get(numero, self.ligne(numero)))
        return ligne if ligne is None else ligne + self.suites.get(numero, "")

    def substituer(self, constat: Constat) -> bool:
        """Met la suggestion à la place de la valeur lue, si elle y est bien à l’endroit dit, ou la ligne déjà corrigée."""
        if constat.correction:
            return self._retenir(constat)
        ligne = self.propre(constat.ligne)
        if not (constat.suggestion and constat.valeur) or ligne is None or len(ligne) > LONGUEUR:
            return False
        depart = min(constat.colonne - 1, len(ligne))
        if constat.ligne in self.corrigees:
            depart = max(0, depart - abs(len(ligne) - len(self.recrites.get(constat.ligne) or self.ligne(constat.ligne))))
        debut = ligne.find(constat.valeur, depart)
        if debut < 0 and "\n" in ligne and ligne.count(constat.valeur) == 1:
            debut = ligne.find(constat.valeur)  # Un bloc : la place lue était celle d’une ligne.
        # Entre la place du constat et la valeur, il n’y a qu’un guillemet, ou les dièses d’un titre.
        elif debut < 0 or (constat.ligne not in self.corrigees and ligne[depart:debut].strip("\"'# [(/!")):
            return False
        self.corrigees[constat.ligne] = ligne[:debut] + constat.suggestion + ligne[debut + len(constat.valeur) :]
        return True

    def _retenir(self, constat: Constat) -> bool:
        """Retient la correction d’une ligne, si elle corrige plus que ce qu’il a fallu pour la lire."""
        deja = self.recrites.get(constat.ligne) or ""
        if deja and constat.code == SECTION:
            self.suites[constat.ligne] = constat.correction[constat.correction.index("\n\n## ") :]
            return True
        if constat.lignes > 1 or constat.correction == deja:
            return False
        # Ce qui manque autour d’elle pour que l’en-tête s’ouvre ou se ferme y reste.
        ouverture = "---\n" if deja.startswith("---\n") else ""
        fermeture = deja[deja.index("\n---") :] if "\n---" in deja else ""
        return self.corrigees.setdefault(constat.ligne, entiere := f"{ouverture}{constat.correction}{fermeture}") == entiere

    def _sont_recrites(self, constat: Constat) -> bool:
        """Faux pour la correction de plusieurs lignes qui n’est pas celle qu’il a fallu pour les lire : elle les suppose lues."""
        numeros = range(constat.ligne, constat.ligne + constat.lignes)
        lues = (self.recrites.get(numero, self.ligne(numero)) for numero in numeros)
        return constat.lignes == 1 or constat.correction == "\n".join(ligne for ligne in lues if ligne is not None)

    def illustrer(self, constat: Constat, *, substitue: bool) -> Constat:
        if substitue and constat.ligne in self.recrites:
            # Les lignes qu’il a fallu réunir à celle-ci s’en vont avec elle.
            while self.recrites.get(constat.ligne + constat.lignes, "") is None:
                constat = replace(constat, lignes=constat.lignes + 1)
        numeros = range(constat.ligne, constat.ligne + constat.lignes)
        extrait = "\n".join(self.ligne(numero) for numero in numeros)
        correction = constat.correction
        if substitue or (correction and any(numero in self.recrites for numero in numeros) and self._sont_recrites(constat)):
            propres = (self.propre(numero) for numero in numeros)
            correction = "\n".join(ligne for ligne in propres if ligne is not None)
        correction = ecrivable(correction)
        if constat.ligne in self.recrites and (substitue or not constat.correction):
            # La place lue est celle de la ligne récrite : on la retrouve dans la ligne telle qu’elle est.
            place = self.ligne(constat.ligne).find(constat.valeur) if constat.valeur else -1
            colonne = place + 1 if place >= 0 else min(constat.colonne, len(extrait) + 1)
            constat = replace(constat, ou=replace(constat.ou, colonne=colonne))
        if constat.lignes == 1 and len(extrait) > LONGUEUR:
            return replace(constat, correction=constat.correction and correction)
        return replace(constat, extrait=extrait, correction=correction)
