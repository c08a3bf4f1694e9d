"""Remettre un fichier au propre : ôter ce qui a été collé, récrire ce qui ne se lit pas de l’en-tête, noter tout cela."""

import re
from collections.abc import Sequence

from generator.lecture.attendu import modele_a, noms_a, table_a
from generator.lecture.composition import COUPE, SYNTAXE, se_compose
from generator.lecture.remise import collages, notes, regles_collages, regles_entete, textes_en_liste, valeurs
from generator.lecture.remise.brouillon import Brouillon, groupes
from generator.lecture.remise.etages import Unite, decouper, etager
from generator.lecture.remise.signes import nettoyer_l_entete
from generator.modele.introspection import Forme, forme

LONGUEUR = 1_000
"""En lignes. La plus longue fiche en compte deux cents : au-delà, ce n’est plus un texte à remettre au propre."""


def mettre_au_propre(chemin: str, texte: str) -> Brouillon:
    """Le même texte, récrit autant qu’il le faut pour se lire, et ce qu’il a fallu y récrire."""
    modele = modele_a(chemin)
    brouillon = Brouillon(chemin, texte)
    collages.reconnaitre(brouillon, noms_a(modele), nettoyer=len(brouillon.lignes) <= LONGUEUR * 2)
    if 0 < brouillon.fin - brouillon.debut <= LONGUEUR:
        _recrire_l_entete(brouillon, forme(modele), noms_a(modele))
    return brouillon


def mettre_la_table_au_propre(chemin: str, texte: str) -> Brouillon:
    """De même pour un fichier YAML entier : un vocabulaire, la bibliographie, un recueil."""
    modele, attendue = table_a(chemin)
    brouillon = Brouillon(chemin, texte)
    if len(brouillon.lignes) > LONGUEUR * 10:
        return brouillon
    nettoyer_l_entete(brouillon, noms_a(modele))
    _recrire_l_entete(brouillon, attendue, noms_a(modele))
    return brouillon


def _recrire_l_entete(brouillon: Brouillon, attendue: Forme, noms: frozenset[str]) -> None:
    notes.detacher(brouillon, attendue)
    _tableaux(brouillon, attendue)
    unites, decollees, detirees = decouper(brouillon, noms)
    etager(brouillon, unites, attendue, deplacer=False)
    unites = textes_en_liste.reunir(brouillon, unites)
    lisible = se_compose(brouillon.entete)
    if not lisible or _hors_de_place(unites, attendue, noms):
        deplacees, sans_tiret = etager(brouillon, unites, attendue, deplacer=True)
    else:
        deplacees, sans_tiret = [], []
    notees = _noter_les_espaces(brouillon, decollees, detirees, deplacees)
    _noter_les_deplacements(brouillon, deplacees, sans_tiret, notees)
    for unite, suivante in zip(unites, [*unites[1:], None], strict=False):
        _debordements(brouillon, unite)
        if _libelle_et_valeur(brouillon, unite, suivante) or _element_sur_une_ligne(brouillon, unite, suivante):
            continue
        _valeur(brouillon, unite)


def _hors_de_place(unites: Sequence[Unite], attendue: Forme, noms: frozenset[str]) -> bool:
    """Un champ d’un partenaire écrit au bord de la page, comme s’il était de la fiche."""
    return bool(attendue.champs) and any(
        not u.tiret and not u.retrait and u.nom in noms and u.nom not in attendue.champs for u in unites
    )


_RANGEE = re.compile(r"\s*\S.*\t.*\S|\s*\|.*\|\s*$|(?!\s*(?:- +)?[\w*]+ ?:(?:\s|$))[^;\"]+(?:;[^;\"]*)+$")
"""La ligne d’un tableau collé d’un tableur, ou d’un fichier dont les cellules sont séparées par des points-virgules."""


def _tableaux(brouillon: Brouillon, attendue: Forme) -> None:
    """Sous le nom d’une liste, des lignes de cellules séparées par des tabulations, des barres ou des points-virgules."""
    lignes, rang = brouillon.lignes, brouillon.debut
    while rang < brouillon.fin:
        nom = re.match(r"(\w+):\s*$", lignes[rang])
        elements = attendue.champs[nom[1]].elements if nom and nom[1] in attendue.champs else None
        rang += 1
        if elements is None or not elements.champs:
            continue
        debut = rang
        while rang < brouillon.fin and _RANGEE.match(lignes[rang]):
            rang += 1
        separations = [n for n in range(debut, rang) if re.fullmatch(r"[\s|:-]+", lignes[n])]
        pleines = [n for n in range(debut, rang) if n not in separations]
        ecrites = valeurs.rangees([lignes[n] for n in pleines], elements.champs) if pleines else None
        if not ecrites:
            continue
        brouillon.effacer(separations)
        for n, ecrite in zip(pleines, ecrites, strict=True):
            if ecrite:
                lignes[n] = f"  {ecrite}"
            else:
                brouillon.effacer([n])
        message = (
            f"Ces lignes viennent d’un tableau : sous « {nom[1] if nom else ''} », chaque ligne du tableau s’écrit derrière "
            "un tiret, avec le nom de "
            "chaque champ. Remplacez-les par celles-ci, après avoir vérifié que chaque valeur est au bon champ."
        )
        brouillon.noter(regles_collages.TABLEAU, message, range(debut, rang))


