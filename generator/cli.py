"""La commande `odd17`. Ce dont vérifier une fiche n’a pas besoin ne s’importe que dans la commande qui s’en sert."""

import contextlib
import gc
import os
import re
import shlex
import sys
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from generator import avancement, chaine, usage
from generator.constats.constat import Constat, erreurs
from generator.constats.extraits import illustrer
from generator.constats.rapports import FORMATS, texte
from generator.constats.rapports.phrases import accorder
from generator.constats.signes import montrer
from generator.controle.contenu import valider_referentiel
from generator.lecture.demandes import PasALire, demandes
from generator.lecture.lu import lire_referentiel
from generator.lecture.octets import lignes
from generator.modele.fiches import FAMILLES, MODELES


class Commande(TyperCommand):
    """Une commande, dont l’aide parle français."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        usage.aide(self, ctx.command_path, formatter)


class Groupe(TyperGroup):
    """Le groupe des commandes, qui parle français : son aide, et ce qu’il répond à une commande mal écrite."""

    command_class = Commande

    def main(self, args: Sequence[str] | None = None, *autres: Any, **options: Any) -> NoReturn:
        for sortie in (sys.stdout, sys.stderr):
            # Un terminal qui ne sait pas écrire un signe le remplace, plutôt que de tout arrêter.
            with contextlib.suppress(AttributeError):
                sortie.reconfigure(errors="replace")  # type: ignore[union-attr]
        try:
            code = super().main(args, *autres, **{**options, "standalone_mode": False})
        except typer.Abort:
            typer.echo("Interrompu.", err=True)
            sys.exit(1)
        except Exception as exc:
            if not hasattr(exc, "format_message"):
                raise
            # L’aide, quand on n’a rien demandé, est déjà en français.
            sans_rien = type(exc).__name__ == "NoArgsIsHelpError"
            typer.echo(exc.format_message() if sans_rien else usage.faute(exc, tuple(self.commands)), err=True)
            sys.exit(2)
        sys.exit(code if isinstance(code, int) else 0)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        usage.aide_du_groupe(self, ctx.command_path, formatter)


BREVES = "breves"
SORTES = (*FAMILLES, BREVES)
"""Ce que l’on peut vouloir écrire : une fiche d’une famille, ou un exemple en bref."""

app = typer.Typer(
    name="odd17",
    cls=Groupe,
    help="Le catalogue « ODD 17 en pratiques » : vérifier, corriger et créer des fiches.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _refuser(message: str) -> NoReturn:
    """Un mauvais usage : on dit lequel, en français, et l’on sort avec 2."""
    typer.echo(message, err=True)
    raise typer.Exit(2)


def _depot(racine: Path) -> Path:
    """Le dépôt où l’on est, depuis n’importe lequel de ses dossiers."""
    for dossier in (racine, *racine.resolve().parents):
        if (dossier / "content/vocabulaires").is_dir():
            return dossier
    _refuser(f"« {racine} » n’est pas dans un dépôt de fiches : il n’y a pas de content/vocabulaires.")


Racine = Annotated[
    Path, typer.Option("--racine", metavar="DOSSIER", help="Dossier du dépôt ; celui où l’on est à défaut.", callback=_depot)
]
Chemins = Annotated[list[Path] | None, typer.Argument(metavar="CHEMIN", help="Fichiers ou dossiers ; tout le dépôt à défaut.")]
Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help=f"Pour qui est le rapport : {', '.join(FORMATS)}.")]


@app.command(cls=Commande)
def valider(
    chemins: Chemins = None,
    format_: Format = "texte",
    dossier: Annotated[
        Path | None,
        typer.Option(
            "--documents", metavar="DOSSIER", help="Dossier des documents cités : on y cherche chaque passage. Absent, on le dit."
        ),
    ] = None,
    durees: Annotated[
        bool, typer.Option("--durees", envvar=avancement.DUREES, help="Dire où le temps est passé.", show_envvar=False)
    ] = False,
    racine: Racine = Path(),
) -> None:
    """Vérifie les fiches et dit quoi corriger.

    Sort avec 0 s’il n’y a pas d’erreur, 1 s’il y en a, 2 si la commande est mal écrite.
    """
    if format_ not in FORMATS:
        _refuser(f"« {format_} » n’est pas un format. Choisissez parmi : {', '.join(FORMATS)}.")
    # La commande ne vit qu’un instant : chercher des miettes à ramasser prendrait le tiers de son temps.
    gc.disable()
    if dossier is not None and not dossier.is_dir():
        typer.echo(f"Passages non vérifiés : le dossier {dossier} n’est pas là.", err=True)
        dossier = None
    voulus = _voulus(racine, chemins)
    with avancement.suivre() as suivi:
        aujourd_hui = date.today()  # noqa: DTZ011
        constats = chaine.verifier(racine, aujourd_hui=aujourd_hui, seulement=voulus, documents=dossier, garder=True)
    _montrer(racine, constats, format_)
    if durees:
        typer.echo(suivi.rapport(), err=True)
    raise typer.Exit(1 if erreurs(constats) else 0)


@app.command(cls=Commande)
def corriger(chemins: Chemins = None, racine: Racine = Path()) -> None:
    """Répare ce qui est sûr (apostrophes, espaces insécables, signes collés) et montre chaque ligne, avant et après.

    Sort avec 1 s’il reste des erreurs, qu’il faut corriger à la main : il les montre aussi.
    """
    from generator.ecriture import corriger as ecriture  # noqa: PLC0415

    faite = ecriture.corriger(racine, _voulus(racine, chemins), date.today())  # noqa: DTZ011
    for changement in faite.changements:
        typer.echo(f"{montrer(changement.chemin)}, ligne {changement.ligne}")
        for mot, lignes_montrees in (("avant", changement.avant), ("après", changement.apres)):
            typer.echo("\n".join(f"  {mot} : {montrer(ligne)}" for ligne in lignes_montrees or ("(rien)",)))
        if [ligne.replace("\N{NO-BREAK SPACE}", " ") for ligne in changement.apres] == list(changement.avant):
            typer.echo("  (des espaces sont devenues insécables : cela ne se voit pas)")
    recrites = sum(max(len(c.avant), len(c.apres)) for c in faite.changements)
    fichiers = len({c.chemin for c in faite.changements})
    typer.echo(
        f"\nRécrit : {accorder(recrites, 'ligne')} dans {accorder(fichiers, 'fichier')}." if recrites else "Rien à récrire."
    )
    for illisible in faite.illisibles:
        # Ce qu’on vient d’y récrire reste ; c’est la suite qui attend.
        if illisible in {changement.chemin for changement in faite.changements}:
            suite = "a encore une faute, dite plus bas : corrigez-la, puis recommencez pour le reste de sa typographie."
        else:
            suite = "ne se lit pas encore : sa typographie n’a pas été regardée."
        typer.echo(f"{montrer(illisible)} {suite}", err=True)
    if fautes := erreurs(faite.constats):
        typer.echo("\nCe qui ne se répare pas sans vous :\n", err=True)
        _montrer(racine, fautes, err=True)
        raise typer.Exit(1)


@app.command(cls=Commande)
def sources(
    ranger: Annotated[bool, typer.Option("--ranger", help="Déplacer les documents ; sinon, dire seulement lesquels.")] = False,
    racine: Racine = Path(),
) -> None:
    """Met chaque document cité à sa place : dans la fiche seule à le citer, dans content/sources.yml dès qu’elles sont deux."""
    from generator.ecriture import sources as documents  # noqa: PLC0415

    try:
        deplacements = documents.ranger(racine) if ranger else documents.a_ranger(racine)
    except documents.PasEnLignes as exc:
        _refuser(str(exc))
    for deplacement in deplacements:
        typer.echo(deplacement.phrase)
    if not deplacements:
        typer.echo("Chaque document est à sa place.")


@app.command(cls=Commande)
def etat(
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="Pour qui est l’état : texte, json.")] = "texte",
    jour: Annotated[
        str, typer.Option("--date", help="Le jour dont on juge la fraîcheur (2026-11-30) ; aujourd’hui à défaut.")
    ] = "",
    racine: Racine = Path(),
) -> None:
    """Dit où en est le catalogue, et ce qui demande une main : organisations à réunir, fiches à relire, valeurs sans exemple."""
    from generator.catalogue.etat import dresser  # noqa: PLC0415
    from generator.sortie.etat import FORMATS as etats  # noqa: N811, PLC0415

    if format_ not in etats:
        _refuser(f"« {format_} » n’est pas un format. Choisissez parmi : {', '.join(etats)}.")
    try:
        aujourd_hui = date.fromisoformat(jour) if jour else date.today()  # noqa: DTZ011
    except ValueError:
        _refuser(f"« {jour} » n’est pas une date : écrivez 2026-11-30.")
    catalogue, constats = chaine.charger(racine, aujourd_hui=aujourd_hui)
    if fautes := erreurs(constats):
        typer.echo(f"{len(fautes)} erreur(s) : les fiches fautives ne sont pas comptées. « odd17 valider » les montre.", err=True)
    typer.echo(etats[format_](dresser(catalogue)), nl=False)


@app.command(cls=Commande)
def effet(
    base: Annotated[str, typer.Option("--base", metavar="REF", help="À quoi comparer : une branche (main), un commit.")] = "",
    format_: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help="Pour qui est le résumé : texte, markdown, json ; schema décrit json."),
    ] = "texte",
    images: Annotated[
        Path | None, typer.Option("--images", metavar="DOSSIER", help="Où dessiner la carte des exemples nouveaux ou changés.")
    ] = None,
    dossier: Annotated[
        Path | None,
        typer.Option("--documents", metavar="DOSSIER", help="Dossier des documents cités : on y cherche les passages."),
    ] = None,
    racine: Racine = Path(),
) -> None:
    """Dit en français ce que votre proposition ajoute et change : fiches, premières, organisations, comptes, pages du site.

    Ne touche à rien. Sort avec 0 si l’on a pu comparer, même s’il y a des erreurs : « odd17 valider » les montre.
    """
    from generator.effet import rapports  # noqa: PLC0415
    from generator.effet.base import PasDeBase  # noqa: PLC0415
    from generator.effet.bilan import mesurer  # noqa: PLC0415

    if format_ == "schema":
        typer.echo(rapports.json.schema(), nl=False)
        return
    if format_ not in rapports.FORMATS:
        _refuser(f"« {format_} » n’est pas un format. Choisissez parmi : {', '.join(rapports.FORMATS)}, schema.")
    if not base:
        _refuser("À quoi comparer ? Donnez la version d’avant : odd17 effet --base main")
    documents = dossier if dossier and dossier.is_dir() else None
    try:
        mesure = mesurer(racine, base, aujourd_hui=date.today(), documents=documents, images=images)  # noqa: DTZ011
    except PasDeBase as exc:
        _refuser(str(exc))
    typer.echo(rapports.FORMATS[format_](mesure), nl=False)


@app.command(cls=Commande)
def schema(
    famille: Annotated[str, typer.Argument(help="Famille de fiches ; toutes à défaut, écrites dans site/schemas/.")] = "",
    racine: Racine = Path(),
) -> None:
    """Écrit le schéma JSON de chaque famille, qui fait compléter les champs par les éditeurs."""
    from generator.modele import schemas  # noqa: PLC0415

    referentiel, constats = valider_referentiel(lire_referentiel(racine))
    if erreurs(constats):
        typer.echo(texte.rendre(constats), err=True)
        raise typer.Exit(1)
    if famille:
        if famille not in FAMILLES:
            _refuser(f"« {famille} » n’est pas une famille : {', '.join(FAMILLES)}.")
        typer.echo(schemas.schema(famille, referentiel), nl=False)
        return
    for nom in FAMILLES:
        fichier = racine / "site/schemas" / f"{nom}.json"
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_text(schemas.schema(nom, referentiel), "utf-8")
        typer.echo(f"{fichier.relative_to(racine)} écrit.")


@app.command(cls=Commande)
def nouveau(
    famille: Annotated[str, typer.Argument(help=f"{', '.join(SORTES)} : au singulier ou au pluriel.")] = "",
    reponse: Annotated[list[str] | None, typer.Option("--reponse", help="Une réponse : champ=valeur. Répétable.")] = None,
    identifiant: Annotated[str, typer.Option("--identifiant", help="Nom du fichier ; déduit du titre à défaut.")] = "",
    non_interactif: Annotated[
        bool, typer.Option("--non-interactif", help="Ne rien demander : tout vient des --reponse.")
    ] = False,
    racine: Racine = Path(),
) -> None:
    """Pose les questions obligatoires d’une fiche, relit chaque réponse, montre la fiche et l’écrit.

    Vos réponses sont gardées à mesure : arrêtez quand vous voulez, la même commande reprend où vous en étiez.
    N’écrase jamais un fichier.
    """
    from generator.ecriture import dialogue, options  # noqa: PLC0415
    from generator.ecriture.nouveau import DejaPrise, Refus, creer, de_l_entete  # noqa: PLC0415

    nom, deja = _sorte(famille or _demander_la_sorte(non_interactif))
    referentiel, constats = valider_referentiel(lire_referentiel(racine))
    if erreurs(constats):
        _montrer(racine, illustrer(constats, lambda chemin: lignes(chemin, (racine / chemin).read_bytes())), err=True)
        raise typer.Exit(1)
    jour = date.today()  # noqa: DTZ011
    try:
        reponses = deja | options.lire_reponses(nom, reponse or [])
        reponses = options.avec_identifiants(MODELES[nom], reponses, referentiel)
        if non_interactif:
            chemin, constats = creer(racine, nom, reponses, identifiant, jour)
            fautes = erreurs(de_l_entete(nom, reponses, constats))
            if fautes:
                _montrer(racine, fautes, err=True)
                typer.echo("Rien n’a été écrit.", err=True)
                raise typer.Exit(1)
        else:
            entretien = dialogue.Dialogue(racine, nom, referentiel, jour, poser=_poser, dire=typer.echo)
            chemin = entretien.mener(reponses, identifiant)
    except DejaPrise as exc:
        typer.echo(str(exc), err=True)
        raise typer.Exit(1) from None
    except (options.ReponseRefusee, Refus) as exc:
        _refuser(str(exc))
    except (KeyboardInterrupt, EOFError):
        chemin = ""
        typer.echo()
    if not chemin:
        typer.echo(
            f"Rien n’est écrit, vos réponses sont gardées. Pour reprendre : odd17 nouveau {nom}{_ailleurs(racine)}", err=True
        )
        raise typer.Exit(1)
    reste = "Cette brève peut paraître ainsi" if deja else "Il reste ses sections à raconter"
    typer.echo(f"{chemin} est écrit. {reste}, puis : odd17 valider {_depuis_ici(racine, chemin)}")


def _ailleurs(racine: Path) -> str:
    """L’option qui mène à ce dépôt, si l’on n’y est pas : la commande rendue se recopie telle quelle."""
    if racine.resolve() in (Path.cwd(), *Path.cwd().parents):
        return ""
    return f" --racine {shlex.quote(str(racine))}"


def _depuis_ici(racine: Path, chemin: str) -> str:
    option = _ailleurs(racine)
    return f"{shlex.quote(str(racine / chemin))}{option}" if option else chemin


@app.command(cls=Commande)
def recevoir(
    fichier: Annotated[
        Path | None, typer.Option("--reglages", metavar="FICHIER", help="Les réglages, en TOML ; l’environnement l’emporte.")
    ] = None,
    etat_: Annotated[bool, typer.Option("--etat", help="Dire seulement ce qui attend une main, guichet fermé.")] = False,
    retirer: Annotated[
        str, typer.Option("--retirer", metavar="RÉFÉRENCE", help="Effacer un envoi et ce qui l’accompagne, guichet fermé.")
    ] = "",
) -> None:
    """Ouvre le guichet : reçoit les propositions du formulaire et les pousse vers le dépôt, une branche chacune.

    Les réglages, la mise en place et l’exploitation sont dans deploiement/guichet/LISEZMOI.md.
    """
    try:
        from generator.guichet import ouverture, reglages  # noqa: PLC0415
    except ImportError:
        _refuser('Le guichet demande deux paquets de plus : pip install "odd17[guichet]".')
    try:
        lus = reglages.lire(fichier, os.environ)
        if retirer:
            typer.echo(ouverture.retirer(lus, retirer))
        elif etat_:
            typer.echo("\n".join(ouverture.etat(lus)))
        else:
            ouverture.recevoir(lus)
    except reglages.PasPret as exc:
        _refuser(str(exc))


def _demander_la_sorte(non_interactif: bool) -> str:
    if non_interactif:
        _refuser(f"Il manque une famille : {', '.join(SORTES)}.")
    for rang, nom in enumerate(SORTES, 1):
        typer.echo(f"  {rang}. {nom}{' (un exemple en dix lignes, à compléter plus tard)' if nom == BREVES else ''}")
    try:
        tape = _poser("Quelle sorte de fiche ? (son nom ou son numéro)", SORTES, "exemples")
    except (KeyboardInterrupt, EOFError):
        _refuser("\nIl manque une famille.")
    return SORTES[int(tape) - 1] if tape.isdigit() and 1 <= int(tape) <= len(SORTES) else tape


def _poser(question: str, choix: tuple[str, ...], defaut: str) -> str:
    """Une question au terminal ; la touche Tab complète parmi les choix, là où le terminal le permet."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: PLC0415  (absent sous Windows)

        def completer(debut: str, rang: int) -> str | None:
            voulu = debut.lstrip()
            trouves = [c for c in choix if voulu and c.casefold().startswith(voulu.casefold())]
            return debut[: len(debut) - len(voulu)] + trouves[rang] if rang < len(trouves) else None

        readline.set_completer(completer)
        readline.set_completer_delims(",;")
        readline.parse_and_bind("tab: complete")
    while True:
        try:
            return input(f"{question}{f' [{defaut}]' if defaut else ''} : ").strip() or defaut
        except UnicodeDecodeError:
            typer.echo("Ces lettres ne se lisent pas : retapez votre réponse.")


