"""Les sections : toutes les fiches d’une famille suivent le même plan."""

from collections.abc import Iterator

from generator.constats.constat import ERREUR, Position, Regle
from generator.constats.proximite import plus_proche, replier
from generator.constats.signes import citer
from generator.controle.regles import Faute, controle
from generator.controle.sujets import FicheEcrite
from generator.lecture.corps import Section, sections


@controle(
    FicheEcrite,
    Regle(
        "section-manquante",
        ERREUR,
        "Il manque une section",
        "Toutes les fiches d’une même sorte suivent le même plan, pour que l’on retrouve vite ce que l’on cherche. "
        "Ajoutez le titre manquant, précédé de deux dièses et d’une espace, puis une ou deux phrases. "
        "Si vous ne savez pas, dites-le simplement : « Non mesuré. » est une réponse honnête.",
        faux="## Ce qui a été fait\nUn site et une plaquette.\n\n## Points de vigilance",
        juste="## Ce qui a été fait\nUn site et une plaquette.\n\n## Résultats\nNon mesuré.\n\n## Points de vigilance",
    ),
)
def aucune_ne_manque(ecrit: FicheEcrite) -> Iterator[Faute]:
    manquantes = _manquantes(ecrit)
    # La section mal nommée dit déjà qu’il en manque une.
    devinees = {plus_proche(section.titre[:80], manquantes) for section in _inconnues(ecrit)}
    for titre in manquantes:
        if titre not in devinees:
            ou = Position(ecrit.chemin, ecrit.ligne_corps)
            yield Faute(ou, f"Ajoutez la section « ## {titre} ».", admis=ecrit.modele.sections)


@controle(
    FicheEcrite,
    Regle(
        "section-vide",
        ERREUR,
        "Section sans aucun texte",
        "Le titre est là, mais rien ne le suit. Le lecteur croirait à un oubli. "
        "Écrivez une phrase, même pour dire que les sources n’en parlent pas.",
        faux="## Résultats\n\n## Points de vigilance",
        juste="## Résultats\n\nNon mesuré dans les sources.\n\n## Points de vigilance",
    ),
)
def aucune_n_est_vide(ecrit: FicheEcrite) -> Iterator[Faute]:
    for section in _connues(ecrit):
        if not section.texte:
            message = f"La section « {section.titre} » est vide : complétez-la."
            yield Faute(Position(ecrit.chemin, section.ligne), message, section.titre)


@controle(
    FicheEcrite,
    Regle(
        "section-inconnue",
        ERREUR,
        "Section qui n’est pas prévue",
        "Ce titre ne fait pas partie du plan de cette sorte de fiche, ou il n’est pas écrit comme dans le modèle. "
        "Reprenez le titre exact, ou rangez ce texte dans une section prévue. "
        "À l’intérieur d’une section, un sous-titre s’écrit avec trois dièses.",
        faux="## Bilan\n\nLe café ouvre trois jours par semaine.",
        juste="## Résultats\n\nLe café ouvre trois jours par semaine.",
    ),
)
def toutes_sont_prevues(ecrit: FicheEcrite) -> Iterator[Faute]:
    for section in _inconnues(ecrit):
        message = f"La section « {citer(section.titre)} » n’existe pas dans cette famille de fiches."
        suggestion = plus_proche(section.titre[:80], _manquantes(ecrit))
        ou = Position(ecrit.chemin, section.ligne)
        yield Faute(ou, message, section.titre, suggestion, ecrit.modele.sections)


@controle(
    FicheEcrite,
    Regle(
        "section-en-double",
        ERREUR,
        "Section écrite deux fois",
        "Le même titre de section apparaît deux fois, souvent après un copier-coller. "
        "Réunissez les deux textes sous un seul titre, ou donnez au second le titre qu’il devrait porter.",
        faux="## Résultats\n\nLe café rouvre.\n\n## Résultats\n\nIl accueille un marché.",
        juste="## Résultats\n\nLe café rouvre. Il accueille un marché.",
    ),
)
def chacune_une_fois(ecrit: FicheEcrite) -> Iterator[Faute]:
    deja: set[str] = set()
    for section in _connues(ecrit, repetees=True):
        if replier(section.titre) in deja:
            message = f"La section « {section.titre} » est écrite deux fois : réunissez-les."
            yield Faute(Position(ecrit.chemin, section.ligne), message, section.titre)
        deja.add(replier(section.titre))


def _plis(ecrit: FicheEcrite) -> frozenset[str]:
    # L’apostrophe et la casse d’un titre ne valent pas d’arrêter quelqu’un.
    return frozenset(map(replier, ecrit.modele.sections))


def _inconnues(ecrit: FicheEcrite) -> list[Section]:
    plis = _plis(ecrit)
    return [s for s in sections(ecrit.corps, ecrit.ligne_corps) if replier(s.titre) not in plis]


def _connues(ecrit: FicheEcrite, *, repetees: bool = False) -> list[Section]:
    """Les sections prévues ; sans leurs répétitions, sauf si on les demande."""
    plis, deja = _plis(ecrit), set[str]()
    retenues = []
    for section in sections(ecrit.corps, ecrit.ligne_corps):
        pli = replier(section.titre)
        if pli in plis and (repetees or pli not in deja):
            retenues.append(section)
        deja.add(pli)
    return retenues


def _manquantes(ecrit: FicheEcrite) -> list[str]:
    presentes = {replier(section.titre) for section in sections(ecrit.corps, ecrit.ligne_corps)}
    return [titre for titre in ecrit.modele.sections if replier(titre) not in presentes]
