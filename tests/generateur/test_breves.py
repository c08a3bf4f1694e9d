"""Une brève est une fiche de première classe : peu lui suffit, elle dit ce qui lui manque, et devient un récit."""

import re
from pathlib import Path

import pytest
from depots import FIGE, RACINE
from fiches import MEMOIRE, constats_de, remplacer
from jsonschema import Draft202012Validator
from test_nouveau import reponses
from test_schemas import entetes, schema
from typer.testing import CliRunner

from generator import chaine
from generator.catalogue.breves import a_ecrire
from generator.cli import app
from generator.ecriture.reponses import Reponses, suivante
from generator.modele.fiches import Breve, Exemple

FAB_LAB = "exemples/fab-lab-mulhouse.md"
BREVE = (FIGE / FAB_LAB).read_text("utf-8")
VITAWIN = (FIGE / "exemples/vitawin.md").read_text("utf-8")


def codes(depot: Path, texte: str, chemin: str = FAB_LAB) -> list[str]:
    return [constat.code for constat in constats_de(depot, texte, chemin)]


def sans(texte: str, champ: str) -> str:
    """La fiche sans ce champ, ni ce qu’il contient."""
    assert re.search(rf"(?m)^{champ}:", texte), champ
    return re.sub(rf"(?m)^{champ}:.*\n(?:[ -].*\n)*", "", texte, count=1)


@pytest.mark.parametrize(
    "recit",
    [
        "",
        "\nUn atelier ouvert à tous.\n",
        "\n## Contexte\n\nPeu d’ateliers accueillent tout le monde.\n\n## Résultats\n\nNon mesuré.\n",
    ],
)
def test_une_breve_n_a_a_ecrire_que_les_sections_qu_elle_veut(copie: Path, recit: str) -> None:
    assert codes(copie, BREVE + recit) == []


@pytest.mark.parametrize("champ", ["titre", "resume", "partenaires", "territoires", "periode", "sources"])
def test_qui_ou_quand_et_d_apres_quoi_ne_peuvent_pas_attendre(copie: Path, champ: str) -> None:
    assert codes(copie, sans(BREVE, champ)) == ["champ-manquant"]


def test_deux_partenaires_d_un_meme_profil_ne_font_pas_encore_une_alliance(copie: Path) -> None:
    assert codes(copie, remplacer(BREVE, "profil: entreprises", "profil: associations-fondations")) == ["alliance-un-profil"]


def test_ce_qu_une_breve_raconte_suit_le_plan_de_tous(copie: Path) -> None:
    assert codes(copie, f"{BREVE}\n## Résultats\n\n## Nos photos\n\nUn bel atelier.\n") == ["section-vide", "section-inconnue"]


def test_a_qui_n_a_pas_de_recit_on_propose_la_ligne_qui_suffit(copie: Path) -> None:
    sans_la_ligne = sans(BREVE, "breve")
    (proposee,) = [c.message for c in constats_de(copie, sans_la_ligne, FAB_LAB) if c.code == "section-manquante"]
    assert "«\N{NO-BREAK SPACE}breve: oui\N{NO-BREAK SPACE}»" in proposee
    assert codes(copie, remplacer(sans_la_ligne, "periode:", "breve: oui\nperiode:")) == []
    # Qui a commencé son récit le finit.
    entame = f"{sans_la_ligne}\n## Contexte\n\nPeu d’ateliers accueillent tout le monde.\n"
    assert not [c for c in constats_de(copie, entame, FAB_LAB) if "breve: oui" in c.message]


def test_une_breve_ou_rien_ne_manque_plus_se_dit_recit(copie: Path) -> None:
    chemin, brevissime = "exemples/vitawin.md", remplacer(VITAWIN, "statut:", "breve: oui\nstatut:")
    (constat,) = constats_de(copie, brevissime, chemin)
    assert constat.code == "breve-devenue-recit"
    assert brevissime.split("\n")[constat.ligne - 1] == "breve: oui"
    assert codes(copie, sans(brevissime, "categories"), chemin) == []
    sans_resultats = re.sub(r"(?s)## Résultats\n.*?(?=## Points)", "", brevissime)
    assert codes(copie, sans_resultats, chemin) == []


