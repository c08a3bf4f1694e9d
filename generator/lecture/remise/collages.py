"""Ce qui a été collé d’ailleurs : reconnu à ses signes, avant que l’on parle de l’en-tête et de ses champs."""

import re
from itertools import takewhile

from generator.constats.proximite import replier
from generator.constats.signes import citer
from generator.lecture.remise import regles_collages as regles
from generator.lecture.remise.brouillon import Brouillon
from generator.lecture.remise.emballages import deballer
from generator.lecture.remise.lignes import (
    designer,
    francais,
)
from generator.lecture.remise.regles_entete import ABSENT, NON_FERME
from generator.lecture.remise.signes import nettoyer_l_entete

_TRAIT = re.compile(r"[ \t]*\\?(?:-{3}|[—–―]+|-{2,}|[-—–―−‐‑_*=─═~ ]{3,})[ \t]*")
"""Une ligne qui a l’air d’un trait : de tirets, de tirets longs, de soulignés…"""
_CHAMP = re.compile(r"[\s>+\d]*(?:\*\*)?[a-zA-ZÀ-ÿ_\\]+(?:\*\*)?[ \u00a0\u202f\u200b]*:(?:\*\*)?(?:\s|$)")
"""Une ligne qui commence par un nom et deux-points."""
_BARRIERE = re.compile(r"[ \t]*(?:```|~~~)[ \t]*[\w+-]*[ \t]*")
_COURRIEL = re.compile(r"\s*>?\s*(?:De|From|Envoyé|Sent|À|A|To|Cc|Objet|Subject|Date|Répondre à)[ \u00a0]*:", re.IGNORECASE)
_POLITESSES = re.compile(
    r"(?:n[’']hésitez pas|j[’']espère|dites-moi|souhaitez-vous|voulez-vous que|voilà|bien sûr|si vous (?:voulez|souhaitez)|"
    r"je (?:peux|reste)|let me know|cordialement|bien à vous|envoyé de(?:puis)? mon)",
    re.IGNORECASE,
)
_FORMULE = re.compile(r"(?:(?:bien|très) )?(?:cordialement|à (?:vous|toi)|amicalement)[ \u00a0]*[,.!]?", re.IGNORECASE)
COURTE = 60
"""Une signature tient en tant de signes."""


def reconnaitre(brouillon: Brouillon, noms: frozenset[str], *, nettoyer: bool = True) -> None:
    """Délimite l’en-tête d’un fichier et, s’il faut le `nettoyer`, en ôte ce que le collage y a mis.

    `noms` sont ceux des champs d’une fiche.
    """
    if nettoyer:
        deballer(brouillon, noms)
    _delimiter(brouillon, noms)
    if nettoyer:
        nettoyer_l_entete(brouillon, noms)


