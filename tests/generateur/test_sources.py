"""Les documents cités : dans la fiche qui est seule à citer le sien, dans la bibliographie commune dès qu’elles sont deux."""

from pathlib import Path

import pytest
from depots import FIGE
from fiches import MEMOIRE, SILVER_GEEK, constats_de, remplacer
from typer.testing import CliRunner

from generator import chaine
from generator.catalogue.bibliographie import CITATIONS_POUR_UNE_PAGE
from generator.cli import app
from generator.constats import extraits
from generator.ecriture.sources import a_ranger, ranger

DOCUMENT = "documents:\n  tribune:\n    titre: Une tribune\n    auteurs: [La Gazette]\n    nature: Article\n    url: https://gazette.fr/tribune\n"
VITAWIN = (FIGE / "exemples/vitawin.md").read_text("utf-8")
FONDS = (FIGE / "exemples/fonds-innovation-ag2r.md").read_text("utf-8")
"""Une fiche qui ne cite que des documents communs."""


def citer(fiche: str, cle: str) -> str:
    """La fiche, qui cite en plus ce document."""
    return remplacer(fiche, "sources:\n", f"sources:\n  - document: {cle}\n    partie: Premier paragraphe\n")


def decrire(fiche: str, document: str = DOCUMENT, cle: str = "tribune") -> str:
    """La fiche, qui décrit et cite en plus un document."""
    description = document.replace("  tribune:", f"  {cle}:")
    if "\ndocuments:\n" in fiche:
        return citer(remplacer(fiche, "documents:\n", description), cle)
    return citer(remplacer(fiche, "sources:\n", f"{description}sources:\n"), cle)


def ecrire(depot: Path, **fiches: str) -> None:
    for nom, texte in fiches.items():
        (depot / f"exemples/{nom.replace('_', '-')}.md").write_text(texte, "utf-8")


def test_le_depot_fige_est_range() -> None:
    assert a_ranger(FIGE) == ()


def test_une_fiche_se_suffit_elle_decrit_le_document_qu_elle_cite(copie: Path) -> None:
    assert constats_de(copie, decrire(SILVER_GEEK)) == []
    catalogue, _ = chaine.charger(copie, memoire=MEMOIRE)
    document = catalogue.bibliographie.cite_par(catalogue.fiches["exemples/silver-geek"], "tribune")
    assert document.reference.titre == "Une tribune"
    assert document.citants == ("exemples/silver-geek",)


@pytest.mark.parametrize(
    ("avant", "apres", "code"),
    [
        ("    nature: Article\n", "", "champ-manquant"),
        ("titre: Une tribune", "titre: A", "champ-longueur"),
        ("url: https://gazette.fr", "url: gazette.fr", "champ-mal-forme"),
        ("nature: Article", "natur: Article", "champ-inconnu"),
        ("    nature: Article\n", "    nature: Article\n    consulte_le: hier\n", "champ-mal-forme"),
    ],
)
@pytest.mark.parametrize("ou", ["fiche", "commune"])
def test_un_document_se_verifie_pareil_dans_une_fiche_et_dans_la_bibliographie(
    copie: Path, avant: str, apres: str, code: str, ou: str
) -> None:
    fautif = remplacer(DOCUMENT, avant, apres)
    if ou == "fiche":
        constats = constats_de(copie, decrire(SILVER_GEEK, fautif))
    else:
        commune = copie / "content/sources.yml"
        commun = "".join(f"{ligne[2:]}\n" for ligne in fautif.splitlines()[1:])
        commune.write_text(commune.read_text("utf-8") + commun, "utf-8")
        constats = [c for c in chaine.charger(copie, memoire=MEMOIRE)[1] if c.chemin == "content/sources.yml"]
    assert code in {constat.code for constat in constats}


def test_un_journal_nomme_en_toutes_lettres_est_a_decrire(copie: Path) -> None:
    constats = constats_de(copie, remplacer(SILVER_GEEK, "  - document: afjv-silver-geek-2024", "  - document: La Montagne"))
    (constat,) = [c for c in constats if c.code == "source-inconnue"]
    assert (constat.suggestion, constat.admis) == ("", ())
    assert "« la-montagne: {titre: à écrire, auteurs: [La Montagne], nature: à écrire} »" in constat.message
    assert "« document: la-montagne »" in constat.message


def test_deux_fiches_peuvent_choisir_la_meme_cle_pour_deux_documents(copie: Path) -> None:
    autre = DOCUMENT.replace("Une tribune", "Une autre").replace("gazette.fr/tribune", "journal.fr/autre")
    ecrire(copie, silver_geek=decrire(SILVER_GEEK), vitawin=decrire(VITAWIN, autre))
    catalogue, constats = chaine.charger(copie, memoire=MEMOIRE)
    assert constats == ()
    ancres = [d.cle for d in catalogue.bibliographie.documents if d.reference.titre in ("Une tribune", "Une autre")]
    assert sorted(ancres) == ["exemples-silver-geek-tribune", "exemples-vitawin-tribune"]


