"""Les champs sont du texte simple : sans gras, sans guillemets de trop, sans l’unité répétée dans la valeur."""

import re
from collections.abc import Iterator

from generator.constats.constat import ERREUR, Position, Regle
from generator.constats.signes import citer
from generator.controle.passages import UNITE_DOUBLE
from generator.controle.regles import Faute, controle
from generator.controle.sujets import FicheEcrite, valeur_en
from generator.controle.typographie import typographier
from generator.lecture.document import Chemin
from generator.lecture.meprises import COMPTE, demander_un_nom, est_un_compte
from generator.modele.champs import Exact, Francais

_MISE_EN_FORME: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"~~.+?~~ ?"), ""),
    (re.compile(r"(?<!\*)\*{1,3}(?=\S)([^*\n]+?)(?<=\S)\*{1,3}(?!\*)"), r"\1"),
    (re.compile(r"(?<!\w)_{1,3}(?=\S)([^_\n]+?)(?<=\S)_{1,3}(?!\w)"), r"\1"),
    (re.compile(r"==(?=[^\s=])(.+?)(?<=[^\s=])=="), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\[([^\[\]\n]+)\]\([^()\n]+\)"), r"\1"),
    (re.compile(r"\[\^[^\]\s]{1,40}\]"), ""),
)
_INDICES = ("*", "_", "~~", "==", "`", "](", "[^", "<", "«")
_GUILLEMETS = re.compile(r"«\s*([^«»]*?)\s*»")
_SANS_GUILLEMETS = frozenset(("nom", "role", "unite", "libelle", "structure", "auteurs", "mots_cles", "confirme_par"))
"""Ce que l’on nomme sans le citer ; un titre ou une partie peuvent, eux, être une citation."""
_ENTOURE = re.compile(r"[“”„‟\"«»\u2018’'*_`~=\s]*(.+?)[“”„‟\"«»\u2018’'*_`~=\s]*")
_FLECHES = re.compile(r"[ \N{NO-BREAK SPACE}]*[←-⇿▲▼△▽⬆⬇✅✔✓☑️🔺🔻📈📉]+")
_ENVIRON = re.compile(r"^[~≃≈][ \N{NO-BREAK SPACE}]*(?=\d)")
_MILLIERS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.,])")
"""Un nombre où des points séparent les milliers, comme dans un tableur étranger : « 1.250.000 »."""
_POURCENT = frozenset(("pourcent", "pour cent", "pourcents", "pct", "en %", "en pourcentage", "pourcentage", "pourcentages"))
_APRES = re.compile(
    r"(?P<nombre>\d[\d\s.,]*?)(?P<unite>\s*[^\W\d]{0,20}|\s*[%€])\s+(?P<nuance>environ|à peu près)", re.IGNORECASE
)
"""« 12,5 T environ » : la nuance se dit avant le nombre, et l’unité après."""
_NOMS_D_UNITES = {"%": ("%", "pour cent", "pourcent", "pct"), "€": ("€", "euro", "euros", "eur")}
_ABREGEES = {
    "tonnes": ("tonnes", "tonne", "T"),
    "kilomètres": ("kilomètres", "km"),
    "kilos": ("kilos", "kilo", "kg"),
    "heures": ("heures", "heure", "h"),
    "personnes": ("personnes", "personne", "pers.", "pers"),
}
"""Comment se dit encore, en abrégé, l’unité que son champ dit en toutes lettres."""


@controle(
    FicheEcrite,
    Regle(
        "champ-mise-en-forme",
        ERREUR,
        "Gras, italique ou lien dans un champ",
        "Les champs de l’en-tête sont du texte simple : ils servent aussi dans les listes, la recherche et les "
        "fichiers à télécharger, où les étoiles, les soulignements et les crochets se verraient. "
        "Écrivez les mots seuls ; le gras et les liens ont leur place dans le récit.",
        faux='mots_cles: ["**stage**", orientation]',
        juste='mots_cles: ["stage", orientation]',
    ),
)
def sans_mise_en_forme(ecrit: FicheEcrite) -> Iterator[Faute]:
    cites = {loc for loc, _ in ecrit.marquees(Exact)}
    for loc, texte in ecrit.document.textes:
        # Un passage se recopie comme il est, une valeur a sa propre règle, une balise aussi.
        if not any(indice in texte for indice in _INDICES) or loc in cites or loc[-1] in ("valeur", "url") or "<" in texte:
            continue
        nom = str(loc[-2] if isinstance(loc[-1], int) else loc[-1])
        if simplifier(texte) != texte:
            message = f"« {nom} » est du texte simple : ni gras, ni italique, ni lien."
            yield _faute(ecrit, loc, message, texte, simplifier)
        elif nom in _SANS_GUILLEMETS and (nu := _GUILLEMETS.fullmatch(texte)):
            message = f"Les guillemets sont de trop autour de « {nom} » : retirez-les."
            yield _faute(ecrit, loc, message, texte, lambda texte, nu=nu[1]: nu if _GUILLEMETS.fullmatch(texte) else texte)


