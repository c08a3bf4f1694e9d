"""Ce qui empêche un en-tête de se lire : les sortes de fautes, et de quoi les comprendre."""

from generator.constats.constat import ERREUR, Regle

ABSENT = Regle(
    "entete-absent",
    ERREUR,
    "Pas d’en-tête en haut de la fiche",
    "Une fiche commence par son en-tête : quelques lignes de renseignements, entre deux lignes de trois tirets. "
    "Le site y trouve le titre, le lieu, les partenaires. "
    "La toute première ligne du fichier doit être `---`, sans texte avant elle.",
    faux="titre: Un café partagé au village\nstatut: en-cours\n---",
    juste="---\ntitre: Un café partagé au village\nstatut: en-cours\n---",
    dans="tête",
)

NON_FERME = Regle(
    "entete-non-ferme",
    ERREUR,
    "L’en-tête n’est pas refermé",
    "L’en-tête s’ouvre par une ligne de trois tirets, mais la seconde ligne de tirets manque : le site ne sait pas où "
    "finissent les renseignements et où commence le récit. "
    "Ajoutez une ligne `---` après le dernier champ, seule sur sa ligne, sans espace devant.",
    faux="---\ntitre: Un café partagé au village\npublie_le: 2026-11-20\n\n## Contexte",
    juste="---\ntitre: Un café partagé au village\npublie_le: 2026-11-20\n---\n\n## Contexte",
    dans="tête",
)

GUILLEMETS_OUBLIES = Regle(
    "entete-guillemets",
    ERREUR,
    "Texte à mettre entre guillemets",
    "Dans l’en-tête, deux-points suivis d’une espace annoncent la valeur d’un champ, et quelques signes (`%`, `@`, `>`, "
    "`|`…) ont un sens "
    "technique au début d’une valeur. Un texte qui en contient s’écrit entre guillemets droits, d’un bout à l’autre.",
    faux="titre: VitaWin : treize villes et leurs écoles",
    juste='titre: "VitaWin\N{NO-BREAK SPACE}: treize villes et leurs écoles"',
)

GUILLEMETS_MAL_FERMES = Regle(
    "entete-guillemet-ferme",
    ERREUR,
    "Guillemet mal fermé",
    "Une valeur entre guillemets s’ouvre et se ferme par le même guillemet droit, et ne le contient pas. À l’intérieur, "
    "employez les "
    "guillemets français et l’apostrophe courbe. Rien ne suit le guillemet fermé.",
    faux='titre: "Le café "partagé" du village"',
    juste='titre: "Le café «\N{NO-BREAK SPACE}partagé\N{NO-BREAK SPACE}» du village"',
)

ESPACE = Regle(
    "entete-espace",
    ERREUR,
    "Espace oubliée",
    "Une espace suit toujours les deux-points d’un champ, et le tiret d’une liste. Sans elle, le site prend toute la ligne "
    "pour un mot.",
    faux="statut:en-cours",
    juste="statut: en-cours",
)

ALIGNEMENT = Regle(
    "entete-alignement",
    ERREUR,
    "Ligne mal alignée",
    "Les espaces au début d’une ligne disent à quoi elle appartient : les champs d’un même partenaire commencent tous à la "
    "même colonne, "
    "deux espaces après son tiret, et les champs de la fiche au bord de la page.",
    faux="evaluation:\n  annee: 2021\n recit: Une enquête auprès des habitants",
    juste="evaluation:\n  annee: 2021\n  recit: Une enquête auprès des habitants",
)

TIRET = Regle(
    "entete-tiret",
    ERREUR,
    "Tiret oublié",
    "Dans une liste, chaque nouvel élément commence par un tiret et une espace. Sans tiret, le site croit que ce sont encore "
    "les champs "
    "de l’élément d’avant, écrits deux fois. N’effacez rien : ajoutez le tiret devant le premier champ de l’élément.",
    faux="dates_cles:\n  - annee: 2019\n    fait: Le café ouvre.\n    annee: 2021\n    fait: Le café s’agrandit.",
    juste="dates_cles:\n  - annee: 2019\n    fait: Le café ouvre.\n  - annee: 2021\n    fait: Le café s’agrandit.",
)

LISTE = Regle(
    "entete-liste",
    ERREUR,
    "Liste sans crochets",
    "Un champ qui admet plusieurs valeurs s’écrit entre crochets, les valeurs séparées par des virgules, même s’il n’y en a "
    "qu’une. "
    "On peut aussi les écrire l’une sous l’autre, un tiret et une espace devant chacune.",
    faux="domaines: lien-social, education",
    juste="domaines: [lien-social, education]",
)

BLOC = Regle(
    "entete-bloc",
    ERREUR,
    "Champs à écrire l’un sous l’autre",
    "Certains champs en contiennent d’autres : une période a un début et une fin, un partenaire a un nom et un rôle. Ceux-là "
    "s’écrivent "
    "en dessous, chacun sur sa ligne, avec deux espaces de plus devant ; ou entre accolades, séparés par des virgules.",
    faux="periode: debut: 2018",
    juste="periode:\n  debut: 2018",
)

CROCHETS = Regle(
    "entete-crochets",
    ERREUR,
    "Crochet ou accolade de travers",
    "Ce qui est ouvert se referme : un crochet pour une liste, une accolade pour les champs d’un élément, avec une virgule "
    "entre deux "
    "valeurs et aucune à la fin. Un texte simple n’a ni crochets ni accolades.",
    faux="periode: {debut: 2018",
    juste="periode: {debut: 2018}",
)

DEBORDE = Regle(
    "entete-deborde",
    ERREUR,
    "Texte sur plusieurs lignes",
    "Un long texte peut s’écrire sur plusieurs lignes, à condition que le nom du champ soit suivi de `>-` et que chaque "
    "ligne du texte "
    "commence par deux espaces. Sinon, tout va sur une seule ligne.",
    faux="resume: Un café ouvre trois soirs par semaine.\nLes habitants le tiennent à tour de rôle.",
    juste="resume: >-\n  Un café ouvre trois soirs par semaine.\n  Les habitants le tiennent à tour de rôle.",
)
