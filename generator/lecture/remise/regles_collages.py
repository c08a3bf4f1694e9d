"""Ce que le collage apporte avec lui : les sortes de fautes, et de quoi les comprendre."""

from generator.constats.constat import ERREUR, Regle

ACCENTS = Regle(
    "collage-accents",
    ERREUR,
    "Accents abîmés",
    "Le fichier a été lu de travers par un logiciel, qui a remplacé chaque accent par deux signes étranges : `Ã©` au lieu de "
    "`é`, "
    "`â€™` au lieu d’une apostrophe, ou `=C3=A9` dans un courriel. Recollez le texte d’origine si vous l’avez encore ; "
    "sinon, recopiez les lignes corrigées que montre le rapport.",
    faux="titre: Un cafÃ© partagÃ© oÃ¹ l’on s’aide",
    juste="titre: Un café partagé où l’on s’aide",
)

INVISIBLES = Regle(
    "collage-invisibles",
    ERREUR,
    "Signes invisibles",
    "Des messageries et des traitements de texte glissent dans le texte des signes qui ne se voient pas. Ici, ils changent "
    "le nom "
    "d’un champ ou d’une valeur, que le site ne reconnaît plus. Effacez la ligne en entier et retapez-la, ou recopiez celle que "
    "montre le rapport.",
    faux="besoins: [faire\N{NON-BREAKING HYPHEN}naitre\N{NON-BREAKING HYPHEN}envie]",
    juste="besoins: [faire-naitre-envie]",
)

COURRIEL = Regle(
    "collage-courriel",
    ERREUR,
    "Courriel collé avec la fiche",
    "La fiche a voyagé par courriel, et le courriel est venu avec elle : des signes `>` au début des lignes, « De : » et « "
    "Objet : », "
    "ou une signature. Une fiche commence par une ligne de trois tirets et finit avec son récit. Effacez tout le reste.",
    faux="> ---\n> titre: Un café partagé au village\n> statut: en-cours\n> ---",
    juste="---\ntitre: Un café partagé au village\nstatut: en-cours\n---",
    dans="tête",
    geste=True,
)

BARRIERE = Regle(
    "collage-autour",
    ERREUR,
    "Texte en trop autour de la fiche",
    "Une page web, une messagerie ou un assistant en ligne entoure parfois un texte de signes (trois accents graves) et de "
    "phrases "
    "qui ne sont pas la fiche. La toute première ligne du fichier est `---`, et la dernière est la fin du récit. Effacez ce "
    "qui est "
    "avant et après.",
    faux="```yaml\n---\ntitre: Un café partagé au village\nstatut: en-cours\n---",
    juste="---\ntitre: Un café partagé au village\nstatut: en-cours\n---",
    dans="tête",
    geste=True,
)

NUMEROS = Regle(
    "collage-numeros",
    ERREUR,
    "Numéros de lignes collés",
    "Certains logiciels affichent un numéro devant chaque ligne, et le copient avec elle. Effacez ces numéros et "
    "l’espace, ou les deux espaces, qui les séparent du texte, "
    "sans toucher au reste de la ligne : les espaces qui viennent ensuite comptent.",
    faux="1  ---\n2  titre: Un café partagé au village\n3  periode:\n4    debut: 2019\n5  statut: en-cours\n6  ---",
    juste="---\ntitre: Un café partagé au village\nperiode:\n  debut: 2019\nstatut: en-cours\n---",
    dans="tête",
    geste=True,
)

COMPARATIF = Regle(
    "collage-comparatif",
    ERREUR,
    "Signes « + » d’un comparatif",
    "La page qui montre les changements d’une fiche met un signe `+` devant chaque ligne ajoutée, et `-` devant chaque ligne "
    "ôtée. "
    "Copiez plutôt depuis la fiche elle-même. Ici, effacez le premier signe de chaque ligne.",
    faux="+---\n+titre: Un café partagé au village\n+periode: {debut: 2019}\n+statut: en-cours\n+---",
    juste="---\ntitre: Un café partagé au village\nperiode: {debut: 2019}\nstatut: en-cours\n---",
    dans="tête",
    geste=True,
)

