"""Les fiches : la seule définition de ce qu’on peut y écrire, famille par famille.

Le schéma des éditeurs, la documentation des champs et les exports en dérivent. Rien ici ne se saisit deux fois : les
profils d’un exemple viennent de ses partenaires, sa région et sa taille viennent du code officiel géographique.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar, Self, TypeAlias

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.constats.proximite import dit_oui
from generator.modele.base import Modele
from generator.modele.bibliographie import Citation, Reference
from generator.modele.champs import (
    Annee,
    CleDeDocument,
    Entier,
    Identifiant,
    Jour,
    LieuOfficiel,
    ModaliteDe,
    Mot,
    OuiNon,
    Phrase,
    Renvoi,
    Texte,
    TexteCite,
    Url,
    dit,
)

Profils: TypeAlias = tuple[Annotated[str, ModaliteDe("acteurs")], ...]
Besoins: TypeAlias = tuple[Annotated[str, ModaliteDe("besoins")], ...]
Objectifs: TypeAlias = tuple[Annotated[str, ModaliteDe("objectifs")], ...]
Categories: TypeAlias = tuple[Annotated[str, ModaliteDe("categories")], ...]
Domaines: TypeAlias = tuple[Annotated[str, ModaliteDe("domaines")], ...]
Duree: TypeAlias = Annotated[str, ModaliteDe("durees")]

PROFILS = "Profils d’acteurs concernés, parmi ceux de content/vocabulaires/acteurs.yml."
BESOINS = "Moments de l’alliance où cette fiche sert, parmi ceux de content/vocabulaires/besoins.yml."
DUREE = "Temps nécessaire, parmi les valeurs de content/vocabulaires/durees.yml ; seulement si une source le dit."

A_ECRIRE = "À écrire."
"""Ce qu’`odd17 nouveau` met dans chaque section, en attendant."""


class LienWeb(Modele):
    """Une adresse du web, et ce que l’on sait de son état."""

    titre: Phrase = Field(
        title="Titre",
        description="Ce que l’on trouve à cette adresse.",
        examples=["Le site de l’association"],
        json_schema_extra=dit("libellé, nom, intitulé, texte"),
    )
    url: Url = Field(
        title="Adresse",
        description="Adresse complète, qui commence par https:// ou http://.",
        examples=["https://www.exemple.fr/page"],
        json_schema_extra=dit("adresse, lien, site, site web, href, link"),
    )
    etat: Texte = Field("", title="État", description="Ce que l’on sait du lien : « Adresse citée en 2022 ».", max_length=120)
    ouvert_le: Jour | None = Field(
        None,
        title="Ouvert le",
        description="Le jour où vous avez ouvert cette page, au format 2026-11-20 ; sinon, rien.",
        json_schema_extra=dit("consulté le, vu le, date de consultation"),
    )


class Partenaire(Modele):
    """Un membre d’une alliance."""

    nom: Annotated[TexteCite, Field(min_length=2, max_length=120)] = Field(
        title="Nom",
        description="Nom de l’organisation, jamais d’une personne privée.",
        examples=["Ville de Morlaix"],
        json_schema_extra=dit("organisation, structure, organisme, partenaire, name, dénomination"),
    )
    profil: Annotated[str, ModaliteDe("acteurs")] = Field(
        title="Profil",
        description="Son profil d’acteur.",
        json_schema_extra=dit("type, catégorie, acteur, type d’acteur, statut, nature, profile"),
    )
    role: Annotated[Texte, Field(min_length=3, max_length=120)] = Field(
        title="Rôle",
        description="Ce qu’il fait dans l’alliance, en quelques mots.",
        examples=["prête le terrain"],
        json_schema_extra=dit("rôle, fonction, mission, ce qu’il fait, apport, contribution, action, description"),
    )


class Periode(Modele):
    """Depuis quand, et jusqu’à quand s’il est terminé.

    Quand les sources taisent l’année de départ, `attestee` dit la plus ancienne où elles montrent l’alliance au travail :
    une trace sûre vaut mieux qu’un début deviné.
    """

    debut: Annee | None = Field(
        None,
        title="Début",
        description="Année de départ de l’alliance.",
        examples=[2019],
        json_schema_extra=dit(
            "date, date de début, date début, début, depuis, depuis quand, année de début, date de création, date "
            "de lancement, lancement, création, start, démarrage, année de création, créé en, date de démarrage, "
            "commencé en"
        ),
    )
    fin: Annee | None = Field(
        None,
        title="Fin",
        description="Année de fin, si l’alliance est terminée.",
        json_schema_extra=dit("date de fin, date fin, fini en, jusqu’à, année de fin, arrêt, end, terminé en"),
    )
    attestee: Annee | None = Field(
        None,
        title="Attestée en",
        description="À défaut d’année de début : la plus ancienne année où une source montre l’alliance au travail.",
        json_schema_extra=dit("attesté, attestation, première trace"),
    )

    @model_validator(mode="after")
    def _datee(self) -> Self:
        if self.debut is None and self.attestee is None:
            raise PydanticCustomError("periode_sans_annee", "sans année")
        return self


CONSTATE = "constate"
"""Le sens d’un chiffre qui n’en écrit pas : l’alliance elle-même, telle qu’on l’a comptée."""


class Chiffre(Modele):
    """Un nombre, et tout ce qu’il faut pour ne pas le mal lire. Pas de chiffre sans source."""

    valeur: Annotated[str, Field(min_length=1, max_length=40)] = Field(
        title="Valeur",
        description="Le nombre, écrit comme il se lit : « plus de 30 000 ».",
        examples=["120"],
        json_schema_extra=dit("nombre, chiffre, montant, quantité, value, total"),
    )
    unite: Texte = Field(
        "",
        title="Unité",
        description="Ce que l’on compte : seniors, communes, €, %.",
        max_length=60,
        json_schema_extra=dit("unit"),
    )
    libelle: Phrase = Field(
        title="Libellé",
        description="Ce que le nombre mesure, en clair.",
        examples=["familles aidées"],
        json_schema_extra=dit("intitulé, titre, description, nom, label, quoi, indicateur, légende"),
    )
    annee: Annee = Field(
        title="Année",
        description="Année du chiffre ou, à défaut, de sa source.",
        examples=[2023],
        json_schema_extra=dit("date, year, millésime"),
    )
    source: CleDeDocument = Field(
        title="Source",
        description="Document d’où vient le chiffre ; il figure aussi dans les sources de la fiche.",
        examples=["bilan-2023"],
        json_schema_extra=dit("document, référence, provenance, origine"),
    )
    sens: Annotated[str, ModaliteDe("sens")] = Field(
        CONSTATE,
        title="Sens",
        description="À n’écrire que s’il n’est pas constaté : prevu (annoncé, promis, demandé, visé) ou contexte "
        "(un chiffre qui n’est pas celui de l’alliance).",
    )


class Evaluation(Modele):
    """Une évaluation qui a eu lieu, d’après une source : ni prévue, ni seulement annoncée."""

    par: tuple[Annotated[TexteCite, Field(min_length=2, max_length=120)], ...] = Field(
        (),
        title="Par",
        description="Qui l’a menée, seulement si la source le nomme : des organisations, jamais des personnes.",
        json_schema_extra=dit("évaluateur, évaluateurs, qui, mené par, auteur"),
    )
    annee: Annee | None = Field(
        None,
        title="Année",
        description="L’année où elle a été menée ou rendue, si la source la donne.",
        json_schema_extra=dit("date, year"),
    )
    recit: Annotated[Phrase, Field(min_length=10)] = Field(
        title="Récit",
        description="Ce qui a été évalué et comment, dans les mots de la source.",
        examples=["Ce qui a été évalué, et comment."],
        json_schema_extra=dit("description, texte, résultat, résultats, récit"),
    )
    conclusions_lues: OuiNon = Field(
        True,
        title="Conclusions lues",
        description="« non » si aucune source lue ne dit ce qu’elle conclut : l’exemple n’est alors pas évalué.",
    )
    source: CleDeDocument = Field(
        title="Source",
        description="Le document qui le dit ; il figure aussi dans les sources.",
        examples=["bilan-2023"],
        json_schema_extra=dit("document, référence"),
    )


class Ecueil(Modele):
    """Ce qui n’a pas marché, ou a été difficile."""

    obstacle: Annotated[str, ModaliteDe("obstacles")] = Field(
        title="Obstacle",
        description="Sur quoi l’on a buté, parmi content/vocabulaires/obstacles.yml.",
        json_schema_extra=dit("type, frein, catégorie, difficulté"),
    )
    recit: Annotated[Phrase, Field(min_length=10)] = Field(
        title="Récit",
        description="Ce qui a coincé, en une phrase.",
        examples=["Ce qui a coincé, en une phrase."],
        json_schema_extra=dit("description, texte, récit, explication"),
    )
    source: CleDeDocument = Field(
        title="Source",
        description="Le document qui le dit ; il figure aussi dans les sources.",
        examples=["bilan-2023"],
        json_schema_extra=dit("document, référence"),
    )


class DateCle(Modele):
    """Une étape datée."""

    annee: Annee = Field(
        title="Année", description="Année de l’étape.", examples=[2019], json_schema_extra=dit("date, year, quand")
    )
    fait: Phrase = Field(
        title="Fait",
        description="Ce qui se passe cette année-là.",
        examples=["La première parcelle est cultivée."],
        json_schema_extra=dit("événement, description, étape, texte, quoi, libellé"),
    )


class Soutien(Modele):
    """Un appui que l’alliance a reçu."""

    forme: Annotated[str, ModaliteDe("soutiens")] = Field(
        title="Forme",
        description="L’une des formes de content/vocabulaires/soutiens.yml.",
        json_schema_extra=dit("type, nature, catégorie, soutien"),
    )
    par: Annotated[Texte, Field(min_length=2, max_length=120)] = Field(
        title="Par",
        description="Qui apporte ce soutien.",
        examples=["La Région"],
        json_schema_extra=dit("nom, qui, financeur, organisme, de, donateur"),
    )
    detail: Texte = Field(
        "",
        title="Détail",
        description="Montant, durée, nature.",
        max_length=200,
        json_schema_extra=dit("détails, montant, description, précision"),
    )


class Version(Modele):
    """Ce que dit l’une des sources qui se contredisent."""

    texte: Phrase = Field(title="Texte", description="Ce que dit cette source, en quelques mots.")
    source: CleDeDocument = Field(title="Source", description="Le document qui le dit ; il figure aussi dans les sources.")


class Contradiction(Modele):
    """Un point sur lequel les sources ne disent pas la même chose : on montre, on ne tranche pas en silence."""

    sujet: Phrase = Field(title="Sujet", description="Le point en désaccord, en quelques mots.")
    versions: Annotated[tuple[Version, ...], Field(min_length=2)] = Field(
        title="Versions", description="Ce que dit chaque source ou chaque passage."
    )
    lecture: Texte = Field("", title="Lecture", description="Comment le comprendre, si on peut le dire.", max_length=300)


def nombre_de(valeur: str) -> float | None:
    """Ce texte comme un nombre (« 342 144 », « 5,6 »), ou `None` s’il en dit plus ou autre chose."""
    chiffres = re.sub(r"[\s\u202f]", "", valeur).replace(",", ".")
    return float(chiffres) if re.fullmatch(r"-?\d+(\.\d+)?", chiffres) else None


class Valeur(Modele):
    """Une valeur d’une donnée : un point d’un graphique."""

    libelle: Annotated[Texte, Field(min_length=1, max_length=160)] = Field(
        title="Libellé",
        description="Ce que la valeur compte : réponse, groupe, année.",
        examples=["Oui"],
        json_schema_extra=dit("intitulé, nom, label, réponse, catégorie"),
    )
    valeur: Annotated[str, Field(min_length=1, max_length=40)] = Field(
        title="Valeur",
        description="Le nombre tel que la source l’écrit.",
        examples=["74"],
        json_schema_extra=dit("nombre, chiffre, pourcentage, value, résultat, taux"),
    )
    serie: Texte = Field(
        "",
        title="Série",
        description="Le groupe que l’on compare : une région, un profil.",
        max_length=60,
        json_schema_extra=dit("groupe"),
    )
    annee: Annee | None = Field(
        None, title="Année", description="Son année, si la donnée en compare plusieurs.", json_schema_extra=dit("date, year")
    )
    source: CleDeDocument = Field(
        title="Source",
        description="Document d’où vient cette valeur.",
        examples=["bilan-2023"],
        json_schema_extra=dit("document, référence, provenance"),
    )
    precision: Texte = Field(
        "",
        title="Précision",
        description="Question exacte, population ou date, si elles diffèrent des autres valeurs.",
        max_length=300,
        json_schema_extra=dit("note, remarque, commentaire, précisions"),
    )

    @property
    def nombre(self) -> float | None:
        """La valeur comme un nombre (« 342 144 », « 5,6 »), ou `None` si elle en dit plus ou autre chose."""
        return nombre_de(self.valeur)


class Champs(Modele):
    """Les champs communs à toutes les familles."""

    famille: ClassVar[str] = ""
    """Le nom de la famille : à la fois dossier, début d’adresse, et modalité du vocabulaire des familles."""
    sections: ClassVar[tuple[str, ...]] = ()
    """Les titres `##` attendus dans le corps."""
    sections_imposees: ClassVar[bool] = True
    """Faux si le corps peut n’en avoir qu’une partie, ou rien."""

    titre: Annotated[Texte, Field(min_length=3, max_length=90)] = Field(
        title="Titre",
        description="Le nom de l’alliance, de l’outil ou de la méthode.",
        examples=["Morlaix : un jardin sous le viaduc"],
        json_schema_extra=dit(
            "nom, title, intitulé, nom du projet, titre de la fiche, nom de l’alliance, projet, nom de l’outil, name"
        ),
    )
    resume: Annotated[Texte, Field(min_length=60, max_length=300)] = Field(
        title="Résumé",
        description="Deux phrases que comprend quelqu’un qui ne connaît rien au sujet.",
        examples=["Des habitants, une mairie et une jardinerie cultivent ensemble une friche sous le viaduc."],
        json_schema_extra=dit(
            "description, présentation, summary, accroche, chapeau, en bref, abstract, descriptif, synthèse, "
            "texte court, description courte, pitch"
        ),
    )
    domaines: Domaines = Field(
        (),
        title="Domaines",
        description="Le besoin auquel on répond : un domaine principal, puis deux au plus.",
        max_length=3,
        json_schema_extra=dit(
            "thème, thèmes, thématique, thématiques, sujet, sujets, secteur, secteurs, domaine d’action, domain, "
            "domains, défi, défis, problème"
        ),
    )
    categories: Categories = Field(
        (),
        title="Catégories de partenariat",
        description="Une ou plusieurs des quatre catégories.",
        json_schema_extra=dit(
            "type de partenariat, forme de partenariat, partenariat, catégorie de partenariat, type d’alliance"
        ),
    )
    objectifs: Objectifs = Field(
        (),
        title="Objectifs",
        description="Pourquoi faire alliance : un ou plusieurs des quatre objectifs.",
        json_schema_extra=dit("but, buts, finalité, finalités, pourquoi, goal, goals, enjeux"),
    )
    impacts: tuple[Annotated[str, ModaliteDe("impacts")], ...] = Field(
        (),
        title="Effets",
        description="Seulement ceux que les sources établissent.",
        json_schema_extra=dit("effet, impact, retombées"),
    )
    besoins: Besoins = Field(
        (),
        title="Moments de l’alliance",
        description=BESOINS,
        json_schema_extra=dit("moment, moments, étape de l’alliance, phase, besoin, stade"),
    )
    odd: tuple[Annotated[str, ModaliteDe("odd")], ...] = Field(
        (),
        title="Objectifs de développement durable",
        description="Les autres objectifs mondiaux servis : odd-03, odd-10.",
        json_schema_extra=dit("objectifs de développement durable, objectif mondial, objectifs mondiaux, SDG, ODD servis"),
    )
    territoires: tuple[LieuOfficiel, ...] = Field(
        (),
        title="Territoires",
        description="Où l’on agit : noms officiels ou codes, ou france, outre-mer, europe, monde.",
        max_length=30,
        json_schema_extra=dit(
            "lieu, lieux, ville, villes, commune, communes, territoire, localisation, localité, endroit, où, "
            "zone, zone géographique, géographie, implantation, place, location, département, départements, pays, "
            "code postal, secteur géographique"
        ),
    )
    siege: LieuOfficiel | None = Field(
        None,
        title="Siège",
        description="Où se trouve le porteur, si ce n’est pas là qu’il agit.",
        json_schema_extra=dit("siège social, adresse du siège, domiciliation"),
    )
    niveau: Annotated[str, ModaliteDe("niveaux")] | None = Field(
        None,
        title="Échelle d’action",
        description="Se déduit des territoires ; ne l’écrire que pour corriger cette déduction.",
        json_schema_extra=dit("échelle, échelon, périmètre, portée, niveau d’action, scale"),
    )
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)] = Field(
        title="Sources",
        description="D’où viennent les faits : au moins une source.",
        examples=[[{"document": "bilan-2023", "partie": "Page 3"}]],
        json_schema_extra=dit("source, référence, références, bibliographie, citations, citation, d’où viennent les faits"),
    )
    documents: dict[Identifiant, Reference] = Field(
        {},
        title="Documents",
        description="Les documents que seule cette fiche cite, chacun sous une clé courte de votre choix.",
        examples=[{"bilan-2023": {"titre": "Bilan 2023", "auteurs": ["Ville de Morlaix"], "nature": "Rapport"}}],
        json_schema_extra=dit("document, docs, pièces, document cité, documents cités"),
    )
    liens: tuple[LienWeb, ...] = Field(
        (),
        title="Liens",
        description="Adresses utiles au lecteur.",
        json_schema_extra=dit("lien, site, site web, site internet, url, web, links, link, en savoir plus, page web, sites"),
    )
    voir_aussi: tuple[Renvoi, ...] = Field(
        (),
        title="Voir aussi",
        description="Autres fiches, sous la forme outils/charte-du-faire-alliance.",
        json_schema_extra=dit("à voir aussi, voir également, fiches liées, liens internes, see also, lire aussi"),
    )
    mots_cles: tuple[Mot, ...] = Field(
        (),
        title="Mots-clés",
        description="Synonymes et sigles sous lesquels on chercherait cette fiche.",
        max_length=12,
        json_schema_extra=dit("tags, tag, étiquettes, étiquette, keywords, mot clé, mots clefs, mot-clef, hashtags"),
    )
    contradictions: tuple[Contradiction, ...] = Field(
        (), title="Contradictions", description="Ce sur quoi les sources ne s’accordent pas."
    )
    a_completer: tuple[Phrase, ...] = Field(
        (), title="À compléter", description="Ce que les sources ne disent pas et qui manque au lecteur."
    )
    anciens_identifiants: tuple[Identifiant, ...] = Field(
        (), title="Anciens identifiants", description="Anciennes adresses de la fiche, redirigées vers elle."
    )
    distincte_de: tuple[Renvoi, ...] = Field(
        (),
        title="Distincte de",
        description="Des fiches qui lui ressemblent sans raconter la même chose, sous la forme exemples/silver-geek.",
    )
    publie_le: Jour = Field(
        title="Publiée le",
        description="Le jour où la fiche a été écrite d’après ses sources, au format 2026-11-20.",
        examples=["2026-11-20"],
        json_schema_extra=dit(
            "date, date de publication, publication, publié le, date de rédaction, écrit le, rédigé le, publiée "
            "le, date de la fiche, mise en ligne, published, créé le, créée le, created"
        ),
    )
    relu_le: Jour | None = Field(
        None,
        title="Relue le",
        description="Le jour où les faits ont été relus dans leurs sources, au format 2026-11-20 ; sinon, rien.",
        json_schema_extra=dit(
            "date de relecture, relecture, vérifié le, mis à jour le, mise à jour, dernière mise à jour, updated"
        ),
    )

    @property
    def maj(self) -> date:
        """La plus récente des dates où quelqu’un a écrit la fiche ou relu ses faits."""
        return max(self.publie_le, self.relu_le or self.publie_le)


class Exemple(Champs):
    """Une alliance qui a eu lieu : qui, où, quand, et ce que cela a donné."""

    famille: ClassVar[str] = "exemples"
    sections: ClassVar[tuple[str, ...]] = (
        "Contexte",
        "L’alliance",
        "Ce qui a été fait",
        "Résultats",
        "Points de vigilance",
        "Ce qui est reproductible",
    )

    domaines: Domaines = Field(
        title="Domaines",
        description="Le besoin auquel l’alliance répond : un domaine principal, puis deux au plus.",
        min_length=1,
        max_length=3,
    )
    categories: Categories = Field(
        title="Catégories de partenariat", description="Une ou plusieurs des quatre catégories.", min_length=1
    )
    objectifs: Objectifs = Field(
        title="Objectifs", description="Pourquoi cette alliance : un ou plusieurs des quatre objectifs.", min_length=1
    )
    territoires: tuple[LieuOfficiel, ...] = Field(
        title="Territoires",
        description="Où l’on agit : noms officiels ou codes, ou france, outre-mer, europe, monde.",
        min_length=1,
        max_length=30,
    )
    partenaires: Annotated[tuple[Partenaire, ...], Field(min_length=2)] = Field(
        title="Partenaires",
        description="Au moins deux, de profils différents.",
        json_schema_extra=dit(
            "acteurs, membres, alliés, organisations, structures, participants de l’alliance, partners, avec qui, "
            "parties prenantes, porteurs et partenaires, equipe"
        ),
    )
    cas_separes: tuple[TexteCite, ...] = Field(
        (),
        title="Cas séparés",
        description="Si la fiche réunit des alliances semblables, dont les partenaires ne se sont pas tous rencontrés : ceux qui "
        "sont de tous les cas, sous le nom qu’ils ont dans « partenaires ». Les autres ne sont reliés qu’à eux.",
        max_length=4,
    )
    periode: Periode = Field(
        title="Période",
        description="Année de début et, s’il y a lieu, de fin.",
        examples=[{"debut": 2019}],
        json_schema_extra=dit("durée, calendrier, quand, date de l’alliance, années"),
    )
    statut: Annotated[str, ModaliteDe("statuts")] = Field(
        title="Statut",
        description="Où en est l’alliance à la date de la source la plus récente.",
        examples=["en-cours"],
        json_schema_extra=dit(
            "état, avancement, situation, status, état d’avancement, où en est-on, etat actuel, stade d’avancement"
        ),
    )
    chiffres: tuple[Chiffre, ...] = Field(
        (),
        title="Chiffres",
        description="Les plus parlants d’abord.",
        max_length=8,
        json_schema_extra=dit("chiffres clés, chiffre clé, indicateurs, nombres, données chiffrées, figures, key figures"),
    )
    dates_cles: tuple[DateCle, ...] = Field(
        (),
        title="Dates clés",
        description="Les étapes de l’histoire.",
        max_length=12,
        json_schema_extra=dit("étapes, historique, chronologie, jalons, dates importantes, frise"),
    )
    soutiens: tuple[Soutien, ...] = Field(
        (),
        title="Soutiens",
        description="Les appuis que l’alliance a reçus.",
        json_schema_extra=dit("aides, appuis, financeurs, mécènes, aides reçues"),
    )
    evaluation: Evaluation | None = Field(
        None,
        title="Évaluation",
        description="Seulement si une évaluation a eu lieu, d’après une source.",
        json_schema_extra=dit("bilan, étude d’impact, mesure d’impact"),
    )
    ce_qui_a_coince: tuple[Ecueil, ...] = Field(
        (),
        title="Ce qui a coincé",
        description="Ce qui n’a pas marché ou a été difficile, d’après une source.",
        max_length=6,
        json_schema_extra=dit("difficultés, freins, obstacles, échecs, problèmes rencontrés, limites"),
    )
    confirme_le: Jour | None = Field(
        None, title="Confirmée le", description="Le jour où un partenaire a confirmé ce que dit la fiche, au format 2026-11-20."
    )
    confirme_par: Annotated[TexteCite, Field(min_length=2, max_length=120)] | None = Field(
        None, title="Confirmée par", description="L’organisation qui l’a confirmée : l’un des partenaires, sous le même nom."
    )
    breve: OuiNon = Field(
        False,
        title="Brève",
        description="« oui » tant que la fiche dit seulement qui, où, depuis quand, et d’après quelle source.",
        json_schema_extra=dit("fiche courte, version courte"),
    )

    @property
    def constates(self) -> tuple[Chiffre, ...]:
        """Les chiffres qui comptent l’alliance elle-même : ni promis, ni ceux du pays."""
        return tuple(chiffre for chiffre in self.chiffres if chiffre.sens == CONSTATE)

    @property
    def profils(self) -> tuple[str, ...]:
        """Les profils des partenaires, sans répétition, dans l’ordre de la fiche."""
        return tuple(dict.fromkeys(partenaire.profil for partenaire in self.partenaires))


class Breve(Exemple):
    """Un exemple court, le premier état d’une fiche : qui, où, depuis quand, une source ; le reste peut attendre.

    Rien n’y est de plus que dans un exemple ; ce qui y est facultatif est ce qu’il lui manque pour en être un récit.
    """

    sections_imposees: ClassVar[bool] = False

    domaines: Domaines = Field((), title="Domaines", description="Le besoin auquel l’alliance répond.", max_length=3)
    categories: Categories = Field((), title="Catégories de partenariat", description="Une ou plusieurs des quatre catégories.")
    objectifs: Objectifs = Field(
        (), title="Objectifs", description="Pourquoi cette alliance : un ou plusieurs des quatre objectifs."
    )
    statut: Annotated[str, ModaliteDe("statuts")] = Field(
        "inconnu", title="Statut", description="Où en est l’alliance ; sans réponse, la suite est inconnue."
    )

    @property
    def manquants(self) -> tuple[str, ...]:
        """Les champs qu’un récit doit avoir, et auxquels elle ne répond pas encore."""
        return tuple(nom for nom, champ in Exemple.model_fields.items() if champ.is_required() and not self._repond(nom))

    def _repond(self, nom: str) -> bool:
        return nom in self.model_fields_set and bool(getattr(self, nom))


class Methode(Champs):
    """Comment s’y prendre, étape par étape."""

    famille: ClassVar[str] = "methodes"
    sections: ClassVar[tuple[str, ...]] = ("Quand l’utiliser", "Étapes", "Qui réunir", "Points de vigilance")

    promesse: Phrase = Field(
        title="Promesse",
        description="Ce que le lecteur saura faire à la fin.",
        examples=["Vous saurez réunir dix personnes qui ne se connaissent pas."],
        json_schema_extra=dit("objectif, but, ce que l’on saura faire, bénéfice, intention"),
    )
    profils: Profils = Field(
        title="Pour qui",
        description=PROFILS,
        min_length=1,
        json_schema_extra=dit("publics, public, public visé, cible, cibles, destinataires, pour qui, bénéficiaires"),
    )
    besoins: Besoins = Field(title="Moments de l’alliance", description=BESOINS, min_length=1)
    objectifs: Objectifs = Field(title="Objectifs", description="À quels objectifs elle sert.", min_length=1)
    prerequis: Texte = Field(
        "",
        title="Prérequis",
        description="Ce qu’il faut avoir avant de commencer.",
        max_length=300,
        json_schema_extra=dit("pré-requis, conditions, ce qu’il faut, avant de commencer"),
    )
    duree: Duree | None = Field(
        None,
        title="Temps nécessaire",
        description=DUREE,
        json_schema_extra=dit("temps, temps nécessaire, duration, combien de temps"),
    )
    livrables: tuple[Phrase, ...] = Field(
        (),
        title="Ce que l’on obtient",
        description="Ce que l’on a en main à la fin.",
        max_length=6,
        json_schema_extra=dit("résultats attendus, résultat attendu, résultats, productions, ce que l’on obtient, à la fin"),
    )
    auteurs: tuple[Mot, ...] = Field(
        (), title="Auteurs", description="Qui l’a formulée.", json_schema_extra=dit("auteur, créateurs, conçu par, author")
    )


class Outil(Champs):
    """De quoi travailler dès maintenant."""

    famille: ClassVar[str] = "outils"
    sections: ClassVar[tuple[str, ...]] = ("À quoi ça sert", "Ce qu’on y trouve", "Mode d’emploi", "Limites et précautions")

    type: Annotated[str, ModaliteDe("types-outil")] = Field(
        title="Type",
        description="Nature de l’outil, parmi content/vocabulaires/types-outil.yml.",
        json_schema_extra=dit("nature, type d’outil, sorte, format, genre"),
    )
    question: Annotated[Texte, Field(min_length=10, max_length=160, pattern=r"\?$")] = Field(
        title="Question",
        description="La question à laquelle l’outil répond ; elle finit par un point d’interrogation.",
        examples=["Comment ouvrir un jardin partagé ?"],
        json_schema_extra=dit("problème, problématique, à quoi ça sert, utilité"),
    )
    producteurs: Annotated[tuple[Phrase, ...], Field(min_length=1)] = Field(
        title="Producteurs",
        description="Qui l’a fait.",
        examples=[["Réseau des jardins"]],
        json_schema_extra=dit(
            "porteur, porteurs, auteur, auteurs, éditeur, éditeurs, créateur, créateurs, producteur, organisme, "
            "réalisé par, conçu par, proposé par"
        ),
    )
    annee: Annee | None = Field(
        None,
        title="Année",
        description="Année de parution ou de création.",
        json_schema_extra=dit("date, date de parution, année de parution, parution, année de création, date de création"),
    )
    profils: Profils = Field(
        title="Pour qui",
        description=PROFILS,
        min_length=1,
        json_schema_extra=dit("publics, public, public visé, cible, cibles, destinataires, pour qui, utilisateurs"),
    )
    besoins: Besoins = Field(title="Moments de l’alliance", description=BESOINS, min_length=1)
    duree: Duree | None = Field(
        None,
        title="Temps nécessaire",
        description=DUREE,
        json_schema_extra=dit("temps, temps nécessaire, duration, combien de temps"),
    )
    etat: Texte = Field(
        "",
        title="État",
        description="Ce que l’on sait de sa disponibilité aujourd’hui.",
        max_length=200,
        json_schema_extra=dit("disponibilité, statut, situation"),
    )


class Donnee(Champs):
    """Un chiffre ou une série : la question posée, à qui, quand, par qui."""

    famille: ClassVar[str] = "donnees"
    sections: ClassVar[tuple[str, ...]] = ("Ce que cela dit", "Comment lire ce chiffre", "Limites")

    question: Phrase = Field(
        title="Question",
        description="L’énoncé proposé aux personnes interrogées ou ce qui est mesuré.",
        examples=["Faites-vous confiance à vos voisins ?"],
        json_schema_extra=dit("énoncé, intitulé de la question, question posée"),
    )
    population: Phrase = Field(
        title="Population",
        description="Qui est interrogé ou compté, tel que la source le dit.",
        examples=["Les habitants de 18 ans et plus"],
        json_schema_extra=dit(
            "personnes interrogées, personnes, répondants, interrogés, qui est interrogé, public interrogé, cible, panel"
        ),
    )
    echantillon: Texte = Field(
        "",
        title="Échantillon",
        description="Nombre de personnes et façon de les choisir.",
        max_length=200,
        json_schema_extra=dit(
            "taille de l’échantillon, nombre de personnes, nombre de répondants, nombre de personnes interrogées"
        ),
    )
    enquete: Phrase = Field(
        title="Enquête",
        description="Nom et date de l’enquête.",
        examples=["Baromètre 2022"],
        json_schema_extra=dit("étude, sondage, nom de l’enquête, source de l’enquête"),
    )
    annee: Annee = Field(
        title="Année",
        description="Année de l’enquête ou, à défaut, de sa publication.",
        json_schema_extra=dit("date, date de l’enquête, année de l’enquête"),
    )
    unite: Mot = Field(
        title="Unité", description="%, rang, nombre.", examples=["%"], json_schema_extra=dit("unité de mesure, unit")
    )
    graphique: Annotated[str, ModaliteDe("graphiques")] | None = Field(
        None,
        title="Graphique",
        description="Comment dessiner les valeurs ; sans ce champ, elles restent un tableau.",
        json_schema_extra=dit("type de graphique, graphe, diagramme, représentation, chart"),
    )
    valeurs: Annotated[tuple[Valeur, ...], Field(min_length=1)] = Field(
        title="Valeurs",
        description="Les valeurs, dans l’ordre où les montrer.",
        json_schema_extra=dit("résultats, résultat, données, chiffres, réponses, data, values"),
    )
    profils: Profils = Field(
        (), title="Acteurs concernés", description=PROFILS, json_schema_extra=dit("publics, public, acteurs, acteurs concernés")
    )


class Competence(Champs):
    """Qui peut aider, ou où apprendre."""

    famille: ClassVar[str] = "competences"
    sections: ClassVar[tuple[str, ...]] = ("Ce qu’on y trouve", "Comment y accéder", "À savoir")

    type: Annotated[str, ModaliteDe("types-competence")] = Field(
        title="Type",
        description="Parmi content/vocabulaires/types-competence.yml.",
        json_schema_extra=dit("nature, type de structure, type de compétence, sorte, genre"),
    )
    structure: Phrase = Field(
        title="Structure",
        description="L’organisme, jamais une personne privée.",
        examples=["Maison des associations"],
        json_schema_extra=dit("organisme, organisation, association, nom de la structure, porteur, établissement"),
    )
    offre: Phrase = Field(
        title="Offre",
        description="Ce qu’on peut lui demander, en une phrase.",
        examples=["Être conseillé pour monter une convention."],
        json_schema_extra=dit("service, services, ce qu’on peut demander, prestation, prestations, proposition, aide proposée"),
    )
    profils: Profils = Field(
        title="Pour qui",
        description=PROFILS,
        min_length=1,
        json_schema_extra=dit("publics, public, public visé, cible, cibles, destinataires, pour qui, bénéficiaires"),
    )
    besoins: Besoins = Field(title="Moments de l’alliance", description=BESOINS, min_length=1)
    duree: Duree | None = Field(
        None,
        title="Temps nécessaire",
        description=DUREE,
        json_schema_extra=dit("temps, temps nécessaire, duration, combien de temps"),
    )


class Mesure(Champs):
    """L’une des vingt et une mesures proposées à l’État en mai 2020."""

    famille: ClassVar[str] = "mesures"
    sections: ClassVar[tuple[str, ...]] = ("Ce que propose la mesure", "Sur quoi elle s’appuie", "Ce que l’on sait de la suite")

    numero: Annotated[Entier, Field(ge=1, le=21)] = Field(title="Numéro", description="De 1 à 21.")
    dimension: Annotated[str, ModaliteDe("dimensions")] = Field(
        title="Dimension", description="Opérationnelle, stratégique ou politique."
    )
    objectif_de_la_mesure: Annotated[Texte, Field(min_length=10, max_length=400)] = Field(
        title="Objectif", description="Ce que la mesure vise."
    )
    delai: Phrase = Field(title="Délai", description="Délai de résultat annoncé dans le programme.")
    facilitateurs: Annotated[tuple[Phrase, ...], Field(min_length=1)] = Field(
        title="Facilitateurs pressentis", description="Qui devait aider à la mettre en œuvre."
    )
    mesures_liees: tuple[Annotated[Entier, Field(ge=1, le=21)], ...] = Field(
        (), title="Mesures liées", description="Numéros des mesures dont elle dépend."
    )
    bilan: Texte = Field(
        "", title="Bilan", description="Bilan de 2022, seulement si une source l’établit pour cette mesure.", max_length=300
    )
    profils: Profils = Field((), title="Acteurs concernés", description=PROFILS)


MODELES: dict[str, type[Champs]] = {
    modele.famille: modele
    for modele in (
        Exemple,
        Methode,
        Outil,
        Donnee,
        Competence,
        Mesure,
    )
}
"""Le modèle de chaque famille, dans l’ordre où le site les montre."""


def modele_de_fiche(famille: str, entete: Mapping[str, Any]) -> type[Champs]:
    """Le modèle que suit une fiche de cette famille, d’après ce qu’elle dit d’elle-même."""
    breve = entete.get("breve")
    return Breve if famille == Exemple.famille and isinstance(breve, str) and dit_oui(breve) else MODELES[famille]


SECTIONS_ATTENDUES: dict[str, dict[str, str]] = {
    "exemples": {
        "Contexte": "Quel problème, pour qui, à quel endroit ?",
        "L’alliance": "Qui s’est rencontré, comment, et qui décide de quoi ?",
        "Ce qui a été fait": "Les actions, dans l’ordre.",
        "Résultats": "Ce qui a changé, avec des chiffres et leur source. Sinon : « Non mesuré. »",
        "Points de vigilance": "Ce qui a été difficile.",
        "Ce qui est reproductible": "Ce qu’une autre commune ou une autre entreprise peut reprendre demain.",
    },
    "methodes": {
        "Quand l’utiliser": "La situation où elle sert, et pour qui.",
        "Étapes": "Ce que l’on fait, dans l’ordre ; à chaque étape, son but et ce que l’on en obtient.",
        "Qui réunir": "Qui doit être là, et pourquoi.",
        "Points de vigilance": "Ce qui peut rater, et comment l’éviter.",
    },
    "outils": {
        "À quoi ça sert": "Ce que l’outil permet de faire, en deux phrases.",
        "Ce qu’on y trouve": "Ce qu’il contient : pages, questions, modèles.",
        "Mode d’emploi": "Comment s’en servir, étape par étape.",
        "Limites et précautions": "Ce qu’il ne fait pas, et ce dont il faut se méfier.",
    },
    "donnees": {
        "Ce que cela dit": "Ce que montrent les valeurs, en une ou deux phrases.",
        "Comment lire ce chiffre": "Ce que compte chaque valeur, et ce qu’elle ne compte pas.",
        "Limites": "Ce que l’enquête ne permet pas de dire.",
    },
    "competences": {
        "Ce qu’on y trouve": "Ce que l’on peut y demander ou y apprendre.",
        "Comment y accéder": "À qui s’adresser, par quelle page, et à quelles conditions.",
        "À savoir": "Ce qu’il vaut mieux savoir avant : le prix, les délais, le territoire.",
    },
    "mesures": {
        "Ce que propose la mesure": "Ce qu’elle demande à l’État, en deux phrases.",
        "Sur quoi elle s’appuie": "Les expériences qui la fondent.",
        "Ce que l’on sait de la suite": "Ce qui en a été fait, d’après une source.",
    },
}
"""Ce que l’on attend dans chaque section, pour qui n’en a pas le modèle sous les yeux ; celui des exemples le dit lui-même."""

FAMILLES = tuple(MODELES)


def famille_de(cle: str) -> str:
    """La famille d’une fiche, d’après sa clé (`outils/charte-du-faire-alliance`)."""
    return cle.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Fiche:
    """Une fiche valide : où elle est, ce que disent ses champs, ce que dit son corps (Markdown).

    `chemin` est relatif à la racine du dépôt, avec des barres obliques.
    """

    famille: str
    identifiant: str
    chemin: str
    champs: Champs
    corps: str
    images: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Celles que l’on a posées à côté d’elle, par nom de fichier."""

    @property
    def cle(self) -> str:
        """Ce par quoi les autres fiches la désignent : `outils/charte-du-faire-alliance`."""
        return f"{self.famille}/{self.identifiant}"

    @property
    def adresse(self) -> str:
        """Son adresse sur le site, relative à la racine, permanente."""
        return f"{self.cle}/"

    @property
    def titre(self) -> str:
        return self.champs.titre

    @property
    def profils(self) -> tuple[str, ...]:
        profils: tuple[str, ...] = getattr(self.champs, "profils", ())
        return profils
