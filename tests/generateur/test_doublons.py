"""Deux fois la même chose se reconnaît, se dit une fois, et une décision se retient."""

import re
import shutil
from pathlib import Path

import pytest
from a_la_lettre import appliquer, verifier
from depots import FIGE
from fiches import SILVER_GEEK, remplacer
from greffe import base, ecrire

from generator.controle.rapprochements import SEUIL, Rapprochements
from generator.lecture.apercus import Apercu
from generator.modele.annuaire import Annuaire

AUTRE = "exemples/le-jeu-et-les-anciens.md"
RACONTEE = re.sub(r"(?m)^titre:.*$", "titre: Des jeunes et des anciens jouent ensemble", SILVER_GEEK)


def codes(racine: Path) -> list[str]:
    return [constat.code for constat in verifier(racine)]


def test_une_copie_sous_un_autre_nom_est_nommee_seule(copie: Path) -> None:
    shutil.copy(copie / "exemples/silver-geek.md", copie / "exemples/silver-geek-copie.md")
    (constat,) = verifier(copie)
    assert (constat.chemin, constat.code) == ("exemples/silver-geek-copie.md", "fiche-en-copie")
    assert "supprimez exemples/silver-geek-copie.md" in constat.message


def test_une_copie_numerotee_par_l_ordinateur_se_reconnait_a_son_nom(copie: Path) -> None:
    for nom in ("silver-geek (2)", "silver-geek - Copie", "Copie de silver-geek"):
        shutil.copy(copie / "exemples/silver-geek.md", copie / f"exemples/{nom}.md")
        (constat,) = verifier(copie)
        assert "copie de exemples/silver-geek.md" in constat.message
        (copie / f"exemples/{nom}.md").unlink()


def test_une_alliance_racontee_sous_un_autre_titre_donne_l_adresse_et_la_raison(copie: Path) -> None:
    ecrire(copie, AUTRE, RACONTEE)
    (constat,) = verifier(copie)
    assert (constat.chemin, constat.code) == (AUTRE, "deja-racontee")
    assert "/exemples/silver-geek/" in constat.message
    assert "9 organisations" in constat.message


def test_sans_un_document_commun_les_memes_gens_au_meme_endroit_se_reconnaissent(copie: Path) -> None:
    texte = re.sub(r"(?m)^  - document: .*\n(?:    .*\n)+", "", RACONTEE)
    ecrire(copie, AUTRE, texte.replace("sources:\n", "sources:\n  - document: juris-2018\n"))
    assert "deja-racontee" in codes(copie)


def test_la_decision_se_retient_dans_l_une_ou_l_autre_fiche(copie: Path) -> None:
    ecrire(copie, AUTRE, RACONTEE)
    (constat,) = verifier(copie)
    # Laquelle des deux est-ce ? Rien n’est à recopier sans avoir choisi.
    assert constat.correction == ""
    ligne = "distincte_de: [exemples/silver-geek]"
    assert f"la ligne «\N{NO-BREAK SPACE}{ligne}\N{NO-BREAK SPACE}»" in constat.message
    ecrire(copie, AUTRE, remplacer(RACONTEE, "\nresume:", f"\n{ligne}\nresume:"))
    assert codes(copie) == []
    ecrire(copie, AUTRE, RACONTEE)
    dite = remplacer(SILVER_GEEK, "\nresume:", f"\ndistincte_de: [{AUTRE.removesuffix('.md')}]\nresume:")
    ecrire(copie, "exemples/silver-geek.md", dite)
    assert codes(copie) == []


def test_une_decision_sans_objet_est_signalee_et_se_retire(copie: Path) -> None:
    ecrire(
        copie, "exemples/vitawin.md", remplacer(base("exemples"), "\nresume:", "\ndistincte_de: [exemples/silver-geek]\nresume:")
    )
    (constat,) = verifier(copie)
    assert constat.code == "distinction-perimee"
    appliquer(copie, constat)
    assert codes(copie) == []
    ecrire(copie, "exemples/vitawin.md", remplacer(base("exemples"), "\nresume:", "\ndistincte_de: [exemples/zorglub]\nresume:"))
    assert codes(copie) == ["renvoi-inconnu"]


