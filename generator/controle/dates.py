"""Les dates : dans l’ordre, et jamais à venir."""

from collections.abc import Iterator
from datetime import date

from generator.constats.constat import ERREUR, Regle
from generator.controle.regles import Faute, controle, controle_d_ensemble
from generator.controle.sujets import Cas, Entourage
from generator.lecture.document import Chemin
from generator.modele.fiches import Exemple


@controle(
    Cas,
    Regle(
        "dates-incoherentes",
        ERREUR,
        "Dates dans le mauvais ordre",
        "Deux dates se contredisent : la fin vient avant le début, ou la fiche aurait été relue avant d’être écrite. "
        "C’est presque toujours une inversion ou une faute de frappe. "
        "Relisez les deux dates et corrigez celle qui est fausse, d’après votre source.",
        faux="periode: {debut: 2022, fin: 2018}",
        juste="periode: {debut: 2018, fin: 2022}",
    ),
)
def dates_dans_l_ordre(cas: Cas) -> Iterator[Faute]:
    champs = cas.fiche.champs
    if isinstance(champs, Exemple):
        debut, fin = champs.periode.debut, champs.periode.fin
        if fin is not None and debut is not None and fin < debut:
            yield Faute(("periode", "fin"), f"L’année de fin ({fin}) précède celle de début ({debut}).")
    if champs.relu_le is not None and champs.relu_le < champs.publie_le:
        message = "La date de relecture précède celle de publication."
        yield Faute(("relu_le",), message, champs.relu_le.isoformat())


@controle_d_ensemble(
    Cas,
    Regle(
        "date-future",
        ERREUR,
        "Date dans l’avenir",
        "Une date ou une année de la fiche n’est pas encore arrivée. "
        "Or une fiche raconte ce qui a eu lieu, et se date du jour où on l’a écrite ou relue. "
        "Corrigez la faute de frappe ; s’il s’agit d’un projet, dites-le dans le récit plutôt que dans une date.",
        faux="relu_le: 2099-11-20",
        juste="relu_le: 2026-11-20",
    ),
)
def rien_a_venir(cas: Cas, entourage: Entourage) -> Iterator[Faute]:
    champs = cas.fiche.champs
    jours: dict[Chemin, date | None] = {("publie_le",): champs.publie_le, ("relu_le",): champs.relu_le}
    jours |= {("liens", rang, "ouvert_le"): lien.ouvert_le for rang, lien in enumerate(champs.liens)}
    if isinstance(champs, Exemple):
        jours["confirme_le",] = champs.confirme_le
    for loc, jour in jours.items():
        if jour is not None and entourage.est_a_venir(jour.isoformat()):
            message = f"Le {jour:%d/%m/%Y} est à venir : on écrit, relit, ouvre ou confirme aujourd’hui, ou avant."
            yield Faute(loc, message, jour.isoformat())
    annees: dict[Chemin, int] = {}
    if isinstance(champs, Exemple):
        annees = {("chiffres", rang, "annee"): chiffre.annee for rang, chiffre in enumerate(champs.chiffres)}
        annees |= {("dates_cles", rang, "annee"): etape.annee for rang, etape in enumerate(champs.dates_cles)}
        if champs.evaluation and champs.evaluation.annee:
            annees["evaluation", "annee"] = champs.evaluation.annee
        periode, statut = champs.periode, champs.statut
        if periode.fin is not None and statut == "termine" and entourage.est_a_venir(str(periode.fin)):
            message = f"L’alliance est dite terminée, et {periode.fin} est à venir : corrigez l’année, ou le statut."
            yield Faute(("periode", "fin"), message, str(periode.fin))
        if periode.debut is not None and statut != "en-preparation" and entourage.est_a_venir(str(periode.debut)):
            message = (
                f"{periode.debut} est à venir : corrigez l’année ou, si rien n’a commencé, écrivez « statut: en-preparation »."
            )
            yield Faute(("periode", "debut"), message, str(periode.debut))
    for loc, annee in annees.items():
        if entourage.est_a_venir(str(annee)):
            yield Faute(loc, f"{annee} est à venir : un fait ou un chiffre a déjà eu lieu.", str(annee))
