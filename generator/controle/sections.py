"""Les sections : toutes les fiches d’une famille suivent le même plan."""

import re
from collections.abc import Iterator

from generator.constats.constat import AVERTISSEMENT, ERREUR, Position, Regle
from generator.constats.proximite import replier
from generator.constats.signes import citer
from generator.controle.lignes import sans_la_ligne, sans_le_champ
from generator.controle.passages import nettoyer
from generator.controle.plan import SANS_RECIT, Plan, phrase_honnete, plan
from generator.controle.regles import Faute, controle
from generator.controle.sujets import Cas, FicheEcrite
from generator.controle.typographie import typographier
from generator.lecture.corps import Section, sections
from generator.modele.fiches import A_ECRIRE, Breve, Exemple
from generator.modele.squelette import sections_a_remplir

BREVE = "breve: oui"
"""La ligne par laquelle un exemple se dit bref."""


@controle(
    FicheEcrite,
    Regle(
        "section-manquante",
        ERREUR,
        "Il manque une section",
        "Toutes les fiches d’une même sorte suivent le même plan, pour que l’on retrouve vite ce que l’on cherche. "
        "Ajoutez le titre manquant, précédé de deux dièses et d’une espace, puis une ou deux phrases "
        "à la place de « À écrire. », que le site refuse. "
        "Si vous ne savez pas, dites-le simplement : « Non mesuré. » est une réponse honnête. "
        "Et si, d’un exemple, vous ne savez encore que qui, où et depuis quand, faites-en une brève : une ligne de plus "
        "dans l’en-tête, `breve: oui`, et aucune section n’est demandée.",
        faux="## Ce qui a été fait\nUn site et une plaquette.\n\n## Points de vigilance",
        juste="## Ce qui a été fait\nUn site et une plaquette.\n\n## Résultats\nNon mesuré.\n\n## Points de vigilance",
    ),
)
def aucune_ne_manque(ecrit: FicheEcrite) -> Iterator[Faute]:
    """Une faute par endroit où écrire : deux sections qui se suivent s’ajoutent d’un coup."""
    if not ecrit.modele.sections_imposees:
        return
    lu = plan(ecrit)
    premiere = ecrit.modele.sections[0]
    places: dict[int, list[str]] = {}
    for titre in lu.manquantes:
        places.setdefault(lu.avant if titre == premiere and lu.avant else _place(ecrit, lu, titre), []).append(titre)
    for ligne, titres in places.items():
        ouvre = lu.avant == ligne and titres[0] == premiere
        suivantes = titres[1:] if ouvre else titres
        message = (
            f"« ## {premiere} » va juste avant cette ligne : votre texte a besoin d’un titre au-dessus de lui. " if ouvre else ""
        )
        titree = ecrit.lignes[ligne - 1].startswith("#") or any(t.ligne == ligne and t.section for t in lu.titres)
        morceaux = [_titre_juste(ecrit, lu, ligne) if titree else nettoyer(ecrit.lignes[ligne - 1]).lstrip()]
        if suivantes:
            verbe = "vont" if len(suivantes) > 1 else "va"
            ou = f"avant la ligne {ligne}" if titree else f"à la fin, après la ligne {ligne}"
            message += (
                f"{_enumerer(suivantes)} {verbe} {ou}. Écrivez ensuite votre récit à la place de « {A_ECRIRE} », ou rangez-y la "
                f"part du texte qui y va. Si les sources n’en disent rien, écrivez-le ({_phrases(suivantes)})."
            )
            morceaux.insert(0 if titree else 1, sections_a_remplir(suivantes))
        if ouvre:
            morceaux.insert(0, f"## {premiere}")
        if issubclass(ecrit.modele, Exemple) and not ecrit.corps.strip() and not ecrit.source.remise:
            message += f" Pas encore de récit ? Ajoutez « {BREVE} » à l’en-tête : la fiche paraîtra telle quelle, en brève."
        souligne = titree and re.fullmatch(r" {0,3}(?:=+|-{2,})\s*", "".join(ecrit.lignes[ligne : ligne + 1]))
        nombre = 2 if souligne else 1
        yield Faute(Position(ecrit.chemin, ligne), message.strip(), correction="\n\n".join(morceaux), lignes=nombre)


