"""Un réseau dont on choisit la lenteur : elle dure ce qu’il faut à la preuve, et finit quand on le dit."""

import time

from playwright.sync_api import Page, Route


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
