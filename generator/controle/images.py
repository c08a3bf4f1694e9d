"""Les images : à côté de la fiche, décrites, légères, et qui ne disent rien de qui les a prises."""

import re
from collections.abc import Iterator

from generator.constats.constat import ERREUR, Position, Regle
from generator.constats.proximite import plus_proche, replier
from generator.constats.signes import citer
from generator.controle.lignes import sans_la_ligne
from generator.controle.regles import Faute, controle
from generator.controle.sujets import FicheEcrite
from generator.controle.typographie import typographier
from generator.lecture.corps import Mention, images, liens, situeur
from generator.lecture.depot import dossier
from generator.lecture.metadonnees import Illisible, indiscretions
from generator.modele.champs import IMAGE

AJOUTER_UNE_IMAGE = (
    "la photo est un fichier que l’on dépose à côté de la fiche, et qui se montre par ![ce qu’elle montre](nom-de-la-photo.jpg). "
    "Sans la photo, retirez ce passage."
)
"""Comment en ajouter une, en une phrase."""

IMAGE_MAL_ECRITE = re.compile(r"!\[([^\[\]\n]{0,300})\][ \t]?\(([^()\n]{1,300}(?:\([^()\n]*\)[^()\n]*)?)\)")
"""Ce qui voulait montrer une image, espaces et barres de Windows compris."""

IMAGE_COLLEE = re.compile(r"!\[[^\[\]\n]{0,300}\]\[[^\[\]\n]{0,300}\]|(?m:^\[[^\[\]\n]{1,300}\]:[ \t]*<?data:\S*)")
"""Une image restée dans le texte, telle qu’un traitement de texte en ligne l’y colle."""

POIDS_MAXIMAL = 300_000
"""Octets."""


@controle(
    FicheEcrite,
    Regle(
        "corps-image",
        ERREUR,
        "Image introuvable, mal nommée ou sans description",
        "Une image se range à côté de la fiche : celle-ci devient `exemples/nom-de-la-fiche/index.md`, et l’image va dans "
        "le même dossier. Son nom s’écrit en minuscules sans espace ni accent, et finit par `.jpg`, `.png`, `.webp` ou `.avif`. "
        "Entre les crochets, décrivez ce qu’elle montre, pour les personnes qui ne la voient pas. "
        "Une image glissée dans la page d’édition ou prise sur un autre site n’est pas admise.",
        faux="![](photo-cafe.JPG)",
        juste="![Le café le jour de sa réouverture](photo-cafe.jpg)",
    ),
)
def images_admises(ecrit: FicheEcrite) -> Iterator[Faute]:
    """Une étape à la fois, chacune menant à la suivante : le nom, la description, puis le dossier."""
    for image in liens(ecrit.corps, ecrit.ligne_corps):
        if not image.est_image:
            continue
        ou = Position(ecrit.chemin, image.ligne, image.colonne)
        if not IMAGE.fullmatch(image.cible):
            yield _mal_nommee(ecrit, ou, f"![{image.texte}]({image.cible})", image.texte, image.cible)
        elif not image.texte.strip():
            yield Faute(ou, "Décrivez l’image entre les crochets, pour ceux qui ne la voient pas.", image.cible)
        elif image.cible not in ecrit.images:
            message = f"« {image.cible} » n’est pas à côté de la fiche : {_ranger(ecrit, image.cible)}"
            yield Faute(ou, message, image.cible, plus_proche(image.cible, ecrit.images))
        elif _dites(ecrit.images[image.cible]) is None:
            yield Faute(ou, f"« {image.cible} » ne s’ouvre pas comme une image : enregistrez-la à nouveau.", image.cible)
    if "![" in ecrit.corps:
        admises = {(image.rang) for image in liens(ecrit.corps, ecrit.ligne_corps) if image.est_image}
        situer = situeur(ecrit.corps, ecrit.ligne_corps)
        for trouvee in IMAGE_MAL_ECRITE.finditer(ecrit.corps):
            if trouvee.start() not in admises:
                ou = Position(ecrit.chemin, *situer(trouvee.start()))
                yield _mal_nommee(ecrit, ou, trouvee[0], trouvee[1], trouvee[2])
    if "][" in ecrit.corps or "data:" in ecrit.corps:
        situer = situeur(ecrit.corps, ecrit.ligne_corps)
        for collee in IMAGE_COLLEE.finditer(ecrit.corps):
            ligne, colonne = situer(collee.start())
            seule = ecrit.lignes[ligne - 1].strip() == collee[0]
            correction, nombre = sans_la_ligne(ecrit, ligne) if seule else ("", 1)
            if IMAGE_COLLEE.match(ecrit.lignes[ligne + nombre - 2]):
                correction, nombre = "", 1  # La ligne qui vient ensuite est à retirer aussi, et d’abord.
            message = f"Une image collée dans le texte ne se voit pas ici : {AJOUTER_UNE_IMAGE}"
            yield Faute(Position(ecrit.chemin, ligne, colonne), message, collee[0][:120], correction=correction, lignes=nombre)