def test_deux_fiches_dans_un_fichier_se_coupent_a_la_ligne_dite(copie: Path) -> None:
    seconde = remplacer((FIGE / "exemples/persee-3c.md").read_text("utf-8"), "\nresume:", "\nresume:")
    (copie / "exemples/persee-3c.md").unlink()
    ecrire(copie, "exemples/vitawin.md", f"{base('exemples')}\n{seconde}")
    constat = next(constat for constat in verifier(copie) if constat.code == "deux-fiches")
    assert [c.code for c in verifier(copie) if c.chemin == constat.chemin] == ["deux-fiches"]
    nom = re.search(r"exemples/[a-z0-9-]+\.md", constat.message)
    assert nom is not None
    lignes = (copie / "exemples/vitawin.md").read_text("utf-8").split("\n")
    ecrire(copie, "exemples/vitawin.md", "\n".join(lignes[: constat.ligne - 1]))
    ecrire(copie, nom[0], "\n".join(lignes[constat.ligne - 1 :]))
    # L’autre fiche a seulement changé de nom : il reste à le dire à celles qui la désignent.
    assert {c.code for c in verifier(copie)} <= {"renvoi-inconnu"}


def test_le_rapprochement_ne_compare_pas_toutes_les_paires() -> None:
    """Ce qui est à toutes les fiches n’en rapproche aucune : le nombre de scores suit celui des fiches."""
    comptes = []
    for nombre in (200, 400):
        vues = {f"exemples/f{n}": _vue(n) for n in range(nombre)}
        rapprochements = Compte(Annuaire({}), vues)
        for cle in vues:
            rapprochements.jumelle(cle)
        comptes.append(rapprochements.fois)
    assert 0 < comptes[0] < 200 * 10
    assert comptes[1] <= comptes[0] * 2.2


class Compte(Rapprochements):
    fois = 0

    def _score(self, cle: str, autre: str) -> float:
        self.fois += 1
        return super()._score(cle, autre)


def _vue(n: int) -> Apercu:
    noms = ("Ville de France", "La Poste", f"Association {n // 3}", f"Entreprise {n // 3}", f"Mairie {n}")
    return Apercu(noms, (), (), f"Une alliance {n}", ("france",), "2020", "2026-11-20")


def test_le_seuil_laisse_de_la_marge() -> None:
    assert 0.7 < SEUIL < 0.9


PLACES = {
    "methode/visite-croisee.md": ("methodes", "content/methodes/visite-croisee.md"),
    "Exemples/jardin.md": ("exemples", "exemples/jardin.md"),
    "jardin.md": ("exemples", "exemples/jardin.md"),
    "exemples/carnet.md": ("outils", "content/outils/carnet.md"),
    "content/outils/jardin.md": ("exemples", "exemples/jardin.md"),
    "content/methode/visite.md": ("methodes", "content/methodes/visite.md"),
    "content/exemples/jardin.md": ("exemples", "exemples/jardin.md"),
    "exemples/2026/jardin.md": ("exemples", "exemples/jardin.md"),
    "exemples/Plage de Douarnenez - été 2023.md": ("exemples", "exemples/plage-de-douarnenez-ete-2023.md"),
    "exemples/couteaux à réparer.docx.md": ("exemples", "exemples/couteaux-a-reparer.md"),
    "exemples/FORET_GUINGAMP.MD": ("exemples", "exemples/foret-guingamp.md"),
}


def test_une_fiche_mal_rangee_ou_mal_nommee_apprend_ou_aller_en_entier(copie: Path) -> None:
    for chemin, (famille, juste) in PLACES.items():
        texte = _autre(base(famille))
        ecrire(copie, chemin, texte)
        constats = [constat for constat in verifier(copie) if constat.chemin == chemin]
        assert len(constats) == 1, chemin
        assert juste in constats[0].message, chemin
        (copie / chemin).unlink()
        ecrire(copie, juste, texte)
        assert [c for c in verifier(copie) if c.chemin == juste and c.code in ("mauvais-dossier", "fichier-nom")] == []
        (copie / juste).unlink()
        if (copie / chemin).parent.name not in ("exemples", "outils", copie.name):
            shutil.rmtree((copie / chemin).parent)


def _autre(texte: str) -> str:
    """La même fiche, mais d’autres gens."""
    texte = re.sub(r"(?m)^titre:.*$", "titre: Une toute autre chose, ailleurs", texte)
    return re.sub(r"(?m)^(  - nom: )(.*?)$", lambda nom: f"{nom[1]}{nom[2]} des Lilas", texte)


def test_deplacer_une_fiche_n_en_ecrase_pas_une_autre(copie: Path) -> None:
    ecrire(copie, "Exemples/vitawin.md", base("exemples"))
    constat = next(constat for constat in verifier(copie) if constat.chemin == "Exemples/vitawin.md")
    assert "exemples/vitawin.md, sous un autre nom\N{NO-BREAK SPACE}: celui-là est déjà pris" in constat.message