def _sorte(nom: str) -> tuple[str, dict[str, Any]]:
    """La famille de la fiche à écrire, et ce que sa sorte en dit déjà : une brève est un exemple."""
    nom = unicodedata.normalize("NFKD", nom.strip().casefold()).encode("ascii", "ignore").decode()
    voulue = nom if nom in SORTES else f"{nom}s"
    if voulue not in SORTES:
        _refuser(f"« {nom} » n’est pas une famille. Choisissez parmi : {', '.join(SORTES)}.")
    return ("exemples", {"breve": "oui"}) if voulue == BREVES else (voulue, {})


def _voulus(racine: Path, chemins: list[Path] | None) -> frozenset[str] | None:
    """Les chemins demandés, relatifs au dépôt, ou `None` pour tout."""
    try:
        return demandes(racine, chemins) if chemins else None
    except PasALire as exc:
        _refuser(str(exc))


def _montrer(racine: Path, constats: Sequence[Constat], format_: str = "texte", *, err: bool = False) -> None:
    """Affiche un rapport, en couleur au terminal."""
    if format_ == "texte" and (sys.stderr if err else sys.stdout).isatty():
        rapport = texte.rendre(constats, couleur=True, site=_site(racine))
    else:
        rapport = FORMATS[format_](constats, site=_site(racine))
    typer.echo(rapport, nl=False, err=err)


def _site(racine: Path) -> str:
    """L’adresse publique du site, que la configuration donne ; vide tant qu’il n’en a pas."""
    configuration = racine / "mkdocs.yml"
    trouve = re.search(
        r"(?m)^site_url: *['\"]?(https?://[^'\"\s#]+)", configuration.read_text("utf-8") if configuration.is_file() else ""
    )
    return trouve[1] if trouve else ""
