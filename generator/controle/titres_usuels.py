"""Les mots dont on intitule souvent une section, à la place du nom que le modèle lui donne : on la reconnaît à son sens."""

from collections.abc import Iterable

from generator.constats.proximite import replier

_DIFFICULTES = "vigilance difficult frein limite obstacle piege risque attention erreur precaution defi prudence"
_TROUVE = "trouve contenu contient dedans ressource offre service propose mission"
_MOTS = {
    "Contexte": "contexte origine histoire historique genese depart constat besoin probleme situation pourquoi enjeu",
    "L’alliance": "alliance partenaire partenariat acteur",
    "Ce qui a été fait": "fait action realis activite deroule oeuvre solution demarche",
    "Résultats": "resultat bilan impact effet chiffre apport retombee benefice changement evaluation",
    "Points de vigilance": _DIFFICULTES,
    "Ce qui est reproductible": "reproduct reprodui refaire dupliqu essaim transfer transpos conseil lecon recommand",
    "Quand l’utiliser": "quand utiliser usage",
    "Étapes": "etape deroule comment emploi demarche",
    "Qui réunir": "reunir participant acteur public partenaire",
    "À quoi ça sert": "sert utilite objectif pourquoi but",
    "Ce qu’on y trouve": _TROUVE,
    "Mode d’emploi": "emploi utilis comment etape",
    "Limites et précautions": _DIFFICULTES,
    "Ce que cela dit": "dit constat enseignement message retenir",
    "Comment lire ce chiffre": "lire lecture methode comprendre calcul",
    "Limites": f"{_DIFFICULTES} biais",
    "Comment y accéder": "acced acces contact inscri joindre",
    "À savoir": "savoir noter info remarque",
    "Ce que propose la mesure": "propose contenu description",
    "Sur quoi elle s’appuie": "appui source fondement constat",
    "Ce que l’on sait de la suite": "suite suivi avance",
}
"""Par section, le début des mots qui la disent."""


def section_au_sens(titre: str, sections: Iterable[str]) -> str:
    """Celle de ces sections dont ce titre dit le sens, si c’est la seule."""
    mots = replier(titre[:120]).split()
    if len(mots) > _LONG:
        return ""
    compte = {
        section: sum(any(mot.startswith(debut) for debut in _MOTS.get(section, "").split()) for mot in mots)
        for section in sections
    }
    meilleur = max(compte.values(), default=0)
    trouvees = [section for section, fois in compte.items() if fois == meilleur]
    return trouvees[0] if meilleur and len(trouvees) == 1 else ""


_LONG = 8
"""En mots. Au-delà, c’est une phrase, pas un titre."""
