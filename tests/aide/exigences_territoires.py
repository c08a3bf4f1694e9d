"""Ce que l’on exige des pages de territoires de tout site construit : les lieux qu’il faut, et des comptes justes."""

import json
import re
from pathlib import Path

from exigences import Publie
from lxml import html
from pages import adresse as adresse_de
from pages import lire, resoudre
from recompte import vocabulaire
from recompte_territoires import agissent, cercles, dans, etendue, nomment, pages, places, population

MONTREES = 3


def lieux_publies(publie: Publie) -> set[str]:
    """Les pages de lieux plus petits qu’une région : ni une modalité, ni un croisement, ni la suite d’une liste."""
    modalites = {modalite["id"] for modalite in vocabulaire(publie.depot, "territoires")["modalites"]}
    trouvees = (
        chemin.parent.relative_to(publie.site / "territoires") for chemin in publie.site.glob("territoires/**/index.html")
    )
    parties = (chemin.parts for chemin in trouvees)
    return {
        f"{'/'.join(p)}/"
        for p in parties
        if len(p) in (1, 2) and not (len(p) == 1 and p[0] in modalites) and not p[-1].startswith("page-")
    }


def compte(texte: str) -> int:
    """La somme des nombres d’un compte par famille : « 2 exemples et 1 donnée »."""
    return sum(int(re.sub(r"\D", "", n)) for n in re.findall(r"\d[\d\u00a0\u202f]*", texte))


def fiches_de(publie: Publie, adresse: str, element: html.HtmlElement) -> list[str]:
    liens = element.xpath(".//*[contains(@class, 'o-carte__titre')]/a/@href")
    return [(resoudre(adresse, lien) or ("",))[0].rstrip("/") for lien in liens]


def test_chaque_departement_et_chaque_lieu_qui_a_des_fiches_a_sa_page(publie: Publie) -> None:
    assert lieux_publies(publie) == set(pages(publie.depot))


def test_un_lieu_range_chaque_fiche_une_fois_au_plus_pres(publie: Publie) -> None:
    for adresse, place in pages(publie.depot).items():
        page, attendus = publie.page(f"territoires/{adresse}"), cercles(publie.depot, place)
        sections = {s.get("data-relation"): s for s in page.xpath("//section[@data-effectif]")}
        assert {nom: int(s.get("data-effectif")) for nom, s in sections.items()} == {n: len(f) for n, f in attendus.items()}, (
            adresse
        )
        for nom, section in sections.items():
            assert compte(section.xpath("p[@class='o-compte']")[0].text_content()) == len(attendus[nom]), (adresse, nom)
            montrees = fiches_de(publie, f"territoires/{adresse}", section)
            assert set(montrees) <= attendus[nom], (adresse, nom)
            tout = nom.startswith(("ici", "dedans"))
            assert len(montrees) == len(set(montrees)) == min(len(attendus[nom]), 48 if tout else MONTREES), (adresse, nom)
        ici = agissent(publie.depot, place)
        assert [int(n) for n in page.xpath("//@data-ici")] == ([len(ici)] if ici else []), adresse
        assert (not ici) == ("Pas encore d’exemple ici." in page.text_content())


def test_ce_qu_une_page_dit_d_un_autre_lieu_est_ce_que_dit_la_page_de_ce_lieu(publie: Publie) -> None:
    verifies = 0
    for chemin in publie.site.glob("territoires/**/index.html"):
        for effectif in lire(chemin).xpath("//*[@data-lieu]"):
            echelon, _, code = effectif.get("data-lieu").partition("-")
            place = places(echelon)[code]
            assert int(effectif.text_content()) == len(agissent(publie.depot, place)), (adresse_de(publie.site, chemin), place)
            verifies += 1
        for pastilles in lire(chemin).xpath("//*[contains(@class, 'o-pastilles')][.//*[@data-lieu]]"):
            assert "nombre de fiches" in pastilles.getprevious().text_content(), adresse_de(publie.site, chemin)
    assert verifies > 500


def test_une_commune_semblable_a_notre_taille_et_montre_ce_que_la_page_ne_montre_pas_encore(publie: Publie) -> None:
    communes = pages(publie.depot)
    for adresse, place in communes.items():
        page = publie.page(f"territoires/{adresse}")
        cibles = [(resoudre(f"territoires/{adresse}", lien) or ("",))[0] for lien in page.xpath("//*[@id='o-contenu']//a/@href")]
        for ligne in page.xpath("//section[@data-relation='semblables']//li"):
            sienne, *exemples = [resoudre(f"territoires/{adresse}", lien) for lien in ligne.xpath("a/@href")]
            assert sienne
            assert exemples
            autre = communes[sienne[0].removeprefix("territoires/")]
            assert population(place) / 2 <= population(autre) <= population(place) * 2, (adresse, autre)
            assert [cibles.count(un[0]) for un in exemples if un] == [1] * len(exemples), (adresse, autre)


