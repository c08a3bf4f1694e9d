"""La signature d’une alliance : chacun y est, à sa place, et l’on reconnaît qui elle réunit."""

import math
import random
import re
from collections import Counter
from functools import cache
from itertools import combinations

import pytest
from depots import FIGE, RACINE
from recompte import vocabulaire

from generator.catalogue.catalogue import Catalogue
from generator.catalogue.signatures import BORD, COEUR, PORTER, Forme, Signature, porte, signer
from generator.modele.fiches import Exemple, Partenaire
from generator.modele.vocabulaires import Vocabulaire

PROFILS = [modalite["id"] for modalite in vocabulaire(FIGE, "acteurs")["modalites"]]
NOMBRES = (2, 3, 4, 5, 7, 9, 10, 11, 15, 20, 24, 30)
LISIBLE = 3
"""La plus petite taille d’une forme : sur la page, une quinzaine de pixels."""


@pytest.fixture
def acteurs(catalogue: Catalogue) -> Vocabulaire:
    return catalogue.vocabulaire("acteurs")


def alliance(nombre: int, porteurs: int, graine: int = 17) -> tuple[Partenaire, ...]:
    """Des partenaires de tous les profils, dont les premiers portent l’alliance."""
    hasard = random.Random(graine)  # noqa: S311
    roles = ["porte le projet" if rang < porteurs else "prête une salle" for rang in range(nombre)]
    return tuple(
        Partenaire.model_construct(nom=f"Partenaire {hasard.random()}", profil=hasard.choice(PROFILS), role=role)
        for role in roles
    )


@cache
def points(forme: Forme) -> list[tuple[float, float]]:
    """Les points du bord d’une forme, lus dans le tracé qui sera dessiné."""
    depart, reste = re.fullmatch(r"M(-?\d+ ?-?\d+)(.*)z", forme.contour, re.DOTALL).groups()  # type: ignore[union-attr]
    x, y = map(int, re.findall(r"-?\d+", depart))
    lus: list[tuple[float, float]] = [(x, y)]
    for commande, texte in re.findall(r"([a-z])([^a-z]*)", reste):
        nombres = [int(nombre) for nombre in re.findall(r"-?\d+", texte)]
        match commande:
            case "h":
                pas = [(nombre, 0) for nombre in nombres]
            case "v":
                pas = [(0, nombre) for nombre in nombres]
            case "l":
                pas = list(zip(nombres[::2], nombres[1::2], strict=True))
            case "a":
                # Le tour d’un rond, ou le demi-tour d’un dôme : « a r r 0 grand-sens-x y ».
                rayon, entier = nombres[0], texte.split()[3] == "10.1"
                milieu = (x, y + rayon) if entier else (x + rayon, y)
                angles = [math.pi * rang / 24 for rang in range(48 if entier else 25)]
                lus += [(milieu[0] + rayon * math.cos(a), milieu[1] - rayon * math.sin(a)) for a in angles]
                continue
        for dx, dy in pas:
            x, y = x + dx, y + dy
            lus.append((x, y))
    return lus


def ecart(une: Forme, autre: Forme) -> float:
    """Ce qui sépare deux formes, mesuré dans la direction de leurs centres : négatif, elles pourraient se recouvrir."""
    dx, dy = autre.x - une.x, autre.y - une.y
    loin = math.hypot(dx, dy)
    ux, uy = dx / loin, dy / loin
    avance = max((x - une.x) * ux + (y - une.y) * uy for x, y in points(une))
    recul = max((autre.x - x) * ux + (autre.y - y) * uy for x, y in points(autre))
    return loin - avance - recul


@pytest.mark.parametrize("nombre", NOMBRES)
@pytest.mark.parametrize("porteurs", [0, 1, 3])
def test_de_deux_a_trente_partenaires_rien_ne_se_touche_ni_ne_deborde(nombre: int, porteurs: int, acteurs: Vocabulaire) -> None:
    for graine in range(12):
        formes = signer(alliance(nombre, porteurs, graine), acteurs).formes
        assert len(formes) == nombre
        for une, autre in combinations(formes, 2):
            assert ecart(une, autre) > 0
        for forme in formes:
            assert max(abs(v) for point in points(forme) for v in point) <= BORD
            assert min(math.hypot(*point) for point in points(forme)) > COEUR
            assert forme.taille >= LISIBLE


def test_ce_qui_est_dessine_tient_dans_le_cadre(acteurs: Vocabulaire) -> None:
    for nombre in NOMBRES:
        signature = signer(alliance(nombre, 2), acteurs)
        gauche, haut, largeur, hauteur = map(int, signature.cadre.split())
        for x, y in (point for forme in signature.formes for point in points(forme)):
            assert gauche <= x <= gauche + largeur
            assert haut <= y <= haut + hauteur


def test_celui_qui_porte_est_plus_grand_et_relie_au_centre(acteurs: Vocabulaire) -> None:
    for nombre in NOMBRES:
        signature = signer(alliance(nombre, 1), acteurs)
        premiere, *autres = signature.formes
        assert premiere.porte
        assert all(premiere.taille > autre.taille and not autre.porte for autre in autres)
        assert re.findall(r"-?\d+", signature.appuis) == ["0", "0", str(premiere.x), str(premiere.y)]


