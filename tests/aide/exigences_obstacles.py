"""Ce que l’on exige de ce qui a coincé : rien ne s’y perd, tout s’y compte, et ce qui rapproche deux exemples est vrai."""

import re
from typing import Any

from exigences import Publie, texte
from pages import liens, resoudre
from recompte import fiches, obstacles

PAGE = "comprendre/ce-qui-coince"


def exemples(publie: Publie) -> dict[str, dict[str, Any]]:
    return {cle: entete for cle, entete in fiches(publie.depot).items() if cle.startswith("exemples/")}


def lu(recit: str) -> str:
    return " ".join(recit.split())


def test_la_page_de_ce_qui_coince_range_chaque_recit_sous_son_obstacle(publie: Publie) -> None:
    page, attendus = publie.page(PAGE), {}
    for cle, entete in exemples(publie).items():
        for ecueil in entete.get("ce_qui_a_coince", ()):
            attendus.setdefault((ecueil["obstacle"], lu(ecueil["recit"])), set()).add(cle)
    trouves = {}
    for section in page.xpath("//section[@data-obstacle]"):
        for ligne in section.xpath(".//li"):
            cibles = {(resoudre(f"{PAGE}/", lien) or ("",))[0].rstrip("/") for lien in liens(ligne)}
            assert any(cible.startswith("sources") for cible in cibles), "un récit sans sa source"
            recit = lu(ligne.text or "")
            trouves[section.get("data-obstacle"), recit] = cibles & set(exemples(publie))
    assert trouves == attendus


def test_la_page_de_ce_qui_coince_compte_ceux_qui_parlent_et_ceux_qui_se_taisent(publie: Publie) -> None:
    page, siens = publie.page(PAGE), exemples(publie)
    parlent = {cle for cle, entete in siens.items() if obstacles(entete)}
    comptes = {e.get("data-compte"): int(re.sub(r"\D", "", texte(e))) for e in page.xpath("//*[@data-compte]")}
    assert comptes == {"parlent": len(parlent), "se-taisent": len(siens) - len(parlent)}
    pastilles = {e.get("data-modalite"): int(e.get("data-effectif")) for e in page.xpath("//*[@data-modalite]")}
    assert pastilles == {
        modalite["id"]: nombre
        for modalite in publie.valeurs("obstacles")
        if (nombre := sum(modalite["id"] in obstacles(entete) for entete in siens.values()))
    }


def test_une_fiche_nomme_l_obstacle_avant_de_raconter_et_y_mene(publie: Publie) -> None:
    libelles = {modalite["id"]: modalite["libelle"] for modalite in publie.valeurs("obstacles")}
    for cle, entete in exemples(publie).items():
        lignes = publie.page(cle).xpath("//section[@aria-labelledby='ecueils']//li")
        ecueils = entete.get("ce_qui_a_coince", ())
        for ligne, ecueil in zip(lignes, ecueils, strict=True):
            assert texte(ligne).startswith(f"{libelles[ecueil['obstacle']]}. {lu(ecueil['recit'])}"), cle
            assert resoudre(f"{cle}/", next(iter(liens(ligne)))) == (f"{PAGE}/", ecueil["obstacle"]), cle


def test_deux_exemples_dits_proches_par_leur_obstacle_ont_bute_dessus_tous_les_deux(publie: Publie) -> None:
    ids = {modalite["libelle"]: modalite["id"] for modalite in publie.valeurs("obstacles")}
    for cle, entete in exemples(publie).items():
        for carte in publie.page(cle).xpath("//article[contains(@class, 'o-carte')][.//*[contains(@class, 'o-carte__raison')]]"):
            (raison,) = carte.xpath(".//*[contains(@class, 'o-carte__raison')]")
            for libelle in re.findall(r"(?i)même obstacle : ([^·]+)", texte(raison)):
                (lien,) = carte.xpath(".//*[contains(@class, 'o-carte__titre')]/a/@href")
                autre = (resoudre(f"{cle}/", lien) or ("",))[0].rstrip("/")
                assert ids[libelle.strip()] in obstacles(entete), cle
                assert ids[libelle.strip()] in obstacles(exemples(publie)[autre]), (cle, autre)
