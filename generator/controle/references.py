"""Ce à quoi une fiche se réfère : les valeurs des listes, les lieux officiels, les documents."""

import re
from collections.abc import Mapping
from typing import Any

from generator.constats.constat import ERREUR, Regle
from generator.constats.proximite import plus_proche, replier, voisins
from generator.constats.signes import citer
from generator.controle.explications import Erreur, Explication, Expliquer
from generator.controle.retouches import ecrire
from generator.controle.valeurs import choix, comprendre
from generator.modele.squelette import PLACE

MODALITE_INCONNUE = Regle(
    "modalite-inconnue",
    ERREUR,
    "Valeur absente de la liste",
    "Ce champ n’admet que les valeurs d’une liste, pour que toutes les fiches se classent de la même façon. "
    "On écrit l’identifiant, en minuscules sans accent et avec des tirets, et non le nom affiché : "
    "c’est la fin de l’adresse de la page, `lien-social` pour `/domaines/lien-social/`. "
    "Les mots de tous les jours (« asso », « mairie », « seniors ») sont reconnus, et la réponse donne la valeur à écrire. "
    "Choisissez la plus proche ; si aucune ne convient, dites-le dans votre proposition.",
    faux="domaines: [Emploi et insertion]",
    juste="domaines: [emploi-insertion]",
)

LIEU_INCONNU = Regle(
    "lieu-inconnu",
    ERREUR,
    "Lieu introuvable sous ce nom",
    "Ce nom n’est pas celui d’une commune, d’une intercommunalité, d’un département ou d’une région dans la liste "
    "officielle. Le site en déduit la région et la taille du territoire : il lui faut le nom exact, traits d’union compris. "
    "Écrivez le nom officiel, ou `france`, `outre-mer`, `europe` ou `monde`. "
    "Ce que l’on dit autrement est reconnu, et la réponse donne "
    "le nom à écrire : un code postal, une ancienne commune ou région, un sigle, « Ville de », un arrondissement, un pays. "
    "Pour un quartier, indiquez sa commune.",
    faux="territoires: [Mairie de Charenton-le-Pont]",
    juste="territoires: [Charenton-le-Pont]",
)

LIEU_AMBIGU = Regle(
    "lieu-ambigu",
    ERREUR,
    "Plusieurs lieux portent ce nom",
    "Plusieurs territoires s’appellent ainsi et le site ne choisit pas à votre place. "
    "Ajoutez entre parenthèses le numéro du département, ou le mot « commune » ou « département ».",
    faux="territoires: [Saint-Denis]",
    juste="territoires: [Saint-Denis (93)]",
)

SOURCE_INCONNUE = Regle(
    "source-inconnue",
    ERREUR,
    "Document absent de la bibliographie",
    "Le document cité n’est décrit ni dans la fiche, sous `documents`, ni dans la bibliographie commune, `content/sources.yml`. "
    "Chaque fait doit pouvoir être retrouvé : c’est ce qui rend le site digne de confiance. "
    "Vérifiez sa clé, lettre par lettre ; si le document est nouveau, décrivez-le dans la fiche.",
    faux="sources:\n  - document: coloque-2022",
    juste="sources:\n  - document: colloque-2022",
)


_VIDES, _COCHEES = ("☐", "□", "⬜", "▢", "❏", "◻", "⚪"), ("☑", "☒", "✅", "✔", "✓", "🗹", "⬛", "■", "☞", "🔘")
"""Les cases d’un formulaire."""


def _modalite(e: Erreur) -> Explication:
    if e.liste and e.lu.startswith(_VIDES) and any(autre.startswith(_COCHEES) for autre in e.autres):
        return Explication(
            MODALITE_INCONNUE, f"« {e.lu} » est une case que vous n’avez pas cochée : retirez-la de la liste.", retire=True
        )
    vocabulaire = e.referentiel.vocabulaires[e.contexte["vocabulaire"]]
    message = f"« {e.lu} » n’est pas dans la liste « {vocabulaire.libelle} »."
    dites = vocabulaire.dites(e.lu)
    if len(dites) == 1:
        message += _annee_a_part(e, termine=dites[0].id == "termine") if vocabulaire.id == "statuts" else ""
        return Explication(MODALITE_INCONNUE, message, dites[0].id, valeurs=(dites[0].id,))
    if not dites and e.liste and (valeurs := comprendre(e.lu, e.champ, e.referentiel) if e.champ else ()):
        return Explication(
            MODALITE_INCONNUE, f"{message} Une valeur par élément de la liste.", ", ".join(valeurs), valeurs=valeurs
        )
    return Explication(MODALITE_INCONNUE, message, **choix(dites or vocabulaire.modalites))


