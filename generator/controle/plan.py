"""Le plan d’une fiche, tel qu’on le devine sous ce qui est écrit : où sont ses sections, sous quel nom, à quel niveau.

Une section écrite en gras, un titre d’un autre niveau ou d’un autre nom ne manquent pas : ils sont mal écrits.
On ne devine que ce qui ne laisse pas de doute.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.constats.proximite import plus_proche, replier
from generator.controle.sujets import FicheEcrite
from generator.controle.titres_usuels import section_au_sens

_DIESES = re.compile(r"(#{1,6})(?!#)(.*)")
_MARQUES = re.compile(r"^[\s*_>]*(?:(?:\d{1,2}|[IVX]{1,4}|[a-f])[.)]\s+)?[*_]*|[\s*_:]+$")
_EN_GRAS = re.compile(r"(\*\*|__)[^*_]+\1[ \u00a0]*:?")
_NUMERO = re.compile(r"(?:\d{1,2}|[IVX]{1,4})[.)][ \t]")
_TITRE_COURT = 80
_PHRASE = {"Résultats": "Non mesuré dans les sources."}
SANS_REPONSE = "Les sources n’en parlent pas."
"""Ce que l’on peut écrire d’honnête dans une section dont on ne sait rien."""

SANS_RECIT = frozenset((
    "oui", "non", "n a", "na", "nc", "n c", "nsp", "neant", "idem", "dito", "ras", "r a s", "sans objet", "ok", "rien",
    "aucun", "aucune", "non renseigne", "non concerne", "non applicable", "voir plus haut", "voir ci dessus", "voir plus bas",
    "voir ci dessous", "voir resume", "cf resume", "cf ci dessus", "cf plus haut", "comme ci dessus",
))  # fmt: skip
"""Ce que l’on répond à un formulaire, replié : ni un récit, ni un renseignement."""


def mots_dieses(ligne: str) -> bool:
    """Vrai pour « #Habitants #élus » : des mots-clés de réseau social, dont Markdown ferait un grand titre."""
    return ligne.startswith("#") and re.fullmatch(r"#[^\W\d]\w*(?:[\s,;·/]+#[^\W\d]\w*)+[\s.]*", ligne) is not None


@dataclass(frozen=True, slots=True)
class Titre:
    """Une ligne qui est un titre, ou qui devrait l’être."""

    ligne: int
    niveau: int
    """Le nombre de dièses ; 0 pour un texte en gras, ou seul sur sa ligne."""
    texte: str
    section: str
    """La section du plan qu’elle ouvre, sous son nom exact, ou rien."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Ce que l’on a reconnu."""

    titres: tuple[Titre, ...]
    renommees: dict[int, str]
    """Les titres de section dont le nom n’est pas prévu, par ligne, et celui qu’ils devraient porter."""
    manquantes: tuple[str, ...]
    """Les sections qu’aucune ligne n’ouvre."""
    avant: int = 0
    """La première ligne de ce qui est écrit avant la première section, si quelque chose l’est."""


def phrase_honnete(section: str) -> str:
    """De quoi remplir une section dont les sources ne disent rien."""
    return _PHRASE.get(section, SANS_REPONSE)


def section_en(ecrit: FicheEcrite, ligne: int) -> str:
    """La section du plan où est cette ligne."""
    lu = plan(ecrit)
    titres = [t for t in lu.titres if t.ligne <= ligne and (t.section or t.ligne in lu.renommees)]
    return (titres[-1].section or lu.renommees[titres[-1].ligne]) if titres else ""


@lru_cache(maxsize=4)
def plan(ecrit: FicheEcrite) -> Plan:
    """Le plan de cette fiche."""
    attendues = {replier(section): section for section in ecrit.modele.sections}
    lignes = ecrit.corps.split("\n")
    titres: list[Titre] = []
    prises: set[str] = set()
    for rang, ligne in enumerate(lignes):
        if (dieses := _DIESES.match(ligne)) and not mots_dieses(ligne):
            texte = dieses[2].strip(" \t#")
            section = attendues.get(replier(texte), "") if len(dieses[1]) == 2 else ""
            prises.add(section)
            titres.append(Titre(ecrit.ligne_corps + rang, len(dieses[1]), texte, section))
    # Une section déjà là ne s’ouvre pas deux fois : le reste est un sous-titre, ou une phrase.
    for rang, ligne in enumerate(lignes):
        nu = _MARQUES.sub("", ligne.lstrip("# ")) if 0 < len(ligne.strip()) <= _TITRE_COURT else ""
        section = attendues.get(replier(nu), "") if nu and nu[0].isalpha() else ""
        if section and section not in prises and not ligne.startswith("## "):
            prises.add(section)
            numero = ecrit.ligne_corps + rang
            dieses = _DIESES.match(ligne)
            titres = [titre for titre in titres if titre.ligne != numero]
            titres.append(Titre(numero, len(dieses[1]) if dieses else 0, nu, section))
    titres.sort(key=lambda titre: titre.ligne)
    if set(ecrit.modele.sections) - prises:
        titres = _avec_les_devines(ecrit, titres)
        prises |= {titre.section for titre in titres}
    manquantes = [section for section in ecrit.modele.sections if section not in prises]
    renommees = _renommer(titres, manquantes)
    ouvertes = [titre.ligne for titre in titres if titre.section or titre.ligne in renommees]
    avant = _avant(ecrit, titres, min(ouvertes, default=len(ecrit.lignes) + 1))
    premiere, ouvrant = ecrit.modele.sections[0], _ouvrant(ecrit, titres, avant)
    if ouvrant and premiere in manquantes and premiere not in renommees.values():
        renommees[ouvrant] = premiere
        avant = 0
    return Plan(tuple(titres), renommees, tuple(s for s in manquantes if s not in renommees.values()), avant)


