"""Quoi qu’on fasse subir à une vraie fiche, le vérificateur répond vite, avec une place, sans jamais s’effondrer."""

import json
import signal
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from generator.controle.controles import Cas, Depot, controler, controler_texte
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recompte import DOSSIERS, RACINE

from generator import chaine
from generator.constats.rapports import FORMATS
from generator.controle.validation import valider_fiche
from generator.lecture import depot
from generator.lecture.entete import lire_fiche
from generator.modele.fiches import MODELES

REFERENTIEL = chaine.charger_referentiel(RACINE)[0]
FICHES = [(f.famille, f.octets) for f in depot.fichiers(RACINE)[0]]
CLES = frozenset(f"{famille}/x" for famille in DOSSIERS)

SIGNES = ["", "---\n", "\t", "{", "}", "[", "]", ": ", "- ", "&a ", "*a ", "!!x ", "#", "'", '"', "\0", "\u2028", "é", "\u0301"]
PASSAGES = [
    "<script>",
    "{{ x }}",
    "--8<--",
    "](javascript:x)",
    "](",
    "]: x",
    "![",
    "\n## Contexte\n",
    "\n\n",
    "null",
    "~",
    "9" * 30,
]
MORCEAUX = st.sampled_from([*SIGNES, *PASSAGES])


def verifier(famille: str, octets: bytes) -> list[Any]:
    """Tous les constats d’une fiche, comme dans la chaîne, sans passer par le disque."""
    chemin = f"{depot.DOSSIERS[famille]}/essai.md"
    source, constats = lire_fiche(chemin, octets)
    if source is not None:
        fiche, faits = valider_fiche(source, famille, "essai", REFERENTIEL)
        constats += faits + controler_texte(source, CLES)
        if fiche is not None:
            constats += controler([Cas(fiche, source)], Depot(CLES, aujourd_hui=date(2026, 11, 20)))
    for rendre in FORMATS.values():
        rendre(constats)
    return list(constats)


def sains(constats: list[Any], octets: bytes) -> None:
    lignes = octets.count(b"\n") + octets.count(b"\r") + 1
    for constat in constats:
        assert 1 <= constat.ligne <= lignes
        assert constat.colonne >= 1
        assert constat.message
        assert "\n" not in constat.message


@st.composite
def fiches_abimees(draw: st.DrawFn) -> tuple[str, bytes]:
    """Une vraie fiche où l’on remplace, ôte ou répète quelques passages."""
    famille, octets = draw(st.sampled_from(FICHES))
    texte = octets.decode("utf-8")
    for _ in range(draw(st.integers(1, 6))):
        debut = draw(st.integers(0, len(texte)))
        fin = draw(st.integers(debut, min(len(texte), debut + 80)))
        ajout = draw(MORCEAUX | st.text(max_size=12))
        texte = texte[:debut] + ajout + texte[fin:]
    return famille, texte.encode("utf-8", errors="surrogatepass")


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fiches_abimees())
def test_une_fiche_abimee_ne_donne_ni_trace_ni_constat_sans_place(abimee: tuple[str, bytes]) -> None:
    famille, octets = abimee
    sains(verifier(famille, octets), octets)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(DOSSIERS)), st.binary(max_size=400))
def test_des_octets_quelconques_ne_donnent_pas_de_trace(famille: str, octets: bytes) -> None:
    sains(verifier(famille, b"---\n" + octets), b"---\n" + octets)


VALEURS = st.recursive(
    st.none() | st.text("ab é:'\"#-[]{}&*!|>%@`\n", max_size=8),
    lambda enfants: st.lists(enfants, max_size=3) | st.dictionaries(st.text("abz", min_size=1, max_size=3), enfants, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_une_valeur_du_mauvais_type_est_refusee_et_situee(data: st.DataObject) -> None:
    famille = data.draw(st.sampled_from(list(DOSSIERS)))
    champs = data.draw(st.lists(st.sampled_from(list(MODELES[famille].model_fields)), min_size=1, max_size=4, unique=True))
    lignes = [f"{champ}: {en_ligne(data.draw(VALEURS))}" for champ in champs]
    octets = ("---\n" + "\n".join(lignes) + "\n---\n").encode()
    sains(verifier(famille, octets), octets)


def en_ligne(valeur: Any) -> str:
    return json.dumps(valeur, ensure_ascii=False)


PIEGES = {
    "un titre plein d’espaces": "## a" + " " * 100_000 + "b",
    "des accolades": "{" * 100_000,
    "des chevrons": "<" * 100_000,
    "des crochets": "[" * 100_000,
    "des fins de lien": "](" * 50_000,
    "des débuts d’image": "![" * 50_000,
    "des apostrophes": "l'a\n" * 20_000,
    "des lignes vides": "\n" * 150_000,
    "des accents graves": "`" * 100_000,
    "des guillemets": "« " * 40_000,
    "des arobases": "a@" * 50_000,
    "des chiffres": "06 " * 50_000,
    "des tirets": "- " * 60_000,
}


@pytest.fixture
def garde_fou() -> Iterator[None]:
    """Arrête un test qui ne finirait pas. Ce n’est pas une mesure : les vraies sont dans tests/bancs/."""

    def abandonner(*_: object) -> None:
        raise TimeoutError("cette fiche ne finit pas de se vérifier")

    ancien = signal.signal(signal.SIGALRM, abandonner)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, ancien)


@pytest.mark.usefixtures("garde_fou")
@pytest.mark.parametrize("piege", PIEGES)
def test_un_corps_piege_n_arrete_pas_la_verification(piege: str) -> None:
    """Chacun de ces corps a demandé des minutes à une règle mal écrite."""
    entete = next(octets for famille, octets in FICHES if famille == "exemples").split(b"\n---\n")[0] + b"\n---\n"
    octets = entete + PIEGES[piege].encode()
    sains(verifier("exemples", octets), octets)


@pytest.mark.usefixtures("garde_fou")
def test_trente_territoires_inconnus_sont_tous_dits() -> None:
    lieux = "\n".join(f"  - Trifouillis-les-Oies-{rang}" for rang in range(30))
    constats = verifier("exemples", f"---\nterritoires:\n{lieux}\n---\n".encode())
    assert sum(constat.code == "lieu-inconnu" for constat in constats) == 30