def test_ce_qui_manque_se_deduit_de_ce_qu_un_recit_demande(copie: Path) -> None:
    (copie / FAB_LAB).write_text(f"{BREVE}\n## Résultats\n\nNon mesuré.\n", "utf-8")
    fiches = chaine.charger(copie, memoire=MEMOIRE)[0].fiches
    manque = a_ecrire(fiches["exemples/fab-lab-mulhouse"])
    assert manque is not None
    assert manque.champs == ("Domaines", "Catégories de partenariat", "Objectifs", "Statut")
    assert manque.sections == tuple(section for section in Exemple.sections if section != "Résultats")
    assert a_ecrire(fiches["exemples/vitawin"]) is None


def test_une_breve_n_a_aucun_champ_qu_un_recit_n_ait_pas() -> None:
    assert list(Breve.model_fields) == list(Exemple.model_fields)


def test_le_schema_demande_moins_a_une_breve_et_autant_qu_avant_aux_autres() -> None:
    validateur = Draft202012Validator(schema("exemples"))
    breve, recit = entetes("exemples")["fab-lab-mulhouse.md"], entetes("exemples")["vitawin.md"]
    assert validateur.is_valid(breve)
    for champ in ("domaines", "categories", "objectifs", "statut"):
        assert not validateur.is_valid({cle: valeur for cle, valeur in recit.items() if cle != champ}), champ
    assert not validateur.is_valid({cle: valeur for cle, valeur in breve.items() if cle != "breve"})
    assert not validateur.is_valid({cle: valeur for cle, valeur in breve.items() if cle != "partenaires"})


@pytest.mark.parametrize("sorte", ["breve", "Brèves"])
def test_odd17_nouveau_ecrit_une_breve_qui_peut_paraitre(copie: Path, sorte: str) -> None:
    options = reponses("exemples")
    brefs = [
        o for o in options if o != "--reponse" and o.partition("=")[0] not in ("domaines", "categories", "objectifs", "statut")
    ]
    commande = ["nouveau", sorte, "--racine", str(copie), "--non-interactif", *(m for o in brefs for m in ("--reponse", o))]
    resultat = CliRunner().invoke(app, commande)
    assert resultat.exit_code == 0, resultat.output
    texte = (copie / "exemples/le-jardin-partage.md").read_text("utf-8")
    assert "\nbreve: oui\n" in texte
    assert "## " not in texte
    assert codes(copie, texte, "exemples/le-jardin-partage.md") == []


@pytest.mark.documentation
def test_le_modele_d_une_breve_est_une_breve_valide(copie: Path) -> None:
    blocs = re.findall(r"```yaml\n(---\n.*?)\n```", (RACINE / "content/contribuer/index.md").read_text("utf-8"), re.DOTALL)
    (modele,) = [bloc for bloc in blocs if "\nbreve: oui\n" in bloc]
    (copie / "exemples/jardin-partage.md").write_text(f"{modele}\n", "utf-8")
    catalogue, constats = chaine.charger(copie)
    assert {constat.code for constat in constats} == {"modele-laisse"}
    assert isinstance(catalogue.fiches["exemples/jardin-partage"].champs, Breve)


def test_le_dialogue_ne_demande_d_une_breve_que_ce_qui_lui_suffit(copie: Path) -> None:
    commences: Reponses = {("titre",): "Un jardin", ("resume",): "Un jardin entre voisins."}
    for deja, champ in ((commences, "domaines"), (commences | {("breve",): "oui"}, "territoires")):
        etape = suivante("exemples", deja)
        assert etape is not None
        assert etape.cle == (champ,)
    resultat = CliRunner().invoke(app, ["nouveau", "--racine", str(copie)], input="7\nUn jardin au bord de l’eau\n")
    assert "7. breves" in resultat.output
    assert '[["breve"], "oui"]' in (copie / ".cache/odd17/nouveau-exemples.json").read_text("utf-8")
