"""Dire en français comment se sert une commande : son aide, et ce qui ne va pas dans la façon dont on l’a tapée.

La bibliothèque de ligne de commande parle anglais ; on lit ici ce qu’elle sait, et l’on n’affiche rien de ce qu’elle dit.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

DE_L_AIDE = "Montre cette aide."

AUTRES_MOTS = {
    "aide": "--help",
    "ajouter": "nouveau",
    "creer": "nouveau",
    "check": "valider",
    "fix": "corriger",
    "help": "--help",
    "new": "nouveau",
    "reparer": "corriger",
    "status": "etat",
    "validate": "valider",
    "verifier": "valider",
}
"""Ce que l’on tape pour une commande, et qu’aucune ressemblance ne retrouverait."""

APRES_LA_COMMANDE = ("--racine", "--format", "--documents")
"""Des options que l’on met parfois avant la commande."""

_FAUTES = (
    (re.compile(r"No such option:? '?([^' ]+)'?"), "l’option « {} » n’existe pas."),
    (re.compile(r"No such command '(.*?)'\."), "la commande « {} » n’existe pas."),
    (re.compile(r"No such command '(.*?)'"), "la commande « {} » n’existe pas."),
    (re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)"), "« {} » est de trop."),
    (re.compile(r"Option '(.*?)' requires an argument"), "il manque une valeur après « {} »."),
    (re.compile(r"Option '(.*?)' does not take a value"), "« {} » s’écrit seul, sans valeur."),
    (re.compile(r"Missing (?:argument|option|parameter) '?(.*?)'?\."), "il manque « {} »."),
    (re.compile(r"Missing command"), "il manque une commande."),
    (re.compile(r"Invalid value for '?(.*?)'?:"), "la valeur donnée à « {} » ne convient pas."),
    (re.compile(r"Invalid value"), "une valeur ne convient pas."),
)


def faute(exception: Any, commandes: Sequence[str]) -> str:
    """Ce qui ne va pas dans la commande tapée, ce qu’on voulait peut-être, et où lire la suite."""
    dit = str(exception.format_message())
    trouve, phrase = next(_trouver(dit), (None, "cette commande ne se comprend pas."))
    mot = trouve[1] if trouve and trouve.re.groups else ""
    contexte = getattr(exception, "ctx", None)
    proche = ""
    if "n’existe pas" in phrase:
        options = [nom for param in contexte.command.params for nom in param.opts] if contexte else []
        proche = _plus_proche(mot, options if mot.startswith("-") else commandes)
        if not proche and (mot in APRES_LA_COMMANDE or "/" in mot or mot.endswith(".md")):
            phrase = "il manque la commande avant « {} »."
            proche = f"odd17 valider {mot}"
    suite = f" Vouliez-vous dire « {proche} » ?" if proche else ""
    chemin = contexte.command_path if contexte else "odd17"
    return f"Erreur : {phrase.format(mot)}{suite}\n« {chemin} --help » explique la commande."


def _trouver(dit: str) -> Iterator[tuple[re.Match[str], str]]:
    for patron, phrase in _FAUTES:
        if trouve := patron.search(dit):
            yield trouve, phrase


def _plus_proche(mot: str, choix: Sequence[str]) -> str:
    # Chargé ici seulement : on ne compare que pour une faute.
    from generator.constats.proximite import plus_proche, replier  # noqa: PLC0415

    autre = AUTRES_MOTS.get(replier(mot), "")
    return autre if autre in (*choix, "--help") and autre else plus_proche(mot, tuple(choix))


def aide_du_groupe(groupe: Any, nom: str, formateur: Any) -> None:
    """L’aide du programme : ce qu’il fait, et ses commandes."""
    formateur.write(f"Usage : {nom} COMMANDE [OPTIONS]\n\n{groupe.help}\n\nCommandes :\n")
    formateur.indent()
    formateur.write_dl([(commande.name, _premiere_phrase(commande.help or "")) for commande in groupe.commands.values()])
    formateur.dedent()
    formateur.write(f"\n« {nom} COMMANDE --help » explique une commande.\n")


def aide(commande: Any, nom: str, formateur: Any) -> None:
    """L’aide d’une commande : ce qu’elle fait, ce qu’on lui donne, ses options."""
    arguments = [param for param in commande.params if param.param_type_name == "argument"]
    options = [param for param in commande.params if param.param_type_name == "option" and not getattr(param, "hidden", False)]
    attendus = "".join(f" [{_nom(param)}]" for param in arguments)
    formateur.write(f"Usage : {nom}{attendus} [OPTIONS]\n\n")
    for paragraphe in (commande.help or "").split("\n\n"):
        formateur.write_text(" ".join(paragraphe.split()))
        formateur.write("\n")
    if arguments:
        formateur.write("À donner :\n")
        formateur.indent()
        formateur.write_dl([(_nom(param), param.help or "") for param in arguments])
        formateur.dedent()
        formateur.write("\n")
    formateur.write("Options :\n")
    formateur.indent()
    formateur.write_dl([*((_option(param), _dire(param)) for param in options), ("--help", DE_L_AIDE)])
    formateur.dedent()


def _premiere_phrase(texte: str) -> str:
    return " ".join(texte.split("\n\n", maxsplit=1)[0].split())


def _nom(param: Any) -> str:
    nom = param.metavar or param.opts[0].lstrip("-").upper()
    return f"{nom}…" if param.nargs == -1 else str(nom)


def _option(param: Any) -> str:
    return param.opts[0] if param.is_flag else f"{param.opts[0]} {param.metavar or 'VALEUR'}"


def _dire(param: Any) -> str:
    montre = isinstance(param.default, str) and param.default
    return f"{param.help or ''}{f' À défaut : {param.default}.' if montre else ''}"
