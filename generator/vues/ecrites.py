"""Les pages écrites à la main dans `content/` qui n’ont rien à calculer : comprendre, mentions légales, accessibilité…"""

from collections.abc import Iterator

from generator.vues.page import Page

TEXTES = ("accessibilite/", "comprendre/", "licences/")
"""Leur titre et leur chapeau sont dans leur en-tête."""


def pages() -> Iterator[Page]:
    """Ces pages, que leur gabarit met en forme."""
    for adresse in TEXTES:
        yield Page(adresse, "", "", "texte.html", None, corps=None, trouvable=True)
    yield Page("mentions-legales/", "", "", "mentions.html", None, corps=None, trouvable=True)
