"""Les fautes de tous les jours : ce que le collage et la frappe font subir à une vraie fiche."""

import re
from collections.abc import Callable
from random import Random

Faute = Callable[[str, Random], str | None]
"""La fiche, faute comprise ; rien si elle n’a pas de quoi la porter."""

_LISTES = r"(?:domaines|objectifs|besoins|categories): \[[^\"]*\]"


def _sur_une_ligne(motif: str, abimer: Callable[[str], str], texte: str, hasard: Random) -> str | None:
    """Abîme, au hasard, l’une des lignes de l’en-tête qui suivent ce motif."""
    _, entete, corps = texte.split("---\n", 2)
    lignes = entete.split("\n")
    rangs = [rang for rang, ligne in enumerate(lignes) if re.fullmatch(motif, ligne)]
    if not rangs:
        return None
    rang = hasard.choice(rangs)
    lignes[rang] = abimer(lignes[rang])
    return "---\n" + "\n".join(lignes) + "---\n" + corps


def _dans_l_entete(motif: str, remplacement: str | Callable[[re.Match[str]], str], texte: str) -> str:
    _, entete, corps = texte.split("---\n", 2)
    return f"---\n{re.sub(motif, remplacement, entete, flags=re.MULTILINE)}---\n{corps}"


def _chaque_ligne(texte: str, ecrire: Callable[[int, str], str]) -> str:
    return "\n".join(ecrire(numero, ligne) for numero, ligne in enumerate(texte.rstrip("\n").split("\n"), 1)) + "\n"


def sans_ses_guillemets(texte: str, hasard: Random) -> str | None:
    return _sur_une_ligne(r" *(?:- )?\w+: \"[^\"]*[:#] [^\"]*\"", lambda ligne: ligne.replace('"', ""), texte, hasard)


def guillemet_perdu(texte: str, hasard: Random) -> str | None:
    return _sur_une_ligne(r" *(?:- )?\w+: \"[^\"]*\"", lambda ligne: ligne[:-1], texte, hasard)


def apres_le_guillemet(texte: str, hasard: Random) -> str | None:
    return _sur_une_ligne(r" *(?:partie|titre): \"[^\"]*\"", lambda ligne: f"{ligne} (suite)", texte, hasard)


def guillemets_arrondis(texte: str, _: Random) -> str:
    return _dans_l_entete(r"\"([^\"]*)\"", r"“\1”", texte)


def courriel(texte: str, _: Random) -> str:
    return _chaque_ligne(texte, lambda _, ligne: f"> {ligne}" if ligne else ">")


def courriel_transfere(texte: str, _: Random) -> str:
    return f"De : Une association\nObjet : TR: notre fiche\n\nBonjour, la voici.\n\n{texte}\n-- \nUne association\n"


def numeros_de_lignes(texte: str, _: Random) -> str:
    return _chaque_ligne(texte, lambda numero, ligne: f"{numero}  {ligne}")


def comparatif(texte: str, _: Random) -> str:
    return _chaque_ligne(texte, lambda _, ligne: f"+{ligne}")


def assistant(texte: str, _: Random) -> str:
    return f"Bien sûr ! Voici la fiche :\n\n```yaml\n{texte}```\n\nN’hésitez pas à me demander autre chose.\n"


def tabulations(texte: str, _: Random) -> str:
    return _dans_l_entete(r"^ +", lambda retrait: "\t" * (len(retrait[0]) // 2), texte)


def insecables(texte: str, _: Random) -> str:
    return _dans_l_entete(r"^ +(?=\w)", lambda retrait: "\N{NO-BREAK SPACE}" * len(retrait[0]), texte)


def decalage(texte: str, hasard: Random) -> str | None:
    sens = hasard.random() < 0.5
    return _sur_une_ligne(r" +(?:- )?\w+: \S.*", lambda ligne: f" {ligne}" if sens else ligne[1:], texte, hasard)


def espace_oubliee(texte: str, hasard: Random) -> str | None:
    return _sur_une_ligne(r" *(?:- )?\w+: [\w\[\"].*", lambda ligne: ligne.replace(": ", ":", 1), texte, hasard)


def deux_points_oublies(texte: str, hasard: Random) -> str | None:
    return _sur_une_ligne(r"(?:statut|publie_le|annee|type): [\w-]+", lambda ligne: ligne.replace(":", "", 1), texte, hasard)


def crochet_perdu(texte: str, hasard: Random) -> str | None:
    return _sur_une_ligne(r"\w+: \[[^\"]*\]", lambda ligne: ligne[:-1], texte, hasard)


def sans_crochets(texte: str, hasard: Random) -> str | None:
    return _sur_une_ligne(_LISTES, lambda ligne: re.sub(r"[\[\]]", "", ligne), texte, hasard)


def points_virgules(texte: str, hasard: Random) -> str | None:
    return _sur_une_ligne(r"(?:domaines|objectifs|besoins): \[.*,.*\]", lambda ligne: ligne.replace(",", ";"), texte, hasard)


def accolade_perdue(texte: str, hasard: Random) -> str | None:
    return _sur_une_ligne(r".*\{.*\}", lambda ligne: ligne[:-1], texte, hasard)


def virgule_perdue(texte: str, hasard: Random) -> str | None:
    return _sur_une_ligne(r".*\{.*, \w+: .*\}", lambda ligne: re.sub(r", (\w+: )", r" \1", ligne, count=1), texte, hasard)


def tiret_perdu(texte: str, hasard: Random) -> str | None:
    motif = r"    \w+: .*\n  - (?=(?:nom|valeur|document|titre|libelle): )"
    places = list(re.finditer(motif, texte))
    if not places:
        return None
    place = hasard.choice(places)
    return f"{texte[: place.end() - 2]}  {texte[place.end() :]}"


def tirets_colles(texte: str, _: Random) -> str | None:
    abimee = _dans_l_entete(r"^( +)- (?=\w+:)", r"\1-", texte)
    return None if abimee == texte else abimee


def puces(texte: str, _: Random) -> str | None:
    abimee = _dans_l_entete(r"^( *)- (?=\w)", r"\1• ", texte)
    return None if abimee == texte else abimee


def sans_ouverture(texte: str, _: Random) -> str:
    return texte.removeprefix("---\n")


def sans_fermeture(texte: str, _: Random) -> str:
    return texte.replace("\n---\n", "\n", 1)


def tirets_longs(texte: str, _: Random) -> str:
    return texte.replace("---\n", "—\n", 2)


def accents_abimes(texte: str, _: Random) -> str:
    return "".join(bytes([octet]).decode("cp1252", "ignore") or chr(octet) for octet in texte.encode())


def export(texte: str, _: Random) -> str:
    return _dans_l_entete(r"([_\[\]]|(?<=  )-(?= ))", r"\\\1", texte)


def conflit(texte: str, hasard: Random) -> str | None:
    versions = "<<<<<<< HEAD\n{0}\n=======\n{0}x\n>>>>>>> autre"
    return _sur_une_ligne(r"\w+: \S.*[^-]", versions.format, texte, hasard)


FAUTES: tuple[Faute, ...] = (
    *(sans_ses_guillemets, guillemet_perdu, apres_le_guillemet, guillemets_arrondis, courriel, courriel_transfere),
    *(numeros_de_lignes, comparatif, assistant, tabulations, insecables, decalage, espace_oubliee, deux_points_oublies),
    *(crochet_perdu, sans_crochets, points_virgules, accolade_perdue, virgule_perdue, tiret_perdu, tirets_colles, puces),
    *(sans_ouverture, sans_fermeture, tirets_longs, accents_abimes, export, conflit),
)
