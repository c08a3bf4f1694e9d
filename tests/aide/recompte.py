"""Un recompte du catalogue écrit sans rien emprunter au générateur : il lit les fichiers comme le ferait un tiers.

Il sert de témoin : tout effectif imprimé sur un site doit s’y retrouver. Chaque fonction dit de quel dépôt elle parle.
"""

import gzip
import re
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import yaml

RACINE = Path(__file__).resolve().parents[2]
DOSSIERS = {
    "exemples": "exemples",
    "methodes": "content/methodes",
    "outils": "content/outils",
    "donnees": "content/donnees",
    "competences": "content/competences",
    "mesures": "content/mesures",
}


@cache
def fiches(racine: Path) -> dict[str, dict[str, Any]]:
    """L’en-tête de chaque fiche, par « famille/identifiant »."""
    lues = {}
    for famille, dossier in DOSSIERS.items():
        for chemin in (racine / dossier).rglob("*.md"):
            if chemin == racine / dossier / "index.md":
                continue  # le texte de la page de la famille
            nom = chemin.parent.name if chemin.name == "index.md" else chemin.stem
            lues[f"{famille}/{nom}"] = _yaml(chemin.read_text("utf-8").split("---\n")[1])
    return lues


@cache
def decrites(racine: Path) -> dict[str, dict[str, Any]]:
    """Ce que `content/organisations.yml` dit des organisations."""
    return _yaml((racine / "content/organisations.yml").read_text("utf-8")) or {}


@cache
def organisations(racine: Path) -> dict[str, dict[str, set[str]]]:
    """Chaque organisation, par identifiant : ses noms dans les fiches, ses profils, et les exemples où elle agit."""
    noms = {
        _plier(nom): cle for cle, decrite in decrites(racine).items() for nom in (decrite["nom"], *decrite.get("autres_noms", ()))
    }
    trouvees: dict[str, dict[str, set[str]]] = {}
    for cle, entete in fiches(racine).items():
        for partenaire in entete.get("partenaires", ()):
            identifiant = noms.get(_plier(partenaire["nom"]), _plier(partenaire["nom"]).replace(" ", "-"))
            sienne = trouvees.setdefault(identifiant, {"noms": set(), "profils": set(), "exemples": set()})
            sienne["noms"].add(partenaire["nom"])
            sienne["profils"].add(partenaire["profil"])
            sienne["exemples"].add(cle)
    hors = {cle for cle, decrite in decrites(racine).items() if decrite.get("nature") in ("groupe", "personne")}
    return {cle: sienne for cle, sienne in trouvees.items() if cle not in hors}


def ensemble(racine: Path, une: str, autre: str) -> set[str]:
    """Les exemples où ces deux organisations agissent ensemble : dans des cas séparés, l’une des deux est de tous."""
    toutes = organisations(racine)
    communs = toutes[une]["exemples"] & toutes[autre]["exemples"]
    de_tous = toutes[une]["noms"] | toutes[autre]["noms"]
    return {cle for cle in communs if not (separes := fiches(racine)[cle].get("cas_separes")) or de_tous & set(separes)}


