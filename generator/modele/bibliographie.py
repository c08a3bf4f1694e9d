"""Un document cité : la même description, vérifiée de la même façon, dans une fiche ou dans la bibliographie commune."""

import re
from typing import Annotated

from pydantic import Field

from generator.modele.base import Modele
from generator.modele.champs import Annee, CleDeDocument, Jour, Mot, Passage, Texte, TexteCite, dit


class Reference(Modele):
    """De quoi retrouver un document."""

    titre: Annotated[TexteCite, Field(min_length=2, max_length=300)] = Field(
        title="Titre", description="Le titre du document.", examples=["Bilan 2023"], json_schema_extra=dit("nom, intitulé, title")
    )
    auteurs: Annotated[tuple[TexteCite, ...], Field(min_length=1)] = Field(
        title="Auteurs",
        description="Qui l’a écrit ou publié : une organisation, ou l’auteur public d’un texte.",
        examples=[["Ville de Morlaix"]],
        json_schema_extra=dit("auteur, organisme, éditeur, publié par, author"),
    )
    nature: Mot = Field(
        title="Nature",
        description="Page web, article, rapport, étude…",
        examples=["Rapport"],
        json_schema_extra=dit("type, genre, format"),
    )
    annee: Annee | None = Field(
        None,
        title="Année",
        description="Année de parution, si elle est connue.",
        json_schema_extra=dit("date, année de parution, date de parution, date de publication, year"),
    )
    url: str = Field(
        "",
        title="Adresse",
        description="Son adresse, qui commence par https:// ou http://.",
        pattern=r"^https?://\S+$",
        json_schema_extra=dit("adresse, lien, site, link, adresse web"),
    )
    consulte_le: Jour | None = Field(
        None,
        title="Consulté le",
        description="Pour une page du web : le jour où vous l’avez lue, au format 2026-11-20.",
        json_schema_extra=dit("consulté, date de consultation, vu le, lu le, ouvert le"),
    )
    licence: str = Field("", title="Licence", description="Sa licence, si elle est connue.", max_length=120)
    texte: str = Field(
        "",
        title="Texte",
        description="Réservé aux documents de départ : le fichier où le lire, pour y retrouver les passages cités.",
        pattern=r"^[\w.-]+$",
    )


class Citation(Modele):
    """L’endroit précis d’un document d’où viennent des faits."""

    document: CleDeDocument = Field(
        title="Document",
        description="La clé du document, dans « documents » ou dans content/sources.yml.",
        examples=["bilan-2023"],
        json_schema_extra=dit("source, clé, doc, référence"),
    )
    partie: Texte = Field(
        "",
        title="Partie",
        description="Page, section ou intervenant.",
        max_length=160,
        json_schema_extra=dit("page, pages, section, chapitre, paragraphe, où"),
    )
    passage: Passage = Field(
        "",
        title="Passage",
        description="Quelques mots exacts du document, pour le retrouver.",
        max_length=200,
        json_schema_extra=dit("citation, extrait, texte, phrase, verbatim"),
    )


def adresse_comparable(url: str) -> str:
    """L’adresse d’un document, sans ce qui ne change pas le document : le protocole, l’ancre, la barre finale."""
    return re.sub(r"^https?://(www\.)?", "", url.strip().strip("\"'")).partition("#")[0].rstrip("/")
