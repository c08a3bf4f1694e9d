"""Un croisement se lit sur un téléphone."""

from playwright.sync_api import Browser


def test_sur_un_telephone_une_matrice_garde_ses_noms_en_vue(navigateur: Browser, adresse: str) -> None:
    page = navigateur.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{adresse}/croiser/domaines-territoires/")
    matrice = page.locator(".o-matrice")
    matrice.evaluate("(boite) => { boite.scrollTo(300, 400); }")
    cadre = matrice.bounding_box()
    ligne, colonne = (page.locator(nom) for nom in ("tbody th[scope=row]", "thead th[scope=col]"))
    assert cadre is not None
    gauches = [boite["x"] - cadre["x"] for un in ligne.all() if (boite := un.bounding_box())]
    hauts = [boite["y"] - cadre["y"] for un in colonne.all() if (boite := un.bounding_box())]
    assert all(-1 <= gauche <= 10 for gauche in gauches)
    assert all(-1 <= haut <= 10 for haut in hauts)
    page.close()
