"""Ce que l’on exige des brèves, sur tout site construit : voir `exigences`."""

from exigences import Publie, liens, resoudre, texte
from recompte import est_breve, fiches, ranger
from recompte import vocabulaire as du_vocabulaire


def breves(publie: Publie) -> set[str]:
    return ranger(publie.depot)["formats"]["breve"]


def test_la_page_d_une_breve_dit_ce_qui_lui_manque_et_ou_la_completer(publie: Publie) -> None:
    assert breves(publie)
    for cle, entete in fiches(publie.depot).items():
        page = publie.page(cle)
        encadres = page.xpath("//section[@aria-labelledby='breve']")
        assert len(encadres) == (cle in breves(publie)), cle
        for encadre in encadres:
            manques, racontees = texte(encadre), [texte(titre) for titre in page.xpath("//*[contains(@class, 'o-texte')]//h2")]
            for section in ("Contexte", "L’alliance", "Résultats", "Ce qui est reproductible"):
                assert (section in manques) == (section not in racontees), (cle, section)
            assert ("domaines" in manques) == (not entete.get("domaines")), cle
            assert ("contribuer/", "les-breves") in [resoudre(f"{cle}/", lien) for lien in liens(encadre)], cle


def test_une_breve_n_a_pas_de_titre_sans_texte(publie: Publie) -> None:
    for cle in breves(publie):
        for recit in publie.page(cle).xpath("//*[contains(@class, 'o-texte')]"):
            assert texte(recit), cle


def test_une_carte_dit_qu_elle_est_celle_d_une_breve(publie: Publie) -> None:
    cartes = publie.page("exemples").xpath("//article[contains(@class, 'o-carte')][not(ancestor::template)]")
    assert cartes
    for carte in cartes:
        (lien,) = carte.xpath(".//*[contains(@class, 'o-carte__titre')]/a/@href")
        cle = (resoudre("exemples/", lien) or ("",))[0].rstrip("/")
        (tete,) = carte.xpath(".//*[contains(@class, 'o-carte__lieu')]")
        assert texte(tete).endswith("· brève") == est_breve(fiches(publie.depot)[cle]), cle


def test_l_accueil_l_etat_et_la_liste_comptent_les_memes_breves(publie: Publie) -> None:
    (nom,) = [m["singulier"] for m in du_vocabulaire(publie.depot, "formats")["modalites"] if m["id"] == "breve"]
    nombre = len(breves(publie))
    (accueil,) = publie.page("").xpath("//a[@data-breves]")
    assert int(accueil.get("data-breves")) == nombre
    assert texte(accueil).split() == [str(nombre), nom + "s" * (nombre > 1)]
    assert resoudre("", accueil.get("href")) == ("formats/breve/", "")
    (rubrique,) = publie.page("contribuer/etat").xpath("//details[@id='breves']")
    assert int(rubrique.get("data-effectif")) == nombre
    cibles = {(resoudre("contribuer/etat/", lien) or ("",))[0].rstrip("/") for lien in liens(rubrique)}
    assert cibles == breves(publie)
    liste = {(resoudre("formats/breve/", lien) or ("",))[0].rstrip("/") for lien in liens(publie.page("formats/breve"))}
    assert {cle for cle in liste if cle in fiches(publie.depot)} == breves(publie)
