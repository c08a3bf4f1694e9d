"""La seconde barrière : le HTML d’une fiche, débarrassé de tout ce qui n’est pas du texte mis en forme.

La validation a déjà refusé le HTML et les attributs (`corps`) ; on ne s’y fie pas.
"""

import nh3

_BALISES = frozenset("p h2 h3 h4 ul ol li strong em blockquote a code pre br hr table thead tbody tr th td img".split())

_ATTRIBUTS = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "ol": {"start"},
}

_CLASSES = {"a": {"headerlink"}}


def nettoyer(html: str) -> str:
    """Rend `html` réduit aux balises, attributs et adresses (http, https, relatives) dont une fiche a besoin.

    Une image ne vient jamais d’ailleurs : la montrer, ce serait laisser un tiers compter les lecteurs.
    """
    return nh3.clean(
        html,
        tags=set(_BALISES),
        attributes=_ATTRIBUTS,
        attribute_filter=_attribut,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https"},
        link_rel=None,
        clean_content_tags={"script", "style"},
    )


def _attribut(balise: str, attribut: str, valeur: str) -> str | None:
    if (balise, attribut) == ("img", "src") and (":" in valeur or valeur.startswith(("/", "\\"))):
        return None
    return valeur
