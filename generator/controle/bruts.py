"""Ce que le site montrerait tel quel, avec ses signes, ou ne montrerait pas : la mise en forme d’autres logiciels."""

import re
from collections.abc import Iterable, Iterator

from generator.constats.constat import ERREUR, Position, Regle
from generator.constats.proximite import plus_proche, replier
from generator.constats.signes import citer
from generator.controle.liens_par_reference import definit
from generator.controle.lignes import recrire, sans_la_ligne
from generator.controle.passages import ENCADRE, SIGNES, UNITE_DOUBLE, adresses_nues, case, nettoyer
from generator.controle.plan import section_en
from generator.controle.regles import Faute, controle, controle_d_ensemble
from generator.controle.sujets import Entourage, FicheEcrite

_SEPARATION = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*")
_RENVOI = re.compile(r"\[\^([^\]\s]{1,40})\](?!:)|(?<=[\w%»’).,;!?])\[(\d{1,3})\](?![(\[:\w])")
_NOTE = re.compile(r"\[\^([^\]\s]{1,40})\]:[ \t]*(.*)|[ \t]{0,3}\[(\d{1,3})\](?![(\[:])[ \t]*(\S.*)")
"""Celles de Markdown, et celles d’un traitement de texte ou d’une encyclopédie : « p. 12[1] », puis « [1] Le bilan. »"""
_WIKI = re.compile(r"!?\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\]")
_TABULEE = re.compile(r"(?!\s*(?:[-*+•o§·\uf0b7\uf0a7\uf0d8]|\d+[.)])\s)[^\t]*\S[^\t]*\t.*\S")
"""Une rangée collée d’un tableur ; une puce suivie d’une tabulation n’en est pas une."""
_PUCE = re.compile(r"^\s*(?:[-*+]|\d+[.)])[ \t]+")
_A_FAIRE = r"\s*(?:[-*+]|\d+[.)])[ \t]+\[[ \t]?\][ \t]*[A-Za-zÀ-ÿ]+(?:er|ir|re)\b"
"""« - [ ] appeler le maire » : une case vide, devant un verbe."""
_RANGEE = 160
"""En signes. Au-delà, une ligne à points-virgules est une phrase."""
_COLONNES = frozenset(
    "etape etapes qui quoi quand ou comment poste postes annee annees date dates nom noms action actions acteur acteurs role "
    "roles partenaire partenaires montant montants prevu reel cout total duree objectif indicateur".split()
)
"""Ce que l’on écrit en tête d’une colonne, replié."""
EN_ETAPES = ("Mode d’emploi", "Étapes")
"""Les sections où une liste à cocher est une suite d’étapes."""

_ETENDUE = 12
"""Les lignes au plus qu’une correction recopie pour remettre une note dans sa phrase."""


@controle(
    FicheEcrite,
    Regle(
        "corps-tableau",
        ERREUR,
        "Tableau dans le récit",
        "Un tableau fait de barres ne se lit pas sur un téléphone, et ses nombres ne se retrouvent nulle part ailleurs. "
        "Dites-le en une phrase ou en une liste ; les nombres qui comptent vont dans `chiffres`, avec leur source.",
        faux="| Année | Jeunes |\n|---|---|\n| 2020 | 12 |\n| 2023 | 16 |",
        juste="- 2020 : 12 jeunes.\n- 2023 : 16 jeunes.",
    ),
)
def sans_tableau(ecrit: FicheEcrite) -> Iterator[Faute]:
    if "|" not in ecrit.corps and "\t" not in ecrit.corps and ";" not in ecrit.corps:
        return
    for debut, lignes in _tableaux(ecrit):
        message = "Un tableau ne se lit pas sur un téléphone : dites-le en une phrase ou en une liste, comme ici."
        correction = "\n".join(_en_liste(_a_barres(lignes)))
        if ecrit.lignes[debut - 2].strip():
            correction = f"\n{correction}"
        yield Faute(Position(ecrit.chemin, debut), message, lignes[0][:120], correction=correction, lignes=len(lignes))


def _tableaux(ecrit: FicheEcrite) -> Iterator[tuple[int, list[str]]]:
    """Les suites de lignes à barres : au moins deux, ou une seule qui commence et finit par une barre."""
    suite: list[str] = []
    for numero in range(ecrit.ligne_corps, len(ecrit.lignes) + 2):
        ligne = ecrit.lignes[numero - 1] if numero <= len(ecrit.lignes) else ""
        if ("|" in _WIKI.sub("", ligne) or _TABULEE.match(ligne)) and not ligne.startswith("#"):
            suite.append(ligne)
            continue
        if ";" in ligne and (nombre := _cellules(ligne)) and (not suite or _cellules(suite[-1]) == nombre):
            suite.append(ligne)
            continue
        if len(suite) > 1 or (suite and suite[0].strip().startswith("|") and suite[0].strip().endswith("|")):
            yield numero - len(suite), suite
        suite = []