def _annee_a_part(e: Erreur, *, termine: bool) -> str:
    """L’année dite avec un statut n’y tient pas : où la garder, si la période ne la dit pas déjà."""
    annee = re.search(r"\b(?:19|20)\d\d\b", e.lu)
    periode, nom = e.parent.get("periode"), "fin" if termine else "debut"
    if not annee or "periode" not in e.modele.model_fields or (isinstance(periode, dict) and nom in periode):
        return ""
    dite = {**(periode if isinstance(periode, dict) else {}), nom: annee[0]}
    ecrite = ", ".join(f"{cle}: {valeur}" for cle, valeur in dite.items())
    return f" L’année n’y tient pas : pour la garder, la période s’écrit « periode: {{{ecrite}}} »."


_ENDROIT = re.compile(r"(?:le |la |les )?(?:centre|quartier|bourg|hameau|zone|secteur|rue|place|lieu[ -]dit)s?\b", re.IGNORECASE)
"""Ce qui commence le nom d’un endroit plus petit qu’une commune."""


_HABITANTS = re.compile(r"[\d\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+habitants")
"""La population d’un lieu, que l’on montre à côté de son nom."""


def _lieu_inconnu(e: Erreur) -> Explication:
    # Chargé ici seulement : une fiche saine n’a pas de nom à reconnaître.
    from generator.modele.geographie import usages  # noqa: PLC0415

    if not isinstance(e.brut, str) or not e.lu.strip() or _HABITANTS.fullmatch(e.lu):
        return _lieu_recopie(e)
    message = f"« {e.lu} » n’est pas un nom officiel de territoire."
    vu = usages.reconnaitre(e.lu)
    if precis := usages.plus_large(e.lu, e.autres):
        note = vu.note.removesuffix(usages.LE_PLUS_PRECIS).strip()
        geste = f"« {citer(precis)} », à côté, suffit, car c’est le même lieu ou un lieu plus précis : retirez « {e.lu} »."
        # Tant que le voisin reste à choisir, une ligne à recopier garderait sa faute.
        return Explication(LIEU_INCONNU, f"{message} {note} {geste}", retire=bool(usages.officiel(precis)))
    vu = usages.douter(vu, e.autres)
    if vu.large:
        vu = usages.preciser(vu, e.titre, e.autres)
    if vu.lieux and (e.liste or len(vu.lieux) == 1):
        valeurs = usages.graphies(vu.lieux)
        return Explication(LIEU_INCONNU, f"{message} {vu.note}", ", ".join(valeurs), valeurs=valeurs)
    if siens := vu.candidats or vu.lieux:
        listes = [autre for autre in e.autres if any(un in siens for un in usages.officiel(autre).lieux)]
        note = vu.note
        if listes:
            note += f" « {citer(listes[0])} » est déjà là : s’il suffit, retirez « {e.lu} »."
            siens = tuple(un for un in siens if not any(un in usages.officiel(autre).lieux for autre in listes))
        precisions = tuple(map(usages.decrire, siens))
        return Explication(LIEU_INCONNU, f"{message} {note}", admis=usages.graphies(siens), precisions=precisions)
    return _aucun_lieu(e, message)


def _aucun_lieu(e: Erreur, message: str) -> Explication:
    """Ce que l’on répond quand rien ne ressemble à ce qui est écrit."""
    from generator.modele.geographie import usages  # noqa: PLC0415

    if deja := next(filter(usages.officiel, e.autres), "") if _ENDROIT.match(e.lu) else "":
        remede = f"Si c’est un endroit de « {deja} », qui est déjà là, retirez-le ; sinon, écrivez le nom de sa commune."
        return Explication(LIEU_INCONNU, f"{message} {remede}", retire=True)
    remede = "Écrivez la commune, l’intercommunalité, le département ou la région ; pour un quartier ou un lieu-dit, sa commune."
    return Explication(LIEU_INCONNU, f"{message} {remede}")


