"""Ce que change une proposition : chaque chose dite se recompte dans les deux versions."""

import re
from pathlib import Path

import pytest
from depots import FIGE
from fiches import MEMOIRE
from propositions import BREVE, DOCUMENTS, JOUR, depot_suivi, effet_de, phrases, recrire
from recompte import fiches, organisations, ranger

from generator import chaine
from generator.effet.phrases import resumer
from generator.vues.page import Page

SILVER_GEEK = "exemples/silver-geek.md"
VITAWIN = "exemples/vitawin.md"


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    return depot_suivi(tmp_path / "depot")


@pytest.fixture
def sans_breve(tmp_path: Path) -> Path:
    return depot_suivi(tmp_path / "depot", lambda ici: (ici / BREVE).unlink())


def test_rien_n_est_dit_quand_rien_ne_change(depot: Path) -> None:
    effet = effet_de(depot)
    assert phrases(effet) == {}
    assert resumer(effet) == "Cette proposition ne change rien au site."


def test_une_breve_ajoutee_se_dit_avec_ce_qu_elle_fait_bouger(sans_breve: Path) -> None:
    # Le recompte se souvient de chaque dossier : la base reste telle quelle, la proposition est le dépôt figé.
    (sans_breve / BREVE).write_bytes((FIGE / BREVE).read_bytes())
    effet = effet_de(sans_breve)
    (ajout,) = effet.fiches.ajoutees
    entete = fiches(FIGE)["exemples/fab-lab-mulhouse"]
    assert (ajout.titre, ajout.famille, ajout.lieu, ajout.adresse) == (
        entete["titre"],
        "brève",
        "Mulhouse",
        "exemples/fab-lab-mulhouse/",
    )
    assert (effet.fiches.changees, effet.fiches.renommees, effet.fiches.retirees) == ((), (), ())
    assert ajout.completude.remplis + len(ajout.completude.manquent) == ajout.completude.total

    exemples = sum(cle.startswith("exemples/") for cle in fiches(FIGE))
    comptes = {compte.nom: (compte.avant, compte.apres) for compte in effet.comptes.contenu}
    nouvelles = {cle for cle, une in organisations(FIGE).items() if une["exemples"] == {"exemples/fab-lab-mulhouse"}}
    total = len(organisations(FIGE))
    assert comptes == {
        "Exemples": (exemples - 1, exemples),
        "Dont des brèves": (0, 1),
        "organisations": (total - len(nouvelles), total),
    }
    assert len(effet.organisations.nouvelles) == len(nouvelles) == 1
    (retrouvee,) = effet.organisations.retrouvees
    assert retrouvee.nom == "AG2R LA MONDIALE"
    assert retrouvee.apres == len(organisations(FIGE)["ag2r-la-mondiale"]["exemples"]) == retrouvee.avant + 1


def test_les_premieres_sont_celles_qu_un_tiers_compterait(sans_breve: Path) -> None:
    (sans_breve / BREVE).write_bytes((FIGE / BREVE).read_bytes())
    effet = effet_de(sans_breve)
    cle = "exemples/fab-lab-mulhouse"
    dites = {une.adresse for une in effet.premieres}
    for facette in ("acteurs", "domaines", "territoires", "categories", "statuts"):
        for modalite, cles in ranger(FIGE).get(facette, {}).items():
            seule = {une for une in cles if une.startswith("exemples/")} == {cle}
            assert (f"{facette}/{modalite}/" in dites) == seule, (facette, modalite)


def test_un_premier_exemple_en_corse_se_dit_en_bon_francais(depot: Path) -> None:
    assert not any(cle.startswith("exemples/") for cle in ranger(FIGE)["territoires"].get("corse", ()))
    recrire(depot, BREVE, "[Mulhouse]", "[Bastia]")
    effet = effet_de(depot)
    dites = phrases(effet)
    assert dites["Une première"][:2] == ("Premier exemple en Corse.", "Première fiche d’un département : Haute-Corse.")
    assert any(
        "« Bastia, commune »" in phrase and "existe pour la première fois" in phrase for phrase in dites["Les pages du site"]
    )
    titre = fiches(FIGE)["exemples/fab-lab-mulhouse"]["titre"]
    assert dites[f"Changé dans « {titre} »"] == ("Territoires, « Mulhouse » devient « Bastia ».",)