PARTENAIRE = "  - nom: Orange\n    profil: entreprises\n    role: copilote le collectif des débuts\n"
CHIFFRE = SILVER_GEEK[SILVER_GEEK.index('  - valeur: "72"') : SILVER_GEEK.index('  - valeur: "près de 200"')]
SOURCE = SILVER_GEEK[SILVER_GEEK.index("  - document: afjv") : SILVER_GEEK.index("  - document: marcy")]
DATE = next(ligne for ligne in SILVER_GEEK.splitlines(keepends=True) if "annee: 2014, fait" in ligne)
PARAGRAPHE = next(ligne for ligne in SILVER_GEEK.splitlines(keepends=True) if ligne.startswith("Le groupe ne s’est pas"))

RECOPIES = {
    "un partenaire": (PARTENAIRE, PARTENAIRE, "element-en-double"),
    "un partenaire, à la casse près": (PARTENAIRE, PARTENAIRE.replace("Orange", "ORANGE"), "element-en-double"),
    "un chiffre": (CHIFFRE, CHIFFRE, "element-en-double"),
    "une source": (SOURCE, SOURCE, "element-en-double"),
    "une date clé": (DATE, DATE, "element-en-double"),
    "un paragraphe": (PARAGRAPHE, f"\n{PARAGRAPHE}", "paragraphe-en-double"),
    "un mot-clé, à la casse près": ("EHPAD, ", "Ehpad, ", "champ-en-double"),
    "un renvoi à la fiche elle-même": ("voir_aussi: [", "exemples/silver-geek, ", "renvoi-a-soi"),
    "un renvoi à la fiche, sans sa famille": ("voir_aussi: [", "silver-geek, ", "renvoi-a-soi"),
}


@pytest.mark.parametrize("quoi", RECOPIES)
def test_ce_qui_est_recopie_dans_la_fiche_se_retire_a_la_lettre(copie: Path, quoi: str) -> None:
    passage, redit, code = RECOPIES[quoi]
    ecrire(copie, "exemples/silver-geek.md", remplacer(SILVER_GEEK, passage, passage + redit))
    (constat,) = verifier(copie)
    assert constat.code == code
    appliquer(copie, constat)
    assert codes(copie) == []
    assert len((copie / "exemples/silver-geek.md").read_text("utf-8")) == len(SILVER_GEEK)


def test_un_partenaire_redit_avec_un_autre_role_garde_ses_deux_roles(copie: Path) -> None:
    redit = PARTENAIRE.replace("copilote le collectif des débuts", "prête des tablettes")
    ecrire(copie, "exemples/silver-geek.md", remplacer(SILVER_GEEK, PARTENAIRE, PARTENAIRE + redit))
    (constat,) = verifier(copie)
    assert (constat.code, constat.correction) == ("element-en-double", "")
    assert "dites les deux dans le «\N{NO-BREAK SPACE}role\N{NO-BREAK SPACE}»" in constat.message


def test_un_partenaire_sous_deux_graphies_se_conseille(copie: Path) -> None:
    redit = PARTENAIRE.replace("Orange", "Groupe Orange")
    ecrire(copie, "exemples/silver-geek.md", remplacer(SILVER_GEEK, PARTENAIRE, PARTENAIRE + redit))
    (constat,) = verifier(copie)
    assert (constat.code, constat.gravite) == ("organisation-proche", "conseil")
    assert "n’en gardez qu’une" in constat.message


def test_une_phrase_courte_se_redit(copie: Path) -> None:
    phrase = "Les sources n’en parlent pas.\n\n"
    redite = remplacer(SILVER_GEEK, "## Résultats\n\n", f"## Résultats\n\n{phrase}")
    ecrire(copie, "exemples/silver-geek.md", remplacer(redite, "## L’alliance\n\n", f"## L’alliance\n\n{phrase}"))
    assert codes(copie) == []


def test_la_meme_fiche_collee_deux_fois_s_efface_d_un_coup(copie: Path) -> None:
    ecrire(copie, "exemples/silver-geek.md", f"{SILVER_GEEK}\n{SILVER_GEEK}")
    (constat,) = verifier(copie)
    assert (constat.code, constat.ligne) == ("deux-fiches", SILVER_GEEK.count("\n") + 2)
    assert "La même fiche est collée deux fois" in constat.message
    ecrire(copie, "exemples/silver-geek.md", "\n".join(f"{SILVER_GEEK}\n{SILVER_GEEK}".split("\n")[: constat.ligne - 1]))
    assert verifier(copie) == ()


def test_une_seconde_version_qui_dit_autre_chose_ne_s_efface_pas(copie: Path) -> None:
    autre = remplacer(SILVER_GEEK, "L’histoire commence en 2010", "L’histoire commence plus tôt")
    ecrire(copie, "exemples/silver-geek.md", f"{SILVER_GEEK}\n{autre}")
    (constat,) = verifier(copie)
    assert "collez dans un nouveau fichier" in constat.message