def _cellules(ligne: str) -> int:
    """Le nombre de cellules d’une rangée « Salle;300 €;réglé » ; zéro si ses points-virgules sont ceux d’une phrase."""
    nue = ligne.rstrip()
    # Une espace suit le point-virgule d’une phrase ; au bout d’une ligne, il finit l’élément d’une liste.
    phrase = re.search(r";\s|&\w+;|^\s*(?:[#>*•-]|\d{1,2}[.)])", nue) or not re.search(r";\S", nue) or len(nue) > _RANGEE
    return 0 if phrase else nue.count(";") + 1


def _a_barres(lignes: list[str]) -> list[str]:
    """Les mêmes rangées, où des barres remplacent les tabulations ; une première rangée sans chiffre a les titres."""
    titree = len(lignes) > 1 and not re.search(r"\d", lignes[0]) and all(re.search(r"\d", ligne) for ligne in lignes[1:])
    if "|" in "".join(lignes):
        lignes = [ligne.replace("\t", " ") for ligne in lignes]
        titree = len(lignes) > 2 and lignes[0].strip().startswith("|") and (titree or _a_des_titres(lignes[0]))
        return [lignes[0], "|---|", *lignes[1:]] if titree and not any(map(_SEPARATION.fullmatch, lignes)) else lignes
    separe = "\t" if "\t" in "".join(lignes) else ";"
    titree = titree or (separe == ";" and len(lignes) > 2 and _a_des_titres(lignes[0], separe))
    barrees = [f"|{ligne.strip(' ').replace(separe, '|')}|" for ligne in lignes]
    return [barrees[0], "|---|", *barrees[1:]] if titree else barrees


def _a_des_titres(ligne: str, separe: str = "|") -> bool:
    """Vrai si cette rangée nomme des colonnes : l’une de ses cellules ne peut être qu’un titre."""
    return any(replier(cellule) in _COLONNES for cellule in ligne.strip().strip("|").split(separe))


def _en_liste(lignes: list[str]) -> Iterator[str]:
    """Les rangées d’un tableau, chacune en un élément de liste."""
    rangees = [[nettoyer(case_.strip()) for case_ in ligne.strip().strip("|").split("|")] for ligne in lignes]
    coupes = [rang for rang, ligne in enumerate(lignes) if _SEPARATION.fullmatch(ligne)]
    titres = rangees[0] if coupes[:1] == [1] else []
    corps = [rangee for rang, rangee in enumerate(rangees) if rang not in coupes and not (titres and rang == 0)]
    if titres and len(corps) == 1 and len(corps[0]) == len(titres):
        # D’une seule rangée, chaque colonne est un élément.
        corps, titres = [list(paire) for paire in zip(titres, corps[0], strict=True)], []
    for rangee in corps or [titres]:
        premiere, *suite = [une for une in rangee if une] or [""]
        noms = titres[1:] if len(titres) == len(rangee) and len(rangee) > 2 else []
        dites = [f"{nom.lower()} {une}" if nom else une for nom, une in zip([*noms, *[""] * len(suite)], suite, strict=False)]
        if titres and len(rangee) == 2 and suite:
            dites = [f"{suite[0]} {titres[1].lower()}" if suite[0].replace(" ", "").isdigit() else suite[0]]
        yield f"- {premiere} : {', '.join(dites)}" if dites else f"- {premiere}"


