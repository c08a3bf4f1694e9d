"""Le modèle de fiche que la page Contribuer donne à copier : ce qui, laissé tel quel, n’est pas encore une réponse."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

PAGE = "content/contribuer/index.md"

_BLOC = re.compile(r"```yaml\n(---\n.*?)\n```", re.DOTALL)
VRAISEMBLABLES = ("role", "unite", "libelle", "valeur", "nature")
"""Les champs où le modèle montre une vraie réponse, qui peut être la vôtre."""

MOTS_D_UNE_CONSIGNE = 3


def comparable(texte: str) -> str:
    """Le texte sans ce qu’une copie change : apostrophes, espaces, point final."""
    return " ".join(texte.replace("'", "’").split()).strip(' ."')


@dataclass(frozen=True)
class ModeleACopier:
    """Les phrases du modèle ; il ne se lit que si l’on cherche ce qui en reste."""

    page: bytes
    lire: Callable[[str, bytes], Any]
    """De quoi lire une fiche (voir `lecture.entete`)."""

    def __eq__(self, autre: object) -> bool:
        return isinstance(autre, ModeleACopier) and autre.page == self.page

    def __hash__(self) -> int:
        return hash(self.page)

    @cached_property
    def consignes(self) -> Mapping[str, str]:
        """Ce que le modèle demande d’écrire : chaque phrase, comparable, et la section où elle est, ou rien si c’est un champ."""
        source = self._source
        if source is None:
            return {}
        textes = ((loc, texte) for loc, texte in source.document.textes if loc[-1] not in VRAISEMBLABLES)
        phrases = {comparable(texte): "" for _, texte in textes if len(texte.split()) >= MOTS_D_UNE_CONSIGNE}
        return phrases | {comparable(ligne): section for section, ligne in self._recit if ligne}

    @cached_property
    def chiffres(self) -> frozenset[tuple[str, str]]:
        """La valeur et le libellé des chiffres qu’il donne en exemple : ensemble, ils ne sont ceux de personne."""
        chiffres = self._source.document.valeur.get("chiffres", ()) if self._source else ()
        return frozenset((str(chiffre.get("valeur")), comparable(str(chiffre.get("libelle")))) for chiffre in chiffres)

    @cached_property
    def _source(self) -> Any:
        bloc = _BLOC.search(self.page.decode("utf-8", errors="ignore"))
        return self.lire(PAGE, f"{bloc[1]}\n".encode())[0] if bloc else None

    @cached_property
    def _recit(self) -> list[tuple[str, str]]:
        section, recit = "", []
        for ligne in (self._source.corps if self._source else "").split("\n"):
            if ligne.startswith("## "):
                section = ligne[3:].strip()
            elif section:
                recit.append((section, ligne.strip()))
        return recit
