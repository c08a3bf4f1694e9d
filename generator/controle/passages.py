"""Un passage du récit tel qu’il devrait s’écrire : le même, sans ce que le site montrerait brut, perdrait ou refuserait.

Une seule fonction pour toutes les règles : deux constats d’une même ligne montrent la même ligne corrigée.
"""

import html
import re
from functools import lru_cache

from generator.constats.proximite import replier
from generator.controle.typographie import typographier
from generator.modele.fiches import FAMILLES

# Ce qui ne sert qu’à une faute ne se compile qu’alors : vérifier une fiche saine n’a pas à l’attendre.
_BALISE = re.DOTALL | re.IGNORECASE
_COMMENTAIRE = r"<!--.*?(?:-->|$)"
_PROGRAMME = r"<(script|style)\b.*?(?:</\1>|$)"
_A = r"<a\b[^<>]*?\bhref\s*=\s*[\"']?([^\s\"'<>]+)[\"']?[^<>]*>(.*?)</a>"
_CONNUES = (
    "abbr|address|article|aside|audio|big|blink|body|br|button|canvas|caption|center|cite|code|col|colgroup|dd|del|details|dfn|"
    "div|dl|dt|embed|fieldset|figcaption|figure|font|footer|form|frame|head|header|hr|html|iframe|img|input|ins|kbd|label|legend|"
    "link|main|mark|marquee|meta|nav|noscript|object|o:p|optgroup|option|picture|pre|q|s|samp|section|select|small|source|span|"
    "strike|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|ol|li|p|a|b|i|em|strong|"
    "var|video|wbr|xml|DOCTYPE|h[1-6]|script|style|path|rect|circle|[a-z0-9]+:[a-z]+"
)
"""Les balises d’une page web, et celles de Word."""
_BALISES: tuple[tuple[str, str], ...] = (
    (r"<(b|strong)\b[^<>]*>\s*(.*?)\s*</\1>", r"**\2**"),
    (r"<(i|em)\b[^<>]*>\s*(.*?)\s*</\1>", r"*\2*"),
    (r"</t[dh]>\s*<t[dh]\b[^<>]*>", ", "),
    (r"<h[1-6]\b[^<>]*>", "\n\n### "),
    (r"<li\b[^<>]*>", "\n- "),
    (r"<tr\b[^<>]*>", "\n\n- "),
    (r"<br\s*/?>|</?(?:p|div|center|h[1-6]|ul|ol|table|blockquote|hr)\b[^<>]*>", "\n\n"),
    (rf"<[/!?]?(?:{_CONNUES})(?![\w-])[^<>]*>", ""),
    # Un mot entre chevrons qui n’est pas une balise reste : sans lui, la phrase ne dirait plus rien.
    (r"<<[ \t]*([^<>\n]*\S)[ \t]*>>", r"« \1 »"),
    (r"<(?!https?://)/?([A-Za-z][^<>\n]*)>", r"\1"),
)

_ATTRIBUT = re.compile(r"[ \t]*\{:?\s*[.#:][^{}]*\}")
_BARRE = re.compile(r"~~.+?~~[ \t]?")
_SURLIGNE = re.compile(r"==(?=[^\s=])(.+?)(?<=[^\s=])==")
_DESSIN = re.compile(r"[ \t]?:[a-z][a-z_]{2,30}:(?!\w)")
_CASE = re.compile(r"^(\s*(?:[-*+]|\d+[.)])[ \t]+)\[[ xX✓✔]?\][ \t]*")
ENCADRE = re.compile(r"^([ \t]*>[ \t]*)\[!\w+\][+-]?[ \t]*")
"""« > [!NOTE] » : un encadré de GitHub ou d’un logiciel de notes."""
_RENVOI_DE_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\](?!:)")
UNITE_DOUBLE = re.compile(
    r"(?P<unite>€|euros?\b)(?:\s*(?:€|euros?\b))+|(?P<part>%|pour ?cent\b)(?:\s*(?:%|pour ?cent\b))+", re.IGNORECASE
)
MEMO = re.compile(r"\[\s*(?:NDLR|NDR|N\.?D\.?A|TODO|voir\s|note\b)[^\]\n]{0,120}\](?!\()", re.IGNORECASE)

