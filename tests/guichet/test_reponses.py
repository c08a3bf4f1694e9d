"""Ce que répond le guichet, par de vraies requêtes : ce qu’il prend, ce qu’il refuse et comment il le dit."""

import json
import re
import resource
import shutil
import socket
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from guichet import FICHE, SITE, Ouvert, attendre, demander, envoyer, git, proposition, propositions
from typer.testing import CliRunner

from generator.cli import app
from generator.guichet.jugement import Juge

JSON = {"Content-Type": "application/json"}


def poster(ouvert: Ouvert, corps: bytes, **entetes: str) -> Any:
    return demander(ouvert.port, "POST", "/envois", corps, JSON | entetes)


def d_ailleurs(nom: str) -> dict[str, str]:
    """L’en-tête d’une autre personne, que relaie le mandataire : chaque test a sa mesure."""
    return {"X-Forwarded-For": f"2001:db8:{zlib.crc32(nom.encode()) % 0xFFF0:x}::1"}


def test_une_fiche_juste_est_prise_et_suivie_jusqu_a_sa_branche(commun: Ouvert) -> None:
    recue = envoyer(commun.port, proposition("suivie"), **d_ailleurs("suivie"))
    assert (recue.statut, recue.dit["etat"]) == (201, "recu")
    reference = recue.dit["reference"]
    attendre(lambda: demander(commun.port, "GET", f"/envois/{reference}").dit["etat"] == "pousse", "rien n’est poussé")
    # On la recopie d’un papier : les majuscules sont admises.
    suivi = demander(commun.port, "GET", f"/envois/{reference.upper()}").dit
    assert set(suivi) == {"reference", "etat", "dit", "recu_le"}
    distant = commun.reserve.parent / "distant.git"
    commit = propositions(distant)[reference]
    dit = git(distant, "show", "--no-patch", "--format=%an|%ae|%cn|%ce|%B", commit)
    neutre = "Formulaire|formulaire@guichet.invalid"
    assert dit.startswith(f"{neutre}|{neutre}|Proposer exemples/suivie (envoi {reference})\n")


def test_un_changement_remplace_une_fiche_publiee_et_rien_d_autre(commun: Ouvert) -> None:
    distant = commun.reserve.parent / "distant.git"
    publiee = git(distant, "show", "main:content/outils/dla.md")
    change = {"genre": "changement", "famille": "outils", "identifiant": "dla", "texte": publiee}
    deja = envoyer(commun.port, change, **d_ailleurs("changement"))
    assert (deja.statut, deja.dit["code"]) == (409, "inchangee")
    # Un navigateur finit ses lignes à sa façon.
    change["texte"] = f"{publiee}\nUne phrase de plus.\n".replace("\n", "\r\n")
    recue = envoyer(commun.port, change, **d_ailleurs("changement"))
    assert recue.statut == 201, recue.octets
    reference = recue.dit["reference"]
    attendre(lambda: reference in propositions(distant), "rien n’est poussé")
    branche = f"proposition/{reference}"
    assert git(distant, "diff", "--name-status", "main", branche) == "M\tcontent/outils/dla.md\n"
    assert "\r" not in git(distant, "show", f"{branche}:content/outils/dla.md")


def test_deux_fois_le_meme_au_meme_instant_n_en_fait_qu_un(commun: Ouvert) -> None:
    with ThreadPoolExecutor(8) as foule:
        proposee = proposition("doublee", adresse="qui@example.org")
        recues = list(foule.map(lambda _: envoyer(commun.port, proposee, **d_ailleurs("doublee")), range(8)))
    assert sorted(recue.statut for recue in recues) == [200] * 7 + [201]
    ((reference, _),) = {(recue.dit["reference"], recue.dit["jeton"]) for recue in recues}
    assert len([*commun.reserve.glob("envois/*")]) == len({chemin.name for chemin in commun.reserve.glob("envois/*")})
    assert len([*commun.reserve.glob(f"plis/{reference}.*")]) == 1


