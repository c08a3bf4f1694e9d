"""Le vérificateur dans un vrai navigateur : la même chose qu’ailleurs, hors ligne ensuite, et des échecs qui se disent."""

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from debutants import CAS, ICI, JOUR, pose

from generator import chaine
from generator.constats.rapports import json as rapport
from generator.memoire import Memoire

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    Prete = tuple[Page, list[dict[str, Any]]]

MODULE = "../assets/odd17/verificateur/verificateur.js"

PREPARER = f"""async () => {{
  window.v = await import(new URL("{MODULE}", location.href));
  const avancements = [];
  try {{ await v.preparer((un) => avancements.push(un)); }} catch (panne) {{ return [panne.raison, panne.message]; }}
  return avancements;
}}"""

JUSQU_AU_DEMARRAGE = """() => {
  const arret = new AbortController();
  const suivre = ({ etape }) => etape === "demarrer" && arret.abort();
  return v.preparer(suivre, { signal: arret.signal }).then(() => "venu", ({ raison }) => raison);
}"""
"""Tout est reçu ; il ne resterait qu’à démarrer."""

VERIFIER = """async ([chemin, octets, jour]) => {
  const texte = Uint8Array.from(atob(octets), (lettre) => lettre.charCodeAt(0));
  return (await v.verifier({ chemin, texte, jour })).json;
}"""


GARDEE = """async (module) => {
  const gardees = async () => (await (await caches.open("odd17-proposer")).keys()).map(({ url }) => url);
  const voulues = [location.href, new URL(module, location.href).href];
  while (!(await gardees().then((toutes) => voulues.every((une) => toutes.includes(une))))) {
    await new Promise((fini) => setTimeout(fini, 50));
  }
}"""


def verifier(page: "Page", chemin: str, octets: bytes) -> str:
    return str(page.evaluate(VERIFIER, [chemin, base64.b64encode(octets).decode(), JOUR.isoformat()]))


@pytest.fixture(scope="module")
def contexte(navigateur: "Browser") -> "Iterator[BrowserContext]":
    contexte = navigateur.new_context()
    yield contexte
    contexte.close()


@pytest.fixture(scope="module")
def prete(contexte: "BrowserContext", proposer: str) -> "Prete":
    """La page où le vérificateur est démarré, et ce qu’elle a dit en attendant."""
    page = contexte.new_page()
    page.set_default_timeout(120_000)
    page.goto(proposer)
    return page, page.evaluate(PREPARER)


def test_l_attente_se_compte_en_octets(prete: "Prete", seul: Path) -> None:
    _, avancements = prete
    total = sum(taille for _, taille in json.loads((seul / "proposer/verificateur/fichiers.json").read_bytes())["paquets"])
    *recus, dernier = avancements
    assert dernier == {"recus": total, "total": total, "etape": "demarrer"}
    assert {un["total"] for un in recus} == {total}
    assert [un["recus"] for un in recus] == sorted(un["recus"] for un in recus)
    assert recus[-1]["recus"] == total
    assert len(recus) >= 4


def test_la_page_dit_ce_que_dit_la_commande(prete: "Prete", entier: Path) -> None:
    """Une fiche fautive sur sept, sous une politique stricte : les mêmes constats, au caractère près."""
    page, memoire = prete[0], Memoire()
    for nom in list(CAS)[::7]:
        with pose(ICI / "cas" / nom, entier) as (chemin,):
            attendus = chaine.verifier(entier, aujourd_hui=JOUR, seulement={chemin}, memoire=memoire)
            octets = (entier / chemin).read_bytes()
        assert verifier(page, chemin, octets) == rapport.rendre(attendus)


def test_une_alliance_deja_racontee_se_dit(prete: "Prete", entier: Path) -> None:
    texte = (entier / "exemples/silver-geek.md").read_bytes()
    assert json.loads(verifier(prete[0], "exemples/silver-geek.md", texte)) == []
    (constat,) = json.loads(verifier(prete[0], "exemples/geeks-d-argent.md", texte))
    assert (constat["code"], "exemples/silver-geek" in constat["message"]) == ("fiche-en-copie", True)


def test_une_fois_venu_il_marche_sans_reseau(
    contexte: "BrowserContext", prete: "Prete", proposer: str, sans_reseau: Callable[[], None]
) -> None:
    """La page se ferme, le réseau s’en va, la page se rouvre : elle vérifie."""
    page, _ = prete
    page.evaluate("() => v.garderHorsLigne()")
    page.evaluate(GARDEE, MODULE)
    sans_reseau()
    page = contexte.new_page()
    page.set_default_timeout(120_000)
    page.goto(f"{proposer}?reprise")
    assert page.evaluate(PREPARER)[-1]["etape"] == "demarrer"
    (constat, *_) = json.loads(verifier(page, "exemples/essai.md", b"---\ntitre: Un essai\n"))
    assert constat["gravite"] == "erreur"
    page.close()


@pytest.mark.parametrize(
    ("coupe", "raison"),
    [("**/fichiers.json", "reseau"), ("**/depot-*.bin", "reseau"), ("**/pyodide.mjs", "reseau"), ("**/ouvrier.js", "reseau")],
)
def test_une_coupure_se_dit_et_l_on_peut_reessayer(navigateur: "Browser", proposer: str, coupe: str, raison: str) -> None:
    page = navigateur.new_page()
    page.goto(proposer)
    page.route(coupe, lambda route: route.abort())
    dite, message = page.evaluate(PREPARER)
    assert dite == raison
    assert "réessayez" in message
    page.unroute(coupe)
    assert page.evaluate(JUSQU_AU_DEMARRAGE) == "annule"
    page.close()


def test_un_site_qui_ne_le_publie_pas_le_dit(navigateur: "Browser", proposer: str) -> None:
    page = navigateur.new_page()
    page.goto(proposer)
    page.route("**/fichiers.json", lambda route: route.fulfill(status=404))
    assert page.evaluate(PREPARER)[0] == "absent"
    page.close()


def test_un_navigateur_trop_ancien_le_dit(navigateur: "Browser", proposer: str) -> None:
    page = navigateur.new_page()
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto(proposer)
    assert page.evaluate(PREPARER)[0] == "webassembly"
    page.close()


def test_annuler_arrete_le_fil(navigateur: "Browser", proposer: str) -> None:
    page = navigateur.new_page()
    page.goto(proposer)
    raison = page.evaluate(
        """async (module) => {
          const { preparer } = await import(new URL(module, location.href));
          const arret = new AbortController();
          return preparer(() => arret.abort(), { signal: arret.signal }).then(() => "venu", (panne) => panne.raison);
        }""",
        MODULE,
    )
    assert raison == "annule"
    while page.workers:  # le navigateur met un instant à le dire
        page.wait_for_timeout(20)
    page.close()
