"""Ce que l’on exige de tout site construit : du dépôt figé (`publication/`) comme du vrai contenu (`corpus/`).

Ces tests sont joués deux fois, une par dossier, qui dit chacun de quel site il parle (`publie`).
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml
from lxml import html
from pages import adresse as adresse_de
from pages import liens, lire, pages, resoudre
from recompte import (
    COMPLETUDE,
    DOSSIERS,
    OUTRE_MER,
    _lieu,
    annee_des_faits,
    constates,
    decrites,
    ensemble,
    est_breve,
    facettes,
    fiches,
    modalites,
    organisations,
    preuve,
    ranger,
    vocabulaire,
)

PAR_PAGE = 48
"""Les cartes d’une page de liste."""

RESSOURCES = "//script/@src | //img/@src | //iframe/@src | //link[not(@rel='canonical')]/@href | //source/@srcset | //video/@src"
PETITE = 10_000
CROISEES = ("acteurs", "domaines", "territoires")


@dataclass(frozen=True)
class Publie:
    """Un dépôt, et le site qu’on en a construit ; `journal` est ce que MkDocs en a dit."""

    depot: Path
    site: Path
    journal: str

    def page(self, adresse: str) -> html.HtmlElement:
        return lire(self.site / adresse / "index.html")

    def valeurs(self, facette: str) -> list[dict[str, Any]]:
        lues: list[dict[str, Any]] = vocabulaire(self.depot, facette)["modalites"]
        return lues

    def recueil(self, nom: str) -> dict[str, Any]:
        lu: dict[str, Any] = yaml.safe_load((self.depot / f"content/{nom}.yml").read_text("utf-8"))
        return lu


def texte(noeud: html.HtmlElement) -> str:
    return " ".join(noeud.text_content().split())


# Complet et cohérent ------------------------------------------------------------------------------------------------


def test_la_construction_stricte_ne_dit_rien(publie: Publie) -> None:
    assert "WARNING" not in publie.journal
    assert "ERROR" not in publie.journal


def test_chaque_fiche_a_sa_page_a_son_adresse(publie: Publie) -> None:
    for cle, entete in fiches(publie.depot).items():
        assert publie.page(cle).xpath("//h1")[0].text_content().strip() == entete["titre"].strip()


def test_chaque_famille_facette_et_modalite_a_sa_page(publie: Publie) -> None:
    for modalite in publie.valeurs("familles"):
        assert (publie.site / modalite["id"] / "index.html").is_file()
    for facette in facettes(publie.depot):
        for modalite in publie.valeurs(facette):
            page = publie.page(f"{facette}/{modalite['id']}")
            assert modalite["libelle"] in page.xpath("//h1")[0].text_content()
            assert " ".join(modalite["definition"].split()) in texte(page)


def test_chaque_page_ecrite_a_la_main_a_son_titre_et_sa_place_dans_le_plan(publie: Publie) -> None:
    plan = {(resoudre("plan-du-site/", lien) or ("",))[0] for lien in liens(publie.page("plan-du-site"))}
    for chemin in (publie.depot / "content").glob("**/index.md"):
        adresse = chemin.parent.relative_to(publie.depot / "content").as_posix().removeprefix(".")
        (titre,) = publie.page(adresse).xpath("//h1")
        assert len(texte(titre)) >= 5
        assert (f"{adresse}/" if adresse else "") in plan


def test_tous_les_liens_internes_et_leurs_ancres_menent_quelque_part(publie: Publie) -> None:
    toutes = pages(publie.site)
    ancres = {adresse: set(page.xpath("//@id")) for adresse, page in toutes.items()}
    perdus, suivis = [], 0
    for adresse, page in toutes.items():
        for lien in liens(page):
            cible = resoudre("" if adresse == "404.html" else adresse, lien)
            if cible is None:
                continue
            suivis += 1
            chemin, ancre = cible
            fichier = chemin in toutes or (publie.site / chemin).is_file()
            if not fichier or (ancre and ancre not in ancres.get(chemin, set())):
                perdus.append((adresse, lien))
    assert suivis > 20 * len(toutes)
    assert perdus == []


def test_aucune_page_n_est_isolee(publie: Publie) -> None:
    """On arrive à toute page en cliquant depuis l’accueil."""
    toutes = pages(publie.site)
    vues, a_voir = set(), [""]
    while a_voir:
        adresse = a_voir.pop()
        if adresse in vues or adresse not in toutes:
            continue
        vues.add(adresse)
        a_voir += [cible[0] for lien in liens(toutes[adresse]) if (cible := resoudre(adresse, lien))]
    assert set(toutes) - vues == {"404.html"}


def test_aucune_ressource_ne_vient_d_un_tiers(publie: Publie) -> None:
    for adresse, page in pages(publie.site).items():
        externes = [url for url in page.xpath(RESSOURCES) if re.match(r"(https?:)?//", url)]
        assert externes == [], adresse
    for feuille in publie.site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(https?:)?//", feuille.read_text("utf-8")), feuille


def test_les_fiches_sont_hors_de_la_navigation(publie: Publie) -> None:
    """Dans la `nav`, mille fiches rendraient chaque page énorme."""
    for cle in fiches(publie.depot):
        navigation = publie.page(cle).xpath("//nav[@aria-label='Menu']//a/@href")
        assert not [lien for lien in navigation if (resoudre(f"{cle}/", lien) or ("",))[0].rstrip("/") in fiches(publie.depot)]


def test_la_page_d_une_fiche_reste_legere(publie: Publie) -> None:
    poids = [(publie.site / cle / "index.html").stat().st_size for cle in fiches(publie.depot)]
    assert max(poids) < 80_000


def test_toutes_les_pages_menent_aux_pages_attendues_d_un_site_public(publie: Publie) -> None:
    for adresse, page in pages(publie.site).items():
        cibles = {(resoudre("" if adresse == "404.html" else adresse, lien) or ("",))[0] for lien in liens(page)}
        assert {"mentions-legales/", "accessibilite/", "licences/", "plan-du-site/", "contribuer/"} <= cibles, adresse


# Les effectifs ------------------------------------------------------------------------------------------------------


def effectifs(page: html.HtmlElement, facette: str) -> dict[str, int]:
    """Les effectifs que la page imprime pour une facette : `data-effectif`, qui doit aussi être le nombre qu’on lit."""
    lus = {}
    for element in page.xpath(f"//*[@data-facette='{facette}']//*[@data-modalite]"):
        valeur = int(element.get("data-effectif"))
        imprime = re.sub(r"\D", "", element.text_content().replace("\N{NO-BREAK SPACE}", ""))
        assert imprime == str(valeur) if valeur else imprime in ("", "0")
        lus[element.get("data-modalite")] = valeur
    return lus


def cartes(publie: Publie, adresse: str) -> list[str]:
    """Les fiches que montre une liste, pages suivantes comprises, dans l’ordre."""
    montrees = []
    for chemin in (publie.site / adresse / "index.html", *sorted((publie.site / adresse).glob("page-*/index.html"))):
        for lien in lire(chemin).xpath("//*[contains(@class, 'o-carte__titre')][not(ancestor::template)]/a/@href"):
            cible = resoudre(adresse_de(publie.site, chemin), lien)
            assert cible is not None
            montrees.append(cible[0].rstrip("/"))
    return montrees


def test_la_page_d_une_facette_montre_toutes_ses_modalites_et_leurs_effectifs(publie: Publie) -> None:
    rangees = ranger(publie.depot)
    for facette in facettes(publie.depot):
        attendus = {m["id"]: len(rangees[facette][m["id"]]) for m in publie.valeurs(facette)}
        assert effectifs(publie.page(facette), facette) == attendus


def test_la_page_d_une_modalite_montre_exactement_ses_fiches(publie: Publie) -> None:
    for facette in facettes(publie.depot):
        for modalite in publie.valeurs(facette):
            attendues = ranger(publie.depot)[facette][modalite["id"]]
            adresse = f"{facette}/{modalite['id']}"
            assert sorted(cartes(publie, adresse)) == sorted(attendues), adresse
            page = publie.page(adresse)
            assert [int(n) for n in page.xpath("//@data-total")] == ([len(attendues)] if attendues else [])
            par_famille = {e.get("data-famille"): int(e.get("data-effectif")) for e in page.xpath("//*[@data-famille]")}
            assert par_famille == {f: n for f in DOSSIERS if (n := sum(cle.startswith(f"{f}/") for cle in attendues))}


def test_une_modalite_sans_fiche_le_dit_et_une_sans_exemple_invite_a_contribuer(publie: Publie) -> None:
    for facette in facettes(publie.depot):
        admet_des_exemples = vocabulaire(publie.depot, facette)["facette"].get("exemples", True)
        for modalite in publie.valeurs(facette):
            siennes = ranger(publie.depot)[facette][modalite["id"]]
            page = publie.page(f"{facette}/{modalite['id']}")
            appelle = any("contribuer/?" in lien for lien in page.xpath("//a[contains(@class, 'o-bouton')]/@href"))
            sans_exemple = not any(cle.startswith("exemples/") for cle in siennes)
            assert appelle == (admet_des_exemples and sans_exemple)
            assert texte(page).count("Pas encore d’exemple ici.") == appelle
            assert texte(page).count("Aucune fiche pour l’instant.") == (not siennes and not appelle)
            liste = publie.page(facette)
            assert bool(liste.xpath(f"//*[contains(@class, 'o-vides')]//*[@data-modalite='{modalite['id']}']")) == (not siennes)


def test_les_croisements_publies_sont_tous_ceux_qui_affinent_une_liste(publie: Publie) -> None:
    attendus = {}
    for une, autre in combinations(CROISEES, 2):
        for m1, f1 in ranger(publie.depot)[une].items():
            for m2, f2 in ranger(publie.depot)[autre].items():
                if f1 & f2 and max(len(f1), len(f2)) > 1:
                    attendus[f"{une}/{m1}/{autre}/{m2}"] = f1 & f2
    publies = {a.rstrip("/") for a in pages(publie.site) if a.count("/") == 4 and a.startswith(CROISEES)}
    assert publies == set(attendus)
    for adresse, communes in attendus.items():
        montrees, suite = cartes(publie, adresse), publie.page(adresse).xpath("//a[@class='o-suite']/@href")
        assert set(montrees) <= communes, adresse
        assert len(montrees) == len(set(montrees)) == min(len(communes), PAR_PAGE), adresse
        # Une suite se lit dans l’explorateur, qui croise tout.
        une, m1, autre, m2 = adresse.split("/")
        assert suite == ([f"../../../../explorer/?{une}={m1}&{autre}={m2}"] if len(communes) > PAR_PAGE else []), adresse


def test_les_croisements_proposes_sur_une_modalite_ont_le_bon_effectif(publie: Publie) -> None:
    rangees, verifies = ranger(publie.depot), 0
    for une in CROISEES:
        for autre in (facette for facette in CROISEES if facette != une):
            for modalite in publie.valeurs(une):
                lus = effectifs(publie.page(f"{une}/{modalite['id']}"), autre)
                ici = rangees[une][modalite["id"]]
                # Une liste d’une seule fiche ne s’affine pas.
                attendus = {m: len(f & ici) for m, f in rangees[autre].items() if f & ici and len(ici) > 1}
                assert lus == attendus, (une, modalite["id"], autre)
                verifies += len(lus)
    assert verifies > 100


def test_l_accueil_compte_juste(publie: Publie) -> None:
    page, toutes = publie.page(""), fiches(publie.depot)
    for facette in CROISEES:
        attendus = {m["id"]: len(ranger(publie.depot)[facette][m["id"]]) for m in publie.valeurs(facette)}
        assert effectifs(page, facette) == attendus
    par_famille = {f: sum(cle.startswith(f"{f}/") for cle in toutes) for f in DOSSIERS}
    assert effectifs(page, "familles") == par_famille
    chiffres = {e.get("data-modalite"): int(e.text_content()) for e in page.xpath("//*[@class='o-familles']//*[@data-modalite]")}
    assert chiffres == {famille: nombre for famille, nombre in par_famille.items() if nombre}


def test_la_page_d_une_famille_montre_toutes_ses_fiches_et_les_trie_juste(publie: Publie) -> None:
    for famille in DOSSIERS:
        attendues = {cle for cle in fiches(publie.depot) if cle.startswith(f"{famille}/")}
        assert sorted(cartes(publie, famille)) == sorted(attendues)
        page = publie.page(famille)
        assert [int(n) for n in page.xpath("//@data-total")] == [len(attendues)]
        for facette in (*CROISEES, "categories"):
            comptes = {m: len(f & attendues) for m, f in ranger(publie.depot)[facette].items() if f & attendues}
            # L’explorateur montre aussi les valeurs qui n’ont rien ; les tris, seulement les autres.
            assert {m: n for m, n in effectifs(page, facette).items() if n} == comptes


# Les sources --------------------------------------------------------------------------------------------------------


def decrits(publie: Publie) -> dict[str, tuple[dict[str, Any], set[str]]]:
    """Chaque document : sa description, et les fiches qui le citent, d’après les fichiers."""
    communs = publie.recueil("sources")
    documents = {cle: (champs, set[str]()) for cle, champs in communs.items()}
    for cle, entete in fiches(publie.depot).items():
        propres = entete.get("documents", {})
        documents |= {nom: (champs, {cle}) for nom, champs in propres.items()}
        for source in entete["sources"]:
            if source["document"] not in propres:
                documents[source["document"]][1].add(cle)
    return documents


def test_la_liste_des_sources_montre_chaque_document_une_fois_et_qui_le_cite(publie: Publie) -> None:
    attendus = decrits(publie)
    montres: dict[str, set[str]] = {}
    for chemin in (publie.site / "sources/index.html", *(publie.site / "sources").glob("page-*/index.html")):
        for element in lire(chemin).xpath("//ul[contains(@class, 'o-documents')]/li[@id]"):
            assert element.get("id") not in montres
            adresse = adresse_de(publie.site, chemin)
            cibles = {(resoudre(adresse, lien) or ("",))[0].rstrip("/") for lien in liens(element)}
            montres[element.get("id")] = cibles & set(fiches(publie.depot))
            assert " ".join(attendus[element.get("id")][0]["titre"].split()) in texte(element)
    assert set(montres) == set(attendus)
    for cle, (champs, citants) in attendus.items():
        a_sa_page = bool(champs.get("texte")) or len(citants) >= 5
        assert (publie.site / "sources" / cle / "index.html").is_file() == a_sa_page, cle
        if a_sa_page:
            assert sorted(cartes(publie, f"sources/{cle}")) == sorted(citants)
        else:
            assert montres[cle] == citants, cle


def test_chaque_source_d_une_fiche_mene_a_son_document(publie: Publie) -> None:
    for cle, entete in fiches(publie.depot).items():
        sources = publie.page(cle).xpath("//*[contains(@class, 'o-sources')]//li")
        assert len(sources) == len(entete["sources"])
        for element, source in zip(sources, entete["sources"], strict=True):
            cible, ancre = resoudre(f"{cle}/", element.xpath(".//a/@href")[0]) or ("", "")
            assert source["document"] in (ancre, cible.removeprefix("sources/").rstrip("/"))


def test_un_chiffre_ne_dit_son_annee_qu_une_fois(publie: Publie) -> None:
    deja_dites = 0
    for cle, entete in fiches(publie.depot).items():
        chiffres = entete.get("chiffres", ())
        montres = publie.page(cle).xpath("//ul[contains(@class, 'o-nombres')]/li/p[2]")
        for chiffre, montre in zip(chiffres, montres, strict=True):
            annee, libelle = str(chiffre["annee"]), " ".join(chiffre["libelle"].split())
            deja_dite = annee in re.findall(r"\d+", libelle)
            sens = {"prevu": "prévu", "contexte": "contexte"}.get(chiffre.get("sens", ""), "")
            precise = ", ".join(dit for dit in ("" if deja_dite else annee, sens) if dit)
            assert texte(montre).startswith(f"{libelle} ({precise})" if precise else libelle), (cle, libelle)
            assert (f"({annee}" in texte(montre)) is not deja_dite, (cle, libelle)
            deja_dites += deja_dite
    assert deja_dites


# Les organisations --------------------------------------------------------------------------------------------------


def ont_leur_page(publie: Publie) -> dict[str, dict[str, set[str]]]:
    """Les organisations qui ont leur page : celles que l’on décrit, et celles que deux exemples nomment."""
    connues, recensees = decrites(publie.depot), organisations(publie.depot)
    return {cle: une for cle, une in recensees.items() if cle in connues or len(une["exemples"]) > 1}


def nommees_dans(noeud: html.HtmlElement, adresse: str) -> set[str]:
    """Les organisations vers lesquelles mènent les liens d’un élément : à leur page, ou à leur ligne dans une liste."""
    cibles = (resoudre(adresse, lien) or ("", "") for lien in liens(noeud))
    return {ancre or cible.split("/")[1] for cible, ancre in cibles if cible.startswith("organisations/")}


def test_une_organisation_decrite_ou_nommee_deux_fois_a_sa_page_et_les_autres_leur_ligne(publie: Publie) -> None:
    avec_page = ont_leur_page(publie)
    for cle in organisations(publie.depot):
        assert (publie.site / "organisations" / cle / "index.html").is_file() == (cle in avec_page), cle
    lignes = {
        ligne
        for chemin in (publie.site / "organisations/lettres").rglob("index.html")
        for ligne in lire(chemin).xpath("//ul[contains(@class, 'o-organisations')]/li/@id")
    }
    assert lignes == set(organisations(publie.depot)) - set(avec_page)


def test_la_page_d_une_organisation_dit_tout_ce_qu_elle_fait_et_avec_qui(publie: Publie) -> None:
    toutes = organisations(publie.depot)
    for cle, une in ont_leur_page(publie).items():
        page = publie.page(f"organisations/{cle}")
        actions = page.xpath("//ul[contains(@class, 'o-actions')]/li")
        montrees = [
            (resoudre(f"organisations/{cle}/", action.xpath("./a/@href")[0]) or ("",))[0].rstrip("/") for action in actions
        ]
        assert sorted(montrees) == sorted(une["exemples"]), cle
        for action, exemple in zip(actions, montrees, strict=True):
            for partenaire in fiches(publie.depot)[exemple]["partenaires"]:
                assert partenaire["nom"] not in une["noms"] or " ".join(partenaire["role"].split())[1:] in texte(action), cle
        avec_qui = {autre for autre in toutes if autre != cle and ensemble(publie.depot, cle, autre)}
        nommees = {
            nom
            for liste in page.xpath("//ol[contains(@class, 'o-voisins')]")
            for nom in nommees_dans(liste, f"organisations/{cle}/")
        }
        assert nommees == avec_qui or (len(nommees) == 60 and nommees < avec_qui), cle


def test_la_presentation_d_une_organisation_ouvre_sa_page_et_la_decrit_ailleurs(publie: Publie) -> None:
    connues, vues = decrites(publie.depot), 0
    for cle in ont_leur_page(publie):
        presentation = " ".join(connues.get(cle, {}).get("presentation", "").split())
        page = publie.page(f"organisations/{cle}")
        (description,) = page.xpath("//meta[@name='description']/@content")
        chapeau = texte(page.xpath("//h1/following-sibling::p")[0])
        assert not presentation or (" ".join(description.split()), chapeau) == (presentation, presentation), cle
        vues += bool(presentation)
    assert vues


def test_chaque_partenaire_d_une_fiche_mene_a_son_organisation(publie: Publie) -> None:
    toutes = organisations(publie.depot)
    for cle in fiches(publie.depot):
        attendues = {identifiant for identifiant, une in toutes.items() if cle in une["exemples"]}
        menees = {
            nom
            for bloc in publie.page(cle).xpath("//*[contains(@class, 'o-partenaires')]")
            for nom in nommees_dans(bloc, f"{cle}/")
        }
        assert menees == attendues, cle


def test_les_listes_d_organisations_comptent_juste(publie: Publie) -> None:
    toutes, avec_page = organisations(publie.depot), ont_leur_page(publie)
    entree = publie.page("organisations")
    assert entree.xpath("//*[@data-total]/@data-total") == [str(len(toutes))]
    comptes = effectifs(entree, "profils")
    assert comptes == {
        profil: nombre
        for profil in (m["id"] for m in publie.valeurs("acteurs"))
        if (nombre := sum(profil in une["profils"] for une in avec_page.values()))
    }
    assert sum(effectifs(entree, "lettres").values()) == len(toutes)
    for dossier in ("profils", "lettres"):
        for nom, nombre in effectifs(entree, dossier).items():
            chemins = [*(publie.site / "organisations" / dossier / nom).rglob("index.html")]
            lignes = [ligne for chemin in chemins for ligne in lire(chemin).xpath("//ul[contains(@class, 'o-organisations')]/li")]
            assert len(lignes) == nombre, nom


def test_le_reseau_compte_les_liens_et_les_rencontres(publie: Publie) -> None:
    toutes = organisations(publie.depot)
    liees = {frozenset(paire) for paire in combinations(toutes, 2) if ensemble(publie.depot, *paire)}
    page = publie.page("organisations/reseau")
    assert page.xpath("//@data-liens") == [str(len(liees))]
    assert page.xpath("//@data-total") == [str(len({une for paire in liees for une in paire}))]
    for ligne in page.xpath("//table//tbody/tr"):
        (une,) = nommees_dans(ligne, "organisations/reseau/")
        nombres = [int(texte(cellule)) for cellule in ligne.xpath("./td")[1:]]
        assert nombres == [sum(une in paire for paire in liees), len(toutes[une]["exemples"])]


# Le cube ------------------------------------------------------------------------------------------------------------


def test_chaque_case_du_cube_compte_ses_exemples_et_les_vides_appellent(publie: Publie) -> None:
    rangees = ranger(publie.depot)
    entree = publie.page("croiser")
    for f1, f2 in combinations(CROISEES, 2):
        (lignes, colonnes) = sorted((f1, f2), key=lambda facette: -len(publie.valeurs(facette)))
        page = publie.page(f"croiser/{colonnes}-{lignes}")
        noms = [m["id"] for m in publie.valeurs(colonnes)]
        lues = {
            ligne.xpath("./th/a/@href")[0].rstrip("/").split("/")[-1]: ligne.xpath("./td/a")
            for ligne in page.xpath("//tbody/tr[td]")
        }
        assert set(lues) == {m["id"] for m in publie.valeurs(lignes)}
        vides = 0
        for ligne, cases in lues.items():
            for colonne, case in zip(noms, cases, strict=True):
                communs = {c for c in rangees[lignes][ligne] & rangees[colonnes][colonne] if c.startswith("exemples/")}
                assert texte(case) == (str(len(communs)) if communs else "+"), (ligne, colonne)
                assert ("contribuer/?" in case.get("href")) == (not communs)
                vides += not communs
        assert page.xpath("//@data-vides") == [str(vides)]
        assert entree.xpath(f"//*[@data-matrice='{colonnes}-{lignes}']/@data-vides") == [str(vides)]


def test_ce_qui_manque_nomme_les_valeurs_sans_exemple(publie: Publie) -> None:
    page = texte(publie.page("ce-qui-manque"))
    for facette in ("acteurs", "domaines", "territoires", "categories"):
        for modalite in publie.valeurs(facette):
            exemples = [cle for cle in ranger(publie.depot)[facette][modalite["id"]] if cle.startswith("exemples/")]
            assert (f"{modalite['libelle']} (en proposer un)" in page) == (not exemples), modalite["id"]


def test_ce_qui_manque_compte_les_biais(publie: Publie) -> None:
    exemples = {cle: entete for cle, entete in fiches(publie.depot).items() if cle.startswith("exemples/")}
    page = texte(publie.page("ce-qui-manque"))
    sans_chiffre = sum(not entete.get("chiffres") for entete in exemples.values())
    assert f"{sans_chiffre} sur {len(exemples)} ne donnent aucun chiffre" in page
    termines = sum(entete.get("statut") == "termine" for entete in exemples.values())
    assert f"{termines} sur {len(exemples)} sont terminés" in page
    lieux = [{str(lieu) for lieu in e["territoires"]} - {"france", "outre-mer", "europe", "monde"} for e in exemples.values()]
    precis = [any(_lieu(lieu)[4] in OUTRE_MER for lieu in siens) for siens in lieux]
    dit = f"{sum(precis)} sur {len(exemples)} agi" if any(precis) else "Aucun n’agit précisément outre-mer"
    assert dit in page
    communs = publie.recueil("sources")
    de_depart = [
        {bool({**communs, **entete.get("documents", {})}[source["document"]].get("texte")) for source in entete["sources"]}
        for entete in exemples.values()
    ]
    assert f"{sum(True in une for une in de_depart)} sur {len(exemples)} viennent des documents" in page
    assert f"et {sum(une == {True} for une in de_depart)} n’en ont pas d’autre" in page


# Ce que valent les fiches -------------------------------------------------------------------------------------------


def exemples(publie: Publie) -> dict[str, dict[str, Any]]:
    return {cle: entete for cle, entete in fiches(publie.depot).items() if cle.startswith("exemples/")}


def test_chaque_exemple_montre_son_niveau_de_preuve_et_ce_qui_l_appuie(publie: Publie) -> None:
    libelles = {modalite["id"]: modalite["libelle"] for modalite in publie.valeurs("preuves")}
    for cle, entete in exemples(publie).items():
        (ligne,) = publie.page(cle).xpath("//*[contains(@class, 'o-fraicheur')]/p[.//*[contains(@class, 'o-jauge')]]")
        assert texte(ligne).startswith(libelles[preuve(entete)]), cle
        assert (f"{len(constates(entete))} chiffre" in texte(ligne)) == bool(constates(entete)), cle
        evaluation = entete.get("evaluation", {})
        vue = "conclusions_lues" not in evaluation
        assert ("nous n’en avons pas vu les conclusions" in texte(ligne)) is not vue, cle
        assert not vue or all(nom in texte(ligne) for nom in evaluation.get("par", [])), cle


def test_le_niveau_de_preuve_d_une_carte_est_celui_de_sa_fiche(publie: Publie) -> None:
    libelles, vues = {modalite["id"]: modalite["libelle"] for modalite in publie.valeurs("preuves")}, 0
    for chemin in (publie.site / "exemples/index.html", *(publie.site / "exemples").glob("page-*/index.html")):
        for carte in lire(chemin).xpath("//article[contains(@class, 'o-carte')][not(ancestor::template)]"):
            (lien,) = carte.xpath(".//*[contains(@class, 'o-carte__titre')]/a/@href")
            cle = (resoudre(adresse_de(publie.site, chemin), lien) or ("",))[0].rstrip("/")
            (jauge,) = carte.xpath(".//*[contains(@class, 'o-jauge')]")
            assert texte(jauge) == libelles[preuve(exemples(publie)[cle])], cle
            vues += 1
    assert vues == len(exemples(publie))


MANQUES = {
    "sources": "une deuxième source",
    "chiffre": "un chiffre et sa source",
    "evaluation": "une évaluation",
    "dates": "les dates clés",
    "lieu": "un lieu plus précis que la France",
    "ecueil": "ce qui a coincé, d’après une source",
    "lien": "un lien pour en savoir plus",
    "confirmation": "la confirmation d’un partenaire",
}
"""Comment une fiche dit qu’il lui manque ce qui se recompte de son en-tête ; le reste dépend du récit et des renvois."""


def test_une_fiche_dit_ce_qui_lui_manque(publie: Publie) -> None:
    for cle, entete in exemples(publie).items():
        page = publie.page(cle)
        montres = {texte(ligne) for ligne in page.xpath("//*[contains(@class, 'o-complet')]//li")}
        assert montres & set(MANQUES.values()) == {MANQUES[c] for c, rempli in COMPLETUDE.items() if not rempli(entete)}, cle
        annonce = re.search(r"Complète à (\d+) sur (\d+)", texte(page))
        assert annonce is not None
        assert int(annonce[2]) - int(annonce[1]) == len(montres), cle


def test_la_page_de_la_preuve_compte_juste(publie: Publie) -> None:
    page, toutes = publie.page("comprendre/preuve"), fiches(publie.depot)
    siens = exemples(publie)
    assert effectifs(page, "preuves") == {
        m["id"]: sum(preuve(entete) == m["id"] for entete in siens.values()) for m in publie.valeurs("preuves")
    }
    liens_web = [lien for entete in toutes.values() for lien in entete.get("liens", [])]
    attendus = {
        "relues": sum("relu_le" in entete for entete in toutes.values()),
        "jamais-ouverts": sum("ouvert_le" not in lien for lien in liens_web),
        "confirmes": sum("confirme_le" in entete for entete in siens.values()),
    }
    for seuil in map(int, page.xpath("//@data-avant")):
        annees = [annee_des_faits(publie.depot, entete) for entete in toutes.values()]
        attendus["anciennes"] = sum(annee is not None and annee < seuil for annee in annees)
    comptes = {e.get("data-compte"): int(re.sub(r"\D", "", texte(e))) for e in page.xpath("//*[@data-compte]")}
    assert comptes == attendus
    criteres = page.xpath("//*[@data-completude='exemples']//*[@data-critere]")
    lus = {critere.get("data-critere"): int(re.sub(r"\D", "", texte(critere))) for critere in criteres}
    assert {c: lus[c] for c in COMPLETUDE} == {c: sum(map(rempli, siens.values())) for c, rempli in COMPLETUDE.items()}


def test_chaque_lien_dit_s_il_a_ete_ouvert(publie: Publie) -> None:
    for cle, entete in fiches(publie.depot).items():
        lignes = publie.page(cle).xpath("//section[@aria-labelledby='liens']//li")
        assert len(lignes) == len(entete.get("liens", []))
        for ligne, lien in zip(lignes, entete.get("liens", []), strict=True):
            assert ("jamais ouvert" in texte(ligne)) == ("ouvert_le" not in lien), cle
            assert ("ouvert le " in texte(ligne)) == ("ouvert_le" in lien), cle


def test_une_fiche_ne_se_dit_relue_ou_confirmee_que_si_elle_l_a_ete(publie: Publie) -> None:
    for cle, entete in fiches(publie.depot).items():
        (bloc,) = publie.page(cle).xpath("//*[contains(@class, 'o-fraicheur')]")
        assert ("faits relus dans les sources le" in texte(bloc)) == ("relu_le" in entete), cle
        assert ("alliance confirmée par" in texte(bloc)) == ("confirme_le" in entete), cle
        annee = annee_des_faits(publie.depot, entete)
        dite = f"Sa source la plus récente est de {annee}." if annee else "Aucune de ses sources n’est datée."
        assert dite in texte(bloc), cle


def test_rien_ne_se_dit_verifie_qui_n_a_ete_qu_ecrit(publie: Publie) -> None:
    for adresse, page in pages(publie.site).items():
        assert not re.search(r"(?i)fiches? vérifiée|vérifié en |vérifiée? le ", texte(page)), adresse


# Les repères --------------------------------------------------------------------------------------------------------


def test_les_reperes_d_une_modalite_comptent_ses_partenaires_et_ses_pratiques(publie: Publie) -> None:
    toutes, vues = organisations(publie.depot), 0
    for facette in ("acteurs", "domaines", "territoires", "categories"):
        for modalite in publie.valeurs(facette):
            siennes = ranger(publie.depot)[facette][modalite["id"]]
            adresse = f"{facette}/{modalite['id']}/"
            reperes = publie.page(adresse.rstrip("/")).xpath("//section[contains(@class, 'o-reperes')]")
            assert bool(reperes) <= bool(siennes), adresse
            for lien in (lien for bloc in reperes for lien in bloc.xpath(".//li/a")):
                cible, _ = resoudre(adresse, lien.get("href")) or ("", "")
                note = texte(lien.getparent()).removeprefix(texte(lien)).strip()
                if cible.startswith("organisations/"):
                    vues += 1
                    une = toutes[cible.split("/")[1]]
                    assert note.startswith(f"{len(une['exemples'] & siennes)} exemples"), (adresse, cible)
                elif cible.startswith("exemples/"):
                    assert cible.rstrip("/") in siennes, (adresse, cible)
    assert vues


def test_le_plus_petit_lieu_d_un_territoire_est_dans_ce_territoire(publie: Publie) -> None:
    for modalite in publie.valeurs("territoires"):
        codes = {ecrit.removeprefix("region:") for ecrit in modalite["territoires"] if ecrit.startswith("region:")}
        reperes = publie.page(f"territoires/{modalite['id']}").xpath("//section[contains(@class, 'o-reperes')]")
        for note in (texte(note) for bloc in reperes for note in bloc.xpath(".//*[contains(@class, 'o-note')]")):
            if lu := re.fullmatch(r"là où il y a le moins d’habitants : (.+)", note.replace("\N{NO-BREAK SPACE}", " ")):
                siennes = ranger(publie.depot)["territoires"][modalite["id"]]
                ecrits = {str(ecrit) for cle in siennes for ecrit in fiches(publie.depot)[cle]["territoires"]}
                nommes = [_lieu(ecrit) for ecrit in ecrits - {"france", "outre-mer", "europe", "monde"}]
                dit = lu[1].replace("’", "'")
                siens = [
                    int(peuple) for _, _, nom, _, region, peuple in nommes if nom.endswith(dit) and region in codes and peuple
                ]
                assert min(siens) < PETITE, lu[1]


# Le glossaire -------------------------------------------------------------------------------------------------------


def test_un_terme_n_est_relie_qu_une_fois_par_page(publie: Publie) -> None:
    glossaire, total = publie.recueil("glossaire"), 0
    for adresse, page in pages(publie.site).items():
        vises = [a.get("href").rpartition("#")[2] for a in page.xpath("//a[contains(@class, 'o-terme')]")]
        assert len(vises) == len(set(vises)), adresse
        assert set(vises) <= set(glossaire), adresse
        total += len(vises)
    assert total > len(glossaire)


def test_chaque_terme_a_son_ancre_et_sa_definition(publie: Publie) -> None:
    page = publie.page("glossaire")
    for nom, terme in publie.recueil("glossaire").items():
        (entree,) = page.xpath(f"//*[@id='{nom}']")
        assert " ".join(terme["definition"].split()) in texte(entree), nom


# Les données --------------------------------------------------------------------------------------------------------


def donnees(publie: Publie) -> dict[str, dict[str, Any]]:
    return {cle: entete for cle, entete in fiches(publie.depot).items() if cle.startswith("donnees/")}


def test_une_fiche_en_lien_se_nomme_et_rien_ne_la_separe_du_vide(publie: Publie) -> None:
    liees = [
        texte(ligne) for cle in fiches(publie.depot) for ligne in publie.page(cle).xpath("//*[contains(@class, 'o-lies')]//li")
    ]
    assert len(liees) > 20
    assert [ligne for ligne in liees if ligne.endswith("·")] == []


def test_chaque_graphique_a_son_tableau_et_ses_sources(publie: Publie) -> None:
    for cle, entete in donnees(publie).items():
        (figure,) = publie.page(cle).xpath("//figure[contains(@class, 'o-donnee')]")
        assert bool(figure.xpath(".//*[@role='img']/@aria-label")) == bool(entete.get("graphique"))
        lignes = figure.xpath(".//tbody/tr")
        assert len(lignes) == len(entete["valeurs"])
        for ligne, valeur in zip(lignes, entete["valeurs"], strict=True):
            assert " ".join(valeur["libelle"].split()) in texte(ligne)
            assert ligne.xpath(".//sup/a[starts-with(@href, '#source-')]")


def test_chaque_donnee_se_telecharge_et_s_ouvre_dans_un_tableur_francais(publie: Publie) -> None:
    for cle, entete in donnees(publie).items():
        (lien,) = publie.page(cle).xpath("//a[@download]/@href")
        octets = (publie.site / cle / lien).read_bytes()
        assert octets.startswith(b"\xef\xbb\xbf")  # sans quoi Excel lit mal les accents
        lignes = list(csv.DictReader(io.StringIO(octets.decode("utf-8-sig")), delimiter=";"))
        lues = [(ligne["libelle"], ligne["valeur"]) for ligne in lignes]
        assert lues == [(v["libelle"], str(v["valeur"])) for v in entete["valeurs"]]
        assert all(ligne["source"] and ligne["question"] and ligne["licence"] for ligne in lignes)


# Les signatures -----------------------------------------------------------------------------------------------------


def test_chaque_exemple_a_la_signature_de_ses_partenaires_et_la_phrase_qui_la_remplace(publie: Publie) -> None:
    libelles = {modalite["id"]: modalite["libelle"] for modalite in publie.valeurs("acteurs")}
    vues = {}
    for cle, entete in fiches(publie.depot).items():
        signatures = publie.page(cle).xpath("//*[local-name()='svg'][@role='img'][contains(@class, 'o-signature')]")
        if not cle.startswith("exemples/"):
            assert signatures == []
            continue
        (signature,) = signatures
        profils = Counter(partenaire["profil"] for partenaire in entete["partenaires"])
        assert formes(signature) == profils, cle
        phrase = " ".join(signature.get("aria-label").split())
        assert phrase.startswith(f"Alliance de {profils.total()} partenaires"), cle
        dits = {
            libelle.lower(): int(effectif) for libelle, effectif in re.findall(r"(?:; |\. )([^;:.]+) : (\d+)(?= ;|\.$)", phrase)
        }
        assert dits == {libelles[profil].lower(): effectif for profil, effectif in profils.items()}, cle
        assert signature.xpath("./*")[1].get("d").count("M") == len(porteurs(phrase, entete)), cle
        vues[cle] = tuple(signature.xpath(".//@d"))
    assert len(set(vues.values())) == len(vues), "deux alliances ont la même figure"


def formes(signature: html.HtmlElement) -> Counter[str]:
    """Combien de formes de chaque profil sont dessinées."""
    return Counter({chemin.get("class")[2:]: chemin.get("d").count("M") for chemin in signature.xpath("./*[@class]")})


def porteurs(phrase: str, entete: dict[str, Any]) -> list[str]:
    """Les partenaires dont la phrase dit qu’ils portent l’alliance."""
    enumeration = phrase.partition(" partenaires")[2].partition(", portée ou lancée par ")[2]
    noms = (" ".join(partenaire["nom"].split()) for partenaire in entete["partenaires"])
    return [nom for nom in noms if re.search(rf"(?:^|, | et ){re.escape(nom)}(?:, | et |\. )", enumeration)]


def test_la_carte_d_un_exemple_et_l_explorateur_montrent_sa_signature(publie: Publie) -> None:
    details = [
        detail
        for numero in range(len(list((publie.site / "explorer").glob("details-*.json"))))
        for detail in json.loads((publie.site / f"explorer/details-{numero}.json").read_text("utf-8"))
    ]
    exemples = {cle: entete for cle, entete in fiches(publie.depot).items() if cle.startswith("exemples/")}
    assert sum(len(detail) > 5 for detail in details) == len(exemples)
    for carte in publie.page("exemples").xpath("//article[contains(@class, 'o-carte')][not(ancestor::template)]"):
        (lien,) = carte.xpath(".//*[contains(@class, 'o-carte__titre')]/a/@href")
        cle = (resoudre("exemples/", lien) or ("",))[0].rstrip("/")
        (signature,) = carte.xpath("./*[local-name()='svg']")
        assert formes(signature) == Counter(partenaire["profil"] for partenaire in exemples[cle]["partenaires"]), cle


def test_chaque_fiche_se_partage_et_chaque_exemple_avec_son_image(publie: Publie) -> None:
    for cle, entete in fiches(publie.depot).items():
        page = publie.page(cle)
        assert page.xpath("//meta[@property='og:title']/@content") == [entete["titre"].strip()]
        assert page.xpath("//meta[@property='og:description']/@content") == page.xpath("//meta[@name='description']/@content")
        images = page.xpath("//meta[@property='og:image']/@content")
        assert len(images) == cle.startswith("exemples/")
        for image in images:
            octets = (publie.site / cle / image).read_bytes()
            assert octets.startswith(b"\x89PNG")
            assert (int.from_bytes(octets[16:20]), int.from_bytes(octets[20:24])) == (800, 420)
            assert len(octets) <= 30_000, cle


# Les chemins --------------------------------------------------------------------------------------------------------


def test_chaque_exemple_mene_a_un_outil_ou_une_methode_et_retour(publie: Publie) -> None:
    toutes = fiches(publie.depot)
    cibles = {
        cle: {(resoudre(f"{cle}/", lien) or ("",))[0].rstrip("/") for lien in liens(publie.page(cle))} & set(toutes)
        for cle in toutes
    }
    for cle in toutes:
        if cle.startswith("exemples/") and not est_breve(toutes[cle]):
            pratiques = {c for c in cibles[cle] if c.startswith(("outils/", "methodes/"))}
            assert pratiques, cle
            assert [p for p in pratiques if cle in cibles[p]], cle


def test_un_parcours_enchaine_des_fiches_qui_existent_avec_leur_temps(publie: Publie) -> None:
    for nom, ecrit in publie.recueil("parcours").items():
        etapes = publie.page(f"parcours/{nom}").xpath("//li[contains(@class, 'o-etape')][h2]")
        assert len(etapes) == len(ecrit["etapes"])
        assert sum(etape["minutes"] for etape in ecrit["etapes"]) == ecrit["minutes"]
        for etape, ecrite in zip(etapes, ecrit["etapes"], strict=True):
            cibles = {(resoudre(f"parcours/{nom}/", lien) or ("",))[0].rstrip("/") for lien in liens(etape)}
            assert set(ecrite.get("fiches", [])) <= cibles


def test_au_bout_de_trois_questions_seulement_des_fiches_qui_conviennent(publie: Publie) -> None:
    cherchables = [m["id"] for m in publie.valeurs("familles") if m.get("reponse")]
    for profil in (m["id"] for m in publie.valeurs("acteurs")):
        for famille in cherchables:
            for besoin in (m["id"] for m in publie.valeurs("besoins")):
                adresse = f"par-ou-commencer/{profil}/{famille}/{besoin}"
                proposees = publie.page(adresse).xpath("//div[contains(@class, 'o-cartes')][1]/div")
                assert len(proposees) <= 4
                for proposee in proposees:
                    verifier_la_proposition(publie, proposee, adresse)


def verifier_la_proposition(publie: Publie, proposee: html.HtmlElement, adresse: str) -> None:
    _, profil, famille, besoin = adresse.split("/")
    (lien,) = proposee.xpath(".//*[contains(@class, 'o-carte__titre')]/a/@href")
    cle = (resoudre(f"{adresse}/", lien) or ("",))[0].rstrip("/")
    assert cle.startswith(f"{famille}/")
    profils, moments = (modalites(publie.depot, cle, facette) for facette in ("acteurs", "besoins"))
    pour_lui, au_bon_moment = not profils or profil in profils, besoin in moments
    assert pour_lui or au_bon_moment
    reserve = bool(proposee.xpath("./p[contains(@class, 'o-note')]"))
    assert reserve == (not (pour_lui and au_bon_moment)), cle


# Le HTML ------------------------------------------------------------------------------------------------------------


def test_aucune_page_n_a_les_fautes_que_releve_un_validateur(publie: Publie) -> None:
    reproches = {adresse: trouves for adresse, page in pages(publie.site).items() if (trouves := list(fautes(page)))}
    assert reproches == {}


def fautes(page: html.HtmlElement) -> Iterator[str]:
    """Ce que le validateur du W3C a relevé un jour dans nos pages, ou aurait pu."""
    marques = Counter(page.xpath("//@id"))
    yield from (f"« {marque} » est l’id de {nombre} éléments" for marque, nombre in marques.items() if nombre > 1)
    for attribut in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        for valeur in page.xpath(f"//@{attribut}"):
            yield from (f"{attribut} désigne « {marque} », absent" for marque in valeur.split() if marque not in marques)
    if muettes := page.xpath("//input[@type='checkbox' or @type='radio'][@autocomplete]"):
        yield f"{len(muettes)} cases qui se complètent"
    yield from (f"tabindex « {rang} »" for rang in page.xpath("//@tabindex") if rang not in {"0", "-1"})
    if page.xpath("//body//style[not(ancestor::svg)]"):
        yield "une feuille de style dans le corps"
    sans_titre = page.xpath("//section[not(@aria-label or @aria-labelledby)][not(.//h2 or .//h3 or .//h4)]")
    yield from (f"une section sans titre, ligne {section.sourceline}" for section in sans_titre)
