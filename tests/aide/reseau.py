"""Le réseau vu d’une page : ce qu’elle demande, et une lenteur qui dure ce qu’il faut à la preuve et finit quand on le dit."""

import gzip
import time
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Request, Route, expect

CALME = 0.5
"""Secondes sans demande, au bout desquelles une page n’en fera plus d’elle-même."""


class Demandes:
    """Ce que demande une page, ou toutes celles d’un contexte, à partir de maintenant."""

    def __init__(self, source: Page | BrowserContext) -> None:
        self.adresses: list[str] = []
        self._derniere = time.monotonic()
        source.on("request", self._noter)

    def _noter(self, demande: Request) -> None:
        self.adresses.append(demande.url)
        self._derniere = time.monotonic()

    def attendre_le_calme(self, page: Page) -> None:
        """Attend que la page, chargée, ne demande plus rien.

        L’état `networkidle` attend aussi la fin de chaque demande ; qu’un navigateur oublie de la dire, et il ne vient jamais.
        """
        self._derniere = time.monotonic()
        page.wait_for_load_state("load")
        while time.monotonic() - self._derniere < CALME:
            page.wait_for_timeout(50)

    def peser(self, adresse: str, site: Path) -> int:
        """Les octets reçus, comme un serveur les enverrait : ce que Pagefind a déjà compressé, tel quel ; le reste, compressé."""
        chemins = {url.removeprefix(f"{adresse}/").split("?")[0] for url in self.adresses if url.startswith("http")}
        fichiers = (site / chemin / "index.html" if chemin.endswith("/") or not chemin else site / chemin for chemin in chemins)
        return sum(min(len(octets), len(gzip.compress(octets))) for octets in (fichier.read_bytes() for fichier in fichiers))


def premiere_recherche(page: Page, adresse: str) -> Demandes:
    """Ce que demande une première recherche, faite depuis l’accueil."""
    chargement = Demandes(page)
    page.goto(f"{adresse}/")
    chargement.attendre_le_calme(page)
    demandes = Demandes(page)
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("mécénat")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("résultat")
    demandes.attendre_le_calme(page)
    return demandes


class Retenue:
    """Retient les demandes d’une page qui répondent à un motif."""

    def __init__(self, page: Page, motif: str) -> None:
        self.retenues: list[Route] = []
        self.ouverte = False
        page.route(motif, self._recevoir)

    def _recevoir(self, route: Route) -> None:
        if self.ouverte:
            route.continue_()
        else:
            self.retenues.append(route)

    def attendre(self, page: Page) -> None:
        """Attend qu’une demande soit retenue."""
        limite = time.monotonic() + 10
        while not self.retenues:
            assert time.monotonic() < limite, "la demande n’est pas venue"
            page.wait_for_timeout(10)

    def laisser_passer(self) -> None:
        """Les demandes à venir passent ; celles que l’on retient attendent encore."""
        self.ouverte = True

    def lacher(self) -> None:
        self.ouverte = True
        while self.retenues:
            self.retenues.pop(0).continue_()
