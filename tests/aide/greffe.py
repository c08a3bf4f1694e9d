"""Greffer l’exemple d’une règle sur une vraie fiche : ce qu’elle dit faux fait un dépôt fautif, ce qu’elle dit juste, un sain."""

import io
import re
from pathlib import Path

from depots import FIGE
from PIL import Image

from generator.constats.constat import Regle
from generator.lecture.depot import dossier
from generator.modele.fiches import MODELES

BASES = {
    "exemples": "vitawin",
    "methodes": "franchise-sociale",
    "outils": "dla",
    "donnees": "jouer-collectif-2022",
    "competences": "le-rameau",
    "mesures": "mesure-08",
}
"""La vraie fiche sur laquelle on greffe, par famille."""

PAGE = "---\ntitle: Une page de plus\ndescription: Une page écrite à la main, pour l’exemple.\n---\n\nUn texte.\n"
CUMULES = ("documents", "sources")
"""Les champs auxquels un exemple ajoute, sans ôter ce dont le reste de la fiche a besoin."""

_CLE = re.compile(r"(?m)^([\w-]+):(?=\s|$)")
_TITRE = re.compile(r"(?m)^## .*$")


def base(famille: str) -> str:
    return (FIGE / dossier(famille) / f"{BASES[famille]}.md").read_text("utf-8")


def poser(regle: Regle, exemple: str, depot: Path) -> None:
    """Écrit dans un dépôt ce que montre l’exemple d’une règle."""
    if regle.dans in MODELES:
        fiche = f"{dossier(regle.dans)}/{BASES[regle.dans]}"
        greffee = greffer(base(regle.dans), exemple, regle.juste)
        if image := re.search(r"!\[.*?\]\(([a-z-]+\.jpg)\)", exemple):
            (depot / f"{fiche}.md").unlink()
            ecrire(depot, f"{fiche}/{image[1]}", photo())
            fiche = f"{fiche}/index"
        ecrire(depot, f"{fiche}.md", greffee)
    elif regle.dans == "tête":
        corps = base("exemples").split("\n---\n", 1)[1]
        ecrire(depot, f"exemples/{BASES['exemples']}.md", f"{exemple}\n{corps}")
    elif regle.dans == "fichiers":
        for ligne in exemple.splitlines():
            poser_le_fichier(depot, *re.fullmatch(r"(\S.*?\.\w+)(?: \((.*)\))?", ligne).groups(default=""))  # type: ignore[union-attr]
    else:
        fichier = depot / regle.dans
        fichier.write_text(greffer_dans_une_table(fichier.read_text("utf-8"), exemple), "utf-8")


def ecrire(depot: Path, chemin: str, texte: str | bytes) -> None:
    fichier = depot / chemin
    fichier.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(texte, str):
        # « � » tient la place d’un accent enregistré dans un vieil encodage.
        texte = b"\xe9".join(morceau.encode("utf-8") for morceau in texte.split("\N{REPLACEMENT CHARACTER}"))
    fichier.write_bytes(texte)


def poser_le_fichier(depot: Path, chemin: str, precision: str) -> None:
    """Un fichier d’après son nom, et ce que l’exemple en dit : effacé, lourd, pris quelque part."""
    if precision == "effacé":
        (depot / chemin).unlink()
    elif chemin.endswith(".jpg"):
        montree = f"## Résultats\n\n![Le café le jour de sa réouverture]({Path(chemin).name})\n"
        ecrire(depot, f"{Path(chemin).parent}/index.md", autre_alliance(base("exemples")).replace("## Résultats\n", montree))
        ko = re.match(r"[\d\s]+(?=ko)", precision)
        ecrire(depot, chemin, photo(lourde=ko is not None and int(re.sub(r"\D", "", ko[0])) > 300, situee=" N" in precision))
    elif chemin.startswith("content/") and not chemin.startswith(tuple(dossier(famille) for famille in MODELES)):
        if not (depot / chemin).exists():
            ecrire(depot, chemin, PAGE)
    elif modele := re.search(r"(?:copie de|même alliance que) exemples/(\S+)\.md", precision):
        texte = (FIGE / f"exemples/{modele[1]}.md").read_text("utf-8")
        autre = re.sub(r"(?m)^titre:.*$", "titre: Une alliance racontée une seconde fois", texte)
        ecrire(depot, chemin, texte if precision.startswith("copie") else autre)
    else:
        ecrire(depot, chemin, autre_alliance(base("exemples")))