@controle(
    FicheEcrite,
    Regle(
        "corps-note",
        ERREUR,
        "Note de bas de page",
        "Le site n’a pas de notes de bas de page : le renvoi s’afficherait tel quel, avec ses crochets. "
        "Mettez la note dans la phrase, entre parenthèses, ou son document dans `sources`.",
        faux="On craignait la malaïgue[^1], sans savoir quand.\n\n[^1]: Le manque d’oxygène.",
        juste="On craignait la malaïgue (le manque d’oxygène), sans savoir quand.",
    ),
)
def sans_note(ecrit: FicheEcrite) -> Iterator[Faute]:
    if "[" not in ecrit.corps:
        return
    lignes = range(ecrit.ligne_corps, len(ecrit.lignes) + 1)
    notes = {
        note[1] or note[3]: (numero, (note[2] or note[4] or "").strip())
        for numero in lignes
        if (note := _NOTE.match(ecrit.lignes[numero - 1]))
    }
    message = "Le site n’a pas de notes de bas de page : mettez la note dans la phrase, entre parenthèses."
    expliquees: set[str] = set()
    for numero in lignes:
        ligne = ecrit.lignes[numero - 1]
        renvois = [renvoi for renvoi in _RENVOI.finditer(ligne) if not _NOTE.match(ligne)]
        if not renvois:
            continue
        cles = {renvoi[1] or renvoi[2] for renvoi in renvois}
        fin = max((notes[cle][0] for cle in cles if cle in notes), default=numero)
        expliquees |= cles
        ou = Position(ecrit.chemin, numero, renvois[0].start() + 1)
        if numero <= fin < numero + _ETENDUE:
            phrase = _RENVOI.sub(lambda renvoi: _en_parenthese(notes.get(renvoi[1] or renvoi[2], (0, ""))[1]), ligne)
            siennes = {notes[cle][0] for cle in cles if cle in notes}
            autres = [ecrit.lignes[n - 1] for n in range(numero + 1, fin + 1) if n not in siennes]
            correction = "\n".join((nettoyer(phrase), *autres)).rstrip("\n")
            dit = message if cles & notes.keys() or renvois[0][1] else "Ce renvoi n’a pas sa note : retirez-le."
            yield Faute(ou, dit, renvois[0][0], correction=correction, lignes=fin - numero + 1)
        else:
            yield Faute(ou, message, renvois[0][0])
    for cle, (numero, _) in notes.items():
        if cle not in expliquees:
            correction, nombre = sans_la_ligne(ecrit, numero)
            seule = "Cette note n’est appelée nulle part : mettez-la dans une phrase, ou retirez-la."
            yield Faute(Position(ecrit.chemin, numero), seule, f"[^{cle}]", correction=correction, lignes=nombre)


def _en_parenthese(note: str) -> str:
    note = note.rstrip(" .")
    # « Le », « La », « Voir » : une note commence par une majuscule qu’une parenthèse n’a pas.
    premier = note.split(" ", 1)[0]
    return f" ({note[0].lower() + note[1:] if premier in _PETITS_MOTS else note})" if note else ""


_PETITS_MOTS = frozenset("Le La Les Un Une Des Ce Cette Voir Selon Dans En Au Aux C’est Il Elle On Soit Dont D’après".split())


@controle(
    FicheEcrite,
    Regle(
        "corps-signes",
        ERREUR,
        "Signes qui s’afficheraient tels quels",
        "Le texte barré (`~~`), le surlignage (`==`), les dessins entre deux-points, les cases à cocher et les unités dites deux "
        "fois viennent d’un autre logiciel : ici, leurs signes se verraient. Gardez le texte seul ; "
        "ce qui était barré ne se garde pas, et une liste s’écrit avec de simples tirets.",
        faux="~~15~~ 18 villages desservis, pour 90 € € par an.",
        juste="18 villages desservis, pour 90 € par an.",
    ),
)
def sans_signe_d_ailleurs(ecrit: FicheEcrite) -> Iterator[Faute]:
    if not any(indice in ecrit.corps for indice in ("~~", "==", "[", ":", "€", "%", "euro", "cent")):
        return
    raisons = ("un texte barré ne se garde pas", "le surlignage ne se voit pas ici", "un dessin s’afficherait en toutes lettres")
    passee = 0
    for numero in range(ecrit.ligne_corps, len(ecrit.lignes) + 1):
        ligne = ecrit.lignes[numero - 1]
        if numero <= passee:
            continue
        if case(ligne):
            passee = numero
            while passee < len(ecrit.lignes) and case(ecrit.lignes[passee]):
                passee += 1
            correction, nombre = recrire(ecrit, numero, passee - numero + 1)
            message = "Des cases à cocher s’afficheraient avec leurs crochets : une liste s’écrit avec de simples tirets."
            if section_en(ecrit, numero) in EN_ETAPES and correction:
                message = "Des cases à cocher s’afficheraient avec leurs crochets : ici, ce sont des étapes, à numéroter."
                etapes = enumerate(correction.split("\n"), 1)
                correction = "\n".join(_PUCE.sub(f"{rang}. ", etape) for rang, etape in etapes)
            elif re.match(_A_FAIRE, ligne):
                message += " Si c’est un pense-bête, ce qu’il vous reste à faire, retirez-le plutôt."
            yield Faute(Position(ecrit.chemin, numero), message, ligne.strip()[:5], correction=correction, lignes=nombre)
            continue
        if "[!" in ligne and (encadre := ENCADRE.match(ligne)):
            message = "Cette marque ouvre un encadré dans un autre logiciel ; ici, elle s’afficherait telle quelle : retirez-la."
            correction, nombre = recrire(ecrit, numero)
            yield Faute(Position(ecrit.chemin, numero), message, encadre[0].strip(), correction=correction, lignes=nombre)
            continue
        trouves = [(t.start(), raison, t[0]) for motif, raison in zip(SIGNES, raisons, strict=True) if (t := motif.search(ligne))]
        if double := UNITE_DOUBLE.search(ligne):
            trouves.append((double.start(), "l’unité est dite deux fois", double[0]))
        if trouves:
            rang, raison, valeur = min(trouves)
            correction, nombre = recrire(ecrit, numero)
            message = f"{raison[0].upper()}{raison[1:]} : écrivez le texte seul."
            yield Faute(Position(ecrit.chemin, numero, rang + 1), message, valeur, correction=correction, lignes=nombre)


