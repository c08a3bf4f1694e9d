"""Les annotations de GitHub Actions : un constat par ligne, montré sur la pull request à sa place."""

from collections.abc import Sequence

from generator.constats.constat import Constat, Gravite
from generator.constats.rapports.phrases import en_une_phrase, resume
from generator.constats.signes import montrer

_COMMANDES = {Gravite.ERREUR: "error", Gravite.AVERTISSEMENT: "warning"}


def rendre(constats: Sequence[Constat], *, site: str = "") -> str:
    """Rend une commande d’annotation par constat, puis le résumé."""
    return "\n".join([*(_un(constat, site) for constat in constats), resume(constats)]) + "\n"


def _un(constat: Constat, site: str) -> str:
    place = f"file={_valeur(montrer(constat.chemin))},line={constat.ligne},col={constat.colonne}"
    titre = _valeur(f"{str(constat.gravite).capitalize()} : {constat.regle.titre} [{constat.code}]")
    return f"::{_COMMANDES[constat.gravite]} {place},title={titre}::{_message(en_une_phrase(constat, site))}"


def _message(texte: str) -> str:
    return texte.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _valeur(texte: str) -> str:
    return _message(texte).replace(":", "%3A").replace(",", "%2C")