def _mal_nommee(ecrit: FicheEcrite, ou: Position, lue: str, texte: str, cible: str) -> Faute:
    """Une image dont le nom ne peut pas devenir une adresse, ou qui est restée ailleurs."""
    fichier = re.split(r"[/\\]", cible.strip("<> \"'"))[-1]
    nom, _, fin = fichier.rpartition(".")
    fin = fin.lower() if fin.lower() in ("jpg", "jpeg", "png", "webp", "avif") else "jpg"
    juste = f"{replier(nom or fichier).replace(' ', '-') or 'photo'}.{fin}"
    if re.match(r"https?://|data:", cible):
        message = f"Une image prise sur un autre site n’est pas admise : {AJOUTER_UNE_IMAGE}"
        return Faute(ou, message, cible[:120])
    ligne = ecrit.lignes[ou.ligne - 1]
    message = f"« {citer(fichier)} » ne peut pas devenir une adresse : renommez la photo en {juste}, puis {_ranger(ecrit, juste)}"
    correction = ligne.replace(lue, f"![{texte.strip() or 'Ce que montre la photo'}]({juste})")
    return Faute(ou, message, cible[:120], correction=typographier(correction) if correction != ligne else "")


def _ranger(ecrit: FicheEcrite, nom: str) -> str:
    """Ce qu’il reste à faire pour que cette image soit à sa place."""
    sa_place = f"{dossier(ecrit.famille)}/{ecrit.identifiant}"
    if ecrit.chemin == f"{sa_place}/index.md":
        return f"déposez-la dans {sa_place}/. Sans la photo, retirez cette ligne."
    return (
        f"renommez la fiche {ecrit.chemin} en {sa_place}/index.md, et déposez la photo à côté d’elle, en {sa_place}/{nom}. "
        "Sans la photo, retirez cette ligne."
    )


@controle(
    FicheEcrite,
    Regle(
        "image-lourde",
        ERREUR,
        "Image de plus de 300 ko",
        "Cette image pèse plus de 300 kilo-octets : sur un téléphone, à la campagne, elle ferait attendre le lecteur. "
        "Réduisez-la à 1 200 points de large et enregistrez-la en `.jpg` ou en `.webp`, de qualité moyenne. "
        "Remplacez ensuite le fichier.",
        faux="exemples/cafe-partage/photo.jpg (2 400 ko)",
        juste="exemples/cafe-partage/photo.jpg (180 ko)",
        dans="fichiers",
    ),
)
def images_legeres(ecrit: FicheEcrite) -> Iterator[Faute]:
    for image, octets in _montrees(ecrit):
        if len(octets) > POIDS_MAXIMAL:
            message = f"« {image.cible} » pèse {len(octets) // 1000} ko : réduisez-la à {POIDS_MAXIMAL // 1000} ko au plus."
            yield Faute(Position(ecrit.chemin, image.ligne, image.colonne), message, image.cible)


@controle(
    FicheEcrite,
    Regle(
        "image-indiscrete",
        ERREUR,
        "L’image dit où et par qui elle a été prise",
        "Un appareil photo ou un téléphone écrit dans le fichier l’endroit de la prise de vue, parfois le nom du propriétaire "
        "ou le numéro de l’appareil. Publiée, l’image les donnerait à tout le monde. "
        "La commande `exiftool -all= -tagsfromfile @ -orientation photo.jpg` les efface sans toucher à l’image ; "
        "on peut aussi l’enregistrer à nouveau depuis un logiciel de dessin, sans ses « métadonnées ».",
        faux="exemples/cafe-partage/photo.jpg (prise à 48,85 N, 2,35 E)",
        juste="exemples/cafe-partage/photo.jpg",
        dans="fichiers",
    ),
)
def images_discretes(ecrit: FicheEcrite) -> Iterator[Faute]:
    for nom, octets in ecrit.images.items():
        if dites := _dites(octets):
            ou = next(
                (Position(ecrit.chemin, i.ligne, i.colonne) for i in images(ecrit.corps, ecrit.ligne_corps) if i.cible == nom),
                None,
            )
            fichier = f"{ecrit.chemin.rpartition('/')[0]}/{nom}"
            message = (
                f"« {nom} » dit {' et '.join(dites)} : effacez-le avec « exiftool -all= -tagsfromfile @ -orientation {fichier} »."
            )
            yield Faute(ou or Position(ecrit.chemin), message, nom)


def _dites(octets: bytes) -> tuple[str, ...] | None:
    """Ce que dit une image de qui l’a prise, ou `None` si ce n’en est pas une."""
    try:
        return indiscretions(octets)
    except Illisible:
        return None


def _montrees(ecrit: FicheEcrite) -> Iterator[tuple[Mention, bytes]]:
    """Les images que montre le corps et qui sont là."""
    for image in images(ecrit.corps, ecrit.ligne_corps):
        if image.cible in ecrit.images:
            yield image, ecrit.images[image.cible]
