"""Le rapport d’un terminal : ce qui bloque, puis les conseils, chacun avec sa ligne et la correction ; un compte."""

from collections.abc import Sequence

from generator.constats.constat import Constat, Gravite
from generator.constats.rapports.phrases import a_ecrire, a_retirer, corrigees, page, que_taper, resume, suite, trouve
from generator.constats.signes import montrer

LARGEUR = 150
"""Signes montrés d’une ligne ; on la recadre autour de la colonne quand elle est plus longue."""

EXTRAIT = 5
"""Lignes montrées de ce qu’il y a dans le fichier ; ce qu’il faut écrire se montre davantage."""

_STYLES = {Gravite.ERREUR: "\x1b[1;31m", Gravite.AVERTISSEMENT: "\x1b[1;33m"}
_FAIBLE, _VERT, _FIN = "\x1b[2m", "\x1b[32m", "\x1b[0m"

_SORTES = {Gravite.ERREUR: "✗ Erreur", Gravite.AVERTISSEMENT: "○ Conseil"}
_TITRES = {
    Gravite.ERREUR: "À CORRIGER AVANT DE PUBLIER",
    Gravite.AVERTISSEMENT: "CONSEILS : RIEN N’OBLIGE À LES SUIVRE POUR PUBLIER",
}
"""Les deux parties du rapport, dans l’ordre : sans les couleurs, le mot, le signe et la place les distinguent encore."""


def rendre(constats: Sequence[Constat], *, couleur: bool = False, site: str = "") -> str:
    """Rend les erreurs, puis les conseils, puis le compte ; en couleur seulement si on le demande.

    `site` est l’adresse publique du site, où chaque règle a sa page.
    """
    morceaux: list[str] = []
    for gravite, titre in _TITRES.items():
        siens = [constat for constat in constats if constat.gravite is gravite]
        if siens:
            morceaux += [f"{_STYLES[gravite]}{titre}{_FIN}\n", *(_un(constat, site) for constat in siens)]
    texte = "\n".join([*morceaux, resume(constats)]) + "\n"
    return texte if couleur else _sans_couleur(texte)


def _un(constat: Constat, site: str) -> str:
    style = _STYLES[constat.gravite]
    place = f"{montrer(constat.chemin)}:{constat.ligne}:{constat.colonne}"
    lignes = [f"{style}{_SORTES[constat.gravite]}, ligne {constat.ligne}{_FIN} {_FAIBLE}({place}){_FIN}"]
    lignes += [f"  {phrase}" for phrase in (constat.message, *trouve(constat), *que_taper(constat))]
    retrait = a_retirer(constat)
    if constat.extrait.strip():
        lignes += _montrer_l_extrait(constat, style)
    if retrait:
        lignes.append(f"  {_VERT}{retrait}{_FIN}")
    elif constat.correction:
        # Jamais en début de ligne : une forge y lirait une commande qu’une fiche aurait écrite.
        lignes += [f"  {a_ecrire(constat)}", *_montrer_la_correction(constat)]
    lignes.append(f"  Explication : {_FAIBLE}{page(constat, site)}{_FIN}")
    return "\n".join(lignes) + "\n"


def _montrer_l_extrait(constat: Constat, style: str) -> list[str]:
    """Les premières lignes fautives, un repère sous la première."""
    premiere, *suivantes = constat.extrait.split("\n")
    if a_retirer(constat):
        suivantes = suivantes[: len(suivantes) - len(constat.correction.split("\n"))]
    marge = len(str(constat.ligne + min(len(suivantes), EXTRAIT - 1)))
    montre, colonne = _recadrer(premiere, constat.colonne)
    lignes = [f"  {_FAIBLE}{constat.ligne:>{marge}} |{_FIN} {montre}"]
    lignes.append(f"  {' ' * marge} {_FAIBLE}|{_FIN} {' ' * (colonne - 1)}{style}^{_FIN}")
    for rang, ligne in enumerate(suivantes[: EXTRAIT - 1], 1):
        lignes.append(f"  {_FAIBLE}{constat.ligne + rang:>{marge}} |{_FIN} {_recadrer(ligne, 1)[0]}")
    if len(suivantes) >= EXTRAIT:
        lignes.append(f"  {' ' * marge} {_FAIBLE}|{_FIN} …")
    return lignes


def _montrer_la_correction(constat: Constat) -> list[str]:
    """La ligne ou les lignes à écrire, numérotées si elles gardent leur place."""
    ecrites, reste = corrigees(constat)
    gardent = len(ecrites) + reste == constat.lignes
    marge = len(str(constat.ligne + len(ecrites) - 1))
    numeros = (f"{constat.ligne + rang if gardent or not rang else '':>{marge}}" for rang in range(len(ecrites)))
    lignes = [f"  {_FAIBLE}{numero} |{_FIN} {_VERT}{ligne}{_FIN}" for numero, ligne in zip(numeros, ecrites, strict=True)]
    return [*lignes, f"  {' ' * marge} {_FAIBLE}|{_FIN} … ({suite(reste)})"] if reste else lignes


def _recadrer(extrait: str, colonne: int) -> tuple[str, int]:
    avant, extrait = extrait[: colonne - 1], montrer(extrait.replace("\t", " "))
    # Un signe invisible prend de la place une fois montré : le repère le suit.
    colonne = len(montrer(avant)) + 1
    if len(extrait) <= LARGEUR:
        return extrait, colonne
    debut = max(0, min(colonne - LARGEUR // 2, len(extrait) - LARGEUR))
    montre = extrait[debut : debut + LARGEUR]
    return (f"…{montre[1:]}" if debut else montre), colonne - debut


def _sans_couleur(texte: str) -> str:
    for code in (*_STYLES.values(), _FAIBLE, _VERT, _FIN):
        texte = texte.replace(code, "")
    return texte
