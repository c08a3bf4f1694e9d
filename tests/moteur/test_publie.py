"""Ce que le site publie pour vérifier dans la page : assez pour dire la même chose, et peu."""

import gzip
import json
import re
from pathlib import Path

import pytest
from debutants import CAS, ICI, JOUR, pose

from generator import chaine
from generator.constats.rapports import json as rapport
from generator.memoire import Memoire
from generator.moteur import publie
from generator.moteur.dans_la_page import Verificateur
from generator.moteur.paquet import empaqueter

AU_PLUS = 9_000_000
"""Octets compressés par gzip."""


def reduire(entier: Path, ici: Path) -> Path:
    for chemin, octets in publie.reduire(entier, "", Memoire()).items():
        (ici / chemin).parent.mkdir(parents=True, exist_ok=True)
        (ici / chemin).write_bytes(octets)
    return ici


@pytest.fixture(scope="module")
def reduit(tmp_path_factory: pytest.TempPathFactory, entier: Path) -> Path:
    return reduire(entier, tmp_path_factory.mktemp("reduit"))


def test_le_depot_reduit_suffit_a_juger_une_fiche(entier: Path, reduit: Path) -> None:
    """Une fiche fautive sur dix : les mêmes constats que le dépôt entier, lignes comprises."""
    verificateur, memoire = Verificateur(str(reduit)), Memoire()
    for nom in [*list(CAS)[::10], "190-meme-alliance-ailleurs"]:
        with pose(ICI / "cas" / nom, entier) as (chemin,):
            attendus = chaine.verifier(entier, aujourd_hui=JOUR, seulement={chemin}, memoire=memoire)
            octets = (entier / chemin).read_bytes()
        assert verificateur.verifier(chemin, octets, JOUR.isoformat()) == rapport.rendre(attendus)


def test_verifier_ne_laisse_rien_derriere_soi(reduit: Path) -> None:
    avant = {f: f.read_bytes() for f in reduit.rglob("*") if f.is_file()}
    verificateur = Verificateur(str(reduit))
    for chemin in ("exemples/silver-geek.md", "exemples/une-autre/index.md", "exemples/silver-geek.md"):
        verificateur.verifier(chemin, b"---\ntitre: Presque rien\n---\n", JOUR.isoformat())
    assert {f: f.read_bytes() for f in reduit.rglob("*") if f.is_file()} == avant
    with pytest.raises(ValueError, match="ailleurs"):
        verificateur.verifier("../ailleurs.md", b"", JOUR.isoformat())


def test_un_nom_ecrit_autrement_renvoie_a_la_bonne_ligne(copie: Path, tmp_path: Path) -> None:
    """Le constat dit où l’autre graphie est écrite : de cette fiche-là, le dépôt réduit n’a que ces lignes."""
    fiche = copie / "exemples/vitawin.md"
    ecrit = re.sub(r"(?m)^( *- nom: ).*", r"\1Paris-Est Marne et Bois", fiche.read_text("utf-8"), count=1).encode()
    verificateur = Verificateur(str(reduire(copie, tmp_path / "reduit")))
    fiche.write_bytes(ecrit)
    attendus = chaine.verifier(copie, aujourd_hui=JOUR, seulement={"exemples/vitawin.md"})
    assert any("fonds-soutien-entreprises-charenton.md, ligne 43" in constat.message for constat in attendus)
    assert verificateur.verifier("exemples/vitawin.md", ecrit, JOUR.isoformat()) == rapport.rendre(attendus)


def test_le_poids_est_dit_et_reste_petit(entier: Path, moteur: Path) -> None:
    publie_ = publie.publier(entier, "", Memoire())
    fichiers = {fichier.adresse: fichier.octets for fichier in publie_.fichiers}
    annonce = json.loads(fichiers[publie.FICHIERS])
    paquets = {publie.DOSSIER + nom: taille for nom, taille in annonce["paquets"]}
    assert {adresse: len(fichiers[adresse]) for adresse in paquets} == paquets
    scripts = [octets for adresse, octets in fichiers.items() if adresse.endswith(".mjs")]
    assert len(scripts) == 2
    assert publie_.poids == annonce["poids"] == sum(paquets.values()) + sum(len(gzip.compress(un, 9, mtime=0)) for un in scripts)
    assert publie_.poids <= AU_PLUS
    assert len(fichiers) <= 6


def test_un_nom_change_avec_son_contenu_et_avec_lui_seul(copie: Path, moteur: Path) -> None:
    def noms() -> set[str]:
        return {fichier.adresse for fichier in publie.publier(copie, "", Memoire()).fichiers}

    avant, fiche = noms(), copie / "exemples/silver-geek.md"
    texte = fiche.read_text("utf-8")
    fiche.write_text(f"{texte}\nUne phrase de plus.\n", "utf-8")
    assert noms() == avant, "ce que les autres fiches ont à savoir de celle-ci n’a pas changé"
    fiche.write_text(texte.replace("titre: ", "titre: Le nouveau ", 1), "utf-8")
    (parti,) = avant - noms()
    assert parti.startswith(f"{publie.DOSSIER}depot-")


def test_sans_moteur_le_site_ne_promet_rien(copie: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publie, "MOTEUR", tmp_path)
    publie._moteur.cache_clear()
    try:
        assert publie.publier(copie, "", Memoire()) == publie.Publie()
        assert publie.Publie().megaoctets == 0
    finally:
        publie._moteur.cache_clear()


def test_un_paquet_se_relit() -> None:
    octets = empaqueter({"b.txt": b"deux\n", "a/é.txt": b"un", "vide": b""})
    table, _, corps = gzip.decompress(octets).partition(b"\n")
    assert json.loads(table) == [["a/é.txt", 2], ["b.txt", 5], ["vide", 0]]
    assert corps == b"undeux\n"
    assert empaqueter({"vide": b"", "a/é.txt": b"un", "b.txt": b"deux\n"}) == octets
