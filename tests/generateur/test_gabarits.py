"""Chaque gabarit n’emploie que ce que sa vue a ; un nom mal écrit arrête la construction."""

import dataclasses
from functools import cache

import pytest
from depots import RACINE
from jinja2 import Environment, FileSystemLoader, UndefinedError, nodes

from generator import chaine
from generator.catalogue.catalogue import Catalogue
from generator.sortie.gabarits import CARTE, GABARITS, SQUELETTE, rigueur
from generator.vues.page import Vue

DOSSIER = RACINE / "overrides"
ENVIRONNEMENT = Environment(loader=FileSystemLoader(DOSSIER), autoescape=True)
SANS_VUE = {"page.html", "composants.html"}


def sous_classes(classe: type[Vue]) -> dict[str, type[Vue]]:
    """Les vues par leur nom ; une classe à places fixes y remplace celle dont on l’a faite."""
    directes = classe.__subclasses__()
    return {une.__name__: une for une in directes} | {nom: une for d in directes for nom, une in sous_classes(d).items()}


VUES = list(sous_classes(Vue).values())


def test_chaque_page_a_une_vue_dont_le_gabarit_existe(catalogue: Catalogue) -> None:
    for page in chaine.construire(catalogue):
        assert (DOSSIER / GABARITS / page.vue.gabarit).is_file(), page.adresse


@pytest.mark.parametrize("vue", VUES, ids=lambda vue: vue.__name__)
def test_un_gabarit_ne_demande_a_sa_vue_que_ce_qu_elle_a(vue: type[Vue]) -> None:
    connus = {champ.name for champ in dataclasses.fields(vue)} | set(dir(vue))  # type: ignore[arg-type]
    assert demandes(f"{GABARITS}{vue.gabarit}") <= connus


@cache
def demandes(gabarit: str, redefinis: frozenset[str] = frozenset()) -> set[str]:
    """Ce que demandent à « vue » un gabarit, ceux dont il hérite hors des blocs qu’il redéfinit, et ceux qu’il emprunte."""
    arbre = ENVIRONNEMENT.parse((DOSSIER / gabarit).read_text("utf-8"))
    blocs = list(arbre.find_all(nodes.Block))
    for bloc in blocs:
        if bloc.name in redefinis:
            bloc.body = []
    demandees: set[str] = {
        noeud.attr for noeud in arbre.find_all(nodes.Getattr) if isinstance(noeud.node, nodes.Name) and noeud.node.name == "vue"
    }
    for parent in arbre.find_all(nodes.Extends):
        nom = parent.template.value  # type: ignore[attr-defined]
        if nom.startswith(GABARITS):
            demandees |= demandes(nom, redefinis | {bloc.name for bloc in blocs})
    for nom in _macros(arbre):
        # Ce que l’on emprunte n’a pas de blocs : c’est le même pour tous.
        demandees |= demandes(f"{GABARITS}{nom}.html", frozenset())
    return demandees


def _macros(arbre: nodes.Template) -> list[str]:
    """Les gabarits dont celui-ci emprunte les macros."""
    appels = (a for a in arbre.find_all(nodes.Call) if isinstance(a.node, nodes.Name) and a.node.name == "macros")
    return [appel.args[0].value for appel in appels]  # type: ignore[attr-defined]


def test_aucun_gabarit_n_est_orphelin() -> None:
    demandes = {vue.gabarit for vue in VUES} | {nom.removeprefix(GABARITS) for nom in (CARTE, SQUELETTE)}
    for chemin in DOSSIER.rglob("*.html"):
        arbre = ENVIRONNEMENT.parse(chemin.read_text("utf-8"))
        for noeud in arbre.find_all((nodes.Extends, nodes.Include)):
            if isinstance(getattr(noeud, "template", None), nodes.Const):
                demandes.add(noeud.template.value.removeprefix(GABARITS))  # type: ignore[attr-defined]
        demandes |= {f"{nom}.html" for nom in _macros(arbre)}
    assert {str(chemin.relative_to(DOSSIER / GABARITS)) for chemin in (DOSSIER / GABARITS).rglob("*.html")} <= demandes


def test_un_nom_inconnu_arrete_nos_gabarits_et_pas_ceux_du_theme() -> None:
    env = Environment(autoescape=True)
    env.undefined = rigueur  # type: ignore[assignment]
    source = "{{ absent }}"
    with pytest.raises(UndefinedError):
        _nomme(env, source, f"{GABARITS}fiche.html").render()
    assert _nomme(env, source, "main.html").render() == ""


def _nomme(env: Environment, source: str, nom: str):  # type: ignore[no-untyped-def]
    from jinja2 import DictLoader  # noqa: PLC0415

    env.loader = DictLoader({nom: source})
    return env.get_template(nom)