def test_un_disque_plein_refuse_sans_accuser_reception_puis_tout_reprend(commun: Ouvert) -> None:
    """Le système refuse d’écrire (RLIMIT_FSIZE, posé de dehors) : rien n’est accusé, rien ne reste à moitié."""
    avant, proposee = sorted(commun.reserve.glob("[ep]*/*")), proposition("plein", adresse="qui@example.org")
    limites = resource.prlimit(commun.processus.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(commun.processus.pid, resource.RLIMIT_FSIZE, (64, limites[1]))
    refusee = envoyer(commun.port, proposee, **d_ailleurs("plein"))
    resource.prlimit(commun.processus.pid, resource.RLIMIT_FSIZE, limites)
    assert (refusee.statut, refusee.dit["code"]) == (503, "disque")
    assert "retry-after" in refusee.entetes
    assert sorted(commun.reserve.glob("[ep]*/*")) == avant
    assert envoyer(commun.port, proposee, **d_ailleurs("plein")).statut == 201


def test_chaque_texte_se_juge_pour_lui_meme_sous_un_meme_nom(commun: Ouvert) -> None:
    """Le double qui juge en juge plusieurs : il ne répond jamais d’après le précédent."""
    juste = proposition("hesitante")
    faux = juste | {"texte": FICHE.replace("statut: en-cours", "statut: en-court")}
    autre = juste | {"texte": FICHE.replace("statut: en-cours", "statut: en-coure")}
    rendus = [envoyer(commun.port, une, **d_ailleurs("hesitante")) for une in (faux, autre, faux, juste, autre)]
    assert [rendu.statut for rendu in rendus] == [422, 422, 422, 201, 422]
    assert [rendu.dit["constats"][0]["valeur"] for rendu in rendus if rendu.statut == 422] == [
        "en-court",
        "en-coure",
        "en-court",
        "en-coure",
    ]


@pytest.mark.usefixtures("distant")
def test_rien_ne_s_ecrit_a_travers_un_lien(tmp_path: Path) -> None:
    """La branche publiée a des liens : une fiche qui en est un ne se change pas, un dossier qui en est un ne reçoit rien."""
    (tmp_path / "atelier/exemples/lien.md").symlink_to("/etc/passwd")
    (tmp_path / "atelier/exemples/dossier").symlink_to("../content")
    (tmp_path / "atelier/content/methodes").symlink_to("outils")
    juge = Juge(tmp_path / "atelier", SITE)
    for nom in ("lien", "dossier"):
        assert juge.juger("nouvelle", "exemples", nom, FICHE) == {"refus": "deja-prise"}
        assert juge.juger("changement", "exemples", nom, FICHE) == {"refus": "absente"}
    assert juge.juger("nouvelle", "methodes", "neuve", FICHE) == {"refus": "lien"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"genre": "changement"}, "absente"),
        ({"famille": "outils", "identifiant": "dla", "texte": "x"}, "deja-prise"),
    ],
)
def test_une_fiche_neuve_est_neuve_et_une_fiche_changee_existe(commun: Ouvert, change: dict[str, str], code: str) -> None:
    recue = envoyer(commun.port, proposition("jamais-vue") | change, **d_ailleurs("neuve"))
    assert (recue.statut, recue.dit["code"]) == (409, code)


