"""Abîmer de vraies fiches de mille façons, et dire ce que le vérificateur doit en répondre : vite, à une place, en une ligne."""

import json
import random
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.constats.constat import Constat
from generator.constats.rapports import FORMATS
from generator.controle.contenu import valider_referentiel
from generator.controle.sujets import Cas, Entourage, FicheEcrite
from generator.controle.tous import controler, controler_l_ensemble
from generator.controle.validation import valider_fiche
from generator.lecture import depot
from generator.lecture.entete import lire_fiche
from generator.lecture.lu import lire_referentiel
from generator.modele.fiches import MODELES
from generator.modele.referentiel import Referentiel

PASSAGES = [
    *(
        "",
        "---\n",
        "\t",
        "{",
        "}",
        "[",
        "]",
        ": ",
        "- ",
        "&a ",
        "*a ",
        "!!x ",
        "#",
        "'",
        '"',
        "\0",
        "\u2028",
        "é",
        "\u0301",
        "\u200b",
    ),
    *("<script>", "{{ x }}", "--8<--", "](javascript:x)", "](", "]: x", "![", "\n## Contexte\n", "\n\n", "null", "~", "9" * 30),
    *(
        '["\\n"]',
        '"\\u202e"',
        '"\\ta"',
        "\r",
        "\N{NO-BREAK SPACE}",
        "\ufe0f",
        "\u2800",
        "documents:\n  x:\n    titre: y\n",
        "…",
        "| \n  a",
    ),
]
"""Ce que l’on glisse dans une fiche : les signes de YAML et de Markdown, les invisibles, et ce qui a déjà fait une faute."""

_INVISIBLES = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))


@dataclass(frozen=True)
class Atelier:
    """Le référentiel d’un dépôt, ses fiches, et de quoi les juger sans passer par le disque."""

    referentiel: Referentiel
    fiches: tuple[tuple[str, bytes], ...]
    entourage: Entourage = field(repr=False)

    @classmethod
    def de(cls, racine: Path) -> "Atelier":
        fichiers, _ = depot.fiches(racine)
        referentiel, _ = valider_referentiel(lire_referentiel(racine))
        entourage = Entourage(
            cles=frozenset(fichier.cle for fichier in fichiers),
            bibliographie=referentiel.bibliographie,
            aujourd_hui=date(2026, 11, 30),
        )
        return cls(referentiel, tuple((f.famille, f.octets) for f in fichiers), entourage)

    def juger(self, famille: str, octets: bytes) -> list[Constat]:
        """Tous les constats d’une fiche, comme dans la chaîne."""
        source, lus = lire_fiche(f"{depot.dossier(famille)}/essai.md", octets)
        constats = list(lus)
        if source is not None:
            ecrit = FicheEcrite(source, MODELES[famille], famille=famille, identifiant="x")
            fiche, faits = valider_fiche(ecrit, self.referentiel)
            constats += [*faits, *controler(ecrit), *controler_l_ensemble(ecrit, self.entourage)]
            if fiche is not None:
                cas = Cas(fiche, ecrit)
                constats += [*controler(cas), *controler_l_ensemble(cas, self.entourage)]
        return constats


def abimer(atelier: Atelier, hasard: random.Random) -> tuple[str, bytes]:
    """Une vraie fiche où l’on remplace, ôte ou répète quelques passages, ou dont on récrit un champ."""
    famille, octets = hasard.choice(atelier.fiches)
    texte = octets.decode("utf-8")
    if hasard.random() < 0.3:
        lignes = [
            f"{champ}: {valeur(hasard)}" for champ in hasard.sample(list(MODELES[famille].model_fields), hasard.randint(1, 4))
        ]
        return famille, ("---\n" + "\n".join(lignes) + "\n---\n").encode("utf-8", errors="surrogatepass")
    for _ in range(hasard.randint(1, 6)):
        debut = hasard.randint(0, len(texte))
        fin = hasard.randint(debut, min(len(texte), debut + 80))
        ajout = hasard.choice(PASSAGES) if hasard.random() < 0.7 else "".join(chr(hasard.randint(1, 0x2FFF)) for _ in range(8))
        texte = texte[:debut] + ajout + texte[fin:]
    return famille, texte.encode("utf-8", errors="surrogatepass")


def valeur(hasard: random.Random, profondeur: int = 0) -> str:
    """Une valeur quelconque, écrite comme du JSON, que YAML lit aussi."""
    sorte = hasard.random()
    if sorte < 0.2:
        return hasard.choice(("", "~", "null", "2026-02-30", "12:30", "NO", "1e3"))
    if sorte < 0.7 or profondeur > 2:
        return json.dumps(
            "".join(hasard.choice("ab é:'\"#-[]{}&*!|>%@`\n\t\u200b\u202e\u2028…") for _ in range(hasard.randint(0, 8)))
        )
    if sorte < 0.85:
        return f"[{', '.join(valeur(hasard, profondeur + 1) for _ in range(hasard.randint(0, 3)))}]"
    return (
        "{"
        + ", ".join(f"{hasard.choice('abz')}: {valeur(hasard, profondeur + 1) or '~'}" for _ in range(hasard.randint(0, 3)))
        + "}"
    )


def reprocher(constats: list[Constat], octets: bytes) -> list[str]:
    """Ce qui ne va pas dans la réponse du vérificateur : rien, si tout va bien."""
    reproches = []
    lignes = octets.count(b"\n") + octets.count(b"\r") + 1
    for constat in constats:
        if not (1 <= constat.ligne <= lignes and constat.colonne >= 1):
            reproches.append(f"{constat.code} hors du fichier : {constat.ligne}:{constat.colonne} sur {lignes} lignes")
        if not constat.message:
            reproches.append(f"{constat.code} sans message")
        if len(constat.message) > 700:
            reproches.append(f"{constat.code} : un message de {len(constat.message)} signes")
        montres = {signe for montre in (constat.message, constat.suggestion, *constat.admis) for signe in montre}
        if caches := [signe for signe in sorted(montres) if unicodedata.category(signe) in _INVISIBLES]:
            reproches.append(f"{constat.code} montre {caches!r}")
    rendus = {nom: rendre(constats) for nom, rendre in FORMATS.items()}
    for nom, rendu in rendus.items():
        if caches := [signe for signe in sorted(set(rendu) - {"\n"}) if unicodedata.category(signe) in _INVISIBLES]:
            reproches.append(f"le rapport {nom} contient {caches[:3]!r}")
    github = rendus["github"].splitlines()
    if len(github) != len(constats) + 1:
        reproches.append(f"le rapport github a {len(github)} lignes pour {len(constats)} constats")
    return reproches
