"""Le champ que l’on a voulu nommer ; ou, quand il n’y en a pas, où cela se dit et pourquoi cela ne se publie pas."""

from collections.abc import Collection

from pydantic import BaseModel

from generator.constats.proximite import a_une_faute_pres, memes_mots
from generator.modele.introspection import noms_de_champs

_AILLEURS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("budget", "coût", "coûts", "prix", "montant", "montant total", "financement", "financements", "subvention", "tarif"),
        "Un montant se dit sous « chiffres », avec son année et sa source ; de l’argent reçu, sous « soutiens ».",
    ),
    (
        (
            "contact",
            "contacts",
            "email",
            "e-mail",
            "mail",
            "courriel",
            "téléphone",
            "tel",
            "adresse",
            "adresse postale",
            "référent",
            "responsable",
            "personne à contacter",
            "coordonnées",
            "interlocuteur",
        ),
        "Le site ne publie ni nom de personne, ni adresse, ni téléphone ; la page publique d’une organisation va sous « liens ».",
    ),
    (
        ("auteur", "auteurs", "auteur de la fiche", "rédacteur", "rédigé par", "écrit par", "contributeur", "proposé par"),
        "Le site ne publie pas le nom de qui écrit une fiche.",
    ),
    (
        ("photo", "photos", "image", "images", "illustration", "logo", "visuel"),
        "Une image se pose à côté de la fiche et se montre dans le récit.",
    ),
    (
        ("région", "département régional", "taille", "population du territoire"),
        "Cela se déduit des « territoires ».",
    ),
    (
        ("type", "famille", "catégorie de fiche", "type de fiche", "modèle", "layout"),
        "La famille d’une fiche est le dossier où elle est.",
    ),
    (
        ("profils", "profil", "types d’acteurs"),
        "Les profils d’un exemple sont ceux de ses partenaires.",
    ),
    (
        ("identifiant", "id", "slug", "url de la fiche", "permalien"),
        "L’identifiant d’une fiche est le nom de son fichier.",
    ),
    (
        ("nombre de bénéficiaires", "bénéficiaires", "participants", "nombre de participants", "effectifs", "chiffre clé"),
        "Un nombre se dit sous « chiffres », avec son unité, son année et sa source ; le reste, dans le récit.",
    ),
)


def champs_dits(modele: type[BaseModel], nom: str, presents: Collection[str] = ()) -> tuple[tuple[str, ...], ...]:
    """Les champs que `nom` désigne sans doute, chacun par son chemin, sauf ceux qui sont déjà là."""
    noms = noms_de_champs(modele, presents)
    # « Créé le » est la date d’une page, « créé en » celle d’une alliance : les petits mots comptent quand le nom est exact.
    trouves = tuple(mot for mot in noms if mot.casefold() == nom.strip().casefold()) or memes_mots(nom, tuple(noms))
    # « auteur » n’est pas « acteur » mal tapé : un mot que l’on connaît n’est pas une faute de frappe.
    if not trouves and not ou_le_dire(nom) and not memes_mots(nom, tuple(noms_de_champs(modele))):
        trouves = a_une_faute_pres(nom, tuple(noms))
    return tuple(dict.fromkeys(chemin for mot in trouves for chemin in noms[mot]))


def deja_la(modele: type[BaseModel], nom: str) -> str:
    """Le champ que ce nom désigne, présent ou non."""
    noms = noms_de_champs(modele)
    return next((noms[mot][0][0] for mot in memes_mots(nom, tuple(noms))), "")


def ou_le_dire(nom: str) -> str:
    """Que faire de ce que dit un champ de ce nom, ou rien si l’on ne sait pas."""
    return next((remede for mots, remede in _AILLEURS if memes_mots(nom, mots)), "")