def _phrases(titres: list[str]) -> str:
    """Ce que l’on peut dire d’honnête dans ces sections."""
    phrases = dict.fromkeys(phrase_honnete(titre) for titre in titres)
    return " ou ".join(f"« {phrase} »" for phrase in phrases)


def _enumerer(titres: list[str]) -> str:
    noms = [f"« ## {titre} »" for titre in titres]
    return " et ".join((", ".join(noms[:-1]), noms[-1])) if len(noms) > 1 else noms[0]


def _place(ecrit: FicheEcrite, lu: Plan, titre: str) -> int:
    """La ligne du titre devant lequel va cette section ou, si elle vient en dernier, la dernière ligne écrite de la fiche."""
    suivantes = ecrit.modele.sections[ecrit.modele.sections.index(titre) + 1 :]
    ouvertes = {t.section or lu.renommees.get(t.ligne, ""): t.ligne for t in reversed(lu.titres)}
    devant = next((ouvertes[section] for section in suivantes if section in ouvertes), 0)
    ecrites = (numero for numero in range(len(ecrit.lignes), 0, -1) if ecrit.lignes[numero - 1].strip())
    return devant or next(ecrites, 1)


def _titre_juste(ecrit: FicheEcrite, lu: Plan, ligne: int) -> str:
    titre = next(t for t in lu.titres if t.ligne == ligne)
    section = titre.section or lu.renommees.get(ligne, "")
    return f"## {section}" if section else ecrit.lignes[ligne - 1]


@controle(
    Cas,
    Regle(
        "breve-devenue-recit",
        AVERTISSEMENT,
        "Brève où plus rien ne manque",
        "Cette fiche se dit brève, et elle a maintenant tout d’un récit : chaque section est écrite, et tous les champs "
        "sont là. Retirez la ligne `breve: oui`, pour qu’elle se compte et se montre comme les autres.",
        faux="statut: en-cours\nbreve: oui",
        juste="statut: en-cours",
    ),
)
def rien_ne_manque_plus(cas: Cas) -> Iterator[Faute]:
    champs, ecrit = cas.fiche.champs, cas.ecrit
    if isinstance(champs, Breve) and not champs.manquants and not plan(ecrit).manquantes:
        correction, nombre = sans_le_champ(ecrit, ("breve",))
        message = f"Plus rien ne manque à cette brève : retirez « {BREVE} », et elle paraîtra comme un récit."
        yield Faute(cas.document.situer(("breve",), cle=True), message, correction=correction, lignes=nombre)


@controle(
    FicheEcrite,
    Regle(
        "texte-hors-section",
        ERREUR,
        "Texte avant le premier titre",
        "Le récit commence par le titre de sa première section : ce qui est écrit au-dessus n’appartient à aucune, et ne se "
        "retrouverait pas dans le plan de la page. Mettez ce texte sous le titre qui lui convient.",
        faux="Le café a rouvert en 2019.\n\n## Contexte\n\nLe village n’avait plus de commerce.",
        juste="## Contexte\n\nLe café a rouvert en 2019.\n\nLe village n’avait plus de commerce.",
        geste=True,
    ),
)
def rien_avant_la_premiere(ecrit: FicheEcrite) -> Iterator[Faute]:
    lu = plan(ecrit)
    premiere = ecrit.modele.sections[0]
    if not lu.avant or premiere in lu.manquantes:
        return
    titre = next(t for t in lu.titres if t.section or t.ligne in lu.renommees)
    section = titre.section or lu.renommees[titre.ligne]
    message = f"Ce texte est au-dessus du premier titre : mettez-le dessous, en remontant « ## {section} » (ligne {titre.ligne})."
    if section != premiere:
        yield Faute(
            Position(ecrit.chemin, lu.avant), "Ce texte est au-dessus du premier titre : rangez-le sous celui qui convient."
        )
        return
    nombre = titre.ligne - lu.avant + 1
    texte = "\n".join(ecrit.lignes[lu.avant - 1 : titre.ligne - 1]).rstrip("\n")
    yield Faute(Position(ecrit.chemin, lu.avant), message, correction=f"## {section}\n\n{nettoyer(texte)}", lignes=nombre)


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
            message = f"La section « {section.titre} » est vide : racontez-la ou, si les sources n’en disent rien, écrivez-le."
            yield Faute(Position(ecrit.chemin, section.ligne), message, section.titre)
        elif len(section.texte) < 20 and _ne_raconte_rien(section.texte):
            message = (
                f"«\u00a0{citer(section.texte)}\u00a0» répond à un formulaire, et ne raconte rien au lecteur\u00a0: "
                "écrivez une phrase ou, si "
                f"les sources n’en disent rien, «\u00a0{phrase_honnete(section.titre)}\u00a0»"
            )
            yield Faute(Position(ecrit.chemin, section.ligne), message, section.titre)


