"""La commande `odd17` telle que le système la lance : ce qui se règle avant d’importer quoi que ce soit."""

import gc
import os


def lancer() -> None:
    """Importe la commande et l’exécute : la seconde qu’attend une personne est surtout faite d’imports."""
    # Aucun greffon de pydantic ne sert ici ; en chercher lirait les métadonnées de tous les paquets installés.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Rien de ce qui s’importe ne sera jeté : y chercher des miettes ne ferait que retarder.
    gc.disable()
    from generator.cli import app  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    app()
