"""Le guichet à l’épreuve : un vrai processus, un vrai dépôt, de vraies pannes. Rien ne se perd, rien ne se double."""

import http.client
import resource
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from guichet import Ouvert, attendre, demander, envoyer, fiche, git, ouvrir, proposition, propositions, publier

PERSONNES, ENVOIS = 20, 25


def contenus(distant: Path) -> dict[str, tuple[str, str]]:
    """Pour chaque branche : le seul fichier qu’elle change, et son texte."""
    base = git(distant, "rev-parse", "main").strip()
    rendus = {}
    for reference, commit in propositions(distant).items():
        assert git(distant, "rev-parse", f"{commit}^").strip() == base
        change = git(distant, "diff", "--name-status", "main", commit).split()
        assert change[0] == "A", change
        rendus[reference] = (change[1], git(distant, "show", f"{commit}:{change[1]}"))
        assert len(change) == 2, change
    return rendus


def test_cinq_cents_envois_de_vingt_personnes_a_travers_une_panne_et_une_coupure(distant: Path, tmp_path: Path) -> None:
    """Le distant est coupé, le guichet tué au milieu puis rouvert, le distant rétabli : chaque envoi est là, une fois."""
    ailleurs = distant.with_name("debranche")
    port, accuses = [0], dict[str, str]()
    rouvert = threading.Event()

    def insister(proposee: dict[str, str]) -> None:
        """Envoie jusqu’à ce qu’on réponde, comme le ferait quelqu’un ; un envoi sur dix part deux fois."""
        while True:
            try:
                recue = envoyer(port[0], proposee)
            except (OSError, http.client.HTTPException):
                rouvert.wait(60)
                time.sleep(0.05)
                continue
            assert recue.statut in (200, 201), recue.octets
            assert accuses.setdefault(proposee["identifiant"], recue.dit["reference"]) == recue.dit["reference"]
            return

    def personne(rang: int) -> None:
        for envoi in range(ENVOIS):
            proposee = proposition(f"jeu-{rang}-{envoi}")
            insister(proposee)
            if envoi % 10 == 0:
                insister(proposee)

    reserve = tmp_path / "reserve"
    with ThreadPoolExecutor(PERSONNES) as foule:
        with ouvrir(distant, reserve) as premier:
            distant.rename(ailleurs)
            port[0] = premier.port
            parties = [foule.submit(personne, rang) for rang in range(PERSONNES)]
            attendre(lambda: len(accuses) > PERSONNES * ENVOIS // 2, "les envois n’arrivent pas")
            premier.tuer()
        # La copie suffit à rouvrir : le distant est toujours coupé.
        with ouvrir(distant, reserve) as second:
            port[0] = second.port
            rouvert.set()
            for partie in parties:
                partie.result()
            assert len(accuses) == PERSONNES * ENVOIS
            assert demander(second.port, "GET", "/sante").dit["en_attente"] == PERSONNES * ENVOIS
            second.tuer()
        ailleurs.rename(distant)
        with ouvrir(distant, reserve) as dernier:
            attendre(lambda: demander(dernier.port, "GET", "/sante").dit["en_attente"] == 0, "tout n’est pas poussé")

    recus = contenus(distant)
    assert recus == {reference: (f"exemples/{nom}.md", fiche(f"Le jeu {nom}")) for nom, reference in accuses.items()}
    assert len(set(accuses.values())) == PERSONNES * ENVOIS
    assert set(dossiers(reserve)) <= {"verrou", "secret", "envois", "plis", "depot"}
    assert not list((reserve / "envois").glob(".*"))


def dossiers(reserve: Path) -> list[str]:
    return [chemin.name for chemin in reserve.iterdir()]


def test_tue_au_milieu_d_une_poussee_le_guichet_reprend_sans_rien_doubler(distant: Path, tmp_path: Path) -> None:
    """Un crochet du distant retient la poussée le temps de tuer le guichet ; rouvert, il trouve la branche faite, et l’admet."""
    crochet = distant / "hooks/post-receive"
    crochet.write_text(f"#!/bin/sh\ntouch {tmp_path}/poussee\nsleep 1\n", "utf-8")
    crochet.chmod(0o755)
    with ouvrir(distant, tmp_path / "reserve") as premier:
        reference = envoyer(premier.port, proposition("jeu")).dit["reference"]
        attendre((tmp_path / "poussee").exists, "rien n’est poussé")
        premier.tuer()
    # La branche publiée avance : le commit que l’on referait n’est plus le même.
    publier(tmp_path / "atelier", {"content/organisations.yml": "{}\n"})
    crochet.unlink()
    fait = propositions(distant)
    assert list(fait) == [reference]
    with ouvrir(distant, tmp_path / "reserve") as second:
        attendre(lambda: etat(second, reference) == "pousse", "l’envoi n’est pas reconnu")
        assert envoyer(second.port, proposition("jeu")).statut == 200
    assert propositions(distant) == fait


def etat(ouvert: Ouvert, reference: str) -> str:
    return str(demander(ouvert.port, "GET", f"/envois/{reference}").dit["etat"])


def test_un_disque_plein_refuse_sans_accuser_reception_puis_tout_reprend(distant: Path, tmp_path: Path) -> None:
    """Le système refuse d’écrire (RLIMIT_FSIZE, posé de dehors) : rien n’est accusé, rien ne reste à moitié."""
    with ouvrir(distant, tmp_path / "reserve") as ouvert:
        limites = resource.prlimit(ouvert.processus.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(ouvert.processus.pid, resource.RLIMIT_FSIZE, (64, limites[1]))
        refusee = envoyer(ouvert.port, proposition("jeu"))
        assert (refusee.statut, refusee.dit["code"]) == (503, "disque")
        assert "retry-after" in refusee.entetes
        assert list((tmp_path / "reserve/envois").iterdir()) == []
        resource.prlimit(ouvert.processus.pid, resource.RLIMIT_FSIZE, limites)
        assert envoyer(ouvert.port, proposition("jeu")).statut == 201
        attendre(lambda: len(propositions(distant)) == 1, "rien n’est poussé")


def test_deux_fois_le_meme_au_meme_instant_n_en_fait_qu_un(distant: Path, tmp_path: Path) -> None:
    with ouvrir(distant, tmp_path / "reserve") as ouvert, ThreadPoolExecutor(8) as foule:
        recues = list(foule.map(lambda _: envoyer(ouvert.port, proposition("jeu", adresse="qui@example.org")), range(8)))
        assert sorted(recue.statut for recue in recues) == [200] * 7 + [201]
        assert len({(recue.dit["reference"], recue.dit["jeton"]) for recue in recues}) == 1
        attendre(lambda: etat(ouvert, recues[0].dit["reference"]) == "pousse", "rien n’est poussé")
    assert len(propositions(distant)) == 1
    assert len(list((tmp_path / "reserve/plis").iterdir())) == 1


def test_un_envoi_qui_n_est_plus_juste_dans_le_catalogue_du_jour_n_est_pas_pousse(distant: Path, tmp_path: Path) -> None:
    """Reçu pendant une coupure, et dépassé par une fiche publiée sous le même nom : retenu, jamais perdu ni poussé."""
    ailleurs = distant.with_name("debranche")
    with ouvrir(distant, tmp_path / "reserve") as premier:
        distant.rename(ailleurs)
        prise, publiee, jumelle = (
            envoyer(premier.port, proposition(nom)).dit["reference"] for nom in ("prise", "publiee", "jumelle")
        )
        premier.tuer()
    ailleurs.rename(distant)
    publier(tmp_path / "atelier", {"exemples/prise.md": fiche("Une autre"), "exemples/publiee.md": fiche("Le jeu publiee")})
    with ouvrir(distant, tmp_path / "reserve") as second:
        attendre(lambda: demander(second.port, "GET", "/sante").dit["en_attente"] == 0, "la file ne se vide pas")
        # La troisième raconte la même alliance que celles qui viennent de paraître : c’est une erreur, elle attend quelqu’un.
        assert [etat(second, reference) for reference in (prise, publiee, jumelle)] == ["retenu", "pousse", "retenu"]
        assert f"Envoi {prise} retenu" in second.dit()
        assert fiche("Le jeu prise").split("\n")[1] in (tmp_path / f"reserve/envois/{prise}.json").read_text("utf-8")
    assert propositions(distant) == {}


def test_une_copie_abimee_ne_retient_pas_les_envois(distant: Path, tmp_path: Path) -> None:
    """Ce que laisse une commande git tuée (ses verrous), et un clone à demi fait, ne comptent pour rien."""
    reserve = tmp_path / "reserve"
    with ouvrir(distant, reserve) as premier:
        premier.tuer()
    for nom in ("index.lock", "refs/heads/main.lock", "shallow.lock"):
        (reserve / "depot/.git" / nom).write_text("")
    shutil.copytree(reserve / "depot", reserve / "depot.essai")
    with ouvrir(distant, reserve) as second:
        envoyer(second.port, proposition("jeu"))
        attendre(lambda: len(propositions(distant)) == 1, "rien n’est poussé")
    assert not (reserve / "depot.essai").exists()


def test_une_branche_que_le_distant_refuse_n_arrete_pas_les_autres(distant: Path, tmp_path: Path) -> None:
    ailleurs = distant.with_name("debranche")
    with ouvrir(distant, tmp_path / "reserve") as ouvert:
        distant.rename(ailleurs)
        refusee, *autres = (envoyer(ouvert.port, proposition(f"jeu-{rang}")).dit["reference"] for rang in range(4))
        crochet = ailleurs / "hooks/update"
        crochet.write_text(f'#!/bin/sh\n[ "$1" != refs/heads/proposition/{refusee} ]\n', "utf-8")
        crochet.chmod(0o755)
        ailleurs.rename(distant)
        attendre(lambda: set(propositions(distant)) == set(autres), "les autres ne passent pas")
        attendre(lambda: f"refuse l’envoi {refusee}" in ouvert.dit(), "le refus ne se dit pas")
        (distant / "hooks/update").unlink()
        attendre(lambda: set(propositions(distant)) == {refusee, *autres}, "la refusée n’est pas réessayée")