def test_chacun_est_relie_au_centre_par_une_pointe_de_la_toile(acteurs: Vocabulaire) -> None:
    signature = signer(alliance(9, 2), acteurs)
    nombres = [int(nombre) for nombre in re.findall(r"-?\d+", signature.toile)]
    assert Counter(zip(nombres[4::4], nombres[5::4], strict=True)) == Counter((forme.x, forme.y) for forme in signature.formes)


def test_la_meme_alliance_a_toujours_la_meme_figure_et_une_autre_une_autre(acteurs: Vocabulaire) -> None:
    figures = {dessin(signer(alliance(nombre, 1, graine), acteurs)) for nombre in (3, 4, 5, 6) for graine in range(20)}
    assert len(figures) > 70
    for nombre in NOMBRES:
        assert signer(alliance(nombre, 2), acteurs) == signer(alliance(nombre, 2), acteurs)


def dessin(signature: Signature) -> object:
    return signature.toile, signature.appuis, signature.contours


def test_les_profils_se_distinguent_sans_la_couleur() -> None:
    contours = {Forme("", profil, porte=False, x=0, y=0, taille=8).contour for profil in [*PROFILS, "a-venir"]}
    assert len(contours) == len(PROFILS) + 1


ROLES = {
    "porte le projet et fédère les partenaires": True,
    "copilote le collectif dès l’origine": True,
    "lance la recherche-action de départ": True,
    "finance et coordonne l’action sociale": True,
    "initie et coordonne": True,
    "pilotent localement, à trois": True,
    "à l’initiative, avec l’État": True,
    "a fait naître le projet": True,
    "propose et anime les mini-entreprises": True,
    "accueillent des ateliers": False,
    "partenaire d’un projet de recherche": False,
    "mobilise les jeunes en service civique": False,
    "soutient le pôle, de façon ponctuelle": False,
    "portent des projets et partagent leur expérience": False,
    "anime un des clubs de la Loire": False,
    "co-animent un portail né du programme": False,
    "participe au collectif fondateur": False,
    "animent les observateurs": False,
    "négocient et portent les mesures": False,
    "anime ceux qui portent les programmes": False,
    "prend le relais de l’animation en 2024": False,
    "apporte, supporte et rapporte": False,
}
"""De vrais rôles, à une exception près, et si leur partenaire porte l’alliance."""


@pytest.mark.parametrize("role", ROLES)
def test_le_role_dit_qui_porte_l_alliance(role: str) -> None:
    assert porte(role) == ROLES[role]


def test_la_liste_de_ces_mots_n_en_a_pas_en_double() -> None:
    assert len(PORTER) == len(set(PORTER))


def test_la_phrase_dit_ce_que_montre_la_figure(catalogue: Catalogue) -> None:
    assert catalogue.signatures["exemples/silver-geek"].description == (
        "Alliance de 9\N{NO-BREAK SPACE}partenaires, portée ou lancée par Silver Geek, Fondation Macif, Orange, Ateliers "
        "du Bocage et La Poste (direction régionale Poitou-Charentes). "
        "Associations et fondations\N{NO-BREAK SPACE}: 3\N{NO-BREAK SPACE}; entreprises\N{NO-BREAK SPACE}: 3\N{NO-BREAK SPACE}; "
        "acteurs publics\N{NO-BREAK SPACE}: 2\N{NO-BREAK SPACE}; "
        "enseignants et chercheurs\N{NO-BREAK SPACE}: 1."
    )


def test_les_partenaires_sont_dans_l_ordre_de_la_fiche(catalogue: Catalogue) -> None:
    for cle, signature in catalogue.signatures.items():
        champs = catalogue.fiches[cle].champs
        assert isinstance(champs, Exemple)
        assert [(forme.nom, forme.profil) for forme in signature.formes] == [(p.nom, p.profil) for p in champs.partenaires]


def luminance(couleur: str) -> float:
    parts = [int(couleur[rang : rang + 2], 16) / 255 for rang in (1, 3, 5)]
    lineaires = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(poids * part for poids, part in zip((0.2126, 0.7152, 0.0722), lineaires, strict=True))


@pytest.mark.parametrize("theme", ["default", "slate"])
def test_chaque_forme_se_detache_de_ce_qui_l_entoure(theme: str) -> None:
    socle = (RACINE / "overrides/assets/odd17/styles/base.css").read_text("utf-8")
    jetons = dict(re.findall(r"--o-([\w-]+): (#\w{6});", socle.split(f'scheme="{theme}"] {{')[1].split("}")[0]))
    for dessous in ("fond", "surface", "teinte"):
        for profil in PROFILS:
            clair, sombre = sorted((luminance(jetons[profil]), luminance(jetons[dessous])), reverse=True)
            assert (clair + 0.05) / (sombre + 0.05) >= 3, (profil, dessous)
