"""L’effet en phrases, pour qui n’a jamais vu git : l’essentiel d’abord, et rien de ce qui ne change pas.

Une phrase est un texte nu, où ce que dit la proposition est entre guillemets : c’est au rapport qui la montre de l’échapper.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.catalogue.francais import INSECABLE, accorder, enumerer, majuscule, minuscule
from generator.constats.signes import citer, montrer
from generator.effet.bilan import Effet
from generator.effet.champs import IMAGES, RECIT, Changement
from generator.effet.comptes import Compte
from generator.effet.constats import Signale
from generator.effet.fiches import Etat, Modification, Retrait
from generator.effet.pages import PLURIELS, Nommee, Pages
from generator.modele.champs import ESPACE_ORDINAIRE

LONG = 80
"""Les signes d’une valeur que l’on montre ; d’une plus longue, on ne montre que ce qui entoure la différence."""

EN_DETAIL = 5
"""Les fiches changées que l’on détaille ; de toutes, s’il y en a plus, on ne dit que ce qui y change."""

NOMMEES = 3
"""Les pages, les organisations et les manques que l’on nomme dans une phrase ; les autres se comptent."""


@dataclass(frozen=True, slots=True)
class Rubrique:
    """Des phrases de même sujet ; `grave` est vrai pour celles qu’il faut lire avant de publier."""

    titre: str
    phrases: tuple[str, ...]
    grave: bool = False


def resumer(effet: Effet) -> str:
    """L’effet en une phrase."""
    if not effet.catalogue_lu:
        return "On ne peut pas encore dire ce que cette proposition change : ses erreurs empêchent de lire le catalogue."
    fiches = effet.fiches
    faits = [
        f"{verbe} {accorder(len(siennes), 'fiche')}"
        for verbe, siennes in (
            ("ajoute", fiches.ajoutees),
            ("change", fiches.changees),
            ("renomme", fiches.renommees),
            ("retire", fiches.retirees),
        )
        if siennes
    ]
    if faits:
        return f"Cette proposition {enumerer(faits)}."
    if effet.annexes:
        return "Cette proposition ne touche à aucune fiche ; elle change des contenus communs."
    if effet.fautives:
        return "Cette proposition ne changerait rien au site tel qu’elle est."
    return "Cette proposition ne change rien au site."


def rediger(effet: Effet) -> tuple[Rubrique, ...]:
    """Tout ce qu’il y a à en dire, rubrique par rubrique ; une rubrique vide se tait."""
    fiches = effet.fiches
    toutes = (
        Rubrique(_titre_des_erreurs(effet), tuple(_erreurs(effet)), grave=True),
        Rubrique("Fichiers qui ne sont pas des fiches", tuple(_autres(effet)), grave=True),
        Rubrique("Ajouté", tuple(_ajouts(effet))),
        *_changees(fiches.changees),
        Rubrique("Renommé", tuple(map(_renommage, fiches.renommees))),
        *_changees([replace(une, changements=_sauf_l_ancien_nom(une)) for une in fiches.renommees]),
        Rubrique("Retiré", tuple(map(_retrait, effet.fiches.retirees))),
        Rubrique("Une première", tuple(majuscule(f"{une.phrase}.") for une in effet.premieres)),
        Rubrique("Ce que le catalogue n’a plus", tuple(_perte(une.phrase) for une in effet.pertes)),
        Rubrique("Organisations", tuple(_organisations(effet))),
        Rubrique("Contenus communs", tuple(_annexes(effet))),
        Rubrique("À vérifier avant de publier", tuple(_a_verifier(effet))),
        Rubrique("Les comptes", tuple(_comptes(effet))),
        Rubrique("Les pages du site", tuple(_pages(effet.pages))),
    )
    return tuple(
        Rubrique(_francais(rubrique.titre), tuple(map(_francais, rubrique.phrases)), rubrique.grave)
        for rubrique in toutes
        if rubrique.phrases
    )


def _francais(texte: str) -> str:
    """Le texte, ses espaces insécables où le français en veut."""
    return ESPACE_ORDINAIRE.sub(INSECABLE, texte)


def _titre_des_erreurs(effet: Effet) -> str:
    constats = effet.constats
    if not constats.bloquants:
        return f"Rien ne paraît tant que le catalogue a {accorder(constats.deja_la, 'erreur')}"
    return f"{accorder(constats.bloquants, 'erreur')} à corriger, et rien ne paraît tant qu’il en reste"


def _erreurs(effet: Effet) -> Iterator[str]:
    constats = effet.constats
    yield from (f"Peut-être un doublon. {_situer(un)}" for un in constats.doublons)
    yield from (f"Passage introuvable. {_situer(un)}" for un in constats.passages)
    yield from map(_situer, constats.erreurs)
    if effet.fautives:
        noms = _quelques([f"« {citer(chemin)} »" for chemin in effet.fautives])
        suite = "Le reste de ce résumé ne sait rien de" if effet.catalogue_lu else "Corrigez d’abord"
        yield f"{suite} {noms} : {'ces fiches ne se lisent' if len(effet.fautives) > 1 else 'cette fiche ne se lit'} pas encore."
    if constats.deja_la:
        yield f"{accorder(constats.deja_la, 'erreur')} d’avant cette proposition."


def _situer(signale: Signale) -> str:
    return f"{citer(signale.chemin)}, ligne {signale.ligne} : {signale.message}"


def _autres(effet: Effet) -> Iterator[str]:
    if effet.autres_fichiers:
        noms = _quelques([f"« {citer(nom)} »" for nom in effet.autres_fichiers])
        yield f"Cette proposition touche aussi à {noms} : faites-le relire à qui connaît le code du site."


def _ajouts(effet: Effet) -> Iterator[str]:
    for ajout in effet.fiches.ajoutees:
        lieu = f", {montrer(ajout.lieu)}" if ajout.lieu else ""
        yield f"{majuscule(ajout.famille)} « {montrer(ajout.titre)} »{lieu} (/{ajout.adresse}). {_completude(ajout.completude)}"


def _completude(etat: Etat) -> str:
    if not etat.manquent:
        return "Elle est complète."
    return f"Elle a {etat.remplis} des {etat.total} choses attendues ; il manque {_quelques(etat.manquent)}."


def _changees(changees: Sequence[Modification]) -> Iterator[Rubrique]:
    """Une rubrique par fiche ou, si elles sont trop nombreuses, une seule."""
    if len(changees) <= EN_DETAIL:
        yield from (Rubrique(f"Changé dans « {montrer(une.titre)} »", tuple(_changements(une))) for une in changees)
        return
    en_bref = (
        f"« {montrer(une.titre)} » : {_quelques(dict.fromkeys(minuscule(un.champ.partition(',')[0]) for un in une.changements))}."
        for une in changees
    )
    yield Rubrique(f"Changé dans {accorder(len(changees), 'fiche')}", tuple(en_bref))


def _changements(une: Modification) -> Iterator[str]:
    if une.devient_un_recit:
        yield "Ce n’est plus une brève : c’est un récit."
    yield from (majuscule(_changement(un)) for un in une.changements)
    if une.avant.remplis != une.apres.remplis:
        sens = "gagne" if une.apres.remplis > une.avant.remplis else "perd"
        yield f"La fiche {sens} en complétude : de {une.avant.remplis} à {une.apres.remplis} sur {une.apres.total}."


def _changement(un: Changement) -> str:
    champ = minuscule(montrer(un.champ))
    if un.champ.startswith(RECIT):
        return _recit(champ, un)
    if un.champ.startswith(IMAGES):
        fait = "ajoutée" if not un.avant else "retirée" if not un.apres else "remplacée"
        return f"{champ.replace('images, ', 'image ', 1)} {fait}."
    if not un.avant:
        return f"{champ}, ajout de « {citer(un.apres)} »."
    if not un.apres:
        return f"{champ}, retrait de « {citer(un.avant)} »."
    avant, apres = _autour(un.avant, un.apres)
    return f"{champ}, « {avant} » devient « {apres} »."


def _recit(champ: str, un: Changement) -> str:
    avant, apres = (accorder(len(texte.split()), "mot") for texte in (un.avant, un.apres))
    section = champ.replace(f"{RECIT.lower()}, ", "section ", 1)
    if not un.avant:
        return f"{section}, ajout de {apres}."
    if not un.apres:
        return f"{section}, retrait de ses {avant}."
    return f"{section}, texte récrit ({avant}, puis {apres})."


def _autour(avant: str, apres: str) -> tuple[str, str]:
    """Deux valeurs telles qu’on les montre : entières si elles sont courtes, sinon à partir du mot où elles diffèrent."""
    if max(len(avant), len(apres)) > LONG:
        commun = next((rang for rang, (un, autre) in enumerate(zip(avant, apres, strict=False)) if un != autre), 0)
        debut = max(avant.rfind(" ", 0, max(commun - LONG // 4, 0)), 0)
        if debut:
            avant, apres = f"…{avant[debut:]}", f"…{apres[debut:]}"
    return citer(avant), citer(apres)


def _renommage(une: Modification) -> str:
    suite = "l’ancienne adresse y mène"
    if not une.redirigee:
        ancien = une.ancienne.partition("/")[2]
        suite = f"l’ancienne adresse ne mènera nulle part, sauf si l’on écrit « {ancien} » sous « Anciens identifiants »"
    return f"« {montrer(une.titre)} » est maintenant à /{une.adresse} ; {suite}."


def _sauf_l_ancien_nom(une: Modification) -> tuple[Changement, ...]:
    return tuple(un for un in une.changements if un.champ != "Anciens identifiants")


def _retrait(un: Retrait) -> str:
    suite = f"elle mène à « {montrer(un.reprise)} »" if un.reprise else "elle ne répondra plus"
    cites = f" {_quelques([f'« {montrer(t)} »' for t in un.citee_par])} y menait." if len(un.citee_par) == 1 else ""
    if len(un.citee_par) > 1:
        cites = f" {accorder(len(un.citee_par), 'fiche')} y menaient."
    return f"« {montrer(un.titre)} ». Son adresse était /{un.adresse} : {suite}.{cites}"


def _perte(premiere: str) -> str:
    """La première qu’il faudrait, dite comme ce qui manque."""
    return majuscule(f"{premiere}.".replace("premier exemple", "aucun exemple", 1).replace("première fiche", "aucune fiche", 1))


def _organisations(effet: Effet) -> Iterator[str]:
    toutes = effet.organisations
    if toutes.nouvelles:
        nombre = len(toutes.nouvelles)
        mot = "organisations nouvelles" if nombre > 1 else "organisation nouvelle"
        yield f"{nombre}{INSECABLE}{mot} : {_quelques([montrer(nom) for nom in toutes.nouvelles])}."
    for une in toutes.retrouvees:
        yield f"{montrer(une.nom)} : {_avant_apres(Compte('', une.avant, une.apres), 'exemple')}."
    for reunie in toutes.reunies:
        yield f"« {montrer(reunie.nom)} » est désormais reconnue comme « {montrer(reunie.avec)} »."
    if toutes.parties:
        verbe = "Ne sont plus nommées" if len(toutes.parties) > 1 else "N’est plus nommée"
        yield f"{verbe} nulle part : {_quelques([montrer(nom) for nom in toutes.parties])}."
    yield from (signale.message for signale in effet.constats.organisations_proches)


def _annexes(effet: Effet) -> Iterator[str]:
    for annexe in effet.annexes:
        faits = [
            f"{mot} {_quelques([f'« {montrer(nom)} »' for nom in noms])}"
            for mot, noms in (("ajout de", annexe.ajoutees), ("changement de", annexe.changees), ("retrait de", annexe.retirees))
            if noms
        ]
        yield f"{annexe.nom} : {enumerer(faits)}."


def _a_verifier(effet: Effet) -> Iterator[str]:
    for lien in effet.liens:
        yield f"Ouvrez {montrer(lien.url)}, que donne « {montrer(lien.titre)} »."
    yield from (f"Conseil, {_situer(conseil)}" for conseil in effet.constats.conseils)
    if not effet.passages_cherches and (effet.fiches.ajoutees or effet.fiches.changees):
        yield "Les passages cités n’ont pas été cherchés : les documents ne sont pas ici."


def _comptes(effet: Effet) -> Iterator[str]:
    comptes = effet.comptes
    for titre, siens, fin in (
        ("Le catalogue", comptes.contenu, ""),
        ("Preuve des exemples", comptes.preuves, ""),
        ("Complétude moyenne", comptes.completude, f"{INSECABLE}%"),
        ("Reste à faire", comptes.a_faire, ""),
    ):
        if siens:
            dits = ", ".join(f"{minuscule(montrer(un.nom))} {un.avant} → {un.apres}{fin}" for un in siens)
            yield f"{titre} : {dits}."


def _avant_apres(un: Compte, mot: str) -> str:
    return f"{accorder(un.apres, mot)}, {accorder(un.avant, mot)} avant"


def _pages(pages: Iterable[Pages]) -> Iterator[str]:
    toutes = tuple(pages)
    for sorte in toutes:
        if sorte.apparaissent:
            nombre = len(sorte.apparaissent)
            verbe = "existent" if nombre > 1 else "existe"
            yield f"{_compter(sorte.sorte, nombre)} {verbe} pour la première fois : {_nommer(sorte.apparaissent)}."
    for sorte in toutes:
        if sorte.disparaissent:
            nombre = len(sorte.disparaissent)
            verbe = "disparaissent" if nombre > 1 else "disparaît"
            yield f"{_compter(sorte.sorte, nombre)} {verbe} : {_nommer(sorte.disparaissent)}."
    changent = sorted(((len(sorte.changent), sorte.sorte) for sorte in toutes if sorte.changent), key=lambda une: -une[0])
    if changent:
        total, autres = sum(nombre for nombre, _ in changent), sum(nombre for nombre, _ in changent[NOMMEES:])
        dites = [_compter(sorte, nombre) for nombre, sorte in changent[:NOMMEES]]
        suite = [accorder(autres, "autre")] if autres else []
        yield f"{accorder(total, 'page')} {'changent' if total > 1 else 'change'} : {enumerer([*dites, *suite])}."


def _compter(sorte: str, nombre: int) -> str:
    return f"{nombre}{INSECABLE}{PLURIELS.get(sorte, f'{sorte}s') if nombre > 1 else sorte}"


def _nommer(pages: Iterable[Nommee]) -> str:
    return _quelques([f"« {montrer(page.titre)} »" for page in pages])


def _quelques(noms: Iterable[str]) -> str:
    """Les premiers noms, et combien il y en a d’autres."""
    tous = list(noms)
    if len(tous) <= NOMMEES + 1:
        return enumerer(tous)
    return enumerer([*tous[:NOMMEES], f"{len(tous) - NOMMEES}{INSECABLE}autres"])