def test_une_case_vide_remplie_se_dit_si_aucune_de_ses_modalites_n_est_neuve(depot: Path) -> None:
    rangees = {
        facette: {m: _exemples(cles) for m, cles in ranger(FIGE)[facette].items()} for facette in ("domaines", "territoires")
    }
    assert rangees["domaines"]["education"]
    assert not rangees["domaines"]["education"] & rangees["territoires"]["grand-est"]
    recrire(depot, BREVE, "breve: oui\n", "breve: oui\ndomaines: [education]\n")
    (dite,) = (une for une in effet_de(depot).premieres if une.adresse == "croiser/domaines-territoires/")
    assert "Grand Est" in dite.phrase
    assert dite.fiches == ("exemples/fab-lab-mulhouse",)


def _exemples(cles: set[str]) -> set[str]:
    return {cle for cle in cles if cle.startswith("exemples/")}


def pages_de(depot: Path) -> dict[str, Page]:
    catalogue, _ = chaine.charger(depot, aujourd_hui=JOUR, memoire=MEMOIRE)
    return {page.adresse: page for page in chaine.construire(catalogue)}


def test_les_pages_dites_sont_celles_que_le_site_a_en_plus_ou_en_moins(sans_breve: Path) -> None:
    avant = pages_de(sans_breve)
    (sans_breve / BREVE).write_bytes((FIGE / BREVE).read_bytes())
    apres = pages_de(sans_breve)
    effet = effet_de(sans_breve)
    apparaissent = {page.adresse for sorte in effet.pages for page in sorte.apparaissent}
    disparaissent = {page.adresse for sorte in effet.pages for page in sorte.disparaissent}
    assert apparaissent == set(apres) - set(avant)
    assert disparaissent == set(avant) - set(apres)
    assert "exemples/fab-lab-mulhouse/" in apparaissent
    changent = {page.adresse for sorte in effet.pages for page in sorte.changent}
    assert changent == {adresse for adresse in apres if adresse in avant and apres[adresse] != avant[adresse]}
    (dite,) = (phrase for phrase in phrases(effet)["Les pages du site"] if phrase.startswith(f"{len(changent)} pages"))
    assert sum(int(nombre) for nombre in re.findall(r"(\d+) ", dite.partition(" : ")[2])) == len(changent)


def test_un_partenaire_corrige_se_dit_dans_les_mots_du_site(depot: Path) -> None:
    recrire(depot, VITAWIN, "nom: FESTI6T\n", "nom: FESTI’6T du Val\n")
    recrire(depot, VITAWIN, "role: participe au dialogue de 2018-2019", "role: participe aux échanges de 2018")
    recrire(depot, VITAWIN, "statut: en-cours", "statut: termine")
    recrire(depot, BREVE, "breve: oui\n", "breve: oui\nliens: [{titre: Le site, url: https://exemple.fr/atelier}]\n")
    effet = effet_de(depot)
    assert [(lien.url, lien.cle) for lien in effet.liens] == [("https://exemple.fr/atelier", "exemples/fab-lab-mulhouse")]
    assert any(dite.startswith("Ouvrez https://exemple.fr/atelier,") for dite in phrases(effet)["À vérifier avant de publier"])
    (change,) = (une for une in effet.fiches.changees if une.cle == "exemples/vitawin")
    assert [(un.champ, un.avant, un.apres) for un in change.changements] == [
        ("Partenaires, nom", "FESTI6T", "FESTI’6T du Val"),
        ("Partenaires, « MEDEF », rôle", "participe au dialogue de 2018-2019", "participe aux échanges de 2018"),
        ("Statut", "En cours", "Terminé"),
    ]
    (dites,) = (une for titre, une in phrases(effet).items() if titre.startswith("Changé dans « VitaWin"))
    assert dites[2] == "Statut, « En cours » devient « Terminé »."
    assert effet.organisations.nouvelles == ("FESTI’6T du Val",)


