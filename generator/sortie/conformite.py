"""Les fautes de HTML du thème, corrigées à la sortie : un validateur n’a rien à redire d’une page.

Elles sont dans les gabarits de Material ; les corriger là demanderait d’en recopier des centaines de lignes.
"""

import re

_FAUTES = (
    # Une case à cocher ne se complète pas.
    (re.compile(r'(<input [^>]*type="checkbox"[^>]*) autocomplete="off"'), r"\1"),
    # Une valeur vide n’est pas un rang de tabulation.
    (re.compile(r' tabindex=""'), ""),
)
_TITRE_DU_SOMMAIRE = re.compile(r'<label class="md-nav__title" for="__toc">(.*?)</label>', re.DOTALL)


def conformer(html: str) -> str:
    """Rend la page sans les fautes du thème."""
    for faute, correction in _FAUTES:
        html = faute.sub(correction, html)
    if 'id="__toc"' not in html:
        # Sans bouton qui ouvre le sommaire, son titre n’étiquette rien.
        html = _TITRE_DU_SOMMAIRE.sub(r'<span class="md-nav__title">\1</span>', html)
    return html