def autre_alliance(texte: str) -> str:
    """La même fiche, mais d’autres gens, ailleurs : ce n’est pas une copie."""
    texte = re.sub(r"(?m)^titre:.*$", "titre: Un jardin partagé aux Lilas", texte)
    return re.sub(r"(?m)^(  - nom: )(.*?)$", lambda nom: f"{nom[1]}{nom[2]} des Lilas", texte)


def photo(*, lourde: bool = False, situee: bool = False) -> bytes:
    """Une vraie image, petite ; lourde ou située à la demande."""
    image, sortie = Image.new("RGB", (8, 8), "teal"), io.BytesIO()
    exif = image.getexif()
    if situee:
        exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 0.0), 3: "E", 4: (2.0, 21.0, 0.0)})
    image.save(sortie, "JPEG", exif=exif)
    return sortie.getvalue() + (b"\0" * 300_000 if lourde else b"")


def greffer(fiche: str, exemple: str, juste: str) -> str:
    """La fiche où l’exemple prend la place de ce dont il parle : des champs de l’en-tête, des sections, ou un paragraphe."""
    exemple = exemple.replace("(ici, les 300 pages du rapport)", "Un rapport de trois cents pages. " * 8000)
    if _CLE.match(juste):
        return greffer_des_champs(fiche, exemple, juste)
    titres = _TITRE.findall(juste)
    if not titres:
        return fiche.replace("## Résultats\n", f"## Résultats\n\n{exemple}\n", 1)
    debut = fiche.index(f"\n{titres[0]}\n") + 1
    dernier = fiche.index(f"\n{titres[-1]}\n") + 1 + len(titres[-1])
    suivant = _TITRE.search(fiche, dernier)
    fin = dernier if juste.endswith(titres[-1]) else suivant.start() if suivant else len(fiche)
    return f"{fiche[:debut]}{exemple}\n\n{fiche[fin:].lstrip()}"


def greffer_des_champs(fiche: str, exemple: str, juste: str) -> str:
    _, entete, corps = fiche.split("---\n", 2)
    for cle in CUMULES:
        blocs = re.findall(rf"(?m)^{cle}:\n((?:[ ].*\n?)+)", f"{exemple}\n")
        if blocs and re.search(rf"(?m)^{cle}:", entete):
            entete = re.sub(rf"(?m)^{cle}:\n", lambda titre, bloc=blocs[0]: titre[0] + bloc.rstrip() + "\n", entete)  # type: ignore[misc]
            exemple = re.sub(rf"(?m)^{cle}:\n(?:[ ].*\n?)+", "", f"{exemple}\n").rstrip()
    for cle in {*_CLE.findall(exemple), *_CLE.findall(juste)} - set(CUMULES):
        entete = re.sub(rf"(?m)^{re.escape(cle)}:.*\n(?:[ -].*\n)*", "", entete)
    return f"---\n{exemple}\n{entete}---\n{corps}"


def greffer_dans_une_table(texte: str, exemple: str) -> str:
    """Le recueil ou le vocabulaire où l’exemple récrit ses champs, ou ceux d’un de ses éléments, ou en ajoute un."""
    for element, contenu in re.findall(r"(?m)^(\w[\w-]*):\n((?:[ ].*\n?)+)", exemple + "\n"):
        if not (blocs := re.findall(rf"(?m)^{element}:\n(?:[ ].*\n)+", texte)):
            texte += f"{element}:\n{contenu}"
            continue
        (bloc,) = blocs
        if contenu.startswith("  - "):
            recrit = f"{element}:\n{contenu}"
        else:
            recrit = bloc
            for cle in re.findall(r"(?m)^  (\w+):", contenu):
                recrit = re.sub(rf"(?m)^  {cle}:.*\n(?:    .*\n)*", "", recrit)
            recrit += contenu
        texte = texte.replace(bloc, recrit)
    return texte
