"""L’explorateur à 1 000 et 10 000 fiches : son poids, et du clic aux cartes peintes, face aux filtres de Pagefind.

Les deux sont mesurés dans la même exécution, sur les mêmes fiches et les mêmes facettes.
"""

import gzip
import html
import http.server
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from pathlib import Path

from fabrique import fabriquer
from playwright.sync_api import Page, sync_playwright

from generator import chaine
from generator.explorateur import modalites, offertes, ordre

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


def main() -> None:
    with tempfile.TemporaryDirectory() as brouillon, sync_playwright() as playwright:
        dossier = Path(brouillon)
        modele = fabriquer(dossier / "modele", 100)
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(modele / "mkdocs.yml")], check=True)
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for nombre in (1_000, 10_000):
            site = dossier / f"site-{nombre}"
            shutil.copytree(modele / "site", site)
            valeurs = garnir(site, dossier / str(nombre), nombre)
            serveur = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silencieux, directory=str(site)))
            threading.Thread(target=serveur.serve_forever, daemon=True).start()
            page = chromium.new_page(viewport={"width": 1280, "height": 900})
            poids = charger(page, f"http://127.0.0.1:{serveur.server_port}/explorer/", site)
            nous = page.evaluate(NOTRES, CLICS)
            eux = page.evaluate(PAGEFIND, [CLICS, valeurs])
            print(
                f"{nombre} fiches : {poids / 1000:.0f} ko avant le premier geste ; du clic aux cartes {nous:.0f} ms (médiane), ",
                end="",
            )
            print(f"filtres de Pagefind {eux:.0f} ms, rapport {eux / nous:.1f}")
            page.close()
            serveur.shutdown()
        chromium.close()


def garnir(site: Path, depot: Path, nombre: int) -> list[tuple[str, str]]:
    """Donne au site le catalogue de `nombre` fiches, et leur index Pagefind avec les mêmes facettes."""
    catalogue, _ = chaine.charger(fabriquer(depot, nombre))
    for fichier in chaine.exporter(catalogue):
        if fichier.adresse.startswith("explorer/"):
            (site / fichier.adresse).write_bytes(fichier.octets)
    textes = depot / "textes"
    presentes: dict[tuple[str, str], None] = {}
    for fiche in ordre(catalogue):
        marques = [(f.id, m) for f in offertes(catalogue) for m in modalites(fiche, f)]
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


def charger(page: Page, adresse: str, site: Path) -> int:
    """Ouvre l’explorateur ; rend les octets de données et de scripts à nous qu’il a demandés, compressés."""
    demandes: set[str] = set()
    page.on("request", lambda demande: demandes.add(demande.url))
    page.goto(adresse)
    page.wait_for_selector("[data-pret]")
    page.wait_for_load_state("networkidle")
    racine = adresse.removesuffix("explorer/")
    chemins = [url.removeprefix(racine) for url in demandes]
    notres = [c for c in chemins if re.fullmatch(r"explorer/.*\.json|.*/odd17/.*\.js", c)]
    assert json.loads((site / "explorer/catalogue.json").read_text("utf-8"))["fiches"]
    return sum(len(gzip.compress((site / chemin).read_bytes())) for chemin in notres)


if __name__ == "__main__":
    main()
