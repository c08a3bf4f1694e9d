"""La commande `odd17`."""

from pathlib import Path
from typing import Annotated

import typer

from generator import chaine, rapport
from generator.constats import erreurs

app = typer.Typer(name="odd17", help="Le catalogue « ODD 17 en pratiques ».", no_args_is_help=True, add_completion=False)

RACINE = typer.Option("--racine", help="Dossier du dépôt.", exists=True, file_okay=False)


@app.callback()
def odd17() -> None:
    """Le catalogue « ODD 17 en pratiques »."""


@app.command()
def valider(
    chemins: Annotated[list[Path] | None, typer.Argument(help="Ne montrer que les constats de ces fichiers ou dossiers.")] = None,
    racine: Annotated[Path, RACINE] = Path(),
) -> None:
    """Vérifie toutes les fiches et dit quoi corriger. Sort avec 1 s’il reste une erreur."""
    catalogue, constats = chaine.charger(racine)
    if chemins:
        voulus = [chemin.resolve() for chemin in chemins]
        constats = tuple(c for c in constats if any((racine / c.chemin).resolve().is_relative_to(v) for v in voulus))
    typer.echo(rapport.texte(constats, racine))
    if not chemins:
        typer.echo(f"{len(catalogue.fiches)} fiches valides.")
    raise typer.Exit(1 if erreurs(constats) else 0)