@controle(
    FicheEcrite,
    Regle(
        "corps-adresse",
        ERREUR,
        "Adresse nue au milieu d’une phrase",
        "Une adresse collée dans une phrase se lit mal, et ne se clique pas toujours. "
        "Donnez-lui un texte entre crochets, suivi de l’adresse entre parenthèses ; "
        "si c’est le document d’où vient le fait, il suffit qu’il soit dans `documents` et `sources`.",
        faux="210 habitants ont acheté une part, voir https://www.unis-cite.fr/bilan.",
        juste="210 habitants ont acheté une part, dit [le bilan](https://www.unis-cite.fr/bilan).",
    ),
)
def sans_adresse_nue(ecrit: FicheEcrite) -> Iterator[Faute]:
    if "://" not in ecrit.corps and "www." not in ecrit.corps:
        return
    message = "Une adresse ne se lit pas : donnez-lui un texte entre crochets, ou retirez-la si le document est dans « sources »."
    for numero in range(ecrit.ligne_corps, len(ecrit.lignes) + 1):
        ligne = ecrit.lignes[numero - 1]
        if (nues := adresses_nues(ligne)) and not definit(ligne):
            correction, nombre = recrire(ecrit, numero)
            ou = Position(ecrit.chemin, numero, nues[0].start() + 1)
            yield Faute(ou, message, nues[0][0][:120], correction=correction, lignes=nombre)


@controle_d_ensemble(
    FicheEcrite,
    Regle(
        "corps-wiki",
        ERREUR,
        "Lien entre doubles crochets",
        "Les doubles crochets sont ceux d’un logiciel de notes : ici, ils s’afficheraient tels quels. "
        "Un lien vers une fiche s’écrit avec son texte entre crochets, puis la fin de son adresse entre parenthèses, entre deux "
        "barres.",
        faux="Voir [[silver-geek|Silver Geek]].",
        juste="Voir [Silver Geek](/exemples/silver-geek/).",
    ),
)
def sans_lien_de_wiki(ecrit: FicheEcrite, entourage: Entourage) -> Iterator[Faute]:
    if "[[" not in ecrit.corps:
        return
    for numero in range(ecrit.ligne_corps, len(ecrit.lignes) + 1):
        ligne = ecrit.lignes[numero - 1]
        if trouve := _WIKI.search(ligne):
            correction = _WIKI.sub(lambda lien: _vers_une_fiche(lien, entourage.cles), ligne)
            menant = "](/" in correction[trouve.start() :]
            message = "Un lien vers une fiche s’écrit [texte](/famille/nom-de-la-fiche/)" + (
                "." if menant else f" : aucune fiche ne s’appelle « {citer(trouve[1])} », gardez le texte seul."
            )
            ou = Position(ecrit.chemin, numero, trouve.start() + 1)
            yield Faute(ou, message, trouve[0][:120], correction=nettoyer(correction))


def _vers_une_fiche(lien: re.Match[str], cles: Iterable[str]) -> str:
    """Le lien que voulait ce wiki, ou son seul texte."""
    cible, texte = lien[1].strip(), (lien[2] or lien[1]).strip()
    noms = {cle.partition("/")[2]: cle for cle in sorted(cles)}
    nom = replier(cible.rpartition("/")[2].removesuffix(".md")).replace(" ", "-")
    trouvee = noms.get(nom) or noms.get(plus_proche(nom, tuple(noms)))
    return f"[{texte}](/{trouvee}/)" if trouvee else texte
