"""Ce que nos gabarits ont de plus que ceux de Material : ils sont stricts, et ne dessinent pas deux fois la même chose."""

import re
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, StrictUndefined, Undefined, pass_context
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup

from generator.catalogue.cartes import Carte

GABARITS = "odd17/"
"""Le dossier de nos gabarits dans `overrides/` : eux seuls échappent le HTML d’office, et n’emploient que des noms connus."""


_D_AILLEURS = re.compile(r"[a-z][a-z0-9+.-]*:|[/#?]")

CARTE = f"{GABARITS}carte.html"

SQUELETTE = f"{GABARITS}habillage/squelette.html"

_REPERE = re.compile(r"⟦(\w+)⟧")


def communs(env: Environment) -> dict[str, Callable[..., Any]]:
    """Ce que nos gabarits appellent pour ne pas dessiner deux fois la même chose, par nom.

    `squelette()` rend ce qui entoure une page (en-tête, bandeau, menu, pied), en morceaux : chacun est sous le nom de ce que la
    page écrit après lui, et le dernier sous `fin`. Il ne sait de la page que `racine`, le chemin d’ici à la racine du site, et
    `onglet`, l’adresse de l’entrée du menu dont elle relève, s’il y en a une. `dessiner_la_carte(carte, …)` rend la carte d’une
    fiche, et `macros(nom)` les macros d’un gabarit : ni l’une ni les autres ne savent de la page autre chose que sa racine.
    """
    modules: dict[tuple[str, str], TemplateModule] = {}
    squelettes: dict[tuple[str, str | None], dict[str, Markup]] = {}
    cartes: dict[tuple[object, ...], tuple[Carte | None, Markup]] = {}

    def repere(nom: str) -> str:
        return f"⟦{nom}⟧"

    @pass_context
    def squelette(contexte: Context) -> dict[str, Markup]:
        racine, onglet = _racine(contexte), contexte.get("onglet")
        if (racine, onglet) not in squelettes:
            # Ce que le thème attend d’une page ; le reste lui manque, et il s’en passe.
            meta = {"title": repere("nom"), "description": repere("description")}
            page = SimpleNamespace(meta=meta, url=contexte["page"].url)
            ici = {**contexte.get_all(), "page": page, "racine": racine, "onglet": onglet}
            # Ce que rend un gabarit qui échappe d’office est sûr.
            *morceaux, fin = map(Markup, _REPERE.split(env.get_template(SQUELETTE).render(ici)))
            squelettes[racine, onglet] = {**dict(zip(morceaux[1::2], morceaux[::2], strict=True)), "fin": fin}
        return squelettes[racine, onglet]

    @pass_context
    def macros(contexte: Context, nom: str) -> TemplateModule:
        cle = (nom, _racine(contexte))
        if cle not in modules:
            # « import … with context » les referait pour chaque page, et pour chaque carte.
            modules[cle] = env.get_template(f"{GABARITS}{nom}.html").make_module({"base_url": contexte["base_url"]})
        return modules[cle]

    @pass_context
    def dessiner_la_carte(
        contexte: Context, carte: Carte | None, niveau: int = 3, raison: str = "", suite: bool = False
    ) -> Markup:
        cle = (carte and carte.adresse, _racine(contexte), niveau, raison, suite)
        if cle not in cartes or cartes[cle][0] != carte:
            gabarit = env.get_template(CARTE)
            dessin = gabarit.render(base_url=contexte["base_url"], carte=carte, niveau=niveau, raison=raison, suite=suite)
            cartes[cle] = carte, Markup(dessin)  # noqa: S704
        return cartes[cle][1]

    return {"squelette": squelette, "repere": repere, "macros": macros, "dessiner_la_carte": dessiner_la_carte}


@pass_context
def adresser(contexte: Context, adresse: object) -> str:
    """Le filtre `url` : une adresse relative à la racine, vue de la page. Une adresse du web ou une ancre ne change pas.

    Celui de MkDocs cherche le chemin le plus court, à chaque lien ; le nôtre est le même pour toutes les pages d’une profondeur.
    """
    adresse = str(adresse)
    return adresse if _D_AILLEURS.match(adresse) else f"{_racine(contexte)}{adresse}"


def _racine(contexte: Context) -> str:
    return f"{str(contexte['base_url']).rstrip('/')}/"


def rigueur(*args: Any, **kwargs: Any) -> Undefined:
    """Ce que Jinja fait d’un nom absent : une erreur dans nos gabarits, rien dans ceux de Material, qui comptent là-dessus."""
    sorte = StrictUndefined if _gabarit().startswith(GABARITS) else Undefined
    return sorte(*args, **kwargs)


def _gabarit() -> str:
    """Le gabarit qui demande ce nom. Jinja ne le dit pas : on le lit dans le module qu’il en a compilé."""
    cadre = sys._getframe(2)
    for _ in range(6):
        if "blocks" in cadre.f_globals and "debug_info" in cadre.f_globals:
            return str(cadre.f_globals.get("name") or "")
        if cadre.f_back is None:
            break
        cadre = cadre.f_back
    return ""
