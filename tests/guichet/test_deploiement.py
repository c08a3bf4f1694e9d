"""Ce qu’un opérateur recopie : l’unité, l’image, nginx, les réglages, et le flux qui ouvre les demandes de fusion."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from depots import RACINE

from generator.guichet.reglages import Reglages, lire

DEPLOIEMENT = RACINE / "deploiement/guichet"


def lu(nom: str) -> str:
    return (DEPLOIEMENT / nom).read_text("utf-8")


def test_les_reglages_donnes_en_exemple_conviennent_et_suffisent() -> None:
    reglages = lire(DEPLOIEMENT / "reglages.toml", {})
    assert len(reglages.mandataires) == 2


def test_le_dossier_le_port_et_la_taille_sont_partout_les_memes() -> None:
    port = Reglages.model_fields["port"].default
    assert f"http://127.0.0.1:{port}/;" in lu("nginx.conf")
    assert f"EXPOSE {port}" in lu("Containerfile")
    assert f"-p 127.0.0.1:{port}:{port}" in lu("LISEZMOI.md")
    assert 'reserve = "/var/lib/odd17-guichet"' in lu("reglages.toml")
    assert "StateDirectory=odd17-guichet\n" in lu("odd17-guichet.service")
    # nginx laisse passer ce que le guichet refuserait : c’est lui qui le dit en français.
    assert int(re.findall(r"client_max_body_size (\d+)k;", lu("nginx.conf"))[0]) * 1024 > Reglages.model_fields["taille"].default


def test_ni_l_image_ni_l_unite_ne_donnent_de_droits() -> None:
    image, unite = lu("Containerfile"), lu("odd17-guichet.service")
    assert re.findall(r"(?m)^USER (\S+)$", image) == ["10017:10017"]
    assert "--require-hashes -r requirements-guichet.lock" in image
    assert "--read-only" in lu("LISEZMOI.md")
    for garde in ("NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=\n", "User=odd17-guichet"):
        assert garde in unite
    for copie in re.findall(r"(?m)^COPY (.+) \S+$", image):
        assert all((RACINE / nom).exists() for nom in copie.split())


def test_aucun_journal_d_adresses_n_est_conseille() -> None:
    assert "access_log off;" in lu("nginx.conf")
    # On efface ce que le visiteur prétend : sans cela, il choisirait son adresse.
    assert "X-Forwarded-For $remote_addr;" in lu("nginx.conf")


FLUX = yaml.safe_load((RACINE / ".github/workflows/proposition.yml").read_text("utf-8"))


@pytest.mark.parametrize(("deja", "ouvertes"), [("0", 1), ("1", 0)])
def test_le_flux_ouvre_une_demande_et_une_seule_sans_rien_executer_de_la_branche(
    tmp_path: Path, deja: str, ouvertes: int
) -> None:
    """Le script du flux, joué avec un faux `gh` : ce qu’un commit contient n’y est jamais qu’un texte."""
    (etape,) = FLUX["jobs"]["ouvrir"]["steps"]
    assert "${{" not in etape["run"]
    assert FLUX["jobs"]["ouvrir"]["permissions"] == {"contents": "read", "pull-requests": "write"}
    gh = tmp_path / "gh"
    gh.write_text(f'#!/bin/sh\n[ "$2" = list ] && echo {deja} && exit\nprintf "%s\\n" "$@" >> {tmp_path}/dit\n', "utf-8")
    gh.chmod(0o755)
    environnement = {
        "PATH": f"{tmp_path}:{Path(shutil.which('sh') or '').parent}:/usr/bin:/bin",
        "BRANCHE": "proposition/2222222",
        "PUBLIEE": "main",
        "MESSAGE": f"Proposer $(touch {tmp_path}/pirate) `touch {tmp_path}/pirate`\n\n--web",
    }
    subprocess.run(["bash", "-euo", "pipefail", "-c", etape["run"]], env=environnement, check=True)
    dit = (tmp_path / "dit").read_text("utf-8").split("\n") if ouvertes else []
    assert dit.count("create") == ouvertes
    if ouvertes:
        assert f"Proposer $(touch {tmp_path}/pirate) `touch {tmp_path}/pirate`" in dit
        assert "référence 2222222." in "\n".join(dit)
    assert not (tmp_path / "pirate").exists()


def test_les_propositions_se_verifient_a_la_poussee() -> None:
    """Une demande ouverte par un flux n’en lance pas d’autre : c’est la poussée du guichet qui lance la vérification."""
    verifier = yaml.safe_load((RACINE / ".github/workflows/verifier.yml").read_text("utf-8"))
    assert verifier[True]["push"]["branches"] == ["main", *FLUX[True]["push"]["branches"]]