def test_un_document_que_deux_fiches_citent_devient_commun_sans_toucher_au_reste(copie: Path) -> None:
    ecrire(copie, silver_geek=decrire(SILVER_GEEK), vitawin=decrire(VITAWIN, cle="la-gazette"))
    avant = (copie / "content/sources.yml").read_text("utf-8")
    assert {c.code for c in chaine.charger(copie, memoire=MEMOIRE)[1]} == {"document-en-double"}
    ranger(copie)
    assert a_ranger(copie) == ()
    assert chaine.charger(copie, memoire=MEMOIRE)[1] == ()
    # Chaque fiche n’a perdu que la description, et cite désormais sous la clé commune.
    (cle,) = set((copie / "content/sources.yml").read_text("utf-8").splitlines()) & {"tribune:", "la-gazette:"}
    for nom, bonne in (("silver-geek", SILVER_GEEK), ("vitawin", VITAWIN)):
        assert (copie / f"exemples/{nom}.md").read_text("utf-8") == citer(bonne, cle.rstrip(":"))
    ajout = "".join(f"{ligne[2:]}\n" for ligne in DOCUMENT.splitlines()[2:])
    assert (copie / "content/sources.yml").read_text("utf-8") == f"{avant}{cle}\n{ajout}"


def test_un_document_commun_qu_une_seule_fiche_cite_encore_y_retourne(copie: Path) -> None:
    ecrire(copie, silver_geek=decrire(SILVER_GEEK), vitawin=decrire(VITAWIN))
    ranger(copie)
    ecrire(copie, vitawin=VITAWIN)
    ranger(copie)
    assert a_ranger(copie) == ()
    assert chaine.charger(copie, memoire=MEMOIRE)[1] == ()
    catalogue, _ = chaine.charger(copie, memoire=MEMOIRE)
    assert "tribune" in catalogue.fiches["exemples/silver-geek"].champs.documents
    assert (copie / "content/sources.yml").read_text("utf-8") == (FIGE / "content/sources.yml").read_text("utf-8")


def test_un_document_deja_commun_se_cite_par_sa_cle_et_l_on_dit_laquelle(copie: Path) -> None:
    commune = copie / "content/sources.yml"
    commun = "".join(f"{ligne[2:]}\n" for ligne in DOCUMENT.splitlines()[1:])
    commune.write_text(commune.read_text("utf-8") + commun, "utf-8")
    (constat,) = constats_de(copie, decrire(SILVER_GEEK, cle="gazette"))
    assert constat.code == "document-en-double"
    assert (
        "écrivez «\N{NO-BREAK SPACE}tribune\N{NO-BREAK SPACE}» partout où vous citez «\N{NO-BREAK SPACE}gazette"
        in constat.message
    )
    ranger(copie)
    assert (copie / "exemples/silver-geek.md").read_text("utf-8") == citer(SILVER_GEEK, "tribune")


@pytest.mark.parametrize("fins", ["\n", "\r\n"])
def test_les_fins_de_ligne_d_une_fiche_ne_changent_pas(copie: Path, fins: str) -> None:
    ecrire(copie, vitawin=decrire(VITAWIN))
    (copie / "exemples/silver-geek.md").write_bytes(decrire(SILVER_GEEK).replace("\n", fins).encode())
    ranger(copie)
    assert (copie / "exemples/silver-geek.md").read_bytes() == citer(SILVER_GEEK, "tribune").replace("\n", fins).encode()


@pytest.mark.parametrize(
    "document",
    [
        DOCUMENT.replace("documents:", "documents:  # à relire"),
        DOCUMENT.replace("tribune:", "tribune:  # la seule"),
        DOCUMENT.replace("tribune:", '"tribune":'),
        DOCUMENT.replace("    ", "      ").replace("  tribune", "    tribune"),
        DOCUMENT.replace("    titre", "    # de la rédaction\n    titre"),
    ],
    ids=["commentaire", "commentaire de la clé", "guillemets", "retrait de quatre", "commentaire dedans"],
)
def test_un_document_se_range_de_quelque_facon_qu_on_l_ait_ecrit_en_lignes(copie: Path, document: str) -> None:
    ecrire(copie, fonds_innovation_ag2r=citer(remplacer(FONDS, "sources:\n", f"{document}sources:\n"), "tribune"))
    ecrire(copie, vitawin=decrire(VITAWIN))
    assert "document-en-double" in {c.code for c in chaine.charger(copie, memoire=MEMOIRE)[1]}
    ranger(copie)
    assert a_ranger(copie) == ()
    assert chaine.charger(copie, memoire=MEMOIRE)[1] == ()
    assert (copie / "exemples/fonds-innovation-ag2r.md").read_text("utf-8") == citer(FONDS, "tribune")


