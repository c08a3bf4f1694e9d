"""Les données : ce qu’un graphique peut montrer."""

from collections.abc import Iterator

from generator.constats.constat import ERREUR, Regle
from generator.controle.regles import Faute, controle
from generator.controle.sujets import Cas
from generator.modele.fiches import Donnee


@controle(
    Cas,
    Regle(
        "valeur-non-dessinable",
        ERREUR,
        "Valeur que le graphique ne peut pas montrer",
        "Cette donnée demande un graphique, et l’une de ses valeurs n’est pas un nombre seul, "
        "ou il lui manque son année ou sa série. "
        "Mettez le reste dans `precision`, complétez la valeur, ou retirez `graphique` : les valeurs resteront un tableau.",
        faux="graphique: barres\nvaleurs:\n  - libelle: Français\n    valeur: près de 74\n    source: carnet-2022",
        juste='graphique: barres\nvaleurs:\n  - libelle: Français\n    valeur: "74"\n    source: carnet-2022',
        dans="donnees",
    ),
)
def valeurs_dessinables(cas: Cas) -> Iterator[Faute]:
    champs = cas.fiche.champs
    if not isinstance(champs, Donnee) or champs.graphique is None:
        return
    datees, groupees = champs.graphique in ("evolution", "rangs", "reperes"), champs.graphique == "barres-groupees"
    for rang, valeur in enumerate(champs.valeurs):
        if valeur.nombre is None:
            message = f"« {valeur.valeur} » ne se dessine pas : écrivez un nombre seul, ou retirez « graphique »."
            yield Faute(("valeurs", rang, "valeur"), message, valeur.valeur)
        for champ, attendu in (("annee", datees and valeur.annee is None), ("serie", groupees and not valeur.serie)):
            if attendu:
                message = f"Un graphique « {champs.graphique} » a besoin de « {champ} » sur chaque valeur."
                yield Faute(("valeurs", rang), message)
