"""Les organisations : une seule entrée pour tous les noms de chacune, et rien d’elles qui ne soit sourcé."""

from collections.abc import Iterator

from generator.constats.constat import AVERTISSEMENT, ERREUR, Regle
from generator.constats.proximite import plus_proche
from generator.controle.regles import Faute, controle, controle_d_ensemble
from generator.controle.sujets import Cas, Entourage, RecueilLu
from generator.modele.annuaire import RESERVES
from generator.modele.fiches import Exemple
from generator.modele.recueils import ORGANISATIONS, OrganisationDecrite


@controle_d_ensemble(
    Cas,
    Regle(
        "organisation-proche",
        AVERTISSEMENT,
        "Organisation sans doute déjà connue",
        "Ce nom ressemble à celui d’une organisation que le catalogue connaît : il n’en diffère que par un accent, une lettre, "
        "un mot comme « Groupe » ou « Ville de », ou une précision entre parenthèses. "
        "Si c’est la même, recopiez le nom déjà employé, ou ajoutez le vôtre à ses `autres_noms`, dans "
        "`content/organisations.yml` : ses alliances se retrouveront ensemble. Si c’en est une autre, décrivez-la dans ce "
        "fichier et dites-le une fois pour toutes, sous `distinctes`.",
        faux="partenaires:\n  - nom: Paris-Est Marne et Bois\n    profil: acteurs-publics\n"
        "    role: prête une salle\n  - nom: FESTI6T\n    profil: associations-fondations\n"
        "    role: anime l’été",
        juste="partenaires:\n  - nom: Paris Est Marne et Bois\n    profil: acteurs-publics\n"
        "    role: prête une salle\n  - nom: FESTI6T\n    profil: associations-fondations\n"
        "    role: anime l’été",
    ),
)
def organisation_sous_un_seul_nom(cas: Cas, entourage: Entourage) -> Iterator[Faute]:
    champs = cas.fiche.champs
    if not isinstance(champs, Exemple):
        return
    siens = {partenaire.nom for partenaire in champs.partenaires}
    for rang, partenaire in enumerate(champs.partenaires):
        trouve = entourage.autre_graphie(partenaire.nom)
        # Ce qui est écrit dans cette fiche n’est pas écrit ailleurs.
        if trouve and trouve[0] not in siens and not trouve[1].startswith(f"{cas.ecrit.chemin},"):
            message = f"« {partenaire.nom} » s’écrit « {trouve[0]} » dans {trouve[1]} : est-ce la même organisation ?"
            yield Faute(("partenaires", rang, "nom"), message, partenaire.nom, trouve[0])
        elif (
            trouve
            and trouve[0] in siens
            and trouve[0] != partenaire.nom
            and not _est_la_meme(entourage, partenaire.nom, trouve[0])
        ):
            message = (
                f"« {partenaire.nom} » ressemble à « {trouve[0]} », qui est aussi partenaire : si c’est la même organisation, "
                "n’en gardez qu’une, avec ses deux rôles."
            )
            yield Faute(("partenaires", rang, "nom"), message, partenaire.nom)


def _est_la_meme(entourage: Entourage, un: str, autre: str) -> bool:
    """Vrai si l’on sait déjà que ces deux noms n’en font qu’une : c’est alors un élément en double."""
    return entourage.organisation(un) == entourage.organisation(autre)


@controle(
    RecueilLu,
    Regle(
        "organisation-sans-source",
        ERREUR,
        "Ce que l’on dit d’une organisation n’a pas de source",
        "Ce qu’est une organisation, sa nature, sa taille, son numéro ne s’écrivent que si un document le dit : le lecteur doit "
        "pouvoir le retrouver. Citez-le dans `sources`, ou retirez ce que vous ne pouvez pas citer. "
        "Une collectivité dont vous donnez le `lieu`, un groupe (`nature: groupe`) et une personne s’en passent pour la leur.",
        faux="fondation-macif:\n  nature: fondation\n  sources: []",
        juste="fondation-macif:\n  nature: fondation\n  sources:\n    - document: carnet-2022",
        dans="content/organisations.yml",
    ),
)
def ce_qui_est_dit_est_source(recueil: RecueilLu) -> Iterator[Faute]:
    for nom, decrite in _organisations(recueil):
        a_prouver = {
            "presentation": bool(decrite.presentation),
            "nature": decrite.nature is not None and decrite.est_une_organisation and decrite.lieu is None,
            "siren": decrite.siren is not None,
            "rna": bool(decrite.rna),
        }
        for champ, manque in a_prouver.items():
            if manque and not decrite.sources:
                yield Faute(
                    (nom, champ), f"« {champ} » n’a pas de source : citez le document qui le dit.", str(getattr(decrite, champ))
                )


@controle_d_ensemble(
    RecueilLu,
    Regle(
        "organisation-inconnue",
        ERREUR,
        "Organisation désignée introuvable",
        "Sous `distinctes`, on désigne une organisation par l’identifiant qu’elle a dans `content/organisations.yml` : le mot, "
        "en minuscules et tirets, qui ouvre sa description. Décrivez d’abord celle qui manque, ou corrigez l’identifiant.",
        faux="fondation-macif:\n  distinctes: [fond-odd-17]",
        juste="fondation-macif:\n  distinctes: [fonds-odd-17]",
        dans="content/organisations.yml",
    ),
)
def distinctes_de_qui_existe(recueil: RecueilLu, entourage: Entourage) -> Iterator[Faute]:
    for nom, decrite in _organisations(recueil):
        for rang, autre in enumerate(decrite.distinctes):
            if autre not in entourage.decrites or autre == nom:
                proche = plus_proche(autre, tuple(un for un in recueil.elements if un != nom))
                yield Faute(
                    (nom, "distinctes", rang), f"Aucune autre organisation n’est décrite sous « {autre} ».", autre, proche
                )


@controle(
    RecueilLu,
    Regle(
        "organisation-reservee",
        ERREUR,
        "Identifiant réservé",
        "L’identifiant d’une organisation devient l’adresse de sa page, et le site se sert déjà de celle-là : "
        "`lettres`, `profils` et `reseau` sont pris. Choisissez-en un autre.",
        faux="reseau:\n  nom: Le Réseau",
        juste="le-reseau:\n  nom: Le Réseau",
        dans="content/organisations.yml",
    ),
)
def identifiants_libres(recueil: RecueilLu) -> Iterator[Faute]:
    for nom, _ in _organisations(recueil):
        if nom in RESERVES:
            yield Faute((nom,), f"« {nom} » est réservé : choisissez un autre identifiant.", nom)


def _organisations(recueil: RecueilLu) -> Iterator[tuple[str, OrganisationDecrite]]:
    if recueil.nom == ORGANISATIONS.nom:
        yield from recueil.elements.items()