def _lieu_recopie(e: Erreur) -> Explication:
    """Un lieu suivi de deux-points, qui se lit comme un champ : on a recopié, avec son nom, ce qui le décrivait."""
    from generator.modele.geographie import usages  # noqa: PLC0415

    if e.lu.strip():
        return Explication(LIEU_INCONNU, f"« {e.lu} » décrit un lieu, et n’en est pas un : retirez-le de la liste.", retire=True)
    nom = next(iter(e.brut), "") if isinstance(e.brut, dict) else ""
    if isinstance(nom, str) and usages.officiel(nom):
        suite = "sans les deux-points ni ce qui les suit, qui ne faisait que le décrire."
        return Explication(LIEU_INCONNU, f"Écrivez seulement le nom du lieu, « {citer(nom)} », {suite}")
    message = "On attend ici le nom d’un lieu, seul : une commune, une intercommunalité, un département ou une région."
    return Explication(LIEU_INCONNU, message)


def _lieu_ambigu(e: Erreur) -> Explication:
    from generator.modele.geographie import usages  # noqa: PLC0415

    siens = usages.reconnaitre(e.lu).candidats or e.contexte["lieux"]
    message = f"Plusieurs territoires s’appellent « {e.lu} » : précisez lequel."
    return Explication(LIEU_AMBIGU, message, admis=usages.graphies(siens), precisions=tuple(map(usages.decrire, siens)))


def _source(e: Erreur) -> Explication:
    message = f"Le document « {e.lu} » n’est décrit ni dans « documents », ni dans content/sources.yml."
    if proche := plus_proche(e.lu, e.documents):
        return Explication(SOURCE_INCONNUE, message, proche, valeurs=(proche,))
    siens = [cle for cle, decrit in e.decrits.items() if isinstance(decrit, dict) and _le_dit(decrit, e.lu)]
    if len(siens) == 1:
        return Explication(SOURCE_INCONNUE, message, siens[0], valeurs=(siens[0],))
    if e.lu and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", e.lu) and (a_decrire := _a_decrire(e)):
        return Explication(SOURCE_INCONNUE, f"{message} {a_decrire}")
    remede = "Décrivez-le dans la fiche, sous « documents », ou reprenez la clé d’un document du site (/sources/)."
    proches = voisins(e.lu, e.documents)
    decrits = [cle for cle in e.decrits if cle != e.lu and cle in e.documents][:DECRITS]
    return Explication(SOURCE_INCONNUE, f"{message} {remede}", admis=tuple(dict.fromkeys((*decrits, *proches))))


def _a_decrire(e: Erreur) -> str:
    """Le document que l’on a nommé en toutes lettres, et non par sa clé : la ligne où le décrire."""
    cle = "-".join(replier(e.lu).split())[:40].strip("-")
    if not cle or cle in e.documents or "://" in e.lu or len(e.lu) > 80:
        return ""
    ligne = f"{cle}: {{titre: {PLACE}, auteurs: [{ecrire(e.lu)}], nature: {PLACE}}}"
    champ = "source" if "source" in e.modele.model_fields else "document"
    return (
        f"Décrivez-le : ajoutez sous « documents: », avec deux espaces devant, « {ligne} », et complétez ; puis écrivez ici "
        f"« {champ}: {cle} »."
    )


DECRITS = 4
"""Les documents de la fiche que l’on propose d’abord."""


def _le_dit(decrit: Mapping[str, Any], lu: str) -> bool:
    """Vrai si l’on a nommé ce document par son titre ou par qui l’a écrit."""
    auteurs = decrit.get("auteurs")
    noms = (decrit.get("titre"), *(auteurs if isinstance(auteurs, list) else ()))
    return replier(lu) in {replier(nom) for nom in noms if isinstance(nom, str)}


EXPLICATIONS: dict[str, Expliquer] = {
    "modalite_inconnue": _modalite,
    "lieu_inconnu": _lieu_inconnu,
    "lieu_ambigu": _lieu_ambigu,
    "source_inconnue": _source,
}