def _ne_raconte_rien(texte: str) -> bool:
    # Un tiret seul est une case laissée vide ; « ? » a sa propre règle.
    return texte.strip(" -–—*.") == "" or ("?" not in texte and replier(texte) in SANS_RECIT)


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
    lu = plan(ecrit)
    deja = False
    for titre in lu.titres:
        deja = deja or bool(titre.section)
        if titre.niveau != 2 or titre.section:
            continue
        ou = Position(ecrit.chemin, titre.ligne)
        if juste := lu.renommees.get(titre.ligne):
            deja = True
            message = f"La section « {citer(titre.texte)} » n’est pas prévue : à cet endroit, c’est « {juste} »."
            yield Faute(ou, message, titre.texte, juste, correction=f"## {juste}")
        elif deja:
            message = (
                f"La section « {citer(titre.texte)} » n’est pas prévue. Pour garder ce passage dans la section qui précède, "
                f"faites-en un sous-titre : trois dièses.{_ou_l_une_d_elles(lu.manquantes)}"
            )
            yield Faute(ou, message, titre.texte, correction=f"### {typographier(titre.texte)}")
        else:
            message = (
                f"La section « {citer(titre.texte)} » n’est pas prévue : rangez son texte sous les titres qui conviennent, "
                "puis retirez celui-ci."
            )
            yield Faute(ou, message, titre.texte, "", ecrit.modele.sections)


def _ou_l_une_d_elles(manquantes: tuple[str, ...]) -> str:
    if not manquantes:
        return ""
    noms = " ou ".join(f"« {une} »" for une in manquantes)
    return f" Si c’est en fait {noms}, qui manque, donnez-lui ce titre-là."


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
    precedente: Section | None = None
    for section in _connues(ecrit, repetees=True):
        if replier(section.titre) in deja:
            message = (
                f"La section « {section.titre} » est écrite deux fois : réunissez les deux textes sous le premier titre, "
                "et retirez celui-ci."
            )
            colle = precedente and replier(precedente.titre) == replier(section.titre)
            # Deux morceaux qui se suivent n’en font qu’un dès que le second titre n’est plus là.
            correction, nombre = sans_la_ligne(ecrit, section.ligne) if colle else ("", 1)
            yield Faute(Position(ecrit.chemin, section.ligne), message, section.titre, correction=correction, lignes=nombre)
        deja.add(replier(section.titre))
        precedente = section


def _plis(ecrit: FicheEcrite) -> frozenset[str]:
    # L’apostrophe et la casse d’un titre ne valent pas d’arrêter quelqu’un.
    return frozenset(map(replier, ecrit.modele.sections))


def _connues(ecrit: FicheEcrite, *, repetees: bool = False) -> list[Section]:
    """Les sections prévues ; sans leurs répétitions, sauf si on les demande."""
    plis, deja = _plis(ecrit), set[str]()
    retenues = []
    for section in sections(ecrit.corps, ecrit.ligne_corps):
        pli = replier(section.titre)
        if pli in plis and (repetees or pli not in deja):
            retenues.append(section)
        deja.add(pli)
    return retenues