def _delimiter(brouillon: Brouillon, noms: frozenset[str]) -> None:
    """Trouve l’en-tête : ses deux lignes de tirets, ou ce qui en tient lieu, et ce qu’il y a autour."""
    lignes = brouillon.lignes
    ecrites = [rang for rang, ligne in enumerate(lignes) if ligne.strip()]

    def est_un_champ(rang: int) -> bool:
        trouve = re.match(r"(?:\*\*)?([\w\\]+)(?:\*\*)?[ \u00a0\u202f\u200b]*:", lignes[rang])
        return trouve is not None and replier(trouve[1].replace("\\", "")).replace(" ", "_") in noms

    exactes = [rang for rang in ecrites if lignes[rang].rstrip() == "---"]
    if ecrites and exactes[:1] == ecrites[:1] and len(exactes) > 1:
        brouillon.debut, brouillon.fin, brouillon.corps = exactes[0] + 1, exactes[1], exactes[1] + 1
        _entourage(brouillon, [], exactes[0])
        return
    premier = next((rang for rang in ecrites if est_un_champ(rang)), None)
    if premier is None:
        brouillon.debut = brouillon.fin = brouillon.corps = 0
        return
    avant = [rang for rang in ecrites if rang < premier]
    trait = next((rang for rang in reversed(avant) if _TRAIT.fullmatch(lignes[rang])), None)
    if trait is not None and not all(_est_une_note(lignes[rang]) for rang in avant if rang > trait):
        trait = None
    brouillon.debut = premier if trait is None else trait + 1
    preambule = [rang for rang in avant if rang != trait and (trait is None or rang < trait)]
    sienne = re.fullmatch(r"#{1,2} +(.+?)[ #]*", lignes[preambule[0]]) if len(preambule) == 1 and trait is None else None
    titree = sienne is not None and not any(re.match(r"(?i)titre\W*:", lignes[rang]) for rang in ecrites)
    if sienne is not None and titree:
        # Le titre de la page est celui de la fiche : il ne se perd pas, il devient un champ.
        premier = brouillon.debut = preambule.pop()
        lignes[premier] = f'titre: "{francais(sienne[1])}"'

    titre = next((rang for rang in ecrites if rang > premier and re.match(r"#{1,6} ", lignes[rang])), len(lignes))
    fermetures = [rang for rang in ecrites if premier < rang < titre and _TRAIT.fullmatch(lignes[rang])]
    exacte = next((rang for rang in ecrites if rang > premier and lignes[rang].rstrip() == "---"), None)
    fermeture = exacte if exacte is not None and exacte < titre else next(iter(fermetures), None)
    if fermeture is None:
        dans = list(takewhile(lambda rang: rang < titre, (rang for rang in ecrites if rang >= premier)))
        while len(dans) > 1 and not _dans_l_entete(lignes[dans[-1]]) and _apres_un_blanc(lignes, dans[-1]):
            dans.pop()
        recit = (n for n, rang in enumerate(dans) if n and _apres_un_blanc(lignes, rang) and not _dans_l_entete(lignes[rang]))
        # Après une ligne vide, du texte où ne revient aucun champ est déjà le récit.
        dans = dans[: next((n for n in recit if not any(map(est_un_champ, dans[n:]))), len(dans))]
        dernier = dans[-1]
        brouillon.fin = brouillon.corps = dernier + 1
    else:
        brouillon.fin, brouillon.corps = fermeture, fermeture + 1

    _entourage(brouillon, preambule, trait if trait is not None else premier)
    _tirets(brouillon, trait, premier, fermeture, titree=titree, annonce=bool(preambule))


def _apres_un_blanc(lignes: list[str], rang: int) -> bool:
    return rang > 0 and not lignes[rang - 1].strip()


def _est_une_note(ligne: str) -> bool:
    return not ligne.strip() or ligne.lstrip().startswith("#")


def _dans_l_entete(ligne: str) -> bool:
    return bool(re.match(r"\s|- ", ligne) or _CHAMP.match(ligne))


def _tirets(brouillon: Brouillon, trait: int | None, premier: int, fermeture: int | None, *, titree: bool, annonce: bool) -> None:
    """Les deux lignes de tirets, si elles manquent ; `annonce` est vrai si l’on a déjà dit ce qui vient avant la première."""
    lignes = brouillon.lignes
    for rang in (trait, fermeture):
        if rang is not None and lignes[rang].rstrip() != "---" and not lignes[rang].startswith("\\---"):
            brouillon.lignes[rang], remplace = "---", lignes[rang].strip()
            message = (
                f"Les trois tirets sont devenus « {citer(remplace)[:20]} » : tapez trois fois la touche du tiret (celle du "
                "6), seuls sur leur ligne."
            )
            if remplace == "---":
                message = "Les trois tirets commencent au bord de la page : effacez les espaces qui sont devant."
            brouillon.noter(regles.TIRETS, message, [rang])
    if trait is None:
        brouillon.ajouter(premier, avant="---\n")
        message = (
            "Il manque la ligne de trois tirets qui ouvre la fiche : ajoutez-la juste avant cette ligne, seule sur la sienne."
        )
        if titree:
            message = (
                "Une fiche s’ouvre par une ligne de trois tirets, seule sur la sienne, et son titre est le premier de ses "
                "champs : écrivez ces deux lignes à la place de celle-ci."
            )
        if not annonce:
            brouillon.noter(ABSENT, message, [premier])
    if fermeture is None:
        dernier = brouillon.fin - 1
        brouillon.ajouter(dernier, apres="\n---")
        message = (
            "Il manque la seconde ligne de trois tirets, celle qui sépare les renseignements du récit : ajoutez-la juste "
            "après cette "
            "ligne, seule sur la sienne."
        )
        brouillon.noter(NON_FERME, message, [dernier])


