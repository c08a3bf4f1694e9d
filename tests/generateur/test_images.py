"""Une image publiée ne dit ni où elle a été prise, ni à qui est l’appareil."""

import io
from pathlib import Path

import pytest
from fiches import SILVER_GEEK, constats_de, remplacer
from greffe import photo
from PIL import Image

MARQUE, PROPRIETAIRE = 0x010F, 0xA430


def avec_une_image(depot: Path, octets: bytes, nom: str = "photo.jpg") -> list[str]:
    """Les codes que reçoit Silver Geek s’il montre cette image."""
    (depot / "exemples/silver-geek.md").unlink()
    (depot / "exemples/silver-geek").mkdir()
    (depot / "exemples/silver-geek" / nom).write_bytes(octets)
    texte = remplacer(SILVER_GEEK, "## Résultats\n", f"## Résultats\n\n![Des joueurs]({nom})\n")
    return [constat.code for constat in constats_de(depot, texte, "exemples/silver-geek/index.md")]


def enregistrer(format_: str, **options: object) -> bytes:
    sortie = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(sortie, format_, **options)
    return sortie.getvalue()


def avec_proprietaire() -> Image.Exif:
    exif = Image.Exif()
    exif[MARQUE] = "Un fabricant"
    exif.get_ifd(0x8769)[PROPRIETAIRE] = "Camille Martin"
    return exif


def test_une_image_sans_metadonnees_est_admise(copie: Path) -> None:
    assert avec_une_image(copie, photo()) == []


def test_une_image_qui_dit_ou_elle_a_ete_prise_est_refusee(copie: Path) -> None:
    assert avec_une_image(copie, photo(situee=True)) == ["image-indiscrete"]


@pytest.mark.parametrize(
    ("format_", "nom"), [("JPEG", "photo.jpg"), ("PNG", "photo.png"), ("WEBP", "photo.webp"), ("AVIF", "photo.avif")]
)
def test_une_image_qui_dit_a_qui_est_l_appareil_est_refusee_dans_tous_les_formats(copie: Path, format_: str, nom: str) -> None:
    assert avec_une_image(copie, enregistrer(format_, exif=avec_proprietaire()), nom) == ["image-indiscrete"]


def test_une_position_dans_un_paquet_xmp_se_voit_aussi(copie: Path) -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF exif:GPSLatitude="48,51.3N"/></x:xmpmeta>'
    assert avec_une_image(copie, enregistrer("JPEG", xmp=xmp)) == ["image-indiscrete"]


def test_la_commande_qui_nettoie_est_donnee(copie: Path) -> None:
    avec_une_image(copie, photo(situee=True))
    (constat,) = constats_de(copie, (copie / "exemples/silver-geek/index.md").read_text("utf-8"), "exemples/silver-geek/index.md")
    assert "exiftool -all= -tagsfromfile @ -orientation exemples/silver-geek/photo.jpg" in constat.message


def test_un_fichier_qui_n_est_pas_une_image_est_refuse(copie: Path) -> None:
    assert avec_une_image(copie, b"ceci n'est pas une image") == ["corps-image"]