def test_une_fiche_fautive_est_refusee_avec_les_constats_de_la_commande(
    commun: Ouvert, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Au signe près : le formulaire, la CI et le guichet disent la même chose."""
    texte = FICHE.replace("statut: en-cours", "statut: en-court").replace("lien-social", "lien-socil")
    recue = envoyer(commun.port, proposition("fautive", texte=texte), **d_ailleurs("fautive"))
    assert (recue.statut, recue.dit["code"]) == (422, "fiche")
    depot = shutil.copytree(commun.reserve / "depot", tmp_path / "depot", ignore=shutil.ignore_patterns(".git"))
    (depot / "exemples/fautive.md").write_text(texte, "utf-8")
    (depot / "mkdocs.yml").write_text(f"site_url: {SITE}\n", "utf-8")
    monkeypatch.chdir(depot)
    dits = CliRunner().invoke(app, ["valider", "--format", "json", "exemples/fautive.md"])
    assert recue.dit["constats"] == json.loads(dits.output)
    assert "Vouliez-vous dire" not in recue.dit["message"]


@pytest.mark.parametrize(
    ("corps", "statut", "code"),
    [
        (b"", 400, "json"),
        (b"{", 400, "json"),
        (b"[" * 50_000, 400, "json"),
        (b"[]", 400, "json"),
        (b'"fiche"', 400, "json"),
        (b"\xff\xfe", 400, "json"),
        (b'{"texte": "\\ud800"}', 400, "json"),
        (b"{}", 422, "forme"),
        (b'{"texte": 12}', 422, "forme"),
    ],
)
def test_ce_qui_n_est_pas_une_proposition_est_refuse(commun: Ouvert, corps: bytes, statut: int, code: str) -> None:
    recue = poster(commun, corps, **d_ailleurs(f"forme {corps[:9]!r}"))
    assert (recue.statut, recue.dit["code"]) == (statut, code)


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        *(
            ("identifiant", nom)
            for nom in ("../../etc/passwd", "a/b", "A", "-rf", "a\n", "é", "", "a" * 81, "index", "page-2", ".git")
        ),
        *(("famille", nom) for nom in ("exemples/..", "vocabulaires", "Exemples", "")),
        *(("adresse", nom) for nom in ("a@b\nBcc: tous@c.example", "sans-arobase", "a b@c.example", "<a@b.example>", "a" * 300)),
        ("mot", "m" * 4_001),
        ("genre", "retrait"),
        ("texte", ""),
        ("inconnu", "x"),
        ("site_web", "https://robot.example"),
    ],
)
def test_un_champ_qui_ne_convient_pas_est_nomme_et_rien_n_est_ecrit(commun: Ouvert, champ: str, valeur: str) -> None:
    avant = sorted(commun.reserve.glob("[ep]*/*"))
    recue = envoyer(commun.port, proposition("essai") | {champ: valeur}, **d_ailleurs(f"{champ} {valeur}"))
    assert recue.statut == 422
    assert list(recue.dit["champs"]) == [champ]
    assert sorted(commun.reserve.glob("[ep]*/*")) == avant


def test_un_corps_trop_gros_est_refuse_sans_etre_garde(commun: Ouvert) -> None:
    recue = poster(commun, b" " * 100_000, **d_ailleurs("gros"))
    assert (recue.statut, recue.dit) == (413, {"code": "trop-gros", "message": "Un envoi pèse 60 ko au plus."})
    # Sans longueur annoncée, et sans fin : on n’attend pas qu’il finisse.
    with socket.create_connection(("127.0.0.1", commun.port)) as prise:
        prise.sendall(
            b"POST /envois HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
            b"X-Forwarded-For: 2001:db8:fff1::1\r\n\r\n"
        )
        with suppress(OSError):
            while True:
                prise.sendall(b"10000\r\n" + b" " * 0x10000 + b"\r\n")
    assert demander(commun.port, "GET", "/sante").statut == 200


@pytest.mark.parametrize("corps", [b'{"genre"', b""])
def test_un_corps_qui_traine_est_abandonne(commun: Ouvert, corps: bytes) -> None:
    with socket.create_connection(("127.0.0.1", commun.port), timeout=30) as prise:
        prise.sendall(
            b"POST /envois HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n"
            b"X-Forwarded-For: 2001:db8:fff2::1\r\n\r\n" + corps
        )
        assert prise.recv(100).startswith(b"HTTP/1.1 408 ")


def test_une_connexion_sert_une_fois(commun: Ouvert) -> None:
    assert demander(commun.port, "GET", "/sante").entetes["connection"] == "close"


def test_un_texte_fait_pour_ne_jamais_finir_n_arrete_pas_les_autres(commun: Ouvert) -> None:
    """Chercher à quoi ressemblent trois mille noms de lieux prendrait une minute : on arrête, et qui l’envoie attendra."""
    lieux = ", ".join(f"Saint-Martn{rang}" for rang in range(3_000))
    texte = re.sub(r"(?m)^statut:", f"lieux: x\nterritoires: [{lieux}]\nstatut:", FICHE)
    qui = d_ailleurs("interminable")
    recue = envoyer(commun.port, proposition("interminable", texte=texte), **qui)
    assert (recue.statut, recue.dit["code"]) == (422, "trop-long")
    assert envoyer(commun.port, proposition("interminable"), **qui).statut == 429
    assert envoyer(commun.port, proposition("court"), **d_ailleurs("court")).statut == 201


@pytest.mark.parametrize("entetes", [{"Content-Type": "text/plain"}, {"Content-Type": "application/x-www-form-urlencoded"}])
def test_un_formulaire_d_un_autre_site_ne_passe_pas_sans_que_le_navigateur_demande(
    commun: Ouvert, entetes: dict[str, str]
) -> None:
    assert envoyer(commun.port, proposition("autre"), **entetes).statut == 415


def test_seul_le_site_peut_envoyer_depuis_un_navigateur(commun: Ouvert) -> None:
    def demande(origine: str) -> Any:
        entetes = {
            "Origin": origine,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        }
        return demander(commun.port, "OPTIONS", "/envois", None, entetes)

    admise = demande(SITE)
    assert (admise.statut, admise.entetes["access-control-allow-origin"]) == (200, SITE)
    for origine in ("https://ailleurs.example", f"{SITE}.ailleurs.example", "null", "http://alliances.example"):
        assert demande(origine).statut == 400
        assert "access-control-allow-origin" not in demande(origine).entetes
        assert envoyer(commun.port, proposition("autre"), Origin=origine).statut == 403
    # Un refus aussi se lit depuis le site ; et jamais de cookie.
    recue = envoyer(commun.port, {}, **d_ailleurs("refus lu"))
    assert recue.entetes["access-control-allow-origin"] == SITE
    assert not {"set-cookie", "access-control-allow-credentials", "server"} & set(recue.entetes)


def test_chacun_a_sa_mesure_et_un_en_tete_invente_n_en_donne_pas_d_autre(commun: Ouvert) -> None:
    """Le mandataire ajoute à droite l’adresse qu’il voit ; ce que l’on écrit soi-même à gauche ne compte pas."""
    rendus = [poster(commun, b"{}", **{"X-Forwarded-For": f"198.51.100.{rang}, 203.0.113.7, 127.0.0.1"}) for rang in range(32)]
    assert [rendu.statut for rendu in rendus] == [422] * 30 + [429] * 2
    assert int(rendus[-1].entetes["retry-after"]) > 0
    assert rendus[-1].dit["code"] == "trop-d-envois"


def test_l_adresse_et_le_mot_n_entrent_pas_dans_git_ni_au_journal_et_s_effacent(commun: Ouvert) -> None:
    adresse, mot = "camille.martin@example.org", "Je suis la voisine du jardin."
    qui = d_ailleurs("pli")
    recue = envoyer(commun.port, proposition("pli", adresse=adresse, mot=mot), **qui).dit
    reference, jeton = recue["reference"], recue["jeton"]
    (pli,) = commun.reserve.glob(f"plis/{reference}.*.json")
    assert adresse in pli.read_text("utf-8")
    assert jeton not in pli.name + pli.read_text("utf-8")
    assert pli.stat().st_mode & 0o077 == 0
    attendre(lambda: demander(commun.port, "GET", f"/envois/{reference}").dit["etat"] == "pousse", "rien n’est poussé")
    distant = commun.reserve.parent / "distant.git"
    assert adresse not in git(distant, "log", "--all", "-p", "--format=fuller")
    assert "voisine" not in git(distant, "log", "--all", "-p", "--format=fuller")
    for secret in (adresse, mot, jeton, "2001:db8", "127.0.0.1:"):
        assert secret not in commun.dit()

    def effacer(jeton: str) -> int:
        entetes = {"Authorization": f"Bearer {jeton}", "Origin": SITE}
        return demander(commun.port, "DELETE", f"/envois/{reference}/adresse", None, entetes).statut

    assert [effacer(faux) for faux in ("", "*", "../../secret", jeton[:-1])] == [404] * 4
    assert pli.exists()
    assert [effacer(jeton), effacer(jeton)] == [200, 404]
    assert not pli.exists()


def test_le_meme_contenu_envoye_par_deux_personnes_garde_a_chacune_son_adresse(commun: Ouvert) -> None:
    """Connaître le contenu ne donne pas le jeton de l’autre."""
    recues = [
        envoyer(commun.port, proposition("deux", adresse=adresse), **d_ailleurs("deux")).dit
        for adresse in ("a@example.org", "b@example.org", "a@example.org")
    ]
    assert len({recue["reference"] for recue in recues}) == 1
    assert recues[0]["jeton"] == recues[2]["jeton"] != recues[1]["jeton"]
    assert len(list(commun.reserve.glob(f"plis/{recues[0]['reference']}.*"))) == 2


@pytest.mark.parametrize(
    ("methode", "chemin", "statut"),
    [
        ("GET", "/", 404),
        ("GET", "/envois", 405),
        ("GET", "/envois/", 404),
        ("GET", "/envois/2222222", 404),
        ("GET", "/envois/..%2f..%2fsecret", 404),
        ("GET", "/envois/%00", 404),
        ("GET", "/envois/" + "2" * 300, 404),
        ("DELETE", "/envois/..%2f..%2fsecret/adresse", 404),
        ("PUT", "/envois/2222222", 405),
    ],
)
def test_il_n_y_a_rien_d_autre(commun: Ouvert, methode: str, chemin: str, statut: int) -> None:
    recue = demander(commun.port, methode, chemin)
    assert recue.statut == statut
    assert recue.dit["code"] in ("adresse", "inconnue", "rien-a-effacer")


def test_ce_qui_n_est_pas_du_http_ne_laisse_rien(commun: Ouvert) -> None:
    for octets in (
        b"\x16\x03\x01\x02",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /envois HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"\r\n" * 50,
    ):
        with socket.create_connection(("127.0.0.1", commun.port), timeout=30) as prise:
            prise.sendall(octets)
            prise.shutdown(socket.SHUT_WR)
            with suppress(OSError):
                prise.recv(1000)
    assert demander(commun.port, "GET", "/sante").dit["ouvert"] is True