def _plier(nom: str) -> str:
    sans_accent = "".join(c for c in unicodedata.normalize("NFD", nom.replace("œ", "oe")) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", sans_accent.lower()))


@cache
def vocabulaire(racine: Path, nom: str) -> dict[str, Any]:
    lu: dict[str, Any] = _yaml((racine / "content/vocabulaires" / f"{nom}.yml").read_text("utf-8"))
    return lu


def _yaml(texte: str) -> Any:
    # Le chargeur sûr, dans sa forme compilée quand elle est là : des centaines de fiches se lisent dix fois plus vite.
    return yaml.load(texte, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


OUTRE_MER = {"01", "02", "03", "04", "06", "975", "977", "978", "984", "986", "987", "988", "989"}
"""Les codes des régions et des collectivités d’outre-mer."""


def _cog() -> list[list[str]]:
    texte = gzip.decompress((RACINE / "generator/modele/cog.tsv.gz").read_bytes()).decode("utf-8")
    return [ligne.split("\t") for ligne in texte.splitlines()]


COG = _cog()


@cache
def _lieu(nom: str) -> list[str]:
    """La ligne du code officiel géographique d’un territoire de fiche, région d’abord, puis du plus grand au plus petit."""
    nom = nom.replace("’", "'")
    base, _, precision = nom.removesuffix(")").partition(" (")
    lignes = [ligne for ligne in COG if ligne[2] in (nom, base) or ligne[1] == nom or ligne[2].split(" ", 1)[-1] == nom]
    if precision:
        lignes = [ligne for ligne in lignes if precision in (ligne[3], {"departement": "département"}.get(ligne[0], ligne[0]))]
    return next((ligne for ligne in lignes if ligne[2] == base), lignes[0])


def _territoires(racine: Path, entete: dict[str, Any]) -> set[str]:
    lieux = [str(lieu) for lieu in entete.get("territoires", [])]
    cles = {lieu if lieu in ("france", "outre-mer", "europe", "monde") else f"region:{_lieu(lieu)[4]}" for lieu in lieux}
    return {m["id"] for m in vocabulaire(racine, "territoires")["modalites"] if cles & set(m["territoires"])}


def _tailles(entete: dict[str, Any]) -> set[str]:
    lieux = [str(lieu) for lieu in entete.get("territoires", []) if lieu not in ("france", "outre-mer", "europe", "monde")]
    populations = [int(_lieu(lieu)[5]) for lieu in lieux if _lieu(lieu)[5]]
    seuils = [("moins-2000", 0, 2000), ("2000-20000", 2000, 20000), ("20000-50000", 20000, 50000), ("plus-50000", 50000, 10**9)]
    return {nom for nom, bas, haut in seuils for population in populations if bas <= population < haut}


def _niveaux(entete: dict[str, Any]) -> set[str]:
    lieux = [str(lieu) for lieu in entete.get("territoires", [])]
    if entete.get("niveau") or not lieux:
        return {entete["niveau"]} if entete.get("niveau") else set()
    if {"europe", "monde"} & set(lieux):
        return {"international"}
    if {"france", "outre-mer"} & set(lieux) or len({_lieu(lieu)[4] for lieu in lieux}) > 1:
        return {"national"}
    return {"regional"} if {_lieu(lieu)[0] for lieu in lieux} & {"region", "departement"} else {"local"}


def preuve(entete: dict[str, Any]) -> str:
    """Le niveau de preuve d’un exemple, d’après son en-tête."""
    evaluation = entete.get("evaluation")
    if not evaluation or evaluation.get("conclusions_lues") in ("non", False):
        return "compte" if constates(entete) else "annonce"
    partenaires = [_mots(partenaire["nom"]) for partenaire in entete["partenaires"]]
    evaluateurs = [_mots(nom) for nom in evaluation.get("par", [])]
    de_la_maison = [e for e in evaluateurs for p in partenaires if f" {e} " in f" {p} " or f" {p} " in f" {e} "]
    return "evalue-par-un-tiers" if evaluateurs and not de_la_maison else "evalue"


def constates(entete: dict[str, Any]) -> list[dict[str, Any]]:
    """Les chiffres d’un exemple qui ne sont ni prévus ni de contexte."""
    return [chiffre for chiffre in entete.get("chiffres", ()) if "sens" not in chiffre]


def _mots(nom: str) -> str:
    """Un nom sans accents, majuscules ni ponctuation."""
    nu = "".join(c for c in unicodedata.normalize("NFKD", nom.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", nu))


@cache
def _sources(racine: Path) -> dict[str, Any]:
    lues: dict[str, Any] = _yaml((racine / "content/sources.yml").read_text("utf-8"))
    return lues


def annee_des_faits(racine: Path, entete: dict[str, Any]) -> int | None:
    """L’année de la source la plus récente d’une fiche."""
    documents = {**_sources(racine), **entete.get("documents", {})}
    return max((documents[source["document"]].get("annee", 0) for source in entete["sources"]), default=0) or None


def est_breve(entete: dict[str, Any]) -> bool:
    """Vrai d’un exemple qui se dit bref."""
    return entete.get("breve") in ("oui", True)


def obstacles(entete: dict[str, Any]) -> list[str]:
    """Les obstacles d’un exemple, d’après son en-tête, sans répétition."""
    return list(dict.fromkeys(ecueil["obstacle"] for ecueil in entete.get("ce_qui_a_coince", ())))


COMPLETUDE = {
    "sources": lambda entete: len({source["document"] for source in entete["sources"]}) >= 2,
    "chiffre": lambda entete: bool(entete.get("chiffres")),
    "evaluation": lambda entete: bool(entete.get("evaluation")),
    "dates": lambda entete: bool(entete.get("dates_cles")),
    "lieu": lambda entete: any(lieu not in ("france", "outre-mer", "europe", "monde") for lieu in entete["territoires"]),
    "ecueil": lambda entete: bool(entete.get("ce_qui_a_coince")),
    "lien": lambda entete: bool(entete.get("liens")),
    "confirmation": lambda entete: bool(entete.get("confirme_par")),
}
"""Ce que l’on attend d’un exemple et qui se lit dans son seul en-tête."""


def modalites(racine: Path, cle: str, facette: str) -> set[str]:
    """Les modalités d’une fiche dans une facette, ou sa famille."""
    entete = fiches(racine)[cle]
    match facette:
        case "familles":
            return {cle.split("/", maxsplit=1)[0]}
        case "acteurs":
            profils = [p["profil"] for p in entete["partenaires"]] if cle.startswith("exemples/") else entete.get("profils", [])
            return set(profils)
        case "territoires":
            return _territoires(racine, entete)
        case "tailles":
            return _tailles(entete)
        case "niveaux":
            return _niveaux(entete)
        case "preuves":
            return {preuve(entete)} if cle.startswith("exemples/") else set()
        case "formats":
            return {"breve" if est_breve(entete) else "recit"} if cle.startswith("exemples/") else set()
        case "odd":
            return {*entete.get("odd", []), "odd-17"}
        case "durees":
            return {entete["duree"]} if entete.get("duree") else set()
    return set(entete.get(facette) or [])


def facettes(racine: Path) -> list[str]:
    """Les facettes du site : les vocabulaires qui ont un rang."""
    chemins = sorted((racine / "content/vocabulaires").glob("*.yml"))
    return [chemin.stem for chemin in chemins if vocabulaire(racine, chemin.stem).get("facette")]


@cache
def ranger(racine: Path) -> dict[str, dict[str, set[str]]]:
    """Pour chaque facette et chaque modalité, l’ensemble des fiches."""
    rangees: dict[str, dict[str, set[str]]] = {}
    for facette in facettes(racine):
        rangees[facette] = defaultdict(set)
        for cle in fiches(racine):
            for modalite in modalites(racine, cle, facette):
                rangees[facette][modalite].add(cle)
    return rangees