def _entourage(brouillon: Brouillon, preambule: list[int], tete: int) -> None:
    """Ce qui précède et suit la fiche : en-têtes et signature d’un courriel, barrières et politesses d’un assistant."""
    lignes = brouillon.lignes
    corps = [rang for rang in range(brouillon.corps, len(lignes)) if lignes[rang].strip()]
    barrieres = [rang for rang in (*preambule, *corps) if _BARRIERE.fullmatch(lignes[rang])]
    ouvertes = [rang for rang in preambule if rang in barrieres]
    suite: list[int] = []
    if ouvertes:
        fermantes = [rang for rang in corps if rang in barrieres]
        if fermantes and not any(re.match(r"#{2,6} ", lignes[rang]) for rang in corps if rang > fermantes[-1]):
            suite = [rang for rang in corps if rang >= fermantes[-1]]
        else:
            suite = fermantes[:1]
    courriel = any(_COURRIEL.match(lignes[rang]) for rang in preambule)
    signature = next((rang for rang in corps if re.fullmatch(r"-- ?", lignes[rang])), None)
    if signature is not None:
        suite += [rang for rang in corps if rang >= signature]
    elif preambule and not suite:
        suite = _dernier_mot(lignes, corps)
    if not preambule and not suite:
        return
    brouillon.effacer((*range(preambule[0] if preambule else tete, tete), *suite))
    if suite:
        # Les lignes vides d’avant s’en vont avec la suite.
        rang = min(suite) - 1
        while rang > brouillon.corps and not lignes[rang].strip():
            brouillon.effacees.add(rang)
            rang -= 1
        if max(suite) == max(corps):
            brouillon.effacees.update(range(max(suite), len(lignes) - 1))
    a_effacer = " et ".join(designer(brouillon.originales, rangs) for rangs in (preambule, sorted(set(suite))) if rangs)
    if courriel or signature is not None:
        regle, quoi = regles.COURRIEL, "Le courriel qui portait cette fiche a été collé avec elle"
    elif ouvertes:
        regle, quoi = regles.BARRIERE, "Ce texte a été copié avec les signes qui l’entouraient (« ``` »)"
    else:
        regle, quoi = regles.BARRIERE, "Ce texte a été copié avec ce qui l’entourait"
    brouillon.noter(
        regle,
        f"{quoi}. Une fiche commence par « --- » et finit avec son récit : effacez {a_effacer}.",
        [*preambule, *([tete] if preambule else []), *suite],
    )


def _dernier_mot(lignes: list[str], corps: list[int]) -> list[int]:
    """Le dernier paragraphe, s’il parle à la personne qui colle et non au lecteur."""
    fin: list[int] = []
    for rang in reversed(corps):
        if fin and rang < fin[0] - 1:
            break
        fin.insert(0, rang)
    if not fin or not _POLITESSES.match(lignes[fin[0]].strip(" *")):
        return []
    # « Bien cordialement, Martine », puis « Envoyé de mon téléphone » : la signature s’en va aussi.
    avant = [rang for rang in corps if rang < fin[0]][-2:]
    if len(avant) == 2 and _FORMULE.fullmatch(lignes[avant[0]].strip()) and len(lignes[avant[1]]) < COURTE:
        return [*avant, *fin]
    return fin
