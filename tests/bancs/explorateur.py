"""L’explorateur à 1 000 et 10 000 fiches : son poids, et du clic aux cartes peintes, face aux filtres de Pagefind.

Les deux sont mesurés dans la même exécution, sur les mêmes fiches et les mêmes facettes. S’y ajoutent, sur un site de mille
fiches, le poids d’une première visite et celui d’une première recherche.
"""

import html
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from fabrique import fabriquer
from playwright.sync_api import Page, sync_playwright
from resultat import Resultat

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "aide"))

from reseau import Demandes, premiere_recherche

from generator import chaine

CLICS = 41
NOTRES = """
async (clics) => {
  const annonce = document.querySelector("[data-annonce]");
  const peinte = () => new Promise((fini) => requestAnimationFrame(() => setTimeout(fini)));
  const cases = [...document.querySelectorAll("[data-facette] input[type=checkbox]")].filter((c) => !c.disabled);
  const temps = [];
  for (let i = 0; i < clics; i++) {
    const une = cases[(i >> 1) % cases.length];
    const avant = performance.now();
    const change = new Promise((fini) => {
      const guet = new MutationObserver(() => (guet.disconnect(), fini()));
      guet.observe(annonce, { childList: true });
    });
    une.click();
    await change;
    await peinte();
    temps.push(performance.now() - avant);
  }
  return temps.sort((a, b) => a - b)[clics >> 1];
}
"""
PAGEFIND = """
async ([clics, valeurs]) => {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.filters();
  // La même page à peindre que l’explorateur : les cartes de son modèle, et l’effectif de chaque valeur.
  const liste = document.querySelector("[data-resultats]");
  const modele = document.querySelector("template[data-modele=carte]");
  const effectifs = [...document.querySelectorAll("[data-facette] input[type=checkbox]")];
  const peinte = () => new Promise((fini) => requestAnimationFrame(() => setTimeout(fini)));
  const temps = [];
  for (let i = 0; i < clics; i++) {
    const [facette, valeur] = valeurs[(i >> 1) % valeurs.length];
    const avant = performance.now();
    const { results, filters } = await pagefind.search(null, { filters: i % 2 ? {} : { [facette]: [valeur] } });
    const donnees = await Promise.all(results.slice(0, 24).map((r) => r.data()));
    const cadre = Object.assign(document.createElement("div"), { className: "o-cartes" });
    cadre.dataset.fiches = "";
    cadre.append(...donnees.map((donnee) => {
      const carte = modele.content.firstElementChild.cloneNode(true);
      carte.querySelector("a").textContent = donnee.meta.title;
      carte.querySelector(".o-carte__resume").textContent = donnee.excerpt;
      return carte;
    }));
    liste.replaceChildren(cadre);
    for (const une of effectifs) une.closest("li").querySelector(".o-effectif").textContent = filters[une.name]?.[une.value] ?? 0;
    await peinte();
    temps.push(performance.now() - avant);
  }
  return temps.sort((a, b) => a - b)[clics >> 1];
}
"""


class _Silencieux(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


def mesurer(dossier: Path) -> Iterator[Resultat]:
    modele = fabriquer(dossier / "modele", 1_000)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(modele / "mkdocs.yml")], check=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"), args=["--no-sandbox"]
        )
        with servir(modele / "site") as adresse:
            page = chromium.new_page(viewport={"width": 1280, "height": 900})
            visite = Demandes(page)
            page.goto(f"{adresse}/exemples/vitawin/")
            visite.attendre_le_calme(page)
            poids = _ko(visite.peser(adresse, modele / "site"))
            yield Resultat(
                "premiere-visite", "Tout ce que demande une première visite, compressé", 1_000, poids, "", "au plus 80 ko"
            )
            page.close()
            page = chromium.new_page(viewport={"width": 1280, "height": 900})
            poids = _ko(premiere_recherche(page, adresse).peser(adresse, modele / "site"))
            yield Resultat("premiere-recherche", "Tout ce que demande une première recherche, compressé", 1_000, poids)
            page.close()
        for nombre in (1_000, 10_000):
            site = dossier / f"site-{nombre}"
            shutil.copytree(modele / "site", site)
            valeurs = garnir(site, dossier / str(nombre), nombre)
            with servir(site) as adresse:
                page = chromium.new_page(viewport={"width": 1280, "height": 900})
                poids = _ko(charger(page, adresse).peser(adresse, site))
                nous = round(page.evaluate(NOTRES, CLICS))
                eux = round(page.evaluate(PAGEFIND, [CLICS, valeurs]))
                page.close()
            yield Resultat(f"explorateur-poids-{nombre}", "L’explorateur, avant le premier geste, compressé", nombre, poids)
            regard = f"{eux} ms avec les filtres de Pagefind, pour les mêmes cartes"
            yield Resultat(
                f"explorateur-{nombre}", "L’explorateur, du clic aux cartes", nombre, f"{nous}\N{NO-BREAK SPACE}ms", regard
            )
        chromium.close()


def _ko(octets: int) -> str:
    return f"{round(octets / 1000)}\N{NO-BREAK SPACE}ko"


@contextmanager
def servir(site: Path) -> Iterator[str]:
    """Sert un site sur 127.0.0.1 le temps d’une mesure ; rend son adresse, sans barre finale."""
    serveur = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silencieux, directory=str(site)))
    threading.Thread(target=serveur.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serveur.server_port}"
    serveur.shutdown()


def garnir(site: Path, depot: Path, nombre: int) -> list[tuple[str, str]]:
    """Donne au site le catalogue de `nombre` fiches, et leur index Pagefind avec les mêmes facettes."""
    catalogue, _ = chaine.charger(fabriquer(depot, nombre))
    for fichier in chaine.exporter(catalogue):
        if fichier.adresse.startswith("explorer/"):
            (site / fichier.adresse).write_bytes(fichier.octets)
    textes = depot / "textes"
    presentes: dict[tuple[str, str], None] = {}
    for fiche in catalogue.par_famille:
        marques = [(f.id, m) for f in catalogue.referentiel.explorables for m in catalogue.classement[fiche.cle][f.id]]
        presentes |= dict.fromkeys(marques)
        filtres = "".join(f"<span data-pagefind-filter='{f}'>{m}</span>" for f, m in marques)
        page = textes / fiche.adresse / "index.html"
        page.parent.mkdir(parents=True)
        titre, resume = html.escape(fiche.titre), html.escape(fiche.champs.resume)
        page.write_text(f"<html lang='fr'><body><h1>{titre}</h1><p>{resume}</p>{filtres}</body></html>", "utf-8")
    shutil.rmtree(site / "pagefind")
    commande = [sys.executable, "-m", "pagefind", "--site", str(textes), "--output-path", str(site / "pagefind"), "--quiet"]
    subprocess.run(commande, check=True, capture_output=True)
    return list(presentes)


def charger(page: Page, adresse: str) -> Demandes:
    """Ouvre l’explorateur ; rend ce qu’il a demandé de données et de scripts à nous."""
    demandes = Demandes(page)
    page.goto(f"{adresse}/explorer/")
    page.wait_for_selector("[data-pret]")
    demandes.attendre_le_calme(page)
    notres = (("/explorer/", ".json"), ("/odd17/", ".js"))
    demandes.adresses = [url for url in demandes.adresses if any(debut in url and url.endswith(fin) for debut, fin in notres)]
    return demandes