def _avec_les_devines(ecrit: FicheEcrite, titres: list[Titre]) -> list[Titre]:
    """Les titres, et les lignes qui en ont l’allure, le sens et la place : « **2. Nos partenaires :** », entre ses voisines."""
    sections = ecrit.modele.sections
    ouvertes = [(titre.ligne, sections.index(titre.section)) for titre in titres if titre.section]
    pris = {titre.ligne for titre in titres}
    devines: dict[str, list[Titre]] = {}
    for numero in range(ecrit.ligne_corps, len(ecrit.lignes) + 1):
        ligne = ecrit.lignes[numero - 1]
        if numero in pris or not 0 < len(ligne.strip()) <= _TITRE_COURT or not _a_l_allure(ecrit, numero):
            continue
        premiere = max((rang + 1 for ou, rang in ouvertes if ou < numero), default=0)
        derniere = min((rang for ou, rang in ouvertes if ou > numero), default=len(sections))
        nu = _MARQUES.sub("", ligne)
        if section := section_au_sens(nu, sections[premiere:derniere]):
            devines.setdefault(section, []).append(Titre(numero, 0, nu, section))
    seuls = [siens[0] for siens in devines.values() if len(siens) == 1]
    rangs = [sections.index(titre.section) for titre in sorted(seuls, key=lambda titre: titre.ligne)]
    # Deux titres devinés dans le désordre : l’un des deux n’en est pas un.
    return sorted((*titres, *seuls), key=lambda titre: titre.ligne) if rangs == sorted(rangs) else titres


def _a_l_allure(ecrit: FicheEcrite, numero: int) -> bool:
    """Vrai pour une ligne en gras, numérotée ou en capitales, seule entre deux blancs, et que suit un paragraphe."""
    ligne = ecrit.lignes[numero - 1].strip()
    nu = _MARQUES.sub("", ligne)
    if not nu[:1].isalpha() or nu[-1:] in ".;,!?…" or not (_EN_GRAS.fullmatch(ligne) or _NUMERO.match(ligne) or nu.isupper()):
        return False
    voisines = [ecrit.lignes[n - 1].strip() if n <= len(ecrit.lignes) else "" for n in (numero - 1, numero + 1)]
    suivante = next((texte.strip() for texte in ecrit.lignes[numero:] if texte.strip()), "")
    avant = next((texte.strip() for texte in reversed(ecrit.lignes[: numero - 1]) if texte.strip()), "")
    liste = _NUMERO.match(ligne) and (_NUMERO.match(suivante) or _NUMERO.match(avant))
    return voisines == ["", ""] and suivante != "" and not suivante.startswith("#") and not liste


def _avant(ecrit: FicheEcrite, titres: list[Titre], fin: int) -> int:
    """La première ligne écrite avant celle-ci, sans le titre de la fiche, qui ne se répète pas."""
    repetes = {titre.ligne for titre in titres if titre.niveau == 1}
    ecrites = (n for n in range(ecrit.ligne_corps, fin) if ecrit.lignes[n - 1].strip() and n not in repetes)
    return next(ecrites, 0)


def _ouvrant(ecrit: FicheEcrite, titres: list[Titre], avant: int) -> int:
    """La ligne du titre, d’un nom imprévu, qui ouvre un récit où rien d’autre ne l’ouvre."""
    grands = [titre for titre in titres if titre.niveau in (1, 2) and not titre.section]
    for titre in grands if avant else ():
        suivante = next((n for n in range(titre.ligne + 1, len(ecrit.lignes) + 1) if ecrit.lignes[n - 1].strip()), 0)
        if titre.ligne <= avant <= (suivante or titre.ligne) and not ecrit.lignes[suivante - 1].startswith("#"):
            return titre.ligne
    return 0


def _renommer(titres: list[Titre], manquantes: list[str]) -> dict[int, str]:
    """Les noms que devraient porter les sections mal nommées.

    Par ressemblance ; sinon par la place : entre deux sections connues, autant de noms imprévus que de sections qui manquent.
    """
    renommees: dict[int, str] = {}
    inconnues = [titre for titre in titres if titre.niveau == 2 and not titre.section]
    for titre in inconnues:
        restent = [section for section in manquantes if section not in renommees.values()]
        contenues = [section for section in restent if f" {replier(section)} " in f" {replier(titre.texte[:120])} "]
        trouvee = contenues[0] if len(contenues) == 1 else plus_proche(titre.texte[:80], restent)
        trouvee = trouvee or section_au_sens(titre.texte, restent)
        if trouvee:
            renommees[titre.ligne] = trouvee
    return renommees
