"""Les adresses que le lecteur n’ouvrira pas : celles d’un outil où l’on n’entre qu’invité ; et celles qui font un détour.

Une fiche saine n’a qu’à comparer chaque adresse à quelques noms : rien ne se compile pour elle.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from generator.constats.constat import ERREUR, Position, Regle
from generator.constats.signes import citer
from generator.controle.recriture import recrire_le_texte
from generator.controle.regles import Faute, controle
from generator.controle.sujets import FicheEcrite
from generator.controle.typographie import typographier
from generator.lecture.document import Chemin

_ESPACES = ("est dans un espace de travail ({outil})", "seules y entrent les personnes qui y sont invitées")
_MESSAGES = ("est dans une messagerie ({outil})", "vous seul pouvez l’ouvrir")
_ASSISTANTS = ("est la réponse d’un assistant en ligne ({outil})", "ce n’est pas une source, et elle peut se fermer")
_ENVOIS = ("est un envoi de fichier ({outil})", "il s’efface au bout de quelques jours")
_ICI = ("est celle d’un ordinateur ({outil})", "personne d’autre ne peut l’ouvrir")
_OUTILS: dict[str, tuple[str, tuple[str, str]]] = {
    "docs.google.com": ("Google Docs", _ESPACES),
    "drive.google.com": ("Google Drive", _ESPACES),
    "www.notion.so": ("Notion", _ESPACES),
    "notion.so": ("Notion", _ESPACES),
    "onedrive.live.com": ("OneDrive", _ESPACES),
    "1drv.ms": ("OneDrive", _ESPACES),
    "teams.microsoft.com": ("Teams", _ESPACES),
    "mail.google.com": ("Gmail", _MESSAGES),
    "outlook.live.com": ("Outlook", _MESSAGES),
    "outlook.office.com": ("Outlook", _MESSAGES),
    "outlook.office365.com": ("Outlook", _MESSAGES),
    "chat.whatsapp.com": ("WhatsApp", _MESSAGES),
    "web.whatsapp.com": ("WhatsApp", _MESSAGES),
    "wa.me": ("WhatsApp", _MESSAGES),
    "www.messenger.com": ("Messenger", _MESSAGES),
    "chatgpt.com": ("ChatGPT", _ASSISTANTS),
    "chat.openai.com": ("ChatGPT", _ASSISTANTS),
    "claude.ai": ("Claude", _ASSISTANTS),
    "gemini.google.com": ("Gemini", _ASSISTANTS),
    "copilot.microsoft.com": ("Copilot", _ASSISTANTS),
    "we.tl": ("WeTransfer", _ENVOIS),
    "wetransfer.com": ("WeTransfer", _ENVOIS),
    "www.swisstransfer.com": ("SwissTransfer", _ENVOIS),
    "localhost": ("localhost", _ICI),
    "127.0.0.1": ("127.0.0.1", _ICI),
}
_OUVERTES = ("/pub", "/pubhtml", "/viewform")
"""Ce que Google Docs publie pour tout le monde."""
_CREUX = frozenset(("ici", "lien", "le lien", "ce lien", "cliquez ici", "voir", "voir ici", "x", "document", "fichier"))
"""Des mots qui, sans leur lien, ne disent plus rien."""
_LIEN = r"(?<!!)\[([^\[\]\n]{1,300})\]\((https?://[^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)"
_FICHIER = (
    r"(?<![\w(])[A-Za-z]:\\(?!\s)[^<>\"|?*\n«»]*?(?:\.[A-Za-z]{2,4}\b|(?=[\s,;]|$))"
    r"|(?<![\\\w])\\\\\w[\w.-]*\\\S+|file:/\S+|(?<![\w/])/Users/\S+"
)
_ADRESSE = r"https?://[^\s<>()\[\]«»\"]+"


@controle(
    FicheEcrite,
    Regle(
        "lien-prive",
        ERREUR,
        "Adresse que le lecteur ne peut pas ouvrir",
        "Cette adresse est celle d’un outil où vous êtes connecté (Google Docs, Notion, une messagerie…), d’un fichier envoyé, "
        "ou de votre "
        "ordinateur : le lecteur tomberait sur une porte fermée. Donnez la page que tout le monde peut ouvrir : celle du site "
        "de l’organisation, un article, un rapport publié. Si le document n’est pas en ligne, retirez ses lignes `url` et "
        "`consulte_le` : son titre, ses auteurs et son année suffisent.",
        faux="liens:\n  - titre: Le bilan de l’année\n    url: https://docs.google.com/document/d/1a2b3c/edit",
        juste="liens:\n  - titre: Le bilan de l’année\n    url: https://www.unis-cite.fr/bilan",
    ),
)
def aucun_prive(ecrit: FicheEcrite) -> Iterator[Faute]:
    for loc, texte in ecrit.document.textes:
        if loc[-1] == "url" and "@" in texte and texte.startswith("http") and est_un_courriel(texte):
            yield Faute(loc, ceci_est_un_courriel(dans_les_documents="documents" in loc), texte[:120])
        elif loc[-1] == "url" and (pourquoi := _prive(texte)):
            yield Faute(loc, f"Cette adresse {pourquoi}. {_a_la_place(loc)}", texte[:120])
    if ":\\" in ecrit.corps or "\\\\" in ecrit.corps or "file:" in ecrit.corps or "/Users/" in ecrit.corps:
        yield from _fichiers_d_ici(ecrit)
    if "://" not in ecrit.corps:
        return
    for numero in range(ecrit.ligne_corps, len(ecrit.lignes) + 1):
        ligne = ecrit.lignes[numero - 1]
        trouves = [t for t in re.finditer(_ADRESSE, ligne) if _prive(t[0])] if "://" in ligne else []
        if trouves:
            message = (
                f"Cette adresse {_prive(trouves[0][0])}. Gardez les mots sans le lien ; si la page existe aussi sur un site "
                "ouvert à tous, donnez celle-là."
            )
            ou = Position(ecrit.chemin, numero, trouves[0].start() + 1)
            yield Faute(ou, message, trouves[0][0][:120], correction=_sans_lien(ligne))


def _fichiers_d_ici(ecrit: FicheEcrite) -> Iterator[Faute]:
    """Les fichiers désignés par leur place sur un ordinateur, ou sur le réseau d’une maison."""
    for numero in range(ecrit.ligne_corps, len(ecrit.lignes) + 1):
        trouve = re.search(_FICHIER, ecrit.lignes[numero - 1])
        if trouve:
            message = (
                f"« {citer(trouve[0].rstrip('.,;'))} » est un fichier de votre ordinateur, que personne d’autre ne peut ouvrir. "
                "S’il est en ligne, faites-en un lien, [texte](https://…) ; sinon, retirez ce passage."
            )
            ou = Position(ecrit.chemin, numero, trouve.start() + 1)
            yield Faute(ou, message, trouve[0][:120])


def _prive(adresse: str) -> str:
    """Pourquoi le lecteur n’ouvrira pas cette adresse, ou rien."""
    hote, _, chemin = adresse.partition("://")[2].partition("/")
    hote = hote.partition(":")[0].casefold()
    outil, dit = _OUTILS.get(hote, ("", None))
    if hote.endswith(".sharepoint.com"):
        outil, dit = "SharePoint", _ESPACES
    if dit is None or chemin.partition("?")[0].rstrip("/").endswith(_OUVERTES):
        return ""
    ou, raison = dit
    return f"{ou.format(outil=outil)} : {raison}"


def _a_la_place(loc: Chemin) -> str:
    page = "Donnez la page que tout le monde peut ouvrir, sur le site de l’organisation ou d’un journal"
    if "documents" in loc:
        return f"{page} ; si le document n’est pas en ligne, retirez ses lignes « url » et « consulte_le »."
    return f"{page} ; s’il n’y en a pas, retirez ce lien, avec son titre." if "liens" in loc else f"{page}."


def _sans_lien(ligne: str) -> str:
    """La ligne où les mots restent sans leur lien ; rien s’ils ne diraient plus rien, ou si l’adresse est nue."""
    liens = [lien for lien in re.finditer(_LIEN, ligne) if _prive(lien[2])]
    if any(lien[1].strip().casefold() in _CREUX or "://" in lien[1] for lien in liens):
        return ""
    sans = re.sub(_LIEN, lambda lien: lien[1] if _prive(lien[2]) else lien[0], ligne)
    return "" if any(_prive(t[0]) for t in re.finditer(_ADRESSE, sans)) else typographier(sans)


def est_un_courriel(adresse: str) -> bool:
    """Vrai pour « contact@exemple.org », avec « mailto: » ou « https:// » devant."""
    return "@" in adresse and re.fullmatch(r"(?:mailto:|https?://)?[^\s@/:]+@[^\s@/]+\.\w+/?", adresse.strip(), re.I) is not None