def _noter_les_espaces(
    brouillon: Brouillon, decollees: Sequence[int], detirees: Sequence[int], deplacees: Sequence[int]
) -> set[int]:
    """Note les espaces oubliées ; les lignes qui ne se sont décalées qu’à cause d’un tiret collé sont de la même faute."""
    for rang in decollees:
        oublies = ":" not in brouillon.originales[rang]
        message = "Il manque les deux-points après le nom du champ." if oublies else "Il manque une espace après les deux-points."
        brouillon.noter(regles_entete.ESPACE, message, [rang])
    notees: set[int] = set(decollees)
    for groupe in groupes([*detirees, *(rang for rang in deplacees if detirees)]):
        if set(groupe) & set(detirees) - set(decollees):
            message = "Il manque une espace après le tiret."
            if len(groupe) > 1:
                message = "Il manque une espace après le tiret ; les champs du même élément s’alignent ensuite sous le premier."
            brouillon.noter(regles_entete.ESPACE, message, groupe)
            notees |= set(groupe)
    return notees


def _noter_les_deplacements(brouillon: Brouillon, deplacees: Sequence[int], sans_tiret: Sequence[int], deja: set[int]) -> None:
    for rang in sans_tiret:
        message = (
            "Il manque un tiret et une espace devant cette ligne : un nouvel élément de la liste commence ici. N’effacez rien."
        )
        brouillon.noter(regles_entete.TIRET, message, [rang])
    deja |= {rang for faute in brouillon.touchees(regles_collages.RETRAITS) for rang in faute}
    changees = [n for n in deplacees if brouillon.lignes[n] != brouillon.originales[n] and n not in deja and n not in sans_tiret]
    for groupe in groupes(changees):
        quoi = "Cette ligne n’est pas alignée" if len(groupe) == 1 else "Ces lignes ne sont pas alignées"
        message = f"{quoi} avec celles du même élément : corrigez les espaces au début, tapés avec la barre d’espace."
        brouillon.noter(regles_entete.ALIGNEMENT, message, groupe)


def _debordements(brouillon: Brouillon, unite: Unite) -> None:
    """Un texte dont la suite n’est pas en retrait."""
    lignes, retrait = brouillon.lignes, " " * (unite.colonne + 2)
    if not unite.deborde:
        return
    message = (
        f"Le texte de « {unite.nom or 'cet élément'} » continue sur d’autres lignes : chacune doit commencer par des espaces, "
        "et le nom du "
        "champ être suivi de « >- »."
    )
    if unite.en_bloc:
        for rang in unite.deborde:
            lignes[rang] = retrait + lignes[rang].strip()
    else:
        textes = [unite.valeur, *(lignes[rang] for rang in (*unite.suite, *unite.deborde))]
        entier = " ".join(texte.strip() for texte in textes)
        tete = lignes[unite.rang][: len(lignes[unite.rang]) - len(unite.valeur)]
        nus = [texte.strip().strip("\"'") for texte in textes] if entier[:1] in "\"'" else [texte.strip() for texte in textes]
        brouillon.effacer((*unite.suite, *unite.deborde))
        ligne = " ".join(nus).replace("\\", "\\\\").replace('"', '\\"')
        lignes[unite.rang] = f'{tete}"{ligne}"'
        brouillon.blocs[unite.rang] = "\n".join([f"{tete}>-", *(retrait + nu for nu in nus)])
        unite.valeur = f'"{ligne}"'
    brouillon.noter(regles_entete.DEBORDE, message, [unite.rang, *unite.suite, *unite.deborde])


