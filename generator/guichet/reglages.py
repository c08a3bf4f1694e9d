"""Ce que l’opérateur règle, par un fichier TOML et des variables d’environnement, et ce qu’on lui dit de ce qui manque."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError, model_validator

from generator.guichet.envois import ADRESSE

PREFIXE = "ODD17_GUICHET_"
"""Le début du nom des variables d’environnement : `ODD17_GUICHET_DEPOT` est le réglage `depot`."""


class PasPret(ValueError):
    """Le guichet ne peut pas ouvrir ; le message dit tout ce qui manque."""


def _site(valeur: str) -> str:
    lue = urlsplit(valeur)
    if lue.scheme not in ("http", "https") or not lue.hostname or lue.username or "*" in valeur:
        raise ValueError("l’adresse complète du site, comme https://alliances.example/")
    return valeur.rstrip("/")


def _depot(valeur: str) -> str:
    # Un tiret se lirait comme une option de git, « ext:: » comme une commande à lancer.
    if valeur.startswith("-") or re.match(r"\w+::", valeur):
        raise ValueError("l’adresse git du dépôt : git@…, ssh://…, https://…, ou un dossier")
    return str(Path(valeur).resolve()) if Path(valeur).is_dir() else valeur


def _liste(valeur: Any) -> Any:
    return valeur.replace(",", " ").split() if isinstance(valeur, str) else valeur


Nombre = Annotated[int, Field(gt=0)]


class Reglages(BaseModel):
    """Tous les réglages ; un champ sans valeur doit être renseigné."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    depot: Annotated[str, Field(min_length=1), AfterValidator(_depot)] = Field(description="l’adresse git du dépôt")
    reserve: Path = Field(description="le dossier où les envois s’écrivent, hors de tout dépôt git")
    site: Annotated[str, AfterValidator(_site)] = Field(description="l’adresse publique du site, seul à pouvoir envoyer")
    branche: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$")] = Field("main", description="la branche publiée")
    hote: str = Field("127.0.0.1", description="l’adresse où écouter")
    port: Annotated[int, Field(ge=0, le=65_535)] = Field(8017, description="le port où écouter")
    mandataires: Annotated[tuple[IPv4Network | IPv6Network, ...], BeforeValidator(_liste)] = Field(
        (), description="les adresses des serveurs placés devant le guichet, dont on croit l’en-tête X-Forwarded-For"
    )
    taille: Nombre = Field(60_000, description="les octets d’un envoi, au plus")
    delai: Nombre = Field(20, description="les secondes laissées pour envoyer, et à une vérification pour finir")
    par_heure: Nombre = Field(20, description="les envois admis par adresse IP et par heure")
    par_heure_en_tout: Nombre = Field(200, description="les envois admis par heure, de tous ensemble")
    jours: Nombre = Field(90, description="les jours au bout desquels l’adresse et le mot de qui envoie s’effacent")
    actualiser: Nombre = Field(300, description="les secondes entre deux regards sur la branche publiée")
    auteur: Annotated[str, Field(pattern=ADRESSE)] = Field(
        "formulaire@guichet.invalid", description="l’adresse neutre dont sont signés les commits"
    )
    gitlab: bool = Field(False, description="demander à GitLab d’ouvrir la demande de fusion")
    courriel_a: Annotated[str, Field(pattern=rf"^$|{ADRESSE}")] = Field(
        "", description="l’adresse de la rédaction ; vide, l’adresse et le mot de qui envoie restent dans la réserve"
    )
    courriel_de: Annotated[str, Field(pattern=rf"^$|{ADRESSE}")] = Field("", description="l’adresse dont partent les courriels")
    smtp_hote: str = Field("", description="le serveur qui envoie les courriels")
    smtp_port: Annotated[int, Field(ge=1, le=65_535)] = Field(587, description="son port")
    smtp_securite: Literal["starttls", "tls", "aucune"] = Field("starttls", description="starttls, tls, ou aucune")
    smtp_compte: str = Field("", description="le compte sur ce serveur")
    smtp_mot_de_passe: SecretStr = Field(SecretStr(""), description="son mot de passe")

    @model_validator(mode="after")
    def _courriel_entier(self) -> "Reglages":
        if self.courriel_a and not (self.courriel_de and self.smtp_hote):
            raise ValueError("pour écrire à courriel_a, il faut aussi courriel_de et smtp_hote")
        return self

    @property
    def origine(self) -> str:
        """Ce que les navigateurs disent du site d’où part une requête."""
        lue = urlsplit(self.site)
        return f"{lue.scheme}://{lue.netloc}"


def lire(fichier: Path | None, environnement: Mapping[str, str]) -> Reglages:
    """Les réglages du fichier, sur lesquels l’environnement l’emporte. Lève `PasPret`, qui dit tout ce qui ne va pas."""
    valeurs: dict[str, Any] = {}
    if fichier is not None:
        try:
            valeurs = tomllib.loads(fichier.read_text("utf-8"))
        except OSError as exc:
            raise PasPret(f"Le fichier de réglages {fichier} ne se lit pas ({exc.strerror}).") from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
            raise PasPret(f"Le fichier de réglages {fichier} n’est pas du TOML ({exc}).") from None
    for nom, valeur in environnement.items():
        if nom.startswith(PREFIXE):
            valeurs[nom.removeprefix(PREFIXE).lower()] = valeur
    try:
        return Reglages.model_validate(valeurs)
    except ValidationError as exc:
        raise PasPret("\n".join(("Le guichet ne peut pas ouvrir :", *_manques(exc)))) from None


def _manques(exc: ValidationError) -> Iterator[str]:
    """Une ligne par réglage qui ne va pas ; une valeur ne se montre jamais, ce peut être un secret."""
    for faute in exc.errors(include_input=False, include_url=False):
        nom = str(faute["loc"][0]) if faute["loc"] else ""
        if not nom:
            yield f"- {faute['ctx']['error']}."
        elif nom not in Reglages.model_fields:
            yield f"- « {nom} » n’est pas un réglage."
        else:
            dit = Reglages.model_fields[nom].description
            verbe = "manque" if faute["type"] == "missing" else "ne convient pas"
            yield f"- {nom} {verbe} : {dit} ({PREFIXE}{nom.upper()})."
