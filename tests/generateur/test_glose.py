"""Le premier emploi d’un mot du domaine mène au glossaire, et rien d’autre ne change."""

import pytest
from lxml import html

from generator.catalogue.catalogue import Catalogue
from generator.sortie.glose import Glose


@pytest.fixture
def glose(catalogue: Catalogue) -> Glose:
    return Glose(catalogue.lexique, "../glossaire/")


def liens(source: str) -> list[tuple[str, str]]:
    return [(a.text_content(), a.get("href")) for a in html.fragment_fromstring(source, create_parent="div").xpath(".//a")]


def test_seul_le_premier_emploi_est_relie(glose: Glose) -> None:
    rendu = glose.html("<p>Le mécénat, puis encore le mécénat.</p><p>Et le Mécénat.</p>")
    assert liens(rendu) == [("mécénat", "../glossaire/#mecenat")]


def test_un_texte_deja_relie_dans_le_chapeau_ne_l_est_plus_dans_le_corps(glose: Glose) -> None:
    (terme,) = [segment.terme.id for segment in glose.texte("Une SCIC ouverte.") if segment.terme]
    assert terme == "scic"
    assert liens(glose.html("<p>La SCIC grandit.</p>")) == []


def test_le_terme_le_plus_long_l_emporte(glose: Glose) -> None:
    assert liens(glose.html("<p>Du mécénat de compétences.</p>")) == [
        ("mécénat de compétences", "../glossaire/#mecenat-de-competences")
    ]


def test_un_sigle_ne_se_reconnait_qu_en_capitales(glose: Glose) -> None:
    assert liens(glose.html("<p>Un des pays, un ess.</p>")) == []
    assert liens(glose.html("<p>L’ESS recrute.</p>")) == [("ESS", "../glossaire/#ess")]


def test_un_mot_dans_un_autre_ne_se_relie_pas(glose: Glose) -> None:
    assert liens(glose.html("<p>Des épcistes, MESSE, RSEA.</p>")) == []


@pytest.mark.parametrize(
    "intact",
    [
        '<p><a href="/x/">le mécénat</a></p>',
        "<h2>Le mécénat</h2>",
        "<p><code>mécénat</code></p>",
        "<p>rien à relier, &lt;b&gt; &amp; co<br>fin</p>",
        "<p>œuvre « d’ici » : 30&nbsp;000&nbsp;%</p>",
    ],
)
def test_le_reste_ne_change_pas(glose: Glose, intact: str) -> None:
    assert html.tostring(html.fragment_fromstring(glose.html(intact))) == html.tostring(html.fragment_fromstring(intact))


def test_le_texte_autour_d_un_terme_garde_sa_place(glose: Glose) -> None:
    rendu = glose.html("<p>avant <strong>le mécénat</strong> entre <em>PTCE</em> après RSE fin</p>")
    assert html.fragment_fromstring(rendu).text_content() == "avant le mécénat entre PTCE après RSE fin"
    assert [texte for texte, _ in liens(rendu)] == ["mécénat", "PTCE", "RSE"]
