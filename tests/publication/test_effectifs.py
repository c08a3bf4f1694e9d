"""Tout nombre de fiches imprimé sur le site est celui que retrouve un recompte indépendant."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from lxml import html
from pages import adresse as adresse_de
from pages import lire, pages, resoudre
from recompte import DOSSIERS, facettes, fiches, ranger, vocabulaire

from generator import chaine

RANGEES = ranger()
TOUTES = set(fiches())


def effectifs(page: html.HtmlElement, facette: str) -> dict[str, int]:
    """Les effectifs que la page imprime pour une facette : `data-effectif`, qui doit aussi être le nombre qu’on lit."""
    lus = {}
    for element in page.xpath(f"//*[@data-facette='{facette}']//*[@data-modalite]"):
        valeur = int(element.get("data-effectif"))
        imprime = re.sub(r"\D", "", element.text_content().replace("\N{NO-BREAK SPACE}", ""))
        assert imprime == str(valeur) if valeur else imprime in ("", "0")
        lus[element.get("data-modalite")] = valeur
    return lus


def cartes(site: Path, adresse: str) -> list[str]:
    """Les fiches que montre une liste, pages suivantes comprises, dans l’ordre."""
    montrees = []
    for chemin in (site / adresse / "index.html", *sorted((site / adresse).glob("page-*/index.html"))):
        for lien in lire(chemin).xpath("//*[contains(@class, 'o-carte__titre')][not(ancestor::template)]/a/@href"):
            cible = resoudre(adresse_de(site, chemin), lien)
            assert cible is not None
            montrees.append(cible[0].rstrip("/"))
    return montrees


@pytest.mark.parametrize("facette", facettes())
def test_la_page_d_une_facette_montre_toutes_ses_modalites_et_leurs_effectifs(site: Path, facette: str) -> None:
    attendus = {m["id"]: len(RANGEES[facette][m["id"]]) for m in vocabulaire(facette)["modalites"]}
    assert effectifs(lire(site / facette / "index.html"), facette) == attendus


@pytest.mark.parametrize("facette", facettes())
def test_la_page_d_une_modalite_montre_exactement_ses_fiches(site: Path, facette: str) -> None:
    for modalite in vocabulaire(facette)["modalites"]:
        attendues = RANGEES[facette][modalite["id"]]
        adresse = f"{facette}/{modalite['id']}"
        montrees = cartes(site, adresse)
        assert sorted(montrees) == sorted(attendues), adresse
        page = lire(site / adresse / "index.html")
        assert [int(n) for n in page.xpath("//@data-total")] == ([len(attendues)] if attendues else [])
        par_famille = {e.get("data-famille"): int(e.get("data-effectif")) for e in page.xpath("//*[@data-famille]")}
        assert par_famille == {f: n for f in DOSSIERS if (n := sum(cle.startswith(f"{f}/") for cle in attendues))}


def test_une_modalite_sans_exemple_le_dit_et_invite_a_contribuer(site: Path) -> None:
    admettent = [f for f in facettes() if vocabulaire(f)["facette"].get("exemples", True)]
    vides = [(f, m["id"]) for f in admettent for m in vocabulaire(f)["modalites"] if not RANGEES[f][m["id"]]]
    assert ("territoires", "corse") in vides
    for facette, modalite in vides:
        page = lire(site / facette / modalite / "index.html")
        assert "Pas encore d’exemple" in page.text_content()
        assert any(lien.endswith("contribuer/") for lien in page.xpath("//a[contains(@class, 'o-bouton')]/@href"))
        liste = lire(site / facette / "index.html")
        assert liste.xpath(f"//*[contains(@class, 'o-vides')]//*[@data-modalite='{modalite}']")
        assert "Pas encore d’exemple" in liste.text_content()


def test_les_croisements_publies_sont_tous_ceux_qui_ne_sont_pas_vides(site: Path) -> None:
    attendus = {}
    for une, autre in combinations(("acteurs", "domaines", "territoires"), 2):
        for m1, f1 in RANGEES[une].items():
            for m2, f2 in RANGEES[autre].items():
                if f1 & f2:
                    attendus[f"{une}/{m1}/{autre}/{m2}"] = f1 & f2
    publies = {a.rstrip("/") for a in pages(site) if a.count("/") == 4 and not a.startswith("par-ou-commencer/")}
    assert publies == set(attendus)
    for adresse, communes in attendus.items():
        assert sorted(cartes(site, adresse)) == sorted(communes), adresse


def test_les_croisements_proposes_sur_une_modalite_ont_le_bon_effectif(site: Path) -> None:
    verifies = 0
    for une, autre in [
        *combinations(("acteurs", "domaines", "territoires"), 2),
        ("domaines", "acteurs"),
        ("territoires", "domaines"),
    ]:
        for modalite in vocabulaire(une)["modalites"]:
            lus = effectifs(lire(site / une / modalite["id"] / "index.html"), autre)
            fiches_ici = RANGEES[une][modalite["id"]]
            # Une liste d’une seule fiche ne s’affine pas.
            attendus = {m: len(f & fiches_ici) for m, f in RANGEES[autre].items() if f & fiches_ici and len(fiches_ici) > 1}
            assert lus == attendus, (une, modalite["id"], autre)
            verifies += len(lus)
    assert verifies > 200


def test_l_accueil_compte_juste(site: Path) -> None:
    page = lire(site / "index.html")
    for facette in ("acteurs", "domaines", "territoires"):
        attendus = {m["id"]: len(RANGEES[facette][m["id"]]) for m in vocabulaire(facette)["modalites"]}
        assert effectifs(page, facette) == attendus
    par_famille = {f: sum(cle.startswith(f"{f}/") for cle in TOUTES) for f in DOSSIERS}
    assert effectifs(page, "familles") == par_famille
    chiffres = {e.get("data-modalite"): int(e.text_content()) for e in page.xpath("//*[@class='o-familles']//*[@data-modalite]")}
    assert chiffres == {famille: nombre for famille, nombre in par_famille.items() if nombre}


@pytest.mark.parametrize("famille", DOSSIERS)
def test_la_page_d_une_famille_montre_toutes_ses_fiches_et_les_trie_juste(site: Path, famille: str) -> None:
    attendues = {cle for cle in TOUTES if cle.startswith(f"{famille}/")}
    assert sorted(cartes(site, famille)) == sorted(attendues)
    page = lire(site / famille / "index.html")
    assert [int(n) for n in page.xpath("//@data-total")] == [len(attendues)]
    for facette in ("acteurs", "domaines", "territoires", "categories"):
        comptes = {m: len(f & attendues) for m, f in RANGEES[facette].items() if f & attendues}
        # L’explorateur montre aussi les valeurs qui n’ont rien ; les tris, seulement les autres.
        assert {m: n for m, n in effectifs(page, facette).items() if n} == comptes


def test_les_sources_comptent_les_fiches_qui_les_citent(site: Path) -> None:
    cites: dict[str, set[str]] = {}
    for cle, entete in fiches().items():
        for source in entete["sources"]:
            cites.setdefault(source["document"], set()).add(cle)
    page = lire(site / "sources/index.html")
    lus = {e.get("data-modalite"): int(e.get("data-effectif")) for e in page.xpath("//*[@data-modalite]")}
    assert lus == {document: len(cles) for document, cles in cites.items()}
    for document, cles in cites.items():
        assert sorted(cartes(site, f"sources/{document}")) == sorted(cles)


def test_ajouter_une_modalite_a_un_fichier_suffit(copie: Path) -> None:
    """Elle est admise dans une fiche, comptée, et a sa page ; rien d’autre à toucher."""
    chemin = copie / "content/vocabulaires/domaines.yml"
    ajout = (
        "  - id: alimentation\n    libelle: Alimentation\n    definition: Bien manger.\n    groupe: social\n    etabli: propose\n"
    )
    chemin.write_text(chemin.read_text("utf-8") + ajout, "utf-8")
    fiche = copie / "exemples/mon-restau-responsable.md"
    texte = re.sub(r"(?m)^domaines: \[", "domaines: [alimentation, ", fiche.read_text("utf-8"), count=1)
    fiche.write_text(re.sub(r"(?m)^(domaines: \[[^,\]]+, [^,\]]+(, [^,\]]+)?).*\]$", r"\1]", texte), "utf-8")
    catalogue, constats = chaine.charger(copie)
    assert constats == ()
    page = next(p for p in chaine.construire(catalogue) if p.adresse == "domaines/alimentation/")
    assert page.vue.liste.total == 1