MARQUES_D_ASSISTANT = (
    r"[ \t]*【[^【】\n]{0,60}】",
    r"[ \t]*:?contentReference\[[^\]\n]*\](?:\{[^{}\n]*\})?",
    r"[ \t]*\[?\(?oaicite:[\w:=\"-]*\)?\]?(?:\{[^{}\n]*\})?",
    r"[ \t]*(?:[\ue000-\uf8ff]*cite)?[\ue000-\uf8ff]*(?:turn\d+[a-z]+\d+[\ue000-\uf8ff]*)+",
    r"[ \t]*\[cite(?:_start|_end|:[^\]\n]{0,30})?\][ \t]?",
)
REFERENCE = r"\[([^\[\]\n]{2,80})\]\[\d{1,2}\]"
"""« [Ouest-France][1] » : un lien dont l’adresse est ailleurs, ou nulle part."""
_INDICES_D_ASSISTANT = ("【", "contentReference", "oaicite", "turn0", "turn1", "turn2", "turn3", "[cite", "][", "]: http")

_LIEN_TITRE = r"(\]\([^()\s<>\"']+)[ \t]+[\"'«“][^()\n]*[\"'»”]\)"
A_L_ENVERS = re.compile(r"(?<![\]\w])\(([^()\[\]\n]{2,120})\)\[((?:https?://|www\.)[^\[\]\n]+)\]")
"""(texte)[adresse]."""
_LIEN_ESPACE = r"(\[[^\[\]\n]+\])[ \t]+\((?=https?:|www\.|/)"
_LIEN = re.compile(r"(?<!!)\[([^\[\]\n]{1,300})\]\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)?)\)")
_DOMAINE = r"(?:www\.)?(?:[a-z0-9-]+\.)+(?:fr|org|com|net|eu|info|coop|asso\.fr|bzh|re|gouv\.fr)(?:/\S*)?"
_CHEVRONS = r"<(https?://[^\s<>]+)>"
_NUE = re.compile(r"(?<![(<\[\w/.@\"'=])(?:https?://|www\.)[^\s<>()\[\]«»\"]+(?:\([^\s()]*\)[^\s<>()\[\]«»\"]*)*")
_PONCTUATION = ".,;:!?…*_~"


def nettoyer(texte: str) -> str:
    """Le passage récrit, sur une ou plusieurs lignes ; vide s’il ne disait rien."""
    if "<" in texte:
        texte = sans_balises(texte)
    return "\n".join(_ligne(ligne) for ligne in texte.split("\n")).strip("\n")


def sans_balises(texte: str) -> str:
    """Le passage sans HTML : le gras, les liens et les paragraphes gardés, écrits comme ici."""
    texte = re.sub(_PROGRAMME, "", re.sub(_COMMENTAIRE, "", texte, flags=_BALISE), flags=_BALISE)
    texte = re.sub(_A, r"[\2](\1)", texte, flags=_BALISE)
    for motif, remplacement in _BALISES:
        texte = re.sub(motif, remplacement, texte, flags=_BALISE)
    # Ce qu’on a retiré laisse des blancs que la phrase n’avait pas.
    texte = re.sub(r"(?<=\S)[ \t]{2,}(?=\S)", " ", re.sub(r"[ \t]*\n[ \t]*\n\s*", "\n\n", texte))
    return html.unescape(texte).strip("\n")


def mot_entre_chevrons(texte: str, rang: int) -> str:
    """Ce qui est entre les chevrons ouverts là, si ce n’est pas une balise ; ou rien."""
    mot = re.compile(r"<([^<>\n]{1,80})>").match(texte, rang)
    return mot[1].strip() if mot and not re.match(rf"[/!?]?(?:{_CONNUES})(?![\w-])", mot[1], re.IGNORECASE) else ""


def a_des_marques(texte: str) -> bool:
    """Vrai si ce texte garde les marques d’un assistant en ligne."""
    if not any(indice in texte for indice in _INDICES_D_ASSISTANT):
        return False
    return any(
        re.search(motif, texte) for motif in (*MARQUES_D_ASSISTANT, REFERENCE, r"(?m)^[ \t]{0,9}\[\d{1,2}\]:[ \t]{0,9}<?http")
    )


