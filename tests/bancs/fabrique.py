"""Fabriquer un grand dépôt qui ressemble à ce que le vrai deviendrait.

Les vraies fiches d’abord, telles quelles ; puis des générations de copies, chacune ancrée dans une commune tirée au sort : son
titre, ses territoires (d’autres, du même échelon), ses partenaires (les uns agissent partout, à leur fréquence ; les autres sont
de la commune, car en vrai deux noms sur trois ne servent qu’une fois), ses propres documents à côté de ceux que beaucoup citent,
ses renvois vers sa génération et vers d’autres. Un même nombre donne les mêmes octets.
"""

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.constats.proximite import replier
from generator.lecture import depot
from generator.modele import territoires
from generator.modele.fiches import FAMILLES
from generator.modele.territoires import Echelon, Lieu

RACINE = Path(__file__).resolve().parents[2]

NATIONAUX = 0.3
"""La part des partenaires d’une copie qui agissent partout : dans le vrai catalogue, 130 noms sur 421 en répètent un autre."""

AILLEURS = 0.2
"""La part des renvois d’une copie qui quittent sa génération."""


@dataclass(frozen=True, slots=True)
class Modele:
    """Une vraie fiche, à copier."""

    famille: str
    identifiant: str
    entete: dict[str, Any]
    corps: str

    @property
    def cle(self) -> str:
        return f"{self.famille}/{self.identifiant}"


def fabriquer(cible: Path, nombre: int) -> Path:
    """Pose dans `cible` un dépôt de `nombre` fiches des six familles : toutes les vraies, puis des copies."""
    shutil.rmtree(cible, ignore_errors=True)
    for nom in ("content", "exemples"):
        shutil.copytree(RACINE / nom, cible / nom)
    (cible / "overrides").symlink_to(RACINE / "overrides")
    shutil.copy(RACINE / "mkdocs.yml", cible)
    fabrique = Fabrique(nombre)
    for cle, texte in fabrique.copies():
        famille, identifiant = cle.split("/")
        (cible / depot.dossier(famille) / f"{identifiant}.md").write_text(texte, "utf-8")
    return cible


