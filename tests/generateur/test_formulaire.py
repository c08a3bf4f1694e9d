"""Le formulaire, le schéma et le modèle disent la même chose : rien ne s’y tape deux fois."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from generator.catalogue.catalogue import Catalogue
from generator.modele.fiches import FAMILLES, MODELES, modele_de_fiche
from generator.modele.formulaire import AIDES, DE_LA_REDACTION, DES_CORRECTIONS, DIX_QUESTIONS, decrire, etapes, suite
from generator.modele.schemas import schema
from generator.reception import manques, reception
from generator.vues.proposer import questions

BORNES = {
    "min": "minLength",
    "max": "maxLength",
    "motif": "pattern",
    "de": "minimum",
    "a": "maximum",
    "nombreMin": "minItems",
    "nombreMax": "maxItems",
}


def champs_du_formulaire(famille: str, catalogue: Catalogue) -> dict[str, Any]:
    debut, reste = decrire(famille, catalogue.referentiel)
    return {**debut["champs"], **reste["champs"]}


@pytest.mark.parametrize("famille", FAMILLES)
def test_le_formulaire_demande_tout_le_modele_et_une_seule_fois(famille: str) -> None:
    toutes = (*etapes(famille), *suite(famille))
    demandes = [champ for une in toutes for champ in une.champs]
    assert len(demandes) == len(set(demandes))
    assert set(demandes) == set(MODELES[famille].model_fields) - DE_LA_REDACTION
    assert sorted(une.section for une in toutes if une.section) == sorted(MODELES[famille].sections)
    assert len({une.id for une in toutes}) == len(toutes)


def test_dix_questions_suffisent_a_une_breve() -> None:
    assert len(DIX_QUESTIONS) == 10
    breve = modele_de_fiche("exemples", {"breve": "oui"})
    exiges = {nom for nom, champ in breve.model_fields.items() if champ.is_required()}
    assert exiges - DE_LA_REDACTION <= {champ for une in DIX_QUESTIONS for champ in une.champs}
    assert all(une.question.endswith("?") and une.aide for une in questions())


@pytest.mark.parametrize("famille", FAMILLES)
def test_le_formulaire_dit_ce_que_dit_le_schema(famille: str, catalogue: Catalogue) -> None:
    publie = json.loads(schema(famille, catalogue.referentiel))
    debut, reste = decrire(famille, catalogue.referentiel)
    listes = {**debut["listes"], **reste["listes"]}
    siens = champs_du_formulaire(famille, catalogue)
    assert set(siens) == set(publie["properties"]) - DE_LA_REDACTION | (DES_CORRECTIONS & set(publie["properties"]))
    exiges = {*publie["required"], *publie.get("else", {}).get("required", ())}
    assert {nom for nom, champ in siens.items() if champ.get("exige")} == exiges - DE_LA_REDACTION
    assert {nom for nom, champ in siens.items() if champ.get("exige") == "recit"} == set(
        publie.get("else", {}).get("required", ())
    )
    for noeud, champ, proprietes in _paires(publie, publie["properties"], siens):
        assert champ["titre"] == noeud["title"]
        if champ["sorte"] not in AIDES:
            assert noeud["description"].startswith(champ.get("aide", "").split(",")[0].split("\N{NO-BREAK SPACE}")[0].rstrip("."))
            assert "content/" not in champ.get("aide", "")
        vus = [noeud, *noeud.get("anyOf", ()), *(un["items"] for un in (noeud, *noeud.get("anyOf", ())) if "items" in un)]
        for nom, borne in BORNES.items():
            assert champ.get(nom) == next((un[borne] for un in vus if borne in un), None), (champ["titre"], nom)
        valeurs = next((un["enum"] for un in vus if "enum" in un and champ["sorte"] == "choix"), None)
        assert valeurs == ([ligne[0] for ligne in listes[champ["liste"]]] if "liste" in champ else None)
        assert proprietes is None or set(champ.get("parties", ())) == set(proprietes)


def _paires(
    publie: Mapping[str, Any], proprietes: Mapping[str, Any], champs: Mapping[str, Any]
) -> Iterator[tuple[Any, Any, Any]]:
    """Chaque champ du schéma et du formulaire, ceux des champs composés compris."""
    for nom, champ in champs.items():
        noeud = proprietes[nom]
        vus = [noeud, *noeud.get("anyOf", ())]
        renvois = [un.get("items", un).get("$ref") or un.get("$ref") for un in vus]
        renvoi = next((un for un in renvois if un), None)
        contenu = publie["$defs"][renvoi.rpartition("/")[2]]["properties"] if renvoi else None
        yield noeud, champ, contenu
        if contenu:
            yield from _paires(publie, contenu, champ["parties"])


EDITEUR = {"nom": "Le Lab", "contact": "contact@lab.example"}


def test_ce_que_l_editeur_n_a_pas_regle_se_dit_a_qui_construit() -> None:
    rien = {"nom": "", "contact": ""}
    assert not reception(rien, "", "").ouverte
    assert len(list(manques(rien, "", "", ""))) == 4
    assert list(manques(EDITEUR, "https://github.com/un/depot", "https://guichet.example", "https://site.example")) == []
    # Un téléphone n’est pas une adresse où écrire, et l’on ne sait pas remplir un fichier sur n’importe quelle forge.
    muette = reception({"contact": "01 23 45 67 89"}, "https://git.example/un/depot", "")
    assert (muette.courriel, muette.forge, muette.ouverte) == ("", "", False)
    assert reception(EDITEUR, "https://gitlab.com/un/depot/", "").forge == "gitlab"
