"""La complétude d’une fiche : ce que l’on attend de sa famille, et ce qui y manque."""

from generator.catalogue.catalogue import Catalogue
from generator.catalogue.completude import completude, criteres, moyenne
from generator.modele.fiches import FAMILLES, Exemple, Fiche


def sans(fiche: Fiche, **champs: object) -> Fiche:
    modifie = fiche.champs.model_copy(update=champs)
    return Fiche(fiche.famille, fiche.identifiant, fiche.chemin, modifie, fiche.corps)


def manques(fiche: Fiche, *liees: str) -> set[str]:
    return {critere.id for critere in completude(fiche, liees).manquants}


def test_chaque_famille_a_ses_criteres_et_chacun_son_nom() -> None:
    for famille in FAMILLES:
        ids = [critere.id for critere in criteres(famille)]
        assert ids
        assert len(ids) == len(set(ids))


def test_un_champ_efface_manque(catalogue: Catalogue) -> None:
    fiche = catalogue.fiches["exemples/silver-geek"]
    liees = catalogue.renvois[fiche.cle]
    for critere, champs in {
        "chiffre": {"chiffres": ()},
        "evaluation": {"evaluation": None},
        "dates": {"dates_cles": ()},
        "lien": {"liens": ()},
        "sources": {"sources": fiche.champs.sources[:1]},
    }.items():
        assert manques(sans(fiche, **champs), *liees) - manques(fiche, *liees) == {critere}


def test_ce_qui_n_a_pas_marche_et_une_confirmation_comptent(catalogue: Catalogue) -> None:
    fiche = catalogue.fiches["exemples/silver-geek"]
    assert {"ecueil", "confirmation"} <= manques(fiche)
    dit = sans(fiche, ce_qui_a_coince=("Un écueil.",), confirme_par="Unis-Cité")
    assert not {"ecueil", "confirmation"} & manques(dit)


def test_une_pratique_reliee_dans_un_sens_ou_dans_l_autre_suffit(catalogue: Catalogue) -> None:
    fiche = catalogue.fiches["exemples/silver-geek"]
    assert "pratique" in manques(fiche, "exemples/vitawin")
    assert "pratique" not in manques(fiche, "exemples/vitawin", "outils/fonds-i")


def test_la_france_entiere_n_est_pas_un_lieu_precis(catalogue: Catalogue) -> None:
    national = next(
        fiche for fiche in catalogue.famille("exemples") if [lieu.code for lieu in fiche.champs.territoires] == ["france"]
    )
    assert "lieu" in manques(national)
    assert "lieu" not in manques(catalogue.fiches["exemples/silver-geek"])


def test_une_section_qui_attend_d_etre_ecrite_manque(catalogue: Catalogue) -> None:
    fiche = catalogue.fiches["exemples/silver-geek"]
    neuve = Fiche(fiche.famille, fiche.identifiant, fiche.chemin, fiche.champs, "## Points de vigilance\n\nÀ écrire.\n")
    assert "vigilance" in manques(neuve)
    assert "vigilance" not in manques(fiche)


def test_le_total_et_la_moyenne(catalogue: Catalogue) -> None:
    for fiche in catalogue.fiches.values():
        une = catalogue.completudes[fiche.cle]
        assert une.total == len(criteres(fiche.famille)) == une.remplis + len(une.manquants)
    exemples = [catalogue.completudes[fiche.cle] for fiche in catalogue.famille("exemples") if isinstance(fiche.champs, Exemple)]
    assert moyenne(exemples) == sum(une.remplis for une in exemples) / len(exemples)
    assert moyenne(()) == 0