def simplifier(texte: str) -> str:
    """Le texte sans gras, sans italique et sans lien."""
    for motif, remplacement in _MISE_EN_FORME:
        texte = motif.sub(remplacement, texte)
    return texte


@controle(FicheEcrite, COMPTE)
def noms_et_non_comptes(ecrit: FicheEcrite) -> Iterator[Faute]:
    for loc, texte in ecrit.document.textes:
        if loc[-1] in ("nom", "structure") and est_un_compte(texte):
            yield Faute(loc, demander_un_nom(texte), texte)


@controle(
    FicheEcrite,
    Regle(
        "valeur-surchargee",
        ERREUR,
        "Signes de trop autour d’une valeur",
        "Une valeur est un nombre comme on le lit, et rien d’autre : ni guillemets, ni étoiles, ni flèche, et "
        "l’unité dans son propre champ, `unite`. Sinon le site les écrirait deux fois. "
        "Retirez ce qui est de trop ; les nuances vont dans `libelle`.",
        faux="chiffres:\n  - valeur: 120 €\n    unite: €\n    libelle: par habitant\n    annee: 2022\n    source: colloque-2022",
        juste="chiffres:\n  - valeur: 120\n    unite: €\n    libelle: par habitant\n    annee: 2022\n    source: colloque-2022",
    ),
)
def valeurs_sans_surcharge(ecrit: FicheEcrite) -> Iterator[Faute]:
    for loc, valeur in ecrit.document.textes:
        if loc[-1] != "valeur":
            continue
        unite = valeur_en(ecrit.document.valeur, (*loc[:-1], "unite")) or ecrit.document.valeur.get("unite")
        juste = valeur_nue(valeur, unite if isinstance(unite, str) else "")
        if a_part := _unite_a_part(ecrit, loc, valeur, unite if isinstance(unite, str) else ""):
            yield a_part
        elif milliers := _MILLIERS.search(juste):
            lu = milliers[0].replace(".", "\N{NARROW NO-BREAK SPACE}")
            if milliers[0].count(".") > 1 or milliers[0].endswith(".000"):
                juste = juste.replace(milliers[0], lu)
                message = f"En français, les milliers se séparent par une espace : « {juste} », sans point."
                yield _faute(ecrit, loc, message, valeur, lambda texte, juste=juste: juste)
            else:
                virgule = milliers[0].replace(".", ",")
                message = (
                    f"« {milliers[0]} » se lit de deux façons : écrivez « {lu} » (des milliers) ou « {virgule} » (une décimale)."
                )
                yield Faute(loc, message, valeur[:120])
        elif juste != valeur:
            dite = juste == _nue(valeur)
            message = (
                f"« {citer(valeur)} » a des signes de trop : écrivez le nombre seul."
                if dite
                else f"L’unité « {citer(str(unite))} » est dite deux fois : écrivez le nombre seul dans « valeur »."
            )
            yield _faute(ecrit, loc, message, valeur, lambda texte, juste=juste: juste)


@controle(
    FicheEcrite,
    Regle(
        "unite-redite",
        ERREUR,
        "Unité répétée dans le libellé, ou dite en lettres",
        "Le site écrit la valeur, l’unité, puis le libellé, à la suite. Ce que dit déjà le libellé se lirait deux fois. "
        "Écrivez l’unité seule ; un pourcentage, par son signe.",
        faux='chiffres:\n  - valeur: 40\n    unite: "% des achats"\n    libelle: des achats viennent de moins de 30 kilomètres\n'
        "    annee: 2022\n    source: colloque-2022",
        juste='chiffres:\n  - valeur: 40\n    unite: "%"\n    libelle: des achats viennent de moins de 30 kilomètres\n'
        "    annee: 2022\n    source: colloque-2022",
    ),
)
def unites_dites_une_fois(ecrit: FicheEcrite) -> Iterator[Faute]:
    for loc, unite in ecrit.document.textes:
        if loc[-1] != "unite":
            continue
        libelle = valeur_en(ecrit.document.valeur, (*loc[:-1], "libelle"))
        signe, _, suite = unite.partition(" ")
        if suite and isinstance(libelle, str) and libelle.casefold().startswith(f"{suite.casefold()} "):
            message = f"« {citer(suite)} » est déjà le début du libellé, et se lirait deux fois : écrivez l’unité seule."
            yield _faute(ecrit, loc, message, unite, lambda texte, juste=signe: juste)
        elif unite.casefold() in _POURCENT:
            yield _faute(ecrit, loc, "Un pourcentage s’écrit par son signe, « % ».", unite, lambda texte: "%")
        elif seule := re.fullmatch(r"en\s+(\S+)", unite, re.IGNORECASE):
            message = f"L’unité se lit juste après la valeur : écrivez « {citer(seule[1])} », sans « en »."
            yield _faute(ecrit, loc, message, unite, lambda texte, juste=seule[1]: juste)


