"""Les pages jointes à une proposition s’ouvrent d’un double-clic : chaque lien mène à un fichier."""

from pathlib import Path

from lxml import html

from generator.effet.hors_ligne import rendre_lisible

PAGE = (
    '<a href="../../exemples/">1</a> <a href="page-2/#suite">2</a> <a href="..">3</a> <a href="./?q=a">4</a>'
    '<a href="https://exemple.fr/dossier/">5</a> <a href="#ici">6</a> <a href="../style.css">7</a>'
    '<a href="mailto:a@exemple.fr">8</a>'
)


def test_un_lien_vers_un_dossier_mene_a_sa_page_et_les_autres_ne_changent_pas(tmp_path: Path) -> None:
    (tmp_path / "ici").mkdir()
    page = tmp_path / "ici/index.html"
    page.write_text(PAGE, "utf-8")
    assert rendre_lisible(tmp_path) == 1
    assert [lien.get("href") for lien in html.fromstring(page.read_text("utf-8")).iter("a")] == [
        "../../exemples/index.html",
        "page-2/index.html#suite",
        "../index.html",
        "./index.html?q=a",
        "https://exemple.fr/dossier/",
        "#ici",
        "../style.css",
        "mailto:a@exemple.fr",
    ]
    assert rendre_lisible(tmp_path) == 0
