"""Lire un fichier : ce qu’on a tapé reste ce qu’on a tapé, tout a une position, et les pièges de YAML sont refusés."""

import pytest

from generator.constats.constat import Position
from generator.lecture.entete import lire_fiche

CORPS = "\n## Contexte\n\nTexte.\n"


def lire(entete: str) -> tuple[dict[str, object], list[str]]:
    source, constats = lire_fiche("exemples/essai.md", f"---\n{entete}\n---\n{CORPS}".encode())
    return (source.document.valeur if source else {}), [constat.code for constat in constats]


@pytest.mark.parametrize("tape", ["NO", "12:30", "1.10", "0x1F", "2026-02-30", "true", "1e3", "012"])
def test_un_scalaire_reste_le_texte_tape(tape: str) -> None:
    assert lire(f"valeur: {tape}") == ({"valeur": tape}, [])


def test_un_champ_vide_n_est_pas_un_texte() -> None:
    assert lire("titre:\nresume: ''") == ({"titre": None, "resume": ""}, [])


def test_chaque_valeur_connait_sa_place() -> None:
    texte = "---\ntitre: Essai\npartenaires:\n  - nom: Une ville\n    profil: acteurs-publics\n---\nCorps.\n"
    source, _ = lire_fiche("exemples/essai.md", texte.encode())
    assert source is not None
    assert source.document.situer(("titre",)) == Position(source.chemin, 2, 8)
    assert source.document.situer(("partenaires", 0, "profil")) == Position(source.chemin, 5, 13)
    assert source.document.situer(("partenaires", 0, "profil"), cle=True) == Position(source.chemin, 5, 5)
    # Un champ absent se montre sur ce qui devrait le contenir.
    assert source.document.situer(("partenaires", 0, "role")) == Position(source.chemin, 4, 5)
    assert (source.corps, source.ligne_corps) == ("Corps.\n", 7)


@pytest.mark.parametrize(
    ("entete", "code"),
    [
        ("titre: &ancre Essai", "yaml-ancre"),
        ("titre: Essai\nresume: *titre", "yaml-ancre"),
        ("&cle titre: Essai", "yaml-ancre"),
        ("titre: !!python/object:os.system Essai", "yaml-etiquette"),
        ("titre: !!str Essai", "yaml-etiquette"),
        ("titre: ! Essai", "yaml-etiquette"),
        ("titre: Un\ntitre: Deux", "yaml-cle-en-double"),
        ("periode: {debut: 2014, debut: 2015}", "yaml-cle-en-double"),
        ("titre: " + "[" * 60 + "]" * 60, "yaml-trop-profond"),
        ("titre: 'Essai", "entete-guillemet-ferme"),
        ("\ttitre: Essai", "collage-espaces"),
        ("titre: Silver Geek: le jeu", "entete-guillemets"),
        ("- une\n- liste", "yaml-syntaxe"),
    ],
)
def test_ce_qui_n_a_rien_a_faire_dans_une_fiche_est_refuse(entete: str, code: str) -> None:
    _, codes = lire(entete)
    assert code in codes


@pytest.mark.parametrize(
    ("entete", "lu", "codes"),
    [
        ("titre: Plan #1 du territoire", "Plan #1 du territoire", ["texte-coupe"]),
        ('titre: "Plan #1 du territoire"', "Plan #1 du territoire", []),
        ("titre: Plan # 1", "Plan # 1", ["texte-coupe"]),
        ("titre: Plan  # à revoir", "Plan", []),
        ("titre: C#", "C#", []),
    ],
)
def test_un_texte_coupe_par_un_diese_se_refuse_et_se_lit_en_entier(entete: str, lu: str, codes: list[str]) -> None:
    assert lire(entete) == ({"titre": lu}, codes)


def test_un_accent_decompose_est_le_meme_accent() -> None:
    assert lire("titre: E\u0301te\u0301") == ({"titre": "Été"}, [])


def test_une_bombe_d_alias_est_refusee_sans_exploser() -> None:
    niveaux = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))
    _, codes = lire(f"a0: &a0 [x, x]\n{niveaux}")
    assert set(codes) == {"yaml-ancre"}


@pytest.mark.parametrize(
    ("octets", "code", "place"),
    [
        (b"", "entete-absent", (1, 1)),
        (b"Une fiche sans en-tete.\n", "entete-absent", (1, 1)),
        (b"---\ntitre: Es\0sai\n---\n", "fichier-illisible", (2, 10)),
        ("---\ntitre: Un\u2028saut\n---\n".encode(), "fichier-illisible", (2, 10)),
        ("---\ntitre: A\u202eB\n---\n".encode(), "fichier-illisible", (2, 9)),
        (b"---\ntitre: A\x1b[31mB\n---\n", "fichier-illisible", (2, 9)),
        (b"---\n" + b"x" * 2_000_000, "fichier-trop-gros", (1, 1)),
    ],
)
def test_un_fichier_illisible_le_dit_a_sa_place(octets: bytes, code: str, place: tuple[int, int]) -> None:
    source, constats = lire_fiche("exemples/essai.md", octets)
    assert source is None
    assert [(constat.code, (constat.ligne, constat.colonne)) for constat in constats] == [(code, place)]


@pytest.mark.parametrize(
    ("octets", "code", "place"),
    [
        (b"---\ntitre: Essai\n", "entete-non-ferme", (2, 13)),
        ("---\ntitre: Café\n---\n".encode("latin-1"), "fichier-illisible", (2, 11)),
        ("---\ntitre: Café\n---\n".encode("utf-16"), "fichier-illisible", (1, 1)),
        ("---\ntitre: CafÃ© oÃ¹\n---\n".encode(), "collage-accents", (2, 11)),
    ],
)
def test_un_fichier_mal_enregistre_se_lit_quand_meme(octets: bytes, code: str, place: tuple[int, int]) -> None:
    source, constats = lire_fiche("exemples/essai.md", octets)
    assert source is not None
    assert source.document.valeur["titre"] in ("Essai", "Café", "Café où")
    assert [(constat.code, (constat.ligne, constat.colonne)) for constat in constats] == [(code, place)]


@pytest.mark.parametrize("fins", ["\r\n", "\r", "\n"])
def test_les_fins_de_ligne_et_la_marque_d_ordre_ne_genent_pas(fins: str) -> None:
    texte = "\ufeff---\ntitre: Essai\n---\nCorps.\n".replace("\n", fins)
    source, constats = lire_fiche("exemples/essai.md", texte.encode())
    assert constats == ()
    assert source is not None
    assert source.document.valeur == {"titre": "Essai"}
    assert source.corps == "Corps.\n"
