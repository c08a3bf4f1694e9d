"""Ce que l’on veut souvent dire par un champ qui n’existe pas : où cela se dit, ou pourquoi cela ne se publie pas."""

from generator.constats.proximite import proches

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
        ("auteur de la fiche", "rédacteur", "rédigé par", "écrit par", "contributeur", "proposé par"),
        "Le site ne publie pas le nom de qui écrit une fiche ; retirez cette ligne.",
    ),
    (
        ("photo", "photos", "image", "images", "illustration", "logo", "visuel"),
        "Une image se pose à côté de la fiche et se montre dans le récit.",
    ),
    (
        ("région", "département régional", "taille", "population du territoire"),
        "Cela se déduit des « territoires » ; retirez cette ligne.",
    ),
    (
        ("famille", "catégorie de fiche", "type de fiche", "modèle", "layout"),
        "La famille d’une fiche est le dossier où elle est ; retirez cette ligne.",
    ),
    (
        ("identifiant", "id", "slug", "url de la fiche", "permalien"),
        "L’identifiant d’une fiche est le nom de son fichier ; retirez cette ligne.",
    ),
    (
        ("nombre de bénéficiaires", "bénéficiaires", "participants", "nombre de participants", "effectifs", "chiffre clé"),
        "Un nombre se dit sous « chiffres », avec son unité, son année et sa source ; le reste, dans le récit.",
    ),
)


def ou_le_dire(nom: str) -> str:
    """Que faire de ce que dit un champ de ce nom, ou rien si l’on ne sait pas."""
    return next((remede for mots, remede in _AILLEURS if proches(nom, mots, memes_nombres=True)), "")
