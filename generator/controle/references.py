"""Ce à quoi une fiche se réfère : les valeurs des listes, les lieux officiels, les documents."""

from generator.constats.constat import ERREUR, Regle
from generator.constats.proximite import plus_proche
from generator.controle.explications import Erreur, Explication, Expliquer

MODALITE_INCONNUE = Regle(
    "modalite-inconnue",
    ERREUR,
    "Valeur absente de la liste",
    "Ce champ n’admet que les valeurs d’une liste, pour que toutes les fiches se classent de la même façon. "
    "On écrit l’identifiant, en minuscules sans accent et avec des tirets, et non le nom affiché : "
    "c’est la fin de l’adresse de la page, `lien-social` pour `/domaines/lien-social/`. "
    "Choisissez la valeur la plus proche ; si aucune ne convient, dites-le dans votre proposition.",
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
    "Pour un quartier, indiquez sa commune.",
    faux="territoires: [Charenton]",
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
    faux="sources:\n  - document: colloque-odd-2022",
    juste="sources:\n  - document: colloque-2022",
)


def _modalite(e: Erreur) -> Explication:
    vocabulaire = e.referentiel.vocabulaires[e.contexte["vocabulaire"]]
    # Le contributeur écrit souvent le libellé au lieu de l’identifiant : on cherche parmi les deux.
    graphies = {m.libelle: m.id for m in vocabulaire.modalites} | {m.id: m.id for m in vocabulaire.modalites}
    suggestion = graphies.get(plus_proche(e.lu, graphies, memes_nombres=True), "")
    message = f"« {e.lu} » n’est pas dans la liste « {vocabulaire.libelle} »."
    return Explication(MODALITE_INCONNUE, message, suggestion, vocabulaire.identifiants)


def _lieu_inconnu(e: Erreur) -> Explication:
    message = f"« {e.lu} » n’est pas un nom officiel de territoire."
    if "," in e.lu:
        return Explication(LIEU_INCONNU, f"{message} Un territoire par ligne, chacun après son tiret.")
    return Explication(LIEU_INCONNU, message, e.contexte["suggestion"])


def _lieu_ambigu(e: Erreur) -> Explication:
    return Explication(
        LIEU_AMBIGU, f"Plusieurs territoires s’appellent « {e.lu} » : précisez lequel.", "", e.contexte["candidats"]
    )


def _source(e: Erreur) -> Explication:
    message = f"Le document « {e.lu} » n’est décrit ni dans « documents », ni dans content/sources.yml."
    return Explication(SOURCE_INCONNUE, message, plus_proche(e.lu, e.documents), e.documents)


EXPLICATIONS: dict[str, Expliquer] = {
    "modalite_inconnue": _modalite,
    "lieu_inconnu": _lieu_inconnu,
    "lieu_ambigu": _lieu_ambigu,
    "source_inconnue": _source,
}