def _libelle_et_valeur(brouillon: Brouillon, unite: Unite, suivante: Unite | None) -> bool:
    """« libelle: un local : 14 », seul dans son élément : le libellé, puis la valeur, chacun à son champ."""
    trouve = re.fullmatch(
        r"([^\"':\[\]{}#,]+?)[ \u00a0]*:[ \u00a0]*(\d[\d \u00a0\u202f.,]*)(?:[ \u00a0]*%)?", unite.valeur.strip()
    )
    champs = unite.parent.champs if unite.parent else {}
    seul = unite.tiret and (suivante is None or bool(suivante.tiret) or suivante.retrait <= unite.retrait)
    if unite.nom != "libelle" or not trouve or "valeur" not in champs or not seul:
        return False
    tete = brouillon.lignes[unite.rang][: unite.colonne]
    libelle, valeur = trouve[1].strip(), trouve[2].strip()
    brouillon.lignes[unite.rang] = f'{tete}{{libelle: {libelle}, valeur: "{valeur}"}}'
    message = f"« {libelle} » est le libellé, « {valeur} » la valeur : chacun s’écrit à son champ, sur sa ligne."
    brouillon.noter(regles_entete.BLOC, message, [unite.rang])
    return True


def _element_sur_une_ligne(brouillon: Brouillon, unite: Unite, suivante: Unite | None) -> bool:
    """« - nom: La Poste, profil: entreprises, role: copilote » : chaque champ de l’élément, sur sa ligne."""
    ligne = brouillon.lignes[unite.rang]
    seul = unite.tiret and (suivante is None or bool(suivante.tiret) or suivante.retrait <= unite.retrait)
    champs = unite.parent.champs if unite.parent else {}
    table = valeurs.a_la_suite(ligne[unite.colonne :], champs) if seul and unite.nom in champs and not unite.suite else {}
    if len(table) < 2 or unite.valeur[:1] in "\"'":
        return False
    tete, retrait = ligne[: unite.colonne], " " * unite.colonne
    brouillon.lignes[unite.rang] = tete + valeurs.en_ligne(table)
    brouillon.blocs[unite.rang] = tete + f"\n{retrait}".join(f"{nom}: {valeur}" for nom, valeur in table.items())
    message = "Plusieurs champs sont à la suite sur cette ligne : chacun va sur la sienne, sous le tiret."
    brouillon.noter(regles_entete.BLOC, message, [unite.rang])
    return True


def _valeur(brouillon: Brouillon, unite: Unite) -> None:
    """La valeur d’une unité, récrite si elle ne se lit pas."""
    if (
        unite.en_bloc
        or unite.deborde
        or re.fullmatch(r"[-\s]+", unite.valeur)
        or (unite.ouvre and not re.match(r"#\S", unite.valeur))
    ):
        return
    lignes = brouillon.lignes
    ligne = lignes[unite.rang]
    valeur = (
        unite.valeur if not unite.suite else "\n".join([unite.valeur, *(f"  {lignes[rang].strip()}" for rang in unite.suite)])
    )
    tete = ligne[: len(ligne) - len(unite.valeur)]
    attendu = unite.attendu
    if unite.tiret and unite.nom and (unite.parent is None or (not unite.parent.champs and unite.parent.elements is None)):
        # « - Le nombre : inconnu » : dans une liste de textes, ce n’est pas un champ.
        tete = ligne[: unite.colonne]
        valeur, attendu = ligne[unite.colonne :], unite.parent
        if attendu is None:
            return
    if unite.tiret and not unite.nom and valeur[:1] == "{" and valeurs.est_composee(attendu):
        assert attendu is not None
        reprise = valeurs.accolade(valeur, attendu.champs)
    else:
        reprise = valeurs.reprendre(unite.nom or "cet élément", valeur, attendu)
    if reprise is None:
        if valeurs.illisible(valeur):
            # On lit le reste sans elle : les autres fautes de la fiche se disent aussi.
            message = f"La valeur de « {unite.nom or 'cet élément'} » ne se lit pas : {valeurs.pourquoi(valeur)}."
            brouillon.noter(SYNTAXE, message, [unite.rang], unite.valeur.strip())
            for rang in (unite.rang, *unite.suite):
                lignes[rang] = ""
            lignes[unite.rang] = tete.rstrip() if unite.nom else ""
            brouillon.perdues.add(unite.rang)
        return
    brouillon.effacer(unite.suite)
    lignes[unite.rang] = tete + reprise.valeur
    if reprise.a_choisir:
        brouillon.perdues.add(unite.rang)
    if reprise.bloc:
        retrait = " " * (unite.colonne + 2)
        brouillon.blocs[unite.rang] = "\n".join([tete.rstrip(), *(retrait + ecrite for ecrite in reprise.bloc)])
    place = brouillon.originales[unite.rang]
    montree = unite.valeur.strip() if reprise.regle is not COUPE else place[place.find("#") :]
    brouillon.noter(reprise.regle, reprise.message, [unite.rang, *unite.suite], montree)