class Fabrique:
    """De vraies fiches à leurs copies."""

    def __init__(self, nombre: int) -> None:
        self.hasard = random.Random(17)  # noqa: S311
        modeles = list(_modeles())
        self.hasard.shuffle(modeles)
        self.lieux: dict[Echelon, list[Lieu]] = {echelon: [] for echelon in Echelon}
        for lieu in territoires.tous():
            self.lieux[lieu.echelon].append(lieu)
        communes = self.hasard.sample(self.lieux[Echelon.COMMUNE], nombre - len(modeles))
        self.a_faire = [(modeles[rang % len(modeles)], rang // len(modeles), commune) for rang, commune in enumerate(communes)]
        self.copiees = {
            (modele.cle, generation): f"{modele.famille}/{modele.identifiant[:55].strip('-')}-{_cle(commune)}"
            for modele, generation, commune in self.a_faire
        }
        self.generations = 1 + max((generation for _, generation, _ in self.a_faire), default=-1)
        decrites = yaml.load((RACINE / "content/organisations.yml").read_text("utf-8"), yaml.CSafeLoader)
        self.connues = {nom: cle for cle, une in decrites.items() for nom in (une["nom"], *une.get("autres_noms", ()))}
        self.mots = sorted(
            {mot.strip(",:;–«»\N{NO-BREAK SPACE}") for modele in modeles for mot in modele.entete["titre"].split()} - {""}
        )
        self.partenaires = [partenaire["nom"] for modele in modeles for partenaire in modele.entete.get("partenaires", ())]

    def copies(self) -> Iterator[tuple[str, str]]:
        """La clé et le texte de chaque copie."""
        for modele, generation, commune in self.a_faire:
            yield self.copiees[modele.cle, generation], self._copier(modele, generation, commune)

    def _copier(self, modele: Modele, generation: int, commune: Lieu) -> str:
        noms: dict[str, str] = {}
        for partenaire in modele.entete.get("partenaires", ()):
            nom = self._partenaire(partenaire, commune)
            # Une organisation n’est pas deux fois dans une alliance, même sous un autre nom.
            deja = {self.connues.get(autre, autre) for autre in noms.values()}
            noms[partenaire["nom"]] = (
                nom if self.connues.get(nom, nom) not in deja else f"{partenaire['nom'][:80]} de {commune.nom}"
            )
        documents = {cle: f"{cle[:50]}-{_cle(commune)}" for cle in modele.entete.get("documents", ())}
        entete = _renommer({**modele.entete, "anciens_identifiants": []}, noms | documents)
        for document in entete.get("documents", {}).values():
            if "url" in document:
                document["url"] += f"?commune={commune.code}"
        # Deux alliances du même réseau n’ont pas le même titre : des mots des vrais, tirés au sort.
        titre = f"{commune.nom}\N{NO-BREAK SPACE}: {' '.join(self.hasard.sample(self.mots, 8))}"
        entete["titre"] = titre[:88].rsplit(" ", 1)[0].rstrip(" ,:;–«\N{NO-BREAK SPACE}")
        if "structure" in entete:
            entete["structure"] = f"{entete['structure'][:50]} de {commune.nom}"
        entete["mots_cles"] = [*modele.entete.get("mots_cles", ())[:5], commune.nom]
        for champ in ("territoires", "siege"):
            if champ in entete:
                entete[champ] = self._deplacer(modele.entete[champ], commune)
        if "voir_aussi" in entete:
            entete["voir_aussi"] = [*dict.fromkeys(self._renvoi(cle, generation) for cle in entete["voir_aussi"])]
        corps = re.sub(r"\]\(/([a-z]+/[a-z0-9-]+)/", lambda lien: f"](/{self._renvoi(lien[1], generation)}/", modele.corps)
        for nom in sorted(noms, key=len, reverse=True):
            corps = corps.replace(nom, noms[nom])
        return f"---\n{yaml.dump(entete, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)}---\n{corps}"

    def _partenaire(self, partenaire: dict[str, str], commune: Lieu) -> str:
        if self.hasard.random() < NATIONAUX:
            return self.hasard.choice(self.partenaires)
        if partenaire["profil"] == "acteurs-publics":
            return self.hasard.choice((f"Ville de {commune.nom}", self.hasard.choice(self.lieux[Echelon.INTERCOMMUNALITE]).nom))
        return f"{partenaire['nom'][:80]} de {commune.nom}"

    def _deplacer(self, ecrits: Any, commune: Lieu) -> Any:
        """D’autres lieux, des mêmes échelons ; une copie qui agit dans une commune agit dans la sienne."""
        if isinstance(ecrits, str):
            return self._deplacer([ecrits], commune)[0]
        deplaces: list[str] = []
        for ecrit in ecrits:
            echelon = territoires.lieu(str(ecrit)).echelon
            if echelon is Echelon.ENSEMBLE:
                deplaces.append(ecrit)
            elif echelon is Echelon.COMMUNE and territoires.graphie_unique(commune) not in deplaces:
                deplaces.append(territoires.graphie_unique(commune))
            else:
                deplaces.append(territoires.graphie_unique(self.hasard.choice(self.lieux[echelon])))
        return [*dict.fromkeys(deplaces)]

    def _renvoi(self, cle: str, generation: int) -> str:
        if self.hasard.random() < AILLEURS:
            generation = self.hasard.randrange(self.generations)
        return self.copiees.get((cle, generation), cle)


def _modeles() -> Iterator[Modele]:
    for famille in FAMILLES:
        for chemin in sorted((RACINE / depot.dossier(famille)).glob("*.md")):
            if chemin.name != "index.md":
                _, entete, corps = chemin.read_text("utf-8").split("---\n", 2)
                yield Modele(famille, chemin.stem, yaml.load(entete, yaml.CSafeLoader), corps)


def _renommer(valeur: Any, noms: dict[str, str]) -> Any:
    """La même valeur, où chaque texte et chaque clé de `noms` en est remplacé."""
    if isinstance(valeur, dict):
        return {noms.get(cle, cle): _renommer(contenu, noms) for cle, contenu in valeur.items() if contenu != []}
    if isinstance(valeur, list):
        return [_renommer(contenu, noms) for contenu in valeur]
    return noms.get(valeur, valeur) if isinstance(valeur, str) else valeur


def _cle(commune: Lieu) -> str:
    """De quoi nommer un fichier d’après une commune."""
    return f"{re.sub('[^a-z0-9]+', '-', replier(commune.nom)).strip('-')[:16].strip('-')}-{commune.code.lower()}"
