"""Les pays et les régions naturelles : on les dit tous les jours, et aucune liste officielle n’en trace le bord.

Chacun avec les départements qu’il touche, celui où il est surtout d’abord : de quoi choisir où l’alliance agit.
"""

import re
from functools import cache

from generator.constats.proximite import fautes_de_frappe, replier

SANS_BORD = "C’est un pays ou une région naturelle, sans bord officiel : écrivez le département, ou la commune."

_NATURELS = """
    angoumois 16; anjou 49; argonne 55 08 51; armagnac 32 40 47; artois 62; aubrac 12 48 15; aunis 17; auxois 21; avesnois 59;
    bearn 64; beauce 28 45 41 91 78; beaujolais 69 71; berry 18 36; bessin 14; bigorre 65; bocage normand 14 50 61;
    bocage vendeen 85; boulonnais 62; bourbonnais 03; brenne 36; bresse 01 71 39; bugey 01; camargue 13 30; cambresis 59;
    causses du quercy 46; caux 76; cevennes 30 48 07; chablais 74; chalosse 40; charolais 71; chartreuse 38 73;
    combrailles 63 23 03; corbieres 11 66; cornouaille 29; cote d azur 06 83; cote d opale 62 59; dauphine 38 26 05;
    drome provencale 26; entre deux mers 33; forez 42 63; gatinais 45 77 89 91; gevaudan 48; grands causses 12 48 30 34;
    haute provence 04; hurepoix 91 78; larzac 12 34 30; lauragais 31 11 81; livradois 63 43; livradois forez 63 42 43;
    lomagne 32 82; luberon 84 04; maconnais 71; maine 72 53; marais poitevin 79 85 17; margeride 48 15 43; mauges 49;
    maurienne 73; medoc 33; mercantour 06 04; minervois 11 34; montagne noire 81 11 34 31; morvan 58 71 21 89; nivernais 58;
    pays bigouden 29;
    pays d auge 14 61 27; pays d ouche 27 61; pays de bray 76 60; pays de caux 76; pays de retz 44; perche 61 28 41 72;
    perigord 24; perigord blanc 24; perigord noir 24; perigord pourpre 24; perigord vert 24; plateau de millevaches 19 23 87;
    poitou 86 79 85; ponthieu 80; provence 13 83 84 04; quercy 46 82; queyras 05; rouergue 12; saintonge 17 16; segala 12 81 46;
    sologne 41 45 18; sundgau 68; tarentaise 73; thierache 02 59 08; touraine 37; tregor 22 29; velay 43; vercors 38 26;
    vexin 95 27 60 78; vexin francais 95 78; vivarais 07; vosges du nord 67 57; vosges saonoises 70; xaintrie 19 15
"""

_DEVANT = (
    r"(?:(?:pays|massif|plateau|causse|monts|coeur|nord|sud|est|ouest|region(?: naturelle)?|territoire|secteur"
    r"|parc(?: naturel(?: regional)?| national)?|pnr|dans|en|de|du|des|d|le|la|les|l|a|au) )+"
)
"""Ce que l’on met devant : « le massif des », « en », « le parc naturel régional du »."""


def departements_du_pays(texte: str) -> tuple[str, ...]:
    """Les numéros des départements de ce pays ou de cette région naturelle ; rien si ce n’en est pas une."""
    dit = replier(texte)
    return _par_nom().get(dit) or _par_nom().get(re.sub(f"^{_DEVANT}", "", dit), ())


def pays_proche(dit: str) -> str:
    """Le pays ou la région naturelle dont c’est le nom à une faute de frappe près, ou rien."""
    noms = list(_par_nom())
    trouves = fautes_de_frappe(dit, noms)
    return noms[trouves[0]] if len(trouves) == 1 and noms[trouves[0]][0] == dit[0] else ""


@cache
def _par_nom() -> dict[str, tuple[str, ...]]:
    dits = (re.fullmatch(r"(\D+?)((?: \d\d)+)", " ".join(un.split())) for un in _NATURELS.split(";"))
    return {dit[1]: tuple(dit[2].split()) for dit in dits if dit}