def _unite_a_part(ecrit: FicheEcrite, loc: Chemin, valeur: str, unite: str) -> Faute | None:
    """« 30% » sans unité, « 1,5 M€ » et l’unité « euros » : le nombre dans « valeur », ce qui le suit dans « unite »."""
    suit = r"M€|Md€|k€" if unite.casefold() in ("euro", "euros", "eur") else r"%|€|M€|Md€|k€" if not unite else ""
    lue = re.fullmatch(rf"(\d[\d\s.,\N{{NO-BREAK SPACE}}\N{{NARROW NO-BREAK SPACE}}]*?)\s*({suit})", valeur) if suit else None
    if lue is None or loc[0] != "chiffres":
        return None
    message = (
        f"« {citer(valeur)} » dit un nombre et son unité : écrivez « {lue[1]} » dans « valeur », et « {lue[2]} » dans « unite »."
    )
    cle, etendue = ecrit.document.situer(loc, cle=True), ecrit.document.etendue(loc)
    ligne = ecrit.lignes[cle.ligne - 1]
    seule = cle.ligne == etendue.debut.ligne == etendue.fin.ligne and not ligne[etendue.fin.colonne - 1 :].strip()
    if not seule or not re.fullmatch(r"\s*(?:- +)?", ligne[: cle.colonne - 1]):
        return Faute(loc, message, valeur)
    ecrites = [f'{ligne[: cle.colonne - 1]}valeur: "{lue[1]}"', f'{" " * (cle.colonne - 1)}unite: "{lue[2]}"']
    if unite:
        autre = ecrit.document.situer((*loc[:-1], "unite"), cle=True)
        if autre.ligne != cle.ligne + 1:
            return Faute(loc, message, valeur)
    return Faute(Position(ecrit.chemin, cle.ligne), message, valeur, correction="\n".join(ecrites), lignes=2 if unite else 1)


def valeur_nue(valeur: str, unite: str) -> str:
    """La valeur sans signe de trop ni l’unité que son champ dit déjà."""
    nue = _nue(valeur)
    apres = _APRES.fullmatch(nue)
    dite = f"{apres['nuance'].lower()} {apres['nombre']}{apres['unite']}" if apres else nue
    # Une unité longue (« % des achats ») garde son premier mot pour elle ; ce qu’elle a de plus n’est pas dans la valeur.
    for nom in _NOMS_D_UNITES.get(unite.strip()[:1]) or _ABREGEES.get(unite.strip().casefold(), (unite.strip(),)):
        sans = re.sub(
            rf"(?<=\S)[\s\N{{NO-BREAK SPACE}}\N{{NARROW NO-BREAK SPACE}}]*{re.escape(nom)}\s*$", "", dite, flags=re.IGNORECASE
        )
        if nom and sans != dite and any(signe.isdigit() for signe in sans):
            return valeur_nue(sans, unite)
    return nue if any(signe.isalnum() for signe in nue) else valeur


def _nue(valeur: str) -> str:
    valeur = UNITE_DOUBLE.sub(lambda double: double["unite"] or double["part"], valeur)
    entouree = _ENTOURE.fullmatch(_ENVIRON.sub("environ ", _FLECHES.sub("", valeur)))
    return simplifier(entouree[1]) if entouree else valeur


def _faute(ecrit: FicheEcrite, loc: Chemin, message: str, texte: str, recrire) -> Faute:  # type: ignore[no-untyped-def]
    """La faute d’un champ, à la ligne où il est fautif ; un texte sur plusieurs lignes se récrit ligne à ligne."""
    etendue = ecrit.document.etendue(loc)
    debut, fin = etendue.debut, etendue.fin
    numero = next(
        (
            n
            for n in range(debut.ligne, min(fin.ligne, len(ecrit.lignes)) + 1)
            if recrire(ecrit.lignes[n - 1]) != ecrit.lignes[n - 1]
        ),
        debut.ligne,
    )
    ligne = ecrit.lignes[numero - 1]
    if debut.ligne == fin.ligne:
        avant, dedans, apres = ligne[: debut.colonne - 1], ligne[debut.colonne - 1 : fin.colonne - 1], ligne[fin.colonne - 1 :]
        guillemet = etendue.style if etendue.style in ("'", '"') else ""
        contenu = dedans.removeprefix(guillemet).removesuffix(guillemet) if guillemet else dedans
        recrit = recrire(contenu)
        # Sans guillemets, un nombre ou un mot se suffit ; ce qui en avait les garde, un signe seul en demande.
        guillemet = guillemet or ("" if recrit[:1].isalnum() else '"')
        correction = f"{avant}{guillemet}{recrit}{guillemet}{apres}"
        ou = Position(ecrit.chemin, debut.ligne, debut.colonne)
    else:
        correction, ou = recrire(ligne), Position(ecrit.chemin, numero)
    if loc in {place for place, _ in ecrit.marquees(Francais)}:
        correction = typographier(correction)
    return Faute(ou, message, texte[:120], correction=correction if correction != ligne else "")
