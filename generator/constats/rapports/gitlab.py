"""Le rapport « Code Quality » de GitLab."""

import hashlib
import json
from collections.abc import Sequence

from generator.constats.constat import Constat, Gravite
from generator.constats.rapports.phrases import en_une_phrase
from generator.constats.signes import montrer

_GRAVITES = {Gravite.ERREUR: "major", Gravite.AVERTISSEMENT: "minor"}


def rendre(constats: Sequence[Constat], *, site: str = "") -> str:
    """Rend une liste d’objets ; l’empreinte ne dépend pas de la ligne, pour suivre un constat d’un commit à l’autre."""
    vus: dict[str, int] = {}
    objets = []
    for constat in constats:
        cle = f"{constat.chemin}|{constat.code}|{constat.message}"
        vus[cle] = vus.get(cle, 0) + 1
        objets.append(
            {
                "description": en_une_phrase(constat, site),
                "check_name": constat.code,
                "fingerprint": hashlib.sha256(f"{cle}|{vus[cle]}".encode()).hexdigest(),
                "severity": _GRAVITES[constat.gravite],
                "location": {"path": montrer(constat.chemin), "lines": _lignes(constat)},
            }
        )
    return json.dumps(objets, ensure_ascii=False) + "\n"


def _lignes(constat: Constat) -> dict[str, int]:
    return {"begin": constat.ligne} | ({"end": constat.ligne + constat.lignes - 1} if constat.lignes > 1 else {})