def test_un_document_entre_accolades_se_reconnait_et_se_refuse_sans_rien_deplacer(copie: Path) -> None:
    accolades = "documents: {tribune: {titre: Une tribune, auteurs: [X], nature: Article, url: https://gazette.fr/tribune}}\n"
    fiche = citer(remplacer(FONDS, "sources:\n", f"{accolades}sources:\n"), "tribune")
    ecrire(copie, fonds_innovation_ag2r=fiche, vitawin=decrire(VITAWIN))
    assert "document-en-double" in {c.code for c in chaine.charger(copie, memoire=MEMOIRE)[1]}
    resultat = CliRunner().invoke(app, ["sources", "--ranger", "--racine", str(copie)])
    assert resultat.exit_code == 2
    assert "exemples/fonds-innovation-ag2r.md : récrivez" in resultat.output.replace("\N{NO-BREAK SPACE}", " ")
    assert (copie / "exemples/fonds-innovation-ag2r.md").read_text("utf-8") == fiche
    assert (copie / "exemples/vitawin.md").read_text("utf-8") == decrire(VITAWIN)


def test_sans_ranger_la_commande_dit_seulement_quoi(copie: Path) -> None:
    ecrire(copie, silver_geek=decrire(SILVER_GEEK), vitawin=decrire(VITAWIN))
    avant = (copie / "exemples/silver-geek.md").read_bytes()
    resultat = CliRunner().invoke(app, ["sources", "--racine", str(copie)])
    assert resultat.exit_code == 0
    assert "exemples/silver-geek.md" in resultat.output
    assert (copie / "exemples/silver-geek.md").read_bytes() == avant


def test_seul_un_document_souvent_cite_ou_de_depart_a_sa_page(copie: Path) -> None:
    catalogue, _ = chaine.charger(copie, memoire=MEMOIRE)
    pages = {page.adresse for page in chaine.construire(catalogue)}
    for document in catalogue.bibliographie.documents:
        sienne = bool(document.reference.texte) or len(document.citants) >= CITATIONS_POUR_UNE_PAGE
        assert (f"sources/{document.cle}/" in pages) == sienne


@pytest.mark.parametrize("autre", ["", "statut: en court\n"])
def test_une_description_de_trop_donne_les_lignes_a_effacer_avec_documents_s_il_reste_vide(copie: Path, autre: str) -> None:
    commune = copie / "content/sources.yml"
    commun = "".join(f"{ligne[2:]}\n" for ligne in DOCUMENT.splitlines()[1:])
    commune.write_text(commune.read_text("utf-8") + commun, "utf-8")
    fautive = decrire(FONDS)
    assert fautive.count("\ndocuments:\n") == 1
    if autre:
        # Une autre faute ne la cache pas.
        fautive = remplacer(fautive, next(f"{une}\n" for une in fautive.split("\n") if une.startswith("statut:")), autre)
    constats = constats_de(copie, fautive, "exemples/fonds-innovation-ag2r.md")
    (constat,) = [un for un in constats if un.code == "document-cle-prise"]
    debut = fautive.split("\n").index("documents:") + 1
    assert f"effacez les lignes {debut} à {debut + 5}" in constat.message
    corrigee = "\n".join(extraits.appliquer(constat, fautive.split("\n")))
    assert "documents:" not in corrigee
    assert not [un for un in constats_de(copie, corrigee, "exemples/fonds-innovation-ag2r.md") if not autre]


def test_une_partie_est_une_page_et_non_un_fichier_de_son_ordinateur(copie: Path) -> None:
    partie = "    partie: Premier paragraphe\n"
    for ecrite, attendue in (
        ('"Dossier\\Projet\\2021\\page 3"', '"page 3"'),
        ("C:\\Documents\\bilan.pdf", ""),
        ("Dossier/Projet/2021/page 3", "page 3"),
        ("file:///Users/moi/bilan.pdf", ""),
    ):
        fautive = remplacer(decrire(SILVER_GEEK), partie, f"    partie: {ecrite}\n")
        (constat,) = constats_de(copie, fautive)
        assert constat.code == "partie-chemin", ecrite
        corrigee = "\n".join(extraits.appliquer(constat, fautive.split("\n")))
        assert constats_de(copie, corrigee) == []
        assert (f"    partie: {attendue}\n" in corrigee) == bool(attendue)
        assert "bilan.pdf" not in corrigee
    for juste in ("Soyons Actifs/Actives", "p. 12 / 40", "ANCT/IFGP", "https://gazette.fr/a/b"):
        assert constats_de(copie, remplacer(decrire(SILVER_GEEK), partie, f"    partie: {juste}\n")) == []
