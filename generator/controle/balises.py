"""Le code d’une page web dans un champ : ses balises, ses lettres codées, ses commandes ; et le texte qu’il y avait dessous."""

import html
import re
from collections.abc import Iterator

from generator.constats.constat import ERREUR, Position, Regle
from generator.constats.signes import citer
from generator.controle.regles import Faute, controle
from generator.controle.sujets import Ecrit

_DANGEREUX = re.compile(r"<[A-Za-z/!?]|\{\{|\{%|\{#")
_CODEE = re.compile(r"&(?:[A-Za-z]{2,8}[0-9]{0,2}|#\d{2,5}|#[xX][0-9A-Fa-f]{2,5});")
_FIL_D_ARIANE = re.compile(r"Accueil\s*[>\u203a»/|]", re.IGNORECASE)
_MARQUE = re.compile(r"\s*(?:-|#{1,6}|\d{1,2}\.)\s+")


@controle(
    Ecrit,
    Regle(
        "champ-html",
        ERREUR,
        "Mise en forme dans un champ",
        "Les champs de l’en-tête sont du texte simple : ni balises entre chevrons, ni lettres codées comme `&eacute;`, "
        "ni doubles accolades. "
        "Ils servent aussi dans les listes, la recherche et les exports, où cette mise en forme s’afficherait telle quelle. "
        "Retirez-la ; le gras et les liens ont leur place dans le récit.",
        faux="titre: Un café <b>partagé</b> au village",
        juste="titre: Un café partagé au village",
    ),
)
def textes_simples(ecrit: Ecrit) -> Iterator[Faute]:
    for loc, texte in ecrit.document.textes:
        if "<" in texte or "{" in texte or "&" in texte:
            trouve = _DANGEREUX.search(texte) or _codee(texte)
            if trouve:
                # Importé ici seulement : une fiche saine n’a pas à l’attendre.
                from generator.controle.recriture import lignes_du_texte, recrire_le_texte  # noqa: PLC0415

                debut, fin = lignes_du_texte(ecrit, loc)
                colonne = ecrit.lignes[debut - 1].find(trouve[0]) + 1
                nu = html.unescape(texte) if loc[-1] == "url" else _en_texte(texte)
                connu = any(signe.isalnum() for signe in nu) and not _DANGEREUX.search(nu) and nu != texte
                correction = recrire_le_texte(ecrit, loc, nu) if connu else ""
                ou = Position(ecrit.chemin, debut, max(colonne, 1))
                yield Faute(ou, _message(trouve[0]), texte[:120], correction=correction, lignes=fin - debut + 1)


def _codee(texte: str) -> re.Match[str] | None:
    """La première lettre codée de ce texte."""
    return next((code for code in _CODEE.finditer(texte) if html.unescape(code[0]) != code[0]), None)


def _message(trouve: str) -> str:
    if trouve.startswith("<"):
        return "Ce qui est entre chevrons est du code de page web : dans un champ, gardez le texte seul."
    if trouve.startswith("{"):
        return "Les doubles accolades sont une commande, que le site n’admet pas : dans un champ, gardez le texte seul."
    signe = html.unescape(trouve)
    quoi = f"« {citer(signe)} »" if signe.strip() else "une espace"
    return f"« {trouve} » est la façon dont une page web code {quoi} : tapez plutôt le signe lui-même."


def _en_texte(texte: str) -> str:
    """Le texte sur une ligne, sans balises ni lettres codées, et sans le fil d’Ariane de la page d’où il vient."""
    from generator.controle.ecriture_simple import simplifier  # noqa: PLC0415
    from generator.controle.passages import nettoyer  # noqa: PLC0415

    # Les lettres se décodent avant que l’on regarde la ponctuation : « &eacute; » finit comme une phrase.
    nu = nettoyer(html.unescape(nettoyer(texte) if "<" in texte else texte))
    morceaux = [une for une in nu.split("\n") if une.strip()]
    morceaux = [une for une in morceaux if not _FIL_D_ARIANE.match(une)] or morceaux
    return " ".join(simplifier(_MARQUE.sub("", une, count=1)).strip() for une in morceaux)
