"""L’image de partage d’un exemple : son titre, son lieu, sa signature, et le nom du site, en peu d’octets."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from depots import RACINE
from jinja2 import Environment, FileSystemLoader
from lxml import etree
from PIL import Image
from recompte import vocabulaire

from generator import equipe
from generator.catalogue.catalogue import Catalogue
from generator.lecture.gardes import CACHE
from generator.sortie.gabarits import GABARITS
from generator.sortie.partage import GABARIT, Partage, dessiner, partage
from generator.sortie.styles import couleurs

COULEURS = couleurs((RACINE / "overrides/assets/odd17/styles/base.css").read_text("utf-8"))
SILVER_GEEK = "exemples/silver-geek"


@pytest.fixture
def env() -> Environment:
    return Environment(loader=FileSystemLoader(RACINE / "overrides"), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def de(catalogue: Catalogue, titre: str = "") -> Partage:
    carte = catalogue.cartes[SILVER_GEEK]
    return partage(replace(carte, titre=titre or carte.titre), catalogue.signatures[SILVER_GEEK])


def test_un_titre_court_est_plus_grand_et_aucun_ne_passe_quatre_lignes(catalogue: Catalogue) -> None:
    court, long, immense = (de(catalogue, titre) for titre in ("Le Labo", "", "Agir longuement avec une intercommunalité " * 5))
    assert court.corps > long.corps > immense.corps
    assert " ".join(long.titre) == catalogue.cartes[SILVER_GEEK].titre
    assert all(len(image.titre) <= 4 for image in (court, long, immense))


def test_le_svg_echappe_ce_qu_il_ecrit_et_colore_chaque_profil(catalogue: Catalogue, env: Environment) -> None:
    image = de(catalogue, "L’un & l’autre <b>")
    svg = env.get_template(GABARITS + GABARIT).render(partage=image, couleurs=COULEURS, nom_du_site="ODD 17 & co")
    arbre = etree.fromstring(svg.encode())
    textes = ["".join(noeud.itertext()).strip() for noeud in arbre.iter("{*}text")]
    assert textes[1:] == ["L’un & l’autre <b>", "ODD 17 & co"]
    remplis = {chemin.get("fill") for chemin in arbre.iter("{*}path")}
    assert {COULEURS[profil] for profil, _ in image.signature.contours} <= remplis


def test_chaque_profil_a_sa_couleur() -> None:
    profils = [modalite["id"] for modalite in vocabulaire(RACINE / "tests/depot", "acteurs")["modalites"]]
    assert len({COULEURS[profil] for profil in profils}) == len(profils)


def test_un_png_a_la_taille_des_reseaux_et_nous_pouvons_encore_nous_dedoubler(
    catalogue: Catalogue, env: Environment, tmp_path: Path
) -> None:
    avant = equipe.equipiers()
    octets = dessinee(catalogue, env, tmp_path)
    assert equipe.equipiers() == avant
    assert len(octets) <= 30_000
    with Image.open(io.BytesIO(octets)) as image:
        assert image.format == "PNG"
        assert image.size == (800, 420)
    assert dessinee(catalogue, env, tmp_path / "ailleurs") == octets


def test_une_image_se_reprend_tant_que_rien_n_y_change(catalogue: Catalogue, env: Environment, tmp_path: Path) -> None:
    dessinee(catalogue, env, tmp_path)
    (gardee,) = (tmp_path / CACHE).rglob("*.png")
    gardee.write_bytes(b"celle d'avant")
    assert dessinee(catalogue, env, tmp_path) == b"celle d'avant"
    assert dessinee(catalogue, env, tmp_path, "Un autre titre").startswith(b"\x89PNG")
    assert not gardee.exists()


def dessinee(catalogue: Catalogue, env: Environment, depot: Path, titre: str = "") -> bytes:
    images = dessiner(
        {"exemples/silver-geek/": de(catalogue, titre)}, env.get_template(GABARITS + GABARIT), COULEURS, "Le site", depot
    )
    return images["exemples/silver-geek/"]
