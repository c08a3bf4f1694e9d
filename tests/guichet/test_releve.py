"""Entre deux envois : pousser, réessayer, retenir, quoi que fassent le distant, la copie, l’horloge ou le courriel."""

import asyncio
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from coulisses import UN_JOUR, Coulisses, jusqu_a
from guichet import FICHE, SITE, fiche, git, propositions, publier

from generator.guichet import releve as module
from generator.guichet.depot_git import DepotGit
from generator.guichet.envois import Etat
from generator.guichet.juges import Juges, Verdict


@pytest.fixture
def coulisses(distant: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Coulisses]:
    monkeypatch.setattr(module, "PREMIERE_ATTENTE", 0.1)
    ouvertes = Coulisses(distant)
    yield ouvertes
    ouvertes.reserve.fermer()


def test_une_branche_que_le_distant_refuse_n_arrete_pas_les_autres(coulisses: Coulisses, distant: Path) -> None:
    async def suite() -> None:
        refusee, *autres = coulisses.deposer("a", "b", "c", "d")
        crochet = distant / "hooks/update"
        crochet.write_text(f'#!/bin/sh\n[ "$1" != refs/heads/proposition/{refusee} ]\n', "utf-8")
        crochet.chmod(0o755)
        coulisses.releve.prevenir()
        await jusqu_a(lambda: coulisses.etats(autres) == ["pousse"] * 3)
        assert set(propositions(distant)) == set(autres)
        crochet.unlink()
        await jusqu_a(lambda: coulisses.etats([refusee]) == ["pousse"])

    coulisses.jouer(suite)
    assert len(propositions(distant)) == 4


def test_un_envoi_qui_n_est_plus_juste_dans_le_catalogue_du_jour_n_est_pas_pousse(coulisses: Coulisses, distant: Path) -> None:
    """Reçus pendant une coupure, et dépassés par ce qui a paru depuis : retenus, jamais perdus ni poussés."""

    async def suite() -> None:
        distant.rename(distant.with_name("debranche"))
        recus.extend(coulisses.deposer("prise", "publiee", "jumelle"))
        coulisses.releve.prevenir()
        await jusqu_a(lambda: coulisses.releve.panne)
        distant.with_name("debranche").rename(distant)
        publier(distant.parent / "atelier", {"exemples/prise.md": fiche("Autre"), "exemples/publiee.md": fiche("Le jeu publiee")})
        await jusqu_a(lambda: not coulisses.reserve.en_attente())

    recus: list[str] = []
    coulisses.jouer(suite)
    # La troisième raconte la même alliance que celles qui viennent de paraître : c’est une erreur, elle attend quelqu’un.
    assert coulisses.etats(recus) == ["retenu", "pousse", "retenu"]
    assert propositions(distant) == {}
    retenue = coulisses.reserve.lire(recus[0])
    assert retenue is not None
    assert (retenue.texte, retenue.raison) == (fiche("Le jeu prise"), "deja-prise")


def test_une_copie_abimee_ne_retient_pas_les_envois(coulisses: Coulisses, distant: Path) -> None:
    """Les verrous et les restes d’une commande git tuée, un clone à demi fait : rien de cela ne compte."""
    copie = coulisses.depot.dossier

    async def rien() -> None:
        pass

    async def suite() -> None:
        references = coulisses.deposer("a")
        coulisses.releve.prevenir()
        await jusqu_a(lambda: coulisses.etats(references) == ["pousse"])

    coulisses.jouer(rien)
    for nom in ("index.lock", "refs/heads/main.lock", "shallow.lock", "objects/pack/tmp_pack_x"):
        (copie / ".git" / nom).write_text("")
    shutil.copytree(copie, copie.with_name("depot.essai"))
    coulisses.jouer(suite)
    assert len(propositions(distant)) == 1
    assert not copie.with_name("depot.essai").exists()
    assert not [*copie.rglob("*.lock"), *copie.rglob("tmp_pack_*")]


def test_des_envois_dates_de_n_importe_quand_se_poussent_et_se_repoussent_a_l_identique(distant: Path) -> None:
    """Une horloge qui recule ou saute ne change ni la référence, ni ce qui est poussé."""
    instants = iter(datetime(annee, 1, 1, tzinfo=UTC) for annee in (2026, 1960, 9999, 2000))
    coulisses = Coulisses(distant, horloge=lambda: next(instants))

    async def suite() -> None:
        coulisses.deposer("a", "b", "c", "d")
        envois = [envoi for reference in coulisses.reserve.en_attente() if (envoi := coulisses.reserve.lire(reference))]
        for _ in range(2):
            assert await coulisses.depot.pousser(envois) == {}
            pousses.append(propositions(distant))

    pousses: list[dict[str, str]] = []
    coulisses.jouer(suite)
    coulisses.reserve.fermer()
    assert len(pousses[0]) == 4
    assert pousses[0] == pousses[1]
    assert "exemples/b.md" in git(distant, "show", "--stat", *pousses[0].values())


def test_une_horloge_en_retard_ne_fait_pas_d_une_fiche_du_jour_une_fiche_de_l_avenir(distant: Path) -> None:
    """Aujourd’hui n’est jamais avant le dernier commit publié."""

    async def juger() -> tuple[Verdict, Verdict]:
        juges = Juges(distant.parent / "atelier", SITE, 20, lambda: date(1970, 1, 1))
        try:
            seule = await juges.juger("nouvelle", "exemples", "jeu", FICHE)
            juges.publiee_le = UN_JOUR
            return seule, await juges.juger("nouvelle", "exemples", "jeu", FICHE)
        finally:
            await juges.fermer()

    seule, aidee = asyncio.run(juger())
    assert "date-future" in {constat["code"] for constat in seule.constats}
    assert not aidee.fautive


def test_gitlab_est_prie_d_ouvrir_la_demande(distant: Path) -> None:
    """Un distant qui accepte les options de poussée, et note celles qu’il reçoit."""
    git(distant, "config", "receive.advertisePushOptions", "true")
    crochet = distant / "hooks/pre-receive"
    crochet.write_text("#!/bin/sh\nenv | grep ^GIT_PUSH_OPTION_ | sort > voeux\n", "utf-8")
    crochet.chmod(0o755)
    coulisses = Coulisses(distant)
    depot = DepotGit(
        *(str(distant), "main", coulisses.depot.dossier, "formulaire@guichet.invalid", coulisses.reserve.verrou), gitlab=True
    )

    async def suite() -> None:
        (reference,) = coulisses.deposer("a")
        envoi = coulisses.reserve.lire(reference)
        assert envoi is not None
        assert envoi.etat is Etat.RECU
        assert await depot.pousser([envoi]) == {}

    coulisses.jouer(suite, "des_plis")
    coulisses.reserve.fermer()
    voeux = (distant / "voeux").read_text("utf-8")
    assert "GIT_PUSH_OPTION_0=merge_request.create\nGIT_PUSH_OPTION_1=merge_request.target=main\n" in voeux