CONFLIT = Regle(
    "collage-conflit",
    ERREUR,
    "Deux versions du même passage",
    "Deux personnes ont changé la même ligne, et l’outil a laissé les deux versions, entre des lignes de signes `<<<<<<<`, "
    "`=======` "
    "et `>>>>>>>`. Lisez les deux, gardez la bonne, et effacez l’autre ainsi que les trois lignes de signes.",
    faux="<<<<<<< HEAD\nstatut: en-cours\n=======\nstatut: termine\n>>>>>>> proposition",
    juste="statut: en-cours",
)

TIRETS = Regle(
    "collage-tirets",
    ERREUR,
    "Les trois tirets ont changé",
    "L’en-tête est encadré par deux lignes de trois tirets simples. Les traitements de texte les remplacent par un tiret "
    "long ou par "
    "un trait. Tapez trois fois la touche du tiret (celle du chiffre 6), seuls sur leur ligne, sans espace devant.",
    faux="—\ntitre: Un café partagé au village\nstatut: en-cours\n—",
    juste="---\ntitre: Un café partagé au village\nstatut: en-cours\n---",
    dans="tête",
)

PUCES = Regle(
    "collage-puces",
    ERREUR,
    "Puces à la place des tirets",
    "Les puces rondes d’un traitement de texte ou d’un diaporama ne font pas une liste ici. Devant chaque élément, mettez un "
    "tiret et "
    "une espace, à la place de la puce.",
    faux="a_completer:\n  • Le nombre d’élèves\n  • Le coût du projet",
    juste="a_completer:\n  - Le nombre d’élèves\n  - Le coût du projet",
)

RETRAITS = Regle(
    "collage-espaces",
    ERREUR,
    "Tabulations ou espaces insécables",
    "Le début d’une ligne dit à quoi elle appartient : il s’écrit avec des espaces simples, tapés avec la barre d’espace. La "
    "touche Tab, "
    "et certains traitements de texte, y mettent d’autres blancs, que l’œil ne distingue pas. Effacez le début de la ligne "
    "et retapez "
    "les espaces.",
    faux="periode:\n\tdebut: 2019",
    juste="periode:\n  debut: 2019",
)

GUILLEMETS = Regle(
    "collage-guillemets",
    ERREUR,
    "Guillemets arrondis autour d’une valeur",
    "Les traitements de texte et les téléphones remplacent les guillemets droits par des guillemets arrondis ou français. "
    "Autour d’une "
    "valeur, il en faut des droits : la touche du chiffre 3. À l’intérieur d’un texte, les guillemets français sont les "
    "bienvenus.",
    faux="titre: “Un café partagé : trois soirs par semaine”",
    juste='titre: "Un café partagé\N{NO-BREAK SPACE}: trois soirs par semaine"',
)

ANTISLASHS = Regle(
    "collage-antislashs",
    ERREUR,
    "Barres obliques inversées d’un export",
    "En convertissant un document, certains logiciels ajoutent une barre oblique inversée (`\\`) devant les tirets, les "
    "crochets et les "
    "soulignés, et mettent des mots en gras avec des étoiles. Rien de cela n’est du texte : effacez ces signes.",
    faux="\\---\n**titre:** Un café partagé au village\nmots\\_cles: \\[café, lien\\]\n\\---",
    juste="---\ntitre: Un café partagé au village\nmots_cles: [café, lien]\n---",
    dans="tête",
)

TABLEAU = Regle(
    "collage-tableau",
    ERREUR,
    "Tableau collé d’un tableur",
    "Les cellules d’un tableur se collent avec des tabulations entre elles, et le site ne sait pas laquelle est laquelle. "
    "Chaque ligne du "
    "tableau devient un élément de la liste : un tiret, puis chaque champ avec son nom, entre accolades ou un par ligne.",
    faux="dates_cles:\nannee\tfait\n2019\tLe café ouvre trois soirs par semaine.",
    juste="dates_cles:\n  - {annee: 2019, fait: Le café ouvre trois soirs par semaine.}",
)

DICTEE = Regle(
    "collage-dictee",
    ERREUR,
    "Texte dicté",
    "Un téléphone qui écrit sous la dictée met parfois la ponctuation en toutes lettres : « deux points », « virgule ». "
    "Remplacez ces mots par leur signe ; le nom d’un champ est suivi de deux-points et d’une espace.",
    faux="---\ntitre deux points un café virgule au village\nstatut: en-cours\n---",
    juste="---\ntitre: Un café, au village\nstatut: en-cours\n---",
    dans="tête",
)
