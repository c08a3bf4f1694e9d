"""Ce qu’un fichier d’image dit de la personne qui l’a prise, et que personne n’a voulu publier."""

import io
import warnings
from functools import lru_cache

POSITION = "où elle a été prise"
PROPRIETAIRE = "à qui est l’appareil"

_GPS = 0x8825
_EXIF = 0x8769
_PROPRIETAIRES = (0xA430, 0xA431, 0xA435)
"""EXIF 2.3 : nom du propriétaire, numéro de série du boîtier, numéro de série de l’objectif."""

_XMP = {b"GPSLatitude": POSITION, b"GPSLongitude": POSITION, b"OwnerName": PROPRIETAIRE, b"SerialNumber": PROPRIETAIRE}


class Illisible(ValueError):
    """Ces octets ne sont pas ceux d’une image."""


@lru_cache(maxsize=256)
def indiscretions(octets: bytes) -> tuple[str, ...]:
    """Ce que disent les métadonnées (EXIF et XMP) d’une image : sa position, le propriétaire de l’appareil. Lève `Illisible`."""
    # Presque aucune fiche n’a d’image : la bibliothèque ne se charge qu’à la première.
    from PIL import ExifTags, Image, UnidentifiedImageError  # noqa: PLC0415

    assert ExifTags.IFD.GPSInfo == _GPS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(octets))
            exif = image.getexif()
            position, appareil = exif.get_ifd(_GPS), exif.get_ifd(_EXIF)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as exc:
        raise Illisible from exc
    # La version du bloc (0) et la date (7, 29) ne disent pas où.
    dites = [POSITION] if set(position) - {0, 7, 29} else []
    if any(str(appareil.get(marque, "")).strip("\0 ") for marque in _PROPRIETAIRES):
        dites.append(PROPRIETAIRE)
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    paquet = xmp.encode() if isinstance(xmp, str) else bytes(xmp)
    dites.extend(quoi for mot, quoi in _XMP.items() if mot in paquet)
    return tuple(dict.fromkeys(dites))