def ceci_est_un_courriel(*, dans_les_documents: bool) -> str:
    """Pourquoi une adresse de courriel n’est pas une page, et ce qu’on met à sa place."""
    quoi = (
        "C’est une adresse de courriel, que le site ne publie pas : « url » est l’adresse d’une page que le lecteur peut ouvrir."
    )
    if dans_les_documents:
        return f"{quoi} Mettez celle du site ; s’il n’y en a pas, retirez les lignes « url » et « consulte_le » de ce document."
    return f"{quoi} Mettez la page « Contact » du site de l’organisation ; s’il n’y en a pas, retirez ce lien, avec son titre."


@controle(
    FicheEcrite,
    Regle(
        "lien-detourne",
        ERREUR,
        "Adresse qui fait un détour",
        "Un lien copié depuis un document Google, un courriel ou un assistant en ligne passe par leur site, ou en garde la "
        "marque (`utm_source=chatgpt.com`), avant d’arriver à la page. Gardez la seule adresse de la page. Si un assistant vous "
        "l’a donnée, ouvrez-la d’abord : il en invente.",
        faux="liens:\n  - titre: Le bilan\n    url: https://www.google.com/url?q=https://www.unis-cite.fr/bilan&sa=D",
        juste="liens:\n  - titre: Le bilan\n    url: https://www.unis-cite.fr/bilan",
    ),
)
def aucun_detour(ecrit: FicheEcrite) -> Iterator[Faute]:
    for loc, texte in ecrit.document.textes:
        if loc[-1] == "url" and (droite := _droite(texte)):
            yield Faute(loc, _dire_le_detour(texte), texte[:120], correction=recrire_le_texte(ecrit, loc, droite))
    if not any(indice in ecrit.corps for indice in _INDICES):
        return
    for numero in range(ecrit.ligne_corps, len(ecrit.lignes) + 1):
        ligne = ecrit.lignes[numero - 1]
        trouve = next((t for t in re.finditer(_ADRESSE, ligne) if _droite(t[0])), None) if "://" in ligne else None
        if trouve:
            correction = typographier(re.sub(_ADRESSE, lambda t: _droite(t[0]) or t[0], ligne))
            ou = Position(ecrit.chemin, numero, trouve.start() + 1)
            yield Faute(ou, _dire_le_detour(trouve[0]), trouve[0][:120], correction=correction)