def test_un_recit_recrit_se_compte_en_mots_et_un_long_texte_se_montre_ou_il_differe(depot: Path) -> None:
    recrire(depot, SILVER_GEEK, "## Résultats\n", "## Résultats\n\nTrois mots nouveaux.\n")
    recrire(depot, SILVER_GEEK, "avant de gagner onze régions.", "avant de gagner onze régions, et cela dure.")
    effet = effet_de(depot)
    (dites,) = (une for titre, une in phrases(effet).items() if titre.startswith("Changé"))
    resume_dit, recit_dit = dites
    assert phrases(effet)["À vérifier avant de publier"][-1].startswith("Les passages cités n’ont pas été cherchés")
    assert resume_dit.startswith("Résumé, « …")
    assert resume_dit.endswith(", et cela dure. ».")
    (section,) = (un for un in effet.fiches.changees[0].changements if un.champ.startswith("Récit"))
    avant, apres = len(section.avant.split()), len(section.apres.split())
    assert apres == avant + 3
    assert recit_dit == f"Section « Résultats », texte récrit ({avant} mots, puis {apres} mots)."


def test_une_fiche_retiree_dit_l_adresse_qui_ne_repond_plus_et_qui_y_menait(depot: Path) -> None:
    (depot / VITAWIN).unlink()
    effet = effet_de(depot)
    (retrait,) = effet.fiches.retirees
    citantes = {entete["titre"] for entete in fiches(FIGE).values() if "exemples/vitawin" in entete.get("voir_aussi", ())}
    assert set(retrait.citee_par) == citantes
    seules = {
        f"{facette}/{modalite}/"
        for facette in ("acteurs", "domaines", "territoires")
        for modalite, cles in ranger(FIGE)[facette].items()
        if _exemples(cles) == {"exemples/vitawin"}
    }
    assert {une.adresse for une in effet.pertes if une.adresse.split("/")[0] in ("acteurs", "domaines", "territoires")} >= seules
    assert all(phrase.startswith(("Aucun exemple", "Aucune fiche")) for phrase in phrases(effet)["Ce que le catalogue n’a plus"])
    assert citantes
    (phrase,) = phrases(effet)["Retiré"]
    assert "/exemples/vitawin/ : elle ne répondra plus." in phrase
    # Les renvois vers elle sont maintenant des erreurs : on le dit d’abord.
    titre, dites = next(iter(phrases(effet).items()))
    assert titre.startswith(f"{effet.constats.bloquants} erreur")
    assert effet.constats.bloquants == len(dites) >= 1


@pytest.mark.parametrize("redirigee", [True, False])
def test_une_fiche_renommee_n_est_ni_ajoutee_ni_retiree(depot: Path, redirigee: bool) -> None:
    (depot / BREVE).rename(depot / "exemples/atelier-mulhouse.md")
    if redirigee:
        recrire(depot, "exemples/atelier-mulhouse.md", "breve: oui\n", "breve: oui\nanciens_identifiants: [fab-lab-mulhouse]\n")
    effet = effet_de(depot)
    assert (effet.fiches.ajoutees, effet.fiches.retirees) == ((), ())
    (renommee,) = effet.fiches.renommees
    assert (renommee.ancienne, renommee.cle, renommee.redirigee) == (
        "exemples/fab-lab-mulhouse",
        "exemples/atelier-mulhouse",
        redirigee,
    )
    (phrase,) = phrases(effet)["Renommé"]
    assert ("l’ancienne adresse y mène" in phrase) == redirigee
    redirections = [page for sorte in effet.pages if sorte.sorte == "adresse redirigée" for page in sorte.changent]
    assert [page.adresse for page in redirections] == (["exemples/fab-lab-mulhouse/"] if redirigee else [])


def test_une_breve_racontee_n_en_est_plus_une(depot: Path) -> None:
    sections = "".join(f"\n## {titre}\n\nNon mesuré.\n" for titre in (
        "Contexte", "L’alliance", "Ce qui a été fait", "Résultats", "Points de vigilance", "Ce qui est reproductible",
    ))  # fmt: skip
    champs = "domaines: [education]\ncategories: [innovation-societale]\nobjectifs: [innovation-societale]\nstatut: en-cours\n"
    recrire(depot, BREVE, "breve: oui\n", champs)
    (depot / BREVE).write_text((depot / BREVE).read_text("utf-8") + sections, "utf-8")
    effet = effet_de(depot)
    assert not effet.constats.bloquants
    (change,) = effet.fiches.changees
    assert change.devient_un_recit
    (dites,) = (une for titre, une in phrases(effet).items() if titre.startswith("Changé"))
    assert dites[0] == "Ce n’est plus une brève : c’est un récit."