def adresses_nues(ligne: str) -> tuple[re.Match[str], ...]:
    """Les adresses écrites au milieu d’une phrase, sans texte de lien."""
    if "://" not in ligne and "www." not in ligne:
        return ()
    liens = [lien.span() for lien in _LIEN.finditer(ligne)]
    return tuple(nue for nue in _NUE.finditer(ligne) if not any(a <= nue.start() < b for a, b in liens))


def lien_juste(cible: str) -> str:
    """L’adresse d’un lien, complétée et sans espace, ou rien si l’on ne sait pas."""
    cible = html.unescape(cible.strip()).strip("<>\"'“”«» ")
    if re.match(r"https?://", cible):
        return cible.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    if cible.startswith("http:/") or cible.startswith("https:/"):
        return re.sub(r"^(https?):/+", r"\1://", cible)
    famille, _, nom = cible.removesuffix(".md").strip("./").replace("content/", "").partition("/")
    if famille in FAMILLES and nom:
        return f"/{famille}/{replier(nom.strip('/')).replace(' ', '-')}/"
    return f"https://{cible}" if re.fullmatch(_DOMAINE, cible, re.IGNORECASE) else ""


def case(ligne: str) -> bool:
    """Vrai pour un élément de liste qui commence par une case à cocher."""
    return bool(_CASE.match(ligne))


SIGNES = (_BARRE, _SURLIGNE, _DESSIN)
"""Ce que d’autres logiciels mettent en forme, et que le site montrerait tel quel."""


@lru_cache(maxsize=256)
def _ligne(ligne: str) -> str:
    avant = ligne
    if a_des_marques(ligne):
        for motif in MARQUES_D_ASSISTANT:
            ligne = re.sub(motif, "", ligne)
        ligne = re.sub(REFERENCE, r"\1", ligne)
    ligne = _ATTRIBUT.sub("", ligne)
    if "{" in ligne or "}" in ligne:
        ligne = re.sub(r"\}+", ")", re.sub(r"\{+[%#]?[ \t]*", "(", re.sub(r"[ \t]*[%#]?\}+", ")", ligne)))
    ligne = _CASE.sub(r"\1", ligne)
    if "[!" in ligne and (encadre := ENCADRE.match(ligne)):
        ligne = f"{encadre[1]}{ligne[encadre.end() :]}" if encadre.end() < len(ligne) else ""
    ligne = _DESSIN.sub("", _SURLIGNE.sub(r"\1", _BARRE.sub("", ligne)))
    ligne = MEMO.sub("", _RENVOI_DE_NOTE.sub("", ligne))
    ligne = UNITE_DOUBLE.sub(lambda double: double["unite"] or double["part"], ligne)
    ligne = _liens(ligne)
    if ligne != avant:
        # Ce qu’on a retiré laisse des espaces que la phrase n’avait pas.
        ligne = re.sub(r"(?<=\S) {2,}(?=\S)", " ", ligne).rstrip()
        ligne = re.sub(r"(?<=\S) +(?=[.,])", "", ligne)
        ligne = ligne.lstrip() if not avant.startswith((" ", "\t")) else ligne
    return typographier(ligne)


def _liens(ligne: str) -> str:
    ligne = A_L_ENVERS.sub(r"[\1](\2)", ligne) if ")[" in ligne else ligne
    if "](" not in ligne and "] (" not in ligne and "://" not in ligne and "www." not in ligne:
        return ligne
    ligne = re.sub(_LIEN_TITRE, r"\1)", re.sub(_LIEN_ESPACE, r"\1(", ligne))
    ligne = _LIEN.sub(_un_lien, re.sub(_CHEVRONS, r"\1", ligne))
    for nue in reversed(adresses_nues(ligne)):
        adresse = nue[0].rstrip(_PONCTUATION)
        complete = adresse if adresse.startswith("http") else f"https://{adresse}"
        texte = re.sub(r"^https?://(?:www\.)?|^www\.", "", adresse).split("/")[0]
        ligne = f"{ligne[: nue.start()]}[{texte}]({lien_juste(complete)}){ligne[nue.start() + len(adresse) :]}"
    return ligne


def _un_lien(lien: re.Match[str]) -> str:
    juste = lien_juste(lien[2])
    return f"[{lien[1]}]({juste})" if juste else lien[0]