_PASSAGES = ("google.com/url?", "google.fr/url?", "safelinks.protection.outlook.com/?", "l.facebook.com/l.php?")
_MARQUE = r"(?:utm_source=(?:chatgpt|openai|copilot|perplexity|claude|gemini)[\w.]*)(?:&|$)"
_INDICES = (*_PASSAGES, "utm_source=")


def _droite(adresse: str) -> str:
    """L’adresse sans son détour, ou rien si elle n’en fait pas."""
    if any(passage in adresse for passage in _PASSAGES):
        donnees = parse_qs(urlsplit(adresse.replace("&amp;", "&")).query)
        vraie = next((donnees[nom][0] for nom in ("q", "url", "u") if nom in donnees), "")
        vraie = unquote(vraie) if vraie.startswith("http%3A") or vraie.startswith("https%3A") else vraie
        return (_droite(vraie) or vraie) if vraie.startswith(("https://", "http://")) and " " not in vraie else ""
    if "utm_source=" not in adresse:
        return ""
    debut, ancre, fin = adresse.partition("#")
    sans = re.sub(_MARQUE, "", debut).rstrip("?&")
    return f"{sans}{ancre}{fin}" if sans != debut else ""


def _dire_le_detour(adresse: str) -> str:
    if any(passage in adresse for passage in _PASSAGES):
        return f"Cette adresse passe par {citer(urlsplit(adresse).netloc)} avant d’arriver à la page : gardez celle de la page."
    return (
        "Cette adresse garde la marque d’un assistant en ligne (« utm_source=… ») : ouvrez-la pour voir si la page existe et dit "
        "bien cela, puis retirez cette fin."
    )
