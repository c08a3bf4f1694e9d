"""Les réglages, et la commande telle que l’opérateur la voit."""

from datetime import date
from pathlib import Path

import pytest
from depots import RACINE
from guichet import SITE, proposition
from typer.testing import CliRunner

from generator.cli import app
from generator.guichet.envois import Proposition
from generator.guichet.plis import Plis
from generator.guichet.reglages import PREFIXE, PasPret, Reglages, lire
from generator.guichet.reserve import Reserve

SUFFISENT = {"depot": "git@forge.example:nous/fiches.git", "reserve": "/var/lib/odd17-guichet", "site": "https://a.example/kit/"}


def environnement(**reglages: str) -> dict[str, str]:
    return {f"{PREFIXE}{nom.upper()}": valeur for nom, valeur in (SUFFISENT | reglages).items()}


def test_trois_reglages_suffisent_et_l_origine_est_celle_du_site() -> None:
    lus = lire(None, environnement())
    assert (lus.origine, lus.hote, lus.courriel_a) == ("https://a.example", "127.0.0.1", "")


def test_l_environnement_l_emporte_sur_le_fichier(tmp_path: Path) -> None:
    fichier = tmp_path / "reglages.toml"
    fichier.write_text('port = 9000\nmandataires = ["10.0.0.0/8", "::1"]\njours = 30\n', "utf-8")
    lus = lire(fichier, environnement(jours="7"))
    assert (lus.port, lus.jours, len(lus.mandataires)) == (9000, 7, 2)
    assert len(lire(None, environnement(mandataires="127.0.0.1, ::1")).mandataires) == 2


def test_tout_ce_qui_manque_se_dit_d_un_coup() -> None:
    with pytest.raises(PasPret) as refus:
        lire(None, {f"{PREFIXE}PORT": "huit", f"{PREFIXE}INCONNU": "x"})
    dit = str(refus.value)
    for nom in ("depot manque", "reserve manque", "site manque", "port ne convient pas", "« inconnu » n’est pas un réglage"):
        assert nom in dit
    assert "ODD17_GUICHET_DEPOT" in dit


@pytest.mark.parametrize(
    ("nom", "valeur"),
    [
        ("depot", "--upload-pack=touch /tmp/x"),
        ("depot", "ext::sh -c touch% /tmp/x"),
        ("site", "alliances.example"),
        ("site", "https://*.example"),
        ("branche", "--force"),
        ("auteur", "Formulaire <a@b.example>"),
        ("mandataires", "partout"),
        ("par_heure", "0"),
        ("courriel_a", "redaction@a.example"),  # sans serveur pour l’envoyer
    ],
)
def test_un_reglage_dangereux_ou_incomplet_est_refuse(nom: str, valeur: str) -> None:
    with pytest.raises(PasPret):
        lire(None, environnement(**{nom: valeur}))


def test_un_secret_ne_se_montre_pas_dans_un_refus() -> None:
    with pytest.raises(PasPret) as refus:
        lire(None, environnement(smtp_mot_de_passe="tres-secret", smtp_port="0", depot="-https://moi:tres-secret@forge.example"))
    assert "tres-secret" not in str(refus.value)
    assert "tres-secret" not in repr(lire(None, environnement(smtp_mot_de_passe="tres-secret")))


@pytest.mark.parametrize(
    ("reglages", "dit"),
    [
        ({"depot": ""}, "depot"),
        ({"reserve": "/proc/nulle-part"}, "La réserve /proc/nulle-part ne s’écrit pas"),
        ({"depot": "/nulle/part.git"}, "Le dépôt /nulle/part.git ne se lit pas"),
        ({"depot": "https://moi:secret@127.0.0.1:1/x.git"}, "Le dépôt https://…@127.0.0.1:1/x.git ne se lit pas"),
        ({"hote": "192.0.2.1"}, "On ne peut pas écouter sur 192.0.2.1"),
    ],
)
def test_la_commande_dit_ce_qui_l_empeche_d_ouvrir(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reglages: dict[str, str], dit: str
) -> None:
    for nom, valeur in environnement(**({"reserve": str(tmp_path / "r"), "port": "0"} | reglages)).items():
        monkeypatch.setenv(nom, valeur)
    rendu = CliRunner().invoke(app, ["recevoir"])
    assert rendu.exit_code == 2
    assert dit in rendu.output
    assert "secret@" not in rendu.output
    assert "Traceback" not in rendu.output


def test_l_operateur_voit_ce_qui_attend_et_retire_un_envoi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guichet fermé : ouvert, il tient sa réserve, et la commande le dit."""
    for nom, valeur in {"depot": str(tmp_path), "reserve": str(tmp_path / "reserve"), "site": SITE}.items():
        monkeypatch.setenv(f"{PREFIXE}{nom.upper()}", valeur)
    tenue = Reserve(tmp_path / "reserve")
    reference = tenue.deposer(Proposition.model_validate(proposition("jeu")), "exemples/jeu.md", "")[0].reference
    Plis(tenue, 90, date.today).poser(reference, "exemples/jeu", "", "Bonjour")
    refusee = CliRunner().invoke(app, ["recevoir", "--etat"])
    assert (refusee.exit_code, "Un autre guichet" in refusee.output) == (2, True)
    tenue.fermer()
    vu = CliRunner().invoke(app, ["recevoir", "--etat"]).output
    assert f"{reference}  recu" in vu
    assert "recu : 1 ; pousse : 0 ; retenu : 0 ; retire : 0" in vu
    assert (
        f"Envoi {reference} retiré, 1 pli(s) effacé(s)." in CliRunner().invoke(app, ["recevoir", "--retirer", reference]).output
    )
    assert "recu : 0 ; pousse : 0 ; retenu : 0 ; retire : 1" in CliRunner().invoke(app, ["recevoir", "--etat"]).output
    assert CliRunner().invoke(app, ["recevoir", "--retirer", "../secret"]).exit_code == 2


@pytest.mark.documentation
def test_la_page_d_exploitation_dit_chaque_reglage() -> None:
    page = (RACINE / "deploiement/guichet/LISEZMOI.md").read_text("utf-8")
    for nom in Reglages.model_fields:
        assert f"| `{nom}` |" in page
