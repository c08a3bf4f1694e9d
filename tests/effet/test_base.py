"""La base se lit par git sans rien toucher ni rien exécuter ; sans elle, on le dit."""

import os
import subprocess
from pathlib import Path

import pytest
from propositions import BREVE, depot_suivi, effet_de, enregistrer, git, recrire

from generator.effet.base import PasDeBase, autres_fichiers, lire_la_base


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    return depot_suivi(tmp_path / "depot")


def test_la_base_est_ce_que_git_a_enregistre_octet_pour_octet(depot: Path, tmp_path: Path) -> None:
    attendus = {
        f.relative_to(depot): f.read_bytes() for nom in ("exemples", "content") for f in (depot / nom).rglob("*") if f.is_file()
    }
    recrire(depot, BREVE, "[Mulhouse]", "[Bastia]")
    (depot / "exemples/vitawin.md").unlink()
    commit = lire_la_base(depot, "main", tmp_path / "base")
    assert commit == git(depot, "rev-parse", "main")
    lus = {f.relative_to(tmp_path / "base"): f.read_bytes() for f in (tmp_path / "base").rglob("*") if f.is_file()}
    assert lus == attendus


def test_ni_crochet_ni_filtre_ni_attribut_ne_jouent_et_rien_ne_bouge(depot: Path, tmp_path: Path) -> None:
    temoin = tmp_path / "temoin"
    for crochet in ("post-checkout", "post-index-change", "pre-commit"):
        fichier = depot / ".git/hooks" / crochet
        fichier.parent.mkdir(exist_ok=True)
        fichier.write_text(f"#!/bin/sh\ntouch {temoin}\n", "utf-8")
        fichier.chmod(0o755)
    (depot / ".gitattributes").write_text("*.md filter=mal export-ignore\n", "utf-8")
    git(depot, "config", "filter.mal.smudge", f"touch {temoin}; cat")
    git(depot, "config", "core.fsmonitor", f"touch {temoin}; false")
    recrire(depot, BREVE, "[Mulhouse]", "[Bastia]")
    avant = {f: f.stat().st_mtime_ns for f in (depot / ".git").rglob("*") if f.is_file()}
    temoin.unlink(missing_ok=True)
    commit = lire_la_base(depot, "main", tmp_path / "base")
    assert autres_fichiers(depot, commit) == ()
    assert (tmp_path / "base" / BREVE).is_file()
    assert not temoin.exists()
    assert {f: f.stat().st_mtime_ns for f in (depot / ".git").rglob("*") if f.is_file()} == avant


def test_un_lien_dans_la_base_ne_se_suit_pas(depot: Path, tmp_path: Path) -> None:
    (depot / "exemples/ailleurs.md").symlink_to("/etc/passwd")
    enregistrer(depot)
    lire_la_base(depot, "main", tmp_path / "base")
    assert not os.path.lexists(tmp_path / "base/exemples/ailleurs.md")


def test_un_depot_dans_un_sous_dossier_se_lit_depuis_la(tmp_path: Path) -> None:
    depot = depot_suivi(tmp_path / "tout/fiches")
    (depot / ".git").rename(tmp_path / "tout/.git")
    enregistrer(tmp_path / "tout")
    lire_la_base(depot, "main", tmp_path / "base")
    assert (tmp_path / "base" / BREVE).read_bytes() == (depot / BREVE).read_bytes()


def test_sans_git_on_le_dit(depot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (depot / ".git").rename(tmp_path / "git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(PasDeBase, match="n’est pas un dépôt git"):
        effet_de(depot)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PasDeBase, match="il n’est pas installé"):
        effet_de(depot)


def test_une_base_sans_fiches_ou_incomplete_se_dit(depot: Path) -> None:
    arbre = subprocess.run(["git", "mktree"], cwd=depot, input="", capture_output=True, text=True, check=True).stdout.strip()
    vide = git(depot, "commit-tree", arbre, "-m", "Rien")
    with pytest.raises(PasDeBase, match="aucune fiche ne se lit"):
        effet_de(depot, vide)
    objet = git(depot, "rev-parse", f"main:{BREVE}")
    (depot / ".git/objects" / objet[:2] / objet[2:]).unlink()
    with pytest.raises(PasDeBase, match="incomplète"):
        effet_de(depot)


def test_ce_que_d_autres_ont_publie_depuis_n_est_pas_dans_la_base(depot: Path, tmp_path: Path) -> None:
    """Sans quoi la proposition semblerait le retirer."""
    depart = git(depot, "rev-parse", "main")
    git(depot, "switch", "--quiet", "--create", "proposition")
    recrire(depot, BREVE, "[Mulhouse]", "[Bastia]")
    enregistrer(depot)
    git(depot, "switch", "--quiet", "main")
    (depot / "exemples/nouveau.md").write_bytes((depot / BREVE).read_bytes())
    enregistrer(depot)
    git(depot, "switch", "--quiet", "proposition")
    assert lire_la_base(depot, "main", tmp_path / "base") == depart
    assert not (tmp_path / "base/exemples/nouveau.md").exists()
