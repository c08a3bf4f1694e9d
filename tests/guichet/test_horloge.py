"""L’horloge d’une machine recule, avance, se dérègle : le guichet ne perd rien, ne double rien, ne refuse pas à tort."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

from guichet import FICHE, SITE, git, proposition, propositions

from generator.guichet.depot_git import DepotGit
from generator.guichet.envois import Proposition
from generator.guichet.juges import Juges, Verdict
from generator.guichet.reserve import Reserve


def test_une_horloge_en_retard_ne_fait_pas_d_une_fiche_du_jour_une_fiche_de_l_avenir(distant: Path) -> None:
    """Aujourd’hui n’est jamais avant le dernier commit publié."""

    async def juger(publiee_le: date) -> Verdict:
        juges = Juges(distant.parent / "atelier", SITE, 20, lambda: date(1970, 1, 1))
        juges.publiee_le = publiee_le
        try:
            return await juges.juger("nouvelle", "exemples", "jeu", FICHE)
        finally:
            await juges.fermer()

    assert not asyncio.run(juger(date(2026, 12, 1))).fautive
    assert {constat["code"] for constat in asyncio.run(juger(date.min)).constats} >= {"date-future"}


def test_des_envois_dates_de_n_importe_quand_se_poussent_et_se_repoussent_a_l_identique(distant: Path, tmp_path: Path) -> None:
    instants = iter(datetime(annee, 1, 1, tzinfo=UTC) for annee in (2026, 1960, 9999, 2000))
    reserve = Reserve(tmp_path / "reserve", horloge=lambda: next(instants))
    for nom in ("a", "b", "c", "d"):
        reserve.deposer(Proposition.model_validate(proposition(nom)), f"exemples/{nom}.md", "")

    async def pousser() -> None:
        depot = DepotGit(str(distant), "main", tmp_path / "reserve/depot", "formulaire@guichet.invalid", reserve.verrou)
        await depot.ouvrir()
        envois = [envoi for reference in reserve.en_attente() if (envoi := reserve.lire(reference))]
        assert len(envois) == 4
        for _ in range(2):
            assert await depot.pousser(envois) == {}

    asyncio.run(pousser())
    premiers = propositions(distant)
    assert len(premiers) == 4
    asyncio.run(pousser())
    assert propositions(distant) == premiers
    assert "exemples/c.md" in git(distant, "show", "--stat", *premiers.values())
    reserve.fermer()