def test_une_fiche_rendue_fautive_n_est_pas_retiree_et_l_erreur_se_dit_d_abord(depot: Path) -> None:
    recrire(depot, VITAWIN, "statut: en-cours", "statut: en-court")
    effet = effet_de(depot)
    assert effet.fautives == (VITAWIN,)
    assert (effet.fiches.retirees, effet.comptes.contenu, effet.pages) == ((), (), ())
    titre, dites = next(iter(phrases(effet).items()))
    assert titre == "1 erreur à corriger, et rien ne paraît tant qu’il en reste"
    assert dites[0].startswith(f"{VITAWIN}, ligne ")
    assert resumer(effet) == "Cette proposition ne changerait rien au site tel qu’elle est."


def test_un_vocabulaire_casse_ne_laisse_dire_que_ses_erreurs(depot: Path) -> None:
    recrire(depot, "content/vocabulaires/statuts.yml", "id: en-cours", "id: En Cours")
    effet = effet_de(depot)
    assert not effet.catalogue_lu
    assert effet.constats.bloquants
    assert "empêchent de lire le catalogue" in resumer(effet)


def test_une_alliance_deja_racontee_est_un_doublon_possible(depot: Path) -> None:
    copie = (depot / SILVER_GEEK).read_text("utf-8").replace("titre: ", "titre: Encore ", 1)
    (depot / "exemples/encore-silver-geek.md").write_text(copie, "utf-8")
    effet = effet_de(depot)
    assert [un.chemin for un in effet.constats.doublons] == ["exemples/encore-silver-geek.md"]
    _, dites = next(iter(phrases(effet).items()))
    assert dites[0].startswith("Peut-être un doublon. ")


def test_un_passage_change_n_est_pas_retrouve_dans_les_documents(depot: Path) -> None:
    (passage, *_) = (
        un["passage"] for un in fiches(FIGE)["exemples/silver-geek"]["sources"] if un["passage"].startswith("30 000")
    )
    recrire(depot, SILVER_GEEK, passage, f"{passage} assurément")
    effet = effet_de(depot, documents=DOCUMENTS)
    assert [un.chemin for un in effet.constats.passages] == [SILVER_GEEK]
    assert effet.passages_cherches
    assert next(iter(phrases(effet).values()))[0].startswith(f"Passage introuvable. {SILVER_GEEK}, ligne ")


def test_deux_noms_d_une_organisation_reunis_se_disent(depot: Path) -> None:
    organisation = "les-festi6t:\n  nom: Festi6T de l’Est\n  autres_noms: [FESTI6T]\n"
    (depot / "content/organisations.yml").open("a", encoding="utf-8").write(organisation)
    effet = effet_de(depot)
    assert [(une.nom, une.avec) for une in effet.organisations.reunies] == [("FESTI6T", "Festi6T de l’Est")]
    assert [annexe.ajoutees for annexe in effet.annexes] == [("Festi6T de l’Est",)]


def test_une_page_ecrite_a_la_main_et_un_fichier_de_code_changes_se_disent(depot: Path) -> None:
    with (depot / "content/comprendre/index.md").open("a", encoding="utf-8") as page:
        page.write("\nUne phrase de plus.\n")
    with (depot / "mkdocs.yml").open("a", encoding="utf-8") as reglages:
        reglages.write("\n# une remarque\n")
    effet = effet_de(depot)
    (annexe,) = effet.annexes
    assert (annexe.nom, len(annexe.changees)) == ("Pages écrites à la main", 1)
    assert effet.autres_fichiers == ("mkdocs.yml",)


def test_l_image_de_la_carte_est_celle_d_un_exemple_change(depot: Path, tmp_path: Path) -> None:
    recrire(depot, BREVE, "[Mulhouse]", "[Bastia]")
    recrire(depot, "content/outils/fonds-odd-17.md", "titre: ", "titre: Le ")
    effet = effet_de(depot, images=tmp_path / "cartes")
    (carte,) = effet.cartes
    assert carte.cle == "exemples/fab-lab-mulhouse"
    assert [fichier.name for fichier in (tmp_path / "cartes").iterdir()] == [carte.fichier]
    assert (tmp_path / "cartes" / carte.fichier).read_bytes().startswith(b"\x89PNG")
    assert not (depot / ".cache/partage").exists()
