"""Les flux d’intégration : bien formés, sans faille connue, et les mêmes commandes que chez soi."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from recompte import RACINE
from typer.testing import CliRunner

from generator.cli import app

FLUX = sorted((RACINE / ".github/workflows").glob("*.yml"))


def outil(*commande: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).parent / commande[0]), *commande[1:]], capture_output=True, text=True, check=False
    )


def test_les_flux_github_ont_la_forme_voulue() -> None:
    assert len(FLUX) >= 2
    resultat = outil("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *map(str, FLUX))
    assert resultat.returncode == 0, resultat.stdout


def test_le_flux_gitlab_a_la_forme_voulue() -> None:
    resultat = outil("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", str(RACINE / ".gitlab-ci.yml"))
    assert resultat.returncode == 0, resultat.stdout


def test_les_flux_n_ont_pas_de_faille_connue() -> None:
    resultat = outil("zizmor", "--offline", "--pedantic", str(RACINE / ".github/workflows"))
    assert resultat.returncode == 0, resultat.stdout


@pytest.mark.parametrize("flux", FLUX, ids=lambda chemin: chemin.name)
def test_une_proposition_venue_d_ailleurs_ne_peut_rien(flux: Path) -> None:
    texte = flux.read_text("utf-8")
    lu = yaml.safe_load(texte)
    assert "pull_request_target" not in texte
    assert "secrets." not in texte
    assert lu["permissions"] == {}
    for action in re.findall(r"uses: (\S+)", texte):
        assert re.search(r"@[0-9a-f]{40}$", action), action
    if "pull_request" in lu[True]:
        for travail in lu["jobs"].values():
            assert travail["permissions"] == {"contents": "read"}


def test_les_crochets_de_commit_lancent_les_commandes_qui_existent() -> None:
    crochets = yaml.safe_load((RACINE / ".pre-commit-hooks.yaml").read_text("utf-8"))
    locaux = yaml.safe_load((RACINE / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert [c["id"] for c in crochets] == [c["id"] for c in reversed(locaux)]
    for commande in {crochet["entry"].split()[-1] for crochet in (*crochets, *locaux)}:
        assert CliRunner().invoke(app, [commande, "--help"]).exit_code == 0
    for crochet in (*crochets, *locaux):
        motif = re.compile(crochet["files"])
        assert motif.search("exemples/vitawin.md")
        assert motif.search("content/outils/dla.md")
        assert motif.search("content/contribuer/index.md")
        assert not motif.search("CONTRIBUER.md")


def test_la_ci_cherche_les_passages_la_ou_sont_les_documents() -> None:
    """Ailleurs, la commande dit qu’ils manquent."""
    github = (RACINE / ".github/workflows/verifier.yml").read_text("utf-8")
    gitlab = (RACINE / ".gitlab-ci.yml").read_text("utf-8")
    assert "valider --format github --documents" in github
    assert "make valider" in gitlab
    assert "valider --format gitlab --documents" in gitlab
    assert "valider --documents $(DOCUMENTS)" in (RACINE / "Makefile").read_text("utf-8")


def test_la_ci_lance_la_commande_du_readme() -> None:
    assert "make test" in (RACINE / ".ci/run").read_text("utf-8")
    assert "make test" in (RACINE / "README.md").read_text("utf-8")


def test_la_ci_dit_ce_qu_une_proposition_change_sans_rien_lui_confier() -> None:
    github = yaml.safe_load((RACINE / ".github/workflows/verifier.yml").read_text("utf-8"))["jobs"]["effet"]
    assert github["if"] == "github.event_name == 'pull_request'"
    (prise, *_) = github["steps"]
    assert prise["with"] == {"persist-credentials": False, "fetch-depth": 2}
    scripts = [etape["run"] for etape in github["steps"] if "run" in etape]
    # Le résumé ne passe jamais par le journal, où une ligne d’un inconnu pourrait passer pour un ordre à la forge.
    (commande,) = (script for script in scripts if "odd17 effet" in script)
    assert commande.endswith('--format markdown >> "$GITHUB_STEP_SUMMARY"')
    # Rien de ce que choisit un inconnu (titre, branche) n’est collé dans un script.
    assert not any("${{" in script for script in scripts)
    assert any("generator.effet.hors_ligne effet/pages" in script for script in scripts)
    (joint,) = (etape for etape in github["steps"] if "upload-artifact" in etape.get("uses", ""))
    assert joint["with"]["path"] == "effet"

    gitlab = yaml.safe_load((RACINE / ".gitlab-ci.yml").read_text("utf-8"))["effet"]
    assert gitlab["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert gitlab["artifacts"]["paths"] == ["effet/"]
    commandes = [script for script in gitlab["script"] if "odd17 effet" in script]
    assert all('--base "$CI_MERGE_REQUEST_DIFF_BASE_SHA"' in script for script in commandes)
    assert CliRunner().invoke(app, ["effet", "--help"]).exit_code == 0
