"""Les codes des constats, leur gravité et leur documentation : un seul endroit.

Un code est stable une fois publié. Ses textes s’adressent à quelqu’un qui n’a jamais programmé ; ils servent tels quels
au rapport et à la page qui les explique. Ce module ne dépend de rien.
"""

from dataclasses import dataclass
from enum import StrEnum


class Gravite(StrEnum):
    """`ERREUR` empêche la publication, `AVERTISSEMENT` la laisse passer."""

    ERREUR = "erreur"
    AVERTISSEMENT = "avertissement"


@dataclass(frozen=True, slots=True)
class Code:
    """Une sorte de problème : sa gravité, et de quoi le comprendre et le corriger.

    `explication` est du Markdown simple ; `faux` et `juste` sont le même extrait de fiche, fautif puis corrigé.
    """

    gravite: Gravite
    titre: str
    explication: str
    faux: str
    juste: str


CODES: dict[str, Code] = {
    # Le fichier
    "fichier-illisible": Code(
        Gravite.ERREUR,
        "Fichier illisible ou mal enregistré",
        "Les lettres accentuées de ce fichier ont été enregistrées d’une façon que le site ne sait pas relire. "
        "Cela arrive avec un vieux logiciel de texte, ou quand on renomme un document Word ou PDF. "
        "Enregistrez-le à nouveau en choisissant l’encodage « UTF-8 », ou copiez son texte dans un fichier neuf, "
        "directement dans la page d’édition du dépôt.",
        "titre: Un caf\N{REPLACEMENT CHARACTER} partag\N{REPLACEMENT CHARACTER} au village",
        "titre: Un café partagé au village",
    ),
    "fichier-nom": Code(
        Gravite.ERREUR,
        "Nom de fichier refusé",
        "Le nom du fichier devient l’adresse de la fiche sur le site : il doit rester simple pour se partager sans erreur. "
        "Écrivez-le en minuscules sans accent, avec des chiffres et des tirets, sans espace ni soulignement, et gardez `.md` "
        "à la fin. Quelques noms sont réservés au site, comme `index` ou `page-2`.",
        "exemples/Jardin partagé_Lilas.md",
        "exemples/jardin-partage-des-lilas.md",
    ),
    "fichier-en-double": Code(
        Gravite.ERREUR,
        "Deux fichiers pour une fiche",
        "Deux fichiers portent le même nom de fiche : l’un est directement dans le dossier, l’autre dans un dossier à ce nom, "
        "et le site ne sait pas lequel publier. Gardez celui qui est à jour et supprimez l’autre. "
        "La forme avec un dossier ne sert qu’aux fiches qui montrent des images.",
        "exemples/silver-geek.md\nexemples/silver-geek/index.md",
        "exemples/silver-geek.md",
    ),
    "fichier-trop-gros": Code(
        Gravite.ERREUR,
        "Fichier beaucoup trop gros",
        "Une fiche se lit en quelques minutes et pèse une dizaine de kilo-octets ; celle-ci en dépasse mille. "
        "Le plus souvent, une image ou un document entier a été collé dans le texte. "
        "Retirez-le, résumez l’essentiel et donnez un lien vers le document complet.",
        "## Contexte\n\n(ici, les 300 pages du rapport)",
        "## Contexte\n\nLe rapport de 2021 décrit un bourg sans médecin.",
    ),
    # L’en-tête, ces lignes de renseignements en haut de la fiche
    "entete-absent": Code(
        Gravite.ERREUR,
        "Pas d’en-tête en haut de la fiche",
        "Une fiche commence par son en-tête : quelques lignes de renseignements, entre deux lignes de trois tirets. "
        "Le site y trouve le titre, le lieu, les partenaires. "
        "La toute première ligne du fichier doit être `---`, sans ligne vide ni texte avant elle.",
        "titre: Un café partagé au village\nstatut: en-cours\n---",
        "---\ntitre: Un café partagé au village\nstatut: en-cours\n---",
    ),
    "entete-non-ferme": Code(
        Gravite.ERREUR,
        "L’en-tête n’est pas refermé",
        "L’en-tête s’ouvre par une ligne de trois tirets, mais la seconde ligne de tirets manque : le site ne sait pas où "
        "finissent les renseignements et où commence le récit. "
        "Ajoutez une ligne `---` après le dernier champ, seule sur sa ligne, sans espace devant.",
        "---\ntitre: Un café partagé au village\nverifie_le: 2026-11-20\n\n## Contexte",
        "---\ntitre: Un café partagé au village\nverifie_le: 2026-11-20\n---\n\n## Contexte",
    ),
    "yaml-syntaxe": Code(
        Gravite.ERREUR,
        "Cette ligne ne se lit pas",
        "L’en-tête suit une notation nommée YAML : sur chaque ligne, le nom d’un champ, deux-points, une espace, puis sa valeur. "
        "Un texte qui contient lui-même deux-points suivis d’une espace doit être entouré de guillemets droits. "
        "Sinon, cherchez juste avant cet endroit un guillemet qui n’est pas refermé, une tabulation, "
        "ou une ligne qui n’est plus alignée avec ses voisines.",
        "titre: VitaWin : treize villes et leurs écoles",
        'titre: "VitaWin : treize villes et leurs écoles"',
    ),
    "yaml-ancre": Code(
        Gravite.ERREUR,
        "Étoile ou esperluette mal placée",
        "Au début d’une valeur, `*` et `&` ont un sens technique : ils recopient un autre endroit de la fiche, "
        "ce que le site n’admet pas. Le plus souvent, c’est un simple appel de note ou un nom qui commence ainsi. "
        "Retirez le signe ou, s’il compte vraiment, entourez toute la valeur de guillemets droits.",
        "unite: *habitants",
        "unite: habitants",
    ),
    "yaml-etiquette": Code(
        Gravite.ERREUR,
        "Point d’exclamation au début",
        "Au début d’une valeur, un point d’exclamation donne un ordre technique au lieu d’être lu comme du texte. "
        "Le site refuse ces ordres, par sécurité. "
        "Retirez-le ou, s’il fait partie du nom, entourez toute la valeur de guillemets droits.",
        "a_completer:\n  - !important Le nombre d’élèves",
        "a_completer:\n  - Le nombre d’élèves",
    ),
    "yaml-cle-en-double": Code(
        Gravite.ERREUR,
        "Champ écrit deux fois",
        "Le même champ apparaît deux fois au même endroit de l’en-tête, et le site ne peut pas deviner lequel est le bon. "
        "Gardez une seule ligne. Si le champ admet plusieurs valeurs, réunissez-les entre crochets, séparées par des virgules.",
        "domaines: [education]\ndomaines: [emploi-insertion]",
        "domaines: [education, emploi-insertion]",
    ),
    "yaml-trop-profond": Code(
        Gravite.ERREUR,
        "Trop de niveaux imbriqués",
        "Chaque tiret ou crochet de plus ouvre une liste à l’intérieur de la précédente, et aucune fiche n’a besoin d’autant "
        "de niveaux. Une ligne de tirets espacés, tracée pour séparer, a souvent cet effet. "
        "Effacez-la et gardez un seul tiret devant chaque élément.",
        "a_completer:\n  - - - - - - - - - - - - - - -\n  - Le nombre d’élèves",
        "a_completer:\n  - Le nombre d’élèves",
    ),
    # Les champs
    "champ-inconnu": Code(
        Gravite.ERREUR,
        "Ce champ n’existe pas",
        "Le nom écrit avant les deux-points n’est pas un champ de cette sorte de fiche, ou il n’est pas à sa place. "
        "C’est souvent une lettre de trop, un accent, ou un tiret au lieu d’un soulignement : les noms de champs s’écrivent "
        "en minuscules, sans accent. Reprenez le nom exact dans le modèle de fiche, ou déplacez l’information dans le récit.",
        "mots-clés: [stage, orientation]",
        "mots_cles: [stage, orientation]",
    ),
    "champ-manquant": Code(
        Gravite.ERREUR,
        "Il manque un champ",
        "Un renseignement indispensable est absent, ou son champ est resté vide. "
        "Sans lui, la fiche ne pourrait être ni classée ni comprise. "
        "Ajoutez la ligne dans l’en-tête ; si le champ est facultatif et que vous ne savez pas, retirez sa ligne.",
        "titre: Un café partagé au village\nstatut:",
        "titre: Un café partagé au village\nstatut: en-cours",
    ),
    "champ-mal-forme": Code(
        Gravite.ERREUR,
        "Valeur mal écrite dans un champ",
        "Ce champ attend une forme précise : une date s’écrit `2026-11-20` (année, mois, jour), une année `2018` sans « vers », "
        "une adresse commence par `https://`, une liste se met entre crochets. "
        "Cette régularité permet de trier et de relier les fiches. "
        "Récrivez la valeur comme dans le modèle ; les nuances ont leur place dans le récit.",
        "verifie_le: 20/11/2026",
        "verifie_le: 2026-11-20",
    ),
    "champ-longueur": Code(
        Gravite.ERREUR,
        "Texte ou liste de mauvaise longueur",
        "Ce champ est trop court pour être utile, ou trop long pour tenir sur un téléphone. "
        "Un titre va de 3 à 90 signes, un résumé de 60 à 300 ; trois domaines suffisent, et une alliance compte au moins "
        "deux partenaires. Complétez ou resserrez : les détails vont dans le récit.",
        "resume: Un café associatif.",
        "resume: >-\n  Des habitants et un boulanger rouvrent le café fermé depuis dix ans.\n"
        "  On y boit un verre, on y remplit ses papiers.",
    ),
    "champ-en-double": Code(
        Gravite.ERREUR,
        "Valeur répétée dans une liste",
        "La même valeur est écrite plusieurs fois dans une liste. Elle ne compterait pas double pour autant. "
        "Retirez la répétition, ou remplacez-la par celle que vous vouliez écrire.",
        "domaines: [education, emploi-insertion, education]",
        "domaines: [education, emploi-insertion]",
    ),
    "champ-html": Code(
        Gravite.ERREUR,
        "Mise en forme dans un champ",
        "Les champs de l’en-tête sont du texte simple : ni balises entre chevrons, ni doubles accolades. "
        "Ils servent aussi dans les listes, la recherche et les exports, où cette mise en forme s’afficherait telle quelle. "
        "Retirez-la ; le gras et les liens ont leur place dans le récit.",
        "titre: Un café <b>partagé</b> au village",
        "titre: Un café partagé au village",
    ),
    # Les dates
    "dates-incoherentes": Code(
        Gravite.ERREUR,
        "Dates dans le mauvais ordre",
        "Deux dates se contredisent : la fin vient avant le début, ou la fiche aurait été vérifiée avant d’être publiée. "
        "C’est presque toujours une inversion ou une faute de frappe. "
        "Relisez les deux dates et corrigez celle qui est fausse, d’après votre source.",
        "periode: {debut: 2022, fin: 2018}",
        "periode: {debut: 2018, fin: 2022}",
    ),
    "date-future": Code(
        Gravite.ERREUR,
        "Date dans l’avenir",
        "Une date ou une année de la fiche n’est pas encore arrivée. "
        "Or une fiche raconte ce qui a eu lieu et ce que l’on a vérifié. "
        "Corrigez la faute de frappe ; s’il s’agit d’un projet, dites-le dans le récit plutôt que dans une date.",
        "verifie_le: 2099-11-20",
        "verifie_le: 2026-11-20",
    ),
    # Ce à quoi la fiche se réfère
    "modalite-inconnue": Code(
        Gravite.ERREUR,
        "Valeur absente de la liste",
        "Ce champ n’admet que les valeurs d’une liste, pour que toutes les fiches se classent de la même façon. "
        "On écrit l’identifiant, en minuscules sans accent et avec des tirets, et non le nom affiché : "
        "c’est la fin de l’adresse de la page, `lien-social` pour `/domaines/lien-social/`. "
        "Choisissez la valeur la plus proche ; si aucune ne convient, dites-le dans votre proposition.",
        "domaines: [Emploi et insertion]",
        "domaines: [emploi-insertion]",
    ),
    "lieu-inconnu": Code(
        Gravite.ERREUR,
        "Lieu introuvable sous ce nom",
        "Ce nom n’est pas celui d’une commune, d’une intercommunalité, d’un département ou d’une région dans la liste "
        "officielle. Le site en déduit la région et la taille du territoire : il lui faut le nom exact, traits d’union compris. "
        "Écrivez le nom officiel, ou `france`, `outre-mer`, `europe` ou `monde`. "
        "Pour un quartier, indiquez sa commune.",
        "territoires: [Charenton]",
        "territoires: [Charenton-le-Pont]",
    ),
    "lieu-ambigu": Code(
        Gravite.ERREUR,
        "Plusieurs lieux portent ce nom",
        "Plusieurs territoires s’appellent ainsi et le site ne choisit pas à votre place. "
        "Ajoutez entre parenthèses le numéro du département, ou le mot « commune » ou « département ».",
        "territoires: [Saint-Denis]",
        "territoires: [Saint-Denis (93)]",
    ),
    "source-inconnue": Code(
        Gravite.ERREUR,
        "Document absent de la bibliographie",
        "Le document cité n’est pas dans la bibliographie du site, le fichier `content/sources.yml`. "
        "Chaque fait doit pouvoir être retrouvé : c’est ce qui rend le site digne de confiance. "
        "Vérifiez l’identifiant, lettre par lettre ; si le document est nouveau, ajoutez-le à ce fichier "
        "ou indiquez-le dans votre proposition.",
        "sources:\n  - document: colloque-odd-2022",
        "sources:\n  - document: colloque-2022",
    ),
    "source-non-citee": Code(
        Gravite.ERREUR,
        "Document oublié dans les sources",
        "Un chiffre dit venir d’un document qui ne figure pas dans la liste `sources` de la fiche. "
        "Le lecteur doit y trouver tous les documents utilisés, avec l’endroit où regarder. "
        "Ajoutez le document à `sources`, ou corrigez celui du chiffre.",
        'chiffres:\n  - valeur: "13"\n    libelle: villes concernées\n    annee: 2022\n    source: carnet-2022\n'
        "sources:\n  - document: colloque-2022",
        'chiffres:\n  - valeur: "13"\n    libelle: villes concernées\n    annee: 2022\n    source: colloque-2022\n'
        "sources:\n  - document: colloque-2022",
    ),
    "renvoi-inconnu": Code(
        Gravite.ERREUR,
        "Renvoi vers une fiche introuvable",
        "La fiche vers laquelle vous envoyez le lecteur n’existe pas sous ce nom, et le lien ne mènerait nulle part. "
        "Ouvrez la fiche voulue sur le site et recopiez la fin de son adresse : la famille, une barre, puis le nom. "
        "Si elle n’est pas encore écrite, retirez le renvoi.",
        "voir_aussi: [methodes/franchise-social]",
        "voir_aussi: [methodes/franchise-sociale]",
    ),
    "adresse-prise": Code(
        Gravite.ERREUR,
        "Ancienne adresse déjà prise",
        "Le champ `anciens_identifiants` garde les noms que cette fiche a portés, pour que les vieux liens mènent encore à elle. "
        "Or ce nom est déjà celui d’une autre fiche, et une adresse ne mène qu’à un endroit. "
        "Retirez-le, sauf si vous vouliez renommer ou supprimer l’autre fiche.",
        "anciens_identifiants: [silver-geek]",
        "anciens_identifiants: [trophee-des-seniors]",
    ),
    # Les sections du récit
    "section-manquante": Code(
        Gravite.ERREUR,
        "Il manque une section",
        "Toutes les fiches d’une même sorte suivent le même plan, pour que l’on retrouve vite ce que l’on cherche. "
        "Ajoutez le titre manquant, précédé de deux dièses et d’une espace, puis une ou deux phrases. "
        "Si vous ne savez pas, dites-le simplement : « Non mesuré. » est une réponse honnête.",
        "## Ce qui a été fait\nUn site et une plaquette.\n\n## Points de vigilance",
        "## Ce qui a été fait\nUn site et une plaquette.\n\n## Résultats\nNon mesuré.\n\n## Points de vigilance",
    ),
    "section-vide": Code(
        Gravite.ERREUR,
        "Section sans aucun texte",
        "Le titre est là, mais rien ne le suit. Le lecteur croirait à un oubli. "
        "Écrivez une phrase, même pour dire que les sources n’en parlent pas.",
        "## Résultats\n\n## Points de vigilance",
        "## Résultats\n\nNon mesuré dans les sources.\n\n## Points de vigilance",
    ),
    "section-inconnue": Code(
        Gravite.ERREUR,
        "Section qui n’est pas prévue",
        "Ce titre ne fait pas partie du plan de cette sorte de fiche, ou il n’est pas écrit comme dans le modèle. "
        "Reprenez le titre exact, ou rangez ce texte dans une section prévue. "
        "À l’intérieur d’une section, un sous-titre s’écrit avec trois dièses.",
        "## Bilan\n\nLe café ouvre trois jours par semaine.",
        "## Résultats\n\nLe café ouvre trois jours par semaine.",
    ),
    "section-en-double": Code(
        Gravite.ERREUR,
        "Section écrite deux fois",
        "Le même titre de section apparaît deux fois, souvent après un copier-coller. "
        "Réunissez les deux textes sous un seul titre, ou donnez au second le titre qu’il devrait porter.",
        "## Résultats\n\nLe café rouvre.\n\n## Résultats\n\nIl accueille un marché.",
        "## Résultats\n\nLe café rouvre. Il accueille un marché.",
    ),
    # Le texte du récit
    "corps-html": Code(
        Gravite.ERREUR,
        "Balise entre chevrons",
        "Le récit contient une balise HTML, un code de mise en page entre chevrons. "
        "Le site les refuse toutes, car elles peuvent cacher un programme. "
        "Pour aller à la ligne, laissez une ligne vide ; pour le gras, entourez les mots de deux étoiles. "
        "Une image glissée dans la page d’édition peut aussi en insérer une : voyez `corps-image`.",
        "D’abord se connaître.<br>Puis agir <b>ensemble</b>.",
        "D’abord se connaître.\n\nPuis agir **ensemble**.",
    ),
    "corps-accolade": Code(
        Gravite.ERREUR,
        "Accolades dans le texte",
        "Les accolades servent à des commandes de mise en page que le site n’admet pas dans le récit. "
        "Remplacez-les par des parenthèses, ou retirez-les. "
        "Ce qui reste à trouver s’écrit dans le champ `a_completer` de l’en-tête.",
        "Le café accueille {nombre à vérifier} habitants.",
        "Le café accueille des habitants (nombre non précisé).",
    ),
    "corps-inclusion": Code(
        Gravite.ERREUR,
        "Commande qui recopie un fichier",
        "Les signes `--8<--` ordonnent de recopier ici un autre fichier. "
        "Une fiche ne contient que son propre texte : c’est plus sûr, et plus facile à relire. "
        "Retirez cette ligne, même si ce n’était qu’un trait à découper, et recopiez l’information utile.",
        '## Contexte\n\n--8<-- "exemples/silver-geek.md"',
        "## Contexte\n\nLe projet s’inspire de Silver Geek.",
    ),
    "corps-lien": Code(
        Gravite.ERREUR,
        "Lien mal écrit",
        "Un lien mène à une page du web ou à une autre fiche du site. "
        "Pour le web, écrivez l’adresse entière, avec `https://` au début ; pour une fiche, la fin de son adresse entre deux "
        "barres, comme `/outils/dla/`. Les adresses électroniques et les fichiers de votre ordinateur ne sont pas admis.",
        "Voir [leur site](www.unis-cite.fr).",
        "Voir [leur site](https://www.unis-cite.fr).",
    ),
    "corps-image": Code(
        Gravite.ERREUR,
        "Image introuvable, mal nommée ou sans description",
        "Une image se range à côté de la fiche : celle-ci devient `exemples/nom-de-la-fiche/index.md`, et l’image va dans "
        "le même dossier. Son nom s’écrit en minuscules sans espace ni accent, et finit par `.jpg`, `.png`, `.webp` ou `.avif`. "
        "Entre les crochets, décrivez ce qu’elle montre, pour les personnes qui ne la voient pas. "
        "Une image glissée dans la page d’édition ou prise sur un autre site n’est pas admise.",
        "![](Photo café.JPG)",
        "![Le café le jour de sa réouverture](photo-cafe.jpg)",
    ),
    "image-lourde": Code(
        Gravite.ERREUR,
        "Image de plus de 300 ko",
        "Cette image pèse plus de 300 kilo-octets : sur un téléphone, à la campagne, elle ferait attendre le lecteur. "
        "Réduisez-la à 1 200 points de large et enregistrez-la en `.jpg` ou en `.webp`, de qualité moyenne. "
        "Remplacez ensuite le fichier.",
        "exemples/cafe-partage/photo.jpg (2 400 ko)",
        "exemples/cafe-partage/photo.jpg (180 ko)",
    ),
    "corps-titre": Code(
        Gravite.ERREUR,
        "Titre de mauvais niveau ou trait",
        "Le récit n’a que deux niveaux de titre : deux dièses pour une section, trois pour un sous-titre. "
        "Le titre de la fiche vient de l’en-tête, inutile de le répéter. "
        "Les traits de séparation ne sont pas admis non plus : une ligne de tirets sous un texte en ferait un titre.",
        "# Résultats\n\nLe café rouvre.\n\n-----",
        "## Résultats\n\nLe café rouvre.",
    ),
    "donnee-personnelle": Code(
        Gravite.ERREUR,
        "Coordonnées d’une personne",
        "La fiche contient l’adresse électronique d’une personne ou un numéro de téléphone mobile. "
        "Tout ce qui est publié ici reste visible de tous : chacun doit pouvoir choisir de ne pas y être. "
        "Retirez ces coordonnées et donnez plutôt la page de contact de l’organisation.",
        "Pour nous joindre : 06 39 98 12 34.",
        "Pour nous joindre : [notre page de contact](https://www.example.org/contact).",
    ),
    # Les avertissements : la fiche peut paraître, mais un regard s’impose
    "passage-introuvable": Code(
        Gravite.ERREUR,
        "Passage absent du document",
        "Les mots donnés dans `passage` ne sont pas dans le document cité, alors que le vérificateur a ce document sous la main. "
        "Recopiez-les exactement, en restant court : le lecteur s’en sert pour retrouver l’endroit. "
        "Si le fait vient d’un autre document, citez celui-là.",
        'passage: "plus de 50.000 seniors"',
        'passage: "plus de 30.000 seniors"',
    ),
    "parcours-duree": Code(
        Gravite.ERREUR,
        "Les temps du parcours ne s’additionnent pas",
        "Le total annoncé en `minutes` n’est pas la somme des minutes des étapes. "
        "Qui n’a qu’une heure doit pouvoir s’y fier : corrigez une étape ou le total.",
        "minutes: 60  # quatre étapes de 20 minutes",
        "minutes: 80  # quatre étapes de 20 minutes",
    ),
    "valeur-non-dessinable": Code(
        Gravite.ERREUR,
        "Valeur que le graphique ne peut pas montrer",
        "Cette donnée demande un graphique, et l’une de ses valeurs n’est pas un nombre seul, "
        "ou il lui manque son année ou sa série. "
        "Mettez le reste dans `precision`, complétez la valeur, ou retirez `graphique` : les valeurs resteront un tableau.",
        "valeurs:\n  - libelle: Français\n    valeur: près de 74",
        'valeurs:\n  - libelle: Français\n    valeur: "74"',
    ),
    "exemple-sans-pratique": Code(
        Gravite.AVERTISSEMENT,
        "Exemple relié à aucun outil ni méthode",
        "Un exemple donne envie ; un outil ou une méthode aide à refaire. "
        "Ajoutez dans `voir_aussi` au moins un outil ou une méthode employé par l’alliance, ou utile à qui voudrait l’imiter. "
        "S’il n’en existe vraiment aucun, laissez : la fiche peut paraître.",
        "voir_aussi: [exemples/silver-geek]",
        "voir_aussi: [exemples/silver-geek, methodes/franchise-sociale]",
    ),
    "alliance-un-profil": Code(
        Gravite.AVERTISSEMENT,
        "Partenaires tous du même profil",
        "Tous les partenaires ont le même profil, alors qu’une alliance réunit des acteurs différents. "
        "Manque-t-il une mairie, une entreprise, des habitants, des chercheurs ? "
        "Ajoutez-les ou corrigez un profil ; si c’est bien ainsi, laissez : la fiche peut paraître.",
        "partenaires:\n  - nom: Mission locale\n    profil: associations-fondations\n    role: accueille les jeunes\n"
        "  - nom: FESTI6T\n    profil: associations-fondations\n    role: anime l’été",
        "partenaires:\n  - nom: Ville de Charenton-le-Pont\n    profil: acteurs-publics\n    role: prête une salle\n"
        "  - nom: FESTI6T\n    profil: associations-fondations\n    role: anime l’été",
    ),
    "organisation-proche": Code(
        Gravite.AVERTISSEMENT,
        "Organisation presque déjà connue",
        "Ce nom s’écrit presque comme celui d’une organisation déjà citée dans une autre fiche : il n’en diffère que par "
        "un accent, une majuscule ou un trait d’union. "
        "Si c’est la même, recopiez le nom déjà utilisé, pour que ses fiches se retrouvent ensemble. "
        "Si c’en est une autre, il n’y a rien à changer.",
        "- nom: Unis Cité\n  profil: associations-fondations",
        "- nom: Unis-Cité\n  profil: associations-fondations",
    ),
    "lien-en-double": Code(
        Gravite.AVERTISSEMENT,
        "Adresse donnée deux fois",
        "La même adresse figure deux fois parmi les liens de la fiche. "
        "Gardez le lien au titre le plus clair. Si vous pensiez à une autre page, corrigez son adresse.",
        "liens:\n  - titre: Le site d’Unis-Cité\n    url: https://www.unis-cite.fr\n"
        "  - titre: Pour en savoir plus\n    url: https://www.unis-cite.fr",
        "liens:\n  - titre: Le site d’Unis-Cité\n    url: https://www.unis-cite.fr",
    ),
    "corps-liste": Code(
        Gravite.AVERTISSEMENT,
        "Liste collée à la phrase",
        "Une liste se détache du texte par une ligne vide ; sans elle, ses éléments s’affichent à la suite de la phrase. "
        "Chaque élément commence par un tiret et une espace ; la puce ronde d’un traitement de texte n’en est pas un.",
        "Le dispositif offre\N{NO-BREAK SPACE}:\n- un diagnostic,\n- un conseil.",
        "Le dispositif offre\N{NO-BREAK SPACE}:\n\n- un diagnostic,\n- un conseil.",
    ),
    "texte-coupe": Code(
        Gravite.AVERTISSEMENT,
        "Texte coupé par un dièse",
        "Dans l’en-tête, ce qui suit une espace et un dièse (`#`) est pris pour une note à soi-même, et n’est pas lu. "
        "Si le dièse fait partie du texte, mettez tout le texte entre guillemets droits.",
        "titre: Projet #1 du territoire",
        'titre: "Projet #1 du territoire"',
    ),
    "typo-apostrophe": Code(
        Gravite.AVERTISSEMENT,
        "Apostrophe droite au lieu de courbe",
        "Le site écrit l’apostrophe courbe (`’`), comme dans les livres ; le clavier donne l’apostrophe droite (`'`). "
        "Rien de grave : la fiche peut paraître. "
        "La commande `odd17 corriger` les remplace toutes ; vous pouvez aussi copier et coller l’apostrophe courbe.",
        "Beaucoup d'élèves cherchent un stage.",
        "Beaucoup d’élèves cherchent un stage.",
    ),
    "typo-insecable": Code(
        Gravite.AVERTISSEMENT,
        "Espace insécable oubliée",
        "En français, une espace précède les signes doubles (deux-points, point-virgule, points d’exclamation et "
        "d’interrogation) et borde l’intérieur des guillemets. "
        "Elle doit être insécable, sinon le signe peut se retrouver seul au début d’une ligne. "
        "À l’écran, elle ressemble à une espace ordinaire : le plus simple est de laisser la commande `odd17 corriger` le faire. "
        "La fiche peut paraître sans cela.",
        "Qui commence? Une seule réponse : « ensemble » !",
        "Qui commence ? Une seule réponse : « ensemble » !",
    ),
}
"""Les codes, stables une fois publiés."""
