"""La seconde barrière : le HTML d’une fiche, débarrassé de tout ce qui n’est pas du texte mis en forme.

La validation a déjà refusé le HTML et les attributs (`corps`) ; on ne s’y fie pas.
"""

import nh3

_BALISES = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "blockquote", "a", "code", "br", "hr", "sup", "sub",
    "table", "thead", "tbody", "tr", "th", "td", "img", "abbr", "dl", "dt", "dd",
}  # fmt: skip

_ATTRIBUTS = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "ol": {"start"},
}

_CLASSES = {"a": {"headerlink"}}


def nettoyer(html: str) -> str:
    """Rend `html` réduit aux balises, attributs et adresses (http, https, relatives) dont une fiche a besoin."""
    return nh3.clean(
        html,
        tags=_BALISES,
        attributes=_ATTRIBUTS,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https"},
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
