"""Rien d’exécutable dans une fiche : la validation refuse, et le rendu nettoie sans compter sur ce refus."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fiches import SILVER_GEEK, constats_de, ligne_de, remplacer
from mkdocs.commands.build import build
from mkdocs.config import load_config
from pages import lire
from playwright.sync_api import Browser

import generator.controle.validation

ATTAQUES = {
    "corps-html": [
        "<script>window.pirate = 1</script>",
        "<ScRiPt src=//mal.example/x.js></sCrIpT>",
        "Un <img src=x onerror=window.pirate=1> au milieu",
        "<svg/onload=window.pirate=1>",
        "<!-- commentaire --><b onmouseover='window.pirate=1'>x</b>",
        "</p><iframe srcdoc='<script>parent.pirate=1</script>'></iframe>",
        "<javascript:window.pirate=1>",
        "<https://a.example onmouseover=window.pirate=1>",
        "`<img src=x onerror=window.pirate=1>`",
        "<details open ontoggle=window.pirate=1>",
    ],
    "corps-lien": [
        "[cliquez](javascript:window.pirate=1)",
        "[cliquez](JaVaScRiPt:window.pirate=1)",
        "[cliquez]( \n javascript:window.pirate=1)",
        "[cliquez](java&#115;cript:window.pirate=1)",
        "[cliquez](&#x6A;avascript:window.pirate=1)",
        "[cliquez](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
        "[cliquez](vbscript:msgbox)",
        "[cliquez][la]\n\n[la]: javascript:window.pirate=1",
        "[cliquez][la]\n\n> [la]:\n> data:text/html,x",
        "[cliquez](//mal.example/)",
        "[cliquez](../../../mkdocs.yml)",
        "[cliquez](file:///etc/passwd)",
        "[cliquez [là] ici](javascript:window.pirate=1)",
        "[`]`](javascript:window.pirate=1)",
        "[cliquez\\]ici](javascript:window.pirate=1)",
        "![x][p]\n\n[p]: https://mal.example/pixel.png",
        "![x [y] z](https://mal.example/pixel.png)",
        '[cliquez](/outils/dla/ "titre")',
        "[cliquez](/outils/dla/#nulle-part)",
    ],
    "corps-image": [
        "![x](javascript:window.pirate=1)",
        "![x](https://mal.example/pixel.png)",
        "![x](data:image/svg+xml,x)",
        "![x](a.svg)",
    ],
    "corps-accolade": [
        "Un mot{: onclick=window.pirate=1 }",
        "{{ config.site_dir }}",
        "{% include 'mkdocs.yml' %}",
        "## Titre {#x style='position:fixed'}",
    ],
    "corps-inclusion": ['--8<-- "mkdocs.yml"', ';--8<-- "mkdocs.yml"', "-8<-\nmkdocs.yml\n-8<-"],
    "corps-titre": ["---\ntemplate: 404.html\n---", "Titre\n====="],
}
TOUTES = [(code, attaque) for code, attaques in ATTAQUES.items() for attaque in attaques]
REPERE = "## Résultats\n"


def avec(attaque: str) -> str:
    return remplacer(SILVER_GEEK, REPERE, f"{REPERE}\n{attaque}\n")


@pytest.mark.parametrize(("code", "attaque"), TOUTES)
def test_la_validation_refuse_l_attaque_a_sa_ligne(copie: Path, code: str, attaque: str) -> None:
    texte = avec(attaque)
    constats = [c for c in constats_de(copie, texte) if c.code == code]
    assert constats
    debut = ligne_de(SILVER_GEEK, REPERE) + 2
    assert all(debut <= constat.ligne <= debut + attaque.count("\n") for constat in constats)


@pytest.mark.parametrize("champ", ["titre", "resume"])
@pytest.mark.parametrize(
    "attaque", ["<script>window.pirate=1</script>", "{{ config }}", "{% raw %}", 'x"><img src=x onerror=alert(1)>']
)
def test_un_champ_de_l_en_tete_est_du_texte(copie: Path, champ: str, attaque: str) -> None:
    entete, reste = SILVER_GEEK.split(f"{champ}: ", 1)
    valeur = f"'{'Un résumé qui a la longueur minimale, soixante signes' if champ == 'resume' else 'Titre'} {attaque}'"
    suite = reste[reste.index("\n" + ("resume: " if champ == "titre" else "domaines: ")) :]
    constats = constats_de(copie, f"{entete}{champ}: {valeur}{suite}")
    assert [(c.code, c.ligne) for c in constats] == [("champ-html", ligne_de(SILVER_GEEK, f"{champ}: "))]


@pytest.mark.parametrize(
    "url", ["javascript:window.pirate=1", "data:text/html,x", "//mal.example", 'https://a.example/" onclick="x']
)
def test_une_adresse_de_l_en_tete_est_une_adresse_du_web(copie: Path, url: str) -> None:
    texte = remplacer(SILVER_GEEK, "mots_cles:", f"  - titre: Un lien\n    url: '{url}'\nmots_cles:")
    assert [c.code for c in constats_de(copie, texte)] == ["champ-mal-forme"]


def test_une_page_ecrite_a_la_main_est_nettoyee_aussi(copie: Path, tmp_path: Path) -> None:
    page = copie / "content/contribuer/index.md"
    page.write_text(page.read_text("utf-8") + "\n<script>window.pirate=1</script><img src=x onerror=window.pirate=1>\n", "utf-8")
    build(load_config(str(copie / "mkdocs.yml"), site_dir=str(tmp_path / "site"), strict=False))
    (texte,) = lire(tmp_path / "site/contribuer/index.html").xpath("//div[@class='o-texte']")
    assert not texte.xpath(".//script | .//*[@onerror]")
    assert texte.xpath(".//pre")


def test_une_fiche_hostile_est_inoffensive_meme_si_la_validation_la_laissait_passer(
    copie: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, navigateur: Browser, servir: Callable[[Path], str]
) -> None:
    """La seconde barrière, seule : on débranche la première, on publie le pire, et rien ne s’exécute."""
    monkeypatch.setattr(generator.controle.validation.corps, "verifier", lambda *_: ())
    monkeypatch.setattr(generator.controle.validation, "_textes_dangereux", lambda _: ())
    pires = "\n\n".join(attaque for code, attaque in TOUTES if code != "corps-titre")
    texte = SILVER_GEEK.replace("\n---\n", "\n---\ntemplate: 404.html\nhide: x\n\n", 1)
    texte = remplacer(texte, REPERE, f"{REPERE}\n{pires}\n\n")
    debut, fin = texte.index("titre: "), texte.index("domaines: ")
    hostile = "Silver <script>window.pirate=1</script> <img src=x onerror=window.pirate=1>''"
    entete = f"titre: '{hostile}'\nresume: '{hostile} et \"un\" résumé assez long pour que le modèle l’accepte.'\n"
    texte = texte[:debut] + entete + texte[fin:]
    # L’image et les liens cassés de l’attaque feraient échouer le mode strict : ce n’est pas ce qu’on éprouve ici.
    (copie / "exemples/silver-geek.md").write_text(texte, "utf-8")
    monkeypatch.setattr(generator.controle.controles, "PAR_FICHE", ())
    site = tmp_path / "site"
    build(load_config(str(copie / "mkdocs.yml"), site_dir=str(site), strict=False))

    page = lire(site / "exemples/silver-geek/index.html")
    (texte_de_la_fiche,) = page.xpath("//div[@class='o-texte']")
    assert "Résultats" in texte_de_la_fiche.text_content()
    assert not texte_de_la_fiche.xpath(".//script | .//iframe | .//svg | .//style | .//*[@style] | .//*[@srcdoc]")
    assert not texte_de_la_fiche.xpath(".//img[contains(@src, ':') or starts-with(@src, '/')]")
    assert not page.xpath("//*[@onclick or @onerror or @onload or @onmouseover or @ontoggle]")
    for adresse in texte_de_la_fiche.xpath(".//@href | .//@src"):
        assert not adresse.strip().lower().startswith(("javascript:", "data:", "vbscript:", "file:"))
    brut = (site / "exemples/silver-geek/index.html").read_text("utf-8")
    assert "site_name: ODD 17" not in brut

    contexte = navigateur.new_context()
    onglet = contexte.new_page()
    demandes: list[str] = []
    onglet.on("request", lambda demande: demandes.append(demande.url))
    adresse = servir(site)
    for chemin in ("exemples/silver-geek/", "exemples/", "domaines/numerique/", ""):
        onglet.goto(f"{adresse}/{chemin}")
        assert onglet.evaluate("window.pirate") is None, chemin
    onglet.goto(f"{adresse}/exemples/silver-geek/")
    for lien in onglet.get_by_role("link", name="cliquez").all():
        assert "javascript" not in (lien.get_attribute("href") or "").lower()
    assert [demande for demande in demandes if not demande.startswith(adresse)] == []
    contexte.close()
