"""Les pays, pour répondre à qui en écrit un : hors de France, une fiche ne connaît que l’Europe et le monde.

Noms d’usage en français, repliés : les États membres des Nations unies, leurs voisins les plus cités et de grandes villes.
"""


def _noms(liste: str) -> frozenset[str]:
    return frozenset(" ".join(nom.split()) for nom in liste.split(","))


EUROPE = _noms(
    """
    albanie, allemagne, andorre, autriche, belgique, bielorussie, bosnie, bosnie herzegovine, bulgarie, chypre, croatie,
    danemark, ecosse, espagne, estonie, finlande, grande bretagne, angleterre, pays de galles, irlande du nord, grece,
    hongrie, irlande, islande, italie, kosovo, lettonie, liechtenstein, lituanie, luxembourg, macedoine, macedoine du
    nord, malte, moldavie, monaco, montenegro, norvege, pays bas, hollande, pologne, portugal, republique tcheque,
    tchequie, roumanie, royaume uni, russie, saint marin, serbie, slovaquie, slovenie, suede, suisse, ukraine, vatican,
    catalogne, wallonie, flandre, athenes, barcelone, berlin, berne, bruxelles, budapest, charleroi, copenhague, dublin,
    geneve, kiev, lausanne, liege, lisbonne, londres, madrid, milan, oslo, prague, rome, stockholm, turin, varsovie,
    vienne autriche, zurich
    """
)

MONDE = _noms(
    """
    afghanistan, afrique, afrique du sud, algerie, amerique, amerique du nord, amerique du sud, amerique latine, angola,
    antigua et barbuda, arabie saoudite, argentine, armenie, asie, australie, azerbaidjan, bahamas, bahrein, bangladesh,
    barbade, belize, benin, bhoutan, birmanie, bolivie, botswana, bresil, brunei, burkina, burkina faso, burundi,
    cambodge, cameroun, canada, cap vert, centrafrique, republique centrafricaine, chili, chine, colombie, comores,
    congo, rdc, republique democratique du congo, coree, coree du nord, coree du sud, costa rica, cote d ivoire, cuba,
    djibouti, dominique, egypte, emirats arabes unis, equateur, erythree, eswatini, etats unis, usa, ethiopie, fidji,
    gabon, gambie, georgie, ghana, grenade, guatemala, guinee, guinee bissau, guinee equatoriale, guyana, haiti,
    honduras, inde, indonesie, irak, iran, israel, jamaique, japon, jordanie, kazakhstan, kenya, kirghizistan, kiribati,
    koweit, laos, lesotho, liban, liberia, libye, madagascar, malaisie, malawi, maldives, mali, maroc, iles marshall,
    maghreb, maurice, ile maurice, mauritanie, mexique, micronesie, mongolie, mozambique, namibie, nauru, nepal,
    nicaragua, niger, nigeria, nouvelle zelande, oceanie, oman, ouganda, ouzbekistan, pakistan, palaos, palestine,
    panama, papouasie nouvelle guinee, paraguay, perou, philippines, qatar, quebec, republique dominicaine, rwanda,
    saint christophe et nieves, sainte lucie, saint vincent et les grenadines, iles salomon, salvador, samoa, sao tome
    et principe, senegal, seychelles, sierra leone, singapour, somalie, soudan, soudan du sud, sri lanka, suriname,
    syrie, tadjikistan, taiwan, tanzanie, tchad, thailande, timor oriental, togo, tonga, trinite et tobago, tunisie,
    turkmenistan, turquie, tuvalu, uruguay, vanuatu, venezuela, vietnam, viet nam, yemen, zambie, zimbabwe, abidjan,
    alger, bamako, beyrouth, casablanca, dakar, jerusalem, kinshasa, le caire, montreal, moscou, new york, ouagadougou,
    pekin, rabat, tananarive, tokyo, tunis
    """
)