def test_qui_peut_aider_partout_se_compte_a_part(publie: Publie) -> None:
    for adresse, place in pages(publie.depot).items():
        aides = cercles(publie.depot, place, aides=True)
        lus = [int(n) for n in publie.page(f"territoires/{adresse}").xpath("//@data-partout")]
        assert lus == ([len(aides["haut-france"])] if "haut-france" in aides else []), adresse


def test_une_region_distingue_ce_qui_la_concerne_toute(publie: Publie) -> None:
    for modalite in vocabulaire(publie.depot, "territoires")["modalites"]:
        codes = [ecrit.partition(":")[2] for ecrit in modalite["territoires"]]
        if len(codes) != 1 or not codes[0]:
            continue
        region = places("region")[codes[0]]
        page = publie.page(f"territoires/{modalite['id']}")
        entieres = nomment(publie.depot, region) | nomment(publie.depot, region, aides=True)
        assert [int(n) for n in page.xpath("//@data-entiere")] == [len(entieres)]
        hauts = {e.get("data-haut"): int(e.get("data-effectif")) for e in page.xpath("//*[@data-haut]")}
        attendus = {n.removeprefix("haut-"): len(f) for n, f in cercles(publie.depot, region).items() if n.startswith("haut")}
        assert hauts == attendus, region
        # Une fiche peut citer un lieu dans son texte sans y être rangée : la page ne dit que ce rangement.
        siennes = entieres | dans(publie.depot, region) | dans(publie.depot, region, aides=True)
        assert ("Aucune fiche n’est encore rangée ici." in page.text_content()) == (not siennes), region


def test_la_carte_et_son_tableau_comptent_les_exemples_de_chaque_departement(publie: Publie) -> None:
    page = publie.page("territoires")
    formes = {e.get("data-forme"): int(e.get("data-effectif")) for e in page.xpath("//*[local-name()='a'][@data-forme]")}
    lignes = {e.get("data-forme"): int(e.text_content()) for e in page.xpath("//td[@data-forme]")}
    assert formes == lignes
    assert len(formes) == 96 + 6
    for forme, effectif in formes.items():
        siennes = (
            [r for r in places("region").values() if r.code > "970"]
            if forme == "collectivites"
            else [places("region" if forme[0] == "r" else "departement")[forme[1:]]]
        )
        exemples = {cle for place in siennes for cle in agissent(publie.depot, place) if cle.startswith("exemples/")}
        assert effectif == len(exemples), forme
    assert "CC BY 4.0" in page.text_content()


def test_pres_de_moi_dit_les_memes_comptes_que_les_pages(publie: Publie) -> None:
    for departement in places("departement").values():
        fichier = publie.site / f"territoires/lieux/{departement.code}.json"
        assert fichier.is_file() == bool(population(departement))
        if fichier.is_file():
            verifier_la_reponse(publie, fichier, departement)


def verifier_la_reponse(publie: Publie, fichier: Path, departement: tuple[str, ...]) -> None:
    region = places("region")[departement[4]]
    place = region if etendue(region) == etendue(departement) else places("departement")[departement[1]]  # type: ignore[arg-type]
    lue, attendus = json.loads(fichier.read_text("utf-8")), cercles(publie.depot, place)
    cles = [fiche[0] for fiche in lue["fiches"]]
    assert {cles[rang] for rang in lue["ici"]} == agissent(publie.depot, place)
    par_groupe: dict[str, int] = {}
    for nom, siennes in attendus.items():
        sorte, _, code = nom.partition("-")
        if sorte not in ("ici", "dedans"):
            groupe = code if code in ("france", "outre-mer") else "voisins" if sorte == "voisins" else "region"
            groupe = "groupement" if code.isdigit() and len(code) > 3 else groupe
            par_groupe[groupe] = par_groupe.get(groupe, 0) + len(siennes)
    assert {nom: effectif for nom, effectif, *_ in lue["autour"]} == par_groupe, fichier.name
    assert all(compte(comptes) == effectif for _, effectif, comptes, *_ in lue["autour"])
    for code, (_, _, siennes, *_) in lue["lieux"].items():
        echelon = "commune" if len(code) == 5 else "intercommunalite"
        assert {cles[rang] for rang in siennes} == nomment(publie.depot, places(echelon)[code])
    for code, rangs in lue["groupes"].items():
        groupe = places("intercommunalite")[code]
        attendues = (agissent(publie.depot, groupe) - nomment(publie.depot, groupe)) & agissent(publie.depot, place)
        assert {cles[rang] for rang in rangs} == attendues, code


def test_l_accueil_compte_les_departements_qui_ont_un_exemple(publie: Publie) -> None:
    departements = [
        d for d in places("departement").values() if any(c.startswith("exemples/") for c in agissent(publie.depot, d))
    ]
    (compte_de_l_accueil,) = publie.page("").xpath("//*[@data-departements]")
    assert compte(compte_de_l_accueil.text_content()) == len(departements)
    points = publie.page("").xpath("//*[local-name()='circle'][not(ancestor::*[contains(@class, 'o-signature')])]")
    assert len(points) == len(departements)
