"""Le modèle de fiche que l’on donne à copier à qui écrit le fichier : ce qui, laissé tel quel, n’est pas encore une réponse."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.constats.proximite import LONGUEUR, replier

PAGE = "content/contribuer/fichier.md"

_BLOC = re.compile(r"```yaml\n(---\n.*?)\n```", re.DOTALL)
VRAISEMBLABLES = ("role", "unite", "libelle", "valeur", "nature")
"""Les champs où le modèle montre une vraie réponse, qui peut être la vôtre."""

MOTS_D_UNE_CONSIGNE = 3

MOTS_POUR_EN_CHANGER_UN = 5
"""Une consigne de tant de mots se reconnaît encore quand l’un d’eux a changé."""

NOMMES = ("nom", "titre", "auteurs", "producteurs", "structure")
"""Les champs où le modèle demande un nom."""

_NOM_DE = re.compile(
    r"(?:(?:le|un|votre|mon|son) )?(?:nom|titre) (?:exact |complet |officiel )?(?:(?:de la|de l|de votre|de notre|du|des|d|de) )?"
    r"(?:un |une )?(?:autre |premier |premiere |second |seconde |deuxieme |troisieme |quatrieme )?"
    r"(?:partenaire|association|asso|entreprise|societe|organisation|organisme|structure|collectivite|commune|mairie|ville"
    r"|fondation|alliance|projet|document|article|rapport|auteur|porteur|acteur|chercheur|laboratoire|universite|ecole"
    r"|etablissement|fiche|outil|methode|producteur|financeur|membre)s?"
    r"(?: (?:\d|partenaire|public|publique|prive|privee|porteur|porteuse|local|locale|ici))?"
)
"""« Le nom d’un partenaire », et ce que devient cette consigne quand on n’y change qu’un mot : « le nom de l’association »."""


_A_DIRE = {
    "role": r"ce qu(?:e|il|elle| il| elle) fait(?: (?:ce|le|votre) partenaire| dans l alliance| en quelques mots)*"
    r"|(?:(?:son|le|votre) )?role(?: (?:du|de ce|de votre|de chaque) partenaire)?(?: dans (?:l alliance|le projet))?",
    "question": r"(?:la )?question a laquelle (?:repond )?(?:l outil|cet outil|la methode|cette methode|il)(?: repond)?"
    r"|la question posee",
    "libelle": r"ce que (?:le nombre|ce nombre|le chiffre) mesure(?: en clair)?|ce que mesure (?:le|ce) (?:nombre|chiffre)",
}
"""Ce que l’on attend d’un champ, recopié à la place de ce qu’on a à en dire : « ce que fait ce partenaire », « son rôle »."""


def a_dire(loc: Sequence[str | int], texte: str) -> bool:
    """Vrai si ce champ redit ce que l’on en attend."""
    motif = _A_DIRE.get(str(loc[-1]), "") if len(texte) <= LONGUEUR else ""
    return bool(motif) and re.fullmatch(motif, replier(texte)) is not None


def comparable(texte: str) -> str:
    """Le texte sans ce qu’une copie change : apostrophes, espaces, point final."""
    return " ".join(texte.replace("'", "’").split()).strip(' ."')


def _a_un_mot_pres(uns: list[str], autres: list[str]) -> bool:
    """Vrai si l’on passe de l’un à l’autre en changeant, en ôtant ou en ajoutant un mot."""
    if abs(len(uns) - len(autres)) > 1:
        return False
    communs = next((rang for rang, (un, autre) in enumerate(zip(uns, autres, strict=False)) if un != autre), len(uns))
    fin = max(len(uns), len(autres)) - 1 - communs
    return uns[len(uns) - fin :] == autres[len(autres) - fin :] if fin > 0 else True


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

    def retouchee(self, loc: Sequence[str | int], texte: str) -> bool:
        """Vrai si ce champ est une consigne du modèle dont on n’a changé qu’un mot."""
        if len(texte) > LONGUEUR:
            return False
        mots = (pli := replier(texte)).split()
        if {loc[-1], *loc[-2:-1]} & set(NOMMES):
            return len(mots) >= MOTS_D_UNE_CONSIGNE and _NOM_DE.fullmatch(pli) is not None
        return len(mots) >= MOTS_POUR_EN_CHANGER_UN and any(_a_un_mot_pres(mots, autres) for autres in self._champs)

    @cached_property
    def _champs(self) -> list[list[str]]:
        """Les mots de chaque consigne d’un champ, si elle en a assez."""
        plis = (replier(texte).split() for texte, section in self.consignes.items() if not section)
        return [mots for mots in plis if len(mots) >= MOTS_POUR_EN_CHANGER_UN and not {"nom", "titre"} & set(mots)]

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
