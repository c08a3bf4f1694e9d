"""Comment l’éditeur reçoit ce qu’on lui propose : un guichet, un courriel, un dépôt ; et ce qu’il n’a pas réglé.

Ce qui n’est pas réglé se dit à qui construit le site, jamais à qui le lit.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

FORGES = ("github", "gitlab")


@dataclass(frozen=True, slots=True)
class Reception:
    """Par où passe une proposition ; vide, ce chemin n’existe pas."""

    guichet: str
    courriel: str
    depot: str
    forge: str
    """`github` ou `gitlab`, si l’on sait y ouvrir un fichier déjà rempli."""

    @property
    def ouverte(self) -> bool:
        """Vrai si une proposition peut arriver quelque part."""
        return bool(self.guichet or self.courriel or self.forge)


def reception(editeur: Mapping[str, str], depot: str, guichet: str) -> Reception:
    """Ce que disent les réglages : l’éditeur (`extra.editeur`), le dépôt et le guichet (ceux du greffon)."""
    contact = editeur.get("contact", "").strip()
    courriel = contact if re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", contact) else ""
    hote = urlsplit(depot).hostname or ""
    forge = next((une for une in FORGES if une in hote), "")
    return Reception(guichet.strip(), courriel, depot.strip().rstrip("/"), forge)


def manques(editeur: Mapping[str, str], depot: str, guichet: str, site: str) -> Iterator[str]:
    """Ce qui n’est pas réglé, et ce que le site ne montre pas pour cela."""
    recue = reception(editeur, depot, guichet)
    if not recue.ouverte:
        yield "guichet, extra.editeur.contact (une adresse électronique) ou depot : sans l’un d’eux, rien n’arrive."
    elif not recue.guichet and not recue.courriel:
        yield "guichet, ou extra.editeur.contact : sans compte sur la forge, on ne peut pas proposer."
    if vides := [f"extra.editeur.{cle}" for cle, valeur in editeur.items() if not valeur]:
        yield f"{', '.join(vides)} : les mentions légales ne les disent pas, et la loi les demande."
    if not depot.strip():
        yield "depot : aucun lien ne mène au dépôt."
    if not site.strip():
        yield "site_url : le plan du site et les adresses à partager restent relatifs."
